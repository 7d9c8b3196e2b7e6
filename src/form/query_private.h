/* Shared by query.c, query_value.c and query_date.c only. */
#ifndef ZWGK_FORM_QUERY_PRIVATE_H
#define ZWGK_FORM_QUERY_PRIVATE_H

#include "form/query.h"

enum query_operator { OPERATOR_NONE, OPERATOR_EQUAL, OPERATOR_NOT, OPERATOR_LESS, OPERATOR_AT_MOST,
                OPERATOR_GREATER, OPERATOR_AT_LEAST };

/* One field being read. */
struct reading {
    struct query *query;
    const struct query_world *world;
    const struct scr_field *field;
    struct problem *problem;
    size_t first;        /* the field's first condition */
    bool is_none_of;     /* begun by != */
    bool starts_another; /* the next test begins an alternative */
    bool all_are_lights;
    struct buffer words; /* of the field so far */
};

/* What stands behind the operator: trimmed; `folded` as keys and numbers are read. */
struct operand {
    enum query_operator sign;
    const char *text;
    const char *folded;
};

/* query.c */
void reading_test(struct reading *reading, const char *column, enum query_compare compare,
                  const char *text);
/* The next test is another alternative (of "none of": one more that must hold). */
void reading_alternative(struct reading *reading);
/* Adds to the words: a template with its {places}; or another alternative's beginning. */
void reading_say(struct reading *reading, const char *template_text, const char *name,
                 const char *value, const char *other_name, const char *other_value);
void reading_say_or(struct reading *reading);
enum status reading_refuse(struct reading *reading, const char *message, const char *text);

/* query_value.c: one alternative of each type. */
enum status query_read_text(struct reading *reading, const struct operand *operand);
enum status query_read_number(struct reading *reading, const struct operand *operand);
enum status query_read_named(struct reading *reading, const struct operand *operand);
enum status query_read_flag(struct reading *reading, const struct operand *operand);
/* The place of the sign that parts a range (: ~ 至), and its bytes (NULL allowed); NULL when there is none. */
const char *query_range_sign(const char *text, size_t *bytes);

/* query_date.c */
enum status query_read_date(struct reading *reading, const struct operand *operand);
/* 逾期 今日 临期 正常 暂停; false when it is none of them. */
bool query_read_light(struct reading *reading, const struct operand *operand);
/* True when `text` is the word, in Chinese, in the user's language or by its identifier. */
bool query_is_word(const struct query_world *world, const char *text, const char *word,
                   const char *identifier);

#endif

/* Query by form: what is typed in one field becomes tests of a column, and is said back in words. Pure:
 * no SQL; names and code lists come through the world. */
#ifndef ZWGK_FORM_QUERY_H
#define ZWGK_FORM_QUERY_H

#include "base/buffer.h"
#include "form/domain.h"
#include "form/scr.h"

enum query_compare {
    QUERY_EQUAL, QUERY_NOT_EQUAL, QUERY_LESS, QUERY_AT_MOST, QUERY_GREATER, QUERY_AT_LEAST,
    QUERY_CONTAINS, QUERY_LACKS, QUERY_BEGINS, QUERY_ENDS, QUERY_EMPTY, QUERY_NOT_EMPTY,
    QUERY_HAS_CODE, QUERY_LACKS_CODE, /* among blank-separated codes */
};
/* Groups must all hold; of a group's alternatives one must; of an alternative's tests all. */
enum query_link { QUERY_GROUP, QUERY_OR, QUERY_AND };

enum { QUERY_CONDITIONS_MOST = 400, QUERY_NAMES_MOST = 60 };

struct query_condition {
    char column[PROBLEM_FIELD_BYTES];
    enum query_compare compare;
    char *text; /* to be bound; stored form: ISO dates, fen, codes, ids. NULL when compare takes none */
    enum query_link link;
};
struct query { /* start with {0} */
    struct query_condition *conditions;
    size_t count, capacity;
    struct buffer words; /* 收到日期 2026-10-01 至今天，类别投诉或举报 */
    bool finds_nothing;  /* a name that nothing bears: there is nothing to ask for */
    bool failed;         /* memory ran out */
};
void query_release(struct query *query);

/* What a query needs to know of the world. */
struct query_world {
    void *context;
    struct date_context dates;
    day_number near_until; /* the last day that is near */
    const char *(*translate)(const char *context, const char *text);
    /* All values of a choice's list; or the records of a lookup's kind that `typed` may mean (is_exact: whose
     * name it is), at most QUERY_NAMES_MOST: code is the id. */
    void (*choices)(void *context, const struct scr_field *field, const char *typed, bool is_exact,
                    struct choices *out);
};

/* Adds what was typed in a field (nothing for an empty one). By type of the field:
 *   a|b any of · != none of · = or 空 empty · != or 非空 not empty
 *   text memo: text or *text* contains · text* *text =text
 *   date integer money code: >= <= > < a:b a: :b; dates also 今天 本周 本月 上月 今年 10月 2026年 and every
 *   spelling of value_parse_date; due_on also 逾期 今日 临期 正常 暂停
 *   choice lookup: name, beginning, part, number, =whole name; codes: the same, for one of those it holds
 *   lines: refused
 * Operators may be full-width. INVALID names the field and adds nothing. */
MUST_USE enum status query_add(struct query *query, const struct query_world *world,
                               const struct scr_field *field, const char *label, const char *typed,
                               struct problem *problem);

#endif

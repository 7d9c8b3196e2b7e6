/* Screen files (.scr): what a person sees, editable without a compiler. INI by inih with our own line
 * reader, which refuses what inih would cut, merge or lose, with file:line. */
#ifndef ZWGK_FORM_SCR_H
#define ZWGK_FORM_SCR_H

#include "base/status.h"

enum field_type {
    FIELD_TEXT, FIELD_MEMO, FIELD_CODE, FIELD_INTEGER, FIELD_MONEY, FIELD_DATE, FIELD_CHOICE, FIELD_LOOKUP, FIELD_FLAG,
    FIELD_CODES, /* several of a code list: blank-separated, in the list's order */
    FIELD_LINES  /* detail lines, see base/lines.h */
};
enum field_kind { FIELD_EDITABLE, FIELD_READONLY, FIELD_COMPUTED };

struct scr_field {
    char *name;  /* = column */
    char *label; /* Chinese, untranslated; msgctxt "RECORD.NAME" */
    char *hint;  /* "" when none; msgctxt "RECORD.NAME.hint" */
    enum field_type type;
    enum field_kind kind; /* entry = editable readonly computed */
    int width;   /* columns shown; 0 for "*": the rest of the line; has a default by type */
    int rows;    /* of a memo; 1 otherwise */
    int max;     /* characters stored; 0: as the schema says */
    char *choices; /* code list of a choice or of codes; "" */
    char *lookup;  /* record kind of a lookup; "" */
    bool is_required;
    bool has_range;
    int64_t range_low, range_high; /* range = 1 999 */
    char *differ;     /* differ = other_field; "" */
    char *not_before; /* not_before = other_date_field; "" */
    bool is_sticky;   /* sticky = yes: carried into the next new record */
    int line;         /* in its file, for errors */
};

struct scr_record { /* screens/record/KIND.scr */
    char *kind;
    char *label;  /* [record] label = 反馈件 */
    char *prefix; /* [record] prefix = FK */
    struct scr_field *fields;
    size_t field_count;
};

struct scr_column { /* columns = number:13 title:* */
    char *name;
    int width; /* 0 for "*" */
    int line;  /* in its file, for errors; so below */
};
struct scr_option { /* options = edit:2 close:9 ; more = announce withhold (digit 0) */
    char *command;
    int digit; /* 1..9; 0 for those of `more` */
    int line;
};

enum { SCR_ROW_FIELDS_MOST = 4 };
struct scr_row { /* row = received_on kind ; an empty row = is a gap */
    char *names[SCR_ROW_FIELDS_MOST];
    size_t count;
    bool starts_page; /* follows a `page =` line */
    int line;
};

struct scr { /* screens/NAME.scr */
    char *name;   /* feedback_open */
    char *code;   /* "34"; "" when none (a screen that is only opened by another) */
    char *title;  /* 待办反馈; msgctxt "screen.NAME" */
    char *record; /* kind; "" for the workbench */
    bool is_queue;
    char **roles; /* identifiers; none: all */
    size_t role_count;
    struct scr_option *options;
    size_t option_count;
    char *view; /* of the list; "" when the screen has none */
    struct scr_column *columns;
    size_t column_count;
    char **orders;
    size_t order_count;
    int record_line, view_line, orders_line;
    struct scr_row *rows;
    size_t row_count;
    struct scr_field *fields; /* the record's, with this screen's hide, lock, require applied */
    size_t field_count;
};

/* Where files come from: read() gives the whole text of "screens/x.scr" (caller frees), or NULL. */
struct scr_source {
    void *context;
    char *(*read)(void *context, const char *path, size_t *length);
};

/* Reads a screen and its record file. INVALID with problem.line and places {file} {text}. */
MUST_USE enum status scr_load(const struct scr_source *source, const char *name, struct scr **out,
                              struct problem *problem);
void scr_free(struct scr *scr);
MUST_USE enum status scr_record_load(const struct scr_source *source, const char *kind,
                                     struct scr_record **out, struct problem *problem);
void scr_record_free(struct scr_record *record);
const struct scr_field *scr_field_find(const struct scr *scr, const char *name);
const struct scr_field *scr_record_field(const struct scr_record *record, const char *name);

#endif

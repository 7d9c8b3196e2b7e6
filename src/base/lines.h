/* Detail lines of a record: a table kept as one text, rows parted by '\n', each of eight cells parted by
 * '\t'. Money is fen, a quantity decimal text; "" is none. Pure: knows no subject and no record. */
#ifndef ZWGK_BASE_LINES_H
#define ZWGK_BASE_LINES_H

#include "base/buffer.h"
#include "base/status.h"

enum lines_column {
    LINES_NAME, LINES_DETAIL, LINES_QUANTITY, LINES_UNIT, LINES_PRICE, LINES_AMOUNT, LINES_SECOND_AMOUNT, LINES_NOTE,
    LINES_COLUMNS
};
enum { LINES_ROWS_MOST = 1000 };
#define LINES_MONEY_MOST INT64_C(99999999999999) /* fen: 999,999,999,999.99 yuan */

const char *lines_column_name(enum lines_column column);  /* identifier: second_amount */
const char *lines_column_label(enum lines_column column); /* N_("对比金额") */
bool lines_column_is_money(enum lines_column column);
int lines_column_max(enum lines_column column); /* characters that may be typed */

struct lines_row {
    char *cells[LINES_COLUMNS]; /* stored form; NULL: empty */
    unsigned bad;               /* bits of the cells that are not: kept as they were typed */
};
struct lines { /* start with {0} */
    struct lines_row *rows;
    size_t count, capacity;
    bool failed; /* memory ran out */
};
void lines_release(struct lines *lines);
/* An empty row before `at` <= count; false: no memory, or LINES_ROWS_MOST reached. */
bool lines_insert(struct lines *lines, size_t at);
void lines_remove(struct lines *lines, size_t at);
const char *lines_cell(const struct lines *lines, size_t row, enum lines_column column); /* "" empty */
void lines_set(struct lines *lines, size_t row, enum lines_column column, const char *stored);
bool lines_row_is_empty(const struct lines *lines, size_t row);

/* Adds the rows of a stored text. A cell that is not in stored form is kept and marked bad, as a draft may
 * hold it. False when it has more rows or cells than may be, or memory ran out. */
bool lines_read(struct lines *lines, const char *stored);
/* One cell as it stands in a stored text. */
void lines_set_given(struct lines *lines, size_t row, enum lines_column column, const char *text);
/* Appends the stored text: empty rows left out. */
void lines_write(const struct lines *lines, struct buffer *out);

/* What was typed in the cell of row `row` (from 0) becomes its value; INVALID names row and column, and the
 * text is kept, marked bad. `labels` (LINES_COLUMNS of them, NULL: their own) are what columns are called. */
enum status lines_type(struct lines *lines, size_t row, enum lines_column column, const char *typed,
                       const char *const *labels, struct problem *problem);
/* What is wrong with a cell: as typed, no name, or an amount that is not quantity × price. OK: nothing. */
enum status lines_cell_problem(const struct lines *lines, size_t row, enum lines_column column,
                               const char *const *labels, struct problem *problem);
/* Quantity × price, rounded half up to the fen; false when the row lacks either or it is too large. */
bool lines_product(const struct lines *lines, size_t row, int64_t *fen);
/* An amount left empty becomes quantity × price. */
void lines_complete(struct lines *lines, size_t row);
/* Appends what is shown of a cell: 1,234.50. */
void lines_append_shown(const struct lines *lines, size_t row, enum lines_column column,
                        struct buffer *out);

struct lines_totals {
    int64_t amount, second_amount, difference; /* amount - second_amount */
    size_t rows; /* that are not empty */
    bool has_amount;
};
/* Bad cells are not counted. INVALID when a sum is too large. */
enum status lines_total(const struct lines *lines, struct lines_totals *out, struct problem *problem);
/* Cells that something is wrong with. */
size_t lines_count_problems(const struct lines *lines);
/* A stored text in one sentence, to be formatted: 12 行，合计 3,456.00. No message when it has no rows. */
void lines_describe(const char *stored, struct problem *out);

/* Brings a given text into stored form: one that has tabs is stored form already; any other is read as
 * lines_append_plain writes it. All that is wrong is added to *problems (field "lines") and nothing to
 * `out`; false then, or when memory ran out (out->failed). */
bool lines_check(const char *given, const char *const *labels, struct buffer *out,
                 struct problems *problems);
/* Rows parted by ；, cells by blanks, the name first, the others named: 张三 数量=2 金额=120.00；"李 四" 金额=80.00
 * Identifiers will do for labels. */
void lines_append_plain(const struct lines *lines, struct buffer *out);
/* Adds the rows of such a text. INVALID names the row that cannot be read. */
enum status lines_read_plain(struct lines *lines, const char *text, struct problem *problem);

#endif

/* One cell of the detail lines: what may be typed, what is stored of it, what is shown. Knows its row only
 * for the product of quantity and price. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lines.h"
#include "base/text.h"
#include "base/value.h"

enum cell_type { CELL_TEXT, CELL_QUANTITY, CELL_MONEY };
enum { NUMBER_MOST = 24 };

static const struct {
    const char *name, *label;
    enum cell_type type;
    int max;
} columns[LINES_COLUMNS] = {
    [LINES_NAME] = {"name", N_("对象"), CELL_TEXT, 60},
    [LINES_DETAIL] = {"detail", N_("明细"), CELL_TEXT, 60},
    [LINES_QUANTITY] = {"quantity", N_("数量"), CELL_QUANTITY, NUMBER_MOST},
    [LINES_UNIT] = {"unit", N_("单位"), CELL_TEXT, 10},
    [LINES_PRICE] = {"price", N_("单价"), CELL_MONEY, NUMBER_MOST},
    [LINES_AMOUNT] = {"amount", N_("金额"), CELL_MONEY, NUMBER_MOST},
    [LINES_SECOND_AMOUNT] = {"second_amount", N_("对比金额"), CELL_MONEY, NUMBER_MOST},
    [LINES_NOTE] = {"note", N_("说明"), CELL_TEXT, 100},
};

const char *lines_column_name(enum lines_column column) {
    return columns[column].name;
}

const char *lines_column_label(enum lines_column column) {
    return columns[column].label;
}

bool lines_column_is_money(enum lines_column column) {
    return columns[column].type == CELL_MONEY;
}

int lines_column_max(enum lines_column column) {
    return columns[column].max;
}

/* ---- refusing --------------------------------------------------------------------------------------- */

struct place {
    size_t row; /* from 0 */
    enum lines_column column;
    const char *const *labels;
    struct problem *problem;
};

static enum status refuse(const struct place *place, const char *message) {
    const char *label = place->labels != NULL ? place->labels[place->column] : NULL;
    enum status status = problem_set(place->problem, STATUS_INVALID, "lines", message);
    problem_place_integer(place->problem, "row", (int64_t)place->row + 1);
    problem_place(place->problem, "cell",
                  label != NULL && label[0] != '\0' ? label : columns[place->column].label);
    return status;
}

static enum status refuse_text(const struct place *place, const char *message, const char *name,
                               const char *text) {
    enum status status = refuse(place, message);
    problem_place(place->problem, name, text);
    return status;
}

/* ---- typed → stored --------------------------------------------------------------------------------- */

static enum status take_text(const struct place *place, const char *text, struct buffer *stored) {
    char32_t forbidden = text_find_forbidden(text, false);
    size_t length = text_length(text), most = (size_t)columns[place->column].max;
    if (forbidden != 0) {
        char code[16];
        snprintf(code, sizeof code, "U+%04lX", (unsigned long)forbidden);
        return refuse_text(place, N_("第 {row} 行{cell}：有不能保存的字符 {code}，请删去"), "code",
                           code);
    }
    if (length > most) {
        enum status status =
            refuse(place, N_("第 {row} 行{cell}：最多 {max} 个字，现有 {count} 个"));
        problem_place_integer(place->problem, "max", (int64_t)most);
        problem_place_integer(place->problem, "count", (int64_t)length);
        return status;
    }
    buffer_append(stored, text);
    return STATUS_OK;
}

static enum status take_quantity(const struct place *place, const char *text,
                                 struct buffer *stored) {
    int64_t quantity = 0;
    if (value_parse_quantity(text, &quantity, NULL) != STATUS_OK) {
        return refuse_text(
            place, N_("第 {row} 行{cell}：“{text}”不是数量，请写成 12 或 12.5，最多四位小数"),
            "text", text);
    }
    value_append_quantity(stored, quantity);
    return STATUS_OK;
}

static enum status take_money(const struct place *place, const char *text, struct buffer *stored) {
    int64_t fen = 0;
    if (value_parse_money(text, &fen, NULL) != STATUS_OK) {
        return refuse_text(place,
                           N_("第 {row} 行{cell}：“{text}”不是金额，请写成 1234.50，最多两位小数"),
                           "text", text);
    }
    if (fen > LINES_MONEY_MOST || fen < -LINES_MONEY_MOST) {
        return refuse(place, N_("第 {row} 行{cell}：太大了，最多 999,999,999,999.99 元"));
    }
    buffer_append_format(stored, "%" PRId64, fen);
    return STATUS_OK;
}

static enum status take(const struct place *place, const char *text, struct buffer *stored) {
    if (text[0] == '\0') {
        return STATUS_OK;
    }
    switch (columns[place->column].type) {
    case CELL_QUANTITY:
        return take_quantity(place, text, stored);
    case CELL_MONEY:
        return take_money(place, text, stored);
    case CELL_TEXT:
        break;
    }
    return take_text(place, text, stored);
}

enum status lines_type(struct lines *lines, size_t row, enum lines_column column, const char *typed,
                       const char *const *labels, struct problem *problem) {
    struct buffer trimmed = BUFFER_INIT, stored = BUFFER_INIT;
    const struct place place = {row, column, labels, problem};
    text_append_trimmed(&trimmed, typed);
    enum status status = take(&place, buffer_text(&trimmed), &stored);
    lines_set(lines, row, column, buffer_text(status == STATUS_OK ? &stored : &trimmed));
    if (status != STATUS_OK) {
        lines->rows[row].bad |= 1U << column;
    }
    lines->failed = lines->failed || trimmed.failed || stored.failed;
    buffer_release(&trimmed);
    buffer_release(&stored);
    return status;
}

/* ---- as given in stored form ------------------------------------------------------------------------ */

void lines_set_given(struct lines *lines, size_t row, enum lines_column column, const char *text) {
    int64_t fen = 0;
    if (!lines_column_is_money(column) || text[0] == '\0') {
        (void)lines_type(lines, row, column, text, NULL, NULL);
        return;
    }
    lines_set(lines, row, column, text);
    if (value_parse_integer(text, -LINES_MONEY_MOST, LINES_MONEY_MOST, &fen, NULL) == STATUS_OK) {
        char digits[NUMBER_MOST];
        snprintf(digits, sizeof digits, "%" PRId64, fen);
        lines_set(lines, row, column, digits);
    } else {
        lines->rows[row].bad |= 1U << column;
    }
}

/* ---- quantity × price ------------------------------------------------------------------------------- */

static bool is_bad(const struct lines *lines, size_t row, enum lines_column column) {
    return (lines->rows[row].bad >> column & 1U) != 0;
}

/* The cell's number; false when it has none. */
static bool number_of(const struct lines *lines, size_t row, enum lines_column column,
                      int64_t *out) {
    const char *cell = lines_cell(lines, row, column);
    if (cell[0] == '\0' || is_bad(lines, row, column)) {
        return false;
    }
    if (columns[column].type == CELL_QUANTITY) {
        return value_parse_quantity(cell, out, NULL) == STATUS_OK;
    }
    *out = strtoll(cell, NULL, 10);
    return true;
}

bool lines_product(const struct lines *lines, size_t row, int64_t *fen) {
    int64_t quantity = 0, price = 0, whole = 0;
    if (!number_of(lines, row, LINES_QUANTITY, &quantity) ||
        !number_of(lines, row, LINES_PRICE, &price)) {
        return false;
    }
    bool is_negative = price < 0;
    int64_t size = is_negative ? -price : price;
    if (__builtin_mul_overflow(size, quantity / VALUE_QUANTITY_ONE, &whole) ||
        whole > LINES_MONEY_MOST) {
        return false;
    }
    int64_t part = size * (quantity % VALUE_QUANTITY_ONE); /* below 10^18: both are bounded */
    whole += (part + VALUE_QUANTITY_ONE / 2) / VALUE_QUANTITY_ONE;
    *fen = is_negative ? -whole : whole;
    return whole <= LINES_MONEY_MOST;
}

void lines_complete(struct lines *lines, size_t row) {
    int64_t product = 0;
    char digits[NUMBER_MOST];
    if (lines_cell(lines, row, LINES_AMOUNT)[0] == '\0' && lines_product(lines, row, &product)) {
        snprintf(digits, sizeof digits, "%" PRId64, product);
        lines_set(lines, row, LINES_AMOUNT, digits);
    }
}

static enum status check_product(const struct lines *lines, const struct place *place) {
    struct buffer wanted = BUFFER_INIT, given = BUFFER_INIT;
    int64_t quantity = 0, price = 0, product = 0, amount = 0;
    if (!number_of(lines, place->row, LINES_QUANTITY, &quantity) ||
        !number_of(lines, place->row, LINES_PRICE, &price)) {
        return STATUS_OK;
    }
    if (!lines_product(lines, place->row, &product)) {
        return refuse(place, N_("第 {row} 行{cell}：数量乘单价太大，最多 999,999,999,999.99 元"));
    }
    if (!number_of(lines, place->row, LINES_AMOUNT, &amount) || amount == product) {
        return STATUS_OK;
    }
    value_append_money_grouped(&wanted, product);
    value_append_money_grouped(&given, amount);
    enum status status =
        refuse_text(place, N_("第 {row} 行{cell}：数量乘单价是 {product}，写的是 {amount}，请核对"),
                    "product", buffer_text(&wanted));
    problem_place(place->problem, "amount", buffer_text(&given));
    buffer_release(&wanted);
    buffer_release(&given);
    return status;
}

/* ---- what is wrong, what is shown --------------------------------------------------------------------- */

enum status lines_cell_problem(const struct lines *lines, size_t row, enum lines_column column,
                               const char *const *labels, struct problem *problem) {
    const struct place place = {row, column, labels, problem};
    const char *cell = lines_cell(lines, row, column);
    if (is_bad(lines, row, column)) {
        struct buffer ignored = BUFFER_INIT;
        enum status status = take(&place, cell, &ignored);
        buffer_release(&ignored);
        return status != STATUS_OK
                   ? status
                   : refuse_text(&place, N_("第 {row} 行{cell}：“{text}”应是以分计的整数"), "text",
                                 cell);
    }
    if (column == LINES_NAME && cell[0] == '\0' && !lines_row_is_empty(lines, row)) {
        return refuse(&place, N_("第 {row} 行{cell}：还空着，请填写"));
    }
    return column == LINES_AMOUNT ? check_product(lines, &place) : STATUS_OK;
}

void lines_append_shown(const struct lines *lines, size_t row, enum lines_column column,
                        struct buffer *out) {
    int64_t fen = 0;
    if (lines_column_is_money(column) && number_of(lines, row, column, &fen)) {
        value_append_money_grouped(out, fen);
    } else {
        buffer_append(out, lines_cell(lines, row, column));
    }
}

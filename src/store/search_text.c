/* Which columns of a record are looked through: told by the schema, so that a new kind of record is found without a word
 * here. Codes, dates and keys are not. */
#include "store/search_text.h"

#include <string.h>

#include "base/lines.h"
#include "store/search.h"

/* Texts with a length that are codes or keys all the same; table NULL: of any. */
static const struct {
    const char *table, *name;
} left_out[] = {
    {"catalogue", "channels"},
    {"catalogue", "channels_optional"},
    {"catalogue", "limit_fixed"},
    {"consultation", "ways"},
    {"duty", "name"},
    {"finding", "name"},
    {"finding", "rule"},
    {"person", "account"},
    {"person", "os_account"},
    {"person", "reading"},
    {"phrase", "field"},
    {NULL, "not_applicable"},
    {NULL, "period"},
};

static const char *const names[] = {"reporter",    "author",   "asker",         "contact",
                                    "answered_by", "opener",   "second_opener", "signatory",
                                    "reviewer",    "approver", "members",       "participants"};

bool search_column_is_name(const char *column) {
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], column) == 0) {
            return true;
        }
    }
    return false;
}

bool search_column_is_text(const struct column *column) {
    if (column->type != COLUMN_TEXT || column->max == 0 || column->is_generated) {
        return false;
    }
    for (size_t i = 0; i < sizeof left_out / sizeof *left_out; i++) {
        bool is_table = left_out[i].table == NULL || strcmp(left_out[i].table, column->table) == 0;
        if (is_table && strcmp(left_out[i].name, column->name) == 0) {
            return false;
        }
    }
    return true;
}

const struct column *search_column_from(const struct column *column) {
    while (column != NULL && !search_column_is_text(column)) {
        column = column_next(column);
    }
    return column;
}

void search_append_columns(struct buffer *out, const char *kind) {
    for (const struct column *column = search_column_from(column_first(kind)); column != NULL;
         column = search_column_from(column_next(column))) {
        buffer_append_format(out, ", d.%s", column->name);
    }
}

/* Money is fen there, which nobody looks for. */
const char *search_text_shown(const char *column, const char *text, struct buffer *scratch) {
    if (strcmp(column, "lines") != 0) {
        return text;
    }
    buffer_clear(scratch);
    int cell = 0;
    while (*text != '\0') {
        size_t length = strcspn(text, "\t\n");
        bool is_shown =
            length > 0 && cell < LINES_COLUMNS && !lines_column_is_money((enum lines_column)cell);
        if (is_shown) {
            buffer_append(scratch, scratch->length == 0 ? "" : cell == LINES_NAME ? "；" : "，");
            buffer_append_bytes(scratch, text, length);
        }
        text += length;
        cell = *text == '\t' ? cell + 1 : 0;
        text += *text != '\0' ? 1 : 0;
    }
    return buffer_text(scratch);
}

/* Places a screen's fields: gutters, columns, pages. Counts columns of translated labels; draws nothing.
 * A block (rows between gaps) takes the page's gutter, so that the values of all blocks stand below one
 * another, and its own narrower one when its labels and fields do not fit otherwise. */
#include "form/layout.h"

#include <assert.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/text.h"

enum {
    MARGIN_COLS = 2, /* left of the widest label */
    MARGIN_RIGHT_COLS = 1,
    STAR_COLS_LEAST = 10,
    ECHO_COLS = 12, /* 周五 工作日, behind one blank */
};

struct placing {
    const struct scr *scr;
    int area_rows, area_cols;
    struct layout *out;
    struct problem *problem;
};

/* Rows [first, last) of the file; their fields begin at `field` of the layout. */
struct block {
    size_t first, last;
    size_t field;
};

struct spacing {
    int echo_cols; /* kept free behind a date that another field follows */
    int gap_cols;  /* at least, between a field and the next label */
};

static enum status refuse(const struct placing *placing, const char *folder, const char *file,
                          int line, const struct scr_field *field, const char *message) {
    struct problem *problem = placing->problem;
    struct buffer path = BUFFER_INIT;
    buffer_append_format(&path, "%s%s.scr", folder, file);
    problem_set(problem, STATUS_INVALID, field == NULL ? NULL : field->name, message);
    problem_place(problem, "file", buffer_text(&path));
    problem_place_integer(problem, "line", line);
    if (problem != NULL) {
        problem->line = line;
    }
    buffer_release(&path);
    return STATUS_INVALID;
}

static enum status refuse_width(const struct placing *placing, const struct scr_row *row,
                                const struct scr_field *field, int missing_cols) {
    refuse(placing, "screens/", placing->scr->name, row->line, field,
           N_("{file} 第 {line} 行：“{field}”在一行里放不下，还差 {columns} 列"));
    problem_place_integer(placing->problem, "columns", missing_cols);
    return STATUS_INVALID;
}

static bool is_star(const struct scr_field *field) {
    return field->width == 0;
}

/* Cells of the value; of one that takes the rest of the line, the least. */
static int value_cols(const struct scr_field *field) {
    int width = is_star(field) ? STAR_COLS_LEAST : field->width;
    return width + (field->kind == FIELD_EDITABLE ? 1 : 0);
}

static int max_int(int a, int b) {
    return a > b ? a : b;
}

/* The widest label of a layout column in the block. */
static int gutter_of(const struct placing *placing, const struct block *block, size_t column) {
    const struct placed_field *placed = &placing->out->fields[block->field];
    int widest = 0;
    for (size_t r = block->first; r < block->last; r++) {
        const struct scr_row *row = &placing->scr->rows[r];
        if (column < row->count) {
            widest = max_int(widest, text_width(placed[column].label));
        }
        placed += row->count;
    }
    return widest;
}

/* Where the labels' gutter of the next layout column may begin: behind the widest field of `column` that
 * another follows. */
static int next_start(const struct placing *placing, const struct block *block, size_t column,
                      const struct spacing *spacing) {
    const struct placed_field *placed = &placing->out->fields[block->field];
    int start = 0;
    for (size_t r = block->first; r < block->last; r++) {
        const struct scr_row *row = &placing->scr->rows[r];
        if (column + 1 < row->count) {
            const struct placed_field *at = &placed[column];
            bool has_echo = at->field->type == FIELD_DATE && spacing->echo_cols > 0;
            int echo = has_echo ? 1 + spacing->echo_cols : 0;
            start = max_int(start, at->col + at->cols + echo + spacing->gap_cols);
        }
        placed += row->count;
    }
    return start;
}

/* Gives the fields of one layout column of the block their columns. */
static void place_column(const struct placing *placing, const struct block *block, size_t column,
                         int start, int gutter) {
    struct placed_field *placed = &placing->out->fields[block->field];
    for (size_t r = block->first; r < block->last; r++) {
        const struct scr_row *row = &placing->scr->rows[r];
        if (column < row->count) {
            struct placed_field *at = &placed[column];
            at->col = start + gutter;
            at->label_col = at->col - text_width(at->label);
            at->cols = value_cols(at->field);
        }
        placed += row->count;
    }
}

/* Columns by which the block is too wide, 0 when it fits; *row and *field of the widest. */
static int excess_of(const struct placing *placing, const struct block *block,
                     const struct scr_row **row, const struct scr_field **field) {
    const struct placed_field *placed = &placing->out->fields[block->field];
    int excess = 0;
    for (size_t r = block->first; r < block->last; r++) {
        const struct scr_row *at = &placing->scr->rows[r];
        if (at->count > 0) {
            const struct placed_field *last = &placed[at->count - 1];
            int over = last->col + last->cols + MARGIN_RIGHT_COLS - placing->area_cols;
            if (over > excess) {
                excess = over;
                *row = at;
                *field = last->field;
            }
        }
        placed += at->count;
    }
    return excess;
}

static int place_block(const struct placing *placing, const struct block *block, int gutter,
                       const struct spacing *spacing, const struct scr_row **row,
                       const struct scr_field **field) {
    int start = MARGIN_COLS;
    for (size_t column = 0; column < SCR_ROW_FIELDS_MOST; column++) {
        place_column(placing, block, column, start,
                     column == 0 ? gutter : gutter_of(placing, block, column));
        start = next_start(placing, block, column, spacing);
    }
    return excess_of(placing, block, row, field);
}

/* The rest of the line for "*", which is the last of its row. */
static void stretch(const struct placing *placing, const struct block *block) {
    struct placed_field *placed = &placing->out->fields[block->field];
    for (size_t r = block->first; r < block->last; r++) {
        const struct scr_row *row = &placing->scr->rows[r];
        if (row->count > 0 && is_star(placed[row->count - 1].field)) {
            struct placed_field *last = &placed[row->count - 1];
            last->cols = placing->area_cols - MARGIN_RIGHT_COLS - last->col;
        }
        placed += row->count;
    }
}

/* Tries the page's gutter with much and little room, then the block's own. */
static enum status fit_block(const struct placing *placing, const struct block *block,
                             int page_gutter) {
    static const struct spacing spacings[] = {
        {ECHO_COLS, 4}, {ECHO_COLS, 2}, {0, 4}, {0, 3}, {0, 2}};
    int gutters[] = {page_gutter, gutter_of(placing, block, 0)};
    const struct scr_row *row = NULL;
    const struct scr_field *field = NULL;
    int excess = 0;
    for (size_t g = 0; g < 2; g++) {
        for (size_t s = 0; s < sizeof spacings / sizeof spacings[0]; s++) {
            excess = place_block(placing, block, gutters[g], &spacings[s], &row, &field);
            if (excess == 0) {
                stretch(placing, block);
                return STATUS_OK;
            }
        }
    }
    return refuse_width(placing, row, field, excess);
}

/* Calls fit_block, or only measures, for each block of the page's rows [first, last). */
static enum status place_page(const struct placing *placing, size_t first, size_t last,
                              size_t field) {
    int page_gutter = 0;
    enum status status = STATUS_OK;
    for (int pass = 0; pass < 2; pass++) {
        struct block block = {first, first, field};
        size_t next_field = field;
        for (size_t r = first; r <= last && status == STATUS_OK; r++) {
            bool is_end = r == last || placing->scr->rows[r].count == 0;
            if (!is_end) {
                next_field += placing->scr->rows[r].count;
                continue;
            }
            block.last = r;
            if (pass == 0) {
                page_gutter = max_int(page_gutter, gutter_of(placing, &block, 0));
            } else {
                status = fit_block(placing, &block, page_gutter);
            }
            block = (struct block){r + 1, r + 1, next_field};
        }
    }
    return status;
}

static enum status place_columns(const struct placing *placing) {
    const struct scr *scr = placing->scr;
    enum status status = STATUS_OK;
    size_t field = 0;
    for (size_t first = 0; first < scr->row_count && status == STATUS_OK;) {
        size_t last = first;
        size_t next_field = field;
        do {
            next_field += scr->rows[last].count;
            last++;
        } while (last < scr->row_count && !scr->rows[last].starts_page);
        status = place_page(placing, first, last, field);
        first = last;
        field = next_field;
    }
    return status;
}

static int row_height(const struct scr_row *row, const struct placed_field *placed) {
    int height = 1;
    for (size_t i = 0; i < row->count; i++) {
        height = max_int(height, placed[i].rows);
    }
    return height;
}

static enum status place_rows(const struct placing *placing) {
    const struct scr *scr = placing->scr;
    struct placed_field *placed = placing->out->fields;
    int page = 0;
    int next_row = 0;
    for (size_t r = 0; r < scr->row_count; r++) {
        const struct scr_row *row = &scr->rows[r];
        if (row->starts_page && r > 0) {
            page++;
            next_row = 0;
        }
        for (size_t i = 0; i < row->count; i++) {
            placed[i].page = page;
            placed[i].row = placed[i].label_row = next_row;
        }
        next_row += row_height(row, placed);
        if (next_row > placing->area_rows) {
            return refuse(placing, "screens/", scr->name, row->line,
                          row->count > 0 ? placed[0].field : NULL,
                          N_("{file} 第 {line} 行：从这一行起一页放不下，请在前面加一行“page =”"));
        }
        placing->out->rows = max_int(placing->out->rows, next_row);
        placed += row->count;
    }
    placing->out->pages = page + 1;
    return STATUS_OK;
}

static char *make_label(const struct scr *scr, const struct scr_field *field,
                        const char *(*translate)(const char *context, const char *text)) {
    struct buffer context = BUFFER_INIT;
    struct buffer label = BUFFER_INIT;
    buffer_append_format(&context, "%s.%s", scr->record, field->name);
    buffer_append(&label, translate(buffer_text(&context), field->label));
    buffer_append(&label, ": ");
    label.failed = label.failed || context.failed;
    buffer_release(&context);
    return buffer_take(&label);
}

/* Lists the fields in the layout's order, with their labels. */
static enum status list_fields(const struct placing *placing,
                               const char *(*translate)(const char *context, const char *text)) {
    const struct scr *scr = placing->scr;
    struct layout *out = placing->out;
    size_t count = 0;
    for (size_t r = 0; r < scr->row_count; r++) {
        count += scr->rows[r].count;
    }
    out->fields = calloc(count == 0 ? 1 : count, sizeof *out->fields);
    if (out->fields == NULL) {
        return problem_set(placing->problem, STATUS_NO_MEMORY, NULL, N_("内存不足"));
    }
    for (size_t r = 0; r < scr->row_count; r++) {
        const struct scr_row *row = &scr->rows[r];
        for (size_t i = 0; i < row->count; i++) {
            struct placed_field *placed = &out->fields[out->count++];
            placed->field = scr_field_find(scr, row->names[i]);
            assert(placed->field != NULL);
            placed->rows = placed->field->rows;
            placed->label = make_label(scr, placed->field, translate);
            if (placed->label == NULL) {
                return problem_set(placing->problem, STATUS_NO_MEMORY, NULL, N_("内存不足"));
            }
            if (is_star(placed->field) && i + 1 < row->count) {
                return refuse(placing, "screens/", scr->name, row->line, placed->field,
                              N_("{file} 第 {line} 行：“{field}”占满一行，只能放在一行的最后"));
            }
        }
    }
    return STATUS_OK;
}

enum status layout_make(const struct scr *scr, int area_rows, int area_cols,
                        const char *(*translate)(const char *context, const char *text),
                        struct layout *out, struct problem *problem) {
    struct placing placing = {scr, area_rows, area_cols, out, problem};
    *out = (struct layout){0};
    enum status status = list_fields(&placing, translate);
    if (status == STATUS_OK) {
        status = place_columns(&placing);
    }
    if (status == STATUS_OK) {
        status = place_rows(&placing);
    }
    if (status != STATUS_OK) {
        layout_release(out);
    }
    return status;
}

void layout_release(struct layout *layout) {
    for (size_t i = 0; i < layout->count; i++) {
        free(layout->fields[i].label);
    }
    free(layout->fields);
    *layout = (struct layout){0};
}

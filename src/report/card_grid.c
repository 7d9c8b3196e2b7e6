/* Ruled cells made of lines of text. Knows no records; pages are the paper's. */
#include "report/card_grid.h"

#include <string.h>

#include "base/text.h"

/* A + wherever a cell of either row ends. */
static void mark_borders(struct buffer *line, const int *widths, size_t count) {
    size_t at = 0;
    for (size_t i = 0; i < count && at < line->length; i++) {
        line->data[at] = '+';
        at += (size_t)widths[i] + 3;
    }
    if (at < line->length)
        line->data[at] = '+';
}

static int width_of_row(const int *widths, size_t count) {
    int width = 1;
    for (size_t i = 0; i < count; i++)
        width += widths[i] + 3;
    return width;
}

static void put_rule(struct grid *grid, const int *widths, size_t count) {
    struct buffer line = BUFFER_INIT;
    for (int n = width_of_row(widths, count); n > 0; n--)
        buffer_append_char(&line, '-');
    mark_borders(&line, widths, count);
    if (grid->above != NULL)
        mark_borders(&line, grid->above, grid->above_count);
    paper_text(grid->paper, 0, buffer_text(&line));
    grid->paper->body.failed = grid->paper->body.failed || line.failed;
    buffer_release(&line);
}

void grid_end(struct grid *grid) {
    if (grid->above != NULL)
        put_rule(grid, grid->above, grid->above_count);
    grid->above = NULL;
}

/* The n-th line of a wrapped text; SIZE_MAX only counts. */
struct nth_line {
    size_t wanted, count, start, end;
};

static bool count_line(void *context, size_t start, size_t end) {
    struct nth_line *nth = context;
    if (nth->count == nth->wanted) {
        nth->start = start;
        nth->end = end;
    }
    return nth->count++ < nth->wanted;
}

static size_t lines_of(const char *text, int width) {
    struct nth_line nth = {.wanted = SIZE_MAX};
    text_wrap(text, width, count_line, &nth);
    return nth.count;
}

static void append_cell(struct buffer *out, const char *text, int width, size_t line) {
    struct nth_line nth = {.wanted = line};
    struct buffer part = BUFFER_INIT;
    text_wrap(text, width, count_line, &nth);
    buffer_append_bytes(&part, text + nth.start, nth.end - nth.start);
    buffer_append(out, "| ");
    text_append_padded(out, buffer_text(&part), width);
    buffer_append_char(out, ' ');
    out->failed = out->failed || part.failed;
    buffer_release(&part);
}

/* On a new page the heading and a rule come first. */
static void begin_page(struct grid *grid, const int *widths, size_t count) {
    grid_end(grid);
    paper_break(grid->paper);
    if (grid->heading != NULL)
        paper_title(grid->paper, grid->heading);
    put_rule(grid, widths, count);
}

/* The rule above a row of so many lines. The page ends before it when they don't fit with the rule below. */
static void begin_row(struct grid *grid, const int *widths, size_t count, size_t lines) {
    int needed = lines < (size_t)grid->paper->rows / 2 ? (int)lines + 2 : 3;
    if (grid->above == NULL)
        paper_keep(grid->paper, needed);
    if (paper_has_room(grid->paper, needed) || grid->above == NULL)
        put_rule(grid, widths, count);
    else
        begin_page(grid, widths, count);
    grid->above = widths;
    grid->above_count = count;
}

static void put_line(struct grid *grid, const int *widths, size_t count, struct buffer *line) {
    buffer_append_char(line, '|');
    if (!paper_has_room(grid->paper, 2)) {
        begin_page(grid, widths, count);
        grid->above = widths;
        grid->above_count = count;
    }
    paper_text(grid->paper, 0, buffer_text(line));
    grid->paper->body.failed = grid->paper->body.failed || line->failed;
    buffer_clear(line);
}

void grid_row(struct grid *grid, const int *widths, size_t count, const char *const *texts) {
    struct buffer safe[GRID_CELLS_MOST] = {BUFFER_INIT};
    struct buffer line = BUFFER_INIT;
    size_t most = 1;
    for (size_t i = 0; i < count; i++) {
        text_append_safe(&safe[i], texts[i], true);
        size_t lines = lines_of(buffer_text(&safe[i]), widths[i]);
        most = lines > most ? lines : most;
    }
    begin_row(grid, widths, count, most);
    for (size_t n = 0; n < most; n++) {
        for (size_t i = 0; i < count; i++)
            append_cell(&line, buffer_text(&safe[i]), widths[i], n);
        put_line(grid, widths, count, &line);
    }
    for (size_t i = 0; i < count; i++) {
        grid->paper->body.failed = grid->paper->body.failed || safe[i].failed;
        buffer_release(&safe[i]);
    }
    buffer_release(&line);
}

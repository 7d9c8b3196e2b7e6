/* Lines into pages. Knows no records; what it is given is made safe here and nowhere else. */
#include "report/paper.h"

#include "base/language.h"
#include "base/text.h"

#include <string.h>

enum {
    HEAD_ROWS = 2,
    FOOT_ROWS = 2,
    LABEL_COLS = 12,
    MEMO_INDENT = 4,
    COLUMN_GAP = 1,
    ROWS_LEAST = 12
};

void paper_init(struct paper *paper, int cols, int rows) {
    *paper = (struct paper){.cols = cols, .rows = rows < ROWS_LEAST ? ROWS_LEAST : rows};
}

void paper_release(struct paper *paper) {
    buffer_release(&paper->body);
    buffer_release(&paper->safe);
}

static int body_rows(const struct paper *paper) {
    return paper->rows - HEAD_ROWS - FOOT_ROWS;
}

/* ---- lines into pages ---------------------------------------------------------------------------- */

static void put_headings(struct paper *paper);

static void end_page(struct paper *paper) {
    buffer_append_char(&paper->body, '\f');
    paper->used = 0;
    paper->pages++;
}

/* One line that fits, without blanks at its end. */
static void put_line(struct paper *paper, const char *line, size_t length) {
    if (paper->used == body_rows(paper)) {
        end_page(paper);
        put_headings(paper);
    }
    while (length > 0 && line[length - 1] == ' ')
        length--;
    buffer_append_bytes(&paper->body, line, length);
    buffer_append_char(&paper->body, '\n');
    paper->used++;
}

static void put_buffer(struct paper *paper, struct buffer *line) {
    paper->body.failed = paper->body.failed || line->failed;
    put_line(paper, buffer_text(line), line->length);
    buffer_clear(line);
}

bool paper_has_room(const struct paper *paper, int lines) {
    return paper->used + lines <= body_rows(paper);
}

void paper_keep(struct paper *paper, int lines) {
    if (paper->used > 0 && !paper_has_room(paper, lines)) {
        end_page(paper);
        put_headings(paper);
    }
}

void paper_break(struct paper *paper) {
    if (paper->used > 0)
        end_page(paper);
}

void paper_gap(struct paper *paper) {
    if (paper->used > 0 && paper->used < body_rows(paper))
        put_line(paper, "", 0);
}

static void append_blanks(struct buffer *out, int count) {
    for (; count > 0; count--)
        buffer_append_char(out, ' ');
}

static void append_repeated(struct buffer *out, char byte, int count) {
    for (; count > 0; count--)
        buffer_append_char(out, byte);
}

void paper_rule(struct paper *paper) {
    struct buffer line = BUFFER_INIT;
    append_repeated(&line, '-', paper->cols);
    put_buffer(paper, &line);
    buffer_release(&line);
}

/* ---- wrapped text -------------------------------------------------------------------------------- */

/* The text made safe, valid until the next call. */
static const char *safe(struct paper *paper, const char *text, bool multiline) {
    paper->body.failed = paper->body.failed || paper->safe.failed;
    buffer_clear(&paper->safe);
    text_append_safe(&paper->safe, text, multiline);
    return buffer_text(&paper->safe);
}

struct wrapped {
    struct paper *paper;
    const char *text;
    struct buffer line; /* what stands before the text on its line */
    int indent;
};

static bool put_wrapped(void *context, size_t start, size_t end) {
    struct wrapped *wrapped = context;
    append_blanks(&wrapped->line, wrapped->indent - text_width(buffer_text(&wrapped->line)));
    buffer_append_bytes(&wrapped->line, wrapped->text + start, end - start);
    put_buffer(wrapped->paper, &wrapped->line);
    return true;
}

void paper_text(struct paper *paper, int indent, const char *text) {
    struct wrapped wrapped = {paper, safe(paper, text, true), BUFFER_INIT, indent};
    text_wrap(wrapped.text, paper->cols - indent, put_wrapped, &wrapped);
    buffer_release(&wrapped.line);
}

void paper_title(struct paper *paper, const char *text) {
    const char *shown = safe(paper, text, false);
    int blanks = (paper->cols - text_width(shown)) / 2;
    struct wrapped wrapped = {paper, shown, BUFFER_INIT, blanks > 0 ? blanks : 0};
    text_wrap(shown, paper->cols, put_wrapped, &wrapped);
    buffer_release(&wrapped.line);
}

void paper_right(struct paper *paper, const char *text) {
    const char *shown = safe(paper, text, false);
    int blanks = paper->cols - text_width(shown);
    struct wrapped wrapped = {paper, shown, BUFFER_INIT, blanks > 0 ? blanks : 0};
    text_wrap(shown, paper->cols, put_wrapped, &wrapped);
    buffer_release(&wrapped.line);
}

void paper_pair(struct paper *paper, const char *label, const char *value) {
    struct buffer name = BUFFER_INIT;
    if (!value[0])
        return;
    text_append_safe(&name, label, false);
    int indent = text_width(buffer_text(&name)) + 2;
    struct wrapped wrapped = {paper, safe(paper, value, true), name,
                              indent > LABEL_COLS ? indent : LABEL_COLS};
    text_wrap(wrapped.text, paper->cols - wrapped.indent, put_wrapped, &wrapped);
    buffer_release(&wrapped.line);
}

void paper_memo(struct paper *paper, const char *label, const char *text) {
    if (!text[0])
        return;
    paper_keep(paper, 2);
    paper_text(paper, 0, label);
    paper_text(paper, MEMO_INDENT, text);
}

void paper_signatures(struct paper *paper, const char *const *labels, size_t count) {
    struct buffer line = BUFFER_INIT, label = BUFFER_INIT;
    int part = paper->cols / (int)count;
    paper_keep(paper, 2);
    paper_gap(paper);
    for (size_t i = 0; i < count; i++) {
        buffer_clear(&label);
        text_append_safe(&label, labels[i], false);
        buffer_append_format(&line, "%s%s", buffer_text(&label), labels[i][0] ? ": " : "");
        append_repeated(&line, '_', (int)(i + 1) * part - 1 - text_width(buffer_text(&line)));
        append_blanks(&line, 1);
    }
    line.failed = line.failed || label.failed;
    put_buffer(paper, &line);
    buffer_release(&line);
    buffer_release(&label);
}

/* ---- tables -------------------------------------------------------------------------------------- */

static int column_width(const struct paper *paper, size_t column) {
    int rest = paper->cols;
    if (paper->columns[column].width > 0)
        return paper->columns[column].width;
    for (size_t i = 0; i < paper->column_count; i++)
        rest -= paper->columns[i].width + (i > 0 ? COLUMN_GAP : 0);
    return rest > 2 ? rest : 2;
}

/* The n-th line of a wrapped text. */
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

static void append_cell_line(const char *text, int width, size_t line, struct buffer *out) {
    struct nth_line nth = {.wanted = line};
    struct buffer part = BUFFER_INIT;
    text_wrap(text, width, count_line, &nth);
    buffer_append_bytes(&part, text + nth.start, nth.end - nth.start);
    text_append_padded(out, buffer_text(&part), width);
    out->failed = out->failed || part.failed;
    buffer_release(&part);
}

static size_t lines_of(const char *text, int width) {
    struct nth_line nth = {.wanted = SIZE_MAX};
    text_wrap(text, width, count_line, &nth);
    return nth.count;
}

static void put_headings(struct paper *paper) {
    struct buffer line = BUFFER_INIT, name = BUFFER_INIT;
    if (paper->columns == NULL)
        return;
    for (size_t i = 0; i < paper->column_count; i++) {
        buffer_clear(&name);
        text_append_safe(&name, paper->columns[i].heading, false);
        append_blanks(&line, i > 0 ? COLUMN_GAP : 0);
        text_append_padded(&line, buffer_text(&name), column_width(paper, i));
    }
    line.failed = line.failed || name.failed;
    put_buffer(paper, &line);
    buffer_release(&line);
    buffer_release(&name);
    paper_rule(paper);
}

void paper_begin_table(struct paper *paper, const struct paper_column *columns, size_t count) {
    paper_keep(paper, 4);
    paper->columns = columns;
    paper->column_count = count;
    put_headings(paper);
}

void paper_row(struct paper *paper, const char *const *cells) {
    struct buffer texts[PAPER_COLUMNS_MOST] = {BUFFER_INIT};
    struct buffer line = BUFFER_INIT;
    size_t most = 1;
    for (size_t i = 0; i < paper->column_count; i++) {
        text_append_safe(&texts[i], cells[i], true);
        size_t count = lines_of(buffer_text(&texts[i]), column_width(paper, i));
        most = count > most ? count : most;
    }
    if (most < (size_t)body_rows(paper) / 2)
        paper_keep(paper, (int)most);
    for (size_t n = 0; n < most; n++) {
        for (size_t i = 0; i < paper->column_count; i++) {
            append_blanks(&line, i > 0 ? COLUMN_GAP : 0);
            append_cell_line(buffer_text(&texts[i]), column_width(paper, i), n, &line);
        }
        put_buffer(paper, &line);
    }
    for (size_t i = 0; i < paper->column_count; i++) {
        paper->body.failed = paper->body.failed || texts[i].failed;
        buffer_release(&texts[i]);
    }
    buffer_release(&line);
}

void paper_end_table(struct paper *paper) {
    paper->columns = NULL;
    paper->column_count = 0;
}

/* ---- pages --------------------------------------------------------------------------------------- */

static void append_head(const struct paper *paper, const char *office, struct buffer *out) {
    struct buffer name = BUFFER_INIT;
    text_append_safe(&name, office, false);
    buffer_append_format(out, "%s\n", buffer_text(&name));
    append_repeated(out, '-', paper->cols);
    buffer_append_char(out, '\n');
    out->failed = out->failed || name.failed;
    buffer_release(&name);
}

static void append_foot(const struct paper *paper, const char *day, int page, struct buffer *out) {
    struct buffer left = BUFFER_INIT, right = BUFFER_INIT;
    append_repeated(out, '-', paper->cols);
    buffer_append_format(&left, "%s %s", _("打印日期"), day);
    buffer_append_format(&right, "%d/%d", page, paper->pages);
    buffer_append_format(out, "\n%s", buffer_text(&left));
    append_blanks(out, paper->cols - text_width(buffer_text(&left)) - (int)right.length);
    buffer_append_format(out, "%s\n", buffer_text(&right));
    out->failed = out->failed || left.failed || right.failed;
    buffer_release(&left);
    buffer_release(&right);
}

enum status paper_finish(struct paper *paper, struct office *office, struct buffer *out,
                         struct problem *problem) {
    char name[160], day[DATE_BYTES];
    if (paper->used > 0 || paper->pages == 0)
        end_page(paper);
    office_setting(office, "office_name", "", name, sizeof name);
    date_to_iso(office_today(office), day);
    const char *at = buffer_text(&paper->body);
    for (int page = 1; page <= paper->pages; page++) {
        size_t length = strcspn(at, "\f");
        append_head(paper, name, out);
        buffer_append_bytes(out, at, length);
        append_foot(paper, day, page, out);
        if (page < paper->pages)
            buffer_append_char(out, '\f');
        at += length + (at[length] == '\f');
    }
    if (paper->body.failed || paper->safe.failed || out->failed)
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足，请关闭其他程序后再试"));
    return STATUS_OK;
}

void paper_append_for_screen(struct buffer *out, const char *text) {
    for (; *text != '\0'; text++)
        buffer_append_char(out, *text == '\f' ? '\n' : *text);
}

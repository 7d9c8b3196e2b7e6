/* Likeness in words, and two matters side by side with what differs. Compares as base/similar does; decides nothing. */
#include "report/alike_text.h"

#include "base/fold.h"
#include "base/language.h"
#include "base/text.h"
#include "report/shown.h"
#include "work/flow.h"
#include "work/personal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OPEN "【"
#define CLOSE "】"

void alike_text_append_likeness(const struct alike_item *item, struct buffer *out) {
    buffer_append_format(out, "%s %d.%02d", _("相似"), item->likeness / 1000,
                         item->likeness % 1000 / 10);
    if (item->has_same_contact)
        buffer_append_format(out, "%s%s", _("，"), _("同电话"));
    if (item->has_same_reporter)
        buffer_append_format(out, "%s%s", _("，"), _("同姓名"));
}

void alike_text_append_line(struct office *office, const struct alike_item *item, int cols,
                            struct buffer *out) {
    struct record record = {0};
    struct buffer head = BUFFER_INIT, tail = BUFFER_INIT;
    if (store_read(office->store, &office->visible, item->id, &record, NULL) == STATUS_OK) {
        struct buffer masked = BUFFER_INIT;
        personal_append_cell(&masked, "", "feedback", "title",
                             fields_text(&record.fields, "title"));
        const char *title = buffer_text(&masked);
        buffer_append_format(&head, "%s%s%s ", alike_is_same(item) ? _("可能重复") : _("疑似"),
                             _("："), fields_text(&record.fields, "number"));
        buffer_append(&tail, _("（"));
        alike_text_append_likeness(item, &tail);
        buffer_append(&tail, _("）"));
        int room = cols - text_width(buffer_text(&head)) - text_width(buffer_text(&tail));
        size_t length = cols > 0 ? text_cut(title, room > 0 ? room : 0, NULL) : strlen(title);
        buffer_append(out, buffer_text(&head));
        buffer_append_bytes(out, title, length);
        buffer_append(out, buffer_text(&tail));
        buffer_release(&masked);
    }
    record_release(&record);
    buffer_release(&head);
    buffer_release(&tail);
}

/* ---- side by side --------------------------------------------------------------------------------- */

/* The lines of one column, as text_wrap gives them. */
struct column_lines {
    const char *text;
    struct {
        size_t start, end;
    } * items;
    size_t count, capacity;
};

static bool add_line(void *context, size_t start, size_t end) {
    struct column_lines *lines = context;
    if (lines->count == lines->capacity) {
        size_t capacity = lines->capacity * 2 + 16;
        void *items = realloc(lines->items, capacity * sizeof *lines->items);
        if (!items)
            return false;
        lines->items = items;
        lines->capacity = capacity;
    }
    lines->items[lines->count].start = start;
    lines->items[lines->count++].end = end;
    return true;
}

static void append_cell(const struct column_lines *lines, size_t at, int cols, struct buffer *out) {
    struct buffer line = BUFFER_INIT;
    if (at < lines->count)
        buffer_append_bytes(&line, lines->text + lines->items[at].start,
                            lines->items[at].end - lines->items[at].start);
    if (cols > 0)
        text_append_padded(out, buffer_text(&line), cols);
    else
        buffer_append(out, buffer_text(&line));
    buffer_release(&line);
}

static void append_columns(const char *left, const char *right, const char *gap, int cols,
                           struct buffer *out) {
    struct column_lines lines[2] = {{.text = left}, {.text = right}};
    for (size_t i = 0; i < 2; i++)
        text_wrap(lines[i].text, cols, add_line, &lines[i]);
    size_t rows = lines[0].count > lines[1].count ? lines[0].count : lines[1].count;
    for (size_t row = 0; row < rows; row++) {
        append_cell(&lines[0], row, cols, out);
        buffer_append(out, gap);
        append_cell(&lines[1], row, 0, out);
        buffer_append(out, "\n");
    }
    free(lines[0].items);
    free(lines[1].items);
}

struct comparing {
    struct office *office;
    const struct scr_record *kind;
    const struct fields *mine, *theirs;
    struct buffer whole_mine, whole_theirs; /* title and text: what stands in either is there */
    int cols;                               /* of one column */
    struct buffer *out;
};

static void append_side(const struct comparing *comparing, const struct scr_field *field,
                        const char *value, const struct buffer *other, struct buffer *out) {
    bool is_said = strcmp(field->name, "title") == 0 || field->type == FIELD_MEMO;
    buffer_append_format(out, "%s: ", shown_label(comparing->kind->kind, field));
    if (is_said)
        similar_append_marked(out, value, buffer_text(other), OPEN, CLOSE);
    else
        shown_append_value(comparing->office, field, value, out);
}

/* Full width and traditional characters are no difference. */
static bool is_same(const char *left, const char *right) {
    struct buffer folded[2] = {BUFFER_INIT, BUFFER_INIT};
    fold_append(&folded[0], left, strlen(left));
    fold_append(&folded[1], right, strlen(right));
    bool is_equal = strcmp(buffer_text(&folded[0]), buffer_text(&folded[1])) == 0;
    buffer_release(&folded[0]);
    buffer_release(&folded[1]);
    return is_equal;
}

static void append_field(const struct comparing *comparing, const char *name) {
    const struct scr_field *field = scr_record_field(comparing->kind, name);
    const char *mine = fields_text(comparing->mine, name);
    const char *theirs = fields_text(comparing->theirs, name);
    struct buffer left = BUFFER_INIT, right = BUFFER_INIT;
    if (!field || (!mine[0] && !theirs[0]))
        return;
    append_side(comparing, field, mine, &comparing->whole_theirs, &left);
    append_side(comparing, field, theirs, &comparing->whole_mine, &right);
    append_columns(buffer_text(&left), buffer_text(&right), is_same(mine, theirs) ? "   " : " * ",
                   comparing->cols, comparing->out);
    comparing->out->failed = comparing->out->failed || left.failed || right.failed;
    buffer_release(&left);
    buffer_release(&right);
}

/* 正在登记的 | FK2026-00187 已办结 */
static void append_heads(const struct comparing *comparing) {
    struct buffer head = BUFFER_INIT;
    const char *state = flow_state_label("feedback", fields_text(comparing->theirs, "state"));
    text_append_padded(&head, _("正在登记的"), comparing->cols);
    buffer_append_format(&head, "   %s %s", fields_text(comparing->theirs, "number"),
                         language_text("state", state));
    buffer_append_format(comparing->out, "\001%s\n", buffer_text(&head));
    buffer_release(&head);
}

static void append_whole(const struct fields *fields, struct buffer *out) {
    static const char *const names[] = {"title", "body", "reply"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        buffer_append_format(out, "%s\n", fields_text(fields, names[i]));
}

enum status alike_text_append_compared(struct office *office, const struct scr_source *files,
                                       const struct fields *mine, const struct record *theirs,
                                       int cols, struct buffer *out, struct problem *problem) {
    static const char *const names[] = {"title",    "received_on", "kind",      "source",
                                        "reporter", "contact",     "unit",      "person",
                                        "body",     "reply",       "replied_on"};
    struct scr_record *kind = NULL;
    enum { GAP = 3 };
    enum status status = scr_record_load(files, "feedback", &kind, problem);
    if (status != STATUS_OK)
        return status;
    struct comparing comparing = {.office = office,
                                  .kind = kind,
                                  .mine = mine,
                                  .theirs = &theirs->fields,
                                  .cols = (cols - GAP) / 2,
                                  .out = out};
    append_whole(mine, &comparing.whole_mine);
    append_whole(&theirs->fields, &comparing.whole_theirs);
    append_heads(&comparing);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        append_field(&comparing, names[i]);
    buffer_append_format(out, "\n%s\n", _("* 两边不同；【】里的字另一边没有"));
    scr_record_free(kind);
    out->failed = out->failed || comparing.whole_mine.failed || comparing.whole_theirs.failed;
    buffer_release(&comparing.whole_mine);
    buffer_release(&comparing.whole_theirs);
    return out->failed ? problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足")) : STATUS_OK;
}

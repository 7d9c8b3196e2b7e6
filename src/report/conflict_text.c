/* Puts what two people changed into words. Compares nothing itself: that is work/conflict. */
#include "report/conflict_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "report/lines_text.h"
#include "report/shown.h"
#include "work/flow.h"

void conflict_text_append_last(struct office *office, const struct conflict *conflict,
                               struct buffer *out) {
    char when[20];
    if (conflict->person[0] == '\0' && conflict->at == 0)
        return;
    buffer_append_format(
        out, "%s %s %s", conflict->person[0] ? conflict->person : _("别的程序"),
        clock_format(&office->clock, conflict->at, when),
        language_text("option", flow_step_label(conflict->kind, conflict->command)));
}

void conflict_text_append_states(const struct conflict *conflict, struct buffer *out) {
    if (strcmp(conflict->seen_state, conflict->state) == 0)
        return;
    buffer_append_format(
        out, "%s%s%s → %s", language_text("heading", N_("状态")), _("："),
        language_text("state", flow_state_label(conflict->kind, conflict->seen_state)),
        language_text("state", flow_state_label(conflict->kind, conflict->state)));
}

void conflict_text_append_value(struct office *office, const struct scr_field *field,
                                const char *value, struct buffer *out) {
    struct buffer text = BUFFER_INIT;
    shown_append_value(office, field, value, &text);
    const char *shown = text.length > 0 ? buffer_text(&text) : _("（空）");
    for (const char *at = shown; *at; at++)
        buffer_append_char(out, *at == '\n' ? ' ' : *at);
    buffer_release(&text);
}

/* "  标题：甲 → 乙", with who did it when it was another than the heading names. */
static void append_change(struct office *office, const struct scr_field *field,
                          const struct conflict *conflict, const struct conflict_row *row,
                          struct buffer *out) {
    char when[20];
    buffer_append_format(out, "  %s%s", shown_label(conflict->kind, field), _("："));
    if (row->is_before_known) {
        conflict_text_append_value(office, field, row->before, out);
        buffer_append(out, " → ");
    }
    conflict_text_append_value(office, field, row->theirs, out);
    if (row->at != conflict->at || strcmp(row->person, conflict->person) != 0)
        buffer_append_format(out, "%s%s %s%s", _("（"), row->person,
                             clock_format(&office->clock, row->at, when), _("）"));
    buffer_append_char(out, '\n');
}

void conflict_text_append_changes(struct office *office, const struct scr_record *kind,
                                  const struct conflict *conflict, struct buffer *out) {
    struct buffer states = BUFFER_INIT;
    size_t count = 0;
    buffer_append_format(out, "\001%s  %s\n", conflict->number,
                         fields_text(&conflict->theirs, "title"));
    buffer_append(out, "  ");
    conflict_text_append_last(office, conflict, out);
    buffer_append_char(out, '\n');
    conflict_text_append_states(conflict, &states);
    if (states.length > 0)
        buffer_append_format(out, "  %s\n", buffer_text(&states));
    for (size_t i = 0; i < conflict->count; i++) {
        const struct conflict_row *row = &conflict->rows[i];
        const struct scr_field *field = scr_record_field(kind, row->name);
        if (!field || row->side == CONFLICT_MINE)
            continue;
        append_change(office, field, conflict, row, out);
        count++;
    }
    if (count == 0 && states.length == 0)
        buffer_append_format(out, "  %s\n", _("各栏没有不同，只是又办过一次"));
    buffer_release(&states);
}

/* ---- side by side -------------------------------------------------------------------------------- */

enum { SIDES = 3, GAP_COLS = 2 };

struct side {
    const char *text;
    struct {
        size_t start, end;
    } * lines;
    size_t count, capacity;
};

static bool add_line(void *context, size_t start, size_t end) {
    struct side *side = context;
    if (side->count == side->capacity) {
        size_t capacity = side->capacity * 2 + 16;
        void *grown = realloc(side->lines, capacity * sizeof *side->lines);
        if (!grown)
            return false;
        side->lines = grown;
        side->capacity = capacity;
    }
    side->lines[side->count].start = start;
    side->lines[side->count++].end = end;
    return true;
}

static void append_cell(const struct side *side, size_t at, int cols, struct buffer *out) {
    struct buffer line = BUFFER_INIT;
    if (at < side->count)
        buffer_append_bytes(&line, side->text + side->lines[at].start,
                            side->lines[at].end - side->lines[at].start);
    text_append_padded(out, buffer_text(&line), cols);
    buffer_release(&line);
}

/* Who stands above the others' column. */
static void append_them(struct office *office, const struct conflict_row *row, struct buffer *out) {
    char when[20];
    buffer_append_format(out, "%s %s %s", _("对方"), row->person,
                         row->at ? clock_format(&office->clock, row->at, when) + 5 : "");
}

static void append_columns(const struct buffer texts[SIDES], const struct buffer heads[SIDES],
                           int cols, struct buffer *out) {
    struct side sides[SIDES] = {{NULL, NULL, 0, 0}};
    int width = (cols - GAP_COLS * (SIDES - 1)) / SIDES;
    size_t rows = 0;
    buffer_append_char(out, '\001');
    for (size_t i = 0; i < SIDES; i++) {
        sides[i].text = buffer_text(&texts[i]);
        text_wrap(sides[i].text, width, add_line, &sides[i]);
        rows = sides[i].count > rows ? sides[i].count : rows;
        text_append_padded(out, buffer_text(&heads[i]), width);
        buffer_append(out, i + 1 < SIDES ? "  " : "\n");
    }
    for (size_t row = 0; row < rows; row++)
        for (size_t i = 0; i < SIDES; i++) {
            append_cell(&sides[i], row, width, out);
            buffer_append(out, i + 1 < SIDES ? "  " : "\n");
        }
    for (size_t i = 0; i < SIDES; i++)
        free(sides[i].lines);
}

static void append_below(struct office *office, const struct scr_field *field,
                         const struct conflict *conflict, const char *const values[SIDES],
                         const struct buffer heads[SIDES], int cols, struct buffer *out) {
    struct lines_captions captions = {0};
    lines_text_captions(&conflict->theirs, &captions);
    for (size_t i = 0; i < SIDES; i++) {
        buffer_append_format(out, "\001%s\n", buffer_text(&heads[i]));
        if (values[i][0])
            lines_text_append(values[i], &captions, cols, out);
        else
            conflict_text_append_value(office, field, values[i], out);
        buffer_append_char(out, '\n');
    }
}

void conflict_text_append_whole(struct office *office, const struct scr_field *field,
                                const struct conflict *conflict, const struct conflict_row *row,
                                int cols, struct buffer *out) {
    const char *const values[SIDES] = {row->before, row->theirs, row->mine};
    struct buffer texts[SIDES] = {BUFFER_INIT, BUFFER_INIT, BUFFER_INIT};
    struct buffer heads[SIDES] = {BUFFER_INIT, BUFFER_INIT, BUFFER_INIT};
    buffer_append(&heads[0], _("原来"));
    append_them(office, row, &heads[1]);
    buffer_append(&heads[2], _("我的"));
    for (size_t i = 0; i < SIDES; i++)
        shown_append_value(office, field, values[i], &texts[i]);
    if (!row->is_before_known)
        buffer_append(&texts[0], _("（密封的内容不留旧版本）"));
    if (field->type == FIELD_LINES)
        append_below(office, field, conflict, values, heads, cols, out);
    else
        append_columns(texts, heads, cols, out);
    for (size_t i = 0; i < SIDES; i++) {
        buffer_release(&texts[i]);
        buffer_release(&heads[i]);
    }
}

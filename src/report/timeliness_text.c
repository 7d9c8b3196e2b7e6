/* The timeliness rate in words and columns. Counts nothing. */
#include "report/timeliness_text.h"

#include "base/language.h"
#include "base/text.h"
#include "report/shown.h"

#include <stdio.h>

enum { NAME_COLS = 22, COUNT_COLS = 12, RATE_COLUMN = TIMELINESS_COLUMNS - 1, RATE_COLS = 8 };

void timeliness_append_period(const struct tally *timeliness, struct buffer *out) {
    char from[DATE_BYTES], to[DATE_BYTES];
    buffer_append_format(out, "%s %s %s", date_to_iso(timeliness->from, from), _("至"),
                         date_to_iso(timeliness->to, to));
}

const char *timeliness_heading(int column) {
    static const char *const headings[TIMELINESS_COLUMNS] = {
        N_("按时答复"), N_("逾期答复"), N_("在办未逾期"), N_("逾期未答复"), N_("及时率%")};
    return _(headings[column]);
}

const char *timeliness_table_name(bool is_by_unit) {
    return is_by_unit ? _("承办单位") : _("类别");
}

void timeliness_append_name(struct office *office, const struct tally_line *line, bool is_by_unit,
                            struct buffer *out) {
    if (!is_by_unit)
        shown_append_code(office, "feedback_kind", line->name, out);
    else
        buffer_append(out, line->unit == 0 ? _("未交办") : line->name);
}

void timeliness_append_cell(const union feedback_counts *counts, int column, struct buffer *out) {
    int rate = tally_rate(TALLY_ANSWERS, counts);
    if (column != RATE_COLUMN)
        buffer_append_format(out, "%lld", (long long)counts->of[column]);
    else if (rate >= 0)
        buffer_append_format(out, "%d.%d", rate / 10, rate % 10);
}

static void append_right(struct buffer *out, const char *text, int cols) {
    for (int blanks = cols - text_width(text); blanks > 0; blanks--)
        buffer_append_char(out, ' ');
    buffer_append(out, text);
}

static int cols_of(int column) {
    return column == RATE_COLUMN ? RATE_COLS : COUNT_COLS;
}

static void append_headings(bool is_by_unit, struct buffer *out) {
    buffer_append(out, "\n\001");
    text_append_padded(out, timeliness_table_name(is_by_unit), NAME_COLS);
    for (int column = 0; column < TIMELINESS_COLUMNS; column++)
        append_right(out, timeliness_heading(column), cols_of(column));
    buffer_append_char(out, '\n');
}

static void append_row(const char *name, const union feedback_counts *counts, struct buffer *out) {
    struct buffer cell = BUFFER_INIT;
    text_append_padded(out, name, NAME_COLS);
    for (int column = 0; column < TIMELINESS_COLUMNS; column++) {
        buffer_clear(&cell);
        timeliness_append_cell(counts, column, &cell);
        append_right(out, cell.length > 0 ? buffer_text(&cell) : "-", cols_of(column));
    }
    buffer_append_char(out, '\n');
    out->failed = out->failed || cell.failed;
    buffer_release(&cell);
}

static void append_table(struct office *office, const struct tally *timeliness, bool is_by_unit,
                         struct buffer *out) {
    const struct tally_lines *lines = is_by_unit ? &timeliness->units : &timeliness->kinds;
    struct buffer name = BUFFER_INIT;
    append_headings(is_by_unit, out);
    for (size_t i = 0; i < lines->count; i++) {
        buffer_clear(&name);
        timeliness_append_name(office, &lines->items[i], is_by_unit, &name);
        append_row(buffer_text(&name), &lines->items[i].counts, out);
    }
    append_row(_("合计"), &timeliness->total, out);
    out->failed = out->failed || name.failed;
    buffer_release(&name);
}

void timeliness_text_append(struct office *office, const struct tally *timeliness,
                            struct buffer *out) {
    char name[160], today[DATE_BYTES];
    buffer_append_format(out, "\001%s  %s\n",
                         office_setting(office, "office_name", "", name, sizeof name),
                         language_text("screen.timeliness", N_("及时率统计")));
    buffer_append_format(out, "%s ", _("答复日期"));
    timeliness_append_period(timeliness, out);
    buffer_append_format(out, "%s%s %s\n", _("；"), _("未答复的截至"),
                         date_to_iso(timeliness->today, today));
    append_table(office, timeliness, false, out);
    append_table(office, timeliness, true, out);
    buffer_append_format(out, "\n%s\n",
                         _("及时率 = 按时答复 ÷（按时答复 + 逾期答复 + 逾期未答复）。"));
    buffer_append_format(out, "%s\n",
                         _("统计末日以后收到的、作废的和举报件不在内；暂停计时的算在办未逾期。"));
}

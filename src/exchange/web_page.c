/* HTML and text of one disclosure. Shows only what it is given, every text escaped; what was withdrawn is named and
 * not repeated. */
#include "exchange/web_page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lines.h"
#include "base/value.h"
#include "work/subject.h"

static const struct {
    const char *column, *label;
} elements[] = {
    {"element_basis", "办事依据"},   {"element_subject", "办事主体"},
    {"element_process", "办事过程"}, {"element_discipline", "办事纪律"},
    {"element_result", "办事结果"},
};
enum { ELEMENTS = sizeof elements / sizeof *elements };

/* ---- HTML ----------------------------------------------------------------------------------------- */

void web_append_escaped(struct buffer *out, const char *text, bool with_breaks) {
    for (; *text != '\0'; text++) {
        switch (*text) {
        case '&':
            buffer_append(out, "&amp;");
            break;
        case '<':
            buffer_append(out, "&lt;");
            break;
        case '>':
            buffer_append(out, "&gt;");
            break;
        case '"':
            buffer_append(out, "&quot;");
            break;
        case '\'':
            buffer_append(out, "&#39;");
            break;
        case '\n':
            buffer_append(out, with_breaks ? "<br>\n" : " ");
            break;
        default:
            buffer_append_char(out, *text);
        }
    }
}

void web_append_head(struct buffer *out, const char *title) {
    buffer_append(out, "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                       "<title>");
    web_append_escaped(out, title, false);
    buffer_append(out, "</title>\n<style>body{max-width:50em;margin:1em auto;padding:0 1em;"
                       "line-height:1.7}table{border-collapse:collapse}th,td{border:1px solid "
                       "#888;padding:.2em .6em;text-align:left}td.n{text-align:right}</style>\n"
                       "</head>\n<body>\n");
}

void web_append_foot(struct buffer *out) {
    buffer_append(out, "</body>\n</html>\n");
}

static bool state_is(const struct web_page *page, const char *state) {
    return strcmp(fields_text(page->shown, "state"), state) == 0;
}

const char *web_page_state(const struct web_page *page) {
    return state_is(page, "withdrawn")   ? "已撤下"
           : state_is(page, "corrected") ? "已更正"
           : state_is(page, "on_notice") ? "公示中"
                                         : "已公开";
}

/* 已于 2026-11-20 撤下。 … */
static void append_mark(const struct web_page *page, bool is_html, struct buffer *out) {
    const char *begin = is_html ? "<p><strong>" : "";
    const char *end = is_html ? "</strong></p>\n" : "\n";
    if (state_is(page, "withdrawn")) {
        buffer_append_format(out, "%s已于 %s 撤下，不再公开。%s", begin,
                             fields_text(page->shown, "withdrawn_on"), end);
    } else if (state_is(page, "corrected")) {
        buffer_append_format(out, "%s已更正，以 %s 为准。%s", begin, page->corrected_by, end);
    }
}

static void append_pair(const char *label, const char *text, bool is_html, struct buffer *out) {
    if (text[0] == '\0')
        return;
    if (is_html) {
        buffer_append_format(out, "<p><strong>%s：</strong>", label);
        web_append_escaped(out, text, true);
        buffer_append(out, "</p>\n");
    } else {
        buffer_append_format(out, "%s：%s\n", label, text);
    }
}

static void append_facts(const struct web_page *page, bool is_html, struct buffer *out) {
    char days[64] = "";
    const struct fields *shown = page->shown;
    append_pair("编号", fields_text(shown, "number"), is_html, out);
    append_pair("公开单位", page->unit, is_html, out);
    append_pair("公开日期", fields_text(shown, "published_on"), is_html, out);
    append_pair("期次", fields_text(shown, "period"), is_html, out);
    if (fields_has(shown, "notice_to"))
        snprintf(days, sizeof days, "%s 至 %s", fields_text(shown, "notice_from"),
                 fields_text(shown, "notice_to"));
    append_pair("公示期", days, is_html, out);
}

/* ---- detail lines --------------------------------------------------------------------------------- */

struct shown_table {
    struct lines lines;
    struct lines_totals totals;
    char captions[LINES_COLUMNS][SUBJECT_CAPTION_BYTES];
    bool has[LINES_COLUMNS];
};

static void read_table(const struct web_page *page, struct shown_table *table, struct buffer *out) {
    out->failed = !lines_read(&table->lines, fields_text(page->shown, "lines")) || out->failed;
    subject_captions(fields_text(page->shown, "subject"), table->captions);
    for (enum lines_column column = 0; column < LINES_COLUMNS; column++)
        for (size_t row = 0; row < table->lines.count; row++)
            table->has[column] =
                table->has[column] || lines_cell(&table->lines, row, column)[0] != '\0';
    if (lines_total(&table->lines, &table->totals, NULL) != STATUS_OK)
        table->totals = (struct lines_totals){0};
}

static const char *caption_of(const struct shown_table *table, enum lines_column column) {
    return table->captions[column][0] != '\0' ? table->captions[column]
                                              : lines_column_label(column);
}

static bool is_number(enum lines_column column) {
    return column == LINES_QUANTITY || lines_column_is_money(column);
}

/* The sums below their columns; nothing below the others. */
static void append_sum(const struct shown_table *table, enum lines_column column,
                       struct buffer *out) {
    if (column == LINES_AMOUNT)
        value_append_money_grouped(out, table->totals.amount);
    else if (column == LINES_SECOND_AMOUNT)
        value_append_money_grouped(out, table->totals.second_amount);
    else if (column == LINES_NAME)
        buffer_append(out, "合计");
}

static void append_html_cell(const char *tag, bool is_right, const struct buffer *text,
                             struct buffer *out) {
    buffer_append_format(out, "<%s%s>", tag, is_right ? " class=\"n\"" : "");
    web_append_escaped(out, buffer_text(text), true);
    buffer_append_format(out, "</%s>", tag);
}

/* row: that of the lines; their number: the sums. */
static void append_row(const struct shown_table *table, size_t row, bool is_html,
                       struct buffer *out) {
    bool is_first = true;
    buffer_append(out, is_html ? "<tr>" : "");
    for (int column = 0; column < LINES_COLUMNS; column++) {
        struct buffer text = BUFFER_INIT;
        if (!table->has[column])
            continue;
        if (row < table->lines.count)
            lines_append_shown(&table->lines, row, (enum lines_column)column, &text);
        else
            append_sum(table, (enum lines_column)column, &text);
        if (is_html)
            append_html_cell("td", is_number((enum lines_column)column), &text, out);
        else
            buffer_append_format(out, "%s%s", is_first ? "" : "\t", buffer_text(&text));
        is_first = false;
        out->failed = out->failed || text.failed;
        buffer_release(&text);
    }
    buffer_append(out, is_html ? "</tr>\n" : "\n");
}

static void append_headings(const struct shown_table *table, bool is_html, struct buffer *out) {
    bool is_first = true;
    buffer_append(out, is_html ? "<table>\n<tr>" : "");
    for (int column = 0; column < LINES_COLUMNS; column++) {
        if (!table->has[column])
            continue;
        const char *caption = caption_of(table, (enum lines_column)column);
        if (is_html) {
            buffer_append(out, "<th>");
            web_append_escaped(out, caption, false);
            buffer_append(out, "</th>");
        } else {
            buffer_append_format(out, "%s%s", is_first ? "" : "\t", caption);
        }
        is_first = false;
    }
    buffer_append(out, is_html ? "</tr>\n" : "\n");
}

static void append_table(const struct web_page *page, bool is_html, struct buffer *out) {
    struct shown_table table = {.has = {false}};
    read_table(page, &table, out);
    if (table.lines.count > 0) {
        append_headings(&table, is_html, out);
        for (size_t row = 0; row < table.lines.count; row++)
            append_row(&table, row, is_html, out);
        if (table.totals.has_amount)
            append_row(&table, table.lines.count, is_html, out);
        buffer_append(out, is_html ? "</table>\n" : "");
    }
    lines_release(&table.lines);
}

/* ---- the whole ------------------------------------------------------------------------------------ */

static void append_content(const struct web_page *page, bool is_html, struct buffer *out) {
    if (state_is(page, "withdrawn"))
        return;
    for (size_t i = 0; i < ELEMENTS; i++)
        append_pair(elements[i].label, fields_text(page->shown, elements[i].column), is_html, out);
    append_table(page, is_html, out);
    append_pair("公示结果", fields_text(page->shown, "notice_result"), is_html, out);
    append_pair("查阅", fields_text(page->shown, "access_note"), is_html, out);
    append_pair("意见反映", fields_text(page->shown, "reply_path"), is_html, out);
}

void web_page_html(const struct web_page *page, struct buffer *out) {
    const char *title = fields_text(page->shown, "title");
    web_append_head(out, title);
    buffer_append(out, "<h1>");
    web_append_escaped(out, title, false);
    buffer_append(out, "</h1>\n");
    append_mark(page, true, out);
    append_facts(page, true, out);
    append_content(page, true, out);
    buffer_append(out, "<p><a href=\"index.html\">返回目录</a></p>\n");
    web_append_foot(out);
}

void web_page_text(const struct web_page *page, struct buffer *out) {
    buffer_append_format(out, "%s\n\n", fields_text(page->shown, "title"));
    append_mark(page, false, out);
    append_facts(page, false, out);
    buffer_append(out, "\n");
    append_content(page, false, out);
}

void web_page_index(const struct web_page *page, struct buffer *out) {
    const char *number = fields_text(page->shown, "number");
    buffer_append_format(out, "<tr><td>%s</td><td><a href=\"%s.html\">",
                         fields_text(page->shown, "published_on"), number);
    web_append_escaped(out, fields_text(page->shown, "title"), false);
    buffer_append(out, "</a></td><td>");
    web_append_escaped(out, page->unit, false);
    buffer_append_format(out, "</td><td>%s</td></tr>\n", web_page_state(page));
}

void web_page_csv_heading(struct buffer *out) {
    static const char *const headings[] = {"编号",     "标题",     "公开单位", "类别", "公开日期",
                                           "公示首日", "公示末日", "状态",     "网址", "文件"};
    struct csv_line line;
    buffer_append(out, "\xEF\xBB\xBF");
    csv_line_begin(&line, out, ',');
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        csv_line_cell(&line, headings[i]);
    csv_line_end(&line);
}

void web_page_csv(const struct web_page *page, struct buffer *out) {
    struct csv_line line;
    char file[48];
    const struct fields *shown = page->shown;
    snprintf(file, sizeof file, "%.40s.html", fields_text(shown, "number"));
    csv_line_begin(&line, out, ',');
    csv_line_cell(&line, fields_text(shown, "number"));
    csv_line_cell(&line, fields_text(shown, "title"));
    csv_line_cell(&line, page->unit);
    csv_line_cell(&line, office_code_label(page->office, "affair", fields_text(shown, "affair")));
    csv_line_cell(&line, fields_text(shown, "published_on"));
    csv_line_cell(&line, fields_text(shown, "notice_from"));
    csv_line_cell(&line, fields_text(shown, "notice_to"));
    csv_line_cell(&line, web_page_state(page));
    csv_line_cell(&line, page->address);
    csv_line_cell(&line, file);
    csv_line_end(&line);
}

/* What goes on and into the boxes of an archive: 归档文件目录, the six cells of the 归档章, box labels, 备考表. Draws,
 * and decides nothing. DA/T 22-2015. */
#include "report/card_filed.h"
#include "report/card_grid.h"
#include "report/shown.h"

#include "base/language.h"
#include "work/flow.h"

#include <stdio.h>
#include <string.h>

const char *card_filed_refusal(const struct record *record) {
    return fields_has(&record->fields, "archive_no") ? NULL : N_("{number} 还没有归档，没有档号");
}

static void append_retention(struct office *office, const struct record *card, struct buffer *out) {
    shown_append_code(office, "retention", fields_text(&card->fields, "retention"), out);
}

static void append_office(struct office *office, struct buffer *out) {
    char name[160];
    buffer_append(out, office_setting(office, "office_name", "", name, sizeof name));
}

/* ---- 归档文件目录 --------------------------------------------------------------------------------- */

/* 全宗号 Z109  年度 2025  保管期限 永久  机构（问题） BGS */
static void put_class(struct office *office, struct paper *paper, const struct record *card) {
    struct buffer line = BUFFER_INIT;
    const struct fields *fields = &card->fields;
    buffer_append_format(&line, "%s %s  %s %s  %s ", _("全宗号"), fields_text(fields, "fonds"),
                         _("年度"), fields_text(fields, "year"), _("保管期限"));
    append_retention(office, card, &line);
    if (fields_has(fields, "office_code"))
        buffer_append_format(&line, "  %s %s", _("机构（问题）"),
                             fields_text(fields, "office_code"));
    paper_text(paper, 0, buffer_text(&line));
    paper_gap(paper);
    buffer_release(&line);
}

/* 20260105 */
static void append_day(const char *iso, struct buffer *out) {
    for (; *iso != '\0'; iso++)
        if (*iso != '-')
            buffer_append_char(out, *iso);
}

/* 已更正, 已撤下; nothing while it stands. */
static void append_remark(struct office *office, const struct record *card, struct buffer *out) {
    struct record disclosure = {0};
    int64_t id = fields_integer(&card->fields, "disclosure", 0);
    if (store_read(office->store, &office->visible, id, &disclosure, NULL) == STATUS_OK) {
        const char *state = fields_text(&disclosure.fields, "state");
        if (strcmp(state, "corrected") == 0 || strcmp(state, "withdrawn") == 0)
            buffer_append(out, language_text("state", flow_state_label("disclosure", state)));
    }
    record_release(&disclosure);
}

static void put_line(struct office *office, struct paper *paper, const struct record *card,
                     size_t serial) {
    struct buffer day = BUFFER_INIT, unit = BUFFER_INIT, remark = BUFFER_INIT;
    char number[24];
    const struct fields *fields = &card->fields;
    snprintf(number, sizeof number, "%zu", serial);
    append_day(fields_text(fields, "formed_on"), &day);
    shown_append_title(office, fields_text(fields, "unit"), &unit);
    if (unit.length == 0)
        append_office(office, &unit);
    append_remark(office, card, &remark);
    const char *const cells[] = {number,
                                 fields_text(fields, "archive_no"),
                                 fields_text(fields, "document_no"),
                                 buffer_text(&unit),
                                 fields_text(fields, "title"),
                                 buffer_text(&day),
                                 "",
                                 fields_text(fields, "pages"),
                                 buffer_text(&remark)};
    paper_row(paper, cells);
    paper->body.failed = paper->body.failed || day.failed || unit.failed || remark.failed;
    buffer_release(&day);
    buffer_release(&unit);
    buffer_release(&remark);
}

static void put_list(struct office *office, struct paper *paper, const struct record *cards,
                     size_t count) {
    const struct paper_column columns[] = {{_("序号"), 4},   {_("档号"), 13}, {_("文号"), 8},
                                           {_("责任者"), 8}, {_("题名"), 0},  {_("日期"), 8},
                                           {_("密级"), 4},   {_("页数"), 4},  {_("备注"), 6}};
    paper_break(paper);
    paper_title(paper, language_text("print", N_("归档文件目录")));
    paper_gap(paper);
    put_class(office, paper, cards);
    paper_begin_table(paper, columns, sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < count; i++)
        put_line(office, paper, &cards[i], i + 1);
    paper_end_table(paper);
}

enum status file_list_draw(struct office *office, const struct scr_source *files,
                           const struct print_request *request, struct paper *paper,
                           struct problem *problem) {
    struct filed_cards cards = {0};
    enum status status =
        filed_cards_read(office, prints_find("file-list"), request, &cards, problem);
    (void)files;
    for (size_t i = 0; status == STATUS_OK && i < cards.count;) {
        size_t count = filed_cards_of_class(&cards, i);
        put_list(office, paper, &cards.items[i], count);
        i += count;
    }
    filed_cards_release(&cards);
    return status;
}

/* ---- 归档章 --------------------------------------------------------------------------------------- */

/* A label and its value below it. */
static const char *cell(struct buffer *out, const char *label, const char *value) {
    buffer_append_format(out, "%s\n%s", label, value);
    return buffer_text(out);
}

static void put_stamp(struct office *office, struct paper *paper, const struct record *card) {
    enum { CELLS = 6, STAMP_LINES = 9 };
    static const int widths[] = {12, 12, 12};
    const struct fields *fields = &card->fields;
    struct buffer texts[CELLS] = {BUFFER_INIT}, retention = BUFFER_INIT, name = BUFFER_INIT;
    struct grid grid = {paper, NULL, NULL, 0};
    char item[24];
    append_retention(office, card, &retention);
    const char *const upper[] = {cell(&texts[0], _("全宗号"), fields_text(fields, "fonds")),
                                 cell(&texts[1], _("年度"), fields_text(fields, "year")),
                                 cell(&texts[2], _("件号"), filed_item(card, item))};
    const char *const lower[] = {
        cell(&texts[3], _("机构（问题）"), fields_text(fields, "office_code")),
        cell(&texts[4], _("保管期限"), buffer_text(&retention)),
        cell(&texts[5], _("页数"), fields_text(fields, "pages"))};
    buffer_append_format(&name, "%s %s", fields_text(fields, "number"),
                         fields_text(fields, "title"));
    paper_keep(paper, STAMP_LINES);
    paper_text(paper, 0, buffer_text(&name));
    grid_row(&grid, widths, 3, upper);
    grid_row(&grid, widths, 3, lower);
    grid_end(&grid);
    paper_gap(paper);
    for (size_t i = 0; i < CELLS; i++) {
        paper->body.failed = paper->body.failed || texts[i].failed;
        buffer_release(&texts[i]);
    }
    buffer_release(&retention);
    buffer_release(&name);
}

enum status file_stamp_draw(struct office *office, const struct scr_source *files,
                            const struct print_request *request, struct paper *paper,
                            struct problem *problem) {
    struct filed_cards cards = {0};
    enum status status =
        filed_cards_read(office, prints_find("file-stamp"), request, &cards, problem);
    (void)files;
    for (size_t i = 0; status == STATUS_OK && i < cards.count; i++)
        put_stamp(office, paper, &cards.items[i]);
    filed_cards_release(&cards);
    return status;
}

/* ---- boxes --------------------------------------------------------------------------------------- */

/* Draws what belongs to one box. */
typedef void box_function(struct office *office, struct paper *paper, const struct record *cards,
                          size_t count);

static enum status draw_boxes(struct office *office, const char *form,
                              const struct print_request *request, box_function *put,
                              struct paper *paper, struct problem *problem) {
    struct filed_cards cards = {0};
    enum status status = filed_cards_read(office, prints_find(form), request, &cards, problem);
    if (status == STATUS_OK)
        filed_cards_sort_by_box(&cards);
    for (size_t i = 0; status == STATUS_OK && i < cards.count;) {
        size_t count = filed_cards_of_box(&cards, i);
        put(office, paper, &cards.items[i], count);
        i += count;
    }
    filed_cards_release(&cards);
    return status;
}

/* 0001-0012 */
static void append_items(const struct record *cards, size_t count, struct buffer *out) {
    char item[24];
    buffer_append(out, filed_item(&cards[0], item));
    if (count > 1)
        buffer_append_format(out, "-%s", filed_item(&cards[count - 1], item));
}

static void put_label_row(struct grid *grid, const char *label, const char *value) {
    static const int widths[] = {12, 24};
    const char *const cells[] = {label, value};
    grid_row(grid, widths, 2, cells);
}

static void put_label(struct office *office, struct paper *paper, const struct record *cards,
                      size_t count) {
    enum { LABEL_LINES = 20 };
    const struct fields *fields = &cards[0].fields;
    struct buffer retention = BUFFER_INIT, items = BUFFER_INIT, name = BUFFER_INIT;
    struct grid grid = {paper, NULL, NULL, 0};
    append_retention(office, &cards[0], &retention);
    append_items(cards, count, &items);
    append_office(office, &name);
    paper_keep(paper, LABEL_LINES);
    put_label_row(&grid, _("全宗名称"), buffer_text(&name));
    put_label_row(&grid, _("全宗号"), fields_text(fields, "fonds"));
    put_label_row(&grid, _("年度"), fields_text(fields, "year"));
    put_label_row(&grid, _("保管期限"), buffer_text(&retention));
    if (fields_has(fields, "office_code"))
        put_label_row(&grid, _("机构（问题）"), fields_text(fields, "office_code"));
    put_label_row(&grid, _("起止件号"), buffer_text(&items));
    put_label_row(&grid, _("盒号"), fields_text(fields, "box_no"));
    grid_end(&grid);
    paper_gap(paper);
    buffer_release(&retention);
    buffer_release(&items);
    buffer_release(&name);
}

enum status box_label_draw(struct office *office, const struct scr_source *files,
                           const struct print_request *request, struct paper *paper,
                           struct problem *problem) {
    (void)files;
    return draw_boxes(office, "box-label", request, put_label, paper, problem);
}

static void put_note(struct office *office, struct paper *paper, const struct record *cards,
                     size_t count) {
    const char *const made[] = {_("整理人"), _("日期")}, *const checked[] = {_("检查人"),
                                                                             _("日期")};
    struct buffer text = BUFFER_INIT, items = BUFFER_INIT;
    struct problem filled;
    append_items(cards, count, &items);
    problem_set(&filled, STATUS_OK, "", N_("本盒共 {count} 件，{pages} 页，件号 {items}。"));
    problem_place_integer(&filled, "count", (int64_t)count);
    problem_place_integer(&filled, "pages", filed_pages(cards, count));
    problem_place(&filled, "items", buffer_text(&items));
    language_append_problem(&text, &filled, NULL);
    paper_break(paper);
    paper_title(paper, language_text("print", N_("备考表")));
    paper_gap(paper);
    put_class(office, paper, &cards[0]);
    paper_pair(paper, _("盒号"), fields_text(&cards[0].fields, "box_no"));
    paper_memo(paper, _("情况说明"), buffer_text(&text));
    for (int i = 0; i < 4; i++) {
        const char *const blank[] = {""};
        paper_signatures(paper, blank, 1);
    }
    paper_signatures(paper, made, 2);
    paper_signatures(paper, checked, 2);
    paper->body.failed = paper->body.failed || text.failed || items.failed;
    buffer_release(&text);
    buffer_release(&items);
}

enum status file_note_draw(struct office *office, const struct scr_source *files,
                           const struct print_request *request, struct paper *paper,
                           struct problem *problem) {
    (void)files;
    return draw_boxes(office, "file-note", request, put_note, paper, problem);
}

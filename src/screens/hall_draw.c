/* The hall's pages, in large clear lines: one entry, one blank line. Shows nothing that hall_page.c has not read. */
#include "screens/hall_private.h"

#include "base/language.h"
#include "base/text.h"
#include "report/words.h"

#include <stdio.h>
#include <string.h>

enum { ASK_ROW = 2, FIRST_ROW = 4, ENTRY_COL = 4, DAY_COLS = 12, UNIT_COLS = 16 };

static void draw_title(struct hall *hall) {
    struct office *office = hall->desk->office;
    struct buffer left = BUFFER_INIT, right = BUFFER_INIT;
    char name[160], iso[DATE_BYTES];
    buffer_append_format(&left, " %s",
                         office_setting(office, "office_name", "", name, sizeof name));
    buffer_append_format(&right, "%s ", date_to_iso(office_today(office), iso));
    words_append_weekday(&right, office_today(office));
    buffer_append_char(&right, ' ');
    ui_title(hall->view.ui, buffer_text(&left), _("政务公开查询"), buffer_text(&right));
    buffer_release(&left);
    buffer_release(&right);
}

static void draw_asked(struct hall *hall) {
    struct ui *ui = hall->view.ui;
    struct buffer window = BUFFER_INIT;
    const char *label = _("要查什么：");
    int col = ENTRY_COL + text_width(label), cols = ui_cols(ui) - col - 4;
    line_edit_set_cols(&hall->typed, cols);
    line_edit_append_window(&hall->typed, &window);
    ui_put(ui, ASK_ROW, ENTRY_COL, col - ENTRY_COL, INK_BOLD, label);
    if (!ui_has_colors(ui)) {
        ui_put(ui, ASK_ROW, col - 1, 1, INK_PLAIN, "[");
        ui_put(ui, ASK_ROW, col + cols, 1, INK_PLAIN, "]");
    }
    ui_put(ui, ASK_ROW, col, cols, INK_FIELD_NOW, buffer_text(&window));
    ui_set_cursor(ui, ASK_ROW, col + line_edit_cursor_col(&hall->typed));
    buffer_release(&window);
}

/* > 3  text */
static void draw_entry(struct hall *hall, size_t at, const char *text) {
    struct ui *ui = hall->view.ui;
    int row = FIRST_ROW + 2 * (int)at;
    bool is_selected = at == hall->selected;
    char digit[8];
    snprintf(digit, sizeof digit, " %zu ", at + 1);
    if (hall->page == HALL_FOUND) /* digits are words here */
        snprintf(digit, sizeof digit, "%s", " - ");
    ui_put(ui, row, ENTRY_COL - 2, 1, INK_PLAIN, is_selected ? ">" : " ");
    ui_put(ui, row, ENTRY_COL, 3, is_selected ? INK_SELECTED : INK_BOLD, digit);
    ui_put(ui, row, ENTRY_COL + 5, -1, is_selected ? INK_BOLD : INK_PLAIN, text);
    if (is_selected && hall->page != HALL_START && hall->page != HALL_FOUND)
        ui_set_cursor(ui, row, ENTRY_COL + 1);
}

/* What a kind of affair is, in examples. */
static const char *examples_of(const char *affair) {
    static const struct {
        const char *code, *examples;
    } all[] = {
        {"people", N_("招工、征兵、提拔、评职称、安置")},
        {"money", N_("预算决算、收支、福利、专项资金、收费")},
        {"goods", N_("采购、分配、使用、处置、拍卖")},
        {"cases", N_("行政处罚、纠纷调解、诉讼")},
        {"rural", N_("村级收支、征地、宅基地、救灾、低保")},
        {"office", N_("职责、办事程序、重大决策")},
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (strcmp(all[i].code, affair) == 0)
            return _(all[i].examples);
    return "";
}

static void draw_start(struct hall *hall) {
    const struct code_rows *affairs = office_codes(hall->desk->office, "affair");
    size_t count = hall_entry_count(hall);
    enum { LABEL_COLS = 12 };
    for (size_t at = 0; at < count; at++) {
        struct buffer text = BUFFER_INIT;
        if (at + 2 < count) {
            text_append_padded(&text, language_text("affair", affairs->items[at].label),
                               LABEL_COLS);
            buffer_append(&text, examples_of(affairs->items[at].code));
        } else {
            buffer_append(&text, at + 2 == count ? _("按村、按单位查") : _("外单位公开的信息"));
        }
        draw_entry(hall, at, buffer_text(&text));
        buffer_release(&text);
    }
}

static void draw_row(struct hall *hall, size_t at, const char *day, const char *unit,
                     const char *title) {
    struct buffer text = BUFFER_INIT;
    text_append_padded(&text, day, DAY_COLS);
    text_append_padded(&text, unit, UNIT_COLS);
    buffer_append(&text, title);
    draw_entry(hall, at, buffer_text(&text));
    buffer_release(&text);
}

static void draw_rows(struct hall *hall) {
    for (size_t at = 0; at < hall_entry_count(hall); at++) {
        if (hall->page == HALL_UNITS) {
            draw_entry(hall, at, hall->units[hall->top + at].title);
        } else if (hall->page == HALL_LIST) {
            const struct published_item *item = &hall->list.items[at];
            draw_row(hall, at, item->day, item->unit, item->title);
        } else {
            const struct found_text *hit = &hall->finder.hits[hall->top + at];
            draw_row(hall, at, hit->day, hit->unit, hit->title);
        }
    }
}

/* Whether there is more to turn to. */
static const char *more_words(const struct hall *hall) {
    size_t shown = hall->top + hall_entry_count(hall);
    bool has_more = hall->page == HALL_LIST    ? hall->list.has_more
                    : hall->page == HALL_UNITS ? shown < hall->unit_count
                    : hall->page == HALL_FOUND
                        ? shown < hall->finder.count
                        : hall->top + hall_text_rows(hall) < hall->line_count;
    if (has_more)
        return _("还有，按 PgDn 翻到下一页");
    return hall->page == HALL_FOUND && shown > 0 ? _("按上下键选，Enter 打开") : "";
}

static const char *empty_words(const struct hall *hall) {
    if (hall->page == HALL_FOUND && !hall->finder.is_done)
        return _("正在找…");
    if (hall->page == HALL_FOUND)
        return _("没有找到。换个说法再试，或者问窗口的工作人员。");
    return hall_entry_count(hall) == 0 ? _("这一类还没有公开的信息。") : "";
}

static void draw_text(struct hall *hall) {
    struct ui *ui = hall->view.ui;
    for (size_t i = 0; i < hall_text_rows(hall) && hall->top + i < hall->line_count; i++) {
        const struct hall_line *line = &hall->lines[hall->top + i];
        struct buffer text = BUFFER_INIT;
        buffer_append_bytes(&text, hall->text + line->start, line->length);
        ui_put(ui, 2 + (int)i, 3, -1, line->is_heading ? INK_BOLD : INK_PLAIN, buffer_text(&text));
        buffer_release(&text);
    }
    ui_set_cursor(ui, 2, 3);
}

static void draw_list(struct hall *hall) {
    struct ui *ui = hall->view.ui;
    const char *heading = hall->page == HALL_UNITS ? _("按村、按单位查") : hall->heading;
    if (hall->page == HALL_FOUND)
        draw_asked(hall);
    else
        ui_put(ui, ASK_ROW, ENTRY_COL, -1, INK_BOLD, heading);
    if (hall_entry_count(hall) == 0) {
        ui_put(ui, FIRST_ROW, ENTRY_COL, -1, INK_PLAIN, empty_words(hall));
        if (hall->page != HALL_FOUND)
            ui_set_cursor(ui, FIRST_ROW, ENTRY_COL);
    }
    draw_rows(hall);
}

void hall_draw(struct view *view) {
    struct hall *hall = (struct hall *)view;
    struct ui *ui = view->ui;
    if (!view->is_dirty)
        return;
    ui_clear_rows(ui, 0, ui_rows(ui));
    draw_title(hall);
    if (hall->page == HALL_READ) {
        draw_text(hall);
    } else if (hall->page == HALL_START) {
        draw_asked(hall);
        draw_start(hall);
    } else {
        draw_list(hall);
    }
    ui_put(ui, ui_rows(ui) - 3, ENTRY_COL, -1, INK_PLAIN,
           hall->page == HALL_START ? _("按数字选一类，或者打要查的字、拼音首字母")
                                    : more_words(hall));
    ui_key_line(ui, view);
}

/* What the hall's pages hold: lists by kind of affair, unit and search, and one text. Everything comes from
 * work/published.h; what was read is counted there, nobody is named. */
#include "screens/hall_private.h"

#include "base/embedded.h"
#include "base/language.h"
#include "base/text.h"
#include "screens/answer_text.h"
#include "work/visible.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEADING '\001'

/* ---- pages --------------------------------------------------------------------------------------- */

void hall_go(struct hall *hall, enum hall_page page) {
    if (hall->depth < sizeof hall->back / sizeof hall->back[0])
        hall->back[hall->depth++] = hall->page;
    hall->page = page;
    hall->selected = 0;
    if (page != HALL_FOUND)
        hall->top = 0;
    hall->view.is_dirty = true;
}

void hall_start(struct hall *hall) {
    line_edit_set(&hall->typed, "");
    finder_start(&hall->finder, "");
    published_page_release(&hall->list);
    hall->page = HALL_START;
    hall->depth = 0;
    hall->selected = 0;
    hall->top = 0;
    hall->view.is_dirty = true;
}

void hall_back(struct hall *hall) {
    if (hall->depth == 0) {
        hall_start(hall);
        return;
    }
    hall->page = hall->back[--hall->depth];
    if (hall->page == HALL_START)
        hall_start(hall);
    hall->selected = 0;
    hall->top = 0;
    hall->view.is_dirty = true;
}

void hall_release(struct hall *hall) {
    finder_release(&hall->finder);
    published_page_release(&hall->list);
    for (size_t i = 0; i < hall->unit_count; i++)
        free(hall->units[i].title);
    free(hall->text);
    free(hall->lines);
    line_edit_release(&hall->typed);
}

/* ---- lists --------------------------------------------------------------------------------------- */

static void read_list(struct hall *hall) {
    struct problem problem = {0};
    const struct hall_place *place = &hall->places[hall->list_page];
    if (published_list(hall->desk->office, &hall->asked, place->key, place->id, HALL_ENTRIES,
                       &hall->list, &problem) != STATUS_OK)
        ui_error(hall->view.ui, _("现在读不出来，请稍候再试"));
    hall->selected = 0;
    hall->view.is_dirty = true;
}

static void open_list(struct hall *hall, const char *heading) {
    snprintf(hall->heading, sizeof hall->heading, "%s", heading);
    hall->list_page = 0;
    hall->places[0] = (struct hall_place){.key = "", .id = 0};
    hall_go(hall, HALL_LIST);
    read_list(hall);
}

static bool add_unit(void *context, int64_t id, const char *title) {
    struct hall *hall = context;
    struct hall_unit *unit = &hall->units[hall->unit_count];
    *unit = (struct hall_unit){id, text_copy(title)};
    hall->unit_count += unit->title != NULL;
    return hall->unit_count < HALL_UNITS_MOST;
}

static void open_units(struct hall *hall) {
    for (size_t i = 0; i < hall->unit_count; i++)
        free(hall->units[i].title);
    hall->unit_count = 0;
    if (store_hall_units(hall->desk->office->store, add_unit, hall, NULL) != STATUS_OK)
        ui_error(hall->view.ui, _("现在读不出来，请稍候再试"));
    hall_go(hall, HALL_UNITS);
}

static size_t affair_count(const struct hall *hall) {
    size_t count = office_codes(hall->desk->office, "affair")->count;
    return count < HALL_AFFAIRS_MOST ? count : HALL_AFFAIRS_MOST;
}

static void open_of_start(struct hall *hall, size_t at) {
    const struct code_rows *affairs = office_codes(hall->desk->office, "affair");
    hall->asked = (struct published_request){.affair = "", .unit = 0};
    if (at < affair_count(hall)) {
        snprintf(hall->affair, sizeof hall->affair, "%s", affairs->items[at].code);
        hall->asked.affair = hall->affair;
        open_list(hall, language_text("affair", affairs->items[at].label));
    } else if (at == affair_count(hall)) {
        open_units(hall);
    } else {
        hall->asked.is_outside = true;
        open_list(hall, _("外单位公开的信息"));
    }
}

/* ---- one text ------------------------------------------------------------------------------------ */

size_t hall_text_rows(const struct hall *hall) {
    return (size_t)(ui_rows(hall->view.ui) - 6);
}

struct wrapping {
    struct hall *hall;
    size_t begin; /* of the paragraph in the text */
    bool is_heading;
};

static bool add_line(void *context, size_t start, size_t end) {
    struct wrapping *wrapping = context;
    struct hall *hall = wrapping->hall;
    if (hall->line_count == hall->line_capacity) {
        size_t capacity = hall->line_capacity ? hall->line_capacity * 2 : 64;
        struct hall_line *lines = realloc(hall->lines, capacity * sizeof *lines);
        if (!lines)
            return false;
        hall->lines = lines;
        hall->line_capacity = capacity;
    }
    hall->lines[hall->line_count++] =
        (struct hall_line){wrapping->begin + start, end - start, wrapping->is_heading};
    return true;
}

/* Anew for the width of the window. */
void hall_wrap(struct hall *hall) {
    hall->line_count = 0;
    for (size_t at = 0; hall->text && hall->text[at];) {
        size_t length = strcspn(hall->text + at, "\n");
        bool is_heading = hall->text[at] == HEADING;
        struct wrapping wrapping = {hall, at + is_heading, is_heading};
        char next = hall->text[at + length];
        hall->text[at + length] = '\0';
        text_wrap(hall->text + wrapping.begin, ui_cols(hall->view.ui) - 6, add_line, &wrapping);
        hall->text[at + length] = next;
        at += length + (next == '\n');
    }
}

static void show_text(struct hall *hall, struct buffer *text) {
    free(hall->text);
    hall->text = buffer_take(text);
    hall_go(hall, HALL_READ);
    hall->top = 0;
    hall_wrap(hall);
}

static void read_text(struct hall *hall, int64_t id) {
    struct visible all = visible_to_rules();
    struct record record = {0};
    struct buffer text = BUFFER_INIT;
    bool is_shown = store_read(hall->desk->office->store, &all, id, &record, NULL) == STATUS_OK &&
                    published_to_everybody(hall->desk->office, &record.fields) &&
                    answer_text_append(hall->desk, &record, &text);
    if (is_shown) {
        show_text(hall, &text);
        (void)!published_looked(hall->desk->office, id, NULL);
    } else {
        ui_error(hall->view.ui, _("这一件已经不公开了"));
    }
    buffer_release(&text);
    record_release(&record);
}

void hall_read_help(struct hall *hall) {
    struct buffer text = BUFFER_INIT;
    const struct embedded_file *file =
        embedded_find(language_is_chinese() ? "data/help/hall.txt" : "data/help/hall.en.txt");
    if (hall->page == HALL_READ || !file)
        return;
    buffer_append(&text, file->text);
    show_text(hall, &text);
    buffer_release(&text);
}

/* ---- entries ------------------------------------------------------------------------------------- */

static size_t page_of(size_t count, size_t top) {
    size_t left = count > top ? count - top : 0;
    return left < HALL_ENTRIES ? left : HALL_ENTRIES;
}

size_t hall_entry_count(const struct hall *hall) {
    switch (hall->page) {
    case HALL_START:
        return affair_count(hall) + 2;
    case HALL_UNITS:
        return page_of(hall->unit_count, hall->top);
    case HALL_LIST:
        return hall->list.count;
    case HALL_FOUND:
        return page_of(hall->finder.count, hall->top);
    case HALL_READ:
        break;
    }
    return 0;
}

void hall_open_entry(struct hall *hall, size_t at) {
    if (at >= hall_entry_count(hall))
        return;
    if (hall->page == HALL_START) {
        open_of_start(hall, at);
    } else if (hall->page == HALL_UNITS) {
        const struct hall_unit *unit = &hall->units[hall->top + at];
        hall->asked = (struct published_request){.affair = "", .unit = unit->id};
        open_list(hall, unit->title);
    } else if (hall->page == HALL_LIST) {
        read_text(hall, hall->list.items[at].id);
    } else {
        read_text(hall, hall->finder.hits[hall->top + at].id);
    }
}

static void turn_list(struct hall *hall, bool is_back) {
    if (is_back && hall->list_page > 0) {
        hall->list_page--;
    } else if (!is_back && hall->list.has_more && hall->list_page + 1 < HALL_PAGES_MOST) {
        struct hall_place *next = &hall->places[++hall->list_page];
        memcpy(next->key, hall->list.key, sizeof next->key);
        next->id = hall->list.id;
    } else {
        return;
    }
    read_list(hall);
}

void hall_turn(struct hall *hall, bool is_back) {
    bool is_text = hall->page == HALL_READ;
    size_t count = is_text                    ? hall->line_count
                   : hall->page == HALL_UNITS ? hall->unit_count
                                              : hall->finder.count;
    size_t step = is_text ? hall_text_rows(hall) : HALL_ENTRIES;
    if (hall->page == HALL_LIST) {
        turn_list(hall, is_back);
    } else if (hall->page != HALL_START) {
        if (is_back)
            hall->top = hall->top > step ? hall->top - step : 0;
        else if (hall->top + step < count)
            hall->top += step;
        hall->selected = 0;
        hall->view.is_dirty = true;
    }
}

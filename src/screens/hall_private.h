/* What the files of the hall share: hall.c takes keys, hall_page.c reads what a page shows, hall_draw.c draws it. */
#ifndef ZWGK_SCREENS_HALL_PRIVATE_H
#define ZWGK_SCREENS_HALL_PRIVATE_H

#include "form/line_edit.h"
#include "screens/finder.h"

enum hall_page { HALL_START, HALL_UNITS, HALL_LIST, HALL_FOUND, HALL_READ };
enum {
    HALL_ENTRIES = 8,      /* on a page, each with a blank line below */
    HALL_AFFAIRS_MOST = 6, /* on the first page, before the two other ways */
    HALL_PAGES_MOST = 400,
    HALL_UNITS_MOST = 200,
    HALL_TYPED_MOST = 60,
};

struct hall_place {
    char key[DATE_BYTES];
    int64_t id;
};
struct hall_unit {
    int64_t id;
    char *title;
};
struct hall_line {
    size_t start, length;
    bool is_heading;
};

struct hall {
    struct view view;
    struct desk *desk;
    enum hall_page page;
    enum hall_page back[4]; /* where Esc leads, the last one first to be taken */
    size_t depth;
    size_t selected;
    struct line_edit typed;
    struct finder finder;
    size_t top; /* of what was found, of the units, of the text */
    struct published_request asked;
    char affair[32], heading[64];
    struct hall_place places[HALL_PAGES_MOST]; /* where each page of the list begins */
    size_t list_page;
    struct published_page list;
    struct hall_unit units[HALL_UNITS_MOST];
    size_t unit_count;
    char *text;
    struct hall_line *lines;
    size_t line_count, line_capacity;
    char account[64];
};

/* hall_page.c */
void hall_start(struct hall *hall); /* the first page, nothing typed */
void hall_go(struct hall *hall, enum hall_page page);
void hall_back(struct hall *hall);
size_t hall_entry_count(const struct hall *hall); /* on the present page */
void hall_open_entry(struct hall *hall, size_t at);
void hall_turn(struct hall *hall, bool is_back);
void hall_read_help(struct hall *hall);
void hall_wrap(struct hall *hall);
void hall_release(struct hall *hall);
size_t hall_text_rows(const struct hall *hall);

/* hall_draw.c */
void hall_draw(struct view *view);

#endif

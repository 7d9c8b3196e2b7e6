/* Where the demonstration's disclosures go up: one place for each channel the catalogue asks for, a photograph of
 * each, and down again when their time is over. */
#include <stdio.h>
#include <string.h>

#include "base/codes.h"
#include "work/demo_disclosure.h"
#include "work/visible.h"

enum { LEAST_DAYS = 28, MORE_DAYS = 21, KIND_BYTES = 32 };

/* ---- places --------------------------------------------------------------------------------------- */

/* The village's own board for what is the village's. */
static const struct fields *find_board(const struct demo_disclosures *all,
                                       const struct demo_item *item, const char *kind) {
    const char *unit = fields_text(item->row, "unit");
    const struct fields *found = NULL;
    for (size_t i = 0; i < all->boards.count; i++) {
        const struct fields *board = &all->boards.items[i];
        bool is_there = strcmp(fields_text(board, "kind"), kind) == 0;
        bool is_own = unit[0] != '\0' && strcmp(fields_text(board, "unit"), unit) == 0;
        if (is_there && (found == NULL || is_own)) {
            found = board;
        }
    }
    return found;
}

static bool is_paper(const struct fields *board) {
    return codes_has("board service_centre reading_point internal_board",
                     fields_text(board, "kind"));
}

/* The next day off; today where the row says so; else some weeks on. */
static day_number coming_down(struct demo *demo, const struct demo_item *item) {
    const char *down = fields_text(item->row, "down");
    const struct calendar *calendar = demo->office->calendar;
    if (strcmp(down, "today") == 0) {
        return demo->today;
    }
    if (strcmp(down, "holiday") == 0) {
        day_number day = demo->today + 1;
        while (calendar_is_workday(calendar, day)) {
            day++;
        }
        return day;
    }
    day_number day = item->day + LEAST_DAYS + (day_number)demo_random(demo, MORE_DAYS);
    return workday_roll(calendar, day, false);
}

static void set_place(struct demo_disclosures *all, const struct demo_item *item,
                      const struct fields *board, day_number down, struct fields *out) {
    char text[40];
    bool is_notice = fields_integer(item->entry, "notice_amount", 0) > 0;
    fields_set(out, "board", fields_text(board, "title"));
    if (strcmp(fields_text(item->row, "extra"), "unproven") != 0) {
        snprintf(text, sizeof text, "照片-%04d", ++all->proofs);
        fields_set(out, "proof_no", text);
    }
    if (strcmp(fields_text(board, "kind"), "website") == 0) {
        snprintf(text, sizeof text, "www.qingshi.example/gk/%d", all->proofs);
        fields_set(out, "address", text);
    }
    if (is_paper(board) && !is_notice) {
        fields_set(out, "due_on", date_to_iso(down, text));
    }
}

static enum status put_up(struct demo_disclosures *all, struct demo_item *item,
                          const struct fields *board, const char *command, day_number down) {
    struct demo *demo = all->demo;
    struct fields arguments = FIELDS_INIT;
    set_place(all, item, board, down, &arguments);
    enum status status =
        flow_step(&demo->save, &demo->check, command, item->id, 0, &arguments, &demo->problems);
    fields_release(&arguments);
    return status;
}

/* ---- up ------------------------------------------------------------------------------------------- */

/* Its notice, if it has one, and the day its postings come down. */
static enum status note_times(struct demo_disclosures *all, struct demo_item *item, day_number down,
                              struct problem *problem) {
    struct visible every = visible_to_rules();
    struct record record = {0};
    struct demo *demo = all->demo;
    enum status status = store_read(demo->office->store, &every, item->id, &record, problem);
    item->is_on_notice = strcmp(fields_text(&record.fields, "state"), "on_notice") == 0;
    if (item->is_on_notice) {
        down = date_from_iso(fields_text(&record.fields, "due_on"));
    }
    bool stays = strcmp(fields_text(item->row, "down"), "late") == 0;
    item->down = down < demo->today && !stays ? down : DEMO_NEVER;
    record_release(&record);
    return status;
}

/* What isn't for everybody hangs inside. */
static const char *fitting(const struct demo_item *item, const char *kind) {
    bool is_public = strcmp(fields_text(item->entry, "scope"), "public") == 0;
    return is_public || codes_has("internal_board meeting", kind) ? kind : "internal_board";
}

enum status demo_publish(struct demo_disclosures *all, struct demo_item *item,
                         struct problem *problem) {
    const char *at = fields_text(item->entry, "channels");
    const char *command = "publish";
    day_number down = coming_down(all->demo, item);
    bool is_one = strcmp(fields_text(item->row, "extra"), "oneplace") == 0;
    enum status status = STATUS_OK;
    size_t length = 0;
    for (; status == STATUS_OK && codes_next(&at, &length); at += length) {
        char kind[KIND_BYTES];
        snprintf(kind, sizeof kind, "%.*s", (int)length, at);
        const struct fields *board = find_board(all, item, fitting(item, kind));
        if (board != NULL && (strcmp(command, "publish") == 0 || !is_one)) {
            status = put_up(all, item, board, command, down);
            command = "post";
        }
    }
    return status == STATUS_OK ? note_times(all, item, down, problem) : status;
}

/* ---- down ----------------------------------------------------------------------------------------- */

static enum status take_one_down(struct demo *demo, int64_t id, struct problem *problem) {
    struct visible every = visible_to_rules();
    struct record posting = {0};
    struct fields none = FIELDS_INIT;
    enum status status = store_read(demo->office->store, &every, id, &posting, problem);
    day_number due = date_from_iso(fields_text(&posting.fields, "due_on"));
    bool is_due = strcmp(fields_text(&posting.fields, "state"), "open") == 0 && due != DATE_NONE &&
                  due <= office_today(demo->office);
    record_release(&posting);
    return status == STATUS_OK && is_due
               ? flow_step(&demo->save, &demo->check, "take_down", id, 0, &none, &demo->problems)
               : status;
}

enum status demo_take_down(struct demo_disclosures *all, struct demo_item *item,
                           struct problem *problem) {
    struct about_ids ids = {.count = 0};
    struct demo *demo = all->demo;
    enum status status = store_about(demo->office->store, "posting", item->id, &ids, problem);
    for (size_t i = 0; status == STATUS_OK && i < ids.count; i++) {
        status = take_one_down(demo, ids.items[i], problem);
    }
    return status;
}

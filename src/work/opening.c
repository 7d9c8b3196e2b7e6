/* Openings of boxes: two people, a count of slips, complete once every valid slip has its record.
 * Mission B4. */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "work/box.h"
#include "work/feedback.h"
#include "work/flow_fits.h"
#include "work/kinds.h"
#include "work/visible.h"

static void check_openers(struct act *act) {
    struct buffer first = BUFFER_INIT;
    struct buffer second = BUFFER_INIT;
    text_append_folded(&first, act_text(act, "opener"));
    text_append_folded(&second, act_text(act, "second_opener"));
    bool are_same = first.length > 0 && strcmp(buffer_text(&first), buffer_text(&second)) == 0;
    buffer_release(&first);
    buffer_release(&second);
    if (are_same) {
        act_refuse(act, STATUS_INVALID, "second_opener",
                   N_("开箱须有两个人在场，两个开箱人不能是同一个人"));
    }
}

static void check_slips(struct act *act) {
    struct problem problem = {0};
    int64_t slips = act_integer(act, "slips");
    int64_t void_slips = act_integer(act, "void_slips");
    if (void_slips > slips) {
        problem_set(&problem, STATUS_INVALID, "void_slips",
                    N_("作废 {void} 张，比意见条总数 {slips} 张还多"));
        problem_place_integer(&problem, "void", void_slips);
        problem_place_integer(&problem, "slips", slips);
        act_refuse_with(act, &problem);
    } else if (void_slips > 0 && act_text(act, "void_reason")[0] == '\0') {
        act_refuse(act, STATUS_INVALID, "void_reason", N_("有作废的意见条，请写明作废原因"));
    }
}

static void check_day(struct act *act) {
    struct problem problem = {0};
    char today[DATE_BYTES];
    const char *day = act_text(act, "received_on");
    if (date_from_iso(day) <= office_today(act->office)) {
        return;
    }
    problem_set(&problem, STATUS_INVALID, "received_on",
                N_("开箱日期 {day} 还没有到，不能晚于今天（{today}）"));
    problem_place(&problem, "day", day);
    problem_place(&problem, "today", act_today(act, today));
    act_refuse_with(act, &problem);
}

static void check_all(struct act *act) {
    check_openers(act);
    check_slips(act);
    check_day(act);
}

/* "政府大院 2026-11-20". A box's name has room for the day in 100 characters by its own limit of 40. */
static void make_title(struct act *act) {
    char box[400];
    struct buffer title = BUFFER_INIT;
    buffer_append(&title, act_title(act, act_integer(act, "box"), box, sizeof box));
    buffer_append_char(&title, ' ');
    buffer_append(&title, act_text(act, "received_on"));
    if (title.failed) {
        act->changes->failed = true;
    } else {
        fields_set_buffer(act->changes, "title", &title);
    }
    buffer_release(&title);
}

static const char *state_for(int64_t registered, int64_t slips, int64_t void_slips) {
    return registered >= slips - void_slips ? "complete" : "open";
}

enum status opening_register(struct act *act) {
    char today[DATE_BYTES];
    if (act_text(act, "received_on")[0] == '\0') {
        fields_set(act->changes, "received_on", act_today(act, today));
    }
    check_all(act);
    make_title(act);
    const char *state = state_for(0, act_integer(act, "slips"), act_integer(act, "void_slips"));
    act->to_state[0] = '\0';
    strncat(act->to_state, state, sizeof act->to_state - 1);
    act_note(act, "%s、%s，%d 张，作废 %d 张", act_text(act, "opener"),
             act_text(act, "second_opener"), (int)act_integer(act, "slips"),
             (int)act_integer(act, "void_slips"));
    return STATUS_OK;
}

enum status opening_registered(struct act *act) {
    return box_opened(act, act_integer(act, "box"), act_text(act, "received_on"));
}

static enum status count_registered(struct act *act, int64_t opening, int64_t *count) {
    struct problem problem = {0};
    enum status status = store_opening_count(act->office->store, opening, count, &problem);
    return status == STATUS_OK ? STATUS_OK : act_refuse_with(act, &problem);
}

enum status opening_edit(struct act *act) {
    int64_t count = 0;
    size_t known = act->problems->count;
    check_all(act);
    enum status status = count_registered(act, act->id, &count);
    if (act->problems->count > known || status != STATUS_OK) {
        return STATUS_INVALID;
    }
    bool moves = fields_has(act->changes, "box") || fields_has(act->changes, "received_on");
    if (moves && count > 0) {
        return act_refuse(act, STATUS_DENIED, "box",
                          N_("{number} 已登记反馈，不能再改反馈箱和开箱日期"));
    }
    if (moves) {
        make_title(act);
        status = box_opened(act, act_integer(act, "box"), act_text(act, "received_on"));
    }
    const char *state = state_for(count, act_integer(act, "slips"), act_integer(act, "void_slips"));
    act->to_state[0] = '\0';
    strncat(act->to_state, state, sizeof act->to_state - 1);
    return status;
}

enum status opening_fits_void(struct act *act) {
    struct problem problem = {0};
    int64_t count = 0;
    enum status status = count_registered(act, act->id, &count);
    if (status != STATUS_OK) {
        return status;
    }
    if (count > 0) {
        problem_set(&problem, STATUS_DENIED, "",
                    N_("{number} 已登记 {count} 张意见条，不能作废；先作废那些反馈"));
        problem_place_integer(&problem, "count", count);
        return act_refuse_with(act, &problem);
    }
    return STATUS_OK;
}

enum status opening_void(struct act *act) {
    return box_opening_voided(act, act_integer(act, "box"));
}

enum status opening_refresh(struct act *act, int64_t opening) {
    struct record record = {0};
    struct fields none = FIELDS_INIT;
    struct problem problem = {0};
    int64_t count = 0;
    enum status status = act_read(act, opening, &record);
    if (status == STATUS_OK) {
        status = count_registered(act, opening, &count);
    }
    const char *now = fields_text(&record.fields, "state");
    const char *then = state_for(count, fields_integer(&record.fields, "slips", 0),
                                 fields_integer(&record.fields, "void_slips", 0));
    if (status == STATUS_OK && strcmp(now, "void") != 0 && strcmp(now, then) != 0) {
        status = save_change(act->save, &record, &none, then,
                             strcmp(then, "complete") == 0 ? "complete" : "reopen", "", &problem);
        if (status != STATUS_OK) {
            act_refuse_with(act, &problem);
        }
    }
    record_release(&record);
    return status;
}

/* 公开渠道与设施: boards, halls, telephones, media, web sites, each checked in its cycle. What hangs on one
 * follows its name, unit, keeper and place in the walk. Mission N2, F4. Says nothing about what may hang. */
#include "work/board.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "work/flow_fits.h"
#include "work/kinds.h"
#include "work/posting.h"

enum { ROUTE_LAST = 9999 };

void board_sort(const struct fields *board, char out[BOARD_SORT_BYTES]) {
    size_t bad = 0;
    snprintf(out, BOARD_SORT_BYTES, "%04d %s", (int)fields_integer(board, "route", ROUTE_LAST),
             fields_text(board, "title"));
    if (!text_is_valid(out, strlen(out), &bad)) {
        out[bad] = '\0';
    }
}

bool board_is_internal(const char *kind) {
    return check_has_word("internal_board meeting circular", kind);
}

/* ---- the next check ----------------------------------------------------------------------------- */

/* The board as it will be. */
static void merge_whole(struct act *act, struct fields *whole) {
    char today[DATE_BYTES];
    fields_set(whole, "received_on", act_today(act, today));
    if (act->before != NULL) {
        fields_merge(whole, &act->before->fields);
    }
    fields_merge(whole, act->changes);
}

enum status board_set_due(struct act *act) {
    struct fields whole = FIELDS_INIT;
    struct problem problem = {0};
    char iso[DATE_BYTES] = "";
    merge_whole(act, &whole);
    bool was_checked = fields_has(&whole, "checked_on");
    day_number day = date_from_iso(fields_text(&whole, was_checked ? "checked_on" : "received_on"));
    int64_t cycle = fields_integer(&whole, "check_cycle_days", 0);
    fields_release(&whole);
    enum status status = office_calendar(act->office, &problem);
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    if (cycle > 0 && day != DATE_NONE) {
        day = workday_roll(act->office->calendar, day + (day_number)cycle, false);
        date_to_iso(day, iso);
    }
    fields_set(act->changes, "due_on", iso);
    return STATUS_OK;
}

static enum status check_day(struct act *act, const char *column, const char *message) {
    day_number day = date_from_iso(act_text(act, column));
    if (day != DATE_NONE && day > office_today(act->office)) {
        return act_refuse(act, STATUS_INVALID, column, message);
    }
    return STATUS_OK;
}

/* What hangs there was let through for those who read it there. */
static enum status check_readers(struct act *act) {
    struct problem problem = {0};
    int64_t count = 0;
    const char *before = act->before != NULL ? fields_text(&act->before->fields, "kind") : "";
    if (act->before == NULL ||
        board_is_internal(before) == board_is_internal(act_text(act, "kind"))) {
        return STATUS_OK;
    }
    enum status status = posting_count_hanging(act, "board", act->id, &count, NULL);
    if (status == STATUS_OK && count > 0) {
        problem_set(&problem, STATUS_DENIED, "kind",
                    N_("“{title}”还张贴着 {count} 件，不能在内部和社会之间改类型；请先撤下"));
        problem_place(&problem, "title", fields_text(&act->before->fields, "title"));
        problem_place_integer(&problem, "count", count);
        status = act_refuse_with(act, &problem);
    }
    return status;
}

enum status board_check(struct act *act) {
    enum status status = check_day(act, "checked_on", N_("检查日期不能晚于今天"));
    if (status == STATUS_OK) {
        status = check_day(act, "built_on", N_("建成日期不能晚于今天"));
    }
    if (status == STATUS_OK) {
        status = act_check_title_is_new(act);
    }
    if (status == STATUS_OK) {
        status = check_readers(act);
    }
    return status == STATUS_OK ? board_set_due(act) : status;
}

enum status board_checked(struct act *act) {
    char today[DATE_BYTES];
    const char *given = fields_text(act->arguments, "checked_on");
    const char *on = given[0] != '\0' ? given : fields_text(act->arguments, "on");
    on = on[0] != '\0' ? on : act_today(act, today);
    fields_set(act->changes, "checked_on", on);
    fields_set(act->changes, "condition", fields_text(act->arguments, "condition"));
    enum status status = check_day(act, "checked_on", N_("检查日期不能晚于今天"));
    if (status == STATUS_OK && strcmp(on, fields_text(&act->before->fields, "checked_on")) < 0) {
        status = act_refuse(act, STATUS_INVALID, "checked_on",
                            N_("{number} 在这一天以后已经检查过，请看上次检查的日期"));
    }
    act_note(act, "%s %s", on,
             office_code_label(act->office, "board_condition",
                               fields_text(act->arguments, "condition")));
    return status == STATUS_OK ? board_set_due(act) : status;
}

/* ---- what hangs there --------------------------------------------------------------------------- */

enum status board_fits_void(struct act *act) {
    struct problem problem = {0};
    int64_t count = 0;
    char first[24];
    enum status status = posting_count_hanging(act, "board", act->id, &count, first);
    if (status == STATUS_OK && count > 0) {
        problem_set(&problem, STATUS_DENIED, "",
                    N_("“{title}”还张贴着 {count} 件（{first} 等），请先撤下再作废"));
        problem_place(&problem, "title", fields_text(&act->before->fields, "title"));
        problem_place_integer(&problem, "count", count);
        problem_place(&problem, "first", first);
        status = act_refuse_with(act, &problem);
    }
    return status;
}

enum status board_void(struct act *act) {
    fields_set(act->changes, "due_on", "");
    return STATUS_OK;
}

enum status board_saved(struct act *act) {
    static const char *const followed[] = {"route", "title", "unit", "keeper"};
    struct fields whole = FIELDS_INIT;
    struct fields changes = FIELDS_INIT;
    char sort[BOARD_SORT_BYTES];
    bool is_followed = false;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < sizeof followed / sizeof followed[0]; i++) {
        is_followed = is_followed || fields_get(act->changes, followed[i]) != NULL;
    }
    if (is_followed) {
        merge_whole(act, &whole);
        board_sort(&whole, sort);
        fields_set(&changes, "route_sort", sort);
        fields_set(&changes, "unit", fields_text(&whole, "unit"));
        fields_set(&changes, "person", fields_text(&whole, "keeper"));
        status = posting_change_hanging(act, "board", act->id, &changes, "=", "board",
                                        fields_text(&whole, "number"));
    }
    fields_release(&whole);
    fields_release(&changes);
    return status;
}

/* 张贴: a published version in one place, from the day it goes up to the day it comes down. Nothing hangs that
 * is not published, and a 公示 hangs somewhere for all of its days. Mission F4, F7, F9, P1. */
#include "work/posting.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "work/board.h"
#include "work/disclosure.h"
#include "work/flow_fits.h"
#include "work/flow_run.h"
#include "work/kinds.h"
#include "work/visible.h"

/* ---- what hangs --------------------------------------------------------------------------------- */

static void hanging_request(const char *column, int64_t id, char text[24],
                            struct condition *condition, struct page_request *request) {
    static const char *const columns[] = {"number"};
    snprintf(text, 24, "%lld", (long long)id);
    *condition = (struct condition){column, IS_EQUAL, text};
    /* In the order of numbers, which stay as they are while what is read changes. */
    *request = (struct page_request){.view = "posting_up",
                                     .columns = columns,
                                     .column_count = 1,
                                     .order = "number",
                                     .conditions = condition,
                                     .condition_count = 1};
}

enum status posting_count_hanging(struct act *act, const char *column, int64_t id, int64_t *count,
                                  char first[24]) {
    struct visible all = visible_to_rules();
    struct problem problem = {0};
    struct condition condition;
    struct page_request request;
    struct page page = {0};
    struct page_start start = {NULL, 0, false, false};
    char text[24];
    hanging_request(column, id, text, &condition, &request);
    enum status status = store_count(act->office->store, &all, &request, NULL, count, &problem);
    if (status == STATUS_OK && first != NULL) {
        status = store_page(act->office->store, &all, &request, &start, 1, &page, &problem);
        snprintf(first, 24, "%s",
                 status == STATUS_OK && page.count > 0 ? page_cell(&page, 0, 0) : "");
    }
    page_release(&page);
    return status == STATUS_OK ? STATUS_OK : act_refuse_with(act, &problem);
}

static enum status change_one(struct act *act, int64_t id, const struct fields *changes,
                              const char *to_state, const char *command, const char *note) {
    struct record record = {0};
    struct problem problem = {0};
    enum status status = act_read(act, id, &record);
    if (status == STATUS_OK) {
        status = save_change(act->save, &record, changes, to_state, command, note, &problem);
        if (status != STATUS_OK) {
            act_refuse_with(act, &problem);
        }
    }
    record_release(&record);
    return status;
}

enum status posting_change_hanging(struct act *act, const char *column, int64_t id,
                                   const struct fields *changes, const char *to_state,
                                   const char *command, const char *note) {
    struct visible all = visible_to_rules();
    struct problem problem = {0};
    struct condition condition;
    struct page_request request;
    struct page page = {0};
    struct page_start start = {NULL, 0, false, false};
    char text[24], key[32];
    enum status status = STATUS_OK;
    hanging_request(column, id, text, &condition, &request);
    do {
        status =
            store_page(act->office->store, &all, &request, &start, PAGE_ROWS_MOST, &page, &problem);
        if (status != STATUS_OK) {
            act_refuse_with(act, &problem);
        }
        for (size_t i = 0; status == STATUS_OK && i < page.count; i++) {
            status = change_one(act, page.ids[i], changes, to_state, command, note);
        }
        if (status == STATUS_OK && page.count > 0) {
            snprintf(key, sizeof key, "%s", page_key(&page, page.count - 1));
            start = (struct page_start){key, page.ids[page.count - 1], false, false};
        }
    } while (status == STATUS_OK && page.count == PAGE_ROWS_MOST);
    page_release(&page);
    return status;
}

enum status posting_take_all_down(struct act *act, const char *day, const char *reason) {
    struct fields changes = FIELDS_INIT;
    fields_set(&changes, "down_on", day);
    fields_set(&changes, "down_reason", reason);
    enum status status =
        posting_change_hanging(act, "disclosure", act->id, &changes, "down", "take_down", reason);
    fields_release(&changes);
    return status;
}

enum status posting_mark_corrected(struct act *act, const struct record *old,
                                   const char *by_number) {
    static const char mark[] = "（已更正）";
    enum { TITLE_CHARACTERS = 94 };
    struct fields changes = FIELDS_INIT;
    struct buffer title = BUFFER_INIT;
    char today[DATE_BYTES];
    const char *of = fields_text(&old->fields, "title");
    size_t length = 0, end = strlen(of);
    for (int i = 0; i < TITLE_CHARACTERS && length < end; i++) {
        char32_t character;
        length += text_decode(of + length, end - length, &character);
    }
    buffer_append(&title, mark);
    buffer_append_bytes(&title, of, length);
    fields_set_buffer(&changes, "title", &title);
    fields_set(&changes, "due_on", act_today(act, today));
    changes.failed = changes.failed || title.failed;
    enum status status =
        posting_change_hanging(act, "disclosure", old->id, &changes, "=", "corrected", by_number);
    buffer_release(&title);
    fields_release(&changes);
    return status;
}

day_number posting_free_from(const struct fields *disclosure) {
    bool is_on_notice = strcmp(fields_text(disclosure, "state"), "on_notice") == 0;
    day_number last = date_from_iso(fields_text(disclosure, "notice_to"));
    return is_on_notice && last != DATE_NONE ? last + 1 : DATE_NONE;
}

/* ---- going up ----------------------------------------------------------------------------------- */

static enum status refuse_day(struct act *act, const char *field, const char *message,
                              const char *day) {
    struct problem problem = {0};
    problem_set(&problem, STATUS_INVALID, field, message);
    problem_place(&problem, "day", day);
    return act_refuse_with(act, &problem);
}

static enum status check_published(struct act *act, const struct record *disclosure) {
    struct problem problem = {0};
    const char *state = fields_text(&disclosure->fields, "state");
    if (check_has_word("published on_notice filed", state)) {
        return STATUS_OK;
    }
    problem_set(&problem, STATUS_DENIED, "disclosure",
                N_("{disclosure} 现在是“{state}”，不能张贴；已公开的才能张贴"));
    problem_place(&problem, "disclosure", fields_text(&disclosure->fields, "number"));
    problem_place(&problem, "state", flow_state_label("disclosure", state));
    return act_refuse_with(act, &problem);
}

static enum status check_board(struct act *act, const struct record *disclosure,
                               const struct record *board) {
    struct problem problem = {0};
    const char *scope = fields_text(&disclosure->fields, "scope");
    if (strcmp(scope, "public") == 0 || board_is_internal(fields_text(&board->fields, "kind"))) {
        return STATUS_OK;
    }
    problem_set(&problem, STATUS_DENIED, "board",
                N_("{disclosure} 的公开范围是“{scope}”，只能在内部公开栏、会议或内部通报上公开，"
                   "“{board}”不是"));
    problem_place(&problem, "disclosure", fields_text(&disclosure->fields, "number"));
    problem_place(&problem, "scope", office_code_label(act->office, "disclosure_scope", scope));
    problem_place(&problem, "board", fields_text(&board->fields, "title"));
    return act_refuse_with(act, &problem);
}

/* The day it went up: given, or today. */
static enum status set_day(struct act *act, const struct record *disclosure) {
    char today[DATE_BYTES];
    const char *published = fields_text(&disclosure->fields, "published_on");
    const char *given = fields_text(act->arguments, "received_on");
    fields_set(act->changes, "received_on", given[0] != '\0' ? given : act_today(act, today));
    const char *day = act_text(act, "received_on");
    if (date_from_iso(day) > office_today(act->office)) {
        return refuse_day(act, "received_on", N_("张贴日期 {day} 还没有到，不能晚于今天"), day);
    }
    return strcmp(day, published) >= 0
               ? STATUS_OK
               : refuse_day(act, "received_on", N_("张贴日期不能早于公开日期 {day}"), published);
}

/* Until when: not before it goes up; a 公示 not before its last day is over; what names persons not longer than it
 * may. These are also what is taken when nothing was said. */
static enum status set_due(struct act *act, const struct record *disclosure) {
    char iso[DATE_BYTES];
    const char *due = act_text(act, "due_on");
    const char *until = fields_text(&disclosure->fields, "personal_until");
    day_number free_from = posting_free_from(&disclosure->fields);
    if (due[0] == '\0') {
        fields_set(act->changes, "due_on",
                   free_from != DATE_NONE ? date_to_iso(free_from, iso) : until);
        return STATUS_OK;
    }
    if (until[0] != '\0' && strcmp(due, until) > 0) {
        return refuse_day(act, "due_on", N_("含个人信息，最迟 {day} 撤下"), until);
    }
    if (strcmp(due, act_text(act, "received_on")) < 0) {
        return refuse_day(act, "due_on", N_("撤下期限早于张贴日期 {day}"),
                          act_text(act, "received_on"));
    }
    if (free_from != DATE_NONE && date_from_iso(due) < free_from) {
        return refuse_day(act, "due_on", N_("公示到 {day} 为止，当天不能撤下"),
                          fields_text(&disclosure->fields, "notice_to"));
    }
    return STATUS_OK;
}

/* Where it hangs already. */
static enum status check_is_not_there(struct act *act, int64_t disclosure,
                                      const struct record *board) {
    struct visible all = visible_to_rules();
    struct problem problem = {0};
    struct condition conditions[2];
    struct page_request request;
    char of_disclosure[24], of_board[24];
    int64_t count = 0;
    hanging_request("disclosure", disclosure, of_disclosure, &conditions[0], &request);
    snprintf(of_board, sizeof of_board, "%lld", (long long)board->id);
    conditions[1] = (struct condition){"board", IS_EQUAL, of_board};
    request.condition_count = 2;
    enum status status = store_count(act->office->store, &all, &request, NULL, &count, &problem);
    if (status == STATUS_OK && count > 0) {
        status = problem_set(&problem, STATUS_INVALID, "board", N_("已经张贴在“{board}”了"));
        problem_place(&problem, "board", fields_text(&board->fields, "title"));
    }
    return status == STATUS_OK ? STATUS_OK : act_refuse_with(act, &problem);
}

static void take_over(struct act *act, const struct record *disclosure,
                      const struct record *board) {
    char sort[BOARD_SORT_BYTES];
    board_sort(&board->fields, sort);
    fields_set(act->changes, "route_sort", sort);
    fields_set(act->changes, "title", fields_text(&disclosure->fields, "title"));
    fields_set(act->changes, "unit", fields_text(&board->fields, "unit"));
    fields_set(act->changes, "person", fields_text(&board->fields, "keeper"));
    fields_set(act->changes, "published_hash", fields_text(&disclosure->fields, "published_hash"));
    act_note(act, "%s", fields_text(&board->fields, "title"));
}

static enum status check_new(struct act *act, const struct record *disclosure,
                             const struct record *board) {
    enum status status = check_published(act, disclosure);
    if (status == STATUS_OK) {
        status = check_board(act, disclosure, board);
    }
    if (status == STATUS_OK) {
        status = set_day(act, disclosure);
    }
    if (status == STATUS_OK) {
        status = set_due(act, disclosure);
    }
    return status == STATUS_OK ? check_is_not_there(act, disclosure->id, board) : status;
}

enum status posting_register(struct act *act) {
    struct record disclosure = {0};
    struct record board = {0};
    int64_t of = act_integer(act, "disclosure");
    int64_t at = act_integer(act, "board");
    if (of == 0 || at == 0) {
        return STATUS_INVALID; /* the table asks for both and has said so */
    }
    enum status status = act_read(act, of, &disclosure);
    if (status == STATUS_OK) {
        status = act_read(act, at, &board);
    }
    if (status == STATUS_OK) { /* refused or not: nobody is asked for what is taken over */
        take_over(act, &disclosure, &board);
        status = check_new(act, &disclosure, &board);
    }
    record_release(&disclosure);
    record_release(&board);
    return status;
}

enum status posting_put_up(struct act *act, const struct fields *arguments) {
    static const char *const taken[] = {"board",  "due_on",    "proof_no", "address",
                                        "outlet", "page_time", "readers"};
    struct fields values = FIELDS_INIT;
    int64_t id = 0;
    const char *on = fields_text(arguments, "on"); /* as publication reads its day */
    fields_set_integer(&values, "disclosure", act->id);
    fields_set(&values, "received_on", on[0] != '\0' ? on : fields_text(arguments, "received_on"));
    for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++) {
        fields_set(&values, taken[i], fields_text(arguments, taken[i]));
    }
    fields_set(&values, "note", fields_text(arguments, "note"));
    enum status status =
        flow_enter(act->save, act->check, "posting", &values, false, &id, act->problems);
    fields_release(&values);
    return status;
}

/* ---- while it hangs, and after ------------------------------------------------------------------ */

enum status posting_edit(struct act *act) {
    struct record disclosure = {0};
    if (fields_get(act->changes, "due_on") == NULL) {
        return STATUS_OK;
    }
    enum status status = act_read(act, act_integer(act, "disclosure"), &disclosure);
    if (status == STATUS_OK) {
        status = set_due(act, &disclosure);
    }
    record_release(&disclosure);
    return status;
}

/* A 公示 hangs in some place until its last day is over. */
static enum status check_notice_hangs(struct act *act, day_number down) {
    struct record disclosure = {0};
    int64_t of = act_integer(act, "disclosure");
    int64_t count = 0;
    if (strcmp(fields_text(&act->before->fields, "state"), "open") != 0) {
        return STATUS_OK; /* it does not hang */
    }
    enum status status = act_read(act, of, &disclosure);
    day_number free_from = status == STATUS_OK ? posting_free_from(&disclosure.fields) : DATE_NONE;
    if (free_from != DATE_NONE && down < free_from) {
        status = posting_count_hanging(act, "disclosure", of, &count, NULL);
        if (status == STATUS_OK && count <= 1) {
            status = refuse_day(act, "down_on",
                                N_("公示到 {day} 为止，{number} 是还张贴着的最后一处，不能撤下"),
                                fields_text(&disclosure.fields, "notice_to"));
        }
    }
    record_release(&disclosure);
    return status;
}

static enum status check_down(struct act *act, const char *on, const char *reason) {
    day_number down = date_from_iso(on);
    day_number due = date_from_iso(act_text(act, "due_on"));
    if (down > office_today(act->office)) {
        return act_refuse(act, STATUS_INVALID, "down_on", N_("{number} 的撤下日期不能晚于今天"));
    }
    if (strcmp(on, act_text(act, "received_on")) < 0) {
        return refuse_day(act, "down_on", N_("{number} 的撤下日期不能早于张贴日期 {day}"),
                          act_text(act, "received_on"));
    }
    if (due != DATE_NONE && down < due && reason[0] == '\0') {
        return refuse_day(act, "down_reason", N_("{number} 应张贴到 {day}，提前撤下请写明理由"),
                          act_text(act, "due_on"));
    }
    return check_notice_hangs(act, down);
}

/* No day to come can be given: today is the last it could be. */
enum status posting_fits_take_down(struct act *act) {
    return check_notice_hangs(act, office_today(act->office));
}

enum status posting_take_down(struct act *act) {
    char today[DATE_BYTES];
    const char *on = fields_text(act->arguments, "down_on");
    const char *reason = fields_text(act->arguments, "down_reason");
    if (on[0] == '\0') {
        on = fields_text(act->arguments, "on");
    }
    if (on[0] == '\0') {
        on = act_today(act, today);
    }
    if (reason[0] == '\0') {
        reason = fields_text(act->arguments, "reason");
    }
    enum status status = check_down(act, on, reason);
    fields_set(act->changes, "down_on", on);
    fields_set(act->changes, "down_reason", reason);
    act_note(act, "%s%s%s", on, reason[0] != '\0' ? " " : "", reason);
    return status;
}

/* Another posting of the same disclosure, up or down, that is not void. */
static enum status has_other(struct act *act, bool *has) {
    struct visible all = visible_to_rules();
    struct problem problem = {0};
    char of[24], own[24];
    int64_t count = 0;
    snprintf(of, sizeof of, "%lld", (long long)act_integer(act, "disclosure"));
    snprintf(own, sizeof own, "%lld", (long long)act->id);
    const struct condition conditions[] = {
        {"disclosure", IS_EQUAL, of}, {"id", IS_NOT_EQUAL, own}, {"state", IS_NOT_EQUAL, "void"}};
    const struct page_request request = {
        .view = "posting_of", .order = "number", .conditions = conditions, .condition_count = 3};
    enum status status = store_count(act->office->store, &all, &request, NULL, &count, &problem);
    *has = count > 0;
    return status == STATUS_OK ? STATUS_OK : act_refuse_with(act, &problem);
}

enum status posting_fits_void(struct act *act) {
    bool has = false;
    enum status status = has_other(act, &has);
    if (status == STATUS_OK && !has) {
        status = act_refuse(
            act, STATUS_DENIED, "",
            N_("{number} 是这件公开信息唯一的张贴记录，不能作废；先登记正确的张贴，再作废它"));
    }
    return status == STATUS_OK ? check_notice_hangs(act, office_today(act->office)) : status;
}

enum status posting_void(struct act *act) {
    char today[DATE_BYTES];
    if (act_text(act, "down_on")[0] == '\0') {
        fields_set(act->changes, "down_on", act_today(act, today));
    }
    return STATUS_OK;
}

/* Settings by their type, limits from a day on, and what loading a calendar would move. */
#include "work/office_fixture.h"

#include "work/calendar_load.h"
#include "work/settings.h"

static void set(struct fixture *f, const char *key, const char *value) {
    struct problem problem = {0};
    if (settings_set(&f->office, key, value, &problem) != STATUS_OK)
        fail_msg("%s", sentence(&problem));
}

static void set_refused(struct fixture *f, const char *key, const char *value, enum status status,
                        const char *words) {
    struct problem problem = {0};
    assert_int_equal(settings_set(&f->office, key, value, &problem), status);
    if (strstr(sentence(&problem), words) == NULL)
        fail_msg("%s", sentence(&problem));
}

static const char *value_of(struct fixture *f, const char *key) {
    static char text[256];
    return office_setting(&f->office, key, "", text, sizeof text);
}

static void settings_are_checked_by_type(void **state) {
    struct fixture *f = *state;
    set(f, "near_workdays", "５");
    assert_int_equal(f->office.near_workdays, 5); /* at once */
    set_refused(f, "near_workdays", "31", STATUS_INVALID, "0 到 30");
    set_refused(f, "near_workdays", "", STATUS_INVALID, "");
    set(f, "one_person_office", "是");
    assert_true(f->office.one_person_office);
    set_refused(f, "one_person_office", "也许", STATUS_INVALID, "1（是）或 0（否）");
    set(f, "feedback_unit", "东门村");
    set_refused(f, "feedback_unit", "没有的村", STATUS_INVALID, "没有叫“没有的村”的单位");
    set(f, "feedback_unit", "");
    assert_string_equal(value_of(f, "feedback_unit"), "");
    set(f, "sealed_person", "周建华");
    set_refused(f, "sealed_person", "东门村", STATUS_INVALID, "没有叫“东门村”的人");
    set(f, "check_kinds", "投诉，建议");
    assert_string_equal(value_of(f, "check_kinds"), "complain suggest");
    set_refused(f, "check_kinds", "投诉 吵架", STATUS_INVALID, "没有“吵架”这个代码");
    set(f, "office_name", "𠮷祥镇政务公开办公室");
    set_refused(f, "feedback_secret", "x", STATUS_NOT_FOUND, "没有“feedback_secret”这一项设置");
    assert_int_equal(f->office.near_workdays, 5);
}

/* What stands in every archive number of the office is right before the first is given. */
static void parts_of_an_archive_number_are_checked(void **state) {
    struct fixture *f = *state;
    char value[32];
    set_refused(f, "fonds_no", "Z10", STATUS_INVALID, "应是 4 位字母和数字，例如 Z109；“Z10”不是");
    set_refused(f, "fonds_no", "Z1090", STATUS_INVALID, "4 位");
    set_refused(f, "fonds_no", "镇109", STATUS_INVALID, "4 位");
    set_refused(f, "fonds_no", "Z-09", STATUS_INVALID, "4 位");
    set(f, "fonds_no", "ｚ１０９");
    office_setting(&f->office, "fonds_no", "", value, sizeof value);
    assert_string_equal(value, "Z109");
    set_refused(f, "office_code", "办公室", STATUS_INVALID, "最多 10 位，例如 BGS");
    set(f, "office_code", "BGS");
    set(f, "fonds_no", ""); /* none again */
}

static void only_an_admin_sets(void **state) {
    struct fixture *f = *state;
    struct fields limit = FIELDS_INIT;
    struct problems problems = {0};
    int64_t before = 0, after = 0;
    assert_int_equal(store_verify_audit(f->office.store, &before, NULL), STATUS_OK);
    set(f, "near_workdays", "4");
    set(f, "near_workdays", "4"); /* nothing new, nothing written */
    assert_int_equal(store_verify_audit(f->office.store, &after, NULL), STATUS_OK);
    assert_int_equal(after, before + 1);
    use_as(f, f->clerk, ROLE_CLERK | ROLE_SUPERVISOR);
    set_refused(f, "near_workdays", "5", STATUS_DENIED, "只有系统管理员");
    fields_set(&limit, "id", "feedback.consult");
    assert_int_equal(settings_set_limit(&f->office, &limit, &problems), STATUS_DENIED);
    fields_release(&limit);
}

static enum status set_limit(struct fixture *f, struct problems *problems, ...) {
    struct fields limit = FIELDS_INIT;
    va_list list;
    va_start(list, problems);
    fill(&limit, list);
    va_end(list);
    *problems = (struct problems){0};
    enum status status = settings_set_limit(&f->office, &limit, problems);
    fields_release(&limit);
    return status;
}

static void a_limit_holds_from_its_day(void **state) {
    struct fixture *f = *state;
    struct problems problems;
    int64_t old = 0, new = 0;
    must_register(f, "feedback", &old, "kind", "consult", "title", "宅基地要带哪些材料",
                  "received_on", "2026-11-20");
    assert_string_equal(column(f, old, "due_on"), "2026-11-25");
    assert_int_equal(set_limit(f, &problems, "id", "feedback.consult", "amount", "1", "article",
                               "本镇设定：咨询 1 个工作日", "valid_from", "2026-11-23", NULL),
                     STATUS_OK);
    assert_string_equal(column(f, old, "due_on"), "2026-11-25");
    at(f, "2026-11-23T09:00");
    must_register(f, "feedback", &new, "kind", "consult", "title", "低保怎么申请", "received_on",
                  "2026-11-23");
    assert_string_equal(column(f, new, "due_on"), "2026-11-24");
    must_do(f, "edit", old, "title", "宅基地审批要带哪些材料"); /* still by the old rule */
    assert_string_equal(column(f, old, "due_on"), "2026-11-25");
    must_do(f, "edit", new, "received_on", "2026-11-20");
    assert_string_equal(column(f, new, "due_on"), "2026-11-25");
}

static void limits_are_checked(void **state) {
    struct fixture *f = *state;
    struct problems problems;
    assert_int_equal(set_limit(f, &problems, "id", "feedback.consult", "amount", "2", "article",
                               "镇规", "valid_from", "2026-11-20", NULL),
                     STATUS_INVALID);
    assert_string_equal(problems.items[0].field, "valid_from");
    assert_int_equal(set_limit(f, &problems, "id", "feedback.consult", "amount", "2", "valid_from",
                               "2026-12-01", NULL),
                     STATUS_INVALID);
    assert_string_equal(problems.items[0].field, "article"); /* it says 3 */
    assert_int_equal(set_limit(f, &problems, "id", "feedback.consult", "amount", "400", "unit",
                               "小时", "article", "镇规", "valid_from", "12月", NULL),
                     STATUS_INVALID);
    assert_int_equal(problems.count, 3);
    assert_int_equal(
        set_limit(f, &problems, "id", "nothing", "amount", "2", "valid_from", "2026-12-01", NULL),
        STATUS_INVALID);
    assert_string_equal(problems.items[0].field, "id");
}

/* ---- the calendar ------------------------------------------------------------------------------- */

/* As the 2026 notice but with a holiday on 25 November. */
static const char notice[] = "# 试用通知\n日期\t类型\t名称\n2026-11-25\t放假\t镇庆\n";

static void append_move(void *context, const struct calendar_move *move) {
    buffer_append_format(context, "%s %s %s ", move->number, move->before, move->after);
}

static void the_preview_is_what_loading_does(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    struct buffer moves = BUFFER_INIT;
    struct calendar_preview preview = {.move = append_move, .context = &moves};
    int64_t id = 0, team = 0, rows = 0, after = 0;
    int moved = 0;
    must_register(f, "feedback", &id, "kind", "consult", "title", "宅基地要带哪些材料",
                  "received_on", "2026-11-20");
    must_register(f, "team", &team, "title", "信息反馈组", "kind", "feedback", "meeting_cycle_days",
                  "5");
    assert_string_equal(column(f, team, "due_on"), "2026-11-25");
    assert_int_equal(store_verify_audit(f->office.store, &rows, NULL), STATUS_OK);
    assert_int_equal(
        office_preview_calendar(&f->office, notice, strlen(notice), &preview, &problem), STATUS_OK);
    assert_string_equal(buffer_text(&moves), "FK2026-00001 2026-11-25 2026-11-26 "
                                             "XZ2026-00001 2026-11-25 2026-11-26 ");
    assert_int_equal(preview.moved, 2);
    assert_int_equal(preview.year, 2026);
    assert_int_equal(preview.off, 1);
    /* Nothing was stored. */
    assert_int_equal(store_verify_audit(f->office.store, &after, NULL), STATUS_OK);
    assert_int_equal(after, rows);
    assert_string_equal(column(f, id, "due_on"), "2026-11-25");
    assert_string_equal(steps_of(f, id), "register");
    assert_int_equal(office_load_calendar(&f->office, notice, strlen(notice), &moved, &problem),
                     STATUS_OK);
    assert_int_equal(moved, 2);
    assert_string_equal(column(f, id, "due_on"), "2026-11-26");
    assert_string_equal(steps_of(f, id), "register recount");
    assert_string_equal(column(f, team, "due_on"), "2026-11-26");
    buffer_release(&moves);
}

static void what_is_sealed_is_in_no_preview(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    struct buffer moves = BUFFER_INIT;
    struct calendar_preview preview = {.move = append_move, .context = &moves};
    static const char monday[] = "# 试用通知\n日期\t类型\t名称\n2026-11-24\t放假\t镇庆\n";
    int64_t id = 0;
    int moved = 0;
    must_register(f, "feedback", &id, "kind", "report", "title", "挪用救灾款", "received_on",
                  "2026-11-20");
    char before[16];
    snprintf(before, sizeof before, "%s", column(f, id, "due_on"));
    assert_string_equal(before, "2026-11-24");
    assert_int_equal(
        office_preview_calendar(&f->office, monday, strlen(monday), &preview, &problem), STATUS_OK);
    assert_int_equal(preview.moved, 0);
    assert_string_equal(buffer_text(&moves), "");
    assert_int_equal(office_load_calendar(&f->office, monday, strlen(monday), &moved, &problem),
                     STATUS_OK);
    assert_int_equal(moved, 0);
    assert_string_equal(column(f, id, "due_on"), "2026-11-25"); /* it moved all the same */
    buffer_release(&moves);
}

static void a_bad_file_or_user_changes_nothing(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    struct calendar_preview preview = {0};
    static const char bad[] = "# 通知\n日期\t类型\t名称\n2026-02-30\t放假\t镇庆\n";
    assert_int_equal(office_preview_calendar(&f->office, bad, strlen(bad), &preview, &problem),
                     STATUS_INVALID);
    assert_int_equal(problem.line, 3);
    use_as(f, f->clerk, ROLE_CLERK);
    assert_int_equal(
        office_preview_calendar(&f->office, notice, strlen(notice), &preview, &problem),
        STATUS_DENIED);
    assert_int_equal(office_calendar(&f->office, NULL), STATUS_OK);
    assert_true(calendar_is_workday(f->office.calendar, date_from_iso("2026-11-25")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(settings_are_checked_by_type),
        with_office(parts_of_an_archive_number_are_checked),
        with_office(only_an_admin_sets),
        with_office(a_limit_holds_from_its_day),
        with_office(limits_are_checked),
        with_office(the_preview_is_what_loading_does),
        with_office(what_is_sealed_is_in_no_preview),
        with_office(a_bad_file_or_user_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

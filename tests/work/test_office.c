/* Founding and opening an office, its clock, settings, limits, lights, and loading a calendar. */
#include "work/office_fixture.h"

#include <sqlite3.h>

#include "work/calendar_load.h"

static int setup(void **state) {
    struct fixture *f = calloc(1, sizeof *f);
    make_folder(f);
    *state = f;
    return 0;
}

static int teardown(void **state) {
    struct fixture *f = *state;
    remove_folder(f);
    free(f);
    return 0;
}

#define with_folder(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

static void founded_with_everything_from_the_binary(void **state) {
    struct fixture *f = *state;
    struct code_rows rows = {0};
    struct limit limit;
    char text[64];
    found_office(f, "office", NULL);
    assert_int_equal(store_codes(f->office.store, "feedback_kind", &rows, NULL), STATUS_OK);
    assert_int_equal(rows.count, 5);
    assert_string_equal(rows.items[0].code, "consult");
    assert_string_equal(rows.items[3].label, "举报");
    assert_int_equal(store_codes(f->office.store, "feedback_source", &rows, NULL), STATUS_OK);
    assert_int_equal(rows.count, 9);
    code_rows_release(&rows);
    assert_int_equal(
        office_limit(&f->office, "feedback.complain", office_today(&f->office), &limit, NULL),
        STATUS_OK);
    assert_int_equal(limit.amount, 15);
    assert_int_equal(limit.unit, LIMIT_WORKDAY);
    assert_int_equal(
        office_limit(&f->office, "application.reply", office_today(&f->office), &limit, NULL),
        STATUS_OK);
    assert_true(limit.is_statutory);
    assert_int_equal(limit.extension_max, 20);
    assert_int_equal(
        office_limit(&f->office, "application.reply", date_from_ymd(2010, 1, 1), &limit, NULL),
        STATUS_NOT_FOUND);
    assert_string_equal(office_setting(&f->office, "office_name", "", text, sizeof text),
                        "青石镇政务公开办公室");
    assert_int_equal(office_setting_integer(&f->office, "near_workdays", 9), 3);
    assert_int_equal(office_setting_integer(&f->office, "no_such_setting", 9), 9);
    assert_int_equal(f->office.roles, ROLE_CLERK | ROLE_ADMIN);
    office_close(&f->office);
}

static void opened_again_nobody_is_logged_in(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    found_office(f, "test", "correct horse");
    assert_int_equal(f->office.roles, ROLE_CLERK | ROLE_REVIEWER | ROLE_SUPERVISOR | ROLE_ADMIN);
    office_close(&f->office);
    assert_int_equal(office_open(&f->office, f->path, &problem), STATUS_OK);
    assert_true(f->office.user == 0);
    assert_int_equal(f->office.roles, 0);
    assert_string_equal(f->office.mode, "test");
    assert_false(f->office.is_demo);
    assert_int_equal(f->office.near_workdays, 3);
    assert_int_equal(user_enter(&f->office, "admin", "correct horse", &problem), STATUS_OK);
    office_close(&f->office);
}

static void tamper(const char *path, const char *sql) {
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

/* A file founded by an older program, after its upgrade: what that program did not know is added once,
 * what the office set stays. */
static void an_older_office_gets_what_is_new(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    struct limit limit;
    found_office(f, "test", NULL);
    office_close(&f->office);
    tamper(f->path, "DELETE FROM code WHERE list = 'affair' OR code = 'township';"
                    "UPDATE code SET label = '问询', active = 0 WHERE code = 'consult';"
                    "DELETE FROM limit_rule WHERE id = 'card.fill';"
                    "UPDATE limit_rule SET amount = 9 WHERE id = 'feedback.suggest';"
                    "DELETE FROM setting WHERE key IN ('tables_schema', 'slip_days');"
                    "UPDATE setting SET value = '' WHERE key = 'check_kinds'");
    assert_int_equal(office_open(&f->office, f->path, &problem), STATUS_OK);
    assert_string_equal(office_code_label(&f->office, "affair", "cases"), "案");
    assert_string_equal(office_code_label(&f->office, "unit_kind", "township"), "乡镇");
    assert_string_equal(office_code_label(&f->office, "feedback_kind", "consult"), "问询");
    assert_int_equal(office_codes(&f->office, "feedback_kind")->count, 4);
    assert_int_equal(
        office_limit(&f->office, "card.fill", date_from_ymd(2026, 11, 20), &limit, &problem),
        STATUS_OK);
    assert_int_equal(limit.amount, 5);
    assert_int_equal(
        office_limit(&f->office, "feedback.suggest", date_from_ymd(2026, 11, 20), &limit, &problem),
        STATUS_OK);
    assert_int_equal(limit.amount, 9);
    assert_int_equal(office_setting_integer(&f->office, "slip_days", 99), 3);
    assert_int_equal(office_setting_integer(&f->office, "check_kinds", 99), 99);
    office_close(&f->office);
    /* Once: what is taken out afterwards stays out. */
    tamper(f->path, "DELETE FROM code WHERE list = 'affair'");
    assert_int_equal(office_open(&f->office, f->path, &problem), STATUS_OK);
    assert_int_equal(office_codes(&f->office, "affair")->count, 0);
    office_close(&f->office);
}

static void a_failure_leaves_no_file(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    struct office_founding founding = {
        .path = f->path, .name = "", .admin = "admin", .mode = "office", .now = -1};
    assert_int_equal(office_found(&f->office, &founding, &problem), STATUS_INVALID);
    assert_string_equal(problem.message, "请写明单位名称");
    founding.name = "青石镇\x07";
    assert_int_equal(office_found(&f->office, &founding, &problem), STATUS_INVALID);
    founding.name = "青石镇";
    founding.password = "short";
    assert_int_equal(office_found(&f->office, &founding, &problem), STATUS_INVALID);
    assert_int_equal(access(f->path, F_OK), -1);
    founding.password = NULL;
    assert_int_equal(office_found(&f->office, &founding, &problem), STATUS_OK);
    int64_t admin = f->office.user;
    assert_true(admin > 0);
    office_close(&f->office);
    /* A file that is there already stays as it is. */
    assert_int_equal(office_found(&f->office, &founding, &problem), STATUS_INVALID);
    assert_int_equal(access(f->path, F_OK), 0);
}

static void the_clock_is_set_only_for_trying_out(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    found_office(f, "office", NULL);
    assert_int_equal(office_set_now(&f->office, "2026-01-01", &problem), STATUS_DENIED);
    assert_non_null(strstr(sentence(&problem), "只有演示库和试验库"));
    office_close(&f->office);
}

static void the_admin_without_a_password_is_the_person_at_the_machine(void **state) {
    struct fixture *f = *state;
    found_office(f, "office", NULL);
    use_as(f, 0, 0);
    assert_int_equal(user_enter_by_os_account(&f->office, NULL), STATUS_OK);
    assert_true(f->office.user == f->admin);
    assert_int_equal(user_enter(&f->office, "admin", NULL, NULL), STATUS_DENIED);
    office_close(&f->office);
}

static void lights_by_the_office_s_day(void **state) {
    struct fixture *f = *state;
    struct light_state light = {0};
    struct fields record = FIELDS_INIT;
    fields_set(&record, "open", "1");
    fields_set(&record, "limit_rule", "feedback.complain");
    fields_set(&record, "due_on", "2026-11-25");
    assert_int_equal(office_light(&f->office, &record, &light, NULL), STATUS_OK);
    assert_int_equal(light.light, LIGHT_NEAR);
    assert_int_equal(light.days_left, 3);
    fields_set(&record, "due_on", "2026-11-26");
    assert_int_equal(office_light(&f->office, &record, &light, NULL), STATUS_OK);
    assert_int_equal(light.light, LIGHT_NORMAL);
    fields_set(&record, "paused_on", "2026-11-20");
    assert_int_equal(office_light(&f->office, &record, &light, NULL), STATUS_OK);
    assert_int_equal(light.light, LIGHT_PAUSED);
    fields_set(&record, "open", "0");
    assert_int_equal(office_light(&f->office, &record, &light, NULL), STATUS_OK);
    assert_int_equal(light.light, LIGHT_NONE);
    fields_release(&record);
}

/* ---- calendars ----------------------------------------------------------------------------------- */

static const char notice_2027[] = "# 关于2027年部分节假日安排的通知\n"
                                  "日期\t类型\t名称\n"
                                  "2027-01-01\t放假\t元旦\n"
                                  "2027-01-04\t放假\t元旦\n"
                                  "2027-01-09\t上班\t元旦\n";

static enum status load(struct fixture *f, const char *text, int *moved, struct problem *problem) {
    return office_load_calendar(&f->office, text, strlen(text), moved, problem);
}

static void a_calendar_moves_what_it_concerns(void **state) {
    struct fixture *f = *state;
    int64_t far_one = 0;
    int64_t near_one = 0;
    int64_t closed = 0;
    int moved = -1;
    struct problem problem = {0};
    at(f, "2026-12-18T09:00");
    must_register(f, "feedback", &far_one, "kind", "complain", "title", "路灯不亮", "received_on",
                  "2026-12-18");
    must_register(f, "feedback", &near_one, "kind", "consult", "title", "问路", "received_on",
                  "2026-12-18");
    must_register(f, "feedback", &closed, "kind", "complain", "title", "井盖", "received_on",
                  "2026-12-18");
    must_do(f, "void", closed, "reason", "错");
    assert_string_equal(column(f, far_one, "due_on"), "2027-01-08");
    if (load(f, notice_2027, &moved, &problem) != STATUS_OK)
        fail_msg("%s", sentence(&problem));
    assert_int_equal(moved, 1);
    assert_string_equal(column(f, far_one, "due_on"), "2027-01-11"); /* 1-1, 1-4 off; 1-9 worked */
    assert_string_equal(steps_of(f, far_one), "register recount");
    assert_string_equal(steps_of(f, near_one), "register");
    assert_string_equal(column(f, near_one, "due_on"), "2026-12-23");
    /* The same again moves nothing. */
    assert_int_equal(load(f, notice_2027, &moved, &problem), STATUS_OK);
    assert_int_equal(moved, 0);
    assert_int_equal(office_calendar(&f->office, NULL), STATUS_OK);
    assert_true(calendar_has_year(f->office.calendar, 2027));
    assert_false(calendar_is_workday(f->office.calendar, date_from_ymd(2027, 1, 4)));
}

static void more_than_a_page_is_recounted(void **state) {
    struct fixture *f = *state;
    int moved = 0;
    char title[32];
    at(f, "2026-12-18T09:00");
    for (int i = 0; i < 120; i++) {
        int64_t id = 0;
        snprintf(title, sizeof title, "第 %d 件", i);
        must_register(f, "feedback", &id, "kind", "complain", "title", title, "received_on",
                      "2026-12-18");
    }
    assert_int_equal(load(f, notice_2027, &moved, NULL), STATUS_OK);
    assert_int_equal(moved, 120);
}

static void a_bad_calendar_changes_nothing(void **state) {
    struct fixture *f = *state;
    int moved = -1;
    struct problem problem = {0};
    assert_int_equal(
        load(f, "# 通知\n日期\t类型\t名称\n2027-02-30\t放假\t春节\n", &moved, &problem),
        STATUS_INVALID);
    assert_int_equal(problem.line, 3);
    assert_int_equal(moved, 0);
    assert_int_equal(office_calendar(&f->office, NULL), STATUS_OK);
    assert_false(calendar_has_year(f->office.calendar, 2027));
    use_as(f, f->clerk, ROLE_CLERK | ROLE_SUPERVISOR);
    assert_int_equal(load(f, notice_2027, &moved, &problem), STATUS_DENIED);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_folder(founded_with_everything_from_the_binary),
        with_folder(opened_again_nobody_is_logged_in),
        with_folder(an_older_office_gets_what_is_new),
        with_folder(a_failure_leaves_no_file),
        with_folder(the_clock_is_set_only_for_trying_out),
        with_folder(the_admin_without_a_password_is_the_person_at_the_machine),
        with_office(lights_by_the_office_s_day),
        with_office(a_calendar_moves_what_it_concerns),
        with_office(more_than_a_page_is_recounted),
        with_office(a_bad_calendar_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

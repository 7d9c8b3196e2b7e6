/* Meetings tell their team that it met; what they decide becomes tasks. Mission B2. */
#include "work/office_fixture.h"

#include "work/related.h"

static int64_t make_team(struct fixture *f) {
    int64_t id = 0;
    must_register(f, "team", &id, "title", "信息反馈组", "kind", "feedback", "meeting_cycle_days",
                  "30");
    return id;
}

static int64_t meet(struct fixture *f, const char *day, const char *title) {
    int64_t id = 0;
    must_register(f, "meeting", &id, "kind", "feedback", "team", "信息反馈组", "received_on", day,
                  "title", title, "participants", "李春梅、张𠮷旺", "minutes", "定了。");
    return id;
}

static void a_meeting_moves_the_next_one(void **state) {
    struct fixture *f = *state;
    int64_t team = make_team(f);
    meet(f, "2026-11-10", "十一月例会");
    assert_string_equal(column(f, team, "met_on"), "2026-11-10");
    assert_string_equal(column(f, team, "due_on"), "2026-12-10");
    meet(f, "2026-10-12", "补登十月例会"); /* an older one changes nothing */
    assert_string_equal(column(f, team, "met_on"), "2026-11-10");
}

static void a_missed_meeting_is_overdue(void **state) {
    struct fixture *f = *state;
    struct visible all = visible_to_rules();
    struct light_state light;
    struct record record = {0};
    int64_t team = make_team(f);
    meet(f, "2026-10-12", "十月例会");
    assert_string_equal(column(f, team, "due_on"), "2026-11-11");
    assert_int_equal(store_read(f->office.store, &all, team, &record, NULL), STATUS_OK);
    assert_int_equal(office_light(&f->office, &record.fields, &light, NULL), STATUS_OK);
    assert_int_equal(light.light, LIGHT_OVERDUE);
    record_release(&record);
}

static void moving_and_voiding_go_back(void **state) {
    struct fixture *f = *state;
    int64_t team = make_team(f);
    int64_t first = meet(f, "2026-10-12", "十月例会");
    int64_t second = meet(f, "2026-11-10", "十一月例会");
    must_do(f, "edit", second, "received_on", "2026-11-09");
    assert_string_equal(column(f, team, "met_on"), "2026-11-09");
    must_do(f, "edit", second, "kind", "other", "team", "");
    assert_string_equal(column(f, team, "met_on"), "2026-10-12");
    must_do(f, "void", first, "reason", "登错");
    assert_string_equal(column(f, team, "met_on"), "");
    assert_string_equal(column(f, team, "due_on"), "2026-12-21");
    must_do(f, "restore", first);
    assert_string_equal(column(f, team, "met_on"), "2026-10-12");
}

static void what_does_not_fit_is_refused(void **state) {
    struct fixture *f = *state;
    make_team(f);
    register_refused(f, STATUS_INVALID, "received_on", "2026-11-21 还没有到", "meeting", "kind",
                     "other", "received_on", "2026-11-21", "title", "民主议政会", "participants",
                     "李春梅", "minutes", "无");
    register_refused(f, STATUS_INVALID, "team", "须写明是哪个小组", "meeting", "kind", "反馈组例会",
                     "title", "例会", "participants", "李春梅", "minutes", "无");
    register_refused(f, STATUS_INVALID, "minutes", "请填写", "meeting", "kind", "other", "title",
                     "议政会", "participants", "李春梅");
}

static void count_rows(void *context, const struct fields *row) {
    int *count = context;
    (void)row;
    ++*count;
}

static void decisions_become_tasks(void **state) {
    struct fixture *f = *state;
    struct visible all = visible_to_rules();
    int64_t task = 0;
    int count = 0;
    make_team(f);
    int64_t meeting = meet(f, "2026-11-19", "公开栏换大字");
    refused(f, STATUS_INVALID, "due_on", "早于交办日期", "add_task", meeting, "title", "换大字",
            "unit", "东门村", "due_on", "2026-11-19");
    refused(f, STATUS_INVALID, "unit", "任务要有人办", "add_task", meeting, "title", "换大字",
            "due_on", "2026-11-27");
    must_do(f, "add_task", meeting, "title", "换大字", "unit", "东门村", "person", "张𠮷旺",
            "due_on", "+5w", "demand", "老人看得清");
    assert_int_equal(related_each(&f->office, "meeting", "tasks", meeting, count_rows, &count, NULL),
                     STATUS_OK);
    assert_int_equal(count, 1);
    assert_int_equal(store_find_number(f->office.store, &all, "RW2026-00001", &task, NULL),
                     STATUS_OK);
    assert_string_equal(column(f, task, "due_on"), "2026-11-27");
    assert_string_equal(column(f, task, "demand"), "老人看得清");
    assert_string_equal(column(f, task, "open"), "1");
    refused(f, STATUS_DENIED, "", "还有 1 项任务没有办结", "void", meeting, "reason", "错");
    refused(f, STATUS_INVALID, "result", "请填写", "finish", task, "result", "");
    must_do(f, "finish", task, "result", "已换𠮷祥大字");
    assert_string_equal(column(f, task, "done_on"), "2026-11-20");
    assert_string_equal(column(f, task, "open"), "0");
    assert_string_equal(steps_of(f, task), "register finish");
    must_do(f, "void", meeting, "reason", "重复登记");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(a_meeting_moves_the_next_one), with_office(a_missed_meeting_is_overdue),
        with_office(moving_and_voiding_go_back),   with_office(what_does_not_fit_is_refused),
        with_office(decisions_become_tasks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

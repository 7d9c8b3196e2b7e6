/* Groups with named members, and when they meet next. Mission B1, B2. */
#include "work/office_fixture.h"

#include "work/related.h"

static int64_t make_team(struct fixture *f, const char *cycle) {
    int64_t id = 0;
    must_register(f, "team", &id, "title", "青石镇信息反馈组", "kind", "feedback",
                  "meeting_cycle_days", cycle);
    return id;
}

static void append_row(void *context, const struct fields *row) {
    struct buffer *out = context;
    buffer_append_format(out, "%s/%s/%s ", fields_text(row, "title"), fields_text(row, "duty"),
                         fields_text(row, "state"));
}

static const char *members_of(struct fixture *f, int64_t team) {
    static char text[400];
    struct buffer out = BUFFER_INIT;
    assert_int_equal(related_each(&f->office, "team", "members", team, append_row, &out, NULL), STATUS_OK);
    snprintf(text, sizeof text, "%s", buffer_text(&out));
    buffer_release(&out);
    return text;
}

/* In the order of their surnames' strokes, as names are listed. */
static void members_come_and_go(void **state) {
    struct fixture *f = *state;
    int64_t team = make_team(f, "30");
    must_do(f, "add_member", team, "person", "张𠮷旺", "duty", "监督员", "from_on", "2026-01-05");
    must_do(f, "add_member", team, "person", "李春梅", "duty", "head");
    assert_string_equal(members_of(f, team), "李春梅/head/open 张𠮷旺/supervisor/open ");
    must_do(f, "remove_member", team, "person", "张𠮷旺", "to_on", "2026-11-19");
    assert_string_equal(members_of(f, team), "李春梅/head/open 张𠮷旺/supervisor/left ");
    must_do(f, "add_member", team, "person", "张𠮷旺", "duty", "member"); /* comes back */
    assert_string_equal(members_of(f, team),
                        "李春梅/head/open 张𠮷旺/supervisor/left 张𠮷旺/member/open ");
    assert_string_equal(steps_of(f, team),
                        "register add_member add_member remove_member add_member");
}

static void what_does_not_fit_is_refused(void **state) {
    struct fixture *f = *state;
    int64_t team = make_team(f, "");
    must_do(f, "add_member", team, "person", "李春梅", "duty", "head", "from_on", "2026-11-02");
    refused(f, STATUS_INVALID, "person", "李春梅已经在“青石镇信息反馈组”里", "add_member", team,
            "person", "李春梅", "duty", "member");
    assert_int_equal(last.count, 1);
    refused(f, STATUS_INVALID, "person", "张𠮷旺不在“青石镇信息反馈组”里", "remove_member", team,
            "person", "张𠮷旺");
    refused(f, STATUS_INVALID, "to_on", "早于任职日期", "remove_member", team, "person", "李春梅",
            "to_on", "2026-11-01");
    refused(f, STATUS_INVALID, "person", "里没有“赵䶮”", "add_member", team, "person", "赵䶮",
            "duty", "member");
    refused(f, STATUS_INVALID, "duty", "没有“队长”", "add_member", team, "person", "张𠮷旺", "duty",
            "队长");
    refused(f, STATUS_INVALID, "duty", "请填写", "add_member", team, "person", "张𠮷旺");
    register_refused(f, STATUS_INVALID, "title", "已经有叫“青石镇信息反馈组”的了", "team", "title",
                     "青石镇信息反馈组", "kind", "other");
    register_refused(f, STATUS_INVALID, "to_on", "末日早于首日", "team", "title", "委员会", "kind",
                     "supervision", "from_on", "2026-05-01", "to_on", "2026-04-30");
    assert_string_equal(members_of(f, team), "李春梅/head/open ");
}

static void the_next_meeting_is_on_a_working_day(void **state) {
    struct fixture *f = *state;
    int64_t team = make_team(f, "30");
    assert_string_equal(column(f, team, "due_on"), "2026-12-21"); /* the 20th is a Sunday */
    must_do(f, "edit", team, "meeting_cycle_days", "31");
    assert_string_equal(column(f, team, "due_on"), "2026-12-21");
    must_do(f, "edit", team, "meeting_cycle_days", "");
    assert_string_equal(column(f, team, "due_on"), "");
    must_do(f, "edit", team, "meeting_cycle_days", "7");
    assert_string_equal(column(f, team, "due_on"), "2026-11-27");
    must_do(f, "void", team, "reason", "撤销");
    assert_string_equal(column(f, team, "due_on"), "");
    must_do(f, "restore", team);
    assert_string_equal(column(f, team, "due_on"), "2026-11-27");
}

static void only_who_keeps_it(void **state) {
    struct fixture *f = *state;
    int64_t team = make_team(f, "30");
    use_as(f, f->clerk, ROLE_REVIEWER);
    refused(f, STATUS_DENIED, "", "您的角色不能加成员", "add_member", team, "person", "李春梅",
            "duty", "head");
}

static void channels_and_units_have_whom_to_call(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    must_register(f, "channel", &id, "title", "政务公开专用电话", "kind", "专用电话", "unit",
                  "东门村", "contact", "张𠮷旺", "phone", "0000-6610000");
    assert_string_equal(column(f, id, "kind"), "phone");
    register_refused(f, STATUS_INVALID, "title", "已经有叫", "channel", "title", "政务公开专用电话",
                     "kind", "phone");
    must_do(f, "edit", f->unit, "kind", "村", "contact", "王建国");
    assert_string_equal(column(f, f->unit, "kind"), "village");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(members_come_and_go),
        with_office(what_does_not_fit_is_refused),
        with_office(the_next_meeting_is_on_a_working_day),
        with_office(only_who_keeps_it),
        with_office(channels_and_units_have_whom_to_call),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

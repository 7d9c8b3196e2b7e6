/* 民主议政评政: what its record must say, its votes, what was said there as feedback. Mission N6. */
#include "work/office_fixture.h"

#include "work/deliberation.h"
#include "work/related.h"

#define FORUM                                                                                      \
    "kind", "民主议政", "received_on", "2026-11-18", "title", "䶮塘村民议政会", "participants",    \
        "张𠮷旺、李春梅等", "minutes", "逐项评议", "questions", "一问低保，二问路灯"

static int64_t meet(struct fixture *f) {
    int64_t id = 0;
    must_register(f, "meeting", &id, FORUM, "attended", "１６", "satisfied", "9", "mostly", "5",
                  "dissatisfied", "2");
    return id;
}

static int64_t numbered(struct fixture *f, const char *number) {
    struct visible all = visible_to_rules();
    int64_t id = 0;
    assert_int_equal(store_find_number(f->office.store, &all, number, &id, NULL), STATUS_OK);
    return id;
}

static void its_questions_are_required(void **state) {
    struct fixture *f = *state;
    int64_t id = meet(f);
    assert_string_equal(column(f, id, "questions"), "一问低保，二问路灯");
    assert_string_equal(column(f, id, "attended"), "16");
    refused(f, STATUS_INVALID, "questions", "民主议政须写明", "edit", id, "questions", "");
    refused(f, STATUS_INVALID, "participants", "请填写", "edit", id, "participants", "");
    register_refused(f, STATUS_INVALID, "questions", "民主议政须写明", "meeting", "kind",
                     "民主议政", "title", "议政", "participants", "全体", "minutes", "无");
}

static void votes_are_no_more_than_people(void **state) {
    struct fixture *f = *state;
    int64_t id = meet(f);
    refused(f, STATUS_INVALID, "satisfied", "共 17 票，多于实到 16 人", "edit", id, "dissatisfied",
            "3");
    must_do(f, "edit", id, "dissatisfied", "0"); /* some did not vote */
    must_do(f, "edit", id, "attended", "", "dissatisfied", "30");
    refused(f, STATUS_INVALID, "mostly", "", "edit", id, "mostly", "-1");
}

static void only_it_is_voted_on_so(void **state) {
    struct fixture *f = *state;
    register_refused(f, STATUS_INVALID, "mostly", "只用于会议类型为“民主议政”的会", "meeting",
                     "kind", "其他会议", "title", "学习", "participants", "全体", "minutes", "学了",
                     "mostly", "3");
    int64_t id = meet(f);
    refused(f, STATUS_INVALID, "questions", "请清空", "edit", id, "kind", "其他会议");
}

static int rate(const char *satisfied, const char *mostly, const char *dissatisfied) {
    struct fields fields = FIELDS_INIT;
    fields_set(&fields, "satisfied", satisfied);
    fields_set(&fields, "mostly", mostly);
    fields_set(&fields, "dissatisfied", dissatisfied);
    int tenths = deliberation_tenths(&fields);
    fields_release(&fields);
    return tenths;
}

static void the_share_is_rounded_to_the_nearest(void **state) {
    (void)state;
    assert_int_equal(rate("9", "5", "2"), 875);
    assert_int_equal(rate("1", "1", "1"), 667);
    assert_int_equal(rate("1", "", "2"), 333);
    assert_int_equal(rate("", "", "7"), 0);
    assert_int_equal(rate("9999", "9999", "9999"), 667);
    assert_int_equal(rate("", "", ""), -1);
    assert_int_equal(rate("0", "0", "0"), -1);
}

/* ---- what was said there -------------------------------------------------------------------------- */

static void an_opinion_becomes_feedback(void **state) {
    struct fixture *f = *state;
    int64_t id = meet(f);
    must_do(f, "add_feedback", id, "kind", "建议", "title", "𠮷祥路路灯太暗", "reporter", "王二小",
            "body", "晚上看不清路", "unit", "东门村");
    int64_t feedback = numbered(f, "FK2026-00001");
    char meeting[24];
    snprintf(meeting, sizeof meeting, "%lld", (long long)id);
    assert_string_equal(column(f, feedback, "meeting"), meeting);
    assert_string_equal(column(f, feedback, "source"), "deliberation");
    assert_string_equal(column(f, feedback, "kind"), "suggest");
    assert_string_equal(column(f, feedback, "received_on"), "2026-11-18");
    assert_string_equal(column(f, feedback, "reporter"), "王二小");
    assert_string_equal(column(f, feedback, "state"), "assigned");
    assert_string_equal(column(f, id, "state"), "open");
    assert_string_equal(steps_of(f, id), "register add_feedback");
    must_do(f, "add_feedback", id, "kind", "咨询", "title", "低保怎么申请");
    assert_string_equal(column(f, numbered(f, "FK2026-00002"), "state"), "registered");
}

static void what_does_not_fit_is_refused(void **state) {
    struct fixture *f = *state;
    int64_t id = meet(f), other = 0;
    refused(f, STATUS_INVALID, "title", "请填写", "add_feedback", id, "kind", "建议");
    refused(f, STATUS_INVALID, "kind", "请填写", "add_feedback", id, "title", "路灯太暗");
    refused(f, STATUS_INVALID, "kind", "没有“民主议政”这一项", "add_feedback", id, "kind",
            "民主议政", "title", "路灯太暗");
    must_register(f, "meeting", &other, "kind", "其他会议", "title", "学习", "participants", "全体",
                  "minutes", "学了文件");
    refused(f, STATUS_DENIED, "", "不是民主议政会", "add_feedback", other, "kind", "建议", "title",
            "路灯太暗");
    register_refused(f, STATUS_INVALID, "meeting", "须是一次民主议政会", "feedback", "kind", "建议",
                     "title", "路灯太暗", "source", "民主议政", "received_on", "2026-11-18",
                     "meeting", "学习");
    register_refused(f, STATUS_INVALID, "source", "来源填“民主议政”", "feedback", "kind", "建议",
                     "title", "路灯太暗", "source", "来电", "received_on", "2026-11-18", "meeting",
                     "䶮塘村民议政会");
    f->office.roles = ROLE_SUPERVISOR; /* registering is the clerk's */
    refused(f, STATUS_DENIED, "", "您的角色不能", "add_feedback", id, "kind", "建议", "title",
            "路灯太暗");
}

static void a_meeting_keeps_what_was_said(void **state) {
    struct fixture *f = *state;
    int64_t id = meet(f);
    must_do(f, "add_feedback", id, "kind", "建议", "title", "路灯太暗");
    refused(f, STATUS_DENIED, "", "有 1 件已登记成反馈件，不能作废", "void", id, "reason", "错");
    refused(f, STATUS_DENIED, "", "也不能改会议类型", "edit", id, "kind", "其他会议", "questions",
            "", "satisfied", "", "mostly", "", "dissatisfied", "");
    must_do(f, "void", numbered(f, "FK2026-00001"), "reason", "登错");
    must_do(f, "void", id, "reason", "登错");
}

static void add_title(void *context, const struct fields *row) {
    struct buffer *out = context;
    buffer_append_format(out, "%s ", fields_text(row, "title"));
}

/* Nothing of it in the meeting's own history, which everybody reads: no word, no number, no step. */
static void expect_no_trace(struct fixture *f, int64_t meeting) {
    struct visible all = visible_to_rules();
    struct steps steps = {0};
    assert_int_equal(store_steps(f->office.store, &all, meeting, &steps, NULL), STATUS_OK);
    for (size_t i = 0; i < steps.count; i++)
        assert_null(strstr(steps.items[i].note, "吃请"));
    steps_release(&steps);
}

static void a_report_is_not_named_there(void **state) {
    struct fixture *f = *state;
    struct buffer titles = BUFFER_INIT;
    int64_t id = meet(f), report = 0;
    use_as(f, f->clerk, ROLE_CLERK);
    refused(f, STATUS_INVALID, "kind", "举报件要密封，会上不留记录", "add_feedback", id, "kind",
            "举报", "title", "村干部吃请");
    must_register(f, "feedback", &report, "kind", "举报", "title", "村干部吃请", "source",
                  "民主议政", "received_on", "2026-11-18", "meeting", "䶮塘村民议政会");
    must_do(f, "add_feedback", id, "kind", "建议", "title", "路灯太暗");
    assert_string_equal(steps_of(f, id), "register add_feedback");
    expect_no_trace(f, id);
    assert_int_equal(related_each(&f->office, "meeting", "feedback", id, add_title, &titles, NULL),
                     STATUS_OK);
    assert_string_equal(buffer_text(&titles), "路灯太暗 ");
    buffer_clear(&titles);
    use_as(f, strtoll(column(f, report, "person"), NULL, 10), ROLE_SUPERVISOR);
    assert_int_equal(related_each(&f->office, "meeting", "feedback", id, add_title, &titles, NULL),
                     STATUS_OK);
    assert_string_equal(buffer_text(&titles), "路灯太暗 "); /* his paper is read by others */
    buffer_release(&titles);
    use_as(f, f->clerk, ROLE_CLERK);
    must_do(f, "void", numbered(f, "FK2026-00002"), "reason", "登错");
    must_do(f, "void", id, "reason", "登错"); /* as if there were none */
}

static void what_turns_out_a_report_leaves_it(void **state) {
    struct fixture *f = *state;
    int64_t id = meet(f);
    must_do(f, "add_feedback", id, "kind", "投诉", "title", "村干部吃请");
    must_do(f, "edit", numbered(f, "FK2026-00001"), "kind", "举报");
    expect_no_trace(f, id);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(its_questions_are_required),
        with_office(votes_are_no_more_than_people),
        with_office(only_it_is_voted_on_so),
        cmocka_unit_test(the_share_is_rounded_to_the_nearest),
        with_office(an_opinion_becomes_feedback),
        with_office(what_does_not_fit_is_refused),
        with_office(a_meeting_keeps_what_was_said),
        with_office(a_report_is_not_named_there),
        with_office(what_turns_out_a_report_leaves_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

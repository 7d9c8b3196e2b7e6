/* 待审: who wrote a reply doesn't pass it; what was signed on paper; the day the reply counts; old versions. */
#include "work/office_fixture.h"

#include "store/write.h"

#define TODAY "2026-11-20"

static void set_setting(struct fixture *f, const char *key, const char *value) {
    assert_int_equal(store_begin(f->office.store, NULL), STATUS_OK);
    assert_int_equal(store_set_setting(f->office.store, key, value, NULL), STATUS_OK);
    assert_int_equal(store_commit(f->office.store, "", NULL), STATUS_OK);
}

static int64_t slip(struct fixture *f, const char *kind, const char *title) {
    int64_t id = 0;
    must_register(f, "feedback", &id, "kind", kind, "title", title, "received_on", TODAY);
    must_do(f, "assign", id, "unit", "东门村");
    return id;
}

/* Typed by the clerk, answered by the village. */
static int64_t replied(struct fixture *f) {
    use_as(f, f->clerk, ROLE_CLERK);
    int64_t id = slip(f, "complain", "路灯不亮");
    must_do(f, "reply", id, "reply", "已修好。", "answered_by", "王建国");
    return id;
}

static const char *last_note(struct fixture *f, int64_t id) {
    static char text[600];
    struct visible all = visible_to_rules();
    struct steps steps = {0};
    assert_int_equal(store_steps(f->office.store, &all, id, &steps, NULL), STATUS_OK);
    snprintf(text, sizeof text, "%s", steps.items[steps.count - 1].note);
    steps_release(&steps);
    return text;
}

static void only_the_kinds_of_the_setting(void **state) {
    struct fixture *f = *state;
    int64_t id = slip(f, "suggest", "装灯");
    must_do(f, "reply", id, "reply", "好。");
    assert_string_equal(column(f, id, "state"), "replied");
    set_setting(f, "check_kinds", "consult suggest");
    id = slip(f, "suggest", "再装一盏");
    must_do(f, "reply", id, "reply", "好。");
    assert_string_equal(column(f, id, "state"), "in_check");
    id = slip(f, "complain", "路灯不亮");
    must_do(f, "reply", id, "reply", "修好了。");
    assert_string_equal(column(f, id, "state"), "replied");
    id = slip(f, "consult", "几点开门");
    refused(f, STATUS_DENIED, "", "答复要先审核", "settle", id, "reply", "八点。");
    register_refused(f, STATUS_INVALID, "reply", "答复要先审核", "feedback", "kind", "consult",
                     "title", "周六开门吗", "received_on", TODAY, "reply", "开。");
}

static void the_reply_counts_when_it_is_passed(void **state) {
    struct fixture *f = *state;
    int64_t id = replied(f);
    assert_string_equal(column(f, id, "state"), "in_check");
    assert_string_equal(column(f, id, "due_on"), "2026-12-11"); /* goes on running */
    assert_string_equal(column(f, id, "replied_on"), "");
    assert_int_equal(strtoll(column(f, id, "typed_by"), NULL, 10), f->clerk);
    assert_string_equal(column(f, id, "answered_by"), "王建国");
    refused(f, STATUS_DENIED, "", "答复还没有审过", "close", id);
    refused(f, STATUS_DENIED, "", "现在的状态是“待审”", "announce", id, "place", "公开栏");
    at(f, "2026-11-24T09:00");
    use_as(f, f->leader, ROLE_REVIEWER);
    must_do(f, "check_pass", id, "note", "同意");
    assert_string_equal(column(f, id, "state"), "replied");
    assert_string_equal(column(f, id, "replied_on"), "2026-11-24");
    assert_string_equal(column(f, id, "reply_due_on"), "2026-12-11");
    assert_string_equal(column(f, id, "checked_on"), "2026-11-24");
    assert_int_equal(strtoll(column(f, id, "checked_by"), NULL, 10), f->leader);
    assert_string_equal(column(f, id, "due_on"),
                        "2026-12-01"); /* five working days to announce it */
    assert_string_equal(column(f, id, "limit_rule"), "feedback.announce");
    assert_string_equal(last_note(f, id), "同意");
}

static void returned_with_a_reason(void **state) {
    struct fixture *f = *state;
    int64_t id = replied(f);
    refused(f, STATUS_DENIED, "", "您的角色不能退回重办", "check_return", id, "reason", "不清楚");
    use_as(f, f->leader, ROLE_SUPERVISOR);
    refused(f, STATUS_INVALID, "reason", "请填写", "check_return", id);
    must_do(f, "check_return", id, "reason", "没有说明何时修");
    assert_string_equal(column(f, id, "state"), "in_hand");
    assert_string_equal(column(f, id, "reply"), "已修好。");
    assert_string_equal(column(f, id, "due_on"), "2026-12-11");
    refused(f, STATUS_DENIED, "", "还没有答复", "close", id);
    must_do(f, "reply", id, "reply", "已于昨日修好。");
    assert_string_equal(column(f, id, "state"), "in_check");
}

static void nobody_passes_his_own(void **state) {
    struct fixture *f = *state;
    int64_t id = replied(f);
    refused(f, STATUS_DENIED, "signatory", "须由有权的人决定", "check_pass", id);
    use_as(f, f->clerk, ROLE_CLERK | ROLE_SUPERVISOR);
    refused(f, STATUS_DENIED, "", "是您自己写的，须由别人决定", "check_pass", id);
    /* An office of one person may, but only while nobody else could. */
    f->office.one_person_office = true;
    refused(f, STATUS_DENIED, "", "是您自己写的，须由别人决定", "check_pass", id);
    use_as(f, f->admin, ROLE_ADMIN);
    must_do(f, "edit", f->admin, "roles", "admin");
    must_do(f, "void", f->leader, "reason", "调离");
    use_as(f, f->clerk, ROLE_CLERK | ROLE_SUPERVISOR);
    must_do(f, "check_pass", id);
    assert_string_equal(last_note(f, id), "一人兼任");
    f->office.one_person_office = false;
}

static void signed_on_paper(void **state) {
    struct fixture *f = *state;
    int64_t id = replied(f);
    refused(f, STATUS_INVALID, "signatory", "请写明签批人", "check_pass", id, "signed_no", "6");
    refused(f, STATUS_INVALID, "signed_no", "请写明签批单号", "check_pass", id, "signatory",
            "周建华");
    refused(f, STATUS_INVALID, "signed_on", "不能晚于今天", "check_pass", id, "signatory", "周建华",
            "signed_no", "6", "signed_on", "2026-11-21");
    refused(f, STATUS_DENIED, "signatory", "不能自己签批", "check_pass", id, "signatory", "李 春梅",
            "signed_no", "6");
    refused(f, STATUS_DENIED, "signatory", "不能自己签批", "check_pass", id, "signatory", "王建国",
            "signed_no", "6");
    must_do(f, "check_pass", id, "signatory", "周建华", "signed_on", "2026-11-19", "signed_no",
            "审签〔2026〕6号");
    assert_string_equal(column(f, id, "signatory"), "周建华");
    assert_string_equal(column(f, id, "signed_no"), "审签〔2026〕6号");
    assert_string_equal(last_note(f, id), "纸质签批 周建华 2026-11-19 审签〔2026〕6号");
    assert_int_equal(strtoll(column(f, id, "checked_by"), NULL, 10), f->clerk); /* who entered it */
}

static void a_reply_changed_afterwards_is_checked_again(void **state) {
    struct fixture *f = *state;
    int64_t id = replied(f);
    must_do(f, "check_pass", id, "signatory", "周建华", "signed_no", "6");
    must_do(f, "edit", id, "reply", "已修好，今后每月巡查。");
    assert_string_equal(column(f, id, "state"), "in_check");
    assert_string_equal(column(f, id, "replied_on"), "");
    assert_string_equal(column(f, id, "signatory"), "");
    assert_string_equal(column(f, id, "due_on"), "2026-12-11");
    assert_string_equal(column(f, id, "limit_rule"), "feedback.complain");
}

static void a_report_is_not_checked(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    set_setting(f, "check_kinds", "complain report");
    must_register(f, "feedback", &id, "kind", "report", "title", "会计吃拿卡要", "received_on",
                  TODAY);
    use_as(f, f->leader, ROLE_SUPERVISOR);
    must_do(f, "reply", id, "reply", "已移交。");
    assert_string_equal(column(f, id, "state"), "replied");
    assert_string_equal(column(f, id, "due_on"), ""); /* nothing to announce */
}

/* ---- versions ------------------------------------------------------------------------------------ */

static void an_old_version_is_put_back(void **state) {
    struct fixture *f = *state;
    int64_t id = slip(f, "complain", "路灯不亮"); /* version 2 after assign */
    must_do(f, "edit", id, "title", "路灯亮了", "kind", "suggest", "contact", "13800000001");
    assert_string_equal(column(f, id, "due_on"), "2026-11-27");
    use_as(f, f->clerk, ROLE_CLERK);
    refused(f, STATUS_DENIED, "", "您的角色不能还原旧版本", "restore_version", id, "version", "1");
    use_as(f, f->leader, ROLE_SUPERVISOR);
    refused(f, STATUS_INVALID, "version", "没有版本 3", "restore_version", id, "version", "3");
    refused(f, STATUS_INVALID, "version", "请填写", "restore_version", id);
    must_do(f, "restore_version", id, "version", "1");
    assert_string_equal(column(f, id, "title"), "路灯不亮");
    assert_string_equal(column(f, id, "contact"), "");
    assert_string_equal(column(f, id, "due_on"), "2026-12-11");
    assert_string_equal(column(f, id, "state"), "assigned"); /* charge and state stay */
    assert_int_equal(strtoll(column(f, id, "unit"), NULL, 10), f->unit);
    assert_string_equal(column(f, id, "ver"), "4");
    assert_string_equal(last_note(f, id), "还原到版本 1");
    refused(f, STATUS_INVALID, "version", "没有不同", "restore_version", id, "version", "1");
    must_do(f, "restore_version", id, "version", "3");
    assert_string_equal(column(f, id, "title"), "路灯亮了");
}

static void a_reports_versions_are_left_alone(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    must_register(f, "feedback", &id, "kind", "report", "title", "会计吃拿卡要", "received_on",
                  TODAY);
    use_as(f, f->leader, ROLE_SUPERVISOR);
    refused(f, STATUS_DENIED, "", "举报件，不能还原旧版本", "restore_version", id, "version", "1");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(only_the_kinds_of_the_setting),
        with_office(the_reply_counts_when_it_is_passed),
        with_office(returned_with_a_reason),
        with_office(nobody_passes_his_own),
        with_office(signed_on_paper),
        with_office(a_reply_changed_afterwards_is_checked_again),
        with_office(a_report_is_not_checked),
        with_office(an_old_version_is_put_back),
        with_office(a_reports_versions_are_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

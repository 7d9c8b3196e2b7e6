/* Longer limits asked for and consented to; the higher authority's date; both in the count of days. */
#include "work/office_fixture.h"

#include "work/record_due.h"

#define TODAY "2026-11-20"

static int64_t asked_matter(struct fixture *f) {
    int64_t id = 0;
    must_register(f, "feedback", &id, "kind", "complain", "title", "井盖缺失", "received_on",
                  TODAY);
    must_do(f, "assign", id, "unit", "东门村");
    use_as(f, f->clerk, ROLE_CLERK);
    return id;
}

static void asked_for_and_consented_to(void **state) {
    struct fixture *f = *state;
    int64_t id = asked_matter(f);
    refused(f, STATUS_DENIED, "", "没有延期申请", "consent_extend", id);
    refused(f, STATUS_INVALID, "reason", "请填写", "request_extend", id, "amount", "3");
    refused(f, STATUS_DENIED, "amount", "最多可以延长 10", "request_extend", id, "amount", "11",
            "reason", "难");
    must_do(f, "request_extend", id, "amount", "6", "reason", "井盖须定制");
    assert_string_equal(column(f, id, "ext_amount"), "6");
    assert_string_equal(column(f, id, "ext_reason"), "井盖须定制");
    assert_string_equal(column(f, id, "ext_asked_on"), TODAY);
    assert_string_equal(column(f, id, "due_on"), "2026-12-11"); /* asking moves nothing */
    refused(f, STATUS_DENIED, "", "已有一份延期申请", "request_extend", id, "amount", "1", "reason",
            "又");
    refused(f, STATUS_DENIED, "signatory", "须由有权的人决定", "consent_extend", id);
    use_as(f, f->leader, ROLE_SUPERVISOR);
    refused(f, STATUS_DENIED, "", "已有一份延期申请", "extend", id, "amount", "1", "reason", "又");
    must_do(f, "consent_extend", id);
    assert_string_equal(column(f, id, "due_on"), "2026-12-21");
    assert_string_equal(column(f, id, "extended_by"), "6");
    assert_string_equal(column(f, id, "ext_amount"), "");
    assert_string_equal(column(f, id, "ext_asked_on"), "");
    must_do(f, "extend", id, "amount", "4", "reason", "到货慢");
    use_as(f, f->clerk, ROLE_CLERK);
    refused(f, STATUS_DENIED, "amount", "已经延长 10", "request_extend", id, "amount", "1",
            "reason", "难");
}

static void asked_in_time_consented_to_later(void **state) {
    struct fixture *f = *state;
    int64_t id = asked_matter(f);
    at(f, "2026-12-11T09:00");
    must_do(f, "request_extend", id, "amount", "5", "reason", "井盖须定制");
    at(f, "2026-12-14T09:00");
    use_as(f, f->leader, ROLE_SUPERVISOR);
    must_do(f, "consent_extend", id);
    assert_string_equal(column(f, id, "due_on"), "2026-12-18");
    at(f, "2026-12-21T09:00");
    use_as(f, f->clerk, ROLE_CLERK);
    refused(f, STATUS_DENIED, "", "已过期限，延期须在到期以前", "request_extend", id, "amount", "1",
            "reason", "难");
}

static void refused_with_a_reason(void **state) {
    struct fixture *f = *state;
    int64_t id = asked_matter(f);
    must_do(f, "request_extend", id, "amount", "5", "reason", "井盖须定制");
    refused(f, STATUS_DENIED, "", "您的角色不能不同意延期", "refuse_extend", id, "reason", "不必");
    use_as(f, f->leader, ROLE_SUPERVISOR);
    must_do(f, "refuse_extend", id, "reason", "先用临时盖板");
    assert_string_equal(column(f, id, "due_on"), "2026-12-11");
    assert_string_equal(column(f, id, "ext_asked_by"), "");
    refused(f, STATUS_DENIED, "", "没有延期申请", "refuse_extend", id, "reason", "不必");
    use_as(f, f->clerk, ROLE_CLERK);
    must_do(f, "request_extend", id, "amount", "2", "reason", "再请两天");
}

static void nobody_consents_to_his_own(void **state) {
    struct fixture *f = *state;
    int64_t id = asked_matter(f);
    use_as(f, f->leader, ROLE_SUPERVISOR);
    must_do(f, "request_extend", id, "amount", "2", "reason", "等县里");
    refused(f, STATUS_DENIED, "", "是您自己写的", "consent_extend", id);
    refused(f, STATUS_DENIED, "signatory", "不能自己签批", "consent_extend", id, "signatory",
            "周建华", "signed_no", "9");
    use_as(f, f->clerk, ROLE_CLERK);
    must_do(f, "consent_extend", id, "signatory", "刘䶮", "signed_on", TODAY, "signed_no", "延批9");
    assert_string_equal(column(f, id, "signatory"), "刘䶮");
    assert_string_equal(column(f, id, "due_on"), "2026-12-15");
}

static void a_reply_ends_what_was_asked_for(void **state) {
    struct fixture *f = *state;
    int64_t id = asked_matter(f);
    must_do(f, "request_extend", id, "amount", "2", "reason", "等县里");
    must_do(f, "reply", id, "reply", "已换好。");
    assert_string_equal(column(f, id, "ext_amount"), "2"); /* 待审: the clock still runs */
    must_do(f, "check_pass", id, "signatory", "周建华", "signed_no", "1");
    assert_string_equal(column(f, id, "ext_amount"), "");
    use_as(f, f->leader, ROLE_SUPERVISOR);
    refused(f, STATUS_DENIED, "", "没有延期申请", "consent_extend", id);
}

/* ---- the higher authority's date ----------------------------------------------------------------- */

static void the_earlier_date_wins(void **state) {
    struct fixture *f = *state;
    struct visible all = visible_to_rules();
    struct record record = {0};
    struct record_due due = {0};
    int64_t id = 0;
    must_register(f, "feedback", &id, "kind", "complain", "title", "工地噪声", "received_on", TODAY,
                  "source", "hotline_12345", "asked_on", "2026-11-27");
    assert_string_equal(column(f, id, "due_on"), "2026-11-27");
    assert_int_equal(store_read(f->office.store, &all, id, &record, NULL), STATUS_OK);
    assert_int_equal(record_due_load(&f->office, &record, &due, NULL), STATUS_OK);
    assert_int_equal(due.due.day, date_from_iso("2026-11-27"));
    assert_int_equal(due.asked, date_from_iso("2026-11-27"));
    record_due_release(&due);
    record_release(&record);
    must_do(f, "edit", id, "kind", "consult"); /* three working days: earlier than asked */
    assert_string_equal(column(f, id, "due_on"), "2026-11-25");
    must_do(f, "edit", id, "kind", "complain", "asked_on", "2026-11-30");
    assert_string_equal(column(f, id, "due_on"), "2026-11-30");
    must_do(f, "edit", id, "asked_on", "");
    assert_string_equal(column(f, id, "due_on"), "2026-12-11");
}

static void only_where_somebody_above_asks(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    register_refused(f, STATUS_INVALID, "asked_on", "只用于上级转办", "feedback", "kind",
                     "complain", "title", "路灯", "received_on", TODAY, "source", "call",
                     "asked_on", "2026-11-27");
    register_refused(f, STATUS_INVALID, "asked_on", "不能早于收到日期", "feedback", "kind",
                     "complain", "title", "路灯", "received_on", TODAY, "source", "from_above",
                     "asked_on", "2026-11-19");
    must_register(f, "feedback", &id, "kind", "complain", "title", "路灯", "received_on", TODAY,
                  "source", "mayor_mailbox", "asked_on", "2026-11-27");
    refused(f, STATUS_INVALID, "asked_on", "只用于上级转办", "edit", id, "source", "visit");
    must_do(f, "assign", id, "unit", "东门村");
    use_as(f, f->leader, ROLE_SUPERVISOR);
    refused(f, STATUS_DENIED, "", "是上级要求的，本单位不能延", "extend", id, "amount", "2",
            "reason", "难");
    use_as(f, f->clerk, ROLE_CLERK);
    refused(f, STATUS_DENIED, "", "是上级要求的，本单位不能延", "request_extend", id, "amount", "2",
            "reason", "难");
}

/* The limit for announcing counts from the reply; stops and extensions of the reply are no part of it. */
static void announcing_has_its_own_count(void **state) {
    struct fixture *f = *state;
    struct visible all = visible_to_rules();
    struct record record = {0};
    struct record_due due = {0};
    int64_t id = 0;
    must_register(f, "feedback", &id, "kind", "suggest", "title", "装灯", "received_on",
                  "2026-11-16");
    must_do(f, "assign", id, "unit", "东门村");
    must_do(f, "extend", id, "amount", "3", "reason", "难");
    must_do(f, "reply", id, "reply", "已列入。");
    assert_string_equal(column(f, id, "due_on"), "2026-11-27");
    assert_string_equal(column(f, id, "reply_due_on"), "2026-11-26");
    assert_int_equal(store_read(f->office.store, &all, id, &record, NULL), STATUS_OK);
    assert_int_equal(record_due_load(&f->office, &record, &due, NULL), STATUS_OK);
    assert_true(due.is_announcing);
    assert_int_equal(due.due.day, date_from_iso("2026-11-27"));
    record_due_release(&due);
    record_release(&record);
    must_do(f, "announce", id, "place", "公开栏");
    assert_string_equal(column(f, id, "due_on"), "");
    assert_string_equal(column(f, id, "reply_due_on"), "2026-11-26");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(asked_for_and_consented_to),      with_office(asked_in_time_consented_to_later),
        with_office(refused_with_a_reason),           with_office(nobody_consents_to_his_own),
        with_office(a_reply_ends_what_was_asked_for), with_office(the_earlier_date_wins),
        with_office(only_where_somebody_above_asks),  with_office(announcing_has_its_own_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

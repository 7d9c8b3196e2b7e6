/* What is offered on disclosures, what hangs, cards and findings is what would not be refused for the record's own
 * sake; and what is not offered is refused by the same rule when it is done all the same. */
#include "work/publish_fixture.h"

#include "work/card.h"
#include "work/flow_offer.h"
#include "work/settings.h"

static bool offers(struct fixture *f, int64_t id, const char *command) {
    struct record record = {0};
    assert_int_equal(store_read(f->office.store, &f->office.visible, id, &record, NULL), STATUS_OK);
    bool is_offered = flow_offers(&f->office, &record, command);
    record_release(&record);
    return is_offered;
}

static void begin(struct fixture *f) {
    make_boards(f);
    make_entry(f);
}
static void as_clerk(struct fixture *f) {
    use_as(f, f->clerk, ROLE_CLERK);
}
static void as_leader(struct fixture *f) {
    use_as(f, f->leader, ROLE_SUPERVISOR);
}

static void what_lacks_is_not_sent_to_review(void **state) {
    struct fixture *f = *state;
    begin(f);
    as_clerk(f);
    int64_t id = draft(f, "东门村䶮塘清淤", NULL);
    must_do(f, "edit", id, "element_result", "");
    assert_false(offers(f, id, "submit"));
    refused(f, STATUS_INVALID, "element_result", "五要素之一", "submit", id);
    assert_true(offers(f, id, "edit"));
    assert_true(offers(f, id, "void"));
    must_do(f, "edit", id, "element_result", "清淤３处");
    assert_true(offers(f, id, "submit"));
}

static void only_what_names_somebody_is_masked(void **state) {
    struct fixture *f = *state;
    int64_t reviewer = 0;
    begin(f);
    must_register(f, "person", &reviewer, "title", "陈晓", "account", "chenxiao", "roles",
                  "reviewer");
    as_clerk(f);
    int64_t id = draft(f, "东门村䶮塘清淤", NULL);
    assert_false(offers(f, id, "mask_personal"));
    refused(f, STATUS_DENIED, "", "不用遮盖", "mask_personal", id);
    must_do(f, "edit", id, "element_result", "张𠮷旺 13912345678 已领");
    assert_true(offers(f, id, "mask_personal"));
    assert_false(offers(f, id, "submit"));
    assert_false(offers(f, id, "waive_personal")); /* no reviewer */
    use_as(f, f->clerk, ROLE_CLERK | ROLE_REVIEWER);
    assert_false(offers(f, id, "waive_personal")); /* he has written it */
    refused(f, STATUS_DENIED, "", "须由别人准予公开", "waive_personal", id, "reason", "本人同意");
    use_as(f, reviewer, ROLE_REVIEWER);
    assert_true(offers(f, id, "waive_personal"));
    as_clerk(f);
    must_do(f, "edit", id, "notice_amount", "7", "notice_unit", "day", "element_result",
            "110101199003074610");
    use_as(f, reviewer, ROLE_REVIEWER);
    assert_false(offers(f, id, "waive_personal")); /* never in a 公示 */
    as_clerk(f);
    must_do(f, "mask_personal", id);
    use_as(f, reviewer, ROLE_REVIEWER);
    assert_false(offers(f, id, "waive_personal"));
    refused(f, STATUS_DENIED, "", "不用准予", "waive_personal", id, "reason", "本人同意");
}

static void what_the_review_found_decides_approval(void **state) {
    struct fixture *f = *state;
    begin(f);
    as_clerk(f);
    int64_t id = draft(f, "东门村䶮塘清淤", NULL);
    set_columns(f, id, "in_approval", "review_outcome", "not_public", NULL);
    as_leader(f);
    assert_false(offers(f, id, "approve"));
    refused(f, STATUS_DENIED, "", "审查结论是不公开", "approve", id);
    assert_true(offers(f, id, "refuse"));
    assert_true(offers(f, id, "return"));
    set_columns(f, id, "in_approval", "review_outcome", "public", NULL);
    assert_true(offers(f, id, "approve"));
    set_columns(f, id, "in_approval", "work_secret", "1", NULL);
    assert_false(offers(f, id, "approve"));
    set_columns(f, id, "in_approval", "work_secret", "0", "major", "1", NULL);
    assert_false(offers(f, id, "approve")); /* no discussion */
    refused(f, STATUS_DENIED, "discussion", "集体讨论", "approve", id);
}

static void what_is_refused_and_secret_is_not_reopened(void **state) {
    struct fixture *f = *state;
    begin(f);
    as_clerk(f);
    int64_t id = draft(f, "东门村䶮塘清淤", NULL);
    as_leader(f);
    set_columns(f, id, "refused", "refused_on", "2026-11-20", NULL);
    assert_true(offers(f, id, "re_review"));
    assert_true(offers(f, id, "reopen"));
    set_columns(f, id, "refused", "state_secret", "1", NULL);
    assert_true(offers(f, id, "re_review"));
    assert_false(offers(f, id, "reopen"));
    refused(f, STATUS_DENIED, "", "涉密", "reopen", id, "reason", "已解密");
}

static void what_was_approved_is_published_and_no_more(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    begin(f);
    approved(f, &id, "东门村䶮塘清淤");
    use_as(f, f->admin, ROLE_CLERK | ROLE_SUPERVISOR);
    assert_true(offers(f, id, "publish"));
    assert_false(offers(f, id, "post"));
    assert_false(offers(f, id, "withdraw"));
    set_columns(f, id, "to_publish", "element_result", "清淤４处", NULL);
    assert_false(offers(f, id, "publish"));
    refused(f, STATUS_DENIED, "", "签发后内容有改动", "publish", id, "board", "东门村公开栏");
    set_columns(f, id, "to_publish", "element_result", "清淤３处", NULL);
    must_do(f, "publish", id, "board", "东门村公开栏");
    assert_true(offers(f, id, "post"));
    assert_true(offers(f, id, "withdraw"));
    assert_false(offers(f, id, "object")); /* no 公示 */
    assert_false(offers(f, id, "close_notice"));
    assert_true(offers(f, id, "correct"));
    must_do(f, "correct", id, "reason", "少写一处");
    assert_false(offers(f, id, "correct")); /* one at a time */
    refused(f, STATUS_DENIED, "", "已有更正件", "correct", id, "reason", "又少写一处");
}

static void a_notice_lasts_and_hangs_its_days(void **state) {
    struct fixture *f = *state;
    struct boards b = make_boards(f);
    int64_t id = 0;
    make_entry(f);
    approved(f, &id, "拟任名单", "notice_amount", "7", "notice_unit", "day");
    use_as(f, f->admin, ROLE_CLERK | ROLE_SUPERVISOR | ROLE_ADMIN);
    must_do(f, "publish", id, "board", "东门村公开栏");
    int64_t posting = posting_at(f, id, b.village);
    assert_true(offers(f, id, "object"));
    assert_false(offers(f, id, "close_notice"));
    refused(f, STATUS_DENIED, "", "次日才能结束", "close_notice", id, "notice_result", "无异议");
    assert_false(offers(f, posting, "take_down"));
    refused(f, STATUS_INVALID, "down_on", "最后一处", "take_down", posting, "reason", "要换");
    assert_false(offers(f, posting, "void")); /* the only one */
    assert_false(offers(f, b.village, "void"));
    assert_true(offers(f, b.hall, "void"));
    must_do(f, "post", id, "board", "镇政府公开栏");
    assert_true(offers(f, posting, "take_down"));
    assert_true(offers(f, posting, "void"));
    must_do(f, "object", id, "body", "有一人不符合条件");
    at(f, "2026-11-28T09:00");
    assert_false(offers(f, id, "close_notice")); /* an objection is open */
    refused(f, STATUS_DENIED, "", "1 件异议没有办结", "close_notice", id, "notice_result",
            "无异议");
}

/* Voiding what hung by mistake takes nothing down. */
static void one_that_was_taken_down_may_be_voided(void **state) {
    struct fixture *f = *state;
    struct boards b = make_boards(f);
    int64_t id = 0;
    make_entry(f);
    approved(f, &id, "拟任名单", "notice_amount", "7", "notice_unit", "day");
    use_as(f, f->admin, ROLE_CLERK | ROLE_SUPERVISOR | ROLE_ADMIN);
    must_do(f, "publish", id, "board", "东门村公开栏");
    must_do(f, "post", id, "board", "镇政府公开栏");
    int64_t posting = posting_at(f, id, b.hall);
    must_do(f, "take_down", posting, "reason", "贴错了地方");
    assert_true(offers(f, posting, "void"));
    must_do(f, "void", posting, "reason", "贴错了地方");
}

static void a_card_is_filed_after_its_notice(void **state) {
    struct fixture *f = *state;
    struct record card = {0};
    int64_t id = 0;
    begin(f);
    approved(f, &id, "拟任名单", "notice_amount", "7", "notice_unit", "day");
    use_as(f, f->admin, ROLE_CLERK | ROLE_SUPERVISOR | ROLE_ADMIN);
    must_do(f, "publish", id, "board", "东门村公开栏");
    assert_int_equal(card_find(&f->office, id, &card, NULL), STATUS_OK);
    assert_true(offers(f, card.id, "fill"));
    assert_false(offers(f, card.id, "file"));
    must_do(f, "fill", card.id, "feedback_summary", "无", "result", "公示中", "pages", "2");
    assert_false(offers(f, card.id, "file"));
    refused(f, STATUS_DENIED, "", "全宗号", "file", card.id);
    assert_int_equal(settings_set(&f->office, "fonds_no", "0118", NULL), STATUS_OK);
    assert_false(offers(f, card.id, "file"));
    refused(f, STATUS_DENIED, "", "还在公示", "file", card.id);
    at(f, "2026-11-30T09:00");
    must_do(f, "close_notice", id, "notice_result", "无异议");
    assert_true(offers(f, card.id, "file"));
    record_release(&card);
}

static void catalogue_and_duties(void **state) {
    struct fixture *f = *state;
    int64_t entry = 0, duty = 0, id = 0;
    make_entry(f);
    use_as(f, f->admin, ROLE_CLERK | ROLE_SUPERVISOR | ROLE_ADMIN);
    must_register(f, "catalogue", &entry, "title", "村级财务收支", "affair", "rural", "power",
                  "decision", "scope", "public", "timing", "periodic", "cycle", "quarter",
                  "from_on", "2026-10-01");
    assert_false(offers(f, entry, "owe")); /* its periods come by themselves */
    refused(f, STATUS_INVALID, "", "定期公开的", "owe", entry, "title", "三季度");
    assert_true(offers(f, entry, "void"));
    id = draft(f, "东门村䶮塘清淤", NULL);
    int64_t of = atoll(column(f, id, "catalogue"));
    assert_true(offers(f, of, "owe"));
    assert_false(offers(f, of, "void"));
    refused(f, STATUS_DENIED, "", "不能作废", "void", of, "reason", "登错");
    must_do(f, "owe", of, "title", "䶮塘清淤");
    id = draft(f, "䶮塘清淤", "duty", "YG2026-00002", NULL);
    duty = atoll(column(f, id, "duty"));
    assert_true(duty != 0);
    assert_false(offers(f, duty, "draft"));
    assert_false(offers(f, duty, "relist"));
    set_columns(f, id, "refused", "refused_on", "2026-11-20", NULL);
    set_columns(f, duty, "waived", "waived_reason", "条例第十四条", NULL);
    assert_false(offers(f, duty, "relist"));
    refused(f, STATUS_DENIED, "", "已不予公开", "relist", duty, "reason", "要公开");
    assert_string_equal(column(f, duty, "state"), "waived");
    set_columns(f, id, "void", NULL);
    assert_true(offers(f, duty, "relist"));
}

static void nobody_decides_on_his_own_finding(void **state) {
    struct fixture *f = *state;
    int64_t id = 0, inspection = 0;
    as_leader(f);
    must_register(f, "finding", &id, "kind", "避实就虚", "title", "公开栏𠮷只写合计", "evidence",
                  "三季度支出只有一个总数", "unit", "东门村", "person", "周建华");
    assert_true(offers(f, id, "order"));
    assert_false(offers(f, id, "rectify"));
    assert_false(offers(f, id, "no_action"));
    refused(f, STATUS_DENIED, "", "责任人是您自己", "rectify", id, "outcome_reason", "已改");
    use_as(f, f->admin, ROLE_SUPERVISOR);
    assert_true(offers(f, id, "rectify"));
    assert_true(offers(f, id, "no_action"));
    use_as(f, f->admin, ROLE_CLERK | ROLE_SUPERVISOR);
    must_register(f, "inspection", &inspection, "unit", "东门村", "title", "查公开栏", "result",
                  "只写合计");
    assert_true(offers(f, inspection, "void"));
    must_do(f, "add_finding", inspection, "kind", "避实就虚", "title", "只写合计", "evidence",
            "照片");
    assert_false(offers(f, inspection, "void"));
    refused(f, STATUS_DENIED, "", "问题不能删除", "void", inspection, "reason", "登错");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(what_lacks_is_not_sent_to_review),
        with_office(only_what_names_somebody_is_masked),
        with_office(what_the_review_found_decides_approval),
        with_office(what_is_refused_and_secret_is_not_reopened),
        with_office(what_was_approved_is_published_and_no_more),
        with_office(a_notice_lasts_and_hangs_its_days),
        with_office(one_that_was_taken_down_may_be_voided),
        with_office(a_card_is_filed_after_its_notice),
        with_office(catalogue_and_duties),
        with_office(nobody_decides_on_his_own_finding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

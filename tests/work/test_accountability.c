/* 责任追究: from a finding, with the leader filled in; decided by somebody else than who recorded it or on paper, never by
 * the one it is about; what a township may only propose is reported first. Mission D8, P4. */
#include "work/publish_fixture.h"

#include "work/detector.h"

static int64_t other_leader, third_leader, office_head;

static void as_leader(struct fixture *f) {
    use_as(f, f->leader, ROLE_SUPERVISOR);
}
static void as_other(struct fixture *f) {
    use_as(f, other_leader, ROLE_SUPERVISOR);
}

static void as_third(struct fixture *f) {
    use_as(f, third_leader, ROLE_SUPERVISOR);
}

/* 何𠮷 answers for it, of an office; the finding's own person is of a village. */
static void begin(struct fixture *f) {
    int64_t village = 0, id = 0;
    must_register(f, "unit", &village, "title", "石桥村", "kind", "village");
    must_register(f, "person", &other_leader, "title", "刘䶮", "account", "liuyan", "roles",
                  "supervisor");
    must_register(f, "person", &third_leader, "title", "赵敏", "account", "zhaomin", "roles",
                  "supervisor");
    must_register(f, "person", &office_head, "title", "何𠮷", "unit", "社会事务办", "account",
                  "heji", "roles", "supervisor");
    must_register(f, "person", &id, "title", "马卫民", "unit", "石桥村");
}

static int64_t found(struct fixture *f, const char *person) {
    int64_t id = 0;
    use_as(f, f->clerk, ROLE_CLERK);
    must_register(f, "finding", &id, "kind", "late", "title", "三季度账没有公开𠮷", "evidence",
                  "到 11 月 20 日没有贴出", "person", person);
    return id;
}

static int64_t accountability_of(struct fixture *f, int64_t finding) {
    static const char *const columns[] = {"number"};
    struct page page = {0};
    struct page_start start = {0};
    char of[24];
    snprintf(of, sizeof of, "%lld", (long long)finding);
    const struct condition condition = {"finding", IS_EQUAL, of};
    const struct page_request request = {.view = "accountability_of",
                                         .columns = columns,
                                         .column_count = 1,
                                         .order = "number",
                                         .descending = true,
                                         .conditions = &condition,
                                         .condition_count = 1};
    assert_int_equal(
        store_page(f->office.store, &f->office.visible, &request, &start, 1, &page, NULL),
        STATUS_OK);
    int64_t id = page.count > 0 ? page.ids[0] : 0;
    page_release(&page);
    return id;
}

static const char *notes_last(struct fixture *f, int64_t id) {
    static char text[300];
    struct visible all = visible_to_rules();
    struct steps steps = {0};
    assert_int_equal(store_steps(f->office.store, &all, id, &steps, NULL), STATUS_OK);
    snprintf(text, sizeof text, "%s", steps.items[steps.count - 1].note);
    steps_release(&steps);
    return text;
}

static void run_detectors(struct fixture *f) {
    struct detector_walk walk = {0};
    assert_int_equal(detector_walk_all(&f->office, &walk, NULL), STATUS_OK);
}

/* Recorded by 周建华. */
static int64_t recorded(struct fixture *f, int64_t finding) {
    as_leader(f);
    must_do(f, "accountability", finding);
    return accountability_of(f, finding);
}

static void one_key_with_the_leader_filled_in(void **state) {
    struct fixture *f = *state;
    int64_t finding = 0;
    begin(f);
    make_boards(f);
    make_entry(f);
    use_as(f, f->admin, ROLE_CLERK | ROLE_ADMIN);
    draft(f, "东门村䶮塘清淤", "leader", "何𠮷", NULL);
    must_register(f, "finding", &finding, "kind", "partial", "title", "没有明细", "evidence",
                  "只有合计", "about", "GK2026-00001");
    int64_t id = recorded(f, finding);
    assert_string_equal(column(f, id, "number"), "ZR2026-00001");
    assert_string_equal(column(f, id, "title"), "追究：没有明细");
    assert_string_equal(column(f, id, "facts"), "只有合计");
    assert_int_equal(atoll(column(f, id, "person")), office_head); /* not who drafted it */
    assert_int_equal(atoll(column(f, id, "unit")), f->other_unit);
    assert_int_equal(atoll(column(f, id, "recorded_by")), f->leader);
    assert_string_equal(column(f, finding, "state"), "accountable");
    assert_string_equal(column(f, finding, "open"), "1");
    assert_string_equal(notes_last(f, finding), "ZR2026-00001");
    refused(f, STATUS_DENIED, "", "“追究中”，不能追究", "accountability", finding);
    refused(f, STATUS_DENIED, "", "“追究中”，不能不予追究", "no_action", finding, "reason", "算了");
}

static void of_a_gap_the_leader_of_the_entry(void **state) {
    struct fixture *f = *state;
    int64_t entry = 0;
    struct visible all = visible_to_rules();
    begin(f);
    must_register(f, "catalogue", &entry, "title", "工程建设", "affair", "goods", "power",
                  "decision", "scope", "public", "timing", "ad_hoc", "unit", "东门村", "person",
                  "张𠮷旺", "leader", "何𠮷", "basis", "条例", "from_on", "2026-01-01");
    must_do(f, "owe", entry, "title", "拓宽幸福路", "on", "2026-10-08");
    run_detectors(f);
    int64_t finding = 0;
    assert_int_equal(store_find_number(f->office.store, &all, "WT2026-00001", &finding, NULL),
                     STATUS_OK);
    assert_string_equal(column(f, finding, "kind"), "not_published");
    assert_int_equal(atoll(column(f, recorded(f, finding), "person")), office_head);
}

static void decided_by_another(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t finding = found(f, "何𠮷");
    int64_t id = recorded(f, finding);
    refused(f, STATUS_INVALID, "deciding_body", "请填写", "decide", id, "measure", "书面检查",
            "document_no", "青委〔2026〕9号");
    refused(f, STATUS_INVALID, "document_no", "请填写", "decide", id, "measure", "书面检查",
            "deciding_body", "镇党委");
    refused(f, STATUS_DENIED, "", "追究是您自己写的，须由别人决定", "decide", id, "measure",
            "书面检查", "deciding_body", "镇党委", "document_no", "青委〔2026〕9号");
    as_other(f);
    must_do(f, "edit", id, "facts", "到 11 月 20 日还没有贴出"); /* then it is his, too */
    refused(f, STATUS_DENIED, "", "追究是您自己写的", "decide", id, "measure", "书面检查",
            "deciding_body", "镇党委", "document_no", "青委〔2026〕9号");
    as_third(f);
    refused(f, STATUS_INVALID, "measure", "请填写", "decide", id, "deciding_body", "镇党委",
            "document_no", "青委〔2026〕9号");
    refused(f, STATUS_INVALID, "decided_on", "不能早于 2026-11-20", "decide", id, "measure",
            "书面检查", "deciding_body", "镇党委", "document_no", "青委〔2026〕9号", "decided_on",
            "2026-11-19");
    refused(f, STATUS_INVALID, "decided_on", "不能晚于今天", "decide", id, "measure", "书面检查",
            "deciding_body", "镇党委", "document_no", "青委〔2026〕9号", "decided_on",
            "2026-11-21");
    must_do(f, "decide", id, "measure", "书面检查", "deciding_body", "镇党委", "document_no",
            "青委〔2026〕9号");
    assert_string_equal(column(f, id, "state"), "decided");
    assert_string_equal(column(f, id, "open"), "0");
    assert_string_equal(column(f, id, "measure"), "written_review");
    assert_int_equal(atoll(column(f, id, "decided_by")), third_leader);
    assert_string_equal(column(f, id, "decided_on"), "2026-11-20");
    assert_string_equal(column(f, finding, "state"), "accounted");
    assert_string_equal(column(f, finding, "open"), "0");
    assert_string_equal(column(f, finding, "outcome"), "accounted");
    assert_string_equal(column(f, finding, "outcome_reason"), "书面检查");
    use_as(f, f->clerk, ROLE_CLERK);
    refused(f, STATUS_DENIED, "", "不能改", "edit", id, "facts", "没有");
    must_do(f, "serve", id, "served_on", "2026-11-20");
    refused(f, STATUS_DENIED, "", "已经送达", "serve", id);
    assert_string_equal(steps_of(f, id), "register edit decide serve");
}

/* A clerk enters what was signed on paper; the one it is about never signs, and types none of it. */
static void decided_on_paper(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = recorded(f, found(f, "何𠮷"));
    use_as(f, f->clerk, ROLE_CLERK);
    refused(f, STATUS_DENIED, "signatory", "须由有权的人决定", "decide", id, "measure",
            "admonition", "deciding_body", "镇党委", "document_no", "青委〔2026〕9号");
    refused(f, STATUS_DENIED, "signatory", "“何 𠮷”是被追究的人", "decide", id, "measure",
            "admonition", "deciding_body", "镇党委", "document_no", "青委〔2026〕9号", "signatory",
            "何 𠮷", "signed_no", "审3");
    refused(f, STATUS_DENIED, "signatory", "不能自己签批", "decide", id, "measure", "admonition",
            "deciding_body", "镇党委", "document_no", "青委〔2026〕9号", "signatory", "周建华",
            "signed_no", "审3");
    use_as(f, office_head, ROLE_CLERK | ROLE_SUPERVISOR);
    refused(f, STATUS_DENIED, "", "被追究的是您本人", "decide", id, "measure", "admonition",
            "deciding_body", "镇党委", "document_no", "青委〔2026〕9号", "signatory", "刘䶮",
            "signed_no", "审3");
    refused(f, STATUS_DENIED, "", "被追究的是您本人", "edit", id, "facts", "不是我");
    refused(f, STATUS_DENIED, "", "被追究的是您本人", "no_action", id, "reason", "小事");
    use_as(f, f->clerk, ROLE_CLERK);
    must_do(f, "decide", id, "measure", "admonition", "deciding_body", "镇党委", "document_no",
            "青委〔2026〕9号", "signatory", "刘䶮", "signed_no", "审3");
    assert_string_equal(column(f, id, "signatory"), "刘䶮");
    assert_string_equal(column(f, id, "signed_on"), "2026-11-20");
    assert_string_equal(column(f, id, "decided_by"), "");
}

static void what_a_township_only_proposes(void **state) {
    static const char *const measures[] = {"建议调岗", "建议降职", "建议免职"};
    struct fixture *f = *state;
    begin(f);
    for (size_t i = 0; i < sizeof measures / sizeof measures[0]; i++) {
        int64_t finding = found(f, "何𠮷");
        int64_t id = recorded(f, finding);
        refused(f, STATUS_INVALID, "measure", "由本镇决定，不用建议", "propose", id, "measure",
                "书面检查", "reason", "群众反映强烈");
        refused(f, STATUS_INVALID, "reason", "请填写", "propose", id, "measure", measures[i]);
        refused(f, STATUS_DENIED, "", "“待决定”，不能上报", "report_up", id, "reported_to",
                "县委组织部");
        as_other(f);
        refused(f, STATUS_DENIED, "measure", "镇里不能决定：先建议、上报", "decide", id, "measure",
                measures[i], "deciding_body", "镇党委", "document_no", "青委〔2026〕9号");
        as_leader(f);
        must_do(f, "propose", id, "measure", measures[i], "reason", "群众反映强烈");
        assert_string_equal(column(f, id, "state"), "proposed");
        as_other(f);
        refused(f, STATUS_DENIED, "", "“已建议”，不能决定", "decide", id, "deciding_body", "县委",
                "document_no", "组〔2026〕1号");
        refused(f, STATUS_INVALID, "reported_to", "请填写", "report_up", id);
        must_do(f, "report_up", id, "reported_to", "县委组织部");
        assert_string_equal(column(f, id, "state"), "reported");
        assert_string_equal(column(f, id, "reported_on"), "2026-11-20");
        must_do(f, "decide", id, "deciding_body", "县委", "document_no", "组〔2026〕1号");
        assert_string_equal(column(f, id, "state"), "decided");
        assert_string_equal(column(f, finding, "state"), "accounted");
    }
}

static void no_admonition_for_village_cadres(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = recorded(f, found(f, "马卫民"));
    use_as(f, f->clerk, ROLE_CLERK);
    must_do(f, "edit", id, "unit", "社会事务办"); /* he stays what he is */
    as_other(f);
    refused(f, STATUS_DENIED, "measure", "村干部不适用效能告诫", "decide", id, "measure",
            "效能告诫", "deciding_body", "镇党委", "document_no", "青委〔2026〕9号");
    must_do(f, "decide", id, "measure", "诫勉谈话", "deciding_body", "镇党委", "document_no",
            "青委〔2026〕9号");
}

static void let_go_the_finding_goes_on(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t finding = found(f, "何𠮷");
    as_leader(f);
    must_do(f, "order", finding, "demand", "贴出来");
    int64_t id = recorded(f, finding);
    refused(f, STATUS_DENIED, "", "追究是您自己写的", "no_action", id, "reason", "情节轻");
    as_other(f);
    refused(f, STATUS_INVALID, "reason", "请填写", "no_action", id);
    must_do(f, "no_action", id, "reason", "情节轻，先整改");
    assert_string_equal(column(f, id, "state"), "no_action");
    assert_string_equal(column(f, id, "open"), "0");
    assert_string_equal(column(f, finding, "state"), "ordered"); /* as it was */
    assert_string_equal(column(f, finding, "open"), "1");
    assert_string_equal(column(f, finding, "outcome"), "");
    int64_t again = recorded(f, finding);
    assert_int_not_equal(again, id);
    assert_string_equal(column(f, finding, "state"), "accountable");
}

static void nobody_to_account(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    begin(f);
    use_as(f, f->clerk, ROLE_CLERK);
    must_register(f, "finding", &id, "kind", "form", "title", "形式单一", "evidence", "只贴一处");
    as_leader(f);
    refused(f, STATUS_INVALID, "person", "没有写明追究谁", "accountability", id);
    refused(f, STATUS_DENIED, "", "被追究的是您本人", "accountability", id, "person", "周建华");
    must_do(f, "accountability", id, "person", "何𠮷");
    register_refused(f, STATUS_INVALID, "finding", "请填写", "accountability", "person", "何𠮷",
                     "title", "试", "facts", "试");
    register_refused(f, STATUS_DENIED, "finding", "WT2026-00001 现在是“追究中”", "accountability",
                     "finding", "WT2026-00001", "person", "何𠮷");
}

static void nobody_voids_one(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = recorded(f, found(f, "何𠮷"));
    use_as(f, f->admin, ROLE_CLERK | ROLE_REVIEWER | ROLE_SUPERVISOR | ROLE_ADMIN);
    refused(f, STATUS_DENIED, "", "不能作废", "void", id, "reason", "不想要了");
    assert_false(flow_allows(&f->office, "accountability", "no_action", "restore"));
}

static void alone_it_is_marked(void **state) {
    struct fixture *f = *state;
    int64_t charged = 0;
    must_register(f, "person", &charged, "title", "何𠮷", "unit", "社会事务办");
    int64_t id = recorded(f, found(f, "何𠮷"));
    f->office.one_person_office = true;
    must_do(f, "decide", id, "measure", "书面检查", "deciding_body", "镇党委", "document_no",
            "青委〔2026〕9号");
    assert_string_equal(column(f, id, "same_person"), "决定");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(one_key_with_the_leader_filled_in),
        with_office(of_a_gap_the_leader_of_the_entry),
        with_office(decided_by_another),
        with_office(decided_on_paper),
        with_office(what_a_township_only_proposes),
        with_office(no_admonition_for_village_cadres),
        with_office(let_go_the_finding_goes_on),
        with_office(nobody_to_account),
        with_office(nobody_voids_one),
        with_office(alone_it_is_marked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

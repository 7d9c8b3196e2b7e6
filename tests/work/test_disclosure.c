/* Drafts of disclosures: what the catalogue fills in, what is refused and with which sentence, what an edit takes
 * off again. Mission D1, D2, F2, F3, I8, M1, R5, C4-C17. */
#include "work/publish_fixture.h"

#include "work/disclosure_form.h"

static int64_t entry(struct fixture *f, const char *title, ...) {
    struct fields values = FIELDS_INIT;
    int64_t id = 0;
    va_list list;
    fields_set(&values, "title", title);
    fields_set(&values, "affair", "rural");
    fields_set(&values, "subject", "village_affairs");
    fields_set(&values, "power", "service");
    fields_set(&values, "scope", "public");
    fields_set(&values, "timing", "ad_hoc");
    fields_set(&values, "from_on", "2026-01-01");
    fields_set(&values, "unit", "东门村");
    fields_set(&values, "leader", "周建华");
    fields_set(&values, "person", "张𠮷旺");
    fields_set(&values, "basis", "村民委员会组织法第三十条");
    va_start(list, title);
    fill(&values, list);
    va_end(list);
    last = (struct problems){0};
    if (flow_register(&f->office, "catalogue", &values, false, &id, &last) != STATUS_OK)
        fail_msg("%s: %s", last.items[0].field, said());
    fields_release(&values);
    return id;
}

/* A draft that lacks nothing. */
static int64_t whole(struct fixture *f, const char *catalogue) {
    int64_t id = 0;
    must_register(f, "disclosure", &id, "catalogue", catalogue, "title", "东门村䶮塘清淤",
                  "received_on", "2026-11-18", "element_process", "村民代表会议定的",
                  "element_discipline", "不得优亲厚友", "element_result", "清淤３处");
    return id;
}

/* ---- what the catalogue fills in ---------------------------------------------------------------- */

static void the_catalogue_fills_the_draft(void **state) {
    struct fixture *f = *state;
    entry(f, "村级重大事项", NULL);
    int64_t id = whole(f, "村级重大事项");
    assert_string_equal(column(f, id, "number"), "GK2026-00001");
    assert_string_equal(column(f, id, "state"), "draft");
    assert_string_equal(column(f, id, "affair"), "rural");
    assert_string_equal(column(f, id, "subject"), "village_affairs");
    assert_string_equal(column(f, id, "element_basis"), "村民委员会组织法第三十条");
    assert_string_equal(column(f, id, "element_subject"), "东门村");
    assert_string_equal(column(f, id, "element_process"), "村民代表会议定的");
    assert_string_equal(column(f, id, "public_interest"), "1");
    assert_string_equal(column(f, id, "internal_matter"), "0");
    assert_string_equal(column(f, id, "scope"), "public");
    assert_string_equal(column(f, id, "timepoint"), "after");
    assert_string_equal(column(f, id, "reply_path"), "东门村 电话 0000-6610011");
    assert_int_equal(atoll(column(f, id, "leader")), f->leader);
    assert_int_equal(atoll(column(f, id, "person")), f->village);
    assert_int_equal(atoll(column(f, id, "drafted_by")), f->admin);
}

static void the_due_date_is_the_entrys_limit(void **state) {
    struct fixture *f = *state;
    int64_t plain = 0, own = 0;
    entry(f, "没有时限的", NULL);
    entry(f, "七个工作日的", "limit_unit", "workday", "limit_amount", "7", "limit_article",
          "国办发〔2018〕118号", NULL);
    plain = whole(f, "没有时限的");
    own = whole(f, "七个工作日的");
    assert_string_equal(column(f, plain, "due_on"), "2026-12-16"); /* article 26: 20 working days */
    assert_string_equal(column(f, plain, "statutory"), "1");
    assert_string_equal(column(f, own, "due_on"), "2026-11-27");
    must_do(f, "edit", own, "received_on", "2026-11-17");
    assert_string_equal(column(f, own, "due_on"), "2026-11-26");
    must_do(f, "edit", own, "timepoint", "before", "effective_on", "2026-11-25");
    assert_string_equal(column(f, own, "due_on"), "2026-11-24");
}

/* ---- refused at once ---------------------------------------------------------------------------- */

static void a_draft_has_an_entry_and_a_day(void **state) {
    struct fixture *f = *state;
    entry(f, "村级重大事项", NULL);
    register_refused(f, STATUS_INVALID, "catalogue", "请填写", "disclosure", "title", "无目录",
                     "received_on", "2026-11-18");
    register_refused(f, STATUS_INVALID, "received_on", "请填写", "disclosure", "catalogue",
                     "村级重大事项", "title", "没有日子");
    register_refused(f, STATUS_INVALID, "received_on", "2026-11-21 还没有到", "disclosure",
                     "catalogue", "村级重大事项", "title", "明天的", "received_on", "2026-11-21");
    register_refused(f, STATUS_INVALID, "catalogue", "没有", "disclosure", "catalogue",
                     "没有的一项", "title", "错", "received_on", "2026-11-18");
}

static void two_questions_set_the_scope(void **state) {
    struct fixture *f = *state;
    entry(f, "村级重大事项", NULL);
    int64_t id = whole(f, "村级重大事项");
    refused(f, STATUS_INVALID, "internal_matter", "两问不能都答“是”", "edit", id, "internal_matter",
            "1");
    refused(f, STATUS_INVALID, "public_interest", "两问不能都答“否”", "edit", id, "public_interest",
            "0");
    refused(f, STATUS_INVALID, "scope_reason", "须向社会公开", "edit", id, "scope", "internal");
    must_do(f, "edit", id, "scope", "internal", "scope_reason", "涉及未成年人");
    refused(f, STATUS_INVALID, "audience_text", "写明向谁公开", "edit", id, "scope", "limited");
    must_do(f, "edit", id, "scope", "limited", "audience_text", "三组村民");
    must_do(f, "edit", id, "public_interest", "0", "internal_matter", "1", "scope", "internal",
            "scope_reason", "");
}

static void an_internal_entry_asks_no_reason(void **state) {
    struct fixture *f = *state;
    entry(f, "机关考勤", "scope", "internal", NULL);
    int64_t id = whole(f, "机关考勤");
    assert_string_equal(column(f, id, "public_interest"), "0");
    assert_string_equal(column(f, id, "internal_matter"), "1");
    assert_string_equal(column(f, id, "scope"), "internal");
    must_do(f, "submit", id);
}

#define THREE_LINES "王二小 金额=120.00；张𠮷旺 金额=80.50；李䶮 金额=99.50"

static void totals_agree_to_the_fen(void **state) {
    struct fixture *f = *state;
    entry(f, "村级重大事项", NULL);
    int64_t id = whole(f, "村级重大事项");
    refused(f, STATUS_INVALID, "total", "写的是 300.01 元，明细加起来是 300.00 元，相差 0.01 元",
            "edit", id, "lines", THREE_LINES, "total", "30001");
    refused(f, STATUS_INVALID, "second_total", "明细加起来是 0.00 元", "edit", id, "lines",
            THREE_LINES, "second_total", "100");
    must_do(f, "edit", id, "lines", THREE_LINES, "total", "30000");
    refused(f, STATUS_INVALID, "total", "相差", "edit", id, "lines", "王二小 金额=120.00");
}

static void large_totals_are_no_overflow(void **state) {
    struct fixture *f = *state;
    entry(f, "村级重大事项", NULL);
    int64_t id = whole(f, "村级重大事项");
    must_do(f, "edit", id, "lines", "全镇 金额=123456789012.34", "total", "12345678901234");
    assert_string_equal(column(f, id, "total"), "12345678901234");
}

static void a_line_of_money_says_how_much(void **state) {
    struct fixture *f = *state;
    entry(f, "村级财务收支", "subject", "village_finance", NULL);
    entry(f, "救灾款物发放", "subject", "relief", NULL);
    int64_t id = whole(f, "村级财务收支");
    must_do(f, "edit", id, "lines", "办公费 明细=䶮口纸张；水费 对比金额=12.50；上级拨款 金额=0");
    refused(f, STATUS_INVALID, "lines", "明细第 1 行“办公费”的数都空着，请写明（收入、支出）",
            "submit", id);
    assert_int_equal(last.count, 1);
    must_do(f, "edit", id, "lines", "办公费 对比金额=80.00；水费 对比金额=12.50；上级拨款 金额=0");
    must_do(f, "submit", id);
    id = whole(f, "救灾款物发放"); /* in kind: so many quilts */
    must_do(f, "edit", id, "lines", "张𠮷旺 数量=2 单位=床");
    must_do(f, "submit", id);
}

static void a_bare_total_is_refused(void **state) {
    struct fixture *f = *state;
    entry(f, "救灾款物发放", "subject", "relief", NULL);
    int64_t id = whole(f, "救灾款物发放");
    refused(f, STATUS_INVALID, "lines", "只写合计不行", "edit", id, "total", "30000");
    refused(f, STATUS_INVALID, "lines", "须公开到每一笔", "submit", id);
    must_do(f, "edit", id, "lines", THREE_LINES, "total", "30000");
    must_do(f, "submit", id);
}

static void the_notice_is_not_shortened(void **state) {
    struct fixture *f = *state;
    entry(f, "低保公示", "notice_amount", "7", "notice_unit", "day", NULL);
    int64_t id = whole(f, "低保公示");
    assert_string_equal(column(f, id, "notice_amount"), "7");
    refused(f, STATUS_INVALID, "notice_amount", "目录定的公示期是 7 天", "edit", id,
            "notice_amount", "5");
    refused(f, STATUS_INVALID, "notice_amount", "目录定的公示期是 7 天", "edit", id,
            "notice_amount", "", "notice_unit", "");
    must_do(f, "edit", id, "notice_amount", "10");
    must_do(f, "edit", id, "notice_amount", "7", "notice_unit", "workday");
    refused(f, STATUS_INVALID, "notice_amount", "目录定的公示期是 7 天", "edit", id,
            "notice_amount", "6");
    entry(f, "干部公示", "notice_amount", "5", "notice_unit", "workday", NULL);
    id = whole(f, "干部公示");
    refused(f, STATUS_INVALID, "notice_unit", "目录的公示期按工作日算", "edit", id, "notice_amount",
            "1", "notice_unit", "day");
    refused(f, STATUS_INVALID, "notice_unit", "目录的公示期按工作日算", "edit", id, "notice_amount",
            "6", "notice_unit", "day");
    entry(f, "不公示的", NULL);
    id = whole(f, "不公示的");
    refused(f, STATUS_INVALID, "notice_unit", "请写明是工作日还是日", "edit", id, "notice_amount",
            "5");
}

/* ---- refused at submission ---------------------------------------------------------------------- */

static void every_element_is_required(void **state) {
    struct fixture *f = *state;
    entry(f, "村级重大事项", NULL);
    int64_t id = whole(f, "村级重大事项");
    for (size_t i = 0; i < DISCLOSURE_ELEMENTS; i++) {
        const char *name = disclosure_elements[i].column;
        char kept[400];
        snprintf(kept, sizeof kept, "%s", column(f, id, name));
        must_do(f, "edit", id, name, "");
        refused(f, STATUS_INVALID, name, "五要素之一，不能空着", "submit", id);
        must_do(f, "edit", id, name, kept);
    }
    must_do(f, "submit", id);
    assert_string_equal(column(f, id, "state"), "in_review");
    assert_string_equal(column(f, id, "submitted_on"), "2026-11-20");
}

static void only_the_catalogue_says_not_applicable(void **state) {
    struct fixture *f = *state;
    entry(f, "只有结果的", "not_applicable", "process discipline", NULL);
    int64_t id = whole(f, "只有结果的");
    must_do(f, "edit", id, "element_process", "", "element_discipline", "");
    refused(f, STATUS_INVALID, "not_applicable", "不能在这里填写", "edit", id, "not_applicable",
            "result");
    must_do(f, "submit", id);
}

static void somebody_answers_for_it(void **state) {
    struct fixture *f = *state;
    entry(f, "没人管的", "unit", "", "leader", "", "person", "", NULL);
    int64_t id = whole(f, "没人管的");
    must_do(f, "edit", id, "element_subject", "东门村");
    refused(f, STATUS_INVALID, "unit", "都要有人负责", "submit", id);
    must_do(f, "edit", id, "unit", "东门村");
    refused(f, STATUS_INVALID, "person", "都要有人负责", "submit", id);
    must_do(f, "edit", id, "person", "张𠮷旺");
    refused(f, STATUS_INVALID, "leader", "都要有人负责", "submit", id);
    must_do(f, "edit", id, "leader", "周建华");
    must_do(f, "submit", id);
}

static void what_can_be_before_is_before(void **state) {
    struct fixture *f = *state;
    entry(f, "可以事前的", "before_possible", "1", NULL);
    int64_t id = whole(f, "可以事前的");
    assert_string_equal(column(f, id, "timepoint"), "before");
    refused(f, STATUS_INVALID, "effective_on", "写明决定哪一天生效", "submit", id);
    must_do(f, "edit", id, "effective_on", "2026-11-20");
    refused(f, STATUS_INVALID, "effective_on", "已经不是事前", "submit", id);
    must_do(f, "edit", id, "timepoint", "after");
    refused(f, STATUS_INVALID, "after_reason", "请写明事后理由", "submit", id);
    must_do(f, "edit", id, "after_reason", "应急抢险");
    must_do(f, "submit", id);
}

static void a_contract_has_its_last_day(void **state) {
    struct fixture *f = *state;
    entry(f, "集体承包经营", "subject", "contract", NULL);
    int64_t id = whole(f, "集体承包经营");
    must_do(f, "edit", id, "lines", "鱼塘 金额=5000.00");
    refused(f, STATUS_INVALID, "expires_on", "这个主题有期限", "submit", id);
    must_do(f, "edit", id, "expires_on", "2031-12-31");
    must_do(f, "submit", id);
}

/* ---- changing ----------------------------------------------------------------------------------- */

static void an_edit_falls_back_to_draft(void **state) {
    struct fixture *f = *state;
    struct steps steps = {0};
    struct visible all = visible_to_rules();
    entry(f, "村级重大事项", NULL);
    int64_t id = whole(f, "村级重大事项");
    must_do(f, "submit", id);
    must_do(f, "edit", id, "title", "东门村䶮塘清淤"); /* nothing is changed */
    assert_string_equal(column(f, id, "state"), "in_review");
    must_do(f, "edit", id, "title", "东门村䶮塘清淤２");
    assert_string_equal(column(f, id, "state"), "draft");
    assert_string_equal(column(f, id, "submitted_on"), "");
    assert_int_equal(store_steps(f->office.store, &all, id, &steps, NULL), STATUS_OK);
    assert_string_equal(steps.items[steps.count - 1].note, "改动后须重新送审");
    steps_release(&steps);
    use_as(f, f->leader, ROLE_SUPERVISOR);
    refused(f, STATUS_DENIED, "", "您的角色不能", "edit", id, "title", "别的");
}

static void a_change_takes_every_decision_off(void **state) {
    struct fixture *f = *state;
    struct steps steps = {0};
    struct visible all = visible_to_rules();
    entry(f, "村级重大事项", NULL);
    int64_t id = whole(f, "村级重大事项");
    must_do(f, "submit", id);
    approve(f, id);
    must_do(f, "edit", id, "element_result", "清淤４处");
    assert_string_equal(column(f, id, "state"), "draft");
    assert_string_equal(column(f, id, "reviewed_on"), "");
    assert_string_equal(column(f, id, "review_outcome"), "");
    assert_string_equal(column(f, id, "approved_on"), "");
    assert_string_equal(column(f, id, "approved_hash"), "");
    assert_string_equal(column(f, id, "publish_sort"), "");
    assert_int_equal(store_steps(f->office.store, &all, id, &steps, NULL), STATUS_OK);
    assert_string_equal(steps.items[steps.count - 1].note, "改动后原审核、签发作废，须重新送审");
    steps_release(&steps);
}

static void the_affair_follows_the_subject(void **state) {
    struct fixture *f = *state;
    entry(f, "村级重大事项", NULL);
    int64_t id = whole(f, "村级重大事项");
    must_do(f, "edit", id, "subject", "财政预决算");
    assert_string_equal(column(f, id, "affair"), "money");
}

static void whoever_changed_it_wrote_it(void **state) {
    struct fixture *f = *state;
    struct act act = {.office = &f->office, .problems = &last};
    bool was = false;
    entry(f, "村级重大事项", NULL);
    act.id = whole(f, "村级重大事项");
    assert_int_equal(disclosure_was_written_by(&act, f->clerk, &was), STATUS_OK);
    assert_false(was);
    use_as(f, f->clerk, ROLE_CLERK);
    must_do(f, "edit", act.id, "element_result", "清淤４处");
    assert_int_equal(disclosure_was_written_by(&act, f->clerk, &was), STATUS_OK);
    assert_true(was);
    assert_int_equal(disclosure_was_written_by(&act, f->admin, &was), STATUS_OK);
    assert_true(was);
}

/* ---- the duty it is made for -------------------------------------------------------------------- */

static int64_t owed(struct fixture *f, const char *number) {
    struct visible all = visible_to_rules();
    int64_t id = 0;
    assert_int_equal(store_find_number(f->office.store, &all, number, &id, NULL), STATUS_OK);
    return id;
}

static void a_draft_takes_its_duty_up(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    int64_t catalogue = entry(f, "村级重大事项", NULL);
    entry(f, "另一项", NULL);
    must_do(f, "owe", catalogue, "title", "䶮塘承包", "on", "2026-11-16");
    int64_t duty = owed(f, "YG2026-00001");
    register_refused(f, STATUS_INVALID, "duty", "与目录事项不符", "disclosure", "catalogue",
                     "另一项", "duty", "YG2026-00001");
    must_register(f, "disclosure", &id, "duty", "YG2026-00001");
    assert_int_equal(atoll(column(f, id, "catalogue")), catalogue);
    assert_string_equal(column(f, id, "received_on"), "2026-11-16");
    assert_string_equal(column(f, duty, "state"), "drafted");
    register_refused(f, STATUS_INVALID, "duty", "已经有拟稿", "disclosure", "duty", "YG2026-00001");
    refused(f, STATUS_DENIED, "catalogue", "不能改目录事项", "edit", id, "catalogue", "另一项");
    must_do(f, "void", id, "reason", "重拟");
    assert_string_equal(column(f, duty, "state"), "open");
    must_do(f, "restore", id, "reason", "不用重拟");
    assert_string_equal(column(f, duty, "state"), "drafted");
}

static void a_duty_drafted_anew_is_not_taken_back(void **state) {
    struct fixture *f = *state;
    int64_t first = 0, second = 0;
    int64_t catalogue = entry(f, "村级重大事项", NULL);
    must_do(f, "owe", catalogue, "title", "䶮塘承包", "on", "2026-11-16");
    must_register(f, "disclosure", &first, "duty", "YG2026-00001");
    must_do(f, "void", first, "reason", "重拟");
    must_register(f, "disclosure", &second, "duty", "YG2026-00001");
    refused(f, STATUS_INVALID, "duty", "不能恢复：YG2026-00001", "restore", first, "reason", "错");
}

static void voiding_and_restoring(void **state) {
    struct fixture *f = *state;
    entry(f, "村级重大事项", NULL);
    int64_t id = whole(f, "村级重大事项");
    must_do(f, "submit", id);
    refused(f, STATUS_DENIED, "", "不能作废", "void", id, "reason", "错");
    must_do(f, "edit", id, "stage", "二");
    must_do(f, "void", id, "reason", "重复");
    assert_string_equal(column(f, id, "state"), "void");
    assert_string_equal(column(f, id, "void_reason"), "重复");
    must_do(f, "restore", id, "reason", "没有重复");
    assert_string_equal(column(f, id, "state"), "draft");
    assert_string_equal(column(f, id, "void_reason"), "");
    must_do(f, "restore_version", id, "version", "1");
    assert_string_equal(column(f, id, "stage"), "");
}

/* ---- the hash ----------------------------------------------------------------------------------- */

static void hash_of(struct fixture *f, int64_t id, char out[DISCLOSURE_HASH_BYTES]) {
    struct visible all = visible_to_rules();
    struct record record = {0};
    assert_int_equal(store_read(f->office.store, &all, id, &record, NULL), STATUS_OK);
    disclosure_hash(&record.fields, out);
    record_release(&record);
}

/* Stored hashes are compared for years: "title 21 东门村䶮塘清淤\nscope 6 public\n" by b2sum -l 256. */
static void the_hash_stays_what_it_is(void **state) {
    struct fields fields = FIELDS_INIT;
    char hash[DISCLOSURE_HASH_BYTES];
    fields_set(&fields, "scope", "public");
    fields_set(&fields, "period", "");
    fields_set(&fields, "title", "东门村䶮塘清淤");
    disclosure_hash(&fields, hash);
    assert_string_equal(hash, "0725e873e80cc53823b95cf6a396e413361caf4d25184739d08c6dd94de786d2");
    fields_release(&fields);
}

static void the_hash_is_of_the_content(void **state) {
    struct fixture *f = *state;
    char first[DISCLOSURE_HASH_BYTES], second[DISCLOSURE_HASH_BYTES];
    entry(f, "村级重大事项", NULL);
    int64_t id = whole(f, "村级重大事项");
    hash_of(f, id, first);
    assert_int_equal(strlen(first), 64);
    must_do(f, "edit", id, "personal_until", "2027-01-01"); /* not made public */
    hash_of(f, id, second);
    assert_string_equal(first, second);
    must_do(f, "edit", id, "element_result", "清淤４处");
    hash_of(f, id, second);
    assert_string_not_equal(first, second);
    must_do(f, "edit", id, "element_result", "清淤３处");
    hash_of(f, id, second);
    assert_string_equal(first, second);
}

static void moving_text_between_columns_shows(void **state) {
    (void)state;
    char first[DISCLOSURE_HASH_BYTES], second[DISCLOSURE_HASH_BYTES];
    struct fields one = FIELDS_INIT, other = FIELDS_INIT;
    fields_set(&one, "title", "甲");
    fields_set(&one, "period", "乙");
    fields_set(&other, "title", "甲乙");
    disclosure_hash(&one, first);
    disclosure_hash(&other, second);
    assert_string_not_equal(first, second);
    fields_release(&one);
    fields_release(&other);
}

/* A line written so that it looks like the next column is still text of the first. */
static void a_forged_column_shows(void **state) {
    (void)state;
    char first[DISCLOSURE_HASH_BYTES], second[DISCLOSURE_HASH_BYTES], forged[80];
    struct fields two = FIELDS_INIT, one = FIELDS_INIT;
    fields_set(&two, "element_basis", "甲");
    fields_set(&two, "element_subject", "乙");
    disclosure_hash(&two, first);
    for (int length = 0; length < 40; length++) {
        snprintf(forged, sizeof forged, "甲\nelement_subject %d 乙", length);
        fields_set(&one, "element_basis", forged);
        disclosure_hash(&one, second);
        assert_string_not_equal(first, second);
    }
    fields_release(&two);
    fields_release(&one);
}

/* ---- what the subject says beside ----------------------------------------------------------------- */

/* 调解 and 诉讼: classes and numbers; the row that names somebody is told. */
static void statistics_name_nobody(void **state) {
    static const char *const subjects[] = {"mediation", "litigation"};
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof subjects / sizeof subjects[0]; i++) {
        entry(f, subjects[i], "affair", "cases", "subject", subjects[i], NULL);
        int64_t id = whole(f, subjects[i]);
        must_do(f, "edit", id, "lines", "邻里纠纷 数量=3；欧阳𠮷旺 数量=1；婚姻家庭 数量=2");
        refused(f, STATUS_INVALID, "lines", "第 2 行“欧阳𠮷旺”像是人名", "submit", id);
        must_do(f, "edit", id, "lines", "邻里纠纷 数量=3；欧阳𠮷旺纠纷 数量=1；林权 数量=2");
        must_do(f, "submit", id);
    }
    entry(f, "救灾款物", "subject", "relief", NULL); /* others are to name who got what */
    int64_t id = whole(f, "救灾款物");
    must_do(f, "edit", id, "lines", "欧阳𠮷旺 数量=2 单位=袋");
    must_do(f, "submit", id);
}

static struct disclosure_outlook outlook(struct fixture *f, const char *catalogue,
                                         const char *lines, const char *notice) {
    struct disclosure_outlook told;
    struct fields values = FIELDS_INIT;
    struct record record = {0};
    int64_t id = whole(f, catalogue);
    must_do(f, "edit", id, "lines", lines, "notice_amount", notice, "notice_unit",
            notice[0] != '\0' ? "day" : "");
    assert_int_equal(store_read(f->office.store, &f->office.visible, id, &record, NULL), STATUS_OK);
    fields_merge(&values, &record.fields);
    disclosure_form_outlook(&f->office, &values, &told);
    record_release(&record);
    fields_release(&values);
    return told;
}

static void what_is_worth_telling_stops_nothing(void **state) {
    struct fixture *f = *state;
    entry(f, "救灾款物", "subject", "relief", NULL);
    struct disclosure_outlook told = outlook(f, "救灾款物", "王二小 数量=2 单位=袋", "");
    assert_true(told.lacks_notice); /* a subject that is put up first */
    assert_false(told.has_column[LINES_QUANTITY]);
    assert_false(told.has_column[LINES_PRICE]);
    assert_int_equal(told.lacks.count, 0);
    told = outlook(f, "救灾款物", "王二小 数量=2 单位=袋 单价=50 对比金额=90", "7");
    assert_false(told.lacks_notice);
    assert_true(told.has_column[LINES_PRICE]); /* it has no caption for it, and it is kept */
    assert_true(told.has_column[LINES_SECOND_AMOUNT]);
    assert_false(told.has_column[LINES_NAME]);
    assert_int_equal(told.lacks.count, 0);
    entry(f, "农业政策", "subject", "farm_policy", NULL);
    told = outlook(f, "农业政策", "", "");
    assert_false(told.lacks_notice); /* of this one there is no 公示 */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(the_catalogue_fills_the_draft),
        with_office(the_due_date_is_the_entrys_limit),
        with_office(a_draft_has_an_entry_and_a_day),
        with_office(two_questions_set_the_scope),
        with_office(an_internal_entry_asks_no_reason),
        with_office(totals_agree_to_the_fen),
        with_office(large_totals_are_no_overflow),
        with_office(a_line_of_money_says_how_much),
        with_office(a_bare_total_is_refused),
        with_office(the_notice_is_not_shortened),
        with_office(every_element_is_required),
        with_office(only_the_catalogue_says_not_applicable),
        with_office(somebody_answers_for_it),
        with_office(what_can_be_before_is_before),
        with_office(a_contract_has_its_last_day),
        with_office(an_edit_falls_back_to_draft),
        with_office(a_change_takes_every_decision_off),
        with_office(the_affair_follows_the_subject),
        with_office(whoever_changed_it_wrote_it),
        with_office(a_draft_takes_its_duty_up),
        with_office(a_duty_drafted_anew_is_not_taken_back),
        with_office(voiding_and_restoring),
        with_office(the_hash_stays_what_it_is),
        with_office(the_hash_is_of_the_content),
        with_office(statistics_name_nobody),
        with_office(what_is_worth_telling_stops_nothing),
        cmocka_unit_test(moving_text_between_columns_shows),
        cmocka_unit_test(a_forged_column_shows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

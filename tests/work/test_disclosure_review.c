/* Review, approval, refusal: who may, what must be said, where it goes, and what is left of it. Mission R3, D1, R4,
 * D5, I4, M1; every refusal with its sentence. */
#include "work/disclosure_fixture.h"

#include "work/record_due.h"

/* ---- review --------------------------------------------------------------------------------------- */

static void outcome_public_goes_on_to_approval(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = submit_disclosure(f);
    as_reviewer(f);
    refused(f, STATUS_INVALID, "review_outcome", "请填写", "review", id);
    refused(f, STATUS_INVALID, "review_outcome", "没有“随便”", "review", id, "review_outcome",
            "随便");
    must_do(f, "review", id, "review_outcome", "公开", "note", "三审三校");
    state_is(f, id, "in_approval");
    assert_string_equal(column(f, id, "review_outcome"), "public");
    assert_int_equal(atoll(column(f, id, "reviewed_by")), reviewer);
    assert_string_equal(column(f, id, "reviewed_on"), "2026-11-20");
    assert_string_equal(column(f, id, "review_paper"), "");
    assert_string_equal(column(f, id, "same_person"), "");
    assert_non_null(strstr(notes_of(f, id), "公开；三审三校"));
}

static void nobody_reviews_his_own_draft(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = submit_disclosure(f);
    use_as(f, f->clerk, ROLE_CLERK | ROLE_REVIEWER);
    refused(f, STATUS_DENIED, "", "是您拟的稿或改过的，须由别人审核", "review", id,
            "review_outcome", "public");
    as_clerk(f);
    refused(f, STATUS_DENIED, "signatory", "审核须由有权的人决定", "review", id, "review_outcome",
            "public");
    use_as(f, f->admin, ROLE_ADMIN | ROLE_ENQUIRY);
    refused(f, STATUS_DENIED, "", "您的角色不能审核", "review", id, "review_outcome", "public");
}

/* Somebody else who only corrected a word has written it too. */
static void who_changed_it_has_written_it(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = draft_disclosure(f);
    use_as(f, f->leader, ROLE_CLERK | ROLE_SUPERVISOR);
    must_do(f, "edit", id, "element_result", "清淤四处");
    must_do(f, "submit", id);
    refused(f, STATUS_DENIED, "", "改过的", "review", id, "review_outcome", "public");
    as_reviewer(f);
    must_do(f, "review", id, "review_outcome", "public");
    as_leader(f);
    refused(f, STATUS_DENIED, "", "改过的，须由别人签发", "approve", id);
    as_clerk(f);
    refused(f, STATUS_DENIED, "signatory", "是 GK2026-00001 的拟稿人", "approve", id, "signatory",
            "周 建华", "signed_no", "7");
}

static void reviewed_on_paper(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = submit_disclosure(f);
    refused(f, STATUS_INVALID, "signed_no", "请写明签批单号", "review", id, "review_outcome",
            "public", "signatory", "刘䶮");
    refused(f, STATUS_INVALID, "signed_on", "不能晚于今天", "review", id, "review_outcome",
            "public", "signatory", "刘䶮", "signed_no", "12", "signed_on", "2026-11-21");
    refused(f, STATUS_DENIED, "signatory", "“李春梅”是 GK2026-00001 的拟稿人", "review", id,
            "review_outcome", "public", "signatory", "李春梅", "signed_no", "12");
    must_do(f, "review", id, "review_outcome", "public", "signatory", "刘䶮", "signed_no", "12",
            "signed_on", "2026-11-19");
    state_is(f, id, "in_approval");
    assert_string_equal(column(f, id, "review_paper"), "刘䶮 2026-11-19 第12号");
    assert_string_equal(column(f, id, "reviewed_by"), "");
    assert_string_equal(column(f, id, "signatory"), "");
    refused(f, STATUS_DENIED, "signatory", "“刘䶮”审核过 GK2026-00001", "approve", id, "signatory",
            "刘䶮", "signed_no", "签3");
    must_do(f, "approve", id, "signatory", "周建华", "signed_no", "签3", "signed_on", "2026-11-20");
    assert_string_equal(column(f, id, "signatory"), "周建华");
    assert_string_equal(column(f, id, "signed_no"), "签3");
    assert_string_equal(column(f, id, "approved_by"), "");
    assert_non_null(strstr(notes_of(f, id), "纸质签批 周建华 2026-11-20 签3"));
}

/* Who signed the review on paper logs in to approve. */
static void the_paper_reviewer_does_not_approve_here(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = submit_disclosure(f);
    must_do(f, "review", id, "review_outcome", "public", "signatory", "周建华", "signed_no", "审1");
    assert_string_equal(column(f, id, "review_paper"), "周建华 2026-11-20 审1");
    as_leader(f);
    refused(f, STATUS_DENIED, "", "是您审核的，须由别人签发", "approve", id);
}

static void partial_goes_on_once_the_text_was_changed(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = submit_disclosure(f);
    as_reviewer(f);
    refused(f, STATUS_INVALID, "review_basis", "请写明审查依据", "review", id, "review_outcome",
            "partial");
    refused(f, STATUS_INVALID, "review_note", "写明遮盖什么", "review", id, "review_outcome",
            "partial", "review_basis", "条例第十五条");
    must_do(f, "review", id, "review_outcome", "partial", "review_basis", "条例第十五条",
            "review_note", "隐去施工人姓名");
    state_is(f, id, "returned");
    assert_non_null(strstr(column(f, id, "return_reason"), "遮盖后再送审"));
    assert_string_equal(column(f, id, "review_note"), "隐去施工人姓名");
    assert_null(strstr(notes_of(f, id), "施工人"));
    as_clerk(f);
    must_do(f, "submit", id);
    as_reviewer(f);
    must_do(f, "review", id, "review_outcome", "partial", "review_basis", "条例第十五条",
            "review_note", "还是没有隐去");
    state_is(f, id, "returned"); /* nothing was changed */
    as_clerk(f);
    must_do(f, "edit", id, "element_result", "清淤３处，施工人已隐去");
    must_do(f, "submit", id);
    as_reviewer(f);
    must_do(f, "review", id, "review_outcome", "partial", "review_basis", "条例第十五条",
            "review_note", "施工人姓名已隐去");
    state_is(f, id, "in_approval");
    as_leader(f);
    must_do(f, "approve", id);
    state_is(f, id, "to_publish");
    assert_string_equal(column(f, id, "scope"), "public");
}

static void internal_narrows_the_scope(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = submit_disclosure(f);
    as_reviewer(f);
    must_do(f, "review", id, "review_outcome", "internal", "review_basis",
            "条例第十六条（内部事务）");
    state_is(f, id, "in_approval");
    assert_string_equal(column(f, id, "scope"), "internal");
    assert_string_equal(column(f, id, "scope_reason"), "条例第十六条（内部事务）");
    as_leader(f);
    must_do(f, "approve", id);
    assert_non_null(strstr(notes_of(f, id), "经批准不向社会公开"));
}

static void not_public_ends_in_a_refusal(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = submit_disclosure(f);
    as_reviewer(f);
    must_do(f, "review", id, "review_outcome", "not_public", "review_basis", "条例第十五条");
    state_is(f, id, "in_approval");
    as_leader(f);
    refused(f, STATUS_DENIED, "", "审查结论是不公开，不能签发；请用“不予公开”", "approve", id);
    must_do(f, "refuse", id, "refused_basis", "条例第十五条（个人隐私）", "refused_reason",
            "涉及未成年人");
    state_is(f, id, "refused");
}

static void work_secrets_are_not_for_everybody(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = submit_disclosure(f);
    as_reviewer(f);
    refused(f, STATUS_DENIED, "work_secret", "保密法第六十四条", "review", id, "review_outcome",
            "public", "work_secret", "1");
    must_do(f, "review", id, "review_outcome", "internal", "review_basis", "保密法第六十四条",
            "work_secret", "1");
    assert_string_equal(column(f, id, "work_secret"), "1");
    assert_string_equal(column(f, id, "scope"), "internal");
}

static void asking_the_authority_stops_the_clock(void **state) {
    struct fixture *f = *state;
    struct visible all = visible_to_rules();
    struct record record = {0};
    struct record_due due = {0};
    prepare_disclosures(f);
    int64_t id = submit_disclosure(f);
    assert_string_equal(column(f, id, "due_on"), "2026-12-16");
    as_reviewer(f);
    must_do(f, "review", id, "review_outcome", "ask_authority", "review_basis", "条例第十七条");
    state_is(f, id, "in_review");
    assert_string_equal(column(f, id, "paused_on"), "2026-11-20");
    assert_string_equal(column(f, id, "due_on"), "");
    at(f, "2026-11-25T09:00");
    must_do(f, "review", id, "review_outcome", "ask_authority", "review_basis", "再次报送");
    assert_string_equal(column(f, id, "paused_on"),
                        "2026-11-20"); /* one stop, from the first day */
    at(f, "2026-11-27T09:00");
    must_do(f, "review", id, "review_outcome", "public");
    state_is(f, id, "in_approval");
    assert_string_equal(column(f, id, "paused_on"), "");
    assert_string_equal(column(f, id, "due_on"), "2026-12-23"); /* five working days later */
    assert_int_equal(store_read(f->office.store, &all, id, &record, NULL), STATUS_OK);
    assert_int_equal(record_due_load(&f->office, &record, &due, NULL), STATUS_OK);
    assert_int_equal(due.due.day, date_from_iso("2026-12-23"));
    record_due_release(&due);
    record_release(&record);
}

static void a_change_ends_the_stop(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = submit_disclosure(f);
    as_reviewer(f);
    must_do(f, "review", id, "review_outcome", "ask_authority", "review_basis", "条例第十七条");
    as_clerk(f);
    must_do(f, "edit", id, "element_result", "清淤四处");
    state_is(f, id, "draft");
    assert_string_equal(column(f, id, "paused_on"), "");
    assert_string_equal(column(f, id, "due_on"), "2026-12-16");
    assert_string_equal(column(f, id, "review_outcome"), "");
    must_do(f, "submit", id);
    as_reviewer(f);
    must_do(f, "review", id, "review_outcome", "ask_authority", "review_basis", "条例第十七条");
    must_do(f, "return", id, "reason", "主管部门要求改写");
    state_is(f, id, "returned");
    assert_string_equal(column(f, id, "paused_on"), "");
    assert_string_equal(column(f, id, "due_on"), "2026-12-16");
}

static void sent_back_with_a_reason(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = approve_disclosure(f);
    refused(f, STATUS_INVALID, "reason", "请填写", "return", id);
    must_do(f, "return", id, "reason", "过程写得太笼统");
    state_is(f, id, "returned");
    assert_string_equal(column(f, id, "return_reason"), "过程写得太笼统");
    assert_string_equal(column(f, id, "review_outcome"), "");
    assert_string_equal(column(f, id, "approved_hash"), "");
    assert_string_equal(column(f, id, "publish_sort"), "");
    as_clerk(f);
    refused(f, STATUS_DENIED, "", "您的角色不能退回", "return", submit_disclosure(f), "reason",
            "我也想退");
}

/* ---- approval ------------------------------------------------------------------------------------- */

static void approval_binds_version_and_text(void **state) {
    struct fixture *f = *state;
    char hash[DISCLOSURE_HASH_BYTES];
    struct visible all = visible_to_rules();
    struct record record = {0};
    prepare_disclosures(f);
    int64_t id = approve_disclosure(f);
    state_is(f, id, "to_publish");
    assert_int_equal(store_read(f->office.store, &all, id, &record, NULL), STATUS_OK);
    disclosure_hash(&record.fields, hash);
    assert_string_equal(fields_text(&record.fields, "approved_hash"), hash);
    assert_int_equal(fields_integer(&record.fields, "approved_ver", 0), record.ver);
    assert_int_equal(fields_integer(&record.fields, "approved_by", 0), f->leader);
    assert_string_equal(fields_text(&record.fields, "publish_sort"), "12026-12-16");
    record_release(&record);
    as_clerk(f);
    must_do(f, "edit", id, "element_result", "清淤四处");
    state_is(f, id, "draft");
    assert_string_equal(column(f, id, "approved_hash"), "");
    assert_string_equal(column(f, id, "approved_by"), "");
}

static void hot_ones_are_published_first(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = review_disclosure(f);
    use_as(f, f->admin, ROLE_CLERK | ROLE_ADMIN);
    must_do(f, "edit", atoll(column(f, id, "catalogue")), "hot", "hot", "hot_source", "反馈最多");
    as_leader(f);
    must_do(f, "approve", id);
    assert_string_equal(column(f, id, "publish_sort"), "02026-12-16");
}

static void three_different_persons(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = submit_disclosure(f);
    as_leader(f);
    must_do(f, "review", id, "review_outcome", "public");
    refused(f, STATUS_DENIED, "", "是您审核的，须由别人签发", "approve", id);
    as_reviewer(f);
    refused(f, STATUS_DENIED, "", "您的角色不能签发", "approve", id);
    as_clerk(f);
    refused(f, STATUS_DENIED, "signatory", "签发须由有权的人决定", "approve", id);
    refused(f, STATUS_DENIED, "signatory", "“周建华”审核过", "approve", id, "signatory", "周建华",
            "signed_no", "7");
    must_do(f, "approve", id, "signatory", "刘䶮", "signed_no", "7");
}

static void one_person_alone_is_marked(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = submit_disclosure(f);
    use_as(f, f->clerk, ROLE_CLERK | ROLE_REVIEWER | ROLE_SUPERVISOR);
    f->office.one_person_office = true;
    /* there are others who may */
    refused(f, STATUS_DENIED, "", "须由别人审核", "review", id, "review_outcome", "public");
    use_as(f, f->admin, ROLE_ADMIN);
    must_do(f, "edit", f->leader, "roles", "");
    must_do(f, "edit", reviewer, "roles", "");
    use_as(f, f->clerk, ROLE_CLERK | ROLE_REVIEWER | ROLE_SUPERVISOR);
    must_do(f, "review", id, "review_outcome", "public");
    assert_string_equal(column(f, id, "same_person"), "审核");
    must_do(f, "approve", id);
    assert_string_equal(column(f, id, "same_person"), "审核 签发");
    assert_non_null(strstr(notes_of(f, id), "公开；一人兼任"));
    assert_non_null(strstr(notes_of(f, id), "第 4 版；一人兼任"));
}

static void major_matters_need_their_discussion(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = draft_disclosure(f);
    must_do(f, "edit", id, "major", "1");
    must_do(f, "submit", id);
    as_reviewer(f);
    must_do(f, "review", id, "review_outcome", "public");
    as_leader(f);
    refused(f, STATUS_DENIED, "discussion", "须有集体讨论记录", "approve", id);
}

static void nobody_answers_for_it(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = draft_disclosure(f);
    must_do(f, "edit", id, "leader", "", "person", "");
    refused(f, STATUS_INVALID, "person", "每一件都要有人负责", "submit", id);
}

/* ---- refusal -------------------------------------------------------------------------------------- */

static void refused_by_an_article_and_looked_at_every_year(void **state) {
    struct fixture *f = *state;
    struct visible all = visible_to_rules();
    struct record record = {0};
    struct record_due due = {0};
    prepare_disclosures(f);
    int64_t id = submit_disclosure(f);
    as_leader(f);
    refused(f, STATUS_INVALID, "refused_basis", "请填写", "refuse", id, "refused_reason", "不宜");
    must_do(f, "refuse", id, "refused_basis", "条例第十五条", "refused_reason", "涉及个人隐私");
    state_is(f, id, "refused");
    assert_string_equal(column(f, id, "open"), "1");
    assert_string_equal(column(f, id, "refused_on"), "2026-11-20");
    assert_string_equal(column(f, id, "limit_rule"), "disclosure.re_review");
    /* 2027-11-20 is a Saturday: the office's own duty, so the working day before */
    assert_string_equal(column(f, id, "due_on"), "2027-11-19");
    assert_int_equal(store_read(f->office.store, &all, id, &record, NULL), STATUS_OK);
    assert_int_equal(record_due_load(&f->office, &record, &due, NULL), STATUS_OK);
    assert_int_equal(due.due.day, date_from_iso("2027-11-19"));
    record_due_release(&due);
    record_release(&record);
    at(f, "2027-11-15T09:00");
    must_do(f, "re_review", id, "note", "情形未变");
    assert_string_equal(column(f, id, "re_reviewed_on"), "2027-11-15");
    assert_string_equal(column(f, id, "due_on"), "2028-11-14");
    state_is(f, id, "refused");
    as_clerk(f);
    refused(f, STATUS_DENIED, "", "您的角色不能重新审查", "re_review", id);
    as_leader(f);
    must_do(f, "reopen", id, "reason", "当事人已同意公开");
    state_is(f, id, "draft");
    assert_string_equal(column(f, id, "refused_basis"), "");
    assert_string_equal(column(f, id, "due_on"), "2026-12-16"); /* it is late by now, and says so */
}

static void the_drafter_does_not_refuse(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = submit_disclosure(f);
    use_as(f, f->clerk, ROLE_CLERK | ROLE_SUPERVISOR);
    refused(f, STATUS_DENIED, "", "须由别人不予公开", "refuse", id, "refused_basis", "条例第十五条",
            "refused_reason", "不宜");
    as_clerk(f);
    must_do(f, "refuse", id, "refused_basis", "条例第十五条", "refused_reason", "不宜", "signatory",
            "周建华", "signed_no", "不1");
    assert_string_equal(column(f, id, "signatory"), "周建华");
    assert_string_equal(column(f, id, "refused_by"), "");
}

static bool file_has(struct fixture *f, const char *word) {
    char command[500];
    snprintf(command, sizeof command, "grep -aqF -- '%s' '%s'*", word, f->path);
    return system(command) == 0;
}

/* Nothing of the text is left in the file: not in the record, not in its versions, steps or audit. */
static void a_state_secret_leaves_the_machine(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = draft_disclosure(f);
    must_do(f, "edit", id, "title", "䶮山雷达阵地征地", "element_result", "甲乙丙丁戊己庚辛壬癸",
            "lines", "𠮷号阵地 金额=120.00", "total", "12000");
    must_do(f, "edit", id, "element_result", "甲乙丙丁戊己庚辛壬癸二");
    must_do(f, "submit", id);
    as_reviewer(f);
    must_do(f, "review", id, "review_outcome", "not_public", "review_basis", "条例第十四条",
            "review_note", "阵地方位不得外泄");
    assert_true(file_has(f, "䶮山雷达"));
    as_leader(f);
    refused(f, STATUS_INVALID, "kept_at", "请写明它存放在哪里", "refuse", id, "refused_basis",
            "条例第十四条", "refused_reason", "国家秘密", "state_secret", "1");
    must_do(f, "refuse", id, "refused_basis", "条例第十四条", "refused_reason", "国家秘密",
            "state_secret", "1", "kept_at", "镇保密室 3 号柜");
    assert_string_equal(column(f, id, "title"), "涉密事项（内容不在本机）");
    assert_string_equal(column(f, id, "element_result"), "");
    assert_string_equal(column(f, id, "lines"), "");
    assert_string_equal(column(f, id, "kept_at"), "镇保密室 3 号柜");
    refused(f, STATUS_DENIED, "", "是涉密事项，内容不在本机", "reopen", id, "reason", "解密");
    must_do(f, "re_review", id);
    assert_false(file_has(f, "䶮山雷达"));
    assert_false(file_has(f, "甲乙丙丁"));
    assert_false(file_has(f, "𠮷号阵地"));
    assert_false(file_has(f, "阵地方位"));
    assert_true(file_has(f, "镇保密室"));
    int64_t rows = 0;
    assert_int_equal(store_verify_audit(f->office.store, &rows, NULL), STATUS_OK);
}

/* ---- personal data -------------------------------------------------------------------------------- */

static int64_t draft_with_numbers(struct fixture *f) {
    int64_t id = draft_disclosure(f);
    must_do(f, "edit", id, "element_result", "由张𠮷旺施工，\n电话１３８００００１２３４。",
            "lines",
            "王二小 明细=11010519491231002X 金额=120.00；李䶮 说明=东门村三组12号 金额=80.00",
            "total", "20000");
    return id;
}

static void hits_stop_submission_with_their_places(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = draft_with_numbers(f);
    refused(f, STATUS_DENIED, "element_result", "第 2 行第 3 字有手机号（138****1234）", "submit",
            id);
    assert_int_equal(last.count, 3);
    assert_string_equal(last.items[1].field, "lines");
    assert_non_null(
        strstr(sentence(&last.items[1]), "第 1 行第 1 字有身份证号（110105********002X）"));
    assert_non_null(strstr(sentence(&last.items[2]), "第 2 行第 1 字有住址（东门村三组**）"));
}

static void one_command_masks_them_all(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = draft_with_numbers(f);
    must_do(f, "mask_personal", id);
    assert_string_equal(column(f, id, "element_result"), "由张𠮷旺施工，\n电话138****1234。");
    assert_non_null(strstr(column(f, id, "lines"), "110105********002X"));
    assert_non_null(strstr(column(f, id, "lines"), "东门村三组**"));
    assert_null(strstr(column(f, id, "lines"), "19491231"));
    assert_string_equal(column(f, id, "total"), "20000");
    assert_non_null(strstr(notes_of(f, id), "身份证号 1，手机号 1，银行卡号 0，住址 1"));
    refused(f, STATUS_DENIED, "", "不用遮盖", "mask_personal", id);
    must_do(f, "submit", id);
}

static void the_offices_telephone_is_no_personal_data(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = draft_disclosure(f);
    must_do(f, "edit", id, "reply_path", "东门村 电话 13800001234");
    must_do(f, "submit", id);
}

static void let_through_with_a_reason_for_this_text_only(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = draft_with_numbers(f);
    must_do(f, "edit", id, "subject", "licensing");
    refused(f, STATUS_DENIED, "", "您的角色不能准予", "waive_personal", id, "reason", "要公示");
    use_as(f, f->clerk, ROLE_CLERK | ROLE_REVIEWER);
    refused(f, STATUS_DENIED, "", "个人信息须由别人准予公开", "waive_personal", id, "reason",
            "要公示");
    as_reviewer(f);
    refused(f, STATUS_INVALID, "reason", "请填写", "waive_personal", id);
    must_do(f, "waive_personal", id, "reason", "招标文件要求写明联系人");
    assert_int_equal(atoll(column(f, id, "waived_by")), reviewer);
    as_clerk(f);
    must_do(f, "submit", id);
    as_reviewer(f);
    must_do(f, "review", id, "review_outcome", "public");
    as_leader(f);
    must_do(f, "approve", id);
    as_clerk(f);
    must_do(f, "edit", id, "element_discipline", "不得优亲厚友，不得吃拿卡要");
    refused(f, STATUS_DENIED, "element_result", "有手机号", "submit", id);
}

static void an_id_number_in_a_notice_is_never_let_through(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = draft_with_numbers(f);
    must_do(f, "edit", id, "notice_amount", "7", "notice_unit", "day");
    as_reviewer(f);
    refused(f, STATUS_DENIED, "", "公示里不能有身份证号", "waive_personal", id, "reason", "要公示");
    as_clerk(f);
    must_do(f, "edit", id, "lines", "李䶮 说明=13900001235 金额=200.00");
    as_reviewer(f);
    must_do(f, "waive_personal", id, "reason", "联系人");
    int64_t plain = draft_disclosure(f);
    as_reviewer(f);
    refused(f, STATUS_DENIED, "", "不用准予", "waive_personal", plain, "reason", "联系人");
}

/* 低保、村级事项: what is usually put up as a list never has one, whether or not it is on notice now. */
static void an_id_number_in_a_list_for_notice_neither(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = draft_with_numbers(f);
    as_reviewer(f);
    refused(f, STATUS_DENIED, "lines", "名单里不能有身份证号", "waive_personal", id, "reason",
            "村里要求");
    as_clerk(f);
    must_do(f, "edit", id, "element_basis", "法人11010519491231002X的申请", "lines",
            "李䶮 说明=13900001235 金额=200.00");
    as_reviewer(f);
    must_do(f, "waive_personal", id, "reason", "法人的证号在登记簿上公开");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(outcome_public_goes_on_to_approval),
        with_office(nobody_reviews_his_own_draft),
        with_office(who_changed_it_has_written_it),
        with_office(reviewed_on_paper),
        with_office(the_paper_reviewer_does_not_approve_here),
        with_office(partial_goes_on_once_the_text_was_changed),
        with_office(internal_narrows_the_scope),
        with_office(not_public_ends_in_a_refusal),
        with_office(work_secrets_are_not_for_everybody),
        with_office(asking_the_authority_stops_the_clock),
        with_office(a_change_ends_the_stop),
        with_office(sent_back_with_a_reason),
        with_office(approval_binds_version_and_text),
        with_office(hot_ones_are_published_first),
        with_office(three_different_persons),
        with_office(one_person_alone_is_marked),
        with_office(major_matters_need_their_discussion),
        with_office(nobody_answers_for_it),
        with_office(refused_by_an_article_and_looked_at_every_year),
        with_office(the_drafter_does_not_refuse),
        with_office(a_state_secret_leaves_the_machine),
        with_office(hits_stop_submission_with_their_places),
        with_office(one_command_masks_them_all),
        with_office(the_offices_telephone_is_no_personal_data),
        with_office(let_through_with_a_reason_for_this_text_only),
        with_office(an_id_number_in_a_notice_is_never_let_through),
        with_office(an_id_number_in_a_list_for_notice_neither),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

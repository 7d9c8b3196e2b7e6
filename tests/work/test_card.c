/* The archive card: opened by publication, filled in, filed without gaps. Mission D9. */
#include "work/card.h"
#include "work/filing.h"
#include "work/publish_fixture.h"
#include "work/settings.h"

static void set(struct fixture *f, const char *key, const char *value) {
    struct problem problem = {0};
    if (settings_set(&f->office, key, value, &problem) != STATUS_OK)
        fail_msg("%s", sentence(&problem));
}

static int64_t card_of(struct fixture *f, int64_t disclosure) {
    struct record card = {0};
    struct problem problem = {0};
    assert_int_equal(card_find(&f->office, disclosure, &card, &problem), STATUS_OK);
    int64_t id = card.id;
    record_release(&card);
    return id;
}

/* A disclosure made public on that day; its card. */
static int64_t published(struct fixture *f, const char *title, const char *day) {
    int64_t id = draft(f, title, "received_on", day, NULL);
    approve(f, id);
    set_columns(f, id, "to_publish", "approved_on", day, NULL);
    must_do(f, "publish", id, "board", "东门村公开栏", "on", day);
    return card_of(f, id);
}

#define fill_in(f, id, ...)                                                                        \
    must_do(f, "fill", id, "feedback_summary", "无", "result", "已办结", "pages", "３", __VA_ARGS__)

static int64_t filled(struct fixture *f, const char *title, const char *day, const char *retention,
                      const char *office_code) {
    int64_t id = published(f, title, day);
    fill_in(f, id, "retention", retention, "office_code", office_code);
    return id;
}

static void begin(struct fixture *f) {
    make_boards(f);
    make_entry(f);
}

/* ---- opening ------------------------------------------------------------------------------------- */

static void publication_opens_a_card(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = draft(f, "东门村䶮塘清淤", "received_on", "2026-11-18", NULL);
    approve(f, id);
    set_columns(f, id, "to_publish", "review_paper", "孙𠮷祥 2026-11-19 第12号", "signatory",
                "周大年", "same_person", "审核", NULL);
    must_do(f, "publish", id, "board", "东门村公开栏");
    int64_t card = card_of(f, id);
    assert_string_equal(column(f, card, "number"), "DA2026-00001");
    assert_string_equal(column(f, card, "state"), "to_fill");
    assert_string_equal(column(f, card, "title"), "东门村䶮塘清淤");
    assert_string_equal(column(f, card, "basis"), column(f, id, "element_basis"));
    assert_string_equal(column(f, card, "subject"), column(f, id, "element_subject"));
    assert_string_equal(column(f, card, "scope"), "public");
    assert_string_equal(column(f, card, "form"), "东门村公开栏");
    assert_string_equal(column(f, card, "formed_on"), "2026-11-18");
    assert_string_equal(column(f, card, "published_on"), "2026-11-20");
    assert_string_equal(column(f, card, "reviewer"), "孙𠮷祥（纸质签批）");
    assert_string_equal(column(f, card, "approver"), "周大年（纸质签批）");
    assert_string_equal(column(f, card, "same_person"), "审核");
    assert_string_equal(column(f, card, "retention"), "d30");
    assert_string_equal(column(f, card, "year"), "2026");
    assert_int_equal(atoll(column(f, card, "keeper")), f->village);
    assert_int_equal(atoll(column(f, card, "unit")), f->unit);
    /* Friday; the fifth working day is the next Friday. */
    assert_string_equal(column(f, card, "due_on"), "2026-11-27");
    assert_string_equal(column(f, card, "limit_rule"), "card.fill");
    assert_string_equal(steps_of(f, card), "open_card");
}

static void the_office_names_keeper_and_retention(void **state) {
    struct fixture *f = *state;
    char keeper[24];
    begin(f);
    snprintf(keeper, sizeof keeper, "%lld", (long long)f->clerk);
    set(f, "card_keeper", keeper);
    set(f, "card_retention", "d10");
    int64_t card = published(f, "东门村䶮塘清淤", "2026-11-20");
    assert_int_equal(atoll(column(f, card, "keeper")), f->clerk);
    assert_string_equal(column(f, card, "retention"), "d10");
}

static void what_proves_a_right_is_kept_for_good(void **state) {
    struct fixture *f = *state;
    char retention[16];
    const char *const wanted[][2] = {
        {"homestead", "y"}, {"training", "d10"}, {"village_finance", "d30"}, {"", "d30"}};
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        card_retention(&f->office, wanted[i][0], retention);
        assert_string_equal(retention, wanted[i][1]);
    }
}

static void a_voided_posting_leaves_the_card(void **state) {
    struct fixture *f = *state;
    struct boards b = make_boards(f);
    make_entry(f);
    int64_t card = published(f, "东门村䶮塘清淤", "2026-11-19");
    int64_t id = atoll(column(f, card, "disclosure"));
    must_do(f, "post", id, "board", "县政府网站");
    assert_string_equal(column(f, card, "form"), "东门村公开栏、县政府网站");
    must_do(f, "void", posting_at(f, id, b.website), "reason", "登记错了");
    assert_string_equal(column(f, card, "form"), "东门村公开栏");
    /* What was taken down has hung there; put up again it is the same place. */
    must_do(f, "take_down", posting_at(f, id, b.village), "reason", "栏坏了");
    must_do(f, "post", id, "board", "东门村公开栏");
    assert_string_equal(column(f, card, "form"), "东门村公开栏");
    fill_in(f, card, "form", "东门村公开栏");
    must_do(f, "post", id, "board", "镇政府公开栏");
    assert_string_equal(column(f, card, "form"), "东门村公开栏");
}

static void nobody_makes_voids_or_restores_one(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t card = published(f, "东门村䶮塘清淤", "2026-11-20");
    register_refused(f, STATUS_DENIED, "", "不能登记", "card", "title", "自己开的卡");
    refused(f, STATUS_DENIED, "", "不能作废", "void", card, "reason", "不想要了");
    refused(f, STATUS_DENIED, "", "不能恢复使用", "restore", card);
}

static void a_correction_has_a_card_of_its_own(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t old = published(f, "东门村䶮塘清淤", "2026-11-20");
    int64_t id = atoll(column(f, old, "disclosure"));
    must_do(f, "correct", id, "reason", "数字写错");
    int64_t draft_id = atoll(column(f, id, "corrected_by"));
    must_do(f, "edit", draft_id, "element_result", "清淤４处");
    approve(f, draft_id);
    must_do(f, "publish", draft_id, "board", "东门村公开栏");
    assert_int_not_equal(card_of(f, draft_id), old);
    assert_string_equal(column(f, id, "state"), "corrected");
    assert_string_equal(column(f, old, "state"), "to_fill");
    assert_string_equal(steps_of(f, old), "open_card corrected");
}

static void a_withdrawn_one_keeps_its_card_which_says_so(void **state) {
    struct fixture *f = *state;
    struct fields proposed = FIELDS_INIT;
    struct record card = {0};
    begin(f);
    int64_t id = published(f, "东门村䶮塘清淤", "2026-11-20");
    must_do(f, "withdraw", atoll(column(f, id, "disclosure")), "reason", "含个人信息");
    assert_string_equal(steps_of(f, id), "open_card withdraw");
    assert_int_equal(card_find(&f->office, atoll(column(f, id, "disclosure")), &card, NULL),
                     STATUS_OK);
    assert_int_equal(card_propose(&f->office, &card, &proposed, NULL), STATUS_OK);
    assert_string_equal(fields_text(&proposed, "result"), "2026-11-20 撤回公开：含个人信息");
    fields_release(&proposed);
    record_release(&card);
    set(f, "fonds_no", "Z109");
    fill_in(f, id, "retention", "永久");
    must_do(f, "file", id);
    assert_string_equal(column(f, atoll(column(f, id, "disclosure")), "state"), "withdrawn");
}

/* ---- filling in ---------------------------------------------------------------------------------- */

static void each_thing_it_must_say_is_asked_for(void **state) {
    static const char *const fields[] = {"feedback_summary", "result", "pages"};
    static const char *const words[] = {"登记的是：无", "现在的情况是：已公开，没有收到反映",
                                        "归档的有几页"};
    struct fixture *f = *state;
    begin(f);
    int64_t id = published(f, "东门村䶮塘清淤", "2026-11-20");
    assert_int_equal(try_do(f, "fill", id, NULL), STATUS_INVALID);
    assert_int_equal(last.count, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(last.items[i].field, fields[i]);
        assert_non_null(strstr(sentence(&last.items[i]), words[i]));
    }
    set_columns(f, id, "=", "keeper", "", "retention", "", NULL);
    refused(f, STATUS_INVALID, "keeper", "请写明保管人", "fill", id, "feedback_summary", "无",
            "result", "已办结", "pages", "3", "retention", "永久");
    refused(f, STATUS_INVALID, "retention", "永久、30年或10年", "fill", id, "feedback_summary",
            "无", "result", "已办结", "pages", "3", "keeper", "李春梅");
    refused(f, STATUS_INVALID, "retention", "", "fill", id, "retention", "五年");
    refused(f, STATUS_INVALID, "pages", "", "fill", id, "feedback_summary", "无", "result",
            "已办结", "pages", "0", "keeper", "李春梅", "retention", "永久");
    refused(f, STATUS_INVALID, "office_code", "大写字母和数字", "fill", id, "feedback_summary",
            "无", "result", "已办结", "pages", "3", "keeper", "李春梅", "retention", "永久",
            "office_code", "办公室");
    assert_string_equal(column(f, id, "state"), "to_fill");
    must_do(f, "fill", id, "feedback_summary", "无", "result", "已办结", "pages", "3", "keeper",
            "李春梅", "retention", "30年");
    assert_string_equal(column(f, id, "state"), "filled");
    assert_string_equal(column(f, id, "retention"), "d30");
    assert_string_equal(column(f, id, "filled_on"), "2026-11-20");
    refused(f, STATUS_DENIED, "", "不能填卡", "fill", id, "pages", "4");
}

static void filled_it_is_due_next_june(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t early = published(f, "年初的事", "2026-01-05");
    int64_t late = published(f, "年底的事", "2025-12-31");
    fill_in(f, early, "retention", "永久");
    fill_in(f, late, "retention", "永久");
    assert_string_equal(column(f, early, "due_on"), "2027-06-30");
    assert_string_equal(column(f, early, "limit_rule"), "card.file");
    assert_string_equal(column(f, late, "due_on"), "2026-06-30");
}

static void what_was_said_is_counted_and_names_nobody(void **state) {
    struct fixture *f = *state;
    struct fields proposed = FIELDS_INIT;
    struct record card = {0};
    begin(f);
    int64_t id = published(f, "东门村䶮塘清淤", "2026-11-20"), slip = 0;
    char about[24];
    snprintf(about, sizeof about, "%s", column(f, id, "disclosure"));
    static const char *const slips[][2] = {
        {"只清了两处吗", "upheld"}, {"哪天开工", "matches"}, {"还没有答复的", NULL}};
    for (size_t i = 0; i < 3; i++) {
        must_register(f, "feedback", &slip, "kind", "consult", "received_on", "2026-11-20", "title",
                      slips[i][0], "reporter", "张𠮷旺", "about", about);
        if (slips[i][1] != NULL)
            must_do(f, "settle", slip, "reply", "二十三日开工。", "verdict", slips[i][1], "place",
                    "东门村公开栏");
    }
    assert_int_equal(card_find(&f->office, atoll(about), &card, NULL), STATUS_OK);
    assert_int_equal(card_propose(&f->office, &card, &proposed, NULL), STATUS_OK);
    assert_string_equal(
        fields_text(&proposed, "feedback_summary"),
        "收到反映 3 件：与公开的一致 1 件，异议成立 1 件；已答复 2 件，未答复 1 件");
    assert_false(fields_has(&proposed, "result"));
    fields_release(&proposed);
    record_release(&card);
}

static void it_may_be_changed_until_it_is_filed(void **state) {
    struct fixture *f = *state;
    begin(f);
    set(f, "fonds_no", "Z109");
    int64_t id = filled(f, "东门村䶮塘清淤", "2026-11-20", "永久", "");
    must_do(f, "edit", id, "pages", "5", "title", "东门村䶮塘清淤情况");
    refused(f, STATUS_INVALID, "pages", "归档的有几页", "edit", id, "pages", "");
    refused(f, STATUS_INVALID, "result", "处理结果", "edit", id, "result", "");
    must_do(f, "file", id);
    assert_string_equal(column(f, id, "title"), "东门村䶮塘清淤情况");
    refused(f, STATUS_DENIED, "", "不能改", "edit", id, "pages", "6");
    must_do(f, "put_in_box", id, "box_no", "１");
    assert_string_equal(column(f, id, "box_no"), "１");
}

/* ---- filing -------------------------------------------------------------------------------------- */

static enum status file_all(struct fixture *f, const int64_t *ids, size_t count) {
    last = (struct problems){0};
    return flow_do(&f->office, "file", ids, count, 0, NULL, &last);
}

static void numbers_follow_the_day_of_publication(void **state) {
    struct fixture *f = *state;
    begin(f);
    set(f, "fonds_no", "Z109");
    int64_t ids[] = {filled(f, "第三件", "2025-09-01", "永久", ""),
                     filled(f, "第二件", "2025-03-01", "永久", ""),
                     filled(f, "第一件", "2025-01-02", "永久", ""),
                     filled(f, "同一天", "2025-09-01", "永久", "")};
    assert_int_equal(file_all(f, ids, 4), STATUS_OK);
    assert_string_equal(column(f, ids[2], "archive_no"), "Z109-WS·2025-Y-0001");
    assert_string_equal(column(f, ids[1], "archive_no"), "Z109-WS·2025-Y-0002");
    assert_string_equal(column(f, ids[0], "archive_no"), "Z109-WS·2025-Y-0003");
    assert_string_equal(column(f, ids[3], "archive_no"), "Z109-WS·2025-Y-0004");
    assert_string_equal(column(f, ids[0], "state"), "filed");
    assert_string_equal(column(f, ids[0], "filed_on"), "2026-11-20");
    assert_string_equal(column(f, atoll(column(f, ids[0], "disclosure")), "state"), "filed");
}

static void each_class_counts_by_itself(void **state) {
    struct fixture *f = *state;
    begin(f);
    set(f, "fonds_no", "Z109");
    set(f, "use_office_code", "1");
    int64_t ids[] = {
        filled(f, "甲", "2025-01-01", "永久", "BGS"), filled(f, "乙", "2025-01-02", "30年", "BGS"),
        filled(f, "丙", "2025-01-03", "10年", "BGS"), filled(f, "丁", "2025-01-04", "永久", "CZS"),
        filled(f, "戊", "2024-01-05", "永久", "BGS"), filled(f, "己", "2025-01-06", "永久", "BGS")};
    static const char *const wanted[] = {"Z109-WS·2025-Y-BGS-0001",   "Z109-WS·2025-D30-BGS-0001",
                                         "Z109-WS·2025-D10-BGS-0001", "Z109-WS·2025-Y-CZS-0001",
                                         "Z109-WS·2024-Y-BGS-0001",   "Z109-WS·2025-Y-BGS-0002"};
    assert_int_equal(file_all(f, ids, 6), STATUS_OK);
    for (size_t i = 0; i < 6; i++)
        assert_string_equal(column(f, ids[i], "archive_no"), wanted[i]);
}

static void a_second_run_goes_on_without_a_gap(void **state) {
    struct fixture *f = *state;
    begin(f);
    set(f, "fonds_no", "Z109");
    int64_t first = filled(f, "先归的", "2025-05-01", "永久", "");
    int64_t unfilled = published(f, "没填的", "2025-02-01");
    int64_t ids[] = {first, unfilled};
    assert_int_equal(file_all(f, ids, 2), STATUS_DENIED);
    assert_string_equal(column(f, first, "state"), "filled");
    assert_string_equal(column(f, first, "archive_no"), "");
    must_do(f, "file", first);
    fill_in(f, unfilled, "retention", "永久");
    must_do(f, "file", unfilled);
    assert_string_equal(column(f, first, "archive_no"), "Z109-WS·2025-Y-0001");
    assert_string_equal(column(f, unfilled, "archive_no"), "Z109-WS·2025-Y-0002");
    refused(f, STATUS_DENIED, "", "不能归档", "file", first);
    int64_t twice[] = {filled(f, "又一件", "2025-06-01", "永久", ""), 0};
    twice[1] = twice[0];
    assert_int_equal(file_all(f, twice, 2), STATUS_DENIED);
    assert_string_equal(column(f, twice[0], "archive_no"), "");
    must_do(f, "file", twice[0]);
    assert_string_equal(column(f, twice[0], "archive_no"), "Z109-WS·2025-Y-0003");
}

static void filing_asks_for_what_the_number_needs(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = filled(f, "东门村䶮塘清淤", "2025-05-01", "永久", "");
    refused(f, STATUS_DENIED, "", "还没有设全宗号", "file", id);
    set(f, "fonds_no", "Z109");
    set(f, "use_office_code", "1");
    refused(f, STATUS_INVALID, "office_code", "没有机构代码", "file", id);
    set(f, "use_office_code", "0");
    set_columns(f, id, "=", "office_code", "BGS", NULL);
    must_do(f, "file", id, "box_no", "3");
    assert_string_equal(column(f, id, "archive_no"), "Z109-WS·2025-Y-0001");
    assert_string_equal(column(f, id, "office_code"), "");
    assert_string_equal(column(f, id, "box_no"), "3");
}

static void on_notice_it_waits(void **state) {
    struct fixture *f = *state;
    begin(f);
    set(f, "fonds_no", "Z109");
    int64_t id = draft(f, "低保名单公示", "notice_amount", "7", "notice_unit", "day", NULL);
    approve(f, id);
    must_do(f, "publish", id, "board", "东门村公开栏");
    int64_t card = card_of(f, id);
    fill_in(f, card, "retention", "永久");
    refused(f, STATUS_DENIED, "", "还在公示", "file", card);
    assert_string_equal(column(f, card, "archive_no"), "");
    at(f, "2026-11-30T09:00");
    must_do(f, "close_notice", id, "notice_result", "公示期满，没有异议");
    must_do(f, "file", card);
    assert_string_equal(column(f, id, "state"), "filed");
}

/* Longer than the limit of its card; an objection may hold it even longer. */
static int64_t long_notice(struct fixture *f) {
    int64_t id = draft(f, "低保名单公示", "notice_amount", "30", "notice_unit", "day", NULL);
    approve(f, id);
    must_do(f, "publish", id, "board", "东门村公开栏");
    return id;
}

static void no_card_is_late_while_its_notice_lasts(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = long_notice(f), withdrawn = long_notice(f), corrected = long_notice(f);
    int64_t card = card_of(f, id);
    assert_string_equal(column(f, card, "due_on"), "");
    assert_string_equal(column(f, card, "received_on"), "2026-11-20");
    at(f, "2026-12-22T09:00"); /* a Tuesday */
    must_do(f, "close_notice", id, "notice_result", "公示期满，没有异议");
    assert_string_equal(column(f, card, "due_on"), "2026-12-29");
    assert_string_equal(column(f, card, "limit_rule"), "card.fill");
    assert_string_equal(column(f, card, "published_on"), "2026-11-20");
    assert_string_equal(steps_of(f, card), "open_card close_notice");
    must_do(f, "withdraw", withdrawn, "reason", "含个人信息");
    assert_string_equal(column(f, card_of(f, withdrawn), "due_on"), "2026-12-29");
    must_do(f, "correct", corrected, "reason", "数字写错");
    assert_string_equal(column(f, card_of(f, corrected), "due_on"), "");
    int64_t again = atoll(column(f, corrected, "corrected_by"));
    must_do(f, "edit", again, "element_result", "共4户", "notice_amount", "");
    approve(f, again);
    must_do(f, "publish", again, "board", "东门村公开栏");
    assert_string_equal(column(f, card_of(f, corrected), "due_on"), "2026-12-29");
    assert_string_equal(column(f, card_of(f, again), "due_on"), "2026-12-29");
    fill_in(f, card, "retention", "永久");
    assert_string_equal(column(f, card, "due_on"), "2027-06-30");
}

static void the_run_of_a_year_names_what_it_leaves(void **state) {
    struct fixture *f = *state;
    struct filing plan = {0};
    struct problem problem = {0};
    begin(f);
    set(f, "fonds_no", "Z109");
    must_do(f, "file", filled(f, "早归的", "2025-01-01", "永久", ""));
    int64_t one = filled(f, "甲", "2025-02-01", "永久", "");
    int64_t two = filled(f, "乙", "2025-03-01", "永久", "");
    int64_t three = filled(f, "丙", "2025-04-01", "10年", "");
    int64_t other = filled(f, "明年的", "2026-04-01", "10年", "");
    int64_t left = published(f, "没填的", "2025-05-01");
    assert_int_equal(filing_plan(&f->office, 2025, &plan, &problem), STATUS_OK);
    assert_int_equal(plan.count, 3);
    assert_int_equal(plan.class_count, 2);
    assert_string_equal(plan.classes[0].retention, "y");
    assert_int_equal(plan.classes[0].first, 2);
    assert_int_equal(plan.classes[0].last, 3);
    assert_int_equal(plan.classes[1].first, 1);
    assert_int_equal(plan.left_count, 1);
    assert_string_equal(plan.left[0].number, column(f, left, "number"));
    assert_int_equal(plan.left[0].why, FILING_NOT_FILLED);
    last = (struct problems){0};
    assert_int_equal(filing_run(&f->office, &plan, &last), STATUS_OK);
    assert_string_equal(column(f, one, "archive_no"), "Z109-WS·2025-Y-0002");
    assert_string_equal(column(f, two, "archive_no"), "Z109-WS·2025-Y-0003");
    assert_string_equal(column(f, three, "archive_no"), "Z109-WS·2025-D10-0001");
    assert_string_equal(column(f, other, "state"), "filled");
    filing_release(&plan);
    assert_int_equal(filing_plan(&f->office, 2025, &plan, &problem), STATUS_OK);
    last = (struct problems){0};
    assert_int_equal(filing_run(&f->office, &plan, &last), STATUS_DENIED);
    assert_non_null(strstr(said(), "2025 年没有已填好、待归档的卡"));
    filing_release(&plan);
}

/* Another session filed meanwhile what this one had seen: all or none, and the numbers have no gap. */
static void two_sessions_never_give_a_number_twice(void **state) {
    struct fixture *f = *state;
    struct office second = {0};
    struct problem problem = {0};
    struct filing plan = {0};
    begin(f);
    set(f, "fonds_no", "Z109");
    int64_t ids[] = {filled(f, "甲", "2025-02-01", "永久", ""),
                     filled(f, "乙", "2025-03-01", "永久", ""),
                     filled(f, "丙", "2025-04-01", "永久", "")};
    assert_int_equal(filing_plan(&f->office, 2025, &plan, &problem), STATUS_OK);
    assert_int_equal(office_open(&second, f->path, &problem), STATUS_OK);
    assert_int_equal(office_set_now(&second, FIXTURE_NOW, NULL), STATUS_OK);
    second.user = f->office.user;
    second.roles = f->office.roles;
    second.visible = f->office.visible;
    last = (struct problems){0};
    assert_int_equal(flow_do(&second, "file", &ids[1], 1, 0, NULL, &last), STATUS_OK);
    last = (struct problems){0};
    assert_int_equal(filing_run(&f->office, &plan, &last), STATUS_DENIED);
    assert_string_equal(column(f, ids[0], "state"), "filled");
    filing_release(&plan);
    assert_int_equal(filing_plan(&f->office, 2025, &plan, &problem), STATUS_OK);
    last = (struct problems){0};
    assert_int_equal(filing_run(&f->office, &plan, &last), STATUS_OK);
    assert_string_equal(column(f, ids[1], "archive_no"), "Z109-WS·2025-Y-0001");
    assert_string_equal(column(f, ids[0], "archive_no"), "Z109-WS·2025-Y-0002");
    assert_string_equal(column(f, ids[2], "archive_no"), "Z109-WS·2025-Y-0003");
    filing_release(&plan);
    office_close(&second);
}

static void who_may_not_fill_or_file(void **state) {
    struct fixture *f = *state;
    begin(f);
    set(f, "fonds_no", "Z109");
    int64_t id = published(f, "东门村䶮塘清淤", "2025-05-01");
    use_as(f, f->leader, ROLE_REVIEWER | ROLE_ADMIN);
    refused(f, STATUS_DENIED, "", "您的角色不能填卡", "fill", id, "pages", "3");
    use_as(f, f->clerk, ROLE_CLERK);
    fill_in(f, id, "retention", "永久");
    use_as(f, f->leader, ROLE_REVIEWER | ROLE_ADMIN);
    refused(f, STATUS_DENIED, "", "您的角色不能归档", "file", id);
    use_as(f, f->clerk, ROLE_CLERK);
    must_do(f, "file", id);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(publication_opens_a_card),
        with_office(the_office_names_keeper_and_retention),
        with_office(what_proves_a_right_is_kept_for_good),
        with_office(a_voided_posting_leaves_the_card),
        with_office(nobody_makes_voids_or_restores_one),
        with_office(a_correction_has_a_card_of_its_own),
        with_office(a_withdrawn_one_keeps_its_card_which_says_so),
        with_office(each_thing_it_must_say_is_asked_for),
        with_office(filled_it_is_due_next_june),
        with_office(what_was_said_is_counted_and_names_nobody),
        with_office(it_may_be_changed_until_it_is_filed),
        with_office(numbers_follow_the_day_of_publication),
        with_office(each_class_counts_by_itself),
        with_office(a_second_run_goes_on_without_a_gap),
        with_office(filing_asks_for_what_the_number_needs),
        with_office(on_notice_it_waits),
        with_office(no_card_is_late_while_its_notice_lasts),
        with_office(the_run_of_a_year_names_what_it_leaves),
        with_office(two_sessions_never_give_a_number_twice),
        with_office(who_may_not_fill_or_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

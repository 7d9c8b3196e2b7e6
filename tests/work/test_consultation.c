/* Collections of opinions from the first text to what is fixed by them: their days, their notice and summary, what
 * waits for them and what is decided after them. */
#include "work/disclosure_fixture.h"

#include "work/check.h"
#include "work/consultation.h"
#include "work/disclosure_masked.h"
#include "work/record_due.h"

static int64_t hall;

#define DRAFT                                                                                                                           \
    "第一条　集市搬到东门村䶮塘北侧。\n第二条　摊位按抽签分配。\n第三条　每月租金１００元。\n" \
    "困难户减半。\n"

/* Who reviews and approves, a board, and the entries that notices and summaries are made under. */
static void begin(struct fixture *f) {
    int64_t id = 0;
    prepare_disclosures(f);
    use_as(f, f->admin, ROLE_CLERK | ROLE_REVIEWER | ROLE_SUPERVISOR | ROLE_ADMIN);
    must_register(f, "board", &hall, "title", "镇政府公开栏", "kind", "board");
    must_register(f, "catalogue", &id, "title", "重大行政决策草案征求意见", "affair", "office",
                  "subject", "decision", "power", "decision", "scope", "public", "timing", "ad_hoc",
                  "unit", "社会事务办", "leader", "周建华", "person", "张𠮷旺", "basis",
                  "重大行政决策程序暂行条例第十五条");
    must_register(f, "catalogue", &id, "title", "意见收集与采纳情况", "affair", "office", "subject",
                  "decision", "power", "decision", "scope", "public", "timing", "ad_hoc", "unit",
                  "社会事务办", "leader", "周建华", "person", "张𠮷旺", "basis",
                  "重大行政决策程序暂行条例");
    as_clerk(f);
}

static int64_t collection(struct fixture *f, const char *kind, const char *close_on,
                          const char *short_reason) {
    int64_t id = 0;
    as_clerk(f);
    must_register(f, "consultation", &id, "title", "集市搬迁方案", "kind", kind, "unit",
                  "社会事务办", "person", "张𠮷旺", "ways", "座谈会 公开栏", "where_to",
                  "镇政府二楼，电话 0000-6610011", "draft", DRAFT, "close_on", close_on,
                  "short_reason", short_reason);
    return id;
}

static int64_t text_of(struct fixture *f, int64_t id, const char *which) {
    return strtoll(column(f, id, which), NULL, 10);
}

/* Review, approval and publication by three people. */
static void publish(struct fixture *f, int64_t id) {
    as_clerk(f);
    must_do(f, "submit", id);
    as_reviewer(f);
    must_do(f, "review", id, "review_outcome", "public");
    as_leader(f);
    must_do(f, "approve", id);
    must_do(f, "publish", id, "board", "镇政府公开栏");
    as_clerk(f);
}

/* Its notice hangs since the day of the clock. */
static int64_t collecting(struct fixture *f, const char *kind) {
    int64_t id = collection(f, kind, "", "");
    must_do(f, "draft_notice", id, "catalogue", "重大行政决策草案征求意见");
    publish(f, text_of(f, id, "notice"));
    state_is(f, id, "collecting");
    return id;
}

/* One opinion with its decision, of 东门村. */
static void opinion(struct fixture *f, int64_t of, const char *body, const char *decision,
                    const char *reason) {
    int64_t id = 0;
    char number[24];
    snprintf(number, sizeof number, "%s", column(f, of, "number"));
    must_register(f, "opinion", &id, "consultation", number, "way", "座谈会", "author", "王𠮷祥",
                  "contact", "13912345678", "unit", "东门村", "body", body);
    if (decision != NULL)
        must_do(f, "decide", id, "decision", decision, "reason", reason, "adopted_to",
                strcmp(decision, "部分采纳") == 0 ? "第三条" : "");
}

static int64_t numbered(struct fixture *f, const char *number) {
    struct visible all = visible_to_rules();
    int64_t id = 0;
    assert_int_equal(store_find_number(f->office.store, &all, number, &id, NULL), STATUS_OK);
    return id;
}

static void end_on_time(struct fixture *f, int64_t id) {
    char now[32];
    snprintf(now, sizeof now, "%sT09:00", column(f, id, "close_on"));
    at(f, now);
    as_clerk(f);
    must_do(f, "end", id);
}

/* ---- who may ------------------------------------------------------------------------------------ */

static const struct {
    const char *command, *states, *roles;
} allowed[] = {
    {"edit", "draft announcing collecting ended", "C"},
    {"draft_notice", "draft", "C"},
    {"extend", "collecting", "CS"},
    {"end", "collecting", "CS"},
    {"end_early", "collecting", "S"},
    {"draft_summary", "ended", "C"},
    {"close", "ended", "CS"},
    {"cancel", "announcing collecting ended", "S"},
    {"mark_hot", "ended closed", "CS"},
    {"void", "draft", "C"},
    {"restore", "void", "S"},
    {"urge", "draft announcing collecting ended", "S"},
    {"answer_urge", "draft announcing collecting ended", "CS"},
};

static bool is_allowed(const char *command, const char *state, char role) {
    for (size_t i = 0; i < sizeof allowed / sizeof allowed[0]; i++)
        if (strcmp(allowed[i].command, command) == 0)
            return check_has_word(allowed[i].states, state) &&
                   strchr(allowed[i].roles, role) != NULL;
    return false;
}

/* Every command that any kind has, in every state, by every role. */
static void role_by_state_by_command(void **state) {
    static const char *const states[] = {"draft",  "announcing", "collecting", "ended",
                                         "closed", "cancelled",  "void"};
    static const char letters[] = "CRSAE";
    static const unsigned roles[] = {ROLE_CLERK, ROLE_REVIEWER, ROLE_SUPERVISOR, ROLE_ADMIN,
                                     ROLE_ENQUIRY};
    struct fixture *f = *state;
    int count = 0;
    for (const struct transition *t = flow_transitions; t->kind != NULL; t++)
        for (size_t s = 0; s < sizeof states / sizeof states[0]; s++)
            for (size_t r = 0; r < sizeof roles / sizeof roles[0]; r++) {
                use_as(f, 1, roles[r]);
                bool may = flow_allows(&f->office, "consultation", states[s], t->command);
                if (may != is_allowed(t->command, states[s], letters[r]))
                    fail_msg("%s %s %c: %d", states[s], t->command, letters[r], may);
                count += may;
            }
    assert_true(count > 30);
}

/* ---- the days ----------------------------------------------------------------------------------- */

static void least_days_are_the_laws(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = collecting(f, "重大行政决策");
    assert_string_equal(column(f, id, "open_on"), "2026-11-20");
    assert_string_equal(column(f, id, "close_on"), "2026-12-21"); /* the 20th is a Sunday */
    assert_string_equal(column(f, id, "due_on"), "2026-12-21");
    id = 0;
    register_refused(f, STATUS_INVALID, "close_on", "不能早于 2026-12-21", "consultation", "title",
                     "又一个方案", "kind", "decision", "close_on", "2026-12-18");
    register_refused(f, STATUS_INVALID, "close_on", "不能早于 2026-12-01", "consultation", "title",
                     "集市管理办法", "kind", "规范性文件", "close_on", "2026-11-30");
    register_refused(f, STATUS_INVALID, "close_on", "不能早于 2026-12-21", "consultation", "title",
                     "集市管理办法", "kind", "涉企规范性文件", "close_on", "2026-12-01");
    register_refused(f, STATUS_INVALID, "close_on", "晚于开始日期", "consultation", "title",
                     "集市管理办法", "kind", "general", "close_on", "2026-11-20", "short_reason",
                     "急");
    must_register(f, "consultation", &id, "title", "集市管理办法", "kind", "规范性文件", "close_on",
                  "2026-12-01");
    register_refused(f, STATUS_INVALID, "title", "已经有叫", "consultation", "title",
                     "集市管理办法", "kind", "general");
}

static void seven_working_days_pass_over_a_weekend(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = collecting(f, "rules");
    assert_string_equal(column(f, id, "close_on"), "2026-12-01");
}

static void shorter_only_with_a_reason_the_public_reads(void **state) {
    struct fixture *f = *state;
    begin(f);
    register_refused(f, STATUS_INVALID, "close_on", "缩短到哪一天", "consultation", "title",
                     "防汛预案", "kind", "decision", "short_reason", "汛期将至");
    int64_t id = collection(f, "decision", "2026-12-01", "汛期将至，须尽快定下");
    must_do(f, "draft_notice", id);
    int64_t notice = text_of(f, id, "notice");
    assert_non_null(strstr(column(f, notice, "element_process"), "汛期将至，须尽快定下"));
    assert_non_null(strstr(column(f, notice, "element_process"), "2026年12月1日"));
    must_do(f, "edit", notice, "element_process", "征集方式：座谈会。");
    refused(f, STATUS_DENIED, "element_process", "缩短理由", "submit", notice);
    must_do(f, "edit", notice, "element_process", "汛期将至，须尽快定下，到2026年12月1日为止。");
    publish(f, notice);
    assert_string_equal(column(f, id, "close_on"), "2026-12-01");
}

static void posted_late_the_promised_day_is_too_early(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = collection(f, "decision", "2026-12-21", "");
    must_do(f, "draft_notice", id);
    int64_t notice = text_of(f, id, "notice");
    must_do(f, "submit", notice);
    as_reviewer(f);
    must_do(f, "review", notice, "review_outcome", "public");
    as_leader(f);
    must_do(f, "approve", notice);
    at(f, "2026-11-25T09:00");
    refused(f, STATUS_INVALID, "close_on", "须到 2026-12-25", "publish", notice, "board",
            "镇政府公开栏");
    state_is(f, id, "announcing");
    as_reviewer(f);
    must_do(f, "return", notice, "reason", "截止日期不够");
    as_clerk(f);
    refused(f, STATUS_DENIED, "close_on", "已经写进公告 GK2026-00001", "edit", id, "close_on",
            "2026-12-28");
    must_do(f, "void", notice, "reason", "重新起草");
    state_is(f, id, "draft");
    refused(f, STATUS_INVALID, "close_on", "不能早于 2026-12-25", "edit", id, "close_on",
            "2026-12-24");
    must_do(f, "edit", id, "close_on", "2026-12-28");
    must_do(f, "draft_notice", id);
    publish(f, text_of(f, id, "notice"));
    assert_string_equal(column(f, id, "close_on"), "2026-12-28");
}

static void longer_until_the_last_day(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = collecting(f, "rules");
    refused(f, STATUS_INVALID, "close_on", "晚于现在的 2026-12-01", "extend", id, "close_on",
            "2026-11-30", "reason", "再等等");
    must_do(f, "extend", id, "close_on", "2026-12-08", "reason", "外出务工的要回来");
    assert_string_equal(column(f, id, "due_on"), "2026-12-08");
    assert_string_equal(column(f, id, "extend_reason"), "外出务工的要回来");
    /* Longer only up to the last day, and nothing is received on a day to come: none is late by then. */
    at(f, "2026-12-05T09:00");
    opinion(f, id, "延长以后提的", NULL, NULL);
    assert_string_equal(column(f, numbered(f, "YJ2026-00001"), "late"), "0");
    register_refused(f, STATUS_INVALID, "received_on", "还没有到", "opinion", "consultation",
                     "ZJ2026-00001", "way", "box", "body", "以后的", "received_on", "2026-12-09");
    at(f, "2026-12-09T09:00");
    refused(f, STATUS_DENIED, "", "已经截止，不能再延长", "extend", id, "close_on", "2026-12-20",
            "reason", "再等等");
}

static void ended_on_its_day_the_summary_falls_due(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = collecting(f, "rules");
    refused(f, STATUS_DENIED, "", "到 2026-12-01 才截止", "end", id);
    at(f, "2026-12-03T09:00");
    must_do(f, "end", id);
    state_is(f, id, "ended");
    assert_string_equal(column(f, id, "ended_on"),
                        "2026-12-01"); /* for the public it was over then */
    assert_string_equal(column(f, id, "due_on"), "2026-12-22");
    assert_string_equal(column(f, id, "limit_rule"), "consultation.summary");
    struct visible all = visible_to_rules();
    struct record record = {0};
    struct record_due due = {0};
    assert_int_equal(store_read(f->office.store, &all, id, &record, NULL), STATUS_OK);
    assert_int_equal(record_due_load(&f->office, &record, &due, NULL), STATUS_OK);
    assert_int_equal(due.due.day, date_from_ymd(2026, 12, 22)); /* explained from the same day */
    record_due_release(&due);
    record_release(&record);
}

static void early_only_by_the_supervisor_and_never_below_the_law(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t general = collecting(f, "rules");
    int64_t other = 0;
    as_clerk(f);
    at(f, "2026-11-24T09:00");
    refused(f, STATUS_DENIED, "", "", "end_early", general, "reason", "意见已经集中");
    as_leader(f);
    must_do(f, "end_early", general, "reason", "意见已经集中");
    assert_string_equal(column(f, general, "ended_on"), "2026-11-24");
    assert_string_equal(column(f, general, "close_on"), "2026-11-24");
    assert_non_null(strstr(notes_of(f, general), "原定 2026-12-01"));
    as_clerk(f);
    must_register(f, "consultation", &other, "title", "道路改线方案", "kind", "decision", "unit",
                  "社会事务办", "person", "张𠮷旺", "ways", "问卷", "where_to", "镇政府", "draft",
                  DRAFT);
    must_do(f, "draft_notice", other);
    publish(f, text_of(f, other, "notice"));
    at(f, "2026-11-30T09:00");
    as_leader(f);
    refused(f, STATUS_DENIED, "", "不能在 2026-12-24 以前截止", "end_early", other, "reason", "急");
}

static void cancelled_its_notice_is_not_published(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = collection(f, "decision", "", "");
    must_do(f, "draft_notice", id);
    int64_t notice = text_of(f, id, "notice");
    must_do(f, "submit", notice);
    as_reviewer(f);
    must_do(f, "review", notice, "review_outcome", "public");
    as_leader(f);
    must_do(f, "approve", notice);
    must_do(f, "cancel", id, "reason", "县里另有安排");
    state_is(f, id, "cancelled");
    refused(f, STATUS_DENIED, "", "已取消", "publish", notice, "board", "镇政府公开栏");
}

/* ---- the notice --------------------------------------------------------------------------------- */

static void the_notice_is_made_of_what_was_registered(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    begin(f);
    must_register(f, "consultation", &id, "title", "修路", "kind", "decision");
    refused(f, STATUS_INVALID, "unit", "承办单位", "draft_notice", id);
    must_do(f, "edit", id, "unit", "社会事务办");
    refused(f, STATUS_INVALID, "ways", "方式", "draft_notice", id);
    must_do(f, "edit", id, "ways", "座谈会");
    refused(f, STATUS_INVALID, "where_to", "送到哪里", "draft_notice", id);
    must_do(f, "edit", id, "where_to", "镇政府");
    refused(f, STATUS_INVALID, "draft", "草案", "draft_notice", id);
    must_do(f, "void", id, "reason", "重登");
    id = collection(f, "decision", "", "");
    must_do(f, "draft_notice", id);
    int64_t notice = text_of(f, id, "notice");
    assert_string_equal(column(f, notice, "title"), "就“集市搬迁方案”征求意见的公告");
    assert_string_equal(column(f, notice, "reply_path"), "镇政府二楼，电话 0000-6610011");
    assert_non_null(strstr(column(f, notice, "element_process"), "座谈会、公开栏"));
    assert_non_null(strstr(column(f, notice, "element_process"), "30 日"));
    assert_non_null(strstr(column(f, notice, "element_result"), "第三条　每月租金１００元。"));
    assert_int_equal(text_of(f, notice, "consultation"), id);
    refused(f, STATUS_DENIED, "title", "已经写进公告", "edit", id, "title", "别的");
    must_do(f, "edit", id, "note", "已报党委");
}

static const char *put_up(struct fixture *f, int64_t id) {
    static char text[4000];
    struct visible all = visible_to_rules();
    struct record record = {0};
    struct fields shown = FIELDS_INIT;
    assert_int_equal(store_read(f->office.store, &all, id, &record, NULL), STATUS_OK);
    disclosure_masked(&f->office, &record.fields, &shown);
    snprintf(text, sizeof text, "%s", fields_text(&shown, "element_process"));
    fields_release(&shown);
    record_release(&record);
    return text;
}

/* The draft says for how many days; what goes up says until when, and so does what is printed again later. */
static void the_last_day_stands_on_what_is_put_up(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = collection(f, "general", "", "");
    must_do(f, "draft_notice", id, "catalogue", "重大行政决策草案征求意见");
    int64_t notice = text_of(f, id, "notice");
    assert_non_null(
        strstr(column(f, notice, "element_process"), "自公告张贴之日起 7 日，张贴当日不算"));
    assert_non_null(
        strstr(put_up(f, notice), "征集时间：自公告张贴之日起，到2026年11月27日为止。"));
    assert_null(strstr(put_up(f, notice), "7 日"));
    at(f, "2026-11-24T09:00");
    assert_non_null(strstr(put_up(f, notice), "到2026年12月1日为止。")); /* when it goes up today */
    publish(f, notice);
    assert_string_equal(column(f, id, "close_on"), "2026-12-01");
    at(f, "2026-11-26T09:00");
    assert_non_null(strstr(put_up(f, notice), "到2026年12月1日为止。"));
    must_do(f, "extend", id, "close_on", "2026-12-10", "reason", "下雪");
    assert_non_null(strstr(put_up(f, notice), "到2026年12月10日为止。"));
    assert_non_null(strstr(put_up(f, notice), "意见送交：镇政府二楼"));
}

static void a_long_draft_is_cut_at_a_passage_and_says_so(void **state) {
    struct fixture *f = *state;
    struct buffer draft = BUFFER_INIT;
    int64_t id = 0;
    begin(f);
    for (int i = 1; i <= 60; i++) {
        buffer_append_format(&draft, "第%d条　", i);
        for (int j = 0; j < 98; j++)
            buffer_append(&draft, "市");
        buffer_append(&draft, "\n");
    }
    must_register(f, "consultation", &id, "title", "长方案", "kind", "decision", "unit",
                  "社会事务办", "ways", "问卷", "where_to", "镇政府", "draft", buffer_text(&draft));
    must_do(f, "draft_notice", id);
    struct visible all = visible_to_rules();
    struct record notice = {0};
    assert_int_equal(store_read(f->office.store, &all, text_of(f, id, "notice"), &notice, NULL),
                     STATUS_OK);
    const char *result = fields_text(&notice.fields, "element_result");
    assert_non_null(strstr(result, "草案共 60 段，以上是前 37 段"));
    assert_non_null(strstr(result, "第37条"));
    assert_null(strstr(result, "第38条"));
    record_release(&notice);
    buffer_release(&draft);
}

static void which_entry_is_asked_where_none_fits(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = collection(f, "needs", "", "");
    refused(f, STATUS_INVALID, "catalogue", "目录事项", "draft_notice", id);
    must_do(f, "draft_notice", id, "catalogue", "村级重大事项");
    state_is(f, id, "announcing");
}

static void a_notice_under_way_stays_and_can_be_corrected(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = collecting(f, "rules");
    int64_t notice = text_of(f, id, "notice");
    as_leader(f);
    refused(f, STATUS_DENIED, "", "还在征集，不能撤回", "withdraw", notice, "reason", "写错了");
    as_clerk(f);
    must_do(f, "correct", notice, "reason", "电话写错");
    int64_t corrected = text_of(f, notice, "corrected_by");
    must_do(f, "edit", corrected, "reply_path", "镇政府一楼");
    publish(f, corrected);
    assert_int_equal(text_of(f, id, "notice"), corrected);
    state_is(f, id, "collecting");
    assert_string_equal(column(f, id, "close_on"), "2026-12-01");
}

static void a_notice_that_is_refused_or_voided_can_be_made_anew(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = collection(f, "decision", "", "");
    must_do(f, "draft_notice", id);
    int64_t first = text_of(f, id, "notice");
    must_do(f, "void", first, "reason", "重写");
    state_is(f, id, "draft");
    assert_string_equal(column(f, id, "notice"), "");
    must_do(f, "draft_notice", id);
    int64_t second = text_of(f, id, "notice");
    as_leader(f);
    must_do(f, "restore", first, "reason", "误作废"); /* it is the notice no more */
    as_clerk(f);
    refused(f, STATUS_DENIED, "consultation", "正在征求意见", "submit", first);
    must_do(f, "submit", second);
    as_leader(f);
    must_do(f, "refuse", second, "refused_basis", "条例第十六条", "refused_reason", "过程性信息");
    state_is(f, id, "draft");
}

/* ---- the summary, and the end ------------------------------------------------------------------- */

static void the_summary_gives_reasons_and_no_names(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = collecting(f, "decision");
    opinion(f, id, "王𠮷祥说租金太高，电话13912345678，身份证11010519491231002X", "declined",
            "成本已经最低，已向王𠮷祥说明");
    opinion(f, id, "困难户应当免租。", "部分采纳", "改为减半！");
    opinion(f, id, "路灯不亮", "unrelated", "");
    opinion(f, id, "摊位要够宽", NULL, NULL);
    end_on_time(f, id);
    refused(f, STATUS_DENIED, "", "还有 1 条意见没有处理", "draft_summary", id);
    refused(f, STATUS_DENIED, "", "还有 1 条意见没有处理，不能办结", "close", id);
    int64_t waiting = 0;
    struct visible all = visible_to_rules();
    assert_int_equal(store_find_number(f->office.store, &all, "YJ2026-00004", &waiting, NULL),
                     STATUS_OK);
    must_do(f, "decide", waiting, "decision", "采纳", "adopted_to", "第二条");
    at(f, "2026-12-22T09:00");
    opinion(f, id, "再晚一天提的", "declined", "已经定稿");
    must_do(f, "draft_summary", id);
    int64_t summary = text_of(f, id, "summary");
    assert_non_null(strstr(column(f, summary, "element_process"), "期限内 4 条、逾期提交 1 条"));
    assert_non_null(strstr(column(f, summary, "element_process"), "东门村 5 条"));
    const char *result = column(f, summary, "element_result");
    assert_non_null(strstr(result, "采纳 1 条，部分采纳 1 条，不采纳 1 条，无关或重复 1 条"));
    assert_non_null(strstr(result, "逾期提交的意见另计"));
    assert_non_null(strstr(result, "困难户应当免租。采纳到：第三条。理由：改为减半！\n"));
    assert_non_null(strstr(result, "摊位要够宽。采纳到：第二条。\n"));
    assert_null(strstr(result, "。。"));
    assert_non_null(strstr(result, "提意见人说租金太高"));
    assert_null(strstr(result, "王𠮷祥"));
    assert_null(strstr(result, "13912345678"));
    assert_null(strstr(result, "19491231"));
    refused(f, STATUS_DENIED, "", "已经起草", "draft_summary", id);
}

static void it_closes_only_with_its_summary_public(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = collecting(f, "decision");
    end_on_time(f, id);
    refused(f, STATUS_DENIED, "", "还没有起草", "close", id);
    must_do(f, "draft_summary", id);
    refused(f, STATUS_DENIED, "", "公布了才能办结", "close", id);
    int64_t summary = text_of(f, id, "summary");
    assert_non_null(strstr(column(f, summary, "element_result"), "没有收到意见"));
    must_do(f, "void", summary, "reason", "重写");
    assert_string_equal(column(f, id, "summary"), "");
    must_do(f, "draft_summary", id);
    publish(f, text_of(f, id, "summary"));
    must_do(f, "close", id);
    state_is(f, id, "closed");
    assert_string_equal(column(f, id, "due_on"), "");
}

static void a_summary_waits_for_every_opinion(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = collecting(f, "decision");
    end_on_time(f, id);
    must_do(f, "draft_summary", id);
    int64_t summary = text_of(f, id, "summary");
    must_do(f, "submit", summary);
    as_reviewer(f);
    must_do(f, "review", summary, "review_outcome", "public");
    as_leader(f);
    must_do(f, "approve", summary);
    as_clerk(f);
    opinion(f, id, "来晚了", NULL, NULL);
    refused(f, STATUS_DENIED, "", "还有 1 条意见没有处理", "publish", summary, "board",
            "镇政府公开栏");
}

static void decide_anew(struct fixture *f, int64_t id, const char *adopted_to) {
    must_do(f, "undo", id, "reason", "再议");
    must_do(f, "adopt", id, "adopted_to", adopted_to);
}

/* What was decided otherwise since does not go out under the old figures, at no gate. */
static void a_summary_says_what_is_decided_now(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = collecting(f, "decision");
    opinion(f, id, "困难户应当免租", "declined", "成本已经最低");
    opinion(f, id, "摊位要够宽", "declined", "场地不够");
    int64_t first = numbered(f, "YJ2026-00001");
    end_on_time(f, id);
    must_do(f, "draft_summary", id);
    int64_t summary = text_of(f, id, "summary");
    must_do(f, "edit", summary, "element_discipline", "提意见人不公开。");
    must_do(f, "undo", first, "reason", "再议");
    refused(f, STATUS_DENIED, "", "起草以后 ZJ2026-00001 的意见有变", "submit", summary);
    refused(f, STATUS_DENIED, "", "还有 1 条意见没有处理", "draft_summary", id);
    must_do(f, "adopt", first, "adopted_to", "第三条");
    refused(f, STATUS_DENIED, "", "再办一次“起草采纳情况”", "submit", summary);
    must_do(f, "draft_summary", id);
    assert_int_equal(text_of(f, id, "summary"), summary);
    assert_non_null(
        strstr(column(f, summary, "element_result"), "采纳 1 条，部分采纳 0 条，不采纳 1 条"));
    assert_string_equal(column(f, summary, "element_discipline"), "提意见人不公开。");
    refused(f, STATUS_DENIED, "", "已经起草", "draft_summary", id);
    must_do(f, "submit", summary);
    as_reviewer(f);
    must_do(f, "review", summary, "review_outcome", "public");
    as_leader(f);
    must_do(f, "approve", summary);
    as_clerk(f);
    decide_anew(f, first, "第三条第二款"); /* the figures are the same, the text is not */
    refused(f, STATUS_DENIED, "", "的意见有变", "publish", summary, "board", "镇政府公开栏");
    must_do(f, "draft_summary", id);
    state_is(f, summary, "draft"); /* what was approved was another text */
    publish(f, summary);
    must_do(f, "close", id);
}

static void what_is_public_is_corrected_first(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = collecting(f, "decision");
    opinion(f, id, "困难户应当免租", "declined", "成本已经最低");
    int64_t first = numbered(f, "YJ2026-00001");
    end_on_time(f, id);
    must_do(f, "draft_summary", id);
    int64_t summary = text_of(f, id, "summary");
    publish(f, summary);
    refused(f, STATUS_DENIED, "", "已写进公布的采纳情况 GK2026-00002", "undo", first, "reason",
            "再议");
    must_do(f, "correct", summary, "reason", "困难户一条改为采纳");
    int64_t corrected = text_of(f, summary, "corrected_by");
    decide_anew(f, first, "第三条");
    refused(f, STATUS_DENIED, "", "的意见有变", "submit", corrected);
    refused(f, STATUS_DENIED, "", "先更正 GK2026-00002", "close", id);
    must_do(f, "draft_summary", id);
    assert_int_equal(text_of(f, id, "summary"), summary);
    assert_non_null(strstr(column(f, corrected, "element_result"), "采纳 1 条"));
    assert_non_null(strstr(column(f, summary, "element_result"), "采纳 0 条"));
    refused(f, STATUS_DENIED, "", "先更正 GK2026-00002", "close", id);
    publish(f, corrected);
    must_do(f, "close", id);
    refused(f, STATUS_DENIED, "", "已结束", "undo", first, "reason", "再议");
}

/* One that comes after the summary is out is decided, and the summary corrected. */
static void a_late_one_after_the_summary_is_counted_too(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = collecting(f, "decision");
    end_on_time(f, id);
    must_do(f, "draft_summary", id);
    int64_t summary = text_of(f, id, "summary");
    publish(f, summary);
    at(f, "2026-12-22T09:00");
    opinion(f, id, "来晚了", "declined", "已经定稿");
    refused(f, STATUS_DENIED, "", "先更正 GK2026-00002", "close", id);
    refused(f, STATUS_DENIED, "", "先更正 GK2026-00002", "draft_summary", id);
    must_do(f, "correct", summary, "reason", "又收到一条");
    must_do(f, "draft_summary", id);
    publish(f, text_of(f, summary, "corrected_by"));
    must_do(f, "close", id);
}

/* ---- what was asked about (D4) ------------------------------------------------------------------ */

static int64_t asked_about(struct fixture *f, int64_t id) {
    char number[24];
    int64_t disclosure = draft_disclosure(f);
    snprintf(number, sizeof number, "%s", column(f, id, "number"));
    must_do(f, "edit", disclosure, "consultation", number);
    return disclosure;
}

static void close_all(struct fixture *f, int64_t id) {
    end_on_time(f, id);
    must_do(f, "draft_summary", id);
    publish(f, text_of(f, id, "summary"));
    must_do(f, "close", id);
}

static void a_draft_waits_until_the_public_was_heard(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = collecting(f, "decision");
    int64_t disclosure = asked_about(f, id);
    refused(f, STATUS_DENIED, "consultation", "正在征求意见", "submit", disclosure);
    refused(f, STATUS_DENIED, "consultation", "不能改连别的", "edit", disclosure, "consultation",
            "");
    must_do(f, "edit", disclosure, "element_result", "清淤２处"); /* the content may still change */
    close_all(f, id);
    assert_string_equal(column(f, disclosure, "decided_on"), "2026-12-21");
    assert_string_equal(column(f, disclosure, "decided_scope"), "public");
    assert_non_null(strstr(column(f, disclosure, "decided_note"), column(f, id, "number")));
    must_do(f, "submit", disclosure);
    state_is(f, disclosure, "in_review");
}

static void changed_afterwards_it_is_decided_again(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = collecting(f, "decision");
    int64_t disclosure = asked_about(f, id);
    close_all(f, id);
    as_leader(f);
    refused(f, STATUS_DENIED, "", "不用再决定", "decide_content", disclosure, "reason", "没改");
    as_clerk(f);
    must_do(f, "edit", disclosure, "element_result", "不清淤了");
    refused(f, STATUS_DENIED, "decided_hash", "办结以后改过", "submit", disclosure);
    refused(f, STATUS_DENIED, "signatory", "须由有权的人决定", "decide_content", disclosure,
            "reason", "按会议");
    refused(f, STATUS_INVALID, "decided_note", "为什么", "decide_content", disclosure);
    as_leader(f);
    must_do(f, "decide_content", disclosure, "decided_note", "按会议");
    assert_non_null(strstr(column(f, disclosure, "decided_note"), "按会议"));
    as_clerk(f);
    must_do(f, "submit", disclosure);
}

static void linked_later_it_is_decided_on_its_own(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = collecting(f, "decision");
    close_all(f, id);
    int64_t disclosure = asked_about(f, id);
    refused(f, STATUS_DENIED, "decided_hash", "还没有按", "submit", disclosure);
    must_do(f, "decide_content", disclosure, "reason", "同一事项", "signatory", "周建华",
            "signed_on", "2026-12-21", "signed_no", "第３号");
    must_do(f, "submit", disclosure);
}

static void a_cancelled_one_holds_nothing_back(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = collecting(f, "decision");
    int64_t disclosure = asked_about(f, id);
    as_leader(f);
    must_do(f, "cancel", id, "reason", "不再搬迁");
    as_clerk(f);
    must_do(f, "submit", disclosure);
    register_refused(f, STATUS_INVALID, "consultation", "已经取消", "disclosure", "catalogue",
                     "村级重大事项", "title", "又一件", "received_on", "2026-11-18", "consultation",
                     column(f, id, "number"));
}

/* ---- needs, late ones, passages ------------------------------------------------------------------ */

static void a_survey_of_needs_marks_what_is_hot(void **state) {
    struct fixture *f = *state;
    struct visible all = visible_to_rules();
    int64_t entry = 0;
    begin(f);
    int64_t id = collecting(f, "needs");
    int64_t other = 0;
    must_register(f, "consultation", &other, "title", "别的", "kind", "general");
    end_on_time(f, id);
    must_do(f, "mark_hot", id, "catalogue", "村级重大事项", "hot", "热点");
    assert_int_equal(
        store_find_title(f->office.store, &all, "catalogue", "村级重大事项", &entry, NULL),
        STATUS_OK);
    assert_string_equal(column(f, entry, "hot"), "hot");
    assert_string_equal(column(f, entry, "hot_source"), "群众需求调查 ZJ2026-00001");
    must_do(f, "edit", other, "unit", "社会事务办", "ways", "问卷", "where_to", "镇政府");
    must_do(f, "draft_notice", other, "catalogue", "村级重大事项");
    publish(f, text_of(f, other, "notice"));
    end_on_time(f, other);
    refused(f, STATUS_DENIED, "", "不是群众需求调查", "mark_hot", other, "catalogue",
            "村级重大事项", "hot", "热点");
}

static void late_ones_stand_on_51(void **state) {
    struct fixture *f = *state;
    static const char *const columns[] = {"number"};
    struct page page = {0};
    struct page_start start = {0};
    const struct condition of = {"record_kind", IS_EQUAL, "consultation"};
    const struct condition late = {"due_sort", IS_LESS, "2026-12-22"};
    const struct condition conditions[] = {of, late};
    const struct page_request request = {.view = "overdue_all",
                                         .columns = columns,
                                         .column_count = 1,
                                         .order = "due_sort",
                                         .conditions = conditions,
                                         .condition_count = 2};
    begin(f);
    collecting(f, "decision");
    at(f, "2026-12-22T09:00");
    assert_int_equal(
        store_page(f->office.store, &f->office.visible, &request, &start, 50, &page, NULL),
        STATUS_OK);
    assert_int_equal(page.count, 1);
    assert_string_equal(page_cell(&page, 0, 0), "ZJ2026-00001");
    page_release(&page);
}

static void passage_is(const struct passages *passages, const char *typed, const char *name) {
    const struct passage *found = passage_find(passages, typed);
    assert_string_equal(found != NULL ? found->name : "", name);
}

static void passages_are_named_as_the_draft_names_them(void **state) {
    struct passages passages = {0};
    (void)state;
    assert_true(
        consultation_passages("说明一行\n\n　　再说一行\n" DRAFT "第十二条 附则𠮷", &passages));
    assert_int_equal(passages.count, 6);
    passage_is(&passages, "3", "第三条");
    passage_is(&passages, "３", "第三条");
    passage_is(&passages, " 第3条 ", "第三条");
    passage_is(&passages, "三", "第三条");
    passage_is(&passages, "12", "第十二条");
    passage_is(&passages, "第二段", "第二段");
    passage_is(&passages, "4", "");
    passage_is(&passages, "第三条第二款", "");
    passage_is(&passages, "", "");
    const struct passage *third = passage_find(&passages, "3");
    const struct passage *fourth = third + 1;
    assert_string_equal(fourth->name, "第十二条"); /* 困难户减半 belongs to the third */
    passages_release(&passages);
    assert_true(consultation_passages("甲\n乙\n䶮丙", &passages));
    passage_is(&passages, "2", "第二段");
    assert_int_equal(passages.count, 3);
    passages_release(&passages);
    assert_true(consultation_passages("", &passages));
    assert_int_equal(passages.count, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(role_by_state_by_command),
        with_office(least_days_are_the_laws),
        with_office(seven_working_days_pass_over_a_weekend),
        with_office(shorter_only_with_a_reason_the_public_reads),
        with_office(posted_late_the_promised_day_is_too_early),
        with_office(longer_until_the_last_day),
        with_office(ended_on_its_day_the_summary_falls_due),
        with_office(early_only_by_the_supervisor_and_never_below_the_law),
        with_office(cancelled_its_notice_is_not_published),
        with_office(the_notice_is_made_of_what_was_registered),
        with_office(the_last_day_stands_on_what_is_put_up),
        with_office(a_long_draft_is_cut_at_a_passage_and_says_so),
        with_office(which_entry_is_asked_where_none_fits),
        with_office(a_notice_under_way_stays_and_can_be_corrected),
        with_office(a_notice_that_is_refused_or_voided_can_be_made_anew),
        with_office(the_summary_gives_reasons_and_no_names),
        with_office(it_closes_only_with_its_summary_public),
        with_office(a_summary_waits_for_every_opinion),
        with_office(a_summary_says_what_is_decided_now),
        with_office(what_is_public_is_corrected_first),
        with_office(a_late_one_after_the_summary_is_counted_too),
        with_office(a_draft_waits_until_the_public_was_heard),
        with_office(changed_afterwards_it_is_decided_again),
        with_office(linked_later_it_is_decided_on_its_own),
        with_office(a_cancelled_one_holds_nothing_back),
        with_office(a_survey_of_needs_marks_what_is_hot),
        with_office(late_ones_stand_on_51),
        cmocka_unit_test(passages_are_named_as_the_draft_names_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

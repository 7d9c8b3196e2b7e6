/* What stands on the printed sheets, and what never does: sealed, withheld, unmasked. And lp: how it is run,
 * what it is given, what is said when there is none. */
#include "work/opinion_fixture.h"

#include <sys/stat.h>

#include "base/text.h"
#include "form/scr_files.h"
#include "report/print.h"
#include "report/prints.h"
#include "store/internal.h"
#include "store/write.h"
#include "work/print_log.h"

static struct problem problem;
static char text[60000];

static enum status draw(struct fixture *f, const char *name, const struct print_request *request) {
    struct scr_source files = scr_files_source();
    struct buffer out = BUFFER_INIT;
    problem = (struct problem){0};
    enum status status =
        prints_append(&f->office, &files, prints_find(name), request, &out, &problem);
    assert_true(out.length < sizeof text);
    strcpy(text, buffer_text(&out));
    buffer_release(&out);
    return status;
}

static const char *print_ids(struct fixture *f, const char *name, size_t count,
                             const int64_t *ids) {
    const struct print_request request = {.ids = ids, .id_count = count, .from = DATE_NONE};
    if (draw(f, name, &request) != STATUS_OK)
        fail_msg("%s", sentence(&problem));
    return text;
}

static const char *print_one(struct fixture *f, const char *name, int64_t id) {
    return print_ids(f, name, 1, &id);
}

static void print_refused(struct fixture *f, const char *name, int64_t id, const char *words) {
    const struct print_request request = {.ids = &id, .id_count = 1, .from = DATE_NONE};
    assert_int_not_equal(draw(f, name, &request), STATUS_OK);
    assert_string_equal(text, "");
    if (strstr(sentence(&problem), words) == NULL)
        fail_msg("%s", sentence(&problem));
}

static const char *print_column(struct fixture *f, int64_t box, const char *from, const char *to) {
    const struct print_request request = {
        .box = box, .from = date_from_iso(from), .to = date_from_iso(to)};
    if (draw(f, "feedback-column", &request) != STATUS_OK)
        fail_msg("%s", sentence(&problem));
    return text;
}

#define has(words)                                                                                 \
    do {                                                                                           \
        if (strstr(text, words) == NULL)                                                           \
            fail_msg("lacks %s:\n%s", words, text);                                                \
    } while (0)
#define lacks(words)                                                                               \
    do {                                                                                           \
        if (strstr(text, words) != NULL)                                                           \
            fail_msg("has %s:\n%s", words, text);                                                  \
    } while (0)

static void set(struct fixture *f, const char *key, const char *value) {
    assert_int_equal(store_begin(f->office.store, NULL), STATUS_OK);
    assert_int_equal(store_set_setting(f->office.store, key, value, NULL), STATUS_OK);
    assert_int_equal(store_commit(f->office.store, "", NULL), STATUS_OK);
}

/* A matter out of the box, handed to 东门村. */
static int64_t matter(struct fixture *f, const char *kind, const char *title) {
    int64_t id = 0;
    must_register(f, "feedback", &id, "kind", kind, "title", title, "received_on", "2026-11-10",
                  "reporter", "欧阳春兰", "contact", "13800001234", "box", "政府大院", "body",
                  "三组自八月以来路灯不亮，电话 138-0000-1234。");
    must_do(f, "assign", id, "unit", "东门村");
    return id;
}

/* ---- 反馈专栏 ------------------------------------------------------------------------------------ */

static void the_column_is_masked(void **state) {
    struct fixture *f = *state;
    int64_t id = matter(f, "suggest", "𠮷祥街路灯，欧阳春兰１３８００００１２３４");
    must_do(f, "reply", id, "reply",
            "已修好。欧阳春兰，身份证11010519491231002X，卡 4111 1111 1111 1111。", "answered_by",
            "东门村 王建国");
    assert_string_equal(print_column(f, f->box, "2026-11-01", "2026-11-20"),
                        "青石镇政务公开办公室\n"
                        "--------------------------------------------------------\n"
                        "                        反馈专栏\n"
                        "\n"
                        "反馈箱      政府大院\n"
                        "答复日期    2026-11-01 至 2026-11-20\n"
                        "\n"
                        "FK2026-00001  建议\n"
                        "反映人      欧阳*\n"
                        "反映事项    𠮷祥街路灯，欧阳*138****1234\n"
                        "答复        已修好。欧阳*，身份证110105********002X，卡\n"
                        "            ************1111。\n"
                        "答复人      东门村 王建国\n"
                        "答复日期    2026-11-20\n"
                        "\n"
                        "--------------------------------------------------------\n"
                        "打印日期 2026-11-20                                  1/1\n");
}

static void the_name_is_masked_as_the_setting_says(void **state) {
    struct fixture *f = *state;
    int64_t id = matter(f, "suggest", "路灯");
    must_do(f, "reply", id, "reply", "已修好。");
    print_one(f, "feedback-column", id);
    has("反映人      欧阳*\n");
    set(f, "name_mask", "某");
    print_one(f, "feedback-column", id);
    has("反映人      欧阳某\n");
    must_do(f, "edit", id, "reporter", "");
    print_one(f, "feedback-column", id);
    has("反映人      匿名\n");
}

static int64_t answered(struct fixture *f, const char *title, const char *reporter,
                        const char *slip, const char *reply) {
    int64_t id = 0;
    must_register(f, "feedback", &id, "kind", "suggest", "title", title, "received_on",
                  "2026-11-10", "reporter", reporter, "opening", slip[0] ? "KX2026-00001" : "",
                  "slip_no", slip);
    must_do(f, "assign", id, "unit", "东门村");
    must_do(f, "reply", id, "reply", reply, "answered_by", "东门村 王建国");
    return id;
}

/* Who else reported something: on the same column, on the same slip, the matter before this one. Staff are named. */
static void others_who_reported_are_masked_too(void **state) {
    struct fixture *f = *state;
    int64_t opening = 0;
    must_register(f, "opening", &opening, "box", "政府大院", "received_on", "2026-11-10", "opener",
                  "李春梅", "second_opener", "刘䶮", "slips", "5");
    int64_t first =
        answered(f, "路灯", "马𠮷、欧阳春兰", "", "马𠮷与欧阳春兰的意见已办，周建华回复。");
    answered(f, "水沟", "孙小美", "2", "已清。");
    int64_t same_slip = answered(f, "长凳", "", "2", "孙小美与马𠮷所提、村民王五所说长凳已设。");
    answered(f, "村民的树", "村民", "", "已栽。");
    answered(f, "公示", "周建华", "", "已改。"); /* staff with an own wish */
    print_one(f, "feedback-column", first);
    has("反映人      马*、欧阳*\n");
    has("马*与欧阳*的意见已办，周建华回复");
    print_one(f, "feedback-column", same_slip);
    has("孙*与马𠮷所提、村民王*所说"); /* whose slip it is, and whoever is told of */
    print_column(f, 0, "2026-11-01", "2026-11-20");
    has("孙*与马*所提、村民王*所说");
    has("村民的树");
    has("意见已办，周建华回复");
    has("反映人      周*\n");
}

/* Whoever is told of is masked too, and the clerk is told, as it may be no name. */
static void who_is_told_of_is_masked_and_told(void **state) {
    struct fixture *f = *state;
    struct scr_source files = scr_files_source();
    struct buffer out = BUFFER_INIT, remarks = BUFFER_INIT;
    int64_t ids[2] = {answered(f, "邻居李䶮家堆沙", "孙小美", "", "已请李䶮、王二小大爷清走。"),
                      answered(f, "路灯不亮", "", "", "周建华已派人修好，方便出行。")};
    const struct print_request request = {
        .ids = ids, .id_count = 2, .from = DATE_NONE, .remarks = &remarks};
    assert_int_equal(
        prints_append(&f->office, &files, prints_find("feedback-column"), &request, &out, &problem),
        STATUS_OK);
    assert_non_null(strstr(buffer_text(&out), "邻居李*家堆沙"));
    assert_non_null(strstr(buffer_text(&out), "已请李*、王*大爷清走。"));
    assert_non_null(strstr(buffer_text(&out), "周建华已派人修好，方便出行。"));
    assert_string_equal(buffer_text(&remarks),
                        "像是人名的已隐去，请核对再贴出：FK2026-00001 李䶮、王二小");
    buffer_release(&out);
    buffer_release(&remarks);
}

static void what_may_not_be_announced_is_not_on_the_column(void **state) {
    struct fixture *f = *state;
    int64_t report = 0;
    int64_t waiting = matter(f, "complain", "还没有答复的");
    int64_t withheld = matter(f, "suggest", "不宜公开的");
    int64_t voided = matter(f, "suggest", "登错作废的");
    int64_t announced = matter(f, "suggest", "已经公布的");
    must_register(f, "feedback", &report, "kind", "report", "title", "村会计吃拿卡要", "reporter",
                  "张三丰", "received_on", "2026-11-10", "box", "政府大院");
    must_do(f, "reply", withheld, "reply", "答复甲。");
    must_do(f, "withhold", withheld, "reason", "涉及个人");
    must_do(f, "close", withheld);
    must_do(f, "reply", voided, "reply", "答复乙。");
    must_do(f, "void", voided, "reason", "登错");
    must_do(f, "reply", announced, "reply", "答复丙。");
    must_do(f, "announce", announced, "place", "政府大院公开栏");
    must_do(f, "close", announced);
    print_column(f, 0, "2026-11-01", "2026-11-30");
    has("已经公布的");
    lacks("还没有答复的");
    lacks("不宜公开的");
    lacks("登错作废的");
    lacks("吃拿卡要");
    lacks("张");
    print_refused(f, "feedback-column", waiting, "还没有可以公布的答复");
    print_refused(f, "feedback-column", withheld, "不宜公开");
    print_refused(f, "feedback-column", report, "没有这条记录");
    use_as(f, f->leader, ROLE_SUPERVISOR | ROLE_CLERK);
    print_refused(f, "feedback-column", report, "举报件");
    print_column(f, 0, "2026-11-01", "2026-11-30");
    lacks("吃拿卡要");
    print_refused(f, "feedback-column", f->box, "不是这张单子印的记录");
    print_column(f, f->box, "2026-11-01", "2026-11-19");
    has("没有可以公布的答复");
}

/* An office's file may hold records that were given a day of closing when they were voided. */
static void void_is_not_done(void **state) {
    struct fixture *f = *state;
    int64_t id = matter(f, "suggest", "登错作废的");
    must_do(f, "void", id, "reason", "登错");
    print_one(f, "record", id);
    lacks("办结日期");
    assert_int_equal(sqlite3_exec(f->office.store->db,
                                  "UPDATE feedback SET closed_on = '2026-11-20'", NULL, NULL, NULL),
                     SQLITE_OK);
    print_one(f, "record", id);
    has("作废日期: 2026-11-20");
    lacks("办结日期");
}

/* 事事有回音: without the column or a reason nothing is closed. */
static void nothing_is_closed_before_it_is_published_or_marked(void **state) {
    struct fixture *f = *state;
    int64_t id = matter(f, "suggest", "路灯");
    must_do(f, "reply", id, "reply", "已修好。");
    refused(f, STATUS_DENIED, "", "还没有公布结果", "close", id, NULL);
    print_one(f, "feedback-column", id);
    refused(f, STATUS_DENIED, "", "还没有公布结果", "close", id, NULL);
    must_do(f, "announce", id, "place", "政府大院公开栏");
    must_do(f, "close", id);
}

/* ---- slips --------------------------------------------------------------------------------------- */

static void one_slip_a_unit(void **state) {
    struct fixture *f = *state;
    int64_t ids[3] = {matter(f, "complain", "路灯不亮"), matter(f, "suggest", "增设长凳"),
                      matter(f, "suggest", "水沟堵塞")};
    must_do(f, "reassign", ids[1], "unit", "社会事务办");
    print_ids(f, "assign-slip", 3, ids);
    has("东门村");
    has("0000-6610011");
    has("期限        2026-12-01");
    has("签收人: ");
    has("1/2");
    has("2/2");
    const char *second = strchr(text, '\f');
    assert_non_null(second);
    assert_non_null(strstr(second, "增设长凳"));
    assert_null(strstr(second, "水沟堵塞"));
    const struct print_request request = {
        .unit = f->unit, .from = date_from_iso("2026-11-20"), .to = date_from_iso("2026-11-20")};
    assert_int_equal(draw(f, "assign-slip", &request), STATUS_OK);
    has("路灯不亮");
    has("水沟堵塞");
    lacks("增设长凳");
    const struct print_request yesterday = {
        .unit = f->unit, .from = date_from_iso("2026-11-19"), .to = date_from_iso("2026-11-19")};
    assert_int_equal(draw(f, "assign-slip", &yesterday), STATUS_NOT_FOUND);
}

static void no_slip_for_what_is_sealed_or_over(void **state) {
    struct fixture *f = *state;
    int64_t report = 0, loose = 0;
    must_register(f, "feedback", &report, "kind", "report", "title", "村会计吃拿卡要",
                  "received_on", "2026-11-10");
    must_register(f, "feedback", &loose, "kind", "consult", "title", "还没有交办", "received_on",
                  "2026-11-20");
    print_refused(f, "assign-slip", loose, "先交办");
    int64_t closed = matter(f, "suggest", "路灯");
    must_do(f, "void", closed, "reason", "登错");
    print_refused(f, "assign-slip", closed, "已经答复或了结");
    print_refused(f, "supervision-slip", closed, "已经了结");
    print_refused(f, "approval-slip", closed, "没有要签批的");
    use_as(f, f->leader, ROLE_SUPERVISOR | ROLE_CLERK);
    print_refused(f, "assign-slip", report, "举报件");
    print_refused(f, "supervision-slip", report, "举报件");
    print_refused(f, "approval-slip", report, "举报件");
    print_one(f, "record", report);
    has("村会计吃拿卡要");
    use_as(f, f->clerk, ROLE_CLERK);
    print_refused(f, "record", report, "");
    print_refused(f, "assign-slip", report, "");
    assert_null(strstr(sentence(&problem), "举报"));
}

static void the_supervision_slip_says_how_late_it_is(void **state) {
    struct fixture *f = *state;
    int64_t id = matter(f, "suggest", "增设长凳");
    print_one(f, "supervision-slip", id);
    has("督办单");
    has("逾期 3 个工作日");
    has("签发人: ");
    has("签收人: ");
    has("督办要求: ");
}

static void the_approval_slip_has_lines_to_sign(void **state) {
    struct fixture *f = *state;
    int64_t id = matter(f, "suggest", "增设长凳");
    print_one(f, "approval-slip", id);
    has("审批事项    延期");
    has("延期理由: ___");
    has("[  ] 同意    [  ] 不同意");
    has("签批人: ");
}

static void the_opening_sheet_lists_its_slips(void **state) {
    struct fixture *f = *state;
    int64_t opening = 0, id = 0;
    char number[24];
    must_register(f, "opening", &opening, "box", "政府大院", "opener", "李春梅", "second_opener",
                  "周大爷", "slips", "3", "void_slips", "1", "void_reason", "空白");
    snprintf(number, sizeof number, "%s", column(f, opening, "number"));
    must_register(f, "feedback", &id, "kind", "suggest", "title", "𠮷祥街增设长凳", "opening",
                  number);
    must_register(f, "feedback", &id, "kind", "report", "title", "村会计吃拿卡要", "opening",
                  number);
    print_one(f, "opening-sheet", opening);
    has("镇政府大门东侧");
    has("见证人      周大爷");
    has("意见条数    3");
    has("其中作废    1");
    has("作废原因    空白");
    has("1    FK2026-00001  建议     𠮷祥街增设长凳");
    has("开箱人签名: ____");
    lacks("举报");
    lacks("FK2026-00002");
    lacks("吃拿卡要");
}

static void a_record_with_its_timeline(void **state) {
    struct fixture *f = *state;
    int64_t id = matter(f, "complain", "𠮷祥街路灯不亮");
    print_one(f, "record", id);
    has("FK2026-00001");
    has("经过");
    has("期限计算说明");
    lacks("\001");
}

/* Who collects answers for an opinion; the village it came from does not, and is not telephoned. */
static void an_opinion_names_who_collects(void **state) {
    struct fixture *f = *state;
    int64_t id = make_opinion(f, make_collection(f, "集市搬迁方案"), "搬到䶮口太远");
    must_do(f, "edit", id, "unit", "东门村");
    print_one(f, "record", id);
    has("承办单位：社会事务办");
    lacks("承办单位：东门村");
    lacks("0000-6610011");
}

/* What a reader types may not command a printer, on no sheet. */
static void hostile_texts_are_printed_safe(void **state) {
    struct fixture *f = *state;
    static const char *const names[] = {"record", "assign-slip", "supervision-slip",
                                        "approval-slip"};
    int64_t id = matter(f, "complain", "@PJL ENTER LANGUAGE=PCL");
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        print_one(f, names[i], id);
        for (const char *at = text; *at != '\0'; at++)
            assert_true((unsigned char)*at >= ' ' || *at == '\n' || *at == '\f');
        assert_true(text_is_valid(text, strlen(text), NULL));
    }
}

/* ---- the audit and lp ---------------------------------------------------------------------------- */

static void a_print_stands_in_the_audit(void **state) {
    struct fixture *f = *state;
    int64_t before = 0, after = 0, id = matter(f, "complain", "路灯不亮");
    const struct print_request request = {.ids = &id, .id_count = 1, .from = DATE_NONE};
    struct buffer what = BUFFER_INIT;
    assert_int_equal(store_verify_audit(f->office.store, &before, NULL), STATUS_OK);
    prints_append_what(&f->office, prints_find("assign-slip"), &request, &what);
    assert_string_equal(buffer_text(&what), "assign-slip FK2026-00001");
    assert_int_equal(office_log_print(&f->office, buffer_text(&what), id, NULL), STATUS_OK);
    assert_int_equal(store_verify_audit(f->office.store, &after, NULL), STATUS_OK);
    assert_int_equal(after, before + 1);
    buffer_release(&what);
}

/* An lp of the test's own that keeps its words, its environment and what it was given. */
static void make_lp(struct fixture *f, const char *ending) {
    char path[340];
    snprintf(path, sizeof path, "%s/lp", f->folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file,
            "#!/bin/sh\n{ echo \"$*\"; env | grep -v ^PWD | grep -v ^_= | grep -v ^SHLVL | sort; } "
            "> '%s/words'\n"
            "cat > '%s/given'\n%s\n",
            f->folder, f->folder, ending);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(path, 0700), 0);
    assert_int_equal(setenv("ZWGK_LP", path, 1), 0);
}

static const char *kept(struct fixture *f, const char *name) {
    static char content[4000];
    char path[340];
    snprintf(path, sizeof path, "%s/%s", f->folder, name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    size_t length = fread(content, 1, sizeof content - 1, file);
    content[length] = '\0';
    fclose(file);
    return content;
}

static void lp_gets_the_text_and_no_more(void **state) {
    struct fixture *f = *state;
    make_lp(f, "exit 0");
    if (print_text(&f->office, "一页\f二页 $(reboot)\n", &problem) != STATUS_OK)
        fail_msg("%s", sentence(&problem));
    assert_string_equal(kept(f, "words"), "-s -o document-format=text/plain -o cpi=12 -t zwgk\n"
                                          "LANG=C.UTF-8\nLC_ALL=C.UTF-8\nPATH=/usr/bin:/bin\n");
    assert_string_equal(kept(f, "given"), "一页\f二页 $(reboot)\n");
    unsetenv("ZWGK_LP");
}

static void the_setting_names_the_printer(void **state) {
    struct fixture *f = *state;
    make_lp(f, "exit 0");
    set(f, "printer", "HP_1楼");
    assert_int_equal(print_text(&f->office, "页\n", &problem), STATUS_INVALID);
    set(f, "printer", "-oraw");
    assert_int_equal(print_text(&f->office, "页\n", &problem), STATUS_INVALID);
    set(f, "printer", "HP_1");
    assert_int_equal(print_text(&f->office, "页\n", &problem), STATUS_OK);
    assert_non_null(strstr(kept(f, "words"), "-t zwgk -d HP_1\n"));
    unsetenv("ZWGK_LP");
}

static void what_lp_says_is_told(void **state) {
    struct fixture *f = *state;
    make_lp(f, "printf 'lp: no default \\033[31mdestination\\n' >&2; exit 1");
    assert_int_equal(print_text(&f->office, "页\n", &problem), STATUS_IO);
    assert_non_null(strstr(sentence(&problem), "lp: no default <U+001B>[31mdestination"));
    make_lp(f, "kill -9 $$");
    assert_int_equal(print_text(&f->office, "页\n", &problem), STATUS_IO);
    unsetenv("ZWGK_LP");
}

static void without_lp_it_says_so(void **state) {
    struct fixture *f = *state;
    setenv("ZWGK_LP", "/nonexistent/lp", 1);
    assert_int_equal(print_text(&f->office, "页\n", &problem), STATUS_IO);
    assert_non_null(strstr(sentence(&problem), "没有打印程序"));
    unsetenv("ZWGK_LP");
}

static void an_office_ignores_the_tests_lp(void **state) {
    struct fixture *f = *state;
    char words[340];
    make_lp(f, "exit 0");
    snprintf(f->office.mode, sizeof f->office.mode, "office");
    (void)!print_text(&f->office, "页\n", &problem);
    snprintf(words, sizeof words, "%s/words", f->folder);
    assert_int_not_equal(access(words, F_OK), 0);
    unsetenv("ZWGK_LP");
}

static void bytes_that_command_a_printer_are_never_sent(void **state) {
    static const char *const texts[] = {"\x1B", "\xC2\x9B", "\x7F", "\r", "\xFF"};
    struct fixture *f = *state;
    char words[340];
    make_lp(f, "exit 0");
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        assert_int_equal(print_text(&f->office, texts[i], &problem), STATUS_INVALID);
    snprintf(words, sizeof words, "%s/words", f->folder);
    assert_int_not_equal(access(words, F_OK), 0);
    unsetenv("ZWGK_LP");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(the_column_is_masked),
        with_office(the_name_is_masked_as_the_setting_says),
        with_office(others_who_reported_are_masked_too),
        with_office(who_is_told_of_is_masked_and_told),
        with_office(what_may_not_be_announced_is_not_on_the_column),
        with_office(void_is_not_done),
        with_office(nothing_is_closed_before_it_is_published_or_marked),
        with_office(one_slip_a_unit),
        with_office(no_slip_for_what_is_sealed_or_over),
        with_office(the_supervision_slip_says_how_late_it_is),
        with_office(the_approval_slip_has_lines_to_sign),
        with_office(the_opening_sheet_lists_its_slips),
        with_office(a_record_with_its_timeline),
        with_office(an_opinion_names_who_collects),
        with_office(hostile_texts_are_printed_safe),
        with_office(a_print_stands_in_the_audit),
        with_office(lp_gets_the_text_and_no_more),
        with_office(the_setting_names_the_printer),
        with_office(what_lp_says_is_told),
        with_office(without_lp_it_says_so),
        with_office(an_office_ignores_the_tests_lp),
        with_office(bytes_that_command_a_printer_are_never_sent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

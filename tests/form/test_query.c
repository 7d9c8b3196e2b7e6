/* Query by form: every operator of every type, as tests and said back; full-width; what is refused. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "form/query.h"

static const char *same(const char *context, const char *text) {
    return text;
}

static const struct {
    const char *code, *label;
} kinds[] = {{"consult", "咨询"}, {"suggest", "建议"}, {"complain", "投诉"},
             {"report", "举报"},  {"praise", "表扬"},  {"suggest_again", "建议再提"}},
  people[] = {{"7", "王建国"},           {"8", "王建"},        {"9", "𠮷田䶮"},
              {"10", "东门村一组"},      {"11", "东门村二组"}, {"12", "东门村三组"},
              {"13", "东门村四组（老）"}};

static void give(void *context, const struct scr_field *field, const char *typed, bool is_exact,
                 struct choices *out) {
    if (field->type != FIELD_LOOKUP) {
        for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
            choices_add(out, kinds[i].code, kinds[i].label, "");
        return;
    }
    for (size_t i = 0; i < sizeof people / sizeof people[0]; i++)
        if (is_exact ? strcmp(people[i].label, typed) == 0 : strstr(people[i].label, typed) != NULL)
            choices_add(out, people[i].code, people[i].label, "");
    out->has_more = strcmp(typed, "太多") == 0;
}

static struct query_world world;

static int setup(void **state) {
    world = (struct query_world){.dates = {.today = date_from_iso("2026-11-20")}, /* 周五 */
                                 .near_until = date_from_iso("2026-11-25"),
                                 .translate = same,
                                 .choices = give};
    return 0;
}

static void dump(const struct query *query, struct buffer *out) {
    static const char *const signs[] = {
        "=", "!=", "<", "<=", ">", ">=", "~", "!~", "^", "$", " empty", " filled", " has ", " lacks "};
    static const char *const links[] = {" & ", " | ", "+"};
    for (size_t i = 0; i < query->count; i++) {
        const struct query_condition *c = &query->conditions[i];
        buffer_append_format(out, "%s%s%s%s", i == 0 ? "" : links[c->link], c->column,
                             signs[c->compare], c->text ? c->text : "");
    }
    assert_true(query->count == 0 || query->conditions[0].link == QUERY_GROUP);
}

static const struct scr_field *field_of(const char *name, enum field_type type) {
    static struct scr_field field;
    static char kept[32];
    snprintf(kept, sizeof kept, "%s", name);
    field = (struct scr_field){.name = kept, .type = type};
    return &field;
}

struct asked {
    enum field_type type;
    const char *name, *typed, *tests, *words;
};

static void check(const struct asked *asked) {
    struct query query = {0};
    struct buffer tests = BUFFER_INIT;
    struct problem problem = {0};
    if (query_add(&query, &world, field_of(asked->name, asked->type), "标签", asked->typed,
                  &problem) != STATUS_OK)
        fail_msg("%s: %s", asked->typed, problem.message);
    dump(&query, &tests);
    assert_string_equal(buffer_text(&tests), asked->tests);
    assert_string_equal(buffer_text(&query.words), asked->words);
    buffer_release(&tests);
    query_release(&query);
}

#define CHECK_ALL(list)                                                                            \
    for (size_t at = 0; at < sizeof(list) / sizeof(list)[0]; at++)                                 \
    check(&(list)[at])

static void test_texts(void **state) {
    static const struct asked list[] = {
        {FIELD_TEXT, "title", "路灯", "title~路灯", "标签含“路灯”"},
        {FIELD_TEXT, "title", "  路灯　", "title~路灯", "标签含“路灯”"},
        {FIELD_TEXT, "title", "*路灯*", "title~路灯", "标签含“路灯”"},
        {FIELD_TEXT, "title", "＊路灯＊", "title~路灯", "标签含“路灯”"},
        {FIELD_TEXT, "title", "路灯*", "title^路灯", "标签以“路灯”开头"},
        {FIELD_TEXT, "title", "＊不亮", "title$不亮", "标签以“不亮”结尾"},
        {FIELD_TEXT, "title", "=路灯*", "title=路灯*", "标签是“路灯*”"},
        {FIELD_TEXT, "title", "＝𠮷旺家", "title=𠮷旺家", "标签是“𠮷旺家”"},
        {FIELD_TEXT, "title", "路灯|积水", "title~路灯 | title~积水", "标签含“路灯”或含“积水”"},
        {FIELD_TEXT, "title", "路灯 ｜ ＝积水", "title~路灯 | title=积水",
         "标签含“路灯”或是“积水”"},
        {FIELD_TEXT, "title", "!=路灯", "title!=路灯", "标签不是“路灯”"},
        {FIELD_TEXT, "title", "！＝*路灯*|*积水*", "title!~路灯+title!~积水",
         "标签不含“路灯”且不含“积水”"},
        {FIELD_TEXT, "title", "时间：八点:半", "title~时间：八点:半", "标签含“时间：八点:半”"},
        {FIELD_TEXT, "title", "《条例》！", "title~《条例》！", "标签含“《条例》！”"},
        {FIELD_MEMO, "body", "Ａ䶮", "body~Ａ䶮", "标签含“Ａ䶮”"},
        {FIELD_TEXT, "title", "", "", ""},
        {FIELD_TEXT, "title", "　 ", "", ""},
    };
    CHECK_ALL(list);
}

static void test_empty_and_not_empty(void **state) {
    static const char *const empty[] = {"=", "＝", "空", "=空", " = "};
    static const char *const filled[] = {"!=", "！＝", "≠", "<>", "非空", "!=空", "=非空"};
    static const enum field_type types[] = {FIELD_TEXT,  FIELD_DATE,   FIELD_INTEGER, FIELD_CODE,
                                            FIELD_MONEY, FIELD_CHOICE, FIELD_LOOKUP,  FIELD_FLAG,
                                            FIELD_CODES};
    for (size_t t = 0; t < sizeof types / sizeof types[0]; t++) {
        for (size_t i = 0; i < sizeof empty / sizeof empty[0]; i++)
            check(&(struct asked){types[t], "x", empty[i], "x empty", "标签空着"});
        for (size_t i = 0; i < sizeof filled / sizeof filled[0]; i++)
            check(&(struct asked){types[t], "x", filled[i], "x filled", "标签不空"});
    }
    check(&(struct asked){FIELD_TEXT, "x", "空|路灯", "x empty | x~路灯", "标签空着或含“路灯”"});
}

static void test_dates(void **state) {
    static const struct asked list[] = {
        {FIELD_DATE, "d", "2026-10-01", "d=2026-10-01", "标签 2026-10-01"},
        {FIELD_DATE, "d", "１００１", "d=2026-10-01", "标签 2026-10-01"},
        {FIELD_DATE, "d", "2026年10月1日", "d=2026-10-01", "标签 2026-10-01"},
        {FIELD_DATE, "d", "t", "d=2026-11-20", "标签今天"},
        {FIELD_DATE, "d", "-3", "d=2026-11-17", "标签 2026-11-17"},
        {FIELD_DATE, "d", "今天", "d=2026-11-20", "标签今天"},
        {FIELD_DATE, "d", "昨天|明天", "d=2026-11-19 | d=2026-11-21",
         "标签 2026-11-19或2026-11-21"},
        {FIELD_DATE, "d", "本周", "d>=2026-11-16+d<=2026-11-22", "标签 2026-11-16 至 2026-11-22"},
        {FIELD_DATE, "d", "上周", "d>=2026-11-09+d<=2026-11-15", "标签 2026-11-09 至 2026-11-15"},
        {FIELD_DATE, "d", "本月", "d>=2026-11-01+d<=2026-11-30", "标签 2026-11-01 至 2026-11-30"},
        {FIELD_DATE, "d", "上月", "d>=2026-10-01+d<=2026-10-31", "标签 2026-10-01 至 2026-10-31"},
        {FIELD_DATE, "d", "下月", "d>=2026-12-01+d<=2026-12-31", "标签 2026-12-01 至 2026-12-31"},
        {FIELD_DATE, "d", "今年", "d>=2026-01-01+d<=2026-12-31", "标签 2026-01-01 至 2026-12-31"},
        {FIELD_DATE, "d", "去年", "d>=2025-01-01+d<=2025-12-31", "标签 2025-01-01 至 2025-12-31"},
        {FIELD_DATE, "d", "2024年2月", "d>=2024-02-01+d<=2024-02-29",
         "标签 2024-02-01 至 2024-02-29"},
        {FIELD_DATE, "d", "2026-10", "d>=2026-10-01+d<=2026-10-31",
         "标签 2026-10-01 至 2026-10-31"},
        {FIELD_DATE, "d", "2月", "d>=2027-02-01+d<=2027-02-28", "标签 2027-02-01 至 2027-02-28"},
        {FIELD_DATE, "d", "2025", "d>=2025-01-01+d<=2025-12-31", "标签 2025-01-01 至 2025-12-31"},
        {FIELD_DATE, "d", "2025年", "d>=2025-01-01+d<=2025-12-31", "标签 2025-01-01 至 2025-12-31"},
        {FIELD_DATE, "d", "2026-10-01:今天", "d>=2026-10-01+d<=2026-11-20",
         "标签 2026-10-01 至 今天"},
        {FIELD_DATE, "d", "1001：今天", "d>=2026-10-01+d<=2026-11-20", "标签 2026-10-01 至 今天"},
        {FIELD_DATE, "d", "10月1日至本月", "d>=2026-10-01+d<=2026-11-30",
         "标签 2026-10-01 至 2026-11-30"},
        {FIELD_DATE, "d", "上月:", "d>=2026-10-01", "标签 2026-10-01 起"},
        {FIELD_DATE, "d", ":上月", "d<=2026-10-31", "标签 2026-10-31 止"},
        {FIELD_DATE, "d", ">=本月", "d>=2026-11-01", "标签 2026-11-01 起"},
        {FIELD_DATE, "d", "＞＝ 1001", "d>=2026-10-01", "标签 2026-10-01 起"},
        {FIELD_DATE, "d", "≤上月", "d<=2026-10-31", "标签 2026-10-31 止"},
        {FIELD_DATE, "d", ">上月", "d>2026-10-31", "标签 2026-10-31 之后"},
        {FIELD_DATE, "d", "＜上月", "d<2026-10-01", "标签 2026-10-01 之前"},
        {FIELD_DATE, "d", "!=今天", "d!=2026-11-20", "标签不是 今天"},
        {FIELD_DATE, "d", "today", "d=2026-11-20", "标签今天"},
    };
    CHECK_ALL(list);
}

static void test_lights_of_a_due_date(void **state) {
    static const struct asked list[] = {
        {FIELD_DATE, "due_on", "逾期", "open=1+due_sort<2026-11-20", "已逾期"},
        {FIELD_DATE, "due_on", "今日", "open=1+due_sort=2026-11-20", "今日到期"},
        {FIELD_DATE, "due_on", "临期", "open=1+due_sort>=2026-11-20+due_sort<=2026-11-25", "临期"},
        {FIELD_DATE, "due_on", "正常", "open=1+due_sort>2026-11-25+due_on filled+paused_on empty",
         "正常"},
        {FIELD_DATE, "due_on", "暂停", "open=1+paused_on filled", "暂停计时"},
        {FIELD_DATE, "due_on", "逾期｜今日",
         "open=1+due_sort<2026-11-20 | open=1+due_sort=2026-11-20", "已逾期或今日到期"},
        {FIELD_DATE, "due_on", "overdue|本月",
         "open=1+due_sort<2026-11-20 | due_on>=2026-11-01+due_on<=2026-11-30",
         "标签已逾期或2026-11-01 至 2026-11-30"},
    };
    CHECK_ALL(list);
}

static void test_numbers(void **state) {
    static const struct asked list[] = {
        {FIELD_INTEGER, "n", "５", "n=5", "标签 5"},
        {FIELD_INTEGER, "n", "=5|7", "n=5 | n=7", "标签 5或7"},
        {FIELD_INTEGER, "n", ">=5", "n>=5", "标签 5 以上（含）"},
        {FIELD_INTEGER, "n", "<5", "n<5", "标签小于 5"},
        {FIELD_INTEGER, "n", "3:9", "n>=3+n<=9", "标签 3 至 9"},
        {FIELD_INTEGER, "n", "3：", "n>=3", "标签 3 以上（含）"},
        {FIELD_INTEGER, "n", ":9", "n<=9", "标签 9 以下（含）"},
        {FIELD_INTEGER, "n", "!=3|4", "n!=3+n!=4", "标签不是 3且不是 4"},
        {FIELD_MONEY, "m", "1,234.5元", "m=123450", "标签 1234.50"},
        {FIELD_MONEY, "m", "＞１００", "m>10000", "标签大于 100.00"},
        {FIELD_MONEY, "m", "0.1:2", "m>=10+m<=200", "标签 0.10 至 2.00"},
        {FIELD_CODE, "c", "１３８", "c~１３８", "标签含“１３８”"},
        {FIELD_CODE, "c", "FK2026-00001:FK2026-00009", "c>=FK2026-00001+c<=FK2026-00009",
         "标签 FK2026-00001 至 FK2026-00009"},
        {FIELD_CODE, "c", ">=A", "c>=A", "标签 A 以上（含）"},
        {FIELD_FLAG, "f", "是", "f=1", "标签是"},
        {FIELD_FLAG, "f", "!=1", "f=0", "标签否"},
    };
    CHECK_ALL(list);
}

static void test_choices(void **state) {
    static const struct asked list[] = {
        {FIELD_CHOICE, "kind", "投诉|举报", "kind=complain | kind=report", "标签投诉或举报"},
        {FIELD_CHOICE, "kind", "投｜举", "kind=complain | kind=report", "标签投诉或举报"},
        {FIELD_CHOICE, "kind", "3|４", "kind=complain | kind=report", "标签投诉或举报"},
        {FIELD_CHOICE, "kind", "complain", "kind=complain", "标签投诉"},
        {FIELD_CHOICE, "kind", "诉", "kind=complain", "标签投诉"},
        {FIELD_CHOICE, "kind", "建议", "kind=suggest", "标签建议"},
        {FIELD_CHOICE, "kind", "建", "kind=suggest | kind=suggest_again", "标签建议或建议再提"},
        {FIELD_CHOICE, "kind", "!=投诉|举报", "kind!=complain+kind!=report",
         "标签不是投诉且不是举报"},
        {FIELD_CODES, "kinds", "投诉|3", "kinds has complain | kinds has complain", "标签投诉或投诉"},
        {FIELD_CODES, "kinds", "!=建议|举报", "kinds lacks suggest+kinds lacks report",
         "标签不是建议且不是举报"},
    };
    CHECK_ALL(list);
}

static void test_names_become_ids(void **state) {
    static const struct asked list[] = {
        {FIELD_LOOKUP, "person", "=王建国", "person=7", "标签王建国"},
        {FIELD_LOOKUP, "person", "王建", "person=8", "标签王建"},
        {FIELD_LOOKUP, "person", "王", "person=7 | person=8", "标签王建国或王建"},
        {FIELD_LOOKUP, "person", "𠮷", "person=9", "标签𠮷田䶮"},
        {FIELD_LOOKUP, "person", "四组（老）", "person=13", "标签东门村四组（老）"},
        {FIELD_LOOKUP, "person", "东门", "person=10 | person=11 | person=12 | person=13",
         "标签含“东门”（4 个）"},
        {FIELD_LOOKUP, "person", "!=王", "person!=7+person!=8", "标签不是王建国且不是王建"},
        {FIELD_LOOKUP, "person", "没有他|𠮷", "person=9", "标签“没有他”（没有这个名称）或𠮷田䶮"},
    };
    CHECK_ALL(list);
}

static void test_a_name_nobody_bears_finds_nothing(void **state) {
    struct query query = {0};
    assert_int_equal(
        query_add(&query, &world, field_of("person", FIELD_LOOKUP), "经办人", "=王", NULL),
        STATUS_OK);
    assert_true(query.finds_nothing);
    assert_int_equal(query.count, 0);
    assert_int_equal(query_add(&query, &world, field_of("title", FIELD_TEXT), "标题", "灯", NULL),
                     STATUS_OK);
    assert_true(query.finds_nothing);
    assert_string_equal(buffer_text(&query.words), "经办人“王”（没有这个名称），标题含“灯”");
    query_release(&query);
    assert_int_equal(
        query_add(&query, &world, field_of("person", FIELD_LOOKUP), "经办人", "!=没有他", NULL),
        STATUS_OK);
    assert_false(query.finds_nothing);
    query_release(&query);
}

static void test_fields_follow_one_another(void **state) {
    struct query query = {0};
    struct buffer tests = BUFFER_INIT;
    static const struct {
        enum field_type type;
        const char *name, *label, *typed;
    } fields[] = {{FIELD_DATE, "received_on", "收到日期", "2026-10-01:今天"},
                  {FIELD_CHOICE, "kind", "类别", "投诉|举报"},
                  {FIELD_TEXT, "title", "标题", "*路灯*"},
                  {FIELD_TEXT, "reporter", "姓名", ""},
                  {FIELD_DATE, "due_on", "答复期限", "逾期"},
                  {FIELD_LOOKUP, "person", "经办人", "=王建国"}};
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        assert_int_equal(query_add(&query, &world, field_of(fields[i].name, fields[i].type),
                                   fields[i].label, fields[i].typed, NULL),
                         STATUS_OK);
    dump(&query, &tests);
    assert_string_equal(buffer_text(&tests),
                        "received_on>=2026-10-01+received_on<=2026-11-20 & kind=complain | "
                        "kind=report & title~路灯 & open=1+due_sort<2026-11-20 & person=7");
    assert_string_equal(
        buffer_text(&query.words),
        "收到日期 2026-10-01 至 今天，类别投诉或举报，标题含“路灯”，已逾期，经办人王建国");
    buffer_release(&tests);
    query_release(&query);
}

static void test_what_is_refused(void **state) {
    static const struct {
        enum field_type type;
        const char *typed, *says;
    } list[] = {
        {FIELD_TEXT, "路灯|", "两边都要写"},
        {FIELD_TEXT, "|", "两边都要写"},
        {FIELD_TEXT, "*", "旁边要写字"},
        {FIELD_TEXT, "路*灯", "只能写在开头或末尾"},
        {FIELD_TEXT, "!=路灯*", "后面写全文"},
        {FIELD_TEXT, ">路灯", "不能比大小"},
        {FIELD_TEXT, "路灯|!=积水", "写在最前面"},
        {FIELD_TEXT, "!=路灯|=积水", "写在最前面"},
        {FIELD_DATE, ">=", "后面要写值"},
        {FIELD_DATE, "明年吧", "不是日期或期间"},
        {FIELD_DATE, "逾期", "不是日期或期间"}, /* not of a due date */
        {FIELD_DATE, "0230", "没有“{text}”这一天"},
        {FIELD_DATE, "今天:昨天", "前后写反了"},
        {FIELD_DATE, ":", "起:止"},
        {FIELD_DATE, ">1001:1003", "前面不写符号"},
        {FIELD_DATE, "!=本月", "写一天"},
        {FIELD_DATE, "2026-13", "不是日期"},
        {FIELD_INTEGER, "三", "不是整数"},
        {FIELD_INTEGER, "9:3", "前后写反了"},
        {FIELD_INTEGER, "3:x", "不是整数"},
        {FIELD_MONEY, "1.234", "不是金额"},
        {FIELD_CHOICE, "没有", "没有“{text}”，可写"},
        {FIELD_CHOICE, "=投", "没有“{text}”，可写"},
        {FIELD_CHOICE, ">投诉", "不能比大小"},
        {FIELD_LOOKUP, "<王", "不能比大小"},
        {FIELD_LOOKUP, "太多", "太多"},
        {FIELD_FLAG, "也许", "只写"},
        {FIELD_CODES, "没有", "没有“{text}”，可写"},
        {FIELD_LINES, "张三", "明细不能作条件"},
    };
    struct query query = {0};
    assert_int_equal(query_add(&query, &world, field_of("title", FIELD_TEXT), "标题", "灯", NULL),
                     STATUS_OK);
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        struct problem problem = {0};
        enum status status =
            query_add(&query, &world, field_of("x", list[i].type), "标签", list[i].typed, &problem);
        if (status != STATUS_INVALID || strstr(problem.message, list[i].says) == NULL)
            fail_msg("%s: %s", list[i].typed, status == STATUS_OK ? "taken" : problem.message);
        assert_string_equal(problem.field, "x");
        assert_int_equal(query.count, 1);
        assert_string_equal(buffer_text(&query.words), "标题含“灯”");
    }
    query_release(&query);
}

static void test_too_many(void **state) {
    struct query query = {0};
    struct buffer typed = BUFFER_INIT;
    struct problem problem = {0};
    for (int i = 0; i <= QUERY_CONDITIONS_MOST; i++)
        buffer_append(&typed, i == 0 ? "灯" : "|灯");
    assert_int_equal(query_add(&query, &world, field_of("title", FIELD_TEXT), "标题",
                               buffer_text(&typed), &problem),
                     STATUS_INVALID);
    assert_non_null(strstr(problem.message, "条件太多"));
    assert_int_equal(query.count, 0);
    buffer_release(&typed);
    query_release(&query);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_empty_and_not_empty),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_lights_of_a_due_date),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_choices),
        cmocka_unit_test(test_names_become_ids),
        cmocka_unit_test(test_a_name_nobody_bears_finds_nothing),
        cmocka_unit_test(test_fields_follow_one_another),
        cmocka_unit_test(test_what_is_refused),
        cmocka_unit_test(test_too_many),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}

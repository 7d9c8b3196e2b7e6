/* What must be disclosed: one entry a title, timing and limit that agree, who is responsible, the catalogue that
 * comes with the program. Mission N1, N3, C1, C2, M1, R1. */
#include "work/office_fixture.h"

#include "work/catalogue_shipped.h"
#include "work/settings.h"

#define ENTRY(title)                                                                               \
    "title", title, "affair", "财", "power", "决策权", "scope", "社会", "timing", "临时"

static int64_t make(struct fixture *f, const char *title) {
    int64_t id = 0;
    must_register(f, "catalogue", &id, ENTRY(title));
    return id;
}

static void an_entry_with_the_usual_limit(void **state) {
    struct fixture *f = *state;
    int64_t id = make(f, "财政预算");
    assert_string_equal(column(f, id, "number"), "ML2026-00001");
    assert_string_equal(column(f, id, "affair"), "money");
    assert_string_equal(column(f, id, "power"), "decision");
    assert_string_equal(column(f, id, "from_on"), "2026-11-20");
    assert_string_equal(column(f, id, "limit_unit"), "workday");
    assert_string_equal(column(f, id, "limit_amount"), "20");
    assert_string_equal(column(f, id, "limit_text"), "20个工作日内");
    assert_string_equal(column(f, id, "limit_article"), "政府信息公开条例第二十六条");
    assert_string_equal(column(f, id, "limit_statutory"), "1");
}

static struct limit limit_of(struct fixture *f, int64_t id, const char *day) {
    struct limit limit = {0};
    char rule[48];
    snprintf(rule, sizeof rule, "catalogue.%lld", (long long)id);
    assert_int_equal(office_limit(&f->office, rule, date_from_iso(day), &limit, NULL), STATUS_OK);
    return limit;
}

static void the_limit_is_counted_from_its_rule(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    must_register(f, "catalogue", &id, ENTRY("三公经费"), "limit_text",
                  "批准后二十日内由本级政府财政部门公开", "limit_article", "预算法第十四条",
                  "limit_statutory", "是");
    assert_string_equal(column(f, id, "limit_unit"), "day");
    assert_string_equal(column(f, id, "limit_amount"), "20");
    struct limit limit = limit_of(f, id, "2001-05-01");
    assert_int_equal(limit.unit, LIMIT_DAY);
    assert_int_equal(limit.amount, 20);
    assert_int_equal(limit.roll, ROLL_BACKWARD);
    assert_true(limit.is_statutory);
    assert_string_equal(limit.article, "预算法第十四条");
    /* From today on the new one; what was formed before keeps the old. */
    must_do(f, "edit", id, "limit_text", "信息形成之日起7个工作日内");
    assert_string_equal(column(f, id, "limit_unit"), "workday");
    assert_string_equal(column(f, id, "limit_amount"), "7");
    limit = limit_of(f, id, "2026-11-19");
    assert_int_equal(limit.amount, 20);
    limit = limit_of(f, id, "2026-11-20");
    assert_int_equal(limit.unit, LIMIT_WORKDAY);
    assert_int_equal(limit.amount, 7);
    assert_int_equal(limit.roll, ROLL_NONE);
    must_do(f, "edit", id, "note", "不动时限");
    must_do(f, "edit", id, "limit_unit", "固定日", "limit_amount", "31", "limit_fixed", "每季首月",
            "limit_text", "每季首月31日前");
    limit = limit_of(f, id, "2026-11-20");
    assert_int_equal(limit.unit, LIMIT_FIXED);
    assert_int_equal(limit.amount, 31);
    assert_int_equal(limit.fixed_month, -1);
    assert_string_equal(column(f, id, "limit_fixed"), "quarter");
    must_do(f, "edit", id, "limit_text", "及时公开");
    assert_string_equal(column(f, id, "limit_unit"), "at_once");
    assert_string_equal(column(f, id, "limit_amount"), "");
    assert_string_equal(column(f, id, "limit_fixed"), "");
    assert_int_equal(limit_of(f, id, "2026-11-20").unit, LIMIT_AT_ONCE);
}

/* It follows the entry: not among the limits of the settings. */
static void the_settings_leave_it_alone(void **state) {
    struct fixture *f = *state;
    struct fields limit = FIELDS_INIT;
    struct field_rows rows = {0};
    char rule[48];
    int64_t id = make(f, "三公经费");
    snprintf(rule, sizeof rule, "catalogue.%lld", (long long)id);
    fields_set(&limit, "id", rule);
    fields_set(&limit, "amount", "3");
    fields_set(&limit, "valid_from", "2026-12-01");
    last = (struct problems){0};
    assert_int_equal(settings_set_limit(&f->office, &limit, &last), STATUS_INVALID);
    assert_non_null(strstr(said(), "请在 11 改"));
    assert_int_equal(limit_of(f, id, "2026-12-02").amount, 20);
    assert_int_equal(store_limits(f->office.store, &rows, NULL), STATUS_OK);
    assert_true(rows.count > 5);
    for (size_t i = 0; i < rows.count; i++)
        assert_string_not_equal(fields_text(&rows.items[i], "id"), rule);
    field_rows_release(&rows);
    fields_release(&limit);
}

static void a_yearly_day(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    must_register(f, "catalogue", &id, ENTRY("年度报告"), "limit_unit", "fixed", "limit_fixed",
                  "01-31");
    assert_string_equal(column(f, id, "limit_fixed"), "01");
    assert_string_equal(column(f, id, "limit_amount"), "31");
    assert_string_equal(column(f, id, "limit_text"), "每年1月31日前");
    assert_int_equal(limit_of(f, id, "2026-11-20").fixed_month, 1);
}

static void limits_that_do_not_agree_are_refused(void **state) {
    struct fixture *f = *state;
    register_refused(f, STATUS_INVALID, "limit_unit", "从“按规定公开”看不出是几天", "catalogue",
                     ENTRY("甲"), "limit_text", "按规定公开");
    register_refused(f, STATUS_INVALID, "limit_amount", "请填写时限数", "catalogue", ENTRY("甲"),
                     "limit_unit", "workday");
    register_refused(f, STATUS_INVALID, "limit_amount", "1 至 31", "catalogue", ENTRY("甲"),
                     "limit_unit", "fixed", "limit_amount", "32");
    register_refused(f, STATUS_INVALID, "limit_amount", "即时公开的不写", "catalogue", ENTRY("甲"),
                     "limit_unit", "at_once", "limit_amount", "3");
    register_refused(f, STATUS_INVALID, "limit_fixed", "只有固定日才写", "catalogue", ENTRY("甲"),
                     "limit_unit", "day", "limit_amount", "3", "limit_fixed", "quarter");
    register_refused(f, STATUS_INVALID, "limit_fixed", "quarter 是每季首月", "catalogue",
                     ENTRY("甲"), "limit_unit", "fixed", "limit_amount", "3", "limit_fixed",
                     "季末");
    register_refused(f, STATUS_INVALID, "limit_text", "写的是“7日内”", "catalogue", ENTRY("甲"),
                     "limit_text", "7日内", "limit_unit", "workday", "limit_amount", "20");
    int64_t id = make(f, "甲");
    refused(f, STATUS_INVALID, "limit_text", "却是10个工作日内", "edit", id, "limit_amount", "10");
    must_do(f, "edit", id, "limit_amount", "10", "limit_text", "按规定公开");
    assert_string_equal(column(f, id, "limit_amount"), "10"); /* the words say nothing else */
}

static void timing_says_when(void **state) {
    struct fixture *f = *state;
    int64_t id = make(f, "惠农补贴");
    refused(f, STATUS_INVALID, "cycle", "定期公开的要写明周期", "edit", id, "timing", "periodic");
    refused(f, STATUS_INVALID, "cycle", "只有定期公开的才写周期", "edit", id, "cycle", "quarter");
    refused(f, STATUS_INVALID, "stages", "要写明阶段", "edit", id, "timing", "staged");
    refused(f, STATUS_INVALID, "stages", "“方案公布”应写成", "edit", id, "timing", "阶段", "stages",
            "方案公布");
    refused(f, STATUS_INVALID, "stages", "只有分阶段", "edit", id, "stages", "方案公布:5");
    must_do(f, "edit", id, "timing", "阶段", "stages", "方案公布：５；结果公布:10");
    must_do(f, "edit", id, "timing", "定期", "cycle", "每季度", "stages", "");
    assert_string_equal(column(f, id, "cycle"), "quarter");
    refused(f, STATUS_INVALID, "to_on", "不能早于启用日期", "edit", id, "to_on", "2026-11-19");
}

static void what_else_must_agree(void **state) {
    struct fixture *f = *state;
    int64_t id = make(f, "低保评议公示");
    refused(f, STATUS_INVALID, "notice_unit", "是工作日还是日", "edit", id, "notice_amount", "7");
    refused(f, STATUS_INVALID, "notice_amount", "请写公示几天", "edit", id, "notice_unit", "日");
    must_do(f, "edit", id, "notice_amount", "7", "notice_unit", "日");
    refused(f, STATUS_INVALID, "subject", "属于“人”，不属于“财”", "edit", id, "subject", "征兵");
    must_do(f, "edit", id, "subject", "征兵", "affair", "人");
    refused(f, STATUS_INVALID, "not_applicable", "不能都不适用", "edit", id, "not_applicable",
            "办事依据、办事主体、办事过程、办事纪律、办事结果");
    must_do(f, "edit", id, "not_applicable", "办事纪律、办事过程", "channels",
            "公示栏(电子屏)、政府网站", "level", "乡级，村级");
    assert_string_equal(column(f, id, "not_applicable"), "process discipline");
    assert_string_equal(column(f, id, "channels"), "website board");
    assert_string_equal(column(f, id, "level"), "township village");
    register_refused(f, STATUS_INVALID, "power", "请填写", "catalogue", "title", "甲", "affair",
                     "money", "scope", "public", "timing", "ad_hoc");
    register_refused(f, STATUS_INVALID, "scope", "请填写", "catalogue", "title", "甲", "affair",
                     "money", "power", "decision", "timing", "ad_hoc");
    register_refused(f, STATUS_INVALID, "channels", "没有“横幅”这一项", "catalogue", ENTRY("甲"),
                     "channels", "政府网站 横幅");
}

static void one_open_entry_a_title(void **state) {
    struct fixture *f = *state;
    int64_t id = make(f, "村级财务收支");
    register_refused(f, STATUS_INVALID, "title", "与 ML2026-00001 重复", "catalogue",
                     ENTRY("村级财务收支"));
    must_do(f, "void", id, "reason", "合并");
    int64_t other = make(f, "村级财务收支");
    refused(f, STATUS_INVALID, "title", "与 ML2026-00002 重复", "restore", id);
    must_do(f, "edit", other, "title", "村级财务收支（新）");
    must_do(f, "restore", id);
    must_do(f, "edit", id, "hot", "热点", "hot_source", "走访");
    assert_string_equal(column(f, id, "hot"), "hot");
}

static void what_is_owed_keeps_it(void **state) {
    struct fixture *f = *state;
    int64_t disclosure = 0;
    int64_t id = make(f, "村级财务收支");
    must_register(f, "disclosure", &disclosure, "catalogue", "村级财务收支", "title", "三季度收支",
                  "received_on", "2026-11-19");
    refused(f, STATUS_DENIED, "", "还有 1 件没有办完的公开信息、0 项逾期的应公开", "void", id,
            "reason", "错");
    must_do(f, "void", disclosure, "reason", "错");
    must_do(f, "void", id, "reason", "错");
    assert_string_equal(column(f, id, "state"), "void");
}

static void who_is_responsible(void **state) {
    struct fixture *f = *state;
    char clerk[24], leader[24];
    int64_t id = 0, other = 0, third = 0;
    snprintf(clerk, sizeof clerk, "%lld", (long long)f->clerk);
    snprintf(leader, sizeof leader, "%lld", (long long)f->leader);
    must_do(f, "edit", f->other_unit, "contact", "李春梅");
    must_register(f, "catalogue", &id, ENTRY("甲"), "unit", "社会事务办");
    assert_string_equal(column(f, id, "person"), clerk); /* the unit's contact */
    assert_string_equal(column(f, id, "leader"), "");
    must_do(f, "edit", id, "leader", "周建华");
    must_register(f, "catalogue", &other, ENTRY("乙"), "unit", "社会事务办");
    assert_string_equal(column(f, other, "leader"), leader); /* as the unit's entry before */
    must_register(f, "catalogue", &third, ENTRY("丙"), "unit", "社会事务办", "person", "张𠮷旺");
    assert_string_not_equal(column(f, third, "person"), clerk);
    must_do(f, "edit", third, "person", "");
    assert_string_equal(column(f, third, "person"), ""); /* taken away on purpose */
}

static void several_are_charged_at_once(void **state) {
    struct fixture *f = *state;
    char unit[24], person[24];
    int64_t ids[3] = {make(f, "甲"), make(f, "乙"), make(f, "丙")};
    struct fields arguments = FIELDS_INIT;
    struct problems problems = {0};
    snprintf(unit, sizeof unit, "%lld", (long long)f->unit);
    snprintf(person, sizeof person, "%lld", (long long)f->village);
    refused(f, STATUS_INVALID, "unit", "至少一项", "charge", ids[0], "person", "");
    fields_set(&arguments, "unit", "东门村");
    fields_set(&arguments, "leader", "周建华");
    fields_set(&arguments, "person", "张𠮷旺");
    must_do(f, "void", ids[2], "reason", "错");
    assert_int_equal(flow_do(&f->office, "charge", ids, 3, 0, &arguments, &problems),
                     STATUS_DENIED);
    assert_string_equal(column(f, ids[0], "unit"), ""); /* all or none */
    must_do(f, "restore", ids[2]);
    assert_int_equal(flow_do(&f->office, "charge", ids, 3, 0, &arguments, &problems), STATUS_OK);
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(column(f, ids[i], "unit"), unit);
        assert_string_equal(column(f, ids[i], "person"), person);
        assert_string_equal(steps_of(f, ids[i]),
                            i == 2 ? "register void restore charge" : "register charge");
    }
    fields_release(&arguments);
}

static void roles_are_kept_apart(void **state) {
    struct fixture *f = *state;
    int64_t id = make(f, "甲");
    use_as(f, f->leader, ROLE_REVIEWER);
    register_refused(f, STATUS_DENIED, "", "您的角色不能登记", "catalogue", ENTRY("乙"));
    refused(f, STATUS_DENIED, "", "您的角色不能", "edit", id, "hot", "hot");
    refused(f, STATUS_DENIED, "", "您的角色不能", "charge", id, "unit", "东门村");
    refused(f, STATUS_DENIED, "", "您的角色不能", "void", id, "reason", "错");
    use_as(f, f->admin, ROLE_ADMIN);
    must_do(f, "edit", id, "hot", "hot");
}

/* Every row of data/catalogue/township.tsv passes the rules. */
static void the_catalogue_that_comes_with_the_program(void **state) {
    struct fixture *f = *state;
    struct catalogue_shipped shipped = {0};
    struct shipped_count count;
    size_t added = 0;
    make(f, "财政预算");
    assert_int_equal(catalogue_shipped_read(&shipped, NULL), STATUS_OK);
    assert_true(shipped.count >= 120);
    for (size_t i = 0; i < shipped.count; i++)
        if (!fields_has(&shipped.entries[i], "basis"))
            fail_msg("no basis: %s", fields_text(&shipped.entries[i], "title"));
    last = (struct problems){0};
    enum status status = catalogue_load_shipped(&f->office, "village", false, &added, &last);
    if (status != STATUS_OK)
        fail_msg("%s: %s", last.items[0].field, said());
    assert_int_equal(catalogue_shipped_count(&f->office, &shipped, "village", &count, NULL),
                     STATUS_OK);
    assert_true(added > 0);
    assert_int_equal(count.all, added);
    assert_int_equal(count.there, added);
    assert_int_equal(catalogue_shipped_count(&f->office, &shipped, "", &count, NULL), STATUS_OK);
    assert_int_equal(count.all, shipped.count);
    assert_int_equal(count.there, added);
    status = catalogue_load_shipped(&f->office, "", false, &added, &last);
    if (status != STATUS_OK)
        fail_msg("%s: %s", last.items[0].field, said());
    assert_int_equal(added, count.all - count.there);
    assert_int_equal(catalogue_load_shipped(&f->office, "", false, &added, &last), STATUS_OK);
    assert_int_equal(added, 0); /* once */
    use_as(f, f->leader, ROLE_REVIEWER);
    assert_int_equal(catalogue_load_shipped(&f->office, "", false, &added, &last), STATUS_DENIED);
    catalogue_shipped_release(&shipped);
}

static void a_unit_has_duties(void **state) {
    struct fixture *f = *state;
    must_do(f, "edit", f->unit, "duties", "村务公开；低保评议；䶮湖管护");
    assert_string_equal(column(f, f->unit, "duties"), "村务公开；低保评议；䶮湖管护");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(an_entry_with_the_usual_limit),
        with_office(the_limit_is_counted_from_its_rule),
        with_office(the_settings_leave_it_alone),
        with_office(a_yearly_day),
        with_office(limits_that_do_not_agree_are_refused),
        with_office(timing_says_when),
        with_office(what_else_must_agree),
        with_office(one_open_entry_a_title),
        with_office(what_is_owed_keeps_it),
        with_office(who_is_responsible),
        with_office(several_are_charged_at_once),
        with_office(roles_are_kept_apart),
        with_office(the_catalogue_that_comes_with_the_program),
        with_office(a_unit_has_duties),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Coverage counts what the catalogue owes, what was published and what is late, by affair, power and village, zero as
 * zero; the share of the public by quarter; hot topics out of the feedback. */
#include "work/office_fixture.h"

#include "report/figures.h"
#include "work/coverage.h"
#include "work/duty.h"
#include "work/hot.h"

static int64_t entry(struct fixture *f, const char *title, const char *affair, const char *power,
                     const char *timing, const char *per_village) {
    int64_t id = 0;
    must_register(f, "catalogue", &id, "title", title, "affair", affair, "power", power, "scope",
                  "public", "timing", timing, "cycle",
                  strcmp(timing, "periodic") == 0 ? "quarter" : "", "per_village", per_village,
                  "limit_unit", "workday", "limit_amount", "10", "from_on", "2026-07-01", "unit",
                  "社会事务办");
    return id;
}

/* As publishing leaves it, without the way there: these tests count, they do not publish. */
static int64_t publish(struct fixture *f, int64_t catalogue, const char *day, const char *scope,
                       const char *unit) {
    int64_t id = 0;
    char number[24];
    char sql[700];
    snprintf(number, sizeof number, "%s", column(f, catalogue, "number"));
    must_register(f, "disclosure", &id, "catalogue", number, "title", "已公开的一件", "received_on",
                  "2026-07-01", "unit", unit, "period", "");
    snprintf(
        sql, sizeof sql,
        "\"${ZWGK%%/*}/tests/sql\" '%s' \"UPDATE disclosure SET published_on = '%s', scope = '%s' "
        "WHERE id = "
        "%lld; UPDATE record SET state = 'published', open = 0, ver = ver + 1 WHERE id = %lld\"",
        f->path, day, scope, (long long)id, (long long)id);
    assert_int_equal(system(sql), 0);
    return id;
}

static const struct coverage_counts *counts_of(const struct coverage_lines *lines,
                                               const char *name) {
    for (size_t i = 0; i < lines->count; i++)
        if (strcmp(lines->items[i].name, name) == 0)
            return &lines->items[i].counts;
    fail_msg("no line of %s", name);
    return NULL;
}

static void expect(const struct coverage_counts *counts, int entries, int due, int published,
                   int gaps) {
    assert_int_equal(counts->entries, entries);
    assert_int_equal(counts->due, due);
    assert_int_equal(counts->published, published);
    assert_int_equal(counts->gaps, gaps);
}

static void count(struct fixture *f, int year, struct coverage *out) {
    struct problem problem = {0};
    if (coverage_count(&f->office, date_from_ymd(year, 1, 1), date_from_ymd(year, 12, 31), out,
                       &problem) != STATUS_OK)
        fail_msg("%s", sentence(&problem));
}

static void by_affair_power_and_village(void **state) {
    struct fixture *f = *state;
    struct coverage coverage = {0};
    int64_t village = 0, accounts = 0;
    must_register(f, "unit", &village, "title", "䶮口村", "kind", "village");
    must_do(f, "edit", f->unit, "kind", "village");                       /* 东门村 */
    accounts = entry(f, "村级收支", "rural", "service", "periodic", "1"); /* Q3, Q4 of each */
    int64_t budget = entry(f, "预算", "money", "decision", "periodic", "0");
    entry(f, "处罚", "cases", "approval", "ad_hoc", "0");
    publish(f, accounts, "2026-10-09", "public", "䶮口村");
    publish(f, budget, "2025-10-09", "public", "社会事务办"); /* another year's */
    count(f, 2026, &coverage);
    expect(counts_of(&coverage.affairs, "rural"), 1, 2, 1, 2); /* Q4 falls due in January */
    expect(counts_of(&coverage.affairs, "money"), 1, 1, 0, 1);
    expect(counts_of(&coverage.affairs, "cases"), 1, 0, 0, 0);
    expect(counts_of(&coverage.affairs, "people"), 0, 0, 0, 0);
    expect(counts_of(&coverage.powers, "service"), 1, 2, 1, 2);
    expect(counts_of(&coverage.powers, "personnel"), 0, 0, 0, 0);
    expect(counts_of(&coverage.villages, "䶮口村"), 1, 1, 1, 1);
    expect(counts_of(&coverage.villages, "东门村"), 1, 1, 0, 1);
    expect(&coverage.total, 3, 3, 1, 3);
    count(f, 2027, &coverage); /* what is due then and not late yet is no gap */
    expect(counts_of(&coverage.affairs, "rural"), 1, 2, 0, 0);
    count(f, 2020, &coverage);
    expect(&coverage.total, 0, 0, 0, 0);
    assert_int_equal(coverage.villages.count, 2);
    coverage_release(&coverage);
}

static void drafted_is_still_a_gap_waived_is_none(void **state) {
    struct fixture *f = *state;
    struct coverage coverage = {0};
    int64_t duty = 0, budget = entry(f, "预算", "money", "decision", "periodic", "0");
    char name[64];
    snprintf(name, sizeof name, "%lld/0/2026Q3", (long long)budget);
    assert_int_equal(store_duty_named(f->office.store, name, &duty, NULL), STATUS_OK);
    must_do(f, "draft", duty);
    count(f, 2026, &coverage);
    expect(&coverage.total, 1, 1, 0, 1);
    must_do(f, "void", atoll(column(f, duty, "disclosure")), "reason", "重写");
    must_do(f, "waive", duty, "reason", "没有预算");
    count(f, 2026, &coverage);
    expect(&coverage.total, 1, 0, 0, 0);
    coverage_release(&coverage);
}

static void a_period_the_wrong_way_round(void **state) {
    struct fixture *f = *state;
    struct coverage coverage = {0};
    struct problem problem = {0};
    assert_int_equal(coverage_count(&f->office, date_from_ymd(2026, 2, 1),
                                    date_from_ymd(2026, 1, 1), &coverage, &problem),
                     STATUS_INVALID);
    assert_non_null(strstr(sentence(&problem), "2026-02-01"));
    coverage_release(&coverage);
}

static void public_and_internal_by_quarter(void **state) {
    struct fixture *f = *state;
    struct scope_trend trend;
    int64_t budget = entry(f, "预算", "money", "decision", "ad_hoc", "0");
    publish(f, budget, "2025-12-31", "internal", "社会事务办");
    publish(f, budget, "2026-01-01", "public", "社会事务办");
    publish(f, budget, "2026-03-31", "public", "社会事务办");
    publish(f, budget, "2026-03-31", "limited", "社会事务办");
    publish(f, budget, "2027-01-01", "public", "社会事务办");
    assert_int_equal(scope_trend_count(&f->office, 2026, &trend, NULL), STATUS_OK);
    assert_int_equal(trend.first_year, 2025);
    assert_int_equal(trend.quarters[3].internal, 1);
    assert_int_equal(trend.quarters[4].public_count, 2);
    assert_int_equal(trend.quarters[4].limited, 1);
    assert_int_equal(trend.quarters[7].public_count, 0);
    assert_int_equal(scope_share(&trend.quarters[4]), 667);
    assert_int_equal(scope_share(&trend.quarters[3]), 0);
    assert_int_equal(scope_share(&trend.quarters[0]), -1);
    assert_int_equal(scope_share(&trend.total), 500);
    const struct scope_counts nearly = {.public_count = 9999, .internal = 1};
    assert_int_equal(scope_share(&nearly), 999);
}

static void what_people_ask_about_most(void **state) {
    struct fixture *f = *state;
    struct hot_list *list = calloc(1, sizeof *list);
    int64_t id = 0;
    int64_t lights = entry(f, "路灯", "goods", "service", "ad_hoc", "0");
    int64_t budget = entry(f, "预算", "money", "decision", "ad_hoc", "0");
    int64_t published = publish(f, budget, "2026-10-09", "public", "社会事务办");
    char about[24];
    snprintf(about, sizeof about, "%s", column(f, published, "number"));
    static const char *const kinds[] = {"consult", "complain", "suggest"};
    static const char *const titles[] = {"几时修", "不亮", "换新的"};
    must_register(f, "feedback", &id, "kind", "complain", "title", "账对不上", "received_on",
                  "2026-11-03", "about", about);
    for (int i = 0; i < 3; i++)
        must_register(f, "feedback", &id, "kind", kinds[i], "title", titles[i], "received_on",
                      "2026-11-03", "topic", "路灯");
    must_do(f, "void", id, "reason", "登重");
    must_register(f, "feedback", &id, "kind", "report", "title", "密封的一件", "received_on",
                  "2026-11-03");
    must_register(f, "feedback", &id, "kind", "consult", "title", "去年的事", "received_on",
                  "2025-11-03", "topic", "预算");
    assert_int_equal(
        hot_count(&f->office, date_from_ymd(2026, 1, 1), date_from_ymd(2026, 12, 31), list, NULL),
        STATUS_OK);
    assert_int_equal(list->count, 2);
    assert_string_equal(list->items[0].title, "路灯");
    assert_int_equal(list->items[0].count, 2); /* the void one is not */
    assert_int_equal(list->items[0].complaints, 1);
    assert_string_equal(list->items[1].title, "预算");
    assert_int_equal(list->items[1].count, 1); /* about what was disclosed of it */
    assert_string_equal(list->items[0].hot, "");
    must_do(f, "mark_hot", lights, "hot", "热点", "hot_source", "反馈 2 件");
    assert_string_equal(column(f, lights, "hot"), "hot");
    assert_string_equal(column(f, lights, "hot_source"), "反馈 2 件");
    assert_int_equal(
        hot_count(&f->office, date_from_ymd(2026, 1, 1), date_from_ymd(2026, 12, 31), list, NULL),
        STATUS_OK);
    assert_string_equal(list->items[0].hot, "hot");
    hot_release(list);
    free(list);
}

static void every_line_of_the_page_fits(void **state) {
    struct fixture *f = *state;
    struct figures figures = {0};
    struct buffer page = BUFFER_INIT;
    entry(f, "预算", "money", "decision", "periodic", "0");
    const struct figure_report *report = figures_find("coverage");
    assert_non_null(report);
    assert_null(figures_find("timeliness"));
    assert_int_equal(report->fill(&f->office, date_from_ymd(2026, 1, 1),
                                  date_from_ymd(2026, 12, 31), &figures, NULL),
                     STATUS_OK);
    figures_append_text(&f->office, &figures, &page);
    assert_non_null(strstr(buffer_text(&page), "青石镇政务公开办公室  公开覆盖情况\n"));
    assert_non_null(strstr(buffer_text(&page),
                           "财                                   1         1         0         1"
                           "  没有公开\n"));
    assert_non_null(strstr(buffer_text(&page),
                           "案                                   0         0         0         0"
                           "  目录空白\n"));
    buffer_release(&page);
    figures_release(&figures);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(by_affair_power_and_village),
        with_office(drafted_is_still_a_gap_waived_is_none),
        with_office(a_period_the_wrong_way_round),
        with_office(public_and_internal_by_quarter),
        with_office(what_people_ask_about_most),
        with_office(every_line_of_the_page_fits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

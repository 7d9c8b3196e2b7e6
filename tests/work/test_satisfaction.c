/* The satisfaction rate: what those visited back said, by kind and unit, sealed and void ones left out. */
#include "work/office_fixture.h"

#include "work/tally.h"

static int64_t closed(struct fixture *f, const char *kind, const char *unit) {
    int64_t id = 0;
    char title[64];
    static int number;
    snprintf(title, sizeof title, "䶮口𠮷祥街第 %d 件", ++number);
    must_register(f, "feedback", &id, "kind", kind, "title", title, "received_on", "2026-11-02",
                  "reporter", "杨秀莲", "contact", "13900000110");
    must_do(f, "assign", id, "unit", unit);
    must_do(f, "reply", id, "reply", "已办好。");
    if (strcmp(column(f, id, "state"), "in_check") == 0)
        must_do(f, "check_pass", id, "signatory", "周建华", "signed_no", "1");
    must_do(f, "announce", id, "place", "东门村公开栏");
    must_do(f, "close", id);
    return id;
}

static int64_t visited(struct fixture *f, const char *kind, const char *unit, const char *result) {
    int64_t id = closed(f, kind, unit);
    must_do(f, "visit", id, "visit_result", result);
    return id;
}

static void count(struct fixture *f, const char *from, const char *to, struct tally *out) {
    struct problem problem = {0};
    if (tally_count(&f->office, TALLY_VISITS, date_from_iso(from), date_from_iso(to), out,
                    &problem) != STATUS_OK)
        fail_msg("%s", sentence(&problem));
}

static void expect(const union feedback_counts *counts, int satisfied, int mostly, int dissatisfied,
                   int unreachable) {
    assert_int_equal(counts->visits.satisfied, satisfied);
    assert_int_equal(counts->visits.mostly, mostly);
    assert_int_equal(counts->visits.dissatisfied, dissatisfied);
    assert_int_equal(counts->visits.unreachable, unreachable);
}

static void by_kind_by_unit_and_together(void **state) {
    struct fixture *f = *state;
    struct tally s = {0};
    visited(f, "complain", "东门村", "满意");
    visited(f, "complain", "东门村", "基本满意");
    visited(f, "complain", "社会事务办", "不满意"); /* opened again */
    visited(f, "suggest", "东门村", "联系不上");
    visited(f, "suggest", "社会事务办", "满意");
    closed(f, "suggest", "社会事务办"); /* nobody asked yet */
    count(f, "2026-01-01", "2026-12-31", &s);
    expect(&s.total, 2, 1, 1, 1);
    assert_int_equal(tally_rate(TALLY_VISITS, &s.total), 750);
    assert_int_equal(s.kinds.count, 2); /* in the order of their list */
    assert_string_equal(s.kinds.items[0].name, "suggest");
    expect(&s.kinds.items[0].counts, 1, 0, 0, 1);
    assert_string_equal(s.kinds.items[1].name, "complain");
    expect(&s.kinds.items[1].counts, 1, 1, 1, 0);
    assert_int_equal(tally_rate(TALLY_VISITS, &s.kinds.items[1].counts), 667);
    assert_int_equal(s.units.count, 2);
    assert_string_equal(s.units.items[0].name, "东门村");
    assert_int_equal(s.units.items[0].unit, f->unit);
    expect(&s.units.items[0].counts, 1, 1, 0, 1);
    assert_string_equal(s.units.items[1].name, "社会事务办");
    expect(&s.units.items[1].counts, 1, 0, 1, 0);
    tally_release(&s);
}

static void the_period_is_of_the_visits(void **state) {
    struct fixture *f = *state;
    struct tally s = {0};
    visited(f, "complain", "东门村", "满意"); /* 2026-11-20 */
    int64_t id = closed(f, "complain", "东门村");
    at(f, "2026-12-01T09:00");
    must_do(f, "visit", id, "visit_result", "不满意", "visit_on", "2026-11-30");
    count(f, "2026-11-20", "2026-11-20", &s);
    expect(&s.total, 1, 0, 0, 0);
    count(f, "2026-11-21", "2026-11-30", &s);
    expect(&s.total, 0, 0, 1, 0);
    assert_int_equal(tally_rate(TALLY_VISITS, &s.total), 0);
    count(f, "2026-12-01", "2026-12-31", &s);
    expect(&s.total, 0, 0, 0, 0);
    assert_int_equal(s.kinds.count, 0);
    assert_int_equal(s.units.count, 0);
    assert_int_equal(tally_rate(TALLY_VISITS, &s.total), -1);
    struct problem problem = {0};
    assert_int_equal(tally_count(&f->office, TALLY_VISITS, date_from_iso("2026-01-02"),
                                 date_from_iso("2026-01-01"), &s, &problem),
                     STATUS_INVALID);
    assert_non_null(strstr(sentence(&problem), "2026-01-02"));
    tally_release(&s);
}

/* Reached in the end, and after it was done again: what was said last. */
static void the_last_visit_counts(void **state) {
    struct fixture *f = *state;
    struct tally s = {0};
    int64_t id = visited(f, "complain", "东门村", "联系不上");
    must_do(f, "visit", id, "visit_result", "不满意");
    count(f, "2026-01-01", "2026-12-31", &s);
    expect(&s.total, 0, 0, 1, 0);
    must_do(f, "reply", id, "reply", "重新办好。");
    must_do(f, "check_pass", id, "signatory", "周建华", "signed_no", "2");
    must_do(f, "announce", id, "place", "东门村公开栏");
    must_do(f, "close", id);
    must_do(f, "visit", id, "visit_result", "基本满意");
    count(f, "2026-01-01", "2026-12-31", &s);
    expect(&s.total, 0, 1, 0, 0);
    tally_release(&s);
}

/* Not even to the one charged with it. */
static void void_and_sealed_ones_are_not_counted(void **state) {
    struct fixture *f = *state;
    struct tally s = {0};
    int64_t id = visited(f, "complain", "东门村", "不满意");
    must_do(f, "void", id, "reason", "登错");
    must_register(f, "feedback", &id, "kind", "report", "title", "会计吃拿卡要", "received_on",
                  "2026-11-02", "contact", "13900000113");
    use_as(f, f->leader, ROLE_SUPERVISOR);
    must_do(f, "reply", id, "reply", "已移交。");
    must_do(f, "close", id);
    must_do(f, "visit", id, "visit_result", "satisfied");
    assert_string_equal(column(f, id, "visit_on"), "2026-11-20");
    count(f, "2026-01-01", "2026-12-31", &s);
    expect(&s.total, 0, 0, 0, 0);
    assert_int_equal(s.kinds.count, 0);
    assert_int_equal(s.units.count, 0);
    tally_release(&s);
}

static int rate(int satisfied, int mostly, int dissatisfied, int unreachable) {
    return tally_rate(TALLY_VISITS, &(union feedback_counts){
                                        .visits = {satisfied, mostly, dissatisfied, unreachable}});
}

static void rates_are_rounded_but_never_up_to_all(void **state) {
    (void)state;
    assert_int_equal(rate(1, 0, 2, 9), 333);
    assert_int_equal(rate(1, 1, 1, 0), 667);
    assert_int_equal(rate(2, 1, 0, 7), 1000);
    assert_int_equal(rate(9000, 999, 1, 0), 999);
    assert_int_equal(rate(1, 0, 9999, 0), 0);
    assert_int_equal(rate(0, 0, 0, 5), -1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(by_kind_by_unit_and_together),
        with_office(the_period_is_of_the_visits),
        with_office(the_last_visit_counts),
        with_office(void_and_sealed_ones_are_not_counted),
        cmocka_unit_test(rates_are_rounded_but_never_up_to_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The timeliness rate: what was due at the reply stays with the record, and who is late is counted. */
#include "work/office_fixture.h"

#include "work/tally.h"

static int64_t matter(struct fixture *f, const char *kind, const char *day, const char *unit) {
    int64_t id = 0;
    char title[64];
    static int number;
    snprintf(title, sizeof title, "𠮷祥街第 %d 件", ++number);
    must_register(f, "feedback", &id, "kind", kind, "title", title, "received_on", day);
    must_do(f, "assign", id, "unit", unit);
    return id;
}

/* Answered, and passed on paper where that is needed. */
static void answer(struct fixture *f, int64_t id, const char *text) {
    must_do(f, "reply", id, "reply", text);
    if (strcmp(column(f, id, "state"), "in_check") == 0)
        must_do(f, "check_pass", id, "signatory", "周建华", "signed_no", "1");
}

static void count(struct fixture *f, const char *from, const char *to, struct tally *out) {
    struct problem problem = {0};
    if (tally_count(&f->office, TALLY_ANSWERS, date_from_iso(from), date_from_iso(to), out,
                    &problem) != STATUS_OK)
        fail_msg("%s", sentence(&problem));
}

static void expect(const union feedback_counts *counts, int in_time, int late, int waiting,
                   int overdue) {
    assert_int_equal(counts->answers.in_time, in_time);
    assert_int_equal(counts->answers.late, late);
    assert_int_equal(counts->answers.waiting, waiting);
    assert_int_equal(counts->answers.overdue, overdue);
}

/* ---- the due date of the reply ------------------------------------------------------------------- */

static void the_due_date_of_the_reply_stays(void **state) {
    struct fixture *f = *state;
    int64_t id = matter(f, "complain", "2026-11-02", "东门村");
    assert_string_equal(column(f, id, "reply_due_on"), "");
    must_do(f, "extend", id, "amount", "3", "reason", "等检测");
    assert_string_equal(column(f, id, "due_on"), "2026-11-26");
    at(f, "2026-11-27T09:00");
    answer(f, id, "已修好。");
    assert_string_equal(column(f, id, "reply_due_on"), "2026-11-26");
    assert_string_equal(column(f, id, "due_on"), "2026-12-04"); /* to be announced */
    must_do(f, "edit", id, "received_on", "2026-11-03", "kind", "suggest");
    assert_string_equal(column(f, id, "reply_due_on"), "2026-11-26");
    must_do(f, "void", id, "reason", "登错");
    must_do(f, "restore", id, "reason", "没错");
    assert_string_equal(column(f, id, "state"), "replied");
    assert_string_equal(column(f, id, "reply_due_on"), "2026-11-26");
    must_do(f, "withhold", id, "reason", "涉及个人住址");
    must_do(f, "close", id);
    assert_string_equal(column(f, id, "reply_due_on"), "2026-11-26");
}

static void what_is_restored_without_reply_has_none(void **state) {
    struct fixture *f = *state;
    int64_t id = matter(f, "complain", "2026-11-02", "东门村");
    must_do(f, "void", id, "reason", "登错");
    must_do(f, "restore", id, "reason", "没错");
    assert_string_equal(column(f, id, "due_on"), "2026-11-23");
    assert_string_equal(column(f, id, "reply_due_on"), "");
}

static void settled_on_the_spot_it_is_kept_too(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    must_register(f, "feedback", &id, "kind", "consult", "title", "高龄津贴", "received_on",
                  "2026-11-20", "reply", "带身份证来办。");
    assert_string_equal(column(f, id, "state"), "closed");
    assert_string_equal(column(f, id, "reply_due_on"), "2026-11-25");
    int64_t other = matter(f, "praise", "2026-11-02", "东门村");
    must_do(f, "settle", other, "reply", "感谢肯定。");
    assert_string_equal(column(f, other, "reply_due_on"), "2026-11-09");
}

static void nobody_types_it(void **state) {
    struct fixture *f = *state;
    int64_t id = matter(f, "complain", "2026-11-02", "东门村");
    assert_int_not_equal(try_do(f, "edit", id, "reply_due_on", "2099-01-01", NULL), STATUS_OK);
    assert_string_equal(last.items[0].field, "reply_due_on");
    assert_string_equal(column(f, id, "reply_due_on"), "");
}

/* ---- counting ------------------------------------------------------------------------------------ */

/* Two answered in time and one late by 东门村, one late by 社会事务办 last year, and of what is open today
 * one overdue, one in time, one paused, one with nobody, one answered but not announced. */
static void make_matters(struct fixture *f) {
    int64_t id = 0;
    at(f, "2025-11-20T09:00");
    id = matter(f, "consult", "2025-11-03", "社会事务办");
    answer(f, id, "晚了。");
    at(f, "2026-11-18T09:00");
    answer(f, matter(f, "complain", "2026-11-02", "东门村"), "好的。");
    answer(f, matter(f, "consult", "2026-11-13", "东门村"), "到期那天。");
    answer(f, matter(f, "consult", "2026-11-12", "东门村"), "迟一天。");
    id = matter(f, "suggest", "2026-11-02", "东门村");
    answer(f, id, "作废的不算。");
    must_do(f, "void", id, "reason", "登错");
    matter(f, "suggest", "2026-11-12", "社会事务办"); /* due on 11-19 */
    matter(f, "suggest", "2026-11-13", "社会事务办"); /* due today */
    id = matter(f, "consult", "2026-11-16", "东门村");
    must_do(f, "pause", id, "reason", "等来文");
    must_register(f, "feedback", &id, "kind", "complain", "title", "还没有交办", "received_on",
                  "2026-11-18");
    at(f, "2026-11-20T09:00");
}

static void by_unit_by_kind_and_together(void **state) {
    struct fixture *f = *state;
    struct tally t = {0};
    make_matters(f);
    count(f, "2026-01-01", "2026-12-31", &t);
    expect(&t.total, 2, 1, 3, 1);
    assert_int_equal(tally_rate(TALLY_ANSWERS, &t.total), 500);
    assert_int_equal(t.kinds.count, 3);
    assert_string_equal(t.kinds.items[0].name, "consult");
    expect(&t.kinds.items[0].counts, 1, 1, 1, 0);
    assert_string_equal(t.kinds.items[1].name, "suggest");
    expect(&t.kinds.items[1].counts, 0, 0, 1, 1);
    assert_string_equal(t.kinds.items[2].name, "complain");
    expect(&t.kinds.items[2].counts, 1, 0, 1, 0);
    assert_int_equal(t.units.count, 3);
    assert_string_equal(t.units.items[0].name, "东门村");
    assert_int_equal(t.units.items[0].unit, f->unit);
    expect(&t.units.items[0].counts, 2, 1, 1, 0);
    assert_int_equal(tally_rate(TALLY_ANSWERS, &t.units.items[0].counts), 667);
    assert_string_equal(t.units.items[1].name, "社会事务办");
    expect(&t.units.items[1].counts, 0, 0, 1, 1);
    assert_int_equal(t.units.items[2].unit, 0);
    assert_string_equal(t.units.items[2].name, "");
    expect(&t.units.items[2].counts, 0, 0, 1, 0);
    tally_release(&t);
}

static void the_period_is_of_the_replies(void **state) {
    struct fixture *f = *state;
    struct tally t = {0};
    make_matters(f);
    count(f, "2025-11-20", "2025-11-20", &t);
    expect(&t.total, 0, 1, 0, 0); /* nothing that waits had come by then */
    count(f, "2025-11-21", "2026-11-17", &t);
    expect(&t.total, 0, 0, 2, 1);
    assert_int_equal(tally_rate(TALLY_ANSWERS, &t.total), 0);
    count(f, "2025-01-01", "2026-11-18", &t);
    expect(&t.total, 2, 2, 3, 1);
    at(f, "2026-11-23T09:00");
    count(f, "2025-11-21", "2026-11-17", &t);
    expect(&t.total, 0, 0, 1, 2); /* what was due on 11-20 is overdue now */
    struct problem problem = {0};
    assert_int_equal(tally_count(&f->office, TALLY_ANSWERS, date_from_iso("2026-01-02"),
                                 date_from_iso("2026-01-01"), &t, &problem),
                     STATUS_INVALID);
    assert_non_null(strstr(sentence(&problem), "2026-01-02"));
    tally_release(&t);
}

/* Not even to the one charged with it. */
static void sealed_ones_are_not_counted(void **state) {
    struct fixture *f = *state;
    struct tally t = {0};
    int64_t id = 0;
    must_register(f, "feedback", &id, "kind", "report", "title", "村会计吃拿卡要", "received_on",
                  "2026-11-02");
    assert_string_equal(column(f, id, "sealed"), "1");
    use_as(f, strtoll(column(f, id, "person"), NULL, 10), ROLE_SUPERVISOR);
    struct record record = {0};
    assert_int_equal(store_read(f->office.store, &f->office.visible, id, &record, NULL), STATUS_OK);
    record_release(&record);
    count(f, "2026-01-01", "2026-12-31", &t);
    expect(&t.total, 0, 0, 0, 0);
    assert_int_equal(t.kinds.count, 0);
    assert_int_equal(t.units.count, 0);
    assert_int_equal(tally_rate(TALLY_ANSWERS, &t.total), -1);
    answer(f, id, "已移交。");
    count(f, "2026-01-01", "2026-12-31", &t);
    expect(&t.total, 0, 0, 0, 0);
    tally_release(&t);
}

static int rate(int in_time, int late, int waiting, int overdue) {
    return tally_rate(TALLY_ANSWERS,
                      &(union feedback_counts){.answers = {in_time, late, waiting, overdue}});
}

static void rates_are_rounded_but_never_up_to_all(void **state) {
    (void)state;
    assert_int_equal(rate(1, 2, 9, 0), 333);
    assert_int_equal(rate(2, 0, 9, 1), 667);
    assert_int_equal(rate(3, 0, 1, 0), 1000);
    assert_int_equal(rate(9999, 1, 0, 0), 999);
    assert_int_equal(rate(1, 9999, 0, 0), 0);
    assert_int_equal(rate(0, 0, 5, 0), -1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(the_due_date_of_the_reply_stays),
        with_office(what_is_restored_without_reply_has_none),
        with_office(settled_on_the_spot_it_is_kept_too),
        with_office(nobody_types_it),
        with_office(by_unit_by_kind_and_together),
        with_office(the_period_is_of_the_replies),
        with_office(sealed_ones_are_not_counted),
        cmocka_unit_test(rates_are_rounded_but_never_up_to_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Substitution during absence: who is charged, who keeps the key, what the step says. */
#include "work/office_fixture.h"

#include "work/absence.h"

#define TODAY "2026-11-20"

static const char *last_note(struct fixture *f, int64_t id) {
    static char text[600];
    struct visible all = visible_to_rules();
    struct steps steps = {0};
    assert_int_equal(store_steps(f->office.store, &all, id, &steps, NULL), STATUS_OK);
    snprintf(text, sizeof text, "%s", steps.items[steps.count - 1].note);
    steps_release(&steps);
    return text;
}

static int64_t charged(struct fixture *f, int64_t id) {
    return strtoll(column(f, id, "person"), NULL, 10);
}

static void away(struct fixture *f, int64_t person, const char *from, const char *to,
                 const char *substitute) {
    must_do(f, "edit", person, "absent_from", from, "absent_to", to, "substitute", substitute);
}

static void what_belongs_together(void **state) {
    struct fixture *f = *state;
    refused(f, STATUS_INVALID, "substitute", "须写明由谁代办", "edit", f->village, "absent_from",
            TODAY);
    refused(f, STATUS_INVALID, "substitute", "不能是本人", "edit", f->village, "absent_from", TODAY,
            "substitute", "张𠮷旺");
    refused(f, STATUS_INVALID, "absent_to", "末日不能早于首日", "edit", f->village, "absent_from",
            TODAY, "absent_to", "2026-11-19", "substitute", "李春梅");
    refused(f, STATUS_INVALID, "absent_from", "从哪一天起", "edit", f->village, "absent_to", TODAY,
            "substitute", "李春梅");
    refused(f, STATUS_INVALID, "absent_from", "", "edit", f->village, "absent_from", "明日复明日");
    use_as(f, f->clerk, ROLE_CLERK);
    refused(f, STATUS_DENIED, "", "您的角色不能改", "edit", f->village, "absent_from", TODAY);
}

static void charged_to_the_one_who_is_there(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    away(f, f->village, "2026-11-18", "2026-11-25", "李春梅");
    must_register(f, "feedback", &id, "kind", "complain", "title", "路灯", "received_on", TODAY);
    must_do(f, "assign", id, "person", "张𠮷旺");
    assert_int_equal(charged(f, id), f->clerk);
    assert_int_equal(strtoll(column(f, id, "unit"), NULL, 10),
                     f->unit); /* the matter stays the unit's */
    assert_string_equal(last_note(f, id),
                        "东门村 李春梅，限 2026-12-11 前答复；张𠮷旺不在，李春梅代办");
    must_do(f, "reassign", id, "person", "周建华");
    assert_int_equal(charged(f, id), f->leader);
    must_do(f, "reassign", id, "person", "张𠮷旺", "note", "先看看");
    assert_int_equal(charged(f, id), f->clerk);
    assert_non_null(strstr(last_note(f, id), "张𠮷旺不在，李春梅代办；先看看"));
    at(f, "2026-11-26T09:00"); /* back again */
    must_do(f, "reassign", id, "person", "张𠮷旺");
    assert_int_equal(charged(f, id), f->village);
}

static void the_days_are_meant_with_both_ends(void **state) {
    struct fixture *f = *state;
    static const struct {
        const char *now;
        bool is_away;
    } days[] = {{"2026-11-22T23:00", false},
                {"2026-11-23T00:01", true},
                {"2026-11-25T23:59", true},
                {"2026-11-26T00:00", false}};
    away(f, f->village, "2026-11-23", "2026-11-25", "李春梅");
    for (size_t i = 0; i < 4; i++) {
        int64_t stand_in = 0;
        at(f, days[i].now);
        assert_int_equal(absence_stand_in(&f->office, f->village, &stand_in, NULL), STATUS_OK);
        assert_int_equal(stand_in, days[i].is_away ? f->clerk : f->village);
    }
    away(f, f->village, "2026-11-23", "", "李春梅"); /* nobody knows until when */
    at(f, "2027-05-01T09:00");
    bool is_away = false;
    assert_int_equal(absence_is_away(&f->office, f->village, &is_away, NULL), STATUS_OK);
    assert_true(is_away);
}

static void a_substitute_who_is_away_too(void **state) {
    struct fixture *f = *state;
    int64_t stand_in = 0;
    away(f, f->village, TODAY, "", "李春梅");
    away(f, f->clerk, TODAY, "", "周建华");
    assert_int_equal(absence_stand_in(&f->office, f->village, &stand_in, NULL), STATUS_OK);
    assert_int_equal(stand_in, f->leader);
    away(f, f->leader, TODAY, "", "张𠮷旺"); /* a ring: nobody is there */
    assert_int_equal(absence_stand_in(&f->office, f->village, &stand_in, NULL), STATUS_OK);
    assert_int_equal(stand_in, f->village);
}

static void the_key_of_a_box(void **state) {
    struct fixture *f = *state;
    struct fields values = FIELDS_INIT;
    int64_t id = 0;
    must_do(f, "edit", f->box, "substitute", "周建华");
    away(f, f->village, TODAY, "", "李春梅");
    fields_set(&values, "kind", "complain");
    fields_set(&values, "title", "路灯不亮");
    fields_set(&values, "received_on", TODAY);
    fields_set(&values, "box", "政府大院");
    last = (struct problems){0};
    assert_int_equal(flow_register(&f->office, "feedback", &values, true, &id, &last), STATUS_OK);
    assert_int_equal(charged(f, id), f->leader); /* the box's own substitute comes first */
    assert_non_null(strstr(last_note(f, id), "张𠮷旺不在，周建华代办"));
    must_do(f, "edit", f->box, "substitute", "");
    fields_set(&values, "title", "井盖");
    assert_int_equal(flow_register(&f->office, "feedback", &values, true, &id, &last), STATUS_OK);
    assert_int_equal(charged(f, id), f->clerk);
    fields_release(&values);
}

/* The one charged with a 举报 is away: it is the substitute's, and nobody else sees it. */
static void a_report_goes_to_the_substitute(void **state) {
    struct fixture *f = *state;
    struct record record = {0};
    int64_t id = 0;
    away(f, f->leader, TODAY, "", "李春梅");
    must_register(f, "feedback", &id, "kind", "report", "title", "会计吃拿卡要", "received_on",
                  TODAY);
    assert_int_equal(charged(f, id), f->clerk);
    assert_string_equal(last_note(f, id), "举报件，密封交专人办理（代办）");
    use_as(f, f->leader, ROLE_SUPERVISOR);
    assert_int_equal(store_read(f->office.store, &f->office.visible, id, &record, NULL),
                     STATUS_NOT_FOUND);
    use_as(f, f->clerk, ROLE_CLERK);
    assert_int_equal(store_read(f->office.store, &f->office.visible, id, &record, NULL), STATUS_OK);
    record_release(&record);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(what_belongs_together),
        with_office(charged_to_the_one_who_is_there),
        with_office(the_days_are_meant_with_both_ends),
        with_office(a_substitute_who_is_away_too),
        with_office(the_key_of_a_box),
        with_office(a_report_goes_to_the_substitute),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

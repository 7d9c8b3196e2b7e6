/* What is offered is what the rule would not refuse for the record's own sake: by kind, state and role, and by
 * what the record is. Every refusal for the record's own sake is offered to nobody. */
#include "work/office_fixture.h"

#include "work/flow_offer.h"

#define TODAY "2026-11-20"

static bool offers(struct fixture *f, int64_t id, const char *command) {
    struct record record = {0};
    assert_int_equal(store_read(f->office.store, &f->office.visible, id, &record, NULL), STATUS_OK);
    bool is_offered = flow_offers(&f->office, &record, command);
    record_release(&record);
    return is_offered;
}

static int64_t slip(struct fixture *f, const char *kind, const char *title) {
    int64_t id = 0;
    must_register(f, "feedback", &id, "kind", kind, "title", title, "received_on", TODAY,
                  "reporter", "张𠮷旺", "body", "三组路灯不亮。");
    must_do(f, "assign", id, "unit", "东门村");
    return id;
}

static void the_clock(void **state) {
    struct fixture *f = *state;
    int64_t id = slip(f, "complain", "井盖缺失");
    use_as(f, f->leader, ROLE_SUPERVISOR | ROLE_CLERK);
    assert_true(offers(f, id, "pause"));
    assert_true(offers(f, id, "extend"));
    assert_true(offers(f, id, "request_extend"));
    assert_true(offers(f, id, "urge"));
    assert_true(offers(f, id, "reply"));
    assert_false(offers(f, id, "resume"));
    must_do(f, "pause", id, "reason", "等鉴定");
    assert_false(offers(f, id, "pause"));
    assert_false(offers(f, id, "extend"));
    assert_false(offers(f, id, "request_extend"));
    assert_false(offers(f, id, "urge"));
    assert_false(offers(f, id, "reply"));
    assert_true(offers(f, id, "resume"));
    refused(f, STATUS_DENIED, "", "暂停着", "reply", id, "reply", "已换好。");
}

static void extension(void **state) {
    struct fixture *f = *state;
    int64_t id = slip(f, "complain", "井盖缺失");
    int64_t asked = 0;
    use_as(f, f->leader, ROLE_SUPERVISOR | ROLE_CLERK);
    assert_false(offers(f, id, "consent_extend"));
    assert_false(offers(f, id, "refuse_extend"));
    must_do(f, "request_extend", id, "amount", "2", "reason", "等县里");
    assert_false(offers(f, id, "request_extend"));
    assert_false(offers(f, id, "extend"));
    assert_true(offers(f, id, "consent_extend"));
    assert_true(offers(f, id, "refuse_extend"));
    must_do(f, "refuse_extend", id, "reason", "不必");
    must_do(f, "extend", id, "amount", "10", "reason", "到货慢");
    assert_false(offers(f, id, "extend")); /* the cap is reached */
    assert_false(offers(f, id, "request_extend"));
    must_register(f, "feedback", &asked, "kind", "complain", "title", "上级转办", "source",
                  "from_above", "received_on", TODAY, "asked_on", "2026-11-25");
    must_do(f, "assign", asked, "unit", "东门村");
    assert_false(offers(f, asked, "extend")); /* the date is not the office's own */
}

static void what_is_late_is_not_extended(void **state) {
    struct fixture *f = *state;
    int64_t id = slip(f, "complain", "井盖缺失");
    int64_t asked = slip(f, "complain", "路灯不亮");
    use_as(f, f->leader, ROLE_SUPERVISOR | ROLE_CLERK);
    must_do(f, "request_extend", asked, "amount", "2", "reason", "等县里");
    at(f, "2026-12-21T09:00");
    assert_false(offers(f, id, "extend"));
    assert_false(offers(f, id, "request_extend"));
    assert_true(offers(f, asked, "consent_extend")); /* asked for in time */
    assert_true(offers(f, id, "urge"));
}

static void the_end_of_the_way(void **state) {
    struct fixture *f = *state;
    int64_t id = slip(f, "consult", "补贴何时发");
    assert_true(offers(f, id, "settle"));
    assert_false(offers(f, id, "close"));
    must_do(f, "reply", id, "reply", "本月发放。");
    assert_false(offers(f, id, "close")); /* neither announced nor withheld */
    assert_true(offers(f, id, "announce"));
    must_do(f, "withhold", id, "reason", "涉及个人隐私");
    assert_false(offers(f, id, "announce"));
    assert_true(offers(f, id, "close"));
    must_do(f, "close", id);
    assert_false(offers(f, id, "close"));
    assert_true(offers(f, id, "visit"));
    must_do(f, "visit", id, "visit_result", "satisfied");
    assert_false(offers(f, id, "visit"));
    assert_false(offers(f, slip(f, "suggest", "加一盏灯"), "settle"));
}

static void versions_and_urgings(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    must_register(f, "feedback", &id, "kind", "suggest", "title", "加一盏灯", "received_on", TODAY);
    assert_false(offers(f, id, "restore_version")); /* there is only one */
    must_do(f, "edit", id, "title", "加两盏灯");
    assert_true(offers(f, id, "restore_version"));
    assert_false(offers(f, id, "answer_urge"));
    must_do(f, "urge", id);
    assert_true(offers(f, id, "answer_urge"));
    must_do(f, "answer_urge", id, "answer", "明日装");
    assert_false(offers(f, id, "answer_urge"));
}

static void roles_and_states(void **state) {
    struct fixture *f = *state;
    int64_t id = slip(f, "complain", "井盖缺失");
    use_as(f, f->clerk, ROLE_CLERK);
    assert_false(offers(f, id, "extend"));
    assert_true(offers(f, id, "request_extend"));
    assert_false(offers(f, id, "announce"));
    assert_false(offers(f, id, "no_such_command"));
}

static void directories(void **state) {
    struct fixture *f = *state;
    int64_t opening = 0, in_it = 0;
    assert_true(offers(f, f->other_unit, "void"));
    slip(f, "complain", "井盖缺失"); /* the village's */
    assert_false(offers(f, f->unit, "void"));
    assert_false(offers(f, f->admin, "void")); /* himself */
    must_register(f, "opening", &opening, "box", "政府大院", "received_on", TODAY, "opener",
                  "李春梅", "second_opener", "刘䶮", "slips", "1");
    assert_true(offers(f, opening, "void"));
    char number[24];
    snprintf(number, sizeof number, "%s", column(f, opening, "number"));
    must_register(f, "feedback", &in_it, "kind", "suggest", "title", "加一盏灯", "opening", number);
    assert_false(offers(f, opening, "void"));
}

/* Asking changes nothing. */
static void it_only_reads(void **state) {
    static const char *const commands[] = {"pause",  "resume", "extend", "request_extend",
                                           "settle", "close",  "urge",   "announce"};
    struct fixture *f = *state;
    int64_t id = slip(f, "consult", "补贴何时发");
    size_t steps = step_count(f, id);
    char before[24];
    snprintf(before, sizeof before, "%s", column(f, id, "ver"));
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
        offers(f, id, commands[i]);
    assert_int_equal(step_count(f, id), steps);
    assert_string_equal(column(f, id, "ver"), before);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(the_clock),
        with_office(extension),
        with_office(what_is_late_is_not_extended),
        with_office(the_end_of_the_way),
        with_office(versions_and_urgings),
        with_office(roles_and_states),
        with_office(directories),
        with_office(it_only_reads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

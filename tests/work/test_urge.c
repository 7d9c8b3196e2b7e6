/* Urging: who may, what is refused, first and second, all or none, the clerk's answer, what is proposed. */
#include "work/office_fixture.h"

#include "work/flow_offer.h"
#include "work/urge.h"

/* Received on 2026-10-23, due on 2026-11-13: five working days late on the fixture's Friday. */
static int64_t late_matter(struct fixture *f, const char *title) {
    int64_t id = 0;
    must_register(f, "feedback", &id, "kind", "complain", "title", title, "received_on",
                  "2026-10-23");
    must_do(f, "assign", id, "unit", "东门村", "person", "张𠮷旺");
    return id;
}

static struct urges urges_of(struct fixture *f, int64_t id) {
    struct visible all = visible_to_rules();
    struct urges urges = {0};
    assert_int_equal(store_urges(f->office.store, &all, id, &urges, NULL), STATUS_OK);
    return urges;
}

static size_t count_urges(struct fixture *f, int64_t id) {
    struct urges urges = urges_of(f, id);
    size_t count = urges.count;
    urges_release(&urges);
    return count;
}

static bool awaits_answer(struct fixture *f, int64_t id) {
    struct record record = {0};
    assert_int_equal(store_read(f->office.store, &f->office.visible, id, &record, NULL), STATUS_OK);
    bool awaits = flow_offers(&f->office, &record, "answer_urge");
    record_release(&record);
    return awaits;
}

static void first_and_second(void **state) {
    struct fixture *f = *state;
    int64_t id = late_matter(f, "三组路灯不亮");
    const char *ver = column(f, id, "ver");
    use_as(f, f->leader, ROLE_SUPERVISOR);
    must_do(f, "urge", id);
    at(f, "2026-11-23T08:30");
    must_do(f, "urge", id, "note", "限今天报进度𠮷");
    struct urges urges = urges_of(f, id);
    assert_int_equal(urges.count, 2);
    assert_int_equal(urges.items[0].serial, 1);
    assert_string_equal(urges.items[0].note, "已逾期 5 个工作日，请立即办理并书面说明原因");
    assert_string_equal(urges.items[0].to_unit, "东门村");
    assert_string_equal(urges.items[0].to_person, "张𠮷旺");
    assert_string_equal(urges.items[0].person, "周建华");
    assert_int_equal(urges.items[1].serial, 2);
    assert_string_equal(urges.items[1].note, "限今天报进度𠮷");
    assert_string_equal(urges.items[1].answer, "");
    assert_int_equal(urges.items[1].answered_at, 0);
    urges_release(&urges);
    assert_string_equal(steps_of(f, id), "register assign urge urge");
    assert_string_equal(column(f, id, "ver"), ver);
    assert_string_equal(column(f, id, "state"), "assigned");
}

static void only_the_supervisor(void **state) {
    struct fixture *f = *state;
    int64_t id = late_matter(f, "三组路灯不亮");
    use_as(f, f->clerk, ROLE_CLERK);
    refused(f, STATUS_DENIED, "", "您的角色不能催办", "urge", id);
    assert_int_equal(count_urges(f, id), 0);
}

static void a_second_one_the_same_day_must_be_meant(void **state) {
    struct fixture *f = *state;
    int64_t id = late_matter(f, "三组路灯不亮");
    size_t urged = 9;
    char number[24];
    must_do(f, "urge", id);
    refused(f, STATUS_DENIED, "again", "今天已经催办过", "urge", id);
    assert_int_equal(count_urges(f, id), 1);
    assert_int_equal(urge_count_today(&f->office, &id, 1, &urged, number, NULL), STATUS_OK);
    assert_int_equal(urged, 1);
    assert_string_equal(number, column(f, id, "number"));
    must_do(f, "urge", id, "again", "1");
    assert_int_equal(count_urges(f, id), 2);
    at(f, "2026-11-21T00:01");
    assert_int_equal(urge_count_today(&f->office, &id, 1, &urged, number, NULL), STATUS_OK);
    assert_int_equal(urged, 0);
    must_do(f, "urge", id);
}

static void all_or_none(void **state) {
    struct fixture *f = *state;
    int64_t ids[2] = {late_matter(f, "三组路灯不亮"), late_matter(f, "村道护栏断了")};
    must_do(f, "pause", ids[1], "reason", "等检测");
    last = (struct problems){0};
    assert_int_equal(flow_do(&f->office, "urge", ids, 2, 0, NULL, &last), STATUS_DENIED);
    assert_non_null(strstr(said(), "暂停着"));
    assert_int_equal(count_urges(f, ids[0]), 0);
    assert_string_equal(steps_of(f, ids[0]), "register assign");
    must_do(f, "resume", ids[1]);
    last = (struct problems){0};
    assert_int_equal(flow_do(&f->office, "urge", ids, 2, 0, NULL, &last), STATUS_OK);
    assert_int_equal(count_urges(f, ids[0]), 1);
    assert_int_equal(count_urges(f, ids[1]), 1);
}

static void what_has_no_date_is_not_urged(void **state) {
    struct fixture *f = *state;
    int64_t id = late_matter(f, "三组路灯不亮");
    refused(f, STATUS_DENIED, "", "没有期限", "urge", f->unit);
    must_do(f, "void", id, "reason", "登错");
    refused(f, STATUS_DENIED, "", "不能催办", "urge", id);
}

static void a_box_is_urged_at_its_keeper(void **state) {
    struct fixture *f = *state;
    must_do(f, "urge", f->box);
    struct urges urges = urges_of(f, f->box);
    assert_int_equal(urges.count, 1);
    assert_string_equal(urges.items[0].to_person, "张𠮷旺");
    assert_string_equal(urges.items[0].to_unit, "东门村");
    assert_non_null(strstr(urges.items[0].note, "还剩"));
    urges_release(&urges);
}

static void the_answer(void **state) {
    struct fixture *f = *state;
    int64_t id = late_matter(f, "三组路灯不亮");
    refused(f, STATUS_DENIED, "", "没有等着回复的催办", "answer_urge", id, "answer", "好");
    assert_false(awaits_answer(f, id));
    must_do(f, "urge", id);
    must_do(f, "urge", id, "again", "1");
    assert_true(awaits_answer(f, id));
    refused(f, STATUS_INVALID, "answer", "", "answer_urge", id);
    at(f, "2026-11-20T15:00");
    must_do(f, "answer_urge", id, "answer", "电工今天到村里");
    struct urges urges = urges_of(f, id);
    assert_string_equal(urges.items[0].answer, "电工今天到村里");
    assert_string_equal(urges.items[1].answer, "电工今天到村里");
    assert_true(urges.items[1].answered_at > urges.items[1].at);
    urges_release(&urges);
    assert_false(awaits_answer(f, id));
    assert_string_equal(steps_of(f, id), "register assign urge urge answer_urge");
}

static void usual_words_by_the_light(void **state) {
    struct fixture *f = *state;
    static const struct {
        const char *due_on, *words;
    } cases[] = {{"2026-11-19", "已逾期 1 个工作日"},
                 {"2026-11-20", "今日到期，请今日办结"},
                 {"2026-11-24", "还剩 2 个工作日"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fields fields = FIELDS_INIT;
        struct buffer out = BUFFER_INIT;
        fields_set(&fields, "due_on", cases[i].due_on);
        fields_set(&fields, "open", "1");
        fields_set(&fields, "limit_rule", "feedback.complain");
        fields_set(&fields, "received_on", "2026-10-30");
        assert_int_equal(urge_usual_note(&f->office, &fields, &out, NULL), STATUS_OK);
        assert_ptr_equal(strstr(buffer_text(&out), cases[i].words), buffer_text(&out));
        fields_release(&fields);
        buffer_release(&out);
    }
}

static void the_ladder(void **state) {
    struct fixture *f = *state;
    static const struct {
        const char *due_on;
        enum advice advice;
    } cases[] = {{"2026-11-23", ADVICE_NONE},     {"2026-11-20", ADVICE_URGE},
                 {"2026-11-18", ADVICE_URGE},     {"2026-11-17", ADVICE_SLIP},
                 {"2026-11-13", ADVICE_CIRCULAR}, {"2026-11-09", ADVICE_CIRCULAR},
                 {"2026-11-06", ADVICE_TALK},     {"2025-01-02", ADVICE_TALK}};
    struct ladder ladder;
    assert_int_equal(office_calendar(&f->office, NULL), STATUS_OK);
    urge_ladder(&f->office, &ladder);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(urge_advice(&f->office, &ladder, date_from_iso(cases[i].due_on)),
                         cases[i].advice);
    assert_int_equal(urge_advice(&f->office, &ladder, DATE_NONE), ADVICE_NONE);
    ladder.urge = 2;
    assert_int_equal(urge_advice(&f->office, &ladder, date_from_iso("2026-11-19")), ADVICE_NONE);
}

/* ---- totals and notices -------------------------------------------------------------------------- */

struct seen {
    char text[600];
};

static bool add_row(void *context, const struct overdue_row *row) {
    struct seen *seen = context;
    size_t length = strlen(seen->text);
    snprintf(seen->text + length, sizeof seen->text - length, "%s:%d,%d,%d,%d;", row->unit_name,
             (int)row->overdue, (int)row->overdue_statutory, (int)row->today, (int)row->near);
    return true;
}

static void totals_by_unit(void **state) {
    struct fixture *f = *state;
    struct seen seen = {""};
    int64_t id = 0;
    char until[DATE_BYTES];
    late_matter(f, "三组路灯不亮");
    id = late_matter(f, "停着的");
    must_do(f, "pause", id, "reason", "等检测");
    must_register(f, "feedback", &id, "kind", "consult", "title", "今天到期", "received_on",
                  "2026-11-17");
    must_do(f, "assign", id, "unit", "社会事务办");
    must_register(f, "feedback", &id, "kind", "suggest", "title", "还早", "received_on",
                  "2026-11-20");
    must_do(f, "edit", f->box, "cycle_days", "4"); /* its keeper is of 东门村 */
    assert_int_equal(urge_near_until(&f->office, until, NULL), STATUS_OK);
    assert_string_equal(until, "2026-11-25");
    assert_int_equal(store_overdue_by_unit(f->office.store, &f->office.visible, "2026-11-20", until,
                                           true, add_row, &seen, NULL),
                     STATUS_OK);
    assert_string_equal(seen.text, "东门村:1,0,0,1;社会事务办:0,0,1,0;");
}

/* One who is charged with a sealed record has it among his own; paper never. */
static void totals_of_the_sealed(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    must_register(f, "feedback", &id, "kind", "report", "title", "村会计吃拿卡要", "received_on",
                  "2026-11-16");
    int64_t charged = strtoll(column(f, id, "person"), NULL, 10);
    static const struct {
        bool is_charged, with_sealed;
        const char *text;
    } cases[] = {
        {true, true, ":1,0,0,0;"}, {true, false, ""}, {false, true, ""}, {false, false, ""}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct seen seen = {""};
        use_as(f, cases[i].is_charged ? charged : f->clerk, ROLE_SUPERVISOR);
        assert_int_equal(store_overdue_by_unit(f->office.store, &f->office.visible, "2026-11-20",
                                               "2026-11-20", cases[i].with_sealed, add_row, &seen,
                                               NULL),
                         STATUS_OK);
        assert_string_equal(seen.text, cases[i].text);
    }
}

static bool add_urged(void *context, const struct urged *urged) {
    struct seen *seen = context;
    size_t length = strlen(seen->text);
    snprintf(seen->text + length, sizeof seen->text - length, "%s %s %d;", urged->to_unit_name,
             urged->title, (int)urged->serial);
    return true;
}

static const char *urged_on(struct fixture *f, const char *iso, int64_t unit, int64_t record) {
    static struct seen seen;
    day_number day = date_from_iso(iso);
    seen.text[0] = '\0';
    assert_int_equal(
        store_urged(f->office.store, &f->office.visible, urge_day_begins(&f->office, day),
                    urge_day_begins(&f->office, day + 1), unit, record, add_urged, &seen, NULL),
        STATUS_OK);
    return seen.text;
}

static void urged_of_a_day(void **state) {
    struct fixture *f = *state;
    int64_t first = late_matter(f, "三组路灯不亮"), second = 0;
    must_register(f, "feedback", &second, "kind", "consult", "title", "低保怎么办", "received_on",
                  "2026-11-17");
    must_do(f, "assign", second, "unit", "社会事务办");
    must_do(f, "urge", first);
    must_do(f, "urge", first, "again", "1");
    must_do(f, "urge", second);
    assert_string_equal(urged_on(f, "2026-11-20", -1, 0),
                        "东门村 三组路灯不亮 2;社会事务办 低保怎么办 1;");
    assert_string_equal(urged_on(f, "2026-11-20", f->other_unit, 0), "社会事务办 低保怎么办 1;");
    assert_string_equal(urged_on(f, "2026-11-20", -1, first), "东门村 三组路灯不亮 2;");
    assert_string_equal(urged_on(f, "2026-11-19", -1, 0), "");
    at(f, "2026-11-23T09:00");
    must_do(f, "urge", first);
    assert_string_equal(urged_on(f, "2026-11-23", -1, 0), "东门村 三组路灯不亮 3;");
    assert_string_equal(urged_on(f, "2026-11-20", -1, first), "东门村 三组路灯不亮 2;");
}

static void the_sealed_are_on_no_paper(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    must_register(f, "feedback", &id, "kind", "report", "title", "村会计吃拿卡要", "received_on",
                  "2026-11-16");
    int64_t charged = strtoll(column(f, id, "person"), NULL, 10);
    assert_true(charged != 0);
    use_as(f, charged, ROLE_SUPERVISOR);
    must_do(f, "urge", id);
    assert_string_equal(urged_on(f, "2026-11-20", -1, 0), "");
    use_as(f, f->clerk, ROLE_SUPERVISOR);
    struct urges urges = {0};
    assert_int_equal(store_urges(f->office.store, &f->office.visible, id, &urges, NULL), STATUS_OK);
    assert_int_equal(urges.count, 0);
    urges_release(&urges);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(first_and_second),
        with_office(only_the_supervisor),
        with_office(a_second_one_the_same_day_must_be_meant),
        with_office(all_or_none),
        with_office(what_has_no_date_is_not_urged),
        with_office(a_box_is_urged_at_its_keeper),
        with_office(the_answer),
        with_office(usual_words_by_the_light),
        with_office(the_ladder),
        with_office(totals_by_unit),
        with_office(totals_of_the_sealed),
        with_office(urged_of_a_day),
        with_office(the_sealed_are_on_no_paper),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

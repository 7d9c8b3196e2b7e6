/* The demonstration office: filled by the rules, in every state, the same each time. */
#include "work/office_fixture.h"

#include "work/demo.h"

enum { TOLD = 223, OPENINGS = 97 }; /* by seed 1 at the fixture's time */

static int setup(void **state) {
    struct fixture *f = calloc(1, sizeof *f);
    make_folder(f);
    found_office(f, "demo", NULL);
    *state = f;
    return 0;
}

static void must_fill(struct fixture *f, uint32_t seed, int64_t records) {
    struct problem problem = {0};
    if (demo_fill(&f->office, seed, records, &problem) != STATUS_OK)
        fail_msg("%s: %s", problem.field, sentence(&problem));
}

static int64_t count(struct fixture *f, const struct visible *visible, const char *view,
                     const char *column_name, const char *text) {
    int64_t found = 0;
    struct condition condition = {column_name, IS_EQUAL, text};
    struct page_request request = {.view = view,
                                   .order = "number",
                                   .conditions = &condition,
                                   .condition_count = column_name != NULL ? 1 : 0};
    assert_int_equal(store_count(f->office.store, visible, &request, NULL, &found, NULL),
                     STATUS_OK);
    return found;
}

static void it_has_every_state(void **state) {
    struct fixture *f = *state;
    struct visible all = visible_to_rules();
    static const char *const states[] = {"registered", "assigned", "in_hand", "replied",
                                         "announced",  "closed",   "void"};
    must_fill(f, 1, 0);
    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
        assert_true(count(f, &all, "feedback_all", "state", states[i]) >= 1);
    assert_int_equal(count(f, &all, "feedback_all", NULL, NULL), TOLD);
    assert_int_equal(count(f, &all, "opening_all", NULL, NULL), OPENINGS);
    assert_int_equal(count(f, &all, "opening_all", "state", "open"), 1);
    assert_int_equal(count(f, &all, "box_all", NULL, NULL), 2);
    assert_int_equal(count(f, &all, "person_all", "title", "张𠮷旺"), 1);
}

/* The year before the month leaves nothing open; what happened in it is all there. */
static void it_has_a_year_behind_it(void **state) {
    struct fixture *f = *state;
    struct visible all = visible_to_rules();
    static const char *const sources[] = {"box",        "call",          "visit",
                                          "letter",     "hotline_12345", "mayor_mailbox",
                                          "from_above", "consultation"};
    static const char *const kinds[] = {"consult", "suggest", "complain", "praise", "report"};
    static const char *const exits[] = {"to_petition", "to_county", "to_village", "handed_over",
                                        "not_accepted"};
    struct condition old[] = {{"received_on", IS_LESS, "2026-10-20"}, {"open", IS_EQUAL, "1"}};
    struct page_request request = {
        .view = "feedback_all", .order = "number", .conditions = old, .condition_count = 2};
    int64_t found = 0;
    must_fill(f, 1, 0);
    assert_int_equal(store_count(f->office.store, &all, &request, NULL, &found, NULL), STATUS_OK);
    assert_int_equal(found, 0);
    old[0] = (struct condition){"received_on", IS_LESS, "2025-12-20"};
    request.condition_count = 1;
    assert_int_equal(store_count(f->office.store, &all, &request, NULL, &found, NULL), STATUS_OK);
    assert_true(found > 5);
    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++)
        assert_true(count(f, &all, "feedback_all", "source", sources[i]) >= 2);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        assert_true(count(f, &all, "feedback_all", "kind", kinds[i]) >= 5);
    for (size_t i = 0; i < sizeof exits / sizeof exits[0]; i++)
        assert_true(count(f, &all, "feedback_all", "state", exits[i]) >= 1);
    assert_int_equal(count(f, &all, "meeting_all", NULL, NULL), 12);
    assert_int_equal(count(f, &all, "task_all", "state", "closed"), 11);
}

/* Whatever the day and the chance: every step is allowed by the rules. */
static void it_can_be_told_on_any_day(void **state) {
    static const char *const days[] = {"2025-01-02T08:00", "2026-02-16T10:00", "2026-10-08T23:50",
                                       "2027-05-03T09:00"};
    struct problem problem = {0};
    (void)state;
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        void *one = NULL;
        setup(&one);
        struct fixture *f = one;
        assert_int_equal(office_set_now(&f->office, days[i], &problem), STATUS_OK);
        must_fill(f, (uint32_t)i + 20, 0);
        office_fixture_teardown(&one);
    }
}

static void it_has_every_light(void **state) {
    struct fixture *f = *state;
    must_fill(f, 1, 0);
    struct queue_counts counts = {0};
    assert_int_equal(office_calendar(&f->office, NULL), STATUS_OK);
    char near_to[DATE_BYTES];
    date_to_iso(light_near_until(f->office.calendar, office_today(&f->office), 3), near_to);
    assert_int_equal(store_queue_counts(f->office.store, &f->office.visible, "feedback_open",
                                        "2026-11-20", near_to, &counts, NULL),
                     STATUS_OK);
    assert_true(counts.overdue >= 3);
    assert_true(counts.near >= 3);
    assert_true(counts.normal >= 3);
    assert_int_equal(counts.paused, 1);
}

static void the_clerk_opens_it_and_sees_no_report(void **state) {
    struct fixture *f = *state;
    struct visible all = visible_to_rules();
    must_fill(f, 1, 0);
    assert_string_equal(f->office.user_name, "李春梅");
    assert_int_equal(f->office.roles, ROLE_CLERK);
    int64_t reports = count(f, &all, "feedback_all", "kind", "report");
    assert_true(reports > 1);
    assert_int_equal(count(f, &f->office.visible, "feedback_all", "kind", "report"), 0);
    assert_int_equal(user_enter_as(&f->office, ROLE_SUPERVISOR, NULL), STATUS_OK);
    assert_string_equal(f->office.user_name, "周建华");
    assert_int_equal(count(f, &f->office.visible, "feedback_all", "kind", "report"), reports);
    assert_int_equal(user_enter_as(&f->office, ROLE_ADMIN, NULL), STATUS_OK);
    assert_string_equal(f->office.user_name, "孙国强");
}

static void the_clock_is_put_back(void **state) {
    struct fixture *f = *state;
    f->office.clock.fixed_utc = -1; /* the machine's */
    must_fill(f, 1, 20);
    assert_int_equal(f->office.clock.fixed_utc, -1);
}

/* All numbers, titles, states and days in one text. */
static char *picture(struct fixture *f) {
    static const char *const columns[] = {"number", "title", "state", "due_on", "received_on"};
    struct visible all = visible_to_rules();
    struct page page = {0};
    struct buffer out = BUFFER_INIT;
    char key[40] = "";
    struct page_request request = {
        .view = "feedback_all", .columns = columns, .column_count = 5, .order = "number"};
    struct page_start start = {NULL, 0, false, false};
    do {
        assert_int_equal(store_page(f->office.store, &all, &request, &start, 50, &page, NULL),
                         STATUS_OK);
        for (size_t row = 0; row < page.count; row++) {
            for (size_t i = 0; i < 5; i++)
                buffer_append_format(&out, "%s|", page_cell(&page, row, i));
            snprintf(key, sizeof key, "%s", page_key(&page, row));
            start = (struct page_start){key, page.ids[row], false, false};
        }
    } while (page.count == 50);
    page_release(&page);
    return buffer_take(&out);
}

static void the_same_seed_gives_the_same_office(void **state) {
    struct fixture *f = *state;
    void *second = NULL;
    must_fill(f, 7, 120);
    char *first_picture = picture(f);
    setup(&second);
    struct fixture *g = second;
    must_fill(g, 7, 120);
    char *second_picture = picture(g);
    assert_string_equal(first_picture, second_picture);
    assert_non_null(strstr(first_picture, "FK2023-00001"));
    free(first_picture);
    free(second_picture);
    office_fixture_teardown(&second);
}

static void many_records_keep_the_rules(void **state) {
    struct fixture *f = *state;
    struct visible all = visible_to_rules();
    int64_t rows = 0;
    must_fill(f, 1, 500);
    assert_int_equal(count(f, &all, "feedback_all", NULL, NULL), TOLD + 500);
    int64_t closed = count(f, &all, "feedback_all", "state", "closed");
    assert_true(closed > 600 && closed < 720);
    assert_int_equal(store_verify_audit(f->office.store, &rows, NULL), STATUS_OK);
    assert_true(rows > 1000);
}

static void a_real_office_is_not_filled(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    snprintf(f->office.mode, sizeof f->office.mode, "office");
    f->office.is_demo = false;
    assert_int_equal(demo_fill(&f->office, 1, 0, &problem), STATUS_DENIED);
    assert_int_equal(user_enter_as(&f->office, ROLE_CLERK, &problem), STATUS_DENIED);
}

#define with_demo(test) cmocka_unit_test_setup_teardown(test, setup, office_fixture_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        with_demo(it_has_every_state),
        with_demo(it_has_a_year_behind_it),
        cmocka_unit_test(it_can_be_told_on_any_day),
        with_demo(it_has_every_light),
        with_demo(the_clerk_opens_it_and_sees_no_report),
        with_demo(the_clock_is_put_back),
        with_demo(the_same_seed_gives_the_same_office),
        with_demo(many_records_keep_the_rules),
        with_demo(a_real_office_is_not_filled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

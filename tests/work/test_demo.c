/* The demonstration office: filled by the rules, in every state, the same each time. */
#include "work/office_fixture.h"

#include "base/embedded.h"
#include "base/lines.h"
#include "work/demo.h"
#include "work/detector.h"
#include "work/disclosure.h"
#include "work/opinion.h"
#include "work/subject.h"
#include "work/tsv.h"

enum { TOLD = 228, OPENINGS = 97 }; /* by seed 1 at the fixture's time */

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

/* The office of seed 1, told once: the tests that only look at it share it. */
static int setup_told(void **state) {
    setup(state);
    must_fill(*state, 1, 0);
    return 0;
}

/* The same with many records more, told when it is first asked for. */
static struct fixture *large;

static struct fixture *large_office(void) {
    if (large == NULL) {
        void *state = NULL;
        setup(&state);
        large = state;
        must_fill(large, 1, 500);
    }
    return large;
}

static int teardown_told(void **state) {
    if (large != NULL) {
        void *one = large;
        office_fixture_teardown(&one);
    }
    return office_fixture_teardown(state);
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
    assert_int_equal(count(f, &all, "meeting_all", "kind", "feedback"), 12);
    assert_int_equal(count(f, &all, "task_all", "state", "closed"), 11);
}

/* ---- disclosures ---------------------------------------------------------------------------------- */

static void it_has_disclosures_in_every_state(void **state) {
    struct fixture *f = *state;
    struct visible all = visible_to_rules();
    static const char *const states[][2] = {{"disclosure_all", "draft"},
                                            {"disclosure_all", "returned"},
                                            {"disclosure_all", "in_review"},
                                            {"disclosure_all", "in_approval"},
                                            {"disclosure_all", "to_publish"},
                                            {"disclosure_all", "on_notice"},
                                            {"disclosure_all", "published"},
                                            {"disclosure_all", "filed"},
                                            {"disclosure_all", "corrected"},
                                            {"disclosure_all", "withdrawn"},
                                            {"disclosure_all", "refused"},
                                            {"disclosure_all", "void"},
                                            {"card_all", "to_fill"},
                                            {"card_all", "filled"},
                                            {"card_all", "filed"},
                                            {"duty_all", "open"},
                                            {"duty_all", "done"},
                                            {"duty_all", "waived"},
                                            {"posting_all", "open"},
                                            {"posting_all", "down"},
                                            {"finding_all", "open"},
                                            {"finding_all", "answered"},
                                            {"finding_all", "rectified"}};
    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
        if (count(f, &all, states[i][0], "state", states[i][1]) < 1)
            fail_msg("no %s %s", states[i][0], states[i][1]);
    assert_int_equal(count(f, &all, "board_all", NULL, NULL), 10);
    assert_true(count(f, &all, "catalogue_all", NULL, NULL) > 150);
    assert_int_equal(count(f, &all, "catalogue_all", "leader", ""), 0);
}

/* Every subject of the list but those kept for old records alone. */
static void it_uses_every_subject(void **state) {
    struct fixture *f = *state;
    struct visible all = visible_to_rules();
    struct tsv tsv;
    int subjects = 0;
    assert_true(tsv_begin(&tsv, embedded_find("data/codes/subject.tsv")->text));
    while (tsv_next(&tsv)) {
        struct subject subject = {0};
        const char *code = tsv_cell(&tsv, 0);
        assert_int_equal(subject_find(code, &subject, NULL), STATUS_OK);
        bool is_historic = strstr(subject.rule, "historic") != NULL;
        if (count(f, &all, "disclosure_all", "subject", code) == 0 && !is_historic)
            fail_msg("no disclosure of %s", code);
        subject_release(&subject);
        subjects++;
    }
    tsv_end(&tsv);
    assert_true(subjects > 60);
}

/* Calls for each record of a view. */
static void each(struct fixture *f, const char *view,
                 void (*look)(struct fixture *f, const struct record *record, int *seen),
                 int *seen) {
    struct visible all = visible_to_rules();
    struct page page = {0};
    char key[40] = "";
    static const char *const columns[] = {"number"};
    struct page_request request = {
        .view = view, .columns = columns, .column_count = 1, .order = "number"};
    struct page_start start = {NULL, 0, false, false};
    do {
        assert_int_equal(store_page(f->office.store, &all, &request, &start, 50, &page, NULL),
                         STATUS_OK);
        for (size_t row = 0; row < page.count; row++) {
            struct record record = {0};
            assert_int_equal(store_read(f->office.store, &all, page.ids[row], &record, NULL),
                             STATUS_OK);
            look(f, &record, seen);
            record_release(&record);
            snprintf(key, sizeof key, "%s", page_key(&page, row));
            start = (struct page_start){key, page.ids[row], false, false};
        }
    } while (page.count == 50);
    page_release(&page);
}

/* Sums agree, what was published is what was approved, and nobody passed his own draft. */
static void check_disclosure(struct fixture *f, const struct record *record, int *seen) {
    const struct fields *fields = &record->fields;
    struct lines lines = {0};
    struct lines_totals totals = {0};
    char hash[DISCLOSURE_HASH_BYTES];
    (void)f;
    assert_true(lines_read(&lines, fields_text(fields, "lines")));
    assert_int_equal(lines_total(&lines, &totals, NULL), STATUS_OK);
    if (fields_has(fields, "total"))
        assert_int_equal(fields_integer(fields, "total", 0), totals.amount);
    if (fields_has(fields, "second_total"))
        assert_int_equal(fields_integer(fields, "second_total", 0), totals.second_amount);
    *seen += fields_has(fields, "total");
    lines_release(&lines);
    if (!fields_has(fields, "published_on"))
        return;
    disclosure_hash(fields, hash);
    assert_string_equal(hash, fields_text(fields, "approved_hash"));
    assert_string_equal(hash, fields_text(fields, "published_hash"));
    assert_string_not_equal(fields_text(fields, "drafted_by"), fields_text(fields, "reviewed_by"));
    assert_string_not_equal(fields_text(fields, "reviewed_by"), fields_text(fields, "approved_by"));
    assert_string_equal(fields_text(fields, "same_person"), "");
}

static void its_disclosures_keep_the_rules(void **state) {
    struct fixture *f = large_office();
    int with_total = 0;
    (void)state;
    each(f, "disclosure_all", check_disclosure, &with_total);
    assert_true(with_total > 60);
}

static void note_rule(struct fixture *f, const struct record *record, int *seen) {
    static const char *const kinds[] = {"late", "not_published", "partial", "untrue"};
    (void)f;
    for (int i = 0; i < 4; i++)
        if (strcmp(fields_text(&record->fields, "kind"), kinds[i]) == 0)
            *seen |= 1 << i;
}

/* All three detectors have found something, and find nothing more on the same day. */
static void its_detectors_have_run(void **state) {
    struct fixture *f = *state;
    struct detector_walk walk = {.is_recent = false};
    int seen = 0;
    each(f, "finding_all", note_rule, &seen);
    assert_int_equal(seen, 15);
    assert_int_equal(detector_walk_all(&f->office, &walk, NULL), STATUS_OK);
    assert_int_equal(walk.opened, 0);
    assert_true(walk.examined > 100);
}

/* A 公示 that cannot end: somebody objected, and nobody has answered yet. */
static void a_notice_is_objected_to(void **state) {
    struct fixture *f = *state;
    struct visible all = visible_to_rules();
    struct condition conditions[] = {{"open", IS_EQUAL, "1"}, {"about", IS_NOT_EMPTY, ""}};
    struct page_request request = {
        .view = "feedback_all", .order = "number", .conditions = conditions, .condition_count = 2};
    int64_t found = 0;
    assert_int_equal(store_count(f->office.store, &all, &request, NULL, &found, NULL), STATUS_OK);
    assert_int_equal(found, 1);
    conditions[0] = (struct condition){"due_on", IS_EQUAL, "2026-11-20"};
    request = (struct page_request){
        .view = "posting_up", .order = "number", .conditions = conditions, .condition_count = 1};
    assert_int_equal(store_count(f->office.store, &all, &request, NULL, &found, NULL), STATUS_OK);
    assert_true(found >= 2); /* they come down today */
    conditions[0] = (struct condition){"due_on", IS_EQUAL, "2026-11-21"};
    assert_int_equal(store_count(f->office.store, &all, &request, NULL, &found, NULL), STATUS_OK);
    assert_true(found >= 1); /* on the Saturday */
}

/* ---- asking the public ---------------------------------------------------------------------------- */

static void it_asks_the_public(void **state) {
    struct fixture *f = *state;
    struct visible all = visible_to_rules();
    static const char *const present[][3] = {
        {"consultation_all", "state", "draft"},      {"consultation_all", "state", "announcing"},
        {"consultation_all", "state", "collecting"}, {"consultation_all", "state", "ended"},
        {"consultation_all", "state", "closed"},     {"consultation_all", "state", "cancelled"},
        {"opinion_all", "state", "pending"},         {"opinion_all", "state", "in_consent"},
        {"opinion_all", "state", "decided"},         {"opinion_all", "late", "1"},
        {"opinion_all", "decision", "adopted"},      {"opinion_all", "decision", "partly"},
        {"opinion_all", "decision", "declined"},     {"opinion_all", "decision", "unrelated"},
        {"opinion_all", "decision", "duplicate"},    {"feedback_all", "state", "to_consultation"},
        {"meeting_all", "kind", "deliberation"},     {"feedback_all", "source", "deliberation"},
    };
    for (size_t i = 0; i < sizeof present / sizeof present[0]; i++)
        if (count(f, &all, present[i][0], present[i][1], present[i][2]) < 1)
            fail_msg("no %s %s %s", present[i][0], present[i][1], present[i][2]);
    assert_int_equal(count(f, &all, "opinion_all", NULL, NULL), 60);
    assert_true(count(f, &all, "opinion_all", "feedback", "") <= 57); /* three came or went */
}

/* What waits has every light, and those that say the same are found together. */
static void its_opinions_wait_in_a_queue(void **state) {
    struct fixture *f = *state;
    struct queue_counts counts = {0};
    struct opinion_groups groups = {0};
    char near_to[DATE_BYTES];
    int64_t id = 0;
    struct visible all = visible_to_rules();
    assert_int_equal(office_calendar(&f->office, NULL), STATUS_OK);
    date_to_iso(light_near_until(f->office.calendar, office_today(&f->office), 3), near_to);
    assert_int_equal(store_queue_counts(f->office.store, &f->office.visible, "opinion_pending",
                                        "2026-11-20", near_to, &counts, NULL),
                     STATUS_OK);
    assert_true(counts.overdue >= 3);
    assert_true(counts.near >= 3);
    assert_true(counts.normal >= 3);
    assert_int_equal(
        store_find_title(f->office.store, &all, "consultation", "青石镇集市搬迁方案", &id, NULL),
        STATUS_OK);
    assert_int_equal(opinion_group(&f->office, id, &groups, NULL), STATUS_OK);
    assert_true(groups.count >= 1);
    assert_int_equal(groups.starts[1] - groups.starts[0], 5);
    opinion_groups_release(&groups);
}

static void note_link(struct fixture *f, const struct record *record, int *seen) {
    const struct fields *fields = &record->fields;
    const char *state = fields_text(fields, "state");
    char hash[DISCLOSURE_HASH_BYTES];
    (void)f;
    if (!fields_has(fields, "consultation"))
        return;
    if (fields_has(fields, "decided_on")) {
        disclosure_hash(fields, hash);
        assert_string_equal(fields_text(fields, "decided_hash"), hash);
        assert_string_equal(state, "published");
        *seen |= 1;
    } else if (strcmp(state, "draft") == 0) {
        *seen |= 2;
    } else if (strstr(fields_text(fields, "title"), "采纳情况") != NULL) {
        assert_string_equal(state, "published");
        *seen |= 4;
    }
}

/* One waits in draft for its collection; one was decided after it (D4); summaries are public. */
static void what_was_asked_about_waits_or_is_decided(void **state) {
    struct fixture *f = *state;
    int seen = 0;
    each(f, "disclosure_all", note_link, &seen);
    assert_int_equal(seen, 7);
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
    assert_int_equal(user_enter_as(&f->office, ROLE_CLERK, NULL), STATUS_OK); /* as it was opened */
}

static void the_clock_is_put_back(void **state) {
    struct fixture *f = *state;
    f->office.clock.fixed_utc = -1; /* the machine's */
    must_fill(f, 1, 5);
    assert_int_equal(f->office.clock.fixed_utc, -1);
}

/* All numbers, titles, states and days of a view in one text. */
static char *picture(struct fixture *f, const char *view) {
    static const char *const columns[] = {"number", "title", "state", "due_on", "received_on"};
    struct visible all = visible_to_rules();
    struct page page = {0};
    struct buffer out = BUFFER_INIT;
    char key[40] = "";
    struct page_request request = {
        .view = view, .columns = columns, .column_count = 5, .order = "number"};
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
    static const char *const views[] = {"feedback_all", "disclosure_all", "posting_all",
                                        "card_all",     "duty_all",       "finding_all",
                                        "meeting_all",  "opinion_all",    "consultation_all"};
    must_fill(f, 7, 60);
    setup(&second);
    struct fixture *g = second;
    must_fill(g, 7, 60);
    for (size_t i = 0; i < sizeof views / sizeof views[0]; i++) {
        char *first_picture = picture(f, views[i]);
        char *second_picture = picture(g, views[i]);
        assert_string_equal(first_picture, second_picture);
        assert_true(i > 0 || strstr(first_picture, "FK2023-00001") != NULL);
        assert_true(i != 1 || strstr(first_picture, "GK2023-00001") != NULL);
        free(first_picture);
        free(second_picture);
    }
    office_fixture_teardown(&second);
}

static void many_records_keep_the_rules(void **state) {
    struct fixture *f = large_office();
    struct visible all = visible_to_rules();
    int64_t rows = 0;
    (void)state;
    assert_int_equal(count(f, &all, "feedback_all", NULL, NULL), TOLD + 500);
    int64_t closed = count(f, &all, "feedback_all", "state", "closed");
    assert_true(closed > 600 && closed < 720);
    assert_true(count(f, &all, "disclosure_all", NULL, NULL) > 150 + 50);
    assert_true(count(f, &all, "card_all", "state", "filed") > 30);
    assert_int_equal(count(f, &all, "opinion_all", NULL, NULL), 60 + 25);
    assert_int_equal(count(f, &all, "consultation_all", "state", "closed"), 2 + 3);
    assert_int_equal(count(f, &all, "consultation_all", "state", "collecting"), 1 + 1);
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
        cmocka_unit_test(it_has_every_state),
        cmocka_unit_test(it_has_a_year_behind_it),
        cmocka_unit_test(it_has_disclosures_in_every_state),
        cmocka_unit_test(it_uses_every_subject),
        cmocka_unit_test(its_disclosures_keep_the_rules),
        cmocka_unit_test(its_detectors_have_run),
        cmocka_unit_test(a_notice_is_objected_to),
        cmocka_unit_test(it_asks_the_public),
        cmocka_unit_test(its_opinions_wait_in_a_queue),
        cmocka_unit_test(what_was_asked_about_waits_or_is_decided),
        cmocka_unit_test(it_can_be_told_on_any_day),
        cmocka_unit_test(it_has_every_light),
        cmocka_unit_test(the_clerk_opens_it_and_sees_no_report),
        with_demo(the_clock_is_put_back),
        with_demo(the_same_seed_gives_the_same_office),
        cmocka_unit_test(many_records_keep_the_rules),
        with_demo(a_real_office_is_not_filled),
    };
    return cmocka_run_group_tests(tests, setup_told, teardown_told);
}

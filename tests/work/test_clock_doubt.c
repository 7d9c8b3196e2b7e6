/* A machine whose clock can't be right: found, said, nothing counted or closed by it, and gone on with what is typed. The
 * machine's clock is told what it says by clock.machine_utc; every day here lies after the program was built. */
#include "work/disclosure_fixture.h"

#include "store/read.h"
#include "work/calendar_load.h"
#include "work/detector.h"
#include "work/duty.h"
#include "work/print_log.h"

enum { MINUTE = 60, HOUR = 3600, DAY = 86400, LATER_DAYS = 200 };

static int64_t start; /* the audit's newest row; 10:00 of a day */

static const char *day_text(day_number day) {
    static char iso[4][DATE_BYTES];
    static int next;
    next = (next + 1) % 4;
    return date_to_iso(day, iso[next]);
}

static day_number first_day(void) {
    return clock_built_on() + LATER_DAYS;
}

static int64_t utc_of(const char *text) {
    struct clock clock = CLOCK_INIT;
    assert_int_equal(clock_set(&clock, text, NULL), STATUS_OK);
    return clock.fixed_utc;
}

/* The clock was not set on purpose any more: the machine's says this. */
static void machine(struct fixture *f, int64_t utc) {
    f->office.clock.fixed_utc = -1;
    f->office.clock.machine_utc = utc;
    clock_look(&f->office);
}

static int setup(void **state) {
    struct fixture *f;
    char text[24];
    office_fixture_setup(state);
    f = *state;
    prepare_disclosures(f);
    snprintf(text, sizeof text, "%sT10:00", day_text(first_day()));
    start = utc_of(text);
    at(f, text);
    use_as(f, f->admin, ROLE_CLERK | ROLE_ADMIN);
    must_do(f, "edit", f->admin, "phone", "0000-6610000");
    machine(f, start);
    as_clerk(f);
    *state = f;
    return 0;
}

#define with_clock(test) cmocka_unit_test_setup_teardown(test, setup, office_fixture_teardown)

static int64_t newest(struct fixture *f) {
    int64_t at_utc = 0;
    assert_int_equal(store_newest_audit(f->office.store, &at_utc, NULL), STATUS_OK);
    return at_utc;
}

#define assert_today(f, day)                                                                       \
    assert_string_equal(day_text(office_today(&(f)->office)), day_text(day))

static enum status try_disclosure(struct fixture *f, int64_t *id, const char *title) {
    return try_register(f, "disclosure", id, "catalogue", "村级重大事项", "title", title,
                        "received_on", day_text(first_day()), "element_process", "村民代表会议定的",
                        "element_discipline", "不得优亲厚友", "element_result", "清淤３处", NULL);
}

static int64_t must_disclose(struct fixture *f, const char *title) {
    int64_t id = 0;
    if (try_disclosure(f, &id, title) != STATUS_OK)
        fail_msg("%s: %s", last.items[0].field, said());
    return id;
}

static void must_type(struct fixture *f, const char *day) {
    struct problem problem = {0};
    if (clock_type_today(&f->office, day, false, NULL, &problem) != STATUS_OK)
        fail_msg("%s", sentence(&problem));
}

/* ---- what is doubted ---------------------------------------------------------------------------- */

static void test_which_times_are_doubted(void **state) {
    struct fixture *f = *state;
    const struct {
        int64_t machine;
        enum clock_doubt doubt;
    } times[] = {
        {180, CLOCK_TOO_OLD}, /* 1970-01-01 08:03 */
        {utc_of("2000-01-01T00:00"), CLOCK_TOO_OLD},
        {start - (int64_t)DAY, CLOCK_BEHIND},
        {start - HOUR, CLOCK_BEHIND},
        {start - 5 * MINUTE - 1, CLOCK_BEHIND},
        {start - 5 * MINUTE, CLOCK_SURE},
        {start, CLOCK_SURE},
        {start + (int64_t)DAY, CLOCK_SURE},
        {start + (int64_t)60 * DAY, CLOCK_SURE},
        {start + (int64_t)60 * DAY + 1, CLOCK_AHEAD},
        {start + (int64_t)400 * DAY, CLOCK_AHEAD},
        {utc_of("2038-01-19T11:14"), CLOCK_AHEAD},
        {INT64_C(2147483648) + DAY, CLOCK_AHEAD},
        {INT64_C(4294967296) + DAY, CLOCK_AHEAD},
    };
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        bool is_sure = times[i].doubt == CLOCK_SURE;
        machine(f, times[i].machine);
        if (f->office.watch.doubt != times[i].doubt)
            fail_msg("%lld: %d", (long long)times[i].machine, f->office.watch.doubt);
        assert_int_equal(clock_is_doubtful(&f->office), !is_sure);
        assert_int_equal(clock_may_count(&f->office), is_sure);
        /* The office's day is never the doubtful one. */
        assert_today(f, is_sure ? clock_day_of(&f->office.clock, times[i].machine) : first_day());
    }
}

/* The jump comes while the program runs; a little drift is none. */
static void test_a_jump_while_running(void **state) {
    struct fixture *f = *state;
    f->office.clock.machine_utc = start + 30;
    assert_false(clock_look_again(&f->office));
    f->office.clock.machine_utc = start + (int64_t)400 * DAY;
    assert_true(clock_look_again(&f->office));
    assert_true(clock_is_doubtful(&f->office));
    assert_today(f, first_day());
    f->office.clock.machine_utc = start + 60;
    assert_true(clock_look_again(&f->office));
    assert_false(clock_is_doubtful(&f->office));
    /* Without a look in between the save itself finds it. */
    f->office.clock.machine_utc = 180;
    int64_t id = 0;
    assert_int_equal(try_disclosure(f, &id, "甲"), STATUS_DENIED);
}

static void test_set_on_purpose_or_demo_is_not_doubted(void **state) {
    struct fixture *f = *state;
    at(f, "2000-01-01");
    clock_look(&f->office);
    assert_false(clock_is_doubtful(&f->office));
    assert_string_equal(day_text(office_today(&f->office)), "2000-01-01");
    /* The doubt of a file opened before its clock was set is gone with it. */
    machine(f, 180);
    assert_true(clock_is_doubtful(&f->office));
    at(f, "2000-01-01");
    assert_false(clock_is_doubtful(&f->office));
    assert_true(clock_may_count(&f->office));
    f->office.is_demo = true;
    machine(f, 180);
    assert_false(clock_is_doubtful(&f->office));
}

/* ---- before anybody said what day it is ----------------------------------------------------------- */

static void test_no_record_is_saved_before_the_day_is_known(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    const int64_t known = newest(f);
    machine(f, 180);
    assert_int_equal(try_disclosure(f, &id, "甲"), STATUS_DENIED);
    assert_string_equal(last.items[0].field, "today");
    assert_non_null(strstr(said(), "1970-01-01 08:03"));
    assert_non_null(strstr(said(), "用 zwgk today 输入"));
    f->office.has_screen = true;
    assert_int_equal(try_disclosure(f, &id, "甲"), STATUS_DENIED);
    assert_non_null(strstr(said(), "用 Ctrl-D 输入"));
    assert_int_equal(try_do(f, "edit", f->box, "place", "别处", NULL), STATUS_DENIED);
    assert_string_equal(column(f, f->box, "place"), "镇政府大门东侧");
    assert_int_equal(newest(f), known);
}

/* What the program itself writes down (a login, a print, a backup) never carries the doubtful time, and settles nothing. */
static void test_the_programs_own_rows(void **state) {
    static const int64_t by[] = {-DAY, (int64_t)400 * DAY};
    struct fixture *f = *state;
    for (size_t i = 0; i < 2; i++) {
        struct problem problem = {0};
        machine(f, start + by[i]);
        assert_int_equal(office_log_print(&f->office, "assign-slip: lp", 0, &problem), STATUS_OK);
        assert_true(newest(f) >= start && newest(f) < start + HOUR);
        clock_look(&f->office);
        assert_true(clock_is_doubtful(&f->office));
    }
}

static void test_no_light_before_the_day_is_known(void **state) {
    struct fixture *f = *state;
    struct visible all = visible_to_rules();
    struct record record = {0};
    struct light_state light = {0};
    int64_t id = must_disclose(f, "甲");
    assert_int_equal(store_read(f->office.store, &all, id, &record, NULL), STATUS_OK);
    assert_int_equal(office_light(&f->office, &record.fields, &light, NULL), STATUS_OK);
    assert_int_not_equal(light.light, LIGHT_NONE);
    machine(f, start + (int64_t)400 * DAY);
    assert_int_equal(office_light(&f->office, &record.fields, &light, NULL), STATUS_OK);
    assert_int_equal(light.light, LIGHT_NONE);
    record_release(&record);
}

/* ---- the clerk goes on --------------------------------------------------------------------------- */

static void test_a_clerk_goes_on_with_the_day_typed(void **state) {
    struct fixture *f = *state;
    char received[DATE_BYTES];
    machine(f, 180);
    must_type(f, day_text(first_day() + 3));
    assert_today(f, first_day() + 3);
    assert_int_equal(f->office.watch.today, TODAY_TYPED);
    assert_true(clock_is_doubtful(&f->office));
    /* Without a statutory limit: registered, counted, answered as ever. */
    int64_t id = 0;
    must_register(f, "feedback", &id, "title", "䶮家巷口路灯不亮", "received_on",
                  date_to_iso(first_day() + 2, received), "kind", "consult", "source", "call");
    assert_true(column(f, id, "due_on")[0] != '\0');
    assert_true(newest(f) >= start + (int64_t)2 * DAY && newest(f) < start + (int64_t)4 * DAY);
    /* With one: registered, its due date left open. */
    int64_t matter = must_disclose(f, "甲");
    assert_string_equal(column(f, matter, "statutory"), "1");
    assert_true(column(f, matter, "limit_rule")[0] != '\0');
    assert_string_equal(column(f, matter, "due_on"), "");
}

static void test_nothing_statutory_is_moved_or_closed(void **state) {
    struct fixture *f = *state;
    char due[DATE_BYTES];
    int64_t id = must_disclose(f, "甲");
    snprintf(due, sizeof due, "%s", column(f, id, "due_on"));
    assert_true(due[0] != '\0');
    machine(f, start + (int64_t)400 * DAY);
    must_type(f, day_text(first_day() + 1));
    must_do(f, "edit", id, "title", "乙"); /* what moves no date goes on */
    refused(f, STATUS_DENIED, "today", "法定期限先不算也不结", "edit", id, "received_on",
            day_text(first_day() - 1));
    refused(f, STATUS_DENIED, "today", "法定期限先不算也不结", "void", id, "reason", "重复登记");
    assert_string_equal(column(f, id, "due_on"), due);
    assert_string_equal(column(f, id, "state"), "draft");
}

static void test_the_program_does_nothing_of_itself(void **state) {
    struct fixture *f = *state;
    int64_t made = -1;
    struct detector_walk walk = {0};
    struct problem problem = {0};
    machine(f, start + (int64_t)400 * DAY);
    assert_int_equal(duty_refresh(&f->office, &made, NULL), STATUS_OK);
    assert_int_equal(made, 0);
    assert_true(detector_ran_today(&f->office));
    assert_int_equal(detector_walk_all(&f->office, &walk, &problem), STATUS_DENIED);
}

/* ---- confirmed ----------------------------------------------------------------------------------- */

static void test_a_supervisor_confirms(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    int counted = 0;
    machine(f, 180);
    must_type(f, day_text(first_day()));
    int64_t id = must_disclose(f, "甲");
    int64_t other = must_disclose(f, "乙");
    as_leader(f);
    assert_int_equal(clock_type_today(&f->office, day_text(first_day()), false, &counted, &problem),
                     STATUS_OK);
    assert_int_equal(f->office.watch.today, TODAY_CONFIRMED);
    assert_true(clock_may_count(&f->office));
    assert_int_equal(counted, 2);
    assert_true(column(f, id, "due_on")[0] != '\0');
    assert_string_equal(column(f, id, "due_on"), column(f, other, "due_on"));
    assert_string_equal(steps_of(f, id), "register recount");
    as_clerk(f);
    int64_t next = must_disclose(f, "丙");
    assert_string_equal(column(f, next, "due_on"), column(f, id, "due_on"));
    must_do(f, "void", next, "reason", "重复登记");
}

/* At another terminal of the machine the day is known too, as long as it is that day. */
static void test_it_holds_at_the_other_terminals(void **state) {
    struct fixture *f = *state;
    struct office other;
    machine(f, 180);
    as_leader(f);
    must_type(f, day_text(first_day() + 3));
    assert_int_equal(office_open(&other, f->path, NULL), STATUS_OK);
    other.clock.machine_utc = 240;
    clock_look(&other);
    assert_int_equal(other.watch.today, TODAY_CONFIRMED);
    assert_int_equal(office_today(&other), first_day() + 3);
    other.clock.base_utc += DAY; /* the day is over */
    clock_look(&other);
    assert_int_equal(other.watch.today, TODAY_CONFIRMED); /* taken anew: it is that day still */
    office_close(&other);
}

static void test_a_day_ends(void **state) {
    struct fixture *f = *state;
    machine(f, 180);
    must_type(f, day_text(first_day()));
    assert_int_equal(f->office.watch.today, TODAY_TYPED);
    f->office.clock.base_utc += DAY;
    clock_look(&f->office);
    assert_int_equal(f->office.watch.today, TODAY_UNKNOWN);
    int64_t id = 0;
    assert_int_equal(try_disclosure(f, &id, "甲"), STATUS_DENIED);
}

/* Once the clock is right it is believed again. */
static void test_a_mended_clock(void **state) {
    struct fixture *f = *state;
    machine(f, 180);
    must_type(f, day_text(first_day()));
    machine(f, start + 2 * HOUR);
    assert_false(clock_is_doubtful(&f->office));
    assert_int_equal(f->office.watch.today, TODAY_OF_CLOCK);
    assert_int_equal(office_now(&f->office), start + 2 * HOUR);
}

/* ---- what is typed ------------------------------------------------------------------------------- */

static void test_what_may_be_typed(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    static const char *const wrong[] = {"", "今天", "t", "+1", "昨天", "13-40", "2026-02-30"};
    machine(f, 180);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_int_equal(clock_type_today(&f->office, wrong[i], true, NULL, &problem),
                         STATUS_INVALID);
        assert_int_equal(f->office.watch.today, TODAY_UNKNOWN);
    }
    /* Before the program was built: never. Far from the newest row: only when it is meant. */
    assert_int_equal(
        clock_type_today(&f->office, day_text(clock_built_on() - 10), true, NULL, &problem),
        STATUS_INVALID);
    static const int far[] = {-1, 61, 400};
    for (size_t i = 0; i < 3; i++) {
        machine(f, 180);
        assert_int_equal(
            clock_type_today(&f->office, day_text(first_day() + far[i]), false, NULL, &problem),
            STATUS_INVALID);
        assert_non_null(strstr(sentence(&problem), "再输入一次"));
        assert_int_equal(f->office.watch.today, TODAY_UNKNOWN);
    }
    assert_int_equal(clock_type_today(&f->office, day_text(first_day() + 61), true, NULL, &problem),
                     STATUS_OK);
    assert_today(f, first_day() + 61);
}

static void test_who_may_type_it(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    use_as(f, f->clerk, ROLE_ENQUIRY);
    machine(f, 180);
    assert_int_equal(clock_type_today(&f->office, day_text(first_day()), false, NULL, &problem),
                     STATUS_DENIED);
    machine(f, start);
    as_clerk(f);
    assert_int_equal(clock_type_today(&f->office, day_text(first_day()), false, NULL, &problem),
                     STATUS_DENIED);
    assert_non_null(strstr(sentence(&problem), "没有疑点"));
}

/* A year nobody loaded the holidays of: the count goes on by Saturdays and Sundays, and the clock is not to blame. */
static void test_a_year_without_holidays(void **state) {
    struct fixture *f = *state;
    assert_int_equal(office_calendar(&f->office, NULL), STATUS_OK);
    assert_false(calendar_has_year(f->office.calendar, date_year(first_day() + 400)));
    int64_t id = must_disclose(f, "甲");
    assert_true(column(f, id, "due_on")[0] != '\0');
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_clock(test_which_times_are_doubted),
        with_clock(test_a_jump_while_running),
        with_clock(test_set_on_purpose_or_demo_is_not_doubted),
        with_clock(test_no_record_is_saved_before_the_day_is_known),
        with_clock(test_the_programs_own_rows),
        with_clock(test_no_light_before_the_day_is_known),
        with_clock(test_a_clerk_goes_on_with_the_day_typed),
        with_clock(test_nothing_statutory_is_moved_or_closed),
        with_clock(test_the_program_does_nothing_of_itself),
        with_clock(test_a_supervisor_confirms),
        with_clock(test_it_holds_at_the_other_terminals),
        with_clock(test_a_day_ends),
        with_clock(test_a_mended_clock),
        with_clock(test_what_may_be_typed),
        with_clock(test_who_may_type_it),
        with_clock(test_a_year_without_holidays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

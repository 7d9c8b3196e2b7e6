/* 滞后, 片面 and 假: each rule finds what it is for, once, with its evidence, and nothing in what is in order. Mission
 * D10, R4, R5. */
#include "work/publish_fixture.h"

#include <sqlite3.h>

#include "work/detector.h"

static struct boards boards;

static void begin(struct fixture *f) {
    boards = make_boards(f);
    make_entry(f);
}

static int64_t published(struct fixture *f, const char *proof) {
    int64_t id = 0;
    approved(f, &id, "东门村䶮塘清淤");
    must_do(f, "publish", id, "board", "东门村公开栏", "proof_no", proof);
    return id;
}

static int run_all(struct fixture *f) {
    struct detector_walk walk = {0};
    struct problem problem = {0};
    if (detector_walk_all(&f->office, &walk, &problem) != STATUS_OK)
        fail_msg("%s", sentence(&problem));
    return walk.opened;
}

/* The newest finding about a record; its rules, newest first, parted by blanks. */
static int64_t newest;
static const char *rules_of(struct fixture *f, int64_t id) {
    static char text[1000];
    struct about_ids ids = {.count = 0};
    assert_int_equal(store_about(f->office.store, "finding", id, &ids, NULL), STATUS_OK);
    text[0] = '\0';
    newest = ids.count > 0 ? ids.items[0] : 0;
    for (size_t i = 0; i < ids.count; i++) {
        strcat(text, i > 0 ? " " : "");
        strcat(text, column(f, ids.items[i], "rule"));
    }
    return text;
}

/* Found once, with these words; and not again. */
#define found(f, id, finding_kind, rule, words)                                                    \
    do {                                                                                           \
        assert_string_equal(rules_of(f, id), rule);                                                \
        assert_string_equal(column(f, newest, "kind"), finding_kind);                              \
        assert_string_equal(column(f, newest, "state"), "open");                                   \
        if (strstr(column(f, newest, "evidence"), words) == NULL)                                  \
            fail_msg("%s", column(f, newest, "evidence"));                                         \
        assert_int_equal(run_all(f), 0);                                                           \
        assert_string_equal(rules_of(f, id), rule);                                                \
    } while (0)

static void in_order_is_left_alone(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = published(f, "照0001");
    must_do(f, "post", id, "board", "县政府网站", "address", "http://www.example.cn/1");
    at(f, "2027-03-01T09:00");
    assert_int_equal(run_all(f), 0);
    assert_string_equal(rules_of(f, id), "");
}

/* ---- 滞后 ---------------------------------------------------------------------------------------- */

static void published_late(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = 0;
    approved(f, &id, "东门村䶮塘清淤");
    assert_string_equal(column(f, id, "due_on"), "2026-12-16");
    at(f, "2026-12-17T09:00");
    must_do(f, "publish", id, "board", "东门村公开栏", "proof_no", "照1");
    found(f, id, "late", "late.published",
          "应在 2026-12-16 前公开，2026-12-17 才公开，迟 1 个工作日");
    assert_string_equal(column(f, newest, "number"), "WT2026-00001");
    assert_string_equal(column(f, newest, "title"), "公开晚了：东门村䶮塘清淤");
    assert_string_equal(column(f, newest, "received_on"), "2026-12-17");
    assert_string_equal(column(f, newest, "internal"), "1");
    assert_int_equal(atoll(column(f, newest, "person")), f->village);
    assert_int_equal(atoll(column(f, newest, "unit")), f->unit);
    assert_string_equal(column(f, newest, "due_on"), "2026-12-31"); /* 10 working days */
    assert_string_equal(steps_of(f, newest), "detect");
}

static void published_on_its_last_day(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = 0;
    approved(f, &id, "东门村䶮塘清淤");
    at(f, "2026-12-16T17:00");
    must_do(f, "publish", id, "board", "东门村公开栏", "proof_no", "照1");
    assert_int_equal(run_all(f), 0);
    assert_string_equal(rules_of(f, id), "");
}

static void late_and_not_public_yet(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = 0;
    approved(f, &id, "东门村䶮塘清淤");
    at(f, "2026-12-16T09:00");
    assert_int_equal(run_all(f), 0);
    at(f, "2026-12-17T09:00");
    assert_int_equal(run_all(f), 1);
    found(f, id, "late", "late.unpublished", "应在 2026-12-16 前公开，到 2026-12-17 还没有公开");
    at(f, "2026-12-18T09:00"); /* nor once more for each late day, nor when it is public at last */
    assert_int_equal(run_all(f), 0);
    must_do(f, "publish", id, "board", "东门村公开栏", "proof_no", "照1");
    assert_string_equal(rules_of(f, id), "late.unpublished");
}

static void a_stopped_clock_is_not_late(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = draft(f, "东门村䶮塘清淤", NULL);
    set_columns(f, id, "in_review", "paused_on", "2026-12-01", NULL);
    at(f, "2027-02-01T09:00");
    assert_int_equal(run_all(f), 0);
}

static void what_is_owed_and_has_no_draft(void **state) {
    struct fixture *f = *state;
    int64_t entry = 0, duty = 0;
    struct visible all = visible_to_rules();
    must_register(f, "catalogue", &entry, "title", "工程建设", "affair", "goods", "power",
                  "decision", "scope", "public", "timing", "ad_hoc", "unit", "东门村", "person",
                  "张𠮷旺", "leader", "周建华", "basis", "条例", "from_on", "2026-01-01");
    must_do(f, "owe", entry, "title", "拓宽幸福路", "on", "2026-11-18");
    assert_int_equal(store_find_number(f->office.store, &all, "YG2026-00001", &duty, NULL),
                     STATUS_OK);
    assert_int_equal(run_all(f), 0);
    at(f, "2026-12-17T09:00");
    assert_int_equal(run_all(f), 1);
    found(f, duty, "not_published", "duty.overdue",
          "目录要求 2026-12-16 前公开，到 2026-12-17 还没有拟稿");
    assert_int_equal(atoll(column(f, newest, "person")), f->village);
}

/* ---- 片面 ---------------------------------------------------------------------------------------- */

static void an_element_is_missing(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = published(f, "照1");
    set_columns(f, id, "=", "element_discipline", "", NULL);
    assert_int_equal(run_all(f), 2); /* and it is not what was approved */
    assert_string_equal(rules_of(f, id), "untrue.text partial.element");
    assert_int_equal(run_all(f), 0);
}

static void an_element_that_need_not_be(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = published(f, "照1");
    set_columns(f, id, "=", "element_discipline", "", "not_applicable", "discipline", NULL);
    assert_int_equal(run_all(f), 1);
    assert_string_equal(rules_of(f, id), "untrue.text");
}

static void no_lines_where_the_subject_wants_them(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = published(f, "照1");
    set_columns(f, id, "=", "subject", "welfare", NULL);
    run_all(f);
    assert_non_null(strstr(rules_of(f, id), "partial.lines"));
}

/* What the catalogue marks as a channel it must be on, after the days of grace. */
static void a_channel_is_missing(void **state) {
    struct fixture *f = *state;
    int64_t entry = 0;
    begin(f);
    must_register(f, "catalogue", &entry, "title", "低保", "affair", "rural", "subject",
                  "village_affairs", "power", "service", "scope", "public", "timing", "ad_hoc",
                  "unit", "东门村", "leader", "周建华", "person", "张𠮷旺", "basis", "条例",
                  "channels", "board website");
    int64_t id = 0;
    approved(f, &id, "低保名单", "catalogue", "低保");
    must_do(f, "publish", id, "board", "东门村公开栏", "proof_no", "照1");
    at(f, "2026-11-25T09:00"); /* the third working day */
    assert_int_equal(run_all(f), 0);
    at(f, "2026-11-26T09:00");
    assert_int_equal(run_all(f), 1);
    found(f, id, "partial", "partial.channel", "目录要求的渠道“政府网站”没有公开过");
}

static void a_channel_in_time(void **state) {
    struct fixture *f = *state;
    int64_t entry = 0;
    begin(f);
    must_register(f, "catalogue", &entry, "title", "低保", "affair", "rural", "subject",
                  "village_affairs", "power", "service", "scope", "public", "timing", "ad_hoc",
                  "unit", "东门村", "leader", "周建华", "person", "张𠮷旺", "basis", "条例",
                  "channels", "board website");
    int64_t id = 0;
    approved(f, &id, "低保名单", "catalogue", "低保");
    must_do(f, "publish", id, "board", "东门村公开栏", "proof_no", "照1");
    at(f, "2026-11-25T09:00");
    must_do(f, "post", id, "board", "县政府网站", "address", "http://www.example.cn/1");
    at(f, "2026-12-26T09:00");
    assert_int_equal(run_all(f), 0);
}

static void fewer_see_it_than_should(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = published(f, "照1");
    set_columns(f, id, "=", "scope", "internal", NULL);
    run_all(f);
    assert_non_null(strstr(rules_of(f, id), "partial.scope"));
}

/* ---- 假 ------------------------------------------------------------------------------------------ */

static void no_proof_after_the_days_of_grace(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = published(f, "");
    at(f, "2026-11-25T17:00");
    assert_int_equal(run_all(f), 0);
    at(f, "2026-11-26T08:30");
    assert_int_equal(run_all(f), 1);
    found(f, id, "untrue", "untrue.proof", "张贴 TZ2026-00001（2026-11-20）没有留证编号");
}

static void the_days_of_grace_are_a_setting(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = published(f, "");
    assert_int_equal(store_begin(f->office.store, NULL), STATUS_OK);
    assert_int_equal(store_set_setting(f->office.store, "detector_grace_days", "0", NULL),
                     STATUS_OK);
    assert_int_equal(store_commit(f->office.store, "0123456789abcdef0123456789abcdef", NULL),
                     STATUS_OK);
    assert_int_equal(run_all(f), 0);
    at(f, "2026-11-23T09:00");
    assert_int_equal(run_all(f), 1);
    assert_string_equal(rules_of(f, id), "untrue.proof");
}

static void proof_given_in_time(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = published(f, "");
    at(f, "2026-11-24T09:00");
    must_do(f, "edit", posting_at(f, id, boards.village), "proof_no", "照２");
    at(f, "2026-12-01T09:00");
    assert_int_equal(run_all(f), 0);
}

/* Taking down is looked at there and then, without the nightly run. */
static void found_when_it_is_taken_down(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = published(f, "");
    at(f, "2026-12-01T09:00");
    must_do(f, "take_down", posting_at(f, id, boards.village), "down_reason", "换版");
    found(f, id, "untrue", "untrue.proof", "没有留证编号");
}

static void another_text_was_posted(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = published(f, "照1");
    set_columns(f, posting_at(f, id, boards.village), "=", "published_hash", "00ff", NULL);
    assert_int_equal(run_all(f), 1);
    found(f, id, "untrue", "untrue.posting", "TZ2026-00001 的指纹与公开的文本不同");
}

static void it_hangs_nowhere(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = published(f, "照1");
    set_columns(f, posting_at(f, id, boards.village), "void", NULL);
    at(f, "2026-12-01T09:00");
    assert_int_equal(run_all(f), 1);
    found(f, id, "untrue", "untrue.nowhere", "没有一处张贴");
}

/* Behind the program's back, in the file itself. */
static void change_in_the_file(struct fixture *f, const char *sql) {
    sqlite3 *db = NULL;
    char *error = NULL;
    assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &error) != SQLITE_OK)
        fail_msg("%s", error);
    assert_int_equal(sqlite3_changes(db), 1);
    sqlite3_close(db);
}

static void a_text_changed_in_the_file(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = published(f, "照1");
    assert_int_equal(run_all(f), 0);
    change_in_the_file(f, "UPDATE disclosure SET element_result = '清淤８处𠮷'");
    assert_int_equal(run_all(f), 1);
    found(f, id, "untrue", "untrue.text", "签发的");
    change_in_the_file(f, "UPDATE disclosure SET element_result = '清淤９处'");
    assert_int_equal(run_all(f), 1); /* that is another untruth */
    assert_string_equal(rules_of(f, id), "untrue.text untrue.text");
}

static void hashes_changed_in_the_file(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = published(f, "照1");
    change_in_the_file(f, "UPDATE disclosure SET published_hash = 'ab', approved_hash = 'ab'");
    assert_int_equal(run_all(f), 2); /* nor does the posting fit any more */
    assert_string_equal(rules_of(f, id), "untrue.text untrue.posting");
}

static int64_t complaint(struct fixture *f, const char *kind) {
    int64_t feedback = 0;
    must_register(f, "feedback", &feedback, "kind", kind, "received_on", "2026-11-20", "title",
                  "塘没有清", "about", "GK2026-00001", "unit", "东门村");
    must_do(f, "assign", feedback);
    return feedback;
}

static void the_public_was_right(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = published(f, "照1");
    int64_t feedback = complaint(f, "suggest");
    assert_int_equal(run_all(f), 0);
    must_do(f, "reply", feedback, "reply", "确实只清了一处", "verdict", "untrue");
    found(f, id, "untrue", "untrue.feedback", "反馈件 FK2026-00001 反映与事实不符，经核实属实");
}

static void the_public_was_wrong(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = published(f, "照1");
    must_do(f, "reply", complaint(f, "suggest"), "reply", "清了三处", "verdict", "matches");
    assert_int_equal(run_all(f), 0);
    assert_string_equal(rules_of(f, id), "");
}

/* A reply that is checked first counts when it has passed. */
static void the_answer_is_checked_first(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = published(f, "照1");
    int64_t feedback = complaint(f, "complain");
    must_do(f, "reply", feedback, "reply", "确实只清了一处", "verdict", "untrue");
    assert_string_equal(column(f, feedback, "state"), "in_check");
    assert_int_equal(run_all(f), 0);
    assert_string_equal(rules_of(f, id), "");
    use_as(f, f->leader, ROLE_SUPERVISOR);
    must_do(f, "check_pass", feedback);
    found(f, id, "untrue", "untrue.feedback", "FK2026-00001");
}

static void settled_on_the_spot(void **state) {
    struct fixture *f = *state;
    int64_t feedback = 0;
    begin(f);
    int64_t id = published(f, "照1");
    must_register(f, "feedback", &feedback, "kind", "consult", "received_on", "2026-11-20", "title",
                  "塘清了没有", "about", "GK2026-00001");
    must_do(f, "settle", feedback, "reply", "没有清完", "verdict", "untrue");
    found(f, id, "untrue", "untrue.feedback", "FK2026-00001");
}

/* ---- the run ------------------------------------------------------------------------------------- */

struct told {
    int count;
    char numbers[2000];
};

static void tell(void *context, const struct fields *finding) {
    struct told *told = context;
    told->count++;
    strcat(told->numbers, fields_text(finding, "number"));
    strcat(told->numbers, " ");
}

static void more_than_a_page(void **state) {
    enum { RECORDS = 120 };
    struct fixture *f = *state;
    struct told told = {0};
    struct detector_walk walk = {.listener = {tell, &told}};
    begin(f);
    for (int i = 0; i < RECORDS; i++)
        draft(f, "东门村䶮塘清淤", NULL);
    assert_int_equal(detector_walk_all(&f->office, &walk, NULL), STATUS_OK);
    assert_int_equal(walk.examined, RECORDS);
    assert_int_equal(walk.opened, 0);
    at(f, "2026-12-20T09:00");
    walk = (struct detector_walk){.listener = {NULL, NULL}};
    assert_int_equal(detector_walk_on(&f->office, &walk, NULL), STATUS_OK);
    assert_int_equal(walk.examined, 50);
    assert_int_equal(walk.opened, 50);
    walk = (struct detector_walk){.is_recent = true, .listener = {tell, &told}};
    assert_int_equal(detector_walk_all(&f->office, &walk, NULL), STATUS_OK);
    assert_int_equal(walk.opened, RECORDS - 50);
    assert_int_equal(told.count, RECORDS - 50);
    assert_memory_equal(told.numbers, "WT2026-00051 ", 13);
    assert_int_equal(run_all(f), 0);
}

/* What was published long ago is looked at by zwgk check, not every day. */
static void the_daily_run_is_over_the_recent(void **state) {
    struct fixture *f = *state;
    struct detector_walk walk = {.is_recent = true};
    begin(f);
    int64_t id = published(f, "照1");
    change_in_the_file(f, "UPDATE disclosure SET element_result = '改'");
    at(f, "2027-12-26T09:00"); /* 401 days */
    assert_int_equal(detector_walk_all(&f->office, &walk, NULL), STATUS_OK);
    assert_int_equal(walk.examined, 0);
    walk = (struct detector_walk){.is_recent = true};
    at(f, "2027-12-25T09:00");
    assert_int_equal(detector_walk_all(&f->office, &walk, NULL), STATUS_OK);
    assert_int_equal(walk.opened, 1);
    assert_string_equal(rules_of(f, id), "untrue.text");
}

static void once_a_day(void **state) {
    struct fixture *f = *state;
    assert_false(detector_ran_today(&f->office));
    assert_int_equal(detector_mark_ran(&f->office, NULL), STATUS_OK);
    assert_true(detector_ran_today(&f->office));
    at(f, "2026-11-21T00:01");
    assert_false(detector_ran_today(&f->office));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(in_order_is_left_alone),
        with_office(published_late),
        with_office(published_on_its_last_day),
        with_office(late_and_not_public_yet),
        with_office(a_stopped_clock_is_not_late),
        with_office(what_is_owed_and_has_no_draft),
        with_office(an_element_is_missing),
        with_office(an_element_that_need_not_be),
        with_office(no_lines_where_the_subject_wants_them),
        with_office(a_channel_is_missing),
        with_office(a_channel_in_time),
        with_office(fewer_see_it_than_should),
        with_office(no_proof_after_the_days_of_grace),
        with_office(the_days_of_grace_are_a_setting),
        with_office(proof_given_in_time),
        with_office(found_when_it_is_taken_down),
        with_office(another_text_was_posted),
        with_office(it_hangs_nowhere),
        with_office(a_text_changed_in_the_file),
        with_office(hashes_changed_in_the_file),
        with_office(the_public_was_right),
        with_office(the_public_was_wrong),
        with_office(the_answer_is_checked_first),
        with_office(settled_on_the_spot),
        with_office(more_than_a_page),
        with_office(the_daily_run_is_over_the_recent),
        with_office(once_a_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

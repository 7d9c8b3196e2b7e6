/* What must be public falls due by itself: periods, villages, fixed days, matters that arise, stages; made once
 * whoever asks; taken up by a draft, waived only by a supervisor once late. */
#include "work/office_fixture.h"

#include "work/calendar_load.h"
#include "work/duty.h"
#include "work/period.h"
#include "work/record_due.h"

__attribute__((format(printf, 2, 3))) static int64_t duty_named(struct fixture *f,
                                                                  const char *format, ...) {
    char name[DUTY_NAME_BYTES];
    int64_t id = 0;
    va_list list;
    va_start(list, format);
    vsnprintf(name, sizeof name, format, list);
    va_end(list);
    assert_int_equal(store_duty_named(f->office.store, name, &id, NULL), STATUS_OK);
    return id;
}

static int64_t open_count(struct fixture *f, int64_t entry) {
    struct ids open = {0};
    assert_int_equal(store_duties_in(f->office.store, entry, "open", &open, NULL), STATUS_OK);
    int64_t count = (int64_t)open.count;
    ids_release(&open);
    return count;
}

static int64_t refresh(struct fixture *f) {
    struct problem problem = {0};
    int64_t made = -1;
    if (duty_refresh(&f->office, &made, &problem) != STATUS_OK)
        fail_msg("%s", sentence(&problem));
    return made;
}

#define ENTRY                                                                                      \
    "affair", "rural", "power", "service", "scope", "public", "unit", "社会事务办", "person",      \
        "李春梅"

static int64_t quarterly(struct fixture *f, const char *from) {
    int64_t id = 0;
    must_register(f, "catalogue", &id, "title", "村级财务收支𠮷", ENTRY, "timing", "periodic",
                  "cycle", "quarter", "limit_unit", "fixed", "limit_amount", "20", "limit_fixed",
                  "quarter", "from_on", from);
    return id;
}

/* ---- periods ------------------------------------------------------------------------------------- */

static void expect_period(const char *day, int months, const char *name, const char *words,
                          const char *first, const char *end) {
    char text[PERIOD_WORDS_BYTES], iso[DATE_BYTES];
    struct period again, period = period_of(date_from_iso(day), months);
    assert_string_equal(period_name(&period, text), name);
    assert_string_equal(period_words(&period, text), words);
    assert_string_equal(date_to_iso(period_first_day(&period), iso), first);
    assert_string_equal(date_to_iso(period_last_day(&period), iso), end);
    assert_true(period_from_name(name, &again));
    assert_int_equal(again.serial, period.serial);
    assert_int_equal(again.months, months);
}

static void names_and_ends_of_periods(void **state) {
    struct period none;
    expect_period("2026-11-20", 1, "2026-11", "2026年11月", "2026-11-01", "2026-11-30");
    expect_period("2026-12-31", 1, "2026-12", "2026年12月", "2026-12-01", "2026-12-31");
    expect_period("2028-02-29", 1, "2028-02", "2028年2月", "2028-02-01", "2028-02-29");
    expect_period("2026-09-30", 3, "2026Q3", "2026年第三季度", "2026-07-01", "2026-09-30");
    expect_period("2026-12-31", 3, "2026Q4", "2026年第四季度", "2026-10-01", "2026-12-31");
    expect_period("2027-01-01", 3, "2027Q1", "2027年第一季度", "2027-01-01", "2027-03-31");
    expect_period("2026-06-30", 6, "2026H1", "2026年上半年", "2026-01-01", "2026-06-30");
    expect_period("2026-07-01", 6, "2026H2", "2026年下半年", "2026-07-01", "2026-12-31");
    expect_period("2026-07-01", 12, "2026", "2026年度", "2026-01-01", "2026-12-31");
    assert_false(period_from_name("2026Q5", &none));
    assert_false(period_from_name("2026-13", &none));
    assert_false(period_from_name("2026-1", &none));
    assert_false(period_from_name("三季度", &none));
    assert_false(period_from_name("", &none));
    assert_int_equal(period_months("quarter"), 3);
    assert_int_equal(period_months("week"), 0);
}

/* ---- what the calendar makes --------------------------------------------------------------------- */

static void every_period_up_to_the_present_one(void **state) {
    struct fixture *f = *state;
    int64_t entry = quarterly(f, "2026-05-02");
    assert_int_equal(open_count(f, entry), 3); /* Q2, Q3, Q4 */
    int64_t third = duty_named(f, "%lld/0/2026Q3", (long long)entry);
    assert_string_equal(column(f, third, "title"), "村级财务收支𠮷 2026年第三季度");
    assert_string_equal(column(f, third, "received_on"), "2026-09-30");
    assert_string_equal(column(f, third, "due_on"),
                        "2026-10-20"); /* the 20th of the next quarter */
    assert_string_equal(column(f, third, "period"), "2026Q3");
    assert_int_equal(atoi(column(f, third, "unit")), f->other_unit);
    assert_int_equal(atoi(column(f, third, "person")), f->clerk);
    int64_t fourth = duty_named(f, "%lld/0/2026Q4", (long long)entry);
    assert_string_equal(column(f, fourth, "due_on"), "2027-01-20");
    assert_int_equal(duty_named(f, "%lld/0/2026Q1", (long long)entry), 0);
}

static void a_fixed_day_that_ends_the_period_is_the_next_one(void **state) {
    struct fixture *f = *state;
    int64_t entry = 0;
    must_register(f, "catalogue", &entry, "title", "每月收支", ENTRY, "timing", "periodic", "cycle",
                  "month", "limit_unit", "fixed", "limit_amount", "31", "from_on", "2026-11-01");
    int64_t duty = duty_named(f, "%lld/0/2026-11", (long long)entry);
    assert_string_equal(column(f, duty, "received_on"), "2026-11-30");
    assert_string_equal(column(f, duty, "due_on"), "2026-12-31");
    assert_int_equal(open_count(f, entry), 1);
}

static void the_year_turns(void **state) {
    struct fixture *f = *state;
    int64_t entry = quarterly(f, "2026-10-01");
    assert_int_equal(refresh(f), 0);
    at(f, "2026-12-31T23:00");
    assert_int_equal(refresh(f), 0);
    at(f, "2027-01-01T08:00");
    assert_int_equal(refresh(f), 1);
    assert_true(duty_named(f, "%lld/0/2027Q1", (long long)entry) > 0);
    at(f, "2027-10-01T08:00"); /* nobody was there for two quarters */
    assert_int_equal(refresh(f), 3);
    assert_true(duty_named(f, "%lld/0/2027Q2", (long long)entry) > 0);
    assert_true(duty_named(f, "%lld/0/2027Q3", (long long)entry) > 0);
    assert_int_equal(refresh(f), 0);
}

static void made_by_whoever_is_there(void **state) {
    struct fixture *f = *state;
    int64_t entry = quarterly(f, "2026-10-01"), rows = 0;
    at(f, "2027-01-01T08:00");
    use_as(f, f->leader, ROLE_ENQUIRY);
    assert_int_equal(refresh(f), 1);
    use_as(f, f->admin, ROLE_CLERK);
    int64_t duty = duty_named(f, "%lld/0/2027Q1", (long long)entry);
    assert_string_equal(steps_of(f, duty), "fall_due");
    assert_int_equal(store_verify_audit(f->office.store, &rows, NULL), STATUS_OK);
}

static void every_village_one_of_its_own(void **state) {
    struct fixture *f = *state;
    int64_t entry = 0, east = 0, bridge = 0;
    must_register(f, "unit", &east, "title", "䶮口村", "kind", "village");
    must_register(f, "catalogue", &entry, "title", "村级收支", ENTRY, "timing", "periodic", "cycle",
                  "quarter", "per_village", "1", "limit_unit", "day", "limit_amount", "10",
                  "from_on", "2026-07-01");
    assert_int_equal(open_count(f, entry), 2);
    int64_t duty = duty_named(f, "%lld/%lld/2026Q3", (long long)entry, (long long)east);
    assert_string_equal(column(f, duty, "title"), "村级收支 䶮口村 2026年第三季度");
    assert_int_equal(atoi(column(f, duty, "unit")), east);
    must_register(f, "unit", &bridge, "title", "石桥村", "kind", "village"); /* added later */
    assert_int_equal(open_count(f, entry), 4);
    assert_int_equal(refresh(f), 0);
    must_register(f, "unit", &f->box, "title", "财政所", "kind", "office");
    assert_int_equal(open_count(f, entry), 4);
    must_do(f, "edit", f->unit, "kind", "village"); /* 东门村 */
    assert_int_equal(open_count(f, entry), 6);
}

static void a_village_that_is_no_more(void **state) {
    struct fixture *f = *state;
    int64_t entry = 0, east = 0;
    must_register(f, "unit", &east, "title", "䶮口村", "kind", "village");
    must_register(f, "catalogue", &entry, "title", "村级收支", ENTRY, "timing", "periodic", "cycle",
                  "quarter", "per_village", "1", "limit_unit", "day", "limit_amount", "10",
                  "from_on", "2026-07-01");
    must_do(f, "void", east, "reason", "并村");
    int64_t late = duty_named(f, "%lld/%lld/2026Q3", (long long)entry, (long long)east);
    int64_t present = duty_named(f, "%lld/%lld/2026Q4", (long long)entry, (long long)east);
    assert_string_equal(column(f, present, "state"), "waived");
    assert_string_equal(column(f, present, "waived_reason"), "单位已停用");
    assert_string_equal(column(f, late, "state"), "open"); /* late: a supervisor's to waive */
}

/* What the calendar waived the calendar opens again; what a supervisor waived he has waived. */
static void a_village_voided_by_mistake(void **state) {
    struct fixture *f = *state;
    int64_t entry = 0, east = 0;
    must_register(f, "unit", &east, "title", "䶮口村", "kind", "village");
    must_register(f, "catalogue", &entry, "title", "村级收支", ENTRY, "timing", "periodic", "cycle",
                  "month", "per_village", "1", "limit_unit", "day", "limit_amount", "30", "from_on",
                  "2026-10-01");
    int64_t waived = duty_named(f, "%lld/%lld/2026-10", (long long)entry, (long long)east);
    int64_t present = duty_named(f, "%lld/%lld/2026-11", (long long)entry, (long long)east);
    must_do(f, "waive", waived, "reason", "没有收支");
    must_do(f, "void", east, "reason", "并村");
    assert_string_equal(column(f, present, "state"), "waived");
    must_do(f, "restore", east);
    assert_string_equal(column(f, present, "state"), "open");
    assert_string_equal(column(f, present, "waived_reason"), "");
    assert_string_equal(column(f, waived, "state"), "waived");
    must_do(f, "edit", entry, "cycle", "quarter");
    assert_string_equal(column(f, present, "state"), "waived");
    must_do(f, "edit", entry, "cycle", "month");
    assert_string_equal(column(f, present, "state"), "open");
}

static void a_long_title_keeps_village_and_period(void **state) {
    struct fixture *f = *state;
    int64_t entry = 0;
    struct buffer title = BUFFER_INIT;
    for (int i = 0; i < 100; i++)
        buffer_append(&title, "𠮷");
    must_register(f, "catalogue", &entry, "title", buffer_text(&title), ENTRY, "timing", "periodic",
                  "cycle", "year", "limit_unit", "day", "limit_amount", "10", "from_on",
                  "2026-01-01");
    buffer_release(&title);
    const char *got = column(f, duty_named(f, "%lld/0/2026", (long long)entry), "title");
    assert_int_equal(strlen(got), 93 * 4 + strlen(" 2026年度"));
    assert_non_null(strstr(got, "𠮷 2026年度"));
}

/* ---- the entry changes --------------------------------------------------------------------------- */

static void open_duties_follow_the_entry(void **state) {
    struct fixture *f = *state;
    int64_t entry = quarterly(f, "2026-10-01");
    int64_t duty = duty_named(f, "%lld/0/2026Q4", (long long)entry);
    must_do(f, "edit", entry, "unit", "东门村", "person", "张𠮷旺", "title", "村级财务");
    assert_int_equal(atoi(column(f, duty, "unit")), f->unit);
    assert_int_equal(atoi(column(f, duty, "person")), f->village);
    assert_string_equal(column(f, duty, "title"), "村级财务 2026年第四季度");
    assert_int_equal(open_count(f, entry), 1);
    must_do(f, "edit", entry, "limit_unit", "day", "limit_amount", "5", "limit_fixed", "",
            "limit_text", "");
    assert_string_equal(column(f, duty, "due_on"), "2027-01-05");
}

static void what_is_not_owed_any_more(void **state) {
    struct fixture *f = *state;
    int64_t entry = quarterly(f, "2026-07-01");
    int64_t late = duty_named(f, "%lld/0/2026Q3", (long long)entry);
    int64_t present = duty_named(f, "%lld/0/2026Q4", (long long)entry);
    must_do(f, "edit", entry, "cycle", "half");
    assert_string_equal(column(f, present, "state"), "waived");
    assert_string_equal(column(f, present, "waived_reason"), "目录已改");
    assert_string_equal(column(f, late, "state"), "open");
    int64_t half = duty_named(f, "%lld/0/2026H2", (long long)entry);
    assert_string_equal(column(f, half, "state"), "open");
    must_do(f, "edit", entry, "cycle", "quarter");
    assert_string_equal(column(f, half, "state"), "waived");
    must_do(f, "edit", entry, "to_on", "2026-09-30");
    assert_string_equal(column(f, late, "state"), "open");
    at(f, "2027-04-01T08:00");
    assert_int_equal(refresh(f), 0);
}

static void an_entry_that_ends(void **state) {
    struct fixture *f = *state;
    int64_t entry = quarterly(f, "2026-10-01");
    int64_t duty = duty_named(f, "%lld/0/2026Q4", (long long)entry);
    at(f, "2027-01-05T08:00");
    assert_int_equal(refresh(f), 1);
    int64_t next = duty_named(f, "%lld/0/2027Q1", (long long)entry);
    must_do(f, "edit", entry, "to_on", "2026-12-31");
    assert_string_equal(column(f, next, "state"), "waived");
    assert_string_equal(column(f, next, "waived_reason"), "目录已停用");
    assert_string_equal(column(f, duty, "state"), "open"); /* owed: it was in force */
}

static void a_voided_entry_owes_nothing(void **state) {
    struct fixture *f = *state;
    int64_t entry = quarterly(f, "2026-10-01");
    int64_t duty = duty_named(f, "%lld/0/2026Q4", (long long)entry);
    must_do(f, "void", entry, "reason", "登错");
    assert_string_equal(column(f, duty, "state"), "waived");
    assert_string_equal(column(f, duty, "waived_reason"), "目录已停用");
    must_do(f, "relist", duty, "reason", "撤销");
    must_do(f, "waive", duty, "reason", "再停");
    entry = quarterly(f, "2026-07-01"); /* the third quarter is late */
    refused(f, STATUS_DENIED, "", "逾期", "void", entry, "reason", "登错", NULL);
}

/* ---- matters that arise -------------------------------------------------------------------------- */

static int64_t staged(struct fixture *f) {
    int64_t id = 0;
    must_register(f, "catalogue", &id, "title", "工程建设", ENTRY, "timing", "staged", "stages",
                  "方案公布:5；中标结果:10；竣工决算:3");
    return id;
}

static void one_duty_a_stage(void **state) {
    struct fixture *f = *state;
    int64_t entry = staged(f);
    must_do(f, "owe", entry, "title", "拓宽幸福路", "on", "2026-11-20");
    int64_t first = duty_named(f, "%lld/0/2026-11-20/拓宽幸福路/1", (long long)entry);
    int64_t second = duty_named(f, "%lld/0/2026-11-20/拓宽幸福路/2", (long long)entry);
    int64_t third = duty_named(f, "%lld/0/2026-11-20/拓宽幸福路/3", (long long)entry);
    assert_string_equal(column(f, first, "title"), "拓宽幸福路 方案公布");
    assert_string_equal(column(f, first, "stage"), "方案公布");
    assert_string_equal(column(f, first, "due_on"), "2026-11-27");
    assert_string_equal(column(f, second, "received_on"), "2026-11-27");
    assert_string_equal(column(f, second, "due_on"), "2026-12-11");
    assert_string_equal(column(f, third, "due_on"), "2026-12-16");
    assert_int_equal(open_count(f, entry), 3);
    struct light_state light = {0};
    struct visible all = visible_to_rules();
    struct record record = {0};
    assert_int_equal(store_read(f->office.store, &all, first, &record, NULL), STATUS_OK);
    assert_int_equal(office_light(&f->office, &record.fields, &light, NULL), STATUS_OK);
    assert_int_equal(light.days_left, 5); /* working days */
    record_release(&record);
    assert_string_equal(steps_of(f, entry), "register owe");
}

static bool note_stage(void *context, const struct stage_row *row) {
    struct buffer *out = context;
    buffer_append_format(out, "%s %s;", row->stage, row->state);
    return true;
}

static void stages_of_one_matter_only(void **state) {
    struct fixture *f = *state;
    struct buffer out = BUFFER_INIT;
    struct fields duty = FIELDS_INIT;
    char prefix[DUTY_NAME_BYTES];
    int64_t entry = staged(f);
    must_do(f, "owe", entry, "title", "拓宽幸福路");
    must_do(f, "owe", entry, "title", "拓宽幸福路/1");
    must_do(f, "owe", entry, "title", "拓宽幸福路二期");
    int64_t first = duty_named(f, "%lld/0/2026-11-20/拓宽幸福路/1", (long long)entry);
    must_do(f, "waive", first, "reason", "已随项目公开");
    fields_set(&duty, "name", column(f, first, "name"));
    fields_set(&duty, "stage", column(f, first, "stage"));
    assert_true(duty_stage_prefix(&duty, prefix));
    assert_int_equal(
        store_stages(f->office.store, &f->office.visible, prefix, note_stage, &out, NULL),
        STATUS_OK);
    assert_string_equal(buffer_text(&out), "方案公布 waived;中标结果 open;竣工决算 open;");
    buffer_release(&out);
    fields_release(&duty);
}

static void what_cannot_be_owed(void **state) {
    struct fixture *f = *state;
    int64_t entry = staged(f), every = quarterly(f, "2026-10-01"), by_village = 0;
    refused(f, STATUS_INVALID, "", "是定期公开的", "owe", every, "title", "三季度", NULL);
    refused(f, STATUS_INVALID, "title", "请填写", "owe", entry, "on", "2026-11-20", NULL);
    refused(f, STATUS_INVALID, "on", "还没有到", "owe", entry, "title", "修路", "on", "2026-11-21",
            NULL);
    refused(f, STATUS_INVALID, "on", "没有启用", "owe", entry, "title", "修路", "on", "2026-11-19",
            NULL);
    must_do(f, "owe", entry, "title", "修路");
    refused(f, STATUS_INVALID, "title", "已经登记过：YG2026-", "owe", entry, "title", "修路", NULL);
    must_do(f, "owe", entry, "title", "修路", "unit", "东门村"); /* another's */
    must_register(f, "catalogue", &by_village, "title", "救灾款物", ENTRY, "timing", "ad_hoc",
                  "per_village", "1", "limit_unit", "workday", "limit_amount", "20");
    refused(f, STATUS_INVALID, "unit", "请写明是哪个村", "owe", by_village, "title", "一批", NULL);
    must_do(f, "owe", by_village, "title", "一批", "unit", "东门村", "on", "2026-11-20");
    int64_t duty =
        duty_named(f, "%lld/%lld/2026-11-20/一批", (long long)by_village, (long long)f->unit);
    assert_string_equal(column(f, duty, "due_on"), "2026-12-18");
    use_as(f, f->admin, ROLE_ADMIN);
    assert_int_equal(try_do(f, "owe", entry, "title", "偷办", NULL), STATUS_DENIED);
}

/* ---- drafting and waiving ------------------------------------------------------------------------ */

static void a_draft_takes_the_duty_up(void **state) {
    struct fixture *f = *state;
    int64_t entry = quarterly(f, "2026-07-01");
    int64_t duty = duty_named(f, "%lld/0/2026Q3", (long long)entry);
    must_do(f, "draft", duty);
    assert_string_equal(column(f, duty, "state"), "drafted");
    int64_t draft = atoll(column(f, duty, "disclosure"));
    assert_true(draft > 0);
    assert_string_equal(column(f, draft, "record_kind"), "disclosure");
    assert_string_equal(column(f, draft, "state"), "draft");
    assert_string_equal(column(f, draft, "title"), "村级财务收支𠮷 2026年第三季度");
    assert_string_equal(column(f, draft, "period"), "2026Q3");
    assert_string_equal(column(f, draft, "received_on"), "2026-09-30");
    assert_int_equal(atoll(column(f, draft, "duty")), duty);
    assert_int_equal(atoll(column(f, draft, "catalogue")), entry);
    assert_int_equal(atoll(column(f, draft, "person")), f->clerk);
    refused(f, STATUS_DENIED, "", "已拟稿", "draft", duty, NULL);
    assert_int_equal(refresh(f), 0); /* not made a second time */
    int64_t present = duty_named(f, "%lld/0/2026Q4", (long long)entry);
    must_do(f, "draft", present);
    draft = atoll(column(f, present, "disclosure"));
    assert_string_equal(column(f, draft, "received_on"), "2026-11-20"); /* its period still runs */
}

static void one_registered_by_hand_takes_it_up_too(void **state) {
    struct fixture *f = *state;
    int64_t entry = quarterly(f, "2026-07-01"), draft = 0, other = 0;
    char number[24];
    snprintf(number, sizeof number, "%s", column(f, entry, "number"));
    must_register(f, "disclosure", &other, "catalogue", number, "title", "没有写所属期",
                  "received_on", "2026-09-30", "unit", "社会事务办");
    assert_string_equal(column(f, other, "duty"), "");
    must_register(f, "disclosure", &draft, "catalogue", number, "title", "三季度收支", "period",
                  "2026Q3", "unit", "社会事务办", "received_on", "2026-09-30");
    int64_t duty = duty_named(f, "%lld/0/2026Q3", (long long)entry);
    assert_int_equal(atoll(column(f, draft, "duty")), duty);
    assert_string_equal(column(f, duty, "state"), "drafted");
    must_register(f, "disclosure", &other, "catalogue", number, "title", "三季度再来一件", "period",
                  "2026Q3", "unit", "社会事务办", "received_on", "2026-09-30");
    assert_string_equal(column(f, other, "duty"), "");
    must_do(f, "void", draft, "reason", "写错");
    assert_string_equal(column(f, duty, "state"), "open"); /* the gap is there again */
    assert_string_equal(column(f, duty, "disclosure"), "");
}

/* A draft is due when its duty was: drafting early or a later day of forming moves nothing. */
static void a_draft_is_due_when_its_duty_was(void **state) {
    struct fixture *f = *state;
    struct record_due due = {0};
    struct visible all = visible_to_rules();
    struct record record = {0};
    char iso[DATE_BYTES];
    int64_t entry = staged(f);
    must_do(f, "owe", entry, "title", "拓宽幸福路", "on", "2026-11-20");
    int64_t second = duty_named(f, "%lld/0/2026-11-20/拓宽幸福路/2", (long long)entry);
    must_do(f, "draft", second);
    int64_t draft = atoll(column(f, second, "disclosure"));
    assert_string_equal(column(f, draft, "received_on"), "2026-11-20");
    assert_string_equal(column(f, draft, "stage"), "中标结果");
    assert_string_equal(column(f, draft, "due_on"), "2026-12-11");
    assert_int_equal(store_read(f->office.store, &all, draft, &record, NULL), STATUS_OK);
    assert_int_equal(record_due_load(&f->office, &record, &due, NULL), STATUS_OK);
    assert_string_equal(date_to_iso(due.due.day, iso), "2026-12-11"); /* and is explained so */
    record_due_release(&due);
    record_release(&record);
    entry = quarterly(f, "2026-07-01");
    int64_t third = duty_named(f, "%lld/0/2026Q3", (long long)entry);
    must_do(f, "draft", third);
    draft = atoll(column(f, third, "disclosure"));
    must_do(f, "edit", draft, "received_on", "2026-11-19");
    assert_string_equal(column(f, draft, "due_on"), "2026-10-20");
}

static void counted_again_with_the_calendar(void **state) {
    struct fixture *f = *state;
    int moved = 0;
    struct problem problem = {0};
    static const char notice[] =
        "# 国办发明电〔2026〕9号\n日期\t类型\t名称\n2027-01-18\t放假\t测试\n"
        "2027-01-19\t放假\t测试\n2027-01-20\t放假\t测试\n";
    int64_t entry = quarterly(f, "2026-10-01");
    int64_t duty = duty_named(f, "%lld/0/2026Q4", (long long)entry);
    if (office_load_calendar(&f->office, notice, sizeof notice - 1, &moved, &problem) != STATUS_OK)
        fail_msg("%s", sentence(&problem));
    assert_string_equal(column(f, duty, "due_on"),
                        "2027-01-15"); /* before the holiday: the duty is the office's */
    assert_string_equal(steps_of(f, duty), "fall_due recount");
    assert_int_equal(moved, 1);
}

static void waiving_is_the_supervisors(void **state) {
    struct fixture *f = *state;
    int64_t entry = quarterly(f, "2026-07-01");
    int64_t duty = duty_named(f, "%lld/0/2026Q3", (long long)entry);
    use_as(f, f->clerk, ROLE_CLERK);
    assert_int_equal(try_do(f, "waive", duty, "reason", "不想公开", NULL), STATUS_DENIED);
    use_as(f, f->leader, ROLE_SUPERVISOR);
    assert_int_equal(try_do(f, "draft", duty, NULL), STATUS_DENIED);
    refused(f, STATUS_INVALID, "reason", "请填写", "waive", duty, NULL);
    must_do(f, "waive", duty, "reason", "当季没有收支");
    assert_string_equal(column(f, duty, "waived_reason"), "当季没有收支");
    must_do(f, "relist", duty, "reason", "查实有收支");
    assert_string_equal(column(f, duty, "state"), "open");
    assert_string_equal(column(f, duty, "waived_reason"), "");
}

static void no_other_way_to_a_duty(void **state) {
    struct fixture *f = *state;
    int64_t entry = quarterly(f, "2026-07-01"), id = 0;
    int64_t duty = duty_named(f, "%lld/0/2026Q3", (long long)entry);
    assert_int_equal(try_register(f, "duty", &id, "title", "自造", NULL), STATUS_DENIED);
    assert_int_equal(try_do(f, "edit", duty, "title", "改名", NULL), STATUS_DENIED);
    assert_int_equal(try_do(f, "void", duty, "reason", "作废", NULL), STATUS_DENIED);
    assert_string_equal(column(f, duty, "state"), "open");
}

/* ---- two at once --------------------------------------------------------------------------------- */

static void two_sessions_make_it_once(void **state) {
    struct fixture *f = *state;
    struct office other = {0};
    struct problem problem = {0};
    int64_t entry = quarterly(f, "2026-10-01"), made = -1;
    assert_int_equal(office_open(&other, f->path, &problem), STATUS_OK);
    assert_int_equal(office_set_now(&other, "2027-01-01T08:00", NULL), STATUS_OK);
    other.user = f->clerk;
    at(f, "2027-01-01T08:00");
    assert_int_equal(duty_refresh(&other, &made, &problem), STATUS_OK);
    assert_int_equal(made, 1);
    assert_int_equal(refresh(f), 0);
    assert_int_equal(open_count(f, entry), 2);
    office_close(&other);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_ends_of_periods),
        with_office(every_period_up_to_the_present_one),
        with_office(a_fixed_day_that_ends_the_period_is_the_next_one),
        with_office(the_year_turns),
        with_office(made_by_whoever_is_there),
        with_office(every_village_one_of_its_own),
        with_office(a_village_that_is_no_more),
        with_office(a_village_voided_by_mistake),
        with_office(a_long_title_keeps_village_and_period),
        with_office(open_duties_follow_the_entry),
        with_office(what_is_not_owed_any_more),
        with_office(an_entry_that_ends),
        with_office(a_voided_entry_owes_nothing),
        with_office(one_duty_a_stage),
        with_office(stages_of_one_matter_only),
        with_office(what_cannot_be_owed),
        with_office(a_draft_takes_the_duty_up),
        with_office(one_registered_by_hand_takes_it_up_too),
        with_office(a_draft_is_due_when_its_duty_was),
        with_office(counted_again_with_the_calendar),
        with_office(waiving_is_the_supervisors),
        with_office(no_other_way_to_a_duty),
        with_office(two_sessions_make_it_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

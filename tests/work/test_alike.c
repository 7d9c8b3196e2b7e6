/* 可能重复: what is like the feedback being registered is found by signature and told by the texts; who said it raises it. What
 * is sealed, void, too old or not to be seen is never named. */
#include "work/office_fixture.h"

#include "store/write.h"
#include "work/alike.h"
#include "work/import.h"

#define LAMPS                                                                                                                                    \
    "三组自八月以来路灯不亮，老人小孩夜间出行不安全，多次口头反映没有结果。请说明何时修复，由谁负" \
    "责。"
#define LAMPS_TITLE "东门村三组路灯三个月不亮"

static struct alike found;

static size_t find(struct fixture *f, ...) {
    struct fields values = FIELDS_INIT;
    struct problem problem = {0};
    va_list list;
    va_start(list, f);
    fill(&values, list);
    va_end(list);
    if (alike_find(&f->office, &values, 0, &found, &problem) != STATUS_OK)
        fail_msg("%s", sentence(&problem));
    fields_release(&values);
    return found.count;
}

static int64_t complain(struct fixture *f, const char *title, const char *body, const char *contact,
                        const char *reporter) {
    int64_t id = 0;
    must_register(f, "feedback", &id, "kind", "complain", "received_on", "2026-11-03", "title",
                  title, "body", body, "contact", contact, "reporter", reporter);
    return id;
}

static void the_same_said_otherwise(void **state) {
    struct fixture *f = *state;
    int64_t id = complain(f, LAMPS_TITLE, LAMPS, "", "");
    complain(f, "公共厕所没有人打扫",
             "广场旁边的厕所一直没有人打扫，气味很重。请说明何时解决，由谁负责。", "", "");
    assert_int_equal(find(f, "title", LAMPS_TITLE, "body", LAMPS, NULL), 1);
    assert_int_equal(found.items[0].id, id);
    assert_int_equal(found.items[0].likeness, 1000);
    assert_true(alike_is_same(&found.items[0]));
    assert_false(found.items[0].has_same_contact || found.items[0].has_same_reporter);
    /* Shuffled, traditional, full width. */
    assert_int_equal(find(f, "title", "路灯三个月不亮（东门村三组）", "body",
                          "请说明何时修复，由谁负责。老人小孩夜间出行不安全，三组自八月以来路灯不亮"
                          "，多次口头反映没有结果",
                          NULL),
                     1);
    assert_true(found.items[0].likeness >= 850 && found.items[0].likeness < 1000);
    assert_int_equal(find(f, "title", "東門村三組路燈三個月不亮", "body",
                          "三組自八月以來路燈不亮，老人小孩夜間出行不安全", NULL),
                     1);
    /* Half of it, other words for the rest: 疑似. */
    assert_int_equal(find(f, "title", "东门村路灯不亮", "body",
                          "老人小孩夜间出行不安全，多次口头反映没有结果，大家都很着急，盼早点修好",
                          NULL),
                     1);
    assert_in_range(found.items[0].likeness, SIMILAR_NEAR, SIMILAR_SAME - 1);
    assert_false(alike_is_same(&found.items[0]));
    assert_int_equal(
        find(f, "title", "想问新农合怎么缴费", "body", "今年的缴费什么时候截止，在哪里缴", NULL),
        0);
}

static void stock_clauses_are_not_the_same(void **state) {
    struct fixture *f = *state;
    complain(f, LAMPS_TITLE, LAMPS, "", "");
    find(f, "title", "东门村三组公共厕所没有人打扫", "body",
         "广场旁边的厕所三个月没有人打扫，气味很重影响周围住户，多次口头反映没有结果。请说明何时解"
         "决，由谁负责。",
         NULL);
    for (size_t i = 0; i < found.count; i++)
        assert_false(alike_is_same(&found.items[i]));
}

static void too_little_is_like_nothing(void **state) {
    struct fixture *f = *state;
    complain(f, "路灯不亮", "", "", "");
    assert_int_equal(find(f, "title", "路灯不亮", NULL), 0); /* three bigrams */
    assert_int_equal(find(f, NULL), 0);
    assert_int_equal(find(f, "title", "WiFi 5G 123", NULL), 0);
    int64_t id = complain(f, "𠮷䶮家路灯不亮", "", "", "");
    assert_int_equal(find(f, "title", "𠮷䶮家路灯不亮", NULL), 1);
    assert_int_equal(found.items[0].id, id);
    assert_int_equal(found.items[0].likeness, 1000);
}

#define NEAR_TITLE "东门村路灯不亮"
#define NEAR_BODY "老人小孩夜间出行不安全，多次口头反映没有结果，大家都很着急，盼早点修好"

/* 疑似 becomes 可能重复, and stands before a likelier one of somebody else. */
static void who_said_it_raises_it(void **state) {
    struct fixture *f = *state;
    int64_t phone = complain(f, LAMPS_TITLE, LAMPS, "１３８-0000 1234", "张𠮷旺");
    assert_int_equal(
        find(f, "title", NEAR_TITLE, "body", NEAR_BODY, "contact", "+86 138 0000 1234", NULL), 1);
    assert_true(found.items[0].likeness < SIMILAR_SAME);
    assert_true(found.items[0].has_same_contact && !found.items[0].has_same_reporter);
    assert_true(alike_is_same(&found.items[0]));
    assert_int_equal(find(f, "title", NEAR_TITLE, "body", NEAR_BODY, "reporter", "張 𠮷旺", NULL),
                     1);
    assert_true(found.items[0].has_same_reporter && !found.items[0].has_same_contact);
    assert_true(alike_is_same(&found.items[0]));
    int64_t same = complain(f, NEAR_TITLE, NEAR_BODY, "13900000000", "");
    int64_t name = complain(f, LAMPS_TITLE "了", LAMPS, "", "李四");
    assert_int_equal(find(f, "title", NEAR_TITLE, "body", NEAR_BODY, "contact", "13800001234",
                          "reporter", "李四", NULL),
                     3);
    assert_int_equal(found.items[0].id, phone);
    assert_int_equal(found.items[1].id, name);
    assert_int_equal(found.items[2].id, same);
    assert_int_equal(found.items[2].likeness, 1000);
    /* 匿名 is nobody's name, and a short number no telephone. */
    complain(f, LAMPS_TITLE "吗", LAMPS, "12", "匿名");
    assert_int_equal(find(f, "title", NEAR_TITLE, "body", NEAR_BODY, "reporter", "匿名", NULL), 4);
    for (size_t i = 0; i < 4; i++)
        assert_false(found.items[i].has_same_reporter);
}

static void only_what_came_in_the_days_of_the_setting(void **state) {
    struct fixture *f = *state;
    int64_t id = 0, old = 0;
    must_register(f, "feedback", &id, "kind", "complain", "received_on", "2024-11-20", "title",
                  LAMPS_TITLE, "body", LAMPS);
    must_register(f, "feedback", &old, "kind", "complain", "received_on", "2024-11-19", "title",
                  LAMPS_TITLE, "body", LAMPS);
    assert_int_equal(find(f, "title", LAMPS_TITLE, "body", LAMPS, NULL), 1);
    assert_int_equal(found.items[0].id, id);
    must_do(f, "edit", id, "received_on", "2024-11-18");
    assert_int_equal(find(f, "title", LAMPS_TITLE, "body", LAMPS, NULL), 0);
    must_do(f, "edit", old, "received_on", "2026-11-18");
    assert_int_equal(find(f, "title", LAMPS_TITLE, "body", LAMPS, NULL), 1);
}

static void signatures_follow_the_record(void **state) {
    struct fixture *f = *state;
    int64_t id = complain(f, LAMPS_TITLE, LAMPS, "", "");
    must_do(f, "edit", id, "title", "公共厕所没有人打扫", "body", "气味很重影响周围住户");
    assert_int_equal(find(f, "title", LAMPS_TITLE, "body", LAMPS, NULL), 0);
    assert_int_equal(find(f, "title", "公共厕所没有人打扫", "body", "气味很重影响周围住户", NULL),
                     1);
    must_do(f, "void", id, "reason", "登错了");
    assert_int_equal(find(f, "title", "公共厕所没有人打扫", "body", "气味很重影响周围住户", NULL),
                     0);
    must_do(f, "restore", id, "reason", "没有登错");
    assert_int_equal(find(f, "title", "公共厕所没有人打扫", "body", "气味很重影响周围住户", NULL),
                     1);
}

struct signed_ids {
    int64_t items[100];
    size_t count;
};

static void take_id(void *context, int64_t id, const unsigned char *bytes) {
    struct signed_ids *ids = context;
    assert_true(ids->count < 100);
    ids->items[ids->count++] = id;
}

static struct signed_ids all_signed(struct fixture *f) {
    struct signature_place place = {"", 0};
    struct signed_ids ids = {.count = 0};
    size_t count = 0;
    do {
        assert_int_equal(
            store_signatures(f->office.store, "", 7, &place, take_id, &ids, &count, NULL),
            STATUS_OK);
    } while (count == 7);
    return ids;
}

static size_t count_signatures(struct fixture *f) {
    return all_signed(f).count;
}

/* As a database of a program that signed nothing, or by other rules. */
static void forget_signatures(struct fixture *f, const char *mark) {
    struct signed_ids ids = all_signed(f);
    assert_int_equal(store_begin(f->office.store, NULL), STATUS_OK);
    for (size_t i = 0; i < ids.count; i++)
        assert_int_equal(store_set_signature(f->office.store, ids.items[i], "", NULL, NULL),
                         STATUS_OK);
    assert_int_equal(store_set_setting(f->office.store, "signatures", mark, NULL), STATUS_OK);
    assert_int_equal(store_commit(f->office.store, "test", NULL), STATUS_OK);
    assert_int_equal(count_signatures(f), 0);
}

/* A 举报 is compared with nothing and nothing with it, not even for the person in charge of it. */
static void what_is_sealed_is_never_named(void **state) {
    struct fixture *f = *state;
    int64_t report = 0;
    must_register(f, "feedback", &report, "kind", "report", "received_on", "2026-11-03", "title",
                  LAMPS_TITLE, "body", LAMPS "找孙国强也没有用", "contact", "13800001234");
    assert_int_equal(count_signatures(f), 0);
    assert_int_equal(find(f, "title", LAMPS_TITLE, "body", LAMPS, "contact", "13800001234", NULL),
                     0);
    int64_t id = complain(f, LAMPS_TITLE, LAMPS, "13800001234", "");
    assert_int_equal(count_signatures(f), 1);
    assert_int_equal(find(f, "title", LAMPS_TITLE, "body", LAMPS, "kind", "report", NULL), 0);
    assert_int_equal(find(f, "title", LAMPS_TITLE, "body", LAMPS, "kind", "举报", NULL), 0);
    assert_int_equal(find(f, "title", LAMPS_TITLE, "body", LAMPS, "kind", "complain", NULL), 1);
    must_do(f, "edit", id, "kind", "report");
    assert_int_equal(count_signatures(f), 0);
    assert_int_equal(find(f, "title", LAMPS_TITLE, "body", LAMPS, NULL), 0);
}

/* A signature that stands there against the rules (another program's) still names nothing. */
static void a_sealed_record_is_not_read_whatever_is_signed(void **state) {
    struct fixture *f = *state;
    int64_t id = complain(f, LAMPS_TITLE, LAMPS, "", "");
    struct record before = {0};
    struct fields changes = FIELDS_INIT;
    fields_set(&changes, "sealed", "1");
    fields_set_integer(&changes, "person", f->admin); /* who may see it */
    assert_int_equal(store_read(f->office.store, &f->office.visible, id, &before, NULL), STATUS_OK);
    assert_int_equal(store_begin(f->office.store, NULL), STATUS_OK);
    assert_int_equal(store_update(f->office.store, &before, &changes, f->admin, 1, NULL),
                     STATUS_OK);
    assert_int_equal(store_commit(f->office.store, "test", NULL), STATUS_OK);
    fields_release(&changes);
    record_release(&before);
    use_as(f, 0, f->office.roles);
    assert_int_equal(count_signatures(f), 1);
    assert_int_equal(find(f, "title", LAMPS_TITLE, "body", LAMPS, NULL), 0);
    use_as(f, f->admin, f->office.roles);
    assert_int_equal(find(f, "title", LAMPS_TITLE, "body", LAMPS, NULL), 0);
}

/* ---- older databases ------------------------------------------------------------------------------- */

static void older_records_are_signed_in_pieces(void **state) {
    struct fixture *f = *state;
    char title[100];
    bool more = true;
    int steps = 0;
    int64_t report = 0;
    for (int i = 0; i < 25; i++) {
        snprintf(title, sizeof title, "第%d件路灯不亮很久了", i);
        complain(f, title, LAMPS, "", "");
    }
    must_register(f, "feedback", &report, "kind", "report", "received_on", "2026-11-03", "title",
                  LAMPS_TITLE);
    forget_signatures(f, "");
    for (; more; steps++)
        assert_int_equal(alike_sign_older(&f->office, NULL, 10, &more, NULL), STATUS_OK);
    assert_int_equal(steps, 3);
    assert_int_equal(count_signatures(f), 25);
    assert_int_equal(alike_sign_older(&f->office, NULL, 10, &more, NULL), STATUS_OK);
    assert_false(more);
    /* Of another version: all anew. */
    forget_signatures(f, "1 0");
    assert_int_equal(alike_sign_older(&f->office, NULL, 100, &more, NULL), STATUS_OK);
    assert_int_equal(count_signatures(f), 25);
}

/* ---- imports --------------------------------------------------------------------------------------- */

static size_t alike_row(struct import *import, const char *kind, const char *title,
                        const char *body) {
    struct fields values = FIELDS_INIT;
    int64_t id = 0;
    fields_set(&values, "kind", kind);
    fields_set(&values, "received_on", "2026-11-04");
    fields_set(&values, "title", title);
    fields_set(&values, "body", body);
    assert_int_equal(import_find_alike(import, &values, &found, NULL), STATUS_OK);
    last = (struct problems){0};
    assert_int_equal(import_row(import, &values, false, &id, &last), STATUS_OK);
    fields_release(&values);
    return found.count;
}

static void rows_are_compared_with_all_before(void **state) {
    struct fixture *f = *state;
    struct import *import = NULL;
    int64_t id = complain(f, LAMPS_TITLE, LAMPS, "", "");
    /* Of an older database too. */
    forget_signatures(f, "");
    assert_int_equal(import_begin(&f->office, "feedback", &import, NULL), STATUS_OK);
    assert_int_equal(alike_row(import, "投诉", "公共厕所没有人打扫", "气味很重影响周围住户"), 0);
    assert_int_equal(alike_row(import, "投诉", LAMPS_TITLE "了", LAMPS), 1);
    assert_int_equal(found.items[0].id, id);
    assert_int_equal(import_row_of(import, found.items[0].id), 0);
    assert_int_equal(alike_row(import, "投诉", "公共厕所没有人打扫啊", "气味很重影响周围住户"), 1);
    assert_int_equal(import_row_of(import, found.items[0].id), 1);
    assert_int_equal(alike_row(import, "举报", LAMPS_TITLE, LAMPS), 0);
    assert_int_equal(alike_row(import, "投诉", LAMPS_TITLE "呢", LAMPS), 2);
    assert_int_equal(import_commit(import, NULL), STATUS_OK);
    assert_int_equal(count_signatures(f), 5);
}

/* The file is looked through before the save begins; what others store meanwhile is not overlooked. */
static void what_came_in_meanwhile_is_found(void **state) {
    struct fixture *f = *state;
    struct import *import = NULL;
    const struct alike_ahead *ahead = NULL;
    struct fields values = FIELDS_INIT;
    fields_set(&values, "kind", "投诉");
    fields_set(&values, "title", LAMPS_TITLE "了");
    fields_set(&values, "body", LAMPS);
    int64_t before = complain(f, LAMPS_TITLE "呢", LAMPS, "", "");
    assert_int_equal(import_begin(&f->office, "feedback", &import, NULL), STATUS_OK);
    assert_int_equal(import_look_ahead(import, &values, &ahead, NULL), STATUS_OK);
    int64_t meanwhile = complain(f, LAMPS_TITLE, LAMPS, "", "");
    complain(f, "公共厕所没有人打扫", "气味很重影响周围住户", "", "");
    assert_int_equal(import_find_ahead(import, ahead, &found, NULL), STATUS_OK);
    assert_int_equal(found.count, 2);
    assert_true(found.items[0].id == meanwhile || found.items[1].id == meanwhile);
    assert_true(found.items[0].id == before || found.items[1].id == before);
    import_abandon(import);
    fields_release(&values);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(the_same_said_otherwise),
        with_office(stock_clauses_are_not_the_same),
        with_office(too_little_is_like_nothing),
        with_office(who_said_it_raises_it),
        with_office(only_what_came_in_the_days_of_the_setting),
        with_office(signatures_follow_the_record),
        with_office(what_is_sealed_is_never_named),
        with_office(a_sealed_record_is_not_read_whatever_is_signed),
        with_office(older_records_are_signed_in_pieces),
        with_office(rows_are_compared_with_all_before),
        with_office(what_came_in_meanwhile_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

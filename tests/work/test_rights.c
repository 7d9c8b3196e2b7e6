/* clerks_by_unit: a clerk works on what is his unit's, his own, nobody's or was typed by him; nobody else is
 * bound, nor is anybody without the setting. */
#include "office_fixture.h"

#include "work/rights.h"
#include "work/settings.h"

struct people {
    int64_t slip, other_clerk, village_clerk;
};

/* 李春梅 of 社会事务办 types it; it is charged to 东门村. */
static void begin(struct fixture *f, struct people *all, const char *by_unit) {
    struct problem problem = {0};
    must_register(f, "person", &all->other_clerk, "title", "何丽", "unit", "社会事务办", "account",
                  "heli", "roles", "clerk");
    must_register(f, "person", &all->village_clerk, "title", "刘䶮", "unit", "东门村", "account",
                  "liuyan", "roles", "clerk");
    assert_int_equal(settings_set(&f->office, "clerks_by_unit", by_unit, &problem), STATUS_OK);
    use_as(f, f->clerk, ROLE_CLERK);
    must_register(f, "feedback", &all->slip, "received_on", "2026-11-19", "kind", "complain",
                  "title", "三组路灯不亮", "source", "call");
    must_do(f, "assign", all->slip, "unit", "东门村");
}

#define DENIED_FOR_UNIT "由东门村承办"

static void another_units_clerk_is_refused(void **state) {
    struct fixture *f = *state;
    struct people all;
    begin(f, &all, "1");
    use_as(f, all.other_clerk, ROLE_CLERK);
    refused(f, STATUS_DENIED, "", DENIED_FOR_UNIT, "reply", all.slip, "reply", "已修好");
    assert_non_null(strstr(said(), "FK2026-00001"));
    refused(f, STATUS_DENIED, "", DENIED_FOR_UNIT, "edit", all.slip, "title", "改了");
    refused(f, STATUS_DENIED, "", DENIED_FOR_UNIT, "void", all.slip, "reason", "重复");
    refused(f, STATUS_DENIED, "", DENIED_FOR_UNIT, "reassign", all.slip, "unit", "社会事务办");
    assert_string_equal(column(f, all.slip, "state"), "assigned");
    assert_string_equal(column(f, all.slip, "title"), "三组路灯不亮");
}

static void the_units_own_clerk_works_on_it(void **state) {
    struct fixture *f = *state;
    struct people all;
    begin(f, &all, "1");
    use_as(f, all.village_clerk, ROLE_CLERK);
    must_do(f, "take_up", all.slip);
    must_do(f, "reply", all.slip, "reply", "已修好");
}

static void who_typed_it_may_go_on(void **state) {
    struct fixture *f = *state;
    struct people all;
    begin(f, &all, "1");
    must_do(f, "edit", all.slip, "title", "四组路灯不亮");
    assert_string_equal(column(f, all.slip, "title"), "四组路灯不亮");
}

static void the_person_charged_works_on_it(void **state) {
    struct fixture *f = *state;
    struct people all;
    char person[24];
    begin(f, &all, "1");
    use_as(f, f->admin, ROLE_CLERK | ROLE_ADMIN);
    snprintf(person, sizeof person, "%lld", (long long)all.other_clerk);
    must_do(f, "reassign", all.slip, "person", person);
    use_as(f, all.village_clerk, ROLE_CLERK);
    refused(f, STATUS_DENIED, "", "由社会事务办承办", "reply", all.slip, "reply", "已修好");
    use_as(f, all.other_clerk, ROLE_CLERK);
    must_do(f, "reply", all.slip, "reply", "已修好");
}

static void what_nobody_is_charged_with_is_everybodys(void **state) {
    struct fixture *f = *state;
    struct people all;
    int64_t free_one = 0;
    begin(f, &all, "1");
    must_register(f, "feedback", &free_one, "received_on", "2026-11-19", "kind", "consult", "title",
                  "医保怎么缴", "source", "visit");
    use_as(f, all.other_clerk, ROLE_CLERK);
    must_do(f, "assign", free_one, "unit", "东门村");
    refused(f, STATUS_DENIED, "", DENIED_FOR_UNIT, "reply", free_one, "reply", "到三号窗口");
}

static void a_box_is_its_keepers(void **state) {
    struct fixture *f = *state;
    struct people all;
    begin(f, &all, "1");
    use_as(f, all.other_clerk, ROLE_CLERK);
    refused(f, STATUS_DENIED, "", "由张𠮷旺承办", "edit", f->box, "board", "村口公开栏");
    use_as(f, f->village, ROLE_CLERK);
    must_do(f, "edit", f->box, "board", "村口公开栏");
}

static void who_is_more_than_a_clerk_is_not_bound(void **state) {
    struct fixture *f = *state;
    struct people all;
    static const unsigned more[] = {ROLE_REVIEWER, ROLE_SUPERVISOR, ROLE_ADMIN};
    begin(f, &all, "1");
    for (size_t i = 0; i < 3; i++) {
        char title[40];
        snprintf(title, sizeof title, "路灯第 %zu 次", i);
        use_as(f, all.other_clerk, ROLE_CLERK | more[i]);
        must_do(f, "edit", all.slip, "title", title);
    }
}

static void without_the_setting_nobody_is(void **state) {
    struct fixture *f = *state;
    struct people all;
    begin(f, &all, "0");
    use_as(f, all.other_clerk, ROLE_CLERK);
    must_do(f, "reply", all.slip, "reply", "已修好");
}

/* All or none: one that is another unit's stops those that are not. */
static void several_are_done_all_or_none(void **state) {
    struct fixture *f = *state;
    struct people all;
    int64_t ids[2] = {0};
    struct fields arguments = FIELDS_INIT;
    struct problems problems = {0};
    begin(f, &all, "1");
    use_as(f, all.other_clerk, ROLE_CLERK);
    must_register(f, "feedback", &ids[0], "received_on", "2026-11-19", "kind", "consult", "title",
                  "医保怎么缴", "source", "visit");
    ids[1] = all.slip;
    fields_set(&arguments, "reason", "重复");
    assert_int_equal(flow_do(&f->office, "void", ids, 2, 0, &arguments, &problems), STATUS_DENIED);
    fields_release(&arguments);
    assert_string_equal(column(f, ids[0], "state"), "registered");
}

/* A disclosure, what is owed, a collection, a board, its posting: as feedback is. */
static void the_desks_of_disclosure_too(void **state) {
    struct fixture *f = *state;
    struct people all;
    int64_t id = 0, disclosure = 0, consultation = 0, board = 0, duty = 0;
    begin(f, &all, "1");
    use_as(f, f->admin, ROLE_CLERK | ROLE_SUPERVISOR | ROLE_ADMIN);
    must_register(f, "catalogue", &id, "title", "村级重大事项", "affair", "rural", "subject",
                  "village_affairs", "power", "service", "scope", "public", "timing", "ad_hoc",
                  "unit", "东门村", "leader", "周建华", "basis", "村民委员会组织法第三十条",
                  "from_on", "2026-01-01");
    must_do(f, "owe", id, "title", "䶮塘清淤", "received_on", "2026-11-18");
    struct visible everything = visible_to_rules();
    assert_int_equal(store_find_number(f->office.store, &everything, "YG2026-00001", &duty, NULL),
                     STATUS_OK);
    must_register(f, "disclosure", &disclosure, "catalogue", "村级重大事项", "title", "鱼塘发包",
                  "received_on", "2026-11-18", "unit", "东门村");
    must_register(f, "consultation", &consultation, "title", "集市搬迁", "kind", "general", "unit",
                  "东门村");
    must_register(f, "board", &board, "title", "村口公开栏", "kind", "board", "keeper", "张𠮷旺");
    use_as(f, all.other_clerk, ROLE_CLERK);
    refused(f, STATUS_DENIED, "", DENIED_FOR_UNIT, "edit", disclosure, "title", "改了");
    refused(f, STATUS_DENIED, "", DENIED_FOR_UNIT, "draft", duty);
    refused(f, STATUS_DENIED, "", DENIED_FOR_UNIT, "edit", consultation, "title", "改了");
    refused(f, STATUS_DENIED, "", "由张𠮷旺承办", "edit", board, "place", "村口");
    use_as(f, all.village_clerk, ROLE_CLERK);
    must_do(f, "edit", disclosure, "title", "鱼塘发包结果");
    must_do(f, "draft", duty);
    must_do(f, "edit", consultation, "title", "集市搬迁方案");
    use_as(f, f->village, ROLE_CLERK);
    must_do(f, "edit", board, "place", "村口");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(another_units_clerk_is_refused),
        with_office(the_units_own_clerk_works_on_it),
        with_office(who_typed_it_may_go_on),
        with_office(the_person_charged_works_on_it),
        with_office(what_nobody_is_charged_with_is_everybodys),
        with_office(a_box_is_its_keepers),
        with_office(who_is_more_than_a_clerk_is_not_bound),
        with_office(without_the_setting_nobody_is),
        with_office(several_are_done_all_or_none),
        with_office(the_desks_of_disclosure_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Two people at one record: who changed which field, what is merged by itself and what has to be chosen, and that nothing is
 * saved over another's work. */
#include "work/disclosure_fixture.h"

#include "work/conflict.h"

/* A feedback as 李春梅 registered it; its version 1. */
static int64_t feedback(struct fixture *f) {
    int64_t id = 0;
    use_as(f, f->clerk, ROLE_CLERK);
    must_register(f, "feedback", &id, "title", "水厂围墙倒塌找谁", "received_on", "2026-11-19",
                  "kind", "consult", "source", "call", "reporter", "张𠮷旺", "body",
                  "围墙倒了三天，䶮家巷口的路堵着。");
    return id;
}

static void read_seen(struct fixture *f, int64_t id, struct record *out) {
    assert_int_equal(store_read(f->office.store, &f->office.visible, id, out, NULL), STATUS_OK);
}

static const struct conflict_row *row_of(const struct conflict *conflict, const char *name) {
    for (size_t i = 0; i < conflict->count; i++)
        if (strcmp(conflict->rows[i].name, name) == 0)
            return &conflict->rows[i];
    return NULL;
}

#define must_find(f, id, seen, mine, out)                                                          \
    assert_int_equal(                                                                              \
        conflict_find(&(f)->office, "edit", id, (seen)->ver, &(seen)->fields, mine, out, NULL),    \
        STATUS_OK)

static void test_each_side_is_told_apart(void **state) {
    struct fixture *f = *state;
    int64_t id = feedback(f);
    struct record seen = {0};
    struct conflict conflict = {0};
    struct fields mine = FIELDS_INIT;
    read_seen(f, id, &seen);
    use_as(f, f->leader, ROLE_CLERK | ROLE_SUPERVISOR);
    at(f, "2026-11-20T10:30");
    must_do(f, "edit", id, "title", "水厂围墙倒塌", "source", "visit", "reporter", "张吉旺");
    use_as(f, f->clerk, ROLE_CLERK);
    fields_set(&mine, "title", "水厂围墙倒塌，找谁修");
    fields_set(&mine, "body", "围墙倒了四天。");
    fields_set(&mine, "reporter", "张吉旺");
    fields_set(&mine, "source", "call"); /* shown by the form, not touched */
    must_find(f, id, &seen, &mine, &conflict);
    assert_int_equal(conflict.seen_ver, 1);
    assert_int_equal(conflict.ver, 2);
    assert_string_equal(conflict.person, "周建华");
    assert_string_equal(conflict.command, "edit");
    assert_true(conflict.is_allowed);

    const struct conflict_row *title = row_of(&conflict, "title");
    assert_int_equal(title->side, CONFLICT_BOTH);
    assert_int_equal(title->choice, CHOICE_NONE);
    assert_string_equal(title->before, "水厂围墙倒塌找谁");
    assert_string_equal(title->theirs, "水厂围墙倒塌");
    assert_string_equal(title->mine, "水厂围墙倒塌，找谁修");
    assert_string_equal(title->person, "周建华");
    assert_int_equal(title->at, office_now(&f->office));
    assert_null(conflict_taken(title));
    assert_int_equal(row_of(&conflict, "body")->side, CONFLICT_MINE);
    assert_string_equal(conflict_taken(row_of(&conflict, "body")), "围墙倒了四天。");
    assert_int_equal(row_of(&conflict, "source")->side, CONFLICT_THEIRS);
    assert_string_equal(conflict_taken(row_of(&conflict, "source")), "visit");
    assert_int_equal(row_of(&conflict, "reporter")->side, CONFLICT_SAME);
    assert_null(row_of(&conflict, "received_on"));
    assert_null(row_of(&conflict, "ver"));
    assert_int_equal(conflict_count(&conflict, CONFLICT_BOTH), 1);
    assert_false(conflict_is_settled(&conflict));
    conflict_release(&conflict);
    fields_release(&mine);
    record_release(&seen);
}

static void test_a_choice_settles_it(void **state) {
    struct fixture *f = *state;
    int64_t id = feedback(f);
    struct record seen = {0};
    struct conflict conflict = {0};
    struct fields mine = FIELDS_INIT;
    read_seen(f, id, &seen);
    must_do(f, "edit", id, "title", "甲");
    fields_set(&mine, "title", "乙");
    must_find(f, id, &seen, &mine, &conflict);
    conflict.rows[0].choice = CHOICE_THEIRS;
    assert_true(conflict_is_settled(&conflict));
    assert_string_equal(conflict_taken(&conflict.rows[0]), "甲");
    conflict.rows[0].choice = CHOICE_MINE;
    assert_string_equal(conflict_taken(&conflict.rows[0]), "乙");
    conflict_release(&conflict);
    fields_release(&mine);
    record_release(&seen);
}

/* Emptied by one side is a change as any other. */
static void test_what_was_emptied(void **state) {
    struct fixture *f = *state;
    int64_t id = feedback(f);
    struct record seen = {0};
    struct conflict conflict = {0};
    struct fields mine = FIELDS_INIT;
    read_seen(f, id, &seen);
    must_do(f, "edit", id, "body", "");
    fields_set(&mine, "reporter", "");
    must_find(f, id, &seen, &mine, &conflict);
    assert_int_equal(row_of(&conflict, "body")->side, CONFLICT_THEIRS);
    assert_string_equal(row_of(&conflict, "body")->theirs, "");
    assert_int_equal(row_of(&conflict, "reporter")->side, CONFLICT_MINE);
    assert_string_equal(conflict_taken(row_of(&conflict, "reporter")), "");
    conflict_release(&conflict);
    fields_release(&mine);
    record_release(&seen);
}

/* Three changed it one after the other: each field is the last one's who changed it. */
static void test_several_others(void **state) {
    struct fixture *f = *state;
    int64_t id = feedback(f);
    struct conflict conflict = {0};
    use_as(f, f->leader, ROLE_CLERK);
    must_do(f, "edit", id, "title", "甲", "body", "一");
    use_as(f, f->admin, ROLE_CLERK);
    at(f, "2026-11-20T11:00");
    must_do(f, "edit", id, "body", "二");
    use_as(f, f->clerk, ROLE_CLERK);
    assert_int_equal(conflict_find(&f->office, "edit", id, 1, NULL, NULL, &conflict, NULL),
                     STATUS_OK);
    assert_int_equal(conflict.ver, 3);
    assert_string_equal(row_of(&conflict, "title")->person, "周建华");
    assert_string_equal(row_of(&conflict, "body")->person, "孙国强");
    assert_string_equal(row_of(&conflict, "body")->before, "围墙倒了三天，䶮家巷口的路堵着。");
    assert_string_equal(row_of(&conflict, "body")->theirs, "二");
    assert_string_equal(conflict.person, "孙国强");
    conflict_release(&conflict);
}

/* Changed there and back is no difference, but the version is another. */
static void test_there_and_back(void **state) {
    struct fixture *f = *state;
    int64_t id = feedback(f);
    struct conflict conflict = {0};
    must_do(f, "edit", id, "title", "甲");
    must_do(f, "edit", id, "title", "水厂围墙倒塌找谁");
    assert_int_equal(conflict_find(&f->office, "edit", id, 1, NULL, NULL, &conflict, NULL),
                     STATUS_OK);
    assert_int_equal(conflict.ver, 3);
    assert_int_equal(conflict.count, 0);
    assert_true(conflict_is_settled(&conflict));
    conflict_release(&conflict);
}

static void test_nobody_was_there(void **state) {
    struct fixture *f = *state;
    int64_t id = feedback(f);
    struct conflict conflict = {0};
    assert_int_equal(conflict_find(&f->office, "edit", id, 1, NULL, NULL, &conflict, NULL),
                     STATUS_OK);
    assert_int_equal(conflict.ver, conflict.seen_ver);
    assert_int_equal(conflict.count, 0);
    conflict_release(&conflict);
}

/* What can be done no more says so, and who did what. */
static void test_an_edit_that_is_no_longer_allowed(void **state) {
    struct fixture *f = *state;
    int64_t id = feedback(f);
    struct record seen = {0};
    struct conflict conflict = {0};
    struct fields mine = FIELDS_INIT;
    read_seen(f, id, &seen);
    use_as(f, f->leader, ROLE_SUPERVISOR);
    must_do(f, "void", id, "reason", "重复登记");
    use_as(f, f->clerk, ROLE_CLERK);
    fields_set(&mine, "title", "我写的不能丢");
    must_find(f, id, &seen, &mine, &conflict);
    assert_false(conflict.is_allowed);
    assert_string_equal(conflict.command, "void");
    assert_string_equal(conflict.person, "周建华");
    assert_string_equal(conflict.state, "void");
    assert_string_not_equal(conflict.seen_state, "void");
    assert_string_equal(row_of(&conflict, "title")->mine, "我写的不能丢");
    conflict_release(&conflict);
    fields_release(&mine);
    record_release(&seen);
}

/* ---- sealed ------------------------------------------------------------------------------------- */

static int64_t report(struct fixture *f) {
    int64_t id = 0;
    char leader[24];
    snprintf(leader, sizeof leader, "%lld", (long long)f->leader);
    use_as(f, f->clerk, ROLE_CLERK);
    must_register(f, "feedback", &id, "title", "举报某村干部", "received_on", "2026-11-19", "kind",
                  "report", "source", "letter", "body", "密封的内容");
    return id;
}

static void read_sealed(struct fixture *f, int64_t id, struct record *out) {
    struct fields sealed = FIELDS_INIT;
    read_seen(f, id, out);
    assert_int_equal(store_sealed(f->office.store, &f->office.visible, id, &sealed, NULL),
                     STATUS_OK);
    fields_merge(&out->fields, &sealed);
    fields_release(&sealed);
}

static void test_sealed_fields_for_who_may_see(void **state) {
    struct fixture *f = *state;
    int64_t id = report(f);
    struct record seen = {0};
    struct conflict conflict = {0};
    struct fields mine = FIELDS_INIT;
    use_as(f, f->leader, ROLE_SUPERVISOR | ROLE_CLERK);
    read_sealed(f, id, &seen);
    must_do(f, "edit", id, "body", "对方改的密封内容");
    fields_set(&mine, "body", "我改的密封内容");
    must_find(f, id, &seen, &mine, &conflict);
    const struct conflict_row *body = row_of(&conflict, "body");
    assert_int_equal(body->side, CONFLICT_BOTH);
    assert_string_equal(body->before, "密封的内容");
    assert_string_equal(body->theirs, "对方改的密封内容");
    conflict_release(&conflict);
    /* From a draft that is taken up again the older text is known no more: to be chosen, never merged. */
    assert_int_equal(conflict_find(&f->office, "edit", id, seen.ver, NULL, &mine, &conflict, NULL),
                     STATUS_OK);
    body = row_of(&conflict, "body");
    assert_int_equal(body->side, CONFLICT_BOTH);
    assert_false(body->is_before_known);
    conflict_release(&conflict);
    fields_release(&mine);
    record_release(&seen);
}

/* Who may not see it gets nothing of it; a record sealed meanwhile is as if it weren't there. */
static void test_sealed_meanwhile(void **state) {
    struct fixture *f = *state;
    int64_t id = feedback(f);
    struct conflict conflict = {0};
    must_do(f, "edit", id, "kind", "report");
    assert_int_equal(conflict_find(&f->office, "edit", id, 1, NULL, NULL, &conflict, NULL),
                     STATUS_NOT_FOUND);
    assert_int_equal(conflict.count, 0);
    conflict_release(&conflict);
}

/* ---- detail lines, roles ------------------------------------------------------------------------- */

static void test_detail_lines_are_one_field(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    struct record seen = {0};
    struct conflict conflict = {0};
    struct fields mine = FIELDS_INIT;
    prepare_disclosures(f);
    id = draft_disclosure(f);
    must_do(f, "edit", id, "lines", "东门村\t\t\t\t\t90000\t\t");
    read_seen(f, id, &seen);
    must_do(f, "edit", id, "lines", "东门村\t\t\t\t\t80000\t\t");
    fields_set(&mine, "lines", "东门村\t\t\t\t\t90000\t\t\n西门村\t\t\t\t\t10000\t\t");
    must_find(f, id, &seen, &mine, &conflict);
    assert_int_equal(row_of(&conflict, "lines")->side, CONFLICT_BOTH);
    conflict_release(&conflict);
    fields_release(&mine);
    record_release(&seen);
}

/* Forms show roles by their names. */
static void test_roles_by_name(void **state) {
    struct fixture *f = *state;
    struct record seen = {0};
    struct conflict conflict = {0};
    struct fields mine = FIELDS_INIT;
    read_seen(f, f->clerk, &seen);
    must_do(f, "edit", f->clerk, "phone", "0000-6610022");
    fields_set(&seen.fields, "roles", "经办人");
    fields_set(&mine, "roles", "经办人");
    must_find(f, f->clerk, &seen, &mine, &conflict);
    assert_null(row_of(&conflict, "roles"));
    assert_int_equal(row_of(&conflict, "phone")->side, CONFLICT_THEIRS);
    conflict_release(&conflict);
    fields_release(&mine);
    record_release(&seen);
}

/* ---- the save ----------------------------------------------------------------------------------- */

static enum status edit_at(struct fixture *f, int64_t id, int64_t ver, const char *title) {
    struct fields values = FIELDS_INIT;
    last = (struct problems){0};
    fields_set(&values, "title", title);
    enum status status = flow_do(&f->office, "edit", &id, 1, &ver, &values, &last);
    fields_release(&values);
    return status;
}

/* Refused as long as somebody was there in between, however often; nothing is overwritten. */
static void test_again_and_again(void **state) {
    struct fixture *f = *state;
    int64_t id = feedback(f);
    assert_int_equal(edit_at(f, id, 1, "甲"), STATUS_OK);
    assert_int_equal(edit_at(f, id, 1, "乙"), STATUS_CONFLICT);
    assert_non_null(strstr(said(), "被别人改过"));
    assert_string_equal(column(f, id, "title"), "甲");
    assert_int_equal(edit_at(f, id, 2, "丙"), STATUS_OK);
    assert_int_equal(edit_at(f, id, 2, "乙"), STATUS_CONFLICT);
    assert_int_equal(edit_at(f, id, 3, "乙"), STATUS_OK);
    assert_string_equal(column(f, id, "title"), "乙");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(test_each_side_is_told_apart),
        with_office(test_a_choice_settles_it),
        with_office(test_what_was_emptied),
        with_office(test_several_others),
        with_office(test_there_and_back),
        with_office(test_nobody_was_there),
        with_office(test_an_edit_that_is_no_longer_allowed),
        with_office(test_sealed_fields_for_who_may_see),
        with_office(test_sealed_meanwhile),
        with_office(test_detail_lines_are_one_field),
        with_office(test_roles_by_name),
        with_office(test_again_and_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

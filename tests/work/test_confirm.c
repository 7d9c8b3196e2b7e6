/* One's own password at the moment of deciding: asked where confirm.h says, bound to the version and content that were
 * shown, good for one save, and by no way passed by. */
#include "work/disclosure_fixture.h"

#include <sqlite3.h>

#include "work/confirm.h"

#define LEADERS "周建华自己的密码"

static void set_own(struct fixture *f, int64_t person, unsigned roles, const char *password) {
    struct problem problem = {0};
    use_as(f, person, roles);
    if (user_change_own_password(&f->office, NULL, password, &problem) != STATUS_OK)
        fail_msg("%s", sentence(&problem));
}

/* A disclosure that waits for 周建华, who has a password; he sits there. */
static int64_t waiting(struct fixture *f) {
    set_own(f, f->leader, ROLE_SUPERVISOR, LEADERS);
    int64_t id = review_disclosure(f);
    as_leader(f);
    return id;
}

static enum status confirm(struct fixture *f, const char *command, const int64_t *ids, size_t count,
                           const int64_t *vers, const char *password) {
    struct problem problem = {0};
    enum status status = confirm_begin(&f->office, command, ids, count, vers, &problem);
    if (status == STATUS_OK)
        status = confirm_by_password(&f->office, password, &problem);
    last = (struct problems){0};
    if (status != STATUS_OK)
        problems_add(&last, &problem);
    return status;
}

#define wants_password(f, command, ...)                                                            \
    do {                                                                                           \
        refused(f, STATUS_DENIED, "password", "要输入您本人的密码", command, __VA_ARGS__);         \
        assert_true(confirm_is_wanted(&last));                                                     \
    } while (0)

static void approving_wants_ones_own_password(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = waiting(f);
    wants_password(f, "approve", id);
    assert_string_equal(said(), "GK2026-00001 签发要输入您本人的密码确认");
    state_is(f, id, "in_approval");
    assert_int_equal(confirm(f, "approve", &id, 1, NULL, "李春梅猜的密码"), STATUS_DENIED);
    assert_string_equal(said(), "密码不对，请重新输入");
    wants_password(f, "approve", id);
    assert_int_equal(confirm(f, "approve", &id, 1, NULL, LEADERS), STATUS_OK);
    must_do(f, "approve", id);
    state_is(f, id, "to_publish");
}

/* What would be refused anyway is refused first: nobody types a password in vain. */
static void the_rules_speak_first(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = waiting(f);
    refused(f, STATUS_INVALID, "refused_basis", "", "refuse", id);
    assert_false(confirm_is_wanted(&last));
    as_clerk(f);
    refused(f, STATUS_DENIED, "signatory", "须由有权的人", "approve", id);
}

static void one_confirmation_serves_one_save(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = waiting(f);
    assert_int_equal(confirm(f, "approve", &id, 1, NULL, LEADERS), STATUS_OK);
    must_do(f, "approve", id);
    as_reviewer(f);
    must_do(f, "return", id, "reason", "再核实");
    as_clerk(f);
    must_do(f, "submit", id);
    as_reviewer(f);
    must_do(f, "review", id, "review_outcome", "public");
    as_leader(f);
    wants_password(f, "approve", id);
}

static void nor_another_command_nor_another_record_nor_another_person(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t first = waiting(f);
    int64_t second = 0;
    as_clerk(f);
    must_register(f, "disclosure", &second, "catalogue", "村级重大事项", "title", "三组𠮷路硬化",
                  "received_on", "2026-11-18", "element_process", "村民代表会议定的",
                  "element_discipline", "不得优亲厚友", "element_result", "硬化一公里");
    must_do(f, "submit", second);
    as_reviewer(f);
    must_do(f, "review", second, "review_outcome", "public");
    as_leader(f);
    assert_int_equal(confirm(f, "approve", &first, 1, NULL, LEADERS), STATUS_OK);
    wants_password(f, "approve", second);
    assert_int_equal(confirm(f, "approve", &first, 1, NULL, LEADERS), STATUS_OK);
    wants_password(f, "refuse", first, "refused_basis", "other", "refused_reason", "不属实");
    set_own(f, reviewer, ROLE_SUPERVISOR, "陈晓自己的一个密码");
    as_leader(f);
    assert_int_equal(confirm(f, "approve", &first, 1, NULL, LEADERS), STATUS_OK);
    use_as(f, f->admin, ROLE_SUPERVISOR);
    set_own(f, f->admin, ROLE_SUPERVISOR, "孙国强自己的密码");
    wants_password(f, "approve", first);
    /* Begun and not given is nothing. */
    as_leader(f);
    assert_int_equal(confirm_begin(&f->office, "approve", &first, 1, NULL, NULL), STATUS_OK);
    wants_password(f, "approve", first);
    state_is(f, first, "in_approval");
}

/* Somebody edits between what was shown and the password, or between the password and the save. */
static void what_was_confirmed_is_what_was_seen(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    prepare_disclosures(f);
    int64_t id = waiting(f);
    int64_t seen = strtoll(column(f, id, "ver"), NULL, 10) - 1;
    assert_int_equal(confirm_begin(&f->office, "approve", &id, 1, &seen, &problem),
                     STATUS_CONFLICT);
    assert_string_equal(sentence(&problem), "GK2026-00001 已被别人改过，请刷新后看清楚再办");
    assert_int_equal(confirm_by_password(&f->office, LEADERS, &problem), STATUS_DENIED);

    assert_int_equal(confirm(f, "approve", &id, 1, NULL, LEADERS), STATUS_OK);
    as_clerk(f);
    must_do(f, "edit", id, "element_result", "清淤４处");
    must_do(f, "submit", id);
    as_reviewer(f);
    must_do(f, "review", id, "review_outcome", "public");
    as_leader(f);
    refused(f, STATUS_CONFLICT, "", "已被别人改过", "approve", id);
    assert_false(confirm_is_wanted(&last));
    state_is(f, id, "in_approval");
    wants_password(f, "approve", id); /* asked anew */
}

/* The version alone is not enough: the content is compared too. */
static void the_same_version_with_another_content_is_another(void **state) {
    struct fixture *f = *state;
    sqlite3 *db = NULL;
    prepare_disclosures(f);
    int64_t id = waiting(f);
    assert_int_equal(confirm(f, "approve", &id, 1, NULL, LEADERS), STATUS_OK);
    assert_int_equal(sqlite3_open_v2(f->path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(db, "UPDATE disclosure SET element_result = '清淤９处'", NULL, NULL, NULL),
        SQLITE_OK);
    sqlite3_close(db);
    refused(f, STATUS_CONFLICT, "", "已被别人改过", "approve", id);
    state_is(f, id, "in_approval");
}

static void several_marked_want_one_password(void **state) {
    struct fixture *f = *state;
    struct problems problems = {0};
    int64_t ids[2];
    prepare_disclosures(f);
    ids[0] = waiting(f);
    as_clerk(f);
    must_register(f, "disclosure", &ids[1], "catalogue", "村级重大事项", "title", "三组𠮷路硬化",
                  "received_on", "2026-11-18", "element_process", "村民代表会议定的",
                  "element_discipline", "不得优亲厚友", "element_result", "硬化一公里");
    must_do(f, "submit", ids[1]);
    as_reviewer(f);
    must_do(f, "review", ids[1], "review_outcome", "public");
    as_leader(f);
    assert_int_equal(flow_do(&f->office, "approve", ids, 2, NULL, NULL, &problems), STATUS_DENIED);
    assert_true(confirm_is_wanted(&problems));
    assert_int_equal(confirm(f, "approve", ids, 2, NULL, LEADERS), STATUS_OK);
    problems = (struct problems){0};
    assert_int_equal(flow_do(&f->office, "approve", ids, 2, NULL, NULL, &problems), STATUS_OK);
    state_is(f, ids[0], "to_publish");
    state_is(f, ids[1], "to_publish");
}

/* What was signed on paper is the signatory's act, not the clerk's who enters it. Blanks are no signatory. */
static void paper_asks_nothing_and_is_no_way_round(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = waiting(f);
    wants_password(f, "approve", id, "signatory", " 　");
    set_own(f, f->clerk, ROLE_CLERK, "李春梅自己的密码");
    must_do(f, "approve", id, "signatory", "周大年", "signed_no", "签 7 号");
    state_is(f, id, "to_publish");
}

/* Who may decide enters another's signature only by his own password: else he would decide without it. */
static void paper_entered_by_a_decider_asks_for_his_password(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = waiting(f);
    wants_password(f, "approve", id, "signatory", "周大年", "signed_no", "签 7 号");
    assert_int_equal(confirm(f, "approve", &id, 1, NULL, LEADERS), STATUS_OK);
    must_do(f, "approve", id, "signatory", "周大年", "signed_no", "签 7 号");
    state_is(f, id, "to_publish");
}

static void nobody_signs_no_paper(void **state) {
    struct fixture *f = *state;
    static const char *const none[] = {"无",   "没有", "无人",  "不详", "－",    "--",
                                       "·",    "0",    "12",    "领导", "镇 长", "同上",
                                       "本人", "匿名", "Ｎ/Ａ", "none", "张"};
    static const char *const names[] = {"周大年", "买买提·艾力", "欧阳䶮", "𠮷布惹", "O'Brien"};
    prepare_disclosures(f);
    int64_t id = review_disclosure(f);
    as_clerk(f);
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        refused(f, STATUS_INVALID, "signatory", "不是姓名", "approve", id, "signatory", none[i],
                "signed_no", "签 7 号");
    refused(f, STATUS_INVALID, "signed_no", "签批单号要写", "approve", id, "signatory", "周大年",
            "signed_no", "无");
    refused(f, STATUS_INVALID, "signed_no", "签批单号要写", "approve", id, "signatory", "周大年",
            "signed_no", "－");
    state_is(f, id, "in_approval");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        as_clerk(f);
        must_do(f, "approve", id, "signatory", names[i], "signed_no", "签 7 号");
        as_reviewer(f);
        must_do(f, "return", id, "reason", "再核实");
        as_clerk(f);
        must_do(f, "submit", id);
        as_reviewer(f);
        must_do(f, "review", id, "review_outcome", "public");
    }
}

/* The clerk's own name is no other's, and a supervisor's own decision is no paper. */
static void ones_own_name_is_no_other(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = review_disclosure(f);
    as_leader(f);
    refused(f, STATUS_DENIED, "signatory", "是您本人", "approve", id, "signatory", "周　建华",
            "signed_no", "签 7 号");
    as_clerk(f);
    refused(f, STATUS_DENIED, "signatory", "拟稿人", "approve", id, "signatory", "李春梅",
            "signed_no", "签 7 号");
    state_is(f, id, "in_approval");
}

static void one_that_the_admin_knows_confirms_nothing(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = review_disclosure(f);
    use_as(f, f->admin, ROLE_ADMIN);
    assert_int_equal(user_set_password(&f->office, f->leader, "given by admin", true, NULL),
                     STATUS_OK);
    as_leader(f);
    refused(f, STATUS_DENIED, "password", "先改成只有自己知道的", "approve", id);
    assert_false(confirm_is_wanted(&last));
    assert_int_equal(confirm(f, "approve", &id, 1, NULL, "given by admin"), STATUS_DENIED);
    refused(f, STATUS_DENIED, "password", "先改成只有自己知道的", "approve", id);
}

static void without_a_password_it_says_how_to_set_one(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = review_disclosure(f);
    as_leader(f);
    snprintf(f->office.mode, sizeof f->office.mode, "office");
    refused(f, STATUS_DENIED, "password", "回工作台按 F4，再按 2 设一个", "approve", id);
    assert_false(confirm_is_wanted(&last));
    snprintf(f->office.mode, sizeof f->office.mode, "test");
    must_do(f, "approve", id); /* in a test only who has one is asked */
}

static void guessing_there_locks_as_at_the_login(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = waiting(f);
    for (int i = 0; i < 10; i++) {
        f->office.clock.fixed_utc += 31;
        assert_int_equal(confirm(f, "approve", &id, 1, NULL, "wrong"), STATUS_DENIED);
    }
    f->office.clock.fixed_utc += 31;
    assert_int_equal(confirm(f, "approve", &id, 1, NULL, LEADERS), STATUS_DENIED);
    assert_non_null(strstr(said(), "以后再试"));
    wants_password(f, "approve", id);
    f->office.clock.fixed_utc += 15 * 60;
    assert_int_equal(confirm(f, "approve", &id, 1, NULL, LEADERS), STATUS_OK);
    must_do(f, "approve", id);
}

/* 单人办公: the one person decides by his own password too. */
static void an_office_of_one_person_is_asked_too(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = submit_disclosure(f);
    use_as(f, f->admin, ROLE_ADMIN);
    must_do(f, "void", f->leader, "reason", "调走");
    f->office.one_person_office = true;
    set_own(f, f->clerk, ROLE_CLERK | ROLE_REVIEWER | ROLE_SUPERVISOR, "李春梅自己的密码");
    must_do(f, "review", id, "review_outcome", "public", "signatory", "陈晓", "signed_no", "1");
    wants_password(f, "approve", id);
    assert_int_equal(confirm(f, "approve", &id, 1, NULL, "李春梅自己的密码"), STATUS_OK);
    must_do(f, "approve", id);
}

/* Each line of the table is a command that exists for the kind, and a person's decision: roles, none of them 查询. */
static void the_table_names_what_exists(void **state) {
    int count = 0;
    (void)state;
    for (const struct confirm_row *row = confirm_table; row->kind != NULL; row++) {
        char commands[300];
        char *rest = commands;
        snprintf(commands, sizeof commands, "%s", row->commands);
        for (char *word = strtok_r(rest, " ", &rest); word != NULL;
             word = strtok_r(NULL, " ", &rest)) {
            bool exists = false;
            for (const struct transition *t = flow_transitions; t->kind != NULL; t++)
                exists = exists || (strcmp(t->kind, row->kind) == 0 &&
                                    strcmp(t->command, word) == 0 && t->roles != 0);
            if (!exists)
                fail_msg("%s %s", row->kind, word);
            assert_true(confirm_is_worthy(row->kind, word));
            count++;
        }
    }
    assert_true(count > 10);
    assert_false(confirm_is_worthy("disclosure", "review"));
    assert_false(confirm_is_worthy("feedback", "approve"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(approving_wants_ones_own_password),
        with_office(the_rules_speak_first),
        with_office(one_confirmation_serves_one_save),
        with_office(nor_another_command_nor_another_record_nor_another_person),
        with_office(what_was_confirmed_is_what_was_seen),
        with_office(the_same_version_with_another_content_is_another),
        with_office(several_marked_want_one_password),
        with_office(paper_asks_nothing_and_is_no_way_round),
        with_office(paper_entered_by_a_decider_asks_for_his_password),
        with_office(nobody_signs_no_paper),
        with_office(ones_own_name_is_no_other),
        with_office(one_that_the_admin_knows_confirms_nothing),
        with_office(without_a_password_it_says_how_to_set_one),
        with_office(guessing_there_locks_as_at_the_login),
        with_office(an_office_of_one_person_is_asked_too),
        cmocka_unit_test(the_table_names_what_exists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

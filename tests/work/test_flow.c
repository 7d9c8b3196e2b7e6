/* The flow table: every role × state × command, by walking it; conflicts, invisibility, plain kinds. */
#include "work/office_fixture.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "store/internal.h"
#include "work/flow_run.h"

static const unsigned roles[] = {0,          ROLE_CLERK,  ROLE_REVIEWER, ROLE_SUPERVISOR,
                                 ROLE_ADMIN, ROLE_ENQUIRY};
enum { ROLES = 6, RECORDS_MOST = 32 };

struct sample {
    const char *kind;
    int64_t id;
};

static size_t make_samples(struct fixture *f, struct sample *out) {
    static const char *const lives[] = {"",  "a",    "at", "atr", "atrpn", "atrpnc", "atrpwc",
                                        "v", "atrp", "aP", "C",   "V",     "atrH",   "N"};
    char title[40];
    size_t count = 0;
    for (size_t i = 0; i < sizeof lives / sizeof lives[0]; i++) {
        int64_t id = 0;
        snprintf(title, sizeof title, "第 %zu 件", i);
        must_register(f, "feedback", &id, "kind", "complain", "title", title, "received_on",
                      "2026-11-20");
        for (const char *at_life = lives[i]; *at_life; at_life++) {
            if (*at_life == 'a')
                must_do(f, "assign", id, "unit", "东门村");
            if (*at_life == 't')
                must_do(f, "take_up", id);
            if (*at_life == 'r')
                must_do(f, "reply", id, "reply", "好。");
            if (*at_life == 'p')
                must_do(f, "check_pass", id, "signatory", "周建华", "signed_no", "7");
            if (*at_life == 'P')
                must_do(f, "to_petition", id, "exit_to", "县信访局", "exit_no", "XF1",
                        "exit_reason", "补偿争议");
            if (*at_life == 'C')
                must_do(f, "to_county", id, "exit_to", "县环保局", "exit_reason", "属县管");
            if (*at_life == 'V')
                must_do(f, "to_village", id, "exit_to", "东门村", "exit_reason", "村内事务");
            if (*at_life == 'H')
                must_do(f, "hand_over", id, "exit_to", "镇纪委", "exit_no", "1", "exit_receipt",
                        "周建华");
            if (*at_life == 'N')
                must_do(f, "not_accept", id, "exit_reason", "已经诉讼");
            if (*at_life == 'n')
                must_do(f, "announce", id, "place", "公开栏");
            if (*at_life == 'w')
                must_do(f, "withhold", id, "reason", "住址");
            if (*at_life == 'c')
                must_do(f, "close", id);
            if (*at_life == 'v')
                must_do(f, "void", id, "reason", "错");
        }
        out[count++] = (struct sample){"feedback", id};
    }
    for (int slips = 0; slips < 3; slips++) {
        int64_t id = 0;
        must_register(f, "opening", &id, "box", "政府大院", "opener", "李春梅", "second_opener",
                      "罗桂芳", "slips", slips == 0 ? "0" : "2", "received_on", "2026-11-19");
        if (slips == 2)
            must_do(f, "void", id, "reason", "错");
        out[count++] = (struct sample){"opening", id};
    }
    for (int is_void = 0; is_void < 2; is_void++) {
        int64_t id = 0;
        must_register(f, "box", &id, "title", is_void ? "旧箱" : "新箱", "place", "村口", "keeper",
                      "李春梅");
        if (is_void)
            must_do(f, "void", id, "reason", "拆了");
        out[count++] = (struct sample){"box", id};
        must_register(f, "unit", &id, "title", is_void ? "旧站" : "新站");
        if (is_void)
            must_do(f, "void", id, "reason", "撤了");
        out[count++] = (struct sample){"unit", id};
        must_register(f, "person", &id, "title", is_void ? "旧人" : "新人");
        if (is_void)
            must_do(f, "void", id, "reason", "走了");
        out[count++] = (struct sample){"person", id};
    }
    return count;
}

/* Tries a command in a save that is thrown away; what it said is in `last`. */
static void attempt(struct fixture *f, const char *command, int64_t id) {
    struct save save;
    struct check check;
    struct fields none = FIELDS_INIT;
    last = (struct problems){0};
    assert_int_equal(save_begin(&f->office, &save, NULL), STATUS_OK);
    check_init(&check, &f->office);
    if (flow_step(&save, &check, command, id, 0, &none, &last) != STATUS_OK)
        assert_true(last.count > 0);
    check_release(&check);
    save_abandon(&save);
}

static void every_role_state_and_command(void **state) {
    struct fixture *f = *state;
    struct sample samples[RECORDS_MOST];
    size_t count = make_samples(f, samples);
    size_t allowed = 0;
    size_t refused_by_role = 0;
    size_t refused_by_state = 0;
    for (size_t i = 0; i < count; i++) {
        const char *now = column(f, samples[i].id, "state");
        for (const struct transition *t = flow_transitions; t->kind != NULL; t++) {
            const struct transition *found = flow_find(samples[i].kind, now, t->command);
            for (size_t r = 0; r < ROLES; r++) {
                use_as(f, f->clerk, roles[r]);
                attempt(f, t->command, samples[i].id);
                if (roles[r] == ROLE_ENQUIRY) { /* to whom there are no records */
                    assert_non_null(strstr(said(), "没有这条记录"));
                    continue;
                }
                bool by_state = strstr(said(), "现在的状态是") != NULL;
                bool by_role = strstr(said(), "您的角色不能") != NULL;
                if (by_state != (found == NULL))
                    fail_msg("%s %s %s: %s", samples[i].kind, now, t->command, said());
                bool may = found != NULL && (found->roles & roles[r]) != 0;
                if (by_role != (found != NULL && !may))
                    fail_msg("%s %s %s %u: %s", samples[i].kind, now, t->command, roles[r], said());
                assert_int_equal(flow_allows(&f->office, samples[i].kind, now, t->command), may);
                allowed += may;
                refused_by_role += by_role;
                refused_by_state += by_state;
            }
        }
        assert_string_equal(column(f, samples[i].id, "state"), now);
    }
    assert_true(allowed > 100);
    assert_true(refused_by_role > 100);
    assert_true(refused_by_state > 100);
}

/* What product.md says of the roles, whatever else the table holds. */
static void the_table_keeps_the_roles_apart(void **state) {
    bool seen_extend = false;
    bool seen_review = false;
    for (const struct transition *t = flow_transitions; t->kind != NULL; t++) {
        assert_int_equal(t->roles & ROLE_ENQUIRY, 0);
        bool is_check = strncmp(t->command, "check_", 6) == 0 ||
                        strcmp(t->command, "waive_personal") == 0 ||
                        (strcmp(t->kind, "disclosure") == 0 &&
                         (strcmp(t->command, "review") == 0 || strcmp(t->command, "return") == 0));
        seen_review = seen_review || is_check;
        if (strcmp(t->kind, "feedback") == 0 || strcmp(t->kind, "disclosure") == 0)
            assert_int_equal((t->roles & ROLE_REVIEWER) != 0, is_check);
        assert_true(t->roles != 0 || t->function == NULL); /* a row that only blocks */
        if (strcmp(t->kind, "feedback") == 0 || strcmp(t->kind, "opening") == 0)
            assert_int_equal(t->roles & ROLE_ADMIN, 0);
        if (strcmp(t->kind, "person") == 0)
            assert_int_equal(t->roles, ROLE_ADMIN);
        if (strcmp(t->kind, "finding") == 0 &&
            (strcmp(t->command, "edit") == 0 || strcmp(t->command, "void") == 0 ||
             strcmp(t->command, "restore") == 0))
            assert_int_equal(t->roles,
                             0); /* it ends by people's decisions, never by taking it away */
        if (strcmp(t->command, "refuse_extend") == 0 || strcmp(t->command, "restore_version") == 0)
            assert_int_equal(t->roles, ROLE_SUPERVISOR);
        if (strcmp(t->kind, "feedback") == 0 && strcmp(t->command, "extend") == 0) {
            assert_int_equal(t->roles, ROLE_SUPERVISOR);
            seen_extend = true;
        }
        assert_string_not_equal(flow_command_label(t->command), t->command);
        if (t->to[0] != '=')
            assert_string_not_equal(
                flow_state_label(strcmp(t->kind, "*") == 0 ? "box" : t->kind, t->to), t->to);
    }
    assert_true(seen_extend && seen_review);
}

static void a_command_not_in_the_table_does_not_exist(void **state) {
    struct fixture *f = *state;
    assert_null(flow_find("feedback", "registered", "fly"));
    assert_null(flow_find("feedback", "closed", "close"));
    assert_null(flow_find("feedback", "", "edit"));
    assert_null(flow_find("opening", "complete", "restore"));
    assert_non_null(flow_find("feedback", "in_hand", "edit"));
    assert_non_null(flow_find("gift", "open", "edit")); /* a plain register has the rows of "*" */
    assert_null(flow_find("gift", "void", "edit"));
    refused(f, STATUS_DENIED, "", "不能fly", "fly", f->box);
}

static void nobody_may_do_nothing(void **state) {
    struct fixture *f = *state;
    use_as(f, 0, 0);
    refused(f, STATUS_DENIED, "", "请先登录", "edit", f->box, "title", "x");
    register_refused(f, STATUS_DENIED, "", "请先登录", "unit", "title", "x");
    use_as(f, f->clerk, ROLE_REVIEWER);
    register_refused(f, STATUS_DENIED, "", "您的角色不能登记", "feedback", "title", "x");
}

static void of_several_each_is_the_version_that_was_seen(void **state) {
    struct fixture *f = *state;
    struct fields arguments = FIELDS_INIT;
    int64_t other = 0;
    must_register(f, "box", &other, "title", "䶮口反馈箱", "place", "村口", "keeper", "张𠮷旺");
    const int64_t ids[] = {f->box, other};
    int64_t vers[] = {atoll(column(f, f->box, "ver")), atoll(column(f, other, "ver"))};
    must_do(f, "edit", other, "place", "村委会");
    fields_set(&arguments, "note", "每周一看");
    last = (struct problems){0};
    assert_int_equal(flow_do(&f->office, "edit", ids, 2, vers, &arguments, &last), STATUS_CONFLICT);
    assert_int_equal(last.count, 1);
    assert_non_null(strstr(said(), column(f, other, "number")));
    assert_string_equal(column(f, f->box, "note"), ""); /* none of them */
    vers[1]++;
    last = (struct problems){0};
    assert_int_equal(flow_do(&f->office, "edit", ids, 2, vers, &arguments, &last), STATUS_OK);
    assert_string_equal(column(f, other, "note"), "每周一看");
    fields_release(&arguments);
}

static void each_kind_calls_its_step_by_its_word(void **state) {
    (void)state;
    assert_string_equal(flow_command_label("reopen"), "重新拟稿"); /* of a refused disclosure */
    assert_string_equal(flow_step_label("disclosure", "reopen"), "重新拟稿");
    assert_string_equal(flow_step_label("opening", "reopen"), "重新登记");
    assert_string_equal(flow_step_label("duty", "reopen"), "重新列入");
    assert_string_equal(flow_step_label("duty", "void"), "作废");
}

static void changed_by_another_is_a_conflict(void **state) {
    struct fixture *f = *state;
    struct fields arguments = FIELDS_INIT;
    int64_t ver = strtoll(column(f, f->box, "ver"), NULL, 10);
    fields_set(&arguments, "place", "镇政府西门");
    last = (struct problems){0};
    assert_int_equal(flow_do(&f->office, "edit", &f->box, 1, &ver, &arguments, &last), STATUS_OK);
    fields_set(&arguments, "place", "镇政府北门");
    assert_int_equal(flow_do(&f->office, "edit", &f->box, 1, &ver, &arguments, &last),
                     STATUS_CONFLICT);
    assert_non_null(strstr(said(), "已被别人改过"));
    assert_string_equal(column(f, f->box, "place"), "镇政府西门");
    fields_release(&arguments);
}

static void what_is_not_there_is_not_found(void **state) {
    struct fixture *f = *state;
    assert_int_equal(try_do(f, "edit", 999999, "title", "x", NULL), STATUS_NOT_FOUND);
}

static void checking_saves_nothing(void **state) {
    struct fixture *f = *state;
    struct fields values = FIELDS_INIT;
    fields_set(&values, "kind", "complain");
    fields_set(&values, "received_on", "2026-11-20");
    last = (struct problems){0};
    assert_int_equal(flow_check_new(&f->office, "feedback", &values, &last), STATUS_INVALID);
    assert_string_equal(last.items[0].field, "title");
    fields_set(&values, "title", "路灯不亮");
    last = (struct problems){0};
    assert_int_equal(flow_check_new(&f->office, "feedback", &values, &last), STATUS_OK);
    int64_t id = 0;
    must_register(f, "feedback", &id, "kind", "complain", "received_on", "2026-11-20", "title",
                  "路灯不亮");
    assert_string_equal(column(f, id, "number"), "FK2026-00001");
    fields_release(&values);
}

static void numbers_are_never_used_twice(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    register_refused(f, STATUS_INVALID, "title", "", "unit", "title", "东门村");
    must_register(f, "unit", &id, "title", "石桥村");
    assert_string_equal(column(f, id, "number"), "DW2026-00003");
    must_do(f, "void", id, "reason", "错");
    at(f, "2027-01-04T09:00");
    must_register(f, "unit", &id, "title", "石桥村");
    assert_string_equal(column(f, id, "number"), "DW2027-00001");
}

static void names_are_unique_while_open(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    register_refused(f, STATUS_INVALID, "title", "已经有叫“东门村”的了", "unit", "title", "东门村");
    refused(f, STATUS_INVALID, "title", "已经有叫", "edit", f->other_unit, "title", "东门村");
    must_do(f, "edit", f->unit, "title", "东门村", "phone", "0000-6610099");
    must_register(f, "unit", &id, "title", "南湾村");
    must_do(f, "void", id, "reason", "撤并");
    must_register(f, "unit", &id, "title", "南湾村");
    must_do(f, "void", id, "reason", "撤并");
    must_register(f, "unit", &id, "title", "南湾村");
    struct visible all = visible_to_rules();
    int64_t first = 0;
    assert_int_equal(store_find_number(f->office.store, &all, "DW2026-00003", &first, NULL),
                     STATUS_OK);
    refused(f, STATUS_INVALID, "title", "已经有叫“南湾村”的了", "restore", first);
}

static void a_unit_in_charge_is_not_voided(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    must_register(f, "feedback", &id, "kind", "complain", "title", "路灯不亮", "received_on",
                  "2026-11-20", "person", "张𠮷旺");
    refused(f, STATUS_DENIED, "", "“东门村”还有 1 件反馈没有办结", "void", f->unit, "reason",
            "撤并");
    refused(f, STATUS_DENIED, "", "“张𠮷旺”还有 1 件反馈没有办结", "void", f->village, "reason",
            "调走");
    must_do(f, "void", id, "reason", "错");
    must_do(f, "void", f->unit, "reason", "撤并");
    register_refused(f, STATUS_INVALID, "unit", "", "feedback", "kind", "complain", "title", "x",
                     "received_on", "2026-11-20", "unit", "东门村");
}

static void each_change_is_in_the_audit(void **state) {
    struct fixture *f = *state;
    int64_t before = 0;
    int64_t after = 0;
    struct versions versions = {0};
    struct visible all = visible_to_rules();
    assert_int_equal(store_verify_audit(f->office.store, &before, NULL), STATUS_OK);
    must_do(f, "edit", f->box, "place", "镇政府西门");
    assert_int_equal(store_verify_audit(f->office.store, &after, NULL), STATUS_OK);
    assert_int_equal(after, before + 1);
    assert_int_equal(store_versions(f->office.store, &all, f->box, &versions, NULL), STATUS_OK);
    assert_int_equal(versions.count, 1);
    assert_non_null(strstr(versions.items[0].data, "镇政府大门东侧"));
    versions_release(&versions);
}

/* Two programs on one file: the second save waits, then says it is busy, and nothing of it is stored. */
static void a_save_under_way_keeps_others_out(void **state) {
    struct fixture *f = *state;
    struct office second;
    struct save save;
    struct fields values = FIELDS_INIT;
    int64_t id = 0;
    assert_int_equal(office_open(&second, f->path, NULL), STATUS_OK);
    assert_int_equal(office_set_now(&second, FIXTURE_NOW, NULL), STATUS_OK);
    second.user = f->clerk;
    second.roles = ROLE_CLERK;
    fields_set(&values, "title", "石桥村");
    assert_int_equal(save_begin(&f->office, &save, NULL), STATUS_OK);
    last = (struct problems){0};
    second.store->busy_limit_ms = 10;
    assert_int_equal(flow_register(&second, "unit", &values, false, &id, &last), STATUS_BUSY);
    assert_int_equal(last.count, 1);
    save_abandon(&save);
    last = (struct problems){0};
    assert_int_equal(flow_register(&second, "unit", &values, false, &id, &last), STATUS_OK);
    fields_release(&values);
    office_close(&second);
}

static void limit_files_to(rlim_t bytes) {
    struct rlimit limit = {bytes, RLIM_INFINITY};
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

/* A disk that takes no more: said so, nothing stored, and the program goes on once there is room. */
static void a_full_disk_stores_nothing(void **state) {
    struct fixture *f = *state;
    struct stat before;
    int64_t id = 0;
    char body[3 * 4000 + 1] = "";
    for (int i = 0; i < 4000; i++)
        strcat(body + i * 3, "满");
    assert_int_equal(stat(f->path, &before), 0);
    limit_files_to((rlim_t)before.st_size);
    enum status status = STATUS_OK;
    char title[32];
    for (int i = 0; i < 40 && status == STATUS_OK; i++) {
        snprintf(title, sizeof title, "第 %d 件", i);
        status = try_register(f, "feedback", &id, "kind", "complain", "title", title, "received_on",
                              "2026-11-20", "body", body, NULL);
    }
    limit_files_to(RLIM_INFINITY);
    assert_true(status == STATUS_IO);
    assert_true(last.count == 1 && last.items[0].message != NULL);
    struct visible all = visible_to_rules();
    int64_t found = 0;
    assert_int_equal(store_find_title(f->office.store, &all, "feedback", title, &found, NULL),
                     STATUS_NOT_FOUND);
    must_register(f, "feedback", &id, "kind", "complain", "title", title, "received_on",
                  "2026-11-20", "body", body);
    int64_t rows = 0;
    assert_int_equal(store_verify_audit(f->office.store, &rows, NULL), STATUS_OK);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(every_role_state_and_command),
        with_office(the_table_keeps_the_roles_apart),
        with_office(a_command_not_in_the_table_does_not_exist),
        with_office(nobody_may_do_nothing),
        with_office(changed_by_another_is_a_conflict),
        with_office(of_several_each_is_the_version_that_was_seen),
        cmocka_unit_test(each_kind_calls_its_step_by_its_word),
        with_office(what_is_not_there_is_not_found),
        with_office(checking_saves_nothing),
        with_office(numbers_are_never_used_twice),
        with_office(names_are_unique_while_open),
        with_office(a_unit_in_charge_is_not_voided),
        with_office(each_change_is_in_the_audit),
        with_office(a_save_under_way_keeps_others_out),
        with_office(a_full_disk_stores_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

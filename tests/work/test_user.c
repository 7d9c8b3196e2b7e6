/* Who uses the program: passwords, failures that are counted on the disk, locks, roles and accounts. */
#include "work/office_fixture.h"

static void set_password(struct fixture *f, int64_t person, const char *password) {
    struct problem problem = {0};
    if (user_set_password(&f->office, person, password, false, &problem) != STATUS_OK)
        fail_msg("%s", sentence(&problem));
}

static void later(struct fixture *f, int seconds) {
    f->office.clock.fixed_utc += seconds;
}

static void the_right_password_enters(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    set_password(f, f->clerk, "青石镇𠮷祥如意平安");
    use_as(f, 0, 0);
    assert_int_equal(user_enter(&f->office, "lichunmei", "青石镇𠮷祥如意平安", &problem), STATUS_OK);
    assert_string_equal(f->office.user_name, "李春梅");
    assert_int_equal(f->office.roles, ROLE_CLERK);
    assert_true(f->office.user == f->clerk);
    assert_true(f->office.visible.me == f->clerk);
}

static void unknown_account_and_wrong_password_say_the_same(void **state) {
    struct fixture *f = *state;
    struct problem wrong = {0};
    struct problem unknown = {0};
    struct problem without = {0};
    set_password(f, f->clerk, "correct horse");
    use_as(f, 0, 0);
    assert_int_equal(user_enter(&f->office, "lichunmei", "wrong horse", &wrong), STATUS_DENIED);
    assert_int_equal(user_enter(&f->office, "nobody", "wrong horse", &unknown), STATUS_DENIED);
    assert_int_equal(user_enter(&f->office, "zhoujianhua", "x", &without), STATUS_DENIED);
    assert_string_equal(wrong.message, "账号或密码不对，请重新输入");
    assert_ptr_equal(wrong.message, unknown.message);
    assert_ptr_equal(wrong.message, without.message);
    assert_int_equal(user_enter(&f->office, "lichunmei", NULL, &wrong), STATUS_DENIED);
    assert_true(f->office.user == 0);
    assert_int_equal(f->office.roles, 0);
}

static int64_t failures(struct fixture *f) {
    struct fields account = FIELDS_INIT;
    assert_int_equal(store_account(f->office.store, "lichunmei", false, &account, NULL), STATUS_OK);
    int64_t count = fields_integer(&account, "failures", -1);
    fields_release(&account);
    return count;
}

static void failures_are_counted_in_the_file(void **state) {
    struct fixture *f = *state;
    struct office second;
    set_password(f, f->clerk, "correct horse");
    assert_int_equal(user_enter(&f->office, "lichunmei", "wrong", NULL), STATUS_DENIED);
    assert_int_equal(failures(f), 1);
    /* Another program on the same file goes on counting. */
    assert_int_equal(office_open(&second, f->path, NULL), STATUS_OK);
    assert_int_equal(office_set_now(&second, FIXTURE_NOW, NULL), STATUS_OK);
    assert_int_equal(user_enter(&second, "lichunmei", "wrong", NULL), STATUS_DENIED);
    office_close(&second);
    assert_int_equal(failures(f), 2);
    assert_int_equal(user_enter(&f->office, "lichunmei", "correct horse", NULL), STATUS_OK);
    assert_int_equal(failures(f), 0);
}

static void failing_on_and_on_has_to_wait_and_locks(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    set_password(f, f->clerk, "correct horse");
    for (int i = 0; i < 3; i++)
        assert_int_equal(user_enter(&f->office, "lichunmei", "wrong", &problem), STATUS_DENIED);
    /* The third failure: a second of waiting, in which even the right one is not looked at. */
    assert_int_equal(user_enter(&f->office, "lichunmei", "correct horse", &problem), STATUS_DENIED);
    assert_non_null(strstr(sentence(&problem), "密码连续输错，请等 1 秒再试"));
    assert_int_equal(failures(f), 3);
    for (int i = 3; i < 10; i++) {
        later(f, 31);
        assert_int_equal(user_enter(&f->office, "lichunmei", "wrong", &problem), STATUS_DENIED);
    }
    assert_int_equal(failures(f), 10);
    later(f, 14 * 60);
    assert_int_equal(user_enter(&f->office, "lichunmei", "correct horse", &problem), STATUS_DENIED);
    assert_non_null(strstr(sentence(&problem), "以后再试"));
    later(f, 2 * 60);
    assert_int_equal(user_enter(&f->office, "lichunmei", "correct horse", &problem), STATUS_OK);
    assert_int_equal(failures(f), 0);
}

static void a_password_has_its_length_in_characters(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    char text[3 * 129 + 1] = "";
    assert_int_equal(user_set_password(&f->office, f->clerk, "七个字的口令啊", false, &problem),
                     STATUS_INVALID);
    assert_string_equal(sentence(&problem), "密码要 8 到 128 个字符");
    for (int i = 0; i < 129; i++)
        strcat(text, "长");
    assert_int_equal(user_set_password(&f->office, f->clerk, text, false, &problem),
                     STATUS_INVALID);
    text[3 * 128] = '\0';
    assert_int_equal(user_set_password(&f->office, f->clerk, text, false, &problem), STATUS_OK);
    assert_int_equal(user_enter(&f->office, "lichunmei", text, &problem), STATUS_OK);
}

static void only_admin_or_oneself_sets_it(void **state) {
    struct fixture *f = *state;
    use_as(f, f->clerk, ROLE_CLERK);
    assert_int_equal(user_set_password(&f->office, f->leader, "correct horse", false, NULL),
                     STATUS_DENIED);
    assert_int_equal(user_set_password(&f->office, f->clerk, "correct horse", false, NULL),
                     STATUS_OK);
    assert_false(user_must_change_password(&f->office));
    use_as(f, f->admin, ROLE_ADMIN);
    assert_int_equal(user_set_password(&f->office, f->clerk, "start here!", true, NULL),
                     STATUS_OK);
    assert_int_equal(user_enter(&f->office, "lichunmei", "start here!", NULL), STATUS_OK);
    assert_true(user_must_change_password(&f->office));
    assert_int_equal(user_set_password(&f->office, f->clerk, "my own one", false, NULL), STATUS_OK);
    assert_false(user_must_change_password(&f->office));
    use_as(f, 0, 0);
    assert_int_equal(user_set_password(&f->office, f->clerk, "correct horse", false, NULL),
                     STATUS_DENIED);
}

static void the_operating_system_s_account_enters(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    use_as(f, 0, 0);
    assert_int_equal(user_enter_by_os_account(&f->office, &problem), STATUS_OK);
    assert_true(f->office.user == f->admin);
    use_as(f, 0, 0);
    snprintf(f->office.os_account, sizeof f->office.os_account, "stranger");
    assert_int_equal(user_enter_by_os_account(&f->office, &problem), STATUS_NOT_FOUND);
    assert_string_equal(sentence(&problem),
                        "操作系统账号 stranger 不属于任何用户，请用账号和密码登录");
    assert_true(f->office.user == 0);
}

static void a_voided_person_is_out(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    set_password(f, f->clerk, "correct horse");
    must_do(f, "void", f->clerk, "reason", "调走");
    assert_int_equal(user_enter(&f->office, "lichunmei", "correct horse", NULL), STATUS_DENIED);
    must_register(f, "person", &id, "title", "李春梅", "account", "lichunmei", "roles", "经办人，查询");
    assert_string_equal(column(f, id, "roles"), "clerk enquiry");
    refused(f, STATUS_DENIED, "", "不能作废自己", "void", f->admin, "reason", "x");
    refused(f, STATUS_DENIED, "roles", "不能去掉自己的系统管理员角色", "edit", f->admin, "roles",
            "clerk");
}

static void accounts_are_nobody_else_s(void **state) {
    struct fixture *f = *state;
    register_refused(f, STATUS_INVALID, "account", "“lichunmei”已是李春梅的", "person", "title",
                     "另一人", "account", "lichunmei");
    register_refused(f, STATUS_INVALID, "account", "只能用英文字母", "person", "title", "另一人",
                     "account", "李 春梅");
    register_refused(f, STATUS_INVALID, "roles", "没有“boss”这个角色", "person", "title", "另一人",
                     "roles", "clerk boss");
    must_do(f, "edit", f->clerk, "roles", "审核人 clerk clerk");
    assert_string_equal(column(f, f->clerk, "roles"), "reviewer clerk");
    must_do(f, "edit", f->clerk, "roles", "");
    assert_string_equal(column(f, f->clerk, "roles"), "");
    use_as(f, f->clerk, ROLE_CLERK | ROLE_SUPERVISOR);
    refused(f, STATUS_DENIED, "", "您的角色不能改", "edit", f->clerk, "roles", "admin");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(the_right_password_enters),
        with_office(unknown_account_and_wrong_password_say_the_same),
        with_office(failures_are_counted_in_the_file),
        with_office(failing_on_and_on_has_to_wait_and_locks),
        with_office(a_password_has_its_length_in_characters),
        with_office(only_admin_or_oneself_sets_it),
        with_office(the_operating_system_s_account_enters),
        with_office(a_voided_person_is_out),
        with_office(accounts_are_nobody_else_s),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

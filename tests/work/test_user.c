/* Who uses the program: passwords, failures that are counted on the disk, locks, roles and accounts. */
#include "work/office_fixture.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <time.h>

#include "base/embedded.h"
#include "store/credential.h"
#include "work/save.h"
#include "work/user_cost.h"
#include "work/user_password.h"

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
    assert_int_equal(user_enter(&f->office, "lichunmei", "青石镇𠮷祥如意平安", &problem),
                     STATUS_OK);
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
        strcat(text, i % 7 == 0 ? "短" : "长");
    assert_int_equal(user_set_password(&f->office, f->clerk, text, false, &problem),
                     STATUS_INVALID);
    text[3 * 128] = '\0';
    assert_int_equal(user_set_password(&f->office, f->clerk, text, false, &problem), STATUS_OK);
    assert_int_equal(user_enter(&f->office, "lichunmei", text, &problem), STATUS_OK);
}

/* Somebody at the administrator's open terminal gives nobody a password. */
static void the_admin_gives_one_by_his_own(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    use_as(f, f->admin, ROLE_ADMIN);
    assert_false(user_is_asked_own(&f->office)); /* a test, and he has none */
    assert_int_equal(user_give_password(&f->office, f->clerk, NULL, "start here!", NULL),
                     STATUS_OK);
    assert_int_equal(user_change_own_password(&f->office, NULL, "石桥边的三棵樟树", NULL),
                     STATUS_OK);
    assert_true(user_is_asked_own(&f->office));
    assert_int_equal(user_give_password(&f->office, f->clerk, NULL, "start again", &problem),
                     STATUS_DENIED);
    assert_string_equal(problem.field, "password");
    assert_int_equal(user_give_password(&f->office, f->clerk, "猜的密码一个", "start again", NULL),
                     STATUS_DENIED);
    assert_int_equal(
        user_give_password(&f->office, f->clerk, "石桥边的三棵樟树", "start again", NULL),
        STATUS_OK);
    assert_int_equal(user_enter(&f->office, "lichunmei", "start again", NULL), STATUS_OK);
    assert_true(user_must_change_password(&f->office));
    assert_int_equal(user_give_password(&f->office, f->leader, "start again", "start there", NULL),
                     STATUS_DENIED);
}

/* In an office an administrator without a password has to set his own first. */
static void an_admin_without_one_gives_none(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    use_as(f, f->admin, ROLE_ADMIN);
    snprintf(f->office.mode, sizeof f->office.mode, "office");
    assert_true(user_is_asked_own(&f->office));
    assert_int_equal(user_give_password(&f->office, f->clerk, "", "start here!", &problem),
                     STATUS_DENIED);
    assert_non_null(strstr(sentence(&problem), "您还没有密码"));
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
    assert_int_equal(user_set_password(&f->office, f->clerk, "start here!", true, NULL), STATUS_OK);
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
    must_register(f, "person", &id, "title", "李春梅", "account", "lichunmei", "roles",
                  "经办人，查询");
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

/* ---- the audit ------------------------------------------------------------------------------------ */

static int64_t count_rows(struct fixture *f, const char *command) {
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_open_v2(f->path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "SELECT count(*) FROM audit WHERE command = ?", -1,
                                        &statement, NULL),
                     SQLITE_OK);
    sqlite3_bind_text(statement, 1, command, -1, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t count = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return count;
}

static void the_audit_tells_of_logins_but_not_of_every_wrong_key(void **state) {
    struct fixture *f = *state;
    set_password(f, f->clerk, "correct horse");
    assert_int_equal(count_rows(f, "password"), 1);
    use_as(f, 0, 0);
    for (int i = 0; i < 2; i++)
        assert_int_equal(user_enter(&f->office, "lichunmei", "wrong", NULL), STATUS_DENIED);
    assert_int_equal(count_rows(f, "login_failed"), 0); /* a slip of the finger */
    for (int i = 2; i < 10; i++) {
        later(f, 31);
        assert_int_equal(user_enter(&f->office, "lichunmei", "wrong", NULL), STATUS_DENIED);
        later(f, 1);
    }
    assert_int_equal(count_rows(f, "login_failed"), 1);
    assert_int_equal(count_rows(f, "lockout"), 1);
    /* While it is locked nothing is counted, however often somebody tries. */
    for (int i = 0; i < 50; i++)
        assert_int_equal(user_enter(&f->office, "lichunmei", "wrong", NULL), STATUS_DENIED);
    assert_int_equal(failures(f), 10);
    assert_int_equal(count_rows(f, "lockout"), 1);
    later(f, 15 * 60);
    assert_int_equal(user_enter(&f->office, "lichunmei", "correct horse", NULL), STATUS_OK);
    assert_int_equal(count_rows(f, "login"), 1);
    user_end_session(&f->office);
    assert_int_equal(count_rows(f, "logout"), 1);
}

/* A stranger's guesses at names nobody has: a row for the first, then ever fewer; and they wait. */
static void unknown_accounts_are_counted_at_the_terminal(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    use_as(f, 0, 0);
    for (int i = 0; i < 3; i++)
        assert_int_equal(user_enter(&f->office, "nobody", "wrong", NULL), STATUS_DENIED);
    assert_int_equal(user_enter(&f->office, "somebody", "wrong", &problem), STATUS_DENIED);
    assert_string_equal(sentence(&problem), "密码连续输错，请等 1 秒再试");
    for (int i = 3; i < 100; i++) {
        later(f, 31);
        assert_int_equal(user_enter(&f->office, "nobody", "wrong", NULL), STATUS_DENIED);
    }
    assert_int_equal(count_rows(f, "login_failed"), 3); /* the third, the tenth, the hundredth */
}

static void put_clock(struct fixture *f, int64_t seconds) {
    f->office.clock.fixed_utc += seconds;
}

/* The clock was wrong when it was locked, and was put right: that is no lock for a year. */
static void no_lock_outlasts_a_clock_put_back(void **state) {
    struct fixture *f = *state;
    set_password(f, f->clerk, "correct horse");
    use_as(f, 0, 0);
    put_clock(f, 400 * 86400);
    for (int i = 0; i < 10; i++) {
        later(f, 31);
        assert_int_equal(user_enter(&f->office, "lichunmei", "wrong", NULL), STATUS_DENIED);
    }
    assert_int_equal(failures(f), 10);
    put_clock(f, -400 * 86400);
    assert_int_equal(user_enter(&f->office, "lichunmei", "correct horse", NULL), STATUS_OK);
}

/* The administrator's account is locked by a colleague's guesses: the machine's own account still opens, and another
 * administrator's new password ends the lock at once. */
static void a_locked_admin_has_ways_in(void **state) {
    struct fixture *f = *state;
    set_password(f, f->admin, "correct horse");
    use_as(f, 0, 0);
    for (int i = 0; i < 12; i++) {
        later(f, 31);
        assert_int_equal(user_enter(&f->office, "admin", "wrong", NULL), STATUS_DENIED);
    }
    assert_int_equal(user_enter(&f->office, "admin", "correct horse", NULL), STATUS_DENIED);
    assert_int_equal(user_enter_by_os_account(&f->office, NULL), STATUS_OK);
    use_as(f, f->leader, ROLE_ADMIN);
    assert_int_equal(user_set_password(&f->office, f->admin, "another horse", true, NULL),
                     STATUS_OK);
    later(f, 31); /* what this terminal has to wait */
    assert_int_equal(user_enter(&f->office, "admin", "another horse", NULL), STATUS_OK);
}

/* Killed between the count and the check of the hash: the count stays. The hash is so costly that the child is in it
 * when it is killed; were it told right before, the count would be taken back and the test red. */
static void a_killed_check_stays_counted(void **state) {
    enum { PASSES = 60, KIB = 64 * 1024 };
    struct fixture *f = *state;
    char hash[COST_HASH_BYTES];
    struct save save;
    const struct cost cost = {1, KIB};
    set_password(f, f->clerk, "correct horse");
    assert_int_equal(cost_hash(&cost, "correct horse", hash, NULL), STATUS_OK);
    char *passes = strstr(hash, "t=1,");
    assert_non_null(passes);
    char slow[COST_HASH_BYTES + 8];
    snprintf(slow, sizeof slow, "%.*st=%d,%s", (int)(passes - hash), hash, PASSES, passes + 4);
    assert_int_equal(save_begin(&f->office, &save, NULL), STATUS_OK);
    assert_int_equal(store_set_hash(f->office.store, f->clerk, slow, NULL), STATUS_OK);
    assert_int_equal(save_commit(&save, NULL), STATUS_OK);
    pid_t child = fork();
    if (child == 0) {
        struct office mine;
        if (office_open(&mine, f->path, NULL) == STATUS_OK &&
            user_enter(&mine, "lichunmei", "correct horse", NULL) == STATUS_OK)
            _exit(1);
        _exit(0);
    }
    while (failures(f) == 0 && waitpid(child, NULL, WNOHANG) == 0)
        continue;
    kill(child, SIGKILL);
    int how = 0;
    waitpid(child, &how, 0);
    assert_true(WIFSIGNALED(how));
    assert_int_equal(failures(f), 1);
    assert_int_equal(count_rows(f, "login"), 0);
}

/* ---- the cost ------------------------------------------------------------------------------------- */

/* A machine that takes so long for a pass over a MiB. */
static int64_t takes(void *context, const struct cost *cost) {
    const int64_t *microseconds = context;
    return *microseconds * cost->ops * (cost->kib / 1024) / 1000;
}

static void the_cost_suits_the_machine(void **state) {
    static const int64_t machines[] = {200, 500, 1000, 1700, 3000, 6000, 9000, 12000, 40000};
    (void)state;
    for (size_t i = 0; i < sizeof machines / sizeof machines[0]; i++) {
        int64_t speed = machines[i];
        struct cost cost = cost_calibrate(COST_MOST_KIB, takes, &speed);
        int64_t ms = takes(&speed, &cost);
        bool is_least = cost.ops == COST_LEAST_OPS && cost.kib == COST_LEAST_KIB;
        assert_true(cost.ops >= COST_LEAST_OPS && cost.kib >= COST_LEAST_KIB);
        assert_true(cost.kib <= COST_MOST_KIB);
        assert_true(ms >= COST_LEAST_MS);
        assert_true(ms <= COST_MOST_MS || is_least);
        if (cost.ops > COST_LEAST_OPS)
            assert_int_equal(cost.kib, COST_MOST_KIB); /* memory first */
    }
    int64_t fast = 500;
    assert_int_equal(cost_calibrate(128 * 1024, takes, &fast).kib, 128 * 1024);
}

/* This very machine, which takes seconds: FULL=1. Printed, since it is the machine's own. */
static void this_machine_is_measured(void **state) {
    (void)state;
    struct cost cost = cost_measure();
    char hash[COST_HASH_BYTES];
    clock_t begun = clock();
    assert_int_equal(cost_hash(&cost, "how long does it take", hash, NULL), STATUS_OK);
    print_message("# argon2id: %d KiB, %d passes, now %ld ms of the processor's time\n", cost.kib,
                  cost.ops, (long)(clock() - begun) * 1000 / CLOCKS_PER_SEC);
    assert_true(cost.ops >= COST_LEAST_OPS && cost.kib >= COST_LEAST_KIB &&
                cost.kib <= COST_MOST_KIB);
}

static const char *stored_hash(struct fixture *f) {
    static char hash[COST_HASH_BYTES];
    struct fields account = FIELDS_INIT;
    assert_int_equal(store_credential(f->office.store, f->clerk, &account, NULL), STATUS_OK);
    snprintf(hash, sizeof hash, "%s", fields_text(&account, "hash"));
    fields_release(&account);
    return hash;
}

static void a_weaker_hash_is_made_anew(void **state) {
    struct fixture *f = *state;
    char hash[COST_HASH_BYTES];
    struct save save;
    const struct cost weak = {1, 8 * 1024}, least = {COST_LEAST_OPS, COST_LEAST_KIB};
    set_password(f, f->clerk, "correct horse");
    assert_false(cost_is_weaker(stored_hash(f), &least)); /* a test's own cost */
    assert_int_equal(cost_hash(&weak, "correct horse", hash, NULL), STATUS_OK);
    assert_true(cost_is_weaker(hash, &least));
    assert_int_equal(save_begin(&f->office, &save, NULL), STATUS_OK);
    assert_int_equal(store_set_hash(f->office.store, f->clerk, hash, NULL), STATUS_OK);
    assert_int_equal(save_commit(&save, NULL), STATUS_OK);
    use_as(f, 0, 0);
    assert_int_equal(user_enter(&f->office, "lichunmei", "wrong", NULL), STATUS_DENIED);
    assert_string_equal(stored_hash(f), hash);
    assert_int_equal(user_enter(&f->office, "lichunmei", "correct horse", NULL), STATUS_OK);
    assert_string_not_equal(stored_hash(f), hash);
    assert_false(cost_is_weaker(stored_hash(f), &least));
    assert_int_equal(user_enter(&f->office, "lichunmei", "correct horse", NULL), STATUS_OK);
}

/* ---- which are refused ---------------------------------------------------------------------------- */

static void what_everybody_tries_first_is_refused(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    static const char *const common[] = {
        "12345678",    "87654321",   "password",         "PASSWORD1", "ｐａｓｓｗｏｒｄ",
        "woaini1314",  "5201314520", "88888888",         "abcabcabc", "1qaz2wsx",
        "a123456789",  "zwgk2026",   "admin888",         "Passw0rd",  "wang123456",
        "23456789",    "hgfedcba",   "啊啊啊啊啊啊啊啊", "iloveyou",  "123456789abc",
        "qwerty12345", "xxgk1234",   "为人民服务88",
    };
    for (size_t i = 0; i < sizeof common / sizeof common[0]; i++) {
        if (user_set_password(&f->office, f->clerk, common[i], false, &problem) != STATUS_INVALID)
            fail_msg("%s", common[i]);
    }
    static const char *const own[] = {
        "lichunmei",      "LiChunMei2026",        "2026lichunmei!", "lcm19800101",  "李春梅12345",
        "政务公开123456", "青石镇政务公开办公室", "qingshizhen1",   "１２lichunmei"};
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
        if (user_set_password(&f->office, f->clerk, own[i], false, &problem) != STATUS_INVALID)
            fail_msg("%s", own[i]);
    assert_string_equal(problem.field, "password");
    static const char *const good[] = {"correct horse", "石桥边的三棵樟树", "lichunmei loves tea",
                                       "䶮塘清淤３处记得", "Tea-at-4-oclock"};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        set_password(f, f->clerk, good[i]);
}

/* Every line of the list is found by the search in it. */
static void the_list_is_in_order(void **state) {
    (void)state;
    const struct embedded_file *file = embedded_find("data/passwords.txt");
    int count = 0;
    assert_non_null(file);
    for (const char *line = file->text; *line != '\0'; line += strcspn(line, "\n") + 1) {
        char word[64];
        size_t length = strcspn(line, "\n");
        if (line[0] == '#')
            continue;
        snprintf(word, sizeof word, "%.*s%s", (int)(length - (line[length - 1] == '*')), line,
                 line[length - 1] == '*' ? "2026" : "");
        if (!password_is_common(word))
            fail_msg("%s", word);
        count++;
    }
    assert_true(count > 2500);
    assert_false(password_is_common("correct horse"));
    assert_false(password_is_common("#"));
}

/* ---- one's own ------------------------------------------------------------------------------------ */

static void changing_ones_own_wants_the_old_one(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    use_as(f, f->clerk, ROLE_CLERK);
    assert_false(user_has_password(&f->office));
    assert_int_equal(user_check_own_password(&f->office, "correct horse", &problem), STATUS_DENIED);
    assert_string_equal(problem.field, "password");
    assert_int_equal(user_change_own_password(&f->office, NULL, "correct horse", &problem),
                     STATUS_OK);
    assert_true(user_has_own_password(&f->office));
    assert_int_equal(user_set_password(&f->office, f->clerk, "my own one", false, &problem),
                     STATUS_DENIED);
    assert_string_equal(problem.field, "password");
    assert_int_equal(user_change_own_password(&f->office, "wrong", "my own one", &problem),
                     STATUS_DENIED);
    assert_string_equal(sentence(&problem), "密码不对，请重新输入");
    assert_int_equal(failures(f), 1);
    assert_int_equal(
        user_change_own_password(&f->office, "correct horse", "correct horse", &problem),
        STATUS_INVALID);
    assert_string_equal(sentence(&problem), "新密码和现在的一样，请换一个");
    assert_int_equal(user_change_own_password(&f->office, "correct horse", "my own one", &problem),
                     STATUS_OK);
    assert_int_equal(user_check_own_password(&f->office, "my own one", &problem), STATUS_OK);
    assert_int_equal(failures(f), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(the_right_password_enters),
        with_office(unknown_account_and_wrong_password_say_the_same),
        with_office(failures_are_counted_in_the_file),
        with_office(failing_on_and_on_has_to_wait_and_locks),
        with_office(a_password_has_its_length_in_characters),
        with_office(only_admin_or_oneself_sets_it),
        with_office(the_admin_gives_one_by_his_own),
        with_office(an_admin_without_one_gives_none),
        with_office(the_operating_system_s_account_enters),
        with_office(the_audit_tells_of_logins_but_not_of_every_wrong_key),
        with_office(unknown_accounts_are_counted_at_the_terminal),
        with_office(no_lock_outlasts_a_clock_put_back),
        with_office(a_locked_admin_has_ways_in),
        with_office(a_killed_check_stays_counted),
        cmocka_unit_test(the_cost_suits_the_machine),
        with_office(a_weaker_hash_is_made_anew),
        with_office(what_everybody_tries_first_is_refused),
        cmocka_unit_test(the_list_is_in_order),
        with_office(changing_ones_own_wants_the_old_one),
        with_office(a_voided_person_is_out),
        with_office(accounts_are_nobody_else_s),
    };
    const struct CMUnitTest measured[] = {cmocka_unit_test(this_machine_is_measured)};
    if (getenv("FULL") != NULL)
        return cmocka_run_group_tests(measured, NULL, NULL);
    return cmocka_run_group_tests(tests, NULL, NULL);
}

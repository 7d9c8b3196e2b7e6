/* One decision for many, and one reply by a template: names filled in, nobody's without a broken salutation, all of them
 * or none. */
#include "work/opinion_fixture.h"

#include <sys/wait.h>

#include "store/internal.h"

static const char *filled(const char *text, const char *author, const char *passage) {
    static char out[1100];
    struct buffer reply = BUFFER_INIT;
    struct problem problem = {0};
    const struct opinion_places places = {author, passage, "YJ2026-00007", "集市搬迁方案",
                                          "2026-11-05"};
    if (opinion_fill_template(text, &places, &reply, &problem) == STATUS_OK)
        snprintf(out, sizeof out, "%s", buffer_text(&reply));
    else
        snprintf(out, sizeof out, "!%s", sentence(&problem));
    buffer_release(&reply);
    return out;
}

static void places_are_filled_in(void **state) {
    (void)state;
    assert_string_equal(
        filled("{姓名}：您对{条款}的意见（{编号}，{征集}）已于{日期}处理。", "𠮷䶮", "第三条"),
        "𠮷䶮：您对第三条的意见（YJ2026-00007，集市搬迁方案）已于2026年11月5日处理。");
    assert_string_equal(filled("｛姓名｝先生：谢谢", "张𠮷旺", ""), "张𠮷旺先生：谢谢");
    assert_string_equal(filled("您对{条款}的意见", "", ""), "您对草案的意见");
    assert_string_equal(filled("您对草案{条款}的意见", "", ""), "您对草案的意见");
    assert_string_equal(filled("您对草案{条款}的意见", "", "第三条"), "您对草案第三条的意见");
    assert_string_equal(filled("", "张三", ""), "");
    assert_string_equal(filled("没有一处", "张三", ""), "没有一处");
}

static void nobody_is_greeted_whole(void **state) {
    (void)state;
    static const struct {
        const char *text, *wanted;
    } cases[] = {
        {"{姓名}：感谢参与。", "您好：感谢参与。"},
        {"{姓名}，感谢参与。", "您好，感谢参与。"},
        {"{姓名}: 感谢参与。", "您好: 感谢参与。"},
        {"{姓名}先生：感谢参与。", "您好：感谢参与。"},
        {"{姓名}女士：感谢参与。", "您好：感谢参与。"},
        {"{姓名}先生/女士：感谢参与。", "您好：感谢参与。"},
        {"尊敬的{姓名}先生（女士）：感谢参与。", "您好：感谢参与。"},
        {"{姓名}：您好！感谢参与。", "您好！感谢参与。"},
        {"{姓名}同志：\n　　您好！感谢参与。", "您好！感谢参与。"},
        {"{姓名}您好：感谢参与。", "您好：感谢参与。"},
        {"{姓名}女士，你好：感谢参与。", "你好：感谢参与。"},
        {"感谢{姓名}的意见。", "感谢您的意见。"},
        {"感谢{姓名}先生的意见。", "感谢您的意见。"},
        {"感谢您{姓名}。", "感谢您。"},
        {"已转告{姓名}，请放心。", "已转告您，请放心。"},
        {"第一段。\n{姓名}：第二段。", "第一段。\n您好：第二段。"},
        {"{姓名}", "您"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(filled(cases[i].text, "", ""), cases[i].wanted);
}

static void an_unknown_place_is_named(void **state) {
    (void)state;
    assert_non_null(strstr(filled("{姓名}：{单位}的回复", "张三", ""),
                           "没有“{单位}”这一处，可以用：{姓名} {条款} {编号} {征集} {日期}"));
    assert_non_null(strstr(filled("{}", "张三", ""), "没有“{}”这一处"));
    assert_non_null(strstr(filled("{姓名", "张三", ""), "没有“{姓名}”这一处"));
    assert_non_null(
        strstr(filled("{一二三四五六七八九十一二三四五六七八九十䶮}", "", ""), "没有“"));
}

/* ---- many at once -------------------------------------------------------------------------------- */

enum { MANY = 3 };

static enum status decide_all(struct fixture *f, const char *command, const int64_t *ids,
                              size_t count, const char *reason, const char *reply) {
    struct fields arguments = FIELDS_INIT;
    fields_set(&arguments, "reason", reason);
    fields_set(&arguments, "reply", reply);
    last = (struct problems){0};
    enum status status = flow_do(&f->office, command, ids, count, 0, &arguments, &last);
    fields_release(&arguments);
    return status;
}

static void each_gets_its_own_reply(void **state) {
    struct fixture *f = *state;
    int64_t zj = make_collection(f, "集市搬迁方案");
    const int64_t ids[MANY] = {make_named(f, zj, "太远", "张𠮷旺", "第三条"),
                               make_named(f, zj, "太远了", "李䶮", ""),
                               make_opinion(f, zj, "真的太远")};
    assert_int_equal(
        decide_all(f, "decline", ids, MANY, "已定", "{姓名}：您对{条款}的意见（{编号}）已处理。"),
        STATUS_OK);
    assert_string_equal(column(f, ids[0], "reply"),
                        "张𠮷旺：您对第三条的意见（YJ2026-00001）已处理。");
    assert_string_equal(column(f, ids[1], "reply"), "李䶮：您对草案的意见（YJ2026-00002）已处理。");
    assert_string_equal(column(f, ids[2], "reply"), "您好：您对草案的意见（YJ2026-00003）已处理。");
    for (size_t i = 0; i < MANY; i++) {
        assert_string_equal(column(f, ids[i], "state"), "decided");
        assert_string_equal(column(f, ids[i], "reason"), "已定");
        assert_string_equal(steps_of(f, ids[i]), "register decline");
    }
}

static void none_of_them_when_one_may_not(void **state) {
    struct fixture *f = *state;
    int64_t zj = make_collection(f, "集市搬迁方案");
    const int64_t ids[MANY] = {make_named(f, zj, "太远", "张三", ""), make_opinion(f, zj, "太远了"),
                               make_named(f, zj, "真的太远", "孙国强", "")};
    assert_int_equal(decide_all(f, "decline", ids, MANY, "已定", "谢谢"), STATUS_DENIED);
    assert_non_null(strstr(said(), "YJ2026-00003 是您自己提的意见"));
    for (size_t i = 0; i < MANY; i++)
        assert_string_equal(column(f, ids[i], "state"), "pending");
    assert_int_equal(decide_all(f, "decline", ids, 2, "已定", "{姓名}：{电话}"), STATUS_INVALID);
    assert_string_equal(last.items[0].field, "reply");
    assert_non_null(strstr(said(), "没有“{电话}”这一处"));
    assert_string_equal(column(f, ids[0], "state"), "pending");
    assert_string_equal(column(f, ids[0], "reply"), "");
    assert_int_equal(decide_all(f, "decline", ids, 2, NULL, "谢谢"), STATUS_INVALID);
    assert_int_equal(last.count, 2);
    assert_int_equal(decide_all(f, "decline", ids, 2, "已定", "谢谢"), STATUS_OK);
}

/* A text that fits as a template and not with the name in it is refused, not cut. */
static void too_long_once_it_is_filled_in(void **state) {
    struct fixture *f = *state;
    int64_t zj = make_collection(f, "集市搬迁方案");
    int64_t id = make_named(f, zj, "太远", "一二三四五六七八九十", "");
    struct buffer reply = BUFFER_INIT;
    buffer_append(&reply, "{姓名}：");
    for (int i = 0; i < 1990; i++)
        buffer_append(&reply, "好");
    assert_int_equal(decide_all(f, "decline", &id, 1, "已定", buffer_text(&reply)), STATUS_INVALID);
    assert_non_null(strstr(said(), "填好以后太长：最多 2000 个字"));
    buffer_release(&reply);
}

static void open_again(struct fixture *f, struct office *office) {
    assert_int_equal(office_open(office, f->path, NULL), STATUS_OK);
    assert_int_equal(office_set_now(office, FIXTURE_NOW, NULL), STATUS_OK);
    office->user = f->admin;
    office->roles = ROLE_CLERK;
}

static void die_at(void *left, int operation, const char *schema, const char *table,
                   sqlite3_int64 row) {
    (void)operation;
    (void)schema;
    (void)table;
    (void)row;
    if (--*(int *)left == 0)
        _exit(7);
}

/* A process of its own that decides on all and is gone at the n-th row it writes; its exit status. */
static int decide_and_die(struct fixture *f, const int64_t *ids, int left) {
    int how = 0;
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        struct office office;
        open_again(f, &office);
        sqlite3_update_hook(office.store->db, die_at, &left);
        f->office = office;
        _exit(decide_all(f, "decline", ids, MANY, "已定", "{姓名}：谢谢") == STATUS_OK ? 0 : 3);
    }
    assert_int_equal(waitpid(pid, &how, 0), pid);
    assert_true(WIFEXITED(how));
    return WEXITSTATUS(how);
}

/* Power gone at whatever row: all of them are decided, or none. */
static void killed_in_the_middle_none_is_decided(void **state) {
    struct fixture *f = *state;
    int64_t zj = make_collection(f, "集市搬迁方案");
    const int64_t ids[MANY] = {make_named(f, zj, "太远", "张𠮷旺", "第三条"),
                               make_named(f, zj, "太远了", "李䶮", ""),
                               make_opinion(f, zj, "真的太远")};
    int rows = 0, how = 7;
    while (how == 7) {
        office_close(&f->office);
        how = decide_and_die(f, ids, ++rows);
        open_again(f, &f->office);
        for (size_t i = 0; i < MANY; i++) {
            assert_string_equal(column(f, ids[i], "state"), how == 7 ? "pending" : "decided");
            assert_string_equal(column(f, ids[i], "reason"), how == 7 ? "" : "已定");
        }
    }
    assert_int_equal(how, 0);
    assert_true(rows > 2 * MANY);
    int64_t audited = 0;
    assert_int_equal(store_verify_audit(f->office.store, &audited, NULL), STATUS_OK);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_are_filled_in),
        cmocka_unit_test(nobody_is_greeted_whole),
        cmocka_unit_test(an_unknown_place_is_named),
        with_office(each_gets_its_own_reply),
        with_office(none_of_them_when_one_may_not),
        with_office(too_long_once_it_is_filled_in),
        with_office(killed_in_the_middle_none_is_decided),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Phrases: who may keep them, for which field, and that a short name stands for one. */
#include "work/office_fixture.h"

static void a_phrase_belongs_to_a_field_or_to_any(void **state) {
    struct fixture *f = *state;
    int64_t reply = 0, any = 0;
    must_register(f, "phrase", &reply, "title", "已修复", "field", "反馈答复", "body",
                  "路灯已于十一月十九日修好，请𠮷旺同志放心。");
    assert_string_equal(column(f, reply, "number"), "YY2026-00001");
    assert_string_equal(column(f, reply, "field"), "feedback.reply");
    must_register(f, "phrase", &any, "title", "感谢", "body",
                  "感谢您对政务公开的关心。\n欢迎再来。");
    assert_string_equal(column(f, any, "field"), "");
    register_refused(f, STATUS_INVALID, "field", "没有“反馈复印”这一项", "phrase", "title", "坏",
                     "field", "反馈复印", "body", "文字");
    register_refused(f, STATUS_INVALID, "body", "请填写", "phrase", "title", "空的");
    register_refused(f, STATUS_INVALID, "title", "请填写", "phrase", "body", "没有名字的");
}

static void a_name_stands_for_one_phrase_of_a_field(void **state) {
    struct fixture *f = *state;
    int64_t first = 0, other = 0;
    must_register(f, "phrase", &first, "title", "已修复", "field", "feedback.reply", "body",
                  "修好了。");
    register_refused(f, STATUS_INVALID, "title", "已经有简称“已修复”的常用语", "phrase", "title",
                     "已修复", "field", "feedback.reply", "body", "又修好了。");
    must_register(f, "phrase", &other, "title", "已修复", "body", "各栏都可以用的。");
    refused(f, STATUS_INVALID, "title", "已经有简称", "edit", other, "field", "feedback.reply");
    must_do(f, "edit", first, "body", "昨天修好了。");
    must_do(f, "void", first, "reason", "不用了");
    must_do(f, "edit", other, "field", "feedback.reply");
    refused(f, STATUS_INVALID, "title", "已经有简称", "restore", first, NULL, NULL);
}

static void clerks_and_leaders_keep_them(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    use_as(f, f->clerk, ROLE_REVIEWER);
    register_refused(f, STATUS_DENIED, "", "您的角色不能登记", "phrase", "title", "甲", "body",
                     "乙");
    use_as(f, f->leader, ROLE_SUPERVISOR);
    must_register(f, "phrase", &id, "title", "甲", "body", "乙");
    use_as(f, f->clerk, ROLE_CLERK);
    must_do(f, "edit", id, "body", "丙");
    must_do(f, "void", id, "reason", "不用了");
    assert_string_equal(steps_of(f, id), "register edit void");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(a_phrase_belongs_to_a_field_or_to_any),
        with_office(a_name_stands_for_one_phrase_of_a_field),
        with_office(clerks_and_leaders_keep_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

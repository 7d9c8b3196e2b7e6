/* Code lists as the admin keeps them. */
#include "work/office_fixture.h"

#include "work/dictionary.h"

static const char *codes_of(struct fixture *f, const char *list) {
    static char text[400];
    const struct code_rows *rows = office_codes(&f->office, list);
    text[0] = '\0';
    for (size_t i = 0; i < rows->count; i++) {
        strcat(text, rows->items[i].label);
        strcat(text, " ");
    }
    return text;
}

static struct problem said_problem;

#define dictionary_refused(status, words, call)                                                    \
    do {                                                                                           \
        said_problem = (struct problem){0};                                                        \
        assert_int_equal(call, status);                                                            \
        if (strstr(sentence(&said_problem), words) == NULL)                                        \
            fail_msg("%s", sentence(&said_problem));                                               \
    } while (0)

static void codes_are_added_and_ordered(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    assert_string_equal(codes_of(f, "unit_kind"), "科室 站所 村 乡镇 企事业单位 其他 ");
    assert_int_equal(dictionary_add(&f->office, "unit_kind", "school", " 𠮷祥学校 ", &problem),
                     STATUS_OK);
    assert_string_equal(codes_of(f, "unit_kind"), "科室 站所 村 乡镇 企事业单位 其他 𠮷祥学校 ");
    assert_int_equal(dictionary_move(&f->office, "unit_kind", "school", true, &problem), STATUS_OK);
    assert_string_equal(codes_of(f, "unit_kind"), "科室 站所 村 乡镇 企事业单位 𠮷祥学校 其他 ");
    assert_int_equal(dictionary_move(&f->office, "unit_kind", "office", true, &problem), STATUS_OK);
    assert_int_equal(dictionary_move(&f->office, "unit_kind", "other", false, &problem), STATUS_OK);
    assert_string_equal(codes_of(f, "unit_kind"), "科室 站所 村 乡镇 企事业单位 𠮷祥学校 其他 ");
    assert_int_equal(dictionary_move(&f->office, "unit_kind", "office", false, &problem),
                     STATUS_OK);
    assert_string_equal(codes_of(f, "unit_kind"), "站所 科室 村 乡镇 企事业单位 𠮷祥学校 其他 ");
}

static void a_label_is_changed_for_old_records_too(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    assert_int_equal(dictionary_relabel(&f->office, "feedback_kind", "consult", "询问", &problem),
                     STATUS_OK);
    assert_string_equal(office_code_label(&f->office, "feedback_kind", "consult"), "询问");
    dictionary_refused(
        STATUS_INVALID, "已经有叫“建议”的代码",
        dictionary_relabel(&f->office, "feedback_kind", "consult", "建议", &said_problem));
    dictionary_refused(
        STATUS_NOT_FOUND, "没有“nothing”",
        dictionary_relabel(&f->office, "feedback_kind", "nothing", "新", &said_problem));
}

static void what_is_out_of_use_is_still_named(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    must_do(f, "edit", f->unit, "kind", "村");
    assert_int_equal(dictionary_set_active(&f->office, "unit_kind", "village", false, &problem),
                     STATUS_OK);
    assert_string_equal(codes_of(f, "unit_kind"), "科室 站所 乡镇 企事业单位 其他 ");
    assert_string_equal(office_code_label(&f->office, "unit_kind", "village"), "村");
    must_do(f, "edit", f->unit, "kind", "village", "phone", "0000-6610099"); /* as it was */
    refused(f, STATUS_INVALID, "kind", "没有“村”这一项", "edit", f->other_unit, "kind", "村");
    assert_int_equal(dictionary_set_active(&f->office, "unit_kind", "village", true, &problem),
                     STATUS_OK);
    assert_string_equal(codes_of(f, "unit_kind"), "科室 站所 村 乡镇 企事业单位 其他 ");
}

static void what_rules_depend_on_stays(void **state) {
    struct fixture *f = *state;
    dictionary_refused(
        STATUS_DENIED, "只能改名称和次序",
        dictionary_set_active(&f->office, "feedback_kind", "report", false, &said_problem));
    dictionary_refused(
        STATUS_DENIED, "只能改名称和次序",
        dictionary_add(&f->office, "feedback_kind", "rumour", "传闻", &said_problem));
    assert_string_equal(codes_of(f, "feedback_kind"), "咨询 建议 投诉 举报 表扬 ");
}

static void bad_codes_are_refused(void **state) {
    struct fixture *f = *state;
    struct office *office = &f->office;
    dictionary_refused(STATUS_INVALID, "只能用小写英文字母",
                       dictionary_add(office, "unit_kind", "学校", "学校", &said_problem));
    dictionary_refused(STATUS_INVALID, "已经有代码“village”",
                       dictionary_add(office, "unit_kind", "village", "庄", &said_problem));
    dictionary_refused(STATUS_INVALID, "不能空着",
                       dictionary_add(office, "unit_kind", "school", "  ", &said_problem));
    dictionary_refused(STATUS_INVALID, "最多 20 个字",
                       dictionary_add(office, "unit_kind", "school",
                                      "一二三四五六七八九十一二三四五六七八九十一", &said_problem));
    dictionary_refused(STATUS_NOT_FOUND, "没有代码表“nothing”",
                       dictionary_add(office, "nothing", "school", "学校", &said_problem));
    use_as(f, f->clerk, ROLE_CLERK);
    dictionary_refused(STATUS_DENIED, "只有系统管理员",
                       dictionary_add(office, "unit_kind", "school", "学校", &said_problem));
    assert_string_equal(codes_of(f, "unit_kind"), "科室 站所 村 乡镇 企事业单位 其他 ");
}

static void every_change_is_audited(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    int64_t before = 0, after = 0;
    assert_int_equal(store_verify_audit(f->office.store, &before, &problem), STATUS_OK);
    assert_int_equal(dictionary_add(&f->office, "unit_kind", "school", "学校", &problem),
                     STATUS_OK);
    assert_int_equal(dictionary_move(&f->office, "unit_kind", "school", true, &problem), STATUS_OK);
    assert_int_equal(store_verify_audit(f->office.store, &after, &problem), STATUS_OK);
    assert_int_equal(after, before + 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(codes_are_added_and_ordered),
        with_office(a_label_is_changed_for_old_records_too),
        with_office(what_is_out_of_use_is_still_named),
        with_office(what_rules_depend_on_stays),
        with_office(bad_codes_are_refused),
        with_office(every_change_is_audited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Detail lines and lists of several codes as they come to a record: typed, imported, edited; and what the
 * subjects bring. Mission C4-C17, I8. */
#include "work/office_fixture.h"

#include "base/codes.h"
#include "base/embedded.h"
#include "work/subject.h"

static int64_t draft(struct fixture *f) {
    int64_t id = 0;
    must_register(f, "catalogue", &id, "title", "救灾物资发放", "affair", "rural", "subject",
                  "relief", "power", "service", "scope", "public", "timing", "ad_hoc", "unit",
                  "东门村", "leader", "周建华", "person", "张𠮷旺", "basis", "救助暂行办法");
    must_register(f, "disclosure", &id, "catalogue", "救灾物资发放", "title", "十一月救灾物资",
                  "received_on", "2026-11-18");
    return id;
}

static void lines_are_brought_into_stored_form(void **state) {
    struct fixture *f = *state;
    int64_t id = draft(f);
    must_do(f, "edit", id, "lines",
            "张𠮷旺 明细=三组 数量=２ 单位=袋 金额=1,234.5；\r\n李䶮 数量=3 单价=60");
    assert_string_equal(column(f, id, "lines"),
                        "张𠮷旺\t三组\t2\t袋\t\t123450\t\t\n李䶮\t\t3\t\t6000\t18000\t\t");
    must_do(f, "edit", id, "lines", "\t\t\n甲\t\t02\t\t\t007\t\t\n\t\t\n");
    assert_string_equal(column(f, id, "lines"), "甲\t\t2\t\t\t7\t\t");
}

static void tabs_at_the_ends_are_cells(void **state) {
    struct fixture *f = *state;
    int64_t id = draft(f);
    refused(f, STATUS_INVALID, "lines", "第 1 行对象：还空着", "edit", id, "lines",
            "\t三组\t2\t袋\t\t100\t\t");
    must_do(f, "edit", id, "lines", "甲\t三组\t\t\t\t100\t\t");
    assert_string_equal(column(f, id, "lines"), "甲\t三组\t\t\t\t100\t\t");
    must_do(f, "edit", id, "lines", "");
    assert_string_equal(column(f, id, "lines"), "");
}

static void what_is_wrong_is_named_and_nothing_saved(void **state) {
    struct fixture *f = *state;
    int64_t id = draft(f);
    refused(f, STATUS_INVALID, "lines", "第 2 行金额：“一百”不是金额", "edit", id, "title",
            "十一月", "lines", "甲 金额=1；乙 金额=一百；丙 金额=2；丁 数量=-1");
    assert_int_equal(last.count, 2);
    refused(f, STATUS_INVALID, "lines", "数量乘单价是 180.00，写的是 181.00", "edit", id, "lines",
            "李䶮 数量=3 单价=60 金额=181");
    refused(f, STATUS_INVALID, "lines", "“李四”看不懂", "edit", id, "lines", "张三 李四");
    assert_string_equal(column(f, id, "lines"), "");
    assert_string_equal(column(f, id, "title"), "十一月救灾物资");
}

static void several_codes_stand_in_their_lists_order(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    const struct code_rows *rows = office_codes(&f->office, "element");
    struct buffer given = BUFFER_INIT, wanted = BUFFER_INIT;
    assert_true(rows->count >= 3);
    buffer_append_format(&given, "%s、%s；%s　%s", rows->items[2].label, rows->items[0].code,
                         rows->items[1].label, rows->items[2].code);
    buffer_append_format(&wanted, "%s %s %s", rows->items[0].code, rows->items[1].code,
                         rows->items[2].code);
    must_register(f, "catalogue", &id, "title", "便民服务", "affair", "rural", "power", "service",
                  "scope", "public", "timing", "ad_hoc", "unit", "东门村", "leader", "周建华",
                  "person", "张𠮷旺", "basis", "条例", "not_applicable", buffer_text(&given));
    assert_string_equal(column(f, id, "not_applicable"), buffer_text(&wanted));
    refused(f, STATUS_INVALID, "not_applicable", "没有“天气”这一项", "edit", id, "not_applicable",
            "天气、地点");
    assert_int_equal(last.count, 2);
    must_do(f, "edit", id, "not_applicable", "");
    assert_string_equal(column(f, id, "not_applicable"), "");
    buffer_release(&given);
    buffer_release(&wanted);
}

/* ---- subjects ----------------------------------------------------------------------------------- */

static void a_subject_brings_its_captions(void **state) {
    struct subject subject;
    struct problem problem = {0};
    assert_int_equal(subject_find("purchase", &subject, &problem), STATUS_OK);
    assert_string_equal(subject.captions[LINES_QUANTITY], "数量");
    assert_string_equal(subject.captions[LINES_PRICE], "单价");
    assert_string_equal(subject.captions[LINES_SECOND_AMOUNT], "");
    assert_true(subject.is_detail_required);
    assert_string_equal(subject.rule, "");
    assert_non_null(strstr(subject.label, "采购"));
    assert_true(subject.basis[0] != '\0');
    subject_release(&subject);
    assert_int_equal(subject_find("penalty", &subject, &problem), STATUS_OK);
    assert_true(codes_has(subject.rule, "mask_names"));
    assert_false(subject.is_detail_required);
    subject_release(&subject);
    assert_int_equal(subject_find("code", &subject, &problem), STATUS_NOT_FOUND);
    assert_int_equal(subject_find("", &subject, &problem), STATUS_NOT_FOUND);
    assert_null(subject.code);
}

static void without_a_subject_the_usual_captions(void **state) {
    char captions[LINES_COLUMNS][SUBJECT_CAPTION_BYTES];
    static const char *const usual[LINES_COLUMNS] = {"对象", "",     "数量", "单位",
                                                     "",     "金额", "",     "说明"};
    subject_captions("", captions);
    for (size_t i = 0; i < LINES_COLUMNS; i++)
        assert_string_equal(captions[i], usual[i]);
    subject_captions("relief", captions);
    assert_string_equal(captions[LINES_DETAIL], "村组");
    assert_string_equal(captions[LINES_PRICE], "");
}

static void every_subject_of_the_file_is_whole(void **state) {
    const struct embedded_file *file = embedded_find("data/subjects.tsv");
    struct tsv tsv;
    size_t rows = 0;
    assert_true(tsv_begin(&tsv, file->text) && tsv_next(&tsv));
    for (size_t i = 0; i < LINES_COLUMNS; i++)
        assert_string_equal(tsv_cell(&tsv, 7 + i), lines_column_name((enum lines_column)i));
    assert_string_equal(tsv_cell(&tsv, 7 + LINES_COLUMNS), "detail_required");
    for (; tsv_next(&tsv); rows++) {
        struct subject subject;
        assert_int_equal(subject_find(tsv_cell(&tsv, 0), &subject, NULL), STATUS_OK);
        for (size_t i = 0; i < LINES_COLUMNS; i++) {
            if (subject.captions[i][0] != '\0' && subject.captions[LINES_NAME][0] == '\0')
                fail_msg("%s has lines without names", subject.code);
            assert_true(strlen(subject.captions[i]) < SUBJECT_CAPTION_BYTES);
        }
        subject_release(&subject);
    }
    assert_true(rows > 40);
    tsv_end(&tsv);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(lines_are_brought_into_stored_form),
        with_office(tabs_at_the_ends_are_cells),
        with_office(what_is_wrong_is_named_and_nothing_saved),
        with_office(several_codes_stand_in_their_lists_order),
        cmocka_unit_test(a_subject_brings_its_captions),
        cmocka_unit_test(without_a_subject_the_usual_captions),
        cmocka_unit_test(every_subject_of_the_file_is_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

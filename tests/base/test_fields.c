/* Buffers, fields and problems: growth, order, aliasing, cutting at characters, filling of places. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/embedded.h"
#include "base/fields.h"
#include "base/status.h"
#include "base/text.h"

static void test_buffer_grows_and_stays_terminated(void **state) {
    struct buffer buffer = BUFFER_INIT;
    assert_string_equal(buffer_text(&buffer), "");
    for (size_t i = 0; i < 1000; i++) {
        assert_int_equal(buffer.length, i * 3);
        buffer_append(&buffer, "村");
        assert_int_equal(buffer.data[buffer.length], 0);
    }
    assert_int_equal(text_length(buffer_text(&buffer)), 1000);
    buffer_clear(&buffer);
    assert_string_equal(buffer_text(&buffer), "");
    buffer_append(&buffer, NULL);
    buffer_append_bytes(&buffer, "a\0b", 3);
    assert_int_equal(buffer.length, 3);
    assert_memory_equal(buffer.data, "a\0b", 4);
    buffer_release(&buffer);
    assert_null(buffer.data);
    assert_false(buffer.failed);
}

static void test_buffer_formats_at_every_fill(void **state) {
    for (size_t fill = 0; fill < 130; fill++) {
        struct buffer buffer = BUFFER_INIT;
        for (size_t i = 0; i < fill; i++) {
            buffer_append_char(&buffer, '-');
        }
        buffer_append_format(&buffer, "第%d条 %s", 12, "东门村");
        assert_string_equal(buffer_text(&buffer) + fill, "第12条 东门村");
        buffer_release(&buffer);
    }
}

static void test_buffer_is_taken_once(void **state) {
    struct buffer buffer = BUFFER_INIT;
    buffer_append(&buffer, "公示");
    char *text = buffer_take(&buffer);
    assert_string_equal(text, "公示");
    free(text);
    assert_int_equal(buffer.length, 0);
    text = buffer_take(&buffer);
    assert_string_equal(text, "");
    free(text);
}

static void test_a_failed_buffer_gives_nothing(void **state) {
    struct buffer buffer = BUFFER_INIT;
    buffer_append(&buffer, "前");
    buffer_append_bytes(&buffer, "", SIZE_MAX / 2);
    assert_true(buffer.failed);
    buffer_append(&buffer, "后");
    assert_string_equal(buffer_text(&buffer), "前");
    assert_null(buffer_take(&buffer));
    assert_false(buffer.failed);
}

static void test_fields_are_set_and_removed(void **state) {
    struct fields fields = FIELDS_INIT;
    assert_null(fields_get(&fields, "title"));
    assert_string_equal(fields_text(&fields, "title"), "");
    for (int i = 0; i < 100; i++) {
        char name[16];
        snprintf(name, sizeof name, "f%d", i);
        fields_set_integer(&fields, name, i);
    }
    fields_set(&fields, "f50", "䶮");
    fields_set(&fields, "f0", NULL);
    fields_set(&fields, "missing", NULL);
    assert_int_equal(fields.count, 99);
    assert_string_equal(fields.items[0].name, "f1");
    assert_string_equal(fields_get(&fields, "f50"), "䶮");
    assert_string_equal(fields_get(&fields, "f99"), "99");
    assert_null(fields_get(&fields, "f0"));
    fields_set(&fields, "f1", "");
    assert_false(fields_has(&fields, "f1"));
    assert_non_null(fields_get(&fields, "f1"));
    assert_true(fields_has(&fields, "f2"));
    assert_false(fields.failed);
    fields_release(&fields);
    assert_int_equal(fields.count, 0);
}

static void test_a_field_may_be_set_from_itself(void **state) {
    struct fields fields = FIELDS_INIT;
    fields_set(&fields, "title", "关于宅基地审批的公示");
    fields_set(&fields, "title", fields_get(&fields, "title"));
    assert_string_equal(fields_get(&fields, "title"), "关于宅基地审批的公示");
    fields_set_bytes(&fields, "title", fields_get(&fields, "title") + 6, 9);
    assert_string_equal(fields_get(&fields, "title"), "宅基地");
    fields_release(&fields);
}

/* What could not be built whole is not set in part. */
static void test_a_field_is_set_from_a_buffer(void **state) {
    struct fields fields = FIELDS_INIT;
    struct buffer text = BUFFER_INIT;
    fields_set_buffer(&fields, "title", &text);
    assert_string_equal(fields_get(&fields, "title"), "");
    buffer_append(&text, "䶮塘");
    fields_set_buffer(&fields, "title", &text);
    assert_string_equal(fields_get(&fields, "title"), "䶮塘");
    assert_false(fields.failed);
    buffer_append(&text, "清淤");
    text.failed = true;
    fields_set_buffer(&fields, "title", &text);
    assert_string_equal(fields_get(&fields, "title"), "䶮塘");
    assert_true(fields.failed);
    buffer_release(&text);
    fields_release(&fields);
}

static void test_integers_of_fields(void **state) {
    struct fields fields = FIELDS_INIT;
    fields_set_integer(&fields, "low", INT64_MIN);
    fields_set(&fields, "text", "12a");
    fields_set(&fields, "empty", "");
    fields_set(&fields, "large", "99999999999999999999");
    assert_true(fields_integer(&fields, "low", 0) == INT64_MIN);
    assert_int_equal(fields_integer(&fields, "text", -1), -1);
    assert_int_equal(fields_integer(&fields, "empty", -1), -1);
    assert_int_equal(fields_integer(&fields, "large", -1), -1);
    assert_int_equal(fields_integer(&fields, "absent", -1), -1);
    fields_release(&fields);
}

static void test_merge_keeps_what_the_other_lacks(void **state) {
    struct fields one = FIELDS_INIT;
    struct fields other = FIELDS_INIT;
    fields_set(&one, "a", "1");
    fields_set(&one, "b", "2");
    fields_set(&other, "b", "二");
    fields_set(&other, "c", "三");
    fields_merge(&one, &other);
    assert_int_equal(one.count, 3);
    assert_string_equal(fields_get(&one, "a"), "1");
    assert_string_equal(fields_get(&one, "b"), "二");
    assert_string_equal(fields_get(&one, "c"), "三");
    fields_release(&one);
    fields_release(&other);
}

static void check_format(const struct problem *problem, const char *label, const char *expected) {
    struct buffer out = BUFFER_INIT;
    problem_format(problem, problem->message, label, &out);
    assert_string_equal(buffer_text(&out), expected);
    buffer_release(&out);
}

static void test_problems_are_filled_in(void **state) {
    struct problem problem;
    assert_int_equal(problem_set(&problem, STATUS_INVALID, "due_on",
                                 "第 {line} 行：{field}“{text}”早于 {low}，{还}{text}"),
                     STATUS_INVALID);
    problem_place(&problem, "text", "2026-{low}");
    problem_place_integer(&problem, "low", -20);
    problem.line = 12;
    check_format(&problem, "期限", "第 12 行：期限“2026-{low}”早于 -20，{还}2026-{low}");
    check_format(&problem, NULL, "第 12 行：due_on“2026-{low}”早于 -20，{还}2026-{low}");
    problem_set(&problem, STATUS_DENIED, NULL, "只有审核人可以{退回");
    assert_string_equal(problem.field, "");
    check_format(&problem, NULL, "只有审核人可以{退回");
    problem_set(&problem, STATUS_DENIED, "", "{field}}{");
    check_format(&problem, "题名", "题名}{");
}

static void test_places_are_cut_at_a_character(void **state) {
    struct problem problem;
    char longer[400] = "";
    for (int i = 0; i < 60; i++) {
        strcat(longer, i % 2 == 0 ? "𠮷" : "村");
    }
    for (size_t skip = 0; skip < 2; skip++) {
        problem_set(&problem, STATUS_INVALID, "x", "{text}");
        problem_place(&problem, "text", longer + skip * 4);
        size_t length = strlen(problem.places[0].value);
        assert_true(length < PROBLEM_PLACE_BYTES && length > PROBLEM_PLACE_BYTES - 5);
        assert_true(text_is_valid(problem.places[0].value, length, NULL));
    }
    problem_set(&problem, STATUS_INVALID, "a_name_that_is_longer_than_thirty_one_bytes", "x");
    assert_int_equal(strlen(problem.field), PROBLEM_FIELD_BYTES - 1);
    problem_place(&problem, "text", NULL);
    assert_string_equal(problem.places[0].value, "");
}

static void test_no_problem_wanted(void **state) {
    assert_int_equal(problem_set(NULL, STATUS_BUSY, "x", "y"), STATUS_BUSY);
    problem_place(NULL, "a", "b");
    problem_place_integer(NULL, "a", 1);
}

static void test_problems_beyond_the_most_are_counted(void **state) {
    static struct problems problems;
    for (int i = 0; i < PROBLEMS_MOST + 5; i++) {
        struct problem problem;
        problem_set(&problem, STATUS_INVALID, "x", "y");
        problem.line = i;
        problems_add(&problems, &problem);
    }
    assert_int_equal(problems.count, PROBLEMS_MOST + 5);
    assert_int_equal(problems.items[PROBLEMS_MOST - 1].line, PROBLEMS_MOST - 1);
}

static void test_embedded_files_are_sorted_and_found(void **state) {
    assert_true(embedded_count > 0);
    assert_null(embedded_files[embedded_count].path);
    for (size_t i = 0; i < embedded_count; i++) {
        const struct embedded_file *file = &embedded_files[i];
        assert_true(i == 0 || strcmp(embedded_files[i - 1].path, file->path) < 0);
        assert_ptr_equal(embedded_find(file->path), file);
        assert_int_equal(strlen(file->text), file->length);
    }
    assert_null(embedded_find("data/schema/none.sql"));
    assert_null(embedded_find(""));
    assert_null(embedded_find("zzz"));
}

static void test_embedded_prefix_gives_the_first(void **state) {
    const struct embedded_file *first = embedded_first("data/schema/");
    assert_non_null(first);
    assert_string_equal(first->path, "data/schema/0001_house.sql");
    assert_non_null(strstr(first->text, "CREATE TABLE"));
    assert_null(embedded_first("data/nothing/"));
    assert_ptr_equal(embedded_first(""), embedded_files);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_buffer_grows_and_stays_terminated),
        cmocka_unit_test(test_buffer_formats_at_every_fill),
        cmocka_unit_test(test_buffer_is_taken_once),
        cmocka_unit_test(test_a_failed_buffer_gives_nothing),
        cmocka_unit_test(test_fields_are_set_and_removed),
        cmocka_unit_test(test_a_field_may_be_set_from_itself),
        cmocka_unit_test(test_a_field_is_set_from_a_buffer),
        cmocka_unit_test(test_integers_of_fields),
        cmocka_unit_test(test_merge_keeps_what_the_other_lacks),
        cmocka_unit_test(test_problems_are_filled_in),
        cmocka_unit_test(test_places_are_cut_at_a_character),
        cmocka_unit_test(test_no_problem_wanted),
        cmocka_unit_test(test_problems_beyond_the_most_are_counted),
        cmocka_unit_test(test_embedded_files_are_sorted_and_found),
        cmocka_unit_test(test_embedded_prefix_gives_the_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

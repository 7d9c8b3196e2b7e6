/* One line of text under the fingers: Chinese of every length in bytes, odd windows, full texts, against
 * the naive model. */
#include "form/edit_model.h"

#include "base/width.h"

static struct line_edit edit;

static void type(const char *text) {
    assert_int_equal(line_edit_insert(&edit, text, strlen(text)), EDIT_DONE);
}

static void assert_window(const char *expected, int col) {
    struct buffer out = BUFFER_INIT;
    line_edit_append_window(&edit, &out);
    assert_string_equal(buffer_text(&out), expected);
    assert_int_equal(line_edit_cursor_col(&edit), col);
    buffer_release(&out);
}

static void begin(int cols, int max, const char *text) {
    line_edit_release(&edit);
    line_edit_init(&edit, cols, max);
    line_edit_set(&edit, text);
}

static int end(void **state) {
    line_edit_release(&edit);
    return 0;
}

static void test_empty_line(void **state) {
    line_edit_init(&edit, 5, 10);
    assert_string_equal(line_edit_text(&edit), "");
    assert_window("     ", 0);
    assert_int_equal(line_edit_room(&edit), 10);
    assert_int_equal(line_edit_left(&edit), EDIT_NOTHING);
    assert_int_equal(line_edit_right(&edit), EDIT_NOTHING);
    assert_int_equal(line_edit_backspace(&edit), EDIT_NOTHING);
    assert_int_equal(line_edit_delete(&edit), EDIT_NOTHING);
    assert_int_equal(line_edit_clear(&edit), EDIT_NOTHING);
    assert_int_equal(line_edit_clear_end(&edit), EDIT_NOTHING);
    assert_int_equal(line_edit_undo(&edit), EDIT_NOTHING);
    line_edit_set_cols(&edit, 4);
    assert_window("    ", 0);
}

static void test_four_byte_names_are_one_character(void **state) {
    begin(10, 10, "张𠮷旺");
    assert_window("张𠮷旺    ", 6);
    assert_int_equal(line_edit_left(&edit), EDIT_DONE);
    assert_int_equal(line_edit_cursor_col(&edit), 4);
    assert_int_equal(line_edit_backspace(&edit), EDIT_DONE);
    assert_string_equal(line_edit_text(&edit), "张旺");
    assert_int_equal(line_edit_room(&edit), 8);
}

static void test_window_filled_exactly_makes_room_for_the_cursor(void **state) {
    begin(6, 10, "");
    type("中文字");
    assert_window("文字  ", 4);
    line_edit_home(&edit);
    assert_window("中文字", 0);
}

static void test_odd_window_cuts_no_hanzi(void **state) {
    begin(5, 10, "中文字");
    line_edit_home(&edit);
    assert_window("中文 ", 0);
    line_edit_right(&edit);
    assert_window("中文 ", 2);
    line_edit_right(&edit);
    assert_window("文字 ", 2);
}

static void test_backspace_at_the_end_shows_what_comes_before(void **state) {
    begin(5, 20, "abcdefgh");
    assert_window("efgh ", 4);
    line_edit_backspace(&edit);
    assert_window("defg ", 4);
}

static void test_marks_belong_to_the_character_before(void **state) {
    begin(8, 10, "");
    assert_int_equal(line_edit_insert(&edit, "\xCC\x81", 2), EDIT_REFUSED);
    type("e");
    type("\xCC\x81");
    type("x");
    assert_window("e\xCC\x81x      ", 2);
    line_edit_left(&edit);
    line_edit_left(&edit);
    assert_int_equal(edit.cursor, 0);
    line_edit_delete(&edit);
    assert_string_equal(line_edit_text(&edit), "x");
}

static void test_forbidden_characters_change_nothing(void **state) {
    static const char *const forbidden[] = {"\x1b[2J",     "文\xE2\x80\xAE字", "\xEF\xBB\xBF字",
                                            "\x07",        "半\xE4\xB8",       "\xC0\x80",
                                            "\xED\xA0\x80"};
    begin(20, 20, "原文");
    for (size_t i = 0; i < sizeof forbidden / sizeof forbidden[0]; i++) {
        assert_int_equal(line_edit_insert(&edit, forbidden[i], strlen(forbidden[i])), EDIT_REFUSED);
        assert_string_equal(line_edit_text(&edit), "原文");
    }
    assert_int_equal(line_edit_insert(&edit, "a\0b", 3), EDIT_REFUSED);
    assert_int_equal(line_edit_insert(&edit, "", 0), EDIT_NOTHING);
    assert_string_equal(line_edit_text(&edit), "原文");
}

static void test_line_ends_and_tabs_become_blanks(void **state) {
    begin(20, 30, "");
    type("一\r\n二\n三\r四\t五");
    assert_string_equal(line_edit_text(&edit), "一 二 三 四 五");
}

static void test_what_fits_is_taken(void **state) {
    begin(20, 4, "东门");
    assert_int_equal(line_edit_insert(&edit, "村三组", 9), EDIT_FULL);
    assert_string_equal(line_edit_text(&edit), "东门村三");
    assert_int_equal(line_edit_insert(&edit, "组", 3), EDIT_FULL);
    assert_int_equal(line_edit_room(&edit), 0);
    begin(20, 2, "");
    /* A mark is not parted from its character. */
    assert_int_equal(line_edit_insert(&edit, "ae\xCC\x81", 4), EDIT_FULL);
    assert_string_equal(line_edit_text(&edit), "a");
}

static void test_no_limit(void **state) {
    begin(20, 0, "");
    type("一二三四五六七八九十");
    assert_true(line_edit_room(&edit) > 1000000);
}

static void test_stored_text_is_made_fit(void **state) {
    begin(20, 4, "坏\xFF字\n二行\xE4\xB8");
    assert_string_equal(line_edit_text(&edit), "坏\xEF\xBF\xBD字 二行\xEF\xBF\xBD\xEF\xBF\xBD");
    assert_int_equal(line_edit_room(&edit), 0);
    line_edit_set(&edit, "\xCC\x81旧");
    assert_string_equal(line_edit_text(&edit), " \xCC\x81旧");
    line_edit_set(&edit, NULL);
    assert_string_equal(line_edit_text(&edit), "");
}

static void test_characters_without_a_width_are_not_sent_to_the_terminal(void **state) {
    begin(8, 20, "甲\x1b[2J乙");
    assert_string_equal(line_edit_text(&edit), "甲\x1b[2J乙");
    line_edit_home(&edit);
    assert_window("甲<U+001", 0);
    line_edit_right(&edit);
    assert_window("<U+001B>", 0);
    line_edit_right(&edit);
    assert_window("[2J乙   ", 0);
    begin(3, 20,
          "\xE2\x80\xAE"
          "x"); /* narrower than the code */
    line_edit_home(&edit);
    assert_window("<U+", 0);
    begin(8, 20, "好\xCD\xB8😀e");
    line_edit_home(&edit);
    assert_window("好〓〓e ", 0);
    line_edit_right(&edit);
    line_edit_right(&edit);
    assert_window("好〓〓e ", 4);
}

static void test_undo_and_back(void **state) {
    begin(20, 20, "东门村");
    line_edit_clear(&edit);
    type("石桥村");
    assert_int_equal(line_edit_undo(&edit), EDIT_DONE);
    assert_string_equal(line_edit_text(&edit), "东门村");
    assert_window("东门村              ", 6);
    assert_int_equal(line_edit_undo(&edit), EDIT_DONE);
    assert_string_equal(line_edit_text(&edit), "石桥村");
}

static void test_rest_shows_the_beginning(void **state) {
    begin(5, 20, "东门村三组路灯");
    line_edit_rest(&edit);
    assert_window("东门 ", 0);
}

static void test_setting_its_own_text(void **state) {
    begin(9, 20, "东门村");
    line_edit_clear_end(&edit);
    line_edit_set(&edit, line_edit_text(&edit));
    assert_window("东门村   ", 6);
}

static void assert_like_model(const struct model *m) {
    struct buffer out = BUFFER_INIT;
    assert_false(edit.failed);
    assert_same_text(m, line_edit_text(&edit), edit.cursor);
    size_t left = 0;
    while (model_bytes(m->text, left) < edit.left) {
        left = model_next(m, left);
    }
    assert_int_equal(model_bytes(m->text, left), edit.left);
    assert_true(left <= m->cursor);
    int col = model_cols(m, left, m->cursor);
    int cell = m->cursor < m->count ? model_width(m->text[m->cursor]) : 1;
    assert_int_equal(line_edit_cursor_col(&edit), col);
    assert_true(col + cell <= edit.cols);
    if (left > 0) {
        /* It scrolls only as far as it must: one more to the left would not fit. */
        assert_true(model_cols(m, model_previous(m, left), m->count) + 1 > edit.cols);
    }
    size_t to = left;
    while (to < m->count && model_cols(m, left, model_next(m, to)) <= edit.cols) {
        to = model_next(m, to);
    }
    char *shown = model_shown(m, left, to, edit.cols);
    line_edit_append_window(&edit, &out);
    assert_string_equal(buffer_text(&out), shown);
    assert_int_equal(text_width(buffer_text(&out)), edit.cols);
    assert_int_equal(line_edit_room(&edit), m->max > (int)m->count ? m->max - (int)m->count : 0);
    free(shown);
    buffer_release(&out);
}

static void insert_some(struct model *m) {
    char32_t typed[64];
    size_t count = random_typing(typed, 64);
    char *utf8 = model_utf8(typed, count);
    enum edit_result expected = model_insert(m, typed, count);
    assert_int_equal(line_edit_insert(&edit, utf8, strlen(utf8)), expected);
    free(utf8);
}

static enum edit_result step(struct model *m, size_t to) {
    enum edit_result result = to == m->cursor ? EDIT_NOTHING : EDIT_DONE;
    m->cursor = to;
    return result;
}

static enum edit_result cut(struct model *m, size_t from, size_t to) {
    enum edit_result result = from == to ? EDIT_NOTHING : EDIT_DONE;
    if (from != to) {
        model_cut(m, from, to);
    }
    return result;
}

static void random_key(struct model *m) {
    size_t before = m->cursor > 0 ? model_previous(m, m->cursor) : 0;
    size_t after = m->cursor < m->count ? model_next(m, m->cursor) : m->count;
    switch (random_below(40)) {
    case 0:
        assert_int_equal(line_edit_home(&edit), step(m, 0));
        break;
    case 1:
        assert_int_equal(line_edit_end(&edit), step(m, m->count));
        break;
    case 2:
        assert_int_equal(line_edit_undo(&edit), model_undo(m) ? EDIT_DONE : EDIT_NOTHING);
        break;
    case 3:
        if (random_below(10) == 0) {
            assert_int_equal(line_edit_clear(&edit), cut(m, 0, m->count));
        }
        break;
    case 4:
        if (random_below(4) == 0) {
            assert_int_equal(line_edit_clear_end(&edit), cut(m, m->cursor, m->count));
        }
        break;
    case 5:
        line_edit_set_cols(&edit, 2 + (int)random_below(40));
        break;
    case 6:
        line_edit_rest(&edit);
        m->cursor = 0;
        break;
    case 7:
    case 8:
    case 9:
        assert_int_equal(line_edit_delete(&edit), cut(m, m->cursor, after));
        break;
    case 10:
    case 11:
    case 12:
    case 13:
        assert_int_equal(line_edit_backspace(&edit), cut(m, before, m->cursor));
        break;
    case 14:
    case 15:
    case 16:
    case 17:
    case 18:
        assert_int_equal(line_edit_right(&edit), step(m, after));
        break;
    case 19:
    case 20:
    case 21:
    case 22:
    case 23:
        assert_int_equal(line_edit_left(&edit), step(m, before));
        break;
    default:
        insert_some(m);
    }
}

static void test_random_keys(void **state) {
    static struct model m;
    for (int cols = 2; cols <= 41; cols++) {
        random_state = 20261122u + (uint64_t)cols;
        m = (struct model){.max = cols % 3 == 0 ? 12 : 60};
        begin(cols, m.max, "");
        for (int i = 0; i < 1000; i++) {
            random_key(&m);
            assert_like_model(&m);
        }
        line_edit_release(&edit);
    }
}

static void test_two_thousand_pasted_hanzi(void **state) {
    struct buffer pasted = BUFFER_INIT;
    for (int i = 0; i < 1000; i++) {
        buffer_append(&pasted, "𠮷䶮");
    }
    begin(41, 2000, "");
    type(buffer_text(&pasted));
    assert_string_equal(line_edit_text(&edit), buffer_text(&pasted));
    assert_int_equal(line_edit_cursor_col(&edit), 40);
    buffer_release(&pasted);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_empty_line, end),
        cmocka_unit_test_teardown(test_four_byte_names_are_one_character, end),
        cmocka_unit_test_teardown(test_window_filled_exactly_makes_room_for_the_cursor, end),
        cmocka_unit_test_teardown(test_odd_window_cuts_no_hanzi, end),
        cmocka_unit_test_teardown(test_backspace_at_the_end_shows_what_comes_before, end),
        cmocka_unit_test_teardown(test_marks_belong_to_the_character_before, end),
        cmocka_unit_test_teardown(test_forbidden_characters_change_nothing, end),
        cmocka_unit_test_teardown(test_line_ends_and_tabs_become_blanks, end),
        cmocka_unit_test_teardown(test_what_fits_is_taken, end),
        cmocka_unit_test_teardown(test_no_limit, end),
        cmocka_unit_test_teardown(test_stored_text_is_made_fit, end),
        cmocka_unit_test_teardown(test_characters_without_a_width_are_not_sent_to_the_terminal,
                                  end),
        cmocka_unit_test_teardown(test_undo_and_back, end),
        cmocka_unit_test_teardown(test_rest_shows_the_beginning, end),
        cmocka_unit_test_teardown(test_setting_its_own_text, end),
        cmocka_unit_test_teardown(test_random_keys, end),
        cmocka_unit_test_teardown(test_two_thousand_pasted_hanzi, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

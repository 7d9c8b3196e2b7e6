/* Several lines of text under the fingers, at any width, odd ones too, against the naive model. */
#include "form/edit_model.h"

#include "form/text_edit.h"

static struct text_edit edit;

static void type(const char *text) {
    assert_int_equal(text_edit_insert(&edit, text, strlen(text)), EDIT_DONE);
}

static void assert_row(int row, const char *expected) {
    struct buffer out = BUFFER_INIT;
    text_edit_append_row(&edit, row, &out);
    assert_string_equal(buffer_text(&out), expected);
    buffer_release(&out);
}

static void assert_cursor(int row, int col) {
    int at_row = -1;
    int at_col = -1;
    text_edit_cursor(&edit, &at_row, &at_col);
    assert_int_equal(at_row, row);
    assert_int_equal(at_col, col);
}

static void begin(int cols, int rows, int max, const char *text) {
    text_edit_release(&edit);
    text_edit_init(&edit, cols, rows, max);
    text_edit_set(&edit, text);
}

static int end(void **state) {
    text_edit_release(&edit);
    return 0;
}

static void test_empty_text(void **state) {
    text_edit_init(&edit, 7, 3, 10);
    assert_string_equal(text_edit_text(&edit), "");
    assert_row(0, "       ");
    assert_row(2, "       ");
    assert_cursor(0, 0);
    assert_int_equal(text_edit_left(&edit), EDIT_NOTHING);
    assert_int_equal(text_edit_right(&edit), EDIT_NOTHING);
    assert_int_equal(text_edit_up(&edit), EDIT_NOTHING);
    assert_int_equal(text_edit_down(&edit), EDIT_NOTHING);
    assert_int_equal(text_edit_page_up(&edit), EDIT_NOTHING);
    assert_int_equal(text_edit_page_down(&edit), EDIT_NOTHING);
    assert_int_equal(text_edit_home(&edit), EDIT_NOTHING);
    assert_int_equal(text_edit_end(&edit), EDIT_NOTHING);
    assert_int_equal(text_edit_backspace(&edit), EDIT_NOTHING);
    assert_int_equal(text_edit_delete(&edit), EDIT_NOTHING);
    assert_int_equal(text_edit_clear_end(&edit), EDIT_NOTHING);
    assert_int_equal(text_edit_undo(&edit), EDIT_NOTHING);
    type("字");
    assert_row(0, "字     ");
}

static void test_wraps_chinese_without_blanks(void **state) {
    begin(9, 4, 100, "三组自八月以来路灯不亮");
    assert_row(0, "三组自八 ");
    assert_row(1, "月以来路 ");
    assert_row(2, "灯不亮   ");
    assert_row(3, "         ");
    assert_cursor(0, 0);
}

static void test_odd_width_cuts_no_hanzi(void **state) {
    begin(8, 3, 100, "a中文字中文");
    assert_row(0, "a中文字 ");
    assert_row(1, "中文    ");
    begin(8, 3, 100, "中文字中文");
    assert_row(0, "中文字  ");
}

static void test_no_row_begins_with_a_comma(void **state) {
    begin(9, 3, 100, "老人小孩，夜间");
    assert_row(0, "老人小   ");
    assert_row(1, "孩，夜间 ");
}

static void test_newlines(void **state) {
    begin(9, 5, 100, "");
    type("一\r\n\r二\t三\n");
    assert_string_equal(text_edit_text(&edit), "一\n\n二 三\n");
    assert_row(0, "一       ");
    assert_row(1, "         ");
    assert_row(2, "二 三    ");
    assert_row(3, "         ");
    assert_cursor(3, 0);
}

static void test_full_last_row_has_a_cell_for_the_cursor(void **state) {
    begin(9, 2, 100, "");
    type("三组自八");
    assert_cursor(0, 8);
    type("月");
    assert_cursor(1, 2);
}

static void test_up_and_down_keep_the_column(void **state) {
    begin(11, 5, 100, "中文字中\nab\n中文字中文");
    text_edit_end(&edit);
    assert_cursor(0, 8);
    text_edit_down(&edit);
    assert_cursor(1, 2);
    text_edit_down(&edit);
    assert_cursor(2, 8);
    assert_int_equal(text_edit_down(&edit), EDIT_NOTHING);
    text_edit_up(&edit);
    text_edit_left(&edit);
    text_edit_up(&edit);
    /* Column 1 is the second half of 中: the cursor stands on its first. */
    assert_cursor(0, 0);
    assert_int_equal(text_edit_up(&edit), EDIT_NOTHING);
}

static void test_end_of_a_wrapped_row(void **state) {
    begin(9, 3, 100, "三组自八月以来");
    assert_int_equal(text_edit_end(&edit), EDIT_DONE);
    assert_cursor(0, 8);
    assert_int_equal(text_edit_end(&edit), EDIT_NOTHING);
    assert_int_equal(text_edit_home(&edit), EDIT_DONE);
    assert_cursor(0, 0);
    text_edit_end(&edit);
    text_edit_down(&edit);
    assert_cursor(1, 6);
    text_edit_up(&edit);
    text_edit_end(&edit);
    text_edit_right(&edit);
    assert_cursor(1, 2);
    text_edit_up(&edit);
    text_edit_end(&edit);
    type("x");
    assert_string_equal(text_edit_text(&edit), "三组自八x月以来");
    assert_cursor(1, 1);
}

static void test_window_scrolls_and_fills(void **state) {
    begin(9, 3, 100, "一\n二\n三\n四\n五");
    text_edit_page_down(&edit);
    assert_row(0, "三       ");
    assert_cursor(1, 0);
    text_edit_page_down(&edit);
    assert_cursor(2, 0);
    assert_int_equal(text_edit_page_down(&edit), EDIT_NOTHING);
    text_edit_backspace(&edit);
    assert_row(0, "二       ");
    text_edit_page_up(&edit);
    assert_row(0, "一       ");
    text_edit_rest(&edit);
    assert_cursor(0, 0);
}

static void test_clear_end_stops_at_the_paragraph(void **state) {
    begin(9, 3, 100, "东门村\n石桥村");
    text_edit_right(&edit);
    assert_int_equal(text_edit_clear_end(&edit), EDIT_DONE);
    assert_string_equal(text_edit_text(&edit), "东\n石桥村");
    assert_int_equal(text_edit_clear_end(&edit), EDIT_NOTHING);
}

static void test_marks(void **state) {
    begin(9, 3, 100, "e\xCC\x81\n甲");
    assert_int_equal(text_edit_insert(&edit, "\xCC\x81", 2), EDIT_REFUSED);
    text_edit_right(&edit);
    assert_int_equal(edit.cursor, 3);
    text_edit_right(&edit);
    assert_int_equal(text_edit_insert(&edit, "\xCC\x81", 2), EDIT_REFUSED);
    assert_int_equal(text_edit_insert(&edit, "乙\n\xCC\x81", 6), EDIT_REFUSED);
    text_edit_right(&edit);
    type("\xCC\x81");
    text_edit_backspace(&edit);
    assert_string_equal(text_edit_text(&edit), "e\xCC\x81\n");
    text_edit_set(&edit, "甲\n\xCC\x81");
    assert_string_equal(text_edit_text(&edit), "甲\n \xCC\x81");
}

static void test_forbidden_characters_change_nothing(void **state) {
    static const char *const forbidden[] = {"\x1b[2J", "文\xE2\x80\xAE字", "\x08", "半\xE4\xB8"};
    begin(9, 3, 100, "原文");
    for (size_t i = 0; i < sizeof forbidden / sizeof forbidden[0]; i++) {
        assert_int_equal(text_edit_insert(&edit, forbidden[i], strlen(forbidden[i])), EDIT_REFUSED);
        assert_string_equal(text_edit_text(&edit), "原文");
    }
}

static void test_undo_and_back(void **state) {
    begin(9, 3, 100, "东门村\n三组");
    text_edit_clear_end(&edit);
    text_edit_delete(&edit);
    assert_string_equal(text_edit_text(&edit), "三组");
    assert_int_equal(text_edit_undo(&edit), EDIT_DONE);
    assert_string_equal(text_edit_text(&edit), "东门村\n三组");
    assert_cursor(1, 4);
    assert_int_equal(text_edit_undo(&edit), EDIT_DONE);
    assert_string_equal(text_edit_text(&edit), "三组");
}

static void test_setting_its_own_text(void **state) {
    begin(9, 3, 100, "东门村");
    type("二");
    text_edit_set(&edit, text_edit_text(&edit));
    assert_string_equal(text_edit_text(&edit), "二东门村");
    assert_cursor(0, 0);
}

/* ---- against the model ---------------------------------------------------------------------------- */

struct row {
    size_t start, end;
    bool is_soft; /* the next row goes on where it ends */
};
struct wrapped {
    struct row rows[MODEL_MOST];
    size_t count;
};

static bool may_not_begin(char32_t c) {
    return c == U'，' || c == U'。' || c == U'》' || c == U'？' || c == U'、';
}

static bool is_of_word(char32_t c) {
    return c > ' ' && c < 0x7F;
}

static void wrap(const struct model *m, int cols, struct wrapped *out) {
    size_t at = 0;
    out->count = 0;
    for (;;) {
        size_t start = at;
        while (at < m->count && m->text[at] != '\n' &&
               model_cols(m, start, model_next(m, at)) <= cols) {
            at = model_next(m, at);
        }
        bool is_soft = at < m->count && m->text[at] != '\n';
        size_t last = at > start ? model_previous(m, at) : at;
        if (is_soft && last > start && may_not_begin(m->text[at]) &&
            !may_not_begin(m->text[last])) {
            at = last;
        } else if (is_soft && last > start && is_of_word(m->text[at])) {
            size_t word = at;
            while (word > start && is_of_word(m->text[model_previous(m, word)])) {
                word = model_previous(m, word);
            }
            at = word > start ? word : at;
        }
        out->rows[out->count++] = (struct row){start, at, is_soft};
        if (at == m->count) {
            return;
        }
        at += !is_soft;
    }
}

/* Besides text and cursor: the side of a soft break the cursor stands on, and the column it keeps. */
struct place {
    bool is_at_row_end;
    int goal;
};
static struct wrapped wrapped;
static struct place place;

static size_t row_of(const struct model *m) {
    for (size_t i = 0; i < wrapped.count; i++) {
        const struct row *row = &wrapped.rows[i];
        bool is_inside = m->cursor >= row->start && m->cursor < row->end;
        if (is_inside || (m->cursor == row->end && (!row->is_soft || place.is_at_row_end))) {
            return i;
        }
    }
    fail_msg("the cursor is on no row");
    return 0;
}

static void assert_like_model(const struct model *m) {
    assert_false(edit.failed);
    assert_same_text(m, text_edit_text(&edit), edit.cursor);
    wrap(m, edit.cols - 1, &wrapped);
    assert_int_equal(edit.line_count, wrapped.count);
    size_t row = row_of(m);
    int at_row = -1;
    int at_col = -1;
    text_edit_cursor(&edit, &at_row, &at_col);
    assert_int_equal(edit.top + (size_t)at_row, row);
    assert_in_range(at_row, 0, (uintmax_t)edit.rows - 1);
    assert_int_equal(at_col, model_cols(m, wrapped.rows[row].start, m->cursor));
    assert_in_range(at_col, 0, (uintmax_t)edit.cols - 1);
    /* No empty rows below while rows above are hidden. */
    assert_true(edit.top == 0 || edit.top + (size_t)edit.rows <= wrapped.count);
    for (int i = 0; i < edit.rows; i++) {
        size_t index = edit.top + (size_t)i;
        struct row none = {0, 0, false};
        struct row shown = index < wrapped.count ? wrapped.rows[index] : none;
        char *expected = model_shown(m, shown.start, shown.end, edit.cols);
        assert_row(i, expected);
        free(expected);
    }
}

static void moved(void) {
    place = (struct place){false, -1};
}

static void go(struct model *m, enum edit_result result, size_t to) {
    bool changes = to != m->cursor || place.is_at_row_end;
    assert_int_equal(result, changes ? EDIT_DONE : EDIT_NOTHING);
    m->cursor = to;
    moved();
}

static void cut(struct model *m, enum edit_result result, size_t from, size_t to) {
    assert_int_equal(result, from == to ? EDIT_NOTHING : EDIT_DONE);
    if (from != to) {
        model_cut(m, from, to);
        moved();
    }
}

static void go_rows(struct model *m, enum edit_result result, int rows) {
    size_t row = row_of(m);
    size_t to = rows < 0 ? (row > (size_t)-rows ? row - (size_t)-rows : 0) : row + (size_t)rows;
    to = to < wrapped.count ? to : wrapped.count - 1;
    assert_int_equal(result, to == row ? EDIT_NOTHING : EDIT_DONE);
    if (to == row) {
        return;
    }
    const struct row *target = &wrapped.rows[to];
    place.goal = place.goal >= 0 ? place.goal : model_cols(m, wrapped.rows[row].start, m->cursor);
    m->cursor = target->start;
    while (m->cursor < target->end &&
           model_cols(m, target->start, model_next(m, m->cursor)) <= place.goal) {
        m->cursor = model_next(m, m->cursor);
    }
    place.is_at_row_end = target->is_soft && m->cursor == target->end;
}

static void insert_some(struct model *m) {
    char32_t typed[64];
    size_t count = random_typing(typed, 64);
    char *utf8 = model_utf8(typed, count);
    size_t before = m->count;
    enum edit_result expected = model_insert(m, typed, count);
    assert_int_equal(text_edit_insert(&edit, utf8, strlen(utf8)), expected);
    if (m->count != before) {
        moved();
    }
    free(utf8);
}

static void move_by_key(struct model *m, uint32_t key) {
    size_t before = m->cursor > 0 ? model_previous(m, m->cursor) : 0;
    size_t after = m->cursor < m->count ? model_next(m, m->cursor) : m->count;
    size_t row = row_of(m);
    switch (key) {
    case 0:
        go(m, text_edit_home(&edit), wrapped.rows[row].start);
        break;
    case 1: {
        bool is_there = m->cursor == wrapped.rows[row].end;
        assert_int_equal(text_edit_end(&edit), is_there ? EDIT_NOTHING : EDIT_DONE);
        m->cursor = wrapped.rows[row].end;
        place = (struct place){wrapped.rows[row].is_soft, -1};
        break;
    }
    case 2:
        go_rows(m, text_edit_page_up(&edit), -edit.rows);
        break;
    case 3:
        go_rows(m, text_edit_page_down(&edit), edit.rows);
        break;
    case 4:
    case 5:
        go_rows(m, text_edit_up(&edit), -1);
        break;
    case 6:
    case 7:
        go_rows(m, text_edit_down(&edit), 1);
        break;
    case 8:
    case 9:
        if (m->cursor == m->count) {
            assert_int_equal(text_edit_right(&edit), EDIT_NOTHING);
            place.goal = -1;
        } else {
            go(m, text_edit_right(&edit), after);
        }
        break;
    default:
        if (m->cursor == 0) {
            assert_int_equal(text_edit_left(&edit), EDIT_NOTHING);
            place.goal = -1;
        } else {
            go(m, text_edit_left(&edit), before);
        }
    }
}

static void change_by_key(struct model *m, uint32_t key) {
    size_t before = m->cursor > 0 ? model_previous(m, m->cursor) : 0;
    size_t after = m->cursor < m->count ? model_next(m, m->cursor) : m->count;
    size_t paragraph_end = m->cursor;
    while (paragraph_end < m->count && m->text[paragraph_end] != '\n') {
        paragraph_end++;
    }
    switch (key) {
    case 0:
        text_edit_set_size(&edit, 3 + (int)random_below(39), 1 + (int)random_below(6));
        moved();
        break;
    case 1:
        cut(m, text_edit_clear_end(&edit), m->cursor, paragraph_end);
        break;
    case 2:
        if (model_undo(m)) {
            assert_int_equal(text_edit_undo(&edit), EDIT_DONE);
            moved();
        }
        break;
    case 3:
    case 4:
    case 5:
        cut(m, text_edit_delete(&edit), m->cursor, after);
        break;
    case 6:
    case 7:
    case 8:
    case 9:
        cut(m, text_edit_backspace(&edit), before, m->cursor);
        break;
    case 10:
        text_edit_rest(&edit);
        m->cursor = 0;
        moved();
        break;
    default:
        insert_some(m);
    }
}

static void test_random_keys(void **state) {
    static struct model m;
    for (int cols = 3; cols <= 41; cols++) {
        random_state = 19491001u + (uint64_t)cols;
        m = (struct model){.max = cols % 3 == 0 ? 20 : 120, .multiline = true};
        begin(cols, 1 + cols % 6, m.max, "");
        moved();
        assert_like_model(&m);
        for (int i = 0; i < 800; i++) {
            if (random_below(2) == 0) {
                move_by_key(&m, random_below(12));
            } else {
                change_by_key(&m, random_below(22));
            }
            assert_like_model(&m);
        }
    }
}

static void test_four_thousand_pasted_hanzi(void **state) {
    struct buffer pasted = BUFFER_INIT;
    for (int i = 0; i < 2000; i++) {
        buffer_append(&pasted, "𠮷䶮");
    }
    begin(60, 5, 4000, "");
    type(buffer_text(&pasted));
    assert_string_equal(text_edit_text(&edit), buffer_text(&pasted));
    assert_int_equal(text_edit_room(&edit), 0);
    assert_int_equal(edit.line_count, 138);
    assert_int_equal(text_edit_insert(&edit, "满", 3), EDIT_FULL);
    buffer_release(&pasted);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_empty_text, end),
        cmocka_unit_test_teardown(test_wraps_chinese_without_blanks, end),
        cmocka_unit_test_teardown(test_odd_width_cuts_no_hanzi, end),
        cmocka_unit_test_teardown(test_no_row_begins_with_a_comma, end),
        cmocka_unit_test_teardown(test_newlines, end),
        cmocka_unit_test_teardown(test_full_last_row_has_a_cell_for_the_cursor, end),
        cmocka_unit_test_teardown(test_up_and_down_keep_the_column, end),
        cmocka_unit_test_teardown(test_end_of_a_wrapped_row, end),
        cmocka_unit_test_teardown(test_window_scrolls_and_fills, end),
        cmocka_unit_test_teardown(test_clear_end_stops_at_the_paragraph, end),
        cmocka_unit_test_teardown(test_marks, end),
        cmocka_unit_test_teardown(test_forbidden_characters_change_nothing, end),
        cmocka_unit_test_teardown(test_undo_and_back, end),
        cmocka_unit_test_teardown(test_setting_its_own_text, end),
        cmocka_unit_test_teardown(test_random_keys, end),
        cmocka_unit_test_teardown(test_four_thousand_pasted_hanzi, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Where fields come to stand: gutters by translated labels, odd and long ones, the rest of the line,
 * pages; and that nothing ever overlaps or leaves the area. */
#include "form/scr_memory.h"

#include "form/layout.h"

#define RECORD                                                                                     \
    "[record]\nlabel = 反馈件\nprefix = FK\n"                                                   \
    "[field box]\nlabel = 反馈箱\ntype = lookup\nlookup = box\nwidth = 20\n"                    \
    "[field received_on]\nlabel = 收到日期\ntype = date\nwidth = 10\n"                         \
    "[field kind]\nlabel = 类别\ntype = choice\nchoices = kind\nwidth = 8\n"                     \
    "[field title]\nlabel = 标题\ntype = text\nwidth = *\n"                                      \
    "[field due_on]\nlabel = 答复期限\ntype = date\nwidth = 10\nentry = computed\n"            \
    "[field person]\nlabel = 经办人\ntype = lookup\nlookup = person\nwidth = 14\n"              \
    "[field body]\nlabel = 内容\ntype = memo\nwidth = *\nrows = 4\n"                             \
    "[field reply]\nlabel = 答复\ntype = memo\nwidth = *\nrows = 6\n"

#define SCREEN "[screen]\ntitle = 反馈\nrecord = feedback\n[layout]\n"

static struct scr *scr;
static struct layout layout;

static const char *plain(const char *context, const char *text) {
    return text;
}

static const char *english(const char *context, const char *text) {
    static const char *const words[][2] = {
        {"feedback.box", "Suggestion box"}, {"feedback.received_on", "Received on"},
        {"feedback.kind", "Kind"},          {"feedback.title", "Subject in one sentence"},
        {"feedback.due_on", "Reply due"},   {"feedback.person", "Person in charge"},
        {"feedback.body", "What was said"}, {"feedback.reply", "Reply"},
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(words[i][0], context) == 0) {
            return words[i][1];
        }
    }
    fail_msg("unknown context %s", context);
    return text;
}

/* The English one, longer by two fifths. */
static const char *longer(const char *context, const char *text) {
    static char labels[8][80];
    static size_t next;
    char *label = labels[next++ % 8];
    const char *word = english(context, text);
    size_t length = strlen(word) + strlen(word) * 2 / 5 + 1;
    memset(label, '~', length);
    memcpy(label, word, strlen(word));
    label[length] = '\0';
    return label;
}

static const char *endless(const char *context, const char *text) {
    return "Anyone who has looked after it at some time or other, or will";
}

static int end(void **state) {
    layout_release(&layout);
    scr_free(scr);
    scr = NULL;
    return 0;
}

static void load(const char *screen) {
    struct memory_files files = {.screen = screen, .record = RECORD};
    struct problem problem;
    end(NULL);
    assert_int_equal(memory_load(&files, &scr, &problem), STATUS_OK);
}

static const struct placed_field *placed(const char *name) {
    for (size_t i = 0; i < layout.count; i++) {
        if (strcmp(layout.fields[i].field->name, name) == 0) {
            return &layout.fields[i];
        }
    }
    fail_msg("%s is not placed", name);
    return NULL;
}

static void assert_at(const char *name, int row, int label_col, int col, int cols) {
    const struct placed_field *field = placed(name);
    assert_int_equal(field->row, row);
    assert_int_equal(field->label_row, row);
    assert_int_equal(field->label_col, label_col);
    assert_int_equal(field->col, col);
    assert_int_equal(field->cols, cols);
}

/* Nothing outside, nothing over another, labels up to their values. */
static void assert_sound(int rows, int cols) {
    for (size_t i = 0; i < layout.count; i++) {
        const struct placed_field *field = &layout.fields[i];
        assert_true(field->label_col >= 2);
        assert_int_equal(field->label_col + text_width(field->label), field->col);
        assert_true(field->cols > 0);
        assert_true(field->col + field->cols < cols);
        assert_true(field->row + field->rows <= layout.rows);
        assert_in_range(field->page, 0, (uintmax_t)layout.pages - 1);
        if (i > 0 && field[-1].page == field->page && field[-1].row == field->row) {
            assert_true(field->label_col >= field[-1].col + field[-1].cols + 2);
        } else if (i > 0 && field[-1].page == field->page) {
            assert_true(field->row >= field[-1].row + field[-1].rows);
        }
    }
    assert_true(layout.rows <= rows);
}

static void make(int cols, const char *(*translate)(const char *context, const char *text)) {
    struct problem problem;
    layout_release(&layout);
    assert_int_equal(layout_make(scr, 17, cols, translate, &layout, &problem), STATUS_OK);
    assert_sound(17, cols);
}

static const char feedback_screen[] =
    SCREEN "row = box\nrow = received_on kind\nrow = title\nrow =\n"
           "row = due_on person\nrow =\nrow = body\n";

static void test_chinese(void **state) {
    load(feedback_screen);
    make(80, plain);
    assert_int_equal(layout.count, 7);
    assert_int_equal(layout.pages, 1);
    assert_int_equal(layout.rows, 10);
    assert_string_equal(placed("box")->label, "反馈箱: ");
    /* Right-aligned in a gutter of 收到日期; one cell more for the cursor in what is editable. */
    assert_at("box", 0, 4, 12, 21);
    assert_at("received_on", 1, 2, 12, 11);
    /* Behind the date its weekday has room: 12 + 11 + 1 + 12, then 4 blanks. */
    assert_at("kind", 1, 40, 46, 9);
    assert_at("title", 2, 6, 12, 67);
    assert_at("due_on", 4, 2, 12, 10);
    assert_at("body", 6, 6, 12, 67);
    assert_int_equal(placed("body")->rows, 4);
}

static void test_values_stand_below_one_another_across_blocks(void **state) {
    load(SCREEN "row = box\nrow =\nrow = received_on\nrow =\nrow = title\n");
    make(80, plain);
    assert_int_equal(placed("box")->col, 12);
    assert_int_equal(placed("title")->col, 12);
}

static void test_english(void **state) {
    load(feedback_screen);
    make(80, english);
    assert_string_equal(placed("title")->label, "Subject in one sentence: ");
    assert_at("title", 2, 2, 27, 52);
    assert_at("received_on", 1, 14, 27, 11);
}

static void test_longer_by_two_fifths(void **state) {
    load(feedback_screen);
    make(80, longer);
    assert_int_equal(placed("title")->col + placed("title")->cols, 79);
}

static void test_a_block_in_need_takes_its_own_gutter(void **state) {
    load(feedback_screen);
    make(60, english);
    /* The page's gutter of 25 would push 经办人 off the line; the block's own is of "Reply due". */
    assert_int_equal(placed("title")->col, 27);
    assert_int_equal(placed("due_on")->col, 13);
    assert_true(placed("person")->col + placed("person")->cols <= 59);
}

static void test_wide_terminal(void **state) {
    load(feedback_screen);
    make(132, plain);
    assert_int_equal(placed("title")->cols, 119);
    assert_int_equal(placed("box")->cols, 21);
}

static void test_a_lone_field_pushes_nobody(void **state) {
    load(SCREEN "row = kind person\nrow = box\n");
    make(80, plain);
    assert_int_equal(placed("person")->label_col, placed("kind")->col + 9 + 4);
}

static void test_pages(void **state) {
    load(SCREEN "row = title\nrow = body\npage =\nrow = reply\nrow =\nrow = due_on\n");
    make(80, plain);
    assert_int_equal(layout.pages, 2);
    assert_int_equal(layout.rows, 8);
    assert_int_equal(placed("body")->page, 0);
    assert_int_equal(placed("reply")->page, 1);
    assert_int_equal(placed("reply")->row, 0);
    assert_int_equal(placed("due_on")->row, 7);
}

static void test_no_layout(void **state) {
    load("[screen]\ntitle = 工作台\n");
    make(80, plain);
    assert_int_equal(layout.count, 0);
    assert_int_equal(layout.pages, 1);
}

static void assert_refused(int rows, int cols,
                           const char *(*translate)(const char *context, const char *text),
                           const char *field, const char *expected) {
    struct problem problem;
    layout_release(&layout);
    assert_int_equal(layout_make(scr, rows, cols, translate, &layout, &problem), STATUS_INVALID);
    char *sentence = sentence_of(&problem);
    assert_string_equal(sentence, expected);
    assert_string_equal(problem.field, field);
    assert_int_equal(layout.count, 0);
    free(sentence);
}

static void test_too_wide(void **state) {
    load(SCREEN "row = received_on\nrow = kind person\n");
    /* 2 + 10 + 9 + 2 + 8 + 15 and a margin of 1: 47. */
    make(47, plain);
    assert_refused(17, 46, plain, "person",
                   "screens/s.scr 第 6 行：“person”在一行里放不下，还差 1 列");
    load(SCREEN "row = title\n");
    assert_refused(17, 60, endless, "title",
                   "screens/s.scr 第 5 行：“title”在一行里放不下，还差 17 列");
}

static void test_too_long(void **state) {
    load(SCREEN "row = title\nrow = body\nrow = reply\n");
    make(80, plain);
    assert_refused(10, 80, plain, "reply",
                   "screens/s.scr 第 7 行：从这一行起一页放不下，请在前面加一行“page =”");
}

static void test_the_rest_of_the_line_comes_last(void **state) {
    load(SCREEN "row = title kind\n");
    assert_refused(17, 80, plain, "title",
                   "screens/s.scr 第 5 行：“title”占满一行，只能放在一行的最后");
}

static void test_every_width_fits_or_says_so(void **state) {
    static const char *(*const languages[])(const char *, const char *) = {plain, english, longer};
    load(feedback_screen);
    int fitting = 0;
    for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++) {
        for (int cols = 1; cols <= 200; cols++) {
            struct problem problem;
            if (layout_make(scr, 17, cols, languages[i], &layout, &problem) == STATUS_OK) {
                assert_sound(17, cols);
                fitting++;
            } else {
                assert_in_range(problem.line, 5, 11);
            }
            layout_release(&layout);
        }
    }
    assert_true(fitting > 400);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_chinese, end),
        cmocka_unit_test_teardown(test_values_stand_below_one_another_across_blocks, end),
        cmocka_unit_test_teardown(test_english, end),
        cmocka_unit_test_teardown(test_longer_by_two_fifths, end),
        cmocka_unit_test_teardown(test_a_block_in_need_takes_its_own_gutter, end),
        cmocka_unit_test_teardown(test_wide_terminal, end),
        cmocka_unit_test_teardown(test_a_lone_field_pushes_nobody, end),
        cmocka_unit_test_teardown(test_pages, end),
        cmocka_unit_test_teardown(test_no_layout, end),
        cmocka_unit_test_teardown(test_too_wide, end),
        cmocka_unit_test_teardown(test_too_long, end),
        cmocka_unit_test_teardown(test_the_rest_of_the_line_comes_last, end),
        cmocka_unit_test_teardown(test_every_width_fits_or_says_so, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

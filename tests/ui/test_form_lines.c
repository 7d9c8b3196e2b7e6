/* The fields of a form that hold several values: codes marked in a list or typed, detail lines in a table of
 * their own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fake_ui.h"
#include "ui/curses_api.h"
#include "ui/form_view.h"

static const char screen_text[] = "[screen]\ncode = 12\ntitle = 拟稿\nrecord = disclosure\n"
                                  "[layout]\nrow = channels\nrow = lines\nrow = title\n";
static const char record_text[] =
    "[record]\nlabel = 公开信息\nprefix = GK\n"
    "[field channels]\nlabel = 渠道\ntype = codes\nchoices = channel\nwidth = 30\n"
    "[field lines]\nlabel = 明细\ntype = lines\nrequired = yes\n"
    "[field title]\nlabel = 标题\ntype = text\nwidth = 20\nmax = 12\n";

static struct world {
    int saves, drafts;
    struct fields saved, draft;
} world;
static SCREEN *terminal;
static struct scr *scr;
static struct view *form;

static char *read_source(void *context, const char *path, size_t *length) {
    const char *text = strstr(path, "record/") ? record_text : screen_text;
    *length = strlen(text);
    return text_copy(text);
}

static void choices(void *context, const char *list, bool is_lookup, const char *typed,
                    struct choices *out) {
    static const char *const rows[][2] = {
        {"board", "公开栏"}, {"board_village", "村公开栏"}, {"web", "政府网站"}, {"tv", "电视"}};
    for (size_t i = 0; i < 4; i++) {
        char number[8];
        snprintf(number, sizeof number, "%zu", i + 1);
        if (strstr(rows[i][1], typed) || strcmp(rows[i][0], typed) == 0 ||
            strcmp(number, typed) == 0)
            choices_add(out, rows[i][0], rows[i][1], "");
    }
}

static void label(void *context, const char *list, bool is_lookup, const char *code,
                  struct buffer *out) {
    struct choices found = {0};
    choices(context, list, is_lookup, "", &found);
    for (size_t i = 0; i < found.count; i++)
        if (strcmp(found.items[i].code, code) == 0)
            buffer_append(out, found.items[i].label);
    choices_release(&found);
}

static void captions(void *context, const struct fields *values, struct lines_captions *out) {
    *out = (struct lines_captions){{"户主", "", "", "", "", "发放金额", "", ""}};
    snprintf(out->labels[LINES_NOTE], sizeof out->labels[0], "%s", fields_text(values, "title"));
}

static enum status save(void *context, struct view *view, const struct fields *values,
                        struct problems *problems) {
    world.saves++;
    fields_release(&world.saved);
    fields_merge(&world.saved, values);
    return STATUS_OK;
}

static void keep_draft(void *context, const struct fields *values, const char *field, int cursor,
                       bool is_left) {
    world.drafts++;
    fields_release(&world.draft);
    fields_merge(&world.draft, values);
}

static void open_form(const struct fields *values, bool is_read_only) {
    struct problem problem;
    struct domain domain = {.choices = choices, .label = label, .captions = captions};
    struct form_handlers handlers = {.save = save, .keep_draft = keep_draft};
    struct form_spec spec = {.scr = scr,
                             .title = " 12 拟稿",
                             .subtitle = "新增",
                             .values = values,
                             .is_read_only = is_read_only,
                             .domain = &domain,
                             .handlers = &handlers};
    assert_int_equal(form_view_new(&fake.ui, &spec, &form, &problem), STATUS_OK);
    fake_open(form);
    fake_draw();
}

static void open_with(const char *name, const char *value) {
    struct fields values = FIELDS_INIT;
    fields_set(&values, name, value);
    open_form(&values, false);
    fields_release(&values);
}

static int begin(void **state) {
    memset(&world, 0, sizeof world);
    fake_reset();
    return 0;
}

static int end(void **state) {
    if (form)
        form->class->free(form);
    form = NULL;
    fields_release(&world.saved);
    fields_release(&world.draft);
    return 0;
}

static const char *value(const char *name) {
    static char text[400];
    struct fields values = FIELDS_INIT;
    form_view_values(form, &values);
    snprintf(text, sizeof text, "%s", fields_text(&values, name));
    fields_release(&values);
    return text;
}

/* What libform drew. */
static bool cells_have(int row, const char *text) {
    struct buffer raw = BUFFER_INIT;
    wchar_t wide[100];
    char bytes[4];
    fake_draw();
    int count = mvinnwstr(row, 0, wide, 99);
    for (int i = 0; i < count; i++)
        buffer_append_bytes(&raw, bytes, text_encode((char32_t)wide[i], bytes));
    bool is_there = strstr(buffer_text(&raw), text) != NULL;
    if (!is_there)
        print_error("%s\n", buffer_text(&raw));
    buffer_release(&raw);
    return is_there;
}

static bool row_has(int row, const char *text) {
    fake_draw();
    return strstr(fake_row(row), text) != NULL;
}

static void codes_are_typed_one_after_the_other(void **state) {
    open_form(NULL, false);
    fake_type("电视、村公开栏 １;电视");
    fake_press(KEY_CODE_ENTER);
    assert_string_equal(value("channels"), "电视、村公开栏 １;电视");
    assert_true(row_has(20, "没有“１”"));
    fake_press(KEY_CODE_BACK_TAB);
    fake_press(KEY_CTRL('U'));
    fake_type("电视、村公开栏 board;电视");
    fake_press(KEY_CODE_ENTER);
    assert_string_equal(value("channels"), "board board_village tv");
    assert_true(cells_have(2, "公开栏、村公开栏、电视"));
    assert_true(row_has(21, "F4 或 ? 打开明细表"));
}

static void an_unknown_code_is_named(void **state) {
    open_form(NULL, false);
    fake_type("电视、广播");
    fake_press(KEY_CODE_ENTER);
    assert_true(row_has(20, "错误 渠道：没有“广播”，按 F4 选择"));
    assert_string_equal(value("channels"), "电视、广播");
}

static void codes_are_marked_in_the_list(void **state) {
    open_with("channels", "tv gone");
    assert_true(row_has(21, "可选几项"));
    fake_press(KEY_CODE_F4);
    assert_string_equal(fake.typed, "tv gone");
    fake.list_done(fake.context, "tv gone board");
    assert_string_equal(value("channels"), "board tv gone");
    fake_press(KEY_CODE_BACK_TAB);
    fake_type("？");
    fake.list_done(fake.context, NULL);
    assert_string_equal(value("channels"), "board tv gone");
    fake_type("网站 公");
    fake_press(KEY_CODE_ENTER); /* 公 may be two: the list, with what is understood */
    assert_string_equal(fake.typed, "web");
    fake.list_done(fake.context, "");
    assert_string_equal(value("channels"), "");
}

static void lines_are_one_line_and_open_a_table(void **state) {
    open_with("title", "备注栏");
    fake_press(KEY_CODE_TAB);
    fake_type("5");
    assert_string_equal(fake.message, "明细在表里填写：按 F4 打开");
    fake_press(KEY_CODE_BACKSPACE);
    form->class->paste(form, "x", 1);
    assert_string_equal(value("lines"), "");
    assert_false(form_view_is_changed(form));
    fake_press(KEY_CODE_F4);
    struct view *table = fake.pushed;
    assert_non_null(table);
    fake_open(table);
    fake_draw();
    assert_true(row_has(1, "户主"));
    assert_true(row_has(1, "备注栏"));
    fake_type("张𠮷旺");
    fake_press(KEY_CODE_ENTER);
    fake_type("3456");
    fake_press(KEY_CODE_F2);
    table->class->free(table);
    fake_open(form);
    assert_string_equal(value("lines"), "张𠮷旺\t\t\t\t\t345600\t\t");
    assert_true(cells_have(3, "1 行，合计 3,456.00"));
    assert_true(form_view_is_changed(form));
    assert_true(fake.ui.cursor_row == 4); /* the next field */
    fake_press(KEY_CODE_F2);
    assert_string_equal(fields_text(&world.saved, "lines"), "张𠮷旺\t\t\t\t\t345600\t\t");
}

static void enter_goes_past_lines_and_required_is_checked(void **state) {
    open_form(NULL, false);
    fake_press(KEY_CODE_ENTER);
    fake_press(KEY_CODE_ENTER);
    assert_null(fake.pushed);
    fake_draw();
    assert_int_equal(fake.ui.cursor_row, 4);
    fake_press(KEY_CODE_F2);
    assert_true(row_has(20, "错误 1/1  明细：必填"));
    assert_int_equal(world.saves, 0);
}

static void a_cancelled_table_changes_nothing(void **state) {
    open_with("lines", "甲\t\t\t\t\t100\t\t");
    fake_press(KEY_CODE_TAB);
    fake_type("?");
    struct view *table = fake.pushed;
    fake_open(table);
    fake_press(KEY_CODE_ESCAPE);
    table->class->free(table);
    fake_open(form);
    assert_string_equal(value("lines"), "甲\t\t\t\t\t100\t\t");
    assert_false(form_view_is_changed(form));
}

static void hanging_up_keeps_the_table_with_the_form(void **state) {
    open_with("lines", "甲\t\t\t\t\t100\t\t");
    fake_press(KEY_CODE_TAB);
    fake_press(KEY_CODE_F4);
    struct view *table = fake.pushed;
    fake_open(table);
    fake_type("乙");
    table->class->free(table);
    form->class->free(form);
    form = NULL;
    assert_int_equal(world.drafts, 1);
    assert_string_equal(fields_text(&world.draft, "lines"), "甲乙\t\t\t\t\t100\t\t");
}

static void a_read_only_form_shows_its_table(void **state) {
    struct fields values = FIELDS_INIT;
    fields_set(&values, "lines", "甲\t\t\t\t\t100\t\t");
    open_form(&values, true);
    fields_release(&values);
    fake_press(KEY_CODE_F4);
    assert_non_null(fake.pushed);
    fake_open(fake.pushed);
    fake_type("x");
    fake_press(KEY_CODE_ESCAPE);
    fake.pushed->class->free(fake.pushed);
    fake_open(form);
    assert_string_equal(value("lines"), "甲\t\t\t\t\t100\t\t");
}

static int open_terminal(void **state) {
    struct scr_source source = {NULL, read_source};
    struct problem problem;
    FILE *nowhere = fopen("/dev/null", "r+");
    language_set("zh_CN", NULL);
    setenv("LINES", "24", 1);
    setenv("COLUMNS", "80", 1);
    if (!nowhere || !(terminal = newterm("xterm", nowhere, nowhere)))
        return -1;
    return scr_load(&source, "disclosure", &scr, &problem) == STATUS_OK ? 0 : -1;
}

static int close_terminal(void **state) {
    scr_free(scr);
    endwin();
    delscreen(terminal);
    return 0;
}

int main(void) {
#define FORM_TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        FORM_TEST(codes_are_typed_one_after_the_other),
        FORM_TEST(an_unknown_code_is_named),
        FORM_TEST(codes_are_marked_in_the_list),
        FORM_TEST(lines_are_one_line_and_open_a_table),
        FORM_TEST(enter_goes_past_lines_and_required_is_checked),
        FORM_TEST(a_cancelled_table_changes_nothing),
        FORM_TEST(hanging_up_keeps_the_table_with_the_form),
        FORM_TEST(a_read_only_form_shows_its_table),
    };
    return cmocka_run_group_tests(tests, open_terminal, close_terminal);
}

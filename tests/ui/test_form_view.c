/* A form over a small screen file: values, moving, errors, leaving. libform draws on a screen that goes
 * nowhere; what stands around its fields is drawn on the fake one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fake_ui.h"
#include "ui/curses_api.h"
#include "ui/form_view.h"

static const char screen_text[] = "[screen]\ncode = 33\ntitle = 反馈登记\nrecord = feedback\n"
                                  "[layout]\nrow = received_on kind\nrow = title\n"
                                  "row = amount public\nrow =\nrow = body\nrow =\n"
                                  "row = unit due_on\nrow = second_unit\n";

static const char pages_text[] = "[screen]\ntitle = 两页\nrecord = feedback\n[layout]\n"
                                 "row = received_on\nrow = title\npage =\nrow = unit\n"
                                 "row = second_unit\n";

static const char record_text[] =
    "[record]\nlabel = 反馈件\nprefix = FK\n"
    "[field received_on]\nlabel = 收到日期\ntype = date\nwidth = 10\nrequired = yes\nsticky = yes\n"
    "[field kind]\nlabel = 类别\ntype = choice\nchoices = feedback_kind\nwidth = 12\n"
    "[field title]\nlabel = 标题\ntype = text\nwidth = 20\nmax = 12\nrequired = yes\n"
    "hint = 一句话写明反映的事\n"
    "[field amount]\nlabel = 金额\ntype = money\nwidth = 12\n"
    "range = 0 99999900\n"
    "[field public]\nlabel = 公开\ntype = flag\nwidth = 2\n"
    "[field body]\nlabel = 内容\ntype = memo\nwidth = 31\nrows = 3\nmax = 2100\n"
    "[field unit]\nlabel = 承办\ntype = lookup\nlookup = unit\nwidth = 12\n"
    "[field due_on]\nlabel = 期限\ntype = date\nwidth = 10\nnot_before = received_on\n"
    "[field second_unit]\nlabel = 会办\ntype = lookup\nlookup = unit\nwidth = 12\n"
    "differ = unit\n";

static struct world {
    int saves, abandons, frees, drafts;
    char changed[200], draft_field[40], commands[100], phrases_for[40];
    struct fields saved, draft;
    const char *refuse_field;
    bool restarts;
} world;

static const char *restart_field = "title";
static SCREEN *terminal;
static struct scr *scr, *pages_scr;
static struct view *form;

static char *read_source(void *context, const char *path, size_t *length) {
    const char *text = strstr(path, "record/")     ? record_text
                       : strstr(path, "two_pages") ? pages_text
                                                   : screen_text;
    *length = strlen(text);
    return text_copy(text);
}

static void choices(void *context, const char *list, bool is_lookup, const char *typed,
                    struct choices *out) {
    static const char *const units[][2] = {
        {"1", "党政办"}, {"2", "社会事务办"}, {"3", "社会治理办"}, {"4", "东门村"}};
    static const char *const kinds[][2] = {{"complaint", "投诉"}, {"report", "投诉举报"}};
    for (size_t i = 0; i < (is_lookup ? 4 : 2); i++) {
        const char *const *row = is_lookup ? units[i] : kinds[i];
        if (strstr(row[1], typed) || strcmp(row[0], typed) == 0)
            choices_add(out, row[0], row[1], "");
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

static void date_echo(void *context, day_number day, struct buffer *out) {
    buffer_append(out, date_weekday(day) == 5 ? " 周五 工作日" : " 别的日子");
}

static enum status save(void *context, struct view *view, const struct fields *values,
                        struct problems *problems) {
    struct problem problem;
    if (world.refuse_field) {
        problem_set(&problem, STATUS_INVALID, world.refuse_field, N_("“{field}”要改"));
        problems_add(problems, &problem);
        return STATUS_INVALID;
    }
    world.saves++;
    fields_release(&world.saved);
    fields_merge(&world.saved, values);
    if (world.restarts) {
        struct fields sticky = FIELDS_INIT;
        fields_set(&sticky, "received_on", fields_get(values, "received_on"));
        form_view_restart(view, &sticky, values, "新增", restart_field);
        fields_release(&sticky);
    }
    return STATUS_OK;
}

static void changed(void *context, struct view *view, const char *field) {
    size_t length = strlen(world.changed);
    snprintf(world.changed + length, sizeof world.changed - length, "%s;", field);
}

static bool command(void *context, struct view *view, const char *name) {
    size_t length = strlen(world.commands);
    snprintf(world.commands + length, sizeof world.commands - length, "%s;", name);
    return true;
}

static void phrases(void *context, struct view *view, const char *field) {
    snprintf(world.phrases_for, sizeof world.phrases_for, "%s@%d", field, form_view_row(view));
    form_view_insert(view, "已修好");
}

static void keep_draft(void *context, const struct fields *values, const char *field, int cursor,
                       bool is_left) {
    world.drafts++;
    fields_release(&world.draft);
    fields_merge(&world.draft, values);
    snprintf(world.draft_field, sizeof world.draft_field, "%s", field);
}

static void abandoned(void *context) {
    world.abandons++;
}

static void free_context(void *context) {
    world.frees++;
}

static struct form_spec spec_of(const struct fields *values, const struct fields *last) {
    static struct domain domain;
    static const struct form_handlers handlers = {.save = save,
                                                  .changed = changed,
                                                  .command = command,
                                                  .phrases = phrases,
                                                  .keep_draft = keep_draft,
                                                  .abandoned = abandoned,
                                                  .free = free_context};
    domain =
        (struct domain){NULL, choices, label,
                        date_echo, NULL, {date_from_iso("2026-11-20"), NULL, NULL}};
    return (struct form_spec){.scr = scr,
                              .title = " 33 反馈登记",
                              .subtitle = "新增",
                              .values = values,
                              .last = last,
                              .domain = &domain,
                              .handlers = &handlers};
}

static void open_form(const struct form_spec *spec) {
    struct problem problem;
    struct buffer why = BUFFER_INIT;
    enum status status = form_view_new(&fake.ui, spec, &form, &problem);
    if (status != STATUS_OK) {
        language_append_problem(&why, &problem, NULL);
        fail_msg("%s", buffer_text(&why));
    }
    fake_open(form);
    fake_draw();
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

static void start(void) {
    struct form_spec spec = spec_of(NULL, NULL);
    open_form(&spec);
}

static void start_with(const char *name, const char *value) {
    struct fields values = FIELDS_INIT;
    fields_set(&values, name, value);
    struct form_spec spec = spec_of(&values, NULL);
    open_form(&spec);
    fields_release(&values);
}

/* What libform drew, without the blanks at its ends. */
static const char *cells(int row, int col, int cols) {
    static char text[400];
    struct buffer raw = BUFFER_INIT, trimmed = BUFFER_INIT;
    wchar_t wide[100];
    char bytes[4];
    fake_draw();
    int count = mvinnwstr(row, col, wide, 99);
    int width = 0;
    for (int i = 0; i < count && width < cols; i++) {
        buffer_append_bytes(&raw, bytes, text_encode((char32_t)wide[i], bytes));
        width += width_of((char32_t)wide[i]);
    }
    text_append_trimmed(&trimmed, buffer_text(&raw));
    snprintf(text, sizeof text, "%s", buffer_text(&trimmed));
    buffer_release(&raw);
    buffer_release(&trimmed);
    return text;
}

static const char *value(const char *name) {
    static char text[400];
    struct fields values = FIELDS_INIT;
    form_view_values(form, &values);
    snprintf(text, sizeof text, "%s", fields_text(&values, name));
    fields_release(&values);
    return text;
}

static bool row_has(int row, const char *text) {
    fake_draw();
    return strstr(fake_row(row), text) != NULL;
}

static void values_are_kept_in_stored_form(void **state) {
    start();
    fake_type("t");
    fake_press(KEY_CODE_ENTER);
    fake_type("举报");
    fake_press(KEY_CODE_ENTER);
    fake_type("  路灯不亮 张𠮷旺䶮 ");
    fake_press(KEY_CODE_TAB);
    fake_type("1,234.5元");
    fake_press(KEY_CODE_TAB);
    fake_type(" ");
    fake_press(KEY_CODE_TAB);
    assert_string_equal(value("received_on"), "2026-11-20");
    assert_string_equal(value("kind"), "report");
    assert_string_equal(value("title"), "路灯不亮 张𠮷旺䶮");
    assert_string_equal(value("amount"), "123450");
    assert_string_equal(value("public"), "1");
    assert_string_equal(world.changed, ";received_on;kind;title;amount;public;");
    assert_true(row_has(2, "周五 工作日"));
    assert_string_equal(cells(2, 12, 12), "2026-11-20");
    assert_string_equal(cells(3, 12, 24), "路灯不亮 张𠮷旺䶮");
    assert_string_equal(cells(4, 12, 12), "1234.50");
}

static void a_typed_value_replaces_the_old_one(void **state) {
    start_with("received_on", "2026-11-03");
    fake_type("1");
    fake_type("122");
    fake_press(KEY_CODE_TAB);
    assert_string_equal(value("received_on"), "2026-11-22");
    assert_true(row_has(2, "别的日子"));
}

static void the_cursor_stands_in_the_cell_edited(void **state) {
    start();
    fake_press(KEY_CODE_DOWN);
    fake_press(KEY_CODE_DOWN);
    int col = (fake_draw(), fake.ui.cursor_col);
    fake_type("路a灯");
    fake_draw();
    assert_int_equal(fake.ui.cursor_row, 3);
    assert_int_equal(fake.ui.cursor_col, col + 5);
    fake_press(KEY_CODE_LEFT);
    fake_press(KEY_CODE_BACKSPACE);
    fake_draw();
    assert_int_equal(fake.ui.cursor_col, col + 2);
    assert_string_equal(value("title"), "路灯");
    assert_true(row_has(21, "必填。一句话写明反映的事"));
    assert_true(row_has(21, "余 10 字"));
}

static void a_choice_meant_twice_opens_the_list(void **state) {
    start();
    fake_press(KEY_CODE_TAB);
    fake_type("诉");
    fake_press(KEY_CODE_ENTER);
    assert_non_null(fake.list_done);
    assert_string_equal(fake.typed, "诉");
    fake.list_done(fake.context, "complaint");
    assert_string_equal(value("kind"), "complaint");
    assert_true(row_has(21, "一句话"));
    fake_press(KEY_CODE_UP);
    fake.list_done = NULL;
    fake_type("投诉");
    fake_press(KEY_CODE_ENTER);
    assert_null(fake.list_done);
    assert_string_equal(value("kind"), "complaint");
}

static void a_question_mark_opens_the_list(void **state) {
    start();
    fake_press(KEY_CODE_TAB);
    fake_type("？");
    assert_non_null(fake.list_done);
    fake.list_done(fake.context, NULL);
    assert_string_equal(value("kind"), "");
    assert_false(form_view_is_changed(form));
}

static void an_error_never_blocks(void **state) {
    start();
    fake_type("没有这天");
    fake_press(KEY_CODE_ENTER);
    assert_true(row_has(20, "错误 收到日期："));
    fake_type("x");
    assert_false(row_has(20, "错误"));
    fake_press(KEY_CODE_BACK_TAB);
    assert_true(row_has(20, "错误 收到日期："));
    assert_string_equal(value("received_on"), "没有这天");
    assert_true(form_view_is_changed(form));
}

static void all_errors_are_counted(void **state) {
    start();
    fake_press(KEY_CODE_TAB);
    fake_type("无");
    fake_press(KEY_CODE_F2);
    assert_int_equal(world.saves, 0);
    assert_true(row_has(20, "错误 1/3  收到日期：必填，还空着"));
    assert_int_equal(fake.ui.cursor_row, 2);
    fake_press(KEY_CODE_F2);
    assert_true(row_has(20, "错误 2/3  类别：没有“无”，按 F4 选择"));
    fake_press(KEY_CODE_F2);
    assert_true(row_has(20, "错误 3/3  标题："));
    assert_int_equal(fake.ui.cursor_row, 3);
    fake_type("路灯");
    assert_false(row_has(20, "错误"));
    fake_press(KEY_CODE_BACK_TAB);
    assert_true(row_has(20, "错误 2/3  类别："));
    fake_press(KEY_CTRL('U'));
    fake_press(KEY_CODE_F2);
    assert_true(row_has(20, "错误 1/1  收到日期："));
    fake_type("t");
    fake_press(KEY_CODE_F2);
    assert_int_equal(world.saves, 1);
    assert_string_equal(fields_text(&world.saved, "title"), "路灯");
    assert_false(form_view_is_changed(form));
}

static void the_handlers_rules_are_shown_at_their_field(void **state) {
    start_with("received_on", "2026-11-20");
    fake_press(KEY_CODE_TAB);
    fake_press(KEY_CODE_TAB);
    fake_type("路灯");
    world.refuse_field = "unit";
    fake_press(KEY_CODE_F2);
    assert_true(row_has(20, "错误 1/1  “承办”要改"));
    assert_int_equal(fake.ui.cursor_row, 10);
    world.refuse_field = "no_field_of_this_form";
    fake_press(KEY_CODE_F2);
    assert_true(row_has(20, "错误 1/1"));
}

static void fields_are_checked_against_each_other(void **state) {
    start_with("received_on", "2026-11-20");
    form_view_set(form, "title", "路灯");
    form_view_set(form, "due_on", "2026-11-19");
    form_view_set(form, "unit", "4");
    form_view_set(form, "second_unit", "4");
    form_view_set(form, "amount", "99999901");
    fake_press(KEY_CODE_F2);
    assert_true(row_has(20, "错误 1/3  金额：应在 0.00 到 999999.00 元之间"));
    form_view_set(form, "amount", "99999900");
    fake_type("..");
    fake_press(KEY_CTRL('Z'));
    fake_press(KEY_CODE_F2);
    assert_true(row_has(20, "错误 1/2  期限：不能早于“收到日期”2026-11-20"));
    fake_press(KEY_CODE_F2);
    assert_true(row_has(20, "错误 2/2  会办：不能与“承办”相同"));
}

static void enter_on_the_last_line_saves(void **state) {
    start_with("received_on", "2026-11-20");
    form_view_set(form, "title", "路灯");
    fake_press(KEY_CODE_BACK_TAB);
    assert_true(row_has(21, "F4"));
    fake_type("东门");
    fake_press(KEY_CODE_ENTER);
    assert_int_equal(world.saves, 1);
    assert_string_equal(fields_text(&world.saved, "second_unit"), "4");
}

static void a_memo_takes_lines_and_is_left_at_its_edges(void **state) {
    start();
    for (int i = 0; i < 5; i++)
        fake_press(KEY_CODE_TAB);
    fake_draw();
    assert_int_equal(fake.ui.cursor_row, 6);
    fake_type("三组自八月以来路灯不亮，老人小孩夜间出行不安全");
    fake_press(KEY_CODE_ENTER);
    fake_type("请修");
    assert_string_equal(value("body"), "三组自八月以来路灯不亮，老人小孩夜间出行不安全\n请修");
    fake_draw();
    assert_int_equal(fake.ui.cursor_row, 8);
    assert_string_equal(cells(8, 12, 31), "请修");
    fake_press(KEY_CODE_UP);
    fake_press(KEY_CODE_UP);
    fake_draw();
    assert_int_equal(fake.ui.cursor_row, 6);
    fake_press(KEY_CODE_UP);
    fake_draw();
    assert_int_equal(fake.ui.cursor_row, 4);
    fake_press(KEY_CODE_TAB);
    fake_press(KEY_CODE_TAB);
    fake_draw();
    assert_int_equal(fake.ui.cursor_row, 10);
}

static void a_paste_goes_in_whole(void **state) {
    struct buffer paste = BUFFER_INIT;
    start();
    for (int i = 0; i < 2000; i++)
        buffer_append(&paste, i % 100 ? "䶮" : "𠮷");
    for (int i = 0; i < 5; i++)
        fake_press(KEY_CODE_TAB);
    form->class->paste(form, buffer_text(&paste), paste.length);
    struct fields values = FIELDS_INIT;
    form_view_values(form, &values);
    assert_string_equal(fields_text(&values, "body"), buffer_text(&paste));
    fields_release(&values);
    fake_press(KEY_CODE_BACK_TAB);
    fake_press(KEY_CODE_BACK_TAB);
    fake_press(KEY_CODE_BACK_TAB);
    form->class->paste(form, buffer_text(&paste), paste.length);
    assert_string_equal(value("title"), "𠮷䶮䶮䶮䶮䶮䶮䶮䶮䶮䶮䶮");
    assert_non_null(strstr(fake.message, "最多 12 字"));
    buffer_release(&paste);
}

static void dots_take_the_last_value(void **state) {
    struct fields last = FIELDS_INIT;
    fields_set(&last, "kind", "report");
    fields_set(&last, "title", "上一条的标题");
    struct form_spec spec = spec_of(NULL, &last);
    open_form(&spec);
    fields_release(&last);
    fake_press(KEY_CODE_TAB);
    fake_type("..");
    assert_string_equal(value("kind"), "report");
    fake_press(KEY_CODE_TAB);
    fake_type("。。");
    assert_string_equal(value("title"), "上一条的标题");
    fake_press(KEY_CODE_TAB);
    fake_press(KEY_CODE_F9);
    assert_string_equal(fake.message, "上一条没有这一栏的值");
}

static void leaving_unchanged_asks_nothing(void **state) {
    start();
    fake_press(KEY_CODE_ESCAPE);
    assert_true(fake.is_closed);
    assert_null(fake.choice_done);
    assert_int_equal(world.drafts, 0);
}

static void leaving_changed_asks(void **state) {
    start();
    fake_press(KEY_CODE_TAB);
    fake_type("投");
    fake_press(KEY_CODE_ESCAPE);
    assert_false(fake.is_closed);
    assert_int_equal(fake.answers, 3);
    fake.choice_done(fake.context, 1);
    fake.choice_done(fake.context, 0);
    assert_false(fake.is_closed);
    fake.choice_done(fake.context, 2);
    assert_true(fake.is_closed);
    assert_int_equal(world.drafts, 1);
    assert_string_equal(world.draft_field, "kind");
    assert_string_equal(fields_text(&world.draft, "kind"), "投");
}

static void thrown_away_is_not_kept(void **state) {
    start();
    fake_type("x");
    fake_press(KEY_CODE_ESCAPE);
    fake.choice_done(fake.context, 3);
    assert_int_equal(world.abandons, 1);
    form->class->free(form);
    form = NULL;
    assert_int_equal(world.drafts, 0);
    assert_int_equal(world.frees, 1);
}

static void hanging_up_keeps_a_draft(void **state) {
    start();
    fake_type("t");
    form->class->free(form);
    form = NULL;
    assert_int_equal(world.drafts, 1);
    assert_string_equal(fields_text(&world.draft, "received_on"), "2026-11-20");
}

static void what_was_saved_is_not_kept_again(void **state) {
    start_with("received_on", "2026-11-20");
    form_view_set(form, "title", "路灯");
    fake_type("t");
    fake_press(KEY_CODE_F2);
    assert_int_equal(world.saves, 1);
    form->class->free(form);
    form = NULL;
    assert_int_equal(world.drafts, 0);
}

static void what_is_carried_over_is_marked(void **state) {
    struct fields last = FIELDS_INIT;
    fields_set(&last, "received_on", "2026-11-19");
    struct form_spec spec = spec_of(&last, &last);
    open_form(&spec);
    assert_true(row_has(2, "=收到日期:"));
    assert_true(row_has(21, "沿用上一条。"));
    fake_type("1120");
    fake_press(KEY_CODE_ENTER);
    fake_draw();
    assert_true(row_has(2, " 收到日期:"));
    assert_false(row_has(2, "="));
    fields_release(&last);
}

static void phrases_go_in_at_the_cursor(void **state) {
    start();
    assert_false(row_has(23, "常用语"));
    fake_press(KEY_CODE_F7);
    assert_string_equal(world.phrases_for, ""); /* a date */
    assert_true(strstr(fake.message, "写文字的栏") != NULL);
    fake_press(KEY_CODE_TAB);
    fake_draw();
    assert_false(row_has(23, "常用语"));
    fake_press(KEY_CODE_TAB);
    fake_draw();
    assert_true(row_has(23, "常用语"));
    fake_type("路灯。");
    fake_press(KEY_CODE_LEFT);
    fake_press(KEY_CODE_F7);
    assert_string_equal(world.phrases_for, "title@3");
    fake_draw();
    assert_string_equal(value("title"), "路灯已修好。");
}

static void f4_after_saving_is_further_commands_once(void **state) {
    struct fields values = FIELDS_INIT;
    fields_set(&values, "received_on", "2026-11-20");
    fields_set(&values, "title", "路灯不亮");
    struct form_spec spec = spec_of(&values, NULL);
    world.restarts = true;
    restart_field = "kind";
    open_form(&spec);
    fake_press(KEY_CODE_F2);
    fake_press(KEY_CODE_F4);
    assert_string_equal(world.commands, "commands;");
    fake_press(KEY_CODE_F4); /* now the value list of the kind */
    assert_string_equal(world.commands, "commands;");
    assert_non_null(fake.list_done);
    fake.list_done(fake.context, NULL);
    restart_field = "title";
    fields_release(&values);
}

static void restart_keeps_what_is_sticky(void **state) {
    start_with("received_on", "2026-11-20");
    fake_press(KEY_CODE_TAB);
    fake_press(KEY_CODE_TAB);
    fake_type("路灯");
    world.restarts = true;
    fake_press(KEY_CODE_F2);
    assert_int_equal(world.saves, 1);
    assert_string_equal(value("received_on"), "2026-11-20");
    assert_string_equal(value("title"), "");
    assert_false(form_view_is_changed(form));
    fake_press(KEY_CODE_F9);
    assert_string_equal(value("title"), "路灯");
    assert_true(form_view_is_changed(form));
}

static void pages_step_through_the_list(void **state) {
    start();
    fake_press(KEY_CODE_PAGE_DOWN);
    fake_press(KEY_CODE_PAGE_UP);
    assert_string_equal(world.commands, "next;previous;");
    fake_type("t");
    fake_press(KEY_CODE_PAGE_DOWN);
    assert_string_equal(world.commands, "next;previous;");
    assert_non_null(strstr(fake.message, "改动"));
}

static void pages_turn_by_key_and_by_field(void **state) {
    struct form_spec spec = spec_of(NULL, NULL);
    spec.scr = pages_scr;
    open_form(&spec);
    assert_true(row_has(0, "第 1/2 页"));
    assert_true(row_has(3, "标题:"));
    fake_press(KEY_CODE_PAGE_DOWN);
    assert_true(row_has(0, "第 2/2 页"));
    assert_true(row_has(3, "会办:"));
    assert_int_equal(fake.ui.cursor_row, 2);
    fake_press(KEY_CODE_BACK_TAB);
    assert_true(row_has(0, "第 1/2 页"));
    int col = (fake_draw(), fake.ui.cursor_col);
    fake_type("路灯");
    assert_string_equal(cells(3, col, 6), "路灯");
    fake_press(KEY_CODE_TAB);
    assert_true(row_has(0, "第 2/2 页"));
    fake_press(KEY_CODE_F2);
    assert_true(row_has(20, "错误 1/1  收到日期："));
    assert_true(row_has(0, "第 1/2 页"));
    assert_string_equal(cells(3, col, 6), "路灯");
}

static void nothing_is_typed_into_a_read_only_form(void **state) {
    struct fields values = FIELDS_INIT;
    fields_set(&values, "title", "路灯");
    struct form_spec spec = spec_of(&values, NULL);
    spec.is_read_only = true;
    open_form(&spec);
    fields_release(&values);
    fake_type("x");
    fake_press(KEY_CODE_ENTER);
    fake_press(KEY_CODE_BACKSPACE);
    fake_press(KEY_CODE_F2);
    assert_string_equal(value("title"), "路灯");
    assert_int_equal(world.saves, 0);
    assert_string_equal(cells(3, 12, 24), "路灯");
    fake_press(KEY_CODE_ESCAPE);
    assert_true(fake.is_closed);
}

static void resize_keeps_text_focus_and_cursor(void **state) {
    start();
    fake_press(KEY_CODE_TAB);
    fake_press(KEY_CODE_TAB);
    fake_type("路灯");
    fake_draw();
    int row = fake.ui.cursor_row, col = fake.ui.cursor_col;
    fake.ui.terminal.rows = 8;
    form->class->resized(form);
    fake.ui.terminal.rows = FAKE_ROWS;
    form->class->resized(form);
    form->is_dirty = true;
    fake_draw();
    assert_string_equal(value("title"), "路灯");
    assert_int_equal(fake.ui.cursor_row, row);
    assert_int_equal(fake.ui.cursor_col, col);
    assert_string_equal(cells(3, 12, 24), "路灯");
}

static void brackets_show_fields_without_colours(void **state) {
    fake.ui.terminal.has_colors = false;
    start();
    fake_draw();
    assert_string_equal(fake.cells[3][11], "[");
    assert_string_equal(fake.cells[2][23], "]");
}

static void notes_stand_below_the_form(void **state) {
    start();
    form_view_set_note(form, "可能重复：FK2026-00187\n第二行");
    assert_true(row_has(13, "可能重复：FK2026-00187"));
    assert_true(row_has(14, "第二行"));
    form_view_set_note(form, "");
    assert_false(row_has(13, "可能"));
}

static int open_terminal(void **state) {
    struct scr_source source = {NULL, read_source};
    struct problem problem;
    struct buffer why = BUFFER_INIT;
    FILE *nowhere = fopen("/dev/null", "r+");
    language_set("zh_CN", NULL);
    setenv("LINES", "24", 1);
    setenv("COLUMNS", "80", 1);
    if (!nowhere || !(terminal = newterm("xterm", nowhere, nowhere)))
        return -1;
    if (scr_load(&source, "feedback_new", &scr, &problem) == STATUS_OK &&
        scr_load(&source, "two_pages", &pages_scr, &problem) == STATUS_OK)
        return 0;
    language_append_problem(&why, &problem, NULL);
    print_error("%s\n", buffer_text(&why));
    buffer_release(&why);
    return -1;
}

static int close_terminal(void **state) {
    scr_free(scr);
    scr_free(pages_scr);
    endwin();
    delscreen(terminal);
    return 0;
}

int main(void) {
#define FORM_TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        FORM_TEST(values_are_kept_in_stored_form),
        FORM_TEST(a_typed_value_replaces_the_old_one),
        FORM_TEST(the_cursor_stands_in_the_cell_edited),
        FORM_TEST(a_choice_meant_twice_opens_the_list),
        FORM_TEST(a_question_mark_opens_the_list),
        FORM_TEST(an_error_never_blocks),
        FORM_TEST(all_errors_are_counted),
        FORM_TEST(the_handlers_rules_are_shown_at_their_field),
        FORM_TEST(fields_are_checked_against_each_other),
        FORM_TEST(enter_on_the_last_line_saves),
        FORM_TEST(a_memo_takes_lines_and_is_left_at_its_edges),
        FORM_TEST(a_paste_goes_in_whole),
        FORM_TEST(dots_take_the_last_value),
        FORM_TEST(leaving_unchanged_asks_nothing),
        FORM_TEST(leaving_changed_asks),
        FORM_TEST(thrown_away_is_not_kept),
        FORM_TEST(hanging_up_keeps_a_draft),
        FORM_TEST(what_was_saved_is_not_kept_again),
        FORM_TEST(restart_keeps_what_is_sticky),
        FORM_TEST(what_is_carried_over_is_marked),
        FORM_TEST(phrases_go_in_at_the_cursor),
        FORM_TEST(f4_after_saving_is_further_commands_once),
        FORM_TEST(pages_step_through_the_list),
        FORM_TEST(pages_turn_by_key_and_by_field),
        FORM_TEST(nothing_is_typed_into_a_read_only_form),
        FORM_TEST(resize_keeps_text_focus_and_cursor),
        FORM_TEST(brackets_show_fields_without_colours),
        FORM_TEST(notes_stand_below_the_form),
    };
    return cmocka_run_group_tests(tests, open_terminal, close_terminal);
}

/* A list over rows in memory: paging by key, options, marks, chains, what is drawn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fake_ui.h"
#include "ui/list_view.h"

enum { PAGE = 19, ROWS_MOST = 200 };

static struct world {
    int64_t ids[ROWS_MOST]; /* in order; the key is the id as text */
    size_t count;
    char log[400];
    int64_t opened;
    bool refuses;
    bool opens_view;
    int counts;
    bool counting_is_busy;
    enum status page_fails;
} world;

static struct view above;

static bool is_after(const char *key, int64_t id, int64_t other) {
    return other > id;
}

static void add_row(struct list_rows *out, size_t at, int64_t id) {
    char number[32];
    struct list_row *row = &out->rows[at];
    row->id = id;
    snprintf(number, sizeof number, "%06lld", (long long)id);
    row->key = text_copy(number);
    snprintf(number, sizeof number, "FK2026-%05lld", (long long)id);
    list_row_set(row, 0, number, INK_PLAIN);
    list_row_set(row, 1, id % 2 ? "逾期3" : "今日", INK_RED);
    list_row_set(row, 2, "东门村三组路灯三个月不亮，张𠮷旺䶮反映多次没有结果", INK_PLAIN);
    list_row_set(row, 3, "王建国", INK_PLAIN);
}

static enum status page(void *context, const char *key, int64_t id, bool backwards, bool inclusive,
                        int limit, struct list_rows *out, struct problem *problem) {
    size_t first = 0, last = world.count;
    if (world.page_fails)
        return problem_set(problem, world.page_fails, "", N_("读不到数据"));
    if (key && !backwards)
        while (first < last && world.ids[first] < id + !inclusive)
            first++;
    if (key && backwards)
        while (last > 0 && world.ids[last - 1] > id - !inclusive)
            last--;
    if (backwards && last - first > (size_t)limit)
        first = last - (size_t)limit;
    for (size_t i = first; i < last && out->count < (size_t)limit; i++)
        add_row(out, out->count++, world.ids[i]);
    return STATUS_OK;
}

static enum status count(void *context, const char *key, int64_t id, int64_t *total,
                         int64_t *position, struct problem *problem) {
    world.counts++;
    if (world.counting_is_busy)
        return STATUS_BUSY;
    *total = (int64_t)world.count;
    *position = 0;
    for (size_t i = 0; i < world.count; i++)
        *position += !is_after(key, id, world.ids[i]);
    return STATUS_OK;
}

static enum status find(void *context, const char *typed, const char *key, int64_t id,
                        char **found_key, int64_t *found_id, struct problem *problem) {
    int64_t wanted = strtoll(typed, NULL, 10);
    if (wanted <= 0)
        return problem_set(problem, STATUS_NOT_FOUND, "", N_("没有找到"));
    *found_id = wanted;
    *found_key = text_copy("k");
    return STATUS_OK;
}

static void open_row(void *context, struct view *view, int64_t id) {
    world.opened = id;
}

static bool carry_out(void *context, struct view *view, const char *command, const int64_t *ids,
                      size_t ids_count) {
    size_t length = strlen(world.log);
    length += (size_t)snprintf(world.log + length, sizeof world.log - length, "%s", command);
    for (size_t i = 0; i < ids_count; i++)
        length += (size_t)snprintf(world.log + length, sizeof world.log - length, " %lld",
                                   (long long)ids[i]);
    snprintf(world.log + length, sizeof world.log - length, ";");
    if (world.opens_view)
        fake.ui.top = &above;
    return !world.refuses;
}

static const struct list_column columns[] = {
    {"编号", 13, true}, {"工作日", 6, false}, {"标题", 0, false}, {"经办", 6, false}};
static const struct list_option options[] = {
    {2, "edit", "改", false}, {4, "void", "作废", false}, {5, "view", "看", false}, {0, "announce", "公布", false}};
static const struct list_source source = {
    .page = page, .count = count, .find = find, .open = open_row, .carry_out = carry_out};

static struct view *list;

static void start(size_t rows) {
    struct list_spec spec = {" 34 待办反馈", "按期限", "没有待办反馈。", columns, 4,
                             options,        4,        "feedback",       &source};
    memset(&world, 0, sizeof world);
    fake_reset();
    world.count = rows;
    for (size_t i = 0; i < rows; i++)
        world.ids[i] = (int64_t)i + 1;
    list = list_view_new(&spec);
    assert_non_null(list);
    fake_open(list);
    fake_draw();
}

static void idle(void) {
    while (list->class->idle(list)) {
    }
}

static int end(void **state) {
    if (list)
        list->class->free(list);
    list = NULL;
    return 0;
}

static const char *position(void) {
    static char text[40];
    struct buffer out = BUFFER_INIT;
    list_view_append_position(list, &out);
    snprintf(text, sizeof text, "%s", buffer_text(&out));
    buffer_release(&out);
    return text;
}

static void press(enum key_code code, int times) {
    while (times-- > 0)
        fake_press(code);
}

static void headings_and_rows_share_columns(void **state) {
    start(3);
    assert_string_equal(fake_row(1), " 选 编号          工作日 标题"
                                     "                                             经办");
    assert_string_equal(fake_row(2), ">   FK2026-00001  逾期3  "
                                     "东门村三组路灯三个月不亮，张𠮷旺䶮反映多次没有结 王建国");
    assert_string_equal(fake_row(21), " 选项 2改 4作废 5看");
    assert_int_equal(fake.ui.cursor_row, 2);
    assert_int_equal(fake.ui.cursor_col, 1);
    assert_int_equal(fake.inks[2][4], INK_SELECTED);
    assert_int_equal(fake.inks[2][18], INK_RED);
    assert_int_equal(fake.inks[3][4], INK_PLAIN);
}

static void a_move_repaints_two_rows_and_the_title(void **state) {
    start(100);
    idle();
    fake_draw();
    fake_press(KEY_CODE_DOWN);
    assert_int_equal(fake_draw(), 3);
    assert_true(fake.is_touched[0] && fake.is_touched[2] && fake.is_touched[3]);
    assert_int_equal(list_view_selected(list), 2);
    assert_string_equal(position(), "2/100");
    assert_int_equal(fake.ui.cursor_row, 3);
}

static void the_page_turns_at_its_edges(void **state) {
    start(100);
    idle();
    press(KEY_CODE_DOWN, PAGE);
    fake_draw();
    assert_int_equal(list_view_selected(list), PAGE + 1);
    assert_int_equal(fake.ui.cursor_row, 2);
    assert_string_equal(position(), "20/100");
    fake_press(KEY_CODE_UP);
    fake_draw();
    assert_int_equal(list_view_selected(list), PAGE);
    assert_int_equal(fake.ui.cursor_row, 2 + PAGE - 1);
    assert_string_equal(position(), "19/100");
}

static void every_row_is_reached_down_and_up(void **state) {
    start(53);
    idle();
    for (int64_t i = 2; i <= 53; i++) {
        fake_press(KEY_CODE_DOWN);
        assert_int_equal(list_view_selected(list), i);
    }
    fake_press(KEY_CODE_DOWN);
    assert_int_equal(list_view_selected(list), 53);
    assert_string_equal(position(), "53/53");
    for (int64_t i = 52; i >= 1; i--) {
        fake_press(KEY_CODE_UP);
        assert_int_equal(list_view_selected(list), i);
    }
    fake_press(KEY_CODE_UP);
    assert_int_equal(list_view_selected(list), 1);
    assert_string_equal(position(), "1/53");
}

static void pages_keep_the_number(void **state) {
    start(53);
    idle();
    press(KEY_CODE_DOWN, 4);
    fake_press(KEY_CODE_PAGE_DOWN);
    assert_int_equal(list_view_selected(list), 24);
    assert_string_equal(position(), "24/53");
    press(KEY_CODE_PAGE_DOWN, 2);
    assert_int_equal(list_view_selected(list), 53);
    assert_string_equal(position(), "53/53");
    fake_press(KEY_CODE_HOME);
    assert_string_equal(position(), "1/53");
    fake_press(KEY_CODE_END);
    assert_int_equal(list_view_selected(list), 53);
    assert_string_equal(position(), "53/53");
    press(KEY_CODE_PAGE_UP, 5);
    assert_int_equal(list_view_selected(list), 1);
    assert_string_equal(position(), "1/53");
}

static void number_comes_in_idle(void **state) {
    start(100);
    assert_string_equal(position(), "");
    assert_non_null(strstr(fake_row(0), "第 1/… 条"));
    idle();
    fake_draw();
    assert_non_null(strstr(fake_row(0), "第 1/100 条"));
    press(KEY_CODE_DOWN, 30);
    idle();
    assert_int_equal(world.counts, 1);
}

static void counting_gives_way_to_keys(void **state) {
    start(100);
    world.counting_is_busy = true;
    fake.has_keys = true;
    assert_true(list->class->idle(list));
    fake.has_keys = false;
    assert_false(list->class->idle(list));
}

static void digits_are_carried_out_top_down(void **state) {
    start(60);
    idle();
    press(KEY_CODE_DOWN, 25);
    fake_type("5");
    fake_press(KEY_CODE_HOME);
    fake_press(KEY_CODE_DOWN);
    fake_type("4");
    fake_type("2");
    fake_draw();
    assert_non_null(strstr(fake_row(3), ">2  FK2026-00002"));
    assert_non_null(strstr(fake_row(21), "已填选项 2 条"));
    fake_press(KEY_CODE_ENTER);
    assert_string_equal(world.log, "edit 2;view 26;");
    fake_draw();
    assert_null(strstr(fake_row(21), "已填"));
    fake_press(KEY_CODE_ENTER);
    assert_int_equal(world.opened, 2);
}

static void an_unknown_digit_says_so(void **state) {
    start(5);
    fake_type("7");
    assert_string_equal(fake.message, "本表没有选项 7");
    fake_press(KEY_CODE_ENTER);
    assert_int_equal(world.opened, 1);
}

static void a_refusal_stops_the_chain(void **state) {
    start(5);
    fake_type("5");
    fake_press(KEY_CODE_DOWN);
    fake_type("2");
    world.refuses = true;
    fake_press(KEY_CODE_ENTER);
    assert_string_equal(world.log, "view 1;");
    world.refuses = false;
    fake_press(KEY_CODE_ENTER);
    assert_string_equal(world.log, "view 1;view 1;edit 2;");
}

static void the_chain_goes_on_when_uncovered(void **state) {
    start(5);
    fake_type("2");
    fake_press(KEY_CODE_DOWN);
    fake_type("2");
    world.opens_view = true;
    fake_press(KEY_CODE_ENTER);
    assert_string_equal(world.log, "edit 1;");
    fake.ui.top = list;
    list->class->uncovered(list);
    assert_string_equal(world.log, "edit 1;edit 2;");
    fake.ui.top = list;
    list->class->uncovered(list);
    assert_string_equal(world.log, "edit 1;edit 2;");
}

static void marked_rows_go_in_one_call(void **state) {
    start(60);
    idle();
    fake_type("  ");
    assert_int_equal(list_view_selected(list), 3);
    press(KEY_CODE_PAGE_DOWN, 1);
    fake_type(" ");
    fake_draw();
    assert_non_null(strstr(fake_row(21), "已勾选 3 条"));
    fake_type("4");
    fake_press(KEY_CODE_HOME);
    fake_draw();
    assert_non_null(strstr(fake_row(2), ">4* FK2026-00001"));
    assert_non_null(strstr(fake_row(3), " 4* FK2026-00002"));
    assert_int_equal(strlen(world.log), 0);
    fake_press(KEY_CODE_ENTER);
    assert_string_equal(world.log, "void 1 2 22;");
    fake_draw();
    assert_non_null(strstr(fake_row(2), ">   FK2026-00001"));
}

static void zero_takes_away_step_by_step(void **state) {
    start(9);
    fake_type(" 4");
    assert_string_equal(fake.message, "对已勾选的 1 条：4作废。Enter 执行，0 取消");
    fake_type("0");
    fake_draw();
    assert_non_null(strstr(fake_row(2), " *  FK2026-00001"));
    fake_type("0");
    fake_draw();
    assert_non_null(strstr(fake_row(2), "    FK2026-00001"));
    fake_type("4");
    fake_press(KEY_CODE_BACKSPACE);
    fake_press(KEY_CODE_ENTER);
    assert_string_equal(world.log, "");
    assert_int_equal(world.opened, 2);
}

static void commands_without_digit_take_marked_rows(void **state) {
    struct choices found = {0};
    start(9);
    fake_type("  ");
    fake_press(KEY_CODE_F4);
    fake.list_fetch(fake.context, "公", &found);
    assert_int_equal(found.count, 1);
    assert_string_equal(found.items[0].code, "announce");
    choices_release(&found);
    fake.list_done(fake.context, "announce");
    assert_string_equal(world.log, "announce 1 2;");
    fake_press(KEY_CODE_F9);
    assert_string_equal(world.log, "announce 1 2;announce 3;");
}

static void the_list_of_commands_keeps_the_digits(void **state) {
    struct choices found = {0};
    start(9);
    fake_press(KEY_CODE_F4);
    fake.list_fetch(fake.context, "", &found);
    assert_int_equal(found.count, 4);
    for (size_t i = 0; i < found.count; i++) {
        const char *code = found.items[i].code;
        int digit = strcmp(code, "edit") == 0   ? 2
                    : strcmp(code, "void") == 0 ? 4
                    : strcmp(code, "view") == 0 ? 5
                                                : -1;
        assert_int_equal(found.items[i].number, digit);
    }
    choices_release(&found);
    fake.list_done(fake.context, "");
    fake.list_done(fake.context, NULL);
    assert_string_equal(world.log, "");
}

static void refresh_stands_on_the_same_row(void **state) {
    start(60);
    idle();
    press(KEY_CODE_DOWN, 22);
    assert_int_equal(list_view_selected(list), 23);
    memmove(world.ids + 19, world.ids + 20, 40 * sizeof *world.ids);
    world.count--;
    fake_press(KEY_CODE_F5);
    assert_int_equal(list_view_selected(list), 23);
    idle();
    assert_string_equal(position(), "22/59");
    list_view_refresh(list, 25);
    assert_int_equal(list_view_selected(list), 25);
}

static void refresh_after_the_last_page_is_gone(void **state) {
    start(25);
    fake_press(KEY_CODE_END);
    press(KEY_CODE_UP, 0);
    world.count = 3;
    fake_press(KEY_CODE_F5);
    assert_int_equal(list_view_selected(list), 3);
    world.count = 0;
    fake_press(KEY_CODE_F5);
    fake_draw();
    assert_int_equal(list_view_selected(list), 0);
    assert_string_equal(fake_row(2), "    没有待办反馈。");
    assert_int_equal(fake.ui.cursor_row, 2);
    fake_press(KEY_CODE_ENTER);
    fake_press(KEY_CODE_DOWN);
    fake_press(KEY_CODE_PAGE_UP);
    fake_type(" 2");
    assert_int_equal(world.opened, 0);
}

static void position_to_jumps_and_says_when_there_is_none(void **state) {
    start(100);
    idle();
    fake_type("/");
    fake.line_done(fake.context, "70");
    assert_int_equal(list_view_selected(list), 70);
    idle();
    assert_string_equal(position(), "70/100");
    fake.line_done(fake.context, "72");
    fake_draw();
    assert_int_equal(fake.ui.cursor_row, 4);
    fake.line_done(fake.context, "路灯");
    assert_string_equal(fake.message, "没有找到");
    assert_true(fake.is_error);
    fake.line_done(fake.context, NULL);
    assert_int_equal(list_view_selected(list), 72);
}

static void a_failed_page_leaves_the_old_one(void **state) {
    start(100);
    world.page_fails = STATUS_IO;
    press(KEY_CODE_DOWN, PAGE - 1);
    fake_press(KEY_CODE_DOWN);
    assert_int_equal(list_view_selected(list), PAGE);
    assert_string_equal(fake.message, "读不到数据");
    world.page_fails = STATUS_BUSY;
    fake_press(KEY_CODE_PAGE_DOWN);
    assert_string_equal(fake.message, "");
    world.page_fails = STATUS_OK;
    fake_press(KEY_CODE_DOWN);
    assert_int_equal(list_view_selected(list), PAGE + 1);
}

static void stepping_moves_the_selection(void **state) {
    start(20);
    assert_int_equal(list_view_step(list, false), 2);
    assert_int_equal(list_view_step(list, true), 1);
    assert_int_equal(list_view_step(list, true), 0);
    assert_int_equal(list_view_selected(list), 1);
}

static void resize_keeps_the_selected_row(void **state) {
    start(60);
    press(KEY_CODE_DOWN, 15);
    fake.ui.terminal.rows = 12;
    list->class->resized(list);
    fake_draw();
    assert_int_equal(list_view_selected(list), 16);
    assert_string_equal(fake_row(9), " 选项 2改 4作废 5看");
    fake.ui.terminal.rows = FAKE_ROWS;
    list->class->resized(list);
    assert_int_equal(list_view_selected(list), 16);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(headings_and_rows_share_columns, end),
        cmocka_unit_test_teardown(a_move_repaints_two_rows_and_the_title, end),
        cmocka_unit_test_teardown(the_page_turns_at_its_edges, end),
        cmocka_unit_test_teardown(every_row_is_reached_down_and_up, end),
        cmocka_unit_test_teardown(pages_keep_the_number, end),
        cmocka_unit_test_teardown(number_comes_in_idle, end),
        cmocka_unit_test_teardown(counting_gives_way_to_keys, end),
        cmocka_unit_test_teardown(digits_are_carried_out_top_down, end),
        cmocka_unit_test_teardown(an_unknown_digit_says_so, end),
        cmocka_unit_test_teardown(a_refusal_stops_the_chain, end),
        cmocka_unit_test_teardown(the_chain_goes_on_when_uncovered, end),
        cmocka_unit_test_teardown(marked_rows_go_in_one_call, end),
        cmocka_unit_test_teardown(zero_takes_away_step_by_step, end),
        cmocka_unit_test_teardown(commands_without_digit_take_marked_rows, end),
        cmocka_unit_test_teardown(the_list_of_commands_keeps_the_digits, end),
        cmocka_unit_test_teardown(refresh_stands_on_the_same_row, end),
        cmocka_unit_test_teardown(refresh_after_the_last_page_is_gone, end),
        cmocka_unit_test_teardown(position_to_jumps_and_says_when_there_is_none, end),
        cmocka_unit_test_teardown(a_failed_page_leaves_the_old_one, end),
        cmocka_unit_test_teardown(stepping_moves_the_selection, end),
        cmocka_unit_test_teardown(resize_keeps_the_selected_row, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What goes into the archive on paper: the card, the list, stamps, labels, notes. Mission D9. */
#include "work/publish_fixture.h"

#include "base/text.h"
#include "form/scr_files.h"
#include "report/prints.h"
#include "work/card.h"
#include "work/settings.h"

static char text[400000];
static struct problem problem;

static enum status draw(struct fixture *f, const char *name, const struct print_request *request) {
    struct scr_source files = scr_files_source();
    struct buffer out = BUFFER_INIT;
    problem = (struct problem){0};
    enum status status =
        prints_append(&f->office, &files, prints_find(name), request, &out, &problem);
    assert_true(out.length < sizeof text);
    strcpy(text, buffer_text(&out));
    buffer_release(&out);
    return status;
}

static void print_ids(struct fixture *f, const char *name, size_t count, const int64_t *ids) {
    const struct print_request request = {.ids = ids, .id_count = count, .from = DATE_NONE};
    if (draw(f, name, &request) != STATUS_OK)
        fail_msg("%s", sentence(&problem));
}

static enum status print_year(struct fixture *f, const char *name, int year) {
    const struct print_request request = {.from = date_from_ymd(year, 1, 1),
                                          .to = date_from_ymd(year, 12, 31)};
    return draw(f, name, &request);
}

static size_t times(const char *words) {
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, words)) != NULL; at += strlen(words))
        count++;
    return count;
}

#define has(words)                                                                                 \
    do {                                                                                           \
        if (strstr(text, words) == NULL)                                                           \
            fail_msg("lacks %s:\n%s", words, text);                                                \
    } while (0)

/* Every line within the paper, every ruled line closed at its end. */
static void fits(int cols) {
    char line[2000];
    for (const char *at = text; *at != '\0';) {
        size_t length = strcspn(at, "\n\f");
        snprintf(line, sizeof line, "%.*s", (int)length, at);
        if (text_width(line) > cols)
            fail_msg("%d columns: %s", text_width(line), line);
        if (line[0] == '|' && line[strlen(line) - 1] != '|')
            fail_msg("not closed: %s", line);
        at += length + (at[length] != '\0');
    }
}

static void set(struct fixture *f, const char *key, const char *value) {
    if (settings_set(&f->office, key, value, &problem) != STATUS_OK)
        fail_msg("%s", sentence(&problem));
}

static void begin(struct fixture *f) {
    make_boards(f);
    make_entry(f);
    set(f, "fonds_no", "Z109");
}

static int64_t filled(struct fixture *f, const char *title, const char *day,
                      const char *retention) {
    struct record card = {0};
    int64_t id = draft(f, title, "received_on", day, NULL);
    approve(f, id);
    set_columns(f, id, "to_publish", "approved_on", day, NULL);
    must_do(f, "publish", id, "board", "东门村公开栏", "on", day);
    assert_int_equal(card_find(&f->office, id, &card, &problem), STATUS_OK);
    id = card.id;
    record_release(&card);
    must_do(f, "fill", id, "feedback_summary", "收到反映 1 件：与公开的一致 1 件；已答复 1 件",
            "result", "已办结", "pages", "12", "retention", retention, "document_no",
            "青政〔2025〕6号");
    return id;
}

static int64_t filed(struct fixture *f, const char *title, const char *day, const char *retention,
                     const char *box) {
    int64_t id = filled(f, title, day, retention);
    must_do(f, "file", id, "box_no", box);
    return id;
}

static void the_card_says_all_on_one_page(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = filed(f, "东门村䶮塘清淤", "2025-03-05", "永久", "3");
    print_ids(f, "card", 1, &id);
    static const char *const words[] = {"政务公开档案卡",
                                        "| 编号     | DA2026-00001    | 公开信息 | GK2026-00001 |",
                                        "东门村䶮塘清淤",
                                        "村民委员会组织法第三十条",
                                        "社会",
                                        "东门村公开栏",
                                        "2025-03-05",
                                        "收到反映 1 件",
                                        "已办结",
                                        "| 永久            | 页数     | 12",
                                        "张𠮷旺",
                                        "青政〔2025〕6号",
                                        "填卡人: ",
                                        "Z109-WS·2025-Y-0001",
                                        "1/1"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        has(words[i]);
    fits(PAPER_SLIP_COLS);
}

static void what_is_long_goes_on_with_the_heading_again(void **state) {
    struct fixture *f = *state;
    struct buffer basis = BUFFER_INIT;
    begin(f);
    int64_t id = filed(f, "东门村䶮塘清淤", "2025-03-05", "永久", "3");
    for (int i = 0; i < 2000; i++)
        buffer_append(&basis, i % 7 == 0 ? "䶮" : i % 5 == 0 ? "𠮷" : i % 3 == 0 ? "a" : "据");
    set_columns(f, id, "=", "basis", buffer_text(&basis), "subject", buffer_text(&basis), NULL);
    buffer_release(&basis);
    print_ids(f, "card", 1, &id);
    fits(PAPER_SLIP_COLS);
    has("政务公开档案卡 DA2026-00001 （续）");
    has("Z109-WS·2025-Y-0001");
    /* Each page with a ruled row on it ends and begins with a rule. */
    size_t pages = times("打印日期");
    assert_true(pages > 2);
    assert_int_equal(times("（续）"), pages - 1);
    assert_int_equal(times("+\n--------------------------------------------------------\n打印日期"),
                     pages - 1);
}

static void a_withdrawn_one_says_so(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t id = filed(f, "东门村䶮塘清淤", "2025-03-05", "永久", "3");
    must_do(f, "withdraw", atoll(column(f, id, "disclosure")), "reason", "含个人信息");
    print_ids(f, "card", 1, &id);
    has("2026-11-20 已撤下：含个人信息");
    print_ids(f, "file-list", 1, &id);
    has("已撤下");
}

static void the_list_is_one_page_a_class_in_the_order_of_numbers(void **state) {
    struct fixture *f = *state;
    begin(f);
    int64_t ids[] = {filed(f,
                           "东门村一二三四五六七八九组集体承包经营权流转面积、价款及收益分配情况",
                           "2025-03-05", "永久", "1"),
                     filed(f, "䶮塘清淤", "2025-03-06", "30年", "1"),
                     filed(f, "修桥", "2025-03-07", "永久", "1")};
    int64_t swapped[] = {ids[2], ids[1], ids[0]};
    print_ids(f, "file-list", 3, swapped);
    fits(PAPER_LIST_COLS);
    assert_int_equal(times("归档文件目录"), 2);
    has("全宗号 Z109  年度 2025  保管期限 永久");
    has("保管期限 30年");
    has("20250305");
    assert_true(strstr(text, "东门村一二三") < strstr(text, "修桥"));
    /* Wrapped by columns: seven characters of two and a blank. */
    has(" 东门村一二三四 ");
    assert_int_equal(print_year(f, "file-list", 2025), STATUS_OK);
    assert_int_equal(times("归档文件目录"), 2);
    assert_int_equal(print_year(f, "file-list", 2024), STATUS_NOT_FOUND);
    assert_non_null(strstr(sentence(&problem), "2024 年还没有归档的卡"));
}

static void the_headings_come_again_on_each_page(void **state) {
    struct fixture *f = *state;
    begin(f);
    for (int i = 0; i < 60; i++)
        filed(f, "东门村䶮塘清淤的第几次公开", "2025-03-05", "永久", "1");
    assert_int_equal(print_year(f, "file-list", 2025), STATUS_OK);
    fits(PAPER_LIST_COLS);
    assert_true(times("打印日期") > 1);
    assert_int_equal(times("序号 档号"), times("打印日期"));
    assert_int_equal(times("归档文件目录"), 1);
    has("0060");
}

static void the_stamp_has_six_cells(void **state) {
    struct fixture *f = *state;
    begin(f);
    set(f, "use_office_code", "1");
    set(f, "office_code", "BGS");
    int64_t id = filed(f, "东门村䶮塘清淤", "2025-03-05", "10年", "1");
    print_ids(f, "file-stamp", 1, &id);
    has("| 全宗号       | 年度         | 件号         |\n| Z109         | 2025         | 0001      "
        "   |");
    has("| 机构（问题） | 保管期限     | 页数         |\n| BGS          | 10年         | 12        "
        "   |");
    fits(PAPER_SLIP_COLS);
}

static void a_label_and_a_note_for_each_box(void **state) {
    struct fixture *f = *state;
    begin(f);
    filed(f, "甲", "2025-03-05", "永久", "2");
    filed(f, "乙", "2025-03-06", "永久", "2");
    filed(f, "丙", "2025-03-07", "永久", "10");
    filed(f, "丁", "2025-03-08", "30年", "2");
    assert_int_equal(print_year(f, "box-label", 2025), STATUS_OK);
    assert_int_equal(times("起止件号"), 3);
    has("| 起止件号     | 0001-0002 ");
    has("| 起止件号     | 0003 ");
    assert_true(strstr(text, "0001-0002") < strstr(text, "| 0003"));
    assert_int_equal(print_year(f, "file-note", 2025), STATUS_OK);
    assert_int_equal(times("备考表"), 3);
    has("本盒共 2 件，24 页，件号 0001-0002。");
    has("整理人: ");
    has("检查人: ");
}

static void what_is_not_filed_has_no_number_to_print(void **state) {
    static const char *const names[] = {"file-list", "file-stamp", "box-label", "file-note"};
    struct fixture *f = *state;
    begin(f);
    int64_t id = filled(f, "东门村䶮塘清淤", "2025-03-05", "永久");
    for (size_t i = 0; i < 4; i++) {
        const struct print_request request = {.ids = &id, .id_count = 1, .from = DATE_NONE};
        assert_int_equal(draw(f, names[i], &request), STATUS_DENIED);
        assert_non_null(strstr(sentence(&problem), "DA2026-00001 还没有归档"));
    }
    print_ids(f, "card", 1, &id);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(the_card_says_all_on_one_page),
        with_office(what_is_long_goes_on_with_the_heading_again),
        with_office(a_withdrawn_one_says_so),
        with_office(the_list_is_one_page_a_class_in_the_order_of_numbers),
        with_office(the_headings_come_again_on_each_page),
        with_office(the_stamp_has_six_cells),
        with_office(a_label_and_a_note_for_each_box),
        with_office(what_is_not_filed_has_no_number_to_print),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

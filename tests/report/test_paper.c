/* The page engine: widths, pages, headings that come again, and that nothing but printable text, LF and FF
 * ever comes out. */
#include "work/office_fixture.h"

#include "base/text.h"
#include "report/paper.h"

static const char *finish(struct fixture *f, struct paper *paper) {
    static char text[60000];
    struct buffer out = BUFFER_INIT;
    assert_int_equal(paper_finish(paper, &f->office, &out, NULL), STATUS_OK);
    assert_true(out.length < sizeof text);
    strcpy(text, buffer_text(&out));
    buffer_release(&out);
    paper_release(paper);
    return text;
}

static size_t count_of(const char *text, const char *what) {
    size_t count = 0;
    for (; (text = strstr(text, what)) != NULL; text += strlen(what))
        count++;
    return count;
}

/* Lines of the longest page; every line must fit the columns. */
static int check_lines(const char *text, int cols) {
    int lines = 0, most = 0;
    char line[600];
    while (*text != '\0') {
        size_t length = strcspn(text, "\n\f");
        assert_true(length < sizeof line);
        memcpy(line, text, length);
        line[length] = '\0';
        if (text_width(line) > cols)
            fail_msg("%d columns: %s", text_width(line), line);
        text += length;
        if (*text == '\n')
            lines++;
        else if (*text == '\f')
            lines = 0;
        most = lines > most ? lines : most;
        text += *text != '\0';
    }
    return most;
}

static void a_small_sheet(void **state) {
    struct fixture *f = *state;
    const char *const labels[] = {"签收人", "日期"};
    struct paper paper;
    paper_init(&paper, 30, 60);
    paper_title(&paper, "交办单");
    paper_gap(&paper);
    paper_pair(&paper, "承办单位", "东门村");
    paper_pair(&paper, "经办人", "");
    paper_pair(&paper, "事项", "𠮷祥街三组路灯自八月以来不亮，请修");
    paper_memo(&paper, "内容", "第一行\n䶮");
    paper_signatures(&paper, labels, 2);
    assert_string_equal(finish(f, &paper), "青石镇政务公开办公室\n"
                                           "------------------------------\n"
                                           "            交办单\n"
                                           "\n"
                                           "承办单位    东门村\n"
                                           "事项        𠮷祥街三组路灯自八\n"
                                           "            月以来不亮，请修\n"
                                           "内容\n"
                                           "    第一行\n"
                                           "    䶮\n"
                                           "\n"
                                           "签收人: ______ 日期: ________\n"
                                           "------------------------------\n"
                                           "打印日期 2026-11-20        1/1\n");
}

static void pages_are_broken_and_numbered(void **state) {
    struct fixture *f = *state;
    const struct paper_column columns[] = {{"编号", 6}, {"标题", 0}};
    struct paper paper;
    paper_init(&paper, 40, 20);
    paper_begin_table(&paper, columns, 2);
    for (int i = 0; i < 40; i++) {
        char number[8];
        snprintf(number, sizeof number, "%d", i);
        const char *const cells[] = {number, "一件要写成两行才放得下的事，因为它的标题很长很长"};
        paper_row(&paper, cells);
    }
    paper_end_table(&paper);
    paper_text(&paper, 0, "完");
    const char *text = finish(f, &paper);
    assert_int_equal(check_lines(text, 40), 20);
    assert_int_equal(count_of(text, "\f"), 5);
    assert_int_equal(count_of(text, "6/6"), 1);
    assert_int_equal(count_of(text, "编号   标题"), 6);
    assert_int_equal(count_of(text, "青石镇政务公开办公室"), 6);
    assert_int_equal(count_of(text, "很长很长"), 40);
    assert_true(text[strlen(text) - 1] == '\n');
}

/* A row that wraps is not parted; one higher than a page is. */
static void rows_are_kept_together(void **state) {
    struct fixture *f = *state;
    const struct paper_column columns[] = {{"甲", 0}};
    struct paper paper;
    struct buffer tall = BUFFER_INIT;
    paper_init(&paper, 30, 20);
    paper_begin_table(&paper, columns, 1);
    for (int i = 0; i < 12; i++)
        paper_row(&paper, (const char *const[]){"短"});
    paper_row(&paper, (const char *const[]){"首行\n中间\n末行"});
    for (int i = 0; i < 50; i++)
        buffer_append(&tall, "高\n");
    paper_row(&paper, (const char *const[]){buffer_text(&tall)});
    buffer_release(&tall);
    const char *text = finish(f, &paper);
    const char *first = strstr(text, "首行");
    const char *end = strstr(text, "末行");
    const char *fold = strchr(text, '\f');
    assert_true(fold < first && first < end);
    assert_int_equal(check_lines(text, 30), 20);
    assert_int_equal(count_of(text, "高"), 50);
}

/* What can command a printer: ESC, C1, PJL, FF of one's own, bidi, broken bytes; in every part of a sheet. */
static void hostile_text_is_made_safe(void **state) {
    static const char hostile[] = "a\x1B%-12345X@PJL\r\x1B"
                                  "E\f\x07\xC2\x9B"
                                  "31m\xE2\x80\xAE\xFF\x7F\t\xE4\xB8z";
    struct fixture *f = *state;
    const struct paper_column columns[] = {{hostile, 10}, {"乙", 0}};
    const char *const cells[] = {hostile, hostile};
    struct paper paper;
    paper_init(&paper, 56, 20);
    paper_title(&paper, hostile);
    paper_pair(&paper, hostile, hostile);
    paper_memo(&paper, hostile, hostile);
    paper_text(&paper, 2, hostile);
    paper_signatures(&paper, cells, 2);
    paper_begin_table(&paper, columns, 2);
    paper_row(&paper, cells);
    paper_end_table(&paper);
    const char *text = finish(f, &paper);
    for (const char *at = text; *at != '\0'; at++) {
        unsigned char byte = (unsigned char)*at;
        if ((byte < ' ' && byte != '\n' && byte != '\f') || byte == 0x7F)
            fail_msg("byte %02X", byte);
    }
    assert_true(text_is_valid(text, strlen(text), NULL));
    assert_null(strstr(text, "\xC2\x9B"));
    assert_null(strstr(text, "\xE2\x80\xAE"));
    assert_non_null(strstr(text, "<U+001B>%-12345X@PJL"));
}

static void an_empty_paper_is_one_page(void **state) {
    struct fixture *f = *state;
    struct paper paper;
    paper_init(&paper, 30, 60);
    paper_break(&paper);
    assert_non_null(strstr(finish(f, &paper), "1/1"));
}

static void the_screen_gets_no_form_feed(void **state) {
    struct buffer out = BUFFER_INIT;
    paper_append_for_screen(&out, "一\f二\n");
    assert_string_equal(buffer_text(&out), "一\n二\n");
    buffer_release(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(a_small_sheet),
        with_office(pages_are_broken_and_numbered),
        with_office(rows_are_kept_together),
        with_office(hostile_text_is_made_safe),
        with_office(an_empty_paper_is_one_page),
        cmocka_unit_test(the_screen_gets_no_form_feed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

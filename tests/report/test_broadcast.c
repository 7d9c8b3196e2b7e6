/* What is read out: numbers and dates in words, telephone numbers digit by digit, short sentences, and how long it
 * takes; and the notice of a collection as such a text. */
#include "work/publish_fixture.h"

#include "base/numeral.h"
#include "base/text.h"
#include "report/prints.h"
#include "report/spoken.h"

static const struct scr_source no_files = {0};

#define says(call, wanted)                                                                         \
    do {                                                                                           \
        struct buffer out = BUFFER_INIT;                                                           \
        call;                                                                                      \
        assert_string_equal(buffer_text(&out), wanted);                                            \
        buffer_release(&out);                                                                      \
    } while (0)

static void numbers_in_words(void **state) {
    static const struct {
        int64_t number;
        const char *words;
    } cases[] = {{0, "零"},
                 {2, "二"},
                 {10, "十"},
                 {11, "十一"},
                 {20, "二十"},
                 {99, "九十九"},
                 {100, "一百"},
                 {101, "一百零一"},
                 {110, "一百一十"},
                 {1001, "一千零一"},
                 {1010, "一千零一十"},
                 {10000, "一万"},
                 {10001, "一万零一"},
                 {10100, "一万零一百"},
                 {120000, "十二万"},
                 {100000000, "一亿"},
                 {100000001, "一亿零一"},
                 {-5, "负五"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        says(numeral_append(&out, cases[i].number), cases[i].words);
}

static void numbers_read_back(void **state) {
    static const struct {
        const char *text;
        size_t bytes;
        int64_t number;
    } cases[] = {{"3", 1, 3},
                 {"３０条", 6, 30},
                 {"三", 3, 3},
                 {"十", 3, 10},
                 {"十二条", 6, 12},
                 {"二十", 6, 20},
                 {"一百零一", 12, 101},
                 {"一万零一", 12, 10001},
                 {"十二万", 9, 120000},
                 {"二〇二六", 12, 2026},
                 {"两百", 6, 200},
                 {"条", 0, 0},
                 {"", 0, 0},
                 {"12345678901", 0, 0}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t number = -1;
        assert_int_equal(numeral_read(cases[i].text, &number), cases[i].bytes);
        if (cases[i].bytes > 0)
            assert_int_equal(number, cases[i].number);
    }
}

static void dates_and_counts(void **state) {
    (void)state;
    says(spoken_append_day(&out, date_from_ymd(2026, 11, 20)), "二〇二六年十一月二十号");
    says(spoken_append_day(&out, date_from_ymd(2030, 1, 2)), "二〇三〇年一月二号");
    says(spoken_append_count(&out, 30, "天"), "三十天");
    says(spoken_append_count(&out, 2, "天"), "两天");
    says(spoken_append_count(&out, 12, "天"), "十二天");
    says(spoken_append_phone(&out, "0000-6610011"), "零零零零六六幺零零幺幺");
}

static void what_is_written_is_said(void **state) {
    static const struct {
        const char *text, *words;
    } cases[] = {{"2026-11-20 起", "二〇二六年十一月二十号 起"},
                 {"2026年11月20日", "二〇二六年十一月二十号"},
                 {"11月2日", "十一月二号"},
                 {"公示30日", "公示三十天"},
                 {"2日内", "两天内"},
                 {"电话0000-6610011", "电话零零零零六六幺零零幺幺"},
                 {"１３９１２３４５６７８", "幺三九幺二三四五六七八"},
                 {"2个村、12户", "两个村、十二户"},
                 {"第2条", "第二条"},
                 {"每月３.5元", "每月三点五元"},
                 {"15%", "百分之十五"},
                 {"上午8:30", "上午八点三十分"},
                 {"9:00", "九点"},
                 {"电话 0000-6610011", "电话零零零零六六幺零零幺幺"},
                 {"二楼212室", "二楼二幺二室"},
                 {"12室", "十二室"},
                 {"䶮塘𠮷路", "䶮塘𠮷路"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        says(spoken_append_text(&out, cases[i].text), cases[i].words);
}

static void sentences_are_short(void **state) {
    (void)state;
    says(spoken_append_sentences(&out, "各位乡亲请注意。现在广播，集市搬迁的公告！"),
         "各位乡亲请注意。\n现在广播，集市搬迁的公告。\n");
    says(spoken_append_sentences(&out, "一二三四五六七八九，一二三四五六七八九，一二三"),
         "一二三四五六七八九，一二三四五六七八九。\n一二三。\n");
    says(spoken_append_sentences(&out, "一二三四五六七八九十一二三四五六七八九十一二三"),
         "一二三四五六七八九十一二三四五六七八九。\n十一二三。\n");
    says(spoken_append_sentences(&out, "，。；"), "");
}

static void time_is_of_words_alone(void **state) {
    struct buffer text = BUFFER_INIT;
    (void)state;
    for (int i = 0; i < 200; i++)
        buffer_append(&text, i % 10 == 9 ? "字，\n" : "字");
    assert_int_equal(spoken_seconds(buffer_text(&text)), 60);
    buffer_append(&text, "𠮷");
    assert_int_equal(spoken_seconds(buffer_text(&text)), 61);
    assert_int_equal(spoken_seconds(""), 0);
    buffer_release(&text);
}

/* ---- the notice of a collection ------------------------------------------------------------------ */

static int64_t collecting(struct fixture *f) {
    int64_t id = 0;
    make_boards(f);
    make_entry(f);
    must_register(f, "consultation", &id, "title", "2026年集市搬到䶮塘北侧的方案", "kind",
                  "general", "unit", "东门村", "person", "张𠮷旺", "ways", "座谈会 公开栏",
                  "where_to", "镇政府二楼，电话 0000-6610011", "draft", "第一条　摊位按抽签分配。");
    must_do(f, "draft_notice", id, "catalogue", "村级重大事项");
    int64_t notice = strtoll(column(f, id, "notice"), NULL, 10);
    approve(f, notice);
    must_do(f, "publish", notice, "board", "镇政府公开栏", "due_on", "2026-12-30");
    return id;
}

static enum status print(struct fixture *f, const char *name, int64_t id, struct buffer *out) {
    const struct print_request request = {.ids = &id, .id_count = 1};
    struct problem problem = {0};
    buffer_clear(out);
    enum status status =
        prints_append(&f->office, &no_files, prints_find(name), &request, out, &problem);
    if (status != STATUS_OK)
        buffer_append(out, sentence(&problem));
    return status;
}

static void the_notice_is_read_out(void **state) {
    struct fixture *f = *state;
    struct buffer out = BUFFER_INIT;
    int64_t id = collecting(f);
    assert_int_equal(print(f, "notice-broadcast", id, &out), STATUS_OK);
    const char *text = buffer_text(&out);
    assert_non_null(strstr(text, "从二〇二六年十一月二十号开始。"));
    assert_non_null(strstr(text, "到二〇二六年十一月二十七号为止。"));
    assert_non_null(strstr(text, "一共七天。"));
    assert_non_null(strstr(text, "二〇二六年集市搬到䶮塘北侧的方案。"));
    assert_non_null(strstr(text, "六六幺零零幺幺"));
    assert_non_null(strstr(text, "每分钟 200 字"));
    assert_null(strstr(text, "0000-6"));
    assert_null(strstr(text, "0 分"));
    assert_non_null(strstr(text, "采不采纳，都会公布。"));
    for (const char *at = text, *end; (end = strchr(at, '\n')) != NULL; at = end + 1) {
        char line[400];
        snprintf(line, sizeof line, "%.*s", (int)(end - at), at);
        if (strstr(line, "。") != NULL)
            assert_true(text_length(line) <= SPOKEN_SENTENCE);
    }
    buffer_release(&out);
}

static void only_while_opinions_come_in(void **state) {
    struct fixture *f = *state;
    struct buffer out = BUFFER_INIT;
    int64_t id = collecting(f), draft_only = 0;
    must_register(f, "consultation", &draft_only, "title", "别的", "kind", "general");
    assert_int_equal(print(f, "notice-broadcast", draft_only, &out), STATUS_DENIED);
    assert_non_null(strstr(buffer_text(&out), "没有在征集意见"));
    assert_int_equal(print(f, "consultation", draft_only, &out), STATUS_DENIED);
    assert_int_equal(print(f, "consultation-notice", draft_only, &out), STATUS_DENIED);
    assert_int_equal(print(f, "consultation-notice", id, &out), STATUS_OK);
    assert_non_null(strstr(buffer_text(&out), "征求意见的公告"));
    assert_non_null(strstr(buffer_text(&out), "第一条　摊位按抽签分配。"));
    buffer_release(&out);
}

static void figures_by_decision_way_and_village(void **state) {
    struct fixture *f = *state;
    struct buffer out = BUFFER_INIT;
    int64_t id = collecting(f), opinion = 0;
    const char *number = "ZJ2026-00001";
    must_register(f, "opinion", &opinion, "consultation", number, "way", "座谈会", "author",
                  "王𠮷祥", "unit", "东门村", "body", "租金太高");
    must_register(f, "opinion", &opinion, "consultation", number, "way", "电话", "body",
                  "摊位太窄");
    must_register(f, "opinion", &opinion, "consultation", number, "way", "电话", "received_on",
                  "2026-11-20", "body", "什么时候搬");
    set_columns(f, opinion, "decided", "decision", "unrelated", NULL);
    assert_int_equal(print(f, "consultation", id, &out), STATUS_OK);
    const char *text = buffer_text(&out);
    assert_non_null(strstr(text, "2026-11-20 至 2026-11-27"));
    assert_non_null(strstr(text, "GK2026-00001"));
    assert_non_null(strstr(text, "东门村"));
    assert_non_null(strstr(text, "没有写明"));
    const char *total = strstr(text, "合计");
    int figures[6] = {0};
    assert_non_null(total);
    assert_int_equal(sscanf(total + strlen("合计"), "%d %d %d %d %d %d", &figures[0], &figures[1],
                            &figures[2], &figures[3], &figures[4], &figures[5]),
                     6);
    const int wanted[6] = {3, 0, 0, 0, 1, 2};
    assert_memory_equal(figures, wanted, sizeof wanted);
    assert_null(strstr(text, "王𠮷祥"));
    buffer_release(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_in_words),
        cmocka_unit_test(numbers_read_back),
        cmocka_unit_test(dates_and_counts),
        cmocka_unit_test(what_is_written_is_said),
        cmocka_unit_test(sentences_are_short),
        cmocka_unit_test(time_is_of_words_alone),
        with_office(the_notice_is_read_out),
        with_office(only_while_opinions_come_in),
        with_office(figures_by_decision_way_and_village),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

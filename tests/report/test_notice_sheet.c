/* What is put up and handed out about a disclosure: its days, its size, nobody's data; and the lists for walking the
 * boards. Mission F4, F7, F9, P1, N2. */
#include "work/publish_fixture.h"

#include "base/text.h"
#include "form/scr_files.h"
#include "report/prints.h"

static struct problem problem;
static char text[60000];

static enum status draw(struct fixture *f, const char *name, const int64_t *id) {
    struct scr_source files = scr_files_source();
    struct buffer out = BUFFER_INIT;
    const struct print_request request = {
        .ids = id, .id_count = id != NULL ? 1 : 0, .from = DATE_NONE};
    problem = (struct problem){0};
    enum status status =
        prints_append(&f->office, &files, prints_find(name), &request, &out, &problem);
    assert_true(out.length < sizeof text);
    strcpy(text, buffer_text(&out));
    buffer_release(&out);
    return status;
}

static void print(struct fixture *f, const char *name, int64_t id) {
    if (draw(f, name, id != 0 ? &id : NULL) != STATUS_OK)
        fail_msg("%s", sentence(&problem));
}

static void print_refused(struct fixture *f, const char *name, int64_t id, const char *words) {
    assert_int_not_equal(draw(f, name, &id), STATUS_OK);
    if (strstr(sentence(&problem), words) == NULL)
        fail_msg("%s", sentence(&problem));
}

#define has(words)                                                                                 \
    do {                                                                                           \
        if (strstr(text, words) == NULL)                                                           \
            fail_msg("lacks %s:\n%s", words, text);                                                \
    } while (0)
#define lacks(words)                                                                               \
    do {                                                                                           \
        if (strstr(text, words) != NULL)                                                           \
            fail_msg("has %s:\n%s", words, text);                                                  \
    } while (0)

/* The longest line in columns and the most lines of a page. */
static void measure(int *cols, int *lines) {
    int on_page = 0;
    *cols = *lines = 0;
    for (const char *at = text; *at != '\0';) {
        size_t length = strcspn(at, "\n\f");
        char line[400];
        assert_true(length < sizeof line);
        snprintf(line, sizeof line, "%.*s", (int)length, at);
        *cols = text_width(line) > *cols ? text_width(line) : *cols;
        on_page = at[length] == '\f' ? 0 : on_page + 1;
        *lines = on_page > *lines ? on_page : *lines;
        at += length + (at[length] != '\0');
    }
}

static const char long_text[] =
    "经村民代表会议三分之二以上代表同意，决定对东门村䶮塘进行清淤，清淤三处，共需资金两万元，"
    "由村集体经济支付；工程由镇水利站验收，验收结果另行公开，接受全体村民监督。";

static int64_t notice(struct fixture *f) {
    int64_t id = 0;
    approved(f, &id, "东门村䶮塘清淤方案", "notice_amount", "7", "notice_unit", "day",
             "element_process", long_text);
    return id;
}

/* Before it goes up it is printed for today; afterwards with the days it has. */
static void a_notice_says_its_first_and_last_day(void **state) {
    struct fixture *f = *state;
    make_boards(f);
    make_entry(f);
    int64_t id = notice(f);
    print(f, "notice", id);
    has("公  示");
    has("东门村䶮塘清淤方案");
    has("公示期：2026年11月21日 至 2026年11月27日");
    has("张贴当日不计");
    has("电话 0000-6610011");
    must_do(f, "publish", id, "board", "东门村公开栏", "on", "2026-11-19");
    print(f, "notice", id);
    has("公示期：2026年11月20日 至 2026年11月26日");
    has("2026年11月19日");
}

static void on_the_grid_or_fitted_to_its_board(void **state) {
    struct fixture *f = *state;
    struct boards b = make_boards(f);
    int cols = 0, lines = 0;
    make_entry(f);
    must_do(f, "edit", b.village, "print_rows", "12", "print_cols", "30");
    int64_t id = notice(f);
    must_do(f, "publish", id, "board", "东门村公开栏");
    print(f, "notice", id);
    measure(&cols, &lines);
    assert_int_equal(cols, 56);
    assert_true(lines <= 22 + 4);
    print(f, "notice", posting_at(f, id, b.village));
    measure(&cols, &lines);
    assert_int_equal(cols, 30);
    assert_true(lines <= 12 + 4);
    has("\f"); /* more than a page of so small a board */
}

static void nobody_is_named_where_the_subject_masks(void **state) {
    struct fixture *f = *state;
    make_boards(f);
    make_entry(f);
    int64_t id = 0;
    approved(f, &id, "临时救助", "affair", "office", "subject", "care", "lines",
             "欧阳春兰 金额=120.00；张𠮷旺 金额=80.00");
    set_columns(f, id, "to_publish", "element_result",
                "救助欧阳春兰等２户，电话 138-0000-1234，身份证11010519491231002X", NULL);
    print(f, "notice", id);
    lacks("欧阳春兰");
    has("欧阳*");
    has("张*");
    has("200.00");
    lacks("138-0000-1234");
    lacks("11010519491231002X");
    print(f, "media-copy", id);
    lacks("欧阳春兰");
    lacks("11010519491231002X");
}

static void names_stay_where_they_are_public(void **state) {
    struct fixture *f = *state;
    make_boards(f);
    make_entry(f);
    int64_t id = 0;
    approved(f, &id, "公开招聘拟录用", "affair", "people", "subject", "recruit_enrol", "lines",
             "欧阳春兰；张𠮷旺");
    print(f, "notice", id);
    has("欧阳春兰");
}

/* 个人信息保护法 19: past the day until which it may be read, a reprint names nobody. */
static void past_its_day_nobody_is_named(void **state) {
    struct fixture *f = *state;
    make_boards(f);
    make_entry(f);
    int64_t id = 0;
    approved(f, &id, "公开招聘拟录用", "affair", "people", "subject", "recruit_enrol", "lines",
             "欧阳春兰 说明=与张𠮷旺同分；张𠮷旺", "personal_until", "2026-11-25");
    print(f, "notice", id);
    has("欧阳春兰");
    at(f, "2026-11-26T09:00");
    print(f, "notice", id);
    lacks("欧阳春兰");
    lacks("张𠮷旺");
    has("欧阳*");
    has("与张*同分");
}

static void what_is_not_approved_is_not_printed(void **state) {
    struct fixture *f = *state;
    make_boards(f);
    make_entry(f);
    int64_t id = draft(f, "还在拟稿的", NULL);
    print_refused(f, "notice", id, "GK2026-00001 还没有签发");
    print_refused(f, "media-copy", id, "还没有签发");
    approve(f, id);
    print_refused(f, "reading-slip", id, "向社会公开，不用传阅签收");
    print_refused(f, "notice", f->box, "不是公开信息，也不是张贴");
}

static void inside_it_is_read_and_signed(void **state) {
    struct fixture *f = *state;
    make_boards(f);
    make_entry(f);
    int64_t id = 0;
    approved(f, &id, "机关食堂收支", "public_interest", "0", "internal_matter", "1", "scope",
             "internal");
    print_refused(f, "media-copy", id, "不向社会公开");
    print(f, "reading-slip", id);
    has("内部公开传阅签收单");
    has("机关食堂收支");
    has("公开范围");
    has("签名");
    has("\n12 ");
}

static void the_lists_for_walking(void **state) {
    struct fixture *f = *state;
    make_boards(f);
    make_entry(f);
    int64_t id = 0;
    print(f, "walking-list", 0);
    has("现在什么也没有张贴");
    approved(f, &id, "东门村䶮塘清淤");
    must_do(f, "publish", id, "board", "东门村公开栏", "due_on", "2026-11-22", "proof_no", "照1");
    must_do(f, "post", id, "board", "镇政府公开栏", "due_on", "2026-11-23");
    print(f, "walking-list", 0);
    has("共 2 张");
    assert_true(strstr(text, "镇政府公开栏") <
                strstr(text, "东门村公开栏")); /* as they are walked */
    has("照1");
    print(f, "take-down-list", 0); /* a Friday: what falls on the weekend comes down today */
    has("2026-11-22（连同明天起的放假）");
    has("[ ]");
    has("东门村公开栏");
    lacks("镇政府公开栏");
    print(f, "board-inventory", 0);
    has("县政府网站");
    has("现在没有张贴");
    has("2026-11-20  东门村䶮塘清淤，撤下期限 2026-11-22");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(a_notice_says_its_first_and_last_day),
        with_office(on_the_grid_or_fitted_to_its_board),
        with_office(nobody_is_named_where_the_subject_masks),
        with_office(names_stay_where_they_are_public),
        with_office(past_its_day_nobody_is_named),
        with_office(what_is_not_approved_is_not_printed),
        with_office(inside_it_is_read_and_signed),
        with_office(the_lists_for_walking),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

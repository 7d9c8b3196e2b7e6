/* 群众评议表 and its figures on paper: nobody is named, what is sealed is not on it. */
#include "work/office_fixture.h"

#include "form/scr_files.h"
#include "report/prints.h"

static struct problem problem;
static char text[20000];

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

static void has(const char *words) {
    if (strstr(text, words) == NULL)
        fail_msg("no %s in\n%s", words, text);
}

static void has_not(const char *words) {
    if (strstr(text, words) != NULL)
        fail_msg("%s in\n%s", words, text);
}

static int64_t replied(struct fixture *f, const char *kind, const char *title) {
    int64_t id = 0;
    must_register(f, "feedback", &id, "kind", kind, "title", title, "received_on", "2026-11-16",
                  "reporter", "杨秀莲", "contact", "13900000110");
    must_do(f, "assign", id, "unit", "东门村");
    must_do(f, "reply", id, "reply", "已修好。");
    return id;
}

static void a_blank_form(void **state) {
    const struct print_request nothing = {.from = DATE_NONE};
    assert_int_equal(draw(*state, "evaluation-form", &nothing), STATUS_OK);
    has("                       群众评议表\n");
    has("事项: ___");
    has("    □ 满意    □ 基本满意    □ 不满意\n");
    has("评议人: ___");
    has_not("\f");
}

static void of_a_matter_without_names(void **state) {
    struct fixture *f = *state;
    const int64_t ids[] = {replied(f, "consult", "杨秀莲家门前的𠮷祥街路灯，电话 13900000110"),
                           replied(f, "suggest", "䶮口装灯")};
    const struct print_request request = {.ids = ids, .id_count = 2, .from = DATE_NONE};
    assert_int_equal(draw(f, "evaluation-form", &request), STATUS_OK);
    has("FK2026-00001");
    has("杨*家门前的𠮷祥街路灯");
    has("东门村");
    has("2026-11-20");
    has("□ 不满意");
    has_not("杨秀莲");
    has_not("13900000110");
    has("\f");
    has("䶮口装灯");
}

static void what_has_no_form(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    const struct print_request request = {.ids = &id, .id_count = 1, .from = DATE_NONE};
    must_register(f, "feedback", &id, "kind", "consult", "title", "没有答复的", "received_on",
                  "2026-11-16");
    assert_int_equal(draw(f, "evaluation-form", &request), STATUS_DENIED);
    assert_non_null(strstr(sentence(&problem), "FK2026-00001 还没有答复，不能请人评议"));
    must_register(f, "feedback", &id, "kind", "report", "title", "会计吃拿卡要", "received_on",
                  "2026-11-16");
    assert_int_equal(draw(f, "evaluation-form", &request), STATUS_NOT_FOUND);
    use_as(f, f->leader, ROLE_SUPERVISOR); /* who is charged with it */
    assert_int_equal(draw(f, "evaluation-form", &request), STATUS_DENIED);
    assert_non_null(strstr(sentence(&problem), "是举报件"));
    assert_string_equal(text, "");
}

static void the_figures_of_a_period(void **state) {
    struct fixture *f = *state;
    const struct print_request year = {.from = date_from_iso("2026-01-01"),
                                       .to = date_from_iso("2026-12-31")};
    const char *const results[] = {"满意", "基本满意", "不满意"};
    for (size_t i = 0; i < 3; i++) {
        int64_t id = replied(f, "suggest", results[i]);
        must_do(f, "announce", id, "place", "东门村公开栏");
        must_do(f, "close", id);
        must_do(f, "visit", id, "visit_result", results[i]);
    }
    assert_int_equal(draw(f, "evaluation-tally", &year), STATUS_OK);
    has("群众评议统计");
    has("2026-01-01 至 2026-12-31");
    has("建议                 1           1           1           0           66.7\n");
    has("东门村               1           1           1           0           66.7\n");
    has("满意率 =（满意 + 基本满意）÷");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(a_blank_form),
        with_office(of_a_matter_without_names),
        with_office(what_has_no_form),
        with_office(the_figures_of_a_period),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

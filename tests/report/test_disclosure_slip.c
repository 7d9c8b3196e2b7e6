/* 公开审批单: the text with its version, lines to sign while nothing is decided, who decided afterwards. */
#include "work/disclosure_fixture.h"

#include "form/scr_files.h"
#include "report/prints.h"

static char text[20000];
static struct problem problem;

static enum status draw(struct fixture *f, int64_t id) {
    struct scr_source files = scr_files_source();
    const struct print_request request = {
        .ids = &id, .id_count = 1, .from = DATE_NONE, .to = DATE_NONE};
    struct buffer out = BUFFER_INIT;
    problem = (struct problem){0};
    enum status status =
        prints_append(&f->office, &files, prints_find("disclosure-slip"), &request, &out, &problem);
    snprintf(text, sizeof text, "%s", buffer_text(&out));
    buffer_release(&out);
    return status;
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

static void nothing_to_sign_before_it_is_handed_in(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    assert_int_equal(draw(f, draft_disclosure(f)), STATUS_DENIED);
    assert_non_null(strstr(sentence(&problem), "GK2026-00001 还没有送审"));
}

static void lines_to_sign_while_nothing_is_decided(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = draft_disclosure(f);
    must_do(f, "edit", id, "lines", "王二小 金额=120.00；李䶮 金额=80.00", "total", "20000");
    must_do(f, "submit", id);
    assert_int_equal(draw(f, id), STATUS_OK);
    has("公开审批单");
    has("东门村䶮塘清淤");
    has("清淤３处");
    has("李䶮");
    has("版本 3");
    has("拟稿人");
    has("[  ] 部分公开");
    has("审核人: __");
    has("签发人: __");
    lacks("审查结论:");
}

static void who_decided_stands_on_it(void **state) {
    struct fixture *f = *state;
    char hash[17];
    prepare_disclosures(f);
    int64_t id = submit_disclosure(f);
    must_do(f, "review", id, "review_outcome", "public", "signatory", "刘䶮", "signed_no", "12");
    assert_int_equal(draw(f, id), STATUS_OK);
    has("刘䶮 2026-11-20 第12号");
    has("签发人: __");
    lacks("审核人: __");
    as_leader(f);
    must_do(f, "approve", id);
    snprintf(hash, sizeof hash, "%.16s", column(f, id, "approved_hash"));
    assert_int_equal(draw(f, id), STATUS_OK);
    has("签发人");
    has("周建华");
    lacks("签发人: __");
    has(hash); /* the paper and the screen name one text */
}

static void nothing_of_a_state_secret(void **state) {
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = submit_disclosure(f);
    as_leader(f);
    must_do(f, "refuse", id, "refused_basis", "条例第十四条", "refused_reason", "国家秘密",
            "state_secret", "1", "kept_at", "镇保密室");
    assert_int_equal(draw(f, id), STATUS_DENIED);
    assert_non_null(strstr(sentence(&problem), "涉密事项"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(nothing_to_sign_before_it_is_handed_in),
        with_office(lines_to_sign_while_nothing_is_decided),
        with_office(who_decided_stands_on_it),
        with_office(nothing_of_a_state_secret),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

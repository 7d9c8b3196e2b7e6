/* A search index that was spoiled: told by its own name, never as a damaged office; made anew from nothing; saves go on. */
#include "store/sample.h"
#include "store/search.h"
#include "store/verify.h"

enum { FEEDBACK = 300 };

static void build(struct store *store) {
    struct problem problem;
    bool is_complete = false;
    while (!is_complete) {
        sample_begin(store);
        expect_ok(store_search_build(store, &is_complete, &problem), &problem);
        sample_commit(store, "");
    }
}

static int make(void **state) {
    static struct sample sample;
    char title[64];
    sample_make(&sample);
    sample_begin(sample.store);
    for (int i = 0; i < FEEDBACK; i++) {
        snprintf(title, sizeof title, "䶮口村%d组路灯不亮，𠮷先生来电", i);
        sample_feedback(sample.store, title, "2026-12-01");
    }
    sample_commit(sample.store, "");
    build(sample.store);
    *state = &sample;
    return 0;
}

static int drop(void **state) {
    sample_remove(*state);
    return 0;
}

static enum status ask(struct store *store, size_t *count, struct problem *problem) {
    static int64_t ids[1000];
    return store_search_ids(store, "\"路灯\"", 0, 1000, 1000, ids, count, problem);
}

static void expect_all(struct store *store) {
    struct problem problem;
    struct search_state index;
    size_t count = 0;
    expect_ok(store_search_check(store, &problem), &problem);
    expect_ok(store_search_state(store, &index, &problem), &problem);
    assert_true(index.is_complete);
    expect_ok(ask(store, &count, &problem), &problem);
    assert_int_equal(count, FEEDBACK);
}

/* The office itself is sound, and says so; only the index is not. */
static void expect_broken(struct store *store) {
    struct problem problem = {0};
    struct search_state index;
    int64_t rows = 0;
    assert_int_equal(store_search_check(store, &problem), STATUS_CORRUPT);
    assert_non_null(strstr(problem.message, "检索索引坏了"));
    assert_true(store_search_is_broken(store));
    assert_false(store_is_damaged(store));
    expect_ok(store_search_state(store, &index, &problem), &problem);
    assert_false(index.is_complete);
    expect_ok(store_verify_audit(store, &rows, &problem), &problem);
}

static void count_fault(void *context, const struct problem *fault) {
    *(int *)context += strstr(fault->message, "检索索引坏了") != NULL ? 1 : 100;
}

static void expect_verify_tells(struct store *store, int wanted) {
    struct problem problem;
    int faults = 0;
    const struct verify_hooks hooks = {.fault = count_fault, .context = &faults};
    struct verify *verify = store_verify_begin(store, &hooks, NULL);
    assert_non_null(verify);
    while (store_verify_seen(verify)->part != VERIFY_DONE)
        expect_ok(store_verify_step(verify, &problem), &problem);
    assert_string_equal(store_verify_seen(verify)->skipped, "");
    store_verify_end(verify);
    assert_int_equal(faults, wanted);
}

static const char *const spoils[] = {
    "UPDATE search_data SET block = zeroblob(length(block)) WHERE id > 10",
    ("UPDATE search_data SET block = randomblob(length(block))"
     " WHERE id = (SELECT max(id) FROM search_data)"),
    "UPDATE search_data SET block = substr(block, 1, length(block) / 2) WHERE id > 10",
    "UPDATE search_data SET block = x'00000001ffffffffff' WHERE id = 10",
    "DELETE FROM search_data WHERE id > 10",
    "DELETE FROM search_data",
    "DELETE FROM search_config",
    "UPDATE search_config SET v = 1000",
};

static void reopen(struct sample *sample) {
    struct problem problem;
    store_close(sample->store);
    expect_ok(store_open(sample->path, &sample->store, &problem), &problem);
}

static void test_it_is_told_and_mended(void **state) {
    struct sample *sample = *state;
    expect_all(sample->store);
    expect_verify_tells(sample->store, 0);
    for (size_t i = 0; i < sizeof spoils / sizeof spoils[0]; i++) {
        sample_run(sample->path, spoils[i]);
        reopen(sample);
        expect_verify_tells(sample->store, 1);
        expect_broken(sample->store);
        build(sample->store);
        assert_false(store_search_is_broken(sample->store));
        expect_all(sample->store);
        reopen(sample);
        expect_all(sample->store);
    }
}

/* What nothing tells: an index that is well formed, and lacks something. */
static void test_it_is_made_anew_all_the_same(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    size_t count = 0;
    sample_run(sample->path, "INSERT INTO search (search) VALUES ('delete-all')");
    reopen(sample);
    expect_ok(store_search_check(sample->store, &problem), &problem);
    expect_ok(ask(sample->store, &count, &problem), &problem);
    assert_int_equal(count, 0);
    store_search_renew(sample->store);
    build(sample->store);
    expect_all(sample->store);
}

/* The first save that comes upon it may be refused; the next one is not. */
static void test_saves_go_on(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    for (size_t i = 0; i < sizeof spoils / sizeof spoils[0]; i++) {
        size_t count = 0;
        sample_run(sample->path, spoils[i]);
        reopen(sample);
        bool is_told = ask(sample->store, &count, &problem) != STATUS_OK;
        assert_true(!is_told || strstr(problem.message, "检索索引坏了") != NULL);
        assert_int_equal(store_search_is_broken(sample->store), is_told);
        if (!is_told)
            assert_int_equal(store_search_check(sample->store, &problem), STATUS_CORRUPT);
        sample_begin(sample->store);
        sample_named(sample->store, "unit", "路口村");
        sample_commit(sample->store, "");
        assert_false(store_is_damaged(sample->store));
        build(sample->store);
        expect_all(sample->store);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_it_is_told_and_mended, make, drop),
        cmocka_unit_test_setup_teardown(test_it_is_made_anew_all_the_same, make, drop),
        cmocka_unit_test_setup_teardown(test_saves_go_on, make, drop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

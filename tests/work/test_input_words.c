/* What the office knows for the pinyin input: names with their readings, words kept from before, and nothing that
 * was not said to be kept. */
#include "work/office_fixture.h"

#include "store/write.h"
#include "work/input_words.h"

static struct compose *load(struct fixture *f) {
    struct compose *compose = compose_new();
    assert_non_null(compose);
    input_words_load(&f->office, compose);
    return compose;
}

static void type(struct compose *compose, const char *letters) {
    compose_clear(compose);
    for (; *letters; letters++)
        assert_true(compose_type(compose, *letters));
}

static int place_of(struct compose *compose, const char *letters, const char *text) {
    type(compose, letters);
    for (size_t i = 0; i < compose_count(compose); i++)
        if (strcmp(compose_candidate(compose, i), text) == 0)
            return (int)i;
    return -1;
}

static void choose(struct compose *compose, const char *letters, const char *text) {
    struct buffer out = BUFFER_INIT;
    int place = place_of(compose, letters, text);
    assert_true(place >= 0);
    compose_choose(compose, (size_t)place, &out);
    buffer_release(&out);
}

static void names_of_the_registers(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    must_register(f, "person", &id, "title", "覃䶮旺");
    must_register(f, "person", &id, "title", "单春妞");
    must_register(f, "unit", &id, "title", "乐安村");
    must_register(f, "unit", &id, "title", "12345 热线办");
    struct compose *compose = load(f);
    assert_int_equal(place_of(compose, "qinyanwang", "覃䶮旺"), 0);
    assert_int_equal(place_of(compose, "tanyanwang", "覃䶮旺"), 0);
    assert_int_equal(place_of(compose, "qyw", "覃䶮旺"), 0);
    assert_int_equal(place_of(compose, "shanchunniu", "单春妞"), 0);
    assert_int_equal(place_of(compose, "leancun", "乐安村"), 0);
    assert_int_equal(place_of(compose, "yueancun", "乐安村"), 0);
    compose_free(compose);
}

static void what_was_kept_is_there_again(void **state) {
    struct fixture *f = *state;
    struct compose *compose = load(f);
    int before = place_of(compose, "gongshi", "攻势");
    assert_true(before > 1);
    for (int i = 0; i < 3; i++)
        choose(compose, "gongshi", "攻势");
    compose_keep(compose);
    choose(compose, "gongshi", "工事"); /* in a form that was not saved */
    input_words_store(&f->office, compose);
    input_words_store(&f->office, compose); /* once is once */
    compose_free(compose);
    compose = load(f);
    assert_int_equal(place_of(compose, "gongshi", "攻势"), 0);
    assert_true(place_of(compose, "gongshi", "工事") > 1);
    compose_free(compose);
}

static void nothing_waits_for_another_program(void **state) {
    struct fixture *f = *state;
    struct compose *compose = load(f);
    struct office other = {.clock = CLOCK_INIT};
    struct problem problem = {0};
    choose(compose, "gongshi", "攻势");
    compose_keep(compose);
    assert_int_equal(office_open(&other, f->path, &problem), STATUS_OK);
    assert_int_equal(store_begin(other.store, &problem), STATUS_OK);
    input_words_store(&f->office, compose); /* given up */
    store_rollback(other.store);
    office_close(&other);
    compose_free(compose);
    compose = load(f);
    assert_true(place_of(compose, "gongshi", "攻势") > 0);
    int64_t id = 0;
    must_register(f, "unit", &id, "title", "西岭村"); /* and saving goes on */
    compose_free(compose);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(names_of_the_registers),
        with_office(what_was_kept_is_there_again),
        with_office(nothing_waits_for_another_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

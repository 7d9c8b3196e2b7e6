/* Where `/` goes in a list: the next row behind, by the list's own order and conditions, near, far and around. */
#include "work/office_fixture.h"

#include "work/position.h"
#include "work/save.h"

enum { ROWS = 1200 };

/* Slips past every rule, quickly: the title of each fifty-first is told apart. */
static void add_slips(struct fixture *f, int64_t ids[ROWS]) {
    struct save save;
    assert_int_equal(save_begin(&f->office, &save, NULL), STATUS_OK);
    for (int i = 0; i < ROWS; i++) {
        struct record record = {0};
        char title[60], due[12];
        snprintf(title, sizeof title,
                 i == 900  ? "䶮塘　清淤"
                 : i == 30 ? "宅基地审批"
                           : "第%d处路灯",
                 i);
        snprintf(due, sizeof due, "2027-%02d-%02d", i / 100 + 1, i % 28 + 1);
        fields_set(&record.fields, "record_kind", "feedback");
        fields_set(&record.fields, "kind", "complain");
        fields_set(&record.fields, "state", i == 31 ? "closed" : "registered");
        fields_set(&record.fields, "received_on", "2026-11-20");
        fields_set(&record.fields, "title", title);
        fields_set(&record.fields, "due_on", due);
        if (i == 700) {
            fields_set(&record.fields, "reporter", "单于国");
            fields_set(&record.fields, "body", "东头水塔漏水");
        }
        if (i == 32)
            fields_set(&record.fields, "sealed", "1");
        assert_int_equal(save_new(&save, &record, "register", "", NULL), STATUS_OK);
        ids[i] = record.id;
        record_release(&record);
    }
    assert_int_equal(save_commit(&save, NULL), STATUS_OK);
}

static int64_t found(struct fixture *f, const char *order, bool descending, const char *typed,
                     const char *key, int64_t from) {
    const struct page_request request = {
        .view = "feedback_open", .order = order, .descending = descending};
    const struct page_start start = {key, from, false, false};
    struct problem problem = {0};
    char *found_key = NULL;
    int64_t id = 0;
    enum status status =
        position_find(&f->office, &request, &start, typed, &found_key, &id, &problem);
    assert_true(status == STATUS_OK ||
                (status == STATUS_NOT_FOUND && strstr(sentence(&problem), "没有找到") != NULL));
    if (status == STATUS_OK)
        assert_string_equal(found_key, column(f, id, order));
    free(found_key);
    return id;
}

static void forget_index(struct fixture *f) {
    assert_int_equal(store_begin(f->office.store, NULL), STATUS_OK);
    assert_int_equal(store_set_setting(f->office.store, "search_version", "", NULL), STATUS_OK);
    assert_int_equal(store_commit(f->office.store, "", NULL), STATUS_OK);
}

static void the_next_one_is_found(void **state) {
    struct fixture *f = *state;
    int64_t ids[ROWS];
    add_slips(f, ids);
    for (int round = 0; round < 2; round++) {
        const char *orders[] = {"due_sort", "number"};
        for (int n = 0; n < 4; n++) {
            const char *order = orders[n / 2];
            bool descending = n % 2 == 1;
            /* Far off, by hanzi across a blank, initials, pinyin; from the first row, from itself, from behind it. */
            assert_int_equal(found(f, order, descending, "塘清", NULL, 0), ids[900]);
            assert_int_equal(found(f, order, descending, "ytqy", NULL, 0), ids[900]);
            const char *key = column(f, ids[900], order);
            assert_int_equal(found(f, order, descending, "塘清", key, ids[900]), ids[900]);
            assert_int_equal(found(f, order, descending, "zhaijidi", key, ids[900]), ids[30]);
            assert_int_equal(found(f, order, descending, "没有的", key, ids[900]), 0);
            assert_int_equal(found(f, order, descending, "mmx", NULL, 0), 0);
        }
        /* The very next of many, in the order asked for. */
        assert_int_equal(found(f, "number", false, "路灯", column(f, ids[899], "number"), ids[899]),
                         ids[901]);
        assert_int_equal(found(f, "number", true, "路灯", column(f, ids[901], "number"), ids[901]),
                         ids[899]);
        assert_int_equal(
            found(f, "number", false, "ld", column(f, ids[ROWS - 1], "number"), ids[ROWS - 1]),
            ids[0]);
        assert_int_equal(found(f, "number", false, "第77處", NULL, 0), ids[77]);
        assert_int_equal(found(f, "number", false, "00078", NULL, 0), ids[77]);
        assert_int_equal(found(f, "number", false, "fk2026-00078", NULL, 0), ids[77]);
        /* What the list does not have: closed, and sealed. */
        assert_int_equal(found(f, "number", false, "第31处", NULL, 0), 0);
        assert_int_equal(found(f, "number", false, "第32处", NULL, 0), 0);
        /* No title has it: a name or the text; only where there is an index. */
        int64_t by_text = round == 0 ? ids[700] : 0;
        assert_int_equal(found(f, "due_sort", false, "单于", NULL, 0), by_text);
        assert_int_equal(found(f, "number", true, "水塔", column(f, ids[30], "number"), ids[30]), by_text);
        forget_index(f);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {with_office(the_next_one_is_found)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What is sealed later leaves the search index and the file too: every part of the index is looked at as it lies there, since
 * asking it hides what only carries a mark of being deleted. */
#include "work/publish_fixture.h"

#include <sqlite3.h>

#include "store/search.h"
#include "work/search.h"

/* Each second one of a pair in no other text: it is written out in a part of the index, wherever the first is left out. */
static const char *const rare[] = {"貅", "鳜", "靐", "餮"};
enum { RARE = sizeof rare / sizeof *rare };

static int64_t number_of(struct fixture *f, const char *sql, const char *text) {
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_open_v2(f->path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    sqlite3_bind_text(statement, 1, text, -1, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return number;
}

static int64_t parts_with(struct fixture *f, const char *text) {
    return number_of(f, "SELECT count(*) FROM search_data WHERE instr(block, CAST(? AS BLOB)) > 0", text);
}

static int64_t stretches_with(struct fixture *f, const char *hanzi) {
    return number_of(f, "SELECT count(*) FROM search_stretch WHERE hanzi = ?", hanzi);
}

/* How often the file has it. */
static int places_in_file(struct fixture *f, const char *text) {
    FILE *file = fopen(f->path, "rb");
    size_t length = strlen(text), at = 0;
    int count = 0, byte;
    assert_non_null(file);
    while ((byte = fgetc(file)) != EOF) {
        at = byte == (unsigned char)text[at] ? at + 1 : byte == (unsigned char)text[0] ? 1 : 0;
        count += at == length ? 1 : 0;
        at = at == length ? 0 : at;
    }
    fclose(file);
    return count;
}

static int64_t complaint(struct fixture *f) {
    int64_t id = 0;
    must_register(f, "feedback", &id, "kind", "complain", "received_on", "2026-11-20", "title",
                  "鲶鳜塘款饕餮一空", "body", "账在貔貅柜里", "reporter", "龘靐", "contact", "13987654321");
    return id;
}

static void assert_is_there(struct fixture *f) {
    for (size_t i = 0; i < RARE; i++) {
        assert_true(parts_with(f, rare[i]) > 0);
        assert_int_equal(stretches_with(f, rare[i]), 1);
    }
}

/* One copy in all, which is sealed. */
static void assert_is_gone(struct fixture *f) {
    for (size_t i = 0; i < RARE; i++) {
        if (parts_with(f, rare[i]) != 0 || stretches_with(f, rare[i]) != 0 || places_in_file(f, rare[i]) != 1)
            fail_msg("%s: %d parts, %d stretches, %d places", rare[i], (int)parts_with(f, rare[i]),
                     (int)stretches_with(f, rare[i]), places_in_file(f, rare[i]));
    }
}

static void make_index(struct fixture *f) {
    struct search_index index = {0};
    while (!index.is_complete)
        assert_int_equal(search_index_step(&f->office, 0, &index, NULL), STATUS_OK);
}

static void set(struct fixture *f, const char *key, const char *value) {
    assert_int_equal(store_begin(f->office.store, NULL), STATUS_OK);
    assert_int_equal(store_set_setting(f->office.store, key, value, NULL), STATUS_OK);
    assert_int_equal(store_commit(f->office.store, "", NULL), STATUS_OK);
}

static size_t count_of(struct fixture *f, const char *expression) {
    int64_t ids[8];
    size_t count = 0;
    assert_int_equal(store_search_ids(f->office.store, expression, 0, INT64_MAX, 8, ids, &count, NULL), STATUS_OK);
    return count;
}

static void what_is_sealed_later_leaves_the_index(void **state) {
    struct fixture *f = *state;
    int64_t id = complaint(f), other = 0;
    must_register(f, "feedback", &other, "kind", "complain", "received_on", "2026-11-20", "title", "塘边路灯",
                  "body", "夜里看不见", "reporter", "张三", "contact", "13800000001");
    assert_is_there(f);
    must_do(f, "edit", id, "kind", "report");
    assert_is_gone(f);
    assert_int_equal(count_of(f, "\"路灯\""), 1);
    assert_int_equal(stretches_with(f, "塘"), 1);
    assert_true(parts_with(f, "灯") > 0);
}

/* In a large office piece by piece afterwards: what the save leaves to do is done by the same steps that make the index. */
static void pieces_do_the_same(void **state) {
    struct fixture *f = *state;
    struct search_state before;
    int64_t id = complaint(f);
    set_columns(f, id, NULL, "title", "塘款", "body", "账", "reporter", "张三", NULL);
    assert_true(parts_with(f, "貅") > 0);
    set(f, "search_purge", "begin");
    assert_int_equal(store_search_state(f->office.store, &before, NULL), STATUS_OK);
    assert_true(before.is_complete && before.must_purge);
    make_index(f);
    for (size_t i = 0; i < RARE; i++)
        assert_int_equal(parts_with(f, rare[i]), 0);
    assert_int_equal(store_search_state(f->office.store, &before, NULL), STATUS_OK);
    assert_true(before.is_complete && !before.must_purge);
    assert_int_equal(count_of(f, "\"塘款\""), 1);
}

/* More pairs than a few pages hold. */
static void fill_index(struct fixture *f) {
    int64_t id = 0;
    for (int i = 0; i < 24; i++) {
        char body[200 * 3 + 1] = "", reporter[24];
        for (int n = 0; n < 200; n++) {
            int hanzi = 0x4E03 + (i * 200 + n) * 4 % 0x5000;
            snprintf(body + n * 3, 4, "%c%c%c", 0xE0 | hanzi >> 12, 0x80 | (hanzi >> 6 & 0x3F), 0x80 | (hanzi & 0x3F));
        }
        snprintf(reporter, sizeof reporter, "单于%d", i);
        must_register(f, "feedback", &id, "kind", "complain", "received_on", "2026-11-20", "title", "塘边路灯",
                      "body", body, "reporter", reporter, "contact", "13800000001");
    }
}

/* An index of another version is emptied only by the next one: nothing of it stays in pages no longer used. */
static void an_index_made_anew_leaves_nothing(void **state) {
    struct fixture *f = *state;
    int64_t id = complaint(f);
    struct search_index index = {0};
    fill_index(f);
    set(f, "search_version", "another");
    must_do(f, "edit", id, "kind", "report");
    assert_int_equal(places_in_file(f, "饕") > 1, 1);
    assert_int_equal(search_index_step(&f->office, 0, &index, NULL), STATUS_OK);
    assert_false(index.is_complete);
    assert_is_gone(f);
    make_index(f);
    assert_is_gone(f);
}

/* A state secret's text was kept nowhere else. */
static void what_leaves_the_versions_leaves_the_index(void **state) {
    struct fixture *f = *state;
    int64_t id = complaint(f);
    set_columns(f, id, NULL, "title", "塘款", "body", "账", "reporter", "张三", NULL);
    assert_int_equal(store_begin(f->office.store, NULL), STATUS_OK);
    assert_int_equal(store_clear_versions(f->office.store, id, "title body reporter", "", NULL), STATUS_OK);
    assert_int_equal(store_commit(f->office.store, "", NULL), STATUS_OK);
    for (size_t i = 0; i < RARE; i++) {
        assert_int_equal(parts_with(f, rare[i]), 0);
        assert_int_equal(stretches_with(f, rare[i]), 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(what_is_sealed_later_leaves_the_index),
        with_office(pieces_do_the_same),
        with_office(an_index_made_anew_leaves_nothing),
        with_office(what_leaves_the_versions_leaves_the_index),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

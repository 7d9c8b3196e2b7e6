/* Salvage of files damaged at random: pages zeroed, bytes changed, ends cut off. Every record in the new file is as it was, or
 * stands in the list; rows of pages that were not touched are there; nothing crashes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/salvage.h"
#include "work/demo.h"
#include "work/office.h"
#include "work/save.h"

enum { SHORT_RUNS = 6, FULL_RUNS = 200, PAGE = 4096, PAGES_MOST = 8192 };

struct damage {
    char folder[200], path[260], copy[260], target[260];
    unsigned char *bytes;
    size_t length;
    int64_t rows[PAGES_MOST]; /* that are gone with the page */
    char **texts;             /* each record's two rows as text, by id */
    int64_t last;
    int64_t total;
};

static uint64_t random_state;

static uint64_t next_random(uint64_t most) {
    random_state = random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (random_state >> 24) % most;
}

static unsigned char *read_all(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    struct stat about;
    assert_non_null(file);
    assert_int_equal(fstat(fileno(file), &about), 0);
    unsigned char *bytes = malloc((size_t)about.st_size);
    assert_non_null(bytes);
    *length = fread(bytes, 1, (size_t)about.st_size, file);
    fclose(file);
    return bytes;
}

static void write_all(const char *path, const unsigned char *bytes, size_t length) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

/* ---- what the sound file holds ------------------------------------------------------------------- */

static sqlite3 *open_plain(const char *path) {
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    return db;
}

/* Rows by the page they need, out of SQLite's own account of the file. */
static void learn_pages(struct damage *damage, sqlite3 *db) {
    sqlite3_stmt *row = NULL;
    assert_int_equal(
        sqlite3_prepare_v2(
            db,
            "SELECT pageno, CASE pagetype WHEN 'overflow' THEN 1 ELSE ncell END FROM dbstat"
            " WHERE name IN (SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = "
            "'table'"
            "  AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search%' AND name <> 'signature')"
            " AND (pagetype IN ('leaf', 'overflow') OR name IN"
            "  (SELECT name FROM pragma_table_list WHERE wr))",
            -1, &row, NULL),
        SQLITE_OK);
    while (sqlite3_step(row) == SQLITE_ROW) {
        int64_t page = sqlite3_column_int64(row, 0);
        assert_in_range(page, 1, PAGES_MOST - 1);
        damage->rows[page] = sqlite3_column_int64(row, 1);
    }
    sqlite3_finalize(row);
}

/* Both rows of a record as one text, but for the orders of names, which the program makes anew when it opens the file. */
static char *text_of(sqlite3 *db, int64_t id, const char *kind) {
    char *sql =
        sqlite3_mprintf("SELECT * FROM record r JOIN %s d ON d.id = r.id WHERE r.id = ?", kind);
    sqlite3_stmt *row = NULL;
    sqlite3_str *text = sqlite3_str_new(db);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &row, NULL), SQLITE_OK);
    sqlite3_bind_int64(row, 1, id);
    if (sqlite3_step(row) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(row); i++) {
            const char *name = sqlite3_column_name(row, i);
            if (strcmp(name, "pinyin_sort") != 0 && strcmp(name, "stroke_sort") != 0)
                sqlite3_str_appendf(text, "%s=%s\n", name,
                                    (const char *)sqlite3_column_text(row, i));
        }
    }
    sqlite3_finalize(row);
    sqlite3_free(sql);
    return sqlite3_str_finish(text);
}

static void each_text(sqlite3 *db, void (*take)(void *context, int64_t id, char *text),
                      void *context) {
    sqlite3_stmt *row = NULL;
    assert_int_equal(sqlite3_prepare_v2(db, "SELECT id, record_kind FROM record", -1, &row, NULL),
                     SQLITE_OK);
    while (sqlite3_step(row) == SQLITE_ROW)
        take(context, sqlite3_column_int64(row, 0),
             text_of(db, sqlite3_column_int64(row, 0), (const char *)sqlite3_column_text(row, 1)));
    sqlite3_finalize(row);
}

static void keep_text(void *context, int64_t id, char *text) {
    struct damage *damage = context;
    assert_in_range(id, 1, damage->last);
    damage->texts[id] = text;
}

static int64_t integer(sqlite3 *db, const char *sql) {
    sqlite3_stmt *row = NULL;
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &row, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(row), SQLITE_ROW);
    int64_t value = sqlite3_column_int64(row, 0);
    sqlite3_finalize(row);
    return value;
}

/* ---- the office that is damaged ------------------------------------------------------------------ */

static int make(void **state) {
    struct damage *damage = calloc(1, sizeof *damage);
    struct office office;
    struct problem problem = {0};
    struct clock clock = CLOCK_INIT;
    const char *parent = getenv("TMPDIR");
    assert_non_null(damage);
    snprintf(damage->folder, sizeof damage->folder, "%.150s/zwgk-salvage-XXXXXX",
             parent ? parent : "/tmp");
    assert_non_null(mkdtemp(damage->folder));
    snprintf(damage->path, sizeof damage->path, "%s/office.db", damage->folder);
    snprintf(damage->copy, sizeof damage->copy, "%s/damaged.db", damage->folder);
    snprintf(damage->target, sizeof damage->target, "%s/new.db", damage->folder);
    assert_int_equal(clock_set(&clock, "2026-11-20", &problem), STATUS_OK);
    struct office_founding founding = {.path = damage->path,
                                       .name = "青石镇政务公开办公室",
                                       .mode = "demo",
                                       .now = clock.fixed_utc};
    assert_int_equal(office_found(&office, &founding, &problem), STATUS_OK);
    assert_int_equal(demo_fill(&office, 1, 60, &problem), STATUS_OK);
    office_close(&office);
    damage->bytes = read_all(damage->path, &damage->length);
    sqlite3 *db = open_plain(damage->path);
    learn_pages(damage, db);
    damage->last = integer(db, "SELECT max(id) FROM record");
    damage->texts = calloc((size_t)damage->last + 1, sizeof *damage->texts);
    assert_non_null(damage->texts);
    each_text(db, keep_text, damage);
    sqlite3_close(db);
    *state = damage;
    return 0;
}

static int drop(void **state) {
    struct damage *damage = *state;
    DIR *folder = opendir(damage->folder);
    for (struct dirent *entry = folder ? readdir(folder) : NULL; entry; entry = readdir(folder)) {
        char path[600];
        snprintf(path, sizeof path, "%s/%s", damage->folder, entry->d_name);
        unlink(path);
    }
    if (folder)
        closedir(folder);
    rmdir(damage->folder);
    for (int64_t i = 0; i <= damage->last; i++)
        sqlite3_free(damage->texts[i]);
    free(damage->texts);
    free(damage->bytes);
    free(damage);
    return 0;
}

/* ---- what comes of it ---------------------------------------------------------------------------- */

struct outcome {
    struct damage *damage;
    const struct salvage *salvage;
    unsigned char *is_listed, *is_there;
    int64_t same, changed, silent;
};

/* An id that a changed bit made up is beyond those there were. */
static bool is_record_listed(const struct outcome *outcome, int64_t id) {
    if (id <= outcome->damage->last)
        return outcome->is_listed[id];
    for (size_t i = 0; i < outcome->salvage->count; i++) {
        const struct salvage_item *item = &outcome->salvage->items[i];
        if (item->id == id && strcmp(item->table, "record") == 0 &&
            item->loss != SALVAGE_ROW_REFUSED)
            return true;
    }
    return false;
}

static void compare(void *context, int64_t id, char *text) {
    struct outcome *outcome = context;
    bool is_known = id <= outcome->damage->last && outcome->damage->texts[id];
    bool is_same = is_known && strcmp(text, outcome->damage->texts[id]) == 0;
    bool is_listed = is_record_listed(outcome, id);
    outcome->same += is_same;
    outcome->changed += !is_same;
    if (!is_same && !is_listed) {
        print_error("in silence: record %lld is\n%swas\n%s", (long long)id, text,
                    is_known ? outcome->damage->texts[id] : "not there\n");
        outcome->silent++;
    }
    if (is_known)
        outcome->is_there[id] = 1;
    sqlite3_free(text);
}

/* Its number is in one of the gaps that the counters told. */
static bool is_number_listed(const struct salvage *salvage, const char *text) {
    const char *number = strstr(text, "number=");
    assert_non_null(number);
    number += strlen("number=");
    for (size_t i = 0; i < salvage->count; i++) {
        const struct salvage_item *item = &salvage->items[i];
        long own = strtol(number + 7, NULL, 10);
        if (item->loss == SALVAGE_NUMBER_GAP && strncmp(item->number, number, 7) == 0 &&
            own >= item->id && own <= item->to)
            return true;
    }
    return false;
}

/* Counts records that are not as they were, or gone, and not in the list. */
static void check_records(struct outcome *outcome) {
    struct damage *damage = outcome->damage;
    sqlite3 *db = open_plain(damage->target);
    outcome->is_listed = calloc((size_t)damage->last + 1, 1);
    outcome->is_there = calloc((size_t)damage->last + 1, 1);
    for (size_t i = 0; i < outcome->salvage->count; i++) {
        const struct salvage_item *item = &outcome->salvage->items[i];
        bool is_record = strcmp(item->table, "record") == 0 && item->loss != SALVAGE_ROW_REFUSED;
        for (int64_t id = item->id;
             is_record && id <= damage->last && (id == item->id || id <= item->to); id++)
            outcome->is_listed[id] = 1;
    }
    each_text(db, compare, outcome);
    assert_int_equal(integer(db, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
    assert_int_equal(
        integer(db, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"),
        0);
    sqlite3_close(db);
    for (int64_t id = 1; id <= damage->last; id++)
        if (damage->texts[id] && !outcome->is_there[id] && !outcome->is_listed[id] &&
            !is_number_listed(outcome->salvage, damage->texts[id]))
            outcome->silent++;
    free(outcome->is_listed);
    free(outcome->is_there);
}

/* Damages a copy; returns the rows of the pages it touched. */
static int64_t spoil(struct damage *damage, unsigned run) {
    unsigned char *bytes = malloc(damage->length);
    static unsigned char is_touched[PAGES_MOST];
    size_t length = damage->length, pages = damage->length / PAGE;
    int64_t gone = 0;
    memset(is_touched, 0, sizeof is_touched);
    memcpy(bytes, damage->bytes, length);
    if (run % 3 == 0) {
        for (uint64_t i = 0, count = 1 + next_random(8); i < count; i++) {
            size_t page = next_random(pages);
            memset(bytes + page * PAGE, run % 2 ? 0xA5 : 0, PAGE);
            is_touched[page + 1] = 1;
        }
    } else if (run % 3 == 1) {
        for (uint64_t i = 0, count = 1 + next_random(60); i < count; i++) {
            size_t at = next_random(length);
            bytes[at] ^= (unsigned char)(1U << next_random(8));
            is_touched[at / PAGE + 1] = 1;
        }
    } else {
        length = length / 4 + next_random(length * 3 / 4);
        for (size_t page = length / PAGE; page < pages; page++)
            is_touched[page + 1] = 1;
    }
    for (size_t page = 1; page <= pages; page++)
        gone += is_touched[page] ? damage->rows[page] : 0;
    write_all(damage->copy, bytes, length);
    free(bytes);
    return gone;
}

static void test_random_damage(void **state) {
    struct damage *damage = *state;
    unsigned runs = getenv("FULL") ? FULL_RUNS : SHORT_RUNS;
    int64_t wanted = 0, taken = 0, changed = 0, refused = 0;
    struct salvage whole = {0};
    struct problem problem = {0};
    assert_int_equal(store_salvage(damage->path, damage->target, &whole, &problem), STATUS_OK);
    assert_int_equal(whole.count, 0);
    assert_int_equal(whole.damaged_pages, 0);
    damage->total = whole.rows;
    salvage_release(&whole);
    unlink(damage->target);
    for (unsigned run = 0; run < runs; run++) {
        struct salvage salvage = {0};
        struct outcome outcome = {.damage = damage, .salvage = &salvage};
        random_state = 20261120 + run;
        int64_t gone = spoil(damage, run);
        enum status status = store_salvage(damage->copy, damage->target, &salvage, &problem);
        if (status != STATUS_OK) {
            print_error("run %u: status %d: %s\n", run, (int)status, problem.message);
            fail();
        }
        check_records(&outcome);
        if (outcome.silent)
            print_error("run %u: %lld records in silence\n", run, (long long)outcome.silent);
        assert_int_equal(outcome.silent, 0);
        int64_t sound = damage->total - gone;
        if (getenv("FULL") && salvage.rows * 100 < sound * 99)
            printf("# run %u: %lld of %lld\n", run, (long long)salvage.rows, (long long)sound);
        wanted += sound;
        taken += salvage.rows < sound ? salvage.rows : sound;
        changed += outcome.changed;
        refused += salvage.losses[SALVAGE_ROW_REFUSED];
        salvage_release(&salvage);
        unlink(damage->target);
    }
    printf("# %u damages: %lld of %lld rows of untouched pages (%.2f %%), %lld records not as they "
           "were and all listed,"
           " %lld rows refused, none in silence\n",
           runs, (long long)taken, (long long)wanted, 100.0 * (double)taken / (double)wanted,
           (long long)changed, (long long)refused);
    assert_true(taken * 1000 >= wanted * 990);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_random_damage, make, drop),
    };
    return cmocka_run_group_tests_name("salvage", tests, NULL, NULL);
}

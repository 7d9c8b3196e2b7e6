/* save DATABASE COPY COUNT: a durable save by the rules (work's flow_register: record, detail, step, audit,
 * number) in DATABASE, and the same rows by bare prepared INSERTs in one transaction, same pragmas, in COPY,
 * in turn. Prints one line of the bench's table; exit status 1 when over. */
#include "base/fields.h"
#include "bench/figures.h"
#include "work/flow.h"
#include "work/user.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TABLES = 4, COLUMNS_MOST = 96, ROWS_MOST = 8 };

static const struct {
    const char *name, *where; /* the rows of one record; audit has no index by record, so its end */
} tables[TABLES] = {{"record", "id = ?"},
                    {"feedback", "id = ?"},
                    {"step", "record = ?"},
                    {"audit", "seq > (SELECT max(seq) - 8 FROM audit) AND record = ?"}};

struct table {
    sqlite3_stmt *read, *insert;
    int columns;
};

struct bare {
    sqlite3 *from, *to;
    struct table tables[TABLES];
    sqlite3_stmt *counter;
};

struct rows {
    int table[ROWS_MOST];
    sqlite3_value *values[ROWS_MOST][COLUMNS_MOST];
    int count;
};

static void require(bool is_true, const char *what) {
    if (is_true)
        return;
    fprintf(stderr, "bench save: %s\n", what);
    exit(2);
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql) {
    sqlite3_stmt *statement = NULL;
    require(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK, sqlite3_errmsg(db));
    return statement;
}

static void execute(sqlite3 *db, const char *sql) {
    require(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, sqlite3_errmsg(db));
}

/* ---- the bare way ----------------------------------------------------------------------------------- */

static void open_table(struct bare *bare, int index) {
    char names[1024] = "", places[256] = "", sql[2048];
    struct table *table = &bare->tables[index];
    sqlite3_stmt *info =
        prepare(bare->from, "SELECT name FROM pragma_table_xinfo(?1) WHERE hidden = 0");
    sqlite3_bind_text(info, 1, tables[index].name, -1, SQLITE_STATIC);
    while (sqlite3_step(info) == SQLITE_ROW) {
        const char *comma = table->columns > 0 ? ", " : "";
        size_t used = strlen(names);
        snprintf(names + used, sizeof names - used, "%s%s", comma, sqlite3_column_text(info, 0));
        strcat(strcat(places, comma), "?");
        table->columns++;
    }
    sqlite3_finalize(info);
    require(table->columns > 0 && table->columns < COLUMNS_MOST, "columns");
    snprintf(sql, sizeof sql, "SELECT %s FROM %s WHERE %s", names, tables[index].name,
             tables[index].where);
    table->read = prepare(bare->from, sql);
    snprintf(sql, sizeof sql, "INSERT INTO %s (%s) VALUES (%s)", tables[index].name, names, places);
    table->insert = prepare(bare->to, sql);
}

static void bare_open(struct bare *bare, const char *from, const char *to) {
    require(sqlite3_open_v2(from, &bare->from, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK, from);
    require(sqlite3_open_v2(to, &bare->to, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK, to);
    execute(bare->to, "PRAGMA journal_mode = TRUNCATE");
    execute(bare->to,
            "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;"
            "PRAGMA cell_size_check = ON; PRAGMA secure_delete = ON;"
            "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4000");
    for (int i = 0; i < TABLES; i++)
        open_table(bare, i);
    bare->counter = prepare(bare->to, "UPDATE counter SET last = last + 1 WHERE prefix = 'FK'");
}

static void bare_close(struct bare *bare) {
    for (int i = 0; i < TABLES; i++) {
        sqlite3_finalize(bare->tables[i].read);
        sqlite3_finalize(bare->tables[i].insert);
    }
    sqlite3_finalize(bare->counter);
    sqlite3_close(bare->from);
    sqlite3_close(bare->to);
}

static void rows_read(struct bare *bare, int64_t id, struct rows *rows) {
    rows->count = 0;
    for (int i = 0; i < TABLES; i++) {
        struct table *table = &bare->tables[i];
        sqlite3_bind_int64(table->read, 1, id);
        while (sqlite3_step(table->read) == SQLITE_ROW && rows->count < ROWS_MOST) {
            rows->table[rows->count] = i;
            for (int column = 0; column < table->columns; column++)
                rows->values[rows->count][column] =
                    sqlite3_value_dup(sqlite3_column_value(table->read, column));
            rows->count++;
        }
        sqlite3_reset(table->read);
    }
    require(rows->count >= TABLES, "a save wrote fewer rows than there are tables");
}

static double rows_insert(struct bare *bare, struct rows *rows) {
    double begun = milliseconds_now();
    execute(bare->to, "BEGIN IMMEDIATE");
    for (int row = 0; row < rows->count; row++) {
        struct table *table = &bare->tables[rows->table[row]];
        for (int column = 0; column < table->columns; column++)
            sqlite3_bind_value(table->insert, column + 1, rows->values[row][column]);
        require(sqlite3_step(table->insert) == SQLITE_DONE, sqlite3_errmsg(bare->to));
        sqlite3_reset(table->insert);
    }
    require(sqlite3_step(bare->counter) == SQLITE_DONE, sqlite3_errmsg(bare->to));
    sqlite3_reset(bare->counter);
    execute(bare->to, "COMMIT");
    double taken = milliseconds_now() - begun;
    for (int row = 0; row < rows->count; row++)
        for (int column = 0; column < bare->tables[rows->table[row]].columns; column++)
            sqlite3_value_free(rows->values[row][column]);
    return taken;
}

/* ---- the way of the rules --------------------------------------------------------------------------- */

static double save_by_rules(struct office *office, int number, int64_t *id) {
    char title[96];
    struct fields values = FIELDS_INIT;
    struct problems problems = {0};
    snprintf(title, sizeof title, "村口第%d盏路灯不亮，请派人修理", number);
    fields_set(&values, "received_on", "2026-11-20");
    fields_set(&values, "kind", "complain");
    fields_set(&values, "source", "call");
    fields_set(&values, "title", title);
    fields_set(&values, "reporter", "张𠮷旺");
    fields_set(&values, "contact", "13800001234");
    fields_set(&values, "body",
               "三组自八月以来路灯不亮，老人小孩夜间出行不安全，多次口头反映没有结果。");
    double begun = milliseconds_now();
    enum status status = flow_register(office, "feedback", &values, false, id, &problems);
    double taken = milliseconds_now() - begun;
    if (status != STATUS_OK)
        require(false, problems.count > 0 ? problems.items[0].message : "the save failed");
    fields_release(&values);
    return taken;
}

int main(int argc, char **argv) {
    static struct samples floor, zwgk;
    struct office office;
    struct bare bare = {0};
    struct problem problem;
    require(argc == 4, "save DATABASE COPY COUNT");
    require(office_open(&office, argv[1], &problem) == STATUS_OK, "the database does not open");
    require(office_set_now(&office, "2026-11-20T09:00", &problem) == STATUS_OK, "--now");
    require(user_enter_as(&office, ROLE_CLERK, &problem) == STATUS_OK, "no clerk");
    bare_open(&bare, argv[1], argv[2]);
    for (int i = 0; i < atoi(argv[3]); i++) {
        int64_t id = 0;
        struct rows rows;
        double taken = save_by_rules(&office, i, &id);
        rows_read(&bare, id, &rows);
        samples_add(&floor, rows_insert(&bare, &rows));
        samples_add(&zwgk, taken);
    }
    bare_close(&bare);
    office_close(&office);
    return figures_ratio("a durable save, ms", &floor, &zwgk, 1.5) ? 0 : 1;
}

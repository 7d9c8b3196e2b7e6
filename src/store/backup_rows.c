/* The table of copies made. Knows no disk: whether a file is still there is seen by work/backup. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "store/backup.h"
#include "store/statement.h"
#include "store/write.h"

static void read_row(const struct statement *statement, struct backup_row *row) {
    *row = (struct backup_row){0};
    row->at = statement_column_integer(statement, 0);
    row->bytes = statement_column_integer(statement, 1);
    row->seq = statement_column_integer(statement, 2);
    row->is_encrypted = statement_column_integer(statement, 3) != 0;
    snprintf(row->path, sizeof row->path, "%s", statement_column_text(statement, 4));
}

enum status store_backups(struct store *store, size_t most, struct backup_row **out, size_t *count,
                          struct problem *problem) {
    struct statement statement;
    bool has_row = false;
    *count = 0;
    *out = calloc(most, sizeof **out);
    if (*out == NULL) {
        return store_no_memory(problem);
    }
    statement_open(&statement, store,
                   "SELECT at, bytes, seq, is_encrypted, path FROM backup"
                   " ORDER BY id DESC LIMIT ?");
    statement_integer(&statement, (int64_t)most);
    enum status status = statement_step(&statement, &has_row, problem);
    while (status == STATUS_OK && has_row && *count < most) {
        read_row(&statement, &(*out)[(*count)++]);
        status = statement_step(&statement, &has_row, problem);
    }
    statement_close(&statement);
    if (status != STATUS_OK) {
        free(*out);
        *out = NULL;
        *count = 0;
    }
    return status;
}

enum status store_add_backup(struct store *store, const struct backup_facts *facts,
                             const char *path, int64_t bytes, int64_t person,
                             struct problem *problem) {
    struct statement statement;
    char head[2 * BACKUP_HASH_BYTES + 1];
    enum status status = write_check(store, problem);
    if (status != STATUS_OK) {
        return status;
    }
    sodium_bin2hex(head, sizeof head, facts->head, sizeof facts->head);
    statement_open(&statement, store,
                   "INSERT INTO backup (at, path, bytes, seq, head, is_encrypted, person)"
                   " VALUES (?, ?, ?, ?, ?, ?, ?)");
    statement_integer(&statement, facts->at);
    statement_text(&statement, path);
    statement_integer(&statement, bytes);
    statement_integer(&statement, facts->seq);
    statement_text(&statement, head);
    statement_integer(&statement, facts->is_encrypted);
    statement_reference(&statement, person);
    return statement_run(&statement, problem);
}

bool store_is_changed_since(struct store *store, int64_t seq) {
    struct statement statement;
    int64_t found = 0;
    statement_open(&statement, store,
                   "SELECT 1 FROM audit WHERE seq > ? AND command NOT IN"
                   " ('backup', 'login', 'logout', 'lock', 'unlock', 'print') LIMIT 1");
    statement_integer(&statement, seq);
    return statement_run_integer(&statement, &found, NULL) == STATUS_OK && found == 1;
}

int64_t store_founded_at(struct store *store) {
    struct statement statement;
    int64_t at = 0;
    statement_open(&statement, store, "SELECT at FROM audit ORDER BY seq LIMIT 1");
    return statement_run_integer(&statement, &at, NULL) == STATUS_OK ? at : 0;
}

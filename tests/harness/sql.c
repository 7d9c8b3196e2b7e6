/* sql FILE [STATEMENTS]: executes statements (standard input without) on a database the way the program opens its own, so that the
 * pages it writes have their sums; rows come as the sqlite3 shell gives them, values parted by '|'. No setting of the program
 * is made: no foreign keys, triggers as they are. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/sums.h"

static int print_row(void *context, int count, char **values, char **names) {
    (void)context;
    (void)names;
    for (int i = 0; i < count; i++)
        printf("%s%s", i > 0 ? "|" : "", values[i] == NULL ? "" : values[i]);
    putchar('\n');
    return 0;
}

/* Of standard input; the caller frees. */
static char *read_statements(void) {
    size_t length = 0, room = 1 << 16, count;
    char *text = malloc(room + 1);
    while (text != NULL && (count = fread(text + length, 1, room - length, stdin)) > 0) {
        length += count;
        if (length == room) {
            char *grown = realloc(text, (room *= 2) + 1);
            if (grown == NULL)
                free(text);
            text = grown;
        }
    }
    if (text != NULL)
        text[length] = '\0';
    return text;
}

/* Statement by statement: one that fails is told, and the next is tried, as the shell does with what it reads. */
static int execute_each(sqlite3 *db, const char *sql) {
    int failed = 0;
    while (*sql != '\0') {
        sqlite3_stmt *row = NULL;
        const char *rest = sql;
        int code = sqlite3_prepare_v2(db, sql, -1, &row, &rest);
        size_t length = (size_t)(rest - sql);
        sqlite3_finalize(row);
        char *one = strndup(sql, length);
        if (code == SQLITE_OK && row != NULL)
            code = sqlite3_exec(db, one, print_row, NULL, NULL);
        if (code != SQLITE_OK) {
            fprintf(stderr, "sql: %s: %.200s\n", sqlite3_errmsg(db), one);
            failed = 1;
        }
        free(one);
        if (rest == sql) { /* not even its end was found */
            rest = strchr(sql, '\n');
            rest = rest == NULL ? "" : rest + 1;
        }
        sql = rest;
    }
    return failed;
}

int main(int count, char **words) {
    sqlite3 *db = NULL;
    char *text = count > 2 ? strdup(words[2]) : read_statements();
    if (count < 2 || text == NULL || sums_install() != SQLITE_OK ||
        sqlite3_open_v2(words[1], &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) !=
            SQLITE_OK) {
        fprintf(stderr, "sql: FILE can't be opened, or: sql FILE [STATEMENTS]\n");
        return 2;
    }
    sqlite3_busy_timeout(db, 10000);
    int failed = execute_each(db, text);
    failed = sqlite3_close(db) != SQLITE_OK || failed;
    free(text);
    return failed;
}

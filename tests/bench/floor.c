/* The floor: the least that shows list 34 over the same file: ncursesw, one keyset page held, two rows
 * repainted for a move, no rules, roles, lights or forms. What zwgk is measured against, not a model for
 * it. Takes zwgk's arguments and heeds --db and --sync-fd. */
#define _GNU_SOURCE
#include <curses.h>
#include <locale.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ROWS_MOST = 64, TOP = 2 };

struct row {
    sqlite3_int64 id;
    char due_sort[16], number[24], due_on[16], title[512], unit[128];
};

struct list {
    sqlite3 *db;
    sqlite3_stmt *same, *after;
    struct row rows[ROWS_MOST];
    int count, now;
};

#define COLUMNS                                                                                    \
    "SELECT id, due_sort, number, due_on, title, (SELECT u.title FROM record u WHERE u.id = "      \
    "r.unit) "                                                                                     \
    "FROM record r WHERE record_kind = 'feedback' AND open = 1 AND due_sort "

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql) {
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) {
        fprintf(stderr, "%s\n", sqlite3_errmsg(db));
        exit(1);
    }
    return statement;
}

static void copy(char *out, size_t size, sqlite3_stmt *statement, int column) {
    const unsigned char *text = sqlite3_column_text(statement, column);
    snprintf(out, size, "%s", text != NULL ? (const char *)text : "");
}

/* Adds rows of one statement behind those there are. */
static int take(sqlite3_stmt *statement, const char *due, sqlite3_int64 id, struct row *rows,
                int most) {
    int count = 0;
    sqlite3_bind_text(statement, 1, due, -1, SQLITE_TRANSIENT);
    sqlite3_bind_int(statement, 2, most);
    if (sqlite3_bind_parameter_count(statement) == 3)
        sqlite3_bind_int64(statement, 3, id);
    while (count < most && sqlite3_step(statement) == SQLITE_ROW) {
        struct row *row = &rows[count++];
        row->id = sqlite3_column_int64(statement, 0);
        copy(row->due_sort, sizeof row->due_sort, statement, 1);
        copy(row->number, sizeof row->number, statement, 2);
        copy(row->due_on, sizeof row->due_on, statement, 3);
        copy(row->title, sizeof row->title, statement, 4);
        copy(row->unit, sizeof row->unit, statement, 5);
    }
    sqlite3_reset(statement);
    return count;
}

static int page_size(void) {
    return LINES - 5 < ROWS_MOST ? LINES - 5 : ROWS_MOST;
}

/* As many bytes as fit, cut between characters: the floor counts no columns. */
static void put_cut(int row, int col, const char *text, size_t most) {
    size_t length = strlen(text);
    if (length > most)
        for (length = most; length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80;)
            length--;
    mvaddnstr(row, col, text, (int)length);
}

static void put_row(const struct list *list, int at) {
    const struct row *row = &list->rows[at];
    mvprintw(TOP + at, 0, "%c%-15s%-12s", at == list->now ? '>' : ' ', row->number, row->due_on);
    put_cut(TOP + at, 28, row->title, 50);
    put_cut(TOP + at, 64, row->unit, 15);
}

static void draw(const struct list *list) {
    erase();
    attron(A_REVERSE);
    mvprintw(0, 0, "%-*s", COLS, " 34");
    attroff(A_REVERSE);
    for (int i = 0; i < list->count; i++)
        put_row(list, i);
}

static void first_page(struct list *list) {
    list->count = take(list->after, "", 0, list->rows, page_size());
}

static void next_page(struct list *list) {
    struct row rows[ROWS_MOST];
    if (list->count == 0)
        return;
    const struct row *last = &list->rows[list->count - 1];
    int size = page_size();
    int count = take(list->same, last->due_sort, last->id, rows, size);
    if (count < size)
        count += take(list->after, last->due_sort, 0, rows + count, size - count);
    if (count == 0)
        return;
    memcpy(list->rows, rows, (size_t)count * sizeof rows[0]);
    list->count = count;
    list->now = 0;
    draw(list);
}

static void move_to(struct list *list, int at) {
    int from = list->now;
    if (at < 0 || at >= list->count)
        return;
    list->now = at;
    put_row(list, from);
    put_row(list, at);
}

static int wait_for_key(WINDOW *keys, int sync_fd) {
    wtimeout(keys, 0);
    int key = wgetch(keys);
    if (key != ERR)
        return key;
    refresh();
    if (sync_fd >= 0 && write(sync_fd, ".", 1) != 1)
        return 'q';
    wtimeout(keys, -1);
    return wgetch(keys);
}

static void run(struct list *list, int sync_fd) {
    WINDOW *keys = newpad(1, 1);
    keypad(keys, TRUE);
    first_page(list);
    draw(list);
    for (;;) {
        move(TOP + list->now, 0);
        int key = wait_for_key(keys, sync_fd);
        if (key == KEY_DOWN && list->now == list->count - 1)
            next_page(list);
        else if (key == KEY_DOWN || key == KEY_UP)
            move_to(list, list->now + (key == KEY_DOWN ? 1 : -1));
        else if (key == KEY_NPAGE)
            next_page(list);
        else if (key == 'q' || key == ERR)
            return;
    }
}

int main(int argc, char **argv) {
    struct list list = {0};
    const char *path = "";
    int sync_fd = -1;
    for (int i = 1; i + 1 < argc; i++) {
        if (strcmp(argv[i], "--db") == 0)
            path = argv[i + 1];
        else if (strcmp(argv[i], "--sync-fd") == 0)
            sync_fd = atoi(argv[i + 1]);
    }
    if (sqlite3_open_v2(path, &list.db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
        return 1;
    sqlite3_exec(list.db, "PRAGMA cache_size = -4000", NULL, NULL, NULL);
    list.same = prepare(list.db, COLUMNS "= ?1 AND id > ?3 ORDER BY due_sort, id LIMIT ?2");
    list.after = prepare(list.db, COLUMNS "> ?1 ORDER BY due_sort, id LIMIT ?2");
    setlocale(LC_ALL, "");
    if (newterm(NULL, stdout, stdin) == NULL)
        return 1;
    raw();
    noecho();
    nonl();
    run(&list, sync_fd);
    endwin();
    sqlite3_finalize(list.same);
    sqlite3_finalize(list.after);
    sqlite3_close(list.db);
    return 0;
}

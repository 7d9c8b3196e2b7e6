/* The file of drafts: small transactions that wait for no disk, and what was removed is overwritten. Never touches the
 * office's own database, and never makes anybody's typing wait. */
#include "store/draft.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/text.h"
#include "store/internal.h"
#include "store/store_copy.h"

enum {
    DRAFT_APPLICATION_ID = 0x7a776764, /* "zwgd" */
    DRAFT_VERSION = 2,
    DRAFT_MODE = 0600,
    BUSY_MS = 100, /* another terminal of the account writes for less than one */
    LENGTH_MOST = 4 * 1024 * 1024,
};

struct draft_file {
    sqlite3 *db;
};

/* ---- drafts in memory --------------------------------------------------------------------------- */

void draft_release(struct draft *draft) {
    fields_release(&draft->values);
    fields_release(&draft->asked);
    free(draft->ids);
    free(draft->marks);
    memset(draft, 0, sizeof *draft);
}

bool draft_copy(struct draft *to, const struct draft *from) {
    *to = *from;
    to->next = NULL;
    to->values = (struct fields)FIELDS_INIT;
    to->asked = (struct fields)FIELDS_INIT;
    to->ids = from->ids != NULL ? text_copy(from->ids) : NULL;
    to->marks = from->marks != NULL ? text_copy(from->marks) : NULL;
    fields_merge(&to->values, &from->values);
    fields_merge(&to->asked, &from->asked);
    if (to->values.failed || to->asked.failed || (from->ids != NULL && to->ids == NULL) ||
        (from->marks != NULL && to->marks == NULL)) {
        draft_release(to);
        return false;
    }
    return true;
}

/* ---- what goes wrong ---------------------------------------------------------------------------- */

static enum status cannot_write(const char *why, struct problem *problem) {
    problem_set(problem, STATUS_IO, "",
                N_("草稿写不到磁盘（{detail}）：只在程序开着时留着，离开前请先保存"));
    problem_place(problem, "detail", why);
    return STATUS_IO;
}

static enum status failed(struct draft_file *file, int code, struct problem *problem) {
    switch (code & 0xFF) {
    case SQLITE_NOMEM:
        return store_no_memory(problem);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return problem_set(problem, STATUS_BUSY, "", N_("草稿文件正被另一个终端写，请稍后再试"));
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR:
        return problem_set(problem, STATUS_CORRUPT, "", N_("草稿文件已损坏"));
    default:
        return cannot_write(file->db != NULL ? sqlite3_errmsg(file->db) : sqlite3_errstr(code),
                            problem);
    }
}

static enum status execute(struct draft_file *file, const char *sql, struct problem *problem) {
    int code = sqlite3_exec(file->db, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? STATUS_OK : failed(file, code, problem);
}

/* ---- statements: bound in order ----------------------------------------------------------------- */

struct asking {
    struct draft_file *file;
    sqlite3_stmt *handle;
    int next, code;
};

static void ask(struct asking *asking, struct draft_file *file, const char *sql) {
    *asking = (struct asking){.file = file};
    asking->code = sqlite3_prepare_v2(file->db, sql, -1, &asking->handle, NULL);
}

static void bind_text(struct asking *asking, const char *text) {
    int code = sqlite3_bind_text(asking->handle, ++asking->next, text, -1, SQLITE_STATIC);
    asking->code = asking->code == SQLITE_OK ? code : asking->code;
}

static void bind_integer(struct asking *asking, int64_t value) {
    int code = sqlite3_bind_int64(asking->handle, ++asking->next, value);
    asking->code = asking->code == SQLITE_OK ? code : asking->code;
}

/* Names and texts, each with its end. */
static void bind_fields(struct asking *asking, const struct fields *fields) {
    struct buffer bytes = BUFFER_INIT;
    for (size_t i = 0; i < fields->count; i++) {
        const char *text = fields->items[i].text;
        buffer_append_bytes(&bytes, fields->items[i].name, strlen(fields->items[i].name) + 1);
        buffer_append_bytes(&bytes, text, strlen(text) + 1);
    }
    int code = bytes.failed
                   ? SQLITE_NOMEM
                   : sqlite3_bind_blob64(asking->handle, ++asking->next, buffer_text(&bytes),
                                         bytes.length, SQLITE_TRANSIENT);
    buffer_release(&bytes);
    asking->code = asking->code == SQLITE_OK ? code : asking->code;
}

static bool step(struct asking *asking) {
    if (asking->code == SQLITE_OK) {
        asking->code = sqlite3_step(asking->handle);
    } else {
        return false;
    }
    bool has_row = asking->code == SQLITE_ROW;
    asking->code = has_row || asking->code == SQLITE_DONE ? SQLITE_OK : asking->code;
    return has_row;
}

/* OK, or what was the first to go wrong. */
static enum status end(struct asking *asking, struct problem *problem) {
    enum status status =
        asking->code == SQLITE_OK ? STATUS_OK : failed(asking->file, asking->code, problem);
    sqlite3_finalize(asking->handle);
    return status;
}

static enum status run(struct asking *asking, struct problem *problem) {
    (void)step(asking);
    return end(asking, problem);
}

static void column(const struct asking *asking, int at, char *out, size_t size) {
    const char *text = (const char *)sqlite3_column_text(asking->handle, at);
    snprintf(out, size, "%s", text != NULL ? text : "");
}

/* A blob that isn't made up as it should gives what can be read. */
static void column_fields(const struct asking *asking, int at, struct fields *out) {
    const char *bytes = sqlite3_column_blob(asking->handle, at);
    const char *stop = bytes + (bytes != NULL ? sqlite3_column_bytes(asking->handle, at) : 0);
    while (bytes != NULL && bytes < stop) {
        const char *name_end = memchr(bytes, '\0', (size_t)(stop - bytes));
        const char *text = name_end != NULL ? name_end + 1 : stop;
        const char *text_end = text < stop ? memchr(text, '\0', (size_t)(stop - text)) : NULL;
        if (text_end == NULL) {
            return;
        }
        fields_set(out, bytes, text);
        bytes = text_end + 1;
    }
}

/* ---- opening ------------------------------------------------------------------------------------ */

static enum status refuse_path(const char *path, const char *message, struct problem *problem) {
    const char *slash = strrchr(path, '/');
    problem_set(problem, STATUS_DENIED, "", message);
    problem_place(problem, "path", slash != NULL ? slash + 1 : path);
    return STATUS_DENIED;
}

static bool is_ours_alone(const struct stat *about) {
    return S_ISREG(about->st_mode) && about->st_uid == geteuid() && about->st_nlink == 1;
}

/* Who may write the folder may have put something else there. No descriptor of it is open yet in this program, so that
 * closing one drops no lock. */
static enum status check_file(const char *path, struct problem *problem) {
    struct stat about;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (descriptor < 0 && errno == ENOENT) {
        return STATUS_NOT_FOUND;
    }
    if (descriptor < 0 && errno != ELOOP && errno != EACCES && errno != EPERM) {
        return cannot_write(strerror(errno), problem);
    }
    bool is_ours = descriptor >= 0 && fstat(descriptor, &about) == 0 && is_ours_alone(&about);
    if (is_ours && (about.st_mode & 077) != 0) {
        is_ours = fchmod(descriptor, DRAFT_MODE) == 0;
    }
    if (descriptor >= 0) {
        close(descriptor);
    }
    char journal[PATH_MAX];
    snprintf(journal, sizeof journal, "%s-journal", path);
    if (is_ours && lstat(journal, &about) == 0) {
        is_ours = is_ours_alone(&about);
    }
    return is_ours
               ? STATUS_OK
               : refuse_path(
                     path,
                     N_("{path} "
                        "不是您一个人的文件，没有动它：草稿只在程序开着时留着；请管理员看过后移走"),
                     problem);
}

/* Another terminal of the account may have been faster. */
static enum status make_file(const char *path, struct problem *problem) {
    struct problem why = {0};
    enum status status = file_make(path, DRAFT_MODE, &why);
    if (status == STATUS_INVALID) {
        return check_file(path, problem);
    }
    return status == STATUS_OK ? STATUS_OK : cannot_write(strerror(errno), problem);
}

/* Its folder without links, so that the file itself may be none. */
static bool resolve(const char *path, char out[PATH_MAX]) {
    char folder[PATH_MAX], resolved[PATH_MAX];
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    size_t length = slash != NULL ? (size_t)(slash - path) + 1 : 0;
    if (length >= sizeof folder) {
        return false;
    }
    memcpy(folder, path, length);
    folder[length] = '\0';
    if (realpath(length > 0 ? folder : ".", resolved) == NULL) {
        return false;
    }
    int written =
        snprintf(out, PATH_MAX, "%s/%s", strcmp(resolved, "/") == 0 ? "" : resolved, name);
    return written > 0 && written < PATH_MAX - 16;
}

static enum status integer(struct draft_file *file, const char *sql, int64_t *out,
                           struct problem *problem) {
    struct asking asking;
    ask(&asking, file, sql);
    *out = step(&asking) ? sqlite3_column_int64(asking.handle, 0) : 0;
    return end(&asking, problem);
}

static enum status make_tables(struct draft_file *file, struct problem *problem) {
    char identity[96];
    snprintf(identity, sizeof identity, "PRAGMA application_id=%d; PRAGMA user_version=%d; COMMIT",
             DRAFT_APPLICATION_ID, DRAFT_VERSION);
    enum status status =
        execute(file,
                "BEGIN IMMEDIATE;"
                "CREATE TABLE IF NOT EXISTS draft (session TEXT NOT NULL, key TEXT NOT NULL,"
                " person INTEGER NOT NULL, kept_at INTEGER NOT NULL, save_id TEXT NOT NULL,"
                " screen TEXT NOT NULL, command TEXT NOT NULL, ids TEXT NOT NULL,"
                " ver INTEGER NOT NULL, focus TEXT NOT NULL, cursor INTEGER NOT NULL,"
                " texts BLOB NOT NULL, asked BLOB NOT NULL, office TEXT NOT NULL,"
                " marks TEXT NOT NULL, UNIQUE (session, key)) STRICT;"
                "CREATE TABLE IF NOT EXISTS saving (save_id TEXT PRIMARY KEY,"
                " session TEXT NOT NULL, draft_key TEXT NOT NULL, person INTEGER NOT NULL,"
                " at INTEGER NOT NULL, kind TEXT NOT NULL, command TEXT NOT NULL,"
                " office TEXT NOT NULL) STRICT",
                problem);
    return status == STATUS_OK ? execute(file, identity, problem) : status;
}

/* What was kept before drafts said which office's they are, says so of none. */
static enum status upgrade(struct draft_file *file, struct problem *problem) {
    char sql[400];
    snprintf(sql, sizeof sql,
             "BEGIN IMMEDIATE;"
             "ALTER TABLE draft ADD COLUMN office TEXT NOT NULL DEFAULT '';"
             "ALTER TABLE draft ADD COLUMN marks TEXT NOT NULL DEFAULT '';"
             "ALTER TABLE saving ADD COLUMN office TEXT NOT NULL DEFAULT '';"
             "PRAGMA user_version=%d; COMMIT",
             DRAFT_VERSION);
    return execute(file, sql, problem);
}

static enum status check_pages(struct draft_file *file, struct problem *problem) {
    char answer[PROBLEM_PLACE_BYTES];
    int code = store_ask_check(file->db, "PRAGMA quick_check(1)", "ok", answer);
    if (code != SQLITE_OK) {
        return failed(file, code, problem);
    }
    return strcmp(answer, "ok") == 0
               ? STATUS_OK
               : problem_set(problem, STATUS_CORRUPT, "", N_("草稿文件已损坏"));
}

static enum status check_identity(struct draft_file *file, const char *path,
                                  struct problem *problem) {
    int64_t application = 0, version = 0, pages = 0;
    enum status status = integer(file, "PRAGMA application_id", &application, problem);
    if (status == STATUS_OK) {
        status = integer(file, "PRAGMA user_version", &version, problem);
    }
    if (status == STATUS_OK) {
        status = integer(file, "PRAGMA page_count", &pages, problem);
    }
    if (status != STATUS_OK) {
        return status;
    }
    if (application == 0 && version == 0 && pages <= 1) {
        return make_tables(file, problem);
    }
    if (application != DRAFT_APPLICATION_ID || version < 1) {
        return problem_set(problem, STATUS_CORRUPT, "", N_("草稿文件已损坏"));
    }
    if (version > DRAFT_VERSION) {
        return refuse_path(path, N_("{path} 由更新版本的程序写，没有动它：草稿只在程序开着时留着"),
                           problem);
    }
    status = check_pages(file, problem);
    return status == STATUS_OK && version < DRAFT_VERSION ? upgrade(file, problem) : status;
}

static enum status connect_to(struct draft_file *file, const char *path, struct problem *problem) {
    int code = sqlite3_open_v2(path, &file->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW, NULL);
    if (code != SQLITE_OK) {
        return failed(file, code, problem);
    }
    sqlite3_extended_result_codes(file->db, 1);
    sqlite3_busy_timeout(file->db, BUSY_MS);
    sqlite3_db_config(file->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(file->db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    sqlite3_limit(file->db, SQLITE_LIMIT_LENGTH, LENGTH_MOST);
    sqlite3_limit(file->db, SQLITE_LIMIT_ATTACHED, 0);
    enum status status = execute(file,
                                 "PRAGMA journal_mode=TRUNCATE;"
                                 "PRAGMA synchronous=OFF;"
                                 "PRAGMA trusted_schema=OFF;"
                                 "PRAGMA cell_size_check=ON;"
                                 "PRAGMA mmap_size=0;"
                                 "PRAGMA secure_delete=ON;"
                                 "PRAGMA temp_store=MEMORY;"
                                 "PRAGMA cache_size=-500",
                                 problem);
    return status == STATUS_OK ? check_identity(file, path, problem) : status;
}

enum status draft_open(const char *path, bool makes, struct draft_file **out,
                       struct problem *problem) {
    char resolved[PATH_MAX];
    *out = NULL;
    if (!resolve(path, resolved)) {
        return cannot_write(strerror(errno), problem);
    }
    enum status status = check_file(resolved, problem);
    if (status == STATUS_NOT_FOUND && makes) {
        status = make_file(resolved, problem);
    }
    if (status != STATUS_OK) {
        return status;
    }
    struct draft_file *file = calloc(1, sizeof *file);
    if (file == NULL) {
        return store_no_memory(problem);
    }
    status = connect_to(file, resolved, problem);
    if (status != STATUS_OK) {
        draft_close(file);
        return status;
    }
    *out = file;
    return STATUS_OK;
}

void draft_close(struct draft_file *file) {
    if (file != NULL) {
        sqlite3_close(file->db);
        free(file);
    }
}

enum status draft_put_aside(const char *path, bool is_whole, const char *date, char *name,
                            size_t size, struct problem *problem) {
    enum { TRIES = 100 };
    char journal[PATH_MAX], journal_name[PATH_MAX + 16];
    const char *word = is_whole ? "aside" : "damaged";
    snprintf(name, size, "%s.%s-%s", path, word, date);
    for (int i = 2; i < TRIES && access(name, F_OK) == 0; i++) {
        snprintf(name, size, "%s.%s-%s-%d", path, word, date, i);
    }
    if (access(name, F_OK) == 0 || rename(path, name) != 0) {
        return cannot_write(strerror(errno), problem);
    }
    snprintf(journal, sizeof journal, "%s-journal", path);
    snprintf(journal_name, sizeof journal_name, "%.*s-journal", PATH_MAX, name);
    if (!is_whole || rename(journal, journal_name) != 0) {
        unlink(journal);
    }
    return STATUS_OK;
}

/* ---- drafts ------------------------------------------------------------------------------------- */

static enum status put(struct draft_file *file, const struct draft *draft,
                       struct problem *problem) {
    struct asking asking;
    ask(&asking, file,
        "INSERT INTO draft (session, key, person, kept_at, save_id, screen, command, ids, ver,"
        " focus, cursor, texts, asked, office, marks)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (session, key) DO UPDATE SET kept_at = excluded.kept_at,"
        " save_id = excluded.save_id, ids = excluded.ids, ver = excluded.ver,"
        " focus = excluded.focus, cursor = excluded.cursor, texts = excluded.texts,"
        " asked = excluded.asked, office = excluded.office, marks = excluded.marks");
    bind_text(&asking, draft->session);
    bind_text(&asking, draft->key);
    bind_integer(&asking, draft->person);
    bind_integer(&asking, draft->kept_at);
    bind_text(&asking, draft->save_id);
    bind_text(&asking, draft->screen);
    bind_text(&asking, draft->command);
    bind_text(&asking, draft->ids != NULL ? draft->ids : "");
    bind_integer(&asking, draft->ver);
    bind_text(&asking, draft->focus);
    bind_integer(&asking, draft->cursor);
    bind_fields(&asking, &draft->values);
    bind_fields(&asking, &draft->asked);
    bind_text(&asking, draft->office);
    bind_text(&asking, draft->marks != NULL ? draft->marks : "");
    return run(&asking, problem);
}

enum status draft_put(struct draft_file *file, const struct draft *draft, bool waits,
                      struct problem *problem) {
    enum status status = waits ? execute(file, "PRAGMA synchronous=FULL", problem) : STATUS_OK;
    if (status == STATUS_OK) {
        status = put(file, draft, problem);
    }
    if (waits) {
        sqlite3_exec(file->db, "PRAGMA synchronous=OFF", NULL, NULL, NULL);
    }
    return status;
}

enum status draft_remove(struct draft_file *file, const char *session, const char *key,
                         struct problem *problem) {
    struct asking asking;
    ask(&asking, file, "DELETE FROM draft WHERE session = ? AND key = ?");
    bind_text(&asking, session);
    bind_text(&asking, key);
    return run(&asking, problem);
}

enum status draft_claim(struct draft_file *file, const char *from, const char *key,
                        const char *session, struct problem *problem) {
    struct asking asking;
    ask(&asking, file, "UPDATE OR IGNORE draft SET session = ? WHERE session = ? AND key = ?");
    bind_text(&asking, session);
    bind_text(&asking, from);
    bind_text(&asking, key);
    enum status status = run(&asking, problem);
    if (status == STATUS_OK && sqlite3_changes(file->db) != 1) {
        status = problem_set(problem, STATUS_CONFLICT, "", N_("这份草稿已在另一个终端接着写"));
    }
    return status;
}

enum status draft_walk(struct draft_file *file, int64_t person,
                       bool (*take)(void *context, const struct draft *draft), void *context,
                       struct problem *problem) {
    struct asking asking;
    bool goes_on = true;
    ask(&asking, file,
        "SELECT session, key, person, kept_at, save_id, screen, command, ids, ver, focus, cursor,"
        " texts, asked, office, marks FROM draft WHERE ?1 = 0 OR person = ?1"
        " ORDER BY kept_at DESC, rowid DESC");
    bind_integer(&asking, person);
    while (goes_on && step(&asking)) {
        struct draft draft = {0};
        column(&asking, 0, draft.session, sizeof draft.session);
        column(&asking, 1, draft.key, sizeof draft.key);
        draft.person = sqlite3_column_int64(asking.handle, 2);
        draft.kept_at = sqlite3_column_int64(asking.handle, 3);
        column(&asking, 4, draft.save_id, sizeof draft.save_id);
        column(&asking, 5, draft.screen, sizeof draft.screen);
        column(&asking, 6, draft.command, sizeof draft.command);
        draft.ids = text_copy((const char *)sqlite3_column_text(asking.handle, 7));
        draft.ver = sqlite3_column_int64(asking.handle, 8);
        column(&asking, 9, draft.focus, sizeof draft.focus);
        draft.cursor = sqlite3_column_int(asking.handle, 10);
        column_fields(&asking, 11, &draft.values);
        column_fields(&asking, 12, &draft.asked);
        column(&asking, 13, draft.office, sizeof draft.office);
        draft.marks = text_copy((const char *)sqlite3_column_text(asking.handle, 14));
        goes_on = take(context, &draft);
        draft_release(&draft);
    }
    return end(&asking, problem);
}

/* ---- saves -------------------------------------------------------------------------------------- */

enum status draft_note_save(struct draft_file *file, const struct save_note *note,
                            struct problem *problem) {
    struct asking asking;
    ask(&asking, file,
        "INSERT OR REPLACE INTO saving (save_id, session, draft_key, person, at, kind, command,"
        " office) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    bind_text(&asking, note->save_id);
    bind_text(&asking, note->session);
    bind_text(&asking, note->draft_key);
    bind_integer(&asking, note->person);
    bind_integer(&asking, note->at);
    bind_text(&asking, note->kind);
    bind_text(&asking, note->command);
    bind_text(&asking, note->office);
    return run(&asking, problem);
}

enum status draft_end_save(struct draft_file *file, const struct save_note *note, bool is_saved,
                           struct problem *problem) {
    struct asking asking;
    enum status status = execute(file, "BEGIN IMMEDIATE", problem);
    if (status != STATUS_OK) {
        return status;
    }
    if (is_saved && note->draft_key[0] != '\0') {
        status = draft_remove(file, note->session, note->draft_key, problem);
    }
    if (status == STATUS_OK) {
        ask(&asking, file, "DELETE FROM saving WHERE session = ?");
        bind_text(&asking, note->session);
        status = run(&asking, problem);
    }
    if (status == STATUS_OK) {
        status = execute(file, "COMMIT", problem);
    }
    if (status != STATUS_OK) {
        sqlite3_exec(file->db, "ROLLBACK", NULL, NULL, NULL);
    }
    return status;
}

enum status draft_walk_saves(struct draft_file *file, int64_t person,
                             bool (*take)(void *context, const struct save_note *note),
                             void *context, struct problem *problem) {
    struct asking asking;
    bool goes_on = true;
    ask(&asking, file,
        "SELECT save_id, session, draft_key, person, at, kind, command, office FROM saving"
        " WHERE person = ? ORDER BY at DESC, rowid DESC");
    bind_integer(&asking, person);
    while (goes_on && step(&asking)) {
        struct save_note note = {0};
        column(&asking, 0, note.save_id, sizeof note.save_id);
        column(&asking, 1, note.session, sizeof note.session);
        column(&asking, 2, note.draft_key, sizeof note.draft_key);
        note.person = sqlite3_column_int64(asking.handle, 3);
        note.at = sqlite3_column_int64(asking.handle, 4);
        column(&asking, 5, note.kind, sizeof note.kind);
        column(&asking, 6, note.command, sizeof note.command);
        column(&asking, 7, note.office, sizeof note.office);
        goes_on = take(context, &note);
    }
    return end(&asking, problem);
}

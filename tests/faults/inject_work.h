/* A folder with an office in it that is made anew for every fault, sub-commands run in this process with what they say
 * caught, and what is looked at afterwards. */
#ifndef ZWGK_TESTS_FAULTS_INJECT_WORK_H
#define ZWGK_TESTS_FAULTS_INJECT_WORK_H

#include "work/publish_fixture.h"

#include "cli/cli.h"
#include "faults/digest.h"
#include "faults/inject.h"
#include "store/internal.h"
#include "work/backup.h"
#include "work/search.h"

#include <dirent.h>
#include <fnmatch.h>

#define NOW "2026-11-20T09:00"
#define LATER "2026-11-20T09:10"
enum { WORDS_MOST = 8 };

/* Templates, in the home folder. */
#define PLAIN "plain.db"       /* an office without keys for its copies */
#define KEYED "keyed.db"       /* the same with a paper key, and one record more */
#define COPY_PLAIN "copy.db"   /* a plain copy of the office before that record */
#define COPY_SEALED "copy.zbk" /* an encrypted one */
#define DAMAGED "damaged.db"   /* KEYED with spoilt pages, in the midst of a save that was cut off */
#define OLDER "older.db"       /* of schema 0001 */

struct work {
    struct fixture f;  /* its folder is the home; the office is open while the templates are made */
    char folder[340];  /* where the runs work */
    char database[400];
    unsigned char paper[BACKUP_SECRET_BYTES];
    int hits; /* in the last act */
    int calls[16]; /* by the bit of their kind */
    struct { const struct kind *kind; int countdown; bool stays; } plan;
    bool is_again; /* some minutes later, without a fault */
    struct buffer said, shown; /* on standard error and standard output */
};

/* ---- faults ------------------------------------------------------------------------------------------ */

static void faults_on(const struct work *work) {
    memset(&fault, 0, sizeof fault);
    fault.code = work->plan.kind->code;
    fault.countdown = work->plan.countdown;
    fault.stays = work->plan.stays;
    fault.kinds = work->plan.countdown > 0 ? work->plan.kind->kinds : ~0U; /* only counted */
}

static void faults_off(struct work *work) {
    work->hits = fault.hits;
    memcpy(work->calls, fault.calls_of, sizeof work->calls);
    memset(&fault, 0, sizeof fault);
}

/* ---- files ------------------------------------------------------------------------------------------- */

/* One of a few buffers. */
static const char *path_in(const char *folder, const char *name) {
    static char paths[8][1200];
    static int next;
    next = (next + 1) % 8;
    snprintf(paths[next], sizeof paths[next], "%s/%s", folder, name);
    return paths[next];
}

static bool is_there(const char *path) {
    struct stat about;
    return lstat(path, &about) == 0;
}

static void read_bytes(const char *path, struct buffer *out) {
    static char bytes[1 << 16];
    size_t length;
    FILE *file = fopen(path, "rb");
    buffer_clear(out);
    while (file != NULL && (length = fread(bytes, 1, sizeof bytes, file)) > 0)
        buffer_append_bytes(out, bytes, length);
    if (file != NULL)
        fclose(file);
}

static void write_bytes(const char *path, const struct buffer *bytes) {
    FILE *file = fopen(path, "wb");
    assert_true(file != NULL && fwrite(bytes->data, 1, bytes->length, file) == bytes->length &&
                fclose(file) == 0);
}

static void copy_to(const char *from, const char *to) {
    struct buffer bytes = BUFFER_INIT;
    read_bytes(from, &bytes);
    assert_true(bytes.length > 0);
    write_bytes(to, &bytes);
    buffer_release(&bytes);
}

static bool is_same_file(const char *one, const char *other) {
    struct buffer left = BUFFER_INIT, right = BUFFER_INIT;
    read_bytes(one, &left);
    read_bytes(other, &right);
    bool is_same = left.length > 0 && left.length == right.length &&
                   memcmp(left.data, right.data, left.length) == 0;
    buffer_release(&left);
    buffer_release(&right);
    return is_same;
}

/* Calls `each` with every file below the folder, by its name in it; folders are gone into before. */
static void each_file(const char *folder, const char *below,
                      void (*each)(void *context, const char *name, bool is_folder),
                      void *context) {
    struct dirent **entries = NULL;
    char inside[500], name[600];
    struct stat about;
    snprintf(inside, sizeof inside, "%s/%s", folder, below);
    int count = scandir(inside, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        const char *own = entries[i]->d_name;
        if (strcmp(own, ".") != 0 && strcmp(own, "..") != 0) {
            snprintf(name, sizeof name, "%s%s%s", below, below[0] != '\0' ? "/" : "", own);
            bool is_folder = lstat(path_in(folder, name), &about) == 0 && S_ISDIR(about.st_mode);
            if (is_folder && strchr(name, '/') == NULL)
                each_file(folder, name, each, context);
            each(context, name, is_folder);
        }
        free(entries[i]);
    }
    free(entries);
}

static void remove_one(void *context, const char *name, bool is_folder) {
    const char *path = path_in(context, name);
    assert_int_equal(is_folder ? rmdir(path) : unlink(path), 0);
}

static void empty_folder(char *folder) {
    each_file(folder, "", remove_one, folder);
}

/* The office's file, of that template, in an empty folder. */
static void begin_with(struct work *work, const char *name) {
    empty_folder(work->folder);
    copy_to(path_in(work->f.folder, name), work->database);
}

/* ---- sub-commands ------------------------------------------------------------------------------------ */

static int catch(int descriptor, const char *path) {
    int kept = dup(descriptor);
    int file = __real_open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    assert_true(kept >= 0 && file >= 0 && dup2(file, descriptor) == descriptor);
    __real_close(file);
    return kept;
}

static void release(int descriptor, int kept) {
    assert_int_equal(dup2(kept, descriptor), descriptor);
    __real_close(kept);
}

/* "@name" is a file of the run's folder; NULL ends the words. */
static int run_command(struct work *work, const char *const *words) {
    static struct arguments arguments;
    static char texts[WORDS_MOST][500];
    char *list[WORDS_MOST] = {0};
    char errors[400], output[400];
    memset(&arguments, 0, sizeof arguments);
    snprintf(arguments.database, sizeof arguments.database, "%s", work->database);
    arguments.database_is_given = true;
    arguments.now = strcmp(words[0], "verify") == 0 ? NULL : work->is_again ? LATER : NOW;
    arguments.terminal = ENCODING_UTF_8;
    arguments.terminal_from = "";
    arguments.sync_fd = -1;
    arguments.command = words[0];
    arguments.words = list;
    for (int i = 1; words[i] != NULL; i++) {
        if (words[i][0] == '@')
            snprintf(texts[i], sizeof texts[i], "%s/%s", work->folder, words[i] + 1);
        else
            snprintf(texts[i], sizeof texts[i], "%s", words[i]);
        list[arguments.word_count++] = texts[i];
    }
    snprintf(errors, sizeof errors, "%s/said", work->f.folder);
    snprintf(output, sizeof output, "%s/shown", work->f.folder);
    fflush(stdout);
    fflush(stderr);
    int first = catch(STDOUT_FILENO, output), second = catch(STDERR_FILENO, errors);
    faults_on(work);
    int code = cli_run(&arguments);
    faults_off(work);
    fflush(stdout);
    fflush(stderr);
    release(STDOUT_FILENO, first);
    release(STDERR_FILENO, second);
    read_bytes(errors, &work->said);
    read_bytes(output, &work->shown);
    return code;
}

/* ---- the office as it is afterwards ------------------------------------------------------------------ */

/* Its records and all that belongs to them; what only tells that something was done apart. */
static void digest_office(const char *path, struct digest *out) {
    digest_make(path, "audit backup anchor", out);
}

static bool is_same_office(const char *path, const struct digest *should) {
    static struct digest is;
    digest_office(path, &is);
    return digest_difference(&is, should) == NULL;
}

/* -1 where it can't be read. */
static int64_t integer_in(const char *path, const char *sql) {
    sqlite3 *db = NULL;
    sqlite3_stmt *row = NULL;
    int64_t value = -1;
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(db, sql, -1, &row, NULL) == SQLITE_OK &&
        sqlite3_step(row) == SQLITE_ROW)
        value = sqlite3_column_int64(row, 0);
    sqlite3_finalize(row);
    sqlite3_close(db);
    return value;
}

static bool is_whole(const char *path) {
    return integer_in(path, "SELECT (SELECT count(*) FROM pragma_integrity_check WHERE"
                            " integrity_check <> 'ok') + (SELECT count(*) FROM"
                            " pragma_foreign_key_check)") == 0;
}

/* Opened as the program opens it: whole, and its audit without a fault. */
static const char *check_sound(const char *path) {
    struct store *store = NULL;
    struct problem problem = {0};
    int64_t rows = 0;
    enum status status = is_whole(path) ? store_open(path, &store, &problem) : STATUS_CORRUPT;
    if (status == STATUS_OK)
        status = store_is_damaged(store) ? STATUS_CORRUPT
                                         : store_verify_audit(store, &rows, &problem);
    if (status != STATUS_OK)
        print_error("%s: %s\n", path, sentence(&problem));
    store_close(store);
    return status == STATUS_OK ? NULL : "the office's file is not sound";
}

#endif

/* The sums of the file's pages: installs the shim that writes and compares them, gives them to files that have none, finds the wrong
 * ones. Must never write a page itself. */
#include "store/sums.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "store/presence.h"
#include "vendor/cksumvfs.h"

enum { RESERVED_AT = 20, PAGE_LEAST = 512, LOOK_BYTES = 8 * 1024 * 1024, SPACE_TIMES = 2 };

int sums_install(void) {
    int code = sqlite3_initialize();
    if (code == SQLITE_OK) {
        code = sqlite3_register_cksumvfs(NULL);
    }
    return code == SQLITE_ERROR ? SQLITE_NOMEM : code;
}

void sums_reserve(struct store *store) {
    int bytes = SUM_BYTES;
    if (store->path[0] != '\0' && schema_newest(store->schema) >= SUMS_SCHEMA) {
        sqlite3_file_control(store->db, "main", SQLITE_FCNTL_RESERVE_BYTES, &bytes);
    }
}

bool store_has_sums(struct store *store) {
    struct problem ignored;
    int64_t is_on = 0;
    return store->db != NULL && store->path[0] != '\0' &&
           store_integer(store, "PRAGMA checksum_verification", &is_on, &ignored) == STATUS_OK &&
           is_on == 1;
}

/* ---- of bytes ------------------------------------------------------------------------------------ */

static uint32_t little_endian(const unsigned char *at) {
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static void make_sum(const unsigned char *page, size_t length, uint32_t number,
                     unsigned char out[SUM_BYTES]) {
    uint32_t sums[2] = {number, 0};
    for (size_t at = 0; at + SUM_BYTES < length; at += 2 * sizeof *sums) {
        sums[0] += little_endian(page + at) + sums[1];
        sums[1] += little_endian(page + at + sizeof *sums) + sums[0];
    }
    for (size_t i = 0; i < SUM_BYTES; i++) {
        out[i] = (unsigned char)(sums[i / 4] >> (8 * (i % 4)));
    }
}

bool sums_fit(const unsigned char *page, size_t length, uint32_t number) {
    unsigned char sum[SUM_BYTES];
    make_sum(page, length, number, sum);
    return memcmp(page + length - SUM_BYTES, sum, SUM_BYTES) == 0;
}

void sums_set(unsigned char *page, size_t length, uint32_t number) {
    make_sum(page, length, number, page + length - SUM_BYTES);
}

bool sums_were_there(unsigned char *page, size_t length) {
    unsigned char reserved = page[RESERVED_AT];
    page[RESERVED_AT] = SUM_BYTES;
    bool fits = sums_fit(page, length, 1);
    page[RESERVED_AT] = reserved;
    return reserved != SUM_BYTES && fits;
}

/* ---- of the file --------------------------------------------------------------------------------- */

/* The pages of a file, read past SQLite's cache; its transaction keeps others from writing meanwhile. */
struct reading {
    sqlite3 *db;
    sqlite3_file *file;
    int bytes;
    int64_t count;
    unsigned char *page;
    unsigned char *
        is_free; /* a bit a page: free ones hold nothing, and a power cut may leave anything in them */
};

static uint32_t big_endian(const unsigned char *at) {
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | (uint32_t)at[3];
}

/* As the shim reads it: IOERR_DATA where the sum is wrong. */
static int read_page(struct reading *reading, int64_t number) {
    int code = reading->file->pMethods->xRead(reading->file, reading->page, reading->bytes,
                                              (number - 1) * reading->bytes);
    return code == SQLITE_IOERR_SHORT_READ ? SQLITE_OK : code;
}

static void note_free(struct reading *reading, int64_t number) {
    if (number >= 1 && number <= reading->count) {
        unsigned char *bits = &reading->is_free[number / 8];
        *bits = (unsigned char)((unsigned)*bits | 1U << number % 8);
    }
}

static bool is_free(const struct reading *reading, int64_t number) {
    return ((unsigned)reading->is_free[number / 8] >> number % 8 & 1U) != 0;
}

/* SQLite locks bytes of this page and never writes it. */
static bool is_lock_page(const struct reading *reading, int64_t number) {
    enum { LOCK_BYTE = 0x40000000 };
    return (number - 1) * reading->bytes == LOCK_BYTE / reading->bytes * (int64_t)reading->bytes;
}

/* The leaves of the list of free pages; of a trunk that can't be read none. */
static void learn_free(struct reading *reading) {
    enum { FIRST_TRUNK_AT = 32 };
    uint32_t most = (uint32_t)reading->bytes / 4 - 2;
    int64_t trunk = read_page(reading, 1) == SQLITE_OK
                        ? (int64_t)big_endian(reading->page + FIRST_TRUNK_AT)
                        : 0;
    for (int64_t i = 0; i < reading->count && trunk > 1 && trunk <= reading->count; i++) {
        if (read_page(reading, trunk) != SQLITE_OK) {
            return;
        }
        uint32_t leaves = big_endian(reading->page + 4);
        for (uint32_t leaf = 0; leaf < leaves && leaf < most; leaf++) {
            note_free(reading, (int64_t)big_endian(reading->page + 8 + (size_t)4 * leaf));
        }
        trunk = (int64_t)big_endian(reading->page);
    }
}

static int ask(sqlite3 *db, const char *sql, int64_t *out) {
    sqlite3_stmt *handle = NULL;
    int code = sqlite3_prepare_v2(db, sql, -1, &handle, NULL);
    if (code == SQLITE_OK) {
        code = sqlite3_step(handle);
    }
    if (code == SQLITE_ROW) {
        *out = sqlite3_column_int64(handle, 0);
        code = SQLITE_OK;
    }
    sqlite3_finalize(handle);
    return code;
}

static void reading_end(struct reading *reading) {
    free(reading->page);
    free(reading->is_free);
}

static int reading_begin(struct reading *reading, sqlite3 *db) {
    int64_t bytes = 0;
    *reading = (struct reading){.db = db};
    int code = sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &reading->file);
    if (code == SQLITE_OK && (reading->file == NULL || reading->file->pMethods == NULL)) {
        code = SQLITE_IOERR;
    }
    if (code == SQLITE_OK) {
        code = ask(db, "PRAGMA page_size", &bytes);
    }
    if (code == SQLITE_OK) {
        code = ask(db, "PRAGMA page_count", &reading->count);
    }
    reading->bytes = (int)bytes;
    if (code == SQLITE_OK) {
        reading->page = calloc(1, (size_t)bytes);
        reading->is_free = calloc(1, (size_t)reading->count / 8 + 1);
        code = reading->page == NULL || reading->is_free == NULL ? SQLITE_NOMEM : SQLITE_OK;
    }
    if (code == SQLITE_OK) {
        learn_free(reading);
    } else {
        reading_end(reading);
    }
    return code;
}

enum status sums_check_head(struct store *store, struct problem *problem) {
    struct reading reading;
    if (store->path[0] == '\0' || store->version < SUMS_SCHEMA || store_has_sums(store)) {
        return STATUS_OK;
    }
    int code = reading_begin(&reading, store->db);
    if (code == SQLITE_OK) {
        code = read_page(&reading, 1);
        if (code == SQLITE_OK && (reading.page[RESERVED_AT] != 0 ||
                                  sums_were_there(reading.page, (size_t)reading.bytes))) {
            code = SQLITE_IOERR_DATA;
        }
        reading_end(&reading);
    }
    return code == SQLITE_OK ? STATUS_OK : store_failed(store, store->db, code, problem);
}

static int look(sqlite3 *db, int64_t *number, bool *is_end,
                void (*wrong)(void *context, int64_t page), void *context) {
    struct reading reading;
    int code = reading_begin(&reading, db);
    if (code != SQLITE_OK) {
        return code;
    }
    int64_t last = *number + LOOK_BYTES / reading.bytes;
    for (; code == SQLITE_OK && *number <= reading.count && *number < last; ++*number) {
        code = read_page(&reading, *number);
        if (code == SQLITE_IOERR_DATA) {
            code = SQLITE_OK;
            if (!is_free(&reading, *number) && !is_lock_page(&reading, *number)) {
                wrong(context, *number);
            }
        }
    }
    *is_end = *number > reading.count;
    reading_end(&reading);
    return code;
}

/* Nobody writes while pages are read behind SQLite's back. */
static int begin_look(sqlite3 *db, bool *is_own) {
    int64_t version = 0;
    *is_own = sqlite3_get_autocommit(db) != 0;
    int code = *is_own ? sqlite3_exec(db, "BEGIN", NULL, NULL, NULL) : SQLITE_OK;
    return code == SQLITE_OK ? ask(db, "PRAGMA schema_version", &version) : code;
}

static void end_look(sqlite3 *db, bool is_own) {
    if (is_own && !sqlite3_get_autocommit(db)) {
        sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
    }
}

enum status sums_look(struct store *store, int64_t *page, bool *is_end,
                      void (*wrong)(void *context, int64_t page), void *context,
                      struct problem *problem) {
    bool is_own = false;
    *is_end = true;
    if (!store_has_sums(store)) {
        return STATUS_OK;
    }
    int code = begin_look(store->db, &is_own);
    if (code == SQLITE_OK) {
        code = look(store->db, page, is_end, wrong, context);
    }
    end_look(store->db, is_own);
    return code == SQLITE_OK ? STATUS_OK : store_failed(store, store->db, code, problem);
}

enum status store_find_wrong_pages(struct store *store, void (*wrong)(void *context, int64_t page),
                                   void *context, struct problem *problem) {
    int64_t page = 1;
    bool is_end = store->db == NULL;
    enum status status = STATUS_OK;
    while (status == STATUS_OK && !is_end) {
        status = sums_look(store, &page, &is_end, wrong, context, problem);
    }
    return status;
}

/* ---- copied -------------------------------------------------------------------------------------- */

static int copy_all(sqlite3 *to, sqlite3 *from) {
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    if (backup == NULL) {
        return sqlite3_errcode(to);
    }
    sqlite3_backup_step(backup, -1);
    return sqlite3_backup_finish(backup);
}

static void count_page(void *context, int64_t page) {
    (void)page;
    ++*(int64_t *)context;
}

int sums_copy(sqlite3 *to, sqlite3 *from) {
    int64_t page = 1;
    int64_t count = 0;
    bool is_end = false;
    bool is_own = false;
    int first = copy_all(to, from);
    if (first != SQLITE_IOERR_DATA) {
        return first;
    }
    int code = begin_look(from, &is_own);
    while (code == SQLITE_OK && !is_end) {
        code = look(from, &page, &is_end, count_page, &count);
    }
    if (code == SQLITE_OK && count == 0) {
        sqlite3_exec(from, "PRAGMA checksum_verification=OFF", NULL, NULL, NULL);
        first = copy_all(to, from);
        sqlite3_exec(from, "PRAGMA checksum_verification=ON", NULL, NULL, NULL);
    }
    end_look(from, is_own);
    return first;
}

/* ---- given to a file without --------------------------------------------------------------------- */

/* The new pages stand in memory twice until they are written, and the old ones in the journal. */
static bool has_room(const struct store *store) {
    struct stat about;
    struct statvfs disk;
    if (stat(store->path, &about) != 0 || statvfs(store->path, &disk) != 0) {
        return false;
    }
    uint64_t bytes = (uint64_t)about.st_size;
    long pages = sysconf(_SC_PHYS_PAGES);
    long page = sysconf(_SC_PAGESIZE);
    bool fits = pages > 0 && page > 0 && bytes <= (uint64_t)pages * (uint64_t)page / 4;
    return fits && (uint64_t)disk.f_bavail * disk.f_frsize >= SPACE_TIMES * bytes;
}

/* A spilled page would reach the file before the head that says it has a sum: none is. */
static int rebuild(sqlite3 *db) {
    int bytes = SUM_BYTES;
    int code = sqlite3_file_control(db, "main", SQLITE_FCNTL_RESERVE_BYTES, &bytes);
    if (code == SQLITE_OK) {
        code = sqlite3_exec(db, "PRAGMA cache_spill=OFF", NULL, NULL, NULL);
    }
    int most = sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 1);
    if (code == SQLITE_OK) {
        code = sqlite3_exec(db, "VACUUM", NULL, NULL, NULL);
    }
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, most);
    sqlite3_exec(db, "PRAGMA cache_spill=ON", NULL, NULL, NULL);
    return code;
}

enum status sums_begin(struct store *store, struct problem *problem) {
    if (store->is_read_only || store->is_damaged || store->path[0] == '\0' ||
        store->version < SUMS_SCHEMA || store_has_sums(store) || !presence_is_alone(store) ||
        !has_room(store)) {
        return STATUS_OK;
    }
    if (rebuild(store->db) == SQLITE_OK) {
        return STATUS_OK;
    }
    store_disconnect(store);
    return store_connect(store, problem);
}

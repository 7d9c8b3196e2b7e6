/* A disk that gives back something else than was written: single bits, a file cut short, pages in each other's place, pages of zeros. The
 * office is opened, listed, read, searched and verified with each: it may refuse, and say so, but never crash, and never give a value
 * that is not the one that was saved as if all were well. The control looks past the sums. */
#include "work/publish_fixture.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/internal.h"
#include "work/search.h"

enum { SLIPS = 40, SEEN_MOST = 400, SECTOR = 512, BATCH = 25 };

/* The file as it was written. */
struct image {
    unsigned char *bytes;
    size_t length;
};

/* What of the office is looked at, and what was seen of a sound one. */
struct seen {
    char *lines[SEEN_MOST]; /* NULL: it could not be had, and that was said */
    size_t count;
};

/* In memory that children share. */
struct figures {
    size_t trials, refused, told, unnoticed, silent, told_wrong;
    size_t unverified; /* what verify did not find either */
    char first[300];
};

static struct {
    struct fixture *f;
    struct image small;      /* looked through at each opening */
    struct image large;      /* the same and many free pages: found out only by reading */
    const struct image *now; /* the one that is there */
    size_t page_bytes;
    struct seen truth;
    int64_t ids[SEEN_MOST];
    size_t id_count;
    struct figures *figures;
    uint64_t random;
} trial;

static uint64_t chance(uint64_t below) {
    trial.random += 0x9E3779B97F4A7C15ULL; /* splitmix64 */
    uint64_t x = trial.random;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    return (x ^ (x >> 31)) % below;
}

/* ---- what is looked at ------------------------------------------------------------------------------ */

static void keep(struct seen *seen, enum status status, struct buffer *line) {
    assert_true(seen->count < SEEN_MOST);
    seen->lines[seen->count++] = status == STATUS_OK ? buffer_take(line) : NULL;
    buffer_release(line);
}

/* To its end: a list goes as far as it can be read, and says so then. */
static enum status see_list(struct store *store, const char *view, struct buffer *line) {
    static const char *const columns[] = {"number", "title", "state", "received_on"};
    static struct page page;
    const struct page_request request = {
        .view = view, .columns = columns, .column_count = 4, .order = "number"};
    const struct visible everything = {"1", 0};
    struct page_start start = {0};
    struct problem problem = {0};
    char key[100] = "";
    enum status status = STATUS_OK;
    do {
        status = store_page(store, &everything, &request, &start, 20, &page, &problem);
        for (size_t row = 0; status == STATUS_OK && row < page.count; row++)
            for (size_t cell = 0; cell < 4; cell++)
                buffer_append_format(line, "%s|", page_cell(&page, row, cell));
        if (status == STATUS_OK && page.count > 0) {
            snprintf(key, sizeof key, "%s", page_key(&page, page.count - 1));
            start = (struct page_start){.key = key, .id = page.ids[page.count - 1]};
        }
    } while (status == STATUS_OK && page.count > 0);
    return status;
}

static void see_lists(struct store *store, struct seen *seen) {
    static const char *const views[] = {"feedback_all", "disclosure_all", "person_all", "unit_all"};
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        struct buffer line = BUFFER_INIT;
        enum status status = see_list(store, views[i], &line);
        buffer_append(&line, ".");
        keep(seen, status, &line);
    }
}

static void see_record(struct store *store, int64_t id, struct seen *seen) {
    const struct visible everything = {"1", 0};
    struct record record = {0, 0, FIELDS_INIT};
    struct problem problem = {0};
    struct buffer line = BUFFER_INIT;
    enum status status = store_read(store, &everything, id, &record, &problem);
    buffer_append_format(&line, "%lld", (long long)record.ver);
    for (size_t i = 0; i < record.fields.count; i++)
        buffer_append_format(&line, "|%s=%s", record.fields.items[i].name,
                             record.fields.items[i].text);
    record_release(&record);
    keep(seen, status, &line);
}

static void see_search(struct office *office, const char *text, struct seen *seen) {
    const struct search_request request = {.text = text, .scope = SEARCH_OFFICE};
    struct search *search = NULL;
    struct problem problem = {0};
    struct buffer line = BUFFER_INIT;
    enum status status = search_begin(office, &request, &search, &problem);
    if (status == STATUS_OK)
        status = search_run(search, &problem);
    for (size_t i = 0; status == STATUS_OK && i < search_count(search); i++)
        buffer_append_format(&line, "%s %s|", search_hit(search, i)->number,
                             search_hit(search, i)->snippet);
    buffer_append(&line, ".");
    search_free(search);
    keep(seen, status, &line);
}

/* What was not had is told with the next answer at the latest. */
static void see_all(struct office *office, struct seen *seen) {
    struct store *store = office->store;
    struct buffer line = BUFFER_INIT;
    char *name = store_setting(store, "office_name");
    buffer_append(&line, name);
    free(name);
    keep(seen, store_take_missed(store, NULL), &line);
    see_lists(store, seen);
    for (size_t i = 0; i < trial.id_count; i++)
        see_record(store, trial.ids[i], seen);
    see_search(office, "路灯", seen);
    see_search(office, "zhangjw", seen);
}

static void forget(struct seen *seen) {
    for (size_t i = 0; i < seen->count; i++)
        free(seen->lines[i]);
    seen->count = 0;
}

static void count_fault(void *context, const struct problem *problem) {
    (void)problem;
    ++*(size_t *)context;
}

/* That it can't be read to its end is a fault too. */
static size_t verify_all(struct store *store) {
    size_t faults = 0;
    struct problem problem = {0};
    const struct verify_hooks hooks = {.fault = count_fault, .context = &faults};
    struct verify *verify = store_verify_begin(store, &hooks, NULL);
    assert_non_null(verify);
    enum status status = STATUS_OK;
    while (status == STATUS_OK && store_verify_seen(verify)->part != VERIFY_DONE)
        status = store_verify_step(verify, &problem);
    store_verify_end(verify);
    return faults + (status != STATUS_OK);
}

static void count_page(void *context, int64_t page) {
    (void)page;
    ++*(size_t *)context;
}

/* What nobody came across is found by verify; by its look at the sums, mostly. */
static bool is_found(struct store *store) {
    struct problem problem = {0};
    size_t count = 0;
    return store_find_wrong_pages(store, count_page, &count, &problem) != STATUS_OK || count > 0 ||
           verify_all(store) > 0;
}

/* ---- one trial -------------------------------------------------------------------------------------- */

static void write_at(size_t at, const unsigned char *bytes, size_t length) {
    int file = open(trial.f->path, O_WRONLY | O_CLOEXEC);
    if (file < 0 || pwrite(file, bytes, length, (off_t)at) != (ssize_t)length || close(file) != 0)
        abort();
}

static void cut_to(size_t length) {
    if (truncate(trial.f->path, (off_t)length) != 0)
        abort();
}

/* The whole file as it was. */
static void lay_down(const struct image *image) {
    trial.now = image;
    cut_to(0);
    write_at(0, image->bytes, image->length);
}

static void note(const char *what, const struct seen *seen, size_t i) {
    struct figures *figures = trial.figures;
    if (figures->first[0] == '\0')
        snprintf(figures->first, sizeof figures->first, "%s: answer %zu: %.100s ... %.100s", what,
                 i, seen->lines[i], trial.truth.lines[i]);
}

static void compare(const char *what, struct store *store, const struct seen *seen) {
    struct figures *figures = trial.figures;
    bool is_told = store_is_damaged(store);
    bool differs = false;
    for (size_t i = 0; i < seen->count; i++) {
        is_told = is_told || seen->lines[i] == NULL;
        if (seen->lines[i] != NULL && strcmp(seen->lines[i], trial.truth.lines[i]) != 0) {
            differs = true;
            note(what, seen, i);
        }
    }
    figures->silent += differs && !is_told;
    figures->told_wrong += differs && is_told;
    figures->told += is_told;
    figures->unnoticed += !is_told;
    figures->unverified += !is_told && !is_found(store);
}

/* The file is spoilt already. */
static void look(const char *what) {
    struct office office = {0};
    struct problem problem = {0};
    struct seen seen = {0};
    trial.figures->trials++;
    if (office_open(&office, trial.f->path, &problem) != STATUS_OK) {
        trial.figures->refused++;
    } else {
        office.user = trial.f->admin;
        office.roles = ROLE_CLERK | ROLE_REVIEWER | ROLE_SUPERVISOR | ROLE_ADMIN;
        office.visible = visible_to(office.user, office.roles);
        see_all(&office, &seen);
        compare(what, office.store, &seen);
        forget(&seen);
        office_close(&office);
    }
}

static void put_page(size_t page, const unsigned char *bytes) {
    write_at(page * trial.page_bytes, bytes, trial.page_bytes);
}

static bool is_same_page(size_t one, size_t other) {
    const unsigned char *bytes = trial.now->bytes;
    return memcmp(bytes + one * trial.page_bytes, bytes + other * trial.page_bytes,
                  trial.page_bytes) == 0;
}

enum harm { A_BIT, A_CUT, A_SWAP, ZEROS };

/* False: there is none to do. Only in pages that are in use: the small image's. */
static bool do_harm(enum harm harm, size_t number, char *what, size_t size) {
    static const unsigned char zeros[65536];
    const unsigned char *bytes = trial.now->bytes;
    size_t pages = trial.small.length / trial.page_bytes;
    trial.random = (uint64_t)harm << 32 ^ number;
    size_t at = (size_t)chance(trial.small.length), bit = (size_t)chance(8);
    size_t page = (size_t)chance(pages), other = (page + 1 + (size_t)chance(pages - 1)) % pages;
    unsigned char changed = (unsigned char)(bytes[at] ^ 1U << bit);
    snprintf(what, size, "harm %d number %zu (byte %zu bit %zu, pages %zu and %zu)", (int)harm,
             number, at, bit, page + 1, other + 1);
    if (harm == A_BIT) {
        write_at(at, &changed, 1);
    } else if (harm == A_CUT) {
        cut_to(number * SECTOR);
    } else if (harm == A_SWAP) {
        put_page(page, bytes + other * trial.page_bytes);
        put_page(other, bytes + page * trial.page_bytes);
        return !is_same_page(page, other);
    } else {
        put_page(page, zeros);
        return memcmp(bytes + page * trial.page_bytes, zeros, trial.page_bytes) != 0;
    }
    return true;
}

static void try_harm(enum harm harm, size_t number) {
    char what[200];
    lay_down(trial.now);
    if (do_harm(harm, number, what, sizeof what))
        look(what);
}

/* In a process that may crash. */
static void run(const char *name, const struct image *image, enum harm harm, size_t from, size_t to,
                size_t step, struct figures *out) {
    trial.now = image;
    memset(trial.figures, 0, sizeof *trial.figures);
    for (size_t at = from; at < to; at += step * BATCH) {
        fflush(NULL);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            for (size_t i = at; i < to && i < at + step * BATCH; i += step)
                try_harm(harm, i);
            _exit(0);
        }
        int ended = 0;
        assert_int_equal(waitpid(child, &ended, 0), child);
        if (ended != 0)
            fail_msg("harm %d, numbers from %zu: a crash, status %d", (int)harm, at, ended);
    }
    *out = *trial.figures;
    print_message("# %s: %zu, %zu refused, %zu told; %zu not noticed by reading, of which verify"
                  " missed %zu; wrong values: %zu in silence, %zu beside a warning\n",
                  name, out->trials, out->refused, out->told, out->unnoticed, out->unverified,
                  out->silent, out->told_wrong);
    if (out->first[0] != '\0')
        print_message("#   first: %s\n", out->first);
}

/* ---- the office ------------------------------------------------------------------------------------- */

static void fill_office(struct fixture *f) {
    struct buffer long_text = BUFFER_INIT;
    make_boards(f);
    make_entry(f);
    for (int i = 0; i < SLIPS; i++) {
        char title[80];
        int64_t id = 0;
        buffer_clear(&long_text);
        for (int line = 0; line < (i % 8 == 0 ? 120 : 2); line++)
            buffer_append_format(&long_text, "第%d次：自八月以来%d组夜里没有灯。", line, i);
        snprintf(title, sizeof title, "东门村%d组䶮塘的路灯不亮", i);
        must_register(f, "feedback", &id, "kind", "complain", "title", title, "received_on",
                      "2026-11-20", "reporter", "张𠮷旺", "body", buffer_text(&long_text));
        if (i % 4 == 0)
            must_do(f, "assign", id, "unit", "东门村", "person", "张𠮷旺");
    }
    buffer_release(&long_text);
    approve(f, draft(f, "东门村䶮塘清淤", NULL));
}

static void read_truth(void) {
    int64_t value = 0;
    struct problem problem = {0};
    struct store *store = trial.f->office.store;
    for (int64_t id = 1; id < SEEN_MOST && trial.id_count < SEEN_MOST - 20; id++) {
        const struct visible everything = {"1", 0};
        struct record record = {0, 0, FIELDS_INIT};
        if (store_read(store, &everything, id, &record, &problem) == STATUS_OK)
            trial.ids[trial.id_count++] = id;
        record_release(&record);
    }
    assert_true(trial.id_count > SLIPS);
    assert_int_equal(store_integer(store, "PRAGMA page_size", &value, &problem), STATUS_OK);
    trial.page_bytes = (size_t)value;
    assert_true(store_has_sums(store));
    see_all(&trial.f->office, &trial.truth);
    for (size_t i = 0; i < trial.truth.count; i++)
        assert_non_null(trial.truth.lines[i]);
    assert_int_equal(verify_all(store), 0);
}

static void read_image(struct image *image) {
    struct stat about;
    int file = open(trial.f->path, O_RDONLY | O_CLOEXEC);
    assert_true(file >= 0 && fstat(file, &about) == 0);
    image->length = (size_t)about.st_size;
    image->bytes = malloc(image->length);
    assert_non_null(image->bytes);
    assert_int_equal(read(file, image->bytes, image->length), (ssize_t)image->length);
    close(file);
}

static void make_images(void) {
    struct problem problem = {0};
    struct fixture *f = trial.f;
    office_close(&f->office);
    read_image(&trial.small);
    assert_int_equal(office_open(&f->office, f->path, &problem), STATUS_OK);
    assert_int_equal(store_execute(f->office.store,
                                   "CREATE TABLE filler (bytes BLOB);"
                                   "INSERT INTO filler VALUES (zeroblob(3600000));"
                                   "DROP TABLE filler",
                                   &problem),
                     STATUS_OK);
    office_close(&f->office);
    read_image(&trial.large);
}

static int begin(void **state) {
    void *made = NULL;
    (void)state;
    if (access("/dev/shm", W_OK) == 0)
        setenv("TMPDIR", "/dev/shm", 0); /* nothing of this is about a real disk */
    office_fixture_setup(&made);
    trial.f = made;
    fill_office(trial.f);
    read_truth();
    make_images();
    trial.figures = mmap(NULL, sizeof *trial.figures, PROT_READ | PROT_WRITE,
                         MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    print_message("# an office of %zu kB, %zu pages, %zu answers\n", trial.small.length / 1000,
                  trial.small.length / trial.page_bytes, trial.truth.count);
    return trial.figures == MAP_FAILED;
}

static int end(void **state) {
    (void)state;
    forget(&trial.truth);
    free(trial.small.bytes);
    free(trial.large.bytes);
    remove_folder(trial.f);
    free(trial.f);
    return 0;
}

static size_t times(size_t shortly, size_t fully) {
    return getenv("FULL") != NULL ? fully : shortly;
}

/* ---- the tests -------------------------------------------------------------------------------------- */

static void test_bits(void **state) {
    struct figures figures;
    (void)state;
    run("bits", &trial.small, A_BIT, 0, times(20, 4000), 1, &figures);
    assert_int_equal(figures.silent + figures.told_wrong + figures.unnoticed, 0);
    run("bits of a large file", &trial.large, A_BIT, 0, times(25, 6000), 1, &figures);
    assert_int_equal(figures.silent + figures.told_wrong + figures.unverified, 0);
}

static void test_cuts(void **state) {
    struct figures figures;
    size_t sectors = trial.small.length / SECTOR;
    (void)state;
    run("cuts", &trial.small, A_CUT, 1, sectors, times(sectors / 12, 1), &figures);
    assert_int_equal(figures.silent + figures.unnoticed, 0);
}

static void test_swapped_pages(void **state) {
    struct figures figures;
    (void)state;
    run("swapped pages", &trial.small, A_SWAP, 0, times(6, 500), 1, &figures);
    assert_int_equal(figures.silent + figures.told_wrong + figures.unverified, 0);
    run("swapped pages of a large file", &trial.large, A_SWAP, 0, times(10, 1000), 1, &figures);
    assert_int_equal(figures.silent + figures.told_wrong + figures.unverified, 0);
}

static void test_pages_of_zeros(void **state) {
    struct figures figures;
    (void)state;
    run("pages of zeros", &trial.small, ZEROS, 0, times(3, 200), 1, &figures);
    assert_int_equal(figures.silent + figures.told_wrong + figures.unverified, 0);
    run("pages of zeros of a large file", &trial.large, ZEROS, 0, times(6, 400), 1, &figures);
    assert_int_equal(figures.silent + figures.told_wrong + figures.unverified, 0);
}

/* ---- the control ------------------------------------------------------------------------------------ */

/* A VFS that gives a page whose sum is wrong as if it were right. */
static struct {
    sqlite3_vfs *below, above;
    const sqlite3_io_methods *own;
    sqlite3_io_methods blind;
} control;

static int blind_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 at) {
    int code = control.own->xRead(file, bytes, count, at);
    return code == SQLITE_IOERR_DATA ? SQLITE_OK : code;
}

static int blind_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out) {
    (void)vfs;
    int code = control.below->xOpen(control.below, name, file, flags, out);
    if (code == SQLITE_OK && (flags & SQLITE_OPEN_MAIN_DB) != 0) {
        control.own = file->pMethods;
        control.blind = *file->pMethods;
        control.blind.xRead = blind_read;
        file->pMethods = &control.blind;
    }
    return code;
}

static void test_control_without_sums(void **state) {
    struct figures figures;
    (void)state;
    control.below = sqlite3_vfs_find(NULL);
    control.above = *control.below;
    control.above.zName = "blind";
    control.above.xOpen = blind_open;
    sqlite3_vfs_register(&control.above, 1);
    run("control bits", &trial.small, A_BIT, 0, times(25, 1000), 1, &figures);
    sqlite3_vfs_unregister(&control.above);
    assert_true(figures.silent > 0);
    assert_true(figures.unverified > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bits),
        cmocka_unit_test(test_cuts),
        cmocka_unit_test(test_swapped_pages),
        cmocka_unit_test(test_pages_of_zeros),
        cmocka_unit_test(test_control_without_sums),
    };
    return cmocka_run_group_tests(tests, begin, end);
}

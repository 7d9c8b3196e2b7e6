/* What is done with files: copies, restoring, salvage, older files, what is given out, drafts. Each is done in an empty
 * folder, and what must be true afterwards, whatever failed, is said beside it. */
#ifndef ZWGK_TESTS_FAULTS_INJECT_FILES_H
#define ZWGK_TESTS_FAULTS_INJECT_FILES_H

#include "faults/inject_work.h"

/* What an operation does when nothing fails. */
struct reference {
    struct digest before, after;
    int64_t audit_before, audit_after;
    struct buffer output, lost, lost_table;
    int64_t rows; /* of a new office */
    size_t shown; /* bytes on standard output */
    int calls[KINDS];
};

struct operation {
    const char *name;
    const char *office; /* the template that is the office's file */
    const char *words[WORDS_MOST];
    const char *output; /* what it makes; "" nothing */
    const char *leaves; /* patterns of what else may be there afterwards */
    void (*prepare)(struct work *work);
    int (*act)(struct work *work); /* in place of the words */
    const char *(*check)(struct work *work, const struct operation *operation,
                         const struct reference *reference, int code);
    bool is_varied; /* its output's bytes are not always the same, their number is */
};

static bool is_named(const struct work *work, const char *path) {
    const char *slash = strrchr(path, '/');
    return strstr(buffer_text(&work->said), slash == NULL ? path : slash + 1) != NULL;
}

/* Nothing is known of how it ended, and that is what was said. */
static bool is_doubtful(const struct work *work) {
    return strstr(buffer_text(&work->said), "不知道") != NULL;
}

/* ---- the office's own file --------------------------------------------------------------------------- */

static const char *check_office(struct work *work, const struct reference *reference, int code) {
    bool is_done = is_same_office(work->database, &reference->after);
    bool is_as_before = is_same_office(work->database, &reference->before);
    int64_t rows = integer_in(work->database, "SELECT count(*) FROM audit");
    if (!is_done && !is_as_before)
        return "the office's records are others";
    if (code == EXIT_DONE && (!is_done || rows < reference->audit_after))
        return "said to be done, and it is not";
    if (code != EXIT_DONE && !is_as_before && !is_doubtful(work))
        return "said not to be done, and it is";
    if (rows < reference->audit_before || (!work->is_again && rows > reference->audit_after))
        return "the audit has other rows";
    return check_sound(work->database);
}

/* ---- what is given out ------------------------------------------------------------------------------- */

static void add_file(void *context, const char *name, bool is_folder) {
    struct { const char *folder; struct buffer *out; } *gathering = context;
    struct buffer bytes = BUFFER_INIT;
    if (!is_folder)
        read_bytes(path_in(gathering->folder, name), &bytes);
    buffer_append_format(gathering->out, "== %s %zu\n", name, bytes.length);
    buffer_append_bytes(gathering->out, buffer_text(&bytes), bytes.length);
    buffer_release(&bytes);
}

/* A file's bytes, or those of all files of a folder with their names. */
static void gather(const char *path, struct buffer *out) {
    struct stat about;
    char own[500];
    struct { const char *folder; struct buffer *out; } gathering = {own, out};
    buffer_clear(out);
    snprintf(own, sizeof own, "%s", path);
    if (stat(own, &about) == 0 && S_ISDIR(about.st_mode))
        each_file(own, "", add_file, &gathering);
    else
        read_bytes(path, out);
}

/* Whole, or not there; when it is there though something failed, its name was said. */
static const char *check_output(struct work *work, const struct operation *operation,
                                const struct reference *reference, int code) {
    char path[500];
    struct buffer is = BUFFER_INIT;
    snprintf(path, sizeof path, "%s/%s", work->folder, operation->output);
    if (!is_there(path))
        return code == EXIT_DONE ? "said to be done, and no file is there" : NULL;
    gather(path, &is);
    bool is_grown = operation->is_varied && work->is_again; /* there is more to tell */
    bool is_right = is_grown ||
                    (is.length == reference->output.length &&
                     (operation->is_varied ||
                      memcmp(is.data, reference->output.data, is.length) == 0));
    buffer_release(&is);
    if (!is_right)
        return "half a file, or another one, bears its name";
    return code == EXIT_DONE || is_named(work, path) ? NULL : "a file is there and not named";
}

static const char *check_given_out(struct work *work, const struct operation *operation,
                                   const struct reference *reference, int code) {
    const char *wrong = operation->output[0] != '\0'
                            ? check_output(work, operation, reference, code)
                            : NULL;
    if (wrong == NULL && code == EXIT_DONE && work->shown.length != reference->shown)
        wrong = "what was shown is not all";
    return wrong != NULL ? wrong : check_office(work, reference, code);
}

/* The sheet holds a row fast only when it was given out. */
static const char *check_sheet(struct work *work, const struct operation *operation,
                               const struct reference *reference, int code) {
    int64_t anchors = integer_in(work->database, "SELECT count(*) FROM anchor");
    if (code == EXIT_DONE ? anchors != 1 : anchors != 0 && !is_doubtful(work))
        return "the sheet is not kept as it was said";
    return check_given_out(work, operation, reference, code);
}

/* ---- copies ------------------------------------------------------------------------------------------ */

static void make_stick(struct work *work) {
    assert_int_equal(__real_mkdir(path_in(work->folder, "stick"), 0700), 0);
}

struct copies {
    struct work *work;
    const struct reference *reference;
    int count;
    const char *wrong;
};

static bool is_known(struct work *work, const char *name) {
    char sql[300];
    const char *slash = strrchr(name, '/');
    snprintf(sql, sizeof sql, "SELECT count(*) FROM backup WHERE path GLOB '*/%s'",
             slash == NULL ? name : slash + 1);
    return integer_in(work->database, sql) > 0;
}

/* What bears the name of a copy is whole, opens with the paper key, and holds what the office held. */
static void check_copy(void *context, const char *name, bool is_folder) {
    struct copies *copies = context;
    struct work *work = copies->work;
    struct problem problem = {0};
    struct backup_secret secret = {.paper = work->paper};
    char unpacked[400];
    if (is_folder || (fnmatch("*/*.db", name, 0) != 0 && fnmatch("*/*.zbk", name, 0) != 0))
        return;
    snprintf(unpacked, sizeof unpacked, "%s/unpacked.db", work->f.folder);
    unlink(unpacked);
    copies->count++;
    if (backup_unpack(path_in(work->folder, name), &secret, unpacked, &problem) != STATUS_OK) {
        print_error("%s: %s\n", name, sentence(&problem));
        copies->wrong = "what bears a copy's name is none";
    } else if (!is_whole(unpacked) || !is_same_office(unpacked, &copies->reference->before)) {
        copies->wrong = "a copy doesn't hold what the office held";
    } else if (!work->is_again && !is_known(work, name) && !is_named(work, name)) {
        print_error("%s\n", name);
        copies->wrong = "a copy is there that the office doesn't know, and was not named";
    }
}

static const char *check_copies(struct work *work, const struct operation *operation,
                                const struct reference *reference, int code) {
    struct copies copies = {.work = work, .reference = reference};
    int wanted = fnmatch("*stick*", operation->leaves, 0) == 0 ? 2 : 1;
    each_file(work->folder, "", check_copy, &copies);
    if (copies.wrong == NULL && code == EXIT_DONE && copies.count < wanted)
        copies.wrong = "said to be done, and there is no copy";
    return copies.wrong != NULL ? copies.wrong : check_office(work, reference, code);
}

/* As where the file is larger than a quarter of the machine's memory: by way of a temporary file. */
static int copy_by_file(struct work *work) {
    struct office office;
    struct backup_done done;
    struct problem problem = {0};
    const struct backup_order order = {.is_unattended = true};
    assert_int_equal(office_open(&office, work->database, &problem), STATUS_OK);
    assert_int_equal(office_set_now(&office, work->is_again ? LATER : NOW, &problem), STATUS_OK);
    office.store->copy_memory_most = 1;
    faults_on(work);
    enum status status = backup_make(&office, &order, &done, &problem);
    faults_off(work);
    office_close(&office);
    buffer_clear(&work->said);
    buffer_append(&work->said, status == STATUS_OK ? "" : sentence(&problem));
    return status == STATUS_OK ? EXIT_DONE : status == STATUS_BUSY ? EXIT_BUSY
           : status == STATUS_IO || status == STATUS_NO_MEMORY     ? EXIT_FAILED
                                                                   : EXIT_BAD_DATA;
}

/* ---- printed ----------------------------------------------------------------------------------------- */

/* What came out of the printer is there, whatever was said afterwards; but never half of it. */
static const char *check_printed(struct work *work, const struct operation *operation,
                                 const struct reference *reference, int code) {
    bool is_there_now = is_there(path_in(work->folder, operation->output));
    const char *wrong = is_there_now || code == EXIT_DONE
                            ? check_output(work, operation, reference, EXIT_DONE)
                            : NULL;
    return wrong != NULL ? wrong : check_office(work, reference, code);
}

/* ---- founding ---------------------------------------------------------------------------------------- */

#define FOUNDED_ROWS                                                                               \
    "SELECT (SELECT count(*) FROM setting) + 1000 * (SELECT count(*) FROM code) + 1000000 *"       \
    " (SELECT count(*) FROM limit_rule) + 100000000 * (SELECT count(*) FROM record)"

static void lay_nothing(struct work *work) {
    unlink(work->database);
}

/* Whole, or not there at all. */
static const char *check_founded(struct work *work, const struct operation *operation,
                                 const struct reference *reference, int code) {
    if (!is_there(work->database))
        return code == EXIT_DONE ? "said to be founded, and no file is there" : NULL;
    if (code != EXIT_DONE && !is_named(work, work->database))
        return "a file is there though nothing was founded";
    return integer_in(work->database, FOUNDED_ROWS) == reference->rows
               ? check_sound(work->database)
               : "half an office";
}

#endif

/* Restoring, salvage and bringing an older file up to date: what stood there is never lost, what is put in its place is
 * whole. */
#ifndef ZWGK_TESTS_FAULTS_INJECT_MEND_H
#define ZWGK_TESTS_FAULTS_INJECT_MEND_H

#include "faults/inject_files.h"

#include "work/restore.h"

/* ---- restoring --------------------------------------------------------------------------------------- */

static void lay_copy(struct work *work, const char *name) {
    make_stick(work);
    copy_to(path_in(work->f.folder, name), path_in(work->folder, "stick/copy"));
}

static void lay_plain_copy(struct work *work) {
    lay_copy(work, COPY_PLAIN);
}

static void lay_sealed_copy(struct work *work) {
    lay_copy(work, COPY_SEALED);
}

static int code_of(enum status status) {
    return status == STATUS_OK                                  ? EXIT_DONE
           : status == STATUS_BUSY || status == STATUS_CONFLICT ? EXIT_BUSY
           : status == STATUS_IO || status == STATUS_NO_MEMORY  ? EXIT_FAILED
                                                                : EXIT_BAD_DATA;
}

static void keep_said(struct work *work, enum status status, const struct problem *problem) {
    buffer_clear(&work->said);
    buffer_append(&work->said, status == STATUS_OK ? "" : sentence(problem));
}

/* As screen 05 and `zwgk restore` do it; the paper key is asked for on a terminal. */
static int restore_by_paper(struct work *work) {
    struct rehearsal rehearsal = {0};
    struct problem problem = {0};
    struct backup_secret secret = {.paper = work->paper};
    char aside[BACKUP_PATH_BYTES + 48];
    char copy[500];
    snprintf(copy, sizeof copy, "%s/stick/copy", work->folder);
    faults_on(work);
    enum status status =
        restore_rehearse(work->database, copy, &secret, NULL, &rehearsal, &problem);
    if (status == STATUS_OK)
        status = restore_put(&rehearsal, "admin", aside, &problem);
    restore_release(&rehearsal);
    faults_off(work);
    keep_said(work, status, &problem);
    return code_of(status);
}

struct looking {
    struct work *work;
    const struct reference *reference;
    int whole; /* files that hold what stood there before */
};

static void look_for_before(void *context, const char *name, bool is_folder) {
    struct looking *looking = context;
    const char *path = path_in(looking->work->folder, name);
    struct stat about;
    if (is_folder || fnmatch("zwgk.db.*", name, 0) != 0 || stat(path, &about) != 0)
        return;
    if (fnmatch("zwgk.db.before-restore-*", name, 0) == 0)
        looking->whole += is_same_office(path, &looking->reference->before);
    else if (fnmatch("*-journal", name, 0) != 0)
        looking->whole += is_same_file(path, path_in(looking->work->f.folder, DAMAGED));
}

/* The one or the other stands there, whole; what stood there before is to be found; the copy is as it was. */
static const char *check_restored(struct work *work, const struct operation *operation,
                                  const struct reference *reference, int code) {
    bool was_damaged = strcmp(operation->office, DAMAGED) == 0;
    bool is_restored = is_there(work->database) &&
                       is_same_office(work->database, &reference->after);
    bool is_before = is_there(work->database) &&
                     (was_damaged ? is_same_file(work->database,
                                                 path_in(work->f.folder, DAMAGED))
                                  : is_same_office(work->database, &reference->before));
    struct looking looking = {.work = work, .reference = reference};
    each_file(work->folder, "", look_for_before, &looking);
    const char *copy = strcmp(operation->name, "restore of an encrypted copy") == 0 ? COPY_SEALED
                                                                                    : COPY_PLAIN;
    if (!is_same_file(path_in(work->folder, "stick/copy"), path_in(work->f.folder, copy)))
        return "the copy is not as it was";
    if (!is_restored && !is_before)
        return "neither the one nor the other stands there";
    if (is_restored && looking.whole < 1)
        return "what stood there before is lost";
    if (code == EXIT_DONE && !is_restored)
        return "said to be restored, and it is not";
    if (code != EXIT_DONE && is_restored && strstr(buffer_text(&work->said), "已放好") == NULL)
        return "said not to be restored, and it is";
    return is_restored || !was_damaged ? check_sound(work->database) : NULL;
}

/* ---- salvage ----------------------------------------------------------------------------------------- */

static void lay_damaged(struct work *work) {
    copy_to(path_in(work->f.folder, DAMAGED), path_in(work->folder, "bad.db"));
    copy_to(path_in(work->f.folder, DAMAGED "-journal"), path_in(work->folder, "bad.db-journal"));
    unlink(work->database);
}

static bool is_list_whole(struct work *work, const char *name, const struct buffer *should) {
    struct buffer is = BUFFER_INIT;
    read_bytes(path_in(work->folder, name), &is);
    bool is_same = is.length == should->length && memcmp(is.data, should->data, is.length) == 0;
    buffer_release(&is);
    return is_same;
}

/* What a disk no longer gives is lost and told to be; everything else comes out as ever, or nothing does. */
static const char *check_salvaged(struct work *work, const struct operation *operation,
                                  const struct reference *reference, int code) {
    const char *target = path_in(work->folder, "new.db");
    bool is_new = is_there(target);
    if (!is_same_file(path_in(work->folder, "bad.db"), path_in(work->f.folder, DAMAGED)) ||
        !is_same_file(path_in(work->folder, "bad.db-journal"),
                      path_in(work->f.folder, DAMAGED "-journal")))
        return "the damaged file is not as it was";
    if (!is_new)
        return code == EXIT_DONE ? "said to be salvaged, and no file is there" : NULL;
    bool is_all = is_same_office(target, &reference->after);
    bool may_lose = work->plan.kind->kinds == FAULT_FILE && work->hits > 0;
    bool is_told = !is_list_whole(work, "new.db.lost.txt", &reference->lost);
    if (code != EXIT_DONE && !is_named(work, target))
        return "a new file is there and not named";
    if (!is_all && !may_lose)
        return "less came out, and it was not said";
    if (!is_all && code == EXIT_DONE && !is_told)
        return "less came out because of the disk, and it is in no list";
    if (is_all && code == EXIT_DONE && !may_lose &&
        (is_told || !is_list_whole(work, "new.db.lost.csv", &reference->lost_table)))
        return "the lists of what was lost are not whole";
    return is_whole(target) ? NULL : "the new file is not whole";
}

/* ---- an older file ----------------------------------------------------------------------------------- */

static void check_before(void *context, const char *name, bool is_folder) {
    struct copies *copies = context;
    const char *path = path_in(copies->work->folder, name);
    int number = 0;
    if (is_folder || sscanf(name, "zwgk.db.before-%4d", &number) != 1)
        return;
    copies->count++;
    if (strstr(name, ".part") != NULL)
        copies->wrong = "half a copy is left";
    else if (!is_whole(path) || integer_in(path, "PRAGMA user_version") != number - 1 ||
             integer_in(path, "SELECT count(*) FROM record") !=
                 integer_in(copies->work->database, "SELECT count(*) FROM record"))
        copies->wrong = "the copy before is not whole";
}

#define OLDER_SUM "SELECT count(*) + 1000 * total(ver) + 7 * total(length(title || state || number)) FROM record"

/* Of the old schema, the new, or one between; with every record, and a whole copy before each step it has gone. */
static const char *check_brought(struct work *work, const struct operation *operation,
                                 const struct reference *reference, int code) {
    char older[400];
    int newest = store_newest_schema();
    int64_t version = integer_in(work->database, "PRAGMA user_version");
    struct copies copies = {.work = work, .reference = reference};
    snprintf(older, sizeof older, "%s/%s", work->f.folder, OLDER);
    each_file(work->folder, "", check_before, &copies);
    if (copies.wrong != NULL)
        return copies.wrong;
    if (version < 1 || version > newest || copies.count < version - 1)
        return "a step was gone without a copy before it";
    if (integer_in(work->database, OLDER_SUM) != integer_in(older, OLDER_SUM) ||
        !is_whole(work->database))
        return "not every record is there";
    if (code == EXIT_DONE && version != newest)
        return "said to be brought up to date, and it is not";
    return code == EXIT_DONE && work->shown.length != reference->shown ? "what was shown is not all"
                                                                       : NULL;
}

#endif

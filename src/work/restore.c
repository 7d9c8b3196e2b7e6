/* Restoring: rehearsed on a copy beside the database, compared, then put in its place. Touches the present file only by
 * store_replace. */
#include "work/restore.h"

#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "store/place.h"
#include "store/write.h"
#include "work/draft_belong.h"

static void remove_named(struct rehearsal *rehearsal) {
    char journal[sizeof rehearsal->temporary + 16];
    snprintf(journal, sizeof journal, "%s-journal", rehearsal->temporary);
    unlink(rehearsal->temporary);
    unlink(journal);
    rehearsal->temporary[0] = '\0';
}

void restore_release(struct rehearsal *rehearsal) {
    store_close(rehearsal->store);
    rehearsal->store = NULL;
    if (rehearsal->is_hidden) {
        close(rehearsal->copy);
        rehearsal->is_hidden = false;
    }
    if (rehearsal->temporary[0] != '\0') {
        remove_named(rehearsal);
    }
}

/* ---- the copy's name ------------------------------------------------------------------------------ */

static void set_name(struct rehearsal *out) {
    snprintf(out->temporary, sizeof out->temporary, "%s.restore-%ld.part", out->database,
             (long)getpid());
    unlink(out->temporary);
}

/* From here on it is waited for a person. */
static enum status hide(struct rehearsal *out, struct problem *problem) {
    store_close(out->store);
    out->store = NULL;
    out->copy = open(out->temporary, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    out->is_hidden = out->copy >= 0;
    remove_named(out);
    return out->is_hidden ? STATUS_OK
                          : problem_set(problem, STATUS_IO, "",
                                        N_("演练用的副本读不回来，没有改动任何东西；请检查磁盘"));
}

static enum status bring_back(struct rehearsal *rehearsal, struct problem *problem) {
    set_name(rehearsal);
    enum status status = store_copy_bytes(rehearsal->copy, rehearsal->temporary, problem);
    if (status == STATUS_OK) {
        status = store_open_private(rehearsal->temporary, &rehearsal->store, problem);
    }
    return status;
}

/* ---- the rehearsal ------------------------------------------------------------------------------- */

static enum status set_paths(struct rehearsal *out, const char *database, const char *file,
                             struct problem *problem) {
    struct stat a, b;
    char *place = place_resolve(database);
    size_t size = sizeof out->database;
    if (place == NULL) {
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不够，请关掉别的程序后再试"));
    }
    bool is_long = snprintf(out->database, size, "%s", place) >= (int)size ||
                   snprintf(out->file, sizeof out->file, "%s", file) >= (int)sizeof out->file;
    free(place);
    if (is_long) {
        return problem_set(problem, STATUS_INVALID, "", N_("文件名太长"));
    }
    if (stat(file, &a) == 0 && stat(out->database, &b) == 0 && a.st_dev == b.st_dev &&
        a.st_ino == b.st_ino) {
        return problem_set(problem, STATUS_INVALID, "",
                           N_("这就是正在用的数据库，不是备份；请选一份备份文件"));
    }
    store_remove_rehearsals(out->database);
    set_name(out);
    return STATUS_OK;
}

/* A copy that was not closed would be read without what its journal undoes. */
static enum status check_journal(const char *file, struct problem *problem) {
    char journal[BACKUP_PATH_BYTES + 16];
    struct stat about;
    snprintf(journal, sizeof journal, "%s-journal", file);
    if (stat(journal, &about) != 0 || about.st_size == 0) {
        return STATUS_OK;
    }
    problem_set(problem, STATUS_INVALID, "",
                N_("{file} 旁边有没写完的 -journal 文件，它不是一份关好的备份；请换一份"));
    problem_place(problem, "file", file);
    return STATUS_INVALID;
}

static enum status open_copy(struct rehearsal *out, const struct backup_stop *stop,
                             struct problem *problem) {
    int64_t rows = 0;
    enum status status = store_open_private(out->temporary, &out->store, problem);
    if (status == STATUS_OK) {
        status = store_check_whole(out->store, stop, &rows, problem);
    }
    if (status == STATUS_OK) {
        status = store_audit_head(out->store, &out->facts.seq, out->facts.head, problem);
    }
    if (status == STATUS_OK) {
        status = store_holdings(out->store, &out->holdings, problem);
    }
    char *name = status == STATUS_OK ? store_setting(out->store, "office_name") : NULL;
    snprintf(out->office_name, sizeof out->office_name, "%s", name == NULL ? "" : name);
    free(name);
    return status;
}

static enum status compare(struct rehearsal *out, struct problem *problem) {
    struct present *present = &out->present;
    char office[DRAFT_OFFICE_BYTES];
    enum status status =
        store_look_at(out->database, out->facts.seq, out->facts.head, present, problem);
    if (status != STATUS_OK) {
        return status;
    }
    if (present->state == PRESENT_FOREIGN) {
        return problem_set(problem, STATUS_INVALID, "",
                           N_("要恢复到的文件是别的程序的数据库，没有动它；请核对 --db"));
    }
    if (present->state == PRESENT_NEWER) {
        return problem_set(problem, STATUS_INVALID, "",
                           N_("现在的数据库由更新版本的程序建立，没有动它；请升级本程序后再恢复"));
    }
    bool is_behind = present->state == PRESENT_GOOD &&
                     store_has_audit_head(out->store, present->seq, present->head);
    if (store_has_missed(out->store) != STATUS_OK) {
        return store_take_missed(out->store, problem);
    }
    out->is_same_history = present->has_head || is_behind;
    out->lost = present->state != PRESENT_GOOD ? 0
                : is_behind                    ? 0
                : present->has_head            ? present->seq - out->facts.seq
                                               : present->seq;
    status = draft_office_mark(out->store, office, problem);
    out->is_of_another = present->state == PRESENT_GOOD && strcmp(office, present->office) != 0;
    return status;
}

enum status restore_rehearse(const char *database, const char *file,
                             const struct backup_secret *secret, const struct backup_stop *stop,
                             struct rehearsal *out, struct problem *problem) {
    *out = (struct rehearsal){0};
    enum status status = set_paths(out, database, file, problem);
    if (status == STATUS_OK) {
        status = check_journal(file, problem);
    }
    if (status == STATUS_OK) {
        status = backup_read_facts(file, &out->facts, problem);
    }
    out->from_schema = out->facts.schema;
    if (status == STATUS_OK && out->from_schema > store_newest_schema()) {
        status =
            problem_set(problem, STATUS_INVALID, "",
                        N_("备份由更新版本的程序写成，没有改动任何东西；请升级本程序后再恢复"));
    }
    if (status == STATUS_OK) {
        status = backup_unpack(file, secret, out->temporary, problem);
    }
    if (status == STATUS_OK) {
        status = open_copy(out, stop, problem);
    }
    if (status == STATUS_OK) {
        status = compare(out, problem);
    }
    if (status == STATUS_OK) {
        status = hide(out, problem);
    }
    if (status != STATUS_OK) {
        restore_release(out);
    }
    return status;
}

/* ---- for good ------------------------------------------------------------------------------------ */

static enum status add_audit(struct rehearsal *rehearsal, const char *account,
                             struct problem *problem) {
    unsigned char random[16];
    char id[33];
    struct buffer detail = BUFFER_INIT;
    struct clock clock = CLOCK_INIT;
    randombytes_buf(random, sizeof random);
    sodium_bin2hex(id, sizeof id, random, sizeof random);
    const char *slash = strrchr(rehearsal->file, '/');
    buffer_append_format(
        &detail, "from %s %lld %02x%02x%02x%02x in place of %lld %02x%02x%02x%02x",
        slash == NULL ? rehearsal->file : slash + 1, (long long)rehearsal->facts.seq,
        rehearsal->facts.head[0], rehearsal->facts.head[1], rehearsal->facts.head[2],
        rehearsal->facts.head[3], (long long)rehearsal->present.seq, rehearsal->present.head[0],
        rehearsal->present.head[1], rehearsal->present.head[2], rehearsal->present.head[3]);
    struct audit_entry entry = {.at = clock_now(&clock),
                                .account = account,
                                .command = "restore",
                                .detail = buffer_text(&detail),
                                .save_id = id};
    enum status status = store_begin(rehearsal->store, problem);
    if (status == STATUS_OK) {
        status = store_add_audit(rehearsal->store, &entry, problem);
        if (status == STATUS_OK) {
            status = store_commit(rehearsal->store, id, problem);
        } else {
            store_rollback(rehearsal->store);
        }
    }
    buffer_release(&detail);
    return status;
}

/* As the file before, or as a new office's: the group goes on using it. */
static void take_over_mode(const struct rehearsal *rehearsal) {
    struct stat about;
    mode_t mode = 0660;
    char folder[BACKUP_PATH_BYTES];
    snprintf(folder, sizeof folder, "%s", rehearsal->database);
    char *slash = strrchr(folder, '/');
    if (slash != NULL) {
        slash[1] = '\0';
    }
    bool has_file = stat(rehearsal->database, &about) == 0;
    if (has_file) {
        mode = about.st_mode & 0660;
    }
    if (has_file || stat(slash == NULL ? "." : folder, &about) == 0) {
        (void)!chown(rehearsal->temporary, (uid_t)-1, about.st_gid);
    }
    (void)!chmod(rehearsal->temporary, mode);
}

static void name_aside(const struct rehearsal *rehearsal, char aside[BACKUP_PATH_BYTES + 48]) {
    struct clock clock = CLOCK_INIT;
    char when[20];
    int64_t now = clock_now(&clock);
    clock_format(&clock, now, when);
    int length = snprintf(
        aside, BACKUP_PATH_BYTES + 40, "%s.%s-%.4s%.2s%.2s-%.2s%.2s%02d", rehearsal->database,
        rehearsal->present.state == PRESENT_DAMAGED ? "damaged" : "before-restore", when, when + 5,
        when + 8, when + 11, when + 14, (int)(now % 60));
    for (int more = 2; more < 10 && access(aside, F_OK) == 0; more++) {
        snprintf(aside + length, 8, "-%c", '0' + more);
    }
}

/* Nobody else is in: as it was when it was compared? */
static enum status check_unchanged(const struct rehearsal *rehearsal, struct problem *problem) {
    struct present now;
    enum status status = store_look_at(rehearsal->database, rehearsal->facts.seq,
                                       rehearsal->facts.head, &now, problem);
    if (status != STATUS_OK) {
        return status;
    }
    if (now.state != rehearsal->present.state &&
        (now.state == PRESENT_UNREAD || rehearsal->present.state == PRESENT_UNREAD)) {
        return problem_set(problem, STATUS_IO, "",
                           N_("现在的数据库磁盘一时读不出来，没有恢复；请检查磁盘后再试"));
    }
    return now.state == rehearsal->present.state && now.seq == rehearsal->present.seq
               ? STATUS_OK
               : problem_set(problem, STATUS_CONFLICT, "",
                             N_("演练以后又有人保存过，没有恢复；请再演练一次，看清要丢掉什么"));
}

/* Of the same office each draft is looked at when it is found again: it may still belong. */
static void put_drafts_aside(struct rehearsal *rehearsal) {
    struct clock clock = CLOCK_INIT;
    if (rehearsal->is_of_another && drafts_put_files_aside(rehearsal->database, clock_today(&clock),
                                                           &rehearsal->drafts) == STATUS_OK) {
        rehearsal->drafts.status = STATUS_OK; /* there were none */
    }
}

enum status restore_put(struct rehearsal *rehearsal, const char *account,
                        char aside[BACKUP_PATH_BYTES + 48], struct problem *problem) {
    int lock = -1;
    aside[0] = '\0';
    enum status status = store_keep_out(rehearsal->database, &lock, problem);
    if (status == STATUS_OK) {
        status = check_unchanged(rehearsal, problem);
    }
    if (status == STATUS_OK) {
        status = bring_back(rehearsal, problem);
    }
    if (status == STATUS_OK) {
        status = add_audit(rehearsal, account, problem);
    }
    if (status == STATUS_OK) {
        store_close(rehearsal->store);
        rehearsal->store = NULL;
        take_over_mode(rehearsal);
        name_aside(rehearsal, aside);
        status = store_replace(rehearsal->database, rehearsal->temporary, aside, problem);
    }
    if (status == STATUS_OK) {
        put_drafts_aside(rehearsal);
    }
    if (rehearsal->present.state == PRESENT_NONE || status != STATUS_OK) {
        aside[0] = '\0';
    }
    store_let_in(lock);
    restore_release(rehearsal);
    return status;
}

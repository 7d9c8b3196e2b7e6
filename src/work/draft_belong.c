/* Drafts of another office, or of a history that was restored away. Decides by what the audit says, never by a file's name
 * or time; nothing is ever deleted here but what was written elsewhere first. */
#include "work/draft_belong.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "work/draft_session.h"

enum { NAME_BYTES = 4096 + 64 };

/* ---- one draft ----------------------------------------------------------------------------------- */

void draft_bind(struct office *office, const char *mark, struct draft *draft) {
    struct buffer marks = BUFFER_INIT;
    struct problem problem;
    enum status status = STATUS_OK;
    char *end = NULL;
    snprintf(draft->office, sizeof draft->office, "%s", mark);
    draft->marks = NULL;
    for (const char *at = draft->ids; at != NULL && *at != '\0' && status == STATUS_OK; at = end) {
        long long id = strtoll(at, &end, 10);
        if (end == at) {
            break;
        }
        status = draft_append_mark(office->store, id, &marks, &problem);
    }
    if (status == STATUS_OK && draft->ids != NULL) {
        draft->marks = buffer_take(&marks);
    }
    if (status != STATUS_OK || (draft->ids != NULL && draft->marks == NULL)) {
        draft->office[0] = '\0'; /* to be bound when it is kept next */
    }
    buffer_release(&marks);
}

enum draft_belonging draft_belonging(struct office *office, const char *mark,
                                     const struct draft *draft) {
    struct problem problem;
    bool fits = false;
    bool is_new = draft->ids == NULL || draft->ids[0] == '\0';
    const char *marks = draft->marks != NULL ? draft->marks : "";
    if (mark[0] == '\0') {
        return DRAFT_IS_UNKNOWN;
    }
    if (strcmp(draft->office, mark) != 0 || (!is_new && marks[0] == '\0')) {
        return DRAFT_IS_ANOTHERS;
    }
    if (draft_marks_fit(office->store, marks, &fits, &problem) != STATUS_OK) {
        return DRAFT_IS_UNKNOWN;
    }
    return fits ? DRAFT_IS_OURS : DRAFT_IS_ANOTHERS;
}

/* ---- those left in the account's file ------------------------------------------------------------ */

struct others {
    struct office *office;
    const char *mark;
    struct draft *list;
};

static bool take_other(void *context, const struct draft *draft) {
    struct others *others = context;
    if (drafts_session_runs(draft->session) ||
        draft_belonging(others->office, others->mark, draft) != DRAFT_IS_ANOTHERS) {
        return true;
    }
    struct draft *copy = malloc(sizeof *copy);
    if (copy == NULL || !draft_copy(copy, draft)) {
        free(copy);
        return false;
    }
    copy->next = others->list;
    others->list = copy;
    return true;
}

/* There first, then not here any more. */
static size_t move(struct others *others, struct draft_file *file, struct draft_file *aside) {
    size_t count = 0;
    for (const struct draft *draft = others->list; draft != NULL; draft = draft->next) {
        if (draft_put(aside, draft, true, NULL) == STATUS_OK &&
            draft_remove(file, draft->session, draft->key, NULL) == STATUS_OK) {
            count++;
        }
    }
    return count;
}

static void release(struct others *others) {
    while (others->list != NULL) {
        struct draft *next = others->list->next;
        draft_release(others->list);
        free(others->list);
        others->list = next;
    }
}

static enum status tell(const char *message, size_t count, const char *name,
                        struct problem *problem) {
    const char *slash = strrchr(name, '/');
    problem_set(problem, STATUS_CONFLICT, "", message);
    problem_place_integer(problem, "count", (int64_t)count);
    problem_place(problem, "path", slash != NULL ? slash + 1 : name);
    return STATUS_CONFLICT;
}

enum status draft_move_others(struct office *office, const char *mark, struct draft_file *file,
                              const char *path, struct problem *problem) {
    struct others others = {.office = office, .mark = mark};
    struct draft_file *aside = NULL;
    char name[NAME_BYTES], date[DATE_BYTES];
    size_t count = 0;
    snprintf(name, sizeof name, "%s.aside-%s", path, date_to_iso(office_today(office), date));
    enum status status = draft_walk(file, 0, take_other, &others, problem);
    if (status == STATUS_OK && others.list != NULL) {
        status = draft_open(name, true, &aside, problem);
    }
    if (status == STATUS_OK && others.list != NULL) {
        count = move(&others, file, aside);
    }
    draft_close(aside);
    release(&others);
    return count == 0
               ? status
               : tell(N_("有 {count} 份草稿不是这份数据库的，收在 {path}"), count, name, problem);
}

/* ---- every account's file ------------------------------------------------------------------------ */

/* NAME.drafts-1000, and nothing behind it. */
static bool is_drafts(const char *entry, const char *name) {
    static const char word[] = ".drafts-";
    size_t length = strlen(name);
    if (strncmp(entry, name, length) != 0 || strncmp(entry + length, word, sizeof word - 1) != 0) {
        return false;
    }
    const char *number = entry + length + sizeof word - 1;
    return number[0] != '\0' && number[strspn(number, "0123456789")] == '\0';
}

enum status drafts_put_files_aside(const char *database, day_number today,
                                   struct problem *problem) {
    const char *slash = strrchr(database, '/');
    const char *name = slash != NULL ? slash + 1 : database;
    struct buffer folder = BUFFER_INIT;
    char path[NAME_BYTES], aside[NAME_BYTES + 64] = "", date[DATE_BYTES];
    size_t count = 0;
    enum status status = STATUS_OK;
    buffer_append_bytes(&folder, database, (size_t)(name - database));
    DIR *entries = opendir(slash != NULL ? buffer_text(&folder) : ".");
    date_to_iso(today, date);
    for (struct dirent *entry = entries != NULL ? readdir(entries) : NULL;
         entry != NULL && status == STATUS_OK; entry = readdir(entries)) {
        if (is_drafts(entry->d_name, name) &&
            snprintf(path, sizeof path, "%s%s", buffer_text(&folder), entry->d_name) <
                (int)sizeof path) {
            status = draft_put_aside(path, true, date, aside, sizeof aside, problem);
            count += status == STATUS_OK;
        }
    }
    if (entries != NULL) {
        closedir(entries);
    }
    buffer_release(&folder);
    return status != STATUS_OK || count == 0
               ? status
               : tell(N_("旁边有 {count} 个草稿文件是另一份数据库的，没有用，改名为 {path}"), count,
                      aside, problem);
}

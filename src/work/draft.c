/* Drafts of the one who sits here: a list in memory, and the account's file that follows it. Asks no rule and reads no record:
 * what a draft is of, the screens know. */
#include "work/draft.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "work/draft_belong.h"
#include "work/draft_session.h"
#include "work/save.h"

enum { PATH_BYTES = 4096 };

struct drafts {
    char path[PATH_BYTES]; /* "": kept in memory only */
    char session[DRAFT_NAME_BYTES];
    char office[DRAFT_OFFICE_BYTES]; /* whose drafts these are */
    struct draft_file *file;         /* NULL: there is none yet, or it can't be used */
    bool is_told;                    /* that it can't be written */
    bool is_stored;                  /* the last save, whose note is still there */
    struct draft *list;              /* newest first */
    char planned[DRAFT_KEY_BYTES];
    char uncertain[SAVE_ID_BYTES]; /* the save of which nobody could tell; "": none */
    bool is_changed_since;         /* what was to be saved by it */
};

/* ---- the list ----------------------------------------------------------------------------------- */

static bool is_ours(const struct drafts *drafts, const struct draft *draft) {
    return strcmp(draft->session, drafts->session) == 0;
}

static void drop(struct draft **link) {
    struct draft *draft = *link;
    *link = draft->next;
    draft_release(draft);
    free(draft);
}

static struct draft **find_link(struct drafts *drafts, const char *key, bool of_us) {
    struct draft **link = &drafts->list;
    while (*link != NULL && (strcmp((*link)->key, key) != 0 || is_ours(drafts, *link) != of_us)) {
        link = &(*link)->next;
    }
    return link;
}

/* Of the same second: `is_newest` before the others. */
static void insert(struct drafts *drafts, struct draft *draft, bool is_newest) {
    struct draft **link = &drafts->list;
    while (*link != NULL && (*link)->kept_at + (is_newest ? 0 : 1) > draft->kept_at) {
        link = &(*link)->next;
    }
    draft->next = *link;
    *link = draft;
}

static struct draft *add_copy(struct drafts *drafts, const struct draft *draft, bool is_newest) {
    struct draft *copy = malloc(sizeof *copy);
    if (copy == NULL || !draft_copy(copy, draft)) {
        free(copy);
        return NULL;
    }
    insert(drafts, copy, is_newest);
    return copy;
}

/* ---- the file ----------------------------------------------------------------------------------- */

bool drafts_path(const char *database, unsigned uid, char *out, size_t size) {
    int length = snprintf(out, size, "%s.drafts-%u", database, uid);
    return length > 0 && (size_t)length < size;
}

/* A damaged file is put aside: what was in it is told to be lost, what this session holds is not. */
static enum status put_aside(struct office *office, struct problem *problem) {
    struct drafts *drafts = office->drafts;
    char date[DATE_BYTES], name[PATH_BYTES + 64];
    draft_close(drafts->file);
    drafts->file = NULL;
    date_to_iso(office_today(office), date);
    enum status status = draft_put_aside(drafts->path, false, date, name, sizeof name, problem);
    if (status != STATUS_OK) {
        return status;
    }
    problem_set(problem, STATUS_CORRUPT, "",
                N_("草稿文件已损坏，改名为 {path}；里面没保存的内容要重新录入"));
    const char *slash = strrchr(name, '/');
    problem_place(problem, "path", slash != NULL ? slash + 1 : name);
    return STATUS_CORRUPT;
}

static enum status use_file(struct office *office, bool makes, struct problem *problem) {
    struct drafts *drafts = office->drafts;
    if (drafts->file != NULL || drafts->path[0] == '\0') {
        return STATUS_OK;
    }
    enum status status = draft_open(drafts->path, makes, &drafts->file, problem);
    if (status == STATUS_CORRUPT) {
        status = put_aside(office, problem);
    }
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

/* Those of another office, or of what was restored away. */
static enum status leave_others(struct office *office, struct problem *problem) {
    struct drafts *drafts = office->drafts;
    return drafts->file == NULL
               ? STATUS_OK
               : draft_move_others(office, drafts->office, drafts->file, drafts->path, problem);
}

/* Asked again as long as it could not be read: what is kept without it would be nobody's. */
static void learn_mark(struct office *office) {
    struct drafts *drafts = office->drafts;
    struct problem unread;
    if (drafts->office[0] == '\0' && office->store != NULL &&
        draft_office_mark(office->store, drafts->office, &unread) != STATUS_OK) {
        drafts->office[0] = '\0';
    }
}

enum status drafts_open(struct office *office, struct problem *problem) {
    struct drafts *drafts = calloc(1, sizeof *drafts);
    if (drafts == NULL) {
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    drafts_close(office->drafts);
    office->drafts = drafts;
    drafts_session_name(drafts->session);
    learn_mark(office);
    const char *database = office->store != NULL ? store_path(office->store) : "";
    if (database[0] != '\0' &&
        !drafts_path(database, (unsigned)geteuid(), drafts->path, sizeof drafts->path)) {
        drafts->path[0] = '\0';
    }
    enum status status = use_file(office, false, problem);
    drafts->is_told = status != STATUS_OK && status != STATUS_CORRUPT;
    return status == STATUS_OK ? leave_others(office, problem) : status;
}

/* That of the save before, once the screen has said that it was stored. */
static void forget_note(struct drafts *drafts) {
    struct save_note note = {0};
    memcpy(note.session, drafts->session, sizeof note.session);
    if (drafts->is_stored && drafts->file != NULL) {
        enum status status = draft_end_save(drafts->file, &note, false, NULL);
        (void)status; /* it is told once more then, and still true */
    }
    drafts->is_stored = false;
}

void drafts_close(struct drafts *drafts) {
    if (drafts == NULL) {
        return;
    }
    while (drafts->list != NULL) {
        drop(&drafts->list);
    }
    forget_note(drafts);
    draft_close(drafts->file);
    free(drafts);
}

bool drafts_are_durable(const struct office *office) {
    return office->drafts != NULL && office->drafts->file != NULL && !office->drafts->is_told;
}

/* ---- keeping ------------------------------------------------------------------------------------ */

static void new_save_id(char out[SAVE_ID_BYTES]) {
    unsigned char random[16] = {0};
    if (sodium_init() >= 0) {
        randombytes_buf(random, sizeof random);
    }
    sodium_bin2hex(out, SAVE_ID_BYTES, random, sizeof random);
}

/* Writes one, or with `draft` NULL all that this session holds; another file that is there now is taken. */
static enum status write_all(struct office *office, const struct draft *draft, bool waits,
                             struct problem *problem) {
    struct drafts *drafts = office->drafts;
    enum status status = use_file(office, true, problem);
    for (const struct draft *at = drafts->list; at != NULL && drafts->file != NULL; at = at->next) {
        if (is_ours(drafts, at) && (draft == NULL || at == draft) && status == STATUS_OK) {
            status = draft_put(drafts->file, at, waits, problem);
        }
    }
    return status;
}

/* The file may have been moved, damaged or filled up: it is opened anew, and all is written again. */
static enum status write_draft(struct office *office, const struct draft *draft, bool waits,
                               struct problem *problem) {
    struct drafts *drafts = office->drafts;
    struct problem first = {0};
    bool had_file = drafts->file != NULL;
    enum status status = write_all(office, had_file ? draft : NULL, waits, problem);
    if (status == STATUS_OK || status == STATUS_BUSY) {
        return status;
    }
    first = problem != NULL ? *problem : first;
    draft_close(drafts->file);
    drafts->file = NULL;
    struct problem second = {0};
    enum status again = write_all(office, NULL, waits, &second);
    if (again == STATUS_CORRUPT && write_all(office, NULL, waits, NULL) == STATUS_OK) {
        first = second;
        status = again;
    } else if (again == STATUS_OK && status != STATUS_CORRUPT) {
        return STATUS_OK;
    }
    if (problem != NULL) {
        *problem = first;
    }
    return status;
}

static bool is_for_same(const struct draft *draft, const struct draft *other) {
    return strcmp(draft->ids != NULL ? draft->ids : "", other->ids != NULL ? other->ids : "") == 0;
}

/* `before`: as it was kept last, NULL: never. It belongs to what it was begun on. */
static const struct draft *add_newest(struct office *office, const struct draft *draft,
                                      const struct draft *before) {
    struct drafts *drafts = office->drafts;
    struct draft whole = *draft;
    bool is_bound = before != NULL && before->office[0] != '\0' && is_for_same(draft, before);
    if (before != NULL) {
        memcpy(whole.save_id, before->save_id, sizeof whole.save_id);
    } else {
        new_save_id(whole.save_id);
    }
    if (is_bound) {
        memcpy(whole.office, before->office, sizeof whole.office);
        whole.marks = before->marks;
    } else {
        learn_mark(office);
        draft_bind(office, drafts->office, &whole);
    }
    memcpy(whole.session, drafts->session, sizeof whole.session);
    whole.person = office->user;
    whole.kept_at = office_now(office);
    const struct draft *added = add_copy(drafts, &whole, true);
    if (!is_bound) {
        free(whole.marks);
    }
    return added;
}

enum status drafts_keep(struct office *office, const struct draft *draft, bool is_left,
                        struct problem *problem) {
    struct drafts *drafts = office->drafts;
    if (drafts == NULL) {
        return STATUS_OK;
    }
    forget_note(drafts); /* who types on has seen what the screen said */
    struct draft **link = find_link(drafts, draft->key, true);
    drafts->is_changed_since |= *link != NULL && strcmp((*link)->save_id, drafts->uncertain) == 0;
    const struct draft *kept = add_newest(office, draft, *link);
    if (kept == NULL) {
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    for (link = &drafts->list; *link != NULL; link = &(*link)->next) {
        if (*link != kept && strcmp((*link)->key, kept->key) == 0 && is_ours(drafts, *link)) {
            drop(link);
            break;
        }
    }
    if (drafts->path[0] == '\0') {
        return STATUS_OK;
    }
    enum status status = write_draft(office, kept, is_left, problem);
    bool was_told = drafts->is_told;
    drafts->is_told = status != STATUS_OK && status != STATUS_CORRUPT && status != STATUS_BUSY;
    return drafts->is_told && was_told ? STATUS_OK : status;
}

static bool claim(struct drafts *drafts, struct draft *draft) {
    if (draft_claim(drafts->file, draft->session, draft->key, drafts->session, NULL) != STATUS_OK) {
        return false;
    }
    memcpy(draft->session, drafts->session, sizeof draft->session);
    return true;
}

const struct draft *drafts_find(struct office *office, const char *key) {
    struct drafts *drafts = office->drafts;
    if (drafts == NULL) {
        return NULL;
    }
    struct draft **link = find_link(drafts, key, true);
    if (*link == NULL) {
        link = find_link(drafts, key, false);
        while (*link != NULL && (drafts->file == NULL || !claim(drafts, *link))) {
            drop(link);
            link = find_link(drafts, key, false);
        }
    }
    return *link;
}

void drafts_forget(struct office *office, const char *key) {
    struct drafts *drafts = office->drafts;
    struct draft **link = drafts != NULL ? find_link(drafts, key, true) : NULL;
    if (link == NULL || *link == NULL) {
        return;
    }
    if (drafts->file != NULL) {
        enum status status = draft_remove(drafts->file, drafts->session, key, NULL);
        (void)status; /* it is offered once more then */
    }
    drop(link);
}

static const struct draft *first_of(const struct office *office, const struct draft *draft) {
    while (draft != NULL && draft->person != office->user) {
        draft = draft->next;
    }
    return draft;
}

const struct draft *drafts_first(const struct office *office) {
    return office->drafts != NULL ? first_of(office, office->drafts->list) : NULL;
}

const struct draft *drafts_next(const struct office *office, const struct draft *draft) {
    return first_of(office, draft->next);
}

bool drafts_is_left(const struct office *office, const struct draft *draft) {
    return !is_ours(office->drafts, draft);
}

/* ---- what other sessions left ------------------------------------------------------------------- */

/* What belongs elsewhere is put aside when the program is started next. */
static bool take_left(void *context, const struct draft *draft) {
    struct office *office = context;
    struct drafts *drafts = office->drafts;
    bool is_kept = is_ours(drafts, draft) || drafts_session_runs(draft->session) ||
                   draft_belonging(office, drafts->office, draft) != DRAFT_IS_OURS;
    return is_kept || add_copy(drafts, draft, false) != NULL;
}

void drafts_refresh(struct office *office) {
    struct drafts *drafts = office->drafts;
    if (drafts == NULL || use_file(office, false, NULL) != STATUS_OK || drafts->file == NULL) {
        return;
    }
    struct draft **link = &drafts->list;
    while (*link != NULL) {
        if (is_ours(drafts, *link)) {
            link = &(*link)->next;
        } else {
            drop(link);
        }
    }
    enum status status = draft_walk(drafts->file, office->user, take_left, office, NULL);
    (void)status; /* what could be read is there */
}

/* ---- a save and its draft ----------------------------------------------------------------------- */

void drafts_plan_save(struct office *office, const char *key) {
    if (office->drafts != NULL) {
        snprintf(office->drafts->planned, sizeof office->drafts->planned, "%s",
                 key != NULL ? key : "");
    }
}

void drafts_begin_save(struct save *save, const char *command) {
    struct drafts *drafts = save->office->drafts;
    if (drafts == NULL) {
        return;
    }
    const struct draft *draft = *find_link(drafts, drafts->planned, true);
    save->noted = command;
    if (draft != NULL) {
        memcpy(save->id, draft->save_id, sizeof save->id);
    }
}

static struct save_note note_of(const struct save *save) {
    const struct drafts *drafts = save->office->drafts;
    struct save_note note = {.person = save->office->user, .at = save->now};
    memcpy(note.save_id, save->id, sizeof note.save_id);
    memcpy(note.session, drafts->session, sizeof note.session);
    memcpy(note.draft_key, drafts->planned, sizeof note.draft_key);
    memcpy(note.office, drafts->office, sizeof note.office);
    snprintf(note.kind, sizeof note.kind, "%s", save->kind);
    snprintf(note.command, sizeof note.command, "%s", save->noted);
    return note;
}

void drafts_note_save(const struct save *save) {
    if (save->noted == NULL || use_file(save->office, true, NULL) != STATUS_OK ||
        save->office->drafts->file == NULL) {
        return;
    }
    struct save_note note = note_of(save);
    forget_note(save->office->drafts);
    enum status status = draft_note_save(save->office->drafts->file, &note, NULL);
    (void)status; /* the save itself doesn't hang on it */
}

void drafts_end_save(const struct save *save, enum status status) {
    struct drafts *drafts = save->office->drafts;
    bool is_saved = status == STATUS_OK;
    if (save->noted == NULL) {
        return;
    }
    /* After a failure of the disk nobody knows: the next save of it, or the next start, looks it up. */
    if (!is_saved && status == STATUS_IO) {
        memcpy(drafts->uncertain, save->id, sizeof drafts->uncertain);
        drafts->is_changed_since = false;
        return;
    }
    /* The note of one that was stored stays: who is cut off before the screen has said so is told at the next start. */
    drafts->is_stored = is_saved;
    if (drafts->file != NULL && !is_saved) {
        struct save_note note = note_of(save);
        enum status ended = draft_end_save(drafts->file, &note, false, NULL);
        (void)ended; /* the audit tells the next start */
    } else if (drafts->file != NULL && drafts->planned[0] != '\0') {
        enum status removed = draft_remove(drafts->file, drafts->session, drafts->planned, NULL);
        (void)removed;
    }
    struct draft **link = find_link(drafts, drafts->planned, true);
    if (is_saved && *link != NULL) {
        drop(link);
    }
    if (is_saved) {
        drafts->planned[0] = '\0';
    }
}

/* By the number it has, when it may be seen. */
static void refuse_again(const struct office *office, int64_t id, struct problem *problem) {
    struct record record = {0};
    struct problem unread;
    bool is_seen = store_read(office->store, &office->visible, id, &record, &unread) == STATUS_OK;
    problem_set(problem, STATUS_INVALID, "",
                N_("上次按 F2 其实已经存好（{number}），没有再存一遍；后来改的请打开那一条再改"));
    problem_place(problem, "number", is_seen ? fields_text(&record.fields, "number") : "-");
    record_release(&record);
}

bool drafts_saved_before(const struct save *save, int64_t *record, enum status *status,
                         struct problem *problem) {
    struct drafts *drafts = save->office->drafts;
    size_t rows = 0;
    if (drafts == NULL || drafts->uncertain[0] == '\0' ||
        strcmp(drafts->uncertain, save->id) != 0) {
        return false;
    }
    *status = store_save_records(save->office->store, save->id, record, &rows, problem);
    if (*status == STATUS_OK && rows == 0) {
        drafts->uncertain[0] = '\0';
        return false;
    }
    if (*status == STATUS_OK && drafts->is_changed_since) {
        refuse_again(save->office, *record, problem);
        *status = STATUS_INVALID;
    } else if (*status == STATUS_OK) {
        drafts->uncertain[0] = '\0';
        drafts_end_save(save, STATUS_OK);
    }
    return true;
}

struct looking {
    struct office *office;
    struct last_save *last;
    struct save_note notes[8]; /* of sessions that are over */
    size_t count;
};

static bool take_note(void *context, const struct save_note *note) {
    struct looking *looking = context;
    bool is_over = strcmp(note->session, looking->office->drafts->session) != 0 &&
                   !drafts_session_runs(note->session);
    if (is_over) {
        looking->notes[looking->count++] = *note;
    }
    return looking->count < sizeof looking->notes / sizeof looking->notes[0];
}

static void tell_newest(const struct looking *looking, struct last_save *out, enum status *status,
                        struct problem *problem) {
    const struct save_note *note = &looking->notes[0];
    int64_t record = 0;
    if (strcmp(note->office, looking->office->drafts->office) != 0) {
        return; /* nothing is known of another office's saves */
    }
    *status =
        store_save_records(looking->office->store, note->save_id, &record, &out->records, problem);
    if (*status != STATUS_OK) {
        return;
    }
    out->is_known = true;
    out->was_stored = out->records > 0;
    out->record = record;
    memcpy(out->kind, note->kind, sizeof out->kind);
    memcpy(out->command, note->command, sizeof out->command);
}

/* A draft whose own save was stored is none any more. */
static void drop_stored(struct office *office) {
    struct drafts *drafts = office->drafts;
    struct draft **link = &drafts->list;
    while (*link != NULL) {
        bool is_stored = false;
        if (store_has_save(office->store, (*link)->save_id, &is_stored, NULL) == STATUS_OK &&
            is_stored &&
            draft_remove(drafts->file, (*link)->session, (*link)->key, NULL) == STATUS_OK) {
            drop(link);
        } else {
            link = &(*link)->next;
        }
    }
}

enum status drafts_last_save(struct office *office, struct last_save *out,
                             struct problem *problem) {
    struct drafts *drafts = office->drafts;
    struct looking *looking = calloc(1, sizeof *looking);
    memset(out, 0, sizeof *out);
    if (looking == NULL) {
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    looking->office = office;
    enum status status = STATUS_OK;
    drafts_refresh(office);
    if (drafts != NULL && drafts->file != NULL) {
        drop_stored(office);
        status = draft_walk_saves(drafts->file, office->user, take_note, looking, problem);
    }
    if (status == STATUS_OK && looking->count > 0) {
        tell_newest(looking, out, &status, problem);
    }
    for (size_t i = 0; i < looking->count && status == STATUS_OK; i++) {
        status = draft_end_save(drafts->file, &looking->notes[i], false, problem);
    }
    free(looking);
    return status;
}

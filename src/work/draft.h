/* What the person at this terminal typed and did not save: kept through crashes in the account's own file, offered again, and
 * gone once it is saved. Without a file (its folder can't be written) it is kept as long as the program runs. */
#ifndef ZWGK_WORK_DRAFT_H
#define ZWGK_WORK_DRAFT_H

#include "store/draft.h"
#include "work/office.h"

struct drafts;

/* Opens the account's file of drafts; `office` keeps them till office_close. What can't be is said in *problem, once (OK
 * otherwise); drafts are kept in memory then. CONFLICT: some there were another office's, and are put aside (draft_belong.h). */
MUST_USE enum status drafts_open(struct office *office, struct problem *problem);
void drafts_close(struct drafts *drafts); /* NULL allowed; what this session keeps stays in the file */
bool drafts_are_durable(const struct office *office); /* they survive the program */

/* FILE.drafts-UID of a database and an account. False: too long. */
bool drafts_path(const char *database, unsigned uid, char *out, size_t size);
/* Keeps a copy, in place of the one of its key; session, person, kept_at and save_id are filled in. `is_left`: the person
 * left it, so it is brought to the disk. Not OK: in memory only; said once until it works again. */
MUST_USE enum status drafts_keep(struct office *office, const struct draft *draft, bool is_left,
                                 struct problem *problem);
/* The user's own of this session, else the newest that was left by one that is over, which is taken over. NULL: none. Borrowed
 * until the next call. */
const struct draft *drafts_find(struct office *office, const char *key);
void drafts_forget(struct office *office, const char *key);
/* What the user has, newest first, of sessions that are over too; not of another terminal's. NULL: no more. */
const struct draft *drafts_first(const struct office *office);
const struct draft *drafts_next(const struct office *office, const struct draft *draft);
/* Left by a session that is over, and not taken up since. */
bool drafts_is_left(const struct office *office, const struct draft *draft);
/* Looks again for what sessions that ended meanwhile have left. */
void drafts_refresh(struct office *office);

/* ---- a save and its draft ------------------------------------------------------------------------ */

/* The draft the next save of this office is made of: the save gets its id, and it is gone together with the note of the save
 * once that is stored. NULL: none any more. */
void drafts_plan_save(struct office *office, const char *key);

/* For flow_do and flow_register, after save_begin: save_commit notes what was asked for before it commits, so that a crash
 * leaves no doubt. Nothing without a terminal (office->drafts NULL). */
struct save;
void drafts_begin_save(struct save *save, const char *command);
/* After it: true when what is to be saved may be in the database already, because the disk failed when it was committed and
 * nobody could tell. *status OK: it is, *record being its first; else *problem says why nothing more is saved: it is, and more was
 * typed since, or the audit can't be read. The caller abandons the save. */
bool drafts_saved_before(const struct save *save, int64_t *record, enum status *status, struct problem *problem);
/* For save_commit alone, around its commit. */
void drafts_note_save(const struct save *save);
void drafts_end_save(const struct save *save, enum status status);

/* After a crash: how the user's last save ended. */
struct last_save {
    bool is_known;     /* there was one under way */
    bool was_stored;
    int64_t record;    /* the first of it; 0: none that may be seen */
    size_t records;
    char kind[DRAFT_NAME_BYTES], command[DRAFT_NAME_BYTES];
};
/* Of sessions that are over; drafts whose save was stored are dropped. Told once: forgotten then. */
MUST_USE enum status drafts_last_save(struct office *office, struct last_save *out,
                                      struct problem *problem);

#endif

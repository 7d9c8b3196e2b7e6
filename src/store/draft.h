/* What was typed and not saved yet, in a file of its own beside the database: FILE.drafts-UID, mode 0600, one for each
 * account of the operating system, shared by its sessions. Written without waiting for the disk: after kill -9 all of it is
 * there, after a power cut what the kernel had written by then. Only src/work includes this. */
#ifndef ZWGK_STORE_DRAFT_H
#define ZWGK_STORE_DRAFT_H

#include "base/fields.h"
#include "base/status.h"

struct buffer;
struct store;

enum { DRAFT_KEY_BYTES = 128, DRAFT_NAME_BYTES = 64, SAVE_ID_BYTES = 33, DRAFT_OFFICE_BYTES = 65 };

/* A form as it stood. Start with {0}. */
struct draft {
    char key[DRAFT_KEY_BYTES];         /* whose, of which form, of which record */
    char session[DRAFT_NAME_BYTES];    /* which program keeps it (work/draft.h) */
    char save_id[SAVE_ID_BYTES];       /* under which it will be saved: in the audit once it was */
    char office[DRAFT_OFFICE_BYTES];   /* draft_office_mark; "": not known */
    int64_t person, kept_at;           /* UTC seconds */
    char screen[DRAFT_NAME_BYTES];     /* file name of the form, "phone" … */
    char command[DRAFT_NAME_BYTES];    /* "register", "edit", or another of the flow table */
    char *ids;                         /* the records it is for, blank-separated; NULL: a new one */
    char *marks;                       /* draft_append_mark of each, blank-separated; NULL: a new one */
    int64_t ver;                       /* of the one record, as it was seen; 0: a new one, or several */
    char focus[DRAFT_NAME_BYTES];      /* the field the cursor stands in */
    int cursor;                        /* byte in it */
    struct fields values;              /* of "edit" only what was changed */
    struct fields asked;               /* what an option of the command began it with */
    struct draft *next;                /* for who keeps a list */
};
void draft_release(struct draft *draft);
MUST_USE bool draft_copy(struct draft *to, const struct draft *from); /* false: no memory, *to is {0} */

/* A save that is about to be committed, or was and is not told yet. */
struct save_note {
    char save_id[SAVE_ID_BYTES];
    char session[DRAFT_NAME_BYTES];
    char draft_key[DRAFT_KEY_BYTES]; /* "": what was typed is no draft */
    char office[DRAFT_OFFICE_BYTES];
    int64_t person, at;
    char kind[DRAFT_NAME_BYTES], command[DRAFT_NAME_BYTES];
};

/* ---- what it belongs to (draft_mark.c) ------------------------------------------------------------- */

/* Of the first row of the audit: no other office has it, and it never changes. */
MUST_USE enum status draft_office_mark(struct store *store, char out[DRAFT_OFFICE_BYTES], struct problem *problem);
/* Record, version and hash of what is stored of it now. NOT_FOUND without the record. */
MUST_USE enum status draft_append_mark(struct store *store, int64_t id, struct buffer *out, struct problem *problem);
/* *fits: every record named in `marks` has, or had, that version with that content. A copy from before, in which it was
 * never made, and one in which another was made in its place, don't. */
MUST_USE enum status draft_marks_fit(struct store *store, const char *marks, bool *fits, struct problem *problem);

/* ---- the file --------------------------------------------------------------------------------------- */

struct draft_file;

/* Opens the file, or makes it with `makes`; NOT_FOUND without it when there is none. DENIED: it isn't this account's alone, or a newer
 * program's; nothing was touched. CORRUPT: put aside by the caller (draft_put_aside). */
MUST_USE enum status draft_open(const char *path, bool makes, struct draft_file **out,
                                struct problem *problem);
void draft_close(struct draft_file *file); /* NULL allowed */
/* Renames a damaged file to PATH.damaged-DATE, with `is_whole` a good one of another office and its journal to
 * PATH.aside-DATE; `name` gets what it is called then. */
MUST_USE enum status draft_put_aside(const char *path, bool is_whole, const char *date, char *name, size_t size,
                                     struct problem *problem);

/* In place of the session's draft of that key. `waits`: returns when it is on the disk. */
MUST_USE enum status draft_put(struct draft_file *file, const struct draft *draft, bool waits,
                               struct problem *problem);
/* Nothing of it can be read in the file then. */
MUST_USE enum status draft_remove(struct draft_file *file, const char *session, const char *key,
                                  struct problem *problem);
/* Takes over what a session left; CONFLICT when another was faster. */
MUST_USE enum status draft_claim(struct draft_file *file, const char *from, const char *key,
                                 const char *session, struct problem *problem);
/* All of a person, 0: of everybody, newest first; `take` gets one it may keep by draft_copy. */
MUST_USE enum status draft_walk(struct draft_file *file, int64_t person,
                                bool (*take)(void *context, const struct draft *draft), void *context,
                                struct problem *problem);

MUST_USE enum status draft_note_save(struct draft_file *file, const struct save_note *note,
                                     struct problem *problem);
/* The session's notes and, with `is_saved`, this one's draft are gone together. */
MUST_USE enum status draft_end_save(struct draft_file *file, const struct save_note *note,
                                    bool is_saved, struct problem *problem);
MUST_USE enum status draft_walk_saves(struct draft_file *file, int64_t person,
                                      bool (*take)(void *context, const struct save_note *note),
                                      void *context, struct problem *problem);
#endif

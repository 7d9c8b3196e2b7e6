/* What every screen works with: the office, the terminal, the screen files. One for the program; made by screens_run. */
#ifndef ZWGK_SCREENS_DESK_H
#define ZWGK_SCREENS_DESK_H

#include "form/domain.h"
#include "form/scr.h"
#include "ui/loop.h"
#include "work/detector.h"
#include "work/draft.h"
#include "work/office.h"

struct alike_watch; /* alike.c: what is like the feedback being typed */

/* The values of the record last saved on a screen, for F9, `..` and what is carried over. */
struct last_saved {
    const char *screen;
    struct fields values;
    struct last_saved *next;
};

struct loaded_screen {
    struct scr *scr;
    struct loaded_screen *next;
};

struct desk {
    struct office *office;
    struct ui *ui;
    struct scr_source files;
    struct domain domain;
    struct loaded_screen *screens;
    struct last_saved *lasts;
    struct last_saved *queries; /* the conditions last asked for on a screen */
    int64_t hurry_until_ms;     /* not 0: what is read now is given up then, or when a key waits */
    day_number duties_on;       /* the day on which it was last looked what fell due; 0: not yet */
    day_number detected_on;     /* the day on which the detectors were last through */
    struct detector_walk detecting;
    struct alike_watch *alike;
    const char *clock_mark; /* what the titles say of the clock; NULL: nothing */
    int64_t seen_id, seen_ver; /* the record whose page a command is given on, and its version there; 0: none */
    bool are_all_loaded;
    bool has_index;        /* the search index is complete, or can't be made here */
    bool is_draft_due;     /* what was left unsaved is still to be offered to who works now */
    struct problem farewell; /* said when the terminal is given back; message NULL: nothing */
    bool is_entered;       /* somebody's workbench is open: before, codes lead nowhere */
    char demo_folder[128]; /* of --demo, removed at the end; "" otherwise */
};

void desk_init(struct desk *desk, struct office *office);
void desk_release(struct desk *desk);

/* The screen file of that name, loaded once; NULL with the problem shown when it is at fault. */
const struct scr *desk_screen(struct desk *desk, const char *name);
bool desk_has_screen(struct desk *desk, const char *name);
/* Loads every screen, for the menu. Sorted by nothing: walk desk->screens. */
void desk_load_all(struct desk *desk);
/* Loads the screens that show records of this kind. */
void desk_load_kind(struct desk *desk, const char *kind);
/* The screen with this code, NULL when none. */
const struct scr *desk_screen_of_code(struct desk *desk, const char *code);
bool desk_may_open(const struct desk *desk, const struct scr *scr); /* the roles it names; a matter of show */

/* For store_set_interrupt: long reading gives way to Esc. */
bool desk_should_stop(void *desk);
/* Counts nobody waits for: begun with true, they are given up after 50 ms or when a key waits. */
void desk_hurry(struct desk *desk, bool is_hurried);

/* Opens a screen on top of the stack. False when it could not be (why is shown). */
bool desk_open(struct desk *desk, const struct scr *scr);
/* A code (34, full-width too) or a record's number typed after `=`. */
void desk_jump(struct desk *desk, const char *typed);
/* Asks where to, then desk_jump. */
void desk_ask_jump(struct desk *desk);

/* False, with why and what to do shown, when nothing can be saved: before anything is typed. */
bool desk_may_write(struct desk *desk);
/* The problem, or the first of several and how many there are, as an error on the message line. */
void desk_show_problem(struct desk *desk, const struct problem *problem, const char *record_kind);
void desk_show_problems(struct desk *desk, const struct problems *problems, const char *record_kind);
/* Translated label of a field of a record kind; the identifier when unknown. */
const char *desk_field_label(struct desk *desk, const char *record_kind, const char *field);
const char *desk_title(const struct scr *scr); /* translated */
/* For F1: how the record's due date was counted, with its article; nothing when it has none. */
void desk_append_due(struct desk *desk, int64_t id, struct buffer *out);
/* The codes of a list, or the open records of a kind by title (code: the id), that `typed` fits. */
void desk_choices(struct desk *desk, const char *list, bool is_lookup, const char *typed,
                  struct choices *out);
/* ---- drafts.c ---------------------------------------------------------------------------------- */
/* Of the user's form on a record (0: a new one), begun with what an option asked for (NULL: nothing): what was typed for
 * one option is not taken up for another. */
void desk_draft_key(const struct desk *desk, const char *screen, int64_t id,
                    const struct fields *asked, char out[DRAFT_KEY_BYTES]);
/* Keeps a copy; `is_left` as drafts_keep. What went wrong is shown. */
void desk_keep_draft(struct desk *desk, const struct draft *draft, bool is_left);
/* This session's, or one left by another that is over; NULL when none. Borrowed until the next draft is kept or asked for. */
const struct draft *desk_draft(struct desk *desk, const char *key);
void desk_forget_draft(struct desk *desk, const char *key);
const struct fields *desk_last_saved(const struct desk *desk, const char *screen);
void desk_remember_saved(struct desk *desk, const char *screen, const struct fields *values);
void desk_forget_saved(struct desk *desk); /* another person sits down, or what was typed is sealed now */
const struct fields *desk_last_query(const struct desk *desk, const char *screen);
void desk_remember_query(struct desk *desk, const char *screen, const struct fields *typed);

#endif

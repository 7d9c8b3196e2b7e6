/* The one object a command or screen works with: the store, who is using it, the clock, the calendar. */
#ifndef ZWGK_WORK_OFFICE_H
#define ZWGK_WORK_OFFICE_H

#include "base/clock.h"
#include "store/read.h"
#include "work/clock_doubt.h"
#include "work/deadline.h"
#include "work/light.h"
#include "work/role.h"

struct kept;          /* kept.c: codes and limits read once */
struct drafts;        /* draft.c: what was typed and not saved */
struct opinion_texts; /* opinion_same.c: what likeness is told by */
struct confirmed;     /* confirm.c: what the user's password was given for */

struct office {
    struct store *store;
    struct clock clock;
    struct clock_watch watch; /* whether the machine's clock is believed */
    struct kept *kept;
    struct calendar *calendar; /* loaded on first use by office_calendar */
    struct opinion_texts *opinion_texts;
    struct confirmed *confirmed;
    struct drafts *drafts;     /* NULL: nobody types here (zwgk do, import) */
    struct visible visible;    /* what the user may see */
    int64_t user;              /* person record, 0: nobody yet */
    unsigned roles;
    char user_name[64];
    char os_account[64];       /* by office_os_account alone */
    char mode[8]; /* "office", "demo", "test" */
    bool is_demo; /* mode demo: 演示 on every screen */
    bool one_person_office; /* 单人办公 */
    bool has_screen;        /* what is to be typed is said by its keys, else by its sub-command */
    int near_workdays;      /* the setting: from how many working days on a due date is near */
};

/* Opens the file; nobody is logged in yet. */
MUST_USE enum status office_open(struct office *office, const char *path, struct problem *problem);
void office_close(struct office *office);
/* Refuses, with how to restore it, when the file is damaged: before anything is typed in vain. */
MUST_USE enum status office_check_writable(const struct office *office, struct problem *problem);

struct office_founding {
    const char *path;
    const char *name;        /* of the office */
    const char *admin;       /* account of the first admin; NULL: the operating system's account */
    const char *admin_name;  /* person's name; NULL: the account */
    const char *password;    /* NULL: login by the operating system's account only */
    const char *mode;        /* "office", "demo" or "test" */
    int64_t now;             /* UTC seconds, -1: the machine's */
};
/* Makes the file with codes, limits, calendars, settings, the first admin (in mode test with every role,
 * in mode office clerk too); the admin is logged in then. A failure removes the file again. */
MUST_USE enum status office_found(struct office *office, const struct office_founding *founding,
                                  struct problem *problem);
/* store_begin_read and store_end_read, forgetting what was kept when another program changed the file. */
void office_begin_read(struct office *office);
void office_end_read(struct office *office);
/* The active codes of a list in their order, kept until office_forget; never NULL. */
const struct code_rows *office_codes(struct office *office, const char *list);
/* The label of a code; the code itself when the list does not have it. */
const char *office_code_label(struct office *office, const char *list, const char *code);
/* Forgets codes, limits and the calendar. */
void office_forget(struct office *office);
/* Loads the calendar from the database when it is not; never NULL after OK. */
MUST_USE enum status office_calendar(struct office *office, struct problem *problem);
/* Forgets it (after a calendar was loaded). */
void office_forget_calendar(struct office *office);
/* --now: only in a demo or test database; DENIED otherwise. */
MUST_USE enum status office_set_now(struct office *office, const char *text, struct problem *problem);
day_number office_today(const struct office *office);
/* The operating system's name of who runs the program; its number where it has none. Asked once, when it is
 * first needed. */
const char *office_os_account(struct office *office);
int64_t office_now(const struct office *office);

/* The setting's text or `fallback`; `out` gets at most `size` bytes. Returns out. */
const char *office_setting(struct office *office, const char *key, const char *fallback, char *out,
                           size_t size);
int office_setting_integer(struct office *office, const char *key, int fallback);

/* The light of a record read by store_read (or fields of a page with due_on paused_on open limit_rule). */
MUST_USE enum status office_light(struct office *office, const struct fields *record,
                                  struct light_state *out, struct problem *problem);
/* The limit rule in force on a day. */
MUST_USE enum status office_limit(struct office *office, const char *rule, day_number on,
                                  struct limit *out, struct problem *problem);

#endif

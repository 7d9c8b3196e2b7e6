/* The screens that need nothing but their .scr: list, form, record with its timeline, commands by the
 * flow table. Every other screen is built from these. */
#ifndef ZWGK_SCREENS_REGISTER_H
#define ZWGK_SCREENS_REGISTER_H

#include "screens/desk.h"

/* The list of a screen that has one, else the form for a new record. */
bool register_open(struct desk *desk, const struct scr *scr);
/* The list of a screen, asked as F8 would be with `typed` in one field. */
bool register_open_asked(struct desk *desk, const struct scr *scr, const char *field,
                         const char *typed);
const char *register_order_words(const char *order); /* 按期限，先到期在前 */

/* ---- register_form.c: what a form is for --------------------------------------------------------- */

/* A new record; values NULL: as the screen begins. A draft kept for the screen is taken up. */
bool register_open_new(struct desk *desk, const struct scr *scr, const struct fields *values);
/* The same over a list, which then stands on the new record. */
bool register_open_new_in(struct desk *desk, const struct scr *scr, struct view *list,
                          const struct fields *values);
/* The record's form. `list` (NULL allowed) is stepped by PgUp and PgDn. */
bool register_open_edit(struct desk *desk, const struct scr *scr, struct view *list, int64_t id);
/* The form of a command that wants more than one thing said: screens/KIND_COMMAND.scr. `list` (NULL allowed):
 * where the next record comes from when the screen brings it. */
bool register_open_command(struct desk *desk, const struct scr *command_screen, struct view *list,
                           const char *command, const int64_t *ids, size_t count);

/* What a command's form begins with beside the record's own. */
struct command_start {
    const struct fields *values; /* NULL: nothing */
    const char *focus;           /* NULL: the first field that must be filled and is not */
};
bool register_open_command_with(struct desk *desk, const struct scr *command_screen,
                                struct view *list, const char *command, const int64_t *ids,
                                size_t count, const struct command_start *start);

/* ---- record_view.c ------------------------------------------------------------------------------- */

/* The record with its timeline and the reason for its date. */
bool register_open_record(struct desk *desk, struct view *list, int64_t id);
bool register_open_versions(struct desk *desk, int64_t id);
/* The whole record, what is sealed of it merged in when the user may see it. */
MUST_USE enum status register_read(struct desk *desk, int64_t id, struct record *out,
                                   struct problem *problem);
/* The screen that shows records of this kind: the one with a list, else any. */
const struct scr *register_screen_of_kind(struct desk *desk, const char *kind);

/* ---- carry_out.c --------------------------------------------------------------------------------- */

/* Does a command of the flow table (or edit, view, versions) on records of one kind: opens its form, asks
 * for its one argument, or does it at once. True when it is done already. */
bool register_carry_out(struct desk *desk, struct view *list, const char *command,
                        const int64_t *ids, size_t count);
/* True when the command can be offered for the record now: reading always, else as the flow table says. */
bool register_allows(struct desk *desk, int64_t id, const char *command);
/* Tells that a new record was saved, and when it is due. */
void register_tell_saved(struct desk *desk, int64_t id, bool has_commands);
/* Runs it with what was said; tells the result. `vers` as flow_do. */
bool register_do(struct desk *desk, const char *command, const int64_t *ids, size_t count,
                 const int64_t *vers, const struct fields *arguments, struct problems *problems);
/* carry_made.c: opens what the command made of the record. */
void register_open_made(struct desk *desk, const char *kind, const char *command, int64_t id);
/* The versions that the list (NULL allowed) shows of records, else those that are stored now; the caller frees. NULL: no
 * memory. */
int64_t *register_versions(struct desk *desk, const struct view *list, const int64_t *ids, size_t count);

#endif

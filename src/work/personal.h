/* Personal data inside the office: what of a record is masked for whom. One rule for lists, search, pages, exports and
 * paper:
 *   everywhere    numbers of identity and bank cards
 *   lists, search, files    mobiles, the field for how to reach somebody, and the names of who reported, asked or gave an
 *                 opinion, too; but for the screen's list for calling people back (36 回访), whose business they are
 *   a page        these only for whoever neither has it in hand nor entered it nor is of its unit: a clerk who has fifty
 *                 people to phone reads their numbers as ever
 *   forms         nothing: they show what is worked on. Opening one that shows what the page would mask is a reveal.
 * Left as they are: numbers the office gave or was given for a matter (编号, 外部编号, 文号), the telephones of offices, and
 * on pages and in files what is made to be public, which is judged as it stands and masked by its own rule
 * (mask_personal). A reveal shows a record whole and is a row of the audit; so does an export (record_export). */
#ifndef ZWGK_WORK_PERSONAL_H
#define ZWGK_WORK_PERSONAL_H

#include "base/buffer.h"
#include "work/office.h"

enum { PERSONAL_SHOWN_MS = 30 * 1000 };

/* ---- lists and search ---------------------------------------------------------------------------------- */

/* A cell; `view`: of the list on the screen, "" elsewhere. */
void personal_append_cell(struct buffer *out, const char *view, const char *kind, const char *column,
                          const char *text);
/* The same where `place` of the text is to be found again: it becomes its place in `out`, or that of what is masked there,
 * and `masked` the length of that, else 0. */
void personal_append_found(struct buffer *out, const char *kind, const char *column, const char *text,
                           size_t *place, size_t *masked);
/* Whether records of the kind tell of people by name and telephone. */
bool personal_kind_has_people(const char *kind);

/* ---- one record ---------------------------------------------------------------------------------------- */

/* What is hidden of it. Start with {0}. */
struct personal {
    bool is_public;      /* nothing: made to be published */
    bool hides_people;   /* their names and how to reach them */
    bool has_phones;     /* mobiles are left */
    bool is_json;        /* set by the caller: bare numbers are values and no text */
    bool is_any;         /* something was masked */
    struct buffer names; /* of people, who stand in its texts too; a line each */
    struct fields reach; /* the same for how to reach them: as it stands, and masked */
    struct fields own;   /* its own numbers */
};
enum personal_where { PERSONAL_PAGE, PERSONAL_FILE };

/* Finds what is to be hidden of the record from the user there, and masks it in its fields. */
void personal_hide(struct office *office, enum personal_where where, struct record *record, struct personal *out);
/* Earlier versions of it may have other names and telephones. */
void personal_learn_versions(struct office *office, const struct versions *versions, struct personal *hidden);
/* Appends a text made of the record, masked. */
void personal_append(struct personal *hidden, const char *text, struct buffer *out);
void personal_release(struct personal *hidden);

/* ---- reveals ------------------------------------------------------------------------------------------- */

/* Clerks, reviewers and the supervisor; else DENIED. */
MUST_USE enum status personal_may_reveal(const struct office *office, struct problem *problem);
/* Audits that the record is shown whole. DENIED as above; NOT_FOUND for what the user may not see. What can't be audited
 * is not shown. */
MUST_USE enum status personal_reveal(struct office *office, int64_t id, struct problem *problem);
/* A form shows these fields of the record (`record` with all that it has): audited when the page would mask some of them. */
MUST_USE enum status personal_reveal_in_form(struct office *office, const struct record *record,
                                             const struct fields *shown, bool *is_revealed,
                                             struct problem *problem);

#endif

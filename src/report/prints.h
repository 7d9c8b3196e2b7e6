/* What can be printed: one table for the command line and the screens. A report draws on a paper (paper.h)
 * and decides nothing; sealed records stand on none of them but 一件一页, for whoever is charged with them. */
#ifndef ZWGK_REPORT_PRINTS_H
#define ZWGK_REPORT_PRINTS_H

#include "form/scr.h"
#include "report/paper.h"

struct print_request {
    const int64_t *ids; /* records that are named */
    size_t id_count;
    int64_t unit, box;   /* 0: not given */
    day_number from, to; /* DATE_NONE: not given */
    struct buffer *remarks; /* gets what to look at before it is given out, in a sentence; NULL: not wanted */
};

/* What a report can be asked for by; PRINT_OF_ALL: by nothing, too. */
enum { PRINT_BY_NUMBERS = 1, PRINT_BY_UNIT = 2, PRINT_BY_PERIOD = 4, PRINT_OF_ALL = 8, PRINT_BY_YEAR = 16 /* the one `from` lies in */, PRINT_BY_BOX = 32 };

struct print_form {
    const char *name;  /* "feedback-column" */
    const char *title; /* N_() 反馈专栏 */
    const char *kind;  /* of the records named; "": any */
    unsigned by;       /* any of the above */
    int cols;          /* of the paper */
    /* Why a record of the kind can't stand on it, NULL when it can. */
    const char *(*refusal)(const struct record *record);
    enum status (*draw)(struct office *office, const struct scr_source *files,
                        const struct print_request *request, struct paper *paper,
                        struct problem *problem);
};
extern const struct print_form print_forms[]; /* ends with name NULL */

const struct print_form *prints_find(const char *name); /* NULL when there is none */
/* True when the record can stand on it. */
bool prints_fits(const struct print_form *form, const struct record *record);
/* Appends the pages, and writes nothing down: see office_log_print. */
MUST_USE enum status prints_append(struct office *office, const struct scr_source *files,
                                   const struct print_form *form,
                                   const struct print_request *request, struct buffer *out,
                                   struct problem *problem);
/* They were given out: what a form leaves behind, which is the anchor of 当日审计单. */
MUST_USE enum status prints_given_out(struct office *office, const struct print_form *form,
                                      const char *pages, struct problem *problem);
/* "assign-slip FK2026-00001 FK2026-00002", for the audit and as the beginning of a file's name. */
void prints_append_what(struct office *office, const struct print_form *form,
                        const struct print_request *request, struct buffer *out);
/* The month so far: what a period is when none is given. */
void prints_usual_period(const struct office *office, day_number *from, day_number *to);

/* ---- for the forms themselves -------------------------------------------------------------------- */

/* The record as the user sees it, when it is of the form's kind and can stand on it. */
MUST_USE enum status prints_read(struct office *office, const struct print_form *form, int64_t id,
                                 struct record *out, struct problem *problem);
/* A pair with a code's label, a referenced record's title. */
void prints_put_code(struct office *office, struct paper *paper, const char *label,
                     const char *list, const char *code);
void prints_put_title(struct office *office, struct paper *paper, const char *label,
                      const char *id);
/* Number, kind, source, day, due date, unit, person, title and text of a feedback, numbers that name a person masked. */
void prints_put_feedback(struct office *office, struct paper *paper, const struct record *record);
const char *prints_refuse_sealed(const struct record *record);

enum status feedback_column_draw(struct office *office, const struct scr_source *files,
                                 const struct print_request *request, struct paper *paper,
                                 struct problem *problem);
const char *feedback_column_refusal(const struct record *record);
enum status opening_sheet_draw(struct office *office, const struct scr_source *files,
                               const struct print_request *request, struct paper *paper,
                               struct problem *problem);
enum status assign_slip_draw(struct office *office, const struct scr_source *files,
                             const struct print_request *request, struct paper *paper,
                             struct problem *problem);
const char *assign_slip_refusal(const struct record *record);
enum status supervision_slip_draw(struct office *office, const struct scr_source *files,
                                  const struct print_request *request, struct paper *paper,
                                  struct problem *problem);
const char *supervision_slip_refusal(const struct record *record);
enum status approval_slip_draw(struct office *office, const struct scr_source *files,
                               const struct print_request *request, struct paper *paper,
                               struct problem *problem);
const char *approval_slip_refusal(const struct record *record);
enum status disclosure_slip_draw(struct office *office, const struct scr_source *files,
                                 const struct print_request *request, struct paper *paper,
                                 struct problem *problem);
const char *disclosure_slip_refusal(const struct record *record);
enum status urge_notice_draw(struct office *office, const struct scr_source *files,
                             const struct print_request *request, struct paper *paper,
                             struct problem *problem);
enum status overdue_list_draw(struct office *office, const struct scr_source *files,
                              const struct print_request *request, struct paper *paper,
                              struct problem *problem);
enum status gaps_list_draw(struct office *office, const struct scr_source *files,
                           const struct print_request *request, struct paper *paper,
                           struct problem *problem);
enum status record_sheet_draw(struct office *office, const struct scr_source *files,
                              const struct print_request *request, struct paper *paper,
                              struct problem *problem);

/* card_sheet.c, card_labels.c */
enum status card_sheet_draw(struct office *office, const struct scr_source *files,
                            const struct print_request *request, struct paper *paper,
                            struct problem *problem);
const char *card_filed_refusal(const struct record *record);
enum status file_list_draw(struct office *office, const struct scr_source *files,
                           const struct print_request *request, struct paper *paper,
                           struct problem *problem);
enum status file_stamp_draw(struct office *office, const struct scr_source *files,
                            const struct print_request *request, struct paper *paper,
                            struct problem *problem);
enum status box_label_draw(struct office *office, const struct scr_source *files,
                           const struct print_request *request, struct paper *paper,
                           struct problem *problem);
enum status file_note_draw(struct office *office, const struct scr_source *files,
                           const struct print_request *request, struct paper *paper,
                           struct problem *problem);

#endif

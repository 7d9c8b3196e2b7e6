/* The rules of a draft asked for its form, before anything is saved. Writes nothing. */
#include "work/disclosure_form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "work/disclosure_draft.h"
#include "work/disclosure_notice.h"
#include "work/visible.h"

static struct act act_of(struct office *office, const struct fields *arguments,
                         struct fields *changes, struct problems *problems) {
    struct act act = {.office = office,
                      .kind = "disclosure",
                      .command = "submit",
                      .arguments = arguments,
                      .changes = changes,
                      .problems = problems};
    return act;
}

enum status disclosure_form_defaults(struct office *office, const struct fields *typed,
                                     struct fields *out, struct problem *problem) {
    const struct fields none = FIELDS_INIT;
    struct problems *problems = calloc(1, sizeof *problems);
    struct disclosure_source source = {0};
    if (problems == NULL) {
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    fields_merge(out, typed);
    struct act act = act_of(office, &none, out, problems);
    enum status status = disclosure_source_load(&act, &source);
    if (status == STATUS_OK) {
        disclosure_defaults(&source, office, out);
    } else if (problem != NULL && problems->count > 0) {
        *problem = problems->items[0];
    }
    disclosure_source_release(&source);
    free(problems);
    return status;
}

static void find_due(struct act *act, struct disclosure_outlook *out) {
    struct limit limit;
    day_number formed = date_from_iso(act_text(act, "received_on"));
    if (act_integer(act, "catalogue") == 0 || formed == DATE_NONE ||
        disclosure_set_due(act) != STATUS_OK) {
        return;
    }
    snprintf(out->due_on, sizeof out->due_on, "%s", act_text(act, "due_on"));
    out->is_before_effect =
        disclosure_day_before(act_text(act, "timepoint"), act_text(act, "effective_on")) ==
        date_from_iso(out->due_on);
    if (office_limit(act->office, act_text(act, "limit_rule"), formed, &limit, NULL) == STATUS_OK) {
        snprintf(out->article, sizeof out->article, "%s", limit.article);
    }
}

static void find_notice(struct act *act, struct disclosure_outlook *out) {
    if (act_integer(act, "notice_amount") > 0 && act_text(act, "notice_unit")[0] != '\0' &&
        disclosure_begin_notice(act, office_today(act->office)) == STATUS_OK) {
        snprintf(out->notice_to, sizeof out->notice_to, "%s", act_text(act, "notice_to"));
    }
}

/* What is worth telling and stops nothing. */
static void find_remarks(struct act *act, struct disclosure_outlook *out) {
    struct disclosure_source source = {0};
    struct lines lines = {0};
    char captions[LINES_COLUMNS][SUBJECT_CAPTION_BYTES];
    if (act_integer(act, "catalogue") != 0 && disclosure_source_load(act, &source) == STATUS_OK) {
        out->lacks_notice = source.needs_notice && act_integer(act, "notice_amount") == 0;
        subject_captions(source.subject.code != NULL ? source.subject.code : "", captions);
        bool is_read = lines_read(&lines, act_text(act, "lines"));
        for (size_t row = 0; is_read && row < lines.count; row++) {
            for (enum lines_column i = 0; i < LINES_COLUMNS; i++) {
                out->has_column[i] = out->has_column[i] || (captions[i][0] == '\0' &&
                                                            lines_cell(&lines, row, i)[0] != '\0');
            }
        }
    }
    lines_release(&lines);
    disclosure_source_release(&source);
}

/* Which one it is, where it is stored already: a notice is told from what was asked about. */
static void find_stored(struct act *act) {
    struct visible all = visible_to_rules();
    const char *number = act_text(act, "number");
    if (number[0] != '\0' &&
        store_find_number(act->office->store, &all, number, &act->id, NULL) != STATUS_OK) {
        act->id = 0;
    }
}

void disclosure_form_outlook(struct office *office, const struct fields *values,
                             struct disclosure_outlook *out) {
    const struct fields none = FIELDS_INIT;
    struct fields changes = FIELDS_INIT;
    *out = (struct disclosure_outlook){.due_on = ""};
    fields_merge(&changes, values);
    struct act act = act_of(office, &none, &changes, &out->lacks);
    find_stored(&act);
    if (act_integer(&act, "catalogue") != 0 && disclosure_check_complete(&act) != STATUS_OK &&
        out->lacks.count == 0) {
        out->lacks.count = 1;
    }
    size_t lacking = out->lacks.count;
    find_due(&act, out);
    find_notice(&act, out);
    find_remarks(&act, out);
    out->lacks.count = lacking;
    fields_release(&changes);
}

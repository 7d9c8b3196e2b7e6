/* From what a detector saw to a finding in the ledger, once for each rule, record and piece of evidence. Findings are
 * opened in the name of whoever is at work then; they cannot be deleted. */
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "work/detector.h"
#include "work/disclosure.h"
#include "work/kinds.h"
#include "work/supervision.h"
#include "work/visible.h"

enum { NAME_BYTES = 161 };
#define RECTIFY_RULE "finding.rectify"

struct opening {
    struct office *office;
    struct save *save; /* NULL: only counted */
    const struct record *record;
    int *opened;
    const struct detector_listener *listener; /* NULL: nobody is told */
};

/* 公开晚了：三季度村级财务收支, as much of it as a title takes. */
static void set_title(const struct opening *opening, const struct detected *found,
                      struct fields *out) {
    struct buffer title = BUFFER_INIT;
    buffer_append_format(&title, "%s：%s", found->label,
                         fields_text(&opening->record->fields, "title"));
    size_t length = 0, end = title.length;
    const char *text = buffer_text(&title);
    char32_t character;
    for (int i = 0; i < 100 && length < end; i++) {
        length += text_decode(text + length, end - length, &character);
    }
    fields_set_bytes(out, "title", text, length);
    out->failed = out->failed || title.failed;
    buffer_release(&title);
}

static enum status set_due(struct office *office, struct fields *out, struct problem *problem) {
    struct limit limit;
    char iso[DATE_BYTES];
    enum status status = office_limit(office, RECTIFY_RULE, office_today(office), &limit, problem);
    if (status == STATUS_OK) {
        struct deadline deadline = {.received = office_today(office), .limit = &limit};
        fields_set(out, "due_on", date_to_iso(deadline_due(office->calendar, &deadline).day, iso));
        fields_set(out, "limit_rule", RECTIFY_RULE);
    }
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static enum status enter(const struct opening *opening, const struct detected *found,
                         const char *name, struct problem *problem) {
    struct record finding = {0};
    struct fields *fields = &finding.fields;
    struct office *office = opening->office;
    const struct fields *record = &opening->record->fields;
    char today[DATE_BYTES];
    fields_set(fields, "record_kind", "finding");
    fields_set(fields, "state", "open");
    set_title(opening, found, fields);
    fields_set(fields, "kind", found->kind);
    fields_set(fields, "rule", found->rule);
    fields_set(fields, "name", name);
    fields_set(fields, "evidence", found->evidence);
    fields_set_integer(fields, "about", opening->record->id);
    fields_set_integer(fields, "internal", 1);
    fields_set(fields, "unit", fields_get(record, "unit"));
    fields_set(fields, "person", fields_get(record, "person"));
    fields_set(fields, "received_on", date_to_iso(office_today(office), today));
    enum status status = set_due(office, fields, problem);
    if (status == STATUS_OK && fields->failed) {
        status = problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    if (status == STATUS_OK) {
        status = save_new(opening->save, &finding, "detect", found->evidence, problem);
    }
    if (status == STATUS_OK && opening->listener != NULL) {
        opening->listener->opened(opening->listener->context, fields);
    }
    *opening->opened += status == STATUS_OK;
    record_release(&finding);
    return status;
}

static enum status is_known(const struct opening *opening, const char *rule, const char *key,
                            char name[NAME_BYTES], bool *is, struct problem *problem) {
    int64_t known = 0;
    snprintf(name, NAME_BYTES, "%s/%s/%s", fields_text(&opening->record->fields, "number"), rule,
             key);
    enum status status = store_finding_named(opening->office->store, name, &known, problem);
    *is = known != 0;
    return status;
}

static enum status take(void *context, const struct detected *found, struct problem *problem) {
    const struct opening *opening = context;
    char name[NAME_BYTES], other[NAME_BYTES];
    bool is = false;
    enum status status = is_known(opening, found->rule, found->key, name, &is, problem);
    /* What was late before it was public is not late once more. */
    if (status == STATUS_OK && !is && strcmp(found->rule, "late.published") == 0) {
        status =
            is_known(opening, "late.unpublished",
                     fields_text(&opening->record->fields, "publish_due_on"), other, &is, problem);
    }
    if (status != STATUS_OK || is) {
        return status;
    }
    if (opening->save == NULL) {
        ++*opening->opened;
        return STATUS_OK;
    }
    return enter(opening, found, name, problem);
}

static enum status examine(struct opening *opening, int64_t id, struct problem *problem) {
    struct visible all = visible_to_rules();
    struct record record = {0};
    enum status status = store_read(opening->office->store, &all, id, &record, problem);
    opening->record = &record; /* cppcheck-suppress autoVariables */
    if (status == STATUS_OK) {
        status = detector_examine(opening->office, &record, take, opening, problem);
    }
    opening->record = NULL;
    record_release(&record);
    return status;
}

enum status detector_open(struct save *save, int64_t id, const struct detector_listener *listener,
                          int *opened, struct problem *problem) {
    struct opening opening = {
        .office = save->office, .save = save, .opened = opened, .listener = listener};
    return examine(&opening, id, problem);
}

enum status detector_count_new(struct office *office, int64_t id, int *count,
                               struct problem *problem) {
    struct opening opening = {.office = office, .opened = count};
    return examine(&opening, id, problem);
}

enum status detector_run(struct act *act, int64_t disclosure) {
    struct problem problem = {0};
    int opened = 0;
    return detector_open(act->save, disclosure, NULL, &opened, &problem) == STATUS_OK
               ? STATUS_OK
               : act_refuse_with(act, &problem);
}

/* ---- after a change ------------------------------------------------------------------------------ */

enum status detector_after_posting(struct act *act) {
    return detector_run(act, act_integer(act, "disclosure"));
}

enum status detector_after_posting_counts(struct act *act) {
    enum status status = card_follow_posting(act);
    return status == STATUS_OK ? detector_after_posting(act) : status;
}

enum status detector_after_feedback(struct act *act) {
    int64_t about = act_integer(act, "about");
    return about != 0 ? detector_run(act, about) : STATUS_OK;
}

enum status detector_after_feedback_edit(struct act *act) {
    enum status status = feedback_refresh_opening(act);
    return status == STATUS_OK ? detector_after_feedback(act) : status;
}

enum status detector_after_withdrawal(struct act *act) {
    enum status status = card_withdrawn(act);
    return status == STATUS_OK ? detector_run(act, act->id) : status;
}

enum status detector_after_disclosure(struct act *act) {
    return detector_run(act, act->id);
}

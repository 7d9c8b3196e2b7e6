/* What each detector looks at. Reads the record and what refers to it; opens nothing (detector_open.c), and
 * decides nothing about what happens then. */
#include "work/detector.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/codes.h"
#include "base/lines.h"
#include "work/disclosure.h"
#include "work/subject.h"
#include "work/visible.h"

enum { GRACE_DAYS = 3, KEY_BYTES = 48 };

/* One disclosure and what is read of it once. */
struct examining {
    struct office *office;
    const struct record *record;
    detector_found *found;
    void *context;
    struct problem *problem;
    struct record entry;     /* of the catalogue */
    struct record *postings; /* newest first */
    size_t posting_count;
    bool is_settled; /* past the days in which proof and further channels may follow */
};

static const char *text_of(const struct examining *examining, const char *column) {
    return fields_text(&examining->record->fields, column);
}

static enum status tell(struct examining *examining, const char *kind, const char *rule,
                        const char *label, const char *key, struct buffer *evidence) {
    enum status status = STATUS_NO_MEMORY;
    struct detected detected = {kind, rule, label, key, buffer_text(evidence)};
    if (evidence->failed) {
        problem_set(examining->problem, status, "", N_("内存不足"));
    } else {
        status = examining->found(examining->context, &detected, examining->problem);
    }
    buffer_release(evidence);
    return status;
}

/* ---- 滞后: later than its limit ------------------------------------------------------------------- */

static int workdays_late(const struct examining *examining, const char *due, const char *day) {
    return workday_between(examining->office->calendar, date_from_iso(due), date_from_iso(day));
}

static enum status late(struct examining *examining) {
    struct buffer evidence = BUFFER_INIT;
    const char *due = text_of(examining, "publish_due_on");
    const char *published = text_of(examining, "published_on");
    if (due[0] == '\0' || strcmp(published, due) <= 0) {
        return STATUS_OK;
    }
    buffer_append_format(&evidence, "应在 %s 前公开，%s 才公开，迟 %d 个工作日。", due, published,
                         workdays_late(examining, due, published));
    return tell(examining, "late", "late.published", N_("公开晚了"), "", &evidence);
}

static enum status late_still(struct examining *examining) {
    struct buffer evidence = BUFFER_INIT;
    char today[DATE_BYTES];
    const char *due = text_of(examining, "due_on");
    date_to_iso(office_today(examining->office), today);
    if (due[0] == '\0' || text_of(examining, "paused_on")[0] != '\0' || strcmp(today, due) <= 0) {
        return STATUS_OK;
    }
    buffer_append_format(&evidence, "应在 %s 前公开，到 %s 还没有公开。", due, today);
    return tell(examining, "late", "late.unpublished", N_("到期没有公开"), due, &evidence);
}

static enum status not_published(struct examining *examining) {
    struct buffer evidence = BUFFER_INIT;
    char today[DATE_BYTES];
    const char *due = text_of(examining, "due_on");
    date_to_iso(office_today(examining->office), today);
    if (due[0] == '\0' || strcmp(today, due) <= 0) {
        return STATUS_OK;
    }
    buffer_append_format(&evidence, "目录要求 %s 前公开，到 %s 还没有拟稿。", due, today);
    return tell(examining, "not_published", "duty.overdue", N_("应公开未公开"), "", &evidence);
}

/* ---- 片面: an element, the lines, a channel or the scope is missing ------------------------------- */

static enum status partial_elements(struct examining *examining) {
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < DISCLOSURE_ELEMENTS; i++) {
        const struct disclosure_element *element = &disclosure_elements[i];
        if (text_of(examining, element->column)[0] == '\0' &&
            !codes_has(text_of(examining, "not_applicable"), element->code)) {
            struct buffer evidence = BUFFER_INIT;
            buffer_append_format(&evidence, "已公开的内容没有“%s”。",
                                 office_code_label(examining->office, "element", element->code));
            status = tell(examining, "partial", "partial.element", N_("要素不全"), element->code,
                          &evidence);
        }
    }
    return status;
}

static enum status partial_lines(struct examining *examining) {
    struct subject subject = {0};
    struct buffer evidence = BUFFER_INIT;
    enum status status = STATUS_OK;
    if (text_of(examining, "lines")[0] == '\0' &&
        subject_find(text_of(examining, "subject"), &subject, NULL) == STATUS_OK &&
        subject.is_detail_required) {
        buffer_append_format(&evidence, "“%s”要公开到明细，只有合计或没有明细。", subject.label);
        status = tell(examining, "partial", "partial.lines", N_("没有明细"), "", &evidence);
    }
    subject_release(&subject);
    return status;
}

static bool has_hung_on(const struct examining *examining, const char *channel, size_t length) {
    struct visible all = visible_to_rules();
    bool has = false;
    for (size_t i = 0; i < examining->posting_count && !has; i++) {
        struct record board = {0};
        int64_t id = fields_integer(&examining->postings[i].fields, "board", 0);
        if (strcmp(fields_text(&examining->postings[i].fields, "state"), "void") != 0 &&
            store_read(examining->office->store, &all, id, &board, NULL) == STATUS_OK) {
            const char *kind = fields_text(&board.fields, "kind");
            has = strlen(kind) == length && strncmp(kind, channel, length) == 0;
        }
        record_release(&board);
    }
    return has;
}

/* The channels that the catalogue marks ■, once they have had their days. */
static enum status partial_channels(struct examining *examining) {
    const char *at = fields_text(&examining->entry.fields, "channels");
    bool is_public = strcmp(text_of(examining, "scope"), "public") == 0;
    enum status status = STATUS_OK;
    size_t length = 0;
    for (; is_public && status == STATUS_OK && codes_next(&at, &length); at += length) {
        char channel[KEY_BYTES];
        snprintf(channel, sizeof channel, "%.*s", (int)length, at);
        if (!has_hung_on(examining, at, length)) {
            struct buffer evidence = BUFFER_INIT;
            buffer_append_format(&evidence, "目录要求的渠道“%s”没有公开过。",
                                 office_code_label(examining->office, "publish_channel", channel));
            status =
                tell(examining, "partial", "partial.channel", N_("渠道不全"), channel, &evidence);
        }
    }
    return status;
}

/* The catalogue says 社会; neither a reason nor a review narrowed it. */
static enum status partial_scope(struct examining *examining) {
    struct buffer evidence = BUFFER_INIT;
    const char *scope = text_of(examining, "scope");
    const char *outcome = text_of(examining, "review_outcome");
    if (strcmp(fields_text(&examining->entry.fields, "scope"), "public") != 0 ||
        strcmp(scope, "public") == 0 || text_of(examining, "scope_reason")[0] != '\0' ||
        strcmp(outcome, "internal") == 0) {
        return STATUS_OK;
    }
    buffer_append_format(&evidence, "目录要求向社会公开，实际只在“%s”公开，没有理由和审查结论。",
                         office_code_label(examining->office, "disclosure_scope", scope));
    return tell(examining, "partial", "partial.scope", N_("范围不足"), "", &evidence);
}

/* ---- 假: no proof, another text, or the public was right ----------------------------------------- */

static enum status untrue_posting(struct examining *examining) {
    enum status status = STATUS_OK;
    size_t count = 0;
    for (size_t i = 0; status == STATUS_OK && i < examining->posting_count; i++) {
        const struct fields *posting = &examining->postings[i].fields;
        struct buffer evidence = BUFFER_INIT;
        if (strcmp(fields_text(posting, "state"), "void") == 0) {
            continue;
        }
        count++;
        if (strcmp(fields_text(posting, "published_hash"), text_of(examining, "published_hash")) !=
            0) {
            buffer_append_format(&evidence, "张贴 %s 的指纹与公开的文本不同。",
                                 fields_text(posting, "number"));
            status = tell(examining, "untrue", "untrue.posting", N_("张贴的不是公开的文本"),
                          fields_text(posting, "number"), &evidence);
        } else if (examining->is_settled && fields_text(posting, "proof_no")[0] == '\0' &&
                   fields_text(posting, "address")[0] == '\0') {
            buffer_append_format(&evidence, "张贴 %s（%s）没有留证编号。",
                                 fields_text(posting, "number"),
                                 fields_text(posting, "received_on"));
            status = tell(examining, "untrue", "untrue.proof", N_("没有张贴留证"),
                          fields_text(posting, "number"), &evidence);
        }
    }
    if (status == STATUS_OK && count == 0 && examining->is_settled) {
        struct buffer evidence = BUFFER_INIT;
        buffer_append(&evidence, "记为已公开，但没有一处张贴。");
        status = tell(examining, "untrue", "untrue.nowhere", N_("没有张贴过"), "", &evidence);
    }
    return status;
}

static enum status untrue_text(struct examining *examining) {
    struct buffer evidence = BUFFER_INIT;
    char hash[DISCLOSURE_HASH_BYTES], key[KEY_BYTES];
    const char *published = text_of(examining, "published_hash");
    disclosure_hash(&examining->record->fields, hash);
    if (strcmp(hash, published) == 0 &&
        strcmp(published, text_of(examining, "approved_hash")) == 0) {
        return STATUS_OK;
    }
    buffer_append_format(&evidence, "现在的文本 %.12s，公开的 %.12s，签发的 %.12s，不一致。", hash,
                         published, text_of(examining, "approved_hash"));
    snprintf(key, sizeof key, "%.12s", hash);
    return tell(examining, "untrue", "untrue.text", N_("公开的与签发的不一致"), key, &evidence);
}

/* Once the reply that says so counts: where it is checked first, when it has passed. */
static enum status untrue_feedback(struct examining *examining) {
    struct visible all = visible_to_rules();
    struct about_ids ids = {.count = 0};
    enum status status = store_about(examining->office->store, "feedback", examining->record->id,
                                     &ids, examining->problem);
    for (size_t i = 0; status == STATUS_OK && i < ids.count; i++) {
        struct record feedback = {0};
        struct buffer evidence = BUFFER_INIT;
        status =
            store_read(examining->office->store, &all, ids.items[i], &feedback, examining->problem);
        bool is_upheld = status == STATUS_OK &&
                         strcmp(fields_text(&feedback.fields, "verdict"), "untrue") == 0 &&
                         fields_has(&feedback.fields, "replied_on") &&
                         strcmp(fields_text(&feedback.fields, "state"), "void") != 0 &&
                         fields_integer(&feedback.fields, "sealed", 0) == 0;
        if (is_upheld) {
            const char *number = fields_text(&feedback.fields, "number");
            buffer_append_format(&evidence, "反馈件 %s 反映与事实不符，经核实属实。", number);
            status =
                tell(examining, "untrue", "untrue.feedback", N_("与事实不符"), number, &evidence);
        }
        record_release(&feedback);
    }
    return status;
}

/* ---- one record ---------------------------------------------------------------------------------- */

static enum status read_postings(struct examining *examining, struct about_ids *ids) {
    struct visible all = visible_to_rules();
    enum status status = store_about(examining->office->store, "posting", examining->record->id,
                                     ids, examining->problem);
    for (size_t i = 0; status == STATUS_OK && i < ids->count; i++) {
        status = store_read(examining->office->store, &all, ids->items[i], &examining->postings[i],
                            examining->problem);
        examining->posting_count += status == STATUS_OK;
    }
    return status;
}

static enum status examine_published(struct examining *examining) {
    static enum status (*const detectors[])(struct examining *) = {
        late,           partial_elements, partial_lines,   partial_scope,
        untrue_posting, untrue_text,      untrue_feedback,
    };
    struct visible all = visible_to_rules();
    struct record postings[ABOUT_MOST] = {{0}};
    struct about_ids ids = {.count = 0};
    day_number published = date_from_iso(text_of(examining, "published_on"));
    int grace = office_setting_integer(examining->office, "detector_grace_days", GRACE_DAYS);
    examining->postings = postings;
    examining->is_settled = workday_between(examining->office->calendar, published,
                                            office_today(examining->office)) > grace;
    enum status status = read_postings(examining, &ids);
    if (status == STATUS_OK) {
        status = store_read(examining->office->store, &all,
                            fields_integer(&examining->record->fields, "catalogue", 0),
                            &examining->entry, examining->problem);
    }
    for (size_t i = 0; status == STATUS_OK && i < sizeof detectors / sizeof detectors[0]; i++) {
        status = detectors[i](examining);
    }
    bool still_counts = !codes_has("withdrawn corrected", text_of(examining, "state"));
    if (status == STATUS_OK && examining->is_settled && still_counts) {
        status = partial_channels(examining);
    }
    for (size_t i = 0; i < ids.count; i++) {
        record_release(&postings[i]);
    }
    record_release(&examining->entry);
    return status;
}

enum status detector_examine(struct office *office, const struct record *record,
                             detector_found *found, void *context, struct problem *problem) {
    struct examining examining = {
        .office = office, .record = record, .found = found, .context = context, .problem = problem};
    const char *state = fields_text(&record->fields, "state");
    enum status status = office_calendar(office, problem);
    if (status != STATUS_OK) {
        return status;
    }
    if (strcmp(fields_text(&record->fields, "record_kind"), "duty") == 0) {
        return strcmp(state, "open") == 0 ? not_published(&examining) : STATUS_OK;
    }
    if (text_of(&examining, "published_on")[0] != '\0') {
        return examine_published(&examining);
    }
    return codes_has("draft returned in_review in_approval to_publish", state)
               ? late_still(&examining)
               : STATUS_OK;
}

/* What a draft begins with: taken from its catalogue entry, the entry's subject and the unit that answers, where
 * nobody wrote anything else. Checks nothing. Mission R5, F2, F3, D2. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/codes.h"
#include "base/text.h"
#include "work/disclosure_draft.h"
#include "work/visible.h"

enum { TITLE_CHARACTERS = 100 };

void disclosure_source_release(struct disclosure_source *source) {
    record_release(&source->entry);
    subject_release(&source->subject);
}

enum status disclosure_source_load(struct act *act, struct disclosure_source *out) {
    struct problem problem = {0};
    enum status status = act_read(act, act_integer(act, "catalogue"), &out->entry);
    const char *own = act_text(act, "subject");
    const char *code = own[0] != '\0' ? own : fields_text(&out->entry.fields, "subject");
    if (status == STATUS_OK && code[0] != '\0') {
        status = subject_find(code, &out->subject, &problem);
        if (status != STATUS_OK && status != STATUS_NOT_FOUND) {
            return act_refuse_with(act, &problem);
        }
    }
    if (out->subject.code != NULL) {
        out->is_detail_required = out->subject.is_detail_required;
        out->needs_expiry = check_has_word(out->subject.rule, "expires");
        out->is_statistics = check_has_word(out->subject.rule, "statistics");
        out->needs_notice = check_has_word(out->subject.rule, "notice");
    }
    return status == STATUS_NOT_FOUND && out->entry.id != 0 ? STATUS_OK : status;
}

static void set_default(struct fields *values, const char *column, const char *text) {
    if (!fields_has(values, column) && text != NULL && text[0] != '\0') {
        fields_set(values, column, text);
    }
}

static void set_default_buffer(struct fields *values, const char *column,
                               const struct buffer *text) {
    values->failed = values->failed || text->failed;
    set_default(values, column, buffer_text(text));
}

/* ---- scope and its two questions ---------------------------------------------------------------- */

static void set_scope(const struct fields *entry, struct fields *values) {
    const char *scope = fields_text(entry, "scope");
    bool is_for_all = strcmp(scope, "public") == 0;
    bool has_first = fields_has(values, "public_interest");
    bool has_second = fields_has(values, "internal_matter");
    if (!has_first && !has_second) {
        fields_set(values, "public_interest", is_for_all ? "1" : "0");
    } else if (!has_first) {
        bool is_internal = fields_integer(values, "internal_matter", 0) == 1;
        fields_set(values, "public_interest", is_internal ? "0" : "1");
    }
    if (!has_second) {
        bool is_public = fields_integer(values, "public_interest", 0) == 1;
        fields_set(values, "internal_matter", is_public ? "0" : "1");
    }
    set_default(values, "scope",
                fields_integer(values, "public_interest", 0) == 1 ? "public" : scope);
    if (strcmp(fields_text(values, "scope"), "limited") == 0) {
        set_default(values, "audience_text", fields_text(entry, "audience_text"));
    }
}

/* ---- where to read it, where to complain (F3) --------------------------------------------------- */

static void set_access_note(const struct fields *entry, struct office *office,
                            struct fields *values) {
    struct buffer note = BUFFER_INIT;
    struct buffer code = BUFFER_INIT;
    size_t length = 0;
    for (const char *at = fields_text(entry, "channels"); codes_next(&at, &length); at += length) {
        buffer_clear(&code);
        buffer_append_bytes(&code, at, length);
        buffer_append(&note, note.length > 0 ? "、" : "");
        buffer_append(&note, office_code_label(office, "publish_channel", buffer_text(&code)));
    }
    note.failed = note.failed || code.failed;
    set_default_buffer(values, "access_note", &note);
    buffer_release(&code);
    buffer_release(&note);
}

static void set_unit_texts(struct office *office, struct fields *values) {
    struct visible all = visible_to_rules();
    struct record unit = {0};
    struct buffer path = BUFFER_INIT;
    struct buffer note = BUFFER_INIT;
    char name[100];
    int64_t id = fields_integer(values, "unit", 0);
    if (id != 0 && store_read(office->store, &all, id, &unit, NULL) == STATUS_OK) {
        const char *phone = fields_text(&unit.fields, "phone");
        set_default(values, "element_subject", fields_text(&unit.fields, "title"));
        if (!fields_has(values, "access_note")) {
            buffer_append_format(&note, "可到%s查阅", fields_text(&unit.fields, "title"));
            set_default_buffer(values, "access_note", &note);
        }
        buffer_append_format(&path, "%s%s%s", fields_text(&unit.fields, "title"),
                             phone[0] != '\0' ? " 电话 " : "", phone);
    }
    record_release(&unit);
    if (path.length == 0) {
        buffer_append(&path, office_setting(office, "office_name", "", name, sizeof name));
    }
    set_default_buffer(values, "reply_path", &path);
    buffer_release(&note);
    buffer_release(&path);
}

/* 东门村 村级财务收支 2026Q3: the entry's title, of the unit it is about and the period. */
static void set_title(const struct fields *entry, struct office *office, struct fields *values) {
    struct buffer title = BUFFER_INIT;
    const char *period = fields_text(values, "period");
    char *unit = store_title(office->store, fields_integer(values, "unit", 0));
    buffer_append_format(&title, "%s%s%s%s", unit != NULL ? unit : "", fields_text(entry, "title"),
                         period[0] != '\0' ? " " : "", period);
    if (text_length(buffer_text(&title)) <= TITLE_CHARACTERS) {
        set_default_buffer(values, "title", &title);
    }
    set_default(values, "title", fields_text(entry, "title"));
    free(unit);
    buffer_release(&title);
}

/* ---- all of it ---------------------------------------------------------------------------------- */

void disclosure_defaults(const struct disclosure_source *source, struct office *office,
                         struct fields *values) {
    static const char *const same[] = {"affair", "subject", "unit",          "person",
                                       "leader", "major",   "not_applicable"};
    const struct fields *entry = &source->entry.fields;
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        set_default(values, same[i], fields_text(entry, same[i]));
    }
    if (!fields_has(values, "notice_amount")) {
        set_default(values, "notice_unit", fields_text(entry, "notice_unit"));
        set_default(values, "notice_amount", fields_text(entry, "notice_amount"));
    }
    bool is_before = fields_integer(entry, "before_possible", 0) == 1;
    set_default(values, "timepoint", is_before ? "before" : "after");
    set_scope(entry, values);
    set_default(values, "element_basis", fields_text(entry, "basis"));
    set_default(values, "element_basis", source->subject.basis);
    set_default(values, "element_process", source->subject.process);
    set_default(values, "element_discipline", source->subject.discipline);
    set_default(values, "element_result", source->subject.result);
    set_access_note(entry, office, values);
    set_unit_texts(office, values);
    set_title(entry, office, values);
}

/* Masks personal data for the screen, files and paper, and audits when it is shown whole. For what is published see
 * disclosure_masked.c. */
#include "work/personal.h"

#include <ctype.h>
#include <string.h>

#include "work/audit.h"
#include "work/check.h"
#include "work/mask.h"
#include "work/rights.h"

enum { MAY_REVEAL = ROLE_CLERK | ROLE_REVIEWER | ROLE_SUPERVISOR, REACH_KEPT = 3 };
#define MARK "*"

static const char people[] = "reporter author asker";
static const char own_numbers[] =
    "number external_no exit_no signed_no document_no archive_no consultation_number";

/* Where a number is not a person's but an office's. */
static bool has_office_phones(const char *kind) {
    return check_has_word("person unit channel board team box catalogue", kind);
}

bool personal_kind_has_people(const char *kind) {
    return check_has_word("feedback opinion enquiry", kind);
}

/* ---- numbers in a text ---------------------------------------------------------------------------- */

static bool is_masked(const struct mask_hit *hit, bool with_mobiles) {
    return hit->kind == MASK_ID || hit->kind == MASK_CARD ||
           (hit->kind == MASK_MOBILE && with_mobiles);
}

/* A number of the record's own that only looks like a card. */
static bool is_number_of(const struct fields *own, const char *text, size_t length) {
    for (size_t i = 0; own != NULL && i < own->count; i++) {
        const char *value = own->items[i].text;
        if (strlen(value) == length && memcmp(value, text, length) == 0) {
            return true;
        }
    }
    return false;
}

struct masking {
    bool with_mobiles, is_json;
    const struct fields *own; /* NULL: none */
    size_t *place, *masked;   /* NULL: not asked; see personal_append_found */
};

/* "fen":13800001234 */
static bool is_bare(const char *text, size_t start) {
    return start > 1 && text[start - 1] == ':' && text[start - 2] == '"';
}

static bool append_masked(struct buffer *out, const char *text, const struct masking *masking) {
    struct mask_hit hit;
    bool is_any = false;
    size_t at = 0, wanted = masking->place != NULL ? *masking->place : 0;
    bool is_followed = masking->place == NULL;
    while (mask_find(text, at, &hit)) {
        bool is = is_masked(&hit, masking->with_mobiles) &&
                  !is_number_of(masking->own, text + hit.start, hit.end - hit.start) &&
                  !(masking->is_json && is_bare(text, hit.start));
        if (!is_followed && wanted < hit.end) {
            bool is_within = is && wanted >= hit.start;
            *masking->place = out->length + (is_within ? hit.start : wanted) - at;
            *masking->masked = is_within ? strlen(hit.masked) : 0;
            is_followed = true;
        }
        buffer_append_bytes(out, text + at, (is ? hit.start : hit.end) - at);
        if (is) {
            buffer_append(out, hit.masked);
        }
        is_any = is_any || is;
        at = hit.end;
    }
    if (!is_followed) {
        *masking->place = out->length + wanted - at;
    }
    buffer_append(out, text + at);
    return is_any;
}

/* The shortest that is masked has eleven digits: most cells are passed over at once. */
static bool may_have_number(const char *text) {
    enum { LEAST = 11 };
    int digits = 0;
    for (const char *at = text; *at != '\0' && digits < LEAST; at++) {
        bool is_wide = (unsigned char)at[0] == 0xEF && (unsigned char)at[1] == 0xBC;
        digits += (*at >= '0' && *at <= '9') || is_wide;
    }
    return digits >= LEAST;
}

/* ---- who it is, and how to reach him ---------------------------------------------------------------- */

static void append_name(struct buffer *out, const char *name) {
    if (mask_is_nobody(name)) {
        buffer_append(out, name);
    } else {
        mask_append_name(out, name, MARK);
    }
}

/* 0512-5551234 → 051*-*******: three digits tell the town. Of what somebody is called elsewhere (wxid_6f) likewise. */
static void append_reach_part(struct buffer *out, const char *text, size_t length) {
    int kept = 0;
    for (size_t i = 0; i < length; i++) {
        bool is_sign = isalnum((unsigned char)text[i]) != 0 && (unsigned char)text[i] < 0x80;
        kept += is_sign;
        buffer_append_char(out, is_sign && kept > REACH_KEPT ? '*' : text[i]);
    }
}

static void append_reach(struct buffer *out, const char *text) {
    struct mask_hit hit;
    size_t at = 0;
    while (mask_find(text, at, &hit)) {
        bool is = is_masked(&hit, true);
        append_reach_part(out, text + at, (is ? hit.start : hit.end) - at);
        if (is) {
            buffer_append(out, hit.masked);
        }
        at = hit.end;
    }
    append_reach_part(out, text + at, strlen(text + at));
}

/* ---- lists ---------------------------------------------------------------------------------------- */

void personal_append_found(struct buffer *out, const char *kind, const char *column,
                           const char *text, size_t *place, size_t *masked) {
    const struct masking masking = {
        .with_mobiles = !has_office_phones(kind), .place = place, .masked = masked};
    size_t before = out->length;
    bool has_people = personal_kind_has_people(kind) && text[0] != '\0';
    bool is_whole =
        has_people && (check_has_word(people, column) || strcmp(column, "contact") == 0);
    *masked = 0;
    if (!is_whole) {
        bool is_own = check_has_word(own_numbers, column);
        if (is_own || !may_have_number(text)) {
            *place += before;
            buffer_append(out, text);
        } else {
            append_masked(out, text, &masking);
        }
        return;
    }
    if (strcmp(column, "contact") == 0) {
        append_reach(out, text);
    } else {
        append_name(out, text);
    }
    *place = before;
    *masked = out->length - before;
}

void personal_append_cell(struct buffer *out, const char *view, const char *kind,
                          const char *column, const char *text) {
    size_t place = 0, masked = 0;
    bool is_for_calling = strcmp(view, "feedback_visit") == 0 &&
                          (strcmp(column, "contact") == 0 || strcmp(column, "reporter") == 0);
    if (is_for_calling) {
        buffer_append(out, text);
    } else {
        personal_append_found(out, kind, column, text, &place, &masked);
    }
}

/* ---- one record ----------------------------------------------------------------------------------- */

static void set_masked(struct fields *fields, const char *column,
                       void (*append)(struct buffer *out, const char *text), bool *is_any) {
    struct buffer masked = BUFFER_INIT;
    const char *text = fields_text(fields, column);
    append(&masked, text);
    *is_any = *is_any || strcmp(buffer_text(&masked), text) != 0;
    fields->failed = fields->failed || masked.failed;
    if (text[0] != '\0') {
        fields_set_buffer(fields, column, &masked);
    }
    buffer_release(&masked);
}

static void learn_names(struct personal *hidden, const struct fields *from) {
    static const char *const columns[] = {"reporter", "author", "asker"};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        const char *name = fields_text(from, columns[i]);
        if (name[0] != '\0' && !mask_is_nobody(name)) {
            buffer_append_format(&hidden->names, "%s\n", name);
        }
    }
}

static void learn(struct personal *hidden, const struct fields *from) {
    enum { LEAST = 5 };
    struct buffer masked = BUFFER_INIT;
    const char *reach = fields_text(from, "contact");
    if (hidden->is_public || !hidden->hides_people) {
        return;
    }
    learn_names(hidden, from);
    append_reach(&masked, reach);
    if (strlen(reach) >= LEAST && strcmp(buffer_text(&masked), reach) != 0) {
        fields_set_buffer(&hidden->reach, reach, &masked);
    }
    buffer_release(&masked);
}

void personal_learn_versions(struct office *office, const struct versions *versions,
                             struct personal *hidden) {
    for (size_t i = 0; i < versions->count; i++) {
        struct fields version = FIELDS_INIT;
        if (store_version_fields(office->store, versions->items[i].data, &version, NULL) ==
            STATUS_OK) {
            learn(hidden, &version);
        }
        fields_release(&version);
    }
}

static bool is_own(struct office *office, const struct record *record) {
    bool is = false;
    return rights_is_own(office, record, &is, NULL) == STATUS_OK && is;
}

static void keep_own_numbers(struct personal *hidden, const struct fields *fields) {
    for (size_t i = 0; i < fields->count; i++) {
        if (fields->items[i].text != NULL && check_has_word(own_numbers, fields->items[i].name)) {
            fields_set(&hidden->own, fields->items[i].name, fields->items[i].text);
        }
    }
}

void personal_hide(struct office *office, enum personal_where where, struct record *record,
                   struct personal *out) {
    const char *kind = fields_text(&record->fields, "record_kind");
    out->is_public = check_has_word("disclosure posting", kind);
    bool is_others = where == PERSONAL_FILE || !is_own(office, record);
    out->has_phones = has_office_phones(kind) || !is_others;
    out->hides_people = personal_kind_has_people(kind) && is_others;
    keep_own_numbers(out, &record->fields);
    learn(out, &record->fields);
    if (out->is_public || !out->hides_people) {
        return;
    }
    set_masked(&record->fields, "reporter", append_name, &out->is_any);
    set_masked(&record->fields, "author", append_name, &out->is_any);
    set_masked(&record->fields, "asker", append_name, &out->is_any);
    set_masked(&record->fields, "contact", append_reach, &out->is_any);
}

static bool is_sign_at(const char *text, size_t at) {
    return isalnum((unsigned char)text[at]) != 0 && (unsigned char)text[at] < 0x80;
}

/* The text with `what` in it put otherwise, where it stands by itself. */
static void append_replaced(struct buffer *out, const char *text, const char *what,
                            const char *with) {
    size_t length = strlen(what), at = 0;
    for (const char *found = text; (found = strstr(found, what)) != NULL; found += length) {
        size_t start = (size_t)(found - text);
        bool is_within = (start > 0 && is_sign_at(text, start - 1) && is_sign_at(what, 0)) ||
                         (is_sign_at(text, start + length) && is_sign_at(what, length - 1));
        if (!is_within) {
            buffer_append_bytes(out, text + at, start - at);
            buffer_append(out, with);
            at = start + length;
        }
    }
    buffer_append(out, text + at);
}

static void take(struct buffer *now, struct buffer *next) {
    next->failed = next->failed || now->failed;
    buffer_release(now);
    *now = *next;
    *next = (struct buffer)BUFFER_INIT;
}

void personal_append(struct personal *hidden, const char *text, struct buffer *out) {
    struct buffer now = BUFFER_INIT, next = BUFFER_INIT;
    const struct masking masking = {
        .with_mobiles = !hidden->has_phones, .is_json = hidden->is_json, .own = &hidden->own};
    if (hidden->is_public) {
        buffer_append(out, text);
        return;
    }
    buffer_append(&now, text);
    for (size_t i = 0; i < hidden->reach.count; i++) {
        append_replaced(&next, buffer_text(&now), hidden->reach.items[i].name,
                        hidden->reach.items[i].text);
        take(&now, &next);
    }
    if (hidden->names.length > 0) {
        mask_append_names_in(&next, buffer_text(&now), buffer_text(&hidden->names), MARK);
        take(&now, &next);
    }
    append_masked(&next, buffer_text(&now), &masking);
    hidden->is_any = hidden->is_any || strcmp(buffer_text(&next), text) != 0;
    buffer_append(out, buffer_text(&next));
    out->failed = out->failed || now.failed || next.failed;
    buffer_release(&now);
    buffer_release(&next);
}

void personal_release(struct personal *hidden) {
    buffer_release(&hidden->names);
    fields_release(&hidden->reach);
    fields_release(&hidden->own);
    *hidden = (struct personal){0};
}

/* ---- reveals -------------------------------------------------------------------------------------- */

enum status personal_may_reveal(const struct office *office, struct problem *problem) {
    return (office->roles & MAY_REVEAL) != 0
               ? STATUS_OK
               : problem_set(problem, STATUS_DENIED, "", N_("您的角色不能看遮盖的个人信息"));
}

enum status personal_reveal(struct office *office, int64_t id, struct problem *problem) {
    struct record record = {0};
    enum status status = personal_may_reveal(office, problem);
    if (status == STATUS_OK) {
        status = store_read(office->store, &office->visible, id, &record, problem);
    }
    if (status == STATUS_OK) {
        status = audit_note(office, "reveal", fields_text(&record.fields, "number"), id, problem);
    }
    record_release(&record);
    return status;
}

/* Whether the page would mask some of them. */
static bool would_mask(struct office *office, const struct record *record,
                       const struct fields *shown) {
    struct personal hidden = {0};
    struct record page = {.id = record->id};
    struct buffer masked = BUFFER_INIT;
    fields_merge(&page.fields, &record->fields);
    personal_hide(office, PERSONAL_PAGE, &page, &hidden);
    hidden.is_any = page.fields.failed;
    for (size_t i = 0; i < shown->count && !hidden.is_any; i++) {
        const char *name = shown->items[i].name;
        const char *text = fields_text(shown, name);
        hidden.is_any =
            strcmp(fields_text(&record->fields, name), fields_text(&page.fields, name)) != 0;
        if (!check_has_word(own_numbers, name)) {
            personal_append(&hidden, text, &masked);
        }
    }
    bool would = hidden.is_any;
    buffer_release(&masked);
    record_release(&page);
    personal_release(&hidden);
    return would;
}

enum status personal_reveal_in_form(struct office *office, const struct record *record,
                                    const struct fields *shown, bool *is_revealed,
                                    struct problem *problem) {
    *is_revealed = would_mask(office, record, shown);
    return *is_revealed ? audit_note(office, "reveal", fields_text(&record->fields, "number"),
                                     record->id, problem)
                        : STATUS_OK;
}

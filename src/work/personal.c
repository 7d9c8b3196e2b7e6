/* Masks personal data for the screen and audits when it is shown whole. For what is published see disclosure_masked.c. */
#include "work/personal.h"

#include <string.h>

#include "base/buffer.h"
#include "work/audit.h"
#include "work/check.h"
#include "work/mask.h"
#include "work/rights.h"

enum { MAY_REVEAL = ROLE_CLERK | ROLE_REVIEWER | ROLE_SUPERVISOR, CONTACT_KEPT = 3 };

/* Where a number is not a person's but an office's. */
static bool has_office_phones(const char *kind) {
    return check_has_word("person unit channel board team box catalogue", kind);
}

static bool is_masked(const struct mask_hit *hit, bool with_mobiles) {
    return hit->kind == MASK_ID || hit->kind == MASK_CARD ||
           (hit->kind == MASK_MOBILE && with_mobiles);
}

/* A number of the record's own that only looks like a card. */
static bool is_number_of(const struct fields *known, const char *text, size_t length) {
    static const char *const columns[] = {"number",    "external_no", "exit_no",
                                          "signed_no", "document_no", "archive_no"};
    for (size_t i = 0; known != NULL && i < sizeof columns / sizeof columns[0]; i++) {
        const char *value = fields_text(known, columns[i]);
        if (strlen(value) == length && memcmp(value, text, length) == 0) {
            return true;
        }
    }
    return false;
}

static bool append_masked(struct buffer *out, const char *text, bool with_mobiles,
                          const struct fields *known) {
    struct mask_hit hit;
    bool is_any = false;
    size_t at = 0;
    while (mask_find(text, at, &hit)) {
        bool is = is_masked(&hit, with_mobiles) &&
                  !is_number_of(known, text + hit.start, hit.end - hit.start);
        buffer_append_bytes(out, text + at, hit.start - at);
        if (is) {
            buffer_append(out, hit.masked);
        } else {
            buffer_append_bytes(out, text + hit.start, hit.end - hit.start);
        }
        is_any = is_any || is;
        at = hit.end;
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

void personal_append_cell(struct buffer *out, const char *view, const char *kind,
                          const char *column, const char *text) {
    bool is_for_calling = strcmp(view, "feedback_visit") == 0 && strcmp(column, "contact") == 0;
    if (!may_have_number(text) || check_has_word("number external_no exit_no signed_no", column)) {
        buffer_append(out, text);
        return;
    }
    append_masked(out, text, !is_for_calling && !has_office_phones(kind), NULL);
}

/* ---- a page --------------------------------------------------------------------------------------- */

static bool hides_phones(struct office *office, const struct record *record) {
    bool is_own = false;
    return !has_office_phones(fields_text(&record->fields, "record_kind")) &&
           (rights_is_own(office, record, &is_own, NULL) != STATUS_OK || !is_own);
}

/* 0512-5551234 → 051*-*******: three digits tell the town. */
static void mask_digits(const char *text, struct buffer *out) {
    int digits = 0;
    for (const char *at = text; *at != '\0'; at++) {
        bool is_digit = *at >= '0' && *at <= '9';
        digits += is_digit;
        buffer_append_char(out, is_digit && digits > CONTACT_KEPT ? '*' : *at);
    }
}

bool personal_mask_fields(struct office *office, struct record *record) {
    struct buffer masked = BUFFER_INIT;
    struct mask_hit hit;
    const char *contact = fields_text(&record->fields, "contact");
    bool is_known = mask_find(contact, 0, &hit) && is_masked(&hit, true);
    if (contact[0] == '\0' || is_known || !hides_phones(office, record)) {
        return false;
    }
    mask_digits(contact, &masked);
    bool is_other = strcmp(buffer_text(&masked), contact) != 0;
    fields_set(&record->fields, "contact", buffer_text(&masked));
    buffer_release(&masked);
    return is_other;
}

bool personal_append_page(struct office *office, const struct record *record, const char *page,
                          struct buffer *out) {
    if (check_has_word("disclosure posting", fields_text(&record->fields, "record_kind"))) {
        buffer_append(out, page);
        return false;
    }
    return append_masked(out, page, hides_phones(office, record), &record->fields);
}

enum status personal_reveal(struct office *office, int64_t id, struct problem *problem) {
    struct record record = {0};
    if ((office->roles & MAY_REVEAL) == 0) {
        return problem_set(problem, STATUS_DENIED, "", N_("您的角色不能看遮盖的个人信息"));
    }
    enum status status = store_read(office->store, &office->visible, id, &record, problem);
    if (status == STATUS_OK) {
        status = audit_note(office, "reveal", fields_text(&record.fields, "number"), id, problem);
    }
    record_release(&record);
    return status;
}

/* What the files of disclosures share: what of a record is made public and its hash, its elements, its due
 * date, and taking back what was decided on it. Decides nothing itself and draws nothing. */
#include "work/disclosure.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "work/duty.h"

const char disclosure_content_columns[] =
    "title received_on period stage affair subject element_basis element_subject element_process "
    "element_discipline element_result not_applicable lines total second_total public_interest "
    "internal_matter scope scope_reason audience_text timepoint effective_on after_reason major "
    "access_note reply_path notice_amount notice_unit expires_on";

const struct disclosure_element disclosure_elements[DISCLOSURE_ELEMENTS] = {
    {"element_basis", "basis"},     {"element_subject", "subject"},
    {"element_process", "process"}, {"element_discipline", "discipline"},
    {"element_result", "result"},
};

/* ---- content and its hash ----------------------------------------------------------------------- */

/* What is empty is left out, as if the column were not there. */
static void add_content(crypto_generichash_state *hash, const char *name, const char *text) {
    char head[PROBLEM_FIELD_BYTES + 24];
    if (text[0] != '\0') {
        snprintf(head, sizeof head, "%s %zu ", name, strlen(text));
        crypto_generichash_update(hash, (const unsigned char *)head, strlen(head));
        crypto_generichash_update(hash, (const unsigned char *)text, strlen(text));
        crypto_generichash_update(hash, (const unsigned char *)"\n", 1);
    }
}

/* Allocates nothing: text said to be another than the approved one for want of memory would accuse somebody. */
static void hash_content(const struct act *act, const struct fields *fields,
                         char out[DISCLOSURE_HASH_BYTES]) {
    crypto_generichash_state state;
    unsigned char hash[32];
    char name[PROBLEM_FIELD_BYTES];
    crypto_generichash_init(&state, NULL, 0, sizeof hash);
    for (const char *at = disclosure_content_columns; *at != '\0';) {
        size_t length = strcspn(at, " ");
        snprintf(name, sizeof name, "%.*s", (int)length, at);
        add_content(&state, name, act != NULL ? act_text(act, name) : fields_text(fields, name));
        at += length + (at[length] == ' ' ? 1 : 0);
    }
    crypto_generichash_final(&state, hash, sizeof hash);
    sodium_bin2hex(out, DISCLOSURE_HASH_BYTES, hash, sizeof hash);
}

void disclosure_hash(const struct fields *fields, char out[DISCLOSURE_HASH_BYTES]) {
    hash_content(NULL, fields, out);
}

void disclosure_hash_after(const struct act *act, char out[DISCLOSURE_HASH_BYTES]) {
    hash_content(act, NULL, out);
}

/* ---- the due date ------------------------------------------------------------------------------- */

day_number disclosure_day_before(const char *timepoint, const char *effective_on) {
    day_number effective = date_from_iso(effective_on);
    return strcmp(timepoint, "before") == 0 && effective != DATE_NONE ? effective - 1 : DATE_NONE;
}

/* That of the duty it is made for, from the duty's day; else the catalogue entry's own from the day of forming, and
 * without one that of article 26. */
static enum status find_limit(struct act *act, char *rule, size_t size, day_number *from,
                              struct limit *limit, struct problem *problem) {
    struct duty_clock clock = {.rule = ""};
    int64_t duty = act_integer(act, "duty");
    enum status status = duty != 0 ? duty_clock(act->office, duty, &clock, problem) : STATUS_OK;
    *from = date_from_iso(act_text(act, "received_on"));
    if (status != STATUS_OK) {
        return status;
    }
    if (clock.rule[0] != '\0') {
        snprintf(rule, size, "%s", clock.rule);
        status = office_limit(act->office, rule, clock.from, limit, problem);
        *from = clock.from + (clock.is_period && limit->unit == LIMIT_FIXED);
        return status;
    }
    snprintf(rule, size, "catalogue.%lld", (long long)act_integer(act, "catalogue"));
    status = office_limit(act->office, rule, *from, limit, problem);
    if (status == STATUS_NOT_FOUND) {
        snprintf(rule, size, "disclosure.publish");
        status = office_limit(act->office, rule, *from, limit, problem);
    }
    return status;
}

enum status disclosure_set_due(struct act *act) {
    char rule[48];
    char iso[DATE_BYTES];
    struct limit limit = {.unit = LIMIT_WORKDAY};
    day_number from = DATE_NONE;
    struct problem problem = {0};
    enum status status = office_calendar(act->office, &problem);
    if (status == STATUS_OK) {
        status = find_limit(act, rule, sizeof rule, &from, &limit, &problem);
    }
    if (status == STATUS_NOT_FOUND) {
        fields_set(act->changes, "due_on", "");
        fields_set(act->changes, "limit_rule", "");
        return STATUS_OK;
    }
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    struct stop stops[ACT_STOPS_MOST];
    size_t stop_count = 0;
    status = act_read_stops(act, stops, &stop_count);
    if (status != STATUS_OK) {
        return status;
    }
    struct deadline deadline = {
        .received = from,
        .limit = &limit,
        .extended_by = (int)act_integer(act, "extended_by"),
        .stops = stops,
        .stop_count = stop_count,
    };
    day_number due = deadline_due(act->office->calendar, &deadline).day;
    day_number before =
        disclosure_day_before(act_text(act, "timepoint"), act_text(act, "effective_on"));
    fields_set(act->changes, "due_on",
               date_to_iso(before != DATE_NONE && before < due ? before : due, iso));
    fields_set(act->changes, "limit_rule", rule);
    fields_set_integer(act->changes, "statutory", limit.is_statutory ? 1 : 0);
    return STATUS_OK;
}

/* ---- decisions ---------------------------------------------------------------------------------- */

void disclosure_void_decisions(struct act *act) {
    static const char *const columns[] = {
        "submitted_on", "reviewed_by",   "reviewed_on", "review_outcome", "review_basis",
        "review_note",  "review_paper",  "work_secret", "approved_by",    "approved_on",
        "approved_ver", "approved_hash", "signatory",   "signed_on",      "signed_no",
        "same_person",  "publish_sort",
    };
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        if (act_text(act, columns[i])[0] != '\0') {
            fields_set(act->changes, columns[i], "");
        }
    }
}

/* The archive card: opened when its disclosure is published, in the same save, and kept in step with where it
 * hangs until it is filled. What a person writes into it stands in card_fill.c; files nothing. Mission D9. */
#include "work/card.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "work/disclosure.h"
#include "work/disclosure_sign.h"
#include "work/kinds.h"
#include "work/visible.h"

enum { FORM_CHARACTERS = 400, NAME_BYTES = 200 };

enum status card_find(struct office *office, int64_t disclosure, struct record *out,
                      struct problem *problem) {
    static const char *const columns[] = {"number"};
    struct visible all = visible_to_rules();
    struct page page = {0};
    struct page_start start = {NULL, 0, false, false};
    char of[24];
    snprintf(of, sizeof of, "%lld", (long long)disclosure);
    const struct condition condition = {"disclosure", IS_EQUAL, of};
    const struct page_request request = {.view = "card_of",
                                         .columns = columns,
                                         .column_count = 1,
                                         .order = "number",
                                         .conditions = &condition,
                                         .condition_count = 1};
    enum status status = store_page(office->store, &all, &request, &start, 1, &page, problem);
    if (status == STATUS_OK) {
        status = page.count == 0 ? STATUS_NOT_FOUND
                                 : store_read(office->store, &all, page.ids[0], out, problem);
    }
    page_release(&page);
    return status;
}

day_number card_year_end(const struct fields *card) {
    return date_from_ymd((int)fields_integer(card, "year", 0), 12, 31);
}

enum status card_set_due(struct office *office, const char *rule, day_number received,
                         struct fields *out, struct problem *problem) {
    struct limit limit;
    char iso[DATE_BYTES];
    enum status status = office_calendar(office, problem);
    if (status == STATUS_OK) {
        status = office_limit(office, rule, received, &limit, problem);
    }
    if (status != STATUS_OK) {
        return status;
    }
    const struct deadline deadline = {.received = received, .limit = &limit};
    fields_set(out, "due_on", date_to_iso(deadline_due(office->calendar, &deadline).day, iso));
    fields_set(out, "limit_rule", rule);
    fields_set_integer(out, "statutory", limit.is_statutory ? 1 : 0);
    return STATUS_OK;
}

/* ---- where it hangs ------------------------------------------------------------------------------ */

static bool has_name(const char *names, const char *name) {
    size_t length = strlen(name);
    for (const char *at = names; length > 0 && (at = strstr(at, name)) != NULL; at += length) {
        bool begins = at == names || strncmp(at - strlen("、"), "、", strlen("、")) == 0;
        bool ends = at[length] == '\0' || strncmp(at + length, "、", strlen("、")) == 0;
        if (begins && ends) {
            return true;
        }
    }
    return false;
}

/* Each place once, as long as there is room. */
static void append_names(const struct page *page, struct buffer *out) {
    for (size_t i = 0; i < page->count; i++) {
        const char *name = page_cell(page, i, 0);
        size_t length = text_length(buffer_text(out)) + 1 + text_length(name);
        if (length <= FORM_CHARACTERS && !has_name(buffer_text(out), name)) {
            buffer_append_format(out, "%s%s", out->length > 0 ? "、" : "", name);
        }
    }
}

/* The places where the disclosure hangs or hung, in the order they were put up. */
static enum status append_form(struct act *act, int64_t disclosure, struct buffer *out) {
    static const char *const columns[] = {"board_name"};
    struct visible all = visible_to_rules();
    struct problem problem = {0};
    struct page page = {0};
    struct page_start start = {NULL, 0, false, false};
    char of[24];
    snprintf(of, sizeof of, "%lld", (long long)disclosure);
    const struct condition condition = {"disclosure", IS_EQUAL, of};
    const struct page_request request = {.view = "posting_of",
                                         .columns = columns,
                                         .column_count = 1,
                                         .order = "number",
                                         .conditions = &condition,
                                         .condition_count = 1};
    enum status status =
        store_page(act->office->store, &all, &request, &start, PAGE_ROWS_MOST, &page, &problem);
    if (status == STATUS_OK) {
        append_names(&page, out);
    }
    page_release(&page);
    return status == STATUS_OK ? status : act_refuse_with(act, &problem);
}

static enum status set_form(struct act *act, const struct record *card, const char *form) {
    struct fields changes = FIELDS_INIT;
    struct problem problem = {0};
    enum status status = STATUS_OK;
    if (strcmp(fields_text(&card->fields, "form"), form) != 0) {
        fields_set(&changes, "form", form);
        status = save_change(act->save, card, &changes, "=", "posted", form, &problem);
    }
    fields_release(&changes);
    return status == STATUS_OK ? status : act_refuse_with(act, &problem);
}

enum status card_follow_posting(struct act *act) {
    struct record card = {0};
    struct problem problem = {0};
    struct buffer form = BUFFER_INIT;
    int64_t disclosure = act_integer(act, "disclosure");
    enum status status = card_find(act->office, disclosure, &card, &problem);
    bool is_there = status == STATUS_OK;
    if (!is_there && status != STATUS_NOT_FOUND) {
        return act_refuse_with(act, &problem);
    }
    status = STATUS_OK;
    if (is_there && strcmp(fields_text(&card.fields, "state"), "to_fill") == 0) {
        status = append_form(act, disclosure, &form);
        if (status == STATUS_OK) {
            status = set_form(act, &card, buffer_text(&form));
        }
    }
    buffer_release(&form);
    record_release(&card);
    return status;
}

/* ---- what became of the disclosure --------------------------------------------------------------- */

/* Of a 公示, not filled yet: what became of it nobody could say so far, so its days run from now on. */
static enum status begin_limit(struct act *act, const struct record *card, struct fields *changes,
                               struct problem *problem) {
    char today[DATE_BYTES];
    if (strcmp(fields_text(&card->fields, "state"), "to_fill") != 0 ||
        fields_has(&card->fields, "limit_rule")) {
        return STATUS_OK;
    }
    fields_set(changes, "received_on", act_today(act, today));
    return card_set_due(act->office, "card.fill", office_today(act->office), changes, problem);
}

enum status card_tell(struct act *act, int64_t disclosure, const char *command, const char *note) {
    struct record card = {0};
    struct fields changes = FIELDS_INIT;
    struct problem problem = {0};
    enum status status = card_find(act->office, disclosure, &card, &problem);
    if (status == STATUS_NOT_FOUND) {
        return STATUS_OK;
    }
    if (status == STATUS_OK) {
        status = begin_limit(act, &card, &changes, &problem);
    }
    if (status == STATUS_OK) {
        status = changes.count == 0
                     ? save_step(act->save, &card, command, note, &problem)
                     : save_change(act->save, &card, &changes, "=", command, note, &problem);
    }
    fields_release(&changes);
    record_release(&card);
    return status == STATUS_OK ? status : act_refuse_with(act, &problem);
}

enum status card_withdrawn(struct act *act) {
    return card_tell(act, act->id, "withdraw", act_text(act, "withdrawn_reason"));
}

/* ---- opening ------------------------------------------------------------------------------------- */

static void set_person(const struct act *act, const char *column, const char *paper,
                       const char *name, struct fields *out) {
    char text[NAME_BYTES];
    int64_t person = act_integer(act, column);
    if (person > 0) {
        fields_set(out, name, act_title(act, person, text, sizeof text));
    } else if (paper[0] != '\0') {
        snprintf(text, sizeof text, "%s（纸质签批）", paper);
        fields_set(out, name, text);
    }
}

/* What stands in the disclosure, and who decided on it. */
static void take_over(struct act *act, struct fields *out) {
    static const struct {
        const char *from, *to;
    } taken[] = {
        {"title", "title"},
        {"unit", "unit"},
        {"person", "person"},
        {"element_basis", "basis"},
        {"element_subject", "subject"},
        {"scope", "scope"},
        {"received_on", "formed_on"},
        {"published_on", "published_on"},
        {"published_on", "received_on"},
        {"same_person", "same_person"},
    };
    char reviewer[CHECK_NAME_BYTES], retention[16];
    for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++) {
        fields_set(out, taken[i].to, act_text(act, taken[i].from));
    }
    disclosure_paper_reviewer(act, reviewer);
    set_person(act, "reviewed_by", reviewer, "reviewer", out);
    set_person(act, "approved_by", act_text(act, "signatory"), "approver", out);
    card_retention(act->office, act_text(act, "subject"), retention);
    fields_set(out, "retention", retention);
    fields_set_integer(out, "year", date_year(date_from_iso(act_text(act, "published_on"))));
    fields_set_integer(out, "disclosure", act->id);
}

static void set_usual(struct act *act, struct fields *out) {
    char text[CHECK_NAME_BYTES];
    office_setting(act->office, "card_keeper", "", text, sizeof text);
    fields_set(out, "keeper", text[0] != '\0' ? text : act_text(act, "person"));
    if (office_setting_integer(act->office, "use_office_code", 0) != 0) {
        fields_set(out, "office_code",
                   office_setting(act->office, "office_code", "", text, sizeof text));
    }
}

static enum status store_card(struct act *act, struct record *card) {
    struct problem problem = {0};
    struct fields *fields = &card->fields;
    day_number published = date_from_iso(act_text(act, "published_on"));
    fields_set(fields, "record_kind", "card");
    fields_set(fields, "state", "to_fill");
    enum status status = STATUS_OK;
    /* What is on notice has its limit when that ends. */
    if (act_text(act, "notice_to")[0] == '\0') {
        status = card_set_due(act->office, "card.fill", published, fields, &problem);
    }
    if (status == STATUS_OK) {
        status = save_new(act->save, card, "open_card", fields_text(&act->before->fields, "number"),
                          &problem);
    }
    return status == STATUS_OK ? status : act_refuse_with(act, &problem);
}

enum status card_open(struct act *act) {
    struct record card = {0};
    struct buffer form = BUFFER_INIT;
    int64_t corrected = act_integer(act, "corrects");
    take_over(act, &card.fields);
    set_usual(act, &card.fields);
    enum status status = append_form(act, act->id, &form);
    fields_set_buffer(&card.fields, "form", &form);
    if (status == STATUS_OK) {
        status = store_card(act, &card);
    }
    if (status == STATUS_OK && corrected != 0) {
        status =
            card_tell(act, corrected, "corrected", fields_text(&act->before->fields, "number"));
    }
    buffer_release(&form);
    record_release(&card);
    return status;
}

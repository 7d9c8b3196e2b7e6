/* Logging from the phone's desk: what was typed becomes an enquiry, by work's rules. Draws nothing but messages. */
#include "screens/phone.h"
#include "screens/phone_private.h"

#include "base/fold.h"
#include "base/language.h"
#include "base/text.h"
#include "screens/register.h"
#include "work/enquiry.h"
#include "work/flow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char sticky_screen[] = "enquiry";
const char phone_screen[] = "phone";

static const char *const cell_columns[PHONE_CELLS] = {"body", "asker", "contact", "received_on"};

static void draft_key(const struct phone *phone, char out[DRAFT_KEY_BYTES]) {
    snprintf(out, DRAFT_KEY_BYTES, "%lld phone", (long long)phone->desk->office->user);
}

/* ---- what it begins with ------------------------------------------------------------------------- */

void phone_load(struct phone *phone) {
    char key[DRAFT_KEY_BYTES];
    struct desk *desk = phone->desk;
    const struct fields *last = desk_last_saved(desk, sticky_screen);
    const struct code_rows *ways = office_codes(desk->office, "enquiry_way");
    draft_key(phone, key);
    const struct draft *draft = desk_draft(desk, key);
    const char *way = last ? fields_text(last, "way") : "";
    snprintf(phone->way, sizeof phone->way, "%s",
             way[0]            ? way
             : ways->count > 0 ? ways->items[0].code
                               : "call");
    if (last && fields_has(last, "day"))
        line_edit_set(&phone->cells[PHONE_DAY], fields_text(last, "day"));
    if (!draft)
        return;
    for (int i = 0; i < PHONE_CELLS; i++)
        line_edit_set(&phone->cells[i], fields_text(&draft->values, cell_columns[i]));
}

static bool has_text(const struct phone *phone) {
    return line_edit_text(&phone->cells[PHONE_ASKED])[0] ||
           line_edit_text(&phone->cells[PHONE_ASKER])[0] ||
           line_edit_text(&phone->cells[PHONE_CONTACT])[0];
}

/* Nothing but what was there when it was put by last. */
static bool is_put_by(const struct phone *phone, const struct draft *draft) {
    for (int i = 0; i < PHONE_CELLS; i++)
        if (strcmp(fields_text(&draft->values, cell_columns[i]),
                   line_edit_text(&phone->cells[i])) != 0)
            return false;
    return true;
}

void phone_put_by(struct phone *phone, bool is_left) {
    struct draft draft = {0};
    struct desk *desk = phone->desk;
    draft_key(phone, draft.key);
    const struct draft *known = desk_draft(desk, draft.key);
    if (!has_text(phone)) {
        desk_forget_draft(desk, draft.key);
        return;
    }
    if (known && !is_left && is_put_by(phone, known))
        return;
    for (int i = 0; i < PHONE_CELLS; i++)
        fields_set(&draft.values, cell_columns[i], line_edit_text(&phone->cells[i]));
    snprintf(draft.screen, sizeof draft.screen, "%s", phone_screen);
    snprintf(draft.command, sizeof draft.command, "register");
    desk_keep_draft(desk, &draft, is_left);
    fields_release(&draft.values);
}

void phone_keep(struct phone *phone) {
    phone_put_by(phone, true);
    if (has_text(phone) && !ui_has_message(phone->desk->ui))
        ui_message(phone->desk->ui, _("这一件还没有记：再按 Ctrl-T 接着办"));
}

void phone_count_today(struct phone *phone) {
    struct enquiry_counts counts;
    day_number today = office_today(phone->desk->office);
    phone->today = enquiry_count(phone->desk->office, today, today, &counts, NULL) == STATUS_OK
                       ? counts.today
                       : 0;
}

void phone_next_way(struct phone *phone) {
    const struct code_rows *ways = office_codes(phone->desk->office, "enquiry_way");
    size_t at = 0;
    while (at < ways->count && strcmp(ways->items[at].code, phone->way) != 0)
        at++;
    if (ways->count > 0)
        snprintf(phone->way, sizeof phone->way, "%s",
                 ways->items[at + 1 < ways->count ? at + 1 : 0].code);
}

/* ---- logging ------------------------------------------------------------------------------------- */

/* Initials say nothing to whoever reads the log. */
static bool has_hanzi(const char *text) {
    size_t length = strlen(text);
    for (size_t i = 0; i < length;) {
        char32_t character;
        i += text_decode(text + i, length - i, &character);
        if (fold_is_hanzi(character))
            return true;
    }
    return false;
}

static void fill_values(const struct phone *phone, const struct found_text *found,
                        struct fields *values) {
    for (int i = 0; i < PHONE_CELLS; i++)
        fields_set(values, cell_columns[i], line_edit_text(&phone->cells[i]));
    fields_set(values, "way", phone->way);
    const char *body = fields_text(values, "body");
    if (found && !has_hanzi(body)) {
        fields_set(values, "title", found->title);
        if (!body[0])
            fields_set(values, "body", found->title);
    }
    if (phone->topic != 0)
        fields_set_integer(values, "topic", phone->topic);
    if (found)
        fields_set_integer(values, "found", found->id);
}

/* Ready for the next: way and day stay. */
static void clear(struct phone *phone) {
    static const enum phone_cell cleared[] = {PHONE_ASKED, PHONE_ASKER, PHONE_CONTACT};
    for (size_t i = 0; i < sizeof cleared / sizeof cleared[0]; i++)
        line_edit_set(&phone->cells[cleared[i]], "");
    phone->focus = PHONE_ASKED;
    phone->topic = 0;
    phone_typed(phone);
}

static void remember(const struct phone *phone) {
    struct fields sticky = FIELDS_INIT;
    fields_set(&sticky, "way", phone->way);
    fields_set(&sticky, "day", line_edit_text(&phone->cells[PHONE_DAY]));
    desk_remember_saved(phone->desk, sticky_screen, &sticky);
    fields_release(&sticky);
}

static bool log_it(struct phone *phone, struct fields *values, int64_t *id) {
    struct problems problems = {0};
    struct desk *desk = phone->desk;
    char key[DRAFT_KEY_BYTES];
    phone_put_by(phone, false);
    draft_key(phone, key);
    drafts_plan_save(desk->office, key);
    bool is_logged =
        flow_register(desk->office, "enquiry", values, false, id, &problems) == STATUS_OK;
    drafts_plan_save(desk->office, NULL);
    if (is_logged) {
        remember(phone);
        clear(phone);
        phone_count_today(phone);
    } else {
        desk_show_problems(desk, &problems, "enquiry");
    }
    return is_logged;
}

static void tell(struct desk *desk, int64_t id, const struct found_text *found) {
    struct record record = {0};
    struct problem sentence;
    struct buffer text = BUFFER_INIT;
    char *topic = NULL;
    if (store_read(desk->office->store, &desk->office->visible, id, &record, NULL) == STATUS_OK) {
        topic = store_title(desk->office->store, fields_integer(&record.fields, "topic", 0));
        problem_set(&sentence, STATUS_OK, "",
                    found ? N_("已记 {number}：已答复，依据 {found}，事项 {topic}")
                    : topic && topic[0] ? N_("已记 {number}：已答复，事项 {topic}")
                                        : N_("已记 {number}：已答复"));
        problem_place(&sentence, "number", fields_text(&record.fields, "number"));
        problem_place(&sentence, "found", found ? found->number : "");
        problem_place(&sentence, "topic", topic && topic[0] ? topic : "-");
        language_append_problem(&text, &sentence, NULL);
        ui_message(desk->ui, buffer_text(&text));
    }
    free(topic);
    buffer_release(&text);
    record_release(&record);
}

bool phone_answered(struct phone *phone, const struct found_text *found) {
    struct fields values = FIELDS_INIT;
    struct found_text kept = {0};
    int64_t id = 0;
    fill_values(phone, found, &values);
    fields_set(&values, "answered_by", phone->desk->office->user_name);
    if (found)
        memcpy(kept.number, found->number, sizeof kept.number);
    bool is_logged = false;
    if (!fields_has(&values, "body"))
        ui_error(phone->desk->ui, _("先写群众问什么，再按 F2"));
    else
        is_logged = log_it(phone, &values, &id);
    if (is_logged)
        tell(phone->desk, id, found ? &kept : NULL);
    fields_release(&values);
    return is_logged;
}

void phone_pass_on(struct phone *phone) {
    struct fields values = FIELDS_INIT;
    int64_t id = 0;
    fill_values(phone, NULL, &values);
    if (!fields_has(&values, "body"))
        ui_error(phone->desk->ui, _("先写群众问什么，再按 F6"));
    else if (log_it(phone, &values, &id))
        register_carry_out(phone->desk, NULL, "to_feedback", &id, 1);
    fields_release(&values);
}

/* The desk: loads screen files, opens screens, answers a form's questions about value lists and dates.
 * Decides nothing about records. */
#include "screens/desk.h"

#include "base/embedded.h"
#include "base/language.h"
#include "base/text.h"
#include "form/scr_files.h"
#include "report/lines_text.h"
#include "report/record_text.h"
#include "report/shown.h"
#include "report/words.h"
#include "screens/alike.h"
#include "screens/register.h"
#include "screens/screen.h"
#include "store/read.h"
#include "ui/list_view.h"
#include "ui/prompt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHOICES_SHOWN = 60 };

const struct screen *screen_find(const char *name) {
    for (size_t i = 0; screen_list[i]; i++)
        if (strcmp(screen_list[i]->name, name) == 0)
            return screen_list[i];
    return NULL;
}

/* ---- value lists, names, dates ------------------------------------------------------------------ */

static bool label_matches(const char *label, const char *code, const char *typed) {
    return choice_fits(label, typed) || strncmp(code, typed, strlen(typed)) == 0;
}

static void code_choices(struct desk *desk, const char *list, const char *typed,
                         struct choices *out) {
    const struct code_rows *rows = office_codes(desk->office, list);
    bool is_position = typed[0] >= '1' && typed[0] <= '9' && typed[1] == '\0';
    size_t position = is_position ? (size_t)(typed[0] - '1') : 0;
    for (size_t i = 0; i < rows->count; i++) {
        const char *label = language_text(list, rows->items[i].label);
        if (strcmp(label, typed) == 0 ||
            (!is_position && strcmp(rows->items[i].code, typed) == 0)) {
            choices_release(out);
            choices_add(out, rows->items[i].code, label, "");
            return;
        }
        if (is_position ? i == position : label_matches(label, rows->items[i].code, typed))
            choices_add(out, rows->items[i].code, label, "");
    }
}

/* What stands beside a name in a value list: a person's unit, a box's place. */
static void lookup_hint(struct desk *desk, const char *kind, int64_t id, struct buffer *out) {
    struct record record = {0};
    if (store_read(desk->office->store, &desk->office->visible, id, &record, NULL) == STATUS_OK) {
        if (strcmp(kind, "person") == 0) {
            char *unit =
                store_title(desk->office->store, fields_integer(&record.fields, "unit", 0));
            buffer_append(out, unit);
            free(unit);
        } else if (strcmp(kind, "box") == 0) {
            buffer_append(out, fields_text(&record.fields, "place"));
        } else if (strcmp(kind, "unit") == 0) {
            buffer_append(out, fields_text(&record.fields, "phone"));
        } else {
            buffer_append(out, fields_text(&record.fields, "number"));
        }
    }
    record_release(&record);
}

static void lookup_choices(struct desk *desk, const char *kind, const char *typed,
                           struct choices *out) {
    struct code_rows rows = {0};
    int64_t exact = 0;
    if (store_titles(desk->office->store, &desk->office->visible, kind, typed, CHOICES_SHOWN, &rows,
                     NULL) != STATUS_OK)
        return;
    for (size_t i = 0; i < rows.count; i++) {
        struct buffer hint = BUFFER_INIT;
        int64_t id = 0;
        if (store_find_number(desk->office->store, &desk->office->visible, rows.items[i].code, &id,
                              NULL) != STATUS_OK)
            continue;
        char code[24];
        snprintf(code, sizeof code, "%lld", (long long)id);
        lookup_hint(desk, kind, id, &hint);
        if (strcmp(rows.items[i].label, typed) == 0 && exact == 0) {
            exact = id;
            choices_release(out);
        }
        if (exact == 0 || strcmp(rows.items[i].label, typed) == 0)
            choices_add(out, code, rows.items[i].label, buffer_text(&hint));
        buffer_release(&hint);
    }
    out->has_more = rows.count == CHOICES_SHOWN;
    code_rows_release(&rows);
}

/* Nothing to choose from since nobody registered any: where that is done. */
static void tell_none_registered(struct desk *desk, const char *kind) {
    const struct scr *scr = register_screen_of_kind(desk, kind);
    struct buffer text = BUFFER_INIT;
    struct problem sentence;
    if (!scr || !desk->ui)
        return;
    problem_set(&sentence, STATUS_OK, "",
                N_("还没有登记过：按 Esc 关掉，再按 Ctrl-G {code} 到“{title}”登记，F3 回到这里"));
    problem_place(&sentence, "code", scr->code);
    problem_place(&sentence, "title", desk_title(scr));
    language_append_problem(&text, &sentence, NULL);
    ui_message(desk->ui, buffer_text(&text));
    buffer_release(&text);
}

/* Whole as it stands on paper, of a closed one too. */
static void choice_of_number(struct desk *desk, const char *kind, const char *typed,
                             struct choices *out) {
    struct record record = {0};
    struct office *office = desk->office;
    char code[24];
    int64_t id = 0;
    if (store_find_number(office->store, &office->visible, typed, &id, NULL) == STATUS_OK &&
        store_read(office->store, &office->visible, id, &record, NULL) == STATUS_OK &&
        strcmp(fields_text(&record.fields, "record_kind"), kind) == 0 &&
        strcmp(fields_text(&record.fields, "state"), "void") != 0) {
        snprintf(code, sizeof code, "%lld", (long long)id);
        choices_add(out, code, fields_text(&record.fields, "title"),
                    fields_text(&record.fields, "number"));
    }
    record_release(&record);
}

static void choices_of(struct desk *desk, const char *list, bool is_lookup, const char *typed,
                       struct choices *out) {
    if (is_lookup)
        lookup_choices(desk, list, typed, out);
    if (is_lookup && out->count == 0 && typed[0])
        choice_of_number(desk, list, typed, out);
    if (!is_lookup)
        code_choices(desk, list, typed, out);
}

static void give_choices(void *context, const char *list, bool is_lookup, const char *typed,
                         struct choices *out) {
    choices_of(context, list, is_lookup, typed, out);
    if (out->count == 0 && typed[0]) { /* ３ as an input method types it is 3 */
        struct buffer folded = BUFFER_INIT;
        text_append_folded(&folded, typed);
        choices_of(context, list, is_lookup, buffer_text(&folded), out);
        buffer_release(&folded);
    } else if (out->count == 0 && is_lookup) {
        tell_none_registered(context, list);
    }
}

void desk_choices(struct desk *desk, const char *list, bool is_lookup, const char *typed,
                  struct choices *out) {
    give_choices(desk, list, is_lookup, typed, out);
}

static void give_label(void *context, const char *list, bool is_lookup, const char *code,
                       struct buffer *out) {
    struct desk *desk = context;
    if (is_lookup)
        shown_append_title(desk->office, code, out);
    else
        shown_append_code(desk->office, list, code, out);
}

static void give_date_echo(void *context, day_number day, struct buffer *out) {
    struct desk *desk = context;
    if (office_calendar(desk->office, NULL) == STATUS_OK)
        words_append_date_echo(out, desk->office->calendar, day);
}

static void give_captions(void *context, const struct fields *values, struct lines_captions *out) {
    (void)context;
    lines_text_captions(values, out);
}

static day_number give_workdays(void *context, day_number from, int count) {
    struct desk *desk = context;
    if (office_calendar(desk->office, NULL) != STATUS_OK)
        return DATE_NONE;
    return workday_add(desk->office->calendar, from, count);
}

void desk_init(struct desk *desk, struct office *office) {
    memset(desk, 0, sizeof *desk);
    desk->office = office;
    desk->files = scr_files_source();
    desk->domain = (struct domain){
        .context = desk,
        .choices = give_choices,
        .label = give_label,
        .date_echo = give_date_echo,
        .captions = give_captions,
        .dates = {.add_workdays = give_workdays, .context = desk},
    };
}

void desk_release(struct desk *desk) {
    alike_forget(desk);
    while (desk->screens) {
        struct loaded_screen *next = desk->screens->next;
        scr_free(desk->screens->scr);
        free(desk->screens);
        desk->screens = next;
    }
    desk_forget_saved(desk);
}

/* ---- giving way ---------------------------------------------------------------------------------- */

bool desk_should_stop(void *context) {
    struct desk *desk = context;
    bool is_late = desk->hurry_until_ms != 0 &&
                   (clock_monotonic_ms() >= desk->hurry_until_ms || ui_has_keys(desk->ui));
    return is_late || ui_is_stopped(desk->ui);
}

void desk_hurry(struct desk *desk, bool is_hurried) {
    enum { COUNT_MS = 50 };
    desk->hurry_until_ms = is_hurried ? clock_monotonic_ms() + COUNT_MS : 0;
}

/* ---- screen files ------------------------------------------------------------------------------- */

static const struct scr *loaded(const struct desk *desk, const char *name) {
    for (const struct loaded_screen *l = desk->screens; l; l = l->next)
        if (strcmp(l->scr->name, name) == 0)
            return l->scr;
    return NULL;
}

bool desk_has_screen(struct desk *desk, const char *name) {
    char path[96];
    size_t length = 0;
    if (loaded(desk, name))
        return true;
    snprintf(path, sizeof path, "screens/%s.scr", name);
    char *text = desk->files.read(desk->files.context, path, &length);
    free(text);
    return text != NULL;
}

const struct scr *desk_screen(struct desk *desk, const char *name) {
    struct problem problem = {0};
    struct scr *scr = NULL;
    const struct scr *known = loaded(desk, name);
    if (known)
        return known;
    if (scr_load(&desk->files, name, &scr, &problem) != STATUS_OK) {
        if (desk->ui)
            desk_show_problem(desk, &problem, NULL);
        return NULL;
    }
    struct loaded_screen *entry = malloc(sizeof *entry);
    if (!entry) {
        scr_free(scr);
        return NULL;
    }
    entry->scr = scr;
    entry->next = desk->screens;
    desk->screens = entry;
    return scr;
}

/* "screens/feedback_open.scr" → feedback_open; false for record files and everything else. */
static bool screen_name_of_path(const char *path, char name[64]) {
    const char *base = path + strlen("screens/");
    size_t length = strlen(base);
    if (strncmp(path, "screens/", 8) != 0 || strchr(base, '/') || length < 5 || length > 60 ||
        strcmp(base + length - 4, ".scr") != 0)
        return false;
    memcpy(name, base, length - 4);
    name[length - 4] = '\0';
    return true;
}

void desk_load_all(struct desk *desk) {
    if (desk->are_all_loaded)
        return;
    desk->are_all_loaded = true;
    for (const struct embedded_file *file = embedded_first("screens/");
         file && file->path && strncmp(file->path, "screens/", 8) == 0; file++) {
        char name[64];
        if (screen_name_of_path(file->path, name))
            desk_screen(desk, name);
    }
}

static const struct scr *loaded_with_code(const struct desk *desk, const char *code) {
    for (const struct loaded_screen *l = desk->screens; l; l = l->next)
        if (l->scr->code[0] && strcmp(l->scr->code, code) == 0)
            return l->scr;
    return NULL;
}

/* Reads the files whose built-in text has this line: the others need not be read to find a screen. An office
 * that moved its codes about is served by reading them all. */
static void load_with_line(struct desk *desk, const char *line) {
    char name[64];
    for (const struct embedded_file *file = embedded_first("screens/");
         file && file->path && strncmp(file->path, "screens/", 8) == 0; file++)
        if (screen_name_of_path(file->path, name) && strstr(file->text, line))
            desk_screen(desk, name);
}

static void load_likely(struct desk *desk, const char *code) {
    char line[32];
    snprintf(line, sizeof line, "\ncode = %.4s\n", code);
    load_with_line(desk, line);
}

void desk_load_kind(struct desk *desk, const char *kind) {
    char line[64];
    snprintf(line, sizeof line, "\nrecord = %.40s\n", kind);
    if (!desk->are_all_loaded)
        load_with_line(desk, line);
}

const struct scr *desk_screen_of_code(struct desk *desk, const char *code) {
    if (!desk->are_all_loaded && strlen(code) == 2 && !loaded_with_code(desk, code))
        load_likely(desk, code);
    const struct scr *found = loaded_with_code(desk, code);
    if (!found && !desk->are_all_loaded) {
        desk_load_all(desk);
        found = loaded_with_code(desk, code);
    }
    return found;
}

bool desk_may_open(const struct desk *desk, const struct scr *scr) {
    unsigned wanted = 0;
    for (size_t i = 0; i < scr->role_count; i++)
        wanted |= role_set_from_text(scr->roles[i]);
    return wanted == 0 || (wanted & desk->office->roles) != 0;
}

/* ---- opening and jumping ------------------------------------------------------------------------ */

/* 您的角色不使用这个画面：“14 待签发”由经办人、分管领导使用 */
static void refuse_role(struct desk *desk, const struct scr *scr) {
    struct problem problem = {0};
    struct buffer roles = BUFFER_INIT, text = BUFFER_INIT;
    unsigned wanted = 0;
    for (size_t i = 0; i < scr->role_count; i++)
        wanted |= role_set_from_text(scr->roles[i]);
    for (unsigned role = ROLE_CLERK; role <= ROLE_ENQUIRY; role <<= 1)
        if (wanted & role)
            buffer_append_format(&roles, "%s%s", roles.length > 0 ? _("、") : "",
                                 language_text("role", role_label((enum role)role)));
    problem_set(&problem, STATUS_DENIED, "",
                N_("您的角色不使用这个画面：“{code} {title}”由{roles}使用"));
    problem_place(&problem, "code", scr->code);
    problem_place(&problem, "title", desk_title(scr));
    problem_place(&problem, "roles", buffer_text(&roles));
    language_append_problem(&text, &problem, NULL);
    ui_error(desk->ui, buffer_text(&text));
    buffer_release(&roles);
    buffer_release(&text);
}

bool desk_open(struct desk *desk, const struct scr *scr) {
    if (!desk_may_open(desk, scr)) {
        refuse_role(desk, scr);
        return false;
    }
    const struct screen *screen = screen_find(scr->name);
    desk->domain.dates.today = office_today(desk->office);
    if (screen && screen->open)
        return screen->open(desk, scr);
    return register_open(desk, scr);
}

/* What was read is left for good; a form under it stays, with what was typed in it. */
static void leave_lists(struct desk *desk) {
    struct view *top = ui_top(desk->ui);
    while (top && top->below && !top->class->takes_text && top->class->is_full_screen) {
        struct view *below = top->below;
        ui_close(top);
        top = below;
    }
}

void desk_jump(struct desk *desk, const char *typed) {
    struct buffer text = BUFFER_INIT;
    struct buffer key = BUFFER_INIT;
    text_append_folded(&text, typed);
    text_append_trimmed(&key, buffer_text(&text));
    const char *target = buffer_text(&key);
    if (target[0] == '=')
        target++;
    const struct scr *scr = desk_screen_of_code(desk, target);
    if (scr && desk_may_open(desk, scr)) {
        leave_lists(desk);
        desk_open(desk, scr);
    } else if (scr) {
        refuse_role(desk, scr);
    } else if (target[0]) {
        int64_t id = 0;
        for (size_t i = 0; i < key.length; i++)
            if (key.data[i] >= 'a' && key.data[i] <= 'z')
                key.data[i] = (char)(key.data[i] - 'a' + 'A');
        if (store_find_number(desk->office->store, &desk->office->visible, target, &id, NULL) ==
            STATUS_OK)
            register_open_record(desk, NULL, id);
        else
            ui_error(
                desk->ui,
                _("没有这个编号的画面或记录：画面写两位编号，如 34；记录写全号，如 FK2026-00001"));
    }
    buffer_release(&text);
    buffer_release(&key);
}

static void jump_answered(void *context, const char *text) {
    if (text)
        desk_jump(context, text);
}

void desk_ask_jump(struct desk *desk) {
    prompt_line(desk->ui, _("跳转（画面编号或记录号）"), "", 24, false, jump_answered, desk);
    prompt_take_letters(desk->ui);
}

/* ---- words -------------------------------------------------------------------------------------- */

const char *desk_title(const struct scr *scr) {
    char context[80];
    snprintf(context, sizeof context, "screen.%s", scr->name);
    return language_text(context, scr->title);
}

const char *desk_field_label(struct desk *desk, const char *record_kind, const char *field) {
    bool is_last_try = desk->are_all_loaded;
    for (const struct loaded_screen *l = desk->screens; l; l = l->next) {
        if (!record_kind || strcmp(l->scr->record, record_kind) != 0)
            continue;
        const struct scr_field *found = scr_field_find(l->scr, field);
        if (found)
            return shown_label(record_kind, found);
    }
    if (is_last_try || !record_kind)
        return field;
    desk_load_all(desk);
    return desk_field_label(desk, record_kind, field);
}

void desk_show_problem(struct desk *desk, const struct problem *problem, const char *record_kind) {
    struct buffer text = BUFFER_INIT;
    const char *label = NULL;
    /* Not of a record; the sentence says it. */
    bool is_asked = strcmp(problem->field, "password") == 0 || strcmp(problem->field, "today") == 0;
    if (problem->field[0] && !is_asked)
        label = desk_field_label(desk, record_kind, problem->field);
    if (label && (!problem->message || !strstr(problem->message, "{field}")))
        buffer_append_format(&text, "%s%s", label, _("："));
    language_append_problem(&text, problem, label);
    ui_error(desk->ui, buffer_text(&text));
    buffer_release(&text);
    if (desk->office->store != NULL)
        (void)!store_take_missed(desk->office->store, NULL); /* an error is shown already */
}

bool desk_may_write(struct desk *desk) {
    struct problem problem = {0};
    if (office_check_writable(desk->office, &problem) == STATUS_OK)
        return true;
    desk_show_problem(desk, &problem, NULL);
    return false;
}

void desk_show_problems(struct desk *desk, const struct problems *problems,
                        const char *record_kind) {
    if (problems->count > 0)
        desk_show_problem(desk, &problems->items[0], record_kind);
}

void desk_append_due(struct desk *desk, int64_t id, struct buffer *out) {
    struct office *office = desk->office;
    struct record record = {0};
    struct buffer count = BUFFER_INIT;
    if (store_read(office->store, &office->visible, id, &record, NULL) == STATUS_OK &&
        record_text_append_count(office, &record, &count, NULL) == STATUS_OK && count.length > 0) {
        const char *text = buffer_text(&count) + strspn(buffer_text(&count), "\n\001");
        buffer_append_format(out, "\001%s  %s\n", fields_text(&record.fields, "number"), text);
    }
    buffer_release(&count);
    record_release(&record);
}

/* 33, slip after slip: the usual unit is filled in, and F4 has what else may be done with the slip just
 * saved or the one in the hand. Nothing here stands in the way of the next slip. */
#include "screens/slip.h"

#include "base/language.h"
#include "base/text.h"
#include "screens/register.h"
#include "screens/screen.h"
#include "ui/form_view.h"
#include "ui/prompt.h"
#include "work/flow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ID_BYTES = 24, REASON_MOST = 200 };

/* ---- whom it is usually given to ---------------------------------------------------------------- */

static bool is_report(const struct fields *values) {
    return strcmp(fields_text(values, "kind"), "report") == 0;
}

/* The unit a record names, as its id; "" when it names none. */
static void unit_of(struct desk *desk, const struct fields *values, const char *column,
                    char out[ID_BYTES]) {
    struct record record = {0};
    out[0] = '\0';
    if (store_read(desk->office->store, &desk->office->visible, fields_integer(values, column, 0),
                   &record, NULL) == STATUS_OK)
        snprintf(out, ID_BYTES, "%.20s", fields_text(&record.fields, "unit"));
    record_release(&record);
}

/* The unit of the settings for this kind, else for any. */
static void unit_of_settings(struct desk *desk, const char *kind, char out[ID_BYTES]) {
    char key[64], name[256];
    int64_t id = 0;
    struct office *office = desk->office;
    snprintf(key, sizeof key, "feedback_unit_%.40s", kind);
    if (!office_setting(office, key, "", name, sizeof name)[0])
        office_setting(office, "feedback_unit", "", name, sizeof name);
    out[0] = '\0';
    if (name[0] &&
        (store_find_title(office->store, &office->visible, "unit", name, &id, NULL) == STATUS_OK ||
         store_find_number(office->store, &office->visible, name, &id, NULL) == STATUS_OK))
        snprintf(out, ID_BYTES, "%lld", (long long)id);
}

void slip_usual_unit(struct desk *desk, const char *kind, char out[ID_BYTES]) {
    unit_of_settings(desk, kind, out);
}

/* The box's, else the kind's; *why says which. */
static void usual_unit(struct desk *desk, const struct fields *values, char out[ID_BYTES],
                       const char **why) {
    unit_of(desk, values, "box", out);
    *why = _("承办单位照反馈箱的默认，可以改");
    if (out[0])
        return;
    unit_of_settings(desk, fields_text(values, "kind"), out);
    *why = _("承办单位照本类别的默认，可以改");
}

static bool is_one_of(const char *word, const char *const *words) {
    for (; *words; words++)
        if (strcmp(word, *words) == 0)
            return true;
    return false;
}

/* The unit as it should stand now: filled in where nobody wrote one, never over what somebody wrote. */
static void fit_unit(struct desk *desk, struct view *form, const char *field,
                     const struct fields *values, const char *usual) {
    static const char *const causes[] = {"", "box", "opening", "kind", NULL};
    const char *unit = fields_text(values, "unit");
    bool is_usual = unit[0] && strcmp(unit, usual) == 0;
    char home[ID_BYTES];
    if (is_report(values)) {
        if (is_usual)
            form_view_set(form, "unit", "");
    } else if (is_one_of(field, causes)) {
        bool has_kind = fields_has(values, "kind") || fields_has(values, "box");
        if (!unit[0] && usual[0] && has_kind)
            form_view_set(form, "unit", usual);
    } else if (strcmp(field, "person") == 0 && is_usual) {
        unit_of(desk, values, "person", home);
        if (home[0])
            form_view_set(form, "unit", home);
    }
}

static void append_words(const struct fields *values, const char *usual, const char *why,
                         struct buffer *note) {
    const char *unit = fields_text(values, "unit");
    const char *gap = fields_has(values, "opening") ? "  " : "\n";
    if (fields_has(values, "slip_no")) {
        struct problem sentence;
        problem_set(&sentence, STATUS_OK, "", N_("与上一条同一张（第 {slip} 张）"));
        problem_place(&sentence, "slip", fields_text(values, "slip_no"));
        buffer_append(note, note->length ? gap : "");
        language_append_problem(note, &sentence, NULL);
    }
    if (unit[0] && strcmp(unit, usual) == 0) {
        buffer_append(note, note->length ? gap : "");
        buffer_append(note, why);
    }
}

void slip_changed(struct desk *desk, struct view *form, const char *field, struct buffer *note) {
    struct fields values = FIELDS_INIT;
    char usual[ID_BYTES];
    const char *why = "";
    form_view_values(form, &values);
    if (!fields_has(&values, "number")) { /* a new one: an edit hands nothing over */
        usual_unit(desk, &values, usual, &why);
        fit_unit(desk, form, field, &values, usual);
        fields_release(&values);
        form_view_values(form, &values);
        append_words(&values, usual, why, note);
        bool assigns = fields_has(&values, "unit") || is_report(&values);
        form_view_set_save_label(form, assigns ? N_("保存并交办") : N_("保存"));
        if (fields_has(&values, "opening"))
            form_view_set_has_commands(form, true);
    }
    fields_release(&values);
}

/* ---- further commands --------------------------------------------------------------------------- */

struct further {
    struct desk *desk;
    struct view *form;
    int64_t last_id;       /* 0: none, or sealed */
    struct record opening; /* id 0: the slip in the hand is of none */
};

static void further_free(struct further *further) {
    record_release(&further->opening);
    free(further);
}

static bool read_last(const struct further *further, struct record *out) {
    struct office *office = further->desk->office;
    return further->last_id > 0 &&
           store_read(office->store, &office->visible, further->last_id, out, NULL) == STATUS_OK;
}

static void add_choice(struct choices *out, const char *typed, const char *code,
                       const char *label) {
    if (choice_fits(label, typed))
        choices_add(out, code, label, "");
}

static void fetch(void *context, const char *typed, struct choices *out) {
    static const char *const commands[] = {"settle", "assign", "view", "edit", "void"};
    const struct further *further = context;
    struct record last = {0};
    if (read_last(further, &last)) {
        const char *kind = fields_text(&last.fields, "kind");
        bool may_settle = strcmp(kind, "consult") == 0 || strcmp(kind, "praise") == 0;
        add_choice(out, typed, "same", _("同一张再登一条"));
        for (size_t i = may_settle ? 0 : 1; i < sizeof commands / sizeof commands[0]; i++)
            if (register_allows(further->desk, last.id, commands[i]))
                add_choice(out, typed, commands[i],
                           language_text("option", flow_command_label(commands[i])));
    }
    if (further->opening.id > 0)
        add_choice(out, typed, "blank", _("下一张空白或无法辨认，作废"));
    record_release(&last);
}

/* The form is told of the slip it goes on with; what was typed in it stays. */
static void same_slip(const struct further *further) {
    static const char *const carried[] = {"source",  "box",      "opening", "received_on",
                                          "slip_no", "reporter", "contact"};
    enum { ALWAYS = 5 };
    struct record last = {0};
    struct fields now = FIELDS_INIT;
    if (!read_last(further, &last))
        return;
    form_view_values(further->form, &now);
    for (size_t i = 0; i < sizeof carried / sizeof carried[0]; i++)
        if (i < ALWAYS || !fields_has(&now, carried[i]))
            form_view_set(further->form, carried[i], fields_text(&last.fields, carried[i]));
    screen_find("feedback")->changed(further->desk, further->form, "");
    ui_message(further->desk->ui, _("同一张意见条：箱、日期、姓名、电话已照上一条填好"));
    fields_release(&now);
    record_release(&last);
}

/* An opening that is complete now is taken out of a form in which nothing was typed yet. */
static void leave_complete_opening(const struct further *further) {
    struct office *office = further->desk->office;
    struct record opening = {0};
    bool is_complete = store_read(office->store, &office->visible, further->opening.id, &opening,
                                  NULL) == STATUS_OK &&
                       strcmp(fields_text(&opening.fields, "state"), "complete") == 0;
    if (is_complete && !form_view_is_changed(further->form)) {
        form_view_set(further->form, "opening", "");
        form_view_set(further->form, "box", "");
    }
    screen_find("feedback")->changed(further->desk, further->form, "");
    record_release(&opening);
}

static void blank_given(void *context, const char *reason) {
    struct further *further = context;
    struct desk *desk = further->desk;
    struct fields changes = FIELDS_INIT;
    struct problems problems = {0};
    int64_t blank = fields_integer(&further->opening.fields, "void_slips", 0) + 1;
    fields_set_integer(&changes, "void_slips", blank);
    fields_set(&changes, "void_reason", reason);
    if (!reason) {
        ui_message(desk->ui, _("没有办理，什么都没有改动"));
    } else if (flow_do(desk->office, "edit", &further->opening.id, 1, &further->opening.ver,
                       &changes, &problems) != STATUS_OK) {
        desk_show_problems(desk, &problems, "opening");
    } else {
        struct problem sentence;
        struct buffer text = BUFFER_INIT;
        problem_set(&sentence, STATUS_OK, "", N_("已保存：{number} 作废 {count} 张"));
        problem_place(&sentence, "number", fields_text(&further->opening.fields, "number"));
        problem_place_integer(&sentence, "count", blank);
        language_append_problem(&text, &sentence, NULL);
        leave_complete_opening(further);
        ui_message(desk->ui, buffer_text(&text));
        buffer_release(&text);
    }
    fields_release(&changes);
    further_free(further);
}

static void chosen(void *context, const char *code) {
    struct further *further = context;
    if (code && strcmp(code, "blank") == 0) {
        prompt_line(further->desk->ui, _("这一张作废的原因"),
                    fields_text(&further->opening.fields, "void_reason"), REASON_MOST, false,
                    blank_given, further);
        return;
    }
    if (code && strcmp(code, "same") == 0)
        same_slip(further);
    else if (code)
        register_carry_out(further->desk, NULL, code, &further->last_id, 1);
    further_free(further);
}

/* Under the number of the record it is about. */
static void open_list(struct further *further) {
    struct record last = {0};
    struct buffer title = BUFFER_INIT;
    if (read_last(further, &last))
        buffer_append_format(&title, "%s %s", _("刚保存的"), fields_text(&last.fields, "number"));
    else
        buffer_append(&title, fields_text(&further->opening.fields, "number"));
    prompt_list(further->desk->ui, buffer_text(&title), form_view_row(further->form), "", fetch,
                chosen, further);
    buffer_release(&title);
    record_release(&last);
}

bool slip_commands(struct desk *desk, struct view *form, int64_t last_id) {
    struct further *further = calloc(1, sizeof *further);
    struct fields values = FIELDS_INIT;
    struct choices any = {0};
    if (!further)
        return false;
    *further = (struct further){.desk = desk, .form = form, .last_id = last_id};
    form_view_values(form, &values);
    if (store_read(desk->office->store, &desk->office->visible,
                   fields_integer(&values, "opening", 0), &further->opening, NULL) != STATUS_OK)
        further->opening.id = 0;
    fetch(further, "", &any);
    bool has_any = any.count > 0;
    if (has_any)
        open_list(further);
    else
        further_free(further);
    choices_release(&any);
    fields_release(&values);
    return has_any;
}

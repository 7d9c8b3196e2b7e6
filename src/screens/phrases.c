/* F7 in a text: those for this field first, then those for any. The text that stands there can be kept
 * as a new one without leaving the form; never that of a 举报, which is sealed. */
#include "screens/phrases.h"

#include "base/language.h"
#include "base/text.h"
#include "ui/form_view.h"
#include "ui/prompt.h"
#include "work/flow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HINT_COLS = 36, NAME_MOST = 40, PHRASES_SHOWN = 40 };

static const char keep_code[] = "+";

struct phrases {
    struct desk *desk;
    struct view *form;
    char key[80]; /* record.field; "" when the dictionary has no such place */
    struct fields values;
    char *text; /* what stands in the field */
    bool may_keep;
    int shown; /* numbers given so far */
};

static void phrases_free(struct phrases *phrases) {
    fields_release(&phrases->values);
    free(phrases->text);
    free(phrases);
}

/* ---- the list ----------------------------------------------------------------------------------- */

/* The beginning of a phrase in one line. */
static void append_beginning(const char *body, struct buffer *out) {
    struct buffer line = BUFFER_INIT;
    for (; *body; body++)
        buffer_append_char(&line, *body == '\n' ? ' ' : *body);
    size_t length = text_cut(buffer_text(&line), HINT_COLS, NULL);
    buffer_append_bytes(out, buffer_text(&line), length);
    if (length < line.length)
        buffer_append(out, "…");
    buffer_release(&line);
}

static void add_fitting(struct phrases *phrases, const struct page *page, const char *typed,
                        struct choices *out) {
    for (size_t i = 0; i < page->count && !out->has_more; i++) {
        struct buffer hint = BUFFER_INIT;
        if (!choice_fits(page_cell(page, i, 0), typed))
            continue;
        char code[24];
        snprintf(code, sizeof code, "%lld", (long long)page->ids[i]);
        append_beginning(page_cell(page, i, 1), &hint);
        choices_add(out, code, page_cell(page, i, 0), buffer_text(&hint));
        choices_number(out, ++phrases->shown);
        buffer_release(&hint);
        out->has_more = out->has_more || phrases->shown == PHRASES_SHOWN;
    }
}

/* Those of the key, "" those for any field, whose name has what was typed. */
static void fetch_of(struct phrases *phrases, const char *key, const char *typed,
                     struct choices *out) {
    static const char *const columns[] = {"title", "body"};
    struct office *office = phrases->desk->office;
    struct condition of_field = {"field", key[0] ? IS_EQUAL : IS_EMPTY, key};
    const struct page_request request = {.view = "phrase_open",
                                         .columns = columns,
                                         .column_count = 2,
                                         .order = "number",
                                         .conditions = &of_field,
                                         .condition_count = 1};
    struct page_start start = {0};
    struct page page = {0};
    char last[40];
    enum status status = STATUS_OK;
    do {
        status = store_page(office->store, &office->visible, &request, &start, PAGE_ROWS_MOST,
                            &page, NULL);
        if (status == STATUS_OK && page.count > 0) {
            add_fitting(phrases, &page, typed, out);
            snprintf(last, sizeof last, "%s", page_key(&page, page.count - 1));
            start = (struct page_start){.key = last, .id = page.ids[page.count - 1]};
        }
    } while (status == STATUS_OK && page.count == PAGE_ROWS_MOST && !out->has_more);
    page_release(&page);
}

static void fetch(void *context, const char *typed, struct choices *out) {
    struct phrases *phrases = context;
    phrases->shown = 0;
    if (phrases->may_keep && !typed[0]) {
        choices_add(out, keep_code, _("〔把本格内容存为常用语〕"), "");
        choices_number(out, -1);
    }
    if (phrases->key[0])
        fetch_of(phrases, phrases->key, typed, out);
    fetch_of(phrases, "", typed, out);
}

static void insert(struct phrases *phrases, const char *code) {
    struct office *office = phrases->desk->office;
    struct record record = {0};
    struct problem problem = {0};
    if (store_read(office->store, &office->visible, strtoll(code, NULL, 10), &record, &problem) ==
        STATUS_OK)
        form_view_insert(phrases->form, fields_text(&record.fields, "body"));
    else
        desk_show_problem(phrases->desk, &problem, "phrase");
    record_release(&record);
}

/* ---- keeping what stands there ------------------------------------------------------------------ */

static void ask_name(struct phrases *phrases, const char *start);

static void tell_kept(struct desk *desk, const char *name) {
    struct problem sentence;
    struct buffer text = BUFFER_INIT;
    problem_set(&sentence, STATUS_OK, "", N_("已存为常用语“{name}”，以后 F7 就有"));
    problem_place(&sentence, "name", name);
    language_append_problem(&text, &sentence, NULL);
    ui_message(desk->ui, buffer_text(&text));
    buffer_release(&text);
}

static void name_given(void *context, const char *name) {
    struct phrases *phrases = context;
    struct desk *desk = phrases->desk;
    struct fields values = FIELDS_INIT;
    struct problems problems = {0};
    int64_t id = 0;
    if (!name) {
        ui_message(desk->ui, _("没有存为常用语"));
        phrases_free(phrases);
        return;
    }
    fields_set(&values, "title", name);
    fields_set(&values, "field", phrases->key);
    fields_set(&values, "body", phrases->text);
    if (flow_register(desk->office, "phrase", &values, false, &id, &problems) == STATUS_OK) {
        tell_kept(desk, name);
        phrases_free(phrases);
    } else {
        ask_name(phrases, name);
        desk_show_problems(desk, &problems, "phrase");
    }
    fields_release(&values);
}

static void ask_name(struct phrases *phrases, const char *start) {
    prompt_line(phrases->desk->ui, _("常用语的简称（以后凭它找到）"), start, NAME_MOST, false,
                name_given, phrases);
}

/* ---- the way in --------------------------------------------------------------------------------- */

static void chosen(void *context, const char *code) {
    struct phrases *phrases = context;
    if (code && strcmp(code, keep_code) == 0) {
        ask_name(phrases, "");
        return;
    }
    if (code)
        insert(phrases, code);
    phrases_free(phrases);
}

/* What the dictionary has no place for is kept for any field. */
static void set_key(struct phrases *phrases, const char *record, const char *field) {
    const struct code_rows *places = office_codes(phrases->desk->office, "phrase_field");
    char key[sizeof phrases->key];
    snprintf(key, sizeof key, "%.30s.%.40s", record, field);
    for (size_t i = 0; i < places->count; i++)
        if (strcmp(places->items[i].code, key) == 0)
            memcpy(phrases->key, key, sizeof key);
}

static bool may_keep(const struct phrases *phrases) {
    bool is_sealed = fields_integer(&phrases->values, "sealed", 0) != 0 ||
                     strcmp(fields_text(&phrases->values, "kind"), "report") == 0;
    return phrases->text && phrases->text[0] && !is_sealed &&
           flow_allows(phrases->desk->office, "phrase", "", "register");
}

void phrases_open(struct desk *desk, struct view *form, const char *record, const char *field) {
    struct choices any = {0};
    struct phrases *phrases = calloc(1, sizeof *phrases);
    if (!phrases)
        return;
    phrases->desk = desk;
    phrases->form = form;
    form_view_values(form, &phrases->values);
    phrases->text = text_copy(fields_text(&phrases->values, field));
    set_key(phrases, record, field);
    phrases->may_keep = may_keep(phrases);
    fetch(phrases, "", &any);
    if (any.count > 0) {
        prompt_list(desk->ui, _("常用语"), form_view_row(form), "", fetch, chosen, phrases);
    } else {
        ui_message(desk->ui, _("还没有常用语：先写好一段，再按 F7 就可以存下来"));
        phrases_free(phrases);
    }
    choices_release(&any);
}

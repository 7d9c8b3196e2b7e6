/* The form in which an opinion is decided on: what was said, what is like it, the passage, the decision and the reply on
 * one screen; F2 brings the next. Decides nothing. */
#include "screens/opinion.h"

#include "base/language.h"
#include "base/text.h"
#include "report/shown.h"
#include "screens/register.h"
#include "screens/screen.h"
#include "ui/form_view.h"
#include "ui/text_view.h"
#include "work/consultation.h"
#include "work/opinion.h"
#include "work/personal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GUTTER_COLS = 16, SAID_ROWS = 3, CLAUSE_ROWS = 2, LIKE_SHOWN = 5 };

static const struct {
    const char *command, *decision, *focus;
} decisions[] = {
    {"decide", "", NULL},
    {"adopt", "adopted", "adopted_to"},
    {"partly", "partly", "adopted_to"},
    {"decline", "declined", "reason"},
    {"unrelated", "unrelated", "reply"},
    {"duplicate", "duplicate", "same_as"},
};
enum { DECISIONS = sizeof decisions / sizeof decisions[0] };

bool opinion_is_decision(const char *command) {
    for (size_t i = 0; i < DECISIONS; i++)
        if (strcmp(decisions[i].command, command) == 0)
            return true;
    return false;
}

bool opinion_open_decide(struct desk *desk, struct view *list, const char *command,
                         const int64_t *ids, size_t count) {
    const struct scr *scr = desk_screen(desk, count == 1 ? "opinion_decide" : "opinion_batch");
    struct fields values = FIELDS_INIT;
    struct command_start start = {NULL, NULL};
    for (size_t i = 1; i < DECISIONS; i++)
        if (strcmp(decisions[i].command, command) == 0) {
            fields_set(&values, "decision", decisions[i].decision);
            start = (struct command_start){&values, decisions[i].focus};
        }
    bool is_open = scr && register_open_command_with(desk, scr, list, "decide", ids, count, &start);
    fields_release(&values);
    return is_open;
}

/* ---- what is shown of it ------------------------------------------------------------------------ */

struct cutting {
    int rows, most;
    size_t start, end; /* of the last row that is shown */
};

static bool take_row(void *context, size_t start, size_t end) {
    struct cutting *cutting = context;
    if (cutting->rows == cutting->most)
        return false;
    cutting->rows++;
    cutting->start = start;
    cutting->end = end;
    return true;
}

/* As much as stands in so many rows; … tells that there is more (F6). */
static void append_cut(const struct desk *desk, const char *text, int rows, struct buffer *out) {
    int cols = ui_cols(desk->ui) - GUTTER_COLS;
    struct cutting cutting = {0, rows, 0, 0};
    text_wrap(text, cols, take_row, &cutting);
    if (text[cutting.end] == '\0') {
        buffer_append(out, text);
        return;
    }
    struct buffer last = BUFFER_INIT;
    buffer_append_bytes(&last, text + cutting.start, cutting.end - cutting.start);
    size_t length = text_cut(buffer_text(&last), cols - 2, NULL);
    buffer_append_bytes(out, text, cutting.start + length);
    buffer_append(out, "…");
    buffer_release(&last);
}

static void append_word(struct buffer *out, const char *word) {
    if (word && word[0])
        buffer_append_format(out, "%s%s", out->length > 0 ? _("，") : "", word);
}

/* 东门村 周大爷，座谈会，2026-11-12，已等 8 日 */
static void append_whom(struct desk *desk, const struct fields *opinion, struct buffer *out) {
    struct problem waited;
    struct buffer text = BUFFER_INIT;
    int days = opinion_waited_days(desk->office, opinion);
    char *village = store_title(desk->office->store, fields_integer(opinion, "unit", 0));
    const char *author = fields_text(opinion, "author");
    buffer_append_format(&text, "%s%s%s", village ? village : "", village && *village ? " " : "",
                         author[0] ? author : _("匿名"));
    append_word(out, buffer_text(&text));
    append_word(
        out, language_text("consultation_way", office_code_label(desk->office, "consultation_way",
                                                                 fields_text(opinion, "way"))));
    append_word(out, fields_text(opinion, "received_on"));
    if (fields_integer(opinion, "late", 0) != 0)
        append_word(out, _("逾期提交"));
    buffer_clear(&text);
    problem_set(&waited, STATUS_OK, "", N_("已等 {days} 日"));
    problem_place_integer(&waited, "days", days);
    language_append_problem(&text, &waited, NULL);
    append_word(out, days >= 0 ? buffer_text(&text) : "");
    buffer_release(&text);
    free(village);
}

/* The passage it names, else the beginning of the draft; the name before it. */
static void append_clause(struct desk *desk, const struct fields *opinion, struct buffer *out) {
    struct record consultation = {0};
    struct passages passages = {0};
    const struct passage *passage = NULL;
    const char *named = fields_text(opinion, "passage");
    if (store_read(desk->office->store, &desk->office->visible,
                   fields_integer(opinion, "consultation", 0), &consultation, NULL) == STATUS_OK) {
        const char *draft = fields_text(&consultation.fields, "draft");
        if (named[0] && consultation_passages(draft, &passages))
            passage = passage_find(&passages, named);
        if (passage)
            buffer_append_bytes(out, draft + passage->start, passage->end - passage->start);
        else if (named[0])
            buffer_append_format(out, "%s%s", named, _("（草案里没有找到这一条）"));
        else
            buffer_append(out, draft);
    }
    passages_release(&passages);
    record_release(&consultation);
}

/* Its number; behind the first of the same year only the serial: YJ2026-00388 00391. */
static void append_number(struct desk *desk, int64_t id, char year[16], struct buffer *out) {
    struct record record = {0};
    if (store_read(desk->office->store, &desk->office->visible, id, &record, NULL) == STATUS_OK) {
        const char *number = fields_text(&record.fields, "number");
        size_t length = strcspn(number, "-");
        bool is_of_year = year[0] && strncmp(number, year, length) == 0 && year[length] == '\0';
        buffer_append_format(out, "%s%s", out->length > 0 ? " " : "",
                             is_of_year ? number + length + 1 : number);
        if (length < 16) {
            memcpy(year, number, length);
            year[length] = '\0';
        }
    }
    record_release(&record);
}

/* 可能重复 2，相近 3: YJ2026-00388 00391 … */
static void append_like(struct desk *desk, int64_t id, struct buffer *out) {
    struct opinion_likes *likes = calloc(1, sizeof *likes);
    struct buffer numbers = BUFFER_INIT;
    struct problem sentence;
    char year[16] = "";
    int64_t same = 0;
    if (!likes || opinion_like(desk->office, id, likes, NULL) != STATUS_OK || likes->count == 0) {
        buffer_append(out, _("没有"));
    } else {
        for (size_t i = 0; i < likes->count; i++) {
            same += likes->items[i].likeness >= OPINION_SAME;
            if (i < LIKE_SHOWN)
                append_number(desk, likes->items[i].id, year, &numbers);
        }
        problem_set(&sentence, STATUS_OK, "",
                    same == 0 ? N_("相近 {near} 件：{numbers}")
                    : (size_t)same == likes->count
                        ? N_("可能重复 {same} 件：{numbers}")
                        : N_("可能重复 {same} 件，相近 {near} 件：{numbers}"));
        problem_place_integer(&sentence, "same", same);
        problem_place_integer(&sentence, "near", (int64_t)likes->count - same);
        problem_place(&sentence, "numbers", buffer_text(&numbers));
        language_append_problem(out, &sentence, NULL);
        buffer_append(out, likes->count > LIKE_SHOWN ? " …" : "");
    }
    buffer_release(&numbers);
    free(likes);
}

/* What computed fields hold, cut to their rows. */
static void set_shown(struct desk *desk, const struct fields *opinion, struct fields *values) {
    struct buffer whom = BUFFER_INIT, said = BUFFER_INIT, clause = BUFFER_INIT, cut = BUFFER_INIT;
    append_whom(desk, opinion, &whom);
    append_cut(desk, fields_text(opinion, "body"), SAID_ROWS, &said);
    append_clause(desk, opinion, &clause);
    append_cut(desk, buffer_text(&clause), CLAUSE_ROWS, &cut);
    fields_set(values, "from_whom", buffer_text(&whom));
    fields_set(values, "said", buffer_text(&said));
    fields_set(values, "clause", buffer_text(&cut));
    buffer_release(&whom);
    buffer_release(&said);
    buffer_release(&clause);
    buffer_release(&cut);
}

/* Those like it are looked for in idle: among thousands that takes longer than a key. */
static void propose(struct desk *desk, const struct record *record, struct fields *values) {
    set_shown(desk, &record->fields, values);
    fields_set(values, "like", "…");
}

static bool find_like(struct desk *desk, struct view *form, int64_t id) {
    struct buffer like = BUFFER_INIT;
    if (opinion_read_ahead(desk->office, id))
        return true;
    append_like(desk, id, &like);
    form_view_set(form, "like", buffer_text(&like));
    buffer_release(&like);
    return false;
}

static void propose_consent(struct desk *desk, const struct record *record, struct fields *values) {
    set_shown(desk, &record->fields, values);
}

/* ---- below the form ------------------------------------------------------------------------------ */

static bool is_template(const char *reply) {
    return strpbrk(reply, "{}") || strstr(reply, "｛");
}

/* What the template becomes for this one, or why it does not. */
static void append_filled(struct desk *desk, const struct fields *opinion, const char *reply,
                          struct buffer *note) {
    struct buffer filled = BUFFER_INIT, cut = BUFFER_INIT;
    struct problem problem = {0};
    if (opinion_fill_reply(desk->office, opinion, reply, &filled, &problem) == STATUS_OK)
        append_cut(desk, buffer_text(&filled), 2, &cut);
    else
        language_append_problem(&cut, &problem, desk_field_label(desk, "opinion", "reply"));
    for (size_t i = 0; i < cut.length; i++)
        cut.data[i] = cut.data[i] == '\n' ? ' ' : cut.data[i];
    buffer_append_format(note, "%s%s%s", fields_text(opinion, "number"), _("："),
                         buffer_text(&cut));
    buffer_release(&filled);
    buffer_release(&cut);
}

/* Wraps the note into the lines a form has below it. */
static bool add_note_line(void *context, size_t start, size_t end) {
    struct buffer **buffers = context;
    buffer_append(buffers[1], buffers[1]->length > 0 ? "\n" : "");
    buffer_append_bytes(buffers[1], buffer_text(buffers[0]) + start, end - start);
    return true;
}

static void show_note(struct desk *desk, struct view *form, struct buffer *note) {
    struct buffer wrapped = BUFFER_INIT;
    struct buffer *buffers[] = {note, &wrapped};
    if (note->length > 0)
        text_wrap(buffer_text(note), ui_cols(desk->ui) - 2, add_note_line, buffers);
    form_view_set_note(form, buffer_text(&wrapped));
    buffer_release(&wrapped);
}

static void changed(struct desk *desk, struct view *form, const char *field) {
    struct fields values = FIELDS_INIT;
    struct buffer note = BUFFER_INIT;
    (void)field;
    form_view_values(form, &values);
    if (is_template(fields_text(&values, "reply")))
        append_filled(desk, &values, fields_text(&values, "reply"), &note);
    show_note(desk, form, &note);
    form_view_set_label(form, "take_up",
                        strchr(fields_text(&values, "like"), '-') ? N_("一并处理") : NULL);
    form_view_set_label(form, "create", N_("全文"));
    form_view_set_save_label(form, N_("保存并下一件"));
    buffer_release(&note);
    fields_release(&values);
}

static void consent_changed(struct desk *desk, struct view *form, const char *field) {
    (void)desk;
    (void)field;
    form_view_set_label(form, "create", N_("全文"));
}

/* ---- several ------------------------------------------------------------------------------------- */

static void propose_all(struct desk *desk, const int64_t *ids, size_t count,
                        struct fields *values) {
    struct record record = {0};
    (void)count;
    if (store_read(desk->office->store, &desk->office->visible, ids[0], &record, NULL) ==
        STATUS_OK) {
        static const char *const kept[] = {"number", "consultation", "author", "passage"};
        for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
            fields_set(values, kept[i], fields_text(&record.fields, kept[i]));
    }
    record_release(&record);
}

static void batch_changed(struct desk *desk, struct view *form, const char *field) {
    struct fields values = FIELDS_INIT;
    struct buffer note = BUFFER_INIT;
    (void)field;
    form_view_values(form, &values);
    if (fields_has(&values, "reply"))
        append_filled(desk, &values, fields_text(&values, "reply"), &note);
    show_note(desk, form, &note);
    buffer_release(&note);
    fields_release(&values);
}

/* ---- F5 and F6 ----------------------------------------------------------------------------------- */

static size_t take_up(struct desk *desk, int64_t id, int64_t **ids) {
    struct opinion_likes *likes = calloc(1, sizeof *likes);
    size_t count = 0;
    struct problem problem = {0};
    if (likes && opinion_like(desk->office, id, likes, &problem) == STATUS_OK && likes->count > 0)
        *ids = calloc(likes->count, sizeof **ids);
    for (size_t i = 0; *ids && i < likes->count; i++)
        (*ids)[count++] = likes->items[i].id;
    free(likes);
    return count;
}

static void append_whole(struct desk *desk, int64_t id, const char *heading, struct buffer *out) {
    struct record record = {0};
    if (store_read(desk->office->store, &desk->office->visible, id, &record, NULL) == STATUS_OK) {
        struct buffer whom = BUFFER_INIT, body = BUFFER_INIT;
        struct personal hidden = {0};
        personal_hide(desk->office, PERSONAL_PAGE, &record, &hidden);
        append_whom(desk, &record.fields, &whom);
        personal_append(&hidden, fields_text(&record.fields, "body"), &body);
        buffer_append_format(out, "\001%s %s  %s\n%s\n\n", heading,
                             fields_text(&record.fields, "number"), buffer_text(&whom),
                             buffer_text(&body));
        buffer_release(&whom);
        buffer_release(&body);
        personal_release(&hidden);
    }
    record_release(&record);
}

static void show_whole(struct desk *desk, int64_t id) {
    struct record record = {0};
    struct buffer text = BUFFER_INIT, clause = BUFFER_INIT;
    struct opinion_likes *likes = calloc(1, sizeof *likes);
    char title[64];
    append_whole(desk, id, _("意见"), &text);
    if (store_read(desk->office->store, &desk->office->visible, id, &record, NULL) == STATUS_OK)
        append_clause(desk, &record.fields, &clause);
    buffer_append_format(&text, "\001%s\n%s\n\n", _("草案"), buffer_text(&clause));
    if (likes && opinion_like(desk->office, id, likes, NULL) == STATUS_OK)
        for (size_t i = 0; i < likes->count; i++)
            append_whole(desk, likes->items[i].id,
                         likes->items[i].likeness >= OPINION_SAME ? _("可能重复") : _("相近"),
                         &text);
    snprintf(title, sizeof title, " %s  %s", fields_text(&record.fields, "number"), _("全文"));
    struct view *view = text_view_new(title, "", buffer_text(&text), NULL, 0, NULL);
    if (view) {
        snprintf(view->help_topic, sizeof view->help_topic, "opinion_decide");
        ui_push(desk->ui, view);
    }
    free(likes);
    buffer_release(&text);
    buffer_release(&clause);
    record_release(&record);
}

const struct screen screen_opinion_decide = {
    .name = "opinion_decide",
    .changed = changed,
    .propose = propose,
    .idle = find_like,
    .take_up = take_up,
    .show_whole = show_whole,
    .brings_next = true,
    .steps_list = true,
};

const struct screen screen_opinion_batch = {
    .name = "opinion_batch",
    .changed = batch_changed,
    .propose_all = propose_all,
};

const struct screen screen_opinion_consent = {
    .name = "opinion_consent",
    .changed = consent_changed,
    .propose = propose_consent,
    .show_whole = show_whole,
    .brings_next = true,
    .steps_list = true,
};

/* Drafts of before, at the workbench. What a draft is of is known by the form that keeps it: here its form is opened, and takes
 * it up by itself. */
#include "screens/left_drafts.h"

#include "base/language.h"
#include "base/text.h"
#include "screens/phone.h"
#include "screens/register.h"
#include "ui/prompt.h"
#include "work/flow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LIST_ROW = 2 };

/* ---- in words ------------------------------------------------------------------------------------ */

static void append_age(const struct desk *desk, int64_t at, struct buffer *out) {
    enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR };
    int64_t seconds = office_now(desk->office) - at;
    struct problem sentence;
    if (seconds < MINUTE) {
        problem_set(&sentence, STATUS_OK, "", N_("刚才"));
    } else if (seconds < HOUR) {
        problem_set(&sentence, STATUS_OK, "", N_("{count} 分钟前"));
        problem_place_integer(&sentence, "count", seconds / MINUTE);
    } else if (seconds < DAY) {
        problem_set(&sentence, STATUS_OK, "", N_("{count} 小时前"));
        problem_place_integer(&sentence, "count", seconds / HOUR);
    } else {
        problem_set(&sentence, STATUS_OK, "", N_("{count} 天前"));
        problem_place_integer(&sentence, "count", seconds / DAY);
    }
    language_append_problem(out, &sentence, NULL);
}

/* "" when it is for none, for several, or may not be seen. */
static void append_number(struct desk *desk, int64_t id, struct buffer *out) {
    struct record record = {0};
    if (id != 0 &&
        store_read(desk->office->store, &desk->office->visible, id, &record, NULL) == STATUS_OK)
        buffer_append(out, fields_text(&record.fields, "number"));
    record_release(&record);
}

static int64_t first_id(const struct draft *draft) {
    return draft->ids ? strtoll(draft->ids, NULL, 10) : 0;
}

/* 反馈登记; 修改 FK2026-00012 */
static void append_title(struct desk *desk, const struct draft *draft, struct buffer *out) {
    struct buffer number = BUFFER_INIT;
    const struct scr *scr =
        strcmp(draft->screen, phone_screen) == 0 ? NULL : desk_screen(desk, draft->screen);
    if (strcmp(draft->screen, phone_screen) == 0)
        buffer_append(out, _("来电来访"));
    else if (strcmp(draft->command, "edit") == 0)
        buffer_append(out, _("修改"));
    else
        buffer_append(out, scr ? desk_title(scr) : draft->screen);
    append_number(desk, first_id(draft), &number);
    if (number.length > 0)
        buffer_append_format(out, " %s", buffer_text(&number));
    buffer_release(&number);
}

static size_t count_drafts(const struct desk *desk) {
    size_t count = 0;
    for (const struct draft *draft = drafts_first(desk->office); draft;
         draft = drafts_next(desk->office, draft))
        count++;
    return count;
}

/* The newest in a sentence with its title, its age and how many there are. */
static void append_sentence(struct desk *desk, const struct draft *draft, const char *one,
                            const char *several, struct buffer *out) {
    struct buffer title = BUFFER_INIT, age = BUFFER_INIT;
    struct problem sentence;
    size_t count = count_drafts(desk);
    append_title(desk, draft, &title);
    append_age(desk, draft->kept_at, &age);
    problem_set(&sentence, STATUS_OK, "", count > 1 ? several : one);
    problem_place(&sentence, "title", buffer_text(&title));
    problem_place(&sentence, "age", buffer_text(&age));
    problem_place_integer(&sentence, "count", (int64_t)count);
    language_append_problem(out, &sentence, NULL);
    buffer_release(&title);
    buffer_release(&age);
}

void left_drafts_append_notice(struct desk *desk, struct buffer *out) {
    const struct draft *draft = NULL;
    drafts_refresh(desk->office);
    draft = drafts_first(desk->office);
    if (draft)
        append_sentence(desk, draft, N_("未保存的{title}，{age}：按 F6 接着写。"),
                        N_("有 {count} 份未保存的草稿，最近是{title}，{age}：按 F6 看。"), out);
}

/* ---- taking one up ------------------------------------------------------------------------------- */

static size_t read_ids(const char *text, int64_t **ids) {
    size_t count = 0, at = 0;
    char *end = NULL;
    for (const char *c = text; *c; c++)
        count += *c == ' ';
    *ids = text[0] ? calloc(count + 1, sizeof **ids) : NULL;
    for (const char *c = text; *ids && *c && at <= count; c = end) {
        (*ids)[at++] = strtoll(c, &end, 10);
        if (end == c)
            break;
    }
    return at;
}

static void refuse(struct desk *desk) {
    ui_error(desk->ui, _("这条现在不能办这一项了，草稿还留着；按 F6 可以看，也可以丢掉"));
}

/* Of a copy: opening the form changes what drafts there are. */
static void open_form_of(struct desk *desk, const struct draft *draft) {
    const struct scr *scr = desk_screen(desk, draft->screen);
    int64_t *ids = NULL;
    size_t count = read_ids(draft->ids ? draft->ids : "", &ids);
    struct command_start start = {draft->asked.count > 0 ? &draft->asked : NULL, NULL};
    bool may = scr != NULL;
    for (size_t i = 0; i < count && may; i++)
        may = register_allows(desk, ids[i], draft->command);
    if (!may)
        refuse(desk);
    else if (strcmp(draft->command, "register") == 0)
        register_open_new(desk, scr, NULL);
    else if (count > 0 && strcmp(draft->command, "edit") == 0)
        register_open_edit(desk, scr, NULL, ids[0]);
    else if (count > 0)
        register_open_command_with(desk, scr, NULL, draft->command, ids, count, &start);
    free(ids);
}

static void take_up(struct desk *desk, const char *key) {
    const struct draft *found = desk_draft(desk, key);
    struct draft draft;
    if (!found || !draft_copy(&draft, found)) {
        ui_error(desk->ui, _("这份草稿已在另一个终端接着写"));
        return;
    }
    if (strcmp(draft.screen, phone_screen) == 0)
        phone_open(desk);
    else
        open_form_of(desk, &draft);
    draft_release(&draft);
}

/* ---- asking -------------------------------------------------------------------------------------- */

struct offer {
    struct desk *desk;
    char key[DRAFT_KEY_BYTES];
    bool goes_on; /* once it is thrown away, the next is offered */
};

static void ask(struct desk *desk, const struct draft *draft, bool goes_on);

/* The newest that this session didn't keep itself. */
static const struct draft *first_left(const struct desk *desk) {
    const struct draft *draft = drafts_first(desk->office);
    while (draft && !drafts_is_left(desk->office, draft))
        draft = drafts_next(desk->office, draft);
    return draft;
}

static void thrown_away(void *context, int chosen) {
    struct offer *offer = context;
    struct desk *desk = offer->desk;
    bool goes_on = offer->goes_on;
    if (chosen == 2 && desk_draft(desk, offer->key)) {
        desk_forget_draft(desk, offer->key);
        ui_message(desk->ui, _("草稿已丢掉"));
    }
    const struct draft *next = first_left(desk);
    free(offer);
    if (goes_on && next)
        ask(desk, next, true);
    else if (ui_top(desk->ui)->class->uncovered)
        ui_top(desk->ui)->class->uncovered(ui_top(desk->ui));
}

static void answered(void *context, int chosen) {
    struct offer *offer = context;
    const char *const answers[] = {_("回去"), _("丢掉")};
    if (chosen == 3) {
        prompt_choice(offer->desk->ui, _("丢掉就找不回来了："), answers, 2, 1, thrown_away, offer);
        return;
    }
    if (chosen == 1)
        take_up(offer->desk, offer->key);
    free(offer);
}

static void ask(struct desk *desk, const struct draft *draft, bool goes_on) {
    const char *const answers[] = {_("接着写"), _("以后再说"), _("丢掉")};
    struct buffer question = BUFFER_INIT;
    struct offer *offer = calloc(1, sizeof *offer);
    if (!offer)
        return;
    offer->desk = desk;
    offer->goes_on = goes_on;
    memcpy(offer->key, draft->key, sizeof offer->key);
    append_sentence(desk, draft, N_("有一份未保存的{title}，{age}："),
                    N_("有 {count} 份未保存的草稿，最近是{title}，{age}："), &question);
    prompt_choice(desk->ui, buffer_text(&question), answers, 3, 1, answered, offer);
    buffer_release(&question);
}

void left_drafts_offer(struct desk *desk) {
    if (!desk->is_draft_due)
        return;
    desk->is_draft_due = false;
    const struct draft *draft = first_left(desk);
    if (draft)
        ask(desk, draft, true);
}

/* ---- all of them --------------------------------------------------------------------------------- */

/* Two of the same form are told apart by what they begin with; of what will be sealed nothing is shown. */
static void append_begin(const struct draft *draft, struct buffer *out) {
    enum { SHOWN_COLS = 24 };
    const char *title = fields_text(&draft->values, "title");
    const char *text = title[0] ? title : fields_text(&draft->values, "body");
    if (!text[0] || strcmp(fields_text(&draft->values, "kind"), "report") == 0)
        return;
    struct buffer line = BUFFER_INIT;
    buffer_append_bytes(&line, text, strcspn(text, "\n"));
    size_t length = text_cut(buffer_text(&line), SHOWN_COLS, NULL);
    buffer_append_char(out, ' ');
    buffer_append_bytes(out, buffer_text(&line), length);
    buffer_release(&line);
}

static void fetch(void *context, const char *typed, struct choices *out) {
    struct desk *desk = context;
    int number = 0;
    for (const struct draft *draft = drafts_first(desk->office); draft;
         draft = drafts_next(desk->office, draft)) {
        struct buffer title = BUFFER_INIT, age = BUFFER_INIT;
        char code[16];
        snprintf(code, sizeof code, "%d", ++number);
        append_title(desk, draft, &title);
        append_begin(draft, &title);
        append_age(desk, draft->kept_at, &age);
        if (strcmp(typed, code) == 0 || choice_fits(buffer_text(&title), typed))
            choices_add(out, code, buffer_text(&title), buffer_text(&age));
        buffer_release(&title);
        buffer_release(&age);
    }
}

static void chosen_of_list(void *context, const char *code) {
    struct desk *desk = context;
    const struct draft *draft = code ? drafts_first(desk->office) : NULL;
    for (long number = code ? strtol(code, NULL, 10) : 0; draft && number > 1; number--)
        draft = drafts_next(desk->office, draft);
    if (draft)
        ask(desk, draft, false);
}

void left_drafts_list(struct desk *desk) {
    drafts_refresh(desk->office);
    if (!drafts_first(desk->office))
        ui_message(desk->ui, _("没有未保存的草稿"));
    else
        prompt_list(desk->ui, _("未保存的草稿"), LIST_ROW, "", fetch, chosen_of_list, desk);
}

/* ---- the last save ------------------------------------------------------------------------------- */

static void append_what(struct desk *desk, const struct last_save *save, struct buffer *out) {
    const struct scr *scr = register_screen_of_kind(desk, save->kind);
    buffer_append_format(out, "%s%s%s", scr ? desk_title(scr) : "", scr ? " " : "",
                         language_text("option", flow_command_label(save->command)));
}

static void tell_last_save(struct desk *desk, const struct last_save *save) {
    struct buffer number = BUFFER_INIT, what = BUFFER_INIT, text = BUFFER_INIT;
    struct problem sentence;
    append_number(desk, save->record, &number);
    append_what(desk, save, &what);
    problem_set(&sentence, STATUS_OK, "",
                save->was_stored && number.length > 0 ? N_("上次退出前的保存已经完成：{number}")
                : save->was_stored ? N_("上次退出前的保存已经完成：{what}")
                : drafts_first(desk->office) ? N_("上次退出前的保存没有完成：{what}；内容在草稿里")
                                             : N_("上次退出前的保存没有完成：{what}，请再办一次"));
    problem_place(&sentence, "number", buffer_text(&number));
    problem_place(&sentence, "what", buffer_text(&what));
    language_append_problem(&text, &sentence, NULL);
    ui_message(desk->ui, buffer_text(&text));
    buffer_release(&number);
    buffer_release(&what);
    buffer_release(&text);
}

void left_drafts_begin(struct desk *desk) {
    struct problem problem = {0};
    struct last_save save = {0};
    enum status status = STATUS_OK;
    desk->is_draft_due = true;
    if (!desk->office->drafts)
        status = drafts_open(desk->office, &problem);
    if (status != STATUS_OK)
        desk_show_problem(desk, &problem, NULL);
    if (drafts_last_save(desk->office, &save, NULL) == STATUS_OK && save.is_known)
        tell_last_save(desk, &save);
}

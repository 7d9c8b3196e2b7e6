/* 08 设置: settings and limits with their meaning in words. What may stand in them, work/settings
 * knows; a limit is asked for one thing after the other (settings_limit.c). */
#include "screens/settings.h"

#include "base/language.h"
#include "report/shown.h"
#include "screens/rows_list.h"
#include "screens/screen.h"
#include "screens/typing.h"
#include "store/columns.h"
#include "ui/prompt.h"
#include "work/settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct settings_context {
    struct desk *desk;
    struct setting editing;
};

static const char limit_mark[] = "limit "; /* before a limit's id in a row's key */

/* ---- values in words ---------------------------------------------------------------------------- */

static void append_codes(struct office *office, const struct setting *setting, struct buffer *out) {
    char words[sizeof setting->value];
    char *rest = words;
    snprintf(words, sizeof words, "%s", setting->value);
    for (char *word = strtok_r(words, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        buffer_append(out, out->length > 0 ? " " : "");
        shown_append_code(office, setting->list, word, out);
    }
}

static void append_value(struct office *office, const struct setting *setting, struct buffer *out) {
    if (!setting->value[0])
        buffer_append(out, "-");
    else if (setting->type == SETTING_FLAG)
        buffer_append(out, strcmp(setting->value, "1") == 0 ? _("是") : _("否"));
    else if (setting->type == SETTING_CODES)
        append_codes(office, setting, out);
    else
        buffer_append(out, setting->value);
}

/* ---- the list ----------------------------------------------------------------------------------- */

static enum status fill_settings(struct office *office, struct rows *rows,
                                 struct problem *problem) {
    struct settings settings;
    enum status status = settings_load(office, &settings, problem);
    for (size_t i = 0; status == STATUS_OK && i < settings.count; i++) {
        struct buffer value = BUFFER_INIT;
        append_value(office, &settings.items[i], &value);
        rows_add(rows, settings.items[i].key);
        rows_set(rows, 0, language_text("setting", settings.items[i].label));
        rows_set(rows, 1, buffer_text(&value));
        buffer_release(&value);
    }
    if (status == STATUS_OK)
        settings_release(&settings);
    return status;
}

/* "feedback.consult": of a kind of record there is. */
static bool is_in_use(const char *rule) {
    char kind[48];
    snprintf(kind, sizeof kind, "%.*s", (int)strcspn(rule, "."), rule);
    return record_kind_find(kind) != NULL;
}

static void append_amount(const struct fields *limit, struct buffer *out) {
    const char *unit = fields_text(limit, "unit");
    if (strcmp(unit, "workday") != 0 && strcmp(unit, "day") != 0) {
        buffer_append(out, fields_text(limit, "fixed_on"));
        return;
    }
    buffer_append_format(out, "%s %s", fields_text(limit, "amount"),
                         strcmp(unit, "workday") == 0 ? _("个工作日") : _("日"));
    if (fields_integer(limit, "extension_max", 0) > 0)
        buffer_append_format(out, "%s%s %s", _("，"), _("可延"),
                             fields_text(limit, "extension_max"));
}

static enum status fill_limits(struct office *office, struct rows *rows, struct problem *problem) {
    struct field_rows limits = {0};
    enum status status = store_limits(office->store, &limits, problem);
    for (size_t i = 0; i < limits.count; i++) {
        const struct fields *limit = &limits.items[i];
        struct buffer text = BUFFER_INIT;
        char key[80];
        if (!is_in_use(fields_text(limit, "id")))
            continue;
        snprintf(key, sizeof key, "%s%s", limit_mark, fields_text(limit, "id"));
        rows_add(rows, key);
        buffer_append_format(&text, "%s %s", _("期限"),
                             language_text("article", fields_text(limit, "article")));
        rows_set(rows, 0, buffer_text(&text));
        buffer_clear(&text);
        append_amount(limit, &text);
        rows_set(rows, 1, buffer_text(&text));
        rows_set(rows, 2, fields_text(limit, "valid_from"));
        buffer_release(&text);
    }
    field_rows_release(&limits);
    return status;
}

static enum status fill(void *context, struct rows *rows, struct problem *problem) {
    struct office *office = ((struct settings_context *)context)->desk->office;
    enum status status = fill_settings(office, rows, problem);
    return status == STATUS_OK ? fill_limits(office, rows, problem) : status;
}

/* ---- changing a setting ------------------------------------------------------------------------- */

static void value_given(void *context, const char *typed) {
    struct settings_context *settings = context;
    struct problem problem = {0};
    if (!typed)
        return;
    if (settings_set(settings->desk->office, settings->editing.key, typed, &problem) == STATUS_OK) {
        typing_begin(settings->desk);
        ui_message(settings->desk->ui, _("设置已保存，立即生效"));
    } else
        desk_show_problem(settings->desk, &problem, NULL);
}

static void flag_given(void *context, int chosen) {
    if (chosen > 0)
        value_given(context, chosen == 1 ? "1" : "0");
}

static void fetch_named(void *context, const char *typed, struct choices *out) {
    const struct settings_context *settings = context;
    const struct domain *domain = &settings->desk->domain;
    const char *kind = settings->editing.type == SETTING_UNIT ? "unit" : "person";
    if (!typed[0])
        choices_add(out, "-", _("不设"), "");
    domain->choices(domain->context, kind, true, typed, out);
}

/* A record's number is kept: a name may come twice. Its title where it is the only one reads better. */
static void named_given(void *context, const char *code) {
    struct settings_context *settings = context;
    struct store *store = settings->desk->office->store;
    if (!code)
        return;
    if (strcmp(code, "-") == 0) {
        value_given(settings, "");
        return;
    }
    int64_t id = strtoll(code, NULL, 10), same = 0;
    const char *kind = settings->editing.type == SETTING_UNIT ? "unit" : "person";
    char *title = store_title(store, id);
    struct record record = {0};
    bool is_only = title && store_find_title(store, &settings->desk->office->visible, kind, title,
                                             &same, NULL) == STATUS_OK;
    if (is_only)
        value_given(settings, title);
    else if (store_read(store, &settings->desk->office->visible, id, &record, NULL) == STATUS_OK)
        value_given(settings, fields_text(&record.fields, "number"));
    record_release(&record);
    free(title);
}

static void ask_value(struct settings_context *settings) {
    struct ui *ui = settings->desk->ui;
    const struct setting *setting = &settings->editing;
    struct buffer question = BUFFER_INIT;
    const char *const answers[] = {_("是"), _("否")};
    buffer_append(&question, language_text("setting", setting->label));
    if (setting->type == SETTING_INTEGER)
        buffer_append_format(&question, " %lld..%lld", (long long)setting->low,
                             (long long)setting->high);
    if (setting->type == SETTING_FLAG)
        prompt_choice(ui, buffer_text(&question), answers, 2,
                      strcmp(setting->value, "1") == 0 ? 1 : 2, flag_given, settings);
    else if (setting->type == SETTING_UNIT || setting->type == SETTING_PERSON)
        prompt_list(ui, buffer_text(&question), ui_rows(ui) - 3, "", fetch_named, named_given,
                    settings);
    else
        prompt_line(ui, buffer_text(&question), setting->value, 60, false, value_given, settings);
    buffer_release(&question);
}

static void edit_row(void *context, const char *key) {
    struct settings_context *settings = context;
    struct settings all;
    struct problem problem = {0};
    if (strncmp(key, limit_mark, strlen(limit_mark)) == 0) {
        settings_ask_limit(settings->desk, key + strlen(limit_mark));
        return;
    }
    if (settings_load(settings->desk->office, &all, &problem) != STATUS_OK) {
        desk_show_problem(settings->desk, &problem, NULL);
        return;
    }
    for (size_t i = 0; i < all.count; i++)
        if (strcmp(all.items[i].key, key) == 0)
            settings->editing = all.items[i];
    settings_release(&all);
    ask_value(settings);
}

static bool carry_out(void *context, const char *command, const char *key) {
    (void)command;
    edit_row(context, key);
    return true;
}

static bool open_screen(struct desk *desk, const struct scr *scr) {
    struct settings_context *context = calloc(1, sizeof *context);
    char title[96];
    if (!context)
        return false;
    context->desk = desk;
    const struct list_column columns[] = {
        {_("设置"), 0, true}, {_("现值"), 22, false}, {_("生效日"), 10, false}};
    const struct list_option options[] = {{2, "edit", _("改"), true}};
    const struct rows_source source = {
        .context = context,
        .fill = fill,
        .open = edit_row,
        .carry_out = carry_out,
        .free = free,
    };
    snprintf(title, sizeof title, " %s %s", scr->code, desk_title(scr));
    const struct rows_spec spec = {
        .title = title,
        .subtitle = _("设置和期限"),
        .empty = "",
        .columns = columns,
        .column_count = 3,
        .options = options,
        .option_count = 1,
        .help_topic = "settings",
        .source = &source,
    };
    return rows_list_open(desk, &spec);
}

const struct screen screen_settings = {
    .name = "settings",
    .open = open_screen,
};

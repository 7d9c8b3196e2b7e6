/* Changes settings and limits: checked by type, saved, audited. Recounts nothing: limits hold for what is
 * received from their day on. */
#include "work/settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/embedded.h"
#include "base/text.h"
#include "base/value.h"
#include "work/check.h"
#include "work/office_begin.h"
#include "work/save.h"
#include "work/tsv.h"

enum { TEXT_CHARACTERS_MOST = 60, AMOUNT_MOST = 366, EXTENSION_MOST = 366, ARTICLE_MOST = 60 };

/* ---- what there is ------------------------------------------------------------------------------ */

void settings_release(struct settings *settings) {
    free(settings->items);
    *settings = (struct settings){0};
}

/* "integer 0 30", "flag", "unit", "person", "codes feedback_kind", "signs 4 4"; nothing: text. */
static void read_type(const char *text, struct setting *setting) {
    int low = 0, high = 0;
    bool is_integer = sscanf(text, "integer %d %d", &low, &high) == 2;
    if (is_integer || sscanf(text, "signs %d %d", &low, &high) == 2) {
        setting->type = is_integer ? SETTING_INTEGER : SETTING_SIGNS;
        setting->low = low;
        setting->high = high;
    } else if (strcmp(text, "flag") == 0) {
        setting->type = SETTING_FLAG;
    } else if (strcmp(text, "unit") == 0) {
        setting->type = SETTING_UNIT;
    } else if (strcmp(text, "person") == 0) {
        setting->type = SETTING_PERSON;
    } else if (strncmp(text, "codes ", 6) == 0) {
        setting->type = SETTING_CODES;
        snprintf(setting->list, sizeof setting->list, "%s", text + 6);
    }
}

static bool add_setting(struct office *office, struct settings *settings, const struct tsv *tsv) {
    struct setting *grown =
        realloc(settings->items, (settings->count + 1) * sizeof *settings->items);
    if (grown == NULL) {
        return false;
    }
    settings->items = grown;
    struct setting *setting = &grown[settings->count++];
    *setting = (struct setting){.type = SETTING_TEXT};
    snprintf(setting->key, sizeof setting->key, "%s", tsv_cell(tsv, 0));
    snprintf(setting->label, sizeof setting->label, "%s", tsv_cell(tsv, 2));
    read_type(tsv_cell(tsv, 3), setting);
    office_setting(office, setting->key, "", setting->value, sizeof setting->value);
    return true;
}

enum status settings_load(struct office *office, struct settings *out, struct problem *problem) {
    const struct embedded_file *file = embedded_find("data/settings.tsv");
    struct tsv tsv = {0};
    *out = (struct settings){0};
    bool has_memory = file != NULL && tsv_begin(&tsv, file->text);
    while (has_memory && tsv_next(&tsv)) {
        has_memory = add_setting(office, out, &tsv);
    }
    tsv_end(&tsv);
    if (!has_memory) {
        settings_release(out);
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    return STATUS_OK;
}

/* ---- one setting -------------------------------------------------------------------------------- */

static enum status check_reference_value(struct office *office, const char *kind, const char *text,
                                         struct buffer *out, struct problem *problem) {
    struct check check;
    int64_t id = 0;
    check_init(&check, office);
    enum status status = check_reference(&check, kind, "value", text, &id, problem);
    check_release(&check);
    if (status == STATUS_OK) {
        buffer_append(out, text);
    } else if (status == STATUS_INVALID || status == STATUS_NOT_FOUND) {
        problem_set(problem, STATUS_INVALID, "value",
                    strcmp(kind, "unit") == 0 ? N_("没有叫“{value}”的单位，先在 02 登记")
                                              : N_("没有叫“{value}”的人，先在 01 登记"));
        problem_place(problem, "value", text);
    }
    return status;
}

static enum status check_flag(const char *text, struct buffer *out, struct problem *problem) {
    bool is_yes = strcmp(text, "1") == 0 || strcmp(text, "是") == 0;
    if (!is_yes && strcmp(text, "0") != 0 && strcmp(text, "否") != 0) {
        return problem_set(problem, STATUS_INVALID, "value", N_("应填 1（是）或 0（否）"));
    }
    buffer_append(out, is_yes ? "1" : "0");
    return STATUS_OK;
}

/* Codes or labels, parted by blanks or commas → codes parted by blanks. */
static enum status check_codes(struct office *office, const char *list, const char *text,
                               struct buffer *out, struct problem *problem) {
    struct check check;
    struct buffer folded = BUFFER_INIT;
    enum status status = STATUS_OK;
    check_init(&check, office);
    text_append_folded(&folded, text);
    for (const char *at = buffer_text(&folded); *at != '\0' && status == STATUS_OK;) {
        char word[PROBLEM_PLACE_BYTES];
        size_t length = strcspn(at, " ,");
        snprintf(word, sizeof word, "%.*s", (int)length, at);
        const char *code = length > 0 ? check_code(&check, list, word) : NULL;
        if (length > 0 && code == NULL) {
            status = problem_set(problem, STATUS_INVALID, "value", N_("没有“{value}”这个代码"));
            problem_place(problem, "value", word);
        } else if (code != NULL && !check_has_word(buffer_text(out), code)) {
            buffer_append(out, out->length > 0 ? " " : "");
            buffer_append(out, code);
        }
        at += length + (at[length] != '\0' ? 1 : 0);
    }
    check_release(&check);
    buffer_release(&folded);
    return status;
}

/* A part of an archive number: z１０９ → Z109. */
static enum status check_signs(const struct setting *setting, const char *text, struct buffer *out,
                               struct problem *problem) {
    struct buffer folded = BUFFER_INIT;
    text_append_folded(&folded, text);
    bool is_right = folded.length >= (size_t)setting->low && folded.length <= (size_t)setting->high;
    for (const char *at = buffer_text(&folded); *at != '\0'; at++) {
        bool is_small = *at >= 'a' && *at <= 'z';
        char sign = is_small ? (char)(*at - 'a' + 'A') : *at;
        is_right = is_right && ((sign >= '0' && sign <= '9') || (sign >= 'A' && sign <= 'Z'));
        buffer_append_char(out, sign);
    }
    out->failed = out->failed || folded.failed;
    buffer_release(&folded);
    if (is_right) {
        return STATUS_OK;
    }
    problem_set(problem, STATUS_INVALID, "value",
                setting->low == setting->high
                    ? N_("应是 {most} 位字母和数字，例如 Z109；“{value}”不是")
                    : N_("应是字母和数字，最多 {most} 位，例如 BGS；“{value}”不是"));
    problem_place_integer(problem, "most", setting->high);
    problem_place(problem, "value", text);
    return STATUS_INVALID;
}

/* The value as it is stored. */
static enum status check_value(struct office *office, const struct setting *setting,
                               const char *text, struct buffer *out, struct problem *problem) {
    int64_t number = 0;
    enum status status = STATUS_OK;
    switch (setting->type) {
    case SETTING_INTEGER:
        status = value_parse_integer(text, setting->low, setting->high, &number, problem);
        buffer_append_format(out, "%lld", (long long)number);
        return status;
    case SETTING_FLAG:
        return check_flag(text, out, problem);
    case SETTING_UNIT:
        return check_reference_value(office, "unit", text, out, problem);
    case SETTING_PERSON:
        return check_reference_value(office, "person", text, out, problem);
    case SETTING_CODES:
        return check_codes(office, setting->list, text, out, problem);
    case SETTING_SIGNS:
        return check_signs(setting, text, out, problem);
    case SETTING_TEXT:
        break;
    }
    if (text_length(text) > TEXT_CHARACTERS_MOST || text_find_forbidden(text, false) != 0) {
        return problem_set(problem, STATUS_INVALID, "value", N_("最多 60 个字，不能有控制字符"));
    }
    buffer_append(out, text);
    return STATUS_OK;
}

static enum status find_setting(struct office *office, const char *key, struct setting *out,
                                struct problem *problem) {
    struct settings settings;
    bool is_found = false;
    enum status status = settings_load(office, &settings, problem);
    for (size_t i = 0; status == STATUS_OK && i < settings.count; i++) {
        if (strcmp(settings.items[i].key, key) == 0) {
            *out = settings.items[i];
            is_found = true;
        }
    }
    settings_release(&settings);
    if (status == STATUS_OK && !is_found) {
        status = STATUS_NOT_FOUND;
        problem_set(problem, status, "", N_("没有“{key}”这一项设置"));
        problem_place(problem, "key", key);
    }
    return status;
}

static enum status add_audit(struct save *save, const char *command, const char *detail,
                             struct problem *problem) {
    struct audit_entry entry = {.at = save->now,
                                .person = save->office->user,
                                .account = office_os_account(save->office),
                                .command = command,
                                .detail = detail,
                                .save_id = save->id};
    return store_add_audit(save->office->store, &entry, problem);
}

static enum status end_save(struct save *save, enum status status, struct problem *problem) {
    if (status == STATUS_OK) {
        return save_commit(save, problem);
    }
    save_abandon(save);
    return status;
}

static enum status store_value(struct office *office, const struct setting *setting,
                               const char *value, struct problem *problem) {
    struct save save;
    struct buffer detail = BUFFER_INIT;
    enum status status = save_begin(office, &save, problem);
    if (status != STATUS_OK) {
        return status;
    }
    buffer_append_format(&detail, "%s “%s”改为“%s”", setting->key, setting->value, value);
    status = store_set_setting(office->store, setting->key, value, problem);
    if (status == STATUS_OK) {
        status = add_audit(&save, "setting", buffer_text(&detail), problem);
    }
    status = end_save(&save, status, problem);
    buffer_release(&detail);
    return status;
}

enum status settings_set(struct office *office, const char *key, const char *value,
                         struct problem *problem) {
    struct setting setting;
    struct buffer clean = BUFFER_INIT;
    struct buffer stored = BUFFER_INIT;
    if ((office->roles & ROLE_ADMIN) == 0) {
        return problem_set(problem, STATUS_DENIED, "", N_("只有系统管理员可以改设置"));
    }
    enum status status = find_setting(office, key, &setting, problem);
    text_append_trimmed(&clean, value);
    bool may_be_empty = setting.type != SETTING_INTEGER && setting.type != SETTING_FLAG;
    if (status == STATUS_OK && (clean.length > 0 || !may_be_empty)) {
        status = check_value(office, &setting, buffer_text(&clean), &stored, problem);
    }
    if (status == STATUS_OK && (clean.failed || stored.failed)) {
        status = problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    if (status == STATUS_OK && strcmp(buffer_text(&stored), setting.value) != 0) {
        status = store_value(office, &setting, buffer_text(&stored), problem);
        office_forget(office);
        office_load_settings(office);
    }
    buffer_release(&clean);
    buffer_release(&stored);
    return status;
}

/* ---- limits ------------------------------------------------------------------------------------- */

static void refuse(struct problems *problems, const char *field, const char *message) {
    struct problem problem = {0};
    problem_set(&problem, STATUS_INVALID, field, message);
    problems_add(problems, &problem);
}

static void take_integer(const struct fields *given, const char *name, int64_t high,
                         struct fields *limit, struct problems *problems) {
    struct problem problem = {0};
    int64_t number = 0;
    if (fields_get(given, name) == NULL) {
        return;
    }
    if (value_parse_integer(fields_text(given, name), 0, high, &number, &problem) != STATUS_OK) {
        snprintf(problem.field, sizeof problem.field, "%s", name);
        problems_add(problems, &problem);
        return;
    }
    fields_set_integer(limit, name, number);
}

static void take_unit(const struct fields *given, struct fields *limit, struct problems *problems) {
    const char *unit = fields_text(given, "unit");
    if (strcmp(unit, "workday") == 0 || strcmp(unit, "工作日") == 0) {
        fields_set(limit, "unit", "workday");
    } else if (strcmp(unit, "day") == 0 || strcmp(unit, "日") == 0) {
        fields_set(limit, "unit", "day");
    } else if (unit[0] != '\0') {
        refuse(problems, "unit", N_("单位应为工作日（workday）或日（day）"));
    }
}

static void take_day(struct office *office, const struct fields *given, struct fields *limit,
                     struct problems *problems) {
    struct date_context context = {.today = office_today(office)};
    struct problem problem = {0};
    char iso[DATE_BYTES];
    day_number day = DATE_NONE;
    if (value_parse_date(fields_text(given, "valid_from"), &context, &day, &problem) != STATUS_OK) {
        snprintf(problem.field, sizeof problem.field, "valid_from");
        problems_add(problems, &problem);
    } else if (day <= context.today) {
        refuse(problems, "valid_from", N_("新期限从明天起才能生效：已收到的事项按原期限"));
    } else {
        fields_set(limit, "valid_from", date_to_iso(day, iso));
    }
}

/* What says how many days must not go on saying the old number. */
static void check_article(const struct fields *old, const struct fields *limit,
                          struct problems *problems) {
    struct problem problem = {0};
    const char *before = fields_text(old, "amount");
    const char *article = fields_text(limit, "article");
    if (strcmp(before, fields_text(limit, "amount")) == 0 ||
        strcmp(article, fields_text(old, "article")) != 0 || strstr(article, before) == NULL) {
        return;
    }
    problem_set(&problem, STATUS_INVALID, "article",
                N_("依据“{article}”里还写着 {amount}，请一并改写"));
    problem_place(&problem, "article", article);
    problem_place(&problem, "amount", before);
    problems_add(problems, &problem);
}

/* The rule in force on the new one's day, with what was given in place of its own. */
static void merge_limit(struct office *office, const struct fields *given, struct fields *limit,
                        struct problems *problems) {
    struct problem problem = {0};
    char tomorrow[DATE_BYTES];
    const char *id = fields_text(given, "id");
    const char *article = fields_text(given, "article");
    date_to_iso(office_today(office) + 1, tomorrow);
    take_day(office, given, limit, problems);
    const char *on = fields_has(limit, "valid_from") ? fields_text(limit, "valid_from") : tomorrow;
    struct fields old = FIELDS_INIT;
    if (store_limit(office->store, id, on, &old, &problem) != STATUS_OK) {
        refuse(problems, "id", N_("没有这一条期限规定"));
    }
    fields_set(&old, "valid_from", fields_text(limit, "valid_from"));
    fields_set(&old, "id", id);
    fields_merge(limit, &old);
    take_integer(given, "amount", AMOUNT_MOST, limit, problems);
    take_integer(given, "extension_max", EXTENSION_MOST, limit, problems);
    take_unit(given, limit, problems);
    if (article[0] != '\0') {
        fields_set(limit, "article", article);
    }
    check_article(&old, limit, problems);
    fields_release(&old);
    if (text_length(article) > ARTICLE_MOST || text_find_forbidden(article, false) != 0) {
        refuse(problems, "article", N_("最多 60 个字，不能有控制字符"));
    }
    if (strcmp(fields_text(limit, "unit"), "fixed") == 0) {
        refuse(problems, "unit", N_("固定日期的期限不能在这里改"));
    }
}

static enum status store_limit_row(struct office *office, const struct fields *limit,
                                   struct problem *problem) {
    struct save save;
    struct buffer detail = BUFFER_INIT;
    enum status status = save_begin(office, &save, problem);
    if (status != STATUS_OK) {
        return status;
    }
    buffer_append_format(&detail, "%s 自 %s 起 %s %s，延期最多 %s：%s", fields_text(limit, "id"),
                         fields_text(limit, "valid_from"), fields_text(limit, "amount"),
                         fields_text(limit, "unit"), fields_text(limit, "extension_max"),
                         fields_text(limit, "article"));
    status = store_set_limit(office->store, limit, problem);
    if (status == STATUS_OK) {
        status = add_audit(&save, "limit", buffer_text(&detail), problem);
    }
    status = end_save(&save, status, problem);
    buffer_release(&detail);
    return status;
}

enum status settings_set_limit(struct office *office, const struct fields *limit,
                               struct problems *problems) {
    struct fields whole = FIELDS_INIT;
    struct problem problem = {0};
    size_t known = problems->count;
    if ((office->roles & ROLE_ADMIN) == 0) {
        problem_set(&problem, STATUS_DENIED, "", N_("只有系统管理员可以改期限"));
        problems_add(problems, &problem);
        return STATUS_DENIED;
    }
    if (strncmp(fields_text(limit, "id"), "catalogue.", strlen("catalogue.")) == 0) {
        refuse(problems, "id", N_("公开目录的时限跟着那一条走，请在 11 改"));
    } else {
        merge_limit(office, limit, &whole, problems);
    }
    if (problems->count > known) {
        fields_release(&whole);
        return STATUS_INVALID;
    }
    enum status status = whole.failed ? problem_set(&problem, STATUS_NO_MEMORY, "", N_("内存不足"))
                                      : store_limit_row(office, &whole, &problem);
    if (status != STATUS_OK) {
        problems_add(problems, &problem);
    }
    fields_release(&whole);
    office_forget(office);
    return status;
}

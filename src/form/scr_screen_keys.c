/* The keys of a screen file's [screen] and [list]: how each value becomes a part of struct scr. */
#include "form/scr_screen_keys.h"

#include <string.h>

#include "base/text.h"
#include "form/scr.h"

static enum status set_code(void *target, const struct scr_key *key, const struct scr_entry *entry,
                            struct problem *problem) {
    if (strlen(entry->value) != 2 || strspn(entry->value, "0123456789") != 2) {
        return scr_refuse_entry(problem, entry, N_("{file} 第 {line} 行：编号“{text}”应是两位数字"),
                                entry->value);
    }
    return scr_set_text(target, key, entry, problem);
}

static enum status set_record(void *target, const struct scr_key *key,
                              const struct scr_entry *entry, struct problem *problem) {
    struct scr *scr = target;
    scr->record_line = entry->line;
    return scr_set_identifier(target, key, entry, problem);
}

static enum status set_view(void *target, const struct scr_key *key, const struct scr_entry *entry,
                            struct problem *problem) {
    struct scr *scr = target;
    scr->view_line = entry->line;
    return scr_set_identifier(target, key, entry, problem);
}

/* Adds the identifiers of a value, parted by blanks and `separators`. */
static enum status add_names(char ***names, size_t *count, const char *separators,
                             const struct scr_entry *entry, struct problem *problem) {
    char word[SCR_WORD_BYTES];
    for (const char *at = entry->value; scr_next_word(&at, separators, word);) {
        if (!scr_is_identifier(word)) {
            return scr_refuse_entry(problem, entry, scr_not_a_name, word);
        }
        char **grown = scr_grown(*names, *count, sizeof *grown);
        if (grown == NULL) {
            return scr_no_memory(problem);
        }
        *names = grown;
        grown[*count] = text_copy(word);
        if (grown[(*count)++] == NULL) {
            return scr_no_memory(problem);
        }
    }
    return STATUS_OK;
}

static enum status set_roles(void *target, const struct scr_key *key, const struct scr_entry *entry,
                             struct problem *problem) {
    (void)key;
    struct scr *scr = target;
    return add_names(&scr->roles, &scr->role_count, "", entry, problem);
}

static enum status set_orders(void *target, const struct scr_key *key,
                              const struct scr_entry *entry, struct problem *problem) {
    (void)key;
    struct scr *scr = target;
    scr->orders_line = entry->line;
    return add_names(&scr->orders, &scr->order_count, ",", entry, problem);
}

static enum status add_option(struct scr *scr, const char *command, int digit,
                              const struct scr_entry *entry, struct problem *problem) {
    if (!scr_is_identifier(command)) {
        return scr_refuse_entry(problem, entry, scr_not_a_name, command);
    }
    struct scr_option *options = scr_grown(scr->options, scr->option_count, sizeof *options);
    if (options == NULL) {
        return scr_no_memory(problem);
    }
    scr->options = options;
    struct scr_option *option = &options[scr->option_count++];
    option->digit = digit;
    option->line = entry->line;
    option->command = text_copy(command);
    return option->command == NULL ? scr_no_memory(problem) : STATUS_OK;
}

static enum status set_options(void *target, const struct scr_key *key,
                               const struct scr_entry *entry, struct problem *problem) {
    (void)key;
    struct scr *scr = target;
    enum status status = STATUS_OK;
    char word[SCR_WORD_BYTES];
    for (const char *at = entry->value; status == STATUS_OK && scr_next_word(&at, "", word);) {
        char *colon = strchr(word, ':');
        int digit = 0;
        if (colon == NULL || strlen(colon + 1) != 1 ||
            !scr_parse_integer(colon + 1, 1, 9, &digit)) {
            return scr_refuse_entry(
                problem, entry,
                N_("{file} 第 {line} 行：选项“{text}”应写成“命令:数字”，数字 1 到 9"), word);
        }
        *colon = '\0';
        status = add_option(scr, word, digit, entry, problem);
    }
    return status;
}

static enum status set_more(void *target, const struct scr_key *key, const struct scr_entry *entry,
                            struct problem *problem) {
    (void)key;
    struct scr *scr = target;
    enum status status = STATUS_OK;
    char word[SCR_WORD_BYTES];
    for (const char *at = entry->value; status == STATUS_OK && scr_next_word(&at, "", word);) {
        status = add_option(scr, word, 0, entry, problem);
    }
    return status;
}

static enum status set_columns(void *target, const struct scr_key *key,
                               const struct scr_entry *entry, struct problem *problem) {
    (void)key;
    struct scr *scr = target;
    char word[SCR_WORD_BYTES];
    for (const char *at = entry->value; scr_next_word(&at, "", word);) {
        char *colon = strchr(word, ':');
        int width = 0;
        if (colon == NULL || !scr_parse_width(colon + 1, &width)) {
            return scr_refuse_entry(
                problem, entry,
                N_("{file} 第 {line} 行：栏目“{text}”应写成“字段:宽度”，宽度 1 到 200 或 *"), word);
        }
        *colon = '\0';
        if (!scr_is_identifier(word)) {
            return scr_refuse_entry(problem, entry, scr_not_a_name, word);
        }
        struct scr_column *columns = scr_grown(scr->columns, scr->column_count, sizeof *columns);
        if (columns == NULL) {
            return scr_no_memory(problem);
        }
        scr->columns = columns;
        struct scr_column *column = &columns[scr->column_count++];
        column->width = width;
        column->line = entry->line;
        column->name = text_copy(word);
        if (column->name == NULL) {
            return scr_no_memory(problem);
        }
    }
    return STATUS_OK;
}

const struct scr_key scr_screen_keys[] = {
    {.name = "code", .set = set_code, .offset = offsetof(struct scr, code)},
    {.name = "title", .set = scr_set_text, .offset = offsetof(struct scr, title)},
    {.name = "record", .set = set_record, .offset = offsetof(struct scr, record)},
    {.name = "queue", .set = scr_set_flag, .offset = offsetof(struct scr, is_queue)},
    {.name = "roles", .set = set_roles},
    {.name = "options", .set = set_options},
    {.name = "more", .set = set_more},
    {.name = "view", .set = set_view, .offset = offsetof(struct scr, view)},
    {.name = NULL},
};

const struct scr_key scr_list_keys[] = {
    {.name = "view", .set = set_view, .offset = offsetof(struct scr, view)},
    {.name = "columns", .set = set_columns},
    {.name = "orders", .set = set_orders},
    {.name = NULL},
};

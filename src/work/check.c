/* What the checks look up and keep: code lists, references by id, number or title. Reads only. */
#include "work/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/codes.h"
#include "work/visible.h"

void check_init(struct check *check, struct office *office) {
    memset(check, 0, sizeof *check);
    check->office = office;
}

void check_release(struct check *check) {
    for (size_t i = 0; i < check->list_count; i++) {
        code_rows_release(&check->lists[i].rows);
    }
    free(check->file.row_of);
    memset(check, 0, sizeof *check);
}

bool check_has_word(const char *words, const char *word) {
    return codes_has(words, word);
}

const struct code_rows *check_list(struct check *check, const char *list) {
    for (size_t i = 0; i < check->list_count; i++) {
        if (strcmp(check->lists[i].name, list) == 0) {
            return &check->lists[i].rows;
        }
    }
    struct code_rows rows = {0};
    if (check->list_count == CHECK_LISTS_MOST ||
        store_codes(check->office->store, list, &rows, NULL) != STATUS_OK) {
        return NULL;
    }
    snprintf(check->lists[check->list_count].name, sizeof check->lists[0].name, "%s", list);
    check->lists[check->list_count].rows = rows;
    return &check->lists[check->list_count++].rows;
}

const char *check_code(struct check *check, const char *list, const char *text) {
    const struct code_rows *rows = check_list(check, list);
    for (size_t i = 0; rows != NULL && i < rows->count; i++) {
        if (strcmp(rows->items[i].code, text) == 0 || strcmp(rows->items[i].label, text) == 0) {
            return rows->items[i].code;
        }
    }
    return NULL;
}

static int64_t known_name(const struct check *check, const char *kind, const char *text) {
    for (size_t i = 0; i < check->name_count; i++) {
        if (strcmp(check->names[i].text, text) == 0 && strcmp(check->names[i].kind, kind) == 0) {
            return check->names[i].id;
        }
    }
    return 0;
}

static void keep_name(struct check *check, const char *kind, const char *text, int64_t id) {
    size_t at = check->next_name;
    if (strlen(text) >= CHECK_NAME_BYTES || strlen(kind) >= sizeof check->names[0].kind) {
        return;
    }
    snprintf(check->names[at].kind, sizeof check->names[at].kind, "%s", kind);
    snprintf(check->names[at].text, CHECK_NAME_BYTES, "%s", text);
    check->names[at].id = id;
    check->next_name = (at + 1) % CHECK_NAMES_MOST;
    if (check->name_count < CHECK_NAMES_MOST) {
        check->name_count++;
    }
}

static bool is_decimal(const char *text) {
    return text[0] != '\0' && strlen(text) <= 18 && strspn(text, "0123456789") == strlen(text);
}

/* Feedback may be sealed: what the user may not see is not there. */
static struct visible seen_of(const struct check *check, const char *kind) {
    return check_has_word(kind, "feedback") ? check->office->visible : visible_to_rules();
}

static enum status find_reference(struct check *check, const char *kind, const char *text,
                                  int64_t *id, struct problem *problem) {
    struct visible all = seen_of(check, kind);
    struct store *store = check->office->store;
    struct record record = {0};
    if (is_decimal(text)) {
        *id = strtoll(text, NULL, 10);
        enum status status = store_read(store, &all, *id, &record, problem);
        bool is_kind = status == STATUS_OK &&
                       check_has_word(kind, fields_text(&record.fields, "record_kind"));
        record_release(&record);
        if (is_kind) {
            return STATUS_OK;
        }
    }
    enum status status = store_find_number(store, &all, text, id, problem);
    return status == STATUS_NOT_FOUND ? store_find_title(store, &all, kind, text, id, problem)
                                      : status;
}

static enum status refuse_reference(struct problem *problem, const char *field, const char *text,
                                    const char *message) {
    problem_set(problem, STATUS_INVALID, field, message);
    problem_place(problem, "value", text);
    return STATUS_INVALID;
}

enum status check_reference(struct check *check, const char *kind, const char *field,
                            const char *text, int64_t *id, struct problem *problem) {
    struct visible all = seen_of(check, kind);
    struct record record = {0};
    *id = known_name(check, kind, text);
    if (*id != 0) {
        return STATUS_OK;
    }
    enum status status = find_reference(check, kind, text, id, problem);
    if (status == STATUS_NOT_FOUND) {
        return refuse_reference(problem, field, text, N_("{field}里没有“{value}”，请从列表里选"));
    }
    if (status == STATUS_INVALID) {
        return refuse_reference(problem, field, text,
                                N_("{field}：叫“{value}”的不止一个，请写编号"));
    }
    if (status == STATUS_OK) {
        status = store_read(check->office->store, &all, *id, &record, problem);
    }
    if (status == STATUS_OK && !check_has_word(kind, fields_text(&record.fields, "record_kind"))) {
        status = refuse_reference(problem, field, text, N_("{field}里没有“{value}”，请从列表里选"));
    } else if (status == STATUS_OK && strcmp(fields_text(&record.fields, "state"), "void") == 0) {
        status = refuse_reference(problem, field, text, N_("{field}：“{value}”已作废，请另选"));
    } else if (status == STATUS_OK) {
        keep_name(check, kind, text, *id);
    }
    record_release(&record);
    return status;
}

/* People: accounts that nobody else has, roles that exist, an admin who cannot lock itself out. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/fold.h"
#include "base/pinyin.h"
#include "base/text.h"
#include "work/absence.h"
#include "work/box.h"
#include "work/feedback.h"
#include "work/flow_fits.h"
#include "work/kinds.h"
#include "work/visible.h"

static const char account_characters[] =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";

static void check_account(struct act *act, const char *column) {
    const char *account = fields_text(act->changes, column);
    struct fields owner = FIELDS_INIT;
    struct problem problem = {0};
    if (account[0] == '\0') {
        return;
    }
    if (strspn(account, account_characters) != strlen(account)) {
        act_refuse(act, STATUS_INVALID, column, N_("{field}只能用英文字母、数字和 . _ -"));
        return;
    }
    enum status status = store_account(act->office->store, account,
                                       strcmp(column, "os_account") == 0, &owner, &problem);
    if (status == STATUS_OK && fields_integer(&owner, "id", 0) != act->id) {
        problem_set(&problem, STATUS_INVALID, column, N_("{field}“{account}”已是{person}的"));
        problem_place(&problem, "account", account);
        problem_place(&problem, "person", fields_text(&owner, "title"));
        act_refuse_with(act, &problem);
    } else if (status != STATUS_OK && status != STATUS_NOT_FOUND) {
        act_refuse_with(act, &problem);
    }
    fields_release(&owner);
}

static void refuse_role(struct act *act, const char *word) {
    struct problem problem = {0};
    problem_set(&problem, STATUS_INVALID, "roles",
                N_("没有“{role}”这个角色，可以填：经办人 审核人 分管领导 系统管理员 查询"));
    problem_place(&problem, "role", word);
    act_refuse_with(act, &problem);
}

/* Identifiers or Chinese names, parted by blanks or commas → identifiers parted by blanks. */
static void check_roles(struct act *act) {
    const char *given = fields_get(act->changes, "roles");
    struct buffer roles = BUFFER_INIT;
    struct buffer folded = BUFFER_INIT;
    if (given == NULL) {
        return;
    }
    text_append_folded(&folded, given);
    for (const char *at = buffer_text(&folded); *at != '\0';) {
        char word[PROBLEM_PLACE_BYTES];
        size_t length = strcspn(at, " ,/");
        snprintf(word, sizeof word, "%.*s", (int)length, at);
        const char *code = length > 0 ? check_code(act->check, "role", word) : NULL;
        if (length > 0 && code == NULL) {
            refuse_role(act, word);
        } else if (code != NULL && !check_has_word(buffer_text(&roles), code)) {
            buffer_append(&roles, roles.length > 0 ? " " : "");
            buffer_append(&roles, code);
        }
        at += length + (at[length] != '\0' ? 1 : 0);
    }
    act->changes->failed = act->changes->failed || roles.failed || folded.failed;
    fields_set_buffer(act->changes, "roles", &roles);
    buffer_release(&roles);
    buffer_release(&folded);
}

/* Small letters, one blank between syllables. */
static void append_reading(struct buffer *out, const char *typed) {
    struct buffer folded = BUFFER_INIT;
    fold_append(&folded, typed, strlen(typed));
    for (const char *at = buffer_text(&folded); *at != '\0';) {
        size_t length = strcspn(at, " ,'-");
        buffer_append(out, length > 0 && out->length > 0 ? " " : "");
        buffer_append_bytes(out, at, length);
        at += length + (at[length] != '\0' ? 1 : 0);
    }
    out->failed = out->failed || folded.failed;
    buffer_release(&folded);
}

/* How the name is read: a syllable for each hanzi. A name that changes takes a reading that no longer fits to task. */
static void check_reading(struct act *act) {
    const char *typed = act_text(act, "reading");
    struct buffer reading = BUFFER_INIT;
    if (typed[0] == '\0') {
        return;
    }
    append_reading(&reading, typed);
    if (!pinyin_fits(buffer_text(&reading), act_text(act, "title"))) {
        act_refuse(act, STATUS_INVALID, "reading",
                   N_("{field}要写成拼音，姓名几个字就写几个音，用空格分开，如 tan wen"));
    } else if (fields_get(act->changes, "reading") != NULL) {
        fields_set_buffer(act->changes, "reading", &reading);
    }
    act->changes->failed = act->changes->failed || reading.failed;
    buffer_release(&reading);
}

enum status person_check(struct act *act) {
    check_account(act, "account");
    check_account(act, "os_account");
    check_roles(act);
    check_reading(act);
    absence_check(act);
    bool is_self = act->id != 0 && act->id == act->office->user;
    bool loses_admin = fields_get(act->changes, "roles") != NULL &&
                       (role_set_from_text(fields_text(act->changes, "roles")) & ROLE_ADMIN) == 0;
    if (is_self && loses_admin) {
        return act_refuse(act, STATUS_DENIED, "roles",
                          N_("不能去掉自己的系统管理员角色，请由另一位系统管理员改"));
    }
    return STATUS_OK;
}

enum status person_fits_void(struct act *act) {
    return act->id == act->office->user
               ? act_refuse(act, STATUS_DENIED, "", N_("不能作废自己的账号"))
               : act_check_no_open_feedback(act, "person");
}

enum status person_void(struct act *act) {
    /* The accounts become free for another. */
    fields_set(act->changes, "account", "");
    fields_set(act->changes, "os_account", "");
    return STATUS_OK;
}

/* The lowest of a page of people who fits. */
static int64_t lowest_who_fits(const struct page *people, enum role role,
                               bool (*fits)(void *context, int64_t person), void *context) {
    int64_t lowest = 0;
    for (size_t i = 0; i < people->count; i++) {
        int64_t person = people->ids[i];
        bool has_role = (role_set_from_text(page_cell(people, i, 0)) & (unsigned)role) != 0;
        if (has_role && (lowest == 0 || person < lowest) &&
            (fits == NULL || fits(context, person))) {
            lowest = person;
        }
    }
    return lowest;
}

enum status person_with_role(struct office *office, enum role role,
                             bool (*fits)(void *context, int64_t person), void *context,
                             int64_t *id, struct problem *problem) {
    static const char *const columns[] = {"roles"};
    const struct visible all = visible_to_rules();
    const struct page_request request = {
        .view = "person_open", .columns = columns, .column_count = 1, .order = "number"};
    struct page_start start = {0};
    struct page people = {0};
    struct buffer key = BUFFER_INIT;
    enum status status = STATUS_OK;
    *id = 0;
    do {
        status =
            store_page(office->store, &all, &request, &start, PAGE_ROWS_MOST, &people, problem);
        int64_t found = status == STATUS_OK ? lowest_who_fits(&people, role, fits, context) : 0;
        *id = found != 0 && (*id == 0 || found < *id) ? found : *id;
        if (people.count > 0) {
            buffer_clear(&key);
            buffer_append(&key, page_key(&people, people.count - 1));
            start =
                (struct page_start){.key = buffer_text(&key), .id = people.ids[people.count - 1]};
        }
    } while (status == STATUS_OK && people.count == PAGE_ROWS_MOST);
    page_release(&people);
    buffer_release(&key);
    return status;
}

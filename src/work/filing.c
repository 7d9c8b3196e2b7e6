/* Filing one card: its number is the next in its class, given inside the save, so that none is left out and
 * none given twice. What the run of a year consists of stands in filing_year.c. */
#include "work/filing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "work/flow_fits.h"
#include "work/kinds.h"
#include "work/visible.h"

enum { FONDS_LENGTH = 4 };

/* y, d30 → Y, D30 */
static void retention_code(const char *retention, char out[8]) {
    snprintf(out, 8, "%s", retention);
    if (out[0] >= 'a' && out[0] <= 'z') {
        out[0] = (char)(out[0] - 'a' + 'A');
    }
}

void filing_append_number(const char *fonds, int year, const char *retention,
                          const char *office_code, int64_t item, char out[ARCHIVE_NO_BYTES]) {
    char period[8];
    retention_code(retention, period);
    snprintf(out, ARCHIVE_NO_BYTES, "%.16s-WS·%04d-%s%s%.20s-%04lld", fonds, year, period,
             office_code[0] != '\0' ? "-" : "", office_code, (long long)item);
}

/* ---- in which order ------------------------------------------------------------------------------ */

struct sort_key {
    int64_t id;
    char published_on[DATE_BYTES], number[24];
};

static int compare_keys(const void *a, const void *b) {
    const struct sort_key *left = a, *right = b;
    int order = strcmp(left->published_on, right->published_on);
    if (order == 0) {
        order = strlen(left->number) < strlen(right->number) ? -1
                : strlen(left->number) > strlen(right->number)
                    ? 1
                    : strcmp(left->number, right->number);
    }
    return order;
}

enum status filing_in_order(struct office *office, const int64_t *ids, size_t count, int64_t **out,
                            struct problem *problem) {
    struct visible all = visible_to_rules();
    struct sort_key *keys = calloc(count + 1, sizeof *keys);
    int64_t *sorted = calloc(count + 1, sizeof *sorted);
    if (keys == NULL || sorted == NULL) {
        free(keys);
        free(sorted);
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    for (size_t i = 0; i < count; i++) {
        struct record card = {0};
        keys[i].id = ids[i];
        /* What can't be read is refused by whoever files it. */
        if (store_read(office->store, &all, ids[i], &card, NULL) == STATUS_OK) {
            snprintf(keys[i].published_on, DATE_BYTES, "%s",
                     fields_text(&card.fields, "published_on"));
            snprintf(keys[i].number, sizeof keys[i].number, "%s",
                     fields_text(&card.fields, "number"));
        }
        record_release(&card);
    }
    qsort(keys, count, sizeof *keys, compare_keys);
    for (size_t i = 0; i < count; i++) {
        sorted[i] = keys[i].id;
    }
    free(keys);
    *out = sorted;
    return STATUS_OK;
}

/* ---- one card ------------------------------------------------------------------------------------ */

static enum status check_fonds(struct office *office, char fonds[16], struct problem *problem) {
    office_setting(office, "fonds_no", "", fonds, 16);
    size_t length = strlen(fonds);
    bool is_plain = length == FONDS_LENGTH;
    for (size_t i = 0; i < length; i++) {
        is_plain = is_plain &&
                   ((fonds[i] >= '0' && fonds[i] <= '9') || (fonds[i] >= 'A' && fonds[i] <= 'Z'));
    }
    if (length == 0) {
        return problem_set(
            problem, STATUS_DENIED, "",
            N_("还没有设全宗号，不能归档；请系统管理员在 08 设置里写上（4 位，向县档案馆问）"));
    }
    if (!is_plain) {
        problem_set(problem, STATUS_DENIED, "",
                    N_("全宗号应是 4 位大写字母和数字，08 设置里写的是“{fonds}”"));
        problem_place(problem, "fonds", fonds);
        return STATUS_DENIED;
    }
    return STATUS_OK;
}

bool filing_lacks_fonds(struct office *office) {
    char fonds[16];
    struct page page = {0};
    struct page_start start = {NULL, 0, false, false};
    const struct condition condition = {"limit_rule", IS_EQUAL, "card.file"};
    const struct page_request request = {.view = "card_open",
                                         .order = "due_sort",
                                         .descending = true, /* those are due last */
                                         .conditions = &condition,
                                         .condition_count = 1};
    office_setting(office, "fonds_no", "", fonds, sizeof fonds);
    bool lacks = fonds[0] == '\0' &&
                 store_page(office->store, &office->visible, &request, &start, 1, &page, NULL) ==
                     STATUS_OK &&
                 page.count > 0;
    page_release(&page);
    return lacks;
}

enum status filing_last_item(struct office *office, const struct filing_key *key, int64_t *last,
                             struct problem *problem) {
    const struct card_class class = {key->fonds, key->retention, key->office_code, key->year};
    return store_last_item(office->store, &class, last, problem);
}

enum status filing_key_of(struct office *office, const struct fields *card, struct filing_key *out,
                          struct problem *problem) {
    bool uses_code = office_setting_integer(office, "use_office_code", 0) != 0;
    *out = (struct filing_key){.year = (int)fields_integer(card, "year", 0)};
    snprintf(out->retention, sizeof out->retention, "%s", fields_text(card, "retention"));
    snprintf(out->office_code, sizeof out->office_code, "%s",
             uses_code ? fields_text(card, "office_code") : "");
    enum status status = check_fonds(office, out->fonds, problem);
    if (status == STATUS_OK && uses_code && out->office_code[0] == '\0') {
        status = problem_set(problem, STATUS_INVALID, "office_code",
                             N_("{number} 没有机构代码：本单位按机构（问题）分类，请先写上"));
    }
    return status;
}

static enum status check_is_not_on_notice(struct act *act) {
    struct record disclosure = {0};
    struct problem problem = {0};
    enum status status = act_read(act, act_integer(act, "disclosure"), &disclosure);
    if (status == STATUS_OK && strcmp(fields_text(&disclosure.fields, "state"), "on_notice") == 0) {
        problem_set(&problem, STATUS_DENIED, "",
                    N_("{number} 还在公示（到 {day}），公示结束以后再归档"));
        problem_place(&problem, "day", fields_text(&disclosure.fields, "notice_to"));
        status = act_refuse_with(act, &problem);
    }
    record_release(&disclosure);
    return status;
}

enum status card_fits_file(struct act *act) {
    struct filing_key key;
    struct problem problem = {0};
    enum status status = filing_key_of(act->office, &act->before->fields, &key, &problem);
    return status == STATUS_OK ? check_is_not_on_notice(act) : act_refuse_with(act, &problem);
}

/* The disclosure goes with its card, unless something else became of it meanwhile. */
static enum status file_disclosure(struct act *act, const char *archive_no) {
    struct record disclosure = {0};
    struct fields none = FIELDS_INIT;
    struct problem problem = {0};
    enum status status = act_read(act, act_integer(act, "disclosure"), &disclosure);
    if (status != STATUS_OK) {
        return status;
    }
    if (strcmp(fields_text(&disclosure.fields, "state"), "published") == 0) {
        status = save_change(act->save, &disclosure, &none, "filed", "file", archive_no, &problem);
    }
    record_release(&disclosure);
    return status == STATUS_OK ? status : act_refuse_with(act, &problem);
}

enum status card_file(struct act *act) {
    struct filing_key key;
    struct problem problem = {0};
    char archive_no[ARCHIVE_NO_BYTES], today[DATE_BYTES];
    int64_t last = 0;
    fields_merge(act->changes, act->arguments);
    enum status status = filing_key_of(act->office, &act->before->fields, &key, &problem);
    if (status == STATUS_OK) {
        status = filing_last_item(act->office, &key, &last, &problem);
    }
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    filing_append_number(key.fonds, key.year, key.retention, key.office_code, last + 1, archive_no);
    fields_set(act->changes, "fonds", key.fonds);
    fields_set(act->changes, "office_code", key.office_code);
    fields_set_integer(act->changes, "item_no", last + 1);
    fields_set(act->changes, "archive_no", archive_no);
    fields_set(act->changes, "filed_on", act_today(act, today));
    act_note(act, "%s", archive_no);
    return file_disclosure(act, archive_no);
}

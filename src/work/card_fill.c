/* Filling in an archive card: what it could say, what it must say, what may still be changed before it is
 * filed, and its box afterwards. Numbers nothing. Mission D9. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/embedded.h"
#include "work/card.h"
#include "work/kinds.h"
#include "work/tsv.h"
#include "work/visible.h"

/* ---- how long it is kept ------------------------------------------------------------------------- */

void card_retention(struct office *office, const char *subject, char out[16]) {
    const struct embedded_file *file = embedded_find("data/retention.tsv");
    struct tsv tsv = {0};
    char usual[64];
    office_setting(office, "card_retention", "d30", usual, sizeof usual);
    snprintf(out, 16, "%.*s", (int)strcspn(usual, " "), usual);
    if (file != NULL && subject[0] != '\0' && tsv_begin(&tsv, file->text)) {
        while (tsv_next(&tsv)) {
            if (strcmp(tsv_cell(&tsv, 0), subject) == 0) {
                snprintf(out, 16, "%s", tsv_cell(&tsv, 1));
            }
        }
    }
    tsv_end(&tsv);
}

/* ---- what it could say --------------------------------------------------------------------------- */

/* Of what was said about the disclosure: all, or what a condition picks. */
static enum status count_feedback(struct office *office, int64_t disclosure, const char *column,
                                  enum compare compare, const char *text, int64_t *count,
                                  struct problem *problem) {
    struct visible all = visible_to_rules();
    char of[24];
    snprintf(of, sizeof of, "%lld", (long long)disclosure);
    const struct condition conditions[] = {{"about", IS_EQUAL, of}, {column, compare, text}};
    const struct page_request request = {.view = "feedback_about",
                                         .order = "number",
                                         .conditions = conditions,
                                         .condition_count = column != NULL ? 2 : 1};
    return store_count(office->store, &all, &request, NULL, count, problem);
}

/* 收到反映 3 件：异议成立 1 件，与事实不符 1 件；已答复 2 件，未答复 1 件. Nobody is named. */
static enum status append_summary(struct office *office, int64_t disclosure, int64_t *total,
                                  struct buffer *out, struct problem *problem) {
    const struct code_rows *verdicts = office_codes(office, "verdict");
    int64_t count = 0, answered = 0;
    enum status status = count_feedback(office, disclosure, NULL, IS_EQUAL, "", total, problem);
    if (status != STATUS_OK || *total == 0) {
        buffer_append(out, "无");
        return status;
    }
    buffer_append_format(out, "收到反映 %lld 件", (long long)*total);
    const char *joint = "：";
    for (size_t i = 0; status == STATUS_OK && i < verdicts->count; i++) {
        status = count_feedback(office, disclosure, "verdict", IS_EQUAL, verdicts->items[i].code,
                                &count, problem);
        if (status == STATUS_OK && count > 0) {
            buffer_append_format(out, "%s%s %lld 件", joint, verdicts->items[i].label,
                                 (long long)count);
            joint = "，";
        }
    }
    if (status == STATUS_OK) {
        status =
            count_feedback(office, disclosure, "replied_on", IS_NOT_EMPTY, "", &answered, problem);
    }
    buffer_append_format(out, "；已答复 %lld 件", (long long)answered);
    if (answered < *total) {
        buffer_append_format(out, "，未答复 %lld 件", (long long)(*total - answered));
    }
    return status;
}

/* What became of it; nothing where a person has to say. */
static void append_result(struct office *office, const struct fields *disclosure, int64_t feedback,
                          struct buffer *out) {
    const char *state = fields_text(disclosure, "state");
    char *by = NULL;
    if (strcmp(state, "withdrawn") == 0) {
        buffer_append_format(out, "%s 撤回公开：%s", fields_text(disclosure, "withdrawn_on"),
                             fields_text(disclosure, "withdrawn_reason"));
    } else if (strcmp(state, "corrected") == 0) {
        by = store_title(office->store, fields_integer(disclosure, "corrected_by", 0));
        buffer_append_format(out, "已更正公开：%s", by != NULL ? by : "");
    } else if (fields_has(disclosure, "notice_result")) {
        buffer_append(out, fields_text(disclosure, "notice_result"));
    } else if (strcmp(state, "on_notice") != 0 && feedback == 0) {
        buffer_append(out, "已公开，没有收到反映");
    }
    free(by);
}

static void propose_one(const struct record *card, const char *column, const char *text,
                        struct fields *out) {
    if (!fields_has(&card->fields, column) && text[0] != '\0') {
        fields_set(out, column, text);
    }
}

static void propose_usual(struct office *office, const struct record *card,
                          const struct fields *disclosure, struct fields *out) {
    char text[64], retention[16];
    office_setting(office, "card_keeper", "", text, sizeof text);
    propose_one(card, "keeper", text[0] != '\0' ? text : fields_text(disclosure, "person"), out);
    card_retention(office, fields_text(disclosure, "subject"), retention);
    propose_one(card, "retention", retention, out);
    if (office_setting_integer(office, "use_office_code", 0) != 0) {
        office_setting(office, "office_code", "", text, sizeof text);
        propose_one(card, "office_code", text, out);
    }
}

enum status card_propose(struct office *office, const struct record *card, struct fields *out,
                         struct problem *problem) {
    struct visible all = visible_to_rules();
    struct record disclosure = {0};
    struct buffer summary = BUFFER_INIT, result = BUFFER_INIT;
    int64_t id = fields_integer(&card->fields, "disclosure", 0), count = 0;
    enum status status = store_read(office->store, &all, id, &disclosure, problem);
    if (status == STATUS_OK) {
        status = append_summary(office, id, &count, &summary, problem);
    }
    if (status == STATUS_OK) {
        append_result(office, &disclosure.fields, count, &result);
        propose_one(card, "feedback_summary", buffer_text(&summary), out);
        propose_one(card, "result", buffer_text(&result), out);
        propose_usual(office, card, &disclosure.fields, out);
    }
    out->failed = out->failed || summary.failed || result.failed;
    buffer_release(&summary);
    buffer_release(&result);
    record_release(&disclosure);
    return status;
}

/* ---- what it must say ---------------------------------------------------------------------------- */

/* With what the program would write: whoever sees no form can agree to it. */
static void refuse_unsaid(struct act *act, const char *field, const char *message,
                          const char *alone, const struct fields *proposed) {
    struct problem problem = {0};
    bool has = fields_has(proposed, field);
    problem_set(&problem, STATUS_INVALID, field, has ? message : alone);
    problem_place(&problem, "proposed", fields_text(proposed, field));
    act_refuse_with(act, &problem);
}

static enum status check_is_said(struct act *act) {
    static const struct {
        const char *field, *message, *alone;
    } rules[] = {
        {"title", NULL, N_("请写明题名")},
        {"feedback_summary",
         N_("请写明群众反映：收到什么、怎样处理，没有的写“无”；登记的是：{proposed}"),
         N_("请写明群众反映：收到什么、怎样处理，没有的写“无”")},
        {"result", N_("请写明处理结果；现在的情况是：{proposed}"),
         N_("请写明处理结果：公开以后怎么样了")},
        {"keeper", NULL, N_("请写明保管人：卡和材料放在谁那里")},
        {"retention", NULL, N_("请选择保管期限：永久、30年或10年")},
        {"pages", NULL, N_("请写明页数：归档的有几页")},
    };
    struct fields proposed = FIELDS_INIT;
    struct problem problem = {0};
    size_t known = act->problems->count;
    enum status status = card_propose(act->office, act->before, &proposed, &problem);
    if (status != STATUS_OK) {
        act_refuse_with(act, &problem);
    }
    for (size_t i = 0; status == STATUS_OK && i < sizeof rules / sizeof rules[0]; i++) {
        if (act_text(act, rules[i].field)[0] == '\0') {
            refuse_unsaid(act, rules[i].field,
                          rules[i].message != NULL ? rules[i].message : rules[i].alone,
                          rules[i].alone, &proposed);
        }
    }
    fields_release(&proposed);
    return act->problems->count == known ? STATUS_OK : STATUS_INVALID;
}

static enum status check_office_code(struct act *act) {
    const char *code = act_text(act, "office_code");
    for (const char *at = code; *at != '\0'; at++) {
        bool is_plain = (*at >= '0' && *at <= '9') || (*at >= 'A' && *at <= 'Z');
        if (!is_plain || at - code >= 10) {
            return act_refuse(act, STATUS_INVALID, "office_code",
                              N_("机构代码最多 10 个大写字母和数字，例如 BGS"));
        }
    }
    return STATUS_OK;
}

enum status card_fill(struct act *act) {
    struct problem problem = {0};
    char today[DATE_BYTES];
    fields_merge(act->changes, act->arguments);
    enum status status = check_office_code(act);
    if (check_is_said(act) != STATUS_OK || status != STATUS_OK) {
        return STATUS_INVALID;
    }
    fields_set(act->changes, "filled_on", act_today(act, today));
    act_note(act, "%s", "");
    status = card_set_due(act->office, "card.file", card_year_end(&act->before->fields),
                          act->changes, &problem);
    return status == STATUS_OK ? status : act_refuse_with(act, &problem);
}

enum status card_edit(struct act *act) {
    enum status status = check_office_code(act);
    bool is_filled = strcmp(fields_text(&act->before->fields, "state"), "filled") == 0;
    return status == STATUS_OK && is_filled ? check_is_said(act) : status;
}

enum status card_put_in_box(struct act *act) {
    fields_set(act->changes, "box_no", fields_text(act->arguments, "box_no"));
    act_note(act, "%s", fields_text(act->arguments, "box_no"));
    return STATUS_OK;
}

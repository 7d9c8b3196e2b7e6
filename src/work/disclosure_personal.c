/* Personal data in what is about to be made public: found, masked by one command, or let through with a reason by
 * somebody else than who wrote it. A leave holds for the text it was given for and no other; an ID number in a
 * 公示, or a list of a kind that is put up as one, is never let through. The office's own telephone in 查阅方式 and
 * 反映途径 is no personal data. Mission R3, C7. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/lines.h"
#include "base/text.h"
#include "work/disclosure_draft.h"
#include "work/disclosure_personal.h"
#include "work/flow_fits.h"
#include "work/kinds.h"
#include "work/mask.h"
#include "work/sign.h"

static const struct {
    const char *column;
    bool has_telephone; /* a mobile number is there to be called */
} scanned[] = {
    {"title", false},           {"stage", false},           {"element_basis", false},
    {"element_subject", false}, {"element_process", false}, {"element_discipline", false},
    {"element_result", false},  {"lines", false},           {"scope_reason", false},
    {"audience_text", false},   {"after_reason", false},    {"access_note", true},
    {"reply_path", true},
};

/* ---- finding -------------------------------------------------------------------------------------- */

/* Where text[length] stands, given where text[0] does. */
static void move_place(struct personal_hit *hit, const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\n') {
            hit->line++;
            hit->column = 1;
        } else if ((text[i] & 0xC0) != 0x80) {
            hit->column++;
        }
    }
}

static void find_in(const char *text, bool has_telephone, struct personal_hit *hit,
                    void (*each)(void *context, const struct personal_hit *hit), void *context) {
    size_t at = 0;
    while (mask_find(text, at, &hit->found)) {
        move_place(hit, text + at, hit->found.start - at);
        hit->text = text + hit->found.start;
        if (!has_telephone || hit->found.kind != MASK_MOBILE) {
            each(context, hit);
        }
        move_place(hit, text + hit->found.start, hit->found.end - hit->found.start);
        at = hit->found.end;
    }
}

/* Cell by cell: a number does not go on in the next one. */
static void find_in_lines(const char *text, struct personal_hit *hit,
                          void (*each)(void *context, const struct personal_hit *hit),
                          void *context) {
    struct lines lines = {0};
    if (lines_read(&lines, text)) {
        for (size_t row = 0; row < lines.count; row++) {
            for (enum lines_column column = 0; column < LINES_COLUMNS; column++) {
                hit->line = (int)row + 1;
                hit->column = 1;
                if (!lines_column_is_money(column)) {
                    find_in(lines_cell(&lines, row, column), false, hit, each, context);
                }
            }
        }
    }
    lines_release(&lines);
}

void disclosure_find_personal(const struct fields *fields,
                              void (*each)(void *context, const struct personal_hit *hit),
                              void *context) {
    for (size_t i = 0; i < sizeof scanned / sizeof scanned[0]; i++) {
        const char *text = fields_text(fields, scanned[i].column);
        struct personal_hit hit = {.field = scanned[i].column, .line = 1, .column = 1};
        if (strcmp(scanned[i].column, "lines") == 0) {
            find_in_lines(text, &hit, each, context);
        } else {
            find_in(text, scanned[i].has_telephone, &hit, each, context);
        }
    }
}

/* The content as it is after the act's changes. */
static void content_after(const struct act *act, struct fields *out) {
    if (act->before != NULL) {
        fields_merge(out, &act->before->fields);
    }
    fields_merge(out, act->changes);
}

/* ---- checking ------------------------------------------------------------------------------------- */

struct personal_check {
    struct act *act;
    bool refuses; /* each hit, with its place */
    int found[MASK_KINDS];
    int ids_in_list; /* of those, ID numbers in the detail lines */
};

static void check_hit(void *context, const struct personal_hit *hit) {
    struct personal_check *check = context;
    struct problem problem = {0};
    check->found[hit->found.kind]++;
    check->ids_in_list += hit->found.kind == MASK_ID && strcmp(hit->field, "lines") == 0 ? 1 : 0;
    if (!check->refuses) {
        return;
    }
    problem_set(&problem, STATUS_DENIED, hit->field,
                hit->found.kind == MASK_ADDRESS
                    ? N_("{field}第 {line} 行第 {column} 字有住址（{masked}），"
                         "请遮盖，或由审核人写明理由准予公开")
                : hit->found.kind == MASK_MOBILE
                    ? N_("{field}第 {line} 行第 {column} 字有手机号（{masked}），"
                         "请遮盖，或由审核人写明理由准予公开")
                : hit->found.kind == MASK_CARD
                    ? N_("{field}第 {line} 行第 {column} 字有银行卡号（{masked}），"
                         "请遮盖，或由审核人写明理由准予公开")
                    : N_("{field}第 {line} 行第 {column} 字有身份证号（{masked}），"
                         "请遮盖，或由审核人写明理由准予公开"));
    problem_place(&problem, "masked", hit->found.masked);
    problem.line = hit->line;
    problem.column = hit->column;
    act_refuse_with(check->act, &problem);
}

static void count_personal(struct personal_check *check) {
    struct fields content = FIELDS_INIT;
    content_after(check->act, &content);
    disclosure_find_personal(&content, check_hit, check);
    fields_release(&content);
}

static bool has_any(const struct personal_check *check) {
    int all = 0;
    for (int kind = 0; kind < MASK_KINDS; kind++) {
        all += check->found[kind];
    }
    return all > 0;
}

static bool is_let_through(const struct act *act) {
    char hash[DISCLOSURE_HASH_BYTES];
    disclosure_hash_after(act, hash);
    return strcmp(act_text(act, "waived_hash"), hash) == 0;
}

/* An ID number in a 公示, or in a list of a kind that is put up as one, is refused whoever let it through. */
static enum status check_no_id_in_notice(struct act *act, const struct personal_check *check) {
    struct disclosure_source source = {0};
    if (check->found[MASK_ID] > 0 && act_integer(act, "notice_amount") > 0) {
        return act_refuse(act, STATUS_DENIED, "",
                          N_("{number} 是公示，公示里不能有身份证号，不能准予公开，请遮盖"));
    }
    if (check->ids_in_list == 0) {
        return STATUS_OK;
    }
    enum status status = disclosure_source_load(act, &source);
    if (status == STATUS_OK && source.needs_notice) {
        status = act_refuse(act, STATUS_DENIED, "lines",
                            N_("{number} 的明细是要公示的名单，名单里不能有身份证号，不能准予公开，"
                               "请遮盖"));
    }
    disclosure_source_release(&source);
    return status;
}

enum status disclosure_check_personal(struct act *act) {
    struct personal_check check = {.act = act, .refuses = !is_let_through(act)};
    count_personal(&check);
    if (!check.refuses) {
        return check_no_id_in_notice(act, &check);
    }
    return has_any(&check) ? STATUS_DENIED : STATUS_OK;
}

/* ---- masking -------------------------------------------------------------------------------------- */

static void append_masked(struct buffer *out, const char *text, bool has_telephone) {
    struct mask_hit hit;
    size_t at = 0;
    while (mask_find(text, at, &hit)) {
        bool stays = has_telephone && hit.kind == MASK_MOBILE;
        buffer_append_bytes(out, text + at, hit.start - at);
        buffer_append_bytes(out, stays ? text + hit.start : hit.masked,
                            stays ? hit.end - hit.start : strlen(hit.masked));
        at = hit.end;
    }
    buffer_append(out, text + at);
}

static void append_masked_lines(struct buffer *out, const char *text) {
    struct lines lines = {0};
    out->failed = !lines_read(&lines, text) || out->failed;
    for (size_t row = 0; row < lines.count; row++) {
        for (enum lines_column column = 0; column < LINES_COLUMNS; column++) {
            struct buffer cell = BUFFER_INIT;
            append_masked(&cell, lines_cell(&lines, row, column), false);
            if (!lines_column_is_money(column) &&
                strcmp(buffer_text(&cell), lines_cell(&lines, row, column)) != 0) {
                lines_set(&lines, row, column, buffer_text(&cell));
            }
            out->failed = out->failed || cell.failed;
            buffer_release(&cell);
        }
    }
    lines_write(&lines, out);
    out->failed = out->failed || lines.failed;
    lines_release(&lines);
}

static void mask_column(struct act *act, const char *column, bool has_telephone) {
    struct buffer masked = BUFFER_INIT;
    const char *text = act_text(act, column);
    if (strcmp(column, "lines") == 0) {
        append_masked_lines(&masked, text);
    } else {
        append_masked(&masked, text, has_telephone);
    }
    if (strcmp(buffer_text(&masked), text) != 0) {
        fields_set_buffer(act->changes, column, &masked);
    }
    act->changes->failed = act->changes->failed || masked.failed;
    buffer_release(&masked);
}

enum status disclosure_fits_mask(struct act *act) {
    struct personal_check check = {.act = act};
    count_personal(&check);
    return has_any(&check)
               ? STATUS_OK
               : act_refuse(act, STATUS_DENIED, "",
                            N_("{number} 里没有身份证号、手机号、银行卡号和住址，不用遮盖"));
}

enum status disclosure_mask_personal(struct act *act) {
    struct personal_check check = {.act = act};
    count_personal(&check);
    for (size_t i = 0; i < sizeof scanned / sizeof scanned[0]; i++) {
        mask_column(act, scanned[i].column, scanned[i].has_telephone);
    }
    act_note(act, "身份证号 %d，手机号 %d，银行卡号 %d，住址 %d", check.found[MASK_ID],
             check.found[MASK_MOBILE], check.found[MASK_CARD], check.found[MASK_ADDRESS]);
    return STATUS_OK;
}

/* ---- letting through ------------------------------------------------------------------------------ */

static enum status has_written(struct act *act, bool *wrote) {
    *wrote = act_integer(act, "drafted_by") == act->office->user;
    return *wrote ? STATUS_OK : disclosure_was_written_by(act, act->office->user, wrote);
}

static enum status check_is_somebody_else(struct act *act) {
    bool wrote = false;
    enum status status = has_written(act, &wrote);
    return status == STATUS_OK && wrote &&
                   !sign_is_alone(act->office, ROLE_REVIEWER | ROLE_SUPERVISOR)
               ? act_refuse(act, STATUS_DENIED, "",
                            N_("{number} 是您拟的稿或改过的，个人信息须由别人准予公开"))
               : status;
}

enum status disclosure_fits_waive(struct act *act) {
    struct personal_check check = {.act = act};
    count_personal(&check);
    if (!has_any(&check)) {
        return act_refuse(act, STATUS_DENIED, "",
                          N_("{number} 里没有身份证号、手机号、银行卡号和住址，不用准予"));
    }
    enum status status = check_no_id_in_notice(act, &check);
    return status == STATUS_OK ? check_is_somebody_else(act) : status;
}

enum status disclosure_waive_personal(struct act *act) {
    char hash[DISCLOSURE_HASH_BYTES];
    bool is_alone = false; /* he has written it, and there is nobody else */
    const char *reason = fields_text(act->arguments, "reason");
    enum status status = has_written(act, &is_alone);
    disclosure_hash_after(act, hash);
    fields_set_integer(act->changes, "waived_by", act->office->user);
    fields_set(act->changes, "waived_reason", reason);
    fields_set(act->changes, "waived_hash", hash);
    act_note(act, "%s%s%s", reason, is_alone ? "；" : "", is_alone ? "一人兼任" : "");
    return status;
}

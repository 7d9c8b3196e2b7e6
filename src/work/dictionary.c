/* Changes to code lists: checked, saved and audited one at a time. Deletes nothing: records keep their
 * codes. */
#include "work/dictionary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "work/save.h"

enum { CODE_BYTES_MOST = 30, LABEL_CHARACTERS_MOST = 20 };

static const struct {
    const char *list, *label;
    bool is_system;
} lists[] = {
    {"feedback_kind", N_("反馈类别"), true},
    {"feedback_source", N_("反馈来源"), true},
    {"role", N_("角色"), true},
    {"yes_no", N_("是否"), true},
    {"team_kind", N_("小组性质"), true},
    {"meeting_type", N_("会议类型"), true},
    {"member_duty", N_("组内职务"), false},
    {"unit_kind", N_("单位性质"), false},
    {"channel_kind", N_("受理方式"), false},
    {"phrase_field", N_("常用语栏目"), true},
    {"visit_result", N_("回访结果"), true},
    {"visit_again", N_("不满意的处理"), true},
    {"affair", N_("人财物案"), true},
    {"subject", N_("公开事项"), true},
    {"power", N_("权力类别"), true},
    {"disclosure_scope", N_("公开范围"), true},
    {"timing", N_("时效类型"), true},
    {"cycle", N_("公开周期"), true},
    {"hot", N_("热点难点"), true},
    {"timepoint", N_("公开时点"), true},
    {"publish_channel", N_("公开渠道"), false},
    {"audience", N_("公开对象"), true},
    {"publish_way", N_("公开方式"), true},
    {"government_level", N_("公开层级"), true},
    {"element", N_("公开要素"), true},
    {"review_outcome", N_("审查结论"), true},
    {"limit_unit", N_("时限单位"), true},
    {"notice_unit", N_("公示期单位"), true},
    {"finding_kind", N_("问题类别"), true},
    {"finding_outcome", N_("问题的了结"), true},
    {"measure", N_("追究方式"), true},
    {"verdict", N_("核实结论"), true},
    {"retention", N_("保管期限"), true},
    {"board_condition", N_("设施状况"), false},
};

static bool find_list(const char *list, size_t *index) {
    for (*index = 0; *index < sizeof lists / sizeof lists[0]; ++*index) {
        if (strcmp(lists[*index].list, list) == 0) {
            return true;
        }
    }
    return false;
}

/* A list unknown here came with a rule of its own: it is the rules' too. */
bool dictionary_is_system(const char *list) {
    size_t index = 0;
    return !find_list(list, &index) || lists[index].is_system;
}

const char *dictionary_list_label(const char *list) {
    size_t index = 0;
    return find_list(list, &index) ? lists[index].label : list;
}

/* ---- one change --------------------------------------------------------------------------------- */

/* A change in work: the list as it stands in the save. */
struct change {
    struct save save;
    struct field_rows rows;
    const char *list;
    size_t at; /* the code's row; rows.count when it is not there */
    struct problem *problem;
};

static enum status refuse(struct change *change, const char *field, const char *message,
                          const char *name, const char *value) {
    problem_set(change->problem, STATUS_INVALID, field, message);
    problem_place(change->problem, name, value);
    return STATUS_INVALID;
}

static enum status begin(struct change *change, struct office *office, const char *code) {
    if ((office->roles & ROLE_ADMIN) == 0) {
        return problem_set(change->problem, STATUS_DENIED, "", N_("只有系统管理员可以改数据字典"));
    }
    enum status status = save_begin(office, &change->save, change->problem);
    if (status != STATUS_OK) {
        return status;
    }
    status = store_all_codes(office->store, change->list, &change->rows, change->problem);
    if (status == STATUS_OK && change->rows.count == 0) {
        status = STATUS_NOT_FOUND;
        problem_set(change->problem, status, "", N_("没有代码表“{list}”"));
        problem_place(change->problem, "list", change->list);
    }
    while (change->at < change->rows.count &&
           strcmp(fields_text(&change->rows.items[change->at], "code"), code) != 0) {
        change->at++;
    }
    if (status != STATUS_OK) {
        save_abandon(&change->save);
        field_rows_release(&change->rows);
    }
    return status;
}

static enum status put(struct change *change, const struct fields *row) {
    return store_put_code(change->save.office->store, change->list, fields_text(row, "code"),
                          fields_text(row, "label"), fields_integer(row, "sort", 0),
                          fields_integer(row, "active", 1) != 0, change->problem);
}

/* Audits and commits, or undoes; frees. */
static enum status finish(struct change *change, enum status status, const char *detail) {
    struct office *office = change->save.office;
    struct audit_entry entry = {.at = change->save.now,
                                .person = office->user,
                                .account = office_os_account(office),
                                .command = "dictionary",
                                .detail = detail,
                                .save_id = change->save.id};
    if (status == STATUS_OK) {
        status = store_add_audit(office->store, &entry, change->problem);
    }
    if (status == STATUS_OK) {
        status = save_commit(&change->save, change->problem);
    } else {
        save_abandon(&change->save);
    }
    office_forget(office);
    field_rows_release(&change->rows);
    return status;
}

static enum status refuse_unknown(struct change *change, const char *code) {
    problem_set(change->problem, STATUS_NOT_FOUND, "", N_("代码表里没有“{code}”"));
    problem_place(change->problem, "code", code);
    return STATUS_NOT_FOUND;
}

/* Trimmed, not empty, not too long, and no other code's. */
static enum status check_label(struct change *change, const char *label, struct buffer *clean) {
    text_append_trimmed(clean, label);
    const char *text = buffer_text(clean);
    if (clean->failed) {
        return problem_set(change->problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    if (text[0] == '\0') {
        return problem_set(change->problem, STATUS_INVALID, "label", N_("名称不能空着"));
    }
    if (text_length(text) > LABEL_CHARACTERS_MOST || text_find_forbidden(text, false) != 0) {
        return problem_set(change->problem, STATUS_INVALID, "label",
                           N_("名称最多 20 个字，不能有控制字符"));
    }
    for (size_t i = 0; i < change->rows.count; i++) {
        if (i != change->at && strcmp(fields_text(&change->rows.items[i], "label"), text) == 0) {
            return refuse(change, "label", N_("已经有叫“{label}”的代码"), "label", text);
        }
    }
    return STATUS_OK;
}

static enum status check_code(struct change *change, const char *code) {
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyz_0123456789";
    size_t length = strlen(code);
    if (length == 0 || length > CODE_BYTES_MOST || strspn(code, allowed) != length) {
        return refuse(change, "code", N_("代码“{code}”只能用小写英文字母、数字和 _，最多 30 个"),
                      "code", code);
    }
    if (change->at < change->rows.count) {
        return refuse(change, "code", N_("已经有代码“{code}”"), "code", code);
    }
    return STATUS_OK;
}

/* ---- the changes -------------------------------------------------------------------------------- */

enum status dictionary_add(struct office *office, const char *list, const char *code,
                           const char *label, struct problem *problem) {
    struct change change = {.list = list, .problem = problem};
    struct buffer clean = BUFFER_INIT;
    struct buffer detail = BUFFER_INIT;
    struct fields row = FIELDS_INIT;
    enum status status = begin(&change, office, code);
    if (status != STATUS_OK) {
        return status;
    }
    if (dictionary_is_system(list)) {
        status = problem_set(problem, STATUS_DENIED, "",
                             N_("这张表由程序的规则使用，只能改名称和次序，不能增减"));
    }
    if (status == STATUS_OK) {
        status = check_code(&change, code);
    }
    if (status == STATUS_OK) {
        status = check_label(&change, label, &clean);
    }
    if (status == STATUS_OK) {
        const struct fields *last_row = &change.rows.items[change.rows.count - 1];
        fields_set(&row, "code", code);
        fields_set_buffer(&row, "label", &clean);
        fields_set_integer(&row, "sort", fields_integer(last_row, "sort", 0) + 1);
        status = put(&change, &row);
    }
    buffer_append_format(&detail, "%s %s 新增 %s", list, code, buffer_text(&clean));
    status = finish(&change, status, buffer_text(&detail));
    fields_release(&row);
    buffer_release(&clean);
    buffer_release(&detail);
    return status;
}

enum status dictionary_relabel(struct office *office, const char *list, const char *code,
                               const char *label, struct problem *problem) {
    struct change change = {.list = list, .problem = problem};
    struct buffer clean = BUFFER_INIT;
    struct buffer detail = BUFFER_INIT;
    enum status status = begin(&change, office, code);
    if (status != STATUS_OK) {
        return status;
    }
    status = change.at < change.rows.count ? check_label(&change, label, &clean)
                                           : refuse_unknown(&change, code);
    if (status == STATUS_OK) {
        struct fields *row = &change.rows.items[change.at];
        buffer_append_format(&detail, "%s %s %s 改为 %s", list, code, fields_text(row, "label"),
                             buffer_text(&clean));
        fields_set_buffer(row, "label", &clean);
        status = put(&change, row);
    }
    status = finish(&change, status, buffer_text(&detail));
    buffer_release(&clean);
    buffer_release(&detail);
    return status;
}

enum status dictionary_set_active(struct office *office, const char *list, const char *code,
                                  bool is_active, struct problem *problem) {
    struct change change = {.list = list, .problem = problem};
    struct buffer detail = BUFFER_INIT;
    size_t active = 0;
    enum status status = begin(&change, office, code);
    if (status != STATUS_OK) {
        return status;
    }
    for (size_t i = 0; i < change.rows.count; i++) {
        active += i != change.at && fields_integer(&change.rows.items[i], "active", 0) != 0;
    }
    if (change.at == change.rows.count) {
        status = refuse_unknown(&change, code);
    } else if (!is_active && dictionary_is_system(list)) {
        status = problem_set(problem, STATUS_DENIED, "",
                             N_("这张表由程序的规则使用，只能改名称和次序，不能增减"));
    } else if (!is_active && active == 0) {
        status = problem_set(problem, STATUS_DENIED, "", N_("至少要留一个在用的代码"));
    } else {
        struct fields *row = &change.rows.items[change.at];
        fields_set_integer(row, "active", is_active ? 1 : 0);
        buffer_append_format(&detail, "%s %s %s", list, code, is_active ? "启用" : "停用");
        status = put(&change, row);
    }
    status = finish(&change, status, buffer_text(&detail));
    buffer_release(&detail);
    return status;
}

enum status dictionary_move(struct office *office, const char *list, const char *code, bool is_up,
                            struct problem *problem) {
    struct change change = {.list = list, .problem = problem};
    struct buffer detail = BUFFER_INIT;
    enum status status = begin(&change, office, code);
    if (status != STATUS_OK) {
        return status;
    }
    size_t other = is_up ? change.at - 1 : change.at + 1;
    if (change.at == change.rows.count) {
        status = refuse_unknown(&change, code);
    } else if (other < change.rows.count) { /* up from 0 wraps round: none */
        struct fields kept = change.rows.items[change.at];
        change.rows.items[change.at] = change.rows.items[other];
        change.rows.items[other] = kept;
    }
    /* Numbered afresh: equal places would not tell the order. */
    for (size_t i = 0; status == STATUS_OK && i < change.rows.count; i++) {
        fields_set_integer(&change.rows.items[i], "sort", (int64_t)i + 1);
        status = put(&change, &change.rows.items[i]);
    }
    buffer_append_format(&detail, "%s %s %s", list, code, is_up ? "上移" : "下移");
    status = finish(&change, status, buffer_text(&detail));
    buffer_release(&detail);
    return status;
}

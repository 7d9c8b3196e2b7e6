/* Brings given texts into the stored form of their columns, by what the schema says of each. Knows no
 * rule of any kind of record beyond the list a choice is from and the kind a reference points to. */
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/codes.h"
#include "base/lines.h"
#include "base/text.h"
#include "base/value.h"
#include "store/columns.h"
#include "work/check.h"

enum { MULTILINE_FROM = 1000 };

/* What may be given to commands without being a column of the record. */
static const struct column arguments[] = {
    {.table = "", .name = "place", .type = COLUMN_TEXT, .max = 100},
    {.table = "", .name = "on", .type = COLUMN_TEXT},
    {.table = "", .name = "reason", .type = COLUMN_TEXT, .max = 200},
    {.table = "", .name = "note", .type = COLUMN_TEXT, .max = 100},
    {.table = "", .name = "amount", .type = COLUMN_INTEGER, .low = 1, .high = 366},
    {.table = "", .name = "again", .type = COLUMN_INTEGER, .low = 0, .high = 1},
    {.table = "", .name = "answer", .type = COLUMN_TEXT, .max = 200},
    {.table = "", .name = "duty", .type = COLUMN_TEXT},
    {.table = "", .name = "demand", .type = COLUMN_TEXT, .max = 1000},
    {.table = "", .name = "version", .type = COLUMN_INTEGER, .low = 1, .high = 99999},
    {.table = "", .name = "board", .type = COLUMN_INTEGER},
    {.table = "", .name = "proof_no", .type = COLUMN_TEXT, .max = 60},
    {.table = "", .name = "address", .type = COLUMN_TEXT, .max = 200},
    {.table = "", .name = "outlet", .type = COLUMN_TEXT, .max = 60},
    {.table = "", .name = "page_time", .type = COLUMN_TEXT, .max = 60},
    {.table = "", .name = "readers", .type = COLUMN_INTEGER, .low = 0, .high = 99999},
    {.table = "", .name = "reporter", .type = COLUMN_TEXT, .max = 40},
    {.table = "", .name = "contact", .type = COLUMN_TEXT, .max = 40},
    {.table = "", .name = "source", .type = COLUMN_TEXT, .max = 40},
    {.table = "", .name = "body", .type = COLUMN_TEXT, .max = 4000},
    {.table = "", .name = "kind", .type = COLUMN_TEXT, .max = 40},
    {.table = "", .name = "evidence", .type = COLUMN_TEXT, .max = 1000},
    {.table = "", .name = "internal", .type = COLUMN_INTEGER, .low = 0, .high = 1},
    {.table = "", .name = "consultation", .type = COLUMN_INTEGER},
    {.table = "", .name = "catalogue", .type = COLUMN_INTEGER},
    {.table = "", .name = "hot", .type = COLUMN_TEXT, .max = 40},
    {.table = "", .name = "way", .type = COLUMN_TEXT, .max = 40},
    {.table = "", .name = "passage", .type = COLUMN_TEXT, .max = 60},
    {.table = "", .name = "allow_duplicate", .type = COLUMN_INTEGER, .low = 0, .high = 1},
};

static const struct {
    const char *kind, *column, *list;
    bool is_many; /* several codes, parted by blanks, in the list's order */
} choices[] = {
    {"feedback", "kind", "feedback_kind", false},
    {"feedback", "source", "feedback_source", false},
    {"feedback", "visit_result", "visit_result", false},
    {"feedback", "visit_again", "visit_again", false},
    {"unit", "kind", "unit_kind", false},
    {"channel", "kind", "channel_kind", false},
    {"team", "kind", "team_kind", false},
    {"team", "duty", "member_duty", false},
    {"member", "duty", "member_duty", false},
    {"meeting", "kind", "meeting_type", false},
    {"board", "kind", "publish_channel", false},
    {"board", "condition", "board_condition", false},
    {"phrase", "field", "phrase_field", false},
    {"catalogue", "affair", "affair", false},
    {"catalogue", "subject", "subject", false},
    {"catalogue", "power", "power", false},
    {"catalogue", "limit_unit", "limit_unit", false},
    {"catalogue", "channels", "publish_channel", true},
    {"catalogue", "channels_optional", "publish_channel", true},
    {"catalogue", "audience", "audience", false},
    {"catalogue", "way", "publish_way", false},
    {"catalogue", "level", "government_level", true},
    {"catalogue", "scope", "disclosure_scope", false},
    {"catalogue", "timing", "timing", false},
    {"catalogue", "cycle", "cycle", false},
    {"catalogue", "hot", "hot", false},
    {"catalogue", "notice_unit", "notice_unit", false},
    {"catalogue", "not_applicable", "element", true},
    {"catalogue", "unit_kind", "unit_kind", false},
    {"feedback", "verdict", "verdict", false},
    {"disclosure", "affair", "affair", false},
    {"disclosure", "subject", "subject", false},
    {"disclosure", "scope", "disclosure_scope", false},
    {"disclosure", "timepoint", "timepoint", false},
    {"disclosure", "notice_unit", "notice_unit", false},
    {"disclosure", "review_outcome", "review_outcome", false},
    {"card", "scope", "disclosure_scope", false},
    {"card", "retention", "retention", false},
    {"finding", "kind", "finding_kind", false},
    {"inspection", "kind", "finding_kind", false}, /* of what is listed from it */
    {"accountability", "measure", "measure", false},
    {"consultation", "kind", "consultation_kind", false},
    {"consultation", "ways", "consultation_way", true},
    {"consultation", "hot", "hot", false},
    {"opinion", "way", "consultation_way", false},
    {"opinion", "decision", "opinion_decision", false},
    {"enquiry", "way", "enquiry_way", false},
    {"enquiry", "satisfied", "enquiry_satisfied", false},
    {"outside", "affair", "affair", false},
};

static const struct {
    const char *column, *kind;
} references[] = {
    {"unit", "unit"},
    {"person", "person"},
    {"box", "box"},
    {"opening", "opening"},
    {"keeper", "person"},
    {"substitute", "person"},
    {"team", "team"},
    {"meeting", "meeting"},
    {"catalogue", "catalogue"},
    {"leader", "person"},
    {"discussion", "meeting"},
    {"duty", "duty"},
    {"about", "disclosure"},
    {"topic", "catalogue"},
    {"disclosure", "disclosure"},
    {"board", "board"},
    {"inspection", "inspection"},
    {"finding", "finding"},
    {"consultation", "consultation"},
    {"same_as", "opinion"},
    {"linked", "feedback"},
    {"found", "disclosure feedback outside"},
};

/* Columns of the spine a person may fill in; of the detail table all but id. */
static const char spine_columns[] = "title unit person received_on";

struct value_check {
    struct check *check;
    const char *kind;
    const struct column *column;
    struct fields *out;
    struct problems *problems;
};

static void refuse(const struct value_check *value, struct problem *problem) {
    snprintf(problem->field, sizeof problem->field, "%s", value->column->name);
    problems_add(value->problems, problem);
}

static void refuse_text(const struct value_check *value, const char *message, const char *place,
                        const char *text) {
    struct problem problem = {0};
    problem_set(&problem, STATUS_INVALID, value->column->name, message);
    problem_place(&problem, place, text);
    refuse(value, &problem);
}

static void check_text(const struct value_check *value, const char *text) {
    const struct column *column = value->column;
    bool is_multiline = column->max >= MULTILINE_FROM;
    char32_t forbidden = text_find_forbidden(text, is_multiline);
    size_t length = text_length(text);
    struct problem problem = {0};
    if (forbidden != 0) {
        char code[16];
        snprintf(code, sizeof code, "U+%04lX", (unsigned long)forbidden);
        refuse_text(value, N_("{field}里有不能保存的字符 {code}，请删去"), "code", code);
    } else if (column->max > 0 && length > (size_t)column->max) {
        problem_set(&problem, STATUS_INVALID, column->name,
                    N_("{field}太长：最多 {max} 个字，现有 {count} 个"));
        problem_place_integer(&problem, "max", column->max);
        problem_place_integer(&problem, "count", (int64_t)length);
        refuse(value, &problem);
    } else {
        fields_set(value->out, column->name, text);
    }
}

static void check_integer(const struct value_check *value, const char *text) {
    const struct column *column = value->column;
    bool is_open = column->low == 0 && column->high == 0;
    bool is_flag = column->low == 0 && column->high == 1;
    int64_t number = 0;
    struct problem problem = {0};
    if (is_flag && (strcmp(text, "是") == 0 || strcmp(text, "否") == 0)) {
        fields_set_integer(value->out, column->name, strcmp(text, "是") == 0);
        return;
    }
    if (value_parse_integer(text, is_open ? INT32_MIN : column->low,
                            is_open ? INT32_MAX : column->high, &number, &problem) != STATUS_OK) {
        refuse(value, &problem);
        return;
    }
    fields_set_integer(value->out, column->name, number);
}

/* Fen, as it is stored; with a point, a comma or 元 it is yuan. */
static void check_money(const struct value_check *value, const char *text) {
    struct problem problem = {0};
    int64_t fen = 0;
    if (value_parse_integer(text, -LINES_MONEY_MOST, LINES_MONEY_MOST, &fen, NULL) != STATUS_OK &&
        value_parse_money(text, &fen, &problem) != STATUS_OK) {
        refuse(value, &problem);
    } else {
        fields_set_integer(value->out, value->column->name, fen);
    }
}

static bool is_money_column(const char *name) {
    return strcmp(name, "total") == 0 || strcmp(name, "second_total") == 0;
}

static day_number add_workdays(void *context, day_number from, int count) {
    struct office *office = context;
    if (office_calendar(office, NULL) != STATUS_OK) {
        return DATE_NONE;
    }
    return workday_add(office->calendar, from, count);
}

static void check_date(const struct value_check *value, const char *text) {
    struct office *office = value->check->office;
    struct date_context context = {office_today(office), add_workdays, office};
    day_number day = date_from_iso(text);
    char iso[DATE_BYTES];
    struct problem problem = {0};
    if (day == DATE_NONE && value_parse_date(text, &context, &day, &problem) != STATUS_OK) {
        refuse(value, &problem);
        return;
    }
    fields_set(value->out, value->column->name, date_to_iso(day, iso));
}

static const char *reference_kind(const char *column) {
    for (size_t i = 0; i < sizeof references / sizeof references[0]; i++) {
        if (strcmp(references[i].column, column) == 0) {
            return references[i].kind;
        }
    }
    return NULL;
}

static void check_reference_value(const struct value_check *value, const char *kind,
                                  const char *text) {
    struct problem problem = {0};
    int64_t id = 0;
    if (check_reference(value->check, kind, value->column->name, text, &id, &problem) !=
        STATUS_OK) {
        refuse(value, &problem);
        return;
    }
    fields_set_integer(value->out, value->column->name, id);
}

static const char *list_of_choice(const char *kind, const char *column, bool *is_many) {
    for (size_t i = 0; i < sizeof choices / sizeof choices[0]; i++) {
        if (strcmp(choices[i].column, column) == 0 && strcmp(choices[i].kind, kind) == 0) {
            *is_many = choices[i].is_many;
            return choices[i].list;
        }
    }
    return NULL;
}

static void refuse_choice(const struct value_check *value, const char *list, const char *text) {
    const struct code_rows *rows = check_list(value->check, list);
    struct buffer labels = BUFFER_INIT;
    struct problem problem = {0};
    for (size_t i = 0; rows != NULL && i < rows->count; i++) {
        buffer_append(&labels, i > 0 ? "、" : "");
        buffer_append(&labels, rows->items[i].label);
    }
    problem_set(&problem, STATUS_INVALID, value->column->name,
                N_("{field}没有“{value}”这一项，可以填：{choices}"));
    problem_place(&problem, "value", text);
    problem_place(&problem, "choices", buffer_text(&labels));
    refuse(value, &problem);
    buffer_release(&labels);
}

static void check_choice(const struct value_check *value, const char *list, const char *text) {
    const char *code = check_code(value->check, list, text);
    if (code != NULL) {
        fields_set(value->out, value->column->name, code);
    } else {
        refuse_choice(value, list, text);
    }
}

/* The codes named in `text`; false when one of them was refused. */
static bool find_codes(const struct value_check *value, const char *list, const char *text,
                       struct buffer *found) {
    bool are_known = true;
    size_t length = 0;
    for (const char *at = text; codes_next(&at, &length); at += length) {
        struct buffer name = BUFFER_INIT;
        buffer_append_bytes(&name, at, length);
        const char *code = check_code(value->check, list, buffer_text(&name));
        if (code != NULL) {
            codes_add(found, code);
        } else {
            refuse_choice(value, list, buffer_text(&name));
            are_known = false;
        }
        found->failed = found->failed || name.failed;
        buffer_release(&name);
    }
    return are_known;
}

static void check_choices(const struct value_check *value, const char *list, const char *text) {
    const struct code_rows *rows = check_list(value->check, list);
    struct buffer found = BUFFER_INIT, sorted = BUFFER_INIT;
    bool are_known = find_codes(value, list, text, &found);
    for (size_t i = 0; rows != NULL && i < rows->count; i++) {
        if (codes_has(buffer_text(&found), rows->items[i].code)) {
            codes_add(&sorted, rows->items[i].code);
        }
    }
    sorted.failed = sorted.failed || found.failed;
    if (are_known || found.failed) {
        fields_set_buffer(value->out, value->column->name, &sorted);
    }
    buffer_release(&found);
    buffer_release(&sorted);
}

static void check_lines(const struct value_check *value, const char *text) {
    struct buffer stored = BUFFER_INIT;
    if (lines_check(text, NULL, &stored, value->problems)) {
        fields_set_buffer(value->out, value->column->name, &stored);
    }
    value->out->failed = value->out->failed || stored.failed;
    buffer_release(&stored);
}

static bool is_date_column(const char *name) {
    size_t length = strlen(name);
    return strcmp(name, "on") == 0 || (length > 3 && strcmp(name + length - 3, "_on") == 0) ||
           strcmp(name, "absent_from") == 0 || strcmp(name, "absent_to") == 0 ||
           strcmp(name, "personal_until") == 0;
}

static bool is_lines_column(const char *name) {
    return strcmp(name, "lines") == 0;
}

static void check_one(const struct value_check *value, const char *text) {
    const char *name = value->column->name;
    const char *target = reference_kind(name);
    bool is_many = false;
    const char *list = list_of_choice(value->kind, name, &is_many);
    if (value->column->type != COLUMN_TEXT && target != NULL) {
        check_reference_value(value, target, text);
    } else if (value->column->type != COLUMN_TEXT && is_money_column(name)) {
        check_money(value, text);
    } else if (value->column->type != COLUMN_TEXT) {
        check_integer(value, text);
    } else if (is_date_column(name)) {
        check_date(value, text);
    } else if (is_lines_column(name)) {
        check_lines(value, text);
    } else if (list != NULL && is_many) {
        check_choices(value, list, text);
    } else if (list != NULL) {
        check_choice(value, list, text);
    } else {
        check_text(value, text);
    }
}

static const struct column *find_column(const char *kind, const char *name) {
    const struct column *column = column_find(kind, name);
    for (size_t i = 0; column == NULL && i < sizeof arguments / sizeof arguments[0]; i++) {
        if (strcmp(arguments[i].name, name) == 0) {
            column = &arguments[i];
        }
    }
    return column;
}

static bool may_be_given(const struct column *column, const char *allowed) {
    if (strcmp(allowed, "*") != 0) {
        return check_has_word(allowed, column->name);
    }
    if (strcmp(column->table, "record") == 0) {
        return check_has_word(spine_columns, column->name);
    }
    return column->table[0] != '\0' && !column->is_generated && strcmp(column->name, "id") != 0;
}

/* Trimmed at its ends (of detail lines a tab is none), with \n for the line ends of other systems. */
static void append_clean(struct buffer *out, const char *name, const char *text) {
    struct buffer lines = BUFFER_INIT;
    for (const char *at = text; *at != '\0'; at++) {
        if (at[0] != '\r' || at[1] != '\n') {
            buffer_append_char(&lines, *at);
        }
    }
    if (is_lines_column(name)) {
        buffer_append(out, buffer_text(&lines));
    } else {
        text_append_trimmed(out, buffer_text(&lines));
    }
    out->failed = out->failed || lines.failed;
    buffer_release(&lines);
}

static void check_field(const struct value_check *value, enum check_mode mode, bool is_allowed,
                        bool is_same, const char *text) {
    const char *name = value->column->name;
    if (!is_allowed) {
        bool is_harmless = mode == CHECK_NEW ? text[0] == '\0' : is_same;
        if (!is_harmless) {
            refuse_text(value, N_("{field}不能在这里填写，由程序按规则填写"), "name", name);
        }
    } else if (mode == CHECK_EDIT && is_same) {
        return;
    } else if (text[0] != '\0') {
        check_one(value, text);
    } else if (mode == CHECK_EDIT) {
        fields_set(value->out, name, "");
    }
}

void check_values(struct check *check, const char *kind, enum check_mode mode,
                  const struct fields *before, const char *allowed, const struct fields *in,
                  struct fields *out, struct problems *problems) {
    for (size_t i = 0; i < in->count; i++) {
        const char *name = in->items[i].name;
        struct buffer clean = BUFFER_INIT;
        struct value_check value = {check, kind, find_column(kind, name), out, problems};
        append_clean(&clean, name, in->items[i].text != NULL ? in->items[i].text : "");
        const char *text = buffer_text(&clean);
        if (clean.failed) {
            out->failed = true;
        } else if (value.column == NULL) {
            struct problem problem = {0};
            problem_set(&problem, STATUS_INVALID, name, N_("没有“{name}”这一项"));
            problem_place(&problem, "name", name);
            problems_add(problems, &problem);
        } else {
            bool is_same = before != NULL && strcmp(fields_text(before, name), text) == 0;
            check_field(&value, mode, may_be_given(value.column, allowed), is_same, text);
        }
        buffer_release(&clean);
    }
    out->failed = out->failed || in->failed; /* what the caller could not hold is not left out */
    if (out->failed) {
        struct problem problem = {0};
        problem_set(&problem, STATUS_NO_MEMORY, "", N_("内存不足"));
        problems_add(problems, &problem);
    }
}

bool check_is_refused(const struct problems *problems, size_t known, const char *name) {
    for (size_t i = known; i < problems->count && i < PROBLEMS_MOST; i++) {
        if (strcmp(problems->items[i].field, name) == 0) {
            return true;
        }
    }
    return false;
}

static void refuse_missing(const char *name, struct problems *problems) {
    struct problem problem = {0};
    problem_set(&problem, STATUS_INVALID, name, N_("请填写{field}"));
    problems_add(problems, &problem);
}

void check_required(const char *required, const struct fields *values, size_t known,
                    struct problems *problems) {
    char name[PROBLEM_FIELD_BYTES];
    for (const char *at = required; *at != '\0';) {
        size_t length = strcspn(at, " ");
        snprintf(name, sizeof name, "%.*s", (int)length, at);
        if (length > 0 && !fields_has(values, name) && !check_is_refused(problems, known, name)) {
            refuse_missing(name, problems);
        }
        at += length + (at[length] == ' ' ? 1 : 0);
    }
}

/* Written by save itself. */
static const char saved_columns[] = "id record_kind number state created changed";

void check_schema_required(const char *kind, bool is_new, const struct fields *values, size_t known,
                           struct problems *problems) {
    const char *const tables[] = {"record", kind};
    for (int i = 0; i < 2; i++) {
        for (const struct column *column = column_first(tables[i]); column != NULL;
             column = column_next(column)) {
            if (column->is_required && !column->is_generated && !fields_has(values, column->name) &&
                (is_new || fields_get(values, column->name) != NULL) &&
                !check_has_word(saved_columns, column->name) &&
                !check_is_refused(problems, known, column->name)) {
                refuse_missing(column->name, problems);
            }
        }
    }
}

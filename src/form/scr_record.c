/* Record files: the fields of one kind of record. Only reads them; whether columns and code lists exist
 * is checked by others. */
#include "form/scr.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "form/scr_keys.h"
#include "form/scr_read.h"

struct reading {
    struct scr_record *record;
    struct scr_section section;
    const char *file;
    bool has_record_section;
};

struct word {
    const char *name;
    int value;
};

static bool find_word(const struct word *words, const char *name, int *value) {
    for (; words->name != NULL; words++) {
        if (strcmp(words->name, name) == 0) {
            *value = words->value;
            return true;
        }
    }
    return false;
}

static enum status set_type(void *target, const struct scr_key *key, const struct scr_entry *entry,
                            struct problem *problem) {
    static const struct word types[] = {
        {"text", FIELD_TEXT},     {"memo", FIELD_MEMO},
        {"code", FIELD_CODE},     {"integer", FIELD_INTEGER},
        {"money", FIELD_MONEY},   {"date", FIELD_DATE},
        {"choice", FIELD_CHOICE}, {"lookup", FIELD_LOOKUP},
        {"flag", FIELD_FLAG},     {"codes", FIELD_CODES},
        {"lines", FIELD_LINES},   {NULL, 0},
    };
    (void)key;
    struct scr_field *field = target;
    int type = 0;
    if (!find_word(types, entry->value, &type)) {
        return scr_refuse_entry(
            problem, entry,
            N_("{file} 第 {line} 行：没有“{text}”这种类型；有 text memo code integer "
               "money date choice lookup flag codes lines"),
            entry->value);
    }
    field->type = (enum field_type)type;
    return STATUS_OK;
}

static enum status set_entry(void *target, const struct scr_key *key, const struct scr_entry *entry,
                             struct problem *problem) {
    static const struct word kinds[] = {{"editable", FIELD_EDITABLE},
                                        {"readonly", FIELD_READONLY},
                                        {"computed", FIELD_COMPUTED},
                                        {NULL, 0}};
    (void)key;
    struct scr_field *field = target;
    int kind = 0;
    if (!find_word(kinds, entry->value, &kind)) {
        return scr_refuse_entry(
            problem, entry, N_("{file} 第 {line} 行：“{text}”应是 editable、readonly 或 computed"),
            entry->value);
    }
    field->kind = (enum field_kind)kind;
    return STATUS_OK;
}

static enum status set_range(void *target, const struct scr_key *key, const struct scr_entry *entry,
                             struct problem *problem) {
    (void)key;
    struct scr_field *field = target;
    const char *at = entry->value;
    char low[SCR_WORD_BYTES];
    char high[SCR_WORD_BYTES];
    char more[SCR_WORD_BYTES];
    bool is_pair = scr_next_word(&at, "", low) && scr_next_word(&at, "", high) &&
                   !scr_next_word(&at, "", more);
    if (!is_pair || !scr_parse_number(low, INT64_MIN, INT64_MAX, &field->range_low) ||
        !scr_parse_number(high, field->range_low, INT64_MAX, &field->range_high)) {
        return scr_refuse_entry(problem, entry,
                                N_("{file} 第 {line} 行：“{text}”应是两个整数，先小后大，如 1 999"),
                                entry->value);
    }
    field->has_range = true;
    return STATUS_OK;
}

static enum status set_prefix(void *target, const struct scr_key *key,
                              const struct scr_entry *entry, struct problem *problem) {
    size_t length = strspn(entry->value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    if (entry->value[length] != '\0' || length > 4) {
        return scr_refuse_entry(problem, entry,
                                N_("{file} 第 {line} 行：编号字头“{text}”应是一到四个大写英文字母"),
                                entry->value);
    }
    return scr_set_text(target, key, entry, problem);
}

static const struct scr_key record_keys[] = {
    {.name = "label", .set = scr_set_text, .offset = offsetof(struct scr_record, label)},
    {.name = "prefix", .set = set_prefix, .offset = offsetof(struct scr_record, prefix)},
    {.name = NULL},
};

static const struct scr_key field_keys[] = {
    {.name = "label", .set = scr_set_text, .offset = offsetof(struct scr_field, label)},
    {.name = "type", .set = set_type},
    {.name = "entry", .set = set_entry},
    {.name = "width", .set = scr_set_width, .offset = offsetof(struct scr_field, width)},
    {.name = "max",
     .set = scr_set_integer,
     .offset = offsetof(struct scr_field, max),
     .low = 1,
     .high = 1000000},
    {.name = "rows",
     .set = scr_set_integer,
     .offset = offsetof(struct scr_field, rows),
     .low = 1,
     .high = 17},
    {.name = "required", .set = scr_set_flag, .offset = offsetof(struct scr_field, is_required)},
    {.name = "hint", .set = scr_set_text, .offset = offsetof(struct scr_field, hint)},
    {.name = "choices", .set = scr_set_identifier, .offset = offsetof(struct scr_field, choices)},
    {.name = "lookup", .set = scr_set_identifier, .offset = offsetof(struct scr_field, lookup)},
    {.name = "range", .set = set_range},
    {.name = "differ", .set = scr_set_identifier, .offset = offsetof(struct scr_field, differ)},
    {.name = "not_before",
     .set = scr_set_identifier,
     .offset = offsetof(struct scr_field, not_before)},
    {.name = "sticky", .set = scr_set_flag, .offset = offsetof(struct scr_field, is_sticky)},
    {.name = NULL},
};

static int default_width(enum field_type type) {
    switch (type) {
    case FIELD_TEXT:
    case FIELD_MEMO:
        return 0;
    case FIELD_CODE:
        return 16;
    case FIELD_INTEGER:
        return 6;
    case FIELD_MONEY:
    case FIELD_CHOICE:
        return 12;
    case FIELD_DATE:
        return 10;
    case FIELD_LOOKUP:
        return 20;
    case FIELD_CODES:
        return 24;
    case FIELD_LINES:
        return 40;
    case FIELD_FLAG:
        break;
    }
    return 3;
}

static enum status refuse_field(const struct reading *reading, const struct scr_field *field,
                                const char *message, struct problem *problem) {
    return scr_refuse(problem, reading->file, field->line, message, field->name);
}

/* A key that only some types have, and whether these must have it. */
static bool fits_type(const struct scr_section *section, const char *key, bool is_type,
                      bool is_needed) {
    bool is_given = scr_section_has(section, key);
    return is_given ? is_type : !(is_type && is_needed);
}

/* Checks the field whose section has ended, and fills in what it left out. */
static enum status finish_field(struct reading *reading, struct problem *problem) {
    const struct scr_section *section = &reading->section;
    if (section->keys != field_keys) {
        return STATUS_OK;
    }
    struct scr_field *field = &reading->record->fields[reading->record->field_count - 1];
    enum field_type type = field->type;
    const char *message = NULL;
    if (!scr_section_has(section, "label")) {
        message = N_("{file} 第 {line} 行：字段“{text}”没有 label（标签）");
    } else if (!scr_section_has(section, "type")) {
        message = N_("{file} 第 {line} 行：字段“{text}”没有 type（类型）");
    } else if (!fits_type(section, "choices", type == FIELD_CHOICE || type == FIELD_CODES, true)) {
        message = N_("{file} 第 {line} 行：字段“{text}”：choices 与 type = choice 或 codes 要同时写");
    } else if (!fits_type(section, "lookup", type == FIELD_LOOKUP, true)) {
        message = N_("{file} 第 {line} 行：字段“{text}”：lookup 与 type = lookup 要同时写");
    } else if (!fits_type(section, "rows", type == FIELD_MEMO, false)) {
        message = N_("{file} 第 {line} 行：字段“{text}”：rows 只用于 type = memo");
    } else if (!fits_type(section, "range", type == FIELD_INTEGER || type == FIELD_MONEY, false)) {
        message = N_("{file} 第 {line} 行：字段“{text}”：range 只用于 type = integer 和 money");
    } else if (!fits_type(section, "not_before", type == FIELD_DATE, false)) {
        message = N_("{file} 第 {line} 行：字段“{text}”：not_before 只用于 type = date");
    }
    if (message != NULL) {
        return refuse_field(reading, field, message, problem);
    }
    if (!scr_section_has(section, "width")) {
        field->width = default_width(type);
    }
    if (!scr_section_has(section, "rows")) {
        field->rows = type == FIELD_MEMO ? 3 : 1;
    }
    return STATUS_OK;
}

static enum status begin_field(struct reading *reading, const struct scr_entry *entry,
                               const char *name, struct problem *problem) {
    struct scr_record *record = reading->record;
    if (!scr_is_identifier(name)) {
        return scr_refuse_entry(problem, entry, scr_not_a_name, name);
    }
    if (scr_record_field(record, name) != NULL) {
        return scr_refuse_entry(problem, entry, N_("{file} 第 {line} 行：字段“{text}”写了两次"),
                                name);
    }
    struct scr_field *fields = scr_grown(record->fields, record->field_count, sizeof *fields);
    if (fields == NULL) {
        return scr_no_memory(problem);
    }
    record->fields = fields;
    struct scr_field *field = &fields[record->field_count++];
    field->line = entry->line;
    field->name = text_copy(name);
    reading->section = (struct scr_section){field_keys, field, 0};
    return field->name == NULL ? scr_no_memory(problem) : STATUS_OK;
}

static enum status begin_section(struct reading *reading, const struct scr_entry *entry,
                                 struct problem *problem) {
    const char *name = scr_field_section(entry->section);
    if (name != NULL) {
        return begin_field(reading, entry, name, problem);
    }
    if (strcmp(entry->section, "record") != 0 || reading->has_record_section) {
        return scr_refuse_entry(
            problem, entry,
            N_("{file} 第 {line} 行：[{text}] 写了两次，或不是字段文件的一节（[record]、"
               "[field 字段名]）"),
            entry->section);
    }
    reading->has_record_section = true;
    reading->section = (struct scr_section){record_keys, reading->record, 0};
    return STATUS_OK;
}

static enum status take(void *context, const struct scr_entry *entry, struct problem *problem) {
    struct reading *reading = context;
    if (entry->key != NULL) {
        return scr_section_take(&reading->section, entry, problem);
    }
    enum status status = finish_field(reading, problem);
    return status == STATUS_OK ? begin_section(reading, entry, problem) : status;
}

/* Gives the texts that were left out the value "", and checks the names of other fields. */
static enum status finish(struct reading *reading, struct problem *problem) {
    struct scr_record *record = reading->record;
    enum status status = finish_field(reading, problem);
    if (status == STATUS_OK && (record->label == NULL || record->prefix == NULL)) {
        status = scr_refuse(problem, reading->file, 1,
                            N_("{file}：没有 [record] 的 label 和 prefix（名称和编号字头）"), NULL);
    }
    for (size_t i = 0; status == STATUS_OK && i < record->field_count; i++) {
        struct scr_field *field = &record->fields[i];
        char **texts[] = {&field->hint, &field->choices, &field->lookup, &field->differ,
                          &field->not_before};
        if (!scr_fill_texts(texts, sizeof texts / sizeof texts[0])) {
            return scr_no_memory(problem);
        }
        const struct scr_field *other = scr_record_field(record, field->not_before);
        if ((field->differ[0] != '\0' && scr_record_field(record, field->differ) == NULL) ||
            (field->not_before[0] != '\0' && (other == NULL || other->type != FIELD_DATE))) {
            status = refuse_field(reading, field,
                                  N_("{file} 第 {line} 行：字段“{text}”的 differ 或 not_before "
                                     "指的字段不存在或不是日期"),
                                  problem);
        }
    }
    return status;
}

enum status scr_record_load(const struct scr_source *source, const char *kind,
                            struct scr_record **out, struct problem *problem) {
    struct buffer path = BUFFER_INIT;
    struct reading reading = {.record = calloc(1, sizeof *reading.record)};
    enum status status = STATUS_NO_MEMORY;
    buffer_append_format(&path, "screens/record/%s.scr", kind);
    if (reading.record == NULL || path.failed) {
        status = scr_no_memory(problem);
        goto out;
    }
    reading.file = buffer_text(&path);
    reading.record->kind = text_copy(kind);
    status = reading.record->kind == NULL
                 ? scr_no_memory(problem)
                 : scr_read_file(source, reading.file, take, &reading, problem);
    if (status == STATUS_OK) {
        status = finish(&reading, problem);
    }
out:
    if (status == STATUS_OK) {
        *out = reading.record;
    } else {
        scr_record_free(reading.record);
    }
    buffer_release(&path);
    return status;
}

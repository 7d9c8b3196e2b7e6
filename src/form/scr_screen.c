/* Screen files: what one screen shows of a kind of record, and how its fields are hidden, locked and
 * required there. Only reads them; scr_check tells whether they fit. */
#include "form/scr.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "form/scr_keys.h"
#include "form/scr_read.h"
#include "form/scr_screen_keys.h"

/* What a screen says of one field of its record. */
struct override {
    char *name;
    bool is_hidden, is_locked, is_required;
    int line;
};

struct reading {
    struct scr *scr;
    struct scr_section section;
    const char *file;
    uint32_t seen_sections;
    struct override *overrides;
    size_t override_count;
    bool page_begins; /* with the next row */
};

static enum status set_row(void *target, const struct scr_key *key, const struct scr_entry *entry,
                           struct problem *problem) {
    (void)key;
    struct reading *reading = target;
    struct scr *scr = reading->scr;
    struct scr_row *rows = scr_grown(scr->rows, scr->row_count, sizeof *rows);
    if (rows == NULL) {
        return scr_no_memory(problem);
    }
    scr->rows = rows;
    struct scr_row *row = &rows[scr->row_count++];
    row->line = entry->line;
    row->starts_page = reading->page_begins;
    reading->page_begins = false;
    char word[SCR_WORD_BYTES];
    for (const char *at = entry->value; scr_next_word(&at, "", word);) {
        if (row->count == SCR_ROW_FIELDS_MOST) {
            return scr_refuse_entry(
                problem, entry, N_("{file} 第 {line} 行：一行最多四个字段，请移走“{text}”"), word);
        }
        row->names[row->count] = text_copy(word);
        if (row->names[row->count] == NULL) {
            return scr_no_memory(problem);
        }
        row->count++;
    }
    return STATUS_OK;
}

static enum status set_page(void *target, const struct scr_key *key, const struct scr_entry *entry,
                            struct problem *problem) {
    (void)key;
    struct reading *reading = target;
    if (entry->value[0] != '\0') {
        return scr_refuse_entry(problem, entry,
                                N_("{file} 第 {line} 行：page 后面不写内容，请删去“{text}”"),
                                entry->value);
    }
    reading->page_begins = true;
    return STATUS_OK;
}

static const struct scr_key layout_keys[] = {
    {.name = "row", .set = set_row, .may_repeat = true, .may_be_empty = true},
    {.name = "page", .set = set_page, .may_repeat = true, .may_be_empty = true},
    {.name = NULL},
};
static const struct scr_key override_keys[] = {
    {.name = "hide", .set = scr_set_yes, .offset = offsetof(struct override, is_hidden)},
    {.name = "lock", .set = scr_set_yes, .offset = offsetof(struct override, is_locked)},
    {.name = "required", .set = scr_set_yes, .offset = offsetof(struct override, is_required)},
    {.name = NULL},
};

static enum status begin_override(struct reading *reading, const struct scr_entry *entry,
                                  const char *name, struct problem *problem) {
    if (!scr_is_identifier(name)) {
        return scr_refuse_entry(problem, entry, scr_not_a_name, name);
    }
    for (size_t i = 0; i < reading->override_count; i++) {
        if (strcmp(reading->overrides[i].name, name) == 0) {
            return scr_refuse_entry(problem, entry, N_("{file} 第 {line} 行：字段“{text}”写了两次"),
                                    name);
        }
    }
    struct override *overrides =
        scr_grown(reading->overrides, reading->override_count, sizeof *overrides);
    if (overrides == NULL) {
        return scr_no_memory(problem);
    }
    reading->overrides = overrides;
    struct override *override = &overrides[reading->override_count];
    override->line = entry->line;
    override->name = text_copy(name);
    if (override->name == NULL) {
        return scr_no_memory(problem);
    }
    reading->override_count++;
    reading->section = (struct scr_section){override_keys, override, 0};
    return STATUS_OK;
}

static enum status begin_section(struct reading *reading, const struct scr_entry *entry,
                                 struct problem *problem) {
    static const struct {
        const char *name;
        const struct scr_key *keys;
    } sections[] = {{"screen", scr_screen_keys}, {"list", scr_list_keys}, {"layout", layout_keys}};
    const char *name = scr_field_section(entry->section);
    if (name != NULL) {
        return begin_override(reading, entry, name, problem);
    }
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        uint32_t bit = UINT32_C(1) << i;
        if (strcmp(entry->section, sections[i].name) == 0 && (reading->seen_sections & bit) == 0) {
            reading->seen_sections |= bit;
            void *target = sections[i].keys == layout_keys ? (void *)reading : (void *)reading->scr;
            reading->section = (struct scr_section){sections[i].keys, target, 0};
            return STATUS_OK;
        }
    }
    return scr_refuse_entry(
        problem, entry,
        N_("{file} 第 {line} 行：[{text}] 写了两次，或不是界面文件的一节（[screen]、"
           "[list]、[layout]、[field 字段名]）"),
        entry->section);
}

static enum status take(void *context, const struct scr_entry *entry, struct problem *problem) {
    struct reading *reading = context;
    return entry->key == NULL ? begin_section(reading, entry, problem)
                              : scr_section_take(&reading->section, entry, problem);
}

/* Gives the screen the fields of its record. */
static enum status load_record(struct reading *reading, const struct scr_source *source,
                               struct problem *problem) {
    struct scr *scr = reading->scr;
    struct scr_record *record = NULL;
    if (scr->record[0] == '\0') {
        return STATUS_OK;
    }
    enum status status = scr_record_load(source, scr->record, &record, problem);
    if (status == STATUS_NOT_FOUND) {
        return scr_refuse(
            problem, reading->file, scr->record_line,
            N_("{file} 第 {line} 行：没有记录“{text}”的字段文件 screens/record/{text}.scr"),
            scr->record);
    }
    if (status == STATUS_OK) {
        scr->fields = record->fields;
        scr->field_count = record->field_count;
        record->fields = NULL;
        record->field_count = 0;
        scr_record_free(record);
    }
    return status;
}

static void hide(struct scr *scr, size_t index) {
    scr_field_release(&scr->fields[index]);
    scr->field_count--;
    memmove(&scr->fields[index], &scr->fields[index + 1],
            (scr->field_count - index) * sizeof scr->fields[0]);
}

static enum status apply_overrides(struct reading *reading, struct problem *problem) {
    struct scr *scr = reading->scr;
    for (size_t i = 0; i < reading->override_count; i++) {
        const struct override *override = &reading->overrides[i];
        size_t index = 0;
        while (index < scr->field_count && strcmp(scr->fields[index].name, override->name) != 0) {
            index++;
        }
        if (index == scr->field_count) {
            return scr_refuse(problem, reading->file, override->line,
                              N_("{file} 第 {line} 行：字段文件里没有“{text}”"), override->name);
        }
        struct scr_field *field = &scr->fields[index];
        if (override->is_locked && field->kind == FIELD_EDITABLE) {
            field->kind = FIELD_READONLY;
        }
        field->is_required = field->is_required || override->is_required;
        if (override->is_hidden) {
            hide(scr, index);
        }
    }
    return STATUS_OK;
}

/* True when an earlier place of the layout has the name too. */
static bool is_placed_before(const struct scr *scr, size_t row, size_t place) {
    const char *name = scr->rows[row].names[place];
    for (size_t i = 0; i <= row; i++) {
        size_t count = i == row ? place : scr->rows[i].count;
        for (size_t j = 0; j < count; j++) {
            if (strcmp(scr->rows[i].names[j], name) == 0) {
                return true;
            }
        }
    }
    return false;
}

static enum status check_layout(const struct reading *reading, struct problem *problem) {
    const struct scr *scr = reading->scr;
    for (size_t i = 0; i < scr->row_count; i++) {
        const struct scr_row *row = &scr->rows[i];
        for (size_t j = 0; j < row->count; j++) {
            if (scr_field_find(scr, row->names[j]) == NULL) {
                return scr_refuse(problem, reading->file, row->line,
                                  N_("{file} 第 {line} 行：没有字段“{text}”，或它在这里是隐藏的"),
                                  row->names[j]);
            }
            if (is_placed_before(scr, i, j)) {
                return scr_refuse(problem, reading->file, row->line,
                                  N_("{file} 第 {line} 行：字段“{text}”在布局里放了两次"),
                                  row->names[j]);
            }
        }
    }
    return STATUS_OK;
}

static enum status finish(struct reading *reading, const struct scr_source *source,
                          struct problem *problem) {
    struct scr *scr = reading->scr;
    char **texts[] = {&scr->code, &scr->record, &scr->view};
    if (scr->title == NULL) {
        return scr_refuse(problem, reading->file, 1, N_("{file}：没有 [screen] 的 title（标题）"),
                          NULL);
    }
    if (!scr_fill_texts(texts, sizeof texts / sizeof texts[0])) {
        return scr_no_memory(problem);
    }
    enum status status = load_record(reading, source, problem);
    if (status == STATUS_OK) {
        status = apply_overrides(reading, problem);
    }
    return status == STATUS_OK ? check_layout(reading, problem) : status;
}

enum status scr_load(const struct scr_source *source, const char *name, struct scr **out,
                     struct problem *problem) {
    struct buffer path = BUFFER_INIT;
    struct reading reading = {.scr = calloc(1, sizeof *reading.scr)};
    enum status status = STATUS_NO_MEMORY;
    buffer_append_format(&path, "screens/%s.scr", name);
    if (reading.scr == NULL || path.failed || (reading.scr->name = text_copy(name)) == NULL) {
        status = scr_no_memory(problem);
        goto out;
    }
    reading.file = buffer_text(&path);
    status = scr_read_file(source, reading.file, take, &reading, problem);
    if (status == STATUS_OK) {
        status = finish(&reading, source, problem);
    }
out:
    for (size_t i = 0; i < reading.override_count; i++) {
        free(reading.overrides[i].name);
    }
    free(reading.overrides);
    if (status == STATUS_OK) {
        *out = reading.scr;
    } else {
        scr_free(reading.scr);
    }
    buffer_release(&path);
    return status;
}

/* Screens and record files in memory: lookup and release. */
#include "form/scr.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "form/scr_read.h"

enum status scr_read_file(const struct scr_source *source, const char *path,
                          enum status (*take)(void *context, const struct scr_entry *entry,
                                              struct problem *problem),
                          void *context, struct problem *problem) {
    size_t length = 0;
    errno = 0;
    char *text = source->read(source->context, path, &length);
    if (text == NULL && errno == ENOMEM) {
        return problem_set(problem, STATUS_NO_MEMORY, NULL, N_("内存不足"));
    }
    if (text == NULL) {
        problem_set(problem, STATUS_NOT_FOUND, NULL, N_("找不到界面文件 {file}"));
        problem_place(problem, "file", path);
        return STATUS_NOT_FOUND;
    }
    enum status status = scr_lines_read(path, text, length, take, context, problem);
    free(text);
    return status;
}

const char *scr_field_section(const char *section) {
    static const char beginning[] = "field ";
    size_t length = sizeof beginning - 1;
    return strncmp(section, beginning, length) == 0 ? section + length : NULL;
}

bool scr_fill_texts(char **const *texts, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (*texts[i] == NULL && (*texts[i] = text_copy("")) == NULL) {
            return false;
        }
    }
    return true;
}

static const struct scr_field *find(const struct scr_field *fields, size_t count,
                                    const char *name) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(fields[i].name, name) == 0) {
            return &fields[i];
        }
    }
    return NULL;
}

const struct scr_field *scr_field_find(const struct scr *scr, const char *name) {
    return find(scr->fields, scr->field_count, name);
}

const struct scr_field *scr_record_field(const struct scr_record *record, const char *name) {
    return find(record->fields, record->field_count, name);
}

void scr_field_release(struct scr_field *field) {
    free(field->name);
    free(field->label);
    free(field->hint);
    free(field->choices);
    free(field->lookup);
    free(field->differ);
    free(field->not_before);
}

static void free_fields(struct scr_field *fields, size_t count) {
    for (size_t i = 0; i < count; i++) {
        scr_field_release(&fields[i]);
    }
    free(fields);
}

static void free_texts(char **texts, size_t count) {
    for (size_t i = 0; i < count; i++) {
        free(texts[i]);
    }
    free(texts);
}

void scr_record_free(struct scr_record *record) {
    if (record == NULL) {
        return;
    }
    free(record->kind);
    free(record->label);
    free(record->prefix);
    free_fields(record->fields, record->field_count);
    free(record);
}

void scr_free(struct scr *scr) {
    if (scr == NULL) {
        return;
    }
    free(scr->name);
    free(scr->code);
    free(scr->title);
    free(scr->record);
    free(scr->view);
    free_texts(scr->roles, scr->role_count);
    free_texts(scr->orders, scr->order_count);
    for (size_t i = 0; i < scr->option_count; i++) {
        free(scr->options[i].command);
    }
    free(scr->options);
    for (size_t i = 0; i < scr->column_count; i++) {
        free(scr->columns[i].name);
    }
    free(scr->columns);
    for (size_t i = 0; i < scr->row_count; i++) {
        for (size_t j = 0; j < scr->rows[i].count; j++) {
            free(scr->rows[i].names[j]);
        }
    }
    free(scr->rows);
    free_fields(scr->fields, scr->field_count);
    free(scr);
}

/* Imports: the register of flow_new.c, row by row, in one long save. Reads no files. */
#include "work/import.h"

#include <stdlib.h>
#include <string.h>

#include "store/columns.h"
#include "work/flow_run.h"
#include "work/save.h"

enum { SIGNED_AT_ONCE = 1000 };

struct import {
    struct save save;
    struct check check;
    char kind[32];
    struct alike_table *alike; /* of feedback; NULL: not loaded yet */
};

enum status import_begin(struct office *office, const char *kind, struct import **out,
                         struct problem *problem) {
    const struct transition *transition = flow_find(kind, "", "register");
    *out = NULL;
    if (transition == NULL || record_kind_find(kind) == NULL ||
        strlen(kind) >= sizeof(*out)->kind) {
        problem_set(problem, STATUS_INVALID, "", N_("没有“{kind}”这一种记录"));
        problem_place(problem, "kind", kind);
        return STATUS_INVALID;
    }
    if ((transition->roles & office->roles) == 0) {
        return problem_set(problem, STATUS_DENIED, "", N_("您的角色不能登记，也就不能导入"));
    }
    struct import *import = calloc(1, sizeof *import);
    if (import == NULL) {
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    store_set_bulk(office->store, true);
    enum status status = save_begin(office, &import->save, problem);
    if (status != STATUS_OK) {
        store_set_bulk(office->store, false);
        free(import);
        return status;
    }
    check_init(&import->check, office);
    strncat(import->kind, kind, sizeof import->kind - 1);
    *out = import;
    return STATUS_OK;
}

static bool reserve_rows(struct file_rows *file, size_t count) {
    if (count <= file->capacity) {
        return true;
    }
    size_t capacity = file->capacity == 0 ? 1024 : file->capacity * 2;
    capacity = capacity < count ? count : capacity;
    uint32_t *rows = realloc(file->row_of, capacity * sizeof *rows);
    if (rows == NULL) {
        return false;
    }
    file->row_of = rows;
    file->capacity = capacity;
    return true;
}

/* Remembers which row became which record. Without memory a duplicate is named by its number. */
static void note_row(struct file_rows *file, int64_t id) {
    if (file->first_id == 0) {
        file->first_id = id;
    }
    size_t at = (size_t)(id - file->first_id);
    if (at == file->count && reserve_rows(file, at + 1)) {
        file->row_of[file->count++] = file->row;
    }
}

/* A 举报 is compared with nothing: what was stored is asked. */
static void add_to_table(struct import *import, int64_t id, const struct fields *values) {
    struct record record = {0};
    struct office *office = import->save.office;
    if (store_read(office->store, &office->visible, id, &record, NULL) == STATUS_OK &&
        fields_integer(&record.fields, "sealed", 0) == 0) {
        alike_table_add(import->alike, id, values);
    }
    record_release(&record);
}

enum status import_row(struct import *import, const struct fields *values, bool then_assign,
                       int64_t *id, struct problems *problems) {
    import->save.now = office_now(import->save.office);
    import->check.file.row++;
    enum status status =
        flow_enter(&import->save, &import->check, import->kind, values, then_assign, id, problems);
    if (status == STATUS_OK) {
        note_row(&import->check.file, *id);
    }
    if (status == STATUS_OK && import->alike != NULL) {
        add_to_table(import, *id, values);
    }
    return status;
}

/* An older database's records are signed first: in the import's own save. */
static enum status load_table(struct import *import, struct problem *problem) {
    struct office *office = import->save.office;
    enum status status = STATUS_OK;
    bool more = import->alike == NULL;
    while (status == STATUS_OK && more) {
        status = alike_sign_older(office, &import->save, SIGNED_AT_ONCE, &more, problem);
    }
    return status == STATUS_OK && import->alike == NULL
               ? alike_table_load(office, &import->alike, problem)
               : status;
}

enum status import_find_alike(struct import *import, const struct fields *values, struct alike *out,
                              struct problem *problem) {
    out->count = 0;
    if (strcmp(import->kind, "feedback") != 0) {
        return STATUS_OK;
    }
    enum status status = load_table(import, problem);
    return status == STATUS_OK
               ? alike_table_find(import->save.office, import->alike, values, out, problem)
               : status;
}

uint32_t import_row_of(const struct import *import, int64_t id) {
    const struct file_rows *file = &import->check.file;
    bool is_ours = file->first_id > 0 && id >= file->first_id;
    size_t at = is_ours ? (size_t)(id - file->first_id) : file->count;
    return at < file->count ? file->row_of[at] : 0;
}

static void end_import(struct import *import) {
    store_set_bulk(import->save.office->store, false);
    alike_table_free(import->alike);
    check_release(&import->check);
    free(import);
}

enum status import_commit(struct import *import, struct problem *problem) {
    enum status status = save_commit(&import->save, problem);
    end_import(import);
    return status;
}

void import_abandon(struct import *import) {
    if (import != NULL) {
        save_abandon(&import->save);
        end_import(import);
    }
}

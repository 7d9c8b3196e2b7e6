/* Imports: the register of flow_new.c, row by row, in one long save. Reads no files. */
#include "work/import.h"

#include <stdlib.h>
#include <string.h>

#include "store/columns.h"
#include "work/flow_run.h"
#include "work/save.h"

enum { SIGNED_AT_ONCE = 1000 };

struct import {
    struct office *office;
    struct save save;
    bool is_begun; /* the save */
    struct check check;
    char kind[32];
    struct alike_table *alike; /* of feedback; NULL: not loaded yet */
    struct alike_ahead **looked;
    size_t looked_count, looked_capacity;
    const struct alike_ahead *at; /* the row that was asked about last */
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
    import->office = office;
    check_init(&import->check, office);
    strncat(import->kind, kind, sizeof import->kind - 1);
    *out = import;
    return STATUS_OK;
}

static enum status begin(struct import *import, struct problem *problem) {
    if (import->is_begun) {
        return STATUS_OK;
    }
    store_set_bulk(import->office->store, true);
    enum status status = save_begin(import->office, &import->save, problem);
    import->is_begun = status == STATUS_OK;
    if (status != STATUS_OK) {
        store_set_bulk(import->office->store, false);
    } else if (import->alike != NULL) {
        status = alike_table_catch_up(import->office, import->alike, problem);
    }
    return status;
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

enum status import_row(struct import *import, const struct fields *values, bool then_assign,
                       int64_t *id, struct problems *problems) {
    struct problem problem = {0};
    enum status status = begin(import, &problem);
    if (status != STATUS_OK) {
        problems_add(problems, &problem);
        return status;
    }
    import->save.now = office_now(import->office);
    import->check.file.row++;
    status =
        flow_enter(&import->save, &import->check, import->kind, values, then_assign, id, problems);
    if (status == STATUS_OK) {
        note_row(&import->check.file, *id);
    } else {
        status = flow_say_missed(import->office, status, problems);
    }
    if (status == STATUS_OK && import->alike != NULL) {
        alike_table_add(import->alike, *id, import->at);
    }
    import->at = NULL;
    return status;
}

/* ---- what says much the same ---------------------------------------------------------------------- */

/* An older database's records are signed first, piece by piece. */
static enum status load_table(struct import *import, struct problem *problem) {
    struct save *save = import->is_begun ? &import->save : NULL;
    enum status status = STATUS_OK;
    bool more = import->alike == NULL;
    while (status == STATUS_OK && more) {
        status = alike_sign_older(import->office, save, SIGNED_AT_ONCE, &more, problem);
    }
    return status == STATUS_OK && import->alike == NULL
               ? alike_table_load(import->office, &import->alike, problem)
               : status;
}

static enum status keep(struct import *import, struct alike_ahead *ahead, struct problem *problem) {
    if (import->looked_count == import->looked_capacity) {
        size_t capacity = import->looked_capacity * 2 + 64;
        struct alike_ahead **looked = realloc(import->looked, capacity * sizeof(*looked));
        if (looked == NULL) {
            alike_ahead_free(ahead);
            return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
        }
        import->looked = looked;
        import->looked_capacity = capacity;
    }
    import->looked[import->looked_count++] = ahead;
    return STATUS_OK;
}

enum status import_look_ahead(struct import *import, const struct fields *values,
                              const struct alike_ahead **out, struct problem *problem) {
    struct alike_ahead *ahead = NULL;
    *out = NULL;
    if (strcmp(import->kind, "feedback") != 0) {
        return STATUS_OK;
    }
    enum status status = load_table(import, problem);
    if (status == STATUS_OK) {
        status = alike_table_look(import->office, import->alike, values, &ahead, problem);
    }
    if (status == STATUS_OK && ahead != NULL) {
        status = keep(import, ahead, problem);
        *out = status == STATUS_OK ? ahead : NULL;
    }
    return status;
}

enum status import_find_ahead(struct import *import, const struct alike_ahead *ahead,
                              struct alike *out, struct problem *problem) {
    out->count = 0;
    import->at = ahead;
    enum status status = begin(import, problem);
    if (status == STATUS_OK && ahead != NULL) {
        alike_table_find(import->alike, ahead, out);
    }
    return status;
}

enum status import_find_alike(struct import *import, const struct fields *values, struct alike *out,
                              struct problem *problem) {
    const struct alike_ahead *ahead = NULL;
    out->count = 0;
    enum status status = import_look_ahead(import, values, &ahead, problem);
    return status == STATUS_OK ? import_find_ahead(import, ahead, out, problem) : status;
}

uint32_t import_row_of(const struct import *import, int64_t id) {
    const struct file_rows *file = &import->check.file;
    bool is_ours = file->first_id > 0 && id >= file->first_id;
    size_t at = is_ours ? (size_t)(id - file->first_id) : file->count;
    return at < file->count ? file->row_of[at] : 0;
}

static void end_import(struct import *import) {
    store_set_bulk(import->office->store, false);
    for (size_t i = 0; i < import->looked_count; i++) {
        alike_ahead_free(import->looked[i]);
    }
    free(import->looked);
    alike_table_free(import->alike);
    check_release(&import->check);
    free(import);
}

enum status import_commit(struct import *import, struct problem *problem) {
    enum status status = import->is_begun ? save_commit(&import->save, problem) : STATUS_OK;
    end_import(import);
    return status;
}

void import_abandon(struct import *import) {
    if (import != NULL) {
        if (import->is_begun) {
            save_abandon(&import->save);
        }
        end_import(import);
    }
}

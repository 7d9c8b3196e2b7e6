/* Reads the catalogue and the subjects built into the binary, and registers entries from them by the usual
 * rules. Changes nothing that is there. */
#include "work/catalogue_shipped.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "work/import.h"
#include "work/tsv.h"
#include "work/visible.h"

enum { NAME_BYTES = 32 };

/* ---- reading ------------------------------------------------------------------------------------ */

static enum status no_memory(struct problem *problem) {
    return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
}

void catalogue_shipped_release(struct catalogue_shipped *shipped) {
    for (size_t i = 0; i < shipped->count; i++) {
        fields_release(&shipped->entries[i]);
    }
    free(shipped->entries);
    *shipped = (struct catalogue_shipped){NULL, 0};
}

static bool add_entry(struct catalogue_shipped *shipped, char names[][NAME_BYTES], size_t count,
                      const struct tsv *tsv) {
    struct fields *grown =
        realloc(shipped->entries, (shipped->count + 1) * sizeof *shipped->entries);
    if (grown == NULL) {
        return false;
    }
    shipped->entries = grown;
    struct fields *entry = &grown[shipped->count++];
    *entry = (struct fields)FIELDS_INIT;
    for (size_t i = 0; i < count; i++) {
        if (tsv_cell(tsv, i)[0] != '\0') {
            fields_set(entry, names[i], tsv_cell(tsv, i));
        }
    }
    return !entry->failed;
}

enum status catalogue_shipped_read(struct catalogue_shipped *out, struct problem *problem) {
    const struct embedded_file *file = embedded_find("data/catalogue/township.tsv");
    char names[TSV_CELLS_MOST][NAME_BYTES];
    struct tsv tsv = {0};
    size_t count = 0;
    *out = (struct catalogue_shipped){NULL, 0};
    bool has_memory = file != NULL && tsv_begin(&tsv, file->text);
    while (has_memory && tsv_next(&tsv)) {
        if (count > 0) {
            has_memory = add_entry(out, names, count, &tsv);
            continue;
        }
        for (count = 0; count < tsv.count; count++) {
            snprintf(names[count], NAME_BYTES, "%s", tsv_cell(&tsv, count));
        }
    }
    tsv_end(&tsv);
    if (!has_memory) {
        catalogue_shipped_release(out);
    }
    return has_memory ? STATUS_OK : no_memory(problem);
}

const struct fields *catalogue_shipped_find(const struct catalogue_shipped *shipped,
                                            const char *title) {
    for (size_t i = 0; i < shipped->count; i++) {
        if (strcmp(fields_text(&shipped->entries[i], "title"), title) == 0) {
            return &shipped->entries[i];
        }
    }
    return NULL;
}

bool subject_affair(const char *subject, char affair[SUBJECT_AFFAIR_BYTES]) {
    const struct embedded_file *file = embedded_find("data/subjects.tsv");
    struct tsv tsv = {0};
    bool is_found = false;
    bool has_memory = subject[0] != '\0' && file != NULL && tsv_begin(&tsv, file->text);
    while (has_memory && !is_found && tsv_next(&tsv)) {
        is_found = strcmp(tsv_cell(&tsv, 0), subject) == 0;
    }
    snprintf(affair, SUBJECT_AFFAIR_BYTES, "%s", is_found ? tsv_cell(&tsv, 1) : "");
    tsv_end(&tsv);
    return is_found;
}

/* ---- loading ------------------------------------------------------------------------------------ */

static bool is_of_kind(const struct fields *entry, const char *unit_kind) {
    return unit_kind[0] == '\0' || strcmp(fields_text(entry, "unit_kind"), unit_kind) == 0;
}

static enum status is_there(struct office *office, const struct fields *entry, bool *out,
                            struct problem *problem) {
    struct visible all = visible_to_rules();
    int64_t id = 0;
    enum status status = store_find_title(office->store, &all, "catalogue",
                                          fields_text(entry, "title"), &id, problem);
    *out = status == STATUS_OK || status == STATUS_INVALID;
    return status == STATUS_NOT_FOUND || *out ? STATUS_OK : status;
}

enum status catalogue_shipped_count(struct office *office, const struct catalogue_shipped *shipped,
                                    const char *unit_kind, struct shipped_count *out,
                                    struct problem *problem) {
    enum status status = STATUS_OK;
    *out = (struct shipped_count){0, 0};
    for (size_t i = 0; status == STATUS_OK && i < shipped->count; i++) {
        bool has_one = false;
        if (is_of_kind(&shipped->entries[i], unit_kind)) {
            status = is_there(office, &shipped->entries[i], &has_one, problem);
            out->all++;
            out->there += has_one ? 1 : 0;
        }
    }
    return status;
}

static enum status load_entry(struct office *office, struct import *import,
                              const struct fields *entry, size_t *added,
                              struct problems *problems) {
    struct problem problem = {0};
    bool has_one = false;
    int64_t id = 0;
    enum status status = is_there(office, entry, &has_one, &problem);
    if (status != STATUS_OK) {
        problems_add(problems, &problem);
        return status;
    }
    if (has_one) {
        return STATUS_OK;
    }
    ++*added;
    return import_row(import, entry, false, &id, problems);
}

static enum status load_all(struct office *office, struct import *import,
                            const struct catalogue_shipped *shipped, const char *unit_kind,
                            size_t *added, struct problems *problems) {
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < shipped->count; i++) {
        if (is_of_kind(&shipped->entries[i], unit_kind)) {
            status = load_entry(office, import, &shipped->entries[i], added, problems);
        }
    }
    return status;
}

enum status catalogue_load_shipped(struct office *office, const char *unit_kind, bool is_dry_run,
                                   size_t *added, struct problems *problems) {
    struct catalogue_shipped shipped = {NULL, 0};
    struct problem problem = {0};
    struct import *import = NULL;
    *added = 0;
    enum status status = catalogue_shipped_read(&shipped, &problem);
    if (status == STATUS_OK) {
        status = import_begin(office, "catalogue", &import, &problem);
    }
    if (status == STATUS_OK) {
        status = load_all(office, import, &shipped, unit_kind, added, problems);
        if (status == STATUS_OK && !is_dry_run) {
            status = import_commit(import, &problem);
        } else {
            import_abandon(import);
        }
    }
    if (problem.message != NULL && status != STATUS_OK) {
        problems_add(problems, &problem);
    }
    catalogue_shipped_release(&shipped);
    return status;
}

/* Putting back what a record said in an earlier version: its editable columns, by the rules that editing
 * obeys, as a new version. Who is charged, states and dates of the way are not touched. */
#include <stdio.h>
#include <string.h>

#include "store/columns.h"
#include "work/flow_fits.h"
#include "work/kinds.h"
#include "work/visible.h"

/* What commands of their own decide. */
static const char not_restored[] = "unit person reply answered_by withheld_reason";

static enum status refuse_version(struct act *act, int64_t version, const char *message) {
    struct problem problem = {0};
    problem_set(&problem, STATUS_INVALID, "version", message);
    problem_place_integer(&problem, "version", version);
    return act_refuse_with(act, &problem);
}

static enum status read_version(struct act *act, int64_t version, struct fields *out) {
    struct visible all = visible_to_rules();
    struct versions versions = {0};
    struct problem problem = {0};
    bool is_found = false;
    enum status status = store_versions(act->office->store, &all, act->id, &versions, &problem);
    for (size_t i = 0; status == STATUS_OK && i < versions.count; i++) {
        if (versions.items[i].ver == version) {
            is_found = true;
            status =
                store_version_fields(act->office->store, versions.items[i].data, out, &problem);
        }
    }
    versions_release(&versions);
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    return is_found ? STATUS_OK : refuse_version(act, version, N_("{number} 没有版本 {version}"));
}

/* The old texts of the columns that editing may change. */
static void take_editable(const struct act *act, const char *editable, const struct fields *old,
                          struct fields *out) {
    const char *const tables[] = {"record", act->kind};
    for (int i = 0; i < 2; i++) {
        for (const struct column *column = column_first(tables[i]); column != NULL;
             column = column_next(column)) {
            if (check_has_word(editable, column->name) &&
                !check_has_word(not_restored, column->name)) {
                fields_set(out, column->name, fields_text(old, column->name));
            }
        }
    }
}

enum status version_fits_restore(struct act *act) {
    if (act_integer(act, "sealed") != 0) {
        return act_refuse(act, STATUS_DENIED, "", N_("{number} 是举报件，不能还原旧版本"));
    }
    return act->before->ver > 1
               ? STATUS_OK
               : act_refuse(act, STATUS_DENIED, "", N_("{number} 只有一个版本，没有可还原的"));
}

enum status version_restore(struct act *act) {
    struct fields old = FIELDS_INIT;
    struct fields given = FIELDS_INIT;
    int64_t version = fields_integer(act->arguments, "version", 0);
    size_t known = act->problems->count;
    const struct transition *edit =
        flow_find(act->kind, fields_text(&act->before->fields, "state"), "edit");
    enum status status = read_version(act, version, &old);
    if (status == STATUS_OK) {
        take_editable(act, edit->optional, &old, &given);
        check_values(act->check, act->kind, CHECK_EDIT, &act->before->fields, edit->optional,
                     &given, act->changes, act->problems);
        check_schema_required(act->kind, false, act->changes, known, act->problems);
        act->changes->failed = act->changes->failed || given.failed || old.failed;
    }
    if (status == STATUS_OK && act->problems->count > known) {
        status = STATUS_INVALID;
    } else if (status == STATUS_OK && act->changes->count == 0) {
        status = refuse_version(act, version, N_("{number} 现在写的与版本 {version} 没有不同"));
    } else if (status == STATUS_OK && edit->function != NULL) {
        status = edit->function(act);
    }
    const char *said = fields_text(act->arguments, "note");
    act_note(act, "还原到版本 %lld%s%s", (long long)version, said[0] != '\0' ? "；" : "", said);
    fields_release(&given);
    fields_release(&old);
    return status;
}

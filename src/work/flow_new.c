/* New records: everything is checked first, then spine, detail, step and audit are written. What is
 * special about a kind stands in its own file. */
#include <stdio.h>
#include <string.h>

#include "store/columns.h"
#include "work/draft.h"
#include "work/flow_run.h"

static enum status refuse(struct problems *problems, enum status status, const char *message,
                          const char *kind) {
    struct problem problem = {0};
    problem_set(&problem, status, "", message);
    problem_place(&problem, "kind", kind);
    problems_add(problems, &problem);
    return status;
}

/* Checks the values and lets the kind's function fill in the rest. */
static void prepare(struct act *act, const struct transition *transition,
                    const struct fields *values, struct fields *arguments) {
    char allowed[1000];
    char today[DATE_BYTES];
    size_t known = act->problems->count;
    snprintf(allowed, sizeof allowed, "%s%s%s", transition->required,
             transition->required[0] != '\0' ? " " : "", transition->optional);
    check_values(act->check, act->kind, CHECK_NEW, NULL, allowed, values, arguments, act->problems);
    check_required(transition->required, arguments, known, act->problems);
    fields_merge(act->changes, arguments);
    if (transition->function != NULL) {
        transition->function(act);
    }
    if (!fields_has(act->changes, "received_on")) {
        fields_set(act->changes, "received_on", act_today(act, today));
    }
    check_schema_required(act->kind, true, act->changes, known, act->problems);
    fields_set(act->changes, "record_kind", act->kind);
    fields_set(act->changes, "state", act->to_state);
    if (act->changes->failed || act->sealed.failed) {
        act_refuse(act, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
}

static enum status write_new(struct act *act, const struct transition *transition,
                             struct record *record) {
    struct problem problem = {0};
    enum status status = save_new(act->save, record, act->command, act->note, &problem);
    act->id = record->id;
    if (status == STATUS_OK && act->sealed.count > 0) {
        status = store_set_sealed(act->office->store, act->id, &act->sealed, &problem);
    }
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    return transition->after != NULL ? transition->after(act) : STATUS_OK;
}

/* save NULL: only checks. */
static enum status enter(struct office *office, struct save *save, struct check *check,
                         const char *kind, const struct fields *values, bool then_assign,
                         int64_t *id, struct problems *problems) {
    const struct transition *transition = flow_find(kind, "", "register");
    struct record record = {0};
    struct fields arguments = FIELDS_INIT;
    size_t known = problems->count;
    if (transition == NULL || record_kind_find(kind) == NULL) {
        return refuse(problems, STATUS_INVALID, N_("没有“{kind}”这一种记录"), kind);
    }
    if ((transition->roles & office->roles) == 0) {
        return refuse(problems, STATUS_DENIED,
                      office->user == 0 ? N_("请先登录，再登记") : N_("您的角色不能登记"), kind);
    }
    struct act act = {
        .office = office,
        .save = save,
        .check = check,
        .kind = kind,
        .command = transition->command,
        .arguments = &arguments,
        .changes = &record.fields,
        .then_assign = then_assign,
        .problems = problems,
    };
    snprintf(act.to_state, sizeof act.to_state, "%s", transition->to);
    prepare(&act, transition, values, &arguments);
    if (problems->count == known && save != NULL) {
        write_new(&act, transition, &record);
        *id = record.id;
    }
    fields_release(&arguments);
    fields_release(&act.sealed);
    record_release(&record);
    size_t last = known < PROBLEMS_MOST ? known : PROBLEMS_MOST - 1;
    return problems->count == known ? STATUS_OK : problems->items[last].status;
}

enum status flow_enter(struct save *save, struct check *check, const char *kind,
                       const struct fields *values, bool then_assign, int64_t *id,
                       struct problems *problems) {
    return enter(save->office, save, check, kind, values, then_assign, id, problems);
}

enum status flow_check_new(struct office *office, const char *kind, const struct fields *values,
                           struct problems *problems) {
    struct check check;
    int64_t none = 0;
    check_init(&check, office);
    enum status status = enter(office, NULL, &check, kind, values, false, &none, problems);
    check_release(&check);
    return status == STATUS_OK ? status : flow_say_missed(office, status, problems);
}

enum status flow_register(struct office *office, const char *kind, const struct fields *values,
                          bool then_assign, int64_t *id, struct problems *problems) {
    struct save save;
    struct check check;
    struct problem problem = {0};
    enum status status = save_begin(office, &save, &problem);
    if (status != STATUS_OK) {
        problems_add(problems, &problem);
        return status;
    }
    drafts_begin_save(&save, "register");
    if (drafts_saved_before(&save, id, &status, &problem)) {
        save_abandon(&save);
        if (status != STATUS_OK) {
            problems_add(problems, &problem);
        }
        return status;
    }
    check_init(&check, office);
    status = flow_enter(&save, &check, kind, values, then_assign, id, problems);
    check_release(&check);
    if (status != STATUS_OK) {
        status = flow_say_missed(office, status, problems);
        save_abandon(&save);
        return status;
    }
    status = save_commit(&save, &problem);
    if (status != STATUS_OK) {
        problems_add(problems, &problem);
    }
    return status;
}

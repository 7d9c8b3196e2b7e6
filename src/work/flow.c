/* Walks the table of transitions: who may do what in which state, what must be given, and then one save
 * with all that belongs to it. What is special about a kind stands in its own file. */
#include "work/flow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "work/confirm.h"
#include "work/draft.h"
#include "work/filing.h"
#include "work/flow_fits.h"
#include "work/flow_run.h"
#include "work/rights.h"
#include "work/visible.h"

/* ---- the table ---------------------------------------------------------------------------------- */

bool flow_state_is_closed(const char *kind, const char *state) {
    if (strcmp(kind, "opening") == 0 && strcmp(state, "complete") == 0) {
        return true;
    }
    if (strcmp(kind, "enquiry") == 0) {
        return strcmp(state, "asked") != 0;
    }
    return check_has_word(
        "closed void left to_petition to_county to_village handed_over not_accepted published "
        "filed "
        "corrected withdrawn drafted done waived down rectified no_action accounted "
        "decided to_consultation cancelled",
        state);
}

static bool begins_from(const struct transition *transition, const char *kind, const char *state) {
    if (strcmp(transition->from, "*") == 0) {
        return state[0] != '\0' && !flow_state_is_closed(kind, state);
    }
    return strcmp(transition->from, state) == 0 || check_has_word(transition->from, state);
}

static const struct transition *find_of(const char *row_kind, const char *kind, const char *state,
                                        const char *command, bool *has_command) {
    for (const struct transition *t = flow_transitions; t->kind != NULL; t++) {
        if (strcmp(t->kind, row_kind) == 0 && strcmp(t->command, command) == 0) {
            *has_command = true;
            if (begins_from(t, kind, state)) {
                return t;
            }
        }
    }
    return NULL;
}

const struct transition *flow_find(const char *kind, const char *state, const char *command) {
    bool has_command = false;
    const struct transition *found = find_of(kind, kind, state, command, &has_command);
    return found != NULL || has_command ? found : find_of("*", kind, state, command, &has_command);
}

bool flow_allows(const struct office *office, const char *kind, const char *state,
                 const char *command) {
    const struct transition *transition = flow_find(kind, state, command);
    return transition != NULL && (transition->roles & office->roles) != 0;
}

/* ---- refusals ----------------------------------------------------------------------------------- */

static enum status add_problem(struct problems *problems, struct problem *problem,
                               const struct record *record) {
    if (record != NULL) {
        problem_place(problem, "number", fields_text(&record->fields, "number"));
    }
    problems_add(problems, problem);
    return problem->status;
}

static enum status refuse_role(const struct record *record, const struct office *office,
                               const char *command, struct problems *problems) {
    struct problem problem = {0};
    problem_set(&problem, STATUS_DENIED, "",
                office->user == 0 ? N_("请先登录，再{command}") : N_("您的角色不能{command}"));
    problem_place(&problem, "command", flow_command_label(command));
    return add_problem(problems, &problem, record);
}

static enum status refuse_right(const struct record *record, const char *command,
                                struct problem *problem, struct problems *problems) {
    problem_place(problem, "command", flow_command_label(command));
    return add_problem(problems, problem, record);
}

static enum status refuse_state(const struct record *record, const char *kind, const char *state,
                                const char *command, struct problems *problems) {
    struct problem problem = {0};
    problem_set(&problem, STATUS_DENIED, "", N_("{number} 现在的状态是“{state}”，不能{command}"));
    problem_place(&problem, "state", flow_state_label(kind, state));
    problem_place(&problem, "command", flow_command_label(command));
    return add_problem(problems, &problem, record);
}

/* ---- a command on a record ---------------------------------------------------------------------- */

static enum status apply(struct act *act, const struct transition *transition) {
    struct problem problem = {0};
    enum status status = STATUS_OK;
    if (act->sealed.failed || act->changes->failed) {
        status = problem_set(&problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    if (status == STATUS_OK) {
        status = save_change(act->save, act->before, act->changes, act->to_state, act->command,
                             act->note, &problem);
    }
    if (status == STATUS_OK && act->sealed.count > 0) {
        status = store_set_sealed(act->office->store, act->id, &act->sealed, &problem);
    }
    if (status != STATUS_OK) {
        return act_refuse_with(act, &problem);
    }
    return transition->after != NULL ? transition->after(act) : STATUS_OK;
}

/* The record as its form shows it: with what is sealed of it. */
static enum status read_shown(const struct office *office, const struct record *record,
                              struct fields *shown, struct problem *problem) {
    struct visible all = visible_to_rules();
    struct fields sealed = FIELDS_INIT;
    enum status status = STATUS_OK;
    fields_merge(shown, &record->fields);
    if (fields_integer(&record->fields, "sealed", 0) != 0) {
        status = store_sealed(office->store, &all, record->id, &sealed, problem);
        fields_merge(shown, &sealed);
    }
    fields_release(&sealed);
    if (shown->failed) {
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

/* What these are given are values of the feedback they make. */
static const char *kind_of_values(const struct act *act) {
    bool makes_feedback =
        strcmp(act->command, "add_feedback") == 0 || strcmp(act->command, "to_feedback") == 0;
    return makes_feedback ? "feedback" : act->kind;
}

static enum status run_on(struct act *act, const struct transition *transition,
                          const struct fields *given) {
    struct fields shown = FIELDS_INIT;
    struct fields arguments = FIELDS_INIT;
    struct fields changes = FIELDS_INIT;
    struct problem problem = {0};
    size_t known = act->problems->count;
    char allowed[1000];
    bool is_edit = strcmp(transition->command, "edit") == 0;
    snprintf(allowed, sizeof allowed, "%s%s%s", transition->required,
             transition->required[0] != '\0' ? " " : "", transition->optional);
    act->arguments = &arguments; /* cppcheck-suppress autoVariables */
    act->changes = &changes;     /* cppcheck-suppress autoVariables */
    snprintf(act->note, sizeof act->note, "%s", "");
    snprintf(act->to_state, sizeof act->to_state, "%s", transition->to);
    enum status status = read_shown(act->office, act->before, &shown, &problem);
    if (status != STATUS_OK) {
        act_refuse_with(act, &problem);
    } else {
        check_values(act->check, kind_of_values(act), is_edit ? CHECK_EDIT : CHECK_ARGUMENTS,
                     &shown, allowed, given, &arguments, act->problems);
        check_required(transition->required, &arguments, known, act->problems);
    }
    if (is_edit) {
        check_schema_required(act->kind, false, &arguments, known, act->problems);
        fields_merge(&changes, &arguments);
    } else if (fields_has(&arguments, "reason")) {
        act_note(act, "%s", fields_text(&arguments, "reason"));
    } else {
        act_note(act, "%s", fields_text(&arguments, "note"));
    }
    bool has_nothing = is_edit && changes.count == 0 && !changes.failed;
    if (act->problems->count == known && !has_nothing) {
        (void)flow_fits(act);
    }
    if (act->problems->count == known && act->is_users) {
        (void)confirm_look(act);
    }
    if (act->problems->count == known && !has_nothing && transition->function != NULL) {
        transition->function(act);
    }
    if (act->problems->count == known && act->is_users) {
        (void)confirm_check(act);
    }
    if (act->problems->count == known && !has_nothing && !act->is_done) {
        apply(act, transition);
    }
    act->arguments = NULL;
    act->changes = NULL;
    fields_release(&changes);
    fields_release(&arguments);
    fields_release(&act->sealed);
    fields_release(&shown);
    size_t last = known < PROBLEMS_MOST ? known : PROBLEMS_MOST - 1;
    return act->problems->count == known ? STATUS_OK : act->problems->items[last].status;
}

static enum status run_record(struct save *save, struct check *check,
                              const struct transition *transition, const struct record *record,
                              bool is_users, const struct fields *given,
                              struct problems *problems) {
    struct act act = {
        .office = save->office,
        .save = save,
        .check = check,
        .kind = fields_text(&record->fields, "record_kind"),
        .command = transition->command,
        .before = record,
        .id = record->id,
        .is_users = is_users,
        .problems = problems,
    };
    return run_on(&act, transition, given);
}

enum status flow_run(struct save *save, struct check *check, const struct transition *transition,
                     int64_t id, const struct fields *arguments, struct problems *problems) {
    struct visible all = visible_to_rules();
    struct record record = {0};
    struct problem problem = {0};
    enum status status = store_read(save->office->store, &all, id, &record, &problem);
    if (status == STATUS_OK) {
        status = run_record(save, check, transition, &record, false, arguments, problems);
    } else {
        problems_add(problems, &problem);
    }
    record_release(&record);
    return status;
}

/* State, role and right allow it. */
static bool may_step(struct office *office, const char *command, const struct record *record) {
    return flow_allows(office, fields_text(&record->fields, "record_kind"),
                       fields_text(&record->fields, "state"), command) &&
           rights_check(office, record, NULL) == STATUS_OK;
}

static enum status step_record(struct save *save, struct check *check, const char *command,
                               const struct record *record, const struct fields *arguments,
                               struct problems *problems) {
    struct office *office = save->office;
    const char *kind = fields_text(&record->fields, "record_kind");
    const char *state = fields_text(&record->fields, "state");
    const struct transition *transition = flow_find(kind, state, command);
    struct problem problem = {0};
    if (transition == NULL) {
        return refuse_state(record, kind, state, command, problems);
    }
    if ((transition->roles & office->roles) == 0) {
        return refuse_role(record, office, command, problems);
    }
    if (rights_check(office, record, &problem) != STATUS_OK) {
        return refuse_right(record, command, &problem, problems);
    }
    return run_record(save, check, transition, record, true, arguments, problems);
}

static enum status refuse_other(const struct record *record, struct problems *problems) {
    struct problem problem = {0};
    problem_set(&problem, STATUS_CONFLICT, "", N_("{number} 已被别人改过，请刷新后看清楚再办"));
    return add_problem(problems, &problem, record);
}

/* `first`: another version is refused before the rules are asked, else only where they allow it: of several they say which
 * may not, and why. The save is abandoned then. */
static enum status step_one(struct save *save, struct check *check, const char *command, int64_t id,
                            int64_t ver, bool first, const struct fields *arguments,
                            struct problems *problems) {
    struct record record = {0};
    struct problem problem = {0};
    enum status status =
        store_read(save->office->store, &save->office->visible, id, &record, &problem);
    if (status != STATUS_OK) {
        problem_place_integer(&problem, "number", id);
        problems_add(problems, &problem);
        return status;
    }
    bool is_other = ver != 0 && ver != record.ver;
    if (!is_other || !first || !may_step(save->office, command, &record)) {
        status = step_record(save, check, command, &record, arguments, problems);
    }
    if (status == STATUS_OK && is_other) {
        status = refuse_other(&record, problems);
    }
    record_release(&record);
    return status;
}

enum status flow_step(struct save *save, struct check *check, const char *command, int64_t id,
                      int64_t ver, const struct fields *arguments, struct problems *problems) {
    return step_one(save, check, command, id, ver, true, arguments, problems);
}

/* The version of it that was seen; 0: none. */
static int64_t ver_of(int64_t id, const int64_t *ids, const int64_t *vers, size_t count) {
    for (size_t i = 0; vers != NULL && i < count; i++) {
        if (ids[i] == id) {
            return vers[i];
        }
    }
    return 0;
}

enum status flow_say_missed(struct office *office, enum status status, struct problems *problems) {
    struct problem problem = {0};
    enum status missed = store_refuse_missed(office->store, &problem);
    if (missed == STATUS_OK) {
        return status;
    }
    *problems = (struct problems){0};
    problems_add(problems, &problem);
    return missed;
}

/* What was stored before is not stored twice. */
static enum status end_again(struct save *save, enum status status, const struct problem *problem,
                             struct problems *problems) {
    save_abandon(save);
    if (status != STATUS_OK) {
        problems_add(problems, problem);
    }
    return status;
}

enum status flow_do(struct office *office, const char *command, const int64_t *ids, size_t count,
                    const int64_t *vers, const struct fields *arguments,
                    struct problems *problems) {
    struct save save;
    struct check check;
    struct problem problem = {0};
    const struct fields none = FIELDS_INIT;
    enum status first = STATUS_OK;
    int64_t *ordered = NULL, known = 0;
    bool is_filing = strcmp(command, "file") == 0; /* numbers follow the order */
    enum status status = save_begin(office, &save, &problem);
    if (status != STATUS_OK) {
        problems_add(problems, &problem);
        return status;
    }
    drafts_begin_save(&save, command);
    if (drafts_saved_before(&save, &known, &status, &problem)) {
        return end_again(&save, status, &problem, problems);
    }
    check_init(&check, office);
    if (is_filing) {
        first = filing_in_order(office, ids, count, &ordered, &problem);
    }
    if (first != STATUS_OK) {
        problems_add(problems, &problem);
    }
    for (size_t i = 0; i < count && (!is_filing || ordered != NULL); i++) {
        int64_t id = is_filing ? ordered[i] : ids[i];
        status = step_one(&save, &check, command, id, ver_of(id, ids, vers, count), count == 1,
                          arguments != NULL ? arguments : &none, problems);
        first = first == STATUS_OK ? status : first;
    }
    free(ordered);
    check_release(&check);
    confirm_end(office, command);
    if (first != STATUS_OK) {
        first = flow_say_missed(office, first, problems);
        save_abandon(&save);
        return first;
    }
    status = save_commit(&save, &problem);
    if (status != STATUS_OK) {
        problems_add(problems, &problem);
    }
    return status;
}

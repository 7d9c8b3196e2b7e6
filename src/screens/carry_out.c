/* Commands of the flow table as the user gives them: what is still to be said is asked for, then the rule
 * decides. No rule lives here. */
#include "screens/register.h"

#include "base/language.h"
#include "screens/print.h"
#include "screens/screen.h"
#include "ui/list_view.h"
#include "ui/prompt.h"
#include "work/flow.h"
#include "work/flow_offer.h"
#include "work/rights.h"
#include "work/user.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A command whose arguments are being asked for, one line each. */
struct asking {
    struct desk *desk;
    char command[32];
    char kind[32];
    int64_t *ids;
    size_t count;
    const char *arguments_required; /* of the transition: blank-separated */
    const char *required;           /* what is left of them */
    char argument[32];              /* being asked for now */
    struct fields arguments;
};

static void asking_free(struct asking *asking) {
    fields_release(&asking->arguments);
    free(asking->ids);
    free(asking);
}

/* NULL: not an argument but a field of the record. */
static const char *question_of(const char *argument) {
    static const struct {
        const char *argument, *question;
    } questions[] = {
        {"reason", N_("理由")},
        {"place", N_("公布在哪里")},
        {"on", N_("日期")},
        {"amount", N_("延长几个工作日")},
        {"reply", N_("答复")},
        {"unit", N_("承办单位")},
        {"person", N_("经办人")},
        {"note", N_("说明")},
        {"version", N_("还原到第几个版本")},
        {"answer", N_("办理情况")},
    };
    for (size_t i = 0; i < sizeof questions / sizeof questions[0]; i++)
        if (strcmp(questions[i].argument, argument) == 0)
            return _(questions[i].question);
    return NULL;
}

static const char *argument_question(const char *argument) {
    const char *question = question_of(argument);
    return question ? question : argument;
}

/* The state it is in now, and what became of its time. */
static void append_outcome(const struct record *record, struct buffer *out) {
    const char *kind = fields_text(&record->fields, "record_kind");
    const char *state = fields_text(&record->fields, "state");
    bool is_running = fields_integer(&record->fields, "open", 0) != 0;
    buffer_append_format(out, "%s%s", _("（"),
                         language_text("state", flow_state_label(kind, state)));
    if (is_running && fields_has(&record->fields, "paused_on"))
        buffer_append_format(out, "%s%s", _("，"), _("计时已停"));
    else if (is_running && fields_has(&record->fields, "due_on") && strcmp(kind, "feedback") == 0)
        buffer_append_format(out, "%s%s %s", _("，"), _("期限"),
                             fields_text(&record->fields, "due_on"));
    buffer_append(out, _("）"));
}

bool register_do(struct desk *desk, const char *command, const int64_t *ids, size_t count,
                 int64_t ver, const struct fields *arguments, struct problems *problems) {
    struct buffer text = BUFFER_INIT;
    struct record record = {0};
    if (flow_do(desk->office, command, ids, count, ver, arguments, problems) != STATUS_OK)
        return false;
    const char *label = language_text("option", flow_command_label(command));
    if (count == 1 && store_read(desk->office->store, &desk->office->visible, ids[0], &record,
                                 NULL) == STATUS_OK) {
        buffer_append_format(&text, "%s%s %s", _("已保存："), fields_text(&record.fields, "number"),
                             label);
        append_outcome(&record, &text);
    } else {
        buffer_append_format(&text, "%s%s %zu %s", _("已保存："), label, count, _("件"));
    }
    ui_message(desk->ui, buffer_text(&text));
    buffer_release(&text);
    record_release(&record);
    return true;
}

/* The board beside the record's box, where its answer is usually posted. */
static void usual_place(struct asking *asking, struct buffer *out) {
    struct record record = {0};
    struct record box = {0};
    struct office *office = asking->desk->office;
    if (store_read(office->store, &office->visible, asking->ids[0], &record, NULL) == STATUS_OK &&
        store_read(office->store, &office->visible, fields_integer(&record.fields, "box", 0), &box,
                   NULL) == STATUS_OK)
        buffer_append(out, fields_text(&box.fields, "board"));
    if (out->length == 0) {
        char place[256];
        buffer_append(out, office_setting(office, "announce_place", "", place, sizeof place));
    }
    record_release(&record);
    record_release(&box);
}

/* What it is about: with options beside several rows nothing else tells. */
static void append_object(const struct asking *asking, struct buffer *out) {
    struct record record = {0};
    struct office *office = asking->desk->office;
    if (asking->count > 1)
        buffer_append_format(out, " %zu %s", asking->count, _("件"));
    else if (store_read(office->store, &office->visible, asking->ids[0], &record, NULL) ==
             STATUS_OK)
        buffer_append_format(out, " %s", fields_text(&record.fields, "number"));
    record_release(&record);
}

/* Asks for the next argument, or does it when none is left; false when it was refused. Whoever asks last
 * frees. */
static bool ask_next(struct asking *asking);

static void argument_given(void *context, const char *text) {
    struct asking *asking = context;
    if (!text) {
        ui_message(asking->desk->ui, _("没有办理，什么都没有改动"));
        asking_free(asking);
        return;
    }
    fields_set(&asking->arguments, asking->argument, text);
    ask_next(asking);
}

/* Asks for the next argument, beginning with what was said before or is usual. */
static void ask_argument(struct asking *asking, const char *given) {
    struct buffer question = BUFFER_INIT;
    struct buffer start = BUFFER_INIT;
    buffer_append(&question, language_text("option", flow_command_label(asking->command)));
    append_object(asking, &question);
    buffer_append_format(&question, "%s%s", _("："), argument_question(asking->argument));
    buffer_append(&start, given);
    if (strcmp(asking->argument, "place") == 0 && !given[0])
        usual_place(asking, &start);
    prompt_line(asking->desk->ui, buffer_text(&question), buffer_text(&start), 200, false,
                argument_given, asking);
    buffer_release(&question);
    buffer_release(&start);
}

static bool has_word(const char *words, const char *word) {
    size_t length = strlen(word);
    for (const char *at = words; length > 0 && (at = strstr(at, word)); at += length)
        if ((at == words || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
            return true;
    return false;
}

/* An argument that was refused is asked for again, with what was typed. */
static bool ask_again(struct asking *asking, const struct problem *problem) {
    struct buffer text = BUFFER_INIT;
    if (!has_word(asking->arguments_required, problem->field))
        return false;
    asking->required = asking->arguments_required;
    ask_next(asking);
    if (question_of(problem->field))
        buffer_append_format(&text, "%s%s", question_of(problem->field), _("："));
    language_append_problem(&text, problem, question_of(problem->field));
    ui_error(asking->desk->ui, buffer_text(&text));
    buffer_release(&text);
    return true;
}

static bool do_and_tell(struct asking *asking) {
    struct problems problems = {0};
    bool is_done = register_do(asking->desk, asking->command, asking->ids, asking->count, 0,
                               &asking->arguments, &problems);
    if (!is_done && ask_again(asking, &problems.items[0]))
        return false;
    if (!is_done)
        desk_show_problems(asking->desk, &problems, asking->kind);
    struct view *top = ui_top(asking->desk->ui);
    if (top && top->class->uncovered)
        top->class->uncovered(top);
    asking_free(asking);
    return is_done;
}

static bool ask_next(struct asking *asking) {
    while (*asking->required == ' ')
        asking->required++;
    size_t length = strcspn(asking->required, " ");
    if (length == 0)
        return do_and_tell(asking);
    snprintf(asking->argument, sizeof asking->argument, "%.*s", (int)length, asking->required);
    asking->required += length;
    ask_argument(asking, fields_text(&asking->arguments, asking->argument));
    return true;
}

/* ---- a new password for a person ---------------------------------------------------------------- */

struct password_change {
    struct desk *desk;
    int64_t person;
};

static void password_given(void *context, const char *text) {
    struct password_change *change = context;
    struct problem problem = {0};
    if (!text)
        ui_message(change->desk->ui, _("密码没有改动"));
    else if (user_set_password(change->desk->office, change->person, text, true, &problem) !=
             STATUS_OK)
        desk_show_problem(change->desk, &problem, "person");
    else
        ui_message(change->desk->ui, _("密码已设，本人下次登录时须改"));
    free(change);
}

static bool ask_password(struct desk *desk, int64_t person) {
    struct password_change *change = malloc(sizeof *change);
    if (!change)
        return false;
    *change = (struct password_change){desk, person};
    prompt_line(desk->ui, _("新密码（至少 8 个字符）"), "", 128, true, password_given, change);
    return true;
}

/* ---- the way in --------------------------------------------------------------------------------- */

static struct asking *asking_new(struct desk *desk, const char *command, const char *kind,
                                 const int64_t *ids, size_t count) {
    struct asking *asking = calloc(1, sizeof *asking);
    int64_t *copy = malloc(count * sizeof *copy);
    if (!asking || !copy) {
        free(asking);
        free(copy);
        return NULL;
    }
    memcpy(copy, ids, count * sizeof *copy);
    asking->desk = desk;
    asking->ids = copy;
    asking->count = count;
    asking->arguments_required = asking->required = "";
    snprintf(asking->command, sizeof asking->command, "%s", command);
    snprintf(asking->kind, sizeof asking->kind, "%s", kind);
    return asking;
}

/* A command by the flow table: refused by it, asked for, or done. */
static bool carry_out_by_flow(struct desk *desk, const struct record *record, const char *command,
                              const int64_t *ids, size_t count) {
    char name[80];
    const char *kind = fields_text(&record->fields, "record_kind");
    const char *state = fields_text(&record->fields, "state");
    const struct transition *transition = flow_find(kind, state, command);
    struct problem problem = {0};
    if (!desk_may_write(desk))
        return false;
    bool is_allowed = transition && flow_allows(desk->office, kind, state, command) &&
                      rights_check(desk->office, record, NULL) == STATUS_OK;
    /* What the record does not fit is said before anything is asked for. */
    if (is_allowed && count == 1 &&
        flow_check_fits(desk->office, record, command, &problem) != STATUS_OK) {
        desk_show_problem(desk, &problem, kind);
        return false;
    }
    struct asking *asking = asking_new(desk, command, kind, ids, count);
    if (!asking)
        return false;
    snprintf(name, sizeof name, "%s_%s", kind, command);
    if (is_allowed) {
        if (desk_has_screen(desk, name)) {
            const struct scr *scr = desk_screen(desk, name);
            asking_free(asking);
            return scr && register_open_command(desk, scr, command, ids, count);
        }
        asking->arguments_required = asking->required = transition->required;
    }
    return ask_next(asking);
}

bool register_allows(struct desk *desk, int64_t id, const char *command) {
    struct record record = {0};
    bool allows = strcmp(command, "view") == 0 || strcmp(command, "versions") == 0 ||
                  strcmp(command, "print") == 0 || strcmp(command, "tasks") == 0;
    if (!allows &&
        store_read(desk->office->store, &desk->office->visible, id, &record, NULL) == STATUS_OK)
        allows = strcmp(command, "password") == 0 ? fields_has(&record.fields, "account")
                                                  : flow_offers(desk->office, &record, command);
    record_release(&record);
    return allows;
}

bool register_carry_out(struct desk *desk, struct view *list, const char *command,
                        const int64_t *ids, size_t count) {
    struct record record = {0};
    struct problem problem = {0};
    bool done = false;
    if (store_read(desk->office->store, &desk->office->visible, ids[0], &record, &problem) !=
        STATUS_OK) {
        desk_show_problem(desk, &problem, NULL);
        return false;
    }
    if (strcmp(command, "view") == 0) {
        done = register_open_record(desk, list, ids[0]);
    } else if (strcmp(command, "versions") == 0) {
        done = register_open_versions(desk, ids[0]);
    } else if (strcmp(command, "print") == 0) {
        done = print_open(desk, ids, count);
    } else if (strcmp(command, "tasks") == 0) {
        const struct scr *scr = desk_screen(desk, "task");
        done = scr && desk_open(desk, scr);
    } else if (strcmp(command, "edit") == 0) {
        const struct scr *scr =
            register_screen_of_kind(desk, fields_text(&record.fields, "record_kind"));
        done = scr && register_open_edit(desk, scr, list, ids[0]);
    } else if (strcmp(command, "password") == 0) {
        done = ask_password(desk, ids[0]);
    } else {
        done = carry_out_by_flow(desk, &record, command, ids, count);
    }
    record_release(&record);
    return done;
}

/* Commands of the flow table as the user gives them: what is still to be said is asked for, then the rule
 * decides. No rule lives here. */
#include "screens/register.h"

#include "base/language.h"
#include "report/shown.h"
#include "screens/confirm.h"
#include "screens/conflict.h"
#include "screens/disclosure_lines.h"
#include "screens/disclosure_mask.h"
#include "screens/opinion.h"
#include "screens/opinion_result.h"
#include "screens/password.h"
#include "screens/print.h"
#include "screens/screen.h"
#include "ui/list_view.h"
#include "ui/prompt.h"
#include "work/flow.h"
#include "work/flow_offer.h"
#include "work/opinion.h"
#include "work/rights.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A command whose arguments are being asked for, one line each. */
struct asking {
    struct desk *desk;
    char command[32];
    char kind[32];
    int64_t *ids, *vers;
    size_t count;
    const char *arguments_required; /* of the transition: blank-separated */
    const char *required;           /* what is left of them */
    const char *arguments_optional; /* of these the entry is asked for when it is refused */
    char argument[32];              /* being asked for now */
    struct fields arguments;
};

static void asking_free(struct asking *asking) {
    fields_release(&asking->arguments);
    free(asking->ids);
    free(asking->vers);
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
        {"box_no", N_("盒号")},
        {"close_on", N_("截止日期")},
        {"catalogue", N_("哪一项目录")},
        {"hot", N_("热点还是难点")},
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

/* ，公示至 2026-12-01，张贴在东门村公开栏: of what just went up. */
static void append_place(struct desk *desk, const struct record *record, struct buffer *out) {
    struct about_ids postings = {.count = 0};
    struct record posting = {0};
    struct office *office = desk->office;
    if (strcmp(fields_text(&record->fields, "state"), "on_notice") == 0)
        buffer_append_format(out, "%s%s %s", _("，"), _("公示至"),
                             fields_text(&record->fields, "notice_to"));
    if (store_about(office->store, "posting", record->id, &postings, NULL) == STATUS_OK &&
        postings.count > 0 &&
        store_read(office->store, &office->visible, postings.items[0], &posting, NULL) ==
            STATUS_OK) {
        buffer_append_format(out, "%s%s", _("，"), _("张贴在"));
        shown_append_title(office, fields_text(&posting.fields, "board"), out);
    }
    record_release(&posting);
}

/* ，更正稿 GK2026-00161: the record that the command made beside this one. */
static void append_made(struct desk *desk, const char *command, const struct record *record,
                        struct buffer *out) {
    static const struct {
        const char *command, *column, *label;
    } makers[] = {
        {"correct", "corrected_by", N_("更正稿")}, {"draft", "disclosure", N_("拟稿")},
        {"draft_notice", "notice", N_("公告稿")},  {"draft_summary", "summary", N_("采纳情况稿")},
        {"to_feedback", "feedback", N_("反馈件")},
    };
    for (size_t i = 0; i < sizeof makers / sizeof makers[0]; i++) {
        struct record made = {0};
        int64_t id = fields_integer(&record->fields, makers[i].column, 0);
        if (strcmp(makers[i].command, command) == 0 && id != 0 &&
            store_read(desk->office->store, &desk->office->visible, id, &made, NULL) == STATUS_OK)
            buffer_append_format(out, "%s%s %s", _("，"), _(makers[i].label),
                                 fields_text(&made.fields, "number"));
        record_release(&made);
    }
}

/* The state it is in now, and what became of its time. */
static void append_outcome(struct desk *desk, const char *command, const struct record *record,
                           struct buffer *out) {
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
    if (strcmp(kind, "disclosure") == 0 &&
        (strcmp(command, "publish") == 0 || strcmp(command, "post") == 0))
        append_place(desk, record, out);
    if (strcmp(kind, "card") == 0 && strcmp(command, "file") == 0)
        buffer_append_format(out, "%s%s %s", _("，"), _("档号"),
                             fields_text(&record->fields, "archive_no"));
    append_made(desk, command, record, out);
    buffer_append(out, _("）"));
}

int64_t *register_versions(struct desk *desk, const struct view *list, const int64_t *ids,
                           size_t count) {
    int64_t *vers = calloc(count + 1, sizeof *vers);
    struct office *office = desk->office;
    for (size_t i = 0; vers && i < count; i++) {
        struct record record = {0};
        vers[i] = desk->seen_id == ids[i] ? desk->seen_ver
                  : list                  ? list_view_seen(list, ids[i])
                                          : 0;
        if (vers[i] == 0 &&
            store_read(office->store, &office->visible, ids[i], &record, NULL) == STATUS_OK)
            vers[i] = record.ver;
        record_release(&record);
    }
    return vers;
}

bool register_do(struct desk *desk, const char *command, const int64_t *ids, size_t count,
                 const int64_t *vers, const struct fields *arguments, struct problems *problems) {
    struct buffer text = BUFFER_INIT;
    struct record record = {0};
    if (flow_do(desk->office, command, ids, count, vers, arguments, problems) != STATUS_OK)
        return false;
    const char *label = language_text("option", flow_command_label(command));
    if (count == 1 && store_read(desk->office->store, &desk->office->visible, ids[0], &record,
                                 NULL) == STATUS_OK) {
        buffer_append_format(&text, "%s%s %s", _("已保存："), fields_text(&record.fields, "number"),
                             label);
        append_outcome(desk, command, &record, &text);
    } else {
        buffer_append_format(&text, "%s%s %zu %s", _("已保存："), label, count, _("件"));
    }
    ui_message(desk->ui, buffer_text(&text));
    buffer_release(&text);
    record_release(&record);
    return true;
}

/* What the due date of a kind is: a matter has its limit, a box its next opening. */
static const char *due_word(const struct record *record) {
    bool is_box = strcmp(fields_text(&record->fields, "record_kind"), "box") == 0;
    return is_box ? _("最迟开箱") : _("期限");
}

/* Its unit is whom it was handed to, not who discloses it. */
static bool is_handed_over(const struct record *record) {
    const char *kind = fields_text(&record->fields, "record_kind");
    return fields_integer(&record->fields, "unit", 0) > 0 &&
           fields_has(&record->fields, "due_on") && strcmp(kind, "disclosure") != 0;
}

void register_tell_saved(struct desk *desk, int64_t id, bool has_commands) {
    struct record record = {0};
    struct buffer text = BUFFER_INIT;
    if (store_read(desk->office->store, &desk->office->visible, id, &record, NULL) != STATUS_OK) {
        ui_message(desk->ui, _("已保存并密封，只有专责人看得见"));
        return;
    }
    buffer_append_format(&text, "%s%s", _("已保存："), fields_text(&record.fields, "number"));
    if (is_handed_over(&record)) {
        char *unit = store_title(desk->office->store, fields_integer(&record.fields, "unit", 0));
        buffer_append_format(&text, "%s%s %s", _("，"), _("已交办"), unit ? unit : "");
        free(unit);
    }
    if (fields_has(&record.fields, "due_on"))
        buffer_append_format(&text, "%s%s %s", _("，"), due_word(&record),
                             fields_text(&record.fields, "due_on"));
    if (has_commands)
        buffer_append_format(&text, "  F4 %s", _("同一张再登…"));
    ui_message(desk->ui, buffer_text(&text));
    buffer_release(&text);
    record_release(&record);
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

/* Arguments chosen from what there is: nobody knows two hundred entries by heart. */
static const struct {
    const char *argument, *list;
    bool is_lookup;
} chosen[] = {{"catalogue", "catalogue", true}, {"hot", "hot", false}};

static void fetch_chosen(void *context, const char *typed, struct choices *out) {
    const struct asking *asking = context;
    for (size_t i = 0; i < sizeof chosen / sizeof chosen[0]; i++)
        if (strcmp(chosen[i].argument, asking->argument) == 0)
            desk_choices(asking->desk, chosen[i].list, chosen[i].is_lookup, typed, out);
}

static bool is_chosen(const char *argument) {
    for (size_t i = 0; i < sizeof chosen / sizeof chosen[0]; i++)
        if (strcmp(chosen[i].argument, argument) == 0)
            return true;
    return false;
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
    if (is_chosen(asking->argument))
        prompt_list(asking->desk->ui, argument_question(asking->argument), 0, buffer_text(&start),
                    fetch_chosen, argument_given, asking);
    else
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
    static const char entry[] = "catalogue";
    bool is_entry =
        strcmp(problem->field, entry) == 0 && has_word(asking->arguments_optional, entry);
    if (!is_entry && !has_word(asking->arguments_required, problem->field))
        return false;
    asking->required = is_entry ? entry : asking->arguments_required;
    ask_next(asking);
    if (question_of(problem->field))
        buffer_append_format(&text, "%s%s", question_of(problem->field), _("："));
    language_append_problem(&text, problem, question_of(problem->field));
    ui_error(asking->desk->ui, buffer_text(&text));
    buffer_release(&text);
    return true;
}

static bool do_and_tell(struct asking *asking);

/* It was seen what somebody else changed; NULL: then it is not done. */
static void changes_seen(void *context, const int64_t *vers) {
    struct asking *asking = context;
    if (!vers) {
        ui_message(asking->desk->ui, _("没有办理，什么都没有改动"));
        asking_free(asking);
        return;
    }
    memcpy(asking->vers, vers, asking->count * sizeof *vers);
    do_and_tell(asking);
}

/* True when others changed something since it was looked at: that is shown, and asked again. */
static bool meets_others(struct asking *asking, const struct problem *problem) {
    bool may_be = problem->status == STATUS_CONFLICT || problem->status == STATUS_DENIED;
    return may_be && asking->vers &&
           conflict_open_changes(asking->desk, asking->command, asking->ids, asking->vers,
                                 asking->count, changes_seen, asking);
}

static void password_was_right(void *context) {
    do_and_tell(context);
}

static void password_was_not_given(void *context) {
    asking_free(context);
}

/* True when the person's own password is asked for; whoever answers it goes on. */
static bool asks_password(struct asking *asking, const struct problems *problems) {
    const struct confirm_request request = {
        .command = asking->command,
        .kind = asking->kind,
        .ids = asking->ids,
        .vers = asking->vers,
        .count = asking->count,
        .context = asking,
        .given = password_was_right,
        .cancelled = password_was_not_given,
    };
    return confirm_ask(asking->desk, &request, problems);
}

static bool do_and_tell(struct asking *asking) {
    struct problems problems = {0};
    bool is_done = register_do(asking->desk, asking->command, asking->ids, asking->count,
                               asking->vers, &asking->arguments, &problems);
    if (!is_done && asks_password(asking, &problems))
        return false;
    if (!is_done &&
        (meets_others(asking, &problems.items[0]) || ask_again(asking, &problems.items[0])))
        return false;
    if (!is_done)
        desk_show_problems(asking->desk, &problems, asking->kind);
    struct view *top = ui_top(asking->desk->ui);
    if (top && top->class->uncovered)
        top->class->uncovered(top);
    if (is_done && asking->count == 1)
        register_open_made(asking->desk, asking->kind, asking->command, asking->ids[0]);
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
    asking->arguments_required = asking->required = asking->arguments_optional = "";
    snprintf(asking->command, sizeof asking->command, "%s", command);
    snprintf(asking->kind, sizeof asking->kind, "%s", kind);
    return asking;
}

/* A command by the flow table: refused by it, asked for, or done. */
static bool carry_out_by_flow(struct desk *desk, struct view *list, const struct record *record,
                              const char *command, const int64_t *ids, size_t count) {
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
    asking->vers = register_versions(desk, list, ids, count);
    snprintf(name, sizeof name, "%s_%s", kind, command);
    if (is_allowed && strcmp(kind, "opinion") == 0 && opinion_is_decision(command)) {
        asking_free(asking);
        return opinion_open_decide(desk, list, command, ids, count);
    }
    if (is_allowed) {
        if (desk_has_screen(desk, name)) {
            const struct scr *scr = desk_screen(desk, name);
            asking_free(asking);
            return scr && register_open_command(desk, scr, list, command, ids, count);
        }
        asking->arguments_required = asking->required = transition->required;
        asking->arguments_optional = transition->optional;
    }
    return ask_next(asking);
}

bool register_allows(struct desk *desk, int64_t id, const char *command) {
    struct record record = {0};
    bool allows = strcmp(command, "view") == 0 || strcmp(command, "versions") == 0 ||
                  strcmp(command, "print") == 0 || strcmp(command, "tasks") == 0 ||
                  strcmp(command, "gaps") == 0 || strcmp(command, "print_lists") == 0 ||
                  strcmp(command, "like") == 0;
    if (!allows &&
        store_read(desk->office->store, &desk->office->visible, id, &record, NULL) == STATUS_OK)
        allows = strcmp(command, "enter_opinion") == 0
                     ? opinion_check_collects(&record.fields, NULL) == STATUS_OK &&
                           flow_allows(desk->office, "opinion", "", "register")
                 : strcmp(command, "password") == 0 ? fields_has(&record.fields, "account")
                 : strcmp(command, "lines") == 0    ? fields_has(&record.fields, "lines")
                 : strcmp(command, "result") == 0
                     ? prints_fits(prints_find("consultation"), &record)
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
    } else if (strcmp(command, "result") == 0) {
        done = opinion_result_open(desk, ids[0]);
    } else if (strcmp(command, "lines") == 0) {
        done = disclosure_lines_open(desk, &record);
    } else if (strcmp(command, "print_lists") == 0) {
        done = print_open_lists(desk);
    } else if (strcmp(command, "tasks") == 0) {
        const struct scr *scr = desk_screen(desk, "task");
        done = scr && desk_open(desk, scr);
    } else if (strcmp(command, "gaps") == 0) {
        const struct scr *scr = desk_screen(desk, "duty_open");
        done = scr &&
               register_open_asked(desk, scr, "catalogue", fields_text(&record.fields, "number"));
    } else if (strcmp(command, "enter_opinion") == 0) {
        done = opinion_open_new(desk, &record);
    } else if (strcmp(command, "like") == 0) {
        done = opinion_open_groups(desk, ids[0]);
    } else if (strcmp(command, "edit") == 0) {
        const struct scr *scr =
            register_screen_of_kind(desk, fields_text(&record.fields, "record_kind"));
        done = scr && register_open_edit(desk, scr, list, ids[0]);
    } else if (strcmp(command, "password") == 0) {
        done = password_set(desk, ids[0]);
    } else if (strcmp(command, "mask_personal") == 0 && count == 1) {
        done = disclosure_mask_open(desk, &record);
    } else {
        done = carry_out_by_flow(desk, list, &record, command, ids, count);
    }
    record_release(&record);
    return done;
}

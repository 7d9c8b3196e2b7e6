/* 岗位权限表: which role may take which step, out of the table of transitions itself, so that it is never out of
 * date. Draws, and decides nothing. Mission M2. */
#include "report/office_prints.h"

#include "base/codes.h"
#include "base/language.h"
#include "store/columns.h"
#include "work/flow.h"

#include <stdio.h>
#include <string.h>

enum { SHOWN_ROLES = 4 };
static const enum role shown_roles[SHOWN_ROLES] = {ROLE_CLERK, ROLE_REVIEWER, ROLE_SUPERVISOR,
                                                   ROLE_ADMIN};

static void append_from(const struct transition *transition, struct buffer *out) {
    size_t length = 0;
    if (transition->from[0] == '\0')
        buffer_append(out, _("新的"));
    else if (strcmp(transition->from, "*") == 0)
        buffer_append(out, _("没有办完的"));
    else
        for (const char *at = transition->from; codes_next(&at, &length); at += length) {
            struct buffer state = BUFFER_INIT;
            buffer_append_bytes(&state, at, length);
            buffer_append_format(
                out, "%s%s", out->length > 0 ? _("、") : "",
                language_text("state", flow_state_label(transition->kind, buffer_text(&state))));
            buffer_release(&state);
        }
}

static void draw_step(const struct transition *transition, struct paper *paper) {
    struct buffer from = BUFFER_INIT;
    bool stays = strcmp(transition->to, "=") == 0;
    const char *cells[3 + SHOWN_ROLES] = {
        language_text("option", flow_command_label(transition->command)),
        NULL,
        stays ? "" : language_text("state", flow_state_label(transition->kind, transition->to)),
    };
    append_from(transition, &from);
    cells[1] = buffer_text(&from);
    for (size_t i = 0; i < SHOWN_ROLES; i++)
        cells[3 + i] = (transition->roles & (unsigned)shown_roles[i]) != 0 ? "√" : "";
    paper_row(paper, cells);
    paper->body.failed = paper->body.failed || from.failed;
    buffer_release(&from);
}

static bool is_shown(const struct transition *transition, const char *kind, unsigned roles) {
    return strcmp(transition->kind, kind) == 0 && (transition->roles & roles) != 0;
}

/* The steps of one kind, under its name; nothing when these roles take none. */
static void draw_kind(const char *kind, const char *label, unsigned roles, struct paper *paper) {
    const struct paper_column columns[] = {{_("步骤"), 18}, {_("从"), 0},   {_("到"), 12},
                                           {_("经办"), 4},  {_("审核"), 4}, {_("领导"), 4},
                                           {_("管理"), 4}};
    bool has_any = false;
    for (const struct transition *t = flow_transitions; t->kind != NULL; t++) {
        if (!is_shown(t, kind, roles))
            continue;
        if (!has_any) {
            paper_keep(paper, 6);
            paper_text(paper, 0, label);
            paper_begin_table(paper, columns, sizeof columns / sizeof columns[0]);
        }
        has_any = true;
        draw_step(t, paper);
    }
    paper_end_table(paper);
    if (has_any)
        paper_gap(paper);
}

static enum status draw_all(const struct scr_source *files, unsigned roles, struct paper *paper,
                            struct problem *problem) {
    for (const struct record_kind *known = record_kinds; known->kind != NULL; known++) {
        struct scr_record *record = NULL;
        enum status status = scr_record_load(files, known->kind, &record, problem);
        if (status != STATUS_OK)
            return status;
        char context[48];
        snprintf(context, sizeof context, "record.%s", known->kind);
        draw_kind(known->kind, language_text(context, record->label), roles, paper);
        scr_record_free(record);
    }
    draw_kind("*", _("没有单列步骤的各种登记"), roles, paper);
    return STATUS_OK;
}

/* Only what the roles of one person allow. */
static enum status draw_person(struct office *office, const struct scr_source *files, int64_t id,
                               struct paper *paper, struct problem *problem) {
    struct record person = {0};
    struct buffer names = BUFFER_INIT;
    enum status status = prints_read(office, prints_find("role-table"), id, &person, problem);
    unsigned roles = role_set_from_text(fields_text(&person.fields, "roles"));
    for (size_t i = 0; i < SHOWN_ROLES; i++)
        if ((roles & (unsigned)shown_roles[i]) != 0)
            buffer_append_format(&names, "%s%s", names.length > 0 ? _("、") : "",
                                 language_text("role", role_label(shown_roles[i])));
    if (status == STATUS_OK) {
        paper_break(paper);
        paper_title(paper, _("岗位权限表"));
        paper_gap(paper);
        paper_pair(paper, _("姓名"), fields_text(&person.fields, "title"));
        prints_put_title(office, paper, _("单位"), fields_text(&person.fields, "unit"));
        paper_pair(paper, _("本职"), fields_text(&person.fields, "duty"));
        paper_pair(paper, _("角色"), names.length > 0 ? buffer_text(&names) : _("没有"));
        paper_gap(paper);
        status = draw_all(files, roles, paper, problem);
    }
    buffer_release(&names);
    record_release(&person);
    return status;
}

enum status role_table_draw(struct office *office, const struct scr_source *files,
                            const struct print_request *request, struct paper *paper,
                            struct problem *problem) {
    enum status status = STATUS_OK;
    for (size_t i = 0; i < request->id_count && status == STATUS_OK; i++)
        status = draw_person(office, files, request->ids[i], paper, problem);
    if (request->id_count > 0)
        return status;
    paper_title(paper, _("岗位权限表"));
    paper_gap(paper);
    paper_text(paper, 0, _("√ 是可以办这一步的角色；同一件上一人不兼两个角色。"));
    paper_gap(paper);
    return draw_all(files, ~0U, paper, problem);
}

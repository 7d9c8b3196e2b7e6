/* Who may do what in which state, as it was agreed, written out and not read from src/work/flow_table.c, which is held
 * against it: every kind, every state, every command that any kind has, every set of roles; then by flow_do on records of
 * the demonstration, and that no decision that wants one's own password is saved without. */
#include "work/office_fixture.h"

#include <sqlite3.h>

#include "store/columns.h"
#include "work/confirm.h"
#include "work/demo.h"

/* clang-format off */
static const struct {
    const char *kind, *states;
} kind_states[] = {
    {"feedback", "new registered assigned in_hand in_check replied announced closed to_petition to_county to_village handed_over not_accepted to_consultation void"},
    {"opening", "new open complete void"},
    {"box", "new open void"},
    {"unit", "new open void"},
    {"person", "new open void"},
    {"phrase", "new open void"},
    {"channel", "new open void"},
    {"team", "new open void"},
    {"member", "new open left void"},
    {"meeting", "new open void"},
    {"task", "new open closed void"},
    {"disclosure", "new draft returned in_review in_approval to_publish on_notice refused published filed corrected withdrawn void"},
    {"board", "new open void"},
    {"posting", "new open down void"},
    {"catalogue", "new open void"},
    {"duty", "new open drafted done waived void"},
    {"card", "new to_fill filled filed void"},
    {"finding", "new open ordered answered accountable rectified no_action accounted void"},
    {"inspection", "new open void"},
    {"accountability", "new open proposed reported decided no_action void"},
    {"consultation", "new draft announcing collecting ended closed cancelled void"},
    {"opinion", "new pending in_consent decided void"},
    {"outside", "new open void"},
    {"enquiry", "new asked answered passed_on void"},
};

static const struct {
    const char *kind, *command, *states, *roles;
    int is_confirmed;
} agreed[] = {
    {"feedback", "register", "new", "C", 0},
    {"feedback", "edit", "registered assigned in_hand in_check replied announced", "CS", 0},
    {"feedback", "assign", "registered", "CS", 0},
    {"feedback", "reassign", "assigned in_hand", "CS", 0},
    {"feedback", "take_up", "assigned", "CS", 0},
    {"feedback", "reply", "assigned in_hand", "CS", 0},
    {"feedback", "announce", "replied", "CS", 0},
    {"feedback", "withhold", "replied", "CS", 0},
    {"feedback", "close", "registered assigned in_hand in_check replied announced", "CS", 0},
    {"feedback", "settle", "registered assigned in_hand", "CS", 0},
    {"feedback", "check_pass", "in_check", "CRS", 1},
    {"feedback", "check_return", "in_check", "RS", 0},
    {"feedback", "to_petition", "registered assigned in_hand in_check", "CS", 0},
    {"feedback", "to_county", "registered assigned in_hand in_check", "CS", 0},
    {"feedback", "to_village", "registered assigned in_hand in_check", "CS", 0},
    {"feedback", "hand_over", "registered assigned in_hand in_check", "CS", 0},
    {"feedback", "not_accept", "registered assigned in_hand in_check", "CS", 0},
    {"feedback", "visit", "closed", "CS", 0},
    {"feedback", "link", "registered assigned in_hand in_check replied announced closed", "CS", 0},
    {"feedback", "unlink", "registered assigned in_hand in_check replied announced closed", "CS", 0},
    {"feedback", "restore_version", "registered assigned in_hand in_check replied announced", "S", 0},
    {"feedback", "request_extend", "registered assigned in_hand", "CS", 0},
    {"feedback", "consent_extend", "registered assigned in_hand in_check replied announced", "CS", 1},
    {"feedback", "refuse_extend", "registered assigned in_hand in_check replied announced", "S", 1},
    {"feedback", "void", "registered assigned in_hand in_check replied announced", "CS", 0},
    {"feedback", "restore", "void", "S", 0},
    {"feedback", "pause", "registered assigned in_hand", "CS", 0},
    {"feedback", "resume", "registered assigned in_hand in_check replied announced", "CS", 0},
    {"feedback", "extend", "registered assigned in_hand", "S", 1},
    {"feedback", "urge", "registered assigned in_hand in_check replied announced", "S", 0},
    {"feedback", "answer_urge", "registered assigned in_hand in_check replied announced", "CS", 0},
    {"feedback", "to_opinion", "registered assigned in_hand in_check", "CS", 0},
    {"opening", "register", "new", "C", 0},
    {"opening", "edit", "open complete", "CS", 0},
    {"opening", "void", "open complete", "CS", 0},
    {"opening", "restore", "void", "CS", 0},
    {"opening", "urge", "open", "S", 0},
    {"opening", "answer_urge", "open", "CS", 0},
    {"box", "register", "new", "C", 0},
    {"box", "edit", "open", "CS", 0},
    {"box", "void", "open", "CS", 0},
    {"box", "restore", "void", "CS", 0},
    {"box", "urge", "open", "S", 0},
    {"box", "answer_urge", "open", "CS", 0},
    {"unit", "register", "new", "CSA", 0},
    {"unit", "edit", "open", "CSA", 0},
    {"unit", "void", "open", "CSA", 0},
    {"unit", "restore", "void", "CSA", 0},
    {"unit", "urge", "open", "S", 0},
    {"unit", "answer_urge", "open", "CS", 0},
    {"person", "register", "new", "A", 0},
    {"person", "edit", "open", "A", 0},
    {"person", "void", "open", "A", 0},
    {"person", "restore", "void", "A", 0},
    {"person", "urge", "open", "S", 0},
    {"person", "answer_urge", "open", "CS", 0},
    {"phrase", "register", "new", "CS", 0},
    {"phrase", "edit", "open", "CS", 0},
    {"phrase", "void", "open", "CS", 0},
    {"phrase", "restore", "void", "CS", 0},
    {"phrase", "urge", "open", "S", 0},
    {"phrase", "answer_urge", "open", "CS", 0},
    {"channel", "register", "new", "CSA", 0},
    {"channel", "edit", "open", "CSA", 0},
    {"channel", "void", "open", "CSA", 0},
    {"channel", "restore", "void", "CSA", 0},
    {"channel", "urge", "open", "S", 0},
    {"channel", "answer_urge", "open", "CS", 0},
    {"team", "register", "new", "CSA", 0},
    {"team", "edit", "open", "CSA", 0},
    {"team", "void", "open", "CSA", 0},
    {"team", "restore", "void", "CSA", 0},
    {"team", "urge", "open", "S", 0},
    {"team", "answer_urge", "open", "CS", 0},
    {"team", "add_member", "open", "CSA", 0},
    {"team", "remove_member", "open", "CSA", 0},
    {"member", "register", "new", "CSA", 0},
    {"member", "edit", "open", "CSA", 0},
    {"member", "void", "open", "CSA", 0},
    {"member", "restore", "void", "CSA", 0},
    {"member", "urge", "open", "S", 0},
    {"member", "answer_urge", "open", "CS", 0},
    {"meeting", "register", "new", "CSA", 0},
    {"meeting", "edit", "open", "CSA", 0},
    {"meeting", "void", "open", "CSA", 0},
    {"meeting", "restore", "void", "CSA", 0},
    {"meeting", "urge", "open", "S", 0},
    {"meeting", "answer_urge", "open", "CS", 0},
    {"meeting", "add_task", "open", "CSA", 0},
    {"meeting", "add_feedback", "open", "C", 0},
    {"task", "register", "new", "CSA", 0},
    {"task", "edit", "open", "CSA", 0},
    {"task", "void", "open", "CSA", 0},
    {"task", "restore", "void", "CSA", 0},
    {"task", "urge", "open", "S", 0},
    {"task", "answer_urge", "open", "CS", 0},
    {"task", "finish", "open", "CSA", 0},
    {"disclosure", "register", "new", "C", 0},
    {"disclosure", "edit", "draft returned in_review in_approval to_publish", "C", 0},
    {"disclosure", "restore_version", "draft returned", "S", 0},
    {"disclosure", "void", "draft returned", "C", 0},
    {"disclosure", "restore", "void", "S", 0},
    {"disclosure", "urge", "draft returned in_review in_approval to_publish on_notice refused", "S", 0},
    {"disclosure", "answer_urge", "draft returned in_review in_approval to_publish on_notice refused", "CS", 0},
    {"disclosure", "submit", "draft returned", "C", 0},
    {"disclosure", "mask_personal", "draft returned", "C", 0},
    {"disclosure", "waive_personal", "draft returned in_review in_approval to_publish", "RS", 1},
    {"disclosure", "decide_content", "draft returned", "CS", 0},
    {"disclosure", "review", "in_review", "CRS", 0},
    {"disclosure", "return", "in_review in_approval to_publish", "RS", 0},
    {"disclosure", "approve", "in_approval", "CS", 1},
    {"disclosure", "refuse", "in_review in_approval", "CS", 1},
    {"disclosure", "re_review", "refused", "S", 1},
    {"disclosure", "reopen", "refused", "S", 0},
    {"disclosure", "publish", "to_publish", "CS", 0},
    {"disclosure", "post", "published on_notice filed", "CS", 0},
    {"disclosure", "object", "on_notice", "C", 0},
    {"disclosure", "close_notice", "on_notice", "CS", 0},
    {"disclosure", "withdraw", "published on_notice filed", "S", 1},
    {"disclosure", "correct", "published on_notice filed withdrawn", "C", 0},
    {"board", "register", "new", "CSA", 0},
    {"board", "edit", "open", "CSA", 0},
    {"board", "void", "open", "CSA", 0},
    {"board", "restore", "void", "CSA", 0},
    {"board", "urge", "open", "S", 0},
    {"board", "answer_urge", "open", "CS", 0},
    {"board", "check", "open", "CSA", 0},
    {"posting", "register", "new", "CS", 0},
    {"posting", "edit", "open down", "CS", 0},
    {"posting", "void", "open down", "CS", 0},
    {"posting", "urge", "open", "S", 0},
    {"posting", "answer_urge", "open", "CS", 0},
    {"posting", "take_down", "open", "CS", 0},
    {"catalogue", "register", "new", "CSA", 0},
    {"catalogue", "edit", "open", "CSA", 0},
    {"catalogue", "void", "open", "CSA", 0},
    {"catalogue", "restore", "void", "CSA", 0},
    {"catalogue", "urge", "open", "S", 0},
    {"catalogue", "answer_urge", "open", "CS", 0},
    {"catalogue", "charge", "open", "CSA", 0},
    {"catalogue", "owe", "open", "CS", 0},
    {"catalogue", "mark_hot", "open", "CS", 0},
    {"duty", "urge", "open", "S", 0},
    {"duty", "answer_urge", "open", "CS", 0},
    {"duty", "draft", "open", "C", 0},
    {"duty", "waive", "open", "S", 1},
    {"duty", "relist", "waived", "S", 0},
    {"card", "edit", "to_fill filled", "CS", 0},
    {"card", "urge", "to_fill filled", "S", 0},
    {"card", "answer_urge", "to_fill filled", "CS", 0},
    {"card", "fill", "to_fill", "CS", 0},
    {"card", "file", "filled", "CS", 0},
    {"card", "put_in_box", "filed", "CS", 0},
    {"finding", "register", "new", "CRS", 0},
    {"finding", "urge", "open ordered answered accountable", "S", 0},
    {"finding", "answer_urge", "open ordered answered accountable", "CS", 0},
    {"finding", "order", "open", "S", 0},
    {"finding", "answer_order", "ordered", "CS", 0},
    {"finding", "recheck", "answered", "RS", 0},
    {"finding", "rectify", "open", "RS", 0},
    {"finding", "no_action", "open ordered answered", "S", 1},
    {"finding", "accountability", "open ordered answered", "S", 1},
    {"inspection", "register", "new", "CRS", 0},
    {"inspection", "edit", "open", "CRS", 0},
    {"inspection", "void", "open", "CRS", 0},
    {"inspection", "restore", "void", "CS", 0},
    {"inspection", "urge", "open", "S", 0},
    {"inspection", "answer_urge", "open", "CS", 0},
    {"inspection", "add_finding", "open", "CRS", 0},
    {"accountability", "register", "new", "S", 0},
    {"accountability", "edit", "open", "CS", 0},
    {"accountability", "urge", "open proposed reported", "S", 0},
    {"accountability", "answer_urge", "open proposed reported", "CS", 0},
    {"accountability", "no_action", "open proposed reported", "CRS", 1},
    {"accountability", "propose", "open", "S", 1},
    {"accountability", "report_up", "proposed", "CS", 0},
    {"accountability", "decide", "open reported", "CRS", 1},
    {"accountability", "serve", "decided", "CS", 0},
    {"consultation", "register", "new", "C", 0},
    {"consultation", "edit", "draft announcing collecting ended", "C", 0},
    {"consultation", "close", "ended", "CS", 0},
    {"consultation", "void", "draft", "C", 0},
    {"consultation", "restore", "void", "S", 0},
    {"consultation", "extend", "collecting", "CS", 0},
    {"consultation", "urge", "draft announcing collecting ended", "S", 0},
    {"consultation", "answer_urge", "draft announcing collecting ended", "CS", 0},
    {"consultation", "mark_hot", "ended closed", "CS", 0},
    {"consultation", "draft_notice", "draft", "C", 0},
    {"consultation", "end", "collecting", "CS", 0},
    {"consultation", "end_early", "collecting", "S", 0},
    {"consultation", "draft_summary", "ended", "C", 0},
    {"consultation", "cancel", "announcing collecting ended", "S", 0},
    {"opinion", "register", "new", "C", 0},
    {"opinion", "edit", "pending", "CS", 0},
    {"opinion", "void", "pending", "CS", 0},
    {"opinion", "restore", "void", "CS", 0},
    {"opinion", "urge", "pending in_consent", "S", 0},
    {"opinion", "answer_urge", "pending in_consent", "CS", 0},
    {"opinion", "decide", "pending", "CRS", 0},
    {"opinion", "adopt", "pending", "CRS", 0},
    {"opinion", "partly", "pending", "CRS", 0},
    {"opinion", "decline", "pending", "CRS", 0},
    {"opinion", "unrelated", "pending", "CRS", 0},
    {"opinion", "duplicate", "pending", "CRS", 0},
    {"opinion", "consent", "in_consent", "CS", 1},
    {"opinion", "undo", "in_consent decided", "CRS", 0},
    {"opinion", "to_feedback", "pending", "CRS", 0},
    {"outside", "register", "new", "C", 0},
    {"outside", "edit", "open", "C", 0},
    {"outside", "void", "open", "C", 0},
    {"outside", "restore", "void", "CS", 0},
    {"outside", "urge", "open", "S", 0},
    {"outside", "answer_urge", "open", "CS", 0},
    {"enquiry", "register", "new", "C", 0},
    {"enquiry", "edit", "asked answered passed_on", "CS", 0},
    {"enquiry", "void", "asked answered", "CS", 0},
    {"enquiry", "restore", "void", "CS", 0},
    {"enquiry", "urge", "asked", "S", 0},
    {"enquiry", "answer_urge", "asked", "CS", 0},
    {"enquiry", "to_feedback", "asked answered", "C", 0},
    {"enquiry", "answer", "asked", "CS", 0},
};

/* Kind, command, states, roles (C 经办人 R 审核人 S 分管领导 A 系统管理员), whether one's own password is asked for. What is not
 * here may nobody. */
/* clang-format on */
enum {
    KINDS = sizeof kind_states / sizeof kind_states[0],
    AGREED = sizeof agreed / sizeof agreed[0],
    ROLE_SETS = 32,
    COMMANDS_MOST = 160,
};

static bool has_word(const char *words, const char *word) {
    size_t length = strlen(word);
    for (const char *at = words; (at = strstr(at, word)) != NULL; at += length)
        if ((at == words || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
            return true;
    return false;
}

static unsigned agreed_roles(const char *kind, const char *state, const char *command) {
    static const struct {
        char letter;
        unsigned role;
    } letters[] = {
        {'C', ROLE_CLERK}, {'R', ROLE_REVIEWER}, {'S', ROLE_SUPERVISOR}, {'A', ROLE_ADMIN}};
    unsigned roles = 0;
    for (size_t i = 0; i < AGREED; i++) {
        bool is = strcmp(agreed[i].kind, kind) == 0 && strcmp(agreed[i].command, command) == 0 &&
                  has_word(agreed[i].states, state);
        for (size_t l = 0; is && l < sizeof letters / sizeof letters[0]; l++)
            roles |= strchr(agreed[i].roles, letters[l].letter) != NULL ? letters[l].role : 0;
    }
    return roles;
}

/* Every command that any kind has. */
static size_t all_commands(const char *out[COMMANDS_MOST]) {
    size_t count = 0;
    for (const struct transition *t = flow_transitions; t->kind != NULL; t++) {
        bool is_new = true;
        for (size_t i = 0; i < count; i++)
            is_new = is_new && strcmp(out[i], t->command) != 0;
        if (is_new) {
            assert_true(count < COMMANDS_MOST);
            out[count++] = t->command;
        }
    }
    return count;
}

static bool next_state(const char **at, char out[32]) {
    while (**at == ' ')
        (*at)++;
    size_t length = strcspn(*at, " ");
    snprintf(out, 32, "%.*s", (int)length, *at);
    *at += length;
    return length > 0;
}

static void every_role_set_by_kind_by_state_by_command(void **state) {
    struct fixture *f = *state;
    const char *commands[COMMANDS_MOST];
    size_t count = all_commands(commands);
    char name[32];
    int checked = 0, allowed = 0;
    for (size_t k = 0; k < KINDS; k++)
        for (const char *at = kind_states[k].states; next_state(&at, name);)
            for (size_t c = 0; c < count; c++) {
                unsigned wanted = agreed_roles(kind_states[k].kind, name, commands[c]);
                const char *from = strcmp(name, "new") == 0 ? "" : name;
                for (unsigned roles = 0; roles < ROLE_SETS; roles++) {
                    use_as(f, 1, roles);
                    bool may = flow_allows(&f->office, kind_states[k].kind, from, commands[c]);
                    if (may != ((roles & wanted) != 0))
                        fail_msg("%s %s %s %x: %d", kind_states[k].kind, name, commands[c], roles,
                                 may);
                    checked++;
                    allowed += may;
                }
            }
    print_message("# %d cases, %d allowed\n", checked, allowed);
    assert_true(checked > 100000);
    assert_true(allowed > 1000);
}

/* A kind, or a state, that is not in the list above is not passed over. */
static void nothing_is_left_out(void **state) {
    (void)state;
    for (const struct transition *t = flow_transitions; t->kind != NULL; t++) {
        const char *states = NULL;
        for (size_t k = 0; k < KINDS; k++)
            if (strcmp(kind_states[k].kind, t->kind) == 0)
                states = kind_states[k].states;
        if (strcmp(t->kind, "*") == 0)
            continue;
        if (states == NULL)
            fail_msg("%s", t->kind);
        char name[32];
        for (const char *at = t->from; next_state(&at, name);)
            if (strcmp(name, "*") != 0 && !has_word(states, name))
                fail_msg("%s %s", t->kind, name);
        if (strcmp(t->to, "=") != 0 && t->to[0] != '\0' && !has_word(states, t->to))
            fail_msg("%s to %s", t->kind, t->to);
    }
    for (const struct record_kind *kind = record_kinds; kind->kind != NULL; kind++) {
        bool is_listed = false;
        for (size_t k = 0; k < KINDS; k++)
            is_listed = is_listed || strcmp(kind_states[k].kind, kind->kind) == 0;
        if (!is_listed)
            fail_msg("%s", kind->kind);
    }
    for (size_t i = 0; i < AGREED; i++)
        assert_int_equal(confirm_is_worthy(agreed[i].kind, agreed[i].command),
                         agreed[i].is_confirmed);
}

/* ---- by flow_do itself ----------------------------------------------------------------------------- */

struct sample {
    int64_t id;
    char kind[32], state[32];
};

/* One record of each kind in each state the demonstration has. */
static size_t read_samples(struct fixture *f, struct sample *out, size_t most) {
    sqlite3 *db = NULL;
    sqlite3_stmt *rows = NULL;
    size_t count = 0;
    assert_int_equal(sqlite3_open_v2(f->path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db,
                                        "SELECT min(id), record_kind, state FROM record"
                                        " GROUP BY record_kind, state",
                                        -1, &rows, NULL),
                     SQLITE_OK);
    while (count < most && sqlite3_step(rows) == SQLITE_ROW) {
        struct sample *sample = &out[count++];
        sample->id = sqlite3_column_int64(rows, 0);
        snprintf(sample->kind, sizeof sample->kind, "%s",
                 (const char *)sqlite3_column_text(rows, 1));
        snprintf(sample->state, sizeof sample->state, "%s",
                 (const char *)sqlite3_column_text(rows, 2));
    }
    sqlite3_finalize(rows);
    sqlite3_close(db);
    return count;
}

/* What a command might want. */
static const char *const given[][2] = {
    {"reason", "试"},         {"amount", "3"},
    {"measure", "talk"},      {"deciding_body", "镇党委"},
    {"document_no", "1号"},   {"refused_basis", "state_secret"},
    {"refused_reason", "试"}, {"note", "试"},
};

/* `signatory` NULL: not on paper. */
static enum status try_one(struct fixture *f, const struct sample *sample, const char *command,
                           unsigned roles, const char *signatory) {
    struct fields arguments = FIELDS_INIT;
    use_as(f, f->leader, roles);
    f->office.visible = visible_to_rules();
    const struct transition *row = flow_find(sample->kind, sample->state, command);
    for (size_t i = 0; row != NULL && i < sizeof given / sizeof given[0]; i++)
        if (has_word(row->required, given[i][0]))
            fields_set(&arguments, given[i][0], given[i][1]);
    fields_set(&arguments, "signatory", signatory);
    fields_set(&arguments, "signed_no", signatory != NULL ? "签 7 号" : NULL);
    last = (struct problems){0};
    enum status status = flow_do(&f->office, command, &sample->id, 1, NULL, &arguments, &last);
    fields_release(&arguments);
    return status;
}

static int64_t last_row(struct fixture *f) {
    int64_t rows = 0;
    assert_int_equal(store_verify_audit(f->office.store, &rows, NULL), STATUS_OK);
    return rows;
}

/* Who may not is refused, and nothing is written; who may and has to confirm is not let through unconfirmed. */
static void try_commands(struct fixture *f, const struct sample *sample, int *refused_ones,
                         int *unconfirmed) {
    const char *commands[COMMANDS_MOST];
    size_t count = all_commands(commands);
    for (size_t c = 0; c < count; c++) {
        unsigned wanted = agreed_roles(sample->kind, sample->state, commands[c]);
        bool is_confirmed = confirm_is_worthy(sample->kind, commands[c]);
        for (unsigned role = 0; role <= ROLE_ENQUIRY; role = role == 0 ? 1 : role * 2) {
            bool may = (wanted & role) != 0;
            if ((may && !is_confirmed) || (wanted == 0 && role != ROLE_ADMIN))
                continue;
            unsigned roles = wanted == 0 ? ROLE_SETS - 1 : role;
            enum status status = try_one(f, sample, commands[c], roles, NULL);
            if (status == STATUS_OK || (!may && status != STATUS_DENIED))
                fail_msg("%s %s %s %x: %d %s", sample->kind, sample->state, commands[c], roles,
                         (int)status, said());
            bool lacks_password = strcmp(last.items[0].field, "password") == 0;
            *refused_ones += !may;
            *unconfirmed += may && lacks_password; /* nothing else was wrong */
        }
    }
}

/* Who it is that the fixture's leader is in the demonstration: the first administrator. */
static const char *own_name(struct fixture *f) {
    return column(f, f->leader, "title");
}

/* What is no name, and one's own, signs nothing in any state, whoever enters it; and who may decide it himself enters
 * another's signature no more than his own decision without his password. */
static void try_paper(struct fixture *f, const struct sample *sample, int *no_names,
                      int *unconfirmed) {
    const char *const nobody[] = {"无", "没有", "-", "不详", "领导", "", "1", own_name(f)};
    const char *commands[COMMANDS_MOST];
    size_t count = all_commands(commands);
    for (size_t c = 0; c < count; c++) {
        const struct transition *row = flow_find(sample->kind, sample->state, commands[c]);
        if (row == NULL || !has_word(row->optional, "signatory"))
            continue;
        for (unsigned role = ROLE_CLERK; role <= ROLE_SUPERVISOR; role *= 2) {
            if ((row->roles & role) == 0)
                continue;
            for (size_t i = 0; i < sizeof nobody / sizeof nobody[0]; i++) {
                if (try_one(f, sample, commands[c], role, nobody[i]) == STATUS_OK)
                    fail_msg("%s %s %s %x by %s", sample->kind, sample->state, commands[c], role,
                             nobody[i]);
                *no_names += strcmp(last.items[0].field, "signatory") == 0;
            }
            if (role != ROLE_SUPERVISOR || !confirm_is_worthy(sample->kind, commands[c]))
                continue;
            if (try_one(f, sample, commands[c], role, "周大年") == STATUS_OK)
                fail_msg("%s %s %s", sample->kind, sample->state, commands[c]);
            *unconfirmed += strcmp(last.items[0].field, "password") == 0;
        }
    }
}

static void flow_do_refuses_the_same(void **state) {
    enum { SAMPLES_MOST = 200 };
    struct fixture *f = calloc(1, sizeof *f);
    struct sample *samples = calloc(SAMPLES_MOST, sizeof *samples);
    struct problem problem = {0};
    int refused_ones = 0, unconfirmed = 0, no_names = 0, on_paper = 0;
    (void)state;
    make_folder(f);
    found_office(f, "demo", NULL);
    assert_int_equal(demo_fill(&f->office, 1, 0, &problem), STATUS_OK);
    snprintf(f->office.mode, sizeof f->office.mode, "office"); /* everybody is asked */
    f->office.is_demo = false;
    f->leader = f->admin;
    int64_t before = last_row(f);
    size_t count = read_samples(f, samples, SAMPLES_MOST);
    for (size_t i = 0; i < count; i++)
        try_commands(f, &samples[i], &refused_ones, &unconfirmed);
    for (size_t i = 0; i < count; i++)
        try_paper(f, &samples[i], &no_names, &on_paper);
    print_message("# %d signatories that are none, %d of paper without a password\n", no_names,
                  on_paper);
    assert_true(no_names > 20 && on_paper > 1);
    print_message("# %zu kinds and states, %d refused, %d decisions without a password\n", count,
                  refused_ones, unconfirmed);
    assert_true(count > 30 && refused_ones > 3000 && unconfirmed > 4);
    assert_true(last_row(f) == before);
    office_close(&f->office);
    remove_folder(f);
    free(samples);
    free(f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(every_role_set_by_kind_by_state_by_command),
        cmocka_unit_test(nothing_is_left_out),
        cmocka_unit_test(flow_do_refuses_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

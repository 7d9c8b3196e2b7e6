/* Who may do what to a disclosure in which state, the whole table; and that no way through it, by whomever it is
 * walked, ends in published for everybody without a review that allows it and an approval, each by another
 * person than who wrote it. Mission D1, R3, R4. */
#include "work/disclosure_fixture.h"

#include "work/import.h"

static const char *const all_states[] = {"draft",      "returned",  "in_review", "in_approval",
                                         "to_publish", "on_notice", "refused",   "published",
                                         "filed",      "corrected", "withdrawn", "void"};

/* Command; states; roles: C 经办人 R 审核人 S 分管领导 A 系统管理员 E 查询. What is not here may not be. */
static const struct {
    const char *command, *states, *roles;
} expected[] = {
    {"edit", "draft returned in_review in_approval to_publish", "C"},
    {"submit", "draft returned", "C"},
    {"mask_personal", "draft returned", "C"},
    {"waive_personal", "draft returned in_review in_approval to_publish", "RS"},
    {"decide_content", "draft returned", "CS"},
    {"review", "in_review", "CRS"},
    {"return", "in_review in_approval to_publish", "RS"},
    {"approve", "in_approval", "CS"},
    {"refuse", "in_review in_approval", "CS"},
    {"re_review", "refused", "S"},
    {"reopen", "refused", "S"},
    {"void", "draft returned", "C"},
    {"restore", "void", "S"},
    {"restore_version", "draft returned", "S"},
    {"publish", "to_publish", "CS"},
    {"post", "published on_notice filed", "CS"},
    {"object", "on_notice", "C"},
    {"close_notice", "on_notice", "CS"},
    {"withdraw", "published on_notice filed", "S"},
    {"correct", "published on_notice filed withdrawn", "C"},
    {"urge", "draft returned in_review in_approval to_publish on_notice refused", "S"},
    {"answer_urge", "draft returned in_review in_approval to_publish on_notice refused", "CS"},
};
enum { EXPECTED = sizeof expected / sizeof expected[0] };

static const struct {
    char letter;
    unsigned role;
} roles[] = {{'C', ROLE_CLERK},
             {'R', ROLE_REVIEWER},
             {'S', ROLE_SUPERVISOR},
             {'A', ROLE_ADMIN},
             {'E', ROLE_ENQUIRY}};

static bool has_word(const char *words, const char *word) {
    char padded[200], wanted[60];
    snprintf(padded, sizeof padded, " %s ", words);
    snprintf(wanted, sizeof wanted, " %s ", word);
    return strstr(padded, wanted) != NULL;
}

static bool is_expected(const char *state, const char *command, char letter) {
    for (size_t i = 0; i < EXPECTED; i++)
        if (strcmp(expected[i].command, command) == 0)
            return has_word(expected[i].states, state) && strchr(expected[i].roles, letter);
    return false;
}

/* Every command that any kind has, so that one added for disclosures without a row above is seen. */
static void role_by_state_by_command(void **state) {
    struct fixture *f = *state;
    int checked = 0, allowed = 0;
    for (const struct transition *t = flow_transitions; t->kind != NULL; t++)
        for (size_t s = 0; s < sizeof all_states / sizeof all_states[0]; s++)
            for (size_t r = 0; r < sizeof roles / sizeof roles[0]; r++) {
                use_as(f, 1, roles[r].role);
                bool may = flow_allows(&f->office, "disclosure", all_states[s], t->command);
                if (may != is_expected(all_states[s], t->command, roles[r].letter))
                    fail_msg("%s %s %c: %d", all_states[s], t->command, roles[r].letter, may);
                checked++;
                allowed += may;
            }
    assert_true(checked > 5000);
    assert_true(allowed > 60);
}

static void only_clerks_register(void **state) {
    struct fixture *f = *state;
    for (size_t r = 0; r < sizeof roles / sizeof roles[0]; r++) {
        use_as(f, 1, roles[r].role);
        assert_int_equal(flow_allows(&f->office, "disclosure", "", "register"),
                         roles[r].letter == 'C');
    }
}

/* ---- walking through it --------------------------------------------------------------------------- */

/* Who wrote it, reviewed it last and approved it last, by the steps. */
struct passage {
    char written[600], reviewed[80], approved[80], review_note[300];
};

static void read_passage(struct fixture *f, int64_t id, struct passage *out) {
    struct visible all = visible_to_rules();
    struct steps steps = {0};
    memset(out, 0, sizeof *out);
    assert_int_equal(store_steps(f->office.store, &all, id, &steps, NULL), STATUS_OK);
    for (size_t i = 0; i < steps.count; i++) {
        const struct step *step = &steps.items[i];
        if (has_word("register edit restore_version mask_personal", step->command)) {
            if (strstr(out->written, step->person) == NULL) {
                strcat(out->written, step->person);
                strcat(out->written, "、");
            }
            out->reviewed[0] = out->approved[0] = '\0';
        }
        if (strcmp(step->command, "review") == 0) {
            snprintf(out->reviewed, sizeof out->reviewed, "%s", step->person);
            snprintf(out->review_note, sizeof out->review_note, "%s", step->note);
        }
        if (strcmp(step->command, "approve") == 0)
            snprintf(out->approved, sizeof out->approved, "%s", step->person);
        if (strcmp(step->to_state, "returned") == 0 || strcmp(step->to_state, "refused") == 0 ||
            strcmp(step->to_state, "draft") == 0)
            out->reviewed[0] = out->approved[0] = '\0';
    }
    steps_release(&steps);
}

/* Public at last: then it went the whole way. */
static bool check_way(struct fixture *f, int64_t id) {
    struct passage passage;
    const char *outcome = column(f, id, "review_outcome");
    if (!has_word("published on_notice filed corrected withdrawn", column(f, id, "state")) ||
        strcmp(column(f, id, "scope"), "public") != 0)
        return false;
    read_passage(f, id, &passage);
    assert_true(has_word("public partial", outcome));
    assert_true(passage.reviewed[0] != '\0' && passage.approved[0] != '\0');
    assert_null(strstr(passage.written, passage.reviewed));
    assert_null(strstr(passage.written, passage.approved));
    assert_string_not_equal(passage.reviewed, passage.approved);
    return true;
}

/* Every argument a command might want, given whether or not it does: what is not its own is left out. */
static const char *const given[][2] = {
    {"review_outcome", "public"},
    {"review_basis", "条例第十六条"},
    {"reason", "试"},
    {"refused_basis", "条例第十五条"},
    {"refused_reason", "试"},
    {"version", "1"},
    {"board", "政府门口公开栏"},
    {"notice_result", "无异议"},
    {"body", "不对"},
    {"element_result", "清淤四处"},
    {"answer", "在办"},
    {"review_note", "遮盖"},
    {"again", "1"},
    {"proof_no", "照片1"},
};

static bool takes(const struct transition *t, const char *name) {
    if (strcmp(name, "element_result") == 0)
        return strcmp(t->command, "edit") == 0;
    return has_word(t->required, name) || has_word(t->optional, name);
}

static unsigned next_number(unsigned *seed) {
    *seed = *seed * 1664525U + 1013904223U;
    return *seed >> 8;
}

static enum status try_any(struct fixture *f, const struct transition *t, int64_t id,
                           unsigned *seed) {
    static const char *const outcomes[] = {"public", "public", "partial", "internal", "not_public"};
    struct fields arguments = FIELDS_INIT;
    char text[40];
    for (size_t i = 0; i < sizeof given / sizeof given[0]; i++)
        if (takes(t, given[i][0]))
            fields_set(&arguments, given[i][0], given[i][1]);
    if (takes(t, "review_outcome"))
        fields_set(&arguments, "review_outcome", outcomes[next_number(seed) % 5]);
    if (strcmp(t->command, "edit") == 0) {
        snprintf(text, sizeof text, "清淤 %u 处", next_number(seed) % 1000);
        fields_set(&arguments, "element_result", text);
    }
    last = (struct problems){0};
    enum status status = flow_do(&f->office, t->command, &id, 1, 0, &arguments, &last);
    fields_release(&arguments);
    return status;
}

struct walker {
    int64_t person;
    unsigned roles;
};

static size_t table_rows(const struct transition **rows, size_t most) {
    size_t count = 0;
    for (const struct transition *t = flow_transitions; t->kind != NULL; t++)
        if ((strcmp(t->kind, "disclosure") == 0 || strcmp(t->kind, "*") == 0) && t->from[0] &&
            count < most)
            rows[count++] = t;
    return count;
}

/* The way it is meant to go: else random steps would hardly ever come to its end. */
static void right_step(struct fixture *f, int64_t id) {
    const char *state = column(f, id, "state");
    if (has_word("draft returned", state)) {
        as_clerk(f);
        try_do(f, "submit", id, NULL);
    } else if (strcmp(state, "in_review") == 0) {
        as_reviewer(f);
        try_do(f, "review", id, "review_outcome", "public", NULL);
    } else if (strcmp(state, "in_approval") == 0) {
        as_leader(f);
        try_do(f, "approve", id, NULL);
    } else if (strcmp(state, "to_publish") == 0) {
        as_clerk(f);
        try_do(f, "publish", id, "board", "政府门口公开栏", NULL);
    } else if (has_word("refused void", state)) {
        as_leader(f);
        try_do(f, state[0] == 'v' ? "restore" : "reopen", id, "reason", "试", NULL);
    }
}

enum { STEPS = 1500, RECORDS = 6 };

static void no_way_round_review_and_approval(void **state) {
    struct fixture *f = *state;
    const struct transition *rows[80];
    size_t row_count = table_rows(rows, 80);
    int64_t ids[RECORDS], board = 0, extra = 0;
    unsigned seed = 20261120;
    int done = 0, published = 0;
    prepare_disclosures(f);
    use_as(f, f->admin, ROLE_CLERK | ROLE_ADMIN);
    must_register(f, "board", &board, "title", "政府门口公开栏", "kind", "board");
    must_register(f, "person", &extra, "title", "马卫民", "account", "maweimin", "roles", "clerk");
    for (int i = 0; i < RECORDS; i++)
        ids[i] = draft_disclosure(f);
    const unsigned every = ROLE_CLERK | ROLE_REVIEWER | ROLE_SUPERVISOR | ROLE_ADMIN | ROLE_ENQUIRY;
    const struct walker walkers[] = {
        {f->clerk, ROLE_CLERK},       {f->clerk, every},
        {extra, ROLE_CLERK},          {extra, every},
        {reviewer, ROLE_REVIEWER},    {reviewer, every},
        {f->leader, ROLE_SUPERVISOR}, {f->admin, ROLE_ADMIN},
        {f->admin, ROLE_ENQUIRY},
    };
    for (int i = 0; i < STEPS; i++) {
        const struct walker *walker = &walkers[next_number(&seed) % 9];
        const struct transition *row = rows[next_number(&seed) % row_count];
        int64_t *id = &ids[next_number(&seed) % RECORDS];
        use_as(f, walker->person, walker->roles);
        done += try_any(f, row, *id, &seed) == STATUS_OK;
        if (!check_way(f, *id) && next_number(&seed) % 2 == 0)
            right_step(f, *id);
        if (check_way(f, *id)) {
            published++;
            *id = draft_disclosure(f);
        }
    }
    assert_true(done > STEPS / 20);
    assert_true(published > 0); /* the walk does reach it by the right way */
}

/* ---- other ways in -------------------------------------------------------------------------------- */

static void no_state_and_no_decision_by_register_edit_or_import(void **state) {
    static const char *const columns[][2] = {
        {"state", "published"},         {"review_outcome", "public"}, {"reviewed_by", "陈晓"},
        {"approved_by", "周建华"},      {"approved_hash", "00"},      {"approved_ver", "1"},
        {"published_on", "2026-11-20"}, {"published_hash", "00"},     {"waived_hash", "00"},
        {"drafted_by", "陈晓"},         {"publish_sort", "0"},        {"same_person", "审核"},
        {"signatory", "周建华"},        {"not_applicable", "basis"},  {"corrects", "1"},
    };
    struct fixture *f = *state;
    prepare_disclosures(f);
    int64_t id = draft_disclosure(f), none = 0;
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        const char *name = columns[i][0], *text = columns[i][1];
        struct import *import = NULL;
        struct fields values = FIELDS_INIT;
        refused(f, STATUS_INVALID, name, "不能在这里填写", "edit", id, name, text);
        register_refused(f, STATUS_INVALID, name, "不能在这里填写", "disclosure", "catalogue",
                         "村级重大事项", "title", "试", "received_on", "2026-11-18", name, text);
        fields_set(&values, "catalogue", "村级重大事项");
        fields_set(&values, "title", "试");
        fields_set(&values, "received_on", "2026-11-18");
        fields_set(&values, name, text);
        assert_int_equal(import_begin(&f->office, "disclosure", &import, NULL), STATUS_OK);
        last = (struct problems){0};
        assert_int_equal(import_row(import, &values, false, &none, &last), STATUS_INVALID);
        assert_string_equal(last.items[0].field, name);
        import_abandon(import);
        fields_release(&values);
    }
}

static void an_old_version_brings_no_decision_back(void **state) {
    struct fixture *f = *state;
    char version[24];
    prepare_disclosures(f);
    int64_t id = approve_disclosure(f);
    snprintf(version, sizeof version, "%s", column(f, id, "ver"));
    must_do(f, "return", id, "reason", "改写");
    as_clerk(f);
    must_do(f, "edit", id, "element_result", "清淤四处");
    as_leader(f);
    must_do(f, "restore_version", id, "version", version);
    state_is(f, id, "returned");
    assert_string_equal(column(f, id, "element_result"), "清淤３处");
    assert_string_equal(column(f, id, "approved_hash"), "");
    assert_string_equal(column(f, id, "review_outcome"), "");
    refused(f, STATUS_DENIED, "", "不能发布", "publish", id, "board", "1");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(role_by_state_by_command),
        with_office(only_clerks_register),
        with_office(no_way_round_review_and_approval),
        with_office(no_state_and_no_decision_by_register_edit_or_import),
        with_office(an_old_version_brings_no_decision_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

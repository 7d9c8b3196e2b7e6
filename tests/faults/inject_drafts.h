/* Drafts under faults. The program that keeps them is a child of the test, so that it is over when they are looked for; what
 * it was told about each is left in memory both share. */
#ifndef ZWGK_TESTS_FAULTS_INJECT_DRAFTS_H
#define ZWGK_TESTS_FAULTS_INJECT_DRAFTS_H

#include "faults/inject_mend.h"

#include "work/draft.h"

#include <sys/mman.h>
#include <sys/wait.h>

#define DRAFT_KEY "1 feedback#0"
#define OTHER_KEY "1 unit#0"
#define FIRST_TEXT "桥面塌了䶮"
#define SECOND_TEXT "桥面塌了䶮，车过不去𠮷，已用锥桶围住"
#define THIRD_TEXT SECOND_TEXT "，请尽快派人"
#define DRAFT_BODY "第一行\n第二行：从东门村三组往北五十米"

/* What the child was told. */
struct told {
    enum status opened, kept[2], saved;
    bool is_durable[2], is_here, is_sound, is_doubtful;
    int hits, calls[16];
    char said[2000];
};

static struct told *shared_told(void) {
    static struct told *told;
    if (told == NULL)
        told = mmap(NULL, sizeof *told, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(told != MAP_FAILED);
    return told;
}

static void enter(struct work *work, struct office *office) {
    struct problem problem = {0};
    if (office_open(office, work->database, &problem) != STATUS_OK)
        fail_msg("%s", sentence(&problem));
    assert_int_equal(office_set_now(office, NOW, &problem), STATUS_OK);
    office->user = work->f.admin;
    office->roles = ROLE_CLERK | ROLE_ADMIN;
    office->visible = visible_to(office->user, office->roles);
}

static const char *cannot_open(const struct problem *problem) {
    print_error("%s\n", sentence(problem));
    return "the drafts can't be opened any more";
}

/* The first that went wrong is what the user sees. */
static enum status note(struct told *told, enum status status, const struct problem *problem) {
    unsigned kinds = fault.kinds;
    fault.kinds = 0;
    if (status != STATUS_OK && told->said[0] == '\0')
        snprintf(told->said, sizeof told->said, "%s", sentence(problem));
    fault.kinds = kinds;
    return status;
}

static void fill_draft(struct draft *draft, const char *key, const char *title) {
    unsigned kinds = fault.kinds;
    fault.kinds = 0;
    *draft = (struct draft){.cursor = 7};
    snprintf(draft->key, sizeof draft->key, "%s", key);
    strcpy(draft->screen, "feedback");
    strcpy(draft->command, "register");
    strcpy(draft->focus, "body");
    fields_set(&draft->values, "title", title);
    fields_set(&draft->values, "body", DRAFT_BODY);
    fields_set(&draft->asked, "kind", "complain");
    fault.kinds = kinds;
}

static enum status keep(struct office *office, const char *key, const char *title, bool is_left,
                        struct problem *problem) {
    struct draft draft;
    fill_draft(&draft, key, title);
    enum status status = drafts_keep(office, &draft, is_left, problem);
    draft_release(&draft);
    return status;
}

static bool is_draft(const struct draft *draft, const char *title) {
    return draft != NULL && strcmp(fields_text(&draft->values, "title"), title) == 0 &&
           strcmp(fields_text(&draft->values, "body"), DRAFT_BODY) == 0 &&
           strcmp(fields_text(&draft->asked, "kind"), "complain") == 0 && draft->cursor == 7 &&
           strcmp(draft->focus, "body") == 0;
}

/* Without taking it over. */
static const struct draft *listed(const struct office *office, const char *key) {
    const struct draft *draft = drafts_first(office);
    while (draft != NULL && strcmp(draft->key, key) != 0)
        draft = drafts_next(office, draft);
    return draft;
}

/* Runs `typing` in a child that ends without leaving, as a program that is killed. */
static int in_child(struct work *work, void (*typing)(struct work *work, struct told *told)) {
    struct told *told = shared_told();
    int state = 0;
    memset(told, 0, sizeof *told);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        typing(work, told);
        told->hits = work->hits;
        memcpy(told->calls, work->calls, sizeof told->calls);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &state, 0), child);
    if (!WIFEXITED(state) || WEXITSTATUS(state) != 0)
        fail_msg("the program crashed");
    work->hits = told->hits;
    memcpy(work->calls, told->calls, sizeof work->calls);
    buffer_clear(&work->said);
    buffer_append(&work->said, told->said);
    enum status worst = told->opened != STATUS_OK    ? told->opened
                        : told->kept[0] != STATUS_OK ? told->kept[0]
                        : told->kept[1] != STATUS_OK ? told->kept[1]
                                                     : told->saved;
    return code_of(worst);
}

/* ---- keeping ----------------------------------------------------------------------------------------- */

static void type_and_leave(struct work *work, struct told *told) {
    struct office office;
    struct problem problem = {0};
    enter(work, &office);
    faults_on(work);
    told->opened = note(told, drafts_open(&office, &problem), &problem);
    told->kept[0] = note(told, keep(&office, DRAFT_KEY, FIRST_TEXT, false, &problem), &problem);
    told->is_durable[0] = told->kept[0] == STATUS_OK && drafts_are_durable(&office);
    told->kept[1] = note(told, keep(&office, DRAFT_KEY, SECOND_TEXT, true, &problem), &problem);
    told->is_durable[1] = told->kept[1] == STATUS_OK && drafts_are_durable(&office);
    if (keep(&office, OTHER_KEY, "x", false, &problem) == STATUS_OK)
        drafts_forget(&office, OTHER_KEY);
    faults_off(work);
    told->is_here = is_draft(listed(&office, DRAFT_KEY), SECOND_TEXT);
}

static int keep_drafts(struct work *work) {
    return in_child(work, type_and_leave);
}

/* The next start offers what was told to be kept. */
static const char *check_kept(struct work *work, const struct operation *operation,
                              const struct reference *reference, int code) {
    const struct told *told = shared_told();
    struct office office;
    struct problem problem = {0};
    const char *wrong = NULL;
    enter(work, &office);
    if (drafts_open(&office, &problem) != STATUS_OK)
        wrong = cannot_open(&problem);
    drafts_refresh(&office);
    const struct draft *draft = listed(&office, DRAFT_KEY);
    bool is_first = is_draft(draft, FIRST_TEXT), is_second = is_draft(draft, SECOND_TEXT);
    if (wrong == NULL && draft != NULL && !is_first && !is_second)
        wrong = "half a draft is offered";
    if (wrong == NULL && told->is_durable[1] && !is_second)
        wrong = "what was kept is not offered";
    if (wrong == NULL && told->is_durable[0] && !is_first && !is_second)
        wrong = "what was kept first is not offered";
    if (wrong == NULL && told->kept[1] != STATUS_NO_MEMORY && told->opened != STATUS_NO_MEMORY &&
        !told->is_here)
        wrong = "what was typed is not even kept in memory";
    office_close(&office);
    return wrong != NULL ? wrong : check_office(work, reference, EXIT_DONE);
}

/* ---- taken up ---------------------------------------------------------------------------------------- */

static void type_only(struct work *work, struct told *told) {
    struct office office;
    struct problem problem = {0};
    enter(work, &office);
    told->opened = drafts_open(&office, &problem);
    told->kept[0] = keep(&office, DRAFT_KEY, SECOND_TEXT, false, &problem);
}

static void lay_draft(struct work *work) {
    assert_int_equal(in_child(work, type_only), EXIT_DONE);
}

static void take_and_go_on(struct work *work, struct told *told) {
    struct office office;
    struct problem problem = {0};
    enter(work, &office);
    faults_on(work);
    told->opened = note(told, drafts_open(&office, &problem), &problem);
    drafts_refresh(&office);
    const struct draft *draft = drafts_find(&office, DRAFT_KEY);
    told->is_here = draft != NULL;
    told->is_sound = draft == NULL || is_draft(draft, SECOND_TEXT) || is_draft(draft, THIRD_TEXT);
    if (draft != NULL) {
        told->kept[0] = note(told, keep(&office, DRAFT_KEY, THIRD_TEXT, true, &problem), &problem);
        told->is_durable[0] = told->kept[0] == STATUS_OK && drafts_are_durable(&office);
    }
    faults_off(work);
}

static int take_draft_up(struct work *work) {
    int code = in_child(work, take_and_go_on);
    if (code != EXIT_DONE || shared_told()->is_here)
        return code;
    buffer_append(&work->said, "（没有提供草稿）"); /* it is offered at the next start */
    return EXIT_FAILED;
}

static const char *check_taken(struct work *work, const struct operation *operation,
                               const struct reference *reference, int code) {
    const struct told *told = shared_told();
    struct office office;
    struct problem problem = {0};
    const char *wrong = told->is_sound ? NULL : "half a draft was taken up";
    enter(work, &office);
    if (drafts_open(&office, &problem) != STATUS_OK)
        wrong = cannot_open(&problem);
    drafts_refresh(&office);
    const struct draft *draft = listed(&office, DRAFT_KEY);
    if (wrong == NULL && !is_draft(draft, THIRD_TEXT) &&
        (told->is_durable[0] || !is_draft(draft, SECOND_TEXT)))
        wrong = "the draft is lost";
    office_close(&office);
    return wrong != NULL ? wrong : check_office(work, reference, EXIT_DONE);
}

/* ---- put aside --------------------------------------------------------------------------------------- */

static const char *drafts_file(const struct work *work) {
    static char path[500];
    assert_true(drafts_path(work->database, (unsigned)geteuid(), path, sizeof path));
    return path;
}

static void lay_damaged_drafts(struct work *work) {
    struct buffer bytes = BUFFER_INIT;
    lay_draft(work);
    read_bytes(drafts_file(work), &bytes);
    assert_true(bytes.length > 4096);
    memset(bytes.data + 100, 0x5A, 900);
    write_bytes(drafts_file(work), &bytes);
    write_bytes(path_in(work->f.folder, "drafts.damaged"), &bytes);
    buffer_release(&bytes);
}

static void open_and_type(struct work *work, struct told *told) {
    struct office office;
    struct problem problem = {0};
    enter(work, &office);
    faults_on(work);
    enum status status = drafts_open(&office, &problem);
    told->opened = note(told, status == STATUS_CORRUPT ? STATUS_OK : status, &problem);
    enum status kept = keep(&office, DRAFT_KEY, FIRST_TEXT, true, &problem);
    told->kept[0] = note(told, kept == STATUS_CORRUPT ? STATUS_OK : kept, &problem);
    told->is_durable[0] = told->kept[0] == STATUS_OK && drafts_are_durable(&office);
    faults_off(work);
    told->is_here = is_draft(listed(&office, DRAFT_KEY), FIRST_TEXT);
}

static int put_drafts_aside(struct work *work) {
    return in_child(work, open_and_type);
}

static void find_damaged(void *context, const char *name, bool is_folder) {
    struct looking *looking = context;
    const char *path = path_in(looking->work->folder, name);
    looking->whole += !is_folder && fnmatch("zwgk.db.drafts-*", name, 0) == 0 &&
                      is_same_file(path, path_in(looking->work->f.folder, "drafts.damaged"));
}

static const char *check_put_aside(struct work *work, const struct operation *operation,
                                   const struct reference *reference, int code) {
    const struct told *told = shared_told();
    struct looking looking = {.work = work};
    struct office office;
    struct problem problem = {0};
    const char *wrong = NULL;
    each_file(work->folder, "", find_damaged, &looking);
    if (looking.whole != 1)
        return "the damaged drafts are lost";
    if (told->kept[0] != STATUS_NO_MEMORY && told->opened != STATUS_NO_MEMORY && !told->is_here)
        return "what was typed is not even kept in memory";
    enter(work, &office);
    enum status opened = drafts_open(&office, &problem);
    drafts_refresh(&office);
    if (opened != STATUS_OK && opened != STATUS_CORRUPT)
        wrong = cannot_open(&problem);
    if (wrong == NULL && told->is_durable[0] && !is_draft(listed(&office, DRAFT_KEY), FIRST_TEXT))
        wrong = "what was kept is not offered";
    office_close(&office);
    return wrong != NULL ? wrong : check_office(work, reference, EXIT_DONE);
}

/* ---- saved from a draft ------------------------------------------------------------------------------ */

static void type_and_save(struct work *work, struct told *told) {
    struct office office;
    struct problem problem = {0};
    struct problems problems = {0};
    struct fields values = FIELDS_INIT;
    int64_t id = 0;
    enter(work, &office);
    told->opened = drafts_open(&office, &problem);
    told->kept[0] = keep(&office, DRAFT_KEY, SECOND_TEXT, false, &problem);
    fields_set(&values, "kind", "complain");
    fields_set(&values, "title", SECOND_TEXT);
    fields_set(&values, "body", DRAFT_BODY);
    fields_set(&values, "received_on", "2026-11-19");
    faults_on(work);
    drafts_plan_save(&office, DRAFT_KEY);
    told->saved = flow_register(&office, "feedback", &values, false, &id, &problems);
    faults_off(work);
    note(told, told->saved, &problems.items[0]);
    told->is_doubtful = strstr(told->said, "不知道") != NULL;
}

static int save_a_draft(struct work *work) {
    return in_child(work, type_and_save);
}

/* As who takes the draft up and saves it. */
static bool saves_now(struct office *office) {
    struct fields values = FIELDS_INIT;
    struct problems problems = {0};
    int64_t id = 0;
    const struct draft *draft = drafts_find(office, DRAFT_KEY);
    if (draft == NULL)
        return false;
    fields_merge(&values, &draft->values);
    fields_set(&values, "kind", "complain");
    fields_set(&values, "received_on", "2026-11-19");
    drafts_plan_save(office, DRAFT_KEY);
    enum status status = flow_register(office, "feedback", &values, false, &id, &problems);
    fields_release(&values);
    return status == STATUS_OK && drafts_first(office) == NULL;
}

/* Stored, or still a draft; never both, never neither, and as it was said. */
static const char *check_saved(struct work *work, const struct operation *operation,
                               const struct reference *reference, int code) {
    const struct told *told = shared_told();
    bool is_stored = is_same_office(work->database, &reference->after);
    struct office office;
    struct problem problem = {0};
    struct last_save before;
    const char *wrong = NULL;
    enter(work, &office);
    if (drafts_open(&office, &problem) != STATUS_OK ||
        drafts_last_save(&office, &before, &problem) != STATUS_OK)
        wrong = cannot_open(&problem);
    const struct draft *draft = listed(&office, DRAFT_KEY);
    if (wrong == NULL && !is_stored && !is_same_office(work->database, &reference->before))
        wrong = "half of it is stored";
    if (wrong == NULL && is_stored && draft != NULL)
        wrong = "what was stored is offered again";
    if (wrong == NULL && !is_stored && !is_draft(draft, SECOND_TEXT))
        wrong = "what was not stored is no draft any more";
    if (wrong == NULL && (told->saved == STATUS_OK) != is_stored && !told->is_doubtful)
        wrong = "it was said otherwise";
    if (wrong == NULL && before.is_known && before.was_stored != is_stored)
        wrong = "the next start says otherwise";
    if (wrong == NULL && !is_stored && !saves_now(&office))
        wrong = "it can't be saved any more";
    office_close(&office);
    return wrong != NULL ? wrong : check_sound(work->database);
}

#endif

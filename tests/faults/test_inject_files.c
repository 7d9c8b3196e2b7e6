/* What is done with whole files, while the n-th call of any kind fails, once and for ever: copies made and put back, a damaged
 * file salvaged, an older one brought up to date, exports and prints, the check of everything, drafts. Never a crash, never
 * half a file under its name, never the loss of what was there, never "damaged" for what only failed; what is left behind is
 * named; and it is done again once the fault is gone. */
#include "faults/inject_drafts.h"
#include "faults/older.h"

#define USUAL "zwgk.db zwgk.db-journal zwgk.db-sessions"
#define COPIES "backup backup/*.db backup/*.zbk"
#define DRAFTS "zwgk.db.drafts-[0-9]* zwgk.db.drafts-[0-9]*-journal"

/* clang-format off */
static const struct operation operations[] = {
    {"plain copy", PLAIN, {"backup"}, "", COPIES, NULL, NULL, check_copies, false},
    {"encrypted copy to a stick", KEYED, {"backup", "@stick"}, "", COPIES " stick stick/*.zbk", make_stick, NULL, check_copies, false},
    {"copy by way of a file", KEYED, {NULL}, "", COPIES, NULL, copy_by_file, check_copies, false},
    {"restore of a plain copy", KEYED, {"restore", "@stick/copy", "--yes"}, "", "stick stick/copy zwgk.db.before-restore-*", lay_plain_copy, NULL, check_restored, false},
    {"restore of an encrypted copy", KEYED, {NULL}, "", "stick stick/copy zwgk.db.before-restore-*", lay_sealed_copy, restore_by_paper, check_restored, false},
    {"restore over a damaged file", DAMAGED, {"restore", "@stick/copy", "--yes"}, "", "stick stick/copy zwgk.db.damaged-*", lay_plain_copy, NULL, check_restored, false},
    {"salvage", KEYED, {"salvage", "@bad.db", "--to", "@new.db"}, "", "bad.db bad.db-journal new.db new.db-journal new.db-sessions new.db.lost.txt new.db.lost.csv", lay_damaged, NULL, check_salvaged, false},
    {"an older file brought up to date", OLDER, {"verify"}, "", "zwgk.db.before-000[0-9]", NULL, NULL, check_brought, false},
    {"founding", PLAIN, {"init", "--test", "--office", "新镇"}, "", "", lay_nothing, NULL, check_founded, false},
    {"export as TSV", PLAIN, {"export", "feedback", "@反馈.tsv"}, "反馈.tsv", "", NULL, NULL, check_given_out, false},
    {"export of the standard catalogue", PLAIN, {"export", "catalogue", "@目录.csv", "--standard"}, "目录.csv", "", NULL, NULL, check_given_out, false},
    {"figures into a file", PLAIN, {"report", "timeliness", "--year", "2026", "--out", "@时限.csv"}, "时限.csv", "", NULL, NULL, check_given_out, false},
    {"package for the county's site", PLAIN, {"report", "web-package", "--year", "2026", "--out", "@site"}, "site", "site/*", NULL, NULL, check_given_out, false},
    {"print into a file", PLAIN, {"report", "record", "FK2026-00001", "--out", "@一件.txt"}, "一件.txt", "", NULL, NULL, check_given_out, false},
    {"print", PLAIN, {"report", "feedback-column", "FK2026-00002", "--print"}, "printed", "", NULL, NULL, check_printed, false},
    {"the daily sheet", PLAIN, {"report", "audit-day", "--out", "@审计.txt"}, "审计.txt", "", NULL, NULL, check_sheet, true},
    {"verify", PLAIN, {"verify"}, "", "", NULL, NULL, check_given_out, false},
    {"drafts kept", PLAIN, {NULL}, "", DRAFTS, NULL, keep_drafts, check_kept, false},
    {"a draft taken up", PLAIN, {NULL}, "", DRAFTS, lay_draft, take_draft_up, check_taken, false},
    {"damaged drafts put aside", PLAIN, {NULL}, "", DRAFTS " zwgk.db.drafts-*.damaged-*", lay_damaged_drafts, put_drafts_aside, check_put_aside, false},
    {"saved from a draft", PLAIN, {NULL}, "", DRAFTS, NULL, save_a_draft, check_saved, false},
};
/* clang-format on */
enum { OPERATIONS = sizeof operations / sizeof *operations };

static struct { long runs, failed, faults; } figures;

/* ---- templates --------------------------------------------------------------------------------------- */

static void keep_template(struct fixture *f, const char *name) {
    office_close(&f->office);
    copy_to(f->path, path_in(f->folder, name));
}

static void open_again(struct fixture *f) {
    struct problem problem = {0};
    if (office_open(&f->office, f->path, &problem) != STATUS_OK)
        fail_msg("%s", sentence(&problem));
    at(f, NOW);
    f->office.one_person_office = false;
    use_as(f, f->admin, ROLE_CLERK | ROLE_REVIEWER | ROLE_SUPERVISOR | ROLE_ADMIN);
}

static void found_and_fill(struct fixture *f) {
    struct problem problem = {0};
    struct clock clock = CLOCK_INIT;
    struct search_index index = {0};
    int64_t id = 0;
    assert_int_equal(clock_set(&clock, NOW, NULL), STATUS_OK);
    struct office_founding founding = {
        .path = f->path, .name = "青石镇政务公开办公室", .mode = "test", .now = clock.fixed_utc};
    if (office_found(&f->office, &founding, &problem) != STATUS_OK)
        fail_msg("%s", sentence(&problem));
    f->admin = f->office.user;
    f->office.one_person_office = false;
    must_register(f, "unit", &f->unit, "title", "东门村", "phone", "0000-6610011");
    must_register(f, "unit", &f->other_unit, "title", "社会事务办");
    must_register(f, "person", &f->village, "title", "张𠮷旺", "unit", "东门村");
    must_register(f, "person", &f->leader, "title", "周建华");
    make_entry(f);
    make_boards(f);
    must_register(f, "feedback", &id, "kind", "complain", "title", "学校门口井盖缺失",
                  "received_on", "2026-11-19");
    must_register(f, "feedback", &id, "kind", "suggest", "title", "东门村路灯夜里太暗",
                  "received_on", "2026-11-18");
    must_do(f, "assign", id, "unit", "东门村");
    must_do(f, "reply", id, "reply", "已换灯𠮷");
    approved(f, &id, "东门村䶮塘清淤");
    must_do(f, "publish", id, "board", "东门村公开栏", "proof_no", "照0001");
    assert_int_equal(search_index_finish(&f->office, &index, NULL), STATUS_OK);
}

static void make_copy(struct fixture *f, const char *name) {
    struct backup_done done;
    struct problem problem = {0};
    const struct backup_order order = {.is_unattended = true};
    if (backup_make(&f->office, &order, &done, &problem) != STATUS_OK)
        fail_msg("%s", sentence(&problem));
    copy_to(done.path, path_in(f->folder, name));
}

/* The program is killed in the midst of a save, and then a few pages are spoilt. */
static void make_damaged(struct work *work) {
    struct fixture *f = &work->f;
    struct buffer bytes = BUFFER_INIT, journal = BUFFER_INIT;
    int64_t id = 0;
    int state = 0;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        open_again(f);
        fault.kinds = FAULT_TRUNCATE;
        fault.kills = true;
        fault.countdown = 1;
        (void)!try_register(f, "unit", &id, "title", "没有保存成的", NULL);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &state, 0), child);
    assert_true(WIFSIGNALED(state));
    read_bytes(f->path, &bytes);
    size_t pages = bytes.length / 4096;
    for (size_t i = 1; i <= 3; i++)
        memset(bytes.data + (pages * i / 4) * 4096, 0xA5, 4096);
    write_bytes(path_in(f->folder, DAMAGED), &bytes);
    snprintf(work->folder, sizeof work->folder, "%s-journal", f->path);
    read_bytes(work->folder, &journal);
    assert_true(journal.length > 4096);
    write_bytes(path_in(f->folder, DAMAGED "-journal"), &journal);
    buffer_release(&bytes);
    buffer_release(&journal);
}

static void make_older(struct fixture *f) {
    struct sample folder;
    sample_folder(&folder);
    older_make(folder.folder);
    copy_to(path_in(folder.folder, "0001.db"), path_in(f->folder, OLDER));
    empty_folder(folder.folder);
    assert_int_equal(rmdir(folder.folder), 0);
}

static void make_lp(struct fixture *f) {
    char lp[400];
    snprintf(lp, sizeof lp, "%s/lp", f->folder);
    FILE *file = fopen(lp, "w");
    assert_non_null(file);
    fprintf(file, "#!/bin/sh\nexec cat >'%s/work/printed'\n", f->folder);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(lp, 0700), 0);
    setenv("ZWGK_LP", lp, 1);
}

static int make(void **state) {
    static struct work work;
    struct fixture *f = &work.f;
    char lines[PAPER_KEY_BYTES];
    int64_t id = 0;
    make_folder(f);
    make_lp(f);
    found_and_fill(f);
    keep_template(f, PLAIN);
    open_again(f);
    make_copy(f, COPY_PLAIN);
    assert_int_equal(backup_new_paper_key(&f->office, lines, NULL), STATUS_OK);
    assert_int_equal(paper_key_read(lines, work.paper, NULL), STATUS_OK);
    make_copy(f, COPY_SEALED);
    must_register(f, "feedback", &id, "kind", "consult", "title", "医保怎么缴", "received_on",
                  "2026-11-20");
    keep_template(f, KEYED);
    make_damaged(&work);
    make_older(f);
    snprintf(work.folder, sizeof work.folder, "%s/work", f->folder);
    snprintf(work.database, sizeof work.database, "%s/zwgk.db", work.folder);
    assert_int_equal(__real_mkdir(work.folder, 0700), 0);
    *state = &work;
    return 0;
}

static int drop(void **state) {
    struct work *work = *state;
    buffer_release(&work->said);
    buffer_release(&work->shown);
    remove_folder(&work->f);
    return 0;
}

/* ---- one run ----------------------------------------------------------------------------------------- */

static void prepare(struct work *work, const struct operation *operation) {
    begin_with(work, operation->office);
    if (operation->prepare != NULL)
        operation->prepare(work);
}

static int act(struct work *work, const struct operation *operation) {
    return operation->act != NULL ? operation->act(work) : run_command(work, operation->words);
}

static void remove_output(struct work *work, const char *name) {
    char path[500];
    struct stat about;
    snprintf(path, sizeof path, "%s/%s", work->folder, name);
    if (lstat(path, &about) == 0 && S_ISDIR(about.st_mode)) {
        empty_folder(path);
        assert_int_equal(rmdir(path), 0);
    } else {
        unlink(path);
    }
}

struct removing {
    struct work *work;
    const char *pattern;
};

static void remove_fitting(void *context, const char *name, bool is_folder) {
    const struct removing *removing = context;
    if (!is_folder && fnmatch(removing->pattern, name, FNM_PATHNAME) == 0)
        unlink(path_in(removing->work->folder, name));
}

static void remove_all(struct work *work, const char *pattern) {
    struct removing removing = {work, pattern};
    each_file(work->folder, "", remove_fitting, &removing);
}

struct leftovers {
    const struct work *work;
    const struct operation *operation;
    char *found;
    size_t size;
};

/* Blank-separated. */
static bool fits_one(const char *patterns, const char *name) {
    char pattern[100];
    int length = 0;
    for (; sscanf(patterns, " %99s%n", pattern, &length) == 1; patterns += length)
        if (fnmatch(pattern, name, FNM_PATHNAME) == 0)
            return true;
    return false;
}

static void note_leftover(void *context, const char *name, bool is_folder) {
    struct leftovers *leftovers = context;
    const struct operation *operation = leftovers->operation;
    if (!fits_one(USUAL, name) && !fits_one(operation->leaves, name) &&
        strcmp(name, operation->output) != 0 && !is_named(leftovers->work, name))
        snprintf(leftovers->found, leftovers->size, "%s is left behind and not named", name);
}

static const char *check_leftovers(struct work *work, const struct operation *operation) {
    static char found[700];
    struct leftovers leftovers = {work, operation, found, sizeof found};
    found[0] = '\0';
    each_file(work->folder, "", note_leftover, &leftovers);
    return found[0] != '\0' ? found : NULL;
}

static bool speaks_chinese(const char *text) {
    while (*text != '\0' && (unsigned char)*text < 0xE3)
        text++;
    return *text != '\0';
}

/* That it failed, and never that the data are at fault. */
static const char *check_said(const struct work *work, const struct operation *operation,
                              int code) {
    static const char *const accusing[] = {"损坏",     "不符",   "断开",       "被改动",
                                           "不是备份", "不完整", "不是数据库", "缺了一截"};
    const char *said = buffer_text(&work->said);
    bool may_accuse = strcmp(operation->office, DAMAGED) == 0 ||
                      operation->prepare == lay_damaged || operation->prepare == lay_damaged_drafts;
    if (code != EXIT_DONE && code != EXIT_FAILED && code != EXIT_BUSY)
        return "it says that something else is wrong";
    if (code != EXIT_DONE && !speaks_chinese(said))
        return "nothing is said";
    for (size_t i = 0; !may_accuse && i < sizeof accusing / sizeof *accusing; i++)
        if (strstr(said, accusing[i]) != NULL ||
            (code != EXIT_DONE && strstr(buffer_text(&work->shown), accusing[i]) != NULL))
            return "the data are said to be at fault";
    return NULL;
}

static void tell(const struct work *work, const struct operation *operation, const char *when,
                 const char *wrong, int code) {
    print_error("%s: %s %d %s: %s%s (code %d)\n%s\n", operation->name, work->plan.kind->name,
                work->plan.countdown, work->plan.stays ? "for ever" : "once", when, wrong, code,
                buffer_text(&work->said));
    print_error("shown %zu: %s\n", work->shown.length, buffer_text(&work->shown));
}

/* The fault is gone: it is done again where the run was left, what is half done and was named apart. */
static void go_on(struct work *work, const struct operation *operation,
                  const struct reference *reference, int *faults) {
    const char *wrong = NULL;
    if (operation->act == save_a_draft)
        return; /* its check has saved what was not */
    if (operation->output[0] != '\0' && is_there(path_in(work->folder, operation->output)))
        remove_output(work, operation->output);
    if (operation->prepare == lay_damaged)
        remove_all(work, "new.db*");
    if (operation->prepare == lay_nothing)
        remove_all(work, "zwgk.db*");
    work->plan.countdown = 0;
    work->is_again = true;
    int code = act(work, operation);
    if (code != EXIT_DONE)
        wrong = "does not work";
    if (wrong == NULL)
        wrong = operation->check(work, operation, reference, code);
    work->is_again = false;
    if (wrong != NULL)
        tell(work, operation, "afterwards: ", wrong, code);
    *faults += wrong != NULL;
}

/* The n-th fails. False when it was not reached. */
static bool fail_at(struct work *work, const struct operation *operation,
                    const struct reference *reference, const struct kind *kind, int n, bool stays) {
    int faults = 0;
    prepare(work, operation);
    work->plan.kind = kind;
    work->plan.countdown = n;
    work->plan.stays = stays;
    int code = act(work, operation);
    bool was_hit = work->hits > 0;
    const char *wrong = check_said(work, operation, code);
    if (wrong == NULL)
        wrong = check_leftovers(work, operation);
    if (wrong == NULL)
        wrong = operation->check(work, operation, reference, code);
    figures.runs++;
    figures.failed += code != EXIT_DONE;
    if (wrong != NULL)
        tell(work, operation, "", wrong, code);
    else if (code != EXIT_DONE)
        go_on(work, operation, reference, &faults);
    figures.faults += wrong != NULL || faults > 0;
    if (figures.faults > 0 && getenv("GO_ON") == NULL)
        fail();
    return was_hit;
}

/* ---- all runs ---------------------------------------------------------------------------------------- */

static void learn_one(struct work *work, const struct operation *operation,
                      struct reference *reference) {
    const char *made =
        operation->prepare == lay_damaged ? path_in(work->folder, "new.db") : work->database;
    if (operation->output[0] != '\0')
        gather(path_in(work->folder, operation->output), &reference->output);
    reference->shown = work->shown.length;
    reference->rows = integer_in(made, FOUNDED_ROWS);
    reference->audit_after = integer_in(made, "SELECT count(*) FROM audit");
    digest_office(made, &reference->after);
    read_bytes(path_in(work->folder, "new.db.lost.txt"), &reference->lost);
    read_bytes(path_in(work->folder, "new.db.lost.csv"), &reference->lost_table);
    assert_true(reference->after.count > 0);
}

/* Nothing fails: what comes of it, and how many calls of each kind there are. */
static void learn(struct work *work, const struct operation *operation,
                  struct reference *reference) {
    prepare(work, operation);
    reference->audit_before = integer_in(work->database, "SELECT count(*) FROM audit");
    digest_office(work->database, &reference->before);
    work->plan.kind = &fault_kinds[0];
    work->plan.countdown = 0;
    int code = act(work, operation);
    if (code != EXIT_DONE)
        fail_msg("%s: code %d, %s", operation->name, code, buffer_text(&work->said));
    learn_one(work, operation, reference);
    const char *wrong = operation->check(work, operation, reference, code);
    if (wrong == NULL)
        wrong = check_leftovers(work, operation);
    if (wrong != NULL)
        fail_msg("%s: %s", operation->name, wrong);
    for (int kind = 0; kind < KINDS; kind++)
        reference->calls[kind] = work->calls[__builtin_ctz(fault_kinds[kind].kinds)];
}

/* FULL=1: every one, or with POINTS=n every so many that there are n of them. */
static void fail_all(struct work *work, const struct operation *operation,
                     const struct reference *reference, int kind, bool stays) {
    const char *first = getenv("AT");
    int calls = reference->calls[kind];
    int most = getenv("POINTS") == NULL ? calls : atoi(getenv("POINTS"));
    int step = most > 0 ? calls / most + (calls % most > 0) : 1;
    step = step > 0 ? step : 1;
    bool was_hit = true;
    for (int n = first != NULL ? atoi(first) : 1; was_hit; n += step)
        was_hit = fail_at(work, operation, reference, &fault_kinds[kind], n, stays);
}

/* One of every fifth kind, by a seed of its own. */
static void fail_kind(struct work *work, const struct operation *operation,
                      const struct reference *reference, int kind) {
    static unsigned random = 20261121;
    int place = (int)(operation - operations) + kind;
    int calls = reference->calls[kind];
    if (getenv("FULL") != NULL) {
        fail_all(work, operation, reference, kind, false);
        fail_all(work, operation, reference, kind, true);
    } else if (calls > 0 && place % 5 == 0) {
        random = random * 1103515245U + 12345U;
        fail_at(work, operation, reference, &fault_kinds[kind],
                1 + (int)(random / 65536U % (unsigned)calls), place % 2 == 0);
    }
}

static void fail_operation(struct work *work, const struct operation *operation) {
    static struct reference reference;
    const char *only = getenv("KIND");
    long runs = figures.runs;
    memset(&reference, 0, sizeof reference);
    learn(work, operation, &reference);
    for (int kind = 0; kind < KINDS; kind++)
        if (only == NULL || strcmp(fault_kinds[kind].name, only) == 0)
            fail_kind(work, operation, &reference, kind);
    print_message("# %s: %ld runs; of each kind", operation->name, figures.runs - runs);
    for (int kind = 0; kind < KINDS; kind++)
        print_message(" %s %d", fault_kinds[kind].name, reference.calls[kind]);
    print_message("\n");
    buffer_release(&reference.output);
    buffer_release(&reference.lost);
    buffer_release(&reference.lost_table);
}

static void every_file_under_every_fault(void **state) {
    const char *only = getenv("ONLY");
    for (int i = 0; i < OPERATIONS; i++)
        if (only == NULL || strstr(operations[i].name, only) != NULL)
            fail_operation(*state, &operations[i]);
    print_message("# %ld runs, %ld of them failed and said so\n", figures.runs, figures.failed);
    assert_int_equal(figures.faults, 0);
    assert_true(figures.failed > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_file_under_every_fault),
    };
    if (access("/dev/shm", W_OK) == 0)
        setenv("TMPDIR", "/dev/shm", 0); /* nothing of this is about a real disk */
    fault_memory_install();
    fault_install();
    return cmocka_run_group_tests(tests, make, drop);
}

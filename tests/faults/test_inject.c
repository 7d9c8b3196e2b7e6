/* Twelve things users do, while the n-th read, write, sync, truncation, opening, deletion, lock, file operation or
 * allocation fails, once and for ever: never a crash, never "saved" what is missing, never half of it, never a
 * wrong value in silence; and the same process does it again once the fault is gone. */
#include "faults/inject.h"

#include "faults/inject_steps.h"

#include "faults/digest.h"

struct operation {
    const char *name;
    int steps;
    enum status (*step)(struct run *run, int step);
    const char *but; /* tables that may change though nothing is said to be saved */
};

static const struct operation operations[] = {
    {"register a slip", 1, register_slip, NULL},
    {"edit", 1, edit_record, NULL},
    {"assign", 1, assign_record, NULL},
    {"answer", 1, answer_record, NULL},
    {"an opening with five slips", 1 + SLIPS, open_box, NULL},
    {"a disclosure from draft to publication", 5, disclose, NULL},
    {"import of a CSV", 1, import_csv, NULL},
    {"export as CSV and JSON", 2, export_csv, "audit"}, /* it tells before the file has its name */
    {"search", 3, find, NULL},
    {"verify", 1, verify, NULL},
    {"login with a password", 1, log_in, "credential terminal_failure audit"},
    {"figures of a year", 1, year_report, NULL},
};
enum { OPERATIONS = sizeof operations / sizeof *operations };

/* What an operation does when nothing fails. */
struct reference {
    struct digest digests[STEPS_MOST + 1]; /* after so many steps */
    struct buffer output[STEPS_MOST + 1];
    int64_t ids[STEPS_MOST];
    int calls[KINDS];
};

static struct { long runs, failed, stored_after_all, unknown; } figures;

/* ---- the template --------------------------------------------------------------------------------- */

static const char csv_text[] = "收到日期,类别,标题,内容,姓名,单位\n"
                               "2026-11-19,投诉,垃圾三天没人收,\"第一行\n第二行\",𠮷田䶮,东门村\n"
                               "2026-11-19,建议,公交加一班,早上等不到车,王小明,\n"
                               "2026-11-18,咨询,医保怎么缴,去哪里缴,,\n";

static void build_index(struct fixture *f) {
    struct search_index index = {0};
    assert_int_equal(search_index_finish(&f->office, &index, NULL), STATUS_OK);
    assert_true(index.is_complete);
}

static int make(void **state) {
    static struct run run;
    struct problem problem = {0};
    struct fixture *f = NULL;
    void *made = NULL;
    char path[400];
    int64_t id = 0;
    office_fixture_setup(&made);
    f = made;
    make_entry(f);
    make_boards(f);
    must_register(f, "person", &run.reviewer, "title", "陈晓", "account", "chenxiao", "roles",
                  "reviewer");
    must_register(f, "feedback", &run.registered, "kind", "complain", "title", "学校门口井盖缺失",
                  "received_on", "2026-11-19");
    must_register(f, "feedback", &run.assigned, "kind", "suggest", "title", "东门村路灯夜里太暗",
                  "received_on", "2026-11-18");
    must_do(f, "assign", run.assigned, "unit", "东门村");
    must_register(f, "feedback", &id, "kind", "suggest", "title", "谢谢", "received_on",
                  "2026-11-17");
    must_do(f, "assign", id, "unit", "社会事务办");
    must_do(f, "reply", id, "reply", "收到𠮷");
    assert_int_equal(user_set_password(&f->office, f->clerk, PASSWORD, false, &problem), STATUS_OK);
    build_index(f);
    office_close(&f->office);
    run.f = *f;
    free(f);
    snprintf(path, sizeof path, "%s/template.db", run.f.folder);
    run.template_path = strdup(path);
    assert_int_equal(rename(run.f.path, path), 0);
    snprintf(path, sizeof path, "%s/rows.csv", run.f.folder);
    run.csv = strdup(path);
    FILE *file = fopen(path, "wb");
    assert_true(file != NULL && fputs(csv_text, file) >= 0 && fclose(file) == 0);
    run.files = scr_files_source();
    *state = &run;
    return 0;
}

static int drop(void **state) {
    struct run *run = *state;
    free((char *)run->template_path);
    free((char *)run->csv);
    remove_folder(&run->f);
    return 0;
}

static void copy_file(const char *from, const char *to) {
    static char bytes[1 << 16];
    size_t length;
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    assert_true(in != NULL && out != NULL);
    while ((length = fread(bytes, 1, sizeof bytes, in)) > 0)
        assert_int_equal(fwrite(bytes, 1, length, out), length);
    assert_true(fclose(in) == 0 && fclose(out) == 0);
}

/* ---- one run -------------------------------------------------------------------------------------- */

static void open_office(struct run *run) {
    struct problem problem = {0};
    struct fixture *f = &run->f;
    char journal[400];
    snprintf(journal, sizeof journal, "%s-journal", f->path);
    unlink(journal);
    copy_file(run->template_path, f->path);
    if (office_open(&f->office, f->path, &problem) != STATUS_OK)
        fail_msg("%s", sentence(&problem));
    f->office.store->busy_limit_ms = 1;
    at(f, FIXTURE_NOW);
    f->office.one_person_office = false;
    use_as(f, f->admin, ROLE_CLERK | ROLE_ADMIN);
}

/* Steps from `*done` on until one fails. */
static enum status go_on(struct run *run, const struct operation *operation, int *done) {
    enum status status = STATUS_OK;
    run->problems = (struct problems){0};
    (void)!store_take_missed(run->f.office.store, NULL); /* of what failed before, and was said */
    office_begin_read(&run->f.office);                   /* as any screen does when it is drawn */
    office_end_read(&run->f.office);
    while (status == STATUS_OK && *done < operation->steps) {
        status = operation->step(run, *done);
        *done += status == STATUS_OK;
    }
    return status;
}

static void say_where(const struct operation *operation, const struct kind *kind, int n, bool stays,
                      const struct run *run) {
    print_error("%s: %s %d %s: status %d, %s\n", operation->name, kind->name, n,
                stays ? "for ever" : "once", run->problems.items[0].status,
                run->problems.count > 0 ? sentence(&run->problems.items[0]) : "");
}

static bool speaks_chinese(const char *text) {
    while (*text != '\0' && (unsigned char)*text < 0xE3)
        text++;
    return *text != '\0';
}

static void show_difference(const char *is, const char *should) {
    size_t at = 0, start = 0;
    for (; is[at] != '\0' && is[at] == should[at]; at++)
        start = is[at] == '\n' ? at + 1 : start;
    print_error("read: %.*s\nnot:  %.*s\n", (int)strcspn(is + start, "\n"), is + start,
                (int)strcspn(should + start, "\n"), should + start);
}

/* What a failed step must have said: never that the file is damaged, nor, but where a few bytes of memory were
 * missing, that what was typed is at fault. */
static bool said_well(const struct run *run, const struct kind *kind, enum status status) {
    bool is_ours = status == STATUS_IO || status == STATUS_NO_MEMORY || status == STATUS_BUSY ||
                   (kind->kinds == FAULT_MEMORY && status == STATUS_INVALID);
    return is_ours && run->problems.count > 0 && run->problems.items[0].message != NULL &&
           speaks_chinese(sentence(&run->problems.items[0]));
}

static bool is_unknown(const struct run *run) {
    return run->problems.count > 0 && strstr(sentence(&run->problems.items[0]), "不知道") != NULL;
}

static bool file_is_sound(struct run *run) {
    struct problem problem = {0};
    int64_t bad = 0, rows = 0;
    struct store *store = run->f.office.store;
    enum status status = store->db == NULL ? store_reopen(store, &problem) : STATUS_OK;
    if (status == STATUS_OK)
        status = store_integer(store,
                               "SELECT (SELECT count(*) FROM pragma_integrity_check WHERE "
                               "integrity_check <> 'ok') + (SELECT count(*) FROM "
                               "pragma_foreign_key_check)",
                               &bad, &problem);
    if (status == STATUS_OK)
        status = store_verify_audit(store, &rows, &problem);
    if (status != STATUS_OK)
        print_error("%s\n", sentence(&problem));
    return status == STATUS_OK && bad == 0 && !store_is_damaged(store);
}

/* What was said to be done is there, and nothing else; returns what is wrong, NULL nothing. */
static const char *check_done(struct run *run, const struct operation *operation,
                              const struct reference *reference, int *done) {
    static struct digest digest;
    digest_make(run->f.path, operation->but, &digest);
    const char *table = digest_difference(&digest, &reference->digests[*done]);
    if (table != NULL && *done < operation->steps && is_unknown(run) &&
        digest_difference(&digest, &reference->digests[*done + 1]) == NULL) {
        run->ids[*done] = reference->ids[*done];
        ++*done;
        figures.unknown++;
    } else if (table != NULL) {
        print_error("after %d steps, table %s:\n", *done, table);
        return "the file is not as it was said to be";
    }
    const struct buffer *known = &reference->output[*done];
    if (run->output.length < known->length ||
        memcmp(buffer_text(&run->output), buffer_text(known), known->length) != 0) {
        show_difference(buffer_text(&run->output), buffer_text(known));
        return "what was read is wrong";
    }
    return file_is_sound(run) ? NULL : "the file is not sound";
}

/* The n-th fails. False when it was not reached. */
static bool fail_at(struct run *run, const struct operation *operation,
                    const struct reference *reference, const struct kind *kind, int n, bool stays) {
    int done = 0;
    const char *wrong = NULL;
    memset(&fault, 0, sizeof fault);
    memset(run->ids, 0, sizeof run->ids);
    buffer_clear(&run->output);
    open_office(run);
    fault.code = kind->code;
    fault.countdown = n;
    fault.stays = stays;
    fault.kinds = kind->kinds;
    enum status status = go_on(run, operation, &done);
    bool was_hit = fault.hits > 0;
    memset(&fault, 0, sizeof fault);
    if (status != STATUS_OK && !said_well(run, kind, status))
        wrong = "not said well";
    if (wrong == NULL)
        wrong = check_done(run, operation, reference, &done);
    figures.runs++;
    figures.failed += status != STATUS_OK;
    if (wrong != NULL)
        say_where(operation, kind, n, stays, run);
    buffer_clear(&run->output);
    buffer_append(&run->output, buffer_text(&reference->output[done]));
    if (wrong == NULL && go_on(run, operation, &done) != STATUS_OK) {
        wrong = "does not work afterwards";
        say_where(operation, kind, n, stays, run);
    }
    if (wrong == NULL)
        wrong = check_done(run, operation, reference, &done);
    if (wrong != NULL)
        print_error("%s: %s %d %s: %s\n", operation->name, kind->name, n,
                    stays ? "for ever" : "once", wrong);
    office_close(&run->f.office);
    if (wrong != NULL)
        fail();
    return was_hit;
}

/* ---- all runs ------------------------------------------------------------------------------------- */

/* Nothing fails: what comes of each step, and how many calls of each kind there are. */
static void learn(struct run *run, const struct operation *operation, struct reference *reference) {
    memset(&fault, 0, sizeof fault);
    memset(run->ids, 0, sizeof run->ids);
    buffer_clear(&run->output);
    open_office(run);
    digest_make(run->f.path, operation->but, &reference->digests[0]);
    for (int step = 0; step < operation->steps; step++) {
        run->problems = (struct problems){0};
        fault.kinds = ~0U;
        enum status status = operation->step(run, step);
        fault.kinds = 0;
        if (status != STATUS_OK)
            fail_msg("%s: %s", operation->name, sentence(&run->problems.items[0]));
        buffer_append(&reference->output[step + 1], buffer_text(&run->output));
        digest_make(run->f.path, operation->but, &reference->digests[step + 1]);
    }
    for (int kind = 0; kind < KINDS; kind++)
        reference->calls[kind] = fault.calls_of[__builtin_ctz(fault_kinds[kind].kinds)];
    memcpy(reference->ids, run->ids, sizeof run->ids);
    assert_true(reference->digests[0].count > 0);
    office_close(&run->f.office);
}

/* One, by a seed of its own; FULL=1: every one, with POINTS=n every so many that there are n of them (ONLY, KIND and AT pick
 * the operation, the kind and the first). */
static void fail_kind(struct run *run, const struct operation *operation,
                      const struct reference *reference, const struct kind *kind, int calls) {
    bool is_full = getenv("FULL") != NULL;
    static unsigned random = 20261120;
    for (int stays = 0; stays < 2; stays++) {
        int from = getenv("AT") == NULL ? 1 : atoi(getenv("AT"));
        int most = getenv("POINTS") == NULL ? calls : atoi(getenv("POINTS"));
        int step = most > 0 ? calls / most + (calls % most > 0) : 1;
        step = step > 0 ? step : 1;
        for (int n = from; is_full && fail_at(run, operation, reference, kind, n, stays == 1);
             n += step)
            ;
        if (is_full || calls == 0)
            continue;
        random = random * 1103515245U + 12345U;
        fail_at(run, operation, reference, kind, 1 + (int)(random / 65536U % (unsigned)calls),
                stays == 1);
    }
}

static void fail_operation(struct run *run, const struct operation *operation) {
    static struct reference reference;
    memset(&reference, 0, sizeof reference);
    learn(run, operation, &reference);
    const char *only = getenv("KIND");
    for (int kind = 0; kind < KINDS; kind++)
        if (only == NULL || strcmp(fault_kinds[kind].name, only) == 0)
            fail_kind(run, operation, &reference, &fault_kinds[kind], reference.calls[kind]);
    print_message("# %s: of each kind", operation->name);
    for (int kind = 0; kind < KINDS; kind++)
        print_message(" %s %d", fault_kinds[kind].name, reference.calls[kind]);
    print_message("\n");
    for (int i = 0; i <= STEPS_MOST; i++)
        buffer_release(&reference.output[i]);
    buffer_release(&run->output);
}

static void every_operation_under_every_fault(void **state) {
    const char *only = getenv("ONLY");
    for (int i = 0; i < OPERATIONS; i++)
        if (only == NULL || strstr(operations[i].name, only) != NULL)
            fail_operation(*state, &operations[i]);
    print_message("# %ld runs, %ld of them failed and said so, %ld not known at first\n",
                  figures.runs, figures.failed, figures.unknown);
    assert_true(figures.failed > OPERATIONS);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_operation_under_every_fault),
    };
    if (access("/dev/shm", W_OK) == 0)
        setenv("TMPDIR", "/dev/shm", 0); /* nothing of this is about a real disk */
    fault_memory_install();
    fault_install();
    return cmocka_run_group_tests(tests, make, drop);
}

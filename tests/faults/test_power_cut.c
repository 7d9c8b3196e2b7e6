/* The power goes at any moment: what the program had called done is there, whole, and of what it was doing all or
 * nothing. The work is done once on a recording VFS; then every state that the disk might have been left in is laid
 * down and opened by the program's own store. That the method sees losses is shown with settings known to lose. */
#include "work/publish_fixture.h"

#include <dirent.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include "exchange/record_export.h"
#include "faults/digest.h"
#include "faults/power_cut.h"
#include "faults/whole.h"
#include "form/scr_files.h"
#include "store/draft.h"
#include "store/internal.h"
#include "store/store_copy.h"
#include "work/backup.h"
#include "work/import.h"

enum { SAMPLE = 97, SEEDS_MOST = 64, DRAFT_PERSON = 7 };

struct plan {
    size_t states;          /* wanted, about */
    const char *pragma;     /* set after opening; NULL: the program's own settings */
    const char *drafts;     /* the file of drafts; NULL: none is looked at */
    const char *watched[4]; /* files that are there whole, as they were at an acknowledgement */
    bool
        is_several_commits; /* what is done at once may be seen by halves that are whole themselves */
    bool is_digested;       /* what counts is the content after opening, not the bytes */
};

struct figures {
    size_t states, lost, damaged, half, files_bad, drafts_aside;
    char first[200]; /* what was seen first */
};

struct trial {
    const struct plan *plan;
    const struct recording *recording;
    struct replay replay;
    struct figures figures;
    char folder[320], database[400];
    const struct op **commits;
    uint64_t *digests; /* of commits, 0: not made yet */
    size_t commit_count;
    size_t *commits_at; /* how many there were at each acknowledgement, and at the end */
    struct recorded_file *watched[4]; /* at each acknowledgement */
    bool *is_there[4];
};

/* ---- what a state is -------------------------------------------------------------------------------- */

static void blame(struct trial *trial, size_t *count, unsigned seed, const char *what) {
    if ((*count)++ == 0 && trial->figures.first[0] == '\0')
        snprintf(trial->figures.first, sizeof trial->figures.first,
                 "after operation %zu, seed %u: %.140s", trial->replay.at, seed, what);
}

static bool read_file(const char *path, struct recorded_file *out) {
    struct stat about;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    assert_int_equal(fstat(file, &about), 0);
    recorded_set_length(out, (size_t)about.st_size);
    bool is_read = read(file, out->bytes, out->length) == (ssize_t)out->length;
    close(file);
    return is_read;
}

static bool is_same(const struct recorded_file *a, const unsigned char *bytes, size_t length) {
    return a->length == length && (length == 0 || memcmp(a->bytes, bytes, length) == 0);
}

/* Of all a database says; 0: it can't be read. */
static uint64_t digest_of(const char *path) {
    static struct digest digest;
    uint64_t value = 1;
    digest_make(path, NULL, &digest);
    for (size_t i = 0; i < digest.count; i++)
        value = digest_add(value, &digest.tables[i].value, sizeof digest.tables->value);
    return digest.count == 0 ? 0 : value;
}

static uint64_t digest_of_commit(struct trial *trial, size_t commit) {
    if (trial->digests[commit] == 0) {
        char path[440];
        snprintf(path, sizeof path, "%s/.commit", trial->folder);
        int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        const struct op *op = trial->commits[commit];
        assert_int_equal(write(file, op->bytes, op->length), (ssize_t)op->length);
        close(file);
        trial->digests[commit] = digest_of(path);
        unlink(path);
    }
    return trial->digests[commit];
}

/* Which commit the database shows: by its bytes, else (pages that were free need not come back) by all it says;
 * -1: none. Of several that are the same, one of those that may be. */
static int find_commit(struct trial *trial, const struct recorded_file *content) {
    size_t likely[2] = {trial->replay.commits_at_ack, trial->commits_at[trial->replay.acks]};
    int found = -1;
    for (size_t i = trial->commit_count; i-- > 0;) {
        bool is_likely = i + 1 == likely[0] || i + 1 == likely[1];
        if ((found < 0 || is_likely) &&
            is_same(content, trial->commits[i]->bytes, trial->commits[i]->length))
            found = (int)i;
    }
    bool is_whole = found >= 0 || whole_find_half(trial->database, true) == NULL;
    uint64_t digest = found < 0 && is_whole ? digest_of(trial->database) : 0;
    for (size_t i = trial->commit_count; digest != 0 && found < 0 && i-- > 0;)
        if (digest == digest_of_commit(trial, i))
            found = (int)i;
    return found;
}

static void count_page(void *context, int64_t page) {
    (void)page;
    ++*(int64_t *)context;
}

/* Of all pages, free ones too, none is other than its sum says. */
static bool has_wrong_pages(struct store *store) {
    struct problem problem = {0};
    int64_t count = store_has_sums(store) ? 0 : 1;
    return store_find_wrong_pages(store, count_page, &count, &problem) != STATUS_OK || count > 0;
}

static void judge_database(struct trial *trial, unsigned seed) {
    struct figures *figures = &trial->figures;
    struct store *store = NULL;
    struct problem problem = {0};
    int64_t rows = 0;
    enum status status = store_open(trial->database, &store, &problem);
    bool is_damaged = status != STATUS_OK || store_is_damaged(store);
    bool is_sampled = figures->states % SAMPLE == 0 && !trial->plan->is_digested;
    if (!is_damaged && has_wrong_pages(store)) {
        is_damaged = true;
        problem_set(&problem, STATUS_CORRUPT, NULL, "a page whose sum is wrong, or no sums");
    }
    if (!is_damaged && is_sampled)
        is_damaged = store_verify_audit(store, &rows, &problem) != STATUS_OK;
    store_close(store);
    if (is_damaged) {
        blame(trial, &figures->damaged, seed, sentence(&problem));
        return;
    }
    if (is_sampled && whole_find_half(trial->database, true) != NULL)
        blame(trial, &figures->half, seed, whole_find_half(trial->database, true));
    if (trial->plan->is_digested) {
        if (digest_of(trial->database) != digest_of_commit(trial, trial->commit_count - 1))
            blame(trial, &figures->half, seed, "the database says something else");
        return;
    }
    struct recorded_file content = {0};
    assert_true(read_file(trial->database, &content));
    int commit = find_commit(trial, &content);
    free(content.bytes);
    if (commit < 0)
        blame(trial, &figures->half, seed, "the database is as after no commit");
    else if ((size_t)commit + 1 < trial->replay.commits_at_ack)
        blame(trial, &figures->lost, seed, "what was called saved is not there");
    else if (!trial->plan->is_several_commits &&
             (size_t)commit + 1 > trial->replay.commits_at_ack &&
             (size_t)commit + 1 != trial->commits_at[trial->replay.acks])
        blame(trial, &figures->half, seed, "a part of what was done at once is there");
}

/* A watched file is as it was at the last acknowledgement, or as it will be at the next; one that was taken away may
 * come back, as it was. */
static bool is_as_promised(const struct trial *trial, int i) {
    const struct recorded_file *found = replay_file(&trial->replay, trial->plan->watched[i]);
    size_t ack = trial->replay.acks - 1;
    bool is_good = false;
    for (size_t j = trial->is_there[i][ack] ? ack : 0; j < ack + 2; j++)
        is_good |= found == NULL
                       ? j >= ack && !trial->is_there[i][j]
                       : trial->is_there[i][j] && is_same(found, trial->watched[i][j].bytes,
                                                          trial->watched[i][j].length);
    return is_good;
}

static void judge_files(struct trial *trial, unsigned seed) {
    for (int i = 0; i < 4 && trial->plan->watched[i] != NULL; i++)
        if (!is_as_promised(trial, i))
            blame(trial, &trial->figures.files_bad, seed, trial->plan->watched[i]);
}

static bool count_draft(void *context, const struct draft *draft) {
    ++*(size_t *)context;
    return true;
}

/* Those that were left, not only typed, are there once their keeping was acknowledged, one after the other. The file may be damaged
 * by a power cut in between (it is not waited for): then it is put aside. */
static void judge_drafts(struct trial *trial, unsigned seed) {
    char path[480];
    struct draft_file *file = NULL;
    struct problem problem = {0};
    size_t count = 0;
    snprintf(path, sizeof path, "%s/%s", trial->folder, trial->plan->drafts);
    enum status status = draft_open(path, false, &file, &problem);
    if (status == STATUS_OK)
        status = draft_walk(file, DRAFT_PERSON, count_draft, &count, &problem);
    draft_close(file);
    trial->figures.drafts_aside += status == STATUS_CORRUPT;
    bool is_known = status == STATUS_OK || status == STATUS_CORRUPT || status == STATUS_NOT_FOUND;
    if (!is_known || (status != STATUS_CORRUPT && count + 1 < trial->replay.acks))
        blame(trial, &trial->figures.lost, seed, "a draft that was left is not there");
}

static void judge(struct trial *trial, unsigned seed) {
    replay_make(&trial->replay, seed);
    trial->figures.states++;
    judge_files(trial, seed);
    replay_write(&trial->replay, trial->folder);
    if (trial->plan->drafts != NULL)
        judge_drafts(trial, seed);
    judge_database(trial, seed);
}

/* ---- all states ------------------------------------------------------------------------------------- */

/* Follows the watched files through the recording. */
static void follow_watched(struct trial *trial) {
    const struct recording *recording = trial->recording;
    struct replay all;
    size_t acks = 0;
    for (size_t i = 0; i < recording->count; i++)
        acks += recording->ops[i].kind == OP_ACK;
    for (int i = 0; i < 4; i++) {
        trial->watched[i] = calloc(acks + 2, sizeof **trial->watched);
        trial->is_there[i] = calloc(acks + 2, sizeof **trial->is_there);
    }
    trial->commits_at = calloc(acks + 2, sizeof *trial->commits_at);
    replay_begin(&all, recording);
    acks = 0;
    for (size_t at = 1; at <= recording->count; at++) {
        bool is_end = at == recording->count;
        if (recording->ops[at - 1].kind != OP_ACK && !is_end)
            continue;
        replay_to(&all, at);
        replay_make(&all, 1);
        trial->commits_at[acks] = all.commits;
        for (int i = 0; i < 4 && trial->plan->watched[i] != NULL; i++) {
            const struct recorded_file *found = replay_file(&all, trial->plan->watched[i]);
            trial->is_there[i][acks] = found != NULL;
            if (found != NULL) {
                struct recorded_file *kept = &trial->watched[i][acks];
                recorded_set_length(kept, found->length);
                if (found->length > 0)
                    memcpy(kept->bytes, found->bytes, found->length);
            }
        }
        acks++;
    }
    replay_end(&all);
    trial->commits = calloc(recording->count, sizeof *trial->commits);
    trial->digests = calloc(recording->count, sizeof *trial->digests);
    for (size_t i = 0; i < recording->count; i++)
        if (recording->ops[i].kind == OP_COMMIT)
            trial->commits[trial->commit_count++] = &recording->ops[i];
}

/* After an acknowledgement, or a commit, chance is not asked. */
static bool is_sure(const struct recording *recording, size_t at) {
    enum op_kind kind = recording->ops[at - 1].kind;
    return kind == OP_ACK || kind == OP_COMMIT;
}

static void play(struct trial *trial) {
    const struct recording *recording = trial->recording;
    size_t first = 0;
    while (recording->ops[first].kind != OP_ACK)
        first++;
    size_t boundaries = recording->count - first - 1;
    /* Of every boundary so many seeds, or one of every so many boundaries. */
    size_t seeds = trial->plan->states / boundaries + 1;
    size_t every = trial->plan->states < boundaries * 2 ? boundaries * 2 / trial->plan->states : 1;
    seeds = seeds > SEEDS_MOST ? SEEDS_MOST : seeds;
    if (every > 1)
        seeds = 2;
    uint32_t random = 7;
    replay_begin(&trial->replay, recording);
    for (size_t at = first + 1; at <= recording->count; at++) {
        replay_to(&trial->replay, at);
        random = random * 1664525U + 1013904223U;
        bool is_wanted = is_sure(recording, at) || (random >> 8) % every == 0;
        if (replay_is_settled(&trial->replay) && is_wanted) {
            judge(trial, 0);
            continue;
        }
        if (is_sure(recording, at))
            for (unsigned seed = 0; seed < 3; seed++)
                judge(trial, seed);
        else
            for (size_t i = 0; is_wanted && i < seeds; i++)
                judge(trial, every > 1 ? (random >> 4) % 3 + (unsigned)i * 3 : (unsigned)i);
    }
    replay_end(&trial->replay);
}

static void try_all(const struct plan *plan, struct recording *recording, struct figures *out) {
    struct trial trial = {.plan = plan, .recording = recording};
    const char *base = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : getenv("TMPDIR");
    snprintf(trial.folder, sizeof trial.folder, "%s/zwgk-cut-XXXXXX", base ? base : P_tmpdir);
    assert_non_null(mkdtemp(trial.folder));
    snprintf(trial.database, sizeof trial.database, "%s/zwgk.db", trial.folder);
    follow_watched(&trial);
    play(&trial);
    struct replay nothing = {0};
    replay_write(&nothing, trial.folder);
    rmdir(trial.folder);
    for (int i = 0; i < 4; i++) {
        for (size_t j = 0;
             trial.watched[i] != NULL && j < recording->count && j < trial.replay.acks; j++)
            free(trial.watched[i][j].bytes);
        free(trial.watched[i]);
        free(trial.is_there[i]);
    }
    free(trial.commits);
    free(trial.commits_at);
    free(trial.digests);
    *out = trial.figures;
    recording_free(recording);
}

static size_t states(size_t shortly, size_t fully) {
    return getenv("FULL") != NULL ? fully : shortly;
}

static void tell(const char *what, const struct figures *figures) {
    print_message(
        "# %s: %zu states, %zu acknowledged lost, %zu damaged, %zu half, %zu files half\n", what,
        figures->states, figures->lost, figures->damaged, figures->half, figures->files_bad);
    if (figures->drafts_aside > 0)
        print_message("#   the file of drafts put aside in %zu of them\n", figures->drafts_aside);
    if (figures->first[0] != '\0')
        print_message("#   first: %s\n", figures->first);
}

static void expect_nothing_lost(const char *what, const struct plan *plan,
                                struct recording *recording) {
    struct figures figures;
    try_all(plan, recording, &figures);
    tell(what, &figures);
    assert_true(figures.states > 50);
    assert_int_equal(figures.lost + figures.damaged + figures.half + figures.files_bad, 0);
}

/* ---- the work --------------------------------------------------------------------------------------- */

/* The office is opened on the recording VFS. */
static void begin(struct fixture *f, const struct plan *plan) {
    unsigned roles = f->office.roles;
    struct problem problem = {0};
    office_close(&f->office);
    recording_start(f->folder, "zwgk.db");
    assert_int_equal(office_open(&f->office, f->path, &problem), STATUS_OK);
    f->office.one_person_office = false;
    use_as(f, f->admin, roles);
    at(f, FIXTURE_NOW);
    if (plan->pragma != NULL)
        assert_int_equal(store_execute(f->office.store, plan->pragma, &problem), STATUS_OK);
}

static struct recording *end(struct fixture *f) {
    struct problem problem = {0};
    office_close(&f->office);
    struct recording *recording = recording_stop();
    assert_int_equal(office_open(&f->office, f->path, &problem), STATUS_OK);
    return recording;
}

#define step_done(call)                                                                            \
    do {                                                                                           \
        call;                                                                                      \
        recording_ack();                                                                           \
    } while (0)

static int64_t enter_slip(struct fixture *f, int i) {
    int64_t id = 0;
    char title[80];
    snprintf(title, sizeof title, "东门村%d组䶮塘的路灯不亮，请派人修", i);
    must_register(f, "feedback", &id, "kind", "complain", "title", title, "received_on",
                  "2026-11-20", "reporter", "张𠮷旺", "body",
                  "自八月以来夜里没有灯，老人出门看不见路。");
    recording_ack();
    return id;
}

static void work_on_slips(struct fixture *f, int count) {
    for (int i = 0; i < count; i++) {
        char body[80];
        int64_t id = enter_slip(f, i);
        step_done(must_do(f, "assign", id, "unit", "东门村", "person", "张𠮷旺"));
        snprintf(body, sizeof body, "来电补充：第%d组也不亮，路口一样。", i);
        step_done(must_do(f, "edit", id, "title", "东门村的路灯，改过的标题", "body", body));
        step_done(must_do(f, "reply", id, "reply", "已于十一月十九日派人修好。"));
    }
    int64_t sealed = 0;
    step_done(must_register(f, "feedback", &sealed, "kind", "report", "received_on", "2026-11-20",
                            "title", "村会计吃拿卡要"));
}

static void publish_one(struct fixture *f) {
    int64_t id = 0;
    step_done(id = draft(f, "东门村䶮塘清淤", NULL));
    step_done(approve(f, id));
    step_done(must_do(f, "publish", id, "board", "东门村公开栏", "proof_no", "照0001", "due_on",
                      "2026-12-20"));
    step_done(must_do(f, "post", id, "board", "镇政府公开栏", "readers", "0"));
}

/* One transaction that doesn't fit the cache: pages reach the file before the commit. */
static void import_rows(struct fixture *f, int count) {
    struct import *import = NULL;
    struct problem problem = {0};
    assert_int_equal(import_begin(&f->office, "feedback", &import, &problem), STATUS_OK);
    sqlite3_exec(f->office.store->db, "PRAGMA cache_size=12", NULL, NULL, NULL);
    for (int i = 0; i < count; i++) {
        struct fields values = FIELDS_INIT;
        struct problems problems = {0};
        int64_t id = 0;
        char title[80];
        snprintf(title, sizeof title, "导入的第%d条：𠮷祥路积水", i);
        fields_set(&values, "kind", "suggest");
        fields_set(&values, "received_on", "2026-11-20");
        fields_set(&values, "title", title);
        fields_set(&values, "body", "每逢下雨就积水，孩子上学要绕道走，请尽快疏通下水道。");
        assert_int_equal(import_row(import, &values, false, &id, &problems), STATUS_OK);
        fields_release(&values);
    }
    assert_int_equal(import_commit(import, &problem), STATUS_OK);
    recording_ack();
}

/* ---- the tests -------------------------------------------------------------------------------------- */

static void saves(void **state) {
    struct fixture *f = *state;
    const struct plan plan = {.states = states(500, 60000)};
    make_boards(f);
    make_entry(f);
    begin(f, &plan);
    work_on_slips(f, getenv("FULL") != NULL ? 6 : 2);
    publish_one(f);
    expect_nothing_lost("saves", &plan, end(f));
}

static void an_import_that_spills(void **state) {
    struct fixture *f = *state;
    const struct plan plan = {.states = states(300, 30000)};
    begin(f, &plan);
    enter_slip(f, 1);
    import_rows(f, 40);
    enter_slip(f, 2);
    expect_nothing_lost("import of 40 rows", &plan, end(f));
}

static void a_copy(void **state) {
    struct fixture *f = *state;
    const struct plan plan = {.states = states(200, 10000), .watched = {"copy.db"}};
    struct problem problem = {0};
    char path[400];
    snprintf(path, sizeof path, "%s/copy.db", f->folder);
    begin(f, &plan);
    enter_slip(f, 1);
    assert_int_equal(store_copy_verified(f->office.store, path, &problem), STATUS_OK);
    recording_ack();
    enter_slip(f, 2);
    assert_int_equal(store_copy_verified(f->office.store, path, &problem), STATUS_OK);
    recording_ack();
    expect_nothing_lost("copies", &plan, end(f));
}

/* What was left is brought to the disk; nothing of the office's own file is touched by it. */
static void drafts(void **state) {
    struct fixture *f = *state;
    const struct plan plan = {.states = states(150, 6000), .drafts = "drafts"};
    struct problem problem = {0};
    struct draft_file *file = NULL;
    char path[400];
    snprintf(path, sizeof path, "%s/drafts", f->folder);
    begin(f, &plan);
    assert_int_equal(draft_open(path, true, &file, &problem), STATUS_OK);
    for (int i = 0; i < 6; i++) {
        struct draft draft = {.session = "1", .person = DRAFT_PERSON, .kept_at = i + 1};
        snprintf(draft.key, sizeof draft.key, "form %d", i);
        snprintf(draft.screen, sizeof draft.screen, "feedback");
        snprintf(draft.command, sizeof draft.command, "register");
        fields_set(&draft.values, "title", "写到一半的䶮塘路灯");
        if (draft_put(file, &draft, true, &problem) != STATUS_OK)
            fail_msg("%s", sentence(&problem));
        fields_release(&draft.values);
        recording_ack();
    }
    draft_close(file);
    expect_nothing_lost("drafts", &plan, end(f));
}

/* The office's own backups: each is whole under its name, or isn't there. */
static void backups(void **state) {
    struct fixture *f = *state;
    struct plan plan = {.states = states(200, 10000), .is_several_commits = true};
    struct problem problem = {0};
    static struct backup_done done[2];
    const struct backup_order order = {.folder = f->folder, .is_plain_wanted = true};
    begin(f, &plan);
    for (int i = 0; i < 2; i++) {
        at(f, i == 0 ? FIXTURE_NOW : "2026-11-20T10:30");
        enter_slip(f, i);
        if (backup_make(&f->office, &order, &done[i], &problem) != STATUS_OK)
            fail_msg("%s", sentence(&problem));
        recording_ack();
        plan.watched[i] = strrchr(done[i].path, '/') + 1;
    }
    expect_nothing_lost("backups", &plan, end(f));
}

static void spoil_a_byte(int descriptor) {
    struct stat about;
    if (fstat(descriptor, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 20000)
        assert_int_equal(pwrite(descriptor, "#", 1, 20000), 1);
}

/* A disk that keeps something else than it was given: no backup bears a good name. */
static void a_backup_that_reads_back_differently(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    struct backup_done done = {0};
    const struct backup_order order = {.folder = f->folder, .is_plain_wanted = true};
    recording_after_sync(spoil_a_byte);
    enum status status = backup_make(&f->office, &order, &done, &problem);
    recording_after_sync(NULL);
    assert_int_not_equal(status, STATUS_OK);
    DIR *folder = opendir(f->folder);
    assert_non_null(folder);
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder))
        if (strstr(entry->d_name, "-20261120-") != NULL)
            fail_msg("there is %s", entry->d_name);
    closedir(folder);
    assert_int_equal(backup_make(&f->office, &order, &done, &problem), STATUS_OK);
}

static void exports(void **state) {
    struct fixture *f = *state;
    const struct plan plan = {.states = states(200, 8000), .watched = {"list.csv", "list.json"}};
    struct problem problem = {0};
    struct scr_source files = scr_files_source();
    const struct file_encoding usual = {0};
    const struct file_encoding old = {.encoding = ENCODING_GB18030};
    char csv[400], json[400];
    int64_t count = 0;
    snprintf(csv, sizeof csv, "%s/list.csv", f->folder);
    snprintf(json, sizeof json, "%s/list.json", f->folder);
    begin(f, &plan);
    for (int i = 0; i < 6; i++) {
        enter_slip(f, i);
        assert_int_equal(record_export(&f->office, &files,
                                       &(struct export_request){.kind = "feedback",
                                                                .path = csv,
                                                                .format = EXPORT_CSV,
                                                                .how = i % 2 == 0 ? usual : old},
                                       &count, &problem),
                         STATUS_OK);
        recording_ack();
        assert_int_equal(record_export(&f->office, &files,
                                       &(struct export_request){.kind = "feedback",
                                                                .path = json,
                                                                .format = EXPORT_JSON,
                                                                .how = usual},
                                       &count, &problem),
                         STATUS_OK);
        recording_ack();
    }
    expect_nothing_lost("exports", &plan, end(f));
}

/* An office of the first schema, with a few hundred records, as SQL made it. */
static void make_old_office(struct fixture *f) {
    struct embedded_file list[2] = {*embedded_first("data/schema/"), {NULL, NULL, 0}};
    struct problem problem = {0};
    struct store *store = NULL;
    office_close(&f->office);
    assert_int_equal(unlink(f->path), 0);
    assert_int_equal(store_create_schema(f->path, list, &store, &problem), STATUS_OK);
    assert_int_equal(
        store_execute(
            store,
            "BEGIN;"
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)"
            " INSERT INTO record (id, record_kind, number, title, state, received_on,"
            " due_sort, created, changed) SELECT i, 'unit', 'DW' || i,"
            " '第' || i || '村民小组', 'open', '2026-01-05', '9999-12-31', 1, 1 FROM n;"
            "INSERT INTO unit (id) SELECT id FROM record;"
            "COMMIT",
            &problem),
        STATUS_OK);
    store_close(store);
}

static void an_upgrade(void **state) {
    struct fixture *f = *state;
    const struct plan plan = {
        .states = states(60, 4000),
        .watched = {"zwgk.db.before-0002", "zwgk.db.before-0003", "zwgk.db.before-0004"},
        .is_digested = true};
    struct problem problem = {0};
    struct store *store = NULL;
    make_old_office(f);
    recording_start(f->folder, "zwgk.db");
    if (store_open(f->path, &store, &problem) != STATUS_OK)
        fail_msg("%s", sentence(&problem));
    assert_true(store_has_sums(store));
    store_close(store);
    recording_ack();
    struct recording *recording = recording_stop();
    expect_nothing_lost("upgrade from the first schema", &plan, recording);
    assert_int_equal(unlink(f->path), 0);
    found_office(f, "test", NULL);
}

/* ---- controls: settings that lose must be seen to lose ---------------------------------------------- */

static void control(struct fixture *f, const char *pragma, struct figures *figures) {
    const struct plan plan = {.states = states(120, 10000), .pragma = pragma};
    begin(f, &plan);
    work_on_slips(f, 2);
    try_all(&plan, end(f), figures);
    char what[100];
    snprintf(what, sizeof what, "control %s", pragma);
    tell(what, figures);
    assert_true(figures->lost > 0);
}

static void control_without_syncs(void **state) {
    struct figures figures;
    control(*state, "PRAGMA synchronous=OFF", &figures);
    assert_true(figures.damaged + figures.half > 0);
}

static void control_sqlites_own_default(void **state) {
    struct figures figures;
    control(*state, "PRAGMA journal_mode=DELETE", &figures);
    assert_int_equal(figures.damaged + figures.half, 0);
}

static void control_without_the_last_sync(void **state) {
    struct figures figures;
    control(*state, "PRAGMA synchronous=NORMAL", &figures);
}

/* A file written straight under its name, and one renamed before it was synced. */
static void control_files(void **state) {
    struct fixture *f = *state;
    const struct plan plan = {.states = states(100, 1000), .watched = {"straight", "renamed"}};
    struct figures figures;
    char path[400], part[420];
    begin(f, &plan);
    enter_slip(f, 1);
    for (int i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/%s", f->folder, i == 0 ? "straight" : "renamed");
        snprintf(part, sizeof part, "%s.part", path);
        FILE *file = fopen(i == 0 ? path : part, "w");
        assert_non_null(file);
        for (int line = 0; line < 200; line++)
            fprintf(file, "第%d行\n", line);
        assert_int_equal(fclose(file), 0);
        assert_int_equal(i == 0 ? 0 : rename(part, path), 0);
        enter_slip(f, 2 + i);
    }
    try_all(&plan, end(f), &figures);
    tell("control files", &figures);
    assert_true(figures.files_bad > 0);
    assert_int_equal(figures.lost + figures.damaged + figures.half, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(saves),
        with_office(an_import_that_spills),
        with_office(a_copy),
        with_office(backups),
        with_office(a_backup_that_reads_back_differently),
        with_office(drafts),
        with_office(exports),
        with_office(an_upgrade),
        with_office(control_without_syncs),
        with_office(control_sqlites_own_default),
        with_office(control_without_the_last_sync),
        with_office(control_files),
    };
    recording_install(NULL);
    return cmocka_run_group_tests(tests, NULL, NULL);
}

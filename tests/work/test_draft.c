/* A save the program did not outlive: the next start knows whether it took place, and what was saved is no draft any more. The
 * program ends in a child of the test, at the moment itself. */
#include "work/office_fixture.h"

#include "work/draft.h"
#include "work/draft_belong.h"
#include "work/draft_session.h"
#include "work/save.h"

#include <sys/stat.h>
#include <sys/wait.h>

static const char key[] = "1 feedback#0";

static void keep(struct office *office, const char *title) {
    struct draft draft = {0};
    strcpy(draft.key, key);
    strcpy(draft.screen, "feedback");
    strcpy(draft.command, "register");
    fields_set(&draft.values, "title", title);
    assert_int_equal(drafts_keep(office, &draft, false, NULL), STATUS_OK);
    fields_release(&draft.values);
}

static void open_again(struct fixture *f) {
    assert_int_equal(office_open(&f->office, f->path, NULL), STATUS_OK);
    assert_int_equal(office_set_now(&f->office, FIXTURE_NOW, NULL), STATUS_OK);
    f->office.user = f->admin;
    f->office.roles = ROLE_CLERK | ROLE_ADMIN;
    f->office.visible = visible_to(f->office.user, f->office.roles);
    assert_int_equal(drafts_open(&f->office, NULL), STATUS_OK);
}

enum moment { BEFORE_COMMIT, AFTER_COMMIT, AFTER_ALL };

/* A feedback is being registered from a draft; the program ends at the moment. */
static void end_at(struct fixture *f, enum moment moment) {
    office_close(&f->office);
    pid_t child = fork();
    if (child == 0) {
        struct save save;
        struct record record = {0};
        open_again(f);
        keep(&f->office, "桥面塌了");
        drafts_plan_save(&f->office, key);
        assert_int_equal(save_begin(&f->office, &save, NULL), STATUS_OK);
        drafts_begin_save(&save, "register");
        fields_set(&record.fields, "record_kind", "feedback");
        fields_set(&record.fields, "state", "registered");
        fields_set(&record.fields, "title", "桥面塌了");
        fields_set(&record.fields, "kind", "complain");
        fields_set(&record.fields, "body", "过不去");
        fields_set(&record.fields, "received_on", "2026-11-20");
        fields_set(&record.fields, "source", "box");
        if (save_new(&save, &record, "register", NULL, NULL) != STATUS_OK)
            _exit(2);
        drafts_note_save(&save);
        if (moment == BEFORE_COMMIT)
            _exit(0);
        if (store_commit(f->office.store, save.id, NULL) != STATUS_OK)
            _exit(3);
        if (moment == AFTER_ALL)
            drafts_end_save(&save, STATUS_OK);
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    open_again(f);
}

static void test_not_stored(void **state) {
    struct fixture *f = *state;
    struct last_save told;
    end_at(f, BEFORE_COMMIT);
    assert_int_equal(drafts_last_save(&f->office, &told, NULL), STATUS_OK);
    assert_true(told.is_known);
    assert_false(told.was_stored);
    assert_string_equal(told.kind, "feedback");
    assert_string_equal(told.command, "register");
    const struct draft *draft = drafts_find(&f->office, key);
    assert_non_null(draft);
    assert_string_equal(fields_text(&draft->values, "title"), "桥面塌了");
    assert_int_equal(drafts_last_save(&f->office, &told, NULL), STATUS_OK);
    assert_false(told.is_known); /* said once */
}

static void test_stored(void **state) {
    struct fixture *f = *state;
    struct last_save told;
    struct record record = {0};
    end_at(f, AFTER_COMMIT);
    assert_int_equal(drafts_last_save(&f->office, &told, NULL), STATUS_OK);
    assert_true(told.is_known);
    assert_true(told.was_stored);
    assert_int_equal(store_read(f->office.store, &f->office.visible, told.record, &record, NULL),
                     STATUS_OK);
    assert_string_equal(fields_text(&record.fields, "number"), "FK2026-00001");
    record_release(&record);
    assert_null(drafts_find(&f->office, key)); /* else it would be entered twice */
    assert_null(drafts_first(&f->office));
}

static void test_all_was_done(void **state) {
    struct fixture *f = *state;
    struct last_save told;
    end_at(f, AFTER_ALL); /* but the screen had not said so yet */
    assert_int_equal(drafts_last_save(&f->office, &told, NULL), STATUS_OK);
    assert_true(told.is_known && told.was_stored);
    assert_null(drafts_first(&f->office));
}

/* After a power cut the note may be missing, the draft with its save's id not: the audit knows it. */
static void test_stored_without_a_note(void **state) {
    struct fixture *f = *state;
    struct last_save told;
    struct draft_file *file = NULL;
    char path[400];
    struct save_note note = {0};
    end_at(f, AFTER_COMMIT);
    assert_true(drafts_path(f->path, (unsigned)geteuid(), path, sizeof path));
    assert_int_equal(draft_open(path, false, &file, NULL), STATUS_OK);
    drafts_refresh(&f->office);
    assert_non_null(drafts_first(&f->office));
    memcpy(note.session, drafts_first(&f->office)->session, sizeof note.session);
    assert_int_equal(draft_end_save(file, &note, false, NULL), STATUS_OK);
    draft_close(file);
    assert_int_equal(drafts_last_save(&f->office, &told, NULL), STATUS_OK);
    assert_false(told.is_known);
    assert_null(drafts_first(&f->office));
}

static void test_saved_by_the_rules(void **state) {
    struct fixture *f = *state;
    struct problems problems = {0};
    struct fields values = FIELDS_INIT;
    int64_t id = 0;
    bool is_found = false;
    char save_id[SAVE_ID_BYTES];
    assert_int_equal(drafts_open(&f->office, NULL), STATUS_OK);
    keep(&f->office, "桥面塌了");
    memcpy(save_id, drafts_find(&f->office, key)->save_id, sizeof save_id);
    drafts_plan_save(&f->office, key);
    assert_int_not_equal(flow_register(&f->office, "feedback", &values, false, &id, &problems),
                         STATUS_OK); /* empty: refused, and the draft stays */
    assert_non_null(drafts_find(&f->office, key));
    fields_set(&values, "title", "桥面塌了");
    fields_set(&values, "kind", "complain");
    fields_set(&values, "body", "过不去");
    fields_set(&values, "received_on", "2026-11-20");
    fields_set(&values, "source", "box");
    memset(&problems, 0, sizeof problems);
    assert_int_equal(flow_register(&f->office, "feedback", &values, false, &id, &problems),
                     STATUS_OK);
    assert_null(drafts_find(&f->office, key));
    assert_int_equal(store_has_save(f->office.store, save_id, &is_found, NULL), STATUS_OK);
    assert_true(is_found);
    fields_release(&values);
}

static void test_of_who_works_now(void **state) {
    struct fixture *f = *state;
    assert_int_equal(drafts_open(&f->office, NULL), STATUS_OK);
    keep(&f->office, "桥面塌了");
    assert_non_null(drafts_first(&f->office));
    f->office.user = f->clerk;
    assert_null(drafts_first(&f->office));
    f->office.user = f->admin;
    assert_non_null(drafts_first(&f->office));
}

static void test_sessions(void **state) {
    (void)state;
    char name[DRAFT_NAME_BYTES], other[DRAFT_NAME_BYTES];
    drafts_session_name(name);
    assert_true(drafts_session_runs(name));
    snprintf(other, sizeof other, "%ld 1 %s", (long)getpid(), strrchr(name, ' ') + 1);
    assert_false(drafts_session_runs(other)); /* the number was given to another */
    assert_false(drafts_session_runs(""));
    assert_false(drafts_session_runs("nobody"));
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    snprintf(other, sizeof other, "%ld - -", (long)child);
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_false(drafts_session_runs(other));
}

static void test_folder_that_can_not_be_written(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    char path[400];
    assert_int_equal(drafts_open(&f->office, NULL), STATUS_OK);
    assert_true(drafts_path(f->path, (unsigned)geteuid(), path, sizeof path));
    assert_int_equal(mkdir(path, 0700), 0); /* the file can't be made, whoever runs the test */
    struct draft draft = {0};
    strcpy(draft.key, key);
    fields_set(&draft.values, "title", "只在内存里");
    assert_int_not_equal(drafts_keep(&f->office, &draft, false, &problem), STATUS_OK);
    assert_non_null(strstr(sentence(&problem), "只在程序开着时留着"));
    assert_int_equal(drafts_keep(&f->office, &draft, false, &problem), STATUS_OK); /* once */
    assert_string_equal(fields_text(&drafts_find(&f->office, key)->values, "title"), "只在内存里");
    assert_false(drafts_are_durable(&f->office));
    assert_int_equal(rmdir(path), 0);
    assert_int_equal(drafts_keep(&f->office, &draft, false, &problem), STATUS_OK);
    assert_true(drafts_are_durable(&f->office));
    fields_release(&draft.values);
}

/* ---- nobody could tell whether it was stored ------------------------------------------------------- */

/* A feedback is stored, and the disk fails before anybody knows. */
static int64_t store_without_knowing(struct fixture *f, struct fields *values) {
    struct save save;
    struct record record = {0};
    assert_int_equal(drafts_open(&f->office, NULL), STATUS_OK);
    keep(&f->office, "桥面塌了");
    drafts_plan_save(&f->office, key);
    fields_set(values, "title", "桥面塌了");
    fields_set(values, "kind", "complain");
    fields_set(values, "body", "过不去");
    fields_set(values, "received_on", "2026-11-20");
    fields_set(values, "source", "box");
    fields_merge(&record.fields, values);
    fields_set(&record.fields, "record_kind", "feedback");
    fields_set(&record.fields, "state", "registered");
    assert_int_equal(save_begin(&f->office, &save, NULL), STATUS_OK);
    drafts_begin_save(&save, "register");
    assert_int_equal(save_new(&save, &record, "register", NULL, NULL), STATUS_OK);
    drafts_note_save(&save);
    assert_int_equal(store_commit(f->office.store, save.id, NULL), STATUS_OK);
    drafts_end_save(&save, STATUS_IO);
    int64_t id = record.id;
    record_release(&record);
    return id;
}

static void test_saved_again_it_is_stored_once(void **state) {
    struct fixture *f = *state;
    struct fields values = FIELDS_INIT;
    struct problems problems = {0};
    int64_t id = 0, first = store_without_knowing(f, &values);
    assert_non_null(drafts_find(&f->office, key));
    assert_int_equal(flow_register(&f->office, "feedback", &values, false, &id, &problems),
                     STATUS_OK);
    assert_int_equal(id, first);
    assert_null(drafts_find(&f->office, key));
    must_register(f, "feedback", &id, "title", "另一件", "kind", "complain", "body", "另一件",
                  "received_on", "2026-11-20", "source", "box");
    assert_string_equal(column(f, id, "number"), "FK2026-00002"); /* none was made between */
    fields_release(&values);
}

static void test_changed_since_it_is_refused(void **state) {
    struct fixture *f = *state;
    struct fields values = FIELDS_INIT;
    struct problems problems = {0};
    int64_t id = 0;
    (void)store_without_knowing(f, &values);
    keep(&f->office, "桥面塌了，急");
    fields_set(&values, "title", "桥面塌了，急");
    assert_int_equal(flow_register(&f->office, "feedback", &values, false, &id, &problems),
                     STATUS_INVALID);
    assert_non_null(strstr(sentence(&problems.items[0]), "已经存好（FK2026-00001）"));
    assert_non_null(drafts_find(&f->office, key));
    fields_release(&values);
}

/* ---- another office, another history -------------------------------------------------------------- */

/* A session that is over left a draft of a new record, and with `id` one about that. */
static void leave_drafts(struct fixture *f, int64_t id) {
    office_close(&f->office);
    pid_t child = fork();
    if (child == 0) {
        struct draft draft = {.ver = 1};
        char ids[24];
        open_again(f);
        keep(&f->office, "另一份");
        snprintf(ids, sizeof ids, "%lld", (long long)id);
        strcpy(draft.key, "1 feedback#7");
        strcpy(draft.screen, "feedback");
        strcpy(draft.command, "edit");
        draft.ids = ids;
        fields_set(&draft.values, "body", "改过的");
        if (id != 0 && drafts_keep(&f->office, &draft, true, NULL) != STATUS_OK)
            _exit(1);
        _exit(0);
    }
    int status = 1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void open_office(struct fixture *f) {
    assert_int_equal(office_open(&f->office, f->path, NULL), STATUS_OK);
    assert_int_equal(office_set_now(&f->office, FIXTURE_NOW, NULL), STATUS_OK);
    use_as(f, f->admin, ROLE_CLERK | ROLE_ADMIN);
}

static size_t count_drafts(const struct fixture *f) {
    size_t count = 0;
    for (const struct draft *draft = drafts_first(&f->office); draft != NULL;
         draft = drafts_next(&f->office, draft))
        count++;
    return count;
}

static bool count_one(void *context, const struct draft *draft) {
    (void)draft;
    ++*(size_t *)context;
    return true;
}

/* How many drafts lie in the file that was put aside. */
static size_t count_aside(const struct fixture *f) {
    struct draft_file *file = NULL;
    char path[400], name[440];
    size_t count = 0;
    assert_true(drafts_path(f->path, (unsigned)geteuid(), path, sizeof path));
    snprintf(name, sizeof name, "%s.aside-2026-11-20", path);
    if (draft_open(name, false, &file, NULL) != STATUS_OK)
        return 0;
    assert_int_equal(draft_walk(file, 0, count_one, &count, NULL), STATUS_OK);
    draft_close(file);
    return count;
}

static void copy_office(const struct fixture *f, bool is_back) {
    char command[800], kept[340];
    snprintf(kept, sizeof kept, "%s.copy", f->path);
    snprintf(command, sizeof command, "cp '%s' '%s'", is_back ? kept : f->path,
             is_back ? f->path : kept);
    assert_int_equal(system(command), 0);
}

static void test_of_another_office(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    struct last_save told;
    leave_drafts(f, f->unit);
    assert_int_equal(unlink(f->path), 0);
    found_office(f, "test", NULL);
    use_as(f, f->admin, ROLE_CLERK | ROLE_ADMIN);
    assert_int_equal(drafts_open(&f->office, &problem), STATUS_CONFLICT);
    assert_non_null(strstr(sentence(&problem), "有 2 份草稿不是这份数据库的"));
    assert_non_null(strstr(sentence(&problem), ".aside-2026-11-20"));
    assert_int_equal(drafts_last_save(&f->office, &told, NULL), STATUS_OK);
    assert_int_equal(count_drafts(f), 0);
    assert_int_equal(count_aside(f), 2);
    assert_int_equal(drafts_open(&f->office, &problem), STATUS_OK); /* said once */
    keep(&f->office, "桥面塌了");
    assert_int_equal(count_drafts(f), 1);
}

/* The record it is about has another version of that number, made after the older copy was put back. */
static void test_of_a_history_restored_away(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    office_close(&f->office);
    copy_office(f, false);
    open_office(f);
    must_do(f, "edit", f->unit, "phone", "0000-6610012");
    leave_drafts(f, f->unit);
    copy_office(f, true);
    open_office(f);
    must_do(f, "edit", f->unit, "phone", "0000-6610013");
    assert_int_equal(drafts_open(&f->office, &problem), STATUS_CONFLICT);
    assert_non_null(strstr(sentence(&problem), "有 1 份草稿不是这份数据库的"));
    drafts_refresh(&f->office);
    assert_int_equal(count_drafts(f), 1); /* of a new one: overwrites nothing */
    assert_string_equal(drafts_first(&f->office)->command, "register");
    assert_int_equal(count_aside(f), 1);
}

/* An older copy in which the record is not there at all; and one that has it as the draft saw it. */
static void test_of_a_record_that_is_gone(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    int64_t id = 0;
    office_close(&f->office);
    copy_office(f, false);
    open_office(f);
    must_register(f, "unit", &id, "title", "西门村");
    leave_drafts(f, f->unit);
    copy_office(f, true);
    open_office(f);
    assert_int_equal(drafts_open(&f->office, &problem), STATUS_OK);
    drafts_refresh(&f->office);
    assert_int_equal(count_drafts(f), 2);
    leave_drafts(f, f->unit);
    open_office(f);
    must_register(f, "unit", &id, "title", "西门村");
    leave_drafts(f, id);
    copy_office(f, true);
    open_office(f);
    assert_int_equal(drafts_open(&f->office, &problem), STATUS_CONFLICT);
}

/* What others changed since, in the same history, is met when it is saved. */
static void test_changed_since_by_others(void **state) {
    struct fixture *f = *state;
    leave_drafts(f, f->unit);
    open_office(f);
    must_do(f, "edit", f->unit, "phone", "0000-6610012");
    must_do(f, "edit", f->unit, "phone", "0000-6610013");
    assert_int_equal(drafts_open(&f->office, NULL), STATUS_OK);
    drafts_refresh(&f->office);
    assert_int_equal(count_drafts(f), 2);
}

/* A session that still ran when the file was replaced, and ends later. */
static void test_left_while_another_office_is_open(void **state) {
    struct fixture *f = *state;
    struct draft_file *file = NULL;
    struct draft draft = {.person = f->admin, .kept_at = 5};
    char path[400];
    assert_int_equal(drafts_open(&f->office, NULL), STATUS_OK);
    assert_true(drafts_path(f->path, (unsigned)geteuid(), path, sizeof path));
    assert_int_equal(draft_open(path, true, &file, NULL), STATUS_OK);
    strcpy(draft.session, "nobody");
    strcpy(draft.key, key);
    strcpy(draft.office, "0123");
    assert_int_equal(draft_put(file, &draft, false, NULL), STATUS_OK);
    draft_close(file);
    keep(&f->office, "桥面塌了"); /* the file is used now */
    drafts_refresh(&f->office);
    assert_int_equal(count_drafts(f), 1);
}

static void test_founding_puts_files_aside(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    char path[400], command[900];
    day_number today = office_today(&f->office);
    assert_int_equal(drafts_put_files_aside(f->path, today, &problem), STATUS_OK);
    leave_drafts(f, 0);
    assert_true(drafts_path(f->path, 12345, path, sizeof path));
    snprintf(command, sizeof command, "echo x > '%s'; echo x > '%s.damaged-2026-11-01'", path,
             path);
    assert_int_equal(system(command), 0);
    assert_int_equal(drafts_put_files_aside(f->path, today, &problem), STATUS_CONFLICT);
    assert_non_null(strstr(sentence(&problem), "有 2 个草稿文件"));
    assert_int_equal(access(path, F_OK), -1);
    assert_int_equal(count_aside(f), 1);
    assert_int_equal(drafts_put_files_aside(f->path, today, &problem), STATUS_OK);
    open_office(f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_not_stored, office_fixture_setup,
                                        office_fixture_teardown),
        cmocka_unit_test_setup_teardown(test_stored, office_fixture_setup, office_fixture_teardown),
        cmocka_unit_test_setup_teardown(test_all_was_done, office_fixture_setup,
                                        office_fixture_teardown),
        cmocka_unit_test_setup_teardown(test_stored_without_a_note, office_fixture_setup,
                                        office_fixture_teardown),
        cmocka_unit_test_setup_teardown(test_saved_by_the_rules, office_fixture_setup,
                                        office_fixture_teardown),
        cmocka_unit_test_setup_teardown(test_of_who_works_now, office_fixture_setup,
                                        office_fixture_teardown),
        cmocka_unit_test(test_sessions),
        cmocka_unit_test_setup_teardown(test_folder_that_can_not_be_written, office_fixture_setup,
                                        office_fixture_teardown),
        with_office(test_saved_again_it_is_stored_once),
        with_office(test_changed_since_it_is_refused),
        with_office(test_of_another_office),
        with_office(test_of_a_history_restored_away),
        with_office(test_of_a_record_that_is_gone),
        with_office(test_changed_since_by_others),
        with_office(test_left_while_another_office_is_open),
        with_office(test_founding_puts_files_aside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

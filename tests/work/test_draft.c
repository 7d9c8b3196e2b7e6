/* A save the program did not outlive: the next start knows whether it took place, and what was saved is no draft any more. The
 * program ends in a child of the test, at the moment itself. */
#include "work/office_fixture.h"

#include "work/draft.h"
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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* A save under failures of the disk and of memory, at every operation in turn: what was called saved is
 * there, whole, and what was not is not; the same open file works again afterwards. */
#include "store/fault_vfs.h"
#include "store/sample.h"

static int make(void **state) {
    static struct sample sample;
    memset(&fault, 0, sizeof fault);
    sample_make(&sample);
    *state = &sample;
    return 0;
}

static int drop(void **state) {
    memset(&fault, 0, sizeof fault);
    sample_remove(*state);
    return 0;
}

/* A record with its step and audit, and a change to the unit: six tables. */
static enum status try_save(struct sample *sample, const char *save_id, struct problem *problem) {
    struct store *store = sample->store;
    struct record record = {0, 0, FIELDS_INIT};
    struct record unit = {0, 0, FIELDS_INIT};
    struct fields changes = FIELDS_INIT;
    char number[24];
    enum status status = store_begin(store, problem);
    if (status != STATUS_OK) {
        return status;
    }
    const struct audit_entry entry = {
        .at = 1, .account = "li", .command = "register", .save_id = save_id};
    struct audit_entry with_record = entry;
    fields_set(&record.fields, COL_TITLE, save_id);
    fields_set(&record.fields, COL_KIND, "complaint");
    fields_set(&record.fields, COL_STATE, "registered");
    fields_set(&record.fields, COL_RECEIVED_ON, "2026-11-03");
    fields_set(&record.fields, COL_CREATED, "1");
    fields_set(&record.fields, COL_CHANGED, "1");
    fields_set(&changes, COL_NOTE, save_id);
    status = store_next_number(store, "FK", 2026, number, problem);
    fields_set(&record.fields, COL_NUMBER, number);
    if (status == STATUS_OK) {
        status = store_insert(store, "feedback", &record, problem);
    }
    if (status == STATUS_OK) {
        status = store_add_step(store, record.id, 1, 0, "register", "", "registered", "", problem);
    }
    with_record.record = record.id;
    if (status == STATUS_OK) {
        status = store_add_audit(store, &with_record, problem);
    }
    if (status == STATUS_OK) {
        status = store_read(store, &everything, sample->unit, &unit, problem);
    }
    if (status == STATUS_OK) {
        status = store_update(store, &unit, &changes, 0, 2, problem);
    }
    with_record.record = sample->unit;
    if (status == STATUS_OK) {
        status = store_add_audit(store, &with_record, problem);
    }
    if (status == STATUS_OK) {
        status = store_commit(store, save_id, problem);
    } else {
        store_rollback(store);
    }
    record_release(&record);
    record_release(&unit);
    fields_release(&changes);
    return status;
}

/* Everything of the save, or nothing; and the file sound. */
static void expect_all_or_nothing(struct sample *sample, const char *save_id, bool is_saved) {
    struct problem problem;
    bool has_audit = false;
    int64_t id = 0;
    int64_t rows = 0;
    struct record unit = {0, 0, FIELDS_INIT};
    expect_ok(store_has_save(sample->store, save_id, &has_audit, &problem), &problem);
    assert_int_equal(has_audit, is_saved);
    assert_int_equal(
        store_find_title(sample->store, &everything, "feedback", save_id, &id, &problem),
        is_saved ? STATUS_OK : STATUS_NOT_FOUND);
    expect_ok(store_read(sample->store, &everything, sample->unit, &unit, &problem), &problem);
    assert_int_equal(strcmp(fields_text(&unit.fields, COL_NOTE), save_id) == 0, is_saved);
    record_release(&unit);
    expect_ok(store_verify_audit(sample->store, &rows, &problem), &problem);
    expect_ok(
        store_integer(sample->store,
                      "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
                      &rows, &problem),
        &problem);
    assert_int_equal(rows, 0);
}

/* Every n until one is not reached. Returns how often a failed commit turned out to be stored. */
static int fail_every(struct sample *sample, unsigned kinds, bool stays, bool happens_first,
                      int code) {
    int stored_after_all = 0;
    for (int n = 1;; n++) {
        char save_id[40];
        struct problem problem;
        memset(&problem, 0, sizeof problem);
        snprintf(save_id, sizeof save_id, "%u-%d-%d-%d-%d", kinds, stays, happens_first, code, n);
        fault.kinds = kinds;
        fault.stays = stays;
        fault.happens_first = happens_first;
        fault.code = code;
        fault.hits = 0;
        fault.countdown = n;
        enum status status = try_save(sample, save_id, &problem);
        bool was_hit = fault.hits > 0;
        fault.countdown = 0;
        if (status != STATUS_OK) {
            assert_int_equal(status, STATUS_IO);
            assert_non_null(strstr(problem.message, "没有保存"));
        }
        stored_after_all += status == STATUS_OK && was_hit;
        if (sample->store->db == NULL) {
            expect_ok(store_reopen(sample->store, &problem), &problem);
        }
        expect_all_or_nothing(sample, save_id, status == STATUS_OK);
        if (!was_hit) {
            assert_true(n > 3);
            return stored_after_all;
        }
    }
}

static void test_writes(void **state) {
    fail_every(*state, FAULT_WRITE, false, false, SQLITE_IOERR_WRITE);
}

static void test_full_disk(void **state) {
    fail_every(*state, FAULT_WRITE, false, false, SQLITE_FULL);
}

static void test_syncs(void **state) {
    fail_every(*state, FAULT_SYNC, false, false, 0);
}

/* Here the journal was emptied and only its sync failed: the save did take place, and the look at the save id
 * says so instead of an error. */
static void test_syncs_that_happened(void **state) {
    assert_true(fail_every(*state, FAULT_SYNC, false, true, 0) > 0);
}

static void test_truncations(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    memset(&problem, 0, sizeof problem);
    for (int happens_first = 0; happens_first < 2; happens_first++) {
        fault.kinds = FAULT_TRUNCATE;
        fault.happens_first = happens_first == 1;
        fault.countdown = 1;
        char save_id[40];
        snprintf(save_id, sizeof save_id, "truncate-%d", happens_first);
        enum status status = try_save(sample, save_id, &problem);
        assert_int_equal(fault.countdown, 0);
        expect_all_or_nothing(sample, save_id, status == STATUS_OK);
        assert_int_equal(status == STATUS_OK, happens_first == 1);
    }
}

/* The disk does not come back: the message must not claim what nobody can know, and no later call may crash. */
static void test_a_disk_that_stays_away(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    for (int n = 1; n < 40; n++) {
        memset(&problem, 0, sizeof problem);
        fault.kinds = FAULT_WRITE | FAULT_SYNC | FAULT_TRUNCATE;
        fault.stays = true;
        fault.code = SQLITE_IOERR_WRITE;
        fault.countdown = n;
        char save_id[40];
        snprintf(save_id, sizeof save_id, "away-%d", n);
        enum status status = try_save(sample, save_id, &problem);
        fault.countdown = 0;
        fault.hits = 0;
        bool is_unknown =
            status != STATUS_OK && strstr(problem.message, "不知道这次是否已保存") != NULL;
        if (sample->store->db == NULL) {
            expect_ok(store_reopen(sample->store, &problem), &problem);
        }
        if (!is_unknown) {
            expect_all_or_nothing(sample, save_id, status == STATUS_OK);
        }
    }
}

static void test_no_room_in_the_file(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    char body[3001];
    memset(body, 'x', sizeof body - 1);
    body[3000] = '\0';
    expect_ok(store_execute(sample->store, "PRAGMA max_page_count=1", &problem), &problem);
    enum status status = STATUS_OK;
    for (int i = 0; i < 20 && status == STATUS_OK; i++) {
        struct fields fields = FIELDS_INIT;
        int64_t id = 0;
        sample_begin(sample->store);
        fields_set(&fields, COL_TITLE, "占地方");
        fields_set(&fields, COL_KIND, "complaint");
        fields_set(&fields, COL_BODY, body);
        status = sample_insert(sample->store, "feedback", &fields, &id, &problem);
        if (status == STATUS_OK) {
            status = store_commit(sample->store, "x", &problem);
        } else {
            store_rollback(sample->store);
        }
        fields_release(&fields);
    }
    assert_int_equal(status, STATUS_IO);
    assert_non_null(strstr(problem.message, "磁盘已满"));
    expect_ok(store_execute(sample->store, "PRAGMA max_page_count=1000000", &problem), &problem);
    expect_ok(try_save(sample, "room again", &problem), &problem);
}

/* After a failure has ended the transaction, nothing more may be written on its own. */
static void test_a_broken_transaction_writes_nothing(void **state) {
    struct sample *sample = *state;
    struct problem problem;
    sample_begin(sample->store);
    sample_named(sample->store, "unit", "半条");
    expect_ok(store_execute(sample->store, "ROLLBACK", &problem), &problem);
    assert_int_equal(store_set_setting(sample->store, "key", "value", &problem), STATUS_IO);
    assert_int_equal(store_commit(sample->store, "half", &problem), STATUS_IO);
    char *value = store_setting(sample->store, "key");
    assert_string_equal(value, "");
    free(value);
    expect_ok(try_save(sample, "after", &problem), &problem);
}

static void test_memory(void **state) {
    struct sample *sample = *state;
    int failures = 0;
    for (int n = 1;; n++) {
        struct problem problem;
        char save_id[40];
        memset(&problem, 0, sizeof problem);
        snprintf(save_id, sizeof save_id, "memory-%d", n);
        expect_ok(store_reopen(sample->store, &problem),
                  &problem); /* nothing prepared, nothing cached */
        fault.kinds = FAULT_MEMORY;
        fault.hits = 0;
        fault.countdown = n;
        enum status status = try_save(sample, save_id, &problem);
        bool was_hit = fault.hits > 0;
        fault.countdown = 0;
        failures += status == STATUS_NO_MEMORY;
        assert_true(status == STATUS_OK || status == STATUS_NO_MEMORY || status == STATUS_IO);
        if (sample->store->db == NULL) {
            expect_ok(store_reopen(sample->store, &problem), &problem);
        }
        if (n % 7 == 0 || !was_hit) {
            expect_all_or_nothing(sample, save_id, status == STATUS_OK);
        }
        if (!was_hit) {
            break;
        }
    }
    assert_true(failures > 20);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_writes, make, drop),
        cmocka_unit_test_setup_teardown(test_full_disk, make, drop),
        cmocka_unit_test_setup_teardown(test_syncs, make, drop),
        cmocka_unit_test_setup_teardown(test_syncs_that_happened, make, drop),
        cmocka_unit_test_setup_teardown(test_truncations, make, drop),
        cmocka_unit_test_setup_teardown(test_a_disk_that_stays_away, make, drop),
        cmocka_unit_test_setup_teardown(test_no_room_in_the_file, make, drop),
        cmocka_unit_test_setup_teardown(test_memory, make, drop),
        cmocka_unit_test_setup_teardown(test_a_broken_transaction_writes_nothing, make, drop),
    };
    if (access("/dev/shm", W_OK) == 0)
        setenv("TMPDIR", "/dev/shm", 0); /* nothing of this is about a real disk */
    fault_memory_install();
    fault_install();
    return cmocka_run_group_tests(tests, NULL, NULL);
}

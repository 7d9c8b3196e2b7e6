/* Who may see masked data whole, and that the audit tells each time. */
#include "work/office_fixture.h"

#include <sqlite3.h>

#include "store/small.h"
#include "work/personal.h"

/* Rows of the audit that say this record was shown whole, by whom. */
static int64_t count_reveals(const struct fixture *f, int64_t record, int64_t person) {
    sqlite3 *db = NULL;
    sqlite3_stmt *row = NULL;
    assert_int_equal(sqlite3_open_v2(f->path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db,
                                        "SELECT count(*) FROM audit WHERE command = 'reveal'"
                                        " AND record = ? AND person = ?",
                                        -1, &row, NULL),
                     SQLITE_OK);
    sqlite3_bind_int64(row, 1, record);
    sqlite3_bind_int64(row, 2, person);
    assert_int_equal(sqlite3_step(row), SQLITE_ROW);
    int64_t count = sqlite3_column_int64(row, 0);
    sqlite3_finalize(row);
    sqlite3_close(db);
    return count;
}

static void each_reveal_is_a_row_of_the_audit(void **state) {
    struct fixture *f = *state;
    int64_t id = 0, rows = 0;
    must_register(f, "feedback", &id, "kind", "complain", "title", "䶮塘路灯不亮", "received_on",
                  "2026-11-20", "reporter", "张𠮷旺", "contact", "13800001234");
    use_as(f, f->clerk, ROLE_CLERK);
    assert_int_equal(personal_reveal(&f->office, id, NULL), STATUS_OK);
    assert_int_equal(personal_reveal(&f->office, id, NULL), STATUS_OK);
    assert_int_equal(count_reveals(f, id, f->clerk), 2);
    assert_int_equal(store_verify_audit(f->office.store, &rows, NULL), STATUS_OK);
    use_as(f, f->admin, ROLE_ADMIN);
    assert_int_equal(personal_reveal(&f->office, id, NULL), STATUS_DENIED);
    use_as(f, f->village, ROLE_ENQUIRY);
    assert_int_equal(personal_reveal(&f->office, id, NULL), STATUS_DENIED);
    assert_int_equal(count_reveals(f, id, f->admin) + count_reveals(f, id, f->village), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {with_office(each_reveal_is_a_row_of_the_audit)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

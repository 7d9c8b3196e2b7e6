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

/* ---- what is masked ------------------------------------------------------------------------------- */

static const char *cell(const char *view, const char *kind, const char *column, const char *text) {
    static struct buffer out;
    buffer_clear(&out);
    personal_append_cell(&out, view, kind, column, text);
    return buffer_text(&out);
}

static void a_cell_of_a_list(void **state) {
    (void)state;
    assert_string_equal(cell("", "feedback", "reporter", "欧阳䶮"), "欧阳*");
    assert_string_equal(cell("", "opinion", "author", "三组村民"), "三组村民");
    assert_string_equal(cell("", "enquiry", "contact", "０512-5551234转2"), "０512-*******转*");
    assert_string_equal(cell("", "enquiry", "contact", "儿子 wxid_6f7a"), "儿子 wxi*_****");
    assert_string_equal(cell("feedback_open", "feedback", "title", "打13800001234"),
                        "打138****1234");
    assert_string_equal(cell("feedback_visit", "feedback", "contact", "13800001234"),
                        "13800001234");
    assert_string_equal(cell("feedback_visit", "feedback", "reporter", "张𠮷旺"), "张𠮷旺");
    assert_string_equal(cell("feedback_visit", "feedback", "title", "打13800001234"),
                        "打138****1234");
    assert_string_equal(cell("unit_all", "unit", "contact", "何丽"), "何丽");
    assert_string_equal(cell("unit_all", "unit", "phone", "13800001234"), "13800001234");
    assert_string_equal(cell("", "feedback", "external_no", "6222021234567890128"),
                        "6222021234567890128");
    assert_string_equal(cell("", "", "title", "卡6222021234567890128"), "卡***************0128");
}

/* The page's text as the user sees it; false when nothing was masked. */
static bool page(struct fixture *f, int64_t id, const char *text, char out[600]) {
    struct record record = {0};
    struct personal hidden = {0};
    struct buffer all = BUFFER_INIT, masked = BUFFER_INIT;
    struct versions versions = {0};
    assert_int_equal(store_read(f->office.store, &f->office.visible, id, &record, NULL), STATUS_OK);
    assert_int_equal(store_versions(f->office.store, &f->office.visible, id, &versions, NULL),
                     STATUS_OK);
    personal_hide(&f->office, PERSONAL_PAGE, &record, &hidden);
    personal_learn_versions(&f->office, &versions, &hidden);
    buffer_append_format(&all, "%s|%s|%s", fields_text(&record.fields, "reporter"),
                         fields_text(&record.fields, "contact"), text);
    personal_append(&hidden, buffer_text(&all), &masked);
    snprintf(out, 600, "%s", buffer_text(&masked));
    bool is_any = hidden.is_any;
    versions_release(&versions);
    personal_release(&hidden);
    record_release(&record);
    buffer_release(&all);
    buffer_release(&masked);
    return is_any;
}

static void a_page_of_somebody_elses_matter(void **state) {
    struct fixture *f = *state;
    int64_t id = 0;
    char shown[600];
    must_register(f, "feedback", &id, "kind", "complain", "title", "路灯", "received_on",
                  "2026-11-20", "reporter", "张𠮷旺", "contact", "0512-5551234", "unit", "东门村");
    must_do(f, "edit", id, "reporter", "李䶮", "contact", "0512-8889999");
    assert_false(page(f, id, "张𠮷旺", shown)); /* who registered it */
    assert_string_equal(shown, "李䶮|0512-8889999|张𠮷旺");
    use_as(f, f->clerk, ROLE_CLERK);
    assert_true(
        page(f, id, "李䶮说的，电话: 0512-5551234 改为 0512-8889999，编号60512-88899991", shown));
    assert_string_equal(
        shown,
        "李*|051*-*******|李*说的，电话: 051*-******* 改为 051*-*******，编号60512-88899991");
    assert_true(page(f, id, "张𠮷旺来过", shown));
    assert_string_equal(shown, "李*|051*-*******|张*来过");
}

/* A form shows what it is for; what its page would not have shown is told by the audit. */
static void a_form_that_shows_more_is_a_reveal(void **state) {
    struct fixture *f = *state;
    struct record record = {0};
    struct fields shown = FIELDS_INIT;
    int64_t id = 0;
    bool is_revealed = true;
    must_register(f, "feedback", &id, "kind", "complain", "title", "路灯", "received_on",
                  "2026-11-20", "reporter", "张𠮷旺", "contact", "0512-5551234", "unit", "东门村");
    assert_int_equal(store_read(f->office.store, &f->office.visible, id, &record, NULL), STATUS_OK);
    fields_set(&shown, "contact", "0512-5551234");
    assert_int_equal(personal_reveal_in_form(&f->office, &record, &shown, &is_revealed, NULL),
                     STATUS_OK);
    assert_false(is_revealed); /* he registered it */
    use_as(f, f->clerk, ROLE_CLERK);
    assert_int_equal(personal_reveal_in_form(&f->office, &record, &shown, &is_revealed, NULL),
                     STATUS_OK);
    assert_true(is_revealed);
    fields_set(&shown, "contact", NULL);
    fields_set(&shown, "title", "路灯");
    assert_int_equal(personal_reveal_in_form(&f->office, &record, &shown, &is_revealed, NULL),
                     STATUS_OK);
    assert_false(is_revealed);
    assert_int_equal(count_reveals(f, id, f->clerk), 1);
    assert_int_equal(count_reveals(f, id, f->admin), 0);
    fields_release(&shown);
    record_release(&record);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(each_reveal_is_a_row_of_the_audit),
        cmocka_unit_test(a_cell_of_a_list),
        with_office(a_page_of_somebody_elses_matter),
        with_office(a_form_that_shows_more_is_a_reveal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

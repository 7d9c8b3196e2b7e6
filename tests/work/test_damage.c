/* An office whose file is damaged: nobody's command changes it, nothing is offered, paper is still given out. */
#include "work/office_fixture.h"

#include "store/internal.h"
#include "work/flow_offer.h"
#include "work/print_log.h"

/* Bytes of no meaning in the first page of a table; the office is opened again. */
static void spoil(struct fixture *f, const char *table) {
    static const char noise[] = "\xA5\xA5\xA5\xA5\xA5\xA5\xA5\xA5\xA5\xA5\xA5\xA5\xA5\xA5\xA5\xA5";
    char sql[200];
    int64_t page = 0, bytes = 0;
    struct problem problem = {0};
    struct office as = f->office;
    snprintf(sql, sizeof sql, "SELECT rootpage FROM sqlite_schema WHERE name = '%s'", table);
    assert_int_equal(store_integer(f->office.store, sql, &page, &problem), STATUS_OK);
    assert_int_equal(store_integer(f->office.store, "PRAGMA page_size", &bytes, &problem),
                     STATUS_OK);
    office_close(&f->office);
    FILE *file = fopen(f->path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, (long)((page - 1) * bytes), SEEK_SET), 0);
    assert_int_equal(fwrite(noise, 1, sizeof noise - 1, file), sizeof noise - 1);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(office_open(&f->office, f->path, &problem), STATUS_OK);
    at(f, FIXTURE_NOW);
    use_as(f, as.user, as.roles);
}

static void nothing_is_changed_and_nothing_offered(void **state) {
    struct fixture *f = *state;
    struct record record = {0};
    struct problem problem = {0};
    int64_t id = 0, none = 0;
    must_register(f, "feedback", &id, "kind", "complain", "title", "井盖缺失𠮷", "received_on",
                  "2026-11-20");
    assert_int_equal(office_check_writable(&f->office, &problem), STATUS_OK);
    spoil(f, "urge");
    assert_int_equal(office_check_writable(&f->office, &problem), STATUS_CORRUPT);
    assert_string_equal(column(f, id, "title"), "井盖缺失𠮷");
    refused(f, STATUS_CORRUPT, "", "数据库文件已损坏，只能看，不能保存", "assign", id, "unit",
            "东门村");
    assert_int_equal(try_register(f, "unit", &none, "title", "新单位", NULL), STATUS_CORRUPT);
    assert_non_null(strstr(said(), "用 zwgk restore 恢复"));
    assert_int_equal(
        user_set_password(&f->office, f->office.user, "石桥边三棵樟树", false, &problem),
        STATUS_CORRUPT);
    assert_int_equal(store_read(f->office.store, &f->office.visible, id, &record, NULL), STATUS_OK);
    assert_false(flow_offers(&f->office, &record, "assign"));
    assert_false(flow_offers(&f->office, &record, "edit"));
    record_release(&record);
}

static void paper_is_given_out(void **state) {
    struct fixture *f = *state;
    struct problem problem = {0};
    spoil(f, "audit");
    assert_int_equal(office_check_writable(&f->office, &problem), STATUS_CORRUPT);
    assert_int_equal(office_log_print(&f->office, "record FK2026-00001: lp", 0, &problem),
                     STATUS_OK);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(nothing_is_changed_and_nothing_offered),
        with_office(paper_is_given_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

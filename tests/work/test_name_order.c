/* Names in the order of pinyin and of strokes: the keys written with the name, a person's own reading, older files. */
#include "work/office_fixture.h"

#include <sqlite3.h>

#include "store/write.h"

/* The titles of a view in an order, joined by blanks, walked two at a time as pages are. */
static const char *listed(struct fixture *f, const char *view, const char *order, bool descending) {
    static const char *const columns[] = {"title"};
    static char text[600];
    struct visible all = visible_to_rules();
    struct page_request request = {.view = view,
                                   .columns = columns,
                                   .column_count = 1,
                                   .order = order,
                                   .descending = descending};
    struct page_start start = {0};
    struct page page = {0};
    struct buffer key = BUFFER_INIT;
    text[0] = '\0';
    do {
        assert_int_equal(store_page(f->office.store, &all, &request, &start, 2, &page, NULL),
                         STATUS_OK);
        for (size_t i = 0; i < page.count; i++) {
            strcat(text, text[0] != '\0' ? " " : "");
            strcat(text, page_cell(&page, i, 0));
            buffer_clear(&key);
            buffer_append(&key, page_key(&page, i));
            start = (struct page_start){.key = buffer_text(&key), .id = page.ids[i]};
        }
    } while (page.count == 2);
    page_release(&page);
    buffer_release(&key);
    return text;
}

static void add_person(struct fixture *f, const char *name, const char *reading) {
    int64_t id = 0;
    must_register(f, "person", &id, "title", name, "reading", reading);
}

static void people_by_strokes_and_by_pinyin(void **state) {
    struct fixture *f = *state;
    add_person(f, "丁大勇", "");
    add_person(f, "丁勇", "");
    add_person(f, "单　刚", "");
    add_person(f, "欧阳修文", "");
    add_person(f, "曾小红", "");
    add_person(f, "丁勇", "");
    assert_string_equal(listed(f, "person_all", "stroke_sort", false),
                        "丁勇 丁勇 丁大勇 孙国强 李春梅 张𠮷旺 欧阳修文 周建华 单　刚 曾小红");
    assert_string_equal(listed(f, "person_all", "pinyin_sort", false),
                        "丁大勇 丁勇 丁勇 李春梅 欧阳修文 单　刚 孙国强 曾小红 张𠮷旺 周建华");
    assert_string_equal(listed(f, "person_open", "pinyin_sort", true),
                        "周建华 张𠮷旺 曾小红 孙国强 单　刚 欧阳修文 李春梅 丁勇 丁勇 丁大勇");
    assert_string_equal(listed(f, "unit_all", "pinyin_sort", false), "东门村 社会事务办");
    assert_string_equal(listed(f, "unit_all", "stroke_sort", false), "东门村 社会事务办");
}

static void a_reading_moves_a_person_and_what_he_is_member_of(void **state) {
    struct fixture *f = *state;
    int64_t person = 0, team = 0;
    must_register(f, "person", &person, "title", "覃文");
    must_register(f, "team", &team, "title", "信息反馈组", "kind", "feedback");
    must_do(f, "add_member", team, "person", "覃文", "duty", "member");
    must_do(f, "add_member", team, "person", "孙国强", "duty", "member");
    assert_string_equal(listed(f, "member_all", "pinyin_sort", false), "覃文 孙国强");
    must_do(f, "edit", person, "reading", " Tan　WEN ");
    assert_string_equal(column(f, person, "reading"), "tan wen");
    assert_string_equal(listed(f, "person_all", "pinyin_sort", false),
                        "李春梅 孙国强 覃文 张𠮷旺 周建华");
    assert_string_equal(listed(f, "member_all", "pinyin_sort", false), "孙国强 覃文");
    must_do(f, "edit", person, "reading", "");
    assert_string_equal(listed(f, "member_all", "pinyin_sort", false), "覃文 孙国强");
    assert_string_equal(listed(f, "member_all", "stroke_sort", false), "孙国强 覃文");
    must_do(f, "edit", person, "title", "丁文");
    assert_string_equal(listed(f, "person_all", "pinyin_sort", false),
                        "丁文 李春梅 孙国强 张𠮷旺 周建华");
}

static void what_is_no_reading_of_the_name_is_refused(void **state) {
    struct fixture *f = *state;
    int64_t person = 0;
    register_refused(f, STATUS_INVALID, "reading", "姓名几个字就写几个音", "person", "title",
                     "覃文", "reading", "tan");
    register_refused(f, STATUS_INVALID, "reading", "姓名几个字就写几个音", "person", "title",
                     "覃文", "reading", "tanwen");
    register_refused(f, STATUS_INVALID, "reading", "姓名几个字就写几个音", "person", "title",
                     "覃文", "reading", "谈 文");
    must_register(f, "person", &person, "title", "吕布", "reading", "LÜ-bu");
    assert_string_equal(column(f, person, "reading"), "lü bu");
    refused(f, STATUS_INVALID, "reading", "姓名几个字就写几个音", "edit", person, "title",
            "吕小布");
    must_do(f, "edit", person, "title", "吕小布", "reading", "lv xiao bu");
}

static void run_sql(const char *path, const char *sql) {
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

/* A file from before there were keys, or made by other tables of readings: once, when it is opened; no record changes. */
static void an_older_file_gets_its_keys_when_opened(void **state) {
    struct fixture *f = *state;
    const char *const undone[] = {"DELETE FROM setting WHERE key = 'name_keys_version'",
                                  "UPDATE setting SET value = '0' WHERE key = 'name_keys_version'"};
    char before[24];
    snprintf(before, sizeof before, "%s", column(f, f->clerk, "ver"));
    for (int i = 0; i < 2; i++) {
        office_close(&f->office);
        run_sql(f->path, "UPDATE record SET pinyin_sort = '', stroke_sort = ''");
        run_sql(f->path, undone[i]);
        assert_int_equal(office_open(&f->office, f->path, NULL), STATUS_OK);
        assert_string_equal(listed(f, "person_all", "pinyin_sort", false),
                            "李春梅 孙国强 张𠮷旺 周建华");
        assert_string_equal(listed(f, "person_all", "stroke_sort", false),
                            "孙国强 李春梅 张𠮷旺 周建华");
    }
    assert_string_equal(column(f, f->clerk, "ver"), before);
}

static void other_records_have_none(void **state) {
    struct fixture *f = *state;
    assert_string_equal(column(f, f->box, "pinyin_sort"), "");
    assert_string_not_equal(column(f, f->clerk, "pinyin_sort"), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(people_by_strokes_and_by_pinyin),
        with_office(a_reading_moves_a_person_and_what_he_is_member_of),
        with_office(what_is_no_reading_of_the_name_is_refused),
        with_office(an_older_file_gets_its_keys_when_opened),
        with_office(other_records_have_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

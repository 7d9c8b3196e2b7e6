/* What the tests of publishing begin from: boards, a catalogue entry, and disclosures that were approved. */
#ifndef TESTS_WORK_PUBLISH_FIXTURE_H
#define TESTS_WORK_PUBLISH_FIXTURE_H

#include "work/office_fixture.h"

#include "work/disclosure.h"
#include "work/save.h"

struct boards {
    int64_t village, hall, internal, website;
};

static inline struct boards make_boards(struct fixture *f) {
    struct boards b;
    must_register(f, "board", &b.village, "title", "东门村公开栏", "kind", "board", "unit", "东门村",
                  "keeper", "张𠮷旺", "route", "20");
    must_register(f, "board", &b.hall, "title", "镇政府公开栏", "kind", "board", "route", "10");
    must_register(f, "board", &b.internal, "title", "机关内部栏", "kind", "internal_board");
    must_register(f, "board", &b.website, "title", "县政府网站", "kind", "website");
    return b;
}

static inline void make_entry(struct fixture *f) {
    int64_t id = 0;
    must_register(f, "catalogue", &id, "title", "村级重大事项", "affair", "rural", "subject",
                  "village_affairs", "power", "service", "scope", "public", "timing", "ad_hoc",
                  "unit", "东门村", "leader", "周建华", "person", "张𠮷旺", "basis",
                  "村民委员会组织法第三十条");
}

/* Writes columns of a record past every rule: what another person decided, or a fault. */
static inline void set_columns(struct fixture *f, int64_t id, const char *state, ...) {
    struct visible all = visible_to_rules();
    struct record record = {0};
    struct fields changes = FIELDS_INIT;
    struct save save;
    va_list list;
    va_start(list, state);
    fill(&changes, list);
    va_end(list);
    assert_int_equal(save_begin(&f->office, &save, NULL), STATUS_OK);
    assert_int_equal(store_read(f->office.store, &all, id, &record, NULL), STATUS_OK);
    assert_int_equal(save_change(&save, &record, &changes, state, "edit", "", NULL), STATUS_OK);
    assert_int_equal(save_commit(&save, NULL), STATUS_OK);
    record_release(&record);
    fields_release(&changes);
}

/* As the review and the approval of two other people leave it. */
static inline void approve(struct fixture *f, int64_t id) {
    struct visible all = visible_to_rules();
    struct record record = {0};
    char hash[DISCLOSURE_HASH_BYTES];
    assert_int_equal(store_read(f->office.store, &all, id, &record, NULL), STATUS_OK);
    disclosure_hash(&record.fields, hash);
    record_release(&record);
    set_columns(f, id, "to_publish", "reviewed_on", "2026-11-19", "review_outcome", "public",
                "approved_on", "2026-11-19", "approved_hash", hash, "publish_sort", "12026-12-16",
                NULL);
}

/* Columns beside the usual as name, text, …, NULL. */
static inline int64_t draft(struct fixture *f, const char *title, ...) {
    struct fields values = FIELDS_INIT;
    int64_t id = 0;
    va_list list;
    fields_set(&values, "catalogue", "村级重大事项");
    fields_set(&values, "title", title);
    fields_set(&values, "received_on", "2026-11-18");
    fields_set(&values, "element_process", "村民代表会议定的");
    fields_set(&values, "element_discipline", "不得优亲厚友");
    fields_set(&values, "element_result", "清淤３处");
    va_start(list, title);
    fill(&values, list);
    va_end(list);
    last = (struct problems){0};
    if (flow_register(&f->office, "disclosure", &values, false, &id, &last) != STATUS_OK)
        fail_msg("%s: %s", last.items[0].field, said());
    fields_release(&values);
    return id;
}

#define approved(f, id, ...)                                                                       \
    do {                                                                                           \
        *(id) = draft(f, __VA_ARGS__, NULL);                                                       \
        approve(f, *(id));                                                                         \
    } while (0)

/* What hangs, in walking order: "镇政府公开栏/东门村䶮塘清淤 …". */
static inline const char *walk(struct fixture *f) {
    static const char *const columns[] = {"board_name", "title"};
    static char text[2000];
    struct page page = {0};
    const struct page_request request = {
        .view = "posting_up", .columns = columns, .column_count = 2, .order = "route_sort"};
    struct page_start start = {0};
    text[0] = '\0';
    assert_int_equal(
        store_page(f->office.store, &f->office.visible, &request, &start, 50, &page, NULL),
        STATUS_OK);
    for (size_t i = 0; i < page.count; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s/%s", i > 0 ? " " : "",
                 page_cell(&page, i, 0), page_cell(&page, i, 1));
    page_release(&page);
    return text;
}

/* The newest posting of a disclosure on a board; 0 when there is none. */
static inline int64_t posting_at(struct fixture *f, int64_t disclosure, int64_t board) {
    static const char *const columns[] = {"number"};
    struct page page = {0};
    char of[24], on[24];
    snprintf(of, sizeof of, "%lld", (long long)disclosure);
    snprintf(on, sizeof on, "%lld", (long long)board);
    const struct condition conditions[] = {{"disclosure", IS_EQUAL, of}, {"board", IS_EQUAL, on}};
    const struct page_request request = {.view = "posting_of",
                                         .columns = columns,
                                         .column_count = 1,
                                         .order = "number",
                                         .descending = true,
                                         .conditions = conditions,
                                         .condition_count = 2};
    struct page_start start = {0};
    assert_int_equal(
        store_page(f->office.store, &f->office.visible, &request, &start, 1, &page, NULL),
        STATUS_OK);
    int64_t id = page.count > 0 ? page.ids[0] : 0;
    page_release(&page);
    return id;
}

#endif

/* Pages and counts against a naive model: many ties, every order, both ways, from every row. */
#include "store/sample.h"

enum { ROWS = 230 };

struct row {
    int64_t id;
    char number[24], received_on[16], due_sort[16], title[64], kind[16];
    bool is_open, is_sealed, is_mine;
};

struct model {
    struct sample sample;
    struct row rows[ROWS];
};

static uint32_t seed;

static uint32_t any(uint32_t below) {
    seed = seed * 1664525U + 1013904223U;
    return (seed >> 8) % below;
}

static const char *const titles[] = {"路灯不亮", "垃圾清运", "低保公示", "𠮷旺家门口积水",
                                     "路灯又不亮"};
static const char *const kinds[] = {"complaint", "question", "praise"};

static void add_row(struct model *model, struct row *row) {
    struct fields fields = FIELDS_INIT;
    struct problem problem;
    char due_on[16];
    snprintf(row->title, sizeof row->title, "%s", titles[any(5)]);
    snprintf(row->kind, sizeof row->kind, "%s", kinds[any(3)]);
    snprintf(row->received_on, sizeof row->received_on, "2026-11-%02u", 1 + any(9));
    snprintf(due_on, sizeof due_on, "2026-12-%02u", 1 + any(5));
    bool has_due = any(5) != 0;
    row->is_open = any(4) != 0;
    row->is_sealed = any(6) == 0;
    row->is_mine = any(2) == 0;
    bool is_paused = any(10) == 0;
    snprintf(row->due_sort, sizeof row->due_sort, "%s",
             is_paused ? "9999-12-30"
             : has_due ? due_on
                       : "9999-12-31");
    fields_set(&fields, COL_TITLE, row->title);
    fields_set(&fields, COL_KIND, row->kind);
    fields_set(&fields, COL_RECEIVED_ON, row->received_on);
    fields_set(&fields, COL_DUE_ON, has_due ? due_on : NULL);
    fields_set(&fields, COL_PAUSED_ON, is_paused ? "2026-11-10" : NULL);
    fields_set(&fields, COL_OPEN, row->is_open ? "1" : "0");
    fields_set(&fields, COL_SEALED, row->is_sealed ? "1" : "0");
    fields_set_integer(&fields, COL_UNIT, model->sample.unit);
    fields_set_integer(&fields, COL_PERSON,
                       row->is_mine ? model->sample.person : model->sample.unit);
    expect_ok(sample_insert(model->sample.store, "feedback", &fields, &row->id, &problem),
              &problem);
    fields_release(&fields);
    struct record record = {0, 0, FIELDS_INIT};
    expect_ok(store_read(model->sample.store, &everything, row->id, &record, &problem), &problem);
    snprintf(row->number, sizeof row->number, "%s", fields_text(&record.fields, COL_NUMBER));
    record_release(&record);
}

static int make(void **state) {
    static struct model model;
    seed = 20261122;
    sample_make(&model.sample);
    sample_begin(model.sample.store);
    for (int i = 0; i < ROWS; i++) {
        add_row(&model, &model.rows[i]);
    }
    sample_commit(model.sample.store, "rows");
    *state = &model;
    return 0;
}

static int drop(void **state) {
    struct model *model = *state;
    sample_remove(&model->sample);
    return 0;
}

/* ---- the model ---- */

struct wanted {
    const char *order;
    bool descending, only_open, only_complaints, hides_sealed;
    const char *containing;
};

static const char *key_of(const struct row *row, const char *order, char id[24]) {
    if (strcmp(order, "id") == 0) {
        snprintf(id, 24, "%lld", (long long)row->id);
        return id;
    }
    return strcmp(order, "number") == 0        ? row->number
           : strcmp(order, "received_on") == 0 ? row->received_on
           : strcmp(order, "title") == 0       ? row->title
                                               : row->due_sort;
}

static const struct wanted *sorting;

static int by_order(const void *left, const void *right) {
    const struct row *a = *(const struct row *const *)left;
    const struct row *b = *(const struct row *const *)right;
    char ignored[2][24];
    int result = strcmp(sorting->order, "id") == 0 ? 0
                                                   : strcmp(key_of(a, sorting->order, ignored[0]),
                                                            key_of(b, sorting->order, ignored[1]));
    if (result == 0) {
        result = a->id < b->id ? -1 : 1;
    }
    return sorting->descending ? -result : result;
}

static size_t model_rows(const struct model *model, const struct wanted *wanted,
                         const struct row *out[ROWS]) {
    size_t count = 0;
    for (size_t i = 0; i < ROWS; i++) {
        const struct row *row = &model->rows[i];
        if ((wanted->only_open && !row->is_open) ||
            (wanted->only_complaints && strcmp(row->kind, "complaint") != 0) ||
            (wanted->hides_sealed && row->is_sealed && !row->is_mine) ||
            (wanted->containing != NULL && strstr(row->title, wanted->containing) == NULL)) {
            continue;
        }
        out[count++] = row;
    }
    sorting = wanted;
    qsort(out, count, sizeof *out, by_order);
    return count;
}

/* ---- the question ---- */

static const char *const columns[] = {"number",      "title", "unit",    "unit_name",
                                      "person_name", "kind",  "reporter"};

static size_t ask(const struct wanted *wanted, struct condition conditions[2],
                  struct page_request *out) {
    size_t count = 0;
    if (wanted->only_complaints) {
        conditions[count++] = (struct condition){"kind", IS_EQUAL, "complaint"};
    }
    if (wanted->containing != NULL) {
        conditions[count++] = (struct condition){"title", CONTAINS, wanted->containing};
    }
    *out = (struct page_request){.view = wanted->only_open ? "feedback_open" : "feedback_all",
                                 .columns = columns,
                                 .column_count = sizeof columns / sizeof *columns,
                                 .order = wanted->order,
                                 .descending = wanted->descending,
                                 .conditions = conditions,
                                 .condition_count = count};
    return count;
}

static void expect_rows(const struct page *page, const struct row *const *rows, size_t count,
                        const char *order) {
    char id[24];
    assert_int_equal(page->count, count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(page->ids[i], rows[i]->id);
        assert_string_equal(page_key(page, i), key_of(rows[i], order, id));
        assert_string_equal(page_cell(page, i, 0), rows[i]->number);
        assert_string_equal(page_cell(page, i, 1), rows[i]->title);
        assert_string_equal(page_cell(page, i, 3), "东门村");
        assert_string_equal(page_cell(page, i, 4), rows[i]->is_mine ? "张𠮷旺" : "东门村");
        assert_string_equal(page_cell(page, i, 5), rows[i]->kind);
        assert_string_equal(page_cell(page, i, 6), "");
    }
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

/* From the row `at` of the model: forwards and backwards, with and without itself, and its count. */
static void check_from(struct model *model, const struct visible *visible,
                       const struct page_request *request, const struct row *const *rows,
                       size_t count, size_t at, int limit, struct page *page) {
    struct problem problem;
    char id[24];
    struct page_start start = {key_of(rows[at], request->order, id), rows[at]->id, false, false};
    for (int inclusive = 0; inclusive < 2; inclusive++) {
        start.inclusive = inclusive == 1;
        start.backwards = false;
        size_t first = at + 1 - (size_t)inclusive;
        expect_ok(store_page(model->sample.store, visible, request, &start, limit, page, &problem),
                  &problem);
        expect_rows(page, rows + first, least((size_t)limit, count - first), request->order);
        start.backwards = true;
        size_t end = at + (size_t)inclusive;
        size_t size = least((size_t)limit, end);
        expect_ok(store_page(model->sample.store, visible, request, &start, limit, page, &problem),
                  &problem);
        expect_rows(page, rows + end - size, size, request->order);
    }
    int64_t before = 0;
    expect_ok(store_count(model->sample.store, visible, request, &start, &before, &problem),
              &problem);
    assert_int_equal(before, at + 1);
}

static void check(struct model *model, const struct wanted *wanted) {
    static struct page page;
    const struct row *rows[ROWS];
    struct condition conditions[2];
    struct page_request request;
    struct problem problem;
    const struct visible some = {"sealed = 0 OR person = :me", model->sample.person};
    const struct visible *visible = wanted->hides_sealed ? &some : &everything;
    size_t count = model_rows(model, wanted, rows);
    ask(wanted, conditions, &request);
    int64_t all = 0;
    expect_ok(store_count(model->sample.store, visible, &request, NULL, &all, &problem), &problem);
    assert_int_equal(all, count);
    struct page_start start = {NULL, 0, false, false};
    expect_ok(store_page(model->sample.store, visible, &request, &start, 20, &page, &problem),
              &problem);
    expect_rows(&page, rows, least(20, count), wanted->order);
    start.backwards = true;
    expect_ok(store_page(model->sample.store, visible, &request, &start, 20, &page, &problem),
              &problem);
    expect_rows(&page, rows + count - least(20, count), least(20, count), wanted->order);
    for (size_t at = 0; at < count; at += 1 + any(5)) {
        check_from(model, visible, &request, rows, count, at, 1 + (int)any(PAGE_ROWS_MOST), &page);
    }
    page_release(&page);
}

static void test_all_orders(void **state) {
    static const char *const orders[] = {"due_sort", "received_on", "number", "title", "id"};
    for (int i = 0; i < 5 * 16; i++) {
        const struct wanted wanted = {.order = orders[i / 16],
                                      .descending = (i & 1) != 0,
                                      .only_open = (i & 2) != 0,
                                      .only_complaints = (i & 4) != 0,
                                      .hides_sealed = (i & 8) != 0,
                                      .containing = (i & 12) == 12 ? "灯" : NULL};
        check(*state, &wanted);
    }
}

static int64_t count_where(struct model *model, const char *column, enum compare compare,
                           const char *text) {
    const struct condition condition = {column, compare, text};
    const struct page_request request = {
        .view = "feedback_all", .order = "id", .conditions = &condition, .condition_count = 1};
    struct problem problem;
    int64_t count = -1;
    expect_ok(store_count(model->sample.store, &everything, &request, NULL, &count, &problem),
              &problem);
    return count;
}

static void test_comparisons(void **state) {
    struct model *model = *state;
    int64_t lights = 0;
    int64_t early = 0;
    int64_t third = 0;
    for (int i = 0; i < ROWS; i++) {
        lights += strncmp(model->rows[i].title, "路灯", strlen("路灯")) == 0;
        early += strcmp(model->rows[i].received_on, "2026-11-03") < 0;
        third += strcmp(model->rows[i].received_on, "2026-11-03") == 0;
    }
    assert_true(lights > 0 && early > 0 && third > 0);
    assert_int_equal(count_where(model, "title", BEGINS, "路灯"), lights);
    assert_int_equal(count_where(model, "title", CONTAINS, "灯"), lights);
    assert_int_equal(count_where(model, "number", CONTAINS, "fk2026-00001"), 1);
    assert_int_equal(count_where(model, "received_on", IS_LESS, "2026-11-03"), early);
    assert_int_equal(count_where(model, "received_on", IS_AT_MOST, "2026-11-03"), early + third);
    assert_int_equal(count_where(model, "received_on", IS_EQUAL, "2026-11-03"), third);
    assert_int_equal(count_where(model, "received_on", IS_NOT_EQUAL, "2026-11-03"), ROWS - third);
    assert_int_equal(count_where(model, "received_on", IS_AT_LEAST, "2026-11-03"), ROWS - early);
    assert_int_equal(count_where(model, "received_on", IS_GREATER, "2026-11-03"),
                     ROWS - early - third);
    assert_int_equal(count_where(model, "reporter", IS_EMPTY, NULL), ROWS);
    assert_int_equal(count_where(model, "reporter", IS_NOT_EMPTY, NULL), 0);
    assert_int_equal(count_where(model, "reporter", IS_NOT_EQUAL, "张𠮷旺"), ROWS);
    assert_int_equal(count_where(model, "unit", IS_EQUAL, "1"), ROWS);
    assert_int_equal(count_where(model, "title", IS_EQUAL, "' OR 1=1 --"), 0);
    int64_t dark = count_where(model, "title", IS_EQUAL, "路灯不亮");
    assert_true(dark > 0 && dark < lights);
    assert_int_equal(count_where(model, "title", HAS_WORD, "路灯不亮"), dark);
    assert_int_equal(count_where(model, "title", LACKS_WORD, "路灯不亮"), ROWS - dark);
    assert_int_equal(count_where(model, "title", HAS_WORD, "路灯"), 0);
    assert_int_equal(count_where(model, "reporter", LACKS_WORD, "路灯"), ROWS);
    assert_int_equal(count_where(model, "reporter", HAS_WORD, "路灯"), 0);
}

/* ---- what a person asked for: groups of alternatives of tests ---- */

struct tested {
    const char *column;
    enum compare compare;
    const char *text;
};

static const struct tested pool[] = {
    {"kind", IS_EQUAL, "complaint"},
    {"kind", IS_NOT_EQUAL, "praise"},
    {"title", CONTAINS, "灯"},
    {"title", LACKS, "灯"},
    {"title", BEGINS, "路灯"},
    {"title", ENDS, "不亮"},
    {"received_on", IS_AT_LEAST, "2026-11-03"},
    {"received_on", IS_AT_MOST, "2026-11-06"},
    {"due_sort", IS_LESS, "2026-12-03"},
    {"open", IS_EQUAL, "1"},
    {"due_sort", IS_EQUAL, "9999-12-30"},
    {"number", IS_GREATER, "FK2026-00100"},
};
enum { POOL = sizeof pool / sizeof pool[0], ASKED_MOST = 8 };

static bool ends_with(const char *text, const char *end) {
    size_t length = strlen(text), size = strlen(end);
    return length >= size && strcmp(text + length - size, end) == 0;
}

static bool row_passes(const struct row *row, const struct condition *test) {
    const char *value = strcmp(test->column, "kind") == 0          ? row->kind
                        : strcmp(test->column, "title") == 0       ? row->title
                        : strcmp(test->column, "received_on") == 0 ? row->received_on
                        : strcmp(test->column, "due_sort") == 0    ? row->due_sort
                        : strcmp(test->column, "number") == 0      ? row->number
                        : row->is_open                             ? "1"
                                                                   : "0";
    int order = strcmp(value, test->text);
    switch (test->compare) {
    case IS_EQUAL:
        return order == 0;
    case IS_NOT_EQUAL:
        return order != 0;
    case IS_LESS:
        return order < 0;
    case IS_AT_MOST:
        return order <= 0;
    case IS_GREATER:
        return order > 0;
    case IS_AT_LEAST:
        return order >= 0;
    case CONTAINS:
        return strstr(value, test->text) != NULL;
    case LACKS:
        return strstr(value, test->text) == NULL;
    case BEGINS:
        return strncmp(value, test->text, strlen(test->text)) == 0;
    case ENDS:
        return ends_with(value, test->text);
    default:
        return false;
    }
}

/* Evaluates the groups as they are written. */
static bool row_is_asked(const struct row *row, const struct criterion *criteria, size_t count) {
    bool all = true, any_one = false, these = true;
    for (size_t i = 0; i < count; i++) {
        if (criteria[i].link == LINK_OR) {
            any_one = any_one || these;
            these = true;
        } else if (criteria[i].link == LINK_GROUP && i > 0) {
            all = all && (any_one || these);
            any_one = false;
            these = true;
        }
        these = these && row_passes(row, &criteria[i].test);
    }
    return all && (count == 0 || any_one || these);
}

static void check_asked(struct model *model, const struct criterion *criteria, size_t count,
                        const char *order, bool descending) {
    static struct page page;
    const struct wanted wanted = {.order = order, .descending = descending};
    const struct row *all[ROWS], *rows[ROWS];
    size_t size = 0;
    struct problem problem;
    size_t every = model_rows(model, &wanted, all);
    for (size_t i = 0; i < every; i++)
        if (row_is_asked(all[i], criteria, count))
            rows[size++] = all[i];
    const struct page_request request = {.view = "feedback_all",
                                         .columns = columns,
                                         .column_count = 7,
                                         .order = order,
                                         .descending = descending,
                                         .criteria = criteria,
                                         .criterion_count = count};
    int64_t found = 0;
    expect_ok(store_count(model->sample.store, &everything, &request, NULL, &found, &problem),
              &problem);
    assert_int_equal(found, size);
    struct page_start start = {NULL, 0, false, false};
    expect_ok(store_page(model->sample.store, &everything, &request, &start, 20, &page, &problem),
              &problem);
    expect_rows(&page, rows, least(20, size), order);
    for (size_t at = 0; at < size; at += 1 + any(20))
        check_from(model, &everything, &request, rows, size, at, 1 + (int)any(20), &page);
    page_release(&page);
}

static void test_groups_of_alternatives(void **state) {
    static const char *const orders[] = {"due_sort", "received_on", "number", "title", "id"};
    struct criterion criteria[ASKED_MOST];
    int with_or = 0;
    for (int round = 0; round < 150; round++) {
        size_t count = 1 + any(ASKED_MOST - 1);
        for (size_t i = 0; i < count; i++) {
            const struct tested *test = &pool[any(POOL)];
            criteria[i] = (struct criterion){{test->column, test->compare, test->text},
                                             i == 0 ? LINK_GROUP : (enum link)any(3)};
            with_or += criteria[i].link == LINK_OR;
        }
        check_asked(*state, criteria, count, orders[round % 5], any(2) == 0);
    }
    assert_true(with_or > 50);
}

/* Ids and integers are compared as such, however they are asked for. */
static void test_criteria_compare_integers(void **state) {
    struct model *model = *state;
    char unit[24];
    int64_t count = 0;
    struct problem problem;
    snprintf(unit, sizeof unit, "%lld", (long long)model->sample.unit);
    const struct criterion criteria[] = {{{"unit", IS_EQUAL, "999999"}, LINK_GROUP},
                                         {{"unit", IS_EQUAL, unit}, LINK_OR},
                                         {{"slip_no", IS_EMPTY, NULL}, LINK_GROUP}};
    const struct page_request request = {
        .view = "feedback_all", .order = "id", .criteria = criteria, .criterion_count = 3};
    expect_ok(store_count(model->sample.store, &everything, &request, NULL, &count, &problem),
              &problem);
    assert_int_equal(count, ROWS);
}

static void append_hostile(char *out, size_t size, uint32_t number) {
    static const char *const pieces[] = {"'",
                                         "\"",
                                         ";",
                                         "--",
                                         "/*",
                                         "*/",
                                         ")",
                                         "(",
                                         " OR 1=1",
                                         " UNION SELECT * FROM sealed",
                                         "DROP TABLE record",
                                         "?1",
                                         ":me",
                                         "$me",
                                         "@x",
                                         "\\",
                                         "%s%n",
                                         "'||'",
                                         "\x1b[2J",
                                         "\xC3\x28",
                                         "𠮷",
                                         "' --",
                                         "x'00'",
                                         "char(0)",
                                         "){",
                                         "%",
                                         "_",
                                         "[a-z]",
                                         "`",
                                         "''"};
    size_t count = sizeof pieces / sizeof pieces[0], used = 0;
    out[0] = '\0';
    for (uint32_t n = 0; n < 1 + number % 5; n++)
        used += (size_t)snprintf(out + used, size - used, "%s",
                                 pieces[(number * 7 + n * 13 + any(3)) % count]);
}

/* Whatever is typed is bound: it finds the record whose title it is, and nothing else. */
static void test_hostile_texts_are_bound(void **state) {
    struct model *model = *state;
    struct store *store = model->sample.store;
    struct problem problem;
    static const enum compare compares[] = {IS_EQUAL, CONTAINS, BEGINS, ENDS};
    for (uint32_t i = 0; i < 500; i++) {
        char text[200];
        int64_t count = -1;
        append_hostile(text, sizeof text, i);
        struct criterion criteria[] = {{{"title", compares[i % 4], text}, LINK_GROUP},
                                       {{"body", compares[i % 4], text}, LINK_OR},
                                       {{"number", IS_EQUAL, text}, LINK_OR}};
        struct page_request request = {.view = "feedback_all",
                                       .order = "due_sort",
                                       .criteria = criteria,
                                       .criterion_count = 3};
        expect_ok(store_count(store, &everything, &request, NULL, &count, &problem), &problem);
        bool is_in_a_title = strcmp(text, "𠮷") == 0 && i % 4 != IS_EQUAL && i % 4 != 3;
        assert_true(count == 0 || is_in_a_title);
        criteria[0].test.compare = LACKS;
        request.criterion_count = 1;
        expect_ok(store_count(store, &everything, &request, NULL, &count, &problem), &problem);
        assert_true(count == ROWS || strcmp(text, "𠮷") == 0);
        int64_t ids[4];
        size_t named = 0;
        expect_ok(
            store_named(store, &everything, "person", text, i % 2 == 0, 4, ids, &named, &problem),
            &problem);
        assert_true(named == 0 || strcmp(text, "𠮷") == 0);
    }
    assert_int_equal(count_where(model, "title", IS_NOT_EQUAL, ""), ROWS);
    const struct criterion evil = {{"title) OR (1=1", IS_EQUAL, "x"}, LINK_GROUP};
    const struct page_request request = {
        .view = "feedback_all", .order = "id", .criteria = &evil, .criterion_count = 1};
    int64_t count = 0;
    assert_int_equal(store_count(store, &everything, &request, NULL, &count, &problem),
                     STATUS_INVALID);
}

static void test_names_become_ids(void **state) {
    struct model *model = *state;
    struct store *store = model->sample.store;
    struct problem problem;
    int64_t ids[2] = {0, 0};
    size_t count = 9;
    expect_ok(store_named(store, &everything, "person", "𠮷", false, 2, ids, &count, &problem),
              &problem);
    assert_int_equal(count, 1);
    assert_int_equal(ids[0], model->sample.person);
    expect_ok(store_named(store, &everything, "person", "𠮷", true, 2, ids, &count, &problem),
              &problem);
    assert_int_equal(count, 0);
    expect_ok(store_named(store, &everything, "person", "张𠮷旺", true, 2, ids, &count, &problem),
              &problem);
    assert_int_equal(count, 1);
    expect_ok(store_named(store, &everything, "feedback", "灯", false, 2, ids, &count, &problem),
              &problem);
    assert_int_equal(count, 2); /* no more than asked for */
    const struct visible nobody = {"sealed = 9 OR person = :me", 0};
    expect_ok(store_named(store, &nobody, "feedback", "灯", false, 2, ids, &count, &problem),
              &problem);
    assert_int_equal(count, 0);
}

static void test_unknown_names_are_refused(void **state) {
    struct model *model = *state;
    static struct page page;
    struct problem problem;
    static const char *const evil[] = {"title; DROP TABLE record"};
    const struct condition condition = {"1=1 OR title", IS_EQUAL, "x"};
    const struct page_start start = {NULL, 0, false, false};
    const struct page_request requests[] = {
        {.view = "record", .order = "id"},
        {.view = "feedback", .order = "id"},
        {.view = "", .order = "id"},
        {.view = "feedback_all; DROP TABLE record", .order = "id"},
        {.view = "feedback_all", .order = "id, title"},
        {.view = "feedback_all", .order = "id", .columns = evil, .column_count = 1},
        {.view = "feedback_all", .order = "id", .conditions = &condition, .condition_count = 1},
    };
    for (size_t i = 0; i < sizeof requests / sizeof *requests; i++) {
        assert_int_equal(
            store_page(model->sample.store, &everything, &requests[i], &start, 5, &page, &problem),
            STATUS_INVALID);
        assert_int_equal(page.count, 0);
    }
    page_release(&page);
}

static void test_queue_counts(void **state) {
    struct model *model = *state;
    struct queue_counts expected = {0};
    struct queue_counts counts;
    struct problem problem;
    for (int i = 0; i < ROWS; i++) {
        const struct row *row = &model->rows[i];
        if (!row->is_open || (row->is_sealed && !row->is_mine)) {
            continue;
        }
        bool is_paused = strcmp(row->due_sort, "9999-12-30") == 0;
        expected.paused += is_paused;
        expected.overdue += strcmp(row->due_sort, "2026-12-02") < 0;
        expected.near +=
            strcmp(row->due_sort, "2026-12-02") >= 0 && strcmp(row->due_sort, "2026-12-04") <= 0;
        expected.normal += strcmp(row->due_sort, "2026-12-04") > 0 && !is_paused;
    }
    const struct visible some = {"sealed = 0 OR person = :me", model->sample.person};
    expect_ok(store_queue_counts(model->sample.store, &some, "feedback_open", "2026-12-02",
                                 "2026-12-04", &counts, &problem),
              &problem);
    assert_true(expected.overdue > 0 && expected.paused > 0);
    assert_int_equal(counts.overdue, expected.overdue);
    assert_int_equal(counts.near, expected.near);
    assert_int_equal(counts.normal, expected.normal);
    assert_int_equal(counts.paused, expected.paused);
}

static bool stop_at_once(void *context) {
    ++*(int *)context;
    return true;
}

static void test_interrupt(void **state) {
    struct model *model = *state;
    static struct page page;
    int asked = 0;
    int64_t count = 0;
    struct problem problem;
    const struct condition condition = {"kind", IS_NOT_EQUAL, "x"};
    const struct page_request request = {.view = "feedback_all",
                                         .order = "id",
                                         .columns = columns,
                                         .column_count = 7,
                                         .conditions = &condition,
                                         .condition_count = 1};
    const struct page_start start = {NULL, 0, false, false};
    store_set_interrupt(model->sample.store, stop_at_once, &asked);
    assert_int_equal(
        store_page(model->sample.store, &everything, &request, &start, 50, &page, &problem),
        STATUS_BUSY);
    assert_int_equal(page.count, 0);
    assert_int_equal(
        store_count(model->sample.store, &everything, &request, NULL, &count, &problem),
        STATUS_BUSY);
    assert_true(asked >= 2);
    sample_begin(model->sample.store);
    sample_named(model->sample.store, "unit", "写的时候不停");
    expect_ok(store_count(model->sample.store, &everything, &request, NULL, &count, &problem),
              &problem);
    sample_commit(model->sample.store, "not-stopped");
    store_set_interrupt(model->sample.store, NULL, NULL);
    expect_ok(store_page(model->sample.store, &everything, &request, &start, 50, &page, &problem),
              &problem);
    assert_int_equal(page.count, 50);
    page_release(&page);
}

/* The registers' own columns: names, and what was registered of an opening. */
static void test_register_views(void **state) {
    struct model *model = *state;
    struct store *store = model->sample.store;
    struct problem problem;
    struct fields fields = FIELDS_INIT;
    int64_t box = 0;
    int64_t opening = 0;
    int64_t ignored = 0;
    sample_begin(store);
    fields_set(&fields, COL_TITLE, "政府大院");
    fields_set(&fields, COL_PLACE, "门口东侧");
    fields_set_integer(&fields, COL_KEEPER, model->sample.person);
    expect_ok(sample_insert(store, "box", &fields, &box, &problem), &problem);
    fields_release(&fields);
    fields_set(&fields, COL_TITLE, "开箱");
    fields_set_integer(&fields, COL_BOX, box);
    fields_set(&fields, COL_OPENER, "李春梅");
    fields_set(&fields, COL_SECOND_OPENER, "张𠮷旺");
    fields_set(&fields, COL_SLIPS, "3");
    expect_ok(sample_insert(store, "opening", &fields, &opening, &problem), &problem);
    fields_release(&fields);
    static const char *const slips[] = {"1", "3", "2", "3", NULL};
    for (int i = 0; i < 5; i++) {
        fields_set(&fields, COL_TITLE, "箱里的一张");
        fields_set(&fields, COL_KIND, "complaint");
        fields_set(&fields, COL_STATE, i == 2 ? "void" : "registered");
        fields_set_integer(&fields, COL_OPENING, opening);
        fields_set(&fields, COL_SLIP_NO, slips[i]);
        fields_set(&fields, COL_SAME_AS, i == 0 ? "路灯" : NULL);
        expect_ok(sample_insert(store, "feedback", &fields, &ignored, &problem), &problem);
        fields_release(&fields);
    }
    sample_commit(store, "box");
    static struct page page;
    static const char *const opening_columns[] = {"box", "box_name", "registered", "slips"};
    static const char *const box_columns[] = {"keeper_name", "substitute_name", "cycle_days",
                                              "due_on"};
    const struct page_start start = {NULL, 0, false, false};
    struct page_request request = {.view = "opening_all",
                                   .order = "received_on",
                                   .columns = opening_columns,
                                   .column_count = 4};
    expect_ok(store_page(store, &everything, &request, &start, 5, &page, &problem), &problem);
    assert_int_equal(page.count, 1);
    assert_string_equal(page_cell(&page, 0, 1), "政府大院");
    assert_string_equal(page_cell(&page, 0, 2),
                        "3"); /* the first, the third, and one without number */
    assert_string_equal(page_cell(&page, 0, 3), "3");
    request = (struct page_request){
        .view = "box_open", .order = "number", .columns = box_columns, .column_count = 4};
    expect_ok(store_page(store, &everything, &request, &start, 5, &page, &problem), &problem);
    assert_int_equal(page.count, 1);
    assert_string_equal(page_cell(&page, 0, 0), "张𠮷旺");
    assert_string_equal(page_cell(&page, 0, 1), "");
    assert_string_equal(page_cell(&page, 0, 2), "7");
    page_release(&page);
    int64_t count = 0;
    char number[24];
    expect_ok(store_opening_count(store, opening, &count, &problem), &problem);
    assert_int_equal(count, 3);
    expect_ok(store_free_slip(store, opening, &count, &problem), &problem);
    assert_int_equal(count, 2);
    expect_ok(store_free_slip(store, box, &count, &problem), &problem);
    assert_int_equal(count, 1);
    expect_ok(store_same_feedback(store, &everything, "路灯", INT64_MAX, &count, number, &problem),
              &problem);
    assert_int_equal(count, ignored - 4);
    assert_memory_equal(number, "FK2026-", 7);
    expect_ok(store_same_feedback(store, &everything, "没有", INT64_MAX, &count, number, &problem),
              &problem);
    assert_int_equal(count, 0);
}

/* The view was made within the transaction, and goes with it. */
static void test_a_page_within_a_save_taken_back(void **state) {
    struct model *model = *state;
    struct problem problem;
    const struct page_request request = {.view = "feedback_open", .order = "due_sort"};
    int64_t during = 0;
    int64_t after = 0;
    expect_ok(store_reopen(model->sample.store, &problem), &problem);
    sample_begin(model->sample.store);
    expect_ok(store_count(model->sample.store, &everything, &request, NULL, &during, &problem),
              &problem);
    store_rollback(model->sample.store);
    expect_ok(store_count(model->sample.store, &everything, &request, NULL, &after, &problem),
              &problem);
    assert_int_equal(during, after);
    assert_true(after > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_all_orders, make, drop),
        cmocka_unit_test_setup_teardown(test_comparisons, make, drop),
        cmocka_unit_test_setup_teardown(test_groups_of_alternatives, make, drop),
        cmocka_unit_test_setup_teardown(test_criteria_compare_integers, make, drop),
        cmocka_unit_test_setup_teardown(test_hostile_texts_are_bound, make, drop),
        cmocka_unit_test_setup_teardown(test_names_become_ids, make, drop),
        cmocka_unit_test_setup_teardown(test_unknown_names_are_refused, make, drop),
        cmocka_unit_test_setup_teardown(test_queue_counts, make, drop),
        cmocka_unit_test_setup_teardown(test_interrupt, make, drop),
        cmocka_unit_test_setup_teardown(test_a_page_within_a_save_taken_back, make, drop),
        cmocka_unit_test_setup_teardown(test_register_views, make, drop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

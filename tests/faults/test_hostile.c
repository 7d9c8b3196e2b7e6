/* Five hundred hostile strings (hostile.h) in every text of a record, past every rule: what is typed in is stored as a text or
 * refused in a sentence; what is stored is shown, printed, exported and searched for, and commands nobody. */
#include "work/office_fixture.h"

#include <wchar.h>

#include "exchange/csv_write.h"
#include "exchange/record_export.h"
#include "exchange/table_file.h"
#include "faults/hostile_office.h"
#include "form/scr_files.h"
#include "report/prints.h"
#include "report/record_query.h"
#include "store/columns.h"
#include "work/position.h"
#include "work/save.h"
#include "work/search.h"

#include "base/text.h"

static int64_t count_of(struct fixture *f, const char *view) {
    struct visible all = visible_to_rules();
    const struct page_request request = {.view = view, .order = "id"};
    int64_t count = 0;
    assert_int_equal(store_count(f->office.store, &all, &request, NULL, &count, NULL), STATUS_OK);
    return count;
}

/* ---- by the front door ---------------------------------------------------------------------------- */

static void typed_in_is_stored_or_refused(void **state) {
    struct fixture *f = *state;
    int stored = 0, refused = 0;
    for (int i = 0; i < HOSTILE_COUNT; i++)
        for (int n = 0; n < TEXT_FIELDS; n++) {
            char text[HOSTILE_BYTES];
            int64_t id = 0;
            hostile_string(i, text);
            enum status status =
                try_register(f, "feedback", &id, "kind", "consult", "received_on", "2026-11-20",
                             "title", n == 0 ? text : "路灯", text_fields[n], text, NULL);
            assert_true(status == STATUS_OK ||
                        (status == STATUS_INVALID && last.count > 0 && said()[0] != '\0'));
            const char *shown = status == STATUS_OK ? column(f, id, text_fields[n]) : "";
            assert_int_equal(text_find_forbidden(shown, n == 3), 0);
            stored += status == STATUS_OK;
            refused += status != STATUS_OK;
        }
    assert_in_range(stored, 600, 1900);
    assert_in_range(refused, 100, 1400);
}

/* ---- past every rule ------------------------------------------------------------------------------ */

struct cells {
    int rows, guarded;
};

static enum status check_row(void *context, const struct table_row *row, struct problem *problem) {
    struct cells *cells = context;
    (void)problem;
    for (size_t i = 0; i < row->count; i++) {
        const char *cell = row->cells[i];
        char32_t first = 0;
        if (cell[0] != '\0')
            text_decode(cell, strlen(cell), &first);
        first = text_fold_key(first);
        assert_true(first == 0 || first > 0x10FFFF || wcschr(L"=+@\t\r", (wchar_t)first) == NULL);
        assert_true(first != '-' || strspn(cell, "-0123456789.") == strlen(cell));
        cells->guarded += csv_without_guard(cell) != cell;
    }
    cells->rows++;
    return STATUS_OK;
}

static void no_file_commands(void **state) {
    struct fixture *f = *state;
    const struct scr_source files = scr_files_source();
    static const char *const names[] = {"out.csv", "out.tsv", "out.json"};
    struct cells cells = {0};
    int64_t ids[HOSTILE_COUNT], count = 0;
    struct problem problem = {0};
    spoil(&f->office, ids);
    for (int i = 0; i < 3; i++) {
        char path[400];
        const struct file_encoding how = {
            .lack = ENCODER_REPLACES}; /* bytes that are no text would stop it */
        snprintf(path, sizeof path, "%s/%s", f->folder, names[i]);
        assert_int_equal(record_export(&f->office, &files,
                                       &(struct export_request){.kind = "feedback",
                                                                .path = path,
                                                                .format = (enum export_format)i,
                                                                .how = how,
                                                                .is_revealed = true},
                                       &count, &problem),
                         STATUS_OK);
        assert_int_equal(count, HOSTILE_COUNT);
        if (i < 2) {
            struct table_file file = {0};
            assert_int_equal(table_file_load(&file, path, ENCODING_UTF_8, &problem), STATUS_OK);
            assert_int_equal(table_file_rows(&file, check_row, &cells, &problem), STATUS_OK);
            table_file_release(&file);
        } else {
            struct buffer text = BUFFER_INIT;
            assert_int_equal(file_read(path, &text, &problem), STATUS_OK);
            assert_int_equal(text_find_forbidden(buffer_text(&text), true), 0);
            buffer_release(&text);
        }
    }
    assert_true(cells.rows > 2 * HOSTILE_COUNT && cells.guarded > 100);
}

/* Steps, notes and all. */
static void no_paper_commands(void **state) {
    static const char *const papers[] = {"record", "assign-slip", "urge-notice", "approval-slip",
                                         "supervision-slip"};
    struct fixture *f = *state;
    const struct scr_source files = scr_files_source();
    int64_t ids[HOSTILE_COUNT];
    int drawn = 0;
    spoil(&f->office, ids);
    for (int i = 0; i < HOSTILE_COUNT; i++) {
        struct record record = {0};
        struct buffer out = BUFFER_INIT;
        struct problem problem = {0};
        assert_int_equal(store_read(f->office.store, &f->office.visible, ids[i], &record, &problem),
                         STATUS_OK);
        for (size_t n = 0; n < sizeof papers / sizeof *papers; n++) {
            const struct print_request request = {.ids = &ids[i], .id_count = 1, .from = DATE_NONE};
            buffer_clear(&out);
            if (prints_append(&f->office, &files, prints_find(papers[n]), &request, &out,
                              &problem) != STATUS_OK)
                continue;
            drawn++;
            for (size_t at = 0; at < out.length; at++)
                if (out.data[at] == '\f')
                    out.data[at] = '\n';
            assert_int_equal(text_find_forbidden(buffer_text(&out), true), 0);
        }
        buffer_release(&out);
        record_release(&record);
    }
    assert_true(drawn >= HOSTILE_COUNT);
}

/* ---- looked for ----------------------------------------------------------------------------------- */

static void search_all(struct fixture *f, const char *text, enum search_scope scope) {
    const struct search_request request = {.text = text, .scope = scope};
    struct search *search = NULL;
    struct problem problem = {0};
    enum status status = search_begin(&f->office, &request, &search, &problem);
    if (status == STATUS_OK)
        status = search_run(search, &problem);
    if (status != STATUS_OK && (status != STATUS_INVALID || problem.message == NULL))
        fail_msg("%d for %s: %s", status, text, sentence(&problem));
    search_free(search);
}

static void go_to(struct fixture *f, const char *text) {
    const struct page_request request = {.view = "feedback_open", .order = "due_sort"};
    const struct page_start top = {NULL, 0, false, false};
    struct problem problem = {0};
    char *key = NULL;
    int64_t id = 0;
    enum status status = position_find(&f->office, &request, &top, text, &key, &id, &problem);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND && status != STATUS_INVALID)
        fail_msg("%d for %s: %s", status, text, sentence(&problem));
    free(key);
}

static int ask_by_form(struct fixture *f, const struct scr_record *kind, const char *text) {
    int asked = 0;
    for (size_t i = 0; i < kind->field_count; i++) {
        struct record_query query = {0};
        struct problem problem = {0};
        int64_t count = 0;
        if (record_query_add(&query, &f->office, &kind->fields[i], kind->fields[i].label, text,
                             &problem) == STATUS_OK &&
            query.query.count > 0) {
            const struct page_request request = {.view = "feedback_all",
                                                 .order = "number",
                                                 .criteria = query.criteria,
                                                 .criterion_count = query.query.count};
            assert_int_equal(
                store_count(f->office.store, &f->office.visible, &request, NULL, &count, &problem),
                STATUS_OK);
            asked++;
        }
        record_query_release(&query);
    }
    return asked;
}

static void no_search_is_an_order(void **state) {
    struct fixture *f = *state;
    const struct scr_source files = scr_files_source();
    struct scr_record *kind = NULL;
    int64_t ids[HOSTILE_COUNT], rows = 0;
    int asked = 0;
    spoil(&f->office, ids);
    assert_int_equal(scr_record_load(&files, "feedback", &kind, NULL), STATUS_OK);
    for (int i = 0; i < HOSTILE_COUNT; i++) {
        char text[HOSTILE_BYTES];
        hostile_string(i, text);
        search_all(f, text, SEARCH_OFFICE);
        search_all(f, text, SEARCH_PUBLISHED);
        go_to(f, text);
        asked += ask_by_form(f, kind, text);
    }
    scr_record_free(kind);
    assert_true(asked > 1000);
    assert_int_equal(count_of(f, "feedback_all"), HOSTILE_COUNT);
    assert_int_equal(store_verify_audit(f->office.store, &rows, NULL), STATUS_OK);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(typed_in_is_stored_or_refused),
        with_office(no_file_commands),
        with_office(no_paper_commands),
        with_office(no_search_is_an_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Every subject of data/subjects.tsv: a catalogue entry and a draft of it begin with its texts, take a line under its
 * captions and go to review. Mission C4-C17, R5, I8. */
#include "work/office_fixture.h"

#include "work/disclosure.h"
#include "work/subject.h"

enum { SUBJECTS_AT_LEAST = 60 };

/* One line that fills every column with a caption. */
static void line_of(const struct subject *subject, char *out, size_t size) {
    static const char *const cells[LINES_COLUMNS] = {"䶮塘组王二小", "三组",   "２", "袋", "60.25",
                                                     "120.50",       "100.00", "已领"};
    struct buffer text = BUFFER_INIT;
    buffer_append(&text, cells[LINES_NAME]);
    for (enum lines_column i = LINES_NAME + 1; i < LINES_COLUMNS; i++) {
        if (subject->captions[i][0] != '\0')
            buffer_append_format(&text, " %s=%s", lines_column_name(i), cells[i]);
    }
    snprintf(out, size, "%s", buffer_text(&text));
    buffer_release(&text);
}

static int64_t draft(struct fixture *f, const struct subject *subject) {
    char line[400];
    int64_t entry = 0, id = 0;
    bool has_lines = subject->captions[LINES_NAME][0] != '\0';
    must_register(f, "catalogue", &entry, "title", subject->label, "affair", subject->affair,
                  "subject", subject->code, "power", "service", "scope", "public", "timing",
                  "ad_hoc", "unit", "东门村", "leader", "周建华", "person", "张𠮷旺");
    line_of(subject, line, sizeof line);
    must_register(f, "disclosure", &id, "catalogue", subject->label, "received_on", "2026-11-18",
                  "lines", has_lines ? line : "", "expires_on", "2031-12-31");
    return id;
}

static void check_draft(struct fixture *f, const struct subject *subject, int64_t id) {
    char title[200];
    snprintf(title, sizeof title, "东门村%s", subject->label);
    assert_string_equal(column(f, id, "title"), title);
    assert_string_equal(column(f, id, "affair"), subject->affair);
    assert_string_equal(column(f, id, "subject"), subject->code);
    assert_string_equal(column(f, id, "element_basis"), subject->basis);
    assert_string_equal(column(f, id, "element_subject"), "东门村");
    assert_string_equal(column(f, id, "element_process"), subject->process);
    assert_string_equal(column(f, id, "element_discipline"), subject->discipline);
    assert_string_equal(column(f, id, "element_result"), subject->result);
    must_do(f, "submit", id);
}

static void every_subject_can_be_drafted(void **state) {
    struct fixture *f = *state;
    const struct code_rows *codes = office_codes(&f->office, "subject");
    size_t count = codes->count;
    assert_true(count >= SUBJECTS_AT_LEAST);
    for (size_t i = 0; i < count; i++) {
        struct subject subject;
        char code[40];
        snprintf(code, sizeof code, "%s", office_codes(&f->office, "subject")->items[i].code);
        assert_int_equal(subject_find(code, &subject, NULL), STATUS_OK);
        check_draft(f, &subject, draft(f, &subject));
        subject_release(&subject);
    }
}

/* A bare total is refused for each subject that asks for detail, and for no other. */
static void detail_is_asked_where_the_subject_says(void **state) {
    struct fixture *f = *state;
    const struct code_rows *codes = office_codes(&f->office, "subject");
    size_t asked = 0;
    for (size_t i = 0; i < codes->count; i++) {
        struct subject subject;
        assert_int_equal(subject_find(codes->items[i].code, &subject, NULL), STATUS_OK);
        asked += subject.is_detail_required;
        if (subject.is_detail_required) {
            assert_string_not_equal(subject.captions[LINES_NAME], "");
            int64_t id = draft(f, &subject);
            refused(f, STATUS_INVALID, "lines", "只写合计不行", "edit", id, "lines", "", "total",
                    "12050");
            refused(f, STATUS_INVALID, "total", "相差 0.01 元", "edit", id, "total",
                    subject.captions[LINES_AMOUNT][0] != '\0' ? "12051" : "1");
            codes = office_codes(&f->office, "subject");
        }
        subject_release(&subject);
    }
    assert_true(asked > 10);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        with_office(every_subject_can_be_drafted),
        with_office(detail_is_asked_where_the_subject_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

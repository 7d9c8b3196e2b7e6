/* The shipped township catalogue and the subjects: each code in its list, each subject used, each row
 * with what its timing asks for, no text longer than its column. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/embedded.h"
#include "base/text.h"
#include "base/width.h"
#include "work/tsv.h"

#define CATALOGUE "data/catalogue/township.tsv"
#define SUBJECTS "data/subjects.tsv"

enum { ROWS_MOST = 400, CAPTIONS = 8, LINE_COLS = 76 };

struct table {
    struct tsv tsv;
    const char *names[TSV_CELLS_MOST];
    size_t columns;
};

static void begin(struct table *table, const char *path) {
    const struct embedded_file *file = embedded_find(path);
    assert_non_null(file);
    assert_true(tsv_begin(&table->tsv, file->text));
    assert_true(tsv_next(&table->tsv));
    table->columns = table->tsv.count;
    memcpy(table->names, table->tsv.cells, sizeof table->names);
}

static const char *cell(const struct table *table, const char *name) {
    for (size_t i = 0; i < table->columns; i++)
        if (strcmp(table->names[i], name) == 0)
            return tsv_cell(&table->tsv, i);
    fail_msg("no column %s", name);
    return "";
}

static bool is(const struct table *table, const char *name, const char *text) {
    return strcmp(cell(table, name), text) == 0;
}

static bool in_list(const char *list, const char *code) {
    struct tsv tsv;
    char path[96];
    bool found = false;
    snprintf(path, sizeof path, "data/codes/%s.tsv", list);
    const struct embedded_file *file = embedded_find(path);
    assert_non_null(file);
    assert_true(tsv_begin(&tsv, file->text));
    while (!found && tsv_next(&tsv))
        found = strcmp(tsv_cell(&tsv, 0), code) == 0;
    tsv_end(&tsv);
    return found;
}

static void check_codes(const struct table *table, const char *column, const char *list,
                        const char *row) {
    char text[400];
    snprintf(text, sizeof text, "%s", cell(table, column));
    char *rest = NULL;
    for (char *code = strtok_r(text, " ", &rest); code; code = strtok_r(NULL, " ", &rest))
        if (!in_list(list, code))
            fail_msg("%s: %s %s", row, column, code);
}

static bool has_word(const char *words, const char *word) {
    const char *at = strstr(words, word);
    size_t length = strlen(word);
    return at && (at == words || at[-1] == ' ') && (at[length] == '\0' || at[length] == ' ');
}

static void check_length(const struct table *table, const char *column, size_t least, size_t most) {
    size_t length = text_length(cell(table, column));
    if (length < least || length > most)
        fail_msg("%s: %s has %zu characters", cell(table, "title"), column, length);
}

/* ---- the catalogue ------------------------------------------------------------------------------ */

/* "阶段:20；阶段:30" */
static void check_stages(const char *title, const char *stages) {
    char text[400];
    size_t count = 0;
    snprintf(text, sizeof text, "%s", stages);
    for (char *at = text; at && *at;) {
        char *end = strstr(at, "；");
        if (end)
            *end = '\0';
        char *colon = strchr(at, ':');
        char *rest = NULL;
        long days = colon ? strtol(colon + 1, &rest, 10) : 0;
        if (!colon || colon == at || *rest || days < 1 || days > 366)
            fail_msg("%s: stage %s", title, at);
        count++;
        at = end ? end + strlen("；") : NULL;
    }
    assert_in_range(count, 2, 12);
}

static void check_limit(const struct table *table) {
    const char *title = cell(table, "title");
    long amount = strtol(cell(table, "limit_amount"), NULL, 10);
    bool is_fixed = is(table, "limit_unit", "fixed");
    assert_true(in_list("limit_unit", cell(table, "limit_unit")));
    if (is(table, "limit_unit", "at_once") != (amount == 0) || amount > (is_fixed ? 31 : 366))
        fail_msg("%s: limit", title);
    if (!is_fixed && !is(table, "limit_fixed", ""))
        fail_msg("%s: fixed", title);
    assert_true(strlen(cell(table, "limit_article")) < 96);
}

static void check_timing(const struct table *table) {
    const char *title = cell(table, "title");
    bool is_periodic = is(table, "timing", "periodic");
    bool is_staged = is(table, "timing", "staged");
    if (is_periodic != (cell(table, "cycle")[0] != '\0') ||
        is_staged != (cell(table, "stages")[0] != '\0'))
        fail_msg("%s: timing", title);
    check_stages(title, is_staged ? cell(table, "stages") : "一:1；二:1");
    if ((cell(table, "notice_amount")[0] != '\0') != (cell(table, "notice_unit")[0] != '\0'))
        fail_msg("%s: notice", title);
}

/* What is for the office alone hangs inside, what is for the public outside. */
static void check_channels(const struct table *table) {
    char text[400];
    char *rest = NULL;
    bool is_internal = is(table, "scope", "internal");
    assert_true(cell(table, "channels")[0] != '\0');
    snprintf(text, sizeof text, "%s %s", cell(table, "channels"), cell(table, "channels_optional"));
    for (char *code = strtok_r(text, " ", &rest); code; code = strtok_r(NULL, " ", &rest)) {
        bool is_inside = strcmp(code, "internal_board") == 0 || strcmp(code, "circular") == 0;
        bool is_either = strcmp(code, "meeting") == 0;
        if (!is_either && is_inside != is_internal)
            fail_msg("%s: %s", cell(table, "title"), code);
    }
    if (is(table, "audience", "specific") != (cell(table, "audience_text")[0] != '\0'))
        fail_msg("%s: audience", cell(table, "title"));
}

static void each_row_is_whole(void **state) {
    static const char *const flags[] = {"limit_statutory", "per_village", "before_possible", "major"};
    static const char *const lists[][2] = {{"channels", "publish_channel"},
                                           {"channels_optional", "publish_channel"},
                                           {"audience", "audience"},
                                           {"way", "publish_way"},
                                           {"level", "government_level"},
                                           {"affair", "affair"},
                                           {"subject", "subject"},
                                           {"power", "power"},
                                           {"scope", "disclosure_scope"},
                                           {"timing", "timing"},
                                           {"cycle", "cycle"},
                                           {"hot", "hot"},
                                           {"notice_unit", "notice_unit"},
                                           {"not_applicable", "element"},
                                           {"unit_kind", "unit_kind"}};
    static const char *const needed[] = {"audience", "way",   "level",  "affair",   "subject",
                                         "power",    "scope", "timing", "unit_kind"};
    struct table table;
    begin(&table, CATALOGUE);
    assert_int_equal(table.columns, 31);
    while (tsv_next(&table.tsv)) {
        const char *title = cell(&table, "title");
        assert_int_equal(table.tsv.count, 31);
        check_length(&table, "field", 1, 20);
        check_length(&table, "title", 1, 40);
        check_length(&table, "content", 5, 200);
        check_length(&table, "basis", 4, 200);
        check_length(&table, "limit_text", 2, 100);
        check_length(&table, "audience_text", 0, 100);
        for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
            check_codes(&table, lists[i][0], lists[i][1], title);
        for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
            check_length(&table, needed[i], 1, 60);
        for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++)
            assert_true(strspn(cell(&table, flags[i]), "01") == strlen(cell(&table, flags[i])));
        check_limit(&table);
        check_timing(&table);
        check_channels(&table);
    }
    tsv_end(&table.tsv);
}

static void titles_are_unique_and_kinds_many(void **state) {
    static const char *const powers[] = {"decision", "approval", "personnel", "service", "hot"};
    size_t power[5] = {0}, rows = 0, hot = 0, periodic = 0, staged = 0, village = 0;
    const char *titles[ROWS_MOST];
    struct table table;
    begin(&table, CATALOGUE);
    while (tsv_next(&table.tsv)) {
        assert_true(rows < ROWS_MOST);
        titles[rows] = cell(&table, "title");
        for (size_t i = 0; i < rows; i++)
            assert_string_not_equal(titles[i], titles[rows]);
        rows++;
        hot += cell(&table, "hot")[0] != '\0';
        periodic += is(&table, "timing", "periodic");
        staged += is(&table, "timing", "staged");
        village += is(&table, "timing", "periodic") && is(&table, "per_village", "1");
        for (size_t i = 0; i < 5; i++)
            power[i] += is(&table, "power", powers[i]);
    }
    tsv_end(&table.tsv);
    assert_true(rows >= 130);
    assert_true(hot >= 20 && periodic >= 15 && staged >= 5 && village >= 5);
    for (size_t i = 0; i < 5; i++)
        assert_true(power[i] >= 8);
}

/* ---- the subjects ------------------------------------------------------------------------------- */

static bool is_used(const char *subject, const char *affair) {
    struct table table;
    bool found = false;
    begin(&table, CATALOGUE);
    while (tsv_next(&table.tsv)) {
        if (!is(&table, "subject", subject))
            continue;
        found = true;
        if (!is(&table, "affair", affair))
            fail_msg("%s: %s of %s", cell(&table, "title"), subject, affair);
    }
    tsv_end(&table.tsv);
    return found;
}

static void every_subject_is_in_the_catalogue(void **state) {
    struct table table;
    begin(&table, SUBJECTS);
    while (tsv_next(&table.tsv)) {
        bool is_historic = has_word(cell(&table, "rule"), "historic");
        if (is_used(cell(&table, "code"), cell(&table, "affair")) == is_historic)
            fail_msg("%s", cell(&table, "code"));
    }
    tsv_end(&table.tsv);
}

static void the_list_of_subjects_is_the_table(void **state) {
    struct table table;
    struct tsv list;
    begin(&table, SUBJECTS);
    const struct embedded_file *file = embedded_find("data/codes/subject.tsv");
    assert_non_null(file);
    assert_true(tsv_begin(&list, file->text));
    size_t rows = 0;
    for (; tsv_next(&table.tsv); rows++) {
        assert_true(tsv_next(&list));
        assert_string_equal(cell(&table, "code"), tsv_cell(&list, 0));
        assert_string_equal(cell(&table, "label"), tsv_cell(&list, 1));
        assert_true(in_list("affair", cell(&table, "affair")));
    }
    assert_false(tsv_next(&list));
    assert_in_range(rows, 60, 75);
    tsv_end(&list);
    tsv_end(&table.tsv);
}

/* The captions of a line stand beside each other on the smallest screen; a total asked for in detail has
 * its money column. */
static void captions_fit_a_line(void **state) {
    static const char *const captions[CAPTIONS] = {"name",  "detail", "quantity",      "unit",
                                                   "price", "amount", "second_amount", "note"};
    static const char *const texts[] = {"basis", "process", "discipline", "result"};
    static const char *const rules[] = {"statistics", "mask_names", "notice", "expires",
                                        "historic"};
    struct table table;
    begin(&table, SUBJECTS);
    assert_int_equal(table.columns, 17);
    while (tsv_next(&table.tsv)) {
        const char *code = cell(&table, "code");
        int cols = 0;
        size_t words = 0;
        for (size_t i = 0; i < CAPTIONS; i++) {
            const char *caption = cell(&table, captions[i]);
            cols += caption[0] != '\0' ? text_width(caption) + 2 : 0;
            assert_true(text_length(caption) <= 6);
        }
        assert_true(cols <= LINE_COLS);
        for (size_t i = 0; i < 4; i++)
            assert_in_range(text_length(cell(&table, texts[i])), 8, 200);
        assert_true(text_length(cell(&table, "label")) <= 10);
        assert_true(is(&table, "detail_required", "0") || is(&table, "detail_required", "1"));
        if (is(&table, "detail_required", "1") && is(&table, "amount", "") &&
            is(&table, "quantity", ""))
            fail_msg("%s: nothing to add up", code);
        for (size_t i = 0; i < 5; i++)
            words += has_word(cell(&table, "rule"), rules[i]) ? strlen(rules[i]) + 1 : 0;
        if (words != strlen(cell(&table, "rule")) + (words > 0))
            fail_msg("%s: rule %s", code, cell(&table, "rule"));
        /* Statistics only: no column for a name of a party. */
        assert_true(!has_word(cell(&table, "rule"), "statistics") || is(&table, "detail", ""));
    }
    tsv_end(&table.tsv);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row_is_whole),
        cmocka_unit_test(titles_are_unique_and_kinds_many),
        cmocka_unit_test(every_subject_is_in_the_catalogue),
        cmocka_unit_test(the_list_of_subjects_is_the_table),
        cmocka_unit_test(captions_fit_a_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Reads a published standard catalogue. Knows its headings and marks; decides nothing about entries. */
#include "exchange/standard_catalogue.h"

#include <stdio.h>
#include <string.h>

#include "base/codes.h"
#include "base/text.h"
#include "exchange/csv_write.h"
#include "exchange/standard_channels.h"
#include "work/limit_text.h"

enum kind {
    IGNORED,
    FIELD,
    TITLE,
    CONTENT,
    BASIS,
    LIMIT,
    UNIT,
    CHANNELS,
    EVERYBODY,
    SOME,
    PROACTIVE,
    ON_REQUEST,
    COUNTY,
    TOWNSHIP,
    VILLAGE,
    TOWNSHIP_AND_VILLAGE,
    NOTE,
};

/* Without blanks, full-width signs as ASCII. `field`: what a fault of the column is about. */
static const struct {
    const char *heading, *field;
    enum kind kind;
} headings[] = {
    {"序号", "", IGNORED},
    {"一级事项", "field", FIELD},
    {"二级事项", "title", TITLE},
    {"公开内容(要素)", "content", CONTENT},
    {"公开内容", "content", CONTENT},
    {"公开内容要素", "content", CONTENT},
    {"公开依据", "basis", BASIS},
    {"公开时限", "limit_text", LIMIT},
    {"公开主体", "unit", UNIT},
    {"公开责任主体", "unit", UNIT},
    {"公开渠道和载体", "channels", CHANNELS},
    {"公开渠道", "channels", CHANNELS},
    {"全社会", "audience", EVERYBODY},
    {"特定群体", "audience_text", SOME},
    {"特定群众", "audience_text", SOME},
    {"特定群体(请写明)", "audience_text", SOME},
    {"特定群众(请写明)", "audience_text", SOME},
    {"主动", "way", PROACTIVE},
    {"主动公开", "way", PROACTIVE},
    {"依申请", "way", ON_REQUEST},
    {"依申请公开", "way", ON_REQUEST},
    {"县级", "level", COUNTY},
    {"乡级", "level", TOWNSHIP},
    {"乡镇级", "level", TOWNSHIP},
    {"村级", "level", VILLAGE},
    {"乡/村级", "level", TOWNSHIP_AND_VILLAGE},
    {"乡村级", "level", TOWNSHIP_AND_VILLAGE},
    {"备注", "note", NOTE},
};
enum { HEADINGS = sizeof headings / sizeof headings[0] };

void standard_catalogue_release(struct standard_catalogue *standard) {
    catalogue_shipped_release(&standard->shipped);
}

/* ---- headings ----------------------------------------------------------------------------------- */

static void plain_heading(const char *cell, char out[80]) {
    struct buffer plain = BUFFER_INIT;
    standard_append_plain(&plain, cell);
    size_t length = plain.length < 79 ? plain.length : text_cut(buffer_text(&plain), 40, NULL);
    snprintf(out, 80, "%.*s", (int)length, buffer_text(&plain));
    buffer_release(&plain);
}

static int find_heading(const char *plain) {
    for (int i = 0; i < HEADINGS; i++) {
        if (strcmp(headings[i].heading, plain) == 0)
            return i;
    }
    return -1;
}

/* 公开事项 stands over two columns there; our own columns have 内容要素 and 必选渠道 instead of these. */
bool standard_catalogue_begins(const struct table_row *row) {
    bool has_matter = false, has_channels = false;
    char plain[80];
    for (size_t i = 0; i < row->count; i++) {
        plain_heading(row->cells[i], plain);
        has_matter = has_matter || strcmp(plain, "公开事项") == 0 || strcmp(plain, "二级事项") == 0;
        has_channels = has_channels || strncmp(plain, "公开渠道", strlen("公开渠道")) == 0;
    }
    return has_matter && has_channels;
}

static enum status refuse_heading(struct problem *problem, const struct table_row *row,
                                  size_t index, const char *heading, const char *message) {
    problem_set(problem, STATUS_INVALID, "", message);
    problem_place(problem, "heading", heading);
    problem_place_integer(problem, "column", (int64_t)index + 1);
    if (problem != NULL) {
        problem->line = row->line;
        problem->column = (int)index + 1;
    }
    return STATUS_INVALID;
}

/* The second row's heading, or the first's where that is merged downwards. */
static enum status read_column(struct standard_catalogue *standard, const struct table_row *row,
                               size_t index, struct record_columns *columns,
                               struct problem *problem) {
    char plain[80] = "";
    if (index < row->count && row->cells[index][0] != '\0')
        plain_heading(row->cells[index], plain);
    if (plain[0] == '\0')
        snprintf(plain, sizeof plain, "%s", standard->first[index]);
    int found = plain[0] != '\0' ? find_heading(plain) : 0;
    snprintf(columns->items[index].heading, sizeof columns->items[index].heading, "%s", plain);
    if (found < 0)
        return refuse_heading(problem, row, index, plain,
                              N_("表头第 {column} 栏“{heading}”不是标准目录的栏目"));
    for (size_t i = 0; i < index && headings[found].kind != IGNORED; i++) {
        if (standard->kinds[i] == (int)headings[found].kind)
            return refuse_heading(problem, row, index, plain,
                                  N_("表头第 {column} 栏“{heading}”与前面的一栏重复"));
    }
    standard->kinds[index] = (int)headings[found].kind;
    snprintf(columns->items[index].field, sizeof columns->items[index].field, "%s",
             headings[found].field);
    return STATUS_OK;
}

static bool has_kind(const struct standard_catalogue *standard, enum kind kind) {
    for (size_t i = 0; i < standard->count; i++) {
        if (standard->kinds[i] == (int)kind)
            return true;
    }
    return false;
}

static enum status end_headings(struct standard_catalogue *standard, const struct table_row *row,
                                struct record_columns *columns, struct problem *problem) {
    enum status status = STATUS_OK;
    standard->count = row->count > standard->count ? row->count : standard->count;
    for (size_t i = 0; i < standard->count && status == STATUS_OK; i++)
        status = read_column(standard, row, i, columns, problem);
    columns->count = standard->count;
    if (status == STATUS_OK && !has_kind(standard, TITLE))
        status = problem_set(problem, STATUS_INVALID, "",
                             N_("表头的第二行没有“二级事项”，请照标准目录的两行表头填写"));
    standard->is_read = status == STATUS_OK;
    return status;
}

enum status standard_catalogue_heading(struct standard_catalogue *standard,
                                       const struct table_row *row, struct record_columns *columns,
                                       struct problem *problem) {
    bool is_whole = false;
    if (standard->is_begun)
        return end_headings(standard, row, columns, problem);
    standard->is_begun = true;
    standard->count = row->count;
    for (size_t i = 0; i < row->count; i++) {
        plain_heading(row->cells[i], standard->first[i]);
        is_whole = is_whole || strcmp(standard->first[i], "二级事项") == 0;
    }
    enum status status = catalogue_shipped_read(&standard->shipped, problem);
    return status == STATUS_OK && is_whole ? end_headings(standard, row, columns, problem) : status;
}

/* ---- rows --------------------------------------------------------------------------------------- */

/* The cell of a kind of column, and that column from 1; "" when the table has none. */
static const char *cell_of(const struct standard_catalogue *standard, const struct table_row *row,
                           enum kind kind, int *column) {
    for (size_t i = 0; i < standard->count && i < row->count; i++) {
        if (standard->kinds[i] == (int)kind) {
            *column = (int)i + 1;
            return csv_without_guard(row->cells[i]);
        }
    }
    *column = 0;
    return "";
}

static void add_problem(struct problems *problems, const char *message, int column,
                        const char *text) {
    struct problem problem = {0};
    problem_set(&problem, STATUS_INVALID, "", message);
    problem_place(&problem, "text", text);
    problem.column = column;
    problems_add(problems, &problem);
}

/* √ and its like; text says which group of people. */
static bool is_marked(const struct standard_catalogue *standard, const struct table_row *row,
                      enum kind kind, struct problems *problems) {
    static const char *const yes[] = {"√", "✓", "✔", "☑", "■", "●", "v", "V", "是", "1"};
    static const char *const no[] = {"", "□", "☐", "×", "-", "/", "—", "否", "0"};
    struct buffer plain = BUFFER_INIT;
    int column = 0;
    bool is_yes = false, is_no = false;
    standard_append_plain(&plain, cell_of(standard, row, kind, &column));
    for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++)
        is_yes = is_yes || strcmp(buffer_text(&plain), yes[i]) == 0;
    for (size_t i = 0; i < sizeof no / sizeof no[0]; i++)
        is_no = is_no || strcmp(buffer_text(&plain), no[i]) == 0;
    if (!is_yes && !is_no)
        add_problem(problems, N_("应填 √ 或空着，不是“{text}”"), column, buffer_text(&plain));
    buffer_release(&plain);
    return is_yes;
}

/* "√ 村民", "村民": whoever the group is, without the mark. */
static bool read_group(const char *cell, struct buffer *group) {
    static const char *const marks[] = {"√", "✓", "✔", "☑", "■", "●"};
    struct buffer clean = BUFFER_INIT;
    text_append_trimmed(&clean, cell);
    const char *text = buffer_text(&clean);
    bool is_given = text[0] != '\0';
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (strncmp(text, marks[i], strlen(marks[i])) == 0)
            text += strlen(marks[i]);
    }
    text_append_trimmed(group, text);
    group->failed = group->failed || clean.failed;
    buffer_release(&clean);
    return is_given && strcmp(buffer_text(group), "□") != 0;
}

static void read_audience(const struct standard_catalogue *standard, const struct table_row *row,
                          struct fields *values, struct problems *problems) {
    struct buffer group = BUFFER_INIT;
    int column = 0;
    bool is_all = is_marked(standard, row, EVERYBODY, problems);
    bool is_some = read_group(cell_of(standard, row, SOME, &column), &group);
    if (is_all || is_some)
        fields_set(values, "audience", is_all ? "all" : "specific");
    if (is_some && group.length > 0)
        fields_set_buffer(values, "audience_text", &group);
    values->failed = values->failed || group.failed;
    buffer_release(&group);
}

static void read_way(const struct standard_catalogue *standard, const struct table_row *row,
                     struct fields *values, struct problems *problems) {
    int column = 0;
    bool is_proactive = is_marked(standard, row, PROACTIVE, problems);
    bool is_on_request = is_marked(standard, row, ON_REQUEST, problems);
    const char *cell = cell_of(standard, row, ON_REQUEST, &column);
    if (is_proactive && is_on_request)
        add_problem(problems, N_("主动和依申请只能标一个"), column, cell);
    else if (is_proactive || is_on_request)
        fields_set(values, "way", is_proactive ? "proactive" : "on_request");
}

static void read_level(const struct standard_catalogue *standard, const struct table_row *row,
                       struct fields *values, struct problems *problems) {
    struct buffer level = BUFFER_INIT;
    bool is_both = is_marked(standard, row, TOWNSHIP_AND_VILLAGE, problems);
    if (is_marked(standard, row, COUNTY, problems))
        codes_add(&level, "county");
    if (is_marked(standard, row, TOWNSHIP, problems) || is_both)
        codes_add(&level, "township");
    if (is_marked(standard, row, VILLAGE, problems) || is_both)
        codes_add(&level, "village");
    if (level.length > 0)
        fields_set_buffer(values, "level", &level);
    values->failed = values->failed || level.failed;
    buffer_release(&level);
}

static void read_channels(const struct standard_catalogue *standard, struct office *office,
                          const struct table_row *row, struct fields *values,
                          struct problems *problems) {
    struct buffer required = BUFFER_INIT, optional = BUFFER_INIT, unknown = BUFFER_INIT;
    int column = 0;
    const char *cell = cell_of(standard, row, CHANNELS, &column);
    if (!standard_channels_read(office, cell, &required, &optional, &unknown))
        add_problem(problems, N_("不认识渠道“{text}”，请照标准目录写或先加到数据字典 04"), column,
                    buffer_text(&unknown));
    if (required.length > 0)
        fields_set_buffer(values, "channels", &required);
    if (optional.length > 0)
        fields_set_buffer(values, "channels_optional", &optional);
    values->failed = values->failed || required.failed || optional.failed || unknown.failed;
    buffer_release(&required);
    buffer_release(&optional);
    buffer_release(&unknown);
}

static void read_text(const struct standard_catalogue *standard, const struct table_row *row,
                      enum kind kind, const char *field, struct fields *values) {
    struct buffer clean = BUFFER_INIT;
    int column = 0;
    text_append_trimmed(&clean, cell_of(standard, row, kind, &column));
    if (clean.length > 0)
        fields_set_buffer(values, field, &clean);
    values->failed = values->failed || clean.failed;
    buffer_release(&clean);
}

/* 一级事项 is merged downwards; a row that has nothing else is its own matter. */
static void read_matter(struct standard_catalogue *standard, const struct table_row *row,
                        struct fields *values) {
    read_text(standard, row, FIELD, "field", values);
    read_text(standard, row, TITLE, "title", values);
    if (!fields_has(values, "title") && fields_has(values, "field"))
        fields_set(values, "title", fields_text(values, "field"));
    if (fields_has(values, "field"))
        snprintf(standard->field, sizeof standard->field, "%s", fields_text(values, "field"));
    else if (standard->field[0] != '\0')
        fields_set(values, "field", standard->field);
}

/* ---- what the table does not say ---------------------------------------------------------------- */

static void add_note(struct buffer *note, const char *before, const char *text) {
    buffer_append_format(note, "%s%s%s", note->length > 0 ? "；" : "", before, text);
}

/* By the shipped entry of that title, else for whoever completes it. */
static void take_defaults(const struct standard_catalogue *standard, struct fields *values,
                          struct buffer *note) {
    static const char *const taken[] = {
        "affair",        "subject",         "power",       "scope",     "timing",
        "cycle",         "stages",          "per_village", "hot",       "notice_amount",
        "notice_unit",   "before_possible", "major",       "unit_kind", "not_applicable",
        "limit_article", "limit_statutory",
    };
    const struct fields *known =
        catalogue_shipped_find(&standard->shipped, fields_text(values, "title"));
    for (size_t i = 0; known != NULL && i < sizeof taken / sizeof taken[0]; i++) {
        if (fields_has(known, taken[i]))
            fields_set(values, taken[i], fields_text(known, taken[i]));
    }
    if (known == NULL) {
        fields_set(values, "affair", "office");
        fields_set(values, "power", "service");
        fields_set(values, "scope", "public");
        fields_set(values, "timing", "ad_hoc");
        add_note(note, "人财物案、权力类别、时效类型待补", "");
    }
}

/* Words that name several limits, or none: the shipped entry's, the first, or the law's. */
static void take_limit(const struct standard_catalogue *standard, struct fields *values,
                       struct buffer *note) {
    static const char *const taken[] = {"limit_unit", "limit_amount", "limit_fixed"};
    const char *text = fields_text(values, "limit_text");
    const struct fields *known =
        catalogue_shipped_find(&standard->shipped, fields_text(values, "title"));
    struct limit_words words = {"workday", 20, ""};
    if (text[0] == '\0' || limit_text_read(text, &words))
        return;
    bool is_same = known != NULL && strcmp(fields_text(known, "limit_text"), text) == 0;
    for (size_t i = 0; is_same && i < sizeof taken / sizeof taken[0]; i++) {
        if (fields_has(known, taken[i]))
            fields_set(values, taken[i], fields_text(known, taken[i]));
    }
    if (!is_same) {
        words = (struct limit_words){"workday", 20, ""};
        limit_text_first(text, &words);
        fields_set(values, "limit_unit", words.unit);
        if (words.amount > 0)
            fields_set_integer(values, "limit_amount", words.amount);
        if (words.fixed[0] != '\0')
            fields_set(values, "limit_fixed", words.fixed);
        add_note(note, "时限待核", "");
    }
}

/* A unit the office has; any other is kept in the note. */
static void take_unit(struct office *office, const char *name, struct fields *values,
                      struct buffer *note) {
    int64_t id = 0;
    if (name[0] == '\0')
        return;
    if (store_find_title(office->store, &office->visible, "unit", name, &id, NULL) == STATUS_OK)
        fields_set(values, "unit", name);
    else
        add_note(note, "公开主体：", name);
}

void standard_catalogue_values(struct standard_catalogue *standard, struct office *office,
                               const struct table_row *row, struct fields *values,
                               struct problems *problems) {
    struct buffer note = BUFFER_INIT;
    struct fields unit = FIELDS_INIT;
    read_matter(standard, row, values);
    read_text(standard, row, CONTENT, "content", values);
    read_text(standard, row, BASIS, "basis", values);
    read_text(standard, row, LIMIT, "limit_text", values);
    read_text(standard, row, UNIT, "unit", &unit);
    read_text(standard, row, NOTE, "note", values);
    read_channels(standard, office, row, values, problems);
    read_audience(standard, row, values, problems);
    read_way(standard, row, values, problems);
    read_level(standard, row, values, problems);
    take_defaults(standard, values, &note);
    take_limit(standard, values, &note);
    take_unit(office, fields_text(&unit, "unit"), values, &note);
    standard->incomplete += note.length > 0 ? 1 : 0;
    if (note.length > 0 && fields_has(values, "note"))
        add_note(&note, fields_text(values, "note"), "");
    if (note.length > 0)
        fields_set_buffer(values, "note", &note);
    values->failed = values->failed || note.failed || unit.failed;
    fields_release(&unit);
    buffer_release(&note);
}

/* Writes the catalogue in the columns of the published standard catalogue. */
#include "exchange/standard_catalogue.h"

#include <string.h>

#include "base/codes.h"
#include "exchange/csv_write.h"
#include "exchange/file_out.h"
#include "exchange/standard_channels.h"

enum cell {
    FIELD,
    TITLE,
    CONTENT,
    BASIS,
    LIMIT,
    UNIT,
    CHANNELS,
    OPTIONAL,
    AUDIENCE,
    GROUP,
    WAY,
    LEVEL,
    CELLS
};
static const char *const cell_names[CELLS] = {
    "field",      "title",         "content",  "basis",
    "limit_text", "unit_name",     "channels", "channels_optional",
    "audience",   "audience_text", "way",      "level",
};
static const char *const first_headings[] = {
    "序号",     "公开事项", "",         "公开内容（要素）",
    "公开依据", "公开时限", "公开主体", "公开渠道和载体",
    "公开对象", "",         "公开方式", "",
    "公开层级", "",         "",
};
static const char *const second_headings[] = {
    "",       "一级事项", "二级事项", "",       "",     "",     "",     "",
    "全社会", "特定群体", "主动",     "依申请", "县级", "乡级", "村级",
};
enum { STANDARD_COLUMNS = sizeof first_headings / sizeof first_headings[0] };

struct exporter {
    struct office *office;
    struct file_out file;
    char delimiter;
    struct buffer text;
    int64_t count;
};

static void write_line(struct exporter *exporter, const char *const *cells) {
    struct csv_line line;
    csv_line_begin(&line, &exporter->text, exporter->delimiter);
    for (size_t i = 0; i < STANDARD_COLUMNS; i++)
        csv_line_cell(&line, cells[i]);
    csv_line_end(&line);
}

static const char *mark(bool is_marked) {
    return is_marked ? "√" : "";
}

static void write_entry(struct exporter *exporter, const struct page *page, size_t row) {
    struct buffer channels = BUFFER_INIT, serial = BUFFER_INIT;
    const char *audience = page_cell(page, row, AUDIENCE);
    const char *group = page_cell(page, row, GROUP);
    const char *way = page_cell(page, row, WAY);
    const char *level = page_cell(page, row, LEVEL);
    bool is_some = strcmp(audience, "specific") == 0;
    buffer_append_format(&serial, "%lld", (long long)++exporter->count);
    standard_channels_append(exporter->office, page_cell(page, row, CHANNELS),
                             page_cell(page, row, OPTIONAL), &channels);
    const char *const cells[STANDARD_COLUMNS] = {
        buffer_text(&serial),
        page_cell(page, row, FIELD),
        page_cell(page, row, TITLE),
        page_cell(page, row, CONTENT),
        page_cell(page, row, BASIS),
        page_cell(page, row, LIMIT),
        page_cell(page, row, UNIT),
        buffer_text(&channels),
        mark(strcmp(audience, "all") == 0),
        group[0] != '\0' ? group : mark(is_some),
        mark(strcmp(way, "proactive") == 0),
        mark(strcmp(way, "on_request") == 0),
        mark(codes_has(level, "county")),
        mark(codes_has(level, "township")),
        mark(codes_has(level, "village")),
    };
    write_line(exporter, cells);
    exporter->text.failed = exporter->text.failed || channels.failed || serial.failed;
    buffer_release(&channels);
    buffer_release(&serial);
}

static enum status write_entries(struct exporter *exporter, struct problem *problem) {
    const struct office *office = exporter->office;
    const struct page_request request = {
        .view = "catalogue_open", .columns = cell_names, .column_count = CELLS, .order = "number"};
    struct page page = {0};
    struct page_start start = {0};
    struct buffer key = BUFFER_INIT;
    enum status status = STATUS_OK;
    do {
        status = store_page(office->store, &office->visible, &request, &start, PAGE_ROWS_MOST,
                            &page, problem);
        for (size_t i = 0; status == STATUS_OK && i < page.count; i++)
            write_entry(exporter, &page, i);
        if (status == STATUS_OK)
            status = file_out_write(&exporter->file, &exporter->text, problem);
        if (status != STATUS_OK || page.count == 0)
            break;
        buffer_clear(&key);
        buffer_append(&key, page_key(&page, page.count - 1));
        start = (struct page_start){.key = buffer_text(&key), .id = page.ids[page.count - 1]};
        if (key.failed)
            status = problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    } while (status == STATUS_OK && page.count == PAGE_ROWS_MOST);
    page_release(&page);
    buffer_release(&key);
    return status;
}

enum status standard_catalogue_export(struct office *office, const char *path, bool is_tsv,
                                      const struct file_encoding *how, int64_t *count,
                                      struct problem *problem) {
    struct exporter exporter = {.office = office, .delimiter = is_tsv ? '\t' : ','};
    *count = 0;
    enum status status =
        file_out_open_as(&exporter.file, path, how, exporter.delimiter, problem);
    if (status != STATUS_OK)
        return status;
    write_line(&exporter, first_headings);
    write_line(&exporter, second_headings);
    status = write_entries(&exporter, problem);
    if (status == STATUS_OK)
        status = store_take_missed(office->store, problem);
    if (status == STATUS_OK)
        status = file_out_commit(&exporter.file, problem);
    else
        file_out_abandon(&exporter.file);
    buffer_release(&exporter.text);
    *count = exporter.count;
    return status;
}

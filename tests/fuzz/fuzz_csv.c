/* Files of other programs: whatever the bytes, rows come out as valid text with rising lines, or a sentence says where it is
 * wrong; and what was read, written by our writer and read again, is the same. */
#include <stdio.h>

#include "base/text.h"
#include "exchange/csv_write.h"
#include "exchange/table_file.h"
#include "fuzz/fuzz.h"

enum { ROWS_MOST = 400 };

struct rows {
    struct buffer all; /* every cell, ended by a newline; every row by two */
    struct buffer written;
    int line;
    int count;
};

static enum status take(void *context, const struct table_row *row, struct problem *problem) {
    struct rows *rows = context;
    struct csv_line line;
    (void)problem;
    HOLDS(row->line > rows->line && row->count > 0 && row->count <= TABLE_CELLS_MOST);
    rows->line = row->line;
    csv_line_begin(&line, &rows->written, ',');
    for (size_t i = 0; i < row->count; i++) {
        HOLDS(text_is_valid(row->cells[i], strlen(row->cells[i]), NULL));
        const char *cell = csv_without_guard(row->cells[i]);
        buffer_append(&rows->all, cell);
        buffer_append_char(&rows->all, '\n');
        csv_line_cell(&line, cell);
    }
    buffer_append_char(&rows->all, '\n');
    csv_line_end(&line);
    return ++rows->count < ROWS_MOST ? STATUS_OK : STATUS_BUSY;
}

static enum status read_all(const char *bytes, size_t size, enum encoding encoding, struct rows *rows) {
    struct table_file file;
    struct problem problem = {0};
    struct text_choice choice = {.given = encoding};
    /* An empty file is nothing fmemopen takes. */
    FILE *stream = fmemopen((void *)(uintptr_t)bytes, size, "r");
    if (stream == NULL)
        return STATUS_INVALID;
    file = (struct table_file){0};
    enum status status = text_stream_on(&file.stream, stream, "x.csv", &choice, &problem);
    if (status == STATUS_OK) {
        file.encoding = text_stream_encoding(file.stream);
        file.delimiter = ',';
        status = table_file_rows(&file, take, rows, &problem);
        table_file_release(&file);
    }
    HOLDS(status == STATUS_OK || status == STATUS_BUSY || problem.message != NULL);
    fclose(stream);
    return status;
}

int fuzz_csv(const uint8_t *data, size_t size) {
    static const enum encoding encodings[] = {ENCODING_AUTO, ENCODING_UTF_8, ENCODING_GB18030, ENCODING_GBK,
                                              ENCODING_BIG5, ENCODING_UTF_16LE};
    struct rows first = {0}, second = {0};
    if (size < 2)
        return 0;
    buffer_append(&first.written, "\xEF\xBB\xBF"); /* as exports begin: a second mark is text */
    enum encoding encoding = encodings[data[0] % (sizeof encodings / sizeof *encodings)];
    if (read_all((const char *)data + 1, size - 1, encoding, &first) == STATUS_OK && first.count > 0 &&
        !first.written.failed) {
        HOLDS(read_all(first.written.data, first.written.length, ENCODING_UTF_8, &second) == STATUS_OK);
        HOLDS(first.all.length == second.all.length &&
              memcmp(first.all.data, second.all.data, first.all.length) == 0);
    }
    buffer_release(&first.all);
    buffer_release(&first.written);
    buffer_release(&second.all);
    buffer_release(&second.written);
    return 0;
}

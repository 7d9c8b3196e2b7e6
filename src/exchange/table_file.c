/* CSV and TSV by libcsv, fed a line at a time so that every row's line is known. Stores nothing. */
#include "exchange/table_file.h"

#include <csv.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "exchange/file_error.h"

static enum status no_memory(struct problem *problem) {
    return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足，请关闭其他程序后再试"));
}

static enum status read_all(FILE *stream, const char *path, struct buffer *out,
                            struct problem *problem) {
    char part[16384];
    size_t got;
    errno = 0;
    while ((got = fread(part, 1, sizeof part, stream)) > 0) {
        buffer_append_bytes(out, part, got);
        if (out->length > FILE_BYTES_MOST) {
            enum status status =
                problem_set(problem, STATUS_INVALID, "", N_("文件“{file}”太大，请分成几个再导入"));
            problem_place(problem, "file", path);
            return status;
        }
    }
    if (ferror(stream))
        return file_error(errno, path, problem);
    return out->failed ? no_memory(problem) : STATUS_OK;
}

enum status file_read(const char *path, struct buffer *out, struct problem *problem) {
    FILE *stream = fopen(path, "rb");
    if (stream == NULL)
        return file_error(errno, path, problem);
    enum status status = read_all(stream, path, out, problem);
    fclose(stream);
    return status;
}

static enum status check_any(const struct table_file *file, const char *path,
                             struct problem *problem) {
    if (file->text.length > 0)
        return STATUS_OK;
    problem_set(problem, STATUS_INVALID, "", N_("文件“{file}”是空的"));
    problem_place(problem, "file", path);
    return STATUS_INVALID;
}

static char find_delimiter(const struct buffer *text) {
    const char *newline = memchr(text->data, '\n', text->length);
    size_t length = newline != NULL ? (size_t)(newline - text->data) : text->length;
    return memchr(text->data, '\t', length) != NULL ? '\t' : ',';
}

enum status table_file_load_as(struct table_file *file, const char *path,
                               const struct text_choice *choice, struct problem *problem) {
    *file = (struct table_file){NULL, BUFFER_INIT, false, choice->given, ','};
    enum status status = text_stream_open(&file->stream, path, choice, problem);
    if (status == STATUS_OK) {
        file->encoding = text_stream_encoding(file->stream);
        status = text_stream_read(file->stream, &file->text, &file->is_at_end, problem);
    }
    if (status == STATUS_OK)
        status = check_any(file, path, problem);
    if (status == STATUS_OK)
        file->delimiter = find_delimiter(&file->text);
    else
        table_file_release(file);
    return status;
}

enum status table_file_load(struct table_file *file, const char *path, enum encoding encoding,
                            struct problem *problem) {
    const struct text_choice choice = {encoding, ENCODING_AUTO};
    return table_file_load_as(file, path, &choice, problem);
}

void table_file_release(struct table_file *file) {
    text_stream_close(file->stream);
    file->stream = NULL;
    buffer_release(&file->text);
}

/* One row being put together by libcsv's callbacks. */
struct reader {
    struct table_row row;
    struct buffer cells;              /* their texts, each ended by a NUL */
    size_t offsets[TABLE_CELLS_MOST]; /* into cells, which may move while it grows */
    size_t begin;                     /* of the row in the text that is held */
    size_t end;                       /* of the line being fed */
    size_t looked;                    /* no line ends before it */
    int line;                         /* being fed */
    struct table_file *file;
    enum status (*each)(void *context, const struct table_row *row, struct problem *problem);
    void *context;
    struct problem *problem;
    enum status status;
};

static void take_cell(void *text, size_t length, void *context) {
    struct reader *reader = context;
    if (reader->row.count < TABLE_CELLS_MOST) {
        reader->offsets[reader->row.count] = reader->cells.length;
        buffer_append_bytes(&reader->cells, text, length);
        buffer_append_char(&reader->cells, '\0');
    }
    reader->row.count++;
}

static bool row_has_text(const struct reader *reader) {
    for (size_t i = 0; i < reader->row.count; i++) {
        if (reader->row.cells[i][0] != '\0')
            return true;
    }
    return false;
}

static void refuse(struct reader *reader, const char *message) {
    reader->status = problem_set(reader->problem, STATUS_INVALID, "", message);
    problem_place_integer(reader->problem, "line", reader->row.line);
    if (reader->problem != NULL)
        reader->problem->line = reader->row.line;
}

static void give_row(struct reader *reader) {
    struct table_row *row = &reader->row;
    if (reader->cells.failed) {
        reader->status = no_memory(reader->problem);
    } else if (row->count > TABLE_CELLS_MOST) {
        refuse(reader, N_("第 {line} 行的栏太多（最多 128 栏）"));
    } else {
        const char *text = reader->file->text.data;
        for (size_t i = 0; i < row->count; i++)
            row->cells[i] = reader->cells.data + reader->offsets[i];
        row->raw = text + reader->begin;
        row->raw_length = reader->end - reader->begin;
        while (row->raw_length > 0 && strchr("\r\n", row->raw[row->raw_length - 1]) != NULL)
            row->raw_length--;
        if (row_has_text(reader))
            reader->status = reader->each(reader->context, row, reader->problem);
    }
}

static void take_row(int ending, void *context) {
    struct reader *reader = context;
    (void)ending;
    if (reader->status == STATUS_OK)
        give_row(reader);
    buffer_clear(&reader->cells);
    reader->row.count = 0;
    reader->begin = reader->end;
}

/* True when the line that begins at reader->end is complete: *end is after its LF, CR LF or lone CR. */
static bool find_line_end(struct reader *reader, size_t *end) {
    const struct buffer *text = &reader->file->text;
    size_t at = reader->looked > reader->end ? reader->looked : reader->end;
    while (at < text->length && text->data[at] != '\n' && text->data[at] != '\r')
        at++;
    reader->looked = at;
    bool is_cut = at == text->length || (text->data[at] == '\r' && at + 1 == text->length);
    if (is_cut && !reader->file->is_at_end)
        return false;
    if (at + 1 < text->length && text->data[at] == '\r' && text->data[at + 1] == '\n')
        at++;
    *end = at < text->length ? at + 1 : at;
    return *end > reader->end;
}

static bool is_blank(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if (strchr(" \t\r\n", text[i]) == NULL)
            return false;
    }
    return true;
}

/* Forgets the rows that were given, and reads on. */
static enum status read_more(struct reader *reader) {
    struct buffer *text = &reader->file->text;
    size_t given = reader->begin;
    if (text->length - given > TABLE_ROW_BYTES_MOST) {
        reader->row.line = given == reader->end ? reader->line + 1 : reader->row.line;
        refuse(reader,
               given == reader->end
                   ? N_("第 {line} 行太长（一行最多 4 兆字节），不像表格；请检查文件和编码")
                   : N_("第 {line} 行开始的引号没有结束；引号要成对，内容里的引号要写两个"));
        return reader->status;
    }
    if (given > 0) {
        memmove(text->data, text->data + given, text->length - given);
    }
    text->length -= given;
    reader->end -= given;
    reader->looked -= reader->looked > given ? given : reader->looked;
    reader->begin = 0;
    return text_stream_read(reader->file->stream, text, &reader->file->is_at_end, reader->problem);
}

static void feed_line(struct reader *reader, struct csv_parser *parser, size_t end) {
    size_t at = reader->end, length = end - at;
    const char *line = reader->file->text.data + at;
    reader->end = end;
    reader->line++;
    if (reader->begin == at)
        reader->row.line = reader->line;
    if (csv_parse(parser, line, length, take_cell, take_row, reader) != length)
        reader->status = no_memory(reader->problem);
    if (reader->begin == at && is_blank(line, length))
        reader->begin = end;
}

static void feed(struct reader *reader, struct csv_parser *parser) {
    while (reader->status == STATUS_OK) {
        size_t end;
        if (find_line_end(reader, &end))
            feed_line(reader, parser, end);
        else if (!reader->file->is_at_end)
            reader->status = read_more(reader);
        else
            break;
    }
    if (reader->status != STATUS_OK)
        return;
    csv_set_opts(parser, CSV_APPEND_NULL | CSV_STRICT | CSV_STRICT_FINI);
    if (csv_fini(parser, take_cell, take_row, reader) != 0 && reader->status == STATUS_OK)
        refuse(reader, N_("第 {line} 行开始的引号没有结束；引号要成对，内容里的引号要写两个"));
}

enum status table_file_rows(struct table_file *file,
                            enum status (*row)(void *context, const struct table_row *row,
                                               struct problem *problem),
                            void *context, struct problem *problem) {
    struct csv_parser parser;
    if (csv_init(&parser, CSV_APPEND_NULL) != 0)
        return no_memory(problem);
    csv_set_delim(&parser, (unsigned char)file->delimiter);
    struct reader reader = {.file = file, .each = row, .context = context, .problem = problem};
    feed(&reader, &parser);
    csv_free(&parser);
    buffer_release(&reader.cells);
    return reader.status;
}

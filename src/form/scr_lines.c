/* Reads screen files line by line for inih. inih (as distributions build it) cuts long lines and long
 * section names, cuts values at " ;", takes any indented line for a continuation and gives its handler
 * no line number: so each line is checked here first, and nothing doubtful ever reaches it. */
#include "form/scr_lines.h"

#include <ini.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"

/* inih's buffers, less what ends a line. */
enum { LINE_BYTES_MOST = 197, SECTION_BYTES_MOST = 49 };

struct reader {
    const char *file;
    const char *text;
    size_t length, at;
    int line;
    bool may_continue;                 /* an indented line would continue a value */
    bool continues;                    /* the line given last does */
    struct buffer section, key, value; /* of the entry not yet handed on */
    int entry_line;                    /* 0: none */
    enum status (*take)(void *context, const struct scr_entry *entry, struct problem *problem);
    void *context;
    enum status status;
    struct problem *problem;
};

enum status scr_refuse(struct problem *problem, const char *file, int line, const char *message,
                       const char *text) {
    problem_set(problem, STATUS_INVALID, NULL, message);
    if (problem != NULL) {
        problem->line = line;
        problem_place(problem, "file", file);
        problem_place_integer(problem, "line", line);
        problem_place(problem, "text", text == NULL ? "" : text);
    }
    return STATUS_INVALID;
}

enum status scr_no_memory(struct problem *problem) {
    return problem_set(problem, STATUS_NO_MEMORY, NULL, N_("内存不足"));
}

static enum status refuse(struct reader *reader, const char *message, const char *text) {
    return scr_refuse(reader->problem, reader->file, reader->line, message, text);
}

static enum status hand_on_section(struct reader *reader, const char *section) {
    struct scr_entry entry = {reader->file, reader->line, section, NULL, NULL};
    return reader->take(reader->context, &entry, reader->problem);
}

/* Hands on the entry whose continuations have ended. */
static enum status hand_on_entry(struct reader *reader) {
    if (reader->entry_line == 0) {
        return STATUS_OK;
    }
    if (reader->section.failed || reader->key.failed || reader->value.failed) {
        return scr_no_memory(reader->problem);
    }
    struct scr_entry entry = {reader->file, reader->entry_line, buffer_text(&reader->section),
                              buffer_text(&reader->key), buffer_text(&reader->value)};
    reader->entry_line = 0;
    return reader->take(reader->context, &entry, reader->problem);
}

static size_t identifier_length(const char *text) {
    return strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_");
}

static bool looks_like_entry(const char *text) {
    size_t length = identifier_length(text);
    return text[0] == '[' || (length > 0 && text[length + strspn(text + length, " ")] == '=');
}

static enum status check_continuation(struct reader *reader, const char *text) {
    if (looks_like_entry(text)) {
        return refuse(reader,
                      N_("{file} 第 {line} 行：“{text}”缩进了，会接到上一项后面；新的一项请顶格写"),
                      text);
    }
    if (!reader->may_continue) {
        return refuse(reader, N_("{file} 第 {line} 行：“{text}”缩进了，但上一行没有可以接续的内容"),
                      text);
    }
    reader->continues = true;
    return STATUS_OK;
}

static enum status check_section(struct reader *reader, char *text) {
    char *end = strchr(text, ']');
    if (end == NULL || end[1] != '\0') {
        return refuse(reader, N_("{file} 第 {line} 行：“{text}”应以一个“]”结尾，后面不写别的"),
                      text);
    }
    if (end - text - 1 > SECTION_BYTES_MOST) {
        return refuse(reader, N_("{file} 第 {line} 行：节名“{text}”太长，最多 49 个字节"), text);
    }
    reader->may_continue = false;
    enum status status = hand_on_entry(reader);
    if (status != STATUS_OK) {
        return status;
    }
    *end = '\0';
    status = hand_on_section(reader, text + 1);
    *end = ']';
    return status;
}

static enum status check_key(struct reader *reader, const char *text) {
    const char *equals = strchr(text, '=');
    if (equals == NULL) {
        return refuse(reader, N_("{file} 第 {line} 行：“{text}”里没有半角“=”，应写成“项名 = 内容”"),
                      text);
    }
    size_t length = identifier_length(text);
    if (length == 0 || text + length + strspn(text + length, " ") != equals) {
        return refuse(reader,
                      N_("{file} 第 {line} 行：“{text}”的“=”前面不是项名（小写英文字母和下划线）"),
                      text);
    }
    reader->may_continue = true;
    return STATUS_OK;
}

/* Checks a line that holds no tab and no blank at its end. */
static enum status check_line(struct reader *reader, char *line) {
    char *text = line + strspn(line, " ");
    reader->continues = false;
    if (text[0] == '\0') {
        reader->may_continue = false;
        return STATUS_OK;
    }
    if (text_find_forbidden(line, false) != 0) {
        return refuse(reader,
                      N_("{file} 第 {line} 行：有看不见的控制字符，或不是 UTF-8 编码的文字"), NULL);
    }
    if (text[0] == '#' || text[0] == ';') {
        return STATUS_OK;
    }
    if (strstr(text, " ;") != NULL) {
        return refuse(reader, N_("{file} 第 {line} 行：“ ;”后面的内容会丢失，请用全角“；”"), NULL);
    }
    if (text > line) {
        return check_continuation(reader, text);
    }
    return text[0] == '[' ? check_section(reader, text) : check_key(reader, text);
}

/* The next line as inih asks for it; NULL at the end or when something was refused. */
static char *next_line(char *out, int size, void *stream) {
    struct reader *reader = stream;
    if (reader->status != STATUS_OK || reader->at >= reader->length) {
        return NULL;
    }
    const char *line = reader->text + reader->at;
    const char *newline = memchr(line, '\n', reader->length - reader->at);
    size_t length = newline == NULL ? reader->length - reader->at : (size_t)(newline - line);
    reader->at += length + (newline != NULL);
    reader->line++;
    while (length > 0 &&
           (line[length - 1] == '\r' || line[length - 1] == ' ' || line[length - 1] == '\t')) {
        length--;
    }
    if (length > LINE_BYTES_MOST || length + 2 > (size_t)size) {
        reader->status = refuse(
            reader,
            N_("{file} 第 {line} 行：太长，一行最多 197 个字节（65 个汉字）；下一行缩进续写"),
            NULL);
        return NULL;
    }
    for (size_t i = 0; i < length; i++) {
        out[i] = line[i] == '\t' ? ' ' : line[i];
    }
    out[length] = '\0';
    if (strlen(out) < length) {
        reader->status = refuse(reader, N_("{file} 第 {line} 行：有看不见的控制字符"), NULL);
        return NULL;
    }
    reader->status = check_line(reader, out);
    return reader->status == STATUS_OK ? out : NULL;
}

static bool is_ascii(char byte) {
    return ((unsigned char)byte & 0x80) == 0;
}

/* Chinese is continued without a blank; beside ASCII one is needed. */
static void append_continuation(struct buffer *value, const char *text) {
    if (value->length > 0 && (is_ascii(value->data[value->length - 1]) || is_ascii(text[0]))) {
        buffer_append_char(value, ' ');
    }
    buffer_append(value, text);
}

static int take_entry(void *user, const char *section, const char *name, const char *value) {
    struct reader *reader = user;
    if (reader->status != STATUS_OK) {
        return 0;
    }
    if (reader->continues) {
        append_continuation(&reader->value, value);
        return 1;
    }
    reader->status = hand_on_entry(reader);
    buffer_clear(&reader->section);
    buffer_clear(&reader->key);
    buffer_clear(&reader->value);
    buffer_append(&reader->section, section);
    buffer_append(&reader->key, name);
    buffer_append(&reader->value, value);
    reader->entry_line = reader->line;
    return reader->status == STATUS_OK;
}

enum status scr_lines_read(const char *file, const char *text, size_t length,
                           enum status (*take)(void *context, const struct scr_entry *entry,
                                               struct problem *problem),
                           void *context, struct problem *problem) {
    struct reader reader = {
        .file = file, .text = text, .length = length, .take = take, .context = context};
    reader.problem = problem;
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        reader.at = 3;
    }
    int result = ini_parse_stream(next_line, &reader, take_entry, &reader);
    if (reader.status == STATUS_OK) {
        if (result > 0) {
            reader.line = result;
            reader.status = refuse(&reader, N_("{file} 第 {line} 行：读不懂"), NULL);
        } else {
            reader.status = result < 0 ? scr_no_memory(problem) : hand_on_entry(&reader);
        }
    }
    buffer_release(&reader.section);
    buffer_release(&reader.key);
    buffer_release(&reader.value);
    return reader.status;
}

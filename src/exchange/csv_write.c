/* CSV and TSV on their way out. Only quoting and guarding; encodings are set when the file is closed. */
#include "exchange/csv_write.h"

#include <string.h>

/* What Excel, WPS or LibreOffice may take for the beginning of a formula, full-width forms too. */
static bool begins_formula(const char *text) {
    static const char *const wide[] = {"＝", "＋", "－", "＠"};
    if (text[0] != '\0' && strchr("=+-@\t\r\n", text[0]) != NULL)
        return true;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
        if (strncmp(text, wide[i], strlen(wide[i])) == 0)
            return true;
    }
    return false;
}

/* A text that itself begins with ' and a formula is guarded too, so that reading takes one ' away. */
static bool needs_guard(const char *text) {
    const char *at = text + strspn(text, "'");
    return begins_formula(at);
}

void csv_line_begin(struct csv_line *line, struct buffer *out, char delimiter) {
    *line = (struct csv_line){out, delimiter, false};
}

void csv_line_cell(struct csv_line *line, const char *text) {
    const char special[] = {line->delimiter, '"', '\n', '\r', '\t', '\0'};
    struct buffer *out = line->out;
    if (line->has_cell)
        buffer_append_char(out, line->delimiter);
    line->has_cell = true;
    size_t length = strlen(text);
    bool is_quoted = strpbrk(text, special) != NULL ||
                     (length > 0 && (text[0] == ' ' || text[length - 1] == ' '));
    if (is_quoted)
        buffer_append_char(out, '"');
    if (needs_guard(text))
        buffer_append_char(out, '\'');
    for (; *text != '\0'; text++) {
        if (*text == '"')
            buffer_append_char(out, '"');
        buffer_append_char(out, *text);
    }
    if (is_quoted)
        buffer_append_char(out, '"');
}

void csv_line_end(struct csv_line *line) {
    buffer_append(line->out, "\r\n");
    line->has_cell = false;
}

const char *csv_without_guard(const char *text) {
    return text[0] == '\'' && needs_guard(text) ? text + 1 : text;
}

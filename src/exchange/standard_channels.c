/* Channels as standard catalogues name them, and our codes. The office's own labels come first. */
#include "exchange/standard_channels.h"

#include <string.h>

#include "base/codes.h"
#include "base/text.h"

/* What a name that is no label of ours has in it. */
static const struct {
    const char *part, *code;
} parts[] = {
    {"内部公开栏", "internal_board"},
    {"公示栏", "board"},
    {"公开栏", "board"},
    {"电子屏", "board"},
    {"听证会", "press_hearing"},
    {"发布会", "press_hearing"},
    {"信用中国", "other"},
    {"平台", "other"},
    {"网站", "website"},
    {"公报", "gazette"},
    {"两微", "weibo_wechat"},
    {"微信", "weibo_wechat"},
    {"微博", "weibo_wechat"},
    {"广播", "broadcast"},
    {"电视", "broadcast"},
    {"纸质", "paper_media"},
    {"报纸", "paper_media"},
    {"查阅", "reading_point"},
    {"政务服务", "service_centre"},
    {"便民", "village_station"},
    {"入户", "on_site"},
    {"现场", "on_site"},
    {"推送", "push"},
    {"12345", "hotline"},
    {"热线", "hotline"},
    {"电话", "hotline"},
    {"其他", "other"},
    {"其它", "other"},
};

void standard_append_plain(struct buffer *out, const char *text) {
    struct buffer folded = BUFFER_INIT;
    text_append_folded(&folded, text);
    for (const char *at = buffer_text(&folded); *at != '\0'; at++) {
        if (strchr(" \t\r\n_", *at) == NULL)
            buffer_append_char(out, *at);
    }
    out->failed = out->failed || folded.failed;
    buffer_release(&folded);
}

static const char *find_label(struct office *office, const char *plain) {
    const struct code_rows *rows = office_codes(office, "publish_channel");
    const char *code = NULL;
    for (size_t i = 0; i < rows->count && code == NULL; i++) {
        struct buffer label = BUFFER_INIT;
        standard_append_plain(&label, rows->items[i].label);
        if (strcmp(buffer_text(&label), plain) == 0)
            code = rows->items[i].code;
        buffer_release(&label);
    }
    return code;
}

static const char *find_channel(struct office *office, const char *plain) {
    const char *code = find_label(office, plain);
    for (size_t i = 0; code == NULL && i < sizeof parts / sizeof parts[0]; i++) {
        if (strstr(plain, parts[i].part) != NULL)
            code = parts[i].code;
    }
    return code;
}

/* Bytes of a mark at `at`, and whether it is that of a required channel; 0 when there is none. */
static size_t mark_at(const char *at, bool *is_required) {
    static const char *const marks[] = {"■", "☑", "√", "✓", "✔", "●", "□", "☐", "○"};
    enum { REQUIRED_MARKS = 6 };
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        size_t length = strlen(marks[i]);
        if (strncmp(at, marks[i], length) == 0) {
            *is_required = i < REQUIRED_MARKS;
            return length;
        }
    }
    return 0;
}

static bool has_mark(const char *cell) {
    bool is_required = false;
    for (; *cell != '\0'; cell++) {
        if (mark_at(cell, &is_required) > 0)
            return true;
    }
    return false;
}

/* Adds the channel named by these bytes; false when it is none. */
static bool take_name(struct office *office, const char *text, size_t length, struct buffer *codes,
                      struct buffer *unknown) {
    struct buffer name = BUFFER_INIT, plain = BUFFER_INIT;
    buffer_append_bytes(&name, text, length);
    standard_append_plain(&plain, buffer_text(&name));
    const char *code = plain.length > 0 ? find_channel(office, buffer_text(&plain)) : "";
    if (code == NULL && unknown->length == 0)
        buffer_append(unknown, buffer_text(&plain));
    else if (code != NULL && code[0] != '\0')
        codes_add(codes, code);
    codes->failed = codes->failed || name.failed || plain.failed;
    buffer_release(&name);
    buffer_release(&plain);
    return code != NULL;
}

bool standard_channels_read(struct office *office, const char *cell, struct buffer *required,
                            struct buffer *optional, struct buffer *unknown) {
    bool are_known = true, is_required = true;
    size_t length = 0, mark = 0;
    if (!has_mark(cell)) {
        for (const char *at = cell; codes_next(&at, &length); at += length)
            are_known = take_name(office, at, length, required, unknown) && are_known;
        return are_known;
    }
    for (const char *at = cell; *at != '\0';) {
        mark = mark_at(at, &is_required);
        at += mark;
        bool is_of_required = is_required;
        bool next = false;
        for (length = 0; at[length] != '\0' && mark_at(at + length, &next) == 0;)
            length++;
        are_known = take_name(office, at, length, is_of_required ? required : optional, unknown) &&
                    are_known;
        at += length;
    }
    return are_known;
}

void standard_channels_append(struct office *office, const char *required, const char *optional,
                              struct buffer *out) {
    const struct code_rows *rows = office_codes(office, "publish_channel");
    for (size_t i = 0; i < rows->count; i++) {
        bool is_required = codes_has(required, rows->items[i].code);
        if (is_required || codes_has(optional, rows->items[i].code))
            buffer_append_format(out, "%s%s%s", out->length > 0 ? " " : "", is_required ? "■" : "□",
                                 rows->items[i].label);
    }
}

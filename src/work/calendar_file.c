/* Reads a year's holiday notice: a comment line with the notice, a header, then one day a line. The
 * whole file is checked before the calendar is touched. No database and no files of its own. */
#include "work/calendar_days.h"

#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "base/text.h"

enum { NOTICE_BYTES = 400, NAME_CHARACTERS = 30, DAYS_MOST = 366 };

struct file_day {
    day_number day;
    bool is_off;
    const char *name; /* in the file's text */
    size_t name_length;
};

struct reader {
    const char *at, *end;
    int line;
    char notice[NOTICE_BYTES];
    bool has_header;
    struct file_day days[DAYS_MOST];
    size_t count;
    struct problem *problem;
};

struct cell {
    const char *text;
    size_t length;
};

static enum status refuse(struct reader *reader, int column, const char *message) {
    enum status status = problem_set(reader->problem, STATUS_INVALID, "", message);
    if (reader->problem != NULL) {
        reader->problem->line = reader->line;
        reader->problem->column = column;
    }
    problem_place_integer(reader->problem, "line", reader->line);
    return status;
}

static void place_cell(struct reader *reader, const char *name, struct cell cell) {
    char text[PROBLEM_PLACE_BYTES];
    size_t length = cell.length < sizeof text - 1 ? cell.length : sizeof text - 1;
    memcpy(text, cell.text, length);
    text[length] = '\0';
    problem_place(reader->problem, name, text);
}

static bool cell_is(struct cell cell, const char *text) {
    return cell.length == strlen(text) && memcmp(cell.text, text, cell.length) == 0;
}

/* The next line without its end; false at the end of the text. */
static bool next_line(struct reader *reader, struct cell *line) {
    if (reader->at >= reader->end)
        return false;
    size_t left = (size_t)(reader->end - reader->at);
    const char *newline = memchr(reader->at, '\n', left);
    size_t length = newline != NULL ? (size_t)(newline - reader->at) : left;
    *line = (struct cell){reader->at, length};
    if (length > 0 && line->text[length - 1] == '\r')
        line->length--;
    reader->at += newline != NULL ? length + 1 : length;
    reader->line++;
    return true;
}

static void split(struct cell line, struct cell cells[3], size_t *count) {
    const char *at = line.text, *end = line.text + line.length;
    *count = 0;
    for (;;) {
        const char *tab = memchr(at, '\t', (size_t)(end - at));
        const char *stop = tab != NULL ? tab : end;
        if (*count < 3)
            cells[*count] = (struct cell){at, (size_t)(stop - at)};
        (*count)++;
        if (tab == NULL)
            return;
        at = tab + 1;
    }
}

static void take_notice(struct reader *reader, struct cell line) {
    if (reader->notice[0] != '\0')
        return;
    while (line.length > 0 && (*line.text == '#' || *line.text == ' ')) {
        line.text++;
        line.length--;
    }
    size_t length = line.length < NOTICE_BYTES - 1 ? line.length : NOTICE_BYTES - 1;
    while (length > 0 && length < line.length && ((unsigned char)line.text[length] & 0xC0) == 0x80)
        length--;
    memcpy(reader->notice, line.text, length);
    reader->notice[length] = '\0';
}

static enum status check_day(struct reader *reader, struct cell cell, day_number day) {
    if (day == DATE_NONE) {
        enum status status =
            refuse(reader, 1, N_("日历第 {line} 行：“{text}”不是日期，应写成 2026-01-01 这样"));
        place_cell(reader, "text", cell);
        return status;
    }
    if (reader->count > 0 && date_year(day) != date_year(reader->days[0].day)) {
        enum status status = refuse(
            reader, 1, N_("日历第 {line} 行：{text} 与前面各行不是同一年，一个文件只放一年"));
        place_cell(reader, "text", cell);
        return status;
    }
    for (size_t i = 0; i < reader->count; i++) {
        if (reader->days[i].day == day) {
            enum status status = refuse(reader, 1, N_("日历第 {line} 行：{text} 已经写过一次"));
            place_cell(reader, "text", cell);
            return status;
        }
    }
    return STATUS_OK;
}

static enum status check_kind(struct reader *reader, struct cell cell, day_number day,
                              bool *is_off) {
    *is_off = cell_is(cell, "放假");
    if (!*is_off && !cell_is(cell, "上班")) {
        enum status status =
            refuse(reader, 2, N_("日历第 {line} 行：类型“{text}”不对，应为 放假 或 上班"));
        place_cell(reader, "text", cell);
        return status;
    }
    if (!*is_off && date_weekday(day) < 6)
        return refuse(reader, 2,
                      N_("日历第 {line} 行：这一天不是周六或周日，本来就上班，请核对日期"));
    return STATUS_OK;
}

static enum status check_name(struct reader *reader, struct cell cell) {
    char name[NAME_CHARACTERS * 4 + 1];
    bool is_short = cell.length < sizeof name;
    if (is_short) {
        memcpy(name, cell.text, cell.length);
        name[cell.length] = '\0';
    }
    if (!is_short || cell.length == 0 || text_length(name) > NAME_CHARACTERS ||
        text_find_forbidden(name, false) != 0)
        return refuse(reader, 3, N_("日历第 {line} 行：名称应为 1 到 30 个字，不含控制字符"));
    return STATUS_OK;
}

static enum status read_row(struct reader *reader, struct cell line) {
    struct cell cells[3];
    size_t count;
    split(line, cells, &count);
    if (count != 3)
        return refuse(reader, 1,
                      N_("日历第 {line} 行应有三栏：日期、类型、名称，之间用制表符（Tab）隔开"));
    if (!reader->has_header) {
        reader->has_header = true;
        if (cell_is(cells[0], "日期") && cell_is(cells[1], "类型") && cell_is(cells[2], "名称"))
            return STATUS_OK;
        return refuse(reader, 1, N_("日历第 {line} 行应是表头：日期、类型、名称"));
    }
    char iso[DATE_BYTES] = "";
    if (cells[0].length < sizeof iso)
        memcpy(iso, cells[0].text, cells[0].length);
    day_number day = date_from_iso(iso);
    bool is_off = false;
    enum status status = check_day(reader, cells[0], day);
    if (status == STATUS_OK)
        status = check_kind(reader, cells[1], day, &is_off);
    if (status == STATUS_OK)
        status = check_name(reader, cells[2]);
    if (status != STATUS_OK)
        return status;
    /* Each day of a year at most once: the array cannot overflow. */
    reader->days[reader->count++] = (struct file_day){day, is_off, cells[2].text, cells[2].length};
    return STATUS_OK;
}

static enum status read_file(struct reader *reader) {
    struct cell line;
    while (next_line(reader, &line)) {
        enum status status = STATUS_OK;
        if (line.length > 0 && line.text[0] == '#')
            take_notice(reader, line);
        else if (line.length > 0)
            status = read_row(reader, line);
        if (status != STATUS_OK)
            return status;
    }
    if (reader->notice[0] == '\0') {
        reader->line = 1;
        return refuse(reader, 1, N_("日历第 {line} 行应是以 # 开头的通知名称和文号"));
    }
    if (reader->count == 0)
        return refuse(reader, 1, N_("日历中一天也没有"));
    return STATUS_OK;
}

static enum status add_days(struct calendar *calendar, const struct reader *reader) {
    int year = date_year(reader->days[0].day);
    calendar_forget_year(calendar, year);
    for (size_t i = 0; i < reader->count; i++) {
        char name[NAME_CHARACTERS * 4 + 1];
        memcpy(name, reader->days[i].name, reader->days[i].name_length);
        name[reader->days[i].name_length] = '\0';
        enum status status = calendar_add_day(calendar, reader->days[i].day, reader->days[i].is_off,
                                              name, reader->problem);
        if (status != STATUS_OK)
            return status;
    }
    return calendar_add_year(calendar, year, reader->notice, reader->problem);
}

enum status calendar_add_file(struct calendar *calendar, const char *text, size_t length,
                              struct problem *problem) {
    size_t bad = 0;
    if (!text_is_valid(text, length, &bad)) {
        enum status status = problem_set(problem, STATUS_INVALID, "",
                                         N_("日历文件不是 UTF-8 编码（第 {offset} 字节）"));
        problem_place_integer(problem, "offset", (int64_t)bad);
        return status;
    }
    struct reader *reader = calloc(1, sizeof *reader);
    if (reader == NULL)
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足，请关闭其他程序后再试"));
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        length -= 3;
    }
    reader->at = text;
    reader->end = text + length;
    reader->problem = problem;
    enum status status = read_file(reader);
    if (status == STATUS_OK)
        status = add_days(calendar, reader);
    free(reader);
    return status;
}

enum status calendar_add_builtin(struct calendar *calendar, struct problem *problem) {
    static const char prefix[] = "data/calendars/";
    const struct embedded_file *file = embedded_first(prefix);
    for (; file != NULL && file->path != NULL && strncmp(file->path, prefix, strlen(prefix)) == 0;
         file++) {
        enum status status = calendar_add_file(calendar, file->text, file->length, problem);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

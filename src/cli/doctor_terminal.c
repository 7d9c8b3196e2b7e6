/* The doctor's look at locale, terminal and iconv. Needs no terminal and asks it nothing. */
#include "cli/doctor.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/language.h"
#include "base/text.h"
#include "base/width.h"

enum { ROWS_LEAST = 24, COLS_LEAST = 80 };

/* ---- locale ------------------------------------------------------------------------------------- */

static const char *locale_name(void) {
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value != NULL && value[0] != '\0')
            return value;
    }
    return "";
}

static bool says_utf8(const char *locale) {
    const char *dot = strchr(locale, '.');
    return dot != NULL &&
           (strncasecmp(dot + 1, "utf-8", 5) == 0 || strncasecmp(dot + 1, "utf8", 4) == 0);
}

static void check_locale(struct doctor *doctor) {
    const char *locale = locale_name();
    bool is_plain = locale[0] == '\0' || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0;
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        doctor_tell(doctor, GRADE_WRONG,
                    N_("语言环境：本机没有 UTF-8 的语言环境，汉字显示不出来；请装 C.UTF-8 或 "
                       "zh_CN.UTF-8（locales 软件包）"),
                    NULL, NULL);
    else if (says_utf8(locale))
        doctor_tell(doctor, GRADE_WELL, N_("语言环境：{locale}，UTF-8"), "locale", locale);
    else if (doctor->cli->arguments->terminal != ENCODING_UTF_8)
        doctor_tell(doctor, GRADE_WELL, N_("语言环境：{locale}，程序里面仍用 UTF-8"), "locale",
                    locale);
    else
        doctor_tell(doctor, GRADE_CARE,
                    is_plain
                        ? N_("语言环境：没有设，屏幕仍按 UTF-8；有乱码请执行 export LANG=C.UTF-8")
                        : N_("语言环境：{locale} 不是 UTF-8，屏幕只用 UTF-8；"
                             "请把终端设为 UTF-8，并执行 export LANG=zh_CN.UTF-8"),
                    "locale", locale);
}

/* ---- terminal ----------------------------------------------------------------------------------- */

static void tell_encoding(struct doctor *doctor) {
    const struct arguments *arguments = doctor->cli->arguments;
    struct problem problem = {0};
    problem_set(&problem, STATUS_OK, "",
                arguments->terminal_from[0] == '\0'
                    ? N_("终端编码：没有设，按 UTF-8；有乱码请设 ZWGK_TERMINAL_ENCODING=gb18030")
                : arguments->terminal == ENCODING_UTF_8
                    ? N_("终端编码：{encoding}，来自 {from}")
                    : N_("终端编码：{encoding}，来自 {from}；屏幕经转码显示"));
    problem_place(&problem, "encoding", encoding_name(arguments->terminal));
    problem_place(&problem, "from", arguments->terminal_from);
    doctor_say(doctor, GRADE_WELL, &problem);
}

static void check_type(struct doctor *doctor) {
    const char *type = getenv("TERM");
    const char *refused = getenv("NO_COLOR");
    if (type == NULL || type[0] == '\0' || strcmp(type, "dumb") == 0)
        doctor_tell(
            doctor, GRADE_CARE,
            N_("终端：TERM 没有设或是 dumb，全屏界面打不开；请在终端里设 TERM=xterm 或 linux"),
            NULL, NULL);
    else
        doctor_tell(doctor, GRADE_WELL, N_("终端：TERM={term}；按键用 zwgk keytest 试"), "term",
                    type);
    doctor_tell(doctor, GRADE_WELL,
                refused != NULL && refused[0] != '\0'
                    ? N_("颜色：设了 NO_COLOR，不用颜色")
                    : N_("颜色：终端有就用；zwgk keytest 右上角写着有没有"),
                NULL, NULL);
}

static void check_size(struct doctor *doctor) {
    static const int places[] = {STDOUT_FILENO, STDERR_FILENO, STDIN_FILENO};
    struct winsize size = {0};
    struct problem problem = {0};
    bool is_known = false;
    for (size_t i = 0; i < sizeof places / sizeof *places && !is_known; i++)
        is_known = ioctl(places[i], TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0;
    if (!is_known) {
        doctor_tell(doctor, GRADE_WELL, N_("窗口大小：没有连着终端，没有检查"), NULL, NULL);
        return;
    }
    bool is_small = size.ws_col < COLS_LEAST || size.ws_row < ROWS_LEAST;
    problem_set(&problem, STATUS_OK, "",
                is_small ? N_("窗口大小：{cols}×{rows}，太小；请放大到 80×24 以上")
                         : N_("窗口大小：{cols}×{rows}"));
    problem_place_integer(&problem, "cols", size.ws_col);
    problem_place_integer(&problem, "rows", size.ws_row);
    doctor_say(doctor, is_small ? GRADE_CARE : GRADE_WELL, &problem);
}

/* Characters as wide as the program counts them, over a ruler of that many columns. */
static void show_widths(struct doctor *doctor) {
    static const char *const samples[] = {"中文", "…", "—", "“", "”", "①", "䶮", "𠮷"};
    struct buffer list = BUFFER_INIT, line = BUFFER_INIT;
    int cols = 0;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        struct buffer converted = BUFFER_INIT;
        bool can_show = encoding_from_utf8(doctor->cli->encoding, samples[i], strlen(samples[i]),
                                           &converted, NULL) == STATUS_OK;
        buffer_release(&converted);
        if (!can_show)
            continue;
        int width = text_width(samples[i]);
        buffer_append_format(&list, " %s=%d", samples[i], width);
        buffer_append(&line, samples[i]);
        cols += width;
    }
    doctor_tell(doctor, GRADE_WELL,
                N_("字宽（列）：{list}。下面两行末尾的竖线应对齐；不齐请用 --ambiguous"), "list",
                buffer_text(&list) + (list.length > 0));
    buffer_append_format(&doctor->out, "      %s|\n      ", buffer_text(&line));
    for (int i = 1; i <= cols; i++)
        buffer_append_char(&doctor->out, (char)('0' + i % 10));
    buffer_append(&doctor->out, "|\n");
    buffer_release(&list);
    buffer_release(&line);
}

void doctor_check_terminal(struct doctor *doctor) {
    check_locale(doctor);
    tell_encoding(doctor);
    check_type(doctor);
    check_size(doctor);
    doctor_check_width(doctor);
    show_widths(doctor);
}

/* ---- iconv -------------------------------------------------------------------------------------- */

/* Adds the encoding to those that are well, or says what it lacks. */
static void check_encoding(struct doctor *doctor, enum encoding encoding, struct buffer *well,
                           bool *is_loaded) {
    struct problem problem = {0};
    enum status status = encoding_check_readable(encoding, &problem);
    if (status == STATUS_OK)
        status = encoding_check_writable(encoding, &problem);
    if (status != STATUS_OK)
        doctor_say(doctor, GRADE_WRONG, &problem);
    else
        buffer_append_format(well, " %s", encoding_name(encoding));
    *is_loaded = *is_loaded || encoding_is_loaded(encoding);
}

void doctor_check_encodings(struct doctor *doctor) {
    struct buffer well = BUFFER_INIT;
    bool is_loaded = false;
    for (int encoding = ENCODING_GB18030; encoding <= ENCODING_UTF_16BE; encoding++)
        check_encoding(doctor, (enum encoding)encoding, &well, &is_loaded);
    if (well.length > 0)
        doctor_tell(doctor, GRADE_WELL,
                    is_loaded ? N_("编码：能读能写 UTF-8 {list}（有的由 GNU libiconv 转换）")
                              : N_("编码：能读能写 UTF-8 {list}（由系统的 iconv 转换）"),
                    "list", buffer_text(&well) + 1);
    buffer_release(&well);
}

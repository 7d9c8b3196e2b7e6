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
    else
        doctor_tell(doctor, GRADE_CARE,
                    is_plain
                        ? N_("语言环境：没有设，屏幕仍按 UTF-8；有乱码请执行 export LANG=C.UTF-8")
                        : N_("语言环境：{locale} 不是 UTF-8，屏幕只用 UTF-8；"
                             "请把终端设为 UTF-8，并执行 export LANG=zh_CN.UTF-8"),
                    "locale", locale);
}

/* ---- terminal ----------------------------------------------------------------------------------- */

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
    doctor_tell(
        doctor, GRADE_WELL,
        N_("字宽（列）：{list}。下面两行末尾的竖线应对齐；不齐请在终端里把“模糊宽度”设为窄"),
        "list", buffer_text(&list) + (list.length > 0));
    buffer_append_format(&doctor->out, "      %s|\n      ", buffer_text(&line));
    for (int i = 1; i <= cols; i++)
        buffer_append_char(&doctor->out, (char)('0' + i % 10));
    buffer_append(&doctor->out, "|\n");
    buffer_release(&list);
    buffer_release(&line);
}

void doctor_check_terminal(struct doctor *doctor) {
    check_locale(doctor);
    check_type(doctor);
    check_size(doctor);
    show_widths(doctor);
}

/* ---- iconv -------------------------------------------------------------------------------------- */

static bool comes_back(enum encoding encoding, const char *text) {
    struct buffer there = BUFFER_INIT, back = BUFFER_INIT;
    bool is_same =
        encoding_from_utf8(encoding, text, strlen(text), &there, NULL) == STATUS_OK &&
        strcmp(buffer_text(&there), text) != 0 &&
        encoding_to_utf8(encoding, buffer_text(&there), there.length, &back, NULL) == STATUS_OK &&
        strcmp(buffer_text(&back), text) == 0;
    buffer_release(&there);
    buffer_release(&back);
    return is_same;
}

void doctor_check_encodings(struct doctor *doctor) {
    static const struct {
        enum encoding encoding;
        const char *text;
    } tests[] = {
        {ENCODING_GB18030, "镇政府—公开…䶮𠮷"},
        {ENCODING_GBK, "镇政府—公开…"},
        {ENCODING_BIG5, "中文公開"},
    };
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
        bool is_well = comes_back(tests[i].encoding, tests[i].text);
        doctor_tell(doctor, is_well ? GRADE_WELL : GRADE_WRONG,
                    is_well ? N_("编码：{encoding} 能来回转换")
                            : N_("编码：{encoding} 不能来回转换，这种编码的文件不能导入导出；"
                                 "请装系统的 iconv 转码模块（libc-bin 或 glibc-gconv-extra）"),
                    "encoding", encoding_name(tests[i].encoding));
    }
}

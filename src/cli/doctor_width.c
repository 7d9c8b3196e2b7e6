/* The doctor's question to the terminal: how many columns a character takes whose width the standard leaves open.
 * Waits a moment for the answer; without a terminal nothing is asked. */
#include "cli/doctor.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/language.h"
#include "base/width.h"

enum { ELLIPSIS = 0x2026, WAIT_MS = 500, ANSWER_BYTES = 64 };

/* The columns told by ESC [ row ; column R; 0 when that has not come. */
static int read_columns(const char *answer) {
    const char *end = strrchr(answer, 'R');
    const char *begin = strrchr(answer, '\033');
    int row = 0, col = 0;
    if (end == NULL || begin == NULL || sscanf(begin, "\033[%4d;%4dR", &row, &col) != 2)
        return 0;
    return col == 2 || col == 3 ? col - 1 : 0;
}

static int await_answer(void) {
    char answer[ANSWER_BYTES] = "";
    size_t length = 0;
    int64_t until = clock_monotonic_ms() + WAIT_MS;
    while (length + 1 < sizeof answer && strchr(answer, 'R') == NULL) {
        struct pollfd terminal = {STDIN_FILENO, POLLIN, 0};
        int64_t left = until - clock_monotonic_ms();
        if (left <= 0 || poll(&terminal, 1, (int)left) <= 0)
            break;
        ssize_t count = read(STDIN_FILENO, answer + length, sizeof answer - 1 - length);
        if (count <= 0)
            break;
        length += (size_t)count;
        answer[length] = '\0';
    }
    return read_columns(answer);
}

static void write_terminal(const struct buffer *bytes) {
    ssize_t written = write(STDOUT_FILENO, buffer_text(bytes), bytes->length);
    (void)written;
}

/* Columns of "…" as the terminal tells them; 0: no answer, -1: there is nobody to ask. */
static int ask_terminal(enum encoding encoding) {
    static const char question[] = "\r\u2026\033[6n";
    const char *type = getenv("TERM");
    struct termios modes, raw;
    struct buffer bytes = BUFFER_INIT;
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || type == NULL || type[0] == '\0' ||
        strcmp(type, "dumb") == 0 || tcgetattr(STDIN_FILENO, &modes) != 0 ||
        encoding_from_utf8(encoding, question, strlen(question), &bytes, NULL) != STATUS_OK) {
        buffer_release(&bytes);
        return -1;
    }
    raw = modes;
    raw.c_lflag &= ~(tcflag_t)(ECHO | ICANON);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    tcsetattr(STDIN_FILENO, TCSANOW, &raw);
    write_terminal(&bytes);
    int columns = await_answer();
    buffer_clear(&bytes);
    buffer_append(&bytes, "\r  \r");
    write_terminal(&bytes);
    tcsetattr(STDIN_FILENO, TCSANOW, &modes);
    buffer_release(&bytes);
    return columns;
}

static void place_answer(struct problem *problem, int answer) {
    if (answer > 0)
        problem_place_integer(problem, "answer", answer);
    else
        problem_place(problem, "answer",
                      answer == 0 ? language_text("doctor", "没有答")
                                  : language_text("doctor", "没有问（没有连着终端）"));
}

void doctor_check_width(struct doctor *doctor) {
    const struct arguments *arguments = doctor->cli->arguments;
    int given = arguments->ambiguous;
    int answer = ask_terminal(arguments->terminal);
    int usual = arguments->terminal == ENCODING_UTF_8 ? 1 : 2;
    int columns = given > 0 ? given : answer > 0 ? answer : usual;
    bool is_wrong = answer > 0 && answer != columns;
    struct problem problem = {0};
    problem_set(&problem, STATUS_OK, "",
                is_wrong ? N_("模糊宽度：“…”设为 {columns} 列，终端答 {answer}，会错位；请改 "
                              "--ambiguous 或 ZWGK_AMBIGUOUS")
                : given > 0
                    ? N_("模糊宽度：“…”设为 {columns} 列，终端答 {answer}，C 库算 {library}")
                    : N_("模糊宽度：“…”按 {columns} 列，终端答 {answer}，C 库算 {library}；"
                         "错位时用 --ambiguous 1 或 2"));
    problem_place_integer(&problem, "columns", columns);
    place_answer(&problem, answer);
    problem_place_integer(&problem, "library", width_of_library(ELLIPSIS));
    doctor_say(doctor, is_wrong ? GRADE_CARE : GRADE_WELL, &problem);
}

/* Curses' set-up and restoring, and our own reading: curses only writes here, wgetch is never called
 * (it swallows keys after an invalid byte). */
#include "ui/terminal.h"

#include "base/buffer.h"
#include "base/clock.h"
#include "ui/curses_api.h"
#include "ui/signals.h"

#include <errno.h>
#include <langinfo.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { ANSWER_MS = 2000 }; /* who has not answered by then will not */

static const char paste_on[] = "\033[?2004h";
static const char paste_off[] = "\033[?2004l";

static const char *capability(const char *name) {
    const char *text = tigetstr(name);
    return text && text != (const char *)-1 ? text : NULL; // NOLINT: terminfo's "no string"
}

/* Appends a capability without its padding ($<5>): for the crash handler, which can't wait. */
static void append_capability(struct buffer *out, const char *name) {
    const char *text = capability(name);
    while (text && *text) {
        const char *padding = text[0] == '$' && text[1] == '<' ? strchr(text, '>') : NULL;
        if (padding) {
            text = padding + 1;
            continue;
        }
        buffer_append_char(out, *text++);
    }
}

void terminal_clear_scrollback(struct terminal *terminal) {
    struct buffer bytes = BUFFER_INIT;
    append_capability(&bytes, "E3");
    if (bytes.length > 0)
        frame_send(&terminal->frame, bytes.data, bytes.length);
    buffer_release(&bytes);
}

static void prepare_crash(const struct terminal *terminal) {
    struct buffer bytes = BUFFER_INIT;
    buffer_append(&bytes, paste_off);
    append_capability(&bytes, "sgr0");
    append_capability(&bytes, "op");
    append_capability(&bytes, "cnorm");
    append_capability(&bytes, "rmcup");
    buffer_append(&bytes, "\r\n");
    if (!bytes.failed)
        signals_on_crash(bytes.data, bytes.length, &terminal->modes);
    buffer_release(&bytes);
}

/* Curses' screen for this type of terminal (NULL: $TERM), or NULL when it can't place the cursor. */
static SCREEN *try_type(const char *type) {
    SCREEN *screen = newterm(type, stdout, stdin);
    if (!screen || capability("cup"))
        return screen;
    endwin();
    delscreen(screen);
    return NULL;
}

static SCREEN *open_screen(bool *is_fallback) {
    static const char *const fallbacks[] = {NULL, "linux", "vt100"};
    SCREEN *screen = NULL;
    for (size_t i = 0; i < sizeof fallbacks / sizeof *fallbacks && !screen; i++) {
        screen = try_type(fallbacks[i]);
        *is_fallback = i > 0;
    }
    return screen;
}

/* Kinds that are known to answer where their cursor is, and to draw what they are asked with. */
static bool is_known_to_answer(const char *type) {
    static const char *const known[] = {"xterm", "putty",   "screen", "tmux",   "rxvt",
                                        "gnome", "konsole", "vte",    "mlterm", "alacritty",
                                        "foot",  "kitty",   "st-",    "kterm"};
    for (size_t i = 0; type && i < sizeof known / sizeof *known; i++) {
        if (strncmp(type, known[i], strlen(known[i])) == 0)
            return true;
    }
    return false;
}

static void use_colors(struct terminal *terminal) {
    const char *refused = getenv("NO_COLOR");
    terminal->has_colors =
        !(refused && *refused) && has_colors() && start_color() == OK && COLORS >= 8;
    if (terminal->has_colors)
        use_default_colors();
}

static void write_mode(const char *bytes) {
    fputs(bytes, stdout);
    fflush(stdout);
}

enum status terminal_open(struct terminal *terminal, struct problem *problem) {
    memset(terminal, 0, sizeof *terminal);
    terminal->frame = (struct frame){-1, -1, BUFFER_INIT};
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) ||
        tcgetattr(STDIN_FILENO, &terminal->modes) != 0)
        return problem_set(problem, STATUS_INVALID, NULL,
                           N_("全屏界面须在终端里运行；没有终端时请用子命令，见 zwgk --help。"
                              "(The full screen needs a terminal; see zwgk --help for commands.)"));
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        return problem_set(
            problem, STATUS_INVALID, NULL,
            N_("本机没有 UTF-8 的语言环境，汉字显示不出来；请装 C.UTF-8 或 zh_CN.UTF-8。"
               "(No UTF-8 locale on this machine; install C.UTF-8 or zh_CN.UTF-8.)"));
    use_env(FALSE);
    use_tioctl(TRUE);
    bool is_fallback = false;
    terminal->screen = open_screen(&is_fallback);
    terminal->may_ask = !is_fallback && is_known_to_answer(getenv("TERM"));
    if (!terminal->screen) {
        enum status status =
            problem_set(problem, STATUS_INVALID, NULL,
                        N_("不认识这种终端：TERM={term}。请设 TERM=linux 或 TERM=xterm 再试。"
                           "(Unknown terminal type; set TERM=linux or TERM=xterm.)"));
        const char *term = getenv("TERM");
        problem_place(problem, "term", term ? term : "");
        return status;
    }
    if (!signals_install()) {
        terminal_close(terminal);
        return problem_set(problem, STATUS_IO, NULL, N_("打开的文件太多，无法启动界面。"));
    }
    raw();
    noecho();
    nonl();
    intrflush(stdscr, FALSE);
    use_colors(terminal);
    prepare_crash(terminal);
    write_mode(paste_on);
    frame_open(&terminal->frame);
    getmaxyx(stdscr, terminal->rows, terminal->cols);
    return STATUS_OK;
}

void terminal_close(struct terminal *terminal) {
    if (!terminal->screen)
        return;
    frame_close(&terminal->frame);
    if (terminal->is_asked && clock_monotonic_ms() - terminal->asked_ms < ANSWER_MS)
        tcflush(STDIN_FILENO,
                TCIFLUSH); /* an answer that came too late is no input of the shell's */
    write_mode(paste_off);
    endwin();
    delscreen(terminal->screen);
    terminal->screen = NULL;
    signals_remove();
}

void terminal_add_keys(struct key_decoder *decoder) {
    static const struct {
        const char *capability;
        enum key_code code;
    } keys[] = {
        {"kcuu1", KEY_CODE_UP},     {"kcud1", KEY_CODE_DOWN},    {"kcub1", KEY_CODE_LEFT},
        {"kcuf1", KEY_CODE_RIGHT},  {"khome", KEY_CODE_HOME},    {"kend", KEY_CODE_END},
        {"kpp", KEY_CODE_PAGE_UP},  {"knp", KEY_CODE_PAGE_DOWN}, {"kich1", KEY_CODE_INSERT},
        {"kdch1", KEY_CODE_DELETE}, {"kcbt", KEY_CODE_BACK_TAB}, {"kent", KEY_CODE_ENTER},
        {"kf1", KEY_CODE_F1},       {"kf2", KEY_CODE_F2},        {"kf3", KEY_CODE_F3},
        {"kf4", KEY_CODE_F4},       {"kf5", KEY_CODE_F5},        {"kf6", KEY_CODE_F6},
        {"kf7", KEY_CODE_F7},       {"kf8", KEY_CODE_F8},        {"kf9", KEY_CODE_F9},
        {"kf10", KEY_CODE_F10},     {"kf11", KEY_CODE_F11},      {"kf12", KEY_CODE_F12},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        key_decoder_add(decoder, capability(keys[i].capability), keys[i].code);
}

unsigned terminal_wait(struct terminal *terminal, int other_fd, int timeout_ms) {
    struct pollfd fds[3] = {
        {STDIN_FILENO, POLLIN, 0}, {signals_fd(), POLLIN, 0}, {other_fd, POLLIN, 0}};
    int ready = poll(fds, 3, timeout_ms);
    if (ready <= 0)
        return ready < 0 && errno == EINTR ? WAIT_SIGNAL : 0;
    unsigned seen = 0;
    if (fds[0].revents & POLLIN)
        seen |= WAIT_INPUT;
    else if (fds[0].revents)
        terminal->is_gone = true;
    if (fds[1].revents)
        seen |= WAIT_SIGNAL;
    if (fds[2].revents)
        seen |= WAIT_OTHER;
    return seen;
}

size_t terminal_read(struct terminal *terminal, char *bytes, size_t size) {
    if (terminal->is_gone || !(terminal_wait(terminal, -1, 0) & WAIT_INPUT))
        return 0;
    ssize_t count = read(STDIN_FILENO, bytes, size);
    if (count > 0)
        return (size_t)count;
    if (count == 0 || (errno != EINTR && errno != EAGAIN))
        terminal->is_gone = true;
    return 0;
}

bool terminal_resize(struct terminal *terminal) {
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0)
        return false;
    if (size.ws_row == terminal->rows && size.ws_col == terminal->cols)
        return false;
    resizeterm(size.ws_row, size.ws_col);
    getmaxyx(stdscr, terminal->rows, terminal->cols);
    return true;
}

/* In the second row: an answer from the first would look like Shift-F3. */
bool terminal_ask_width(struct terminal *terminal) {
    static const char question[] = "\r\n\u2026\033[6n";
    if (!terminal->may_ask)
        return false;
    terminal->is_asked = true;
    terminal->asked_ms = clock_monotonic_ms();
    frame_lead_in(&terminal->frame, question, sizeof question - 1);
    return true;
}

int terminal_answered_width(const struct terminal *terminal, int row, int col) {
    enum { ROW = 2, COL_NARROW = 2, COL_WIDE = 3 };
    if (!terminal->is_asked || row != ROW || (col != COL_NARROW && col != COL_WIDE))
        return 0;
    return col - 1;
}

void terminal_suspend(struct terminal *terminal) {
    write_mode(paste_off);
    endwin();
    signals_stop_group();
    terminal_resume(terminal);
}

void terminal_resume(struct terminal *terminal) {
    reset_prog_mode();
    write_mode(paste_on);
    (void)terminal_resize(terminal);
    clearok(curscr, TRUE);
}

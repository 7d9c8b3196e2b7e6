/* Handlers set a flag and write a byte into a pipe, so that no signal falls between looking and
 * waiting. A crash puts the terminal back first. The globals are what handlers need. */
#include "ui/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t flags[4];
static volatile sig_atomic_t wake_fd = -1;
static int pipe_fds[2] = {-1, -1};
static int stop_signal = SIGTSTP;

static char crash_bytes[256];
static size_t crash_length;
static struct termios crash_modes;

static const struct {
    int number;
    int flag; /* index in flags; -1: ignored */
} caught[] = {
    {SIGWINCH, 0}, {SIGTERM, 1}, {SIGHUP, 1},  {SIGINT, 1},
    {SIGQUIT, 1},  {SIGTSTP, 2}, {SIGCONT, 3}, {SIGPIPE, -1},
};
static const int crashes[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE};
enum { CAUGHT = sizeof caught / sizeof *caught, CRASHES = sizeof crashes / sizeof *crashes };
static struct sigaction caught_before[CAUGHT];
static struct sigaction crashes_before[CRASHES];

static void on_signal(int number) {
    int error = errno;
    for (size_t i = 0; i < CAUGHT; i++) {
        if (caught[i].number == number && caught[i].flag >= 0)
            flags[caught[i].flag] = 1;
    }
    ssize_t written = wake_fd >= 0 ? write((int)wake_fd, "", 1) : 0;
    (void)written; /* a full pipe wakes as well */
    errno = error;
}

static void on_crash(int number) {
    /* Standard output may stand for a frame just now (frame.h); standard input is the terminal too. */
    if (write(STDIN_FILENO, crash_bytes, crash_length) < 0) {
        ssize_t written = write(STDOUT_FILENO, crash_bytes, crash_length);
        (void)written;
    }
    tcsetattr(STDIN_FILENO, TCSANOW, &crash_modes);
    for (size_t i = 0; i < CRASHES; i++) {
        if (crashes[i] == number)
            sigaction(number, &crashes_before[i], NULL);
    }
    raise(number);
}

static bool make_pipe(void) {
    if (pipe(pipe_fds) != 0)
        return false;
    for (int i = 0; i < 2; i++) {
        if (fcntl(pipe_fds[i], F_SETFD, FD_CLOEXEC) != 0 ||
            fcntl(pipe_fds[i], F_SETFL, O_NONBLOCK) != 0)
            return false;
    }
    wake_fd = pipe_fds[1];
    return true;
}

bool signals_install(void) {
    if (!make_pipe())
        return false;
    (void)signals_take(true);
    struct sigaction action;
    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < CAUGHT; i++) {
        action.sa_handler = caught[i].flag >= 0 ? on_signal : SIG_IGN;
        sigaction(caught[i].number, &action, &caught_before[i]);
    }
    return true;
}

void signals_on_crash(const char *bytes, size_t length, const struct termios *modes) {
    if (crash_length == 0) {
        struct sigaction action;
        memset(&action, 0, sizeof action);
        sigemptyset(&action.sa_mask);
        action.sa_handler = on_crash;
        action.sa_flags = SA_NODEFER;
        for (size_t i = 0; i < CRASHES; i++)
            sigaction(crashes[i], &action, &crashes_before[i]);
    }
    crash_length = length < sizeof crash_bytes ? length : sizeof crash_bytes;
    memcpy(crash_bytes, bytes, crash_length);
    crash_modes = *modes;
}

void signals_remove(void) {
    if (pipe_fds[0] < 0)
        return;
    for (size_t i = 0; i < CAUGHT; i++)
        sigaction(caught[i].number, &caught_before[i], NULL);
    for (size_t i = 0; i < CRASHES && crash_length > 0; i++)
        sigaction(crashes[i], &crashes_before[i], NULL);
    crash_length = 0;
    wake_fd = -1;
    close(pipe_fds[0]);
    close(pipe_fds[1]);
    pipe_fds[0] = pipe_fds[1] = -1;
}

int signals_fd(void) {
    return pipe_fds[0];
}

unsigned signals_take(bool is_readable) {
    char bytes[64];
    if (!is_readable && !flags[0] && !flags[1] && !flags[2] && !flags[3])
        return 0;
    while (pipe_fds[0] >= 0 && read(pipe_fds[0], bytes, sizeof bytes) > 0)
        continue;
    unsigned taken = 0;
    for (unsigned i = 0; i < 4; i++) {
        if (flags[i])
            taken |= 1u << i;
        flags[i] = 0;
    }
    return taken;
}

bool signals_is_leaving(void) {
    return flags[1] != 0;
}

void signals_stop_hard(void) {
    stop_signal = SIGSTOP;
}

void signals_stop_group(void) {
    struct sigaction usual, ours;
    memset(&usual, 0, sizeof usual);
    usual.sa_handler = SIG_DFL;
    sigemptyset(&usual.sa_mask);
    sigaction(SIGTSTP, &usual, &ours);
    kill(0, stop_signal);
    sigaction(SIGTSTP, &ours, NULL);
}

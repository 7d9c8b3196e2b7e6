/* The relay's process: two streams of bytes, signals, the window's size, and how the program ended. Knows no
 * curses and draws nothing. What handlers need is static. */
#include "ui/relay.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "base/clock.h"
#include "ui/relay_text.h"
#include "ui/signals.h"

enum { READ_BYTES = 8192, DRAIN_MOST = 65536, LINE_MOST = 64, SIGNAL_BASE = 128 };

struct relay {
    int inner;   /* the program's terminal, our side; -1 closed */
    int wake[2]; /* numbers of signals */
    int sync[2]; /* the test's descriptor and the program's; -1 none */
    pid_t program;
    int status; /* of waitpid, when is_over */
    bool is_over, is_cut_off;
    struct termios modes; /* as they were found */
    struct relay_text text;
    struct buffer pending; /* keys the program has not taken yet */
    int64_t held_ms;       /* when the last byte of what is held came */
    int64_t skipped_ms;    /* by which --sync-fd has moved the time on */
};

/* ---- signals ------------------------------------------------------------------------------------------- */

static volatile sig_atomic_t wake_fd = -1;
static const int caught[] = {SIGWINCH, SIGCHLD, SIGTERM, SIGHUP, SIGINT,
                             SIGQUIT,  SIGTSTP, SIGCONT, SIGPIPE};
enum { CAUGHT = sizeof caught / sizeof *caught };

static void on_signal(int number) {
    int error = errno;
    unsigned char byte = (unsigned char)number;
    ssize_t written = write((int)wake_fd, &byte, 1);
    (void)written; /* a full pipe wakes as well */
    errno = error;
}

static void set_handlers(struct sigaction before[CAUGHT]) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < CAUGHT; i++) {
        action.sa_handler = caught[i] == SIGPIPE ? SIG_IGN : on_signal;
        sigaction(caught[i], &action, &before[i]);
    }
}

static void reset_handlers(const struct sigaction before[CAUGHT]) {
    for (size_t i = 0; i < CAUGHT; i++)
        sigaction(caught[i], &before[i], NULL);
}

/* ---- the terminal -------------------------------------------------------------------------------------- */

static void set_raw(const struct relay *relay) {
    struct termios raw = relay->modes;
    raw.c_iflag &= ~(tcflag_t)(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON);
    raw.c_oflag &= ~(tcflag_t)OPOST;
    raw.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
}

static void pass_size(const struct relay *relay) {
    struct winsize size;
    if (ioctl(STDIN_FILENO, TIOCGWINSZ, &size) == 0)
        ioctl(relay->inner, TIOCSWINSZ, &size);
}

/* The terminal is slow, and the program goes no faster than it: this waits. */
static void write_terminal(struct relay *relay, const struct buffer *bytes) {
    size_t at = 0;
    while (at < bytes->length && !relay->is_cut_off) {
        ssize_t written = write(STDOUT_FILENO, bytes->data + at, bytes->length - at);
        struct pollfd room = {STDOUT_FILENO, POLLOUT, 0};
        if (written > 0)
            at += (size_t)written;
        else if (written < 0 && errno == EAGAIN)
            poll(&room, 1, 100);
        else if (written == 0 || errno != EINTR)
            relay->is_cut_off = true;
    }
}

static void write_program(struct relay *relay) {
    size_t at = 0;
    while (at < relay->pending.length && relay->inner >= 0) {
        ssize_t written = write(relay->inner, relay->pending.data + at, relay->pending.length - at);
        if (written > 0)
            at += (size_t)written;
        else if (written == 0 || errno != EINTR)
            break;
    }
    if (at == 0)
        return;
    struct buffer rest = BUFFER_INIT;
    buffer_append_bytes(&rest, relay->pending.data + at, relay->pending.length - at);
    buffer_release(&relay->pending);
    relay->pending = rest;
}

/* What the program has drawn so far; false when its side is closed. */
static bool drain_program(struct relay *relay) {
    char bytes[READ_BYTES];
    struct buffer out = BUFFER_INIT;
    ssize_t count = 0;
    for (size_t all = 0; relay->inner >= 0 && all < DRAIN_MOST; all += (size_t)count) {
        count = read(relay->inner, bytes, sizeof bytes);
        if (count <= 0)
            break;
        relay_text_to_terminal(&relay->text, bytes, (size_t)count, &out);
    }
    bool is_open = relay->inner >= 0 && (count > 0 || errno == EAGAIN || errno == EINTR);
    write_terminal(relay, &out);
    buffer_release(&out);
    return is_open;
}

static int64_t now_ms(const struct relay *relay) {
    return clock_monotonic_ms() + relay->skipped_ms;
}

/* False when the terminal is gone. */
static bool take_keys(struct relay *relay) {
    char bytes[READ_BYTES / 2];
    ssize_t count = read(STDIN_FILENO, bytes, sizeof bytes);
    if (count <= 0)
        return count < 0 && (errno == EINTR || errno == EAGAIN);
    size_t before = relay->pending.length;
    relay_text_from_terminal(&relay->text, bytes, (size_t)count, &relay->pending);
    relay->held_ms = now_ms(relay);
    if (relay->pending.length == before && relay->sync[0] >= 0) {
        ssize_t written = write(relay->sync[0], "e", 1);
        (void)written; /* the other end sees for itself when it is closed */
    }
    write_program(relay);
    return true;
}

static int held_wait_ms(const struct relay *relay) {
    if (relay_text_waiting(&relay->text) == 0)
        return -1;
    int64_t left = relay->held_ms + RELAY_HELD_MS - now_ms(relay);
    return left > 0 ? (int)left : 0;
}

static void give_up_held(struct relay *relay) {
    if (held_wait_ms(relay) != 0)
        return;
    relay_text_give_up(&relay->text, &relay->pending);
    write_program(relay);
}

/* ---- --sync-fd ----------------------------------------------------------------------------------------- */

/* What was drawn before these bytes is on the terminal before they are told. */
static void pass_sync_out(struct relay *relay) {
    char bytes[LINE_MOST];
    ssize_t count = recv(relay->sync[1], bytes, sizeof bytes, MSG_DONTWAIT);
    if (count > 0) {
        (void)drain_program(relay);
        ssize_t written = write(relay->sync[0], bytes, (size_t)count);
        (void)written;
    } else if (count == 0 || errno != EAGAIN) {
        close(relay->sync[1]);
        relay->sync[1] = -1;
    }
}

static void pass_sync_in(struct relay *relay) {
    char bytes[LINE_MOST + 1];
    ssize_t count = recv(relay->sync[0], bytes, LINE_MOST, MSG_DONTWAIT);
    if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)) {
        close(relay->sync[0]);
        relay->sync[0] = -1;
    }
    if (count <= 0)
        return;
    bytes[count] = '\0';
    if (bytes[0] == '+')
        relay->skipped_ms += strtol(bytes + 1, NULL, 10);
    give_up_held(relay);
    if (relay->sync[1] >= 0) {
        ssize_t written = write(relay->sync[1], bytes, (size_t)count);
        (void)written;
    }
}

static void close_sync(struct relay *relay) {
    for (int i = 0; i < 2; i++) {
        if (relay->sync[i] >= 0)
            close(relay->sync[i]);
        relay->sync[i] = -1;
    }
}

/* ---- the program's ends and stops ------------------------------------------------------------------------ */

/* Stops as the program did, so that the shell takes over; comes back with it. */
static void stop_too(struct relay *relay) {
    (void)drain_program(relay);
    tcsetattr(STDIN_FILENO, TCSADRAIN, &relay->modes);
    signals_stop_group();
    set_raw(relay);
    pass_size(relay);
    kill(relay->program, SIGCONT);
}

static void look_at_program(struct relay *relay) {
    int status = 0;
    pid_t seen = waitpid(relay->program, &status, WNOHANG | WUNTRACED);
    if (seen != relay->program)
        return;
    if (WIFSTOPPED(status)) {
        stop_too(relay);
        return;
    }
    relay->is_over = true;
    relay->status = status;
}

static void take_signal(struct relay *relay, int number) {
    switch (number) {
    case SIGWINCH:
        pass_size(relay);
        break;
    case SIGCHLD:
        look_at_program(relay);
        break;
    case SIGCONT:
        set_raw(relay);
        pass_size(relay);
        kill(relay->program, SIGCONT);
        break;
    default:
        kill(relay->program, number);
        break;
    }
}

static void take_signals(struct relay *relay) {
    unsigned char numbers[LINE_MOST];
    ssize_t count = read(relay->wake[0], numbers, sizeof numbers);
    for (ssize_t i = 0; i < count && !relay->is_over; i++)
        take_signal(relay, numbers[i]);
}

/* Hangs the program up, and waits until it has put away what was being typed. */
static void hang_up(struct relay *relay) {
    if (relay->inner >= 0)
        close(relay->inner);
    relay->inner = -1;
    while (!relay->is_over) {
        if (waitpid(relay->program, &relay->status, 0) == relay->program)
            relay->is_over = true;
        else if (errno != EINTR)
            return;
    }
}

/* ---- the loop -------------------------------------------------------------------------------------------- */

static void step(struct relay *relay) {
    bool has_keys_left = relay->pending.length > 0;
    struct pollfd fds[] = {
        {has_keys_left ? -1 : STDIN_FILENO, POLLIN, 0},
        {relay->inner, (short)(POLLIN | (has_keys_left ? POLLOUT : 0)), 0},
        {relay->wake[0], POLLIN, 0},
        {relay->sync[1], POLLIN, 0},
        {relay->sync[0], POLLIN, 0},
    };
    if (poll(fds, sizeof fds / sizeof *fds, held_wait_ms(relay)) < 0 && errno != EINTR)
        relay->is_cut_off = true;
    if (fds[2].revents)
        take_signals(relay);
    if (fds[0].revents && !relay->is_over && !take_keys(relay))
        relay->is_cut_off = true;
    if (fds[1].revents & POLLOUT)
        write_program(relay);
    if (fds[1].revents & (POLLIN | POLLHUP | POLLERR) && !drain_program(relay)) {
        /* Nobody holds the program's side any more: it has ended, or is about to. */
        hang_up(relay);
    }
    give_up_held(relay);
    if (fds[3].revents)
        pass_sync_out(relay);
    if (fds[4].revents)
        pass_sync_in(relay);
}

static void release(struct relay *relay) {
    if (relay->inner >= 0)
        close(relay->inner);
    close_sync(relay);
    close(relay->wake[0]);
    close(relay->wake[1]);
    buffer_release(&relay->pending);
    relay_text_close(&relay->text);
}

/* The program's exit status, or this process ended by the same signal. */
static int end_as_program(int status) {
    if (!WIFSIGNALED(status))
        return WEXITSTATUS(status);
    struct sigaction usual;
    memset(&usual, 0, sizeof usual);
    usual.sa_handler = SIG_DFL;
    sigaction(WTERMSIG(status), &usual, NULL);
    raise(WTERMSIG(status));
    return SIGNAL_BASE + WTERMSIG(status);
}

static int be_the_relay(struct relay *relay, const struct sigaction before[CAUGHT]) {
    set_raw(relay);
    while (!relay->is_over && !relay->is_cut_off)
        step(relay);
    if (relay->is_cut_off)
        hang_up(relay);
    (void)drain_program(relay);
    if (!relay->is_cut_off)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &relay->modes);
    release(relay);
    reset_handlers(before);
    return end_as_program(relay->status);
}

/* ---- parting --------------------------------------------------------------------------------------------- */

static enum status refuse(struct relay *relay, struct problem *problem) {
    enum status status =
        problem_set(problem, STATUS_IO, NULL,
                    N_("不能建立转码用的伪终端：{reason}。请把终端设为 UTF-8 再试。"
                       "(No pseudo-terminal for the conversion; set the terminal to UTF-8.)"));
    problem_place(problem, "reason", strerror(errno));
    release(relay);
    return status;
}

/* The pseudo-terminal, as large and with the same keys and speed as the one outside; its program's side, or -1. */
static int open_inner(struct relay *relay) {
    struct winsize size;
    relay->inner = posix_openpt(O_RDWR | O_NOCTTY);
    if (relay->inner < 0 || grantpt(relay->inner) != 0 || unlockpt(relay->inner) != 0)
        return -1;
    const char *name = ptsname(relay->inner);
    int side = name ? open(name, O_RDWR | O_NOCTTY) : -1;
    if (side < 0)
        return -1;
    tcsetattr(side, TCSANOW, &relay->modes);
    if (ioctl(STDIN_FILENO, TIOCGWINSZ, &size) == 0)
        ioctl(side, TIOCSWINSZ, &size);
    fcntl(relay->inner, F_SETFL, O_NONBLOCK);
    return side;
}

static bool open_pipes(struct relay *relay, int sync_fd, int *program_sync) {
    int ends[2];
    *program_sync = -1;
    if (pipe(relay->wake) != 0)
        return false;
    for (int i = 0; i < 2; i++) {
        fcntl(relay->wake[i], F_SETFD, FD_CLOEXEC);
        fcntl(relay->wake[i], F_SETFL, O_NONBLOCK);
    }
    wake_fd = relay->wake[1];
    if (sync_fd < 0)
        return true;
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
        return false;
    relay->sync[0] = sync_fd;
    relay->sync[1] = ends[0];
    *program_sync = ends[1];
    return true;
}

/* From here on this process is the program, on the inner terminal. */
static void become_program(struct relay *relay, int side) {
    setsid();
    ioctl(side, TIOCSCTTY, 0);
    dup2(side, STDIN_FILENO);
    dup2(side, STDOUT_FILENO);
    if (isatty(STDERR_FILENO))
        dup2(side, STDERR_FILENO);
    if (side > STDERR_FILENO)
        close(side);
    release(relay);
    signals_stop_hard();
}

enum status relay_enter(enum encoding encoding, int *sync_fd, int *exit_code,
                        struct problem *problem) {
    struct relay relay = {.inner = -1, .wake = {-1, -1}, .sync = {-1, -1}, .pending = BUFFER_INIT};
    struct sigaction before[CAUGHT];
    int program_sync;
    *exit_code = -1;
    if (encoding == ENCODING_UTF_8 || !isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) ||
        tcgetattr(STDIN_FILENO, &relay.modes) != 0)
        return STATUS_OK;
    enum status status = relay_text_open(&relay.text, encoding, problem);
    if (status != STATUS_OK) {
        relay_text_close(&relay.text);
        return status;
    }
    int side = open_inner(&relay);
    if (side < 0 || !open_pipes(&relay, *sync_fd, &program_sync))
        return refuse(&relay, problem);
    set_handlers(before);
    relay.program = fork();
    if (relay.program == 0) {
        reset_handlers(before);
        become_program(&relay, side);
        *sync_fd = program_sync;
        return STATUS_OK;
    }
    if (relay.program < 0) {
        reset_handlers(before);
        return refuse(&relay, problem);
    }
    close(side);
    if (program_sync >= 0)
        close(program_sync);
    *exit_code = be_the_relay(&relay, before);
    return STATUS_OK;
}

/* The program on a pseudo-terminal: started, waited for by its sync bytes, ended. Typing is in typing.c,
 * what is shown in screen.c. Never sleeps; every wait has a watchdog. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "harness/pty_state.h"
#include "harness/screen.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static long now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static long watchdog_ms(void) {
    const char *seconds = getenv("ZWGK_WAIT");
    return (seconds != NULL && atol(seconds) > 0 ? atol(seconds) : 30) * 1000;
}

void pty_fail(struct pty *p, const char *why, const char *file, int line) {
    fprintf(stderr, "# after %s: %s\n%s", p->doing, why, screen_text(p));
    const char *errors = pty_errors(p);
    if (errors[0] != '\0')
        fprintf(stderr, "# standard error:\n%s\n", errors);
    _fail(file, line);
    abort();
}

/* ---- waiting ---------------------------------------------------------------------------------------- */

/* Takes all the program has written so far; false when its side is closed. */
static bool drain(struct pty *p) {
    char bytes[16384];
    bool is_fed = false;
    ssize_t length;
    do {
        length = read(p->master, bytes, sizeof bytes);
        if (length > 0) {
            terminal_feed(p, bytes, (size_t)length);
            is_fed = true;
        }
    } while (length > 0 || (length < 0 && errno == EINTR));
    bool is_open = length < 0 && errno == EAGAIN;
    if (is_fed && p->fed != NULL)
        p->fed(p, p->context);
    return is_open;
}

static void reap(struct pty *p) {
    int status = 0;
    while (waitpid(p->pid, &status, 0) < 0 && errno == EINTR)
        ;
    p->is_reaped = true;
    p->status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static void poll_or_fail(struct pty *p, struct pollfd *fds, nfds_t count, long until) {
    long left = until - now_ms();
    int ready = left > 0 ? poll(fds, count, (int)left) : 0;
    if (ready == 0) {
        kill(p->pid, SIGKILL);
        p->was_killed = true;
        pty_fail(p, "no answer within the watchdog's time", __FILE__, __LINE__);
    }
}

/* The program closed its sync end: follow it to its end. */
static void await_end(struct pty *p) {
    long until = now_ms() + watchdog_ms();
    p->is_over = true;
    while (p->master >= 0 && drain(p)) {
        struct pollfd fd = {p->master, POLLIN, 0};
        poll_or_fail(p, &fd, 1, until);
    }
    reap(p);
}

/* The last of the sync bytes waiting; 0 none, -1 closed. */
static int read_sync(struct pty *p) {
    char bytes[64];
    int last = 0;
    for (;;) {
        ssize_t length = recv(p->sync, bytes, sizeof bytes, MSG_DONTWAIT);
        if (length > 0)
            last = bytes[length - 1];
        else if (length < 0 && errno == EINTR)
            continue;
        else
            return length < 0 && errno == EAGAIN ? last : (last != 0 ? last : -1);
    }
}

char pty_await(struct pty *p) {
    long until = now_ms() + watchdog_ms();
    while (!p->is_over) {
        struct pollfd fds[2] = {{p->sync, POLLIN, 0}, {p->master, POLLIN, 0}};
        poll_or_fail(p, fds, 2, until);
        /* What was written before the byte must be on the terminal: first the byte, then the drain. */
        int last = fds[0].revents != 0 ? read_sync(p) : 0;
        bool is_open = drain(p);
        if (last < 0 || !is_open)
            await_end(p);
        else if (last != 0)
            return (char)last;
    }
    return 0;
}

void pty_begin(struct pty *p, const char *doing) {
    if (p->is_over)
        pty_fail(p, "the program has ended, and more was typed", __FILE__, __LINE__);
    snprintf(p->doing, sizeof p->doing, "%s", doing);
    growing_clear(&p->output);
    read_sync(p);
}

/* ---- start ------------------------------------------------------------------------------------------ */

static void set_speed(unsigned speed) {
    struct termios modes;
    if (speed != 0 &&
        (tcgetattr(STDIN_FILENO, &modes) != 0 || cfsetspeed(&modes, (speed_t)speed) != 0 ||
         tcsetattr(STDIN_FILENO, TCSANOW, &modes) != 0))
        _exit(125);
}

static void be_the_program(const struct pty *p, char **command, char **environment, int sync) {
    int errors = open(p->errors_path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (errors < 0 || dup2(errors, STDERR_FILENO) < 0)
        _exit(126);
    close(errors);
    fcntl(sync, F_SETFD, 0);
    signal(SIGPIPE, SIG_DFL);
    execvpe(command[0], command, environment);
    fprintf(stderr, "%s: %s\n", command[0], strerror(errno));
    _exit(127);
}

static void fork_program(struct pty *p, const struct pty_options *options,
                         const char *const *arguments) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        fail_msg("socketpair: %s", strerror(errno));
    char number[16];
    snprintf(number, sizeof number, "%d", ends[1]);
    char **environment = office_environment(p->office, options->environment);
    char **command =
        office_command(options->without_office ? NULL : p->office, arguments, "--sync-fd", number);
    struct winsize size = {(unsigned short)p->rows, (unsigned short)p->cols, 0, 0};
    p->pid = forkpty(&p->master, NULL, NULL, &size);
    if (p->pid < 0)
        fail_msg("forkpty: %s", strerror(errno));
    if (p->pid == 0) {
        set_speed(options->speed);
        be_the_program(p, command, environment, ends[1]);
    }
    close(ends[1]);
    p->sync = ends[0];
    fcntl(p->master, F_SETFD, FD_CLOEXEC);
    fcntl(p->master, F_SETFL, O_NONBLOCK);
    office_environment_free(environment);
    office_environment_free(command);
}

struct pty *pty_start_with(struct office *office, const struct pty_options *options,
                           const char *const *arguments) {
    static const struct pty_options usual;
    if (options == NULL)
        options = &usual;
    struct pty *p = calloc(1, sizeof *p);
    if (p == NULL)
        abort();
    p->office = office;
    p->next = office->ptys;
    office->ptys = p;
    p->master = p->sync = -1;
    p->fed = options->fed;
    p->context = options->context;
    p->encoding = options->encoding;
    p->is_wide = options->is_wide;
    p->is_mute = options->is_mute;
    snprintf(p->doing, sizeof p->doing, "the start");
    int number = 0;
    for (const struct pty *other = p->next; other != NULL; other = other->next)
        number++;
    snprintf(p->errors_path, sizeof p->errors_path, "%s/stderr-%d", office->folder, number);
    growing_clear(&p->output);
    terminal_new(p, options->rows > 0 ? options->rows : 24, options->cols > 0 ? options->cols : 80);
    fork_program(p, options, arguments);
    pty_await(p);
    if (p->is_over && !options->may_end)
        pty_fail(p, "the program ended at once", __FILE__, __LINE__);
    return p;
}

/* ---- end -------------------------------------------------------------------------------------------- */

bool pty_is_over(const struct pty *p) {
    return p->is_over;
}

int pty_pid(const struct pty *p) {
    return p->pid;
}

int pty_wait(struct pty *p) {
    while (!p->is_over)
        pty_await(p);
    return p->status;
}

int pty_kill(struct pty *p) {
    if (!p->is_over) {
        p->was_killed = true;
        kill(p->pid, SIGKILL);
    }
    return pty_wait(p);
}

int pty_hang_up(struct pty *p) {
    if (p->is_over)
        return p->status;
    snprintf(p->doing, sizeof p->doing, "the line was cut");
    drain(p);
    close(p->master);
    p->master = -1;
    long until = now_ms() + watchdog_ms();
    while (read_sync(p) >= 0) {
        struct pollfd fd = {p->sync, POLLIN, 0};
        poll_or_fail(p, &fd, 1, until);
    }
    await_end(p);
    return p->status;
}

const char *pty_errors(struct pty *p) {
    growing_clear(&p->errors);
    if (p->errors_path[0] != '\0')
        growing_read_file(&p->errors, p->errors_path);
    return p->errors.text;
}

static bool is_reported_by_a_checker(struct pty *p) {
    enum { VALGRIND_STATUS = 99 };
    const char *errors = pty_errors(p);
    return p->status == VALGRIND_STATUS || strstr(errors, "ERROR: AddressSanitizer") != NULL ||
           strstr(errors, "ERROR: LeakSanitizer") != NULL ||
           strstr(errors, "runtime error:") != NULL;
}

static void unlink_from_office(struct pty *p) {
    for (struct pty **link = p->office != NULL ? &p->office->ptys : NULL;
         link != NULL && *link != NULL; link = &(*link)->next)
        if (*link == p) {
            *link = p->next;
            return;
        }
}

bool pty_release(struct pty *p) {
    if (p->office != NULL && !p->is_over && !p->was_killed)
        pty_hang_up(p);
    if (p->office != NULL && !p->is_reaped)
        reap(p);
    unlink_from_office(p);
    bool is_reported = p->office != NULL && is_reported_by_a_checker(p);
    if (is_reported)
        fprintf(stderr, "# standard error (status %d):\n%s\n", p->status, p->errors.text);
    if (p->master >= 0)
        close(p->master);
    if (p->sync >= 0)
        close(p->sync);
    terminal_free(p);
    free(p->output.text);
    free(p->errors.text);
    free(p->dump.text);
    free(p->undecoded.text);
    free(p->attributes.text);
    free(p);
    return !is_reported;
}

void pty_close(struct pty *p) {
    if (!pty_release(p))
        fail_msg("%s", "a sanitizer or valgrind reported the program");
}

size_t pty_bytes(const struct pty *p) {
    return p->output.length;
}

const char *pty_output(const struct pty *p) {
    return p->output.text;
}

/* Drives the program on a pseudo-terminal, as a person would: starts it in an office of its own, types
 * keys, waits by --sync-fd until it has done with them (never by time), and keeps what the terminal
 * would show (screen.h). Any wait ends after 30 s ($ZWGK_WAIT seconds) with the test failed and the
 * screen dumped. The program is $ZWGK, run through $ZWGK_WRAPPER ("valgrind -q …") when that is set. */
#ifndef ZWGK_HARNESS_PTY_H
#define ZWGK_HARNESS_PTY_H

#include "harness/office.h"

#include <stdbool.h>
#include <stddef.h>

struct pty;

struct pty_options {
    int rows, cols; /* 0: 24 × 80 */
    /* NULL, or ends with NULL: "NAME=value" over the usual environment (TERM=xterm-256color,
     * LANG=C.UTF-8, HOME and XDG_* in the office's folder, the demonstration's account), "NAME" without. */
    const char *const *environment;
    bool may_end;      /* the program is expected to leave at once (unknown TERM …) */
    unsigned speed; /* of the line, B9600 …; 0: a pseudo-terminal's usual one */
    bool without_office; /* no --db and no --now: `arguments` are all there is */
    const char *encoding; /* of the terminal, as iconv calls it ("GB18030"); NULL: UTF-8. Keys are typed in it;
                           * what is no character in it fails the test */
    bool is_wide;         /* … — “ ” · take two columns */
    bool is_mute;         /* the terminal answers nothing */
    void (*fed)(struct pty *p, void *context); /* NULL, or called when bytes came to the terminal */
    void *context;
};

/* $ZWGK --db … --now … ARGUMENTS --sync-fd N; waits for the first screen. `options` may be NULL.
 * Ended by pty_close, or with its office. */
#define pty_start(office, ...) \
    pty_start_with(office, NULL, (const char *const[]){__VA_ARGS__, NULL})
struct pty *pty_start_with(struct office *office, const struct pty_options *options,
                           const char *const *arguments);

/* Types: text as it stands, and <Enter> <Tab> <S-Tab> <Esc> <Space> <BS> <Del> <Ins> <Up> <Down> <Left>
 * <Right> <Home> <End> <PgUp> <PgDn> <F1>…<F12> <C-G> (Ctrl) <M-2> (Esc and 2 in one) <M-Esc> <lt> (a <).
 * Each key is sent alone and waited for; a lone <Esc> is decided by a clock step of 700 ms. */
void pty_keys(struct pty *p, const char *keys);
/* The same keys at one stroke, typed ahead of the program; then waits once. */
void pty_keys_ahead(struct pty *p, const char *keys);
/* Pastes as a terminal with bracketed paste does. */
void pty_paste(struct pty *p, const char *text);
/* Bytes as they are (a key of another terminal, GB18030 …); waits once. */
void pty_send(struct pty *p, const char *bytes, size_t length);
/* The same without waiting. */
void pty_send_only(struct pty *p, const char *bytes, size_t length);
/* Steps the program's clock. */
void pty_step(struct pty *p, long milliseconds);
/* From now on the machine's clock says this ("1970-01-01T08:03"), where no --now was given. */
void pty_set_machine(struct pty *p, const char *time);
void pty_resize(struct pty *p, int rows, int cols);
/* Bytes the program wrote to the terminal since the last of the calls above began. */
size_t pty_bytes(const struct pty *p);
/* Those bytes themselves; a NUL among them (padding) ends nothing: see pty_bytes. */
const char *pty_output(const struct pty *p);

/* True when the program has ended (seen after the call that ended it). */
bool pty_is_over(const struct pty *p);
/* Waits for the end: exit status, or 128 + the signal. */
int pty_wait(struct pty *p);
/* The line is cut (SIGHUP), kill -9: waits for the end, as pty_wait. */
int pty_hang_up(struct pty *p);
int pty_kill(struct pty *p);
/* Hangs up when it still runs. Fails the test on a sanitizer's or valgrind's report. */
void pty_close(struct pty *p);

int pty_pid(const struct pty *p);
/* What the program wrote to standard error; valid until the next call. */
const char *pty_errors(struct pty *p);
/* Fails the test with `why`, the screen and standard error. */
_Noreturn void pty_fail(struct pty *p, const char *why, const char *file, int line);

#endif

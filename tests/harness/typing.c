/* Keys written as a person reads them ("=34<Enter>") → the bytes an xterm sends, one key at a time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "harness/pty_state.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

static const struct {
    const char *name, *bytes;
} key_names[] = {
    {"Enter", "\r"},       {"Tab", "\t"},       {"S-Tab", "\033[Z"}, {"Esc", "\033"},
    {"Space", " "},        {"BS", "\177"},      {"Del", "\033[3~"},  {"Ins", "\033[2~"},
    {"Up", "\033OA"},      {"Down", "\033OB"},  {"Right", "\033OC"}, {"Left", "\033OD"},
    {"Home", "\033OH"},    {"End", "\033OF"},   {"PgUp", "\033[5~"}, {"PgDn", "\033[6~"},
    {"F1", "\033OP"},      {"F2", "\033OQ"},    {"F3", "\033OR"},    {"F4", "\033OS"},
    {"F5", "\033[15~"},    {"F6", "\033[17~"},  {"F7", "\033[18~"},  {"F8", "\033[19~"},
    {"F9", "\033[20~"},    {"F10", "\033[21~"}, {"F11", "\033[23~"}, {"F12", "\033[24~"},
    {"M-Esc", "\033\033"}, {"lt", "<"},
};

/* A name between < and >; false when there is none such. */
static bool named_key(const char *name, size_t length, char out[8]) {
    for (size_t i = 0; i < sizeof key_names / sizeof key_names[0]; i++)
        if (strlen(key_names[i].name) == length && memcmp(key_names[i].name, name, length) == 0) {
            snprintf(out, 8, "%s", key_names[i].bytes);
            return true;
        }
    if (length == 3 && name[0] == 'C' && name[1] == '-')
        snprintf(out, 8, "%c", name[2] & 31);
    else if (length == 3 && name[0] == 'M' && name[1] == '-')
        snprintf(out, 8, "\033%c", name[2]);
    else
        return false;
    return true;
}

static size_t utf8_length(const char *text) {
    size_t length = 1;
    while (((unsigned char)text[length] & 0xC0) == 0x80)
        length++;
    return length;
}

/* The bytes of the next key of *keys, which is moved on. */
static void next_key(struct pty *p, const char **keys, char out[8]) {
    const char *end = **keys == '<' ? strchr(*keys, '>') : NULL;
    if (end != NULL && named_key(*keys + 1, (size_t)(end - *keys) - 1, out)) {
        *keys = end + 1;
        return;
    }
    if (**keys == '<')
        pty_fail(p, "no such key; a < is written <lt>", __FILE__, __LINE__);
    size_t length = utf8_length(*keys);
    if (length > 7)
        pty_fail(p, "keys are not UTF-8", __FILE__, __LINE__);
    memcpy(out, *keys, length);
    out[length] = '\0';
    *keys += length;
    struct growing encoded = {0};
    terminal_encode(p, out, &encoded);
    memcpy(out, encoded.text, encoded.length + 1);
    free(encoded.text);
}

void pty_write(struct pty *p, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t written = write(p->master, bytes, length);
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        } else if (written < 0 && errno == EAGAIN) {
            struct pollfd fd = {p->master, POLLOUT, 0};
            poll(&fd, 1, 100);
        } else if (written < 0 && errno != EINTR) {
            return; /* the program is gone: the next wait sees it */
        }
    }
}

static void step_clock(struct pty *p, long milliseconds) {
    char line[32];
    int length = snprintf(line, sizeof line, "+%ld\n", milliseconds);
    if (send(p->sync, line, (size_t)length, MSG_NOSIGNAL) != length && errno != EPIPE)
        pty_fail(p, "the clock could not be stepped", __FILE__, __LINE__);
}

/* Waits, and lets a lone Esc be decided. */
static void settle(struct pty *p) {
    enum { PAST_ESCAPE_MS = 700, TRIES = 3 };
    char last = pty_await(p);
    for (int i = 0; last == 'e' && i < TRIES; i++) {
        step_clock(p, PAST_ESCAPE_MS);
        last = pty_await(p);
    }
    if (last == 'e')
        pty_fail(p, "an Esc stays undecided", __FILE__, __LINE__);
}

void pty_keys(struct pty *p, const char *keys) {
    pty_begin(p, keys);
    while (*keys != '\0') {
        char bytes[8];
        if (p->is_over)
            pty_fail(p, "the program ended before all keys were typed", __FILE__, __LINE__);
        next_key(p, &keys, bytes);
        pty_write(p, bytes, strlen(bytes));
        settle(p);
    }
}

void pty_keys_ahead(struct pty *p, const char *keys) {
    struct growing all = {0};
    pty_begin(p, keys);
    while (*keys != '\0') {
        char bytes[8];
        next_key(p, &keys, bytes);
        growing_add(&all, bytes, strlen(bytes));
    }
    pty_write(p, all.text, all.length);
    free(all.text);
    settle(p);
}

void pty_send_only(struct pty *p, const char *bytes, size_t length) {
    pty_begin(p, "bytes");
    pty_write(p, bytes, length);
}

void pty_send(struct pty *p, const char *bytes, size_t length) {
    pty_send_only(p, bytes, length);
    settle(p);
}

/* A piece that a pty takes whole, cut between characters. */
static size_t piece_length(const char *text, size_t length) {
    enum { PIECE = 1024 };
    if (length <= PIECE)
        return length;
    size_t cut = PIECE;
    while (cut > 0 && ((unsigned char)text[cut] & 0xC0) == 0x80)
        cut--;
    return cut;
}

void pty_paste(struct pty *p, const char *text) {
    struct growing all = {0};
    growing_format(&all, "\033[200~");
    terminal_encode(p, text, &all);
    growing_format(&all, "\033[201~");
    pty_begin(p, "a paste");
    for (size_t at = 0; at < all.length && !p->is_over;) {
        size_t length = piece_length(all.text + at, all.length - at);
        pty_write(p, all.text + at, length);
        at += length;
        pty_await(p); /* 'e' in the middle is no Esc: the end decides */
    }
    free(all.text);
}

void pty_step(struct pty *p, long milliseconds) {
    pty_begin(p, "a clock step");
    step_clock(p, milliseconds);
    settle(p);
}

void pty_set_machine(struct pty *p, const char *time) {
    char line[64];
    pty_begin(p, "the machine's clock");
    int length = snprintf(line, sizeof line, "machine %s\n", time);
    if (send(p->sync, line, (size_t)length, MSG_NOSIGNAL) != length && errno != EPIPE)
        pty_fail(p, "the machine's clock could not be set", __FILE__, __LINE__);
    settle(p);
}

void pty_resize(struct pty *p, int rows, int cols) {
    pty_begin(p, "a resize");
    struct winsize size = {(unsigned short)rows, (unsigned short)cols, 0, 0};
    terminal_resize(p, rows, cols);
    if (ioctl(p->master, TIOCSWINSZ, &size) != 0)
        pty_fail(p, "the terminal could not be resized", __FILE__, __LINE__);
    settle(p);
}

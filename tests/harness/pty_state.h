/* Inside of struct pty, for the harness's own files. */
#ifndef ZWGK_HARNESS_PTY_STATE_H
#define ZWGK_HARNESS_PTY_STATE_H

#include "harness/pty.h"

#include <stdint.h>
#include <sys/types.h>
#include <vterm.h>

struct growing { /* a text that grows; always ends with NUL; memory running out ends the test program */
    char *text;
    size_t length, room;
};
void growing_add(struct growing *growing, const char *bytes, size_t length);
void growing_format(struct growing *growing, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void growing_clear(struct growing *growing);
/* Adds a whole file or what a descriptor still gives. */
void growing_read_file(struct growing *growing, const char *path);

struct pty {
    struct office *office; /* NULL for screen_alone */
    struct pty *next;
    pid_t pid;
    int master;  /* -1 when hung up */
    int sync;    /* our end of --sync-fd; -1 when the program closed it */
    bool is_over, is_reaped;
    bool was_killed; /* by us: its status says nothing */
    int status;  /* exit status or 128 + signal */
    char doing[64]; /* what was typed last, for messages */
    char errors_path[320];
    struct growing output, errors, dump, attributes;
    void (*fed)(struct pty *p, void *context);
    void *context;
    VTerm *vterm;
    VTermScreen *screen;
    const char *encoding;   /* of the terminal, as iconv calls it; NULL: UTF-8 */
    bool is_wide, is_mute;
    struct growing undecoded; /* the beginning of a character */
    uint32_t doubled[256];    /* characters that stand in as hangul */
    size_t doubled_count;
    int rows, cols;
    bool is_cursor_hidden, is_alternate;
};

/* Makes and feeds the terminal (terminal.c). */
void terminal_new(struct pty *p, int rows, int cols);
void terminal_free(struct pty *p);
void terminal_feed(struct pty *p, const char *bytes, size_t length);
void terminal_resize(struct pty *p, int rows, int cols);

/* dbcs.c: what came, as libvterm reads it; a character of its cells, as it was meant; keys as they are sent. */
void terminal_decode(struct pty *p, const char *bytes, size_t length, struct growing *out);
uint32_t terminal_meant(const struct pty *p, uint32_t c);
void terminal_encode(struct pty *p, const char *text, struct growing *out);

/* Waits until the program has done with what it was given: the last sync byte ('.' or 'e'), or 0 when it
 * ended. */
char pty_await(struct pty *p);
/* pty_close without failing the test: false when a sanitizer or valgrind reported the program. */
bool pty_release(struct pty *p);
void pty_write(struct pty *p, const char *bytes, size_t length);
/* Forgets sync bytes and output of before. */
void pty_begin(struct pty *p, const char *doing);

#endif

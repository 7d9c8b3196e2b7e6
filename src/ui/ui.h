/* What struct ui holds, for the files that make up the loop. Views use view.h only. */
#ifndef ZWGK_UI_UI_H
#define ZWGK_UI_UI_H

#include "base/buffer.h"
#include "ui/input.h"
#include "ui/keeping.h"
#include "ui/loop.h"
#include "ui/terminal.h"

#include <wchar.h>

enum { UI_ROWS_LEAST = 24, UI_COLS_LEAST = 80, SYNC_LINE_BYTES = 64 };

struct sync {
    int fd; /* -1: none */
    bool is_socket;
    bool is_owed; /* something was consumed since the last byte */
    char line[SYNC_LINE_BYTES];
    size_t length;
};

/* What is to be done when nobody has typed for a while. */
struct quiet {
    int ms; /* 0: nothing */
    int64_t since_ms; /* of the last key */
    int64_t due_ms;
    bool is_done;     /* since then */
    void (*call)(void *context);
    void *context;
};

/* What is to be done at a time, whoever types. */
struct moment {
    int64_t due_ms; /* 0: nothing */
    void (*call)(void *context);
    void *context;
};

struct ui {
    struct terminal terminal;
    struct key_decoder *decoder;
    struct ui_options options;
    struct view *top;       /* linked by view->below */
    struct view *closed;    /* to be freed after the present key */
    struct view *uncovered; /* to be told after the present key */
    struct clock machine_clock;
    struct clock *clock;
    int64_t skipped_ms; /* by which --sync-fd has moved the timers on */
    struct sync sync;
    struct input input;
    bool is_quitting;
    bool is_locked;
    bool clears_scrollback; /* with the next frame */
    struct quiet quiet;
    struct keeping keeping;
    struct moment moment;
    bool is_demo;
    const char *mark; /* beside it, untranslated; NULL: none */
    bool is_opened; /* the first frame was shown */
    int answered_width; /* of an ambiguous character, not heeded yet; 0 none */
    bool is_small; /* below 80×24: nothing but that is shown */
    struct buffer message;
    enum ink message_ink;
    int message_row; /* in the present frame */
    int cursor_row, cursor_col;
    unsigned long attributes[INK_ERROR + 1];
    struct buffer safe, padded; /* drawing's scratch */
    wchar_t *wide;
    size_t wide_capacity;
};

int64_t ui_now_ms(const struct ui *ui); /* for timers; moved by --sync-fd */

/* quiet.c */
void quiet_key_came(struct ui *ui);
int quiet_wait_ms(const struct ui *ui); /* -1: nothing is due */
bool quiet_run(struct ui *ui);          /* true when something was done */

/* moment.c */
int moment_wait_ms(const struct ui *ui); /* -1: nothing is due */
bool moment_run(struct ui *ui);          /* true when something was done */

/* loop.c: with the first frame. */
void ui_ask_width(struct ui *ui);

/* chrome.c */
void chrome_init(struct ui *ui);
void chrome_release(struct ui *ui);
void chrome_draw_message(struct ui *ui);
void chrome_draw_small(struct ui *ui);
/* A prompt draws in the message row: a message goes above it in this frame. */
void chrome_take_message_row(struct ui *ui);

/* stack.c */
void stack_draw(struct ui *ui);      /* one frame, sent */
void stack_mark_dirty(struct ui *ui);
void stack_resize(struct ui *ui);
void stack_settle(struct ui *ui);    /* after a key: uncovers and frees */
void stack_release(struct ui *ui);

/* dispatch.c */
void dispatch_key(struct ui *ui, const struct key *key);
/* A key past the pinyin input. */
void dispatch_to_view(struct ui *ui, const struct key *key);

/* sync.c */
void sync_init(struct sync *sync, int fd);
void sync_report(struct ui *ui); /* about to wait */
bool sync_read(struct ui *ui);   /* true when a step was taken */
int sync_wait_fd(const struct sync *sync);

#endif

/* The terminal: taken, read from, waited for, given back. Private to ui. */
#ifndef ZWGK_UI_TERMINAL_H
#define ZWGK_UI_TERMINAL_H

#include "base/status.h"
#include "ui/frame.h"
#include "ui/keys.h"

#include <termios.h>

struct terminal {
    void *screen; /* SCREEN * */
    struct frame frame;
    struct termios modes; /* as they were found */
    bool has_colors;
    bool is_gone; /* hung up: nothing can be read any more */
    bool may_ask, is_asked; /* how many columns an ambiguous character takes */
    int64_t asked_ms;
    int rows, cols;
};

/* Where terminal_wait saw something. */
enum { WAIT_INPUT = 1, WAIT_SIGNAL = 2, WAIT_OTHER = 4 };

/* Full screen, raw, no echo, bracketed paste. INVALID with a sentence when that can't be. */
MUST_USE enum status terminal_open(struct terminal *terminal, struct problem *problem);
void terminal_close(struct terminal *terminal);
/* What terminfo calls the keys of this terminal. */
void terminal_add_keys(struct key_decoder *decoder);
/* Waits for input, a signal or `other_fd` (-1: none); timeout_ms -1: for ever. */
unsigned terminal_wait(struct terminal *terminal, int other_fd, int timeout_ms);
/* Bytes that are there, at most `size`; 0 when none. Never waits. */
size_t terminal_read(struct terminal *terminal, char *bytes, size_t size);
/* Takes up the terminal's present size; false when it is the same. */
bool terminal_resize(struct terminal *terminal);
/* Asks, in front of the first frame, how many columns an ambiguous character takes; the answer is an event of
 * the loop's. False when this terminal isn't asked: not of a kind known to answer. */
bool terminal_ask_width(struct terminal *terminal);
/* The columns told by the cursor's place; 0 when that is no answer to it. */
int terminal_answered_width(const struct terminal *terminal, int row, int col);
/* After a cleared screen was shown: some terminals keep what was cleared. Nothing where terminfo has no E3. */
void terminal_clear_scrollback(struct terminal *terminal);
/* Gives the terminal to the shell until continued. */
void terminal_suspend(struct terminal *terminal);
/* Sets the modes again after a stop by others. */
void terminal_resume(struct terminal *terminal);

#endif

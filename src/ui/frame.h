/* One write a frame. Curses writes to the terminal at every move of the cursor, some sixty times a page:
 * over a line each is a packet, and here each wakes the reader. Private to ui. */
#ifndef ZWGK_UI_FRAME_H
#define ZWGK_UI_FRAME_H

#include "base/buffer.h"

struct frame {
    int tty_fd;  /* the terminal again, while standard output stands for the frame; -1: not used */
    int file_fd; /* what curses writes is gathered here */
    struct buffer bytes;
};

/* Standard output must be the terminal. Without memory files curses writes for itself. */
void frame_open(struct frame *frame);
void frame_close(struct frame *frame);
/* doupdate(). */
void frame_show(struct frame *frame);
/* Before the first frame: writes `bytes` on a cleared screen. They go out with that frame, which clears it again. */
void frame_lead_in(struct frame *frame, const char *bytes, size_t length);

/* Between two frames: bytes that change nothing of what curses has shown. */
void frame_send(const struct frame *frame, const char *bytes, size_t length);

#endif

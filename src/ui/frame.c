/* Gathers what doupdate() writes and hands it to the terminal at once. Draws nothing. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* memfd_create */
#endif
#include "ui/frame.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <unistd.h>

#include "ui/curses_api.h"

void frame_open(struct frame *frame) {
    *frame = (struct frame){-1, -1, BUFFER_INIT};
    typeahead(-1); /* the loop knows when keys wait; curses would ask at every fifth line */
#ifdef MFD_CLOEXEC
    frame->file_fd = memfd_create("frame", MFD_CLOEXEC);
    if (frame->file_fd >= 0)
        frame->tty_fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
#endif
}

void frame_close(struct frame *frame) {
    if (frame->file_fd >= 0)
        close(frame->file_fd);
    if (frame->tty_fd >= 0)
        close(frame->tty_fd);
    buffer_release(&frame->bytes);
    frame->file_fd = frame->tty_fd = -1;
}

/* A terminal that is gone takes nothing; the loop finds that out by reading. */
static void write_all(int fd, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t written = write(fd, bytes, length);
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        } else if (written < 0 && errno == EAGAIN) {
            struct pollfd room = {fd, POLLOUT, 0};
            poll(&room, 1, 100);
        } else if (written == 0 || errno != EINTR) {
            return;
        }
    }
}

/* What was gathered, from its beginning; the file is empty afterwards. */
static void pass_on(struct frame *frame) {
    char part[8192];
    off_t at = 0;
    ssize_t count = sizeof part;
    buffer_clear(&frame->bytes);
    while (count == sizeof part && (count = pread(frame->file_fd, part, sizeof part, at)) > 0) {
        at += count;
        buffer_append_bytes(&frame->bytes, part, (size_t)count);
    }
    if (at == 0)
        return;
    write_all(frame->tty_fd, buffer_text(&frame->bytes), frame->bytes.length);
    if (lseek(frame->file_fd, 0, SEEK_SET) != 0 || ftruncate(frame->file_fd, 0) != 0)
        frame_close(frame); /* from now on curses writes for itself */
}

void frame_send(const struct frame *frame, const char *bytes, size_t length) {
    write_all(frame->tty_fd >= 0 ? frame->tty_fd : STDOUT_FILENO, bytes, length);
}

void frame_lead_in(struct frame *frame, const char *bytes, size_t length) {
    bool is_gathered = frame->tty_fd >= 0 && dup2(frame->file_fd, STDOUT_FILENO) >= 0;
    doupdate();
    write_all(STDOUT_FILENO, bytes, length);
    clearok(curscr, TRUE);
    if (is_gathered)
        dup2(frame->tty_fd, STDOUT_FILENO);
}

void frame_show(struct frame *frame) {
    if (frame->tty_fd < 0 || dup2(frame->file_fd, STDOUT_FILENO) < 0) {
        doupdate();
        return;
    }
    doupdate();
    dup2(frame->tty_fd, STDOUT_FILENO);
    pass_on(frame);
}

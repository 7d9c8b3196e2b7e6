/* --sync-fd: tells a test when all it sent was consumed and drawn, and takes the clock's steps from it,
 * so that no test sleeps. Silent when there is no descriptor. */
#include "ui/ui.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

void sync_init(struct sync *sync, int fd) {
    int type;
    socklen_t size = sizeof type;
    memset(sync, 0, sizeof *sync);
    sync->fd = fd;
    sync->is_socket = fd >= 0 && getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0;
    sync->is_owed = true;
}

int sync_wait_fd(const struct sync *sync) {
    return sync->is_socket ? sync->fd : -1;
}

void sync_report(struct ui *ui) {
    struct sync *sync = &ui->sync;
    if (sync->fd < 0 || !sync->is_owed)
        return;
    sync->is_owed = false;
    const char *state = key_decoder_is_in_escape(ui->decoder) ? "e" : ".";
    ssize_t written;
    do
        written = write(sync->fd, state, 1);
    while (written < 0 && errno == EINTR);
    if (written < 0)
        *sync = (struct sync){.fd = -1};
}

static void take_line(struct ui *ui, const char *line) {
    if (line[0] == '+') {
        ui->skipped_ms += strtol(line + 1, NULL, 10);
    } else if (strncmp(line, "machine ", 8) == 0) {
        struct clock machine = *ui->clock;
        if (clock_set(&machine, line + 8, NULL) == STATUS_OK)
            ui->clock->machine_utc = machine.fixed_utc;
    } else if (strncmp(line, "now ", 4) == 0 && ui->clock->fixed_utc >= 0) {
        if (clock_set(ui->clock, line + 4, NULL) == STATUS_OK)
            stack_mark_dirty(ui);
    }
}

static bool take_bytes(struct ui *ui, const char *bytes, size_t length) {
    struct sync *sync = &ui->sync;
    bool is_line = false;
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '\n') {
            sync->line[sync->length] = '\0';
            sync->length = 0;
            take_line(ui, sync->line);
            is_line = true;
        } else if (sync->length + 1 < sizeof sync->line) {
            sync->line[sync->length++] = bytes[i];
        }
    }
    return is_line;
}

bool sync_read(struct ui *ui) {
    struct sync *sync = &ui->sync;
    struct pollfd waiting = {sync_wait_fd(sync), POLLIN, 0};
    bool is_line = false;
    while (waiting.fd >= 0 && poll(&waiting, 1, 0) > 0) {
        char bytes[SYNC_LINE_BYTES];
        ssize_t count = read(sync->fd, bytes, sizeof bytes);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0) {
            sync->is_socket = false; /* the other end is closed */
            break;
        }
        is_line = take_bytes(ui, bytes, (size_t)count) || is_line;
    }
    return is_line;
}

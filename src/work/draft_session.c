/* A session is told by its process number, when that process began, and the machine's own start: a number is used again. Where
 * the system doesn't tell (no /proc), by the number alone. */
#include "work/draft_session.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { START_BYTES = 24, BOOT_BYTES = 9, STAT_FIELDS_TO_START = 19 };

static bool read_file(const char *path, char *out, size_t size) {
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t count = descriptor >= 0 ? read(descriptor, out, size - 1) : -1;
    if (descriptor >= 0) {
        close(descriptor);
    }
    out[count > 0 ? count : 0] = '\0';
    return count > 0;
}

/* "-" where it isn't told; false: the process has ended. */
static bool read_start(long pid, char out[START_BYTES]) {
    char path[40], text[512];
    snprintf(out, START_BYTES, "-");
    snprintf(path, sizeof path, "/proc/%ld/stat", pid);
    if (!read_file(path, text, sizeof text)) {
        return true;
    }
    char *at = strrchr(text, ')'); /* behind its name, which may hold anything */
    if (at == NULL || at[1] != ' ') {
        return true;
    }
    at += 2;
    bool has_ended = *at == 'Z' || *at == 'X';
    for (int i = 0; i < STAT_FIELDS_TO_START && at != NULL; i++) {
        at = strchr(at, ' ');
        at = at != NULL ? at + 1 : NULL;
    }
    if (at != NULL) {
        snprintf(out, START_BYTES, "%.*s", (int)strcspn(at, " "), at);
    }
    return !has_ended;
}

static void read_boot(char out[BOOT_BYTES]) {
    char text[64];
    bool is_read = read_file("/proc/sys/kernel/random/boot_id", text, sizeof text);
    snprintf(out, BOOT_BYTES, "%.8s", is_read ? text : "-");
}

void drafts_session_name(char out[DRAFT_NAME_BYTES]) {
    char start[START_BYTES], boot[BOOT_BYTES];
    read_boot(boot);
    (void)read_start((long)getpid(), start);
    snprintf(out, DRAFT_NAME_BYTES, "%ld %s %s", (long)getpid(), start, boot);
}

bool drafts_session_runs(const char *session) {
    char start[START_BYTES], boot[BOOT_BYTES], now[DRAFT_NAME_BYTES];
    char *end = NULL;
    long pid = strtol(session, &end, 10);
    if (end == session || pid <= 0 || (kill((pid_t)pid, 0) != 0 && errno != EPERM)) {
        return false;
    }
    bool runs = read_start(pid, start);
    read_boot(boot);
    snprintf(now, sizeof now, "%ld %s %s", pid, start, boot);
    return runs && strcmp(now, session) == 0;
}

/* The process itself: descriptors, core files, umask, environment. Must not open any file of the office. */
#include "base/process.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

#if defined(__SANITIZE_ADDRESS__)
#define LEAKS_ARE_LOOKED_FOR 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define LEAKS_ARE_LOOKED_FOR 1
#endif
#endif

enum { FIRST_FILE = 3, FILES_MOST = 1024, NOT_FOR_OTHERS = 0007 };

static void open_standard_files(void) {
    int file;
    do {
        file = open("/dev/null", O_RDWR);
    } while (file >= 0 && file < FIRST_FILE);
    if (file >= 0) {
        close(file);
    }
}

static void keep_memory_inside(void) {
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
#if defined(__linux__) && !defined(LEAKS_ARE_LOOKED_FOR)
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

static bool has_others_rights(void) {
#ifdef __linux__
    return getauxval(AT_SECURE) != 0;
#else
    return getuid() != geteuid() || getgid() != getegid();
#endif
}

static void forget_environment(void) {
    static const char *const names[] = {
        "TERMINFO", "TERMINFO_DIRS", "TERMCAP", "TERMPATH",      "LOCPATH",
        "NLSPATH",  "LANGUAGE",      "TMPDIR",  "GCONV_PATH",    "ZWGK_DB",
        "ZWGK_LP",  "ZWGK_SCREENS",  "SHELL",   "XDG_DATA_HOME", "SQLITE_TMPDIR"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        unsetenv(names[i]);
    }
}

void process_harden(void) {
    signal(SIGXFSZ, SIG_IGN); /* a limit of size is a full disk like any other: it is said, and work goes on */
    open_standard_files();
    keep_memory_inside();
    umask(umask(NOT_FOR_OTHERS) | NOT_FOR_OTHERS);
    if (has_others_rights()) {
        forget_environment();
    }
}

/* Without the system call: what the folder of open files lists. */
static void close_listed(int keep) {
    DIR *files = opendir("/proc/self/fd");
    if (files == NULL) {
        return;
    }
    bool open_ones[FILES_MOST] = {false};
    int own = dirfd(files);
    for (struct dirent *entry = readdir(files); entry != NULL; entry = readdir(files)) {
        long file = strtol(entry->d_name, NULL, 10);
        if (file >= FIRST_FILE && file < FILES_MOST && file != own && file != keep) {
            open_ones[file] = true;
        }
    }
    closedir(files);
    for (int file = FIRST_FILE; file < FILES_MOST; file++) {
        if (open_ones[file]) {
            close(file);
        }
    }
}

static bool close_range_of(unsigned first, unsigned last) {
#ifdef SYS_close_range
    return first > last || syscall(SYS_close_range, first, last, 0U) == 0;
#else
    (void)first;
    (void)last;
    return false;
#endif
}

void process_close_files(int keep) {
    unsigned kept = keep < FIRST_FILE ? FIRST_FILE - 1 : (unsigned)keep;
    bool is_closed = (kept < FIRST_FILE || close_range_of(FIRST_FILE, kept - 1)) &&
                     close_range_of(kept + 1, ~0U);
    if (!is_closed) {
        close_listed(keep);
    }
}

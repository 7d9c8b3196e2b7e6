/* A disk whose fsync takes its time: SQLite's own file system, with a pause before each sync. Installed in a process of its
 * own before it opens anything. */
#ifndef ZWGK_TESTS_FAULTS_SLOW_SYNC_H
#define ZWGK_TESTS_FAULTS_SLOW_SYNC_H

#include <sqlite3.h>
#include <string.h>
#include <time.h>

enum { SLOW_METHODS = 8 };

static struct {
    int ms;
    long syncs;
    sqlite3_vfs *below, above;
    const sqlite3_io_methods *own[SLOW_METHODS]; /* SQLite's, of which … */
    sqlite3_io_methods slow[SLOW_METHODS];       /* … these are copies with another xSync */
    int count;
} slow;

static int slow_sync(sqlite3_file *file, int flags) {
    const struct timespec pause = {slow.ms / 1000, (long)(slow.ms % 1000) * 1000000L};
    slow.syncs++;
    if (slow.ms > 0)
        nanosleep(&pause, NULL);
    return slow.own[file->pMethods - slow.slow]->xSync(file, flags);
}

static int slow_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out) {
    int code = slow.below->xOpen(slow.below, name, file, flags, out);
    int at = 0;
    (void)vfs;
    if (code != SQLITE_OK || file->pMethods == NULL)
        return code;
    while (at < slow.count && slow.own[at] != file->pMethods)
        at++;
    if (at == SLOW_METHODS)
        return code; /* as fast as ever: more kinds of files than there are */
    if (at == slow.count) {
        slow.own[at] = file->pMethods;
        slow.slow[at] = *file->pMethods;
        slow.slow[at].xSync = slow_sync;
        slow.count++;
    }
    file->pMethods = &slow.slow[at];
    return code;
}

static inline void slow_install(int ms) {
    slow.ms = ms;
    slow.below = sqlite3_vfs_find(NULL);
    slow.above = *slow.below;
    slow.above.zName = "slow";
    slow.above.xOpen = slow_open;
    sqlite3_vfs_register(&slow.above, 1);
}

#endif

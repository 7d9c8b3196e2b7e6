/* Where a database lies: file system, owner, permissions, links. Looked at before SQLite sees the file, by stat alone.
 * Used by doctor and the first start too. */
#ifndef ZWGK_STORE_PLACE_H
#define ZWGK_STORE_PLACE_H

#include "base/status.h"

struct buffer;
struct store;

/* One thing found. `problem` has the message, in it {command} (cut when very long); the command whole, with the path quoted
 * for a shell, is `command`, "" where there is none. */
struct place_finding {
    bool is_refused; /* the file is not opened while it is so; else it's only told */
    struct problem problem;
    const char *command; /* borrowed, for the time of the call */
};
typedef void place_found(void *context, const struct place_finding *finding);

/* Everything that may be said of the file (it need not be there: then of its folder), the refused first. */
void place_judge(const char *path, place_found *found, void *context);
/* The first refused one: DENIED. */
MUST_USE enum status place_check(const char *path, struct problem *problem);

/* For a shell. */
void place_append_quoted(struct buffer *out, const char *path);
/* INVALID with a sentence when `path` is a symbolic link to what isn't there; else OK. */
MUST_USE enum status place_check_link(const char *path, struct problem *problem);

/* What a file system by this number of statfs is called when no database may lie on it, and why; NULL: it may. */
const char *place_refused_type(unsigned long magic, const char **message);

/* The file itself where `path` is a symbolic link to it, so that its journal lies beside it. The caller frees; NULL: no memory. */
char *place_resolve(const char *path);
/* Makes the missing folders above `path`. The last one is the office's: 2770 where its group is the person's own or comes from the
 * folder above, 0700 where the group is one of everybody's. */
MUST_USE enum status place_make_folders(const char *path, struct problem *problem);

/* The copy the office would be restored from: the newest that is there, of the office's table of copies (store NULL, or not
 * readable: without it), in the folder `backup` beside the database, or FILE.before-NNNN of an upgrade. False: none. */
enum { PLACE_PATH_BYTES = 1001 };
struct place_copy {
    char path[PLACE_PATH_BYTES];
    char when[20]; /* 2026-11-23 10:05 */
};
bool place_newest_copy(const char *database, struct store *store, struct place_copy *out);
/* True when `rest`, a name behind the database's own, is that of a decrypted copy whose program is over. */
bool place_is_left_rehearsal(const char *rest);

#endif

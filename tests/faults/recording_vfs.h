/* Records what a power cut could take away: every write, truncation, sync, creation, deletion and renaming of
 * the files of one folder, with their bytes and in their order, whether SQLite did it (a VFS of its own above any
 * other) or the program itself (fsync, rename and unlink are wrapped by the linker; what was written between them
 * by whatever call is seen by looking at the files then). power_cut.h plays it back. */
#ifndef ZWGK_TESTS_FAULTS_RECORDING_VFS_H
#define ZWGK_TESTS_FAULTS_RECORDING_VFS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum op_kind {
    OP_WRITE,       /* bytes at offset of file */
    OP_TRUNCATE,    /* file to offset */
    OP_SYNC,        /* file */
    OP_CREATE,      /* name is file from now on */
    OP_DELETE,      /* name */
    OP_RENAME,      /* name becomes to */
    OP_SYNC_FOLDER, /* all of the last three so far */
    OP_COMMIT,      /* no operation: the database is now as bytes say, and its journal says nothing more */
    OP_ACK,         /* no operation: the program said that it is done */
};

struct op {
    enum op_kind kind;
    int file;
    int64_t offset;
    size_t length;
    unsigned char *bytes;
    char name[80], to[80];
};

/* A file as it would be if nothing were ever lost. */
struct recorded_file {
    unsigned char *bytes;
    size_t length, room;
    int open_count; /* through the VFS */
};

struct recording {
    char folder[300];
    char database[80]; /* its name in the folder */
    struct op *ops;
    size_t count, room;
    struct recorded_file *files;
    int file_count, file_room;
    struct recorded_name {
        char name[80];
        int file; /* -1: no longer */
    } names[64];
    int name_count;
    bool is_on;
};

/* Registers the VFS as the default, above the one of this name (NULL: what is the default). To be called
 * once, before any file is opened: the store puts the one that makes the pages' sums above it, so that what is recorded is what
 * reaches the disk. Nothing is recorded but between start and stop. */
void recording_install(const char *below);

/* What is in the folder now is where the recording begins, as operations that have all reached the disk. Nothing
 * of it may be open. */
void recording_start(const char *folder, const char *database);
/* The program has said that something is done. */
void recording_ack(void);
/* Ends it; to be released. */
struct recording *recording_stop(void);
void recording_free(struct recording *recording);

/* Called after each fsync that the program does; NULL: nothing is. For a disk that keeps something else than it was given. */
void recording_after_sync(void (*spoil)(int descriptor));

/* The file that bears a name at the end; -1: none. */
int recording_find(const struct recording *recording, const char *name);
/* A file's bytes changed by an operation on it. */
void recorded_apply(struct recorded_file *file, const struct op *op);
void recorded_set_length(struct recorded_file *file, size_t length);

#endif

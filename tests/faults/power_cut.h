/* Plays a recording back: the files as a power cut at any moment might leave them. What was synced is there; of
 * every write and truncation that was not, any may be there whole, lost, there in some of its 512-byte sectors, or
 * with rubbish in one of them (inside what it wrote); creations, deletions and renamings that were not
 * synced survive up to any of them, in order. */
#ifndef ZWGK_TESTS_FAULTS_POWER_CUT_H
#define ZWGK_TESTS_FAULTS_POWER_CUT_H

#include "faults/recording_vfs.h"

enum { WATCHED_MOST = 8 };

/* A file as a state has it. */
struct state_file {
    char name[80];
    struct recorded_file content;
};

struct replay {
    const struct recording *recording;
    size_t at;                      /* operations that had happened */
    struct recorded_file *durable;  /* of each file */
    struct recorded_name names[64]; /* durable ones */
    int name_count;
    size_t *pending; /* operations not yet on the disk */
    size_t pending_count;
    size_t acks, commits; /* until then */
    size_t commits_at_ack;
    struct state_file files[64]; /* the state made last */
    int file_count;
    uint64_t random;
};

void replay_begin(struct replay *replay, const struct recording *recording);
void replay_end(struct replay *replay);
/* Forward to the boundary after `at` operations. */
void replay_to(struct replay *replay, size_t at);
/* Nothing waits for the disk: there is one state only. */
bool replay_is_settled(const struct replay *replay);
/* Makes the state of a seed in replay->files. 0: nothing unsynced is there; 1: all is; 2: all up to one operation;
 * above: each as chance has it. */
void replay_make(struct replay *replay, unsigned seed);
/* Writes it into a folder, which holds nothing else afterwards. */
void replay_write(const struct replay *replay, const char *folder);
/* NULL: not in the state. */
const struct recorded_file *replay_file(const struct replay *replay, const char *name);

#endif

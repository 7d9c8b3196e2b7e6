/* Where copies lie: names, folders, sticks, and which older ones may go. Used by backup.c and those who ask where to. */
#ifndef ZWGK_WORK_BACKUP_PLACE_H
#define ZWGK_WORK_BACKUP_PLACE_H

#include "work/backup.h"

/* "青石镇-20261123-140503-1a2b3c4d.zbk", .db of a plain one: office, day, time, first 8 of the audit's head. Of the
 * office's name what no file system refuses, 60 bytes at most. */
void backup_name(struct office *office, const struct backup_facts *facts, char *out, size_t size);

enum { REMOVABLE_MOST = 8, REMOVABLE_PATH_BYTES = 256 };
struct removable {
    char path[REMOVABLE_PATH_BYTES]; /* where it is mounted */
    int64_t free_bytes;
    bool is_read_only;
};
/* Devices mounted under /media, /run/media and /mnt, by a file like /proc/self/mounts; how many. */
size_t removable_list(const char *mounts, struct removable *out, size_t most);

/* Takes away what is neither of the 14 newest days nor the last of one of the 12 newest months: copies of this office, by
 * name and head, in that folder; never `kept`, never a later one than it, never another file. How many went. */
int backup_prune(struct office *office, const char *folder, const char *kept,
                 const unsigned char id[BACKUP_OFFICE_BYTES]);
/* Parts of copies that broke off more than an hour ago. */
void backup_remove_parts(struct office *office, const char *folder);

#endif

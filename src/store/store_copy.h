/* Copies and new files, down to the disk; private to src/store. */
#ifndef ZWGK_STORE_STORE_COPY_H
#define ZWGK_STORE_STORE_COPY_H

#include "store/internal.h"

/* A copy of the file as last committed, checked and on the disk when it returns OK. */
enum status store_copy_verified(struct store *store, const char *target, struct problem *problem);
/* A new, empty file with exactly this mode; INVALID when there is one. */
enum status file_make(const char *path, unsigned mode, struct problem *problem);
/* Syncs the folder a path stands in; false with errno. */
bool sync_folder_of(const char *path);

#endif

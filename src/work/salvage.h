/* Salvage of a damaged file: what store/salvage read, made an office's file again. */
#ifndef ZWGK_WORK_SALVAGE_H
#define ZWGK_WORK_SALVAGE_H

#include "store/salvage.h"
#include "work/office.h"

/* Reads `damaged` into the new file `target`, then brings settings, codes and limits that were lost as for an older file, and
 * puts a row into the audit with the figures. Needs no user: who may read the file may. */
MUST_USE enum status office_salvage(const char *damaged, const char *target, struct salvage *out,
                                    struct problem *problem);

#endif

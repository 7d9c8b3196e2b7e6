/* 数据字典: code lists as the admin keeps them. A code that was used stays valid for old records; what is
 * inactive is only no longer offered. Each change is audited; only an admin makes it. */
#ifndef ZWGK_WORK_DICTIONARY_H
#define ZWGK_WORK_DICTIONARY_H

#include "work/office.h"

/* True when rules depend on the list's codes: they may be relabelled and ordered, but none added, none
 * taken out of use. */
bool dictionary_is_system(const char *list);
/* Chinese name of a list (N_()); the identifier when it has none. */
const char *dictionary_list_label(const char *list);

/* A new code at the list's end. identifier [a-z_0-9], label at most 20 characters, both not there yet. */
MUST_USE enum status dictionary_add(struct office *office, const char *list, const char *code,
                                    const char *label, struct problem *problem);
MUST_USE enum status dictionary_relabel(struct office *office, const char *list, const char *code,
                                        const char *label, struct problem *problem);
MUST_USE enum status dictionary_set_active(struct office *office, const char *list,
                                           const char *code, bool is_active,
                                           struct problem *problem);
/* Changes places with the code before (or after) it; at the end nothing happens. */
MUST_USE enum status dictionary_move(struct office *office, const char *list, const char *code,
                                     bool is_up, struct problem *problem);

#endif

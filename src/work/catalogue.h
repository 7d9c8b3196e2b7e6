/* What the files of the catalogue share, and its rows of the flow table. Used by work only. */
#ifndef ZWGK_WORK_CATALOGUE_H
#define ZWGK_WORK_CATALOGUE_H

#include "work/act.h"

/* catalogue_limit.c: makes limit_text, limit_unit, limit_amount and limit_fixed agree, filling in what only one
 * of them says; adds a problem for what does not. */
void catalogue_check_limit(struct act *act);

/* For flow_table.c. */
enum status catalogue_register(struct act *act);
enum status catalogue_registered(struct act *act);
enum status catalogue_edit(struct act *act);
enum status catalogue_edited(struct act *act);
enum status catalogue_restore(struct act *act);
enum status catalogue_charge(struct act *act);

#endif

/* Wrong passwords, counted in the file before the hash is looked at: of an account, and of a terminal (for accounts that
 * don't exist). From the third in a row on one has to wait 1, 2, 4 … 30 seconds; the tenth of an account locks it for 15
 * minutes, and so does each further one. Nothing is locked longer, whatever the clock says. Used by user.c alone. */
#ifndef ZWGK_WORK_USER_GUESS_H
#define ZWGK_WORK_USER_GUESS_H

#include "work/office.h"

/* One more of the account (NULL: none of that name) and of this terminal, in a save of its own, with the rows of the
 * audit as user.h says. DENIED, and nothing is counted, while there is to be waited. A file that can't be written to
 * counts nothing. */
MUST_USE enum status guess_count(struct office *office, const struct fields *account,
                                 struct problem *problem);
/* It was right: nothing is counted any more. `hash` (NULL: stays) takes the place of the one before; `command` ("": none)
 * is a row of the audit, with the number of wrong ones before. */
MUST_USE enum status guess_forget(struct office *office, const struct fields *account,
                                  const char *hash, const char *command, struct problem *problem);

/* "pts/3"; of a program without a terminal "~" and the operating system's account. */
const char *guess_terminal(struct office *office, char *out, size_t size);

#endif

/* Which passwords are refused: too short, known to everybody, or told by whose they are. No rules about kinds of
 * characters: they make people choose Abc12345. */
#ifndef ZWGK_WORK_USER_PASSWORD_H
#define ZWGK_WORK_USER_PASSWORD_H

#include "work/office.h"

/* INVALID, field "password": not 8 to 128 characters; on the list of data/passwords.txt (case and width of letters
 * aside); one character, a short piece again and again, or a run (23456789, hgfedcba); the account, the person's name, its
 * pinyin or its initials, or the office's name, each with no more than digits and marks around it. `person`: title,
 * account, reading. */
MUST_USE enum status password_check_new(struct office *office, const struct fields *person,
                                        const char *password, struct problem *problem);
/* Its length alone. */
MUST_USE enum status password_check_length(const char *password, struct problem *problem);
/* The list alone. Pure. */
bool password_is_common(const char *password);

#endif

/* Who is using the program. Argon2id by libsodium; the failure counter is written before the hash is
 * checked, so that killing the program does not reset it. */
#ifndef ZWGK_WORK_USER_H
#define ZWGK_WORK_USER_H

#include "work/office.h"

/* The person whose record names the operating system's account: no password. NOT_FOUND when nobody. */
MUST_USE enum status user_enter_by_os_account(struct office *office, struct problem *problem);
/* DENIED: wrong password, nobody of that account (the same message), or locked until {time}.
 * In a demonstration office the password may be NULL. */
MUST_USE enum status user_enter(struct office *office, const char *account, const char *password,
                                struct problem *problem);
/* Demonstration: enters as the first person with that role. */
MUST_USE enum status user_enter_as(struct office *office, enum role role, struct problem *problem);
/* 8 to 128 characters; admin, or the person itself with its old password. */
MUST_USE enum status user_set_password(struct office *office, int64_t person, const char *password,
                                       bool must_change, struct problem *problem);
/* INVALID unless 8 to 128 characters. */
MUST_USE enum status user_check_password(const char *password, struct problem *problem);
/* True when the account must choose a new password now. */
bool user_must_change_password(struct office *office);
/* Names for status lines: "李春梅 经办人". role labels are untranslated; see role_label. */

#endif

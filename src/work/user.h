/* Who is using the program. Argon2id by libsodium, as costly as this machine bears (user_cost.h); the failure counter
 * is written before the hash is checked, so that killing the program does not reset it.
 *
 * Rows of the audit written here; `detail` ends with the terminal where there is one:
 *   login         somebody came in by password; the wrong ones before it are told. Or, in the screen program, by the
 *                 operating system's account. `zwgk COMMAND` by the operating system's account is no login: what it
 *                 changes names the account anyway.
 *   logout        the screen program was left, or another person sat down
 *   login_failed  the third wrong password in a row of an account (from there each has to wait); for accounts that do
 *                 not exist the third and tenth of a terminal, then every hundredth
 *   lockout       the tenth and each further one: nothing is checked for 15 minutes. At most 97 rows a day and account
 *   password      a password was set or changed; the record is whose
 * In a demonstration none is. */
#ifndef ZWGK_WORK_USER_H
#define ZWGK_WORK_USER_H

#include "work/office.h"

/* The person whose record names the operating system's account: no password. NOT_FOUND when nobody. */
MUST_USE enum status user_enter_by_os_account(struct office *office, struct problem *problem);
/* DENIED: wrong password, nobody of that account (the same message), or to be waited for.
 * In a demonstration office the password may be NULL. */
MUST_USE enum status user_enter(struct office *office, const char *account, const char *password,
                                struct problem *problem);
/* Demonstration: enters as the first person with that role. */
MUST_USE enum status user_enter_as(struct office *office, enum role role, struct problem *problem);
/* The acting person's own password, once more: the same counter, delays, lock and audit as for login. DENIED, field
 * "password": wrong, to be waited for, or none set. */
MUST_USE enum status user_check_own_password(struct office *office, const char *password,
                                             struct problem *problem);
/* Whether the acting person has a password; and one that nobody else knows. */
bool user_has_password(struct office *office);
bool user_has_own_password(struct office *office);
/* True when the account must choose a new password now. */
bool user_must_change_password(struct office *office);

/* INVALID unless 8 to 128 characters. */
MUST_USE enum status user_check_password(const char *password, struct problem *problem);
/* Whether to set another person's password the acting one's own is asked for: not in a demonstration, and in a file of
 * mode test only from who has one. */
bool user_is_asked_own(struct office *office);
/* Another person's, by the admin, who gives his own: DENIED as by user_check_own_password. `own` is not looked at where it
 * isn't asked for. The person must change it at the next login. */
MUST_USE enum status user_give_password(struct office *office, int64_t person, const char *own,
                                        const char *password, struct problem *problem);
/* Another person's, by the admin: to be changed by `must_change`. One's own, when there is none yet or it must be
 * changed. The rules of user_password.h; INVALID for a password the person has now. */
MUST_USE enum status user_set_password(struct office *office, int64_t person, const char *password,
                                       bool must_change, struct problem *problem);
/* One's own for another; `old` is not looked at while there is none or it must be changed. */
MUST_USE enum status user_change_own_password(struct office *office, const char *old,
                                              const char *password, struct problem *problem);

/* The screen program: somebody sat down, or left. Saves the row; what cannot be saved is passed over. */
void user_begin_session(struct office *office);
void user_end_session(struct office *office);

#endif

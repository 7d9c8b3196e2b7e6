/* One's own password at the moment of deciding. Somebody at an open terminal is not the person who answers for a
 * decision: what follows is refused by flow_do (DENIED, field "password") until the acting person's own password was
 * given for these very records.
 *
 *   disclosure      approve, refuse, re_review, waive_personal, withdraw
 *   feedback        check_pass, consent_extend, refuse_extend, extend
 *   opinion         consent
 *   duty            waive
 *   finding         no_action, accountability
 *   accountability  propose, decide, no_action
 *
 * Not asked: what was signed on paper (纸质签批) and is entered by who may not decide it, which is the signatory's act.
 * Who may decide it himself is asked for paper too: his own decision would be as easily called another's. Nor in a
 * demonstration; in a file of mode test whoever has no password. Review (保密审查), sending back and what prepares a
 * decision ask nothing: somebody else decides after it, and is asked.
 *
 * What is confirmed is the version and the content hash that were shown: another one in between is a CONFLICT, and
 * asked anew. One confirmation serves one save, of one record or of several marked together. */
#ifndef ZWGK_WORK_CONFIRM_H
#define ZWGK_WORK_CONFIRM_H

#include "work/flow.h"

struct confirm_row {
    const char *kind, *commands; /* blank-separated */
};
extern const struct confirm_row confirm_table[]; /* ends with kind NULL */

/* Whether the command is of the table. */
bool confirm_is_worthy(const char *kind, const char *command);
/* True when flow_do refused for want of the password alone: ask it, then do the same again. False as well when the
 * person has no password: the problem says how to set one. */
bool confirm_is_wanted(const struct problems *problems);
/* Before asking: keeps which versions of these records, as they are shown, the password will be given for. CONFLICT
 * when one is another now. `vers` as flow_do. */
MUST_USE enum status confirm_begin(struct office *office, const char *command, const int64_t *ids, size_t count,
                                   const int64_t *vers, struct problem *problem);
/* Checks the acting person's own password; the next flow_do of that command on these records may then save. Refusals
 * are user_check_own_password's, and that of a password an administrator gave (it must be changed first). */
MUST_USE enum status confirm_by_password(struct office *office, const char *password, struct problem *problem);
/* Forgets what was confirmed or begun. */
void confirm_forget(struct office *office);

/* For flow.c: before an act writes anything, keeps what it finds in the file; once all rules let it pass, refuses it
 * unless that was confirmed. So nobody is asked for what would be refused anyway. */
enum status confirm_look(struct act *act);
enum status confirm_check(struct act *act);
/* For flow.c: the save is over, one way or the other. */
void confirm_end(struct office *office, const char *command);

#endif

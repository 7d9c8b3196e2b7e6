/* Who may decide on a disclosure: somebody else than who wrote it, and than who decided before. Used by work
 * only. Mission D1, R3; product.md section 1. */
#ifndef ZWGK_WORK_DISCLOSURE_SIGN_H
#define ZWGK_WORK_DISCLOSURE_SIGN_H

#include "work/disclosure.h"

enum { DISCLOSURE_SIGNATURE_BYTES = 300 };

/* Refuses unless the act's command is decided by a user with one of `roles`, or by a signatory on paper, who
 * neither wrote any part of the record nor reviewed it (the latter when it lies before approval). In an office of
 * one person he may do it here: it is marked in same_person. On paper signatory, signed_on and signed_no are set,
 * else emptied. `note` gets "纸质签批 …", "一人兼任" or "". */
MUST_USE enum status disclosure_sign(struct act *act, unsigned roles,
                                     char note[DISCLOSURE_SIGNATURE_BYTES]);
/* Who decided it here: the user; 0 when it was on paper. */
void disclosure_set_decider(struct act *act, const char *column);
/* Who reviewed it on paper; "" when nobody did. */
void disclosure_paper_reviewer(const struct act *act, char out[CHECK_NAME_BYTES]);

#endif

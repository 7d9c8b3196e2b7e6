/* 14 签发: as the review's form; F2 brings the next. */
#include "screens/disclosure_judge.h"
#include "screens/screen.h"

static void changed(struct desk *desk, struct view *form, const char *field) {
    (void)field;
    disclosure_judge_note(desk, form, ROLE_SUPERVISOR);
}

const struct screen screen_disclosure_approve = {
    .name = "disclosure_approve",
    .changed = changed,
    .brings_next = true,
};

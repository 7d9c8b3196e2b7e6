/* 责令整改 and 复查: their forms begin without the date and the words of the step before, so that what is left empty is
 * counted by the rule. Decides nothing. */
#include "screens/screen.h"

static void propose_order(struct desk *desk, const struct record *record, struct fields *values) {
    (void)desk;
    (void)record;
    fields_set(values, "due_on", NULL);
}

static void propose_recheck(struct desk *desk, const struct record *record, struct fields *values) {
    static const char *const said[] = {"due_on", "passed", "recheck_note"};
    (void)desk;
    (void)record;
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++)
        fields_set(values, said[i], NULL);
}

const struct screen screen_finding_order = {
    .name = "finding_order",
    .propose = propose_order,
};

const struct screen screen_finding_recheck = {
    .name = "finding_recheck",
    .propose = propose_recheck,
};

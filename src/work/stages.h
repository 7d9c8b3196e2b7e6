/* The stages of a catalogue entry that is disclosed stage by stage: "方案公布:5；结果公布:10", each with the
 * working days after its matter or the stage before. Mission N3. */
#ifndef ZWGK_WORK_STAGES_H
#define ZWGK_WORK_STAGES_H

#include "base/status.h"

enum { STAGES_MOST = 20, STAGE_NAME_CHARACTERS = 40, STAGE_NAME_BYTES = 164, STAGE_WORKDAYS_MOST = 366 };

struct stage {
    char name[STAGE_NAME_BYTES];
    int workdays; /* 1..STAGE_WORKDAYS_MOST */
};
struct stages {
    struct stage items[STAGES_MOST];
    size_t count;
};

/* Stages parted by ； or line breaks, full-width signs and digits too; empty ones are left out. INVALID (field
 * stages) names the stage that cannot be read, a name twice, or that there is none. */
MUST_USE enum status stages_read(const char *text, struct stages *out, struct problem *problem);

#endif

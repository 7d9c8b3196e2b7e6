/* For the tests on a terminal, which know an office of another kind: an office of mode test with the five hundred records. */
#include "work/office_fixture.h"

#include "faults/hostile_made.h"
#include "faults/hostile_office.h"

void hostile_office_make(const char *path) {
    struct fixture f = {0};
    int64_t ids[HOSTILE_COUNT];
    snprintf(f.path, sizeof f.path, "%s", path);
    found_office(&f, "test", NULL);
    spoil(&f.office, ids);
    office_close(&f.office);
}

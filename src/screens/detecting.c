/* Runs the detectors in idle. What cannot be written now waits for another day, or for `zwgk check`; it is said to
 * nobody: what is found stands in 52. */
#include "screens/detecting.h"

bool detecting_is_due(const struct desk *desk) {
    return desk->detected_on != office_today(desk->office);
}

static void end(struct desk *desk) {
    desk->detecting = (struct detector_walk){.is_done = true};
    desk->detected_on = office_today(desk->office);
}

int detecting_step(struct desk *desk) {
    struct office *office = desk->office;
    if (desk->detecting.is_done) /* yesterday's */
        desk->detecting = (struct detector_walk){.is_recent = true};
    desk->detecting.is_recent = true;
    if (office->user == 0 || detector_ran_today(office)) {
        end(desk);
        return 0;
    }
    int before = desk->detecting.opened;
    enum status status = detector_walk_on(office, &desk->detecting, NULL);
    int opened = desk->detecting.opened - before;
    if (status == STATUS_OK && desk->detecting.is_done)
        status = detector_mark_ran(office, NULL);
    if (desk->detecting.is_done || status != STATUS_OK)
        end(desk);
    return opened;
}

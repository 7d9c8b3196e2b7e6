/* Brings older databases up to what newer programs keep beside the records, piece by piece in idle. What cannot be written
 * now waits for another time; it is said to nobody. */
#include "screens/catching_up.h"

#include "work/alike.h"

enum { TEXTS_A_STEP = 50 };

bool catching_up_step(struct desk *desk) {
    bool more = false;
    return desk->office->user != 0 &&
           alike_sign_older(desk->office, NULL, TEXTS_A_STEP, &more, NULL) == STATUS_OK && more;
}

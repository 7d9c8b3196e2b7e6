/* Waiting for another program that holds the file: short random sleeps, and a word to whoever sits there when it takes long.
 * Runs within SQLite's calls, so it may not use the connection. */
#include <time.h>

#include "base/clock.h"
#include "store/internal.h"

enum {
    BUSY_LEAST_MS = 2,
    BUSY_SPREAD_MS = 7,
    TOLD_AFTER_MS = 1000,
};

static uint32_t next_random(struct store *store) {
    store->random ^= store->random << 13;
    store->random ^= store->random >> 17;
    store->random ^= store->random << 5;
    return store->random;
}

/* Sleeps 2 to 8 ms and says to try again, until the limit has passed. */
int wait_while_busy(void *context, int attempts) {
    struct store *store = context;
    int64_t now = clock_monotonic_ms();
    if (attempts == 0) {
        store->busy_since = now;
    }
    int64_t waited = now - store->busy_since;
    if (waited >= store->busy_limit_ms) {
        return 0;
    }
    if (waited >= TOLD_AFTER_MS && !store->is_wait_told && store->waits != NULL) {
        store->is_wait_told = true;
        store->waits(store->waits_context, true);
    }
    uint32_t ms = BUSY_LEAST_MS + next_random(store) % BUSY_SPREAD_MS;
    struct timespec pause = {0, (long)ms * 1000000L};
    nanosleep(&pause, NULL);
    return 1;
}

void wait_is_over(struct store *store) {
    if (store->is_wait_told) {
        store->is_wait_told = false;
        store->waits(store->waits_context, false);
    }
}

void store_set_wait(struct store *store, void (*waits)(void *context, bool is_waiting),
                    void *context) {
    store->waits = waits;
    store->waits_context = context;
    store->is_wait_told = false;
}

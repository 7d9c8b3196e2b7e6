/* Looks for texts that may be read to whoever asks, a piece at a time: what everybody may read first, then, for the
 * phone, the answers to earlier questions. */
#ifndef ZWGK_SCREENS_FINDER_H
#define ZWGK_SCREENS_FINDER_H

#include "screens/desk.h"
#include "work/published.h"
#include "work/search.h"

enum { FINDER_HITS_MOST = 100, FINDER_RUNS = 3 };

struct found_text {
    int64_t id;
    char number[24];
    bool is_answer; /* of feedback */
    char day[DATE_BYTES];
    char *title, *unit;
    char *snippet; /* masked; "" where it would only say the title again */
};

/* Start with {0}. */
struct finder {
    struct desk *desk;
    bool is_public; /* the hall: no answers of feedback */
    char *text;     /* as typed */
    struct search *search;
    size_t run, seen; /* which of the searches; of its hits those taken */
    bool is_done;
    struct found_text hits[FINDER_HITS_MOST];
    size_t count;
};

void finder_init(struct finder *finder, struct desk *desk, bool is_public);
void finder_release(struct finder *finder);
/* Begins anew for what was typed; "" finds nothing. */
void finder_start(struct finder *finder, const char *text);
/* One short piece of work; true: there is more. */
bool finder_step(struct finder *finder);

#endif

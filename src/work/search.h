/* Finding records by what is known of their text: any run of hanzi, letters or digits, pinyin or initials of titles and
 * names, several words that must all be there. Hits are given as they are found; the walk goes on in steps, so that a
 * key ends it. Shows nobody what the office's filter hides, and what is sealed to nobody. Mission F5, C2. */
#ifndef ZWGK_WORK_SEARCH_H
#define ZWGK_WORK_SEARCH_H

#include "work/office.h"
#include "work/search_words.h"

/* Where it looks: in all that the user may see; or in what everybody may read of what was disclosed to the public and is
 * in force, personal data masked (the hall). Who has no other role than 查询 gets the hall's, whatever is asked. */
enum search_scope { SEARCH_OFFICE, SEARCH_PUBLISHED };
enum { SEARCH_PAGE_HITS = 50, SEARCH_MARKS_MOST = 8 };

struct search_request {
    const char *text; /* as typed; copied */
    enum search_scope scope;
    enum search_order order;
    const char *kind; /* only records of this kind; NULL or "": of every kind */
};

struct search_mark { /* bytes of the snippet that were found */
    size_t start, length;
};
struct search_hit {
    int64_t id;
    const char *kind; /* identifier: feedback */
    char number[24];
    char state[24];
    char received_on[12];
    bool is_open;
    char *title;   /* masked, as the snippet is: by personal.h, in SEARCH_PUBLISHED as everybody may read it */
    const char *field; /* the column the snippet is of: title, number, body … */
    char *snippet; /* one line around the first place found, about 60 columns; … where it was cut */
    struct search_mark marks[SEARCH_MARKS_MOST];
    size_t mark_count;
};

struct search;

/* INVALID when there is nothing to look for, or more than can be. Finds nothing yet. `office` must outlive it. */
MUST_USE enum status search_begin(struct office *office, const struct search_request *request, struct search **out,
                                  struct problem *problem);
/* Goes on for about `budget_ms` (at least one small piece of work), adding hits. OK also when it has come to the end or to
 * a full page: ask search_is_done and search_is_full. BUSY when a key stopped it; it may go on after. */
MUST_USE enum status search_step(struct search *search, int budget_ms, struct problem *problem);
/* Steps until a full page or the end; for the command line and tests. */
MUST_USE enum status search_run(struct search *search, struct problem *problem);
void search_free(struct search *search); /* NULL allowed */

/* Everything was looked through: there are no further hits. */
bool search_is_done(const struct search *search);
/* As many hits as were asked for are there, and it waits for search_more: "50+". */
bool search_is_full(const struct search *search);
/* A further page of hits, beside those found so far. */
void search_more(struct search *search);
/* The index isn't complete yet: every record's text is read, which takes longer. */
bool search_walks(const struct search *search);
/* Of a walk: records looked at so far. */
int64_t search_looked_at(const struct search *search);

size_t search_count(const struct search *search);
const struct search_hit *search_hit(const struct search *search, size_t index); /* till search_free or the next step */

/* ---- the index ---------------------------------------------------------------------------------------- */

struct search_index {
    bool is_complete;
    int64_t done, total; /* records; total 0: not known */
};
/* How far the index is; made anew when this program reads texts otherwise than the one that made it. */
MUST_USE enum status search_index_state(struct office *office, struct search_index *out, struct problem *problem);
/* What search_index_step does then makes it anew from nothing, unless it is being made already. BUSY while others save. */
MUST_USE enum status search_index_renew(struct office *office, struct problem *problem);
/* All of what search_index_step does, in as many saves as it takes. */
MUST_USE enum status search_index_finish(struct office *office, struct search_index *out, struct problem *problem);
/* Brings further records into the index in one short save, for about `budget_ms`; while the program is idle. Nothing when it
 * is complete or the file can only be read. */
MUST_USE enum status search_index_step(struct office *office, int budget_ms, struct search_index *out,
                                       struct problem *problem);

#endif

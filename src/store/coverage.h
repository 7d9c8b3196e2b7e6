/* Counts of what was disclosed: by kind of affair, power and village; by scope and quarter; what the feedback is
 * about. Included by read.h. Long counts give way to should_stop. */
#ifndef ZWGK_STORE_COVERAGE_H
#define ZWGK_STORE_COVERAGE_H

#include "store/filter.h"

/* Of one affair, power and unit. `due`: duties whose date lies in the period, waived ones left out; `gaps`: those of them
 * that are late and not published; `published`: disclosures published in it, corrected ones left out. */
struct coverage_row {
    const char *affair, *power;
    int64_t unit; /* 0: none */
    int64_t entries, due, gaps, published;
};
/* Entries in force in the period, duties and disclosures of it, each as rows of their own. False stops with NO_MEMORY. */
MUST_USE enum status store_coverage(struct store *store, const struct visible *visible,
                                    const char *from, const char *to, const char *today,
                                    bool (*row)(void *context, const struct coverage_row *row),
                                    void *context, struct problem *problem);

struct scope_counts {
    int64_t public_count, internal, limited;
};
/* Disclosures published from one day to another, by scope, read from an index alone. */
MUST_USE enum status store_scope_counts(struct store *store, const char *from, const char *to,
                                        struct scope_counts *out, struct problem *problem);

/* Feedback received, calls and visits answered, and what was read in the hall in the period about one catalogue entry. */
struct topic_row {
    int64_t entry;
    const char *number, *title, *hot; /* hot: as marked now, "" */
    int64_t count, complaints, untrue; /* feedback; untrue: found to be so */
    int64_t enquiries, looked;
};
enum { TOPICS_MOST = 50 };
/* Most asked about first, then most read, at most TOPICS_MOST; sealed and void ones are left out,
 * and of a call that became feedback the call. False stops with NO_MEMORY. */
MUST_USE enum status store_topics(struct store *store, const struct visible *visible,
                                  const char *from, const char *to,
                                  bool (*row)(void *context, const struct topic_row *row),
                                  void *context, struct problem *problem);

#endif

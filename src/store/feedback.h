/* What is asked of feedback alone: the same matter again, the slips of an opening, answers in time, visits back.
 * Included by read.h. */
#ifndef ZWGK_STORE_FEEDBACK_H
#define ZWGK_STORE_FEEDBACK_H

#include "store/filter.h"

/* An open feedback (0: none) with the same same_as key, and its number: among those the user may see, and any
 * with an id of at least `from`. */
MUST_USE enum status store_same_feedback(struct store *store, const struct visible *visible,
                                         const char *same_as, int64_t from, int64_t *id,
                                         char number[24], struct problem *problem);
/* The feedback (0: none) with this external number, void ones too: the number is used up. Its own number is ""
 * when the user may not see it. */
MUST_USE enum status store_external_feedback(struct store *store, const struct visible *visible,
                                             const char *external_no, int64_t *id, char number[24],
                                             struct problem *problem);
/* Slips of an opening that have a record which is not void; several records of one slip count once. */
MUST_USE enum status store_opening_count(struct store *store, int64_t opening, int64_t *count,
                                         struct problem *problem);
/* Calls `take` with the reporter of the feedback and of what it is linked with: those of the same slip, the matter
 * that it takes up again. What is sealed has none here. False stops with NO_MEMORY. */
MUST_USE enum status store_linked_reporters(struct store *store, int64_t id,
                                            bool (*take)(void *context, const char *reporter),
                                            void *context, struct problem *problem);
/* The lowest number of a slip without such a record. */
MUST_USE enum status store_free_slip(struct store *store, int64_t opening, int64_t *slip,
                                     struct problem *problem);

/* Feedback of one unit and kind: answered in the period, or received by its end and waiting for an answer
 * today. What has no limit is never late; a clock that is stopped is not late now. */
struct answer_counts {
    int64_t in_time, late;
    int64_t waiting; /* not overdue */
    int64_t overdue;
};
struct answer_row {
    int64_t unit; /* 0: none */
    const char *unit_title;
    const char *kind;
    struct answer_counts counts;
};
/* Calls `row` for each unit and kind, in their order. Void and sealed records are left out, whoever asks. False
 * stops with NO_MEMORY. */
MUST_USE enum status store_answer_counts(struct store *store, const struct visible *visible,
                                         const char *from, const char *to, const char *today,
                                         bool (*row)(void *context, const struct answer_row *row),
                                         void *context, struct problem *problem);

/* Feedback of one unit and kind that was visited back in the period, by what was said last. */
struct visit_counts {
    int64_t satisfied, mostly, dissatisfied, unreachable;
};
struct visit_row {
    int64_t unit; /* 0: none */
    const char *unit_title;
    const char *kind;
    struct visit_counts counts;
};
/* As store_answer_counts. */
MUST_USE enum status store_visit_counts(struct store *store, const struct visible *visible,
                                        const char *from, const char *to,
                                        bool (*row)(void *context, const struct visit_row *row),
                                        void *context, struct problem *problem);

#endif

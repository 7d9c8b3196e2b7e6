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
/* A feedback that is linked with this one; *other 0: none. */
MUST_USE enum status store_linked_feedback(struct store *store, int64_t id, int64_t *other,
                                           struct problem *problem);
/* The lowest number of a slip without such a record. */
MUST_USE enum status store_free_slip(struct store *store, int64_t opening, int64_t *slip,
                                     struct problem *problem);

/* Feedback of one unit and kind, counted in four: of the answers or of the visits back. */
union feedback_counts {
    int64_t of[4];
    struct {
        int64_t in_time, late;
        int64_t waiting; /* not overdue */
        int64_t overdue;
    } answers;
    struct {
        int64_t satisfied, mostly, dissatisfied, unreachable; /* what was said last */
    } visits;
};
struct feedback_row {
    int64_t unit; /* 0: none */
    const char *unit_title;
    const char *kind;
    union feedback_counts counts;
};
typedef bool feedback_row_taker(void *context, const struct feedback_row *row);

/* Those answered in the period, or received by its end and waiting for an answer today. What has no limit is never
 * late; a clock that is stopped is not late now. Calls `row` for each unit and kind, in their order. Void and sealed
 * records are left out, whoever asks. False stops with NO_MEMORY. */
MUST_USE enum status store_answer_counts(struct store *store, const struct visible *visible,
                                         const char *from, const char *to, const char *today,
                                         feedback_row_taker *row, void *context,
                                         struct problem *problem);
/* Those visited back in the period; else as store_answer_counts. */
MUST_USE enum status store_visit_counts(struct store *store, const struct visible *visible,
                                        const char *from, const char *to, feedback_row_taker *row,
                                        void *context, struct problem *problem);

#endif

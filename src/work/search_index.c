/* Brings the search index up to date in short saves, while nobody waits. Changes nothing but the index, so it leaves no audit
 * row and asks no role. */
#include "base/clock.h"
#include "work/save.h"
#include "work/search.h"

enum status search_index_state(struct office *office, struct search_index *out,
                               struct problem *problem) {
    struct search_state state;
    enum status status = store_search_state(office->store, &state, problem);
    *out = (struct search_index){state.is_complete && !state.must_purge, state.done, state.last};
    return status;
}

static enum status build(struct office *office, int budget_ms, bool *is_complete,
                         struct problem *problem) {
    struct save save;
    enum status status = save_begin(office, &save, problem);
    if (status != STATUS_OK)
        return status;
    int64_t until = clock_monotonic_ms() + budget_ms;
    do
        status = store_search_build(office->store, is_complete, problem);
    while (status == STATUS_OK && !*is_complete && clock_monotonic_ms() < until);
    if (status != STATUS_OK) {
        save_abandon(&save);
        return status;
    }
    return save_commit(&save, problem);
}

enum status search_index_step(struct office *office, int budget_ms, struct search_index *out,
                              struct problem *problem) {
    bool is_complete = false;
    enum status status = search_index_state(office, out, problem);
    if (status != STATUS_OK || out->is_complete || store_is_read_only(office->store))
        return status;
    status = build(office, budget_ms, &is_complete, problem);
    return status == STATUS_OK ? search_index_state(office, out, problem) : status;
}

/* One that is whole and sound is made anew all the same: nothing tells whether a word is missing in it. One that is being
 * made goes on. */
enum status search_index_renew(struct office *office, struct problem *problem) {
    struct search_index index;
    enum status status = store_search_check(office->store, problem);
    if (status != STATUS_OK && !store_search_is_broken(office->store))
        return status;
    status = search_index_state(office, &index, problem);
    if (status == STATUS_OK && index.is_complete)
        store_search_renew(office->store);
    return status;
}

enum status search_index_finish(struct office *office, struct search_index *out,
                                struct problem *problem) {
    enum { PIECE_MS = 2000 };
    enum status status;
    do
        status = search_index_step(office, PIECE_MS, out, problem);
    while (status == STATUS_OK && !out->is_complete && !store_is_read_only(office->store));
    return status;
}

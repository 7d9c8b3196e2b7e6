/* The searches of the phone and the hall, one after the other. Takes of their hits only what may be read out. */
#include "screens/finder.h"

#include "base/language.h"
#include "base/text.h"
#include "work/enquiry.h"
#include "work/mask.h"
#include "work/visible.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEP_MS = 12 };

static const struct {
    const char *kind;
    enum search_scope scope;
} runs[FINDER_RUNS] = {
    {"disclosure", SEARCH_PUBLISHED},
    {"outside", SEARCH_PUBLISHED},
    {"feedback", SEARCH_OFFICE},
};

void finder_init(struct finder *finder, struct desk *desk, bool is_public) {
    *finder = (struct finder){.desk = desk, .is_public = is_public, .is_done = true};
}

static void drop_hits(struct finder *finder) {
    for (size_t i = 0; i < finder->count; i++) {
        free(finder->hits[i].title);
        free(finder->hits[i].unit);
        free(finder->hits[i].snippet);
    }
    finder->count = 0;
}

void finder_release(struct finder *finder) {
    drop_hits(finder);
    search_free(finder->search);
    free(finder->text);
    finder->search = NULL;
    finder->text = NULL;
}

void finder_start(struct finder *finder, const char *text) {
    finder_release(finder);
    finder->text = text_copy(text);
    finder->run = 0;
    finder->is_done = !finder->text || !finder->text[0];
}

/* ---- hits ---------------------------------------------------------------------------------------- */

/* What was found is masked before it is shown: names of whoever asked, numbers. */
static char *masked(struct desk *desk, const char *text, const char *names) {
    struct buffer plain = BUFFER_INIT, out = BUFFER_INIT;
    char mark[16];
    office_setting(desk->office, "name_mask", "*", mark, sizeof mark);
    mask_append_text(&plain, text, NULL);
    if (names[0])
        mask_append_names_in(&out, buffer_text(&plain), names, mark[0] ? mark : "*");
    else
        buffer_append(&out, buffer_text(&plain));
    out.failed = out.failed || plain.failed;
    buffer_release(&plain);
    return buffer_take(&out);
}

static bool fill_answer(struct finder *finder, const struct record *record,
                        struct found_text *out) {
    const struct fields *fields = &record->fields;
    out->is_answer = true;
    snprintf(out->day, sizeof out->day, "%.10s", fields_text(fields, "replied_on"));
    out->title =
        masked(finder->desk, fields_text(fields, "title"), fields_text(fields, "reporter"));
    out->unit = store_title(finder->desk->office->store, fields_integer(fields, "unit", 0));
    return out->title && out->unit;
}

static bool fill_published(struct finder *finder, int64_t id, struct found_text *out) {
    struct published_item item;
    if (!published_item(finder->desk->office, id, &item))
        return false;
    memcpy(out->day, item.day, sizeof out->day);
    out->title = item.title;
    out->unit = item.unit;
    return true;
}

/* False when it may not be read out, or memory ran out. */
static bool fill(struct finder *finder, const struct search_hit *hit, struct found_text *out) {
    struct visible all = visible_to_rules();
    struct record record = {0};
    *out = (struct found_text){.id = hit->id};
    bool is_shown =
        store_read(finder->desk->office->store, &all, hit->id, &record, NULL) == STATUS_OK &&
        enquiry_may_read_out(finder->desk->office, &record);
    if (is_shown) {
        bool is_answer = strcmp(hit->kind, "feedback") == 0;
        const char *names = is_answer ? fields_text(&record.fields, "reporter") : "";
        bool says_more = strcmp(hit->field, "title") != 0 && strcmp(hit->field, "number") != 0 &&
                         strcmp(hit->field, "reporter") != 0 && strcmp(hit->field, "contact") != 0;
        snprintf(out->number, sizeof out->number, "%s", hit->number);
        out->snippet = masked(finder->desk, says_more ? hit->snippet : "", names);
        is_shown = out->snippet && (is_answer ? fill_answer(finder, &record, out)
                                              : fill_published(finder, hit->id, out));
    }
    if (!is_shown) {
        free(out->title);
        free(out->unit);
        free(out->snippet);
    }
    record_release(&record);
    return is_shown;
}

static void take_hits(struct finder *finder) {
    for (; finder->seen < search_count(finder->search) && finder->count < FINDER_HITS_MOST;
         finder->seen++)
        if (fill(finder, search_hit(finder->search, finder->seen), &finder->hits[finder->count]))
            finder->count++;
}

/* ---- steps --------------------------------------------------------------------------------------- */

static void next_run(struct finder *finder) {
    search_free(finder->search);
    finder->search = NULL;
    finder->seen = 0;
    finder->run++;
    size_t last = finder->is_public ? FINDER_RUNS - 1 : FINDER_RUNS;
    finder->is_done = finder->run >= last || finder->count == FINDER_HITS_MOST;
}

static bool begin_run(struct finder *finder) {
    const struct search_request request = {.text = finder->text,
                                           .scope = runs[finder->run].scope,
                                           .order = SEARCH_NEWEST,
                                           .kind = runs[finder->run].kind};
    if (search_begin(finder->desk->office, &request, &finder->search, NULL) == STATUS_OK)
        return true;
    finder->search = NULL;
    finder->is_done = true; /* nothing one could look for yet */
    return false;
}

bool finder_step(struct finder *finder) {
    if (finder->is_done)
        return false;
    if (!finder->search && !begin_run(finder))
        return false;
    enum status status = search_step(finder->search, STEP_MS, NULL);
    take_hits(finder);
    if (status == STATUS_BUSY)
        return true;
    if (status != STATUS_OK || search_is_done(finder->search) || finder->count == FINDER_HITS_MOST)
        next_run(finder);
    else if (search_is_full(finder->search))
        search_more(finder->search);
    return !finder->is_done;
}

/* Drafts, as the screens keep them, and last values, kept while the program runs. Nothing typed is lost by leaving a
 * form. */
#include "screens/desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void desk_draft_key(const struct desk *desk, const char *screen, int64_t id,
                    const struct fields *asked, char out[DRAFT_KEY_BYTES]) {
    snprintf(out, DRAFT_KEY_BYTES, "%lld %.30s#%lld", (long long)desk->office->user, screen,
             (long long)id);
    for (size_t i = 0; asked && i < asked->count; i++) {
        size_t length = strlen(out);
        snprintf(out + length, DRAFT_KEY_BYTES - length, "/%.20s", asked->items[i].text);
    }
}

const struct draft *desk_draft(struct desk *desk, const char *key) {
    return drafts_find(desk->office, key);
}

void desk_forget_draft(struct desk *desk, const char *key) {
    drafts_forget(desk->office, key);
}

void desk_keep_draft(struct desk *desk, const struct draft *draft, bool is_left) {
    struct problem problem = {0};
    if (drafts_keep(desk->office, draft, is_left, &problem) != STATUS_OK &&
        problem.status != STATUS_BUSY)
        desk_show_problem(desk, &problem, NULL);
}

static const struct fields *find_last(const struct last_saved *lasts, const char *screen) {
    for (const struct last_saved *last = lasts; last; last = last->next)
        if (strcmp(last->screen, screen) == 0)
            return &last->values;
    return NULL;
}

static void remember(struct last_saved **lasts, const char *screen, const struct fields *values) {
    struct last_saved *last = *lasts;
    while (last && strcmp(last->screen, screen) != 0)
        last = last->next;
    if (!last) {
        last = calloc(1, sizeof *last);
        if (!last)
            return;
        last->screen = screen;
        last->next = *lasts;
        *lasts = last;
    }
    fields_release(&last->values);
    fields_merge(&last->values, values);
}

static void forget(struct last_saved **lasts) {
    while (*lasts) {
        struct last_saved *next = (*lasts)->next;
        fields_release(&(*lasts)->values);
        free(*lasts);
        *lasts = next;
    }
}

const struct fields *desk_last_saved(const struct desk *desk, const char *screen) {
    return find_last(desk->lasts, screen);
}

void desk_remember_saved(struct desk *desk, const char *screen, const struct fields *values) {
    remember(&desk->lasts, screen, values);
}

const struct fields *desk_last_query(const struct desk *desk, const char *screen) {
    return find_last(desk->queries, screen);
}

void desk_remember_query(struct desk *desk, const char *screen, const struct fields *typed) {
    remember(&desk->queries, screen, typed);
}

void desk_forget_saved(struct desk *desk) {
    forget(&desk->lasts);
    forget(&desk->queries);
}

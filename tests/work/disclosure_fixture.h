/* A disclosure on its way: drafted by 李春梅, reviewed by 陈晓, approved by 周建华. */
#ifndef TESTS_WORK_DISCLOSURE_FIXTURE_H
#define TESTS_WORK_DISCLOSURE_FIXTURE_H

#include "work/office_fixture.h"

#include "work/disclosure.h"

static int64_t reviewer;

static inline void as_clerk(struct fixture *f) {
    use_as(f, f->clerk, ROLE_CLERK);
}
static inline void as_reviewer(struct fixture *f) {
    use_as(f, reviewer, ROLE_REVIEWER);
}
static inline void as_leader(struct fixture *f) {
    use_as(f, f->leader, ROLE_SUPERVISOR);
}

/* The catalogue entry 村级重大事项 and the reviewer; the user is the clerk. */
static inline void prepare_disclosures(struct fixture *f) {
    int64_t id = 0;
    must_register(f, "person", &reviewer, "title", "陈晓", "account", "chenxiao", "roles",
                  "reviewer");
    must_register(f, "catalogue", &id, "title", "村级重大事项", "affair", "rural", "subject",
                  "village_affairs", "power", "service", "scope", "public", "timing", "ad_hoc",
                  "unit", "东门村", "leader", "周建华", "person", "张𠮷旺", "basis",
                  "村民委员会组织法第三十条");
    as_clerk(f);
}

/* A draft that lacks nothing; more columns by edit. */
static inline int64_t draft_disclosure(struct fixture *f) {
    int64_t id = 0;
    as_clerk(f);
    must_register(f, "disclosure", &id, "catalogue", "村级重大事项", "title", "东门村䶮塘清淤",
                  "received_on", "2026-11-18", "element_process", "村民代表会议定的",
                  "element_discipline", "不得优亲厚友", "element_result", "清淤３处");
    return id;
}
static inline int64_t submit_disclosure(struct fixture *f) {
    int64_t id = draft_disclosure(f);
    must_do(f, "submit", id);
    return id;
}
static inline int64_t review_disclosure(struct fixture *f) {
    int64_t id = submit_disclosure(f);
    as_reviewer(f);
    must_do(f, "review", id, "review_outcome", "public");
    return id;
}
static inline int64_t approve_disclosure(struct fixture *f) {
    int64_t id = review_disclosure(f);
    as_leader(f);
    must_do(f, "approve", id);
    return id;
}

#define state_is(f, id, name) assert_string_equal(column(f, id, "state"), name)

/* The notes of a record's steps, one a line. */
static inline const char *notes_of(struct fixture *f, int64_t id) {
    static char text[4000];
    struct visible all = visible_to_rules();
    struct steps steps = {0};
    text[0] = '\0';
    assert_int_equal(store_steps(f->office.store, &all, id, &steps, NULL), STATUS_OK);
    for (size_t i = 0; i < steps.count; i++) {
        strcat(text, steps.items[i].note);
        strcat(text, "\n");
    }
    steps_release(&steps);
    return text;
}

#endif

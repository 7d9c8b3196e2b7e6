/* What the tests of opinions begin from: a collection that is collecting, and opinions in it. */
#ifndef TESTS_WORK_OPINION_FIXTURE_H
#define TESTS_WORK_OPINION_FIXTURE_H

#include "work/publish_fixture.h"

#include "work/opinion.h"

/* Collecting from the 2nd to the 18th, as if its notice had been published. */
static inline int64_t make_collection(struct fixture *f, const char *title) {
    int64_t id = 0;
    must_register(f, "consultation", &id, "title", title, "kind", "general", "unit", "社会事务办",
                  "draft", "第一条 集市每旬逢三逢八开市。\n第三条 原集市自2027年1月1日起停用，全部摊位迁入镇西新市场。");
    set_columns(f, id, "collecting", "open_on", "2026-11-02", "close_on", "2026-11-18", NULL);
    return id;
}

static inline const char *id_text(int64_t id) {
    static char text[4][24];
    static int next;
    next = (next + 1) % 4;
    snprintf(text[next], sizeof text[next], "%lld", (long long)id);
    return text[next];
}

/* One by nobody in particular, received on the 12th. */
static inline int64_t make_opinion(struct fixture *f, int64_t collection, const char *body) {
    int64_t id = 0;
    must_register(f, "opinion", &id, "consultation", id_text(collection), "way", "letter",
                  "received_on", "2026-11-12", "body", body);
    return id;
}

static inline int64_t make_named(struct fixture *f, int64_t collection, const char *body,
                                 const char *author, const char *passage) {
    int64_t id = 0;
    must_register(f, "opinion", &id, "consultation", id_text(collection), "way", "座谈会",
                  "received_on", "2026-11-12", "body", body, "author", author, "passage", passage,
                  "contact", "１３８00001234");
    return id;
}

#endif

/* Large numbers of opinions for trying the program out at size: collections of some hundreds each, closed with their
 * summary published, the last one still collecting. By the real rules; one collection at a time, so that memory does
 * not grow with their number. */
#include <stdio.h>
#include <string.h>

#include "work/demo_story.h"
#include "work/visible.h"

enum {
    YEARS = 3,
    OPINIONS_EACH = 400, /* of a collection, at most */
    COLLECTIONS = 4,     /* at least */
    OPINIONS_LEAST = 20, /* fewer are not worth a collection */
    COLLECTING_WORKDAYS = 3,
    HEARD_DAYS = 7,
    SUMMARY_WORKDAYS = 3
};
static const char entry[] = "一般事项征求意见";

static const char *const subjects[] = {"主街停车", "文化广场照明", "垃圾清运时间", "班车站点",
                                       "集市摊位"};
static const char *const places[] = {"东门村一组", "东门村二组", "东门村三组", "石桥村一组",
                                     "石桥村二组", "石桥村三组", "集镇主街"};
static const char *const bodies[] = {
    "建议放在{place}，老人走得到。", "{place}的人最多，应当先办。",   "{place}也应当算进去。",
    "请公布费用从哪里来。",          "时间定得太短，{place}来不及。", "同意这样办，{place}都支持。",
};
static const char *const ways[] = {"forum", "questionnaire", "phone", "visit", "letter", "board"};
#define PICK(demo, list) list[demo_random(demo, (uint32_t)(sizeof list / sizeof list[0]))]

struct asking {
    struct demo *demo;
    int64_t serial, id;
    day_number start, last;
    bool is_collecting;
    int64_t opinions[OPINIONS_EACH];
    size_t count;
};

/* Arguments as name, text; NULL ends them. */
static enum status step(struct demo *demo, const char *command, int64_t id,
                        const char *const *arguments) {
    struct fields given = FIELDS_INIT;
    for (; *arguments != NULL; arguments += 2) {
        fields_set(&given, arguments[0], arguments[1]);
    }
    enum status status =
        flow_step(&demo->save, &demo->check, command, id, 0, &given, &demo->problems);
    fields_release(&given);
    return status;
}

/* ---- its texts ------------------------------------------------------------------------------------ */

static enum status enter(struct asking *asking) {
    struct demo *demo = asking->demo;
    struct fields values = FIELDS_INIT;
    char title[120];
    snprintf(title, sizeof title, "%s（第 %lld 次征求意见）", PICK(demo, subjects),
             (long long)asking->serial);
    fields_set(&values, "title", title);
    fields_set(&values, "kind", "general");
    fields_set(&values, "unit", "党政办");
    fields_set(&values, "person", "李春梅");
    fields_set(&values, "ways", "forum questionnaire phone");
    fields_set(&values, "where_to", "镇党政办，电话 0000-6610001");
    demo_set_time(demo, asking->start, 8 * 60 + 40);
    enum status status = flow_enter(&demo->save, &demo->check, "consultation", &values, false,
                                    &asking->id, &demo->problems);
    fields_release(&values);
    return status;
}

static enum status publish(struct asking *asking, const char *command, const char *column,
                           day_number day, struct problem *problem) {
    static const char *const arguments[] = {"catalogue", entry, NULL};
    struct visible all = visible_to_rules();
    struct record record = {0};
    struct demo *demo = asking->demo;
    demo_set_time(demo, day, 9 * 60);
    enum status status = step(demo, command, asking->id, arguments);
    if (status == STATUS_OK) {
        status = store_read(demo->office->store, &all, asking->id, &record, problem);
    }
    int64_t text = fields_integer(&record.fields, column, 0);
    record_release(&record);
    return status == STATUS_OK ? demo_carry_out(demo, text, day, problem) : status;
}

static enum status read_last_day(struct asking *asking, struct problem *problem) {
    struct visible all = visible_to_rules();
    struct record record = {0};
    enum status status =
        store_read(asking->demo->office->store, &all, asking->id, &record, problem);
    asking->last = date_from_iso(fields_text(&record.fields, "close_on"));
    record_release(&record);
    return status;
}

/* ---- opinions ------------------------------------------------------------------------------------- */

static void set_body(const char *pattern, const char *place, struct fields *values) {
    static const char mark[] = "{place}";
    char body[240];
    const char *at = strstr(pattern, mark);
    int before = at != NULL ? (int)(at - pattern) : (int)strlen(pattern);
    snprintf(body, sizeof body, "%.*s%s%s", before, pattern, at != NULL ? place : "",
             at != NULL ? at + strlen(mark) : "");
    fields_set(values, "body", body);
}

static enum status hear(struct asking *asking, size_t index, day_number day) {
    struct demo *demo = asking->demo;
    struct fields values = FIELDS_INIT;
    char text[40], iso[DATE_BYTES];
    const char *place = PICK(demo, places);
    demo_set_time(demo, day, 9 * 60 + (int)(index % 400));
    fields_set_integer(&values, "consultation", asking->id);
    fields_set(&values, "received_on", date_to_iso(day, iso));
    fields_set(&values, "way", PICK(demo, ways));
    fields_set(&values, "address", place);
    set_body(PICK(demo, bodies), place, &values);
    snprintf(text, sizeof text, "138%08lld",
             (long long)(asking->serial * OPINIONS_EACH + (int64_t)index));
    fields_set(&values, "contact", text);
    enum status status = flow_enter(&demo->save, &demo->check, "opinion", &values, false,
                                    &asking->opinions[index], &demo->problems);
    fields_release(&values);
    return status;
}

static enum status decide(struct asking *asking, size_t index) {
    static const struct {
        const char *command;
        const char *const arguments[5];
    } ends[] = {
        {"adopt", {"adopted_to", "照此增加一处", NULL}},
        {"partly", {"adopted_to", "先办一处", "reason", "其余的明年再办", NULL}},
        {"decline", {"reason", "多数人不同意", NULL}},
        {"unrelated", {"reason", "与本事项无关", NULL}},
        {"duplicate", {"same_as", NULL, NULL}},
    };
    struct demo *demo = asking->demo;
    uint32_t end = demo_random(demo, sizeof ends / sizeof ends[0]);
    char first[24];
    snprintf(first, sizeof first, "%lld", (long long)asking->opinions[0]);
    const char *const same[] = {"same_as", first, NULL};
    int64_t opinion = asking->opinions[index];
    if (strcmp(ends[end].command, "duplicate") != 0) {
        return step(demo, ends[end].command, opinion, ends[end].arguments);
    }
    return opinion != asking->opinions[0] ? step(demo, "duplicate", opinion, same)
                                          : step(demo, "decline", opinion, ends[2].arguments);
}

static enum status hear_all(struct asking *asking) {
    enum status status = STATUS_OK;
    day_number last = asking->start + HEARD_DAYS - 1;
    int64_t days = (last < asking->demo->today ? last : asking->demo->today) - asking->start + 1;
    for (size_t i = 0; status == STATUS_OK && i < asking->count; i++) {
        status = hear(asking, i,
                      asking->start + (day_number)((int64_t)i * days / (int64_t)asking->count));
    }
    return status;
}

/* All of one that is over; of one that still collects every other one. */
static enum status decide_all(struct asking *asking) {
    enum status status = STATUS_OK;
    day_number day = asking->is_collecting ? asking->demo->today : asking->last;
    for (size_t i = 0; status == STATUS_OK && i < asking->count;
         i += asking->is_collecting ? 2 : 1) {
        demo_set_time(asking->demo, day, 10 * 60 + (int)(i % 360));
        status = decide(asking, i);
    }
    return status;
}

/* ---- a collection --------------------------------------------------------------------------------- */

static enum status conclude(struct asking *asking, struct problem *problem) {
    static const char *const none[] = {NULL};
    struct demo *demo = asking->demo;
    day_number day = workday_add(demo->office->calendar, asking->last, SUMMARY_WORKDAYS);
    demo_set_time(demo, asking->last, 17 * 60);
    enum status status = step(demo, "end", asking->id, none);
    if (status == STATUS_OK) {
        status = publish(asking, "draft_summary", "summary", day, problem);
    }
    if (status == STATUS_OK) {
        demo_set_time(demo, day, 17 * 60);
        status = step(demo, "close", asking->id, none);
    }
    return status;
}

static enum status add_one(struct asking *asking, struct problem *problem) {
    enum status status = enter(asking);
    if (status == STATUS_OK) {
        status = publish(asking, "draft_notice", "notice", asking->start, problem);
    }
    if (status == STATUS_OK) {
        status = read_last_day(asking, problem);
    }
    if (status == STATUS_OK) {
        status = hear_all(asking);
    }
    if (status == STATUS_OK) {
        status = decide_all(asking);
    }
    return status == STATUS_OK && !asking->is_collecting ? conclude(asking, problem) : status;
}

enum status demo_add_opinions(struct demo *demo, int64_t count, struct problem *problem) {
    const struct calendar *calendar = demo->office->calendar;
    int64_t collections = (count + OPINIONS_EACH - 1) / OPINIONS_EACH;
    day_number first = demo->today - YEARS * 365;
    enum status status = STATUS_OK;
    if (count < OPINIONS_LEAST) {
        return STATUS_OK;
    }
    collections = collections > COLLECTIONS ? collections : COLLECTIONS;
    for (int64_t i = 0; status == STATUS_OK && i < collections; i++) {
        struct asking asking = {.demo = demo, .serial = i + 1};
        day_number day = first + (day_number)(i * (YEARS - 1) * 365 / collections);
        asking.is_collecting = i + 1 == collections;
        asking.count = (size_t)((i + 1) * count / collections - i * count / collections);
        asking.start = asking.is_collecting
                           ? workday_add(calendar, demo->today, -COLLECTING_WORKDAYS)
                           : workday_roll(calendar, day, true);
        status = add_one(&asking, problem);
    }
    return status == STATUS_OK ? status : demo_failed(demo, status, problem);
}

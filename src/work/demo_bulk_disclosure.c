/* Large numbers of disclosures for trying the program out at size, each through every step by the real rules; the
 * young ones stop somewhere on their way. One at a time: memory does not grow with their number. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "work/card.h"
#include "work/demo_story.h"

enum {
    YEARS = 3,
    OPEN_DAYS = 45,   /* what is younger may still be on its way */
    HANGING_DAYS = 40 /* longer than any posting hangs */
};

static const struct {
    const char *entry, *what, *lines, *result;
    bool is_village;
} matters[] = {
    {"村民会议和村民代表会议决议", "村民代表会议决议",
     "道路养护 明细=\"到会 38 人赞成 37 人\" 说明=通过", "会议通过道路养护办法，自下月起执行。",
     true},
    {"村级印章和证明开具", "证明开具情况", "亲属关系证明 明细=户代表确认 说明=当场开具",
     "本期开具证明若干，没有收费。", true},
    {"物资分配", "防汛物资分配", "东门村 明细=编织袋 数量=300 单位=条 说明=已签收",
     "防汛物资按需分到各村，均已签收。", false},
    {"工作纪律", "工作纪律检查情况", "", "本期检查两次，没有发现违反纪律的情况。", false},
    {"家庭医生签约服务", "签约服务情况", "慢病随访 明细=东门村卫生室 数量=86 说明=已完成",
     "本期随访和体检已完成。", false},
};
enum { MATTERS = sizeof matters / sizeof matters[0], OF_THE_OFFICE = 2, PUBLISHED = 4 };

struct life {
    struct demo *demo;
    size_t matter;
    bool is_east;  /* of the two villages */
    bool is_quick; /* decided and published on the day it is drafted */
    int64_t id;
    day_number day;
};

static day_number later(const struct life *life, int workdays) {
    return workday_add(life->demo->office->calendar, life->day, workdays);
}

static day_number decided_on(const struct life *life, int workdays) {
    return later(life, life->is_quick ? 0 : workdays);
}

/* Arguments as name, text; NULL ends them. */
static enum status step_by(struct life *life, int64_t person, const char *command, int64_t id,
                           const char *const *arguments) {
    struct demo *demo = life->demo;
    struct fields given = FIELDS_INIT;
    for (; *arguments != NULL; arguments += 2) {
        fields_set(&given, arguments[0], arguments[1]);
    }
    demo_act_as(demo, person);
    enum status status =
        flow_step(&demo->save, &demo->check, command, id, 0, &given, &demo->problems);
    demo_act_as(demo, demo->clerk);
    fields_release(&given);
    return status;
}

static enum status enter(struct life *life) {
    struct demo *demo = life->demo;
    struct fields values = FIELDS_INIT;
    char iso[DATE_BYTES], title[160];
    const char *village = life->is_east ? "东门村" : "石桥村";
    demo_set_time(demo, life->day, 9 * 60 + (int)demo_random(demo, 60));
    snprintf(title, sizeof title, "%s%s", matters[life->matter].is_village ? village : "青石镇",
             matters[life->matter].what);
    fields_set(&values, "catalogue", matters[life->matter].entry);
    fields_set(&values, "title", title);
    fields_set(&values, "received_on", date_to_iso(life->day, iso));
    fields_set(&values, "lines", matters[life->matter].lines);
    fields_set(&values, "element_result", matters[life->matter].result);
    if (matters[life->matter].is_village) {
        fields_set(&values, "unit", village);
        fields_set(&values, "person", life->is_east ? "王建国" : "马卫民");
    }
    enum status status = flow_enter(&demo->save, &demo->check, "disclosure", &values, false,
                                    &life->id, &demo->problems);
    fields_release(&values);
    return status;
}

/* ---- to publication ------------------------------------------------------------------------------- */

static const char *board_of(const struct life *life) {
    const char *own = life->is_east ? "东门村公开栏" : "石桥村公开栏";
    return matters[life->matter].is_village ? own : "镇政府大门公开栏";
}

static enum status publish(struct life *life) {
    char iso[DATE_BYTES], proof[24];
    snprintf(proof, sizeof proof, "照片-%06lld", (long long)life->id);
    date_to_iso(workday_roll(life->demo->office->calendar, life->day + HANGING_DAYS / 2, false),
                iso);
    const char *const arguments[] = {"board", board_of(life), "proof_no", proof, "due_on", iso,
                                     NULL};
    return step_by(life, life->demo->clerk, "publish", life->id, arguments);
}

/* The first so many steps. */
static enum status decide(struct life *life, uint32_t reached) {
    static const char *const none[] = {NULL};
    static const char *const outcome[] = {"review_outcome", "public", NULL};
    struct demo *demo = life->demo;
    enum status status = STATUS_OK;
    if (reached >= 1) {
        status = step_by(life, demo->clerk, "submit", life->id, none);
    }
    if (status == STATUS_OK && reached >= 2) {
        demo_set_time(demo, decided_on(life, 1), 10 * 60);
        status = step_by(life, demo->reviewer, "review", life->id, outcome);
    }
    if (status == STATUS_OK && reached >= 3) {
        demo_set_time(demo, decided_on(life, 1), 15 * 60);
        status = step_by(life, demo->supervisor, "approve", life->id, none);
    }
    if (status == STATUS_OK && reached >= PUBLISHED) {
        demo_set_time(demo, decided_on(life, 2), 15 * 60 + 10);
        status = publish(life);
    }
    return status;
}

/* ---- afterwards ----------------------------------------------------------------------------------- */

static enum status take_down(struct life *life, struct problem *problem) {
    static const char *const none[] = {NULL};
    struct about_ids ids = {.count = 0};
    demo_set_time(life->demo, life->day + HANGING_DAYS, 16 * 60);
    enum status status = store_about(life->demo->office->store, "posting", life->id, &ids, problem);
    return status == STATUS_OK && ids.count > 0
               ? step_by(life, life->demo->clerk, "take_down", ids.items[0], none)
               : status;
}

/* Filled in after some days; filed in the spring, what was published in the years before. */
static enum status keep(struct life *life, struct problem *problem) {
    static const char *const none[] = {NULL};
    static const char *const filled[] = {
        "feedback_summary", "无", "result", "已公开，没有收到反映", "pages", "2", NULL};
    struct demo *demo = life->demo;
    struct record card = {0};
    int year = date_year(decided_on(life, 2));
    enum status status = card_find(demo->office, life->id, &card, problem);
    if (status == STATUS_OK) {
        demo_set_time(demo, later(life, 5), 11 * 60);
        status = step_by(life, demo->clerk, "fill", card.id, filled);
    }
    if (status == STATUS_OK && year < date_year(demo->today)) {
        demo_set_time(demo, date_from_ymd(year + 1, 3, 10), 16 * 60);
        status = step_by(life, demo->clerk, "file", card.id, none);
    }
    record_release(&card);
    return status;
}

static enum status add_one(struct demo *demo, day_number day, struct problem *problem) {
    struct life life = {.demo = demo,
                        .matter = demo_random(demo, MATTERS),
                        .is_east = demo_random(demo, 2) == 0,
                        .day = day};
    bool is_young = demo->today - day < OPEN_DAYS;
    enum status status = enter(&life);
    if (status == STATUS_OK) {
        status = decide(&life, is_young ? demo_random(demo, PUBLISHED + 1) : PUBLISHED);
    }
    if (status == STATUS_OK && !is_young) {
        status = take_down(&life, problem);
    }
    if (status == STATUS_OK && !is_young) {
        status = keep(&life, problem);
    }
    return status;
}

enum status demo_carry_out(struct demo *demo, int64_t disclosure, day_number day,
                           struct problem *problem) {
    struct life life = {
        .demo = demo, .matter = OF_THE_OFFICE, .id = disclosure, .day = day, .is_quick = true};
    bool is_young = demo->today - day < OPEN_DAYS;
    enum status status = decide(&life, PUBLISHED);
    if (status == STATUS_OK && !is_young) {
        status = take_down(&life, problem);
    }
    return status == STATUS_OK && !is_young ? keep(&life, problem) : status;
}

enum status demo_add_disclosures(struct demo *demo, int64_t count, struct problem *problem) {
    const struct calendar *calendar = demo->office->calendar;
    day_number first = demo->today - YEARS * 365;
    int64_t days = demo->today - 4 - first;
    enum status status = STATUS_OK;
    for (int64_t i = 0; status == STATUS_OK && i < count; i++) {
        day_number day = first + (day_number)(i * days / count);
        status = add_one(demo, workday_roll(calendar, day, true), problem);
        if (status != STATUS_OK) {
            demo_failed(demo, status, problem);
        }
    }
    return status;
}

/* Large numbers of believable feedback, and of disclosures and opinions (demo_bulk_disclosure.c,
 * demo_bulk_consultation.c), for trying the program out at size: registered by the real rules, the old ones closed in
 * one stroke with a step for each station of their way. */
#include <stdio.h>
#include <string.h>

#include "work/demo_story.h"

enum {
    YEARS = 3,
    OPEN_DAYS = 45,         /* what is younger may still be open */
    FORGOTTEN_ONE_IN = 400, /* of the old ones, never answered */
    DISCLOSURE_ONE_IN = 10,
    OPINION_ONE_IN = 20
};

static const char *const places[] = {
    "东门村一组", "东门村二组", "东门村三组", "石桥村一组", "石桥村二组",   "石桥村三组",
    "府前街",     "集镇主街",   "农贸市场",   "镇卫生院旁", "中心小学门口", "河西路",
};
static const struct {
    const char *kind, *unit, *what, *body, *reply;
} matters[] = {
    {"complain", "村镇建设办", "路灯不亮", "晚上出行不安全，请尽快修。",
     "已更换灯头和线路，当晚恢复照明。"},
    {"complain", "村镇建设办", "垃圾清运不及时", "垃圾桶满了几天没人清。",
     "已调整清运班次，改为两天一次。"},
    {"complain", "村镇建设办", "自来水水压低", "傍晚二楼没水。", "增压泵已检修，水压恢复正常。"},
    {"complain", "村镇建设办", "占道经营堵路", "赶集时车过不去。",
     "已划定摊位线，逢集日派人值守。"},
    {"complain", "村镇建设办", "排水沟堵塞", "一下雨就漫到屋里。", "已清淤并加盖沟板。"},
    {"suggest", "村镇建设办", "建议增设长凳", "老人没有地方坐。", "已安装两条长凳。"},
    {"suggest", "党政办", "建议公示写明起止日期", "看不出贴到哪一天。",
     "今后每张公示写明首日和末日。"},
    {"suggest", "党政办", "建议增加班车", "末班车太早。", "已与客运公司商定逢集日加开一班。"},
    {"consult", "自然资源所", "宅基地审批要哪些材料", "想翻建老房。",
     "先向村民小组申请，带户口簿和身份证。"},
    {"consult", "社会事务办", "医保怎么缴费", "在外打工怎么缴？",
     "可以在手机上缴，也可以到大厅窗口缴。"},
    {"consult", "社会事务办", "高龄津贴怎么办理", "母亲今年八十。",
     "带身份证和银行卡到社会事务窗口办理。"},
    {"praise", "社会事务办", "感谢工作人员上门服务", "态度好，办得快。", "感谢您的肯定。"},
};
static const char *const surnames[] = {"王", "李", "张", "刘", "陈", "马", "丁", "韦", "龙", "𠮷"};
static const char *const names[] = {"建国", "秀英", "小满", "永固", "家兴", "春梅", "䶮", "大全"};
#define PICK(demo, list) list[demo_random(demo, (uint32_t)(sizeof list / sizeof list[0]))]

struct bulk_record {
    size_t matter;
    day_number day;
    struct fields values;
};

/* The village's own matters are the village's. */
static const char *unit_of(const char *place, const char *unit) {
    static const char *const villages[] = {"东门村", "石桥村"};
    for (size_t i = 0; i < sizeof villages / sizeof villages[0]; i++) {
        if (strncmp(place, villages[i], strlen(villages[i])) == 0) {
            return villages[i];
        }
    }
    return unit;
}

static day_number days_after(const struct demo *demo, day_number day, int workdays) {
    return workday_add(demo->office->calendar, day, workdays);
}

static void make_values(struct demo *demo, int64_t index, struct bulk_record *out) {
    static const char *const sources[] = {"box", "box", "box", "call", "visit", "letter"};
    char text[160];
    char iso[DATE_BYTES];
    struct fields *values = &out->values;
    const char *place = PICK(demo, places);
    out->matter = demo_random(demo, (uint32_t)(sizeof matters / sizeof matters[0]));
    snprintf(text, sizeof text, "%s%s", place, matters[out->matter].what);
    fields_set(values, "title", text);
    fields_set(values, "kind", matters[out->matter].kind);
    fields_set(values, "body", matters[out->matter].body);
    fields_set(values, "source", PICK(demo, sources));
    fields_set(values, "unit", unit_of(place, matters[out->matter].unit));
    fields_set(values, "received_on", date_to_iso(out->day, iso));
    snprintf(text, sizeof text, "%s%s", PICK(demo, surnames), PICK(demo, names));
    fields_set(values, "reporter", text);
    snprintf(text, sizeof text, "139%08lld", (long long)(index % 100000000));
    fields_set(values, "contact", text);
}

static enum status add_steps(struct demo *demo, int64_t id, day_number day,
                             struct problem *problem) {
    static const struct {
        const char *command, *from, *to;
        int after;
    } steps[] = {{"assign", "registered", "assigned", 0},
                 {"take_up", "assigned", "in_hand", 1},
                 {"reply", "in_hand", "replied", 2},
                 {"announce", "replied", "announced", 3}};
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < sizeof steps / sizeof steps[0]; i++) {
        demo_set_time(demo, days_after(demo, day, steps[i].after), 15 * 60);
        status = store_add_step(demo->office->store, id, demo->save.now, demo->office->user,
                                steps[i].command, steps[i].from, steps[i].to, "", problem);
    }
    return status;
}

/* From registered to closed, as if the steps between had been saves of their own. */
static enum status close_old(struct demo *demo, const struct bulk_record *made, int64_t id,
                             struct problem *problem) {
    struct visible all = demo->office->visible;
    struct record before = {0};
    struct fields changes = FIELDS_INIT;
    char replied[DATE_BYTES];
    char announced[DATE_BYTES];
    enum status status = store_read(demo->office->store, &all, id, &before, problem);
    if (status == STATUS_OK) {
        status = add_steps(demo, id, made->day, problem);
    }
    date_to_iso(days_after(demo, made->day, 2), replied);
    date_to_iso(days_after(demo, made->day, 3), announced);
    fields_set(&before.fields, "state", "announced");
    fields_set(&changes, "reply", matters[made->matter].reply);
    fields_set(&changes, "answered_by", fields_text(&made->values, "unit"));
    fields_set(&changes, "replied_on", replied);
    fields_set(&changes, "reply_due_on", fields_text(&before.fields, "due_on"));
    fields_set(&changes, "announced_on", announced);
    fields_set(&changes, "announced_place", "镇政府大门公开栏");
    fields_set(&changes, "closed_on", announced);
    fields_set(&changes, "due_on", "");
    if (status == STATUS_OK) {
        demo_set_time(demo, days_after(demo, made->day, 3), 16 * 60);
        status = save_change(&demo->save, &before, &changes, "closed", "close", "", problem);
    }
    fields_release(&changes);
    record_release(&before);
    return status;
}

static enum status step(struct demo *demo, const char *command, int64_t id, const char *name,
                        const char *text) {
    struct fields arguments = FIELDS_INIT;
    if (name != NULL) {
        fields_set(&arguments, name, text);
    }
    enum status status =
        flow_step(&demo->save, &demo->check, command, id, 0, &arguments, &demo->problems);
    fields_release(&arguments);
    return status;
}

/* A young one stops somewhere on its way. */
static enum status live_on(struct demo *demo, const struct bulk_record *made, int64_t id,
                           struct problem *problem) {
    uint32_t reached = demo_random(demo, 6);
    enum status status = STATUS_OK;
    if (reached >= 1) {
        demo_set_time(demo, made->day, 11 * 60);
        status = step(demo, "assign", id, NULL, NULL);
    }
    if (status == STATUS_OK && reached >= 2) {
        demo_set_time(demo, days_after(demo, made->day, 1), 10 * 60);
        status = step(demo, "take_up", id, NULL, NULL);
    }
    if (status == STATUS_OK && reached >= 4) {
        demo_set_time(demo, days_after(demo, made->day, 2), 15 * 60);
        status = step(demo, "reply", id, "reply", matters[made->matter].reply);
    }
    if (status == STATUS_OK && reached >= 5 &&
        strcmp(matters[made->matter].kind, "complain") == 0) {
        demo_act_as(demo, demo->supervisor);
        status = step(demo, "check_pass", id, NULL, NULL);
        demo_act_as(demo, demo->clerk);
    }
    if (status == STATUS_OK && reached >= 5) {
        demo_set_time(demo, days_after(demo, made->day, 3), 16 * 60);
        status = step(demo, "announce", id, "place", "镇政府大门公开栏");
    }
    return status == STATUS_OK ? STATUS_OK : demo_failed(demo, status, problem);
}

static enum status add_one(struct demo *demo, int64_t index, day_number day,
                           struct problem *problem) {
    struct bulk_record made = {.day = day, .values = FIELDS_INIT};
    int64_t id = 0;
    make_values(demo, index, &made);
    demo_set_time(demo, day, 9 * 60 + (int)demo_random(demo, 90));
    enum status status = flow_enter(&demo->save, &demo->check, "feedback", &made.values, false, &id,
                                    &demo->problems);
    bool is_young = demo->today - day < OPEN_DAYS;
    if (status != STATUS_OK) {
        demo_failed(demo, status, problem);
    } else if (is_young) {
        status = live_on(demo, &made, id, problem);
    } else if (demo_random(demo, FORGOTTEN_ONE_IN) > 0) {
        status = close_old(demo, &made, id, problem);
    }
    fields_release(&made.values);
    return status;
}

static enum status add_all(struct demo *demo, int64_t records, struct problem *problem) {
    const struct calendar *calendar = demo->office->calendar;
    day_number first = demo->today - YEARS * 365;
    int64_t days = demo->today - 1 - first;
    enum status status = STATUS_OK;
    for (int64_t i = 0; status == STATUS_OK && i < records; i++) {
        day_number day = first + (day_number)(i * days / records);
        status = add_one(demo, i, workday_roll(calendar, day, true), problem);
    }
    return status;
}

enum status demo_add_records(struct demo *demo, int64_t records, struct problem *problem) {
    struct store *store = demo->office->store;
    store_set_bulk(store, true);
    enum status status = save_begin(demo->office, &demo->save, problem);
    if (status == STATUS_OK) {
        check_init(&demo->check, demo->office);
        status = add_all(demo, records, problem);
        if (status == STATUS_OK) {
            status = demo_add_disclosures(demo, records / DISCLOSURE_ONE_IN, problem);
        }
        if (status == STATUS_OK) {
            status = demo_add_opinions(demo, records / OPINION_ONE_IN, problem);
        }
        check_release(&demo->check);
        if (status == STATUS_OK) {
            status = save_commit(&demo->save, problem);
        } else {
            save_abandon(&demo->save);
        }
    }
    store_set_bulk(store, false);
    return status;
}

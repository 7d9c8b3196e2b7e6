/* Makes up the year before the demonstration's month: weekly openings and what people wrote and said, in the
 * columns of opening.tsv and feedback.tsv, out of matters, places and names. Only rows: demo_feedback.c tells
 * them by the real rules. Nearly all is closed before the month begins. */
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "work/demo_story.h"

enum {
    FIRST_AGE = 248, /* working days before today */
    LAST_AGE = 25,   /* every life below is over by today */
    LONG_AGE = 45,   /* what is older may have taken long */
    WEEK = 5,
    DETAIL_BYTES = 100,
    LIFE_BYTES = 160
};

struct year {
    struct demo *demo;
    struct demo_rows *openings, *feedback;
    struct demo_rows matters, places, reporters;
    size_t matter; /* the last one taken */
    size_t exits;  /* how many left the office */
    int serial;
    bool has_memory;
};

static int chance(const struct year *year, int below) {
    return (int)demo_random(year->demo, (uint32_t)below);
}

static const struct fields *pick(const struct year *year, const struct demo_rows *rows) {
    return &rows->items[chance(year, (int)rows->count)];
}

/* ---- openings ----------------------------------------------------------------------------------- */

/* A week's opening of one box; returns how many slips are to be registered. */
static int add_opening(struct year *year, int age, bool is_village) {
    static const int slips[] = {0, 0, 1, 1, 1, 1, 2, 2, 3, 6};
    static const char *const reasons[] = {"空白一张", "字迹无法辨认", "广告传单一张"};
    static const char *const openers[][2] = {{"李春梅", "刘䶮"}, {"王建国", "张𠮷旺"}};
    static const char *const seconds[][3] = {{"罗桂芳", "陈晓", "何丽"},
                                             {"何丽", "罗桂芳", "李春梅"}};
    struct fields *row = demo_rows_add(year->openings);
    int valid = slips[chance(year, sizeof slips / sizeof slips[0])];
    int empty = chance(year, 10) == 0 ? 1 : 0;
    if (row == NULL) {
        year->has_memory = false;
        return 0;
    }
    fields_set_integer(row, "age", age);
    fields_set(row, "box", is_village ? "东门村公开栏" : "政府大院");
    fields_set(row, "opener", openers[is_village][chance(year, 4) == 0]);
    fields_set(row, "second_opener", seconds[is_village][chance(year, 3)]);
    fields_set_integer(row, "slips", valid + empty);
    fields_set_integer(row, "void_slips", empty);
    fields_set(row, "void_reason", empty > 0 ? reasons[chance(year, 3)] : "");
    return valid;
}

/* ---- what it says ------------------------------------------------------------------------------- */

/* One of "甲/乙/丙". */
static void pick_detail(const struct year *year, const char *all, char out[DETAIL_BYTES]) {
    int count = 1;
    for (const char *at = all; *at != '\0'; at++) {
        count += *at == '/';
    }
    for (int skip = chance(year, count); skip > 0; skip--) {
        all = strchr(all, '/') + 1;
    }
    snprintf(out, DETAIL_BYTES, "%.*s", (int)strcspn(all, "/"), all);
}

static void set_filled(struct fields *row, const char *name, const char *template,
                       const char *place, const char *detail) {
    struct buffer text = BUFFER_INIT;
    for (const char *at = template; *at != '\0';) {
        size_t plain = strcspn(at, "{");
        buffer_append_bytes(&text, at, plain);
        at += plain;
        if (*at == '{') {
            buffer_append(&text, at[1] == 'p' ? place : detail);
            at += strcspn(at, "}") + 1;
        }
    }
    if (text.failed) {
        row->failed = true;
    } else if (text.length > 0) {
        fields_set_buffer(row, name, &text);
    }
    buffer_release(&text);
}

/* A place of the kind where such matters arise; "" anywhere. */
static const struct fields *pick_place(const struct year *year, const char *where) {
    size_t start = (size_t)chance(year, (int)year->places.count);
    const struct fields *place = &year->places.items[start];
    for (size_t i = 1; i < year->places.count && where[0] != '\0' &&
                       strcmp(fields_text(place, "kind"), where) != 0;
         i++) {
        place = &year->places.items[(start + i) % year->places.count];
    }
    return place;
}

/* Steps on through the matters, so that none comes twice within a few records. */
static void set_matter(struct year *year, struct fields *row) {
    static const char *const texts[] = {"title", "body", "reply"};
    char detail[DETAIL_BYTES];
    year->matter = (year->matter + 1 + (size_t)chance(year, 3)) % year->matters.count;
    const struct fields *matter = &year->matters.items[year->matter];
    const struct fields *place = pick_place(year, fields_text(matter, "where"));
    const struct fields *charged = fields_has(matter, "unit") ? matter : place;
    pick_detail(year, fields_text(matter, "details"), detail);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        set_filled(row, texts[i], fields_text(matter, texts[i]), fields_text(place, "title"),
                   detail);
    }
    fields_set(row, "kind", fields_text(matter, "kind"));
    fields_set(row, "topic", fields_text(matter, "topic"));
    fields_set(row, "unit", fields_text(charged, "unit"));
    fields_set(row, "person", fields_text(charged, "person"));
}

static void set_reporter(struct year *year, struct fields *row) {
    char contact[24];
    if (strcmp(fields_text(row, "kind"), "report") == 0 || chance(year, 3) == 0) {
        return;
    }
    fields_set(row, "reporter", fields_text(pick(year, &year->reporters), "title"));
    if (chance(year, 3) > 0) {
        snprintf(contact, sizeof contact, "139%08d", 1000 + year->serial);
        fields_set(row, "contact", contact);
    }
}

static void set_source(struct year *year, struct fields *row) {
    static const char *const sources[] = {
        "call",          "call",          "visit",         "visit",      "letter",
        "hotline_12345", "hotline_12345", "mayor_mailbox", "from_above", "consultation"};
    static const struct {
        const char *source, *before, *after;
    } numbers[] = {{"hotline_12345", "12345-9", ""},
                   {"mayor_mailbox", "XZXX-", ""},
                   {"from_above", "镇转第 ", " 号"}};
    const char *source = sources[chance(year, sizeof sources / sizeof sources[0])];
    char text[40];
    fields_set(row, "source", source);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        if (strcmp(numbers[i].source, source) == 0) {
            snprintf(text, sizeof text, "%s%04d%s", numbers[i].before, year->serial,
                     numbers[i].after);
            fields_set(row, "external_no", text);
        }
    }
}

/* ---- what became of it -------------------------------------------------------------------------- */

static void set_exit(struct year *year, struct fields *row, char life[LIFE_BYTES]) {
    static const struct {
        const char *command, *to, *reason;
    } exits[] = {
        {"to_petition", "县信访局 接访科", "补偿数额有争议，反映人要求走信访程序"},
        {"to_county", "县交通运输局", "属县管道路，已转县直部门办理"},
        {"to_village", "东门村村民委员会", "属村民自治事项，转村议定后答复"},
        {"not_accept", "", "已由法院立案，依法不再受理，已告知本人"},
    };
    size_t which = year->exits++ % (sizeof exits / sizeof exits[0]);
    char number[24];
    snprintf(life, LIFE_BYTES, "assign+0 take_up+1 %s+2", exits[which].command);
    snprintf(number, sizeof number, "QS-%04d", year->serial);
    fields_set(row, "exit_to", exits[which].to);
    fields_set(row, "exit_reason", exits[which].reason);
    fields_set(row, "exit_no", which == 0 ? number : "");
}

static void set_report_life(struct year *year, struct fields *row, char life[LIFE_BYTES]) {
    char number[24];
    snprintf(life, LIFE_BYTES, "take_up+1 hand_over+2");
    snprintf(number, sizeof number, "JJ-%04d", year->serial);
    fields_set(row, "exit_to", "县纪委监委 信访室");
    fields_set(row, "exit_no", number);
    fields_set(row, "exit_receipt", "县纪委监委回执");
}

/* From the answer to the visit: `reply` working days after registration. */
static void end_life(struct year *year, struct fields *row, char life[LIFE_BYTES], int reply) {
    static const char *const results[] = {"satisfied", "satisfied", "satisfied", "mostly",
                                          "unreachable"};
    const char *kind = fields_text(row, "kind");
    bool is_checked = strcmp(kind, "complain") == 0;
    bool is_visited = fields_has(row, "contact") && (is_checked || strcmp(kind, "suggest") == 0);
    int announced = reply + (is_checked ? 2 : 1);
    struct buffer rest = BUFFER_INIT;
    buffer_append_format(&rest, " reply+%d", reply);
    if (is_checked) {
        buffer_append_format(&rest, " check_pass+%d", reply + 1);
    }
    if (!is_visited && chance(year, 15) == 0) {
        fields_set(row, "reason", "涉及个人情况，已当面答复本人");
        buffer_append_format(&rest, " withhold+%d", announced);
    } else {
        buffer_append_format(&rest, " announce+%d", announced);
    }
    buffer_append_format(&rest, " close+%d", announced + 1);
    if (is_visited) {
        bool is_bad = fields_integer(row, "age", 0) > 2 * LONG_AGE && chance(year, 12) == 0;
        fields_set(row, "visit_result", is_bad ? "dissatisfied" : results[chance(year, 5)]);
        buffer_append_format(&rest, " visit+%d", announced + 5 + chance(year, 4));
        if (is_bad) {
            fields_set(row, "visit_note", "说过几天又成了老样子");
            buffer_append(&rest, is_checked ? " reply+32 check_pass+33" : " reply+32");
            buffer_append(&rest, " announce+34 close+35 visit+39");
        }
    }
    size_t length = strlen(life);
    snprintf(life + length, LIFE_BYTES - length, "%s", buffer_text(&rest));
    row->failed = row->failed || rest.failed;
    buffer_release(&rest);
}

static void set_complaint_life(struct year *year, struct fields *row, char life[LIFE_BYTES]) {
    bool may_be_long = fields_integer(row, "age", 0) > LONG_AGE;
    int how = chance(year, 20);
    if (how == 0 || how == 19) {
        set_exit(year, row, life);
    } else if (how == 1 && !fields_has(row, "opening")) { /* a voided slip is not registered */
        fields_set(row, "reason", "反映人来电说已自行解决，要求撤回");
        snprintf(life, LIFE_BYTES, "assign+0 void+2");
    } else if (how == 2 && may_be_long) {
        fields_set(row, "answer", "施工队已进场，下周完工后书面答复");
        snprintf(life, LIFE_BYTES, "assign+0 take_up+1 urge+16 answer_urge+16");
        end_life(year, row, life, 18);
    } else if (how == 3 && may_be_long) {
        fields_set(row, "reason", "需与县直部门核对档案");
        snprintf(life, LIFE_BYTES, "assign+0 take_up+1 extend+9=5");
        end_life(year, row, life, 17);
    } else if (how == 4 && may_be_long) {
        fields_set(row, "reason", "等县主管部门函复");
        snprintf(life, LIFE_BYTES, "assign+0 take_up+1 pause+3 resume+8");
        end_life(year, row, life, 11);
    } else {
        snprintf(life, LIFE_BYTES, "assign+0 take_up+1");
        end_life(year, row, life, 2 + chance(year, 7));
    }
}

static void set_life(struct year *year, struct fields *row) {
    char life[LIFE_BYTES] = "assign+0";
    const char *kind = fields_text(row, "kind");
    const char *source = fields_text(row, "source");
    bool is_said = strcmp(source, "call") == 0 || strcmp(source, "visit") == 0;
    if (strcmp(kind, "report") == 0) {
        set_report_life(year, row, life);
    } else if (strcmp(kind, "complain") == 0) {
        set_complaint_life(year, row, life);
    } else if (is_said && strcmp(kind, "suggest") != 0) {
        snprintf(life, sizeof life, "settle+0");
    } else {
        bool is_late = chance(year, 14) == 0;
        int most = strcmp(kind, "consult") == 0 ? 3 : 5;
        end_life(year, row, life, is_late ? most + 2 : 1 + chance(year, most));
    }
    fields_set(row, "life", life);
}

/* opening: 0, or which of the openings. */
static void add_feedback(struct year *year, int age, size_t opening) {
    struct fields *row = demo_rows_add(year->feedback);
    if (row == NULL) {
        year->has_memory = false;
        return;
    }
    year->serial++;
    fields_set_integer(row, "age", age);
    set_matter(year, row);
    set_reporter(year, row);
    if (opening > 0) {
        fields_set_integer(row, "opening", (int64_t)opening);
    } else {
        set_source(year, row);
    }
    set_life(year, row);
    year->has_memory = year->has_memory && !row->failed;
}

static void add_week(struct year *year, int age) {
    static const int after[] = {0, 2}; /* the office's box, the village's */
    for (int box = 0; box < 2; box++) {
        int slips = add_opening(year, age - after[box], box == 1);
        for (int i = 0; i < slips; i++) {
            add_feedback(year, age - after[box], year->openings->count);
        }
    }
    for (int others = 1 + (chance(year, 3) == 0); others > 0; others--) {
        add_feedback(year, age - chance(year, WEEK), 0);
    }
}

enum status demo_add_year(struct demo *demo, struct demo_rows *openings, struct demo_rows *feedback,
                          struct problem *problem) {
    struct year year = {
        .demo = demo, .openings = openings, .feedback = feedback, .has_memory = true};
    enum status status = demo_rows_load("data/demo/matter.tsv", &year.matters, problem);
    if (status == STATUS_OK) {
        status = demo_rows_load("data/demo/place.tsv", &year.places, problem);
    }
    if (status == STATUS_OK) {
        status = demo_rows_load("data/demo/reporter.tsv", &year.reporters, problem);
    }
    for (int age = FIRST_AGE; status == STATUS_OK && age - WEEK >= LAST_AGE; age -= WEEK) {
        add_week(&year, age);
    }
    if (status == STATUS_OK && !year.has_memory) {
        status = problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    demo_rows_release(&year.matters);
    demo_rows_release(&year.places);
    demo_rows_release(&year.reporters);
    return status;
}

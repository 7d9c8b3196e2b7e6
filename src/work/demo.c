/* Sets up the demonstration office: units, people, boxes, settings. The year of feedback is told by
 * demo_feedback.c, large numbers of records come from demo_bulk.c. */
#include "work/demo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "work/demo_story.h"
#include "work/detector.h"
#include "work/duty.h"
#include "work/office_begin.h"
#include "work/tsv.h"
#include "work/user.h"
#include "work/visible.h"

enum { SECONDS_A_DAY = 86400, NAMES_MOST = TSV_CELLS_MOST, NAME_BYTES = 24 };

/* ---- rows --------------------------------------------------------------------------------------- */

/* The heading is the second line: "# title<TAB>phone…". */
static size_t read_heading(const char *text, char names[][NAME_BYTES]) {
    const char *line = strchr(text, '\n');
    size_t count = 0;
    line = line != NULL && line[1] == '#' ? line + 3 : "\n";
    while (*line != '\n' && *line != '\0' && count < NAMES_MOST) {
        size_t length = strcspn(line, "\t\n");
        snprintf(names[count++], NAME_BYTES, "%.*s", (int)length, line);
        line += length + (line[length] == '\t' ? 1 : 0);
    }
    return count;
}

struct fields *demo_rows_add(struct demo_rows *rows) {
    struct fields *items = realloc(rows->items, (rows->count + 1) * sizeof *items);
    if (items == NULL) {
        return NULL;
    }
    rows->items = items;
    items[rows->count] = (struct fields)FIELDS_INIT;
    return &items[rows->count++];
}

static bool add_row(struct demo_rows *rows, const struct tsv *tsv, char names[][NAME_BYTES],
                    size_t name_count) {
    struct fields *row = demo_rows_add(rows);
    if (row == NULL) {
        return false;
    }
    for (size_t i = 0; i < name_count; i++) {
        if (tsv_cell(tsv, i)[0] != '\0') {
            fields_set(row, names[i], tsv_cell(tsv, i));
        }
    }
    return !row->failed;
}

void demo_rows_release(struct demo_rows *rows) {
    for (size_t i = 0; i < rows->count; i++) {
        fields_release(&rows->items[i]);
    }
    free(rows->items);
    *rows = (struct demo_rows){0};
}

enum status demo_rows_load(const char *path, struct demo_rows *out, struct problem *problem) {
    char names[NAMES_MOST][NAME_BYTES];
    struct tsv tsv;
    const struct embedded_file *file = embedded_find(path);
    *out = (struct demo_rows){0};
    if (file == NULL) {
        problem_set(problem, STATUS_CORRUPT, "", N_("程序里缺少 {file}，请重新安装"));
        problem_place(problem, "file", path);
        return STATUS_CORRUPT;
    }
    size_t name_count = read_heading(file->text, names);
    bool has_memory = tsv_begin(&tsv, file->text);
    while (has_memory && tsv_next(&tsv)) {
        has_memory = add_row(out, &tsv, names, name_count);
    }
    tsv_end(&tsv);
    if (!has_memory) {
        demo_rows_release(out);
        return problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    return STATUS_OK;
}

/* ---- time, chance, people ----------------------------------------------------------------------- */

uint32_t demo_random(struct demo *demo, uint32_t below) {
    uint32_t x = demo->random;
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    demo->random = x;
    return below > 0 ? (x >> 8) % below : 0;
}

void demo_set_time(struct demo *demo, day_number day, int minute) {
    struct clock *clock = &demo->office->clock;
    int64_t utc = (int64_t)day * SECONDS_A_DAY + ((int64_t)minute - clock->zone_minutes) * 60;
    clock->fixed_utc = utc < demo->real_now ? utc : demo->real_now;
    demo->save.now = clock->fixed_utc;
}

void demo_act_as(struct demo *demo, int64_t person) {
    struct problem problem = {0};
    if (demo->office->user != person && user_become(demo->office, person, &problem) != STATUS_OK) {
        problems_add(&demo->problems, &problem);
    }
}

enum status demo_failed(const struct demo *demo, enum status status, struct problem *problem) {
    if (problem != NULL && demo->problems.count > 0) {
        *problem = demo->problems.items[0];
    }
    return status;
}

/* ---- the office --------------------------------------------------------------------------------- */

static enum status register_all(struct demo *demo, const char *kind, const char *path,
                                struct problem *problem) {
    struct demo_rows rows;
    enum status status = demo_rows_load(path, &rows, problem);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        int64_t id = 0;
        status = flow_enter(&demo->save, &demo->check, kind, &rows.items[i], false, &id,
                            &demo->problems);
        if (status != STATUS_OK) {
            demo_failed(demo, status, problem);
        }
    }
    demo_rows_release(&rows);
    return status;
}

static void note_role(struct demo *demo, const char *roles, int64_t id) {
    unsigned set = role_set_from_text(roles);
    if ((set & ROLE_CLERK) != 0 && demo->clerk == 0) {
        demo->clerk = id;
    }
    if ((set & ROLE_REVIEWER) != 0 && demo->reviewer == 0) {
        demo->reviewer = id;
    }
    if ((set & ROLE_SUPERVISOR) != 0 && demo->supervisor == 0) {
        demo->supervisor = id;
    }
}

/* The admin is the one who founded the office: it gets its name and duty. */
static enum status add_person(struct demo *demo, const struct fields *row) {
    const char *roles = fields_text(row, "roles");
    int64_t id = demo->admin;
    if ((role_set_from_text(roles) & ROLE_ADMIN) != 0) {
        return flow_step(&demo->save, &demo->check, "edit", id, 0, row, &demo->problems);
    }
    enum status status =
        flow_enter(&demo->save, &demo->check, "person", row, false, &id, &demo->problems);
    note_role(demo, roles, id);
    return status;
}

static enum status add_people(struct demo *demo, struct problem *problem) {
    struct demo_rows rows;
    enum status status = demo_rows_load("data/demo/person.tsv", &rows, problem);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        status = add_person(demo, &rows.items[i]);
        if (status != STATUS_OK) {
            demo_failed(demo, status, problem);
        }
    }
    demo_rows_release(&rows);
    return status;
}

static enum status set_settings(struct demo *demo, struct problem *problem) {
    static const char *const settings[][2] = {
        {"announce_place", "镇政府大门公开栏"}, {"feedback_unit", "党政办"}, {"fonds_no", "Q109"}};
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < sizeof settings / sizeof settings[0]; i++) {
        status = store_set_setting(demo->office->store, settings[i][0], settings[i][1], problem);
    }
    return status;
}

static enum status set_up(struct demo *demo, struct problem *problem) {
    enum status status = office_calendar(demo->office, problem);
    if (status != STATUS_OK) {
        return status;
    }
    demo_set_time(demo, workday_add(demo->office->calendar, demo->today, -DEMO_YEAR), 9 * 60);
    status = set_settings(demo, problem);
    if (status == STATUS_OK) {
        status = register_all(demo, "unit", "data/demo/unit.tsv", problem);
    }
    if (status == STATUS_OK) {
        status = add_people(demo, problem);
    }
    if (status == STATUS_OK) {
        demo_act_as(demo, demo->clerk);
        status = register_all(demo, "box", "data/demo/box.tsv", problem);
    }
    if (status == STATUS_OK) {
        status = register_all(demo, "phrase", "data/demo/phrase.tsv", problem);
    }
    if (status == STATUS_OK) {
        status = register_all(demo, "channel", "data/demo/channel.tsv", problem);
    }
    if (status == STATUS_OK) {
        status = demo_add_teams(demo, problem);
    }
    if (status == STATUS_OK) {
        status = demo_add_boards(demo, problem);
    }
    return status == STATUS_OK ? demo_add_catalogue(demo, problem) : status;
}

/* Runs one part of the filling in a save of its own. */
static enum status in_save(struct demo *demo,
                           enum status (*part)(struct demo *demo, struct problem *problem),
                           struct problem *problem) {
    enum status status = save_begin(demo->office, &demo->save, problem);
    if (status != STATUS_OK) {
        return status;
    }
    check_init(&demo->check, demo->office);
    status = part(demo, problem);
    if (status == STATUS_OK && demo->problems.count > 0) {
        status = demo_failed(demo, demo->problems.items[0].status, problem);
    }
    check_release(&demo->check);
    if (status != STATUS_OK) {
        save_abandon(&demo->save);
        return status;
    }
    return save_commit(&demo->save, problem);
}

/* What is owed by today and what the detectors find by today, as on any other morning. */
static enum status look_over(struct office *office, struct problem *problem) {
    struct detector_walk walk = {.is_recent = true};
    enum status status = duty_refresh(office, NULL, problem);
    if (status == STATUS_OK) {
        status = detector_walk_all(office, &walk, problem);
    }
    return status == STATUS_OK ? detector_mark_ran(office, problem) : status;
}

enum status demo_fill(struct office *office, uint32_t seed, int64_t records,
                      struct problem *problem) {
    struct demo demo = {.office = office,
                        .admin = office->user,
                        .real_now = office_now(office),
                        .today = office_today(office)};
    uint32_t random = seed * 2654435761U + 88172645U;
    int64_t clock = office->clock.fixed_utc;
    if (!office->is_demo || (office->roles & ROLE_ADMIN) == 0) {
        return problem_set(problem, STATUS_DENIED, "", N_("只有新建的演示库可以填入演示数据"));
    }
    demo.random = random != 0 ? random : 1;
    enum status status = in_save(&demo, set_up, problem);
    if (status == STATUS_OK && records > 0) {
        status = demo_add_records(&demo, records, problem);
    }
    demo.random = random != 0 ? random : 1; /* the same year, however many records there are */
    if (status == STATUS_OK) {
        status = in_save(&demo, demo_tell, problem);
    }
    if (status == STATUS_OK) {
        status = in_save(&demo, demo_hold_meetings, problem);
    }
    if (status == STATUS_OK) {
        status = in_save(&demo, demo_disclose, problem);
    }
    if (status == STATUS_OK) {
        status = in_save(&demo, demo_consult, problem);
    }
    if (status == STATUS_OK) {
        status = in_save(&demo, demo_enquire, problem);
    }
    office->clock.fixed_utc = clock;
    if (status == STATUS_OK) {
        status = user_become(office, demo.clerk, problem);
    }
    return status == STATUS_OK ? look_over(office, problem) : status;
}

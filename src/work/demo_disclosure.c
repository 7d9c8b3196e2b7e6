/* Tells a year of disclosures and what was owed: day after day, whoever's turn it is does the next thing to the next
 * one, by the real rules. What a draft says and where it goes up stand in files of their own. */
#include "work/demo_disclosure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "work/detector.h"
#include "work/visible.h"

enum {
    USUAL_ROOM = 4, /* working days the usual life takes to publication */
    FILING_MONTH = 3,
    FILING_DAY = 10,
    DOWN_MINUTE = 16 * 60 + 45,
    FILING_MINUTE = 17 * 60,
    BETWEEN = 6 /* minutes at least between two things done to one record */
};
static const char usual_life[] = "submit+0 review+1 approve+2 publish+3 fill+6";

/* ---- what is done, by whom ------------------------------------------------------------------------ */

enum actor { BY_CLERK, BY_REVIEWER, BY_SUPERVISOR };

static const struct deed {
    const char *command;
    enum actor actor;
    int minute;
    bool is_about_finding;
    struct {
        const char *name, *column, *text; /* column: of the row; text: when it has none */
    } arguments[3];
} deeds[] = {
    {"submit", BY_CLERK, 9 * 60 + 20, false, {{NULL, NULL, NULL}}},
    {"review", BY_REVIEWER, 10 * 60 + 10, false, {{"review_outcome", NULL, "public"}}},
    {"return", BY_REVIEWER, 10 * 60 + 20, false, {{"reason", "reason", ""}}},
    {"approve", BY_SUPERVISOR, 11 * 60, false, {{NULL, NULL, NULL}}},
    {"refuse",
     BY_SUPERVISOR,
     11 * 60 + 10,
     false,
     {{"refused_basis", "basis", ""}, {"refused_reason", "reason", ""}}},
    {"close_notice",
     BY_CLERK,
     9 * 60 + 5,
     false,
     {{"notice_result", NULL, "公示期满，没有收到异议"}}},
    {"object",
     BY_CLERK,
     15 * 60 + 30,
     false,
     {{"body", "reason", ""}, {"source", NULL, "call"}, {"reporter", NULL, "罗大全"}}},
    {"withdraw", BY_SUPERVISOR, 16 * 60, false, {{"reason", "reason", ""}}},
    {"correct", BY_CLERK, 9 * 60, false, {{"reason", "reason", ""}}},
    {"edit", BY_CLERK, 9 * 60 + 10, false, {{"element_result", "basis", ""}}},
    {"void", BY_CLERK, 16 * 60 + 10, false, {{"reason", "reason", ""}}},
    {"waive", BY_SUPERVISOR, 16 * 60 + 10, false, {{"reason", "reason", ""}}},
    {"order", BY_SUPERVISOR, 9 * 60 + 40, true, {{"demand", "reason", "请限期改正"}}},
    {"answer_order",
     BY_CLERK,
     15 * 60,
     true,
     {{"reply", NULL, "已查明原因并改正，今后每周核对一次清单。"}}},
    {"recheck",
     BY_REVIEWER,
     16 * 60,
     true,
     {{"passed", NULL, "1"}, {"recheck_note", NULL, "已核对，属实"}}},
};

static const struct deed *find_deed(const char *command) {
    for (size_t i = 0; i < sizeof deeds / sizeof deeds[0]; i++) {
        if (strcmp(deeds[i].command, command) == 0) {
            return &deeds[i];
        }
    }
    return NULL;
}

static int64_t person_of(const struct demo *demo, enum actor actor) {
    return actor == BY_REVIEWER     ? demo->reviewer
           : actor == BY_SUPERVISOR ? demo->supervisor
                                    : demo->clerk;
}

/* The first thing found wrong with it. */
static enum status finding_of(struct demo *demo, int64_t disclosure, int64_t *id,
                              struct problem *problem) {
    struct about_ids ids = {.count = 0};
    enum status status = store_about(demo->office->store, "finding", disclosure, &ids, problem);
    *id = ids.count > 0 ? ids.items[ids.count - 1] : 0;
    return status;
}

static enum status do_deed(struct demo_disclosures *all, struct demo_item *item,
                           const struct deed *deed, struct problem *problem) {
    struct demo *demo = all->demo;
    struct fields arguments = FIELDS_INIT;
    int64_t id = item->id;
    enum status status =
        deed->is_about_finding ? finding_of(demo, item->id, &id, problem) : STATUS_OK;
    for (size_t i = 0; i < 3 && deed->arguments[i].name != NULL; i++) {
        const char *column = deed->arguments[i].column;
        const char *text = column != NULL ? fields_text(item->row, column) : "";
        fields_set(&arguments, deed->arguments[i].name,
                   text[0] != '\0' ? text : deed->arguments[i].text);
    }
    if (status == STATUS_OK && id != 0) {
        demo_act_as(demo, person_of(demo, deed->actor));
        status =
            flow_step(&demo->save, &demo->check, deed->command, id, 0, &arguments, &demo->problems);
        demo_act_as(demo, demo->clerk);
    }
    fields_release(&arguments);
    return status;
}

/* From now on the story is that of the new version. */
static enum status follow_correction(struct demo *demo, struct demo_item *item,
                                     struct problem *problem) {
    struct visible every = visible_to_rules();
    struct record record = {0};
    enum status status = store_read(demo->office->store, &every, item->id, &record, problem);
    if (status == STATUS_OK) {
        item->id = fields_integer(&record.fields, "corrected_by", item->id);
    }
    record_release(&record);
    return status;
}

static enum status detect(struct demo *demo, int64_t id, struct problem *problem) {
    int opened = 0;
    return detector_open(&demo->save, id, NULL, &opened, problem);
}

/* ---- what comes next ------------------------------------------------------------------------------ */

static void set_next(struct demo_disclosures *all, struct demo_item *item, const char *command,
                     day_number day) {
    const struct deed *deed = find_deed(command);
    int minute = deed != NULL ? deed->minute : 15 * 60 + 20;
    bool is_same_day = day <= item->day;
    item->minute = is_same_day && minute < item->minute + BETWEEN ? item->minute + BETWEEN : minute;
    item->day = is_same_day ? item->day : day;
    snprintf(item->command, sizeof item->command, "%s", command);
    (void)all;
}

/* "publish+3": on the third working day after it was drafted; sooner where there is less room. */
static void go_on(struct demo_disclosures *all, struct demo_item *item) {
    char command[DEMO_COMMAND_BYTES];
    int after = 0;
    item->command[0] = '\0';
    if (item->is_on_notice && strncmp(item->life, "object", strlen("object")) != 0) {
        return; /* until its notice is over */
    }
    if (sscanf(item->life, "%15[a-z_]+%d", command, &after) == 2) {
        bool is_short = item->is_usual && item->room < USUAL_ROOM && after < USUAL_ROOM;
        size_t length = strcspn(item->life, " ");
        item->life += length + (item->life[length] == ' ' ? 1 : 0);
        set_next(all, item, command,
                 workday_add(all->demo->office->calendar, item->start,
                             is_short ? after * item->room / USUAL_ROOM : after));
    }
}

/* How long there is until it has to be published. */
static enum status measure_room(struct demo *demo, struct demo_item *item,
                                struct problem *problem) {
    struct visible every = visible_to_rules();
    struct record record = {0};
    enum status status = store_read(demo->office->store, &every, item->id, &record, problem);
    day_number due = date_from_iso(fields_text(&record.fields, "due_on"));
    int room =
        due != DATE_NONE ? workday_between(demo->office->calendar, item->start, due) : USUAL_ROOM;
    item->room = room < 0 ? 0 : room;
    record_release(&record);
    return status;
}

/* After publication: its notice ends on a day, unless somebody objected. */
static enum status wait_for_end(struct demo_disclosures *all, struct demo_item *item,
                                struct problem *problem) {
    struct visible every = visible_to_rules();
    struct record record = {0};
    bool is_objected = strstr(fields_text(item->row, "life"), "object") != NULL;
    if (!item->is_on_notice || is_objected) {
        return STATUS_OK;
    }
    enum status status = store_read(all->demo->office->store, &every, item->id, &record, problem);
    set_next(all, item, "close_notice", date_from_iso(fields_text(&record.fields, "due_on")));
    record_release(&record);
    return status;
}

static enum status happen(struct demo_disclosures *all, struct demo_item *item,
                          struct problem *problem) {
    char command[DEMO_COMMAND_BYTES];
    struct demo *demo = all->demo;
    enum status status = STATUS_OK;
    memcpy(command, item->command, sizeof command);
    demo_set_time(demo, item->day, item->minute);
    const struct deed *deed = find_deed(command);
    if (strcmp(command, "enter") == 0) {
        status = demo_enter(all, item, problem);
        if (status == STATUS_OK) {
            status = measure_room(demo, item, problem);
        }
    } else if (strcmp(command, "publish") == 0) {
        status = demo_publish(all, item, problem);
    } else if (strcmp(command, "fill") == 0) {
        status = demo_fill_card(all, item, problem);
    } else if (strcmp(command, "detect") == 0) {
        status = detect(demo, item->id, problem);
    } else if (deed != NULL) {
        status = do_deed(all, item, deed, problem);
    }
    if (status == STATUS_OK && strcmp(command, "correct") == 0) {
        status = follow_correction(demo, item, problem);
    }
    item->is_on_notice = item->is_on_notice && strcmp(command, "close_notice") != 0;
    go_on(all, item);
    return status == STATUS_OK && item->command[0] == '\0' ? wait_for_end(all, item, problem)
                                                           : status;
}

/* ---- all of them ---------------------------------------------------------------------------------- */

static const struct fields *entry_of(const struct demo_disclosures *all, const struct fields *row) {
    return catalogue_shipped_find(&all->shipped, fields_text(row, "catalogue"));
}

static struct demo_item *add_item(struct demo_disclosures *all, const struct fields *row) {
    const char *life = fields_text(row, "life");
    struct demo_item *items = realloc(all->items, (all->count + 1) * sizeof *items);
    if (items == NULL) {
        return NULL;
    }
    all->items = items;
    struct demo_item *item = &items[all->count++];
    *item = (struct demo_item){.row = row,
                               .entry = entry_of(all, row),
                               .command = "enter",
                               .life = life[0] != '\0' ? life : usual_life,
                               .is_usual = life[0] == '\0',
                               .down = DEMO_NEVER,
                               .minute = 8 * 60 + 30 + (int)(all->count % 12) * 3};
    return item;
}

static bool add_one(struct demo_disclosures *all, const struct fields *row, bool is_duty) {
    struct demo_item *item = add_item(all, row);
    if (item == NULL) {
        return false;
    }
    item->is_duty = is_duty;
    if (is_duty && !fields_has(row, "life")) {
        item->life = "";
    }
    item->start = workday_add(all->demo->office->calendar, all->demo->today,
                              -(int)fields_integer(row, "age", 0));
    item->day = item->start;
    return true;
}

/* One for each period, the oldest first. */
static bool add_periods(struct demo_disclosures *all, const struct fields *row, int periods) {
    const struct fields *entry = entry_of(all, row);
    int months = entry != NULL ? period_months(fields_text(entry, "cycle")) : 0;
    int skip = (int)fields_integer(row, "skip", 0);
    for (int back = periods; months > 0 && back > skip; back--) {
        struct demo_item *item = add_item(all, row);
        if (item == NULL) {
            return false;
        }
        item->period = period_of(all->demo->today, months);
        item->period.serial -= back;
        item->start = workday_add(all->demo->office->calendar, period_last_day(&item->period),
                                  (int)fields_integer(row, "age", 0));
        item->day = item->start;
    }
    return true;
}

static enum status add_items(struct demo_disclosures *all, struct problem *problem) {
    bool has_memory = true;
    for (size_t i = 0; has_memory && i < all->rows.count; i++) {
        int periods = (int)fields_integer(&all->rows.items[i], "periods", 0);
        has_memory = periods > 0 ? add_periods(all, &all->rows.items[i], periods)
                                 : add_one(all, &all->rows.items[i], false);
    }
    for (size_t i = 0; has_memory && i < all->duties.count; i++) {
        has_memory = add_one(all, &all->duties.items[i], true);
    }
    for (size_t i = 0; has_memory && i < all->count; i++) {
        if (all->items[i].entry == NULL) {
            problem_set(problem, STATUS_CORRUPT, "", N_("程序里缺少 {file}，请重新安装"));
            problem_place(problem, "file", fields_text(all->items[i].row, "catalogue"));
            return STATUS_CORRUPT;
        }
    }
    return has_memory ? STATUS_OK : problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
}

/* The earliest thing still to happen by today; *is_down: its postings come down. */
static struct demo_item *next_item(const struct demo_disclosures *all, bool *is_down) {
    struct demo_item *first = NULL;
    int64_t earliest = 0;
    for (size_t i = 0; i < all->count; i++) {
        struct demo_item *item = &all->items[i];
        bool comes_down =
            item->down != DEMO_NEVER && (item->command[0] == '\0' || item->down < item->day);
        int64_t at = comes_down ? (int64_t)item->down * 1440 + DOWN_MINUTE
                                : (int64_t)item->day * 1440 + item->minute;
        bool is_ahead = item->command[0] == '\0' && !comes_down;
        if (is_ahead || at / 1440 > all->demo->today) {
            continue;
        }
        if (first == NULL || at < earliest) {
            first = item;
            earliest = at;
            *is_down = comes_down;
        }
    }
    return first;
}

/* Whichever of the two next_item said. */
static enum status go_one_on(struct demo_disclosures *all, struct demo_item *item, bool is_down,
                             struct problem *problem) {
    if (!is_down) {
        return happen(all, item, problem);
    }
    demo_set_time(all->demo, item->down, DOWN_MINUTE);
    item->down = DEMO_NEVER;
    return demo_take_down(all, item, problem);
}

enum status demo_live(struct demo_disclosures *all, struct demo_item *item,
                      struct problem *problem) {
    struct demo_disclosures one = *all;
    struct demo_item *next = NULL;
    bool is_down = false;
    enum status status = STATUS_OK;
    one.items = item;
    one.count = 1;
    if (item->command[0] == '\0') {
        go_on(&one, item);
    }
    while (status == STATUS_OK && (next = next_item(&one, &is_down)) != NULL) {
        status = go_one_on(&one, next, is_down, problem);
    }
    all->proofs = one.proofs;
    return status;
}

/* The spring's filing of the year before; earlier in the year, of what is filled in by today. */
static day_number filing_day(const struct demo *demo) {
    day_number spring = date_from_ymd(date_year(demo->today), FILING_MONTH, FILING_DAY);
    return spring < demo->today ? workday_roll(demo->office->calendar, spring, false) : demo->today;
}

static enum status tell_all(struct demo_disclosures *all, struct problem *problem) {
    struct demo *demo = all->demo;
    day_number filing = filing_day(demo);
    bool is_down = false, is_filed = false;
    struct demo_item *item = NULL;
    enum status status = STATUS_OK;
    while (status == STATUS_OK && (item = next_item(all, &is_down)) != NULL) {
        day_number day = is_down ? item->down : item->day;
        if (!is_filed && day > filing) {
            demo_set_time(demo, filing, FILING_MINUTE);
            is_filed = true;
            status = demo_file_cards(all, problem);
        } else {
            status = go_one_on(all, item, is_down, problem);
        }
    }
    if (status == STATUS_OK && !is_filed) {
        demo_set_time(demo, filing, FILING_MINUTE);
        status = demo_file_cards(all, problem);
    }
    return status;
}

enum status demo_disclosures_begin(struct demo *demo, const char *path,
                                   struct demo_disclosures *all, struct problem *problem) {
    *all = (struct demo_disclosures){.demo = demo, .proofs = demo->proofs};
    enum status status = catalogue_shipped_read(&all->shipped, problem);
    if (status == STATUS_OK) {
        status = demo_rows_load(path, &all->rows, problem);
    }
    return status == STATUS_OK ? demo_rows_load("data/demo/board.tsv", &all->boards, problem)
                               : status;
}

void demo_disclosures_end(struct demo_disclosures *all) {
    all->demo->proofs = all->proofs;
    free(all->items);
    catalogue_shipped_release(&all->shipped);
    demo_rows_release(&all->rows);
    demo_rows_release(&all->duties);
    demo_rows_release(&all->boards);
}

enum status demo_disclose(struct demo *demo, struct problem *problem) {
    struct demo_disclosures all;
    enum status status = demo_disclosures_begin(demo, "data/demo/disclosure.tsv", &all, problem);
    if (status == STATUS_OK) {
        status = demo_rows_load("data/demo/duty.tsv", &all.duties, problem);
    }
    if (status == STATUS_OK) {
        status = add_items(&all, problem);
    }
    demo_act_as(demo, demo->clerk);
    if (status == STATUS_OK) {
        status = tell_all(&all, problem);
        if (status != STATUS_OK) {
            demo_failed(demo, status, problem);
        }
    }
    demo_disclosures_end(&all);
    return status;
}

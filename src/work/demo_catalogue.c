/* The demonstration's boards and its catalogue: the shipped one, with who is responsible, in force from the first
 * period that demo_disclosure.c tells of. Rules are the usual ones. */
#include <stdio.h>
#include <string.h>

#include "base/codes.h"
#include "work/catalogue_shipped.h"
#include "work/demo_story.h"
#include "work/period.h"

/* ---- boards --------------------------------------------------------------------------------------- */

static enum status check_board(struct demo *demo, int64_t id, const struct fields *row) {
    struct fields arguments = FIELDS_INIT;
    int age = (int)fields_integer(row, "checked", 0);
    if (age == 0) {
        return STATUS_OK;
    }
    demo_set_time(demo, workday_add(demo->office->calendar, demo->today, -age), 16 * 60);
    fields_set(&arguments, "condition", fields_text(row, "condition"));
    enum status status =
        flow_step(&demo->save, &demo->check, "check", id, 0, &arguments, &demo->problems);
    fields_release(&arguments);
    return status;
}

static enum status add_board(struct demo *demo, const struct fields *row) {
    struct fields values = FIELDS_INIT;
    char iso[DATE_BYTES];
    int64_t id = 0;
    int years = (int)fields_integer(row, "built", 0);
    day_number day = workday_add(demo->office->calendar, demo->today, -DEMO_YEAR);
    demo_set_time(demo, day, 9 * 60);
    fields_merge(&values, row);
    fields_set(&values, "built", NULL);
    fields_set(&values, "checked", NULL);
    if (years > 0) {
        fields_set(&values, "built_on",
                   date_to_iso(date_from_ymd(date_year(demo->today) - years, 5, 20), iso));
    }
    enum status status =
        flow_enter(&demo->save, &demo->check, "board", &values, false, &id, &demo->problems);
    fields_release(&values);
    return status == STATUS_OK ? check_board(demo, id, row) : status;
}

enum status demo_add_boards(struct demo *demo, struct problem *problem) {
    struct demo_rows rows;
    enum status status = demo_rows_load("data/demo/board.tsv", &rows, problem);
    for (size_t i = 0; status == STATUS_OK && i < rows.count; i++) {
        status = add_board(demo, &rows.items[i]);
        if (status != STATUS_OK) {
            demo_failed(demo, status, problem);
        }
    }
    demo_rows_release(&rows);
    return status;
}

/* ---- the catalogue -------------------------------------------------------------------------------- */

/* Who answers for which subjects; the last row for all others. */
static const struct {
    const char *subjects, *unit, *person, *leader;
} charges[] = {
    {"homestead land_taking land_transfer house_taking planning", "自然资源所", "陈晓", "袁春生"},
    {"irrigation house_repair major_project environment rural_revival goods_allot farm_policy",
     "村镇建设办", "赵敏", "袁春生"},
    {"social_relief relief care health culture_edu employment birth_support veteran mediation "
     "housing conscription legal_service",
     "社会事务办", "何丽", "周建华"},
    {"budget_final fund_flow large_fund special_fund capital_cost repair_cost fees_fines purchase "
     "goods_use goods_dispose auction farm_subsidy",
     "财政所", "吴秀英", "郑立新"},
    {"", "党政办", "李春梅", "周建华"},
};

static void set_charge(struct fields *values) {
    const char *subject = fields_text(values, "subject");
    size_t at = 0;
    while (charges[at].subjects[0] != '\0' && !codes_has(charges[at].subjects, subject)) {
        at++;
    }
    fields_set(values, "unit", charges[at].unit);
    fields_set(values, "person", charges[at].person);
    fields_set(values, "leader", charges[at].leader);
}

/* How many periods back the entry's disclosures are told. */
static int periods_told(const struct demo_rows *told, const char *title) {
    int most = 0;
    for (size_t i = 0; i < told->count; i++) {
        int periods = (int)fields_integer(&told->items[i], "periods", 0);
        if (strcmp(fields_text(&told->items[i], "catalogue"), title) == 0 && periods > most) {
            most = periods;
        }
    }
    return most;
}

static void set_in_force(const struct demo *demo, const struct demo_rows *told,
                         struct fields *values) {
    char iso[DATE_BYTES];
    int months = period_months(fields_text(values, "cycle"));
    if (months == 0) {
        return;
    }
    struct period first = period_of(demo->today, months);
    first.serial -= periods_told(told, fields_text(values, "title"));
    fields_set(values, "from_on", date_to_iso(period_first_day(&first), iso));
}

static enum status add_entry(struct demo *demo, const struct demo_rows *told,
                             const struct fields *entry) {
    struct fields values = FIELDS_INIT;
    int64_t id = 0;
    fields_merge(&values, entry);
    set_charge(&values);
    set_in_force(demo, told, &values);
    enum status status =
        flow_enter(&demo->save, &demo->check, "catalogue", &values, false, &id, &demo->problems);
    fields_release(&values);
    return status;
}

enum status demo_add_catalogue(struct demo *demo, struct problem *problem) {
    struct catalogue_shipped shipped;
    struct demo_rows told = {0};
    enum status status = catalogue_shipped_read(&shipped, problem);
    if (status == STATUS_OK) {
        status = demo_rows_load("data/demo/disclosure.tsv", &told, problem);
    }
    demo_set_time(demo, workday_add(demo->office->calendar, demo->today, -DEMO_YEAR), 10 * 60);
    for (size_t i = 0; status == STATUS_OK && i < shipped.count; i++) {
        status = add_entry(demo, &told, &shipped.entries[i]);
        if (status != STATUS_OK) {
            demo_failed(demo, status, problem);
        }
    }
    catalogue_shipped_release(&shipped);
    demo_rows_release(&told);
    return status;
}

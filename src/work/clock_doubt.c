/* Whether the machine's clock can be believed, and what day it is when it can't. Order comes from the audit's numbers, never
 * from the clock; nothing here moves a due date that stands. */
#include "work/clock_doubt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/value.h"
#include "work/calendar_load.h"
#include "work/save.h"

#ifndef BUILT_ON
#define BUILT_ON "2026-11-01"
#endif

enum { BEHIND_S = 5 * 60, AHEAD_DAYS = 60, DAY_S = 86400, LOOK_S = 60, BOOT_BYTES = 40 };

static const char confirmed_today[] = "confirmed_today"; /* setting: day, running, boot */

bool clock_is_doubtful(const struct office *office) {
    return office->watch.doubt != CLOCK_SURE;
}

bool clock_may_count(const struct office *office) {
    return office->watch.today == TODAY_OF_CLOCK || office->watch.today == TODAY_CONFIRMED;
}

/* ---- looking ------------------------------------------------------------------------------------ */

day_number clock_built_on(void) {
    return date_from_iso(BUILT_ON);
}

static enum clock_doubt doubt_of(const struct office *office, int64_t machine, int64_t newest) {
    if (newest == 0) {
        return CLOCK_SURE; /* an office that is just being founded */
    }
    if (clock_day_of(&office->clock, machine) < clock_built_on() - 1) { /* built in another zone */
        return CLOCK_TOO_OLD;
    }
    if (machine < newest - BEHIND_S) {
        return CLOCK_BEHIND;
    }
    return machine > newest + (int64_t)AHEAD_DAYS * DAY_S ? CLOCK_AHEAD : CLOCK_SURE;
}

/* Changes whenever the machine is started; "" where there is none. */
static void read_boot(char out[BOOT_BYTES]) {
    FILE *file = fopen("/proc/sys/kernel/random/boot_id", "re");
    out[0] = '\0';
    if (file != NULL) {
        if (fgets(out, BOOT_BYTES, file) == NULL) {
            out[0] = '\0';
        }
        out[strcspn(out, "\n")] = '\0';
        fclose(file);
    }
}

/* What a supervisor confirmed on this machine since it was started, when it is still that day. */
static bool take_confirmed(struct office *office) {
    char value[128], boot[BOOT_BYTES], day[DATE_BYTES], boot_then[BOOT_BYTES];
    long long utc = 0, running = 0;
    office_setting(office, confirmed_today, "", value, sizeof value);
    read_boot(boot);
    if (boot[0] == '\0' ||
        sscanf(value, "%10s %lld %lld %39s", day, &utc, &running, boot_then) != 4 ||
        strcmp(boot, boot_then) != 0) {
        return false;
    }
    int64_t now = utc + clock_running_s() - running;
    if (clock_day_of(&office->clock, now) != date_from_iso(day)) {
        return false;
    }
    clock_go_on_from(&office->clock, now);
    office->watch.day = date_from_iso(day);
    office->watch.today = TODAY_CONFIRMED;
    return true;
}

/* In doubt: what was typed holds for its day; else time goes on from the newest row. */
static void settle_doubt(struct office *office, int64_t newest) {
    struct clock_watch *watch = &office->watch;
    bool is_typed = watch->today == TODAY_TYPED || watch->today == TODAY_CONFIRMED;
    bool holds = is_typed && clock_today(&office->clock) == watch->day;
    if (watch->today == TODAY_CONFIRMED && holds) {
        return;
    }
    if (take_confirmed(office) || holds) {
        return;
    }
    if (watch->today == TODAY_OF_CLOCK || newest > clock_now(&office->clock)) {
        clock_go_on_from(&office->clock, newest);
    }
    watch->today = TODAY_UNKNOWN;
}

void clock_look(struct office *office) {
    struct clock_watch *watch = &office->watch;
    int64_t newest = 0;
    if (office->clock.fixed_utc >= 0 || office->is_demo) {
        *watch = (struct clock_watch){.doubt = CLOCK_SURE};
        office->clock.base_utc = 0;
        return;
    }
    watch->machine = clock_machine(&office->clock);
    watch->running = clock_running_s();
    if (store_newest_audit(office->store, &newest, NULL) != STATUS_OK) {
        return;
    }
    watch->newest = newest;
    watch->doubt = doubt_of(office, watch->machine, newest);
    if (watch->doubt == CLOCK_SURE) {
        watch->today = TODAY_OF_CLOCK;
        clock_go_on_from(&office->clock, 0);
    } else {
        settle_doubt(office, newest);
    }
}

bool clock_look_again(struct office *office) {
    struct clock_watch *watch = &office->watch;
    const struct clock_watch before = *watch;
    if (office->clock.fixed_utc >= 0 || office->is_demo) {
        return false;
    }
    int64_t passed = clock_running_s() - watch->running;
    int64_t moved = clock_machine(&office->clock) - watch->machine;
    if (passed < LOOK_S && llabs(moved - passed) < LOOK_S) {
        return false;
    }
    clock_look(office);
    return before.doubt != watch->doubt || before.today != watch->today;
}

static const char *how_to_type(const struct office *office) {
    return office->has_screen ? "Ctrl-D" : "zwgk today";
}

void clock_tell(const struct office *office, struct problem *problem) {
    char machine[20];
    static const char *const sentences[] = {
        [CLOCK_SURE] = N_("机器时钟没有疑点，不用输入日期"),
        [CLOCK_TOO_OLD] =
            N_("机器时钟 {machine} 不可信（本程序还没做出来）：用 {how} 输入今天的日期"),
        [CLOCK_BEHIND] = N_("机器时钟 {machine} 不可信（早于最后的保存）：用 {how} 输入今天的日期"),
        [CLOCK_AHEAD] =
            N_("机器时钟 {machine} 不可信（最后保存后 60 天多）：用 {how} 输入今天日期"),
    };
    problem_set(problem, STATUS_DENIED, "today", sentences[office->watch.doubt]);
    problem_place(problem, "machine",
                  clock_format(&office->clock, clock_machine(&office->clock), machine));
    problem_place(problem, "how", how_to_type(office));
}

/* ---- what day it is ------------------------------------------------------------------------------ */

static bool may_confirm(const struct office *office) {
    return (office->roles & (ROLE_SUPERVISOR | ROLE_ADMIN)) != 0 || office->one_person_office;
}

static enum status refuse_day(const struct office *office, const char *message,
                              struct problem *problem) {
    char newest[20];
    problem_set(problem, STATUS_INVALID, "today", message);
    clock_format(&office->clock, office->watch.newest, newest);
    newest[10] = '\0';
    problem_place(problem, "newest", newest);
    problem_place(problem, "built", BUILT_ON);
    return STATUS_INVALID;
}

static enum status parse_day(const struct office *office, const char *typed, bool is_sure,
                             day_number *day, struct problem *problem) {
    day_number last = clock_day_of(&office->clock, office->watch.newest);
    struct date_context context = {.today = last};
    char32_t first = U'\0';
    (void)text_decode(typed, strlen(typed) + 1, &first);
    first = text_fold_key(first);
    /* +1 and the like are counted from a day that nobody knows. */
    enum status status = first >= U'0' && first <= U'9'
                             ? value_parse_date(typed, &context, day, problem)
                             : problem_set(problem, STATUS_INVALID, "today",
                                           N_("请写几月几日，如 11-20 或 2026-11-20"));
    if (status != STATUS_OK) {
        snprintf(problem->field, sizeof problem->field, "%s", "today");
        return status;
    }
    if (*day < clock_built_on() - 1) {
        return refuse_day(office, N_("这一天（本程序 {built} 才做出来）不会是今天，请再看一下日历"),
                          problem);
    }
    if (!is_sure && *day < last) {
        return refuse_day(office, N_("最后一次保存是 {newest}，比这一天晚；确实是今天就再输入一次"),
                          problem);
    }
    if (!is_sure && *day > last + AHEAD_DAYS) {
        return refuse_day(
            office, N_("离最后一次保存（{newest}）超过 60 天；确实是今天就再输入一次"), problem);
    }
    return STATUS_OK;
}

/* Of the day of the newest row, the time goes on from it; of another, it begins when the office opens. */
static int64_t begin_of(const struct office *office, day_number day) {
    struct clock clock = office->clock;
    char iso[DATE_BYTES];
    if (day == clock_day_of(&clock, office->watch.newest)) {
        return office->watch.newest;
    }
    return clock_set(&clock, date_to_iso(day, iso), NULL) == STATUS_OK ? clock.fixed_utc
                                                                       : office->watch.newest;
}

static enum status write_today(struct save *save, bool is_confirmed, day_number day, int *counted,
                               struct problem *problem) {
    struct office *office = save->office;
    char value[128], boot[BOOT_BYTES], iso[DATE_BYTES], machine[20], detail[96];
    enum status status = STATUS_OK;
    date_to_iso(day, iso);
    clock_format(&office->clock, clock_machine(&office->clock), machine);
    snprintf(detail, sizeof detail, "%s %s，机器时钟 %s", iso, is_confirmed ? "确认" : "暂用",
             machine);
    struct audit_entry entry = {.at = save->now,
                                .person = office->user,
                                .account = office_os_account(office),
                                .command = "today",
                                .detail = detail,
                                .save_id = save->id};
    status = store_add_audit(office->store, &entry, problem);
    read_boot(boot);
    if (status == STATUS_OK && is_confirmed) {
        snprintf(value, sizeof value, "%s %lld %lld %s", iso, (long long)save->now,
                 (long long)clock_running_s(), boot);
        status = store_set_setting(office->store, confirmed_today, value, problem);
    }
    if (status == STATUS_OK && is_confirmed) {
        status = calendar_count_deferred(save, counted, problem);
    }
    return status;
}

static enum status save_today(struct office *office, bool is_confirmed, day_number day,
                              int *counted, struct problem *problem) {
    struct save save;
    enum status status = save_begin(office, &save, problem);
    if (status != STATUS_OK) {
        return status;
    }
    status = write_today(&save, is_confirmed, day, counted, problem);
    if (status != STATUS_OK) {
        save_abandon(&save);
        return status;
    }
    return save_commit(&save, problem);
}

enum status clock_type_today(struct office *office, const char *typed, bool is_sure, int *counted,
                             struct problem *problem) {
    day_number day = DATE_NONE;
    int count = 0;
    clock_look(office);
    if (!clock_is_doubtful(office)) {
        clock_tell(office, problem);
        return STATUS_DENIED;
    }
    if ((office->roles & ~(unsigned)ROLE_ENQUIRY) == 0) {
        return problem_set(problem, STATUS_DENIED, "today", N_("您的角色不能输入今天的日期"));
    }
    enum status status = parse_day(office, typed, is_sure, &day, problem);
    if (status != STATUS_OK) {
        return status;
    }
    const struct clock clock = office->clock;
    const struct clock_watch watch = office->watch;
    clock_go_on_from(&office->clock, begin_of(office, day));
    office->watch.today = may_confirm(office) ? TODAY_CONFIRMED : TODAY_TYPED;
    office->watch.day = day;
    status = save_today(office, may_confirm(office), day, &count, problem);
    if (status != STATUS_OK) {
        office->clock = clock;
        office->watch = watch;
    }
    if (counted != NULL) {
        *counted = count;
    }
    return status;
}

/* ---- saves --------------------------------------------------------------------------------------- */

enum status clock_check_save(const struct office *office, struct problem *problem) {
    if (office->watch.today != TODAY_UNKNOWN) {
        return STATUS_OK;
    }
    clock_tell(office, problem);
    return STATUS_DENIED;
}

void clock_defer(const struct office *office, struct fields *record) {
    if (!clock_may_count(office) && fields_integer(record, "statutory", 0) != 0) {
        fields_set(record, "due_on", NULL);
    }
}

static bool is_other(const struct fields *before, const struct fields *changes, const char *name) {
    const char *text = fields_get(changes, name);
    return text != NULL && strcmp(text, fields_text(before, name)) != 0;
}

enum status clock_check_change(const struct office *office, const struct fields *before,
                               struct fields *changes, bool closes, struct problem *problem) {
    static const char *const counted[] = {"due_on", "paused_on", "extended_by"};
    bool was = fields_integer(before, "statutory", 0) != 0;
    bool is = fields_integer(changes, "statutory", was) != 0;
    bool is_touched = was && closes;
    if (clock_may_count(office) || (!was && !is)) {
        return STATUS_OK;
    }
    if (!fields_has(before, "due_on") && !fields_has(before, "paused_on")) {
        fields_set(changes, "due_on", NULL); /* none was told to anybody yet */
    }
    for (size_t i = 0; i < sizeof counted / sizeof counted[0]; i++) {
        is_touched = is_touched || is_other(before, changes, counted[i]);
    }
    if (!is_touched) {
        return STATUS_OK;
    }
    problem_set(problem, STATUS_DENIED, "today",
                N_("机器时钟存疑，法定期限先不算也不结：请分管领导或系统管理员登录后用 {how} "
                   "输入今天的日期"));
    problem_place(problem, "how", how_to_type(office));
    return STATUS_DENIED;
}

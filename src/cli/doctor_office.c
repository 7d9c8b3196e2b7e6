/* The doctor's look at the opened office: what is damaged, copies, the audit's sheets, the clock. Needs no user and changes
 * nothing. */
#include "cli/doctor.h"

#include <stdlib.h>

#include "base/language.h"
#include "store/place.h"
#include "work/audit_sheet.h"
#include "work/backup.h"
#include "work/clock_doubt.h"

enum { SHEET_DAYS = 5, PAGES_SAID = 10 };

static void tell_count(struct doctor *doctor, enum grade grade, const char *message,
                       int64_t count) {
    struct problem problem = {0};
    problem_set(&problem, STATUS_OK, "", message);
    problem_place_integer(&problem, "count", count);
    doctor_say(doctor, grade, &problem);
}

/* ---- a damaged file ------------------------------------------------------------------------------ */

static void append_table(void *context, const char *name, bool is_readable) {
    struct buffer *lists = context;
    struct buffer *list = &lists[is_readable ? 0 : 1];
    buffer_append_format(list, "%s%s", list->length > 0 ? " " : "", name);
}

static void tell_ways_out(struct doctor *doctor) {
    struct place_copy copy;
    struct problem problem = {0};
    struct store *store = doctor->cli->office.store;
    if (place_newest_copy(store_path(store), store, &copy)) {
        problem_set(&problem, STATUS_OK, "",
                    N_("最近的备份是 {when} 的；先演练（什么也不改），成了去掉 --try 再做："));
        problem_place(&problem, "when", copy.when);
        doctor_say(doctor, GRADE_CARE, &problem);
        doctor_command(doctor, "zwgk restore", copy.path, " --try");
    }
    doctor_tell(doctor, GRADE_CARE, N_("没有好备份，就把还能读的取到一个新文件里："), NULL, NULL);
    doctor_command(doctor, "zwgk salvage", store_path(store), " --to salvaged.db");
}

static void tell_strange(void *context, const struct problem *fault) {
    doctor_say(context, GRADE_WRONG, fault);
}

/* The pages may be sound: what was added or taken away is named. */
static void tell_schema(struct doctor *doctor) {
    struct problem problem = {0};
    struct store *store = doctor->cli->office.store;
    store_refuse_damaged(store, &problem);
    doctor_say(doctor, GRADE_WRONG, &problem);
    if (store_check_schema(store, tell_strange, doctor, &problem) != STATUS_OK)
        doctor_say(doctor, GRADE_WRONG, &problem);
    tell_ways_out(doctor);
}

/* ---- the sums of pages --------------------------------------------------------------------------- */

struct wrong_pages {
    struct buffer numbers;
    int64_t count;
};

static void note_page(void *context, int64_t page) {
    struct wrong_pages *wrong = context;
    if (wrong->count++ < PAGES_SAID)
        buffer_append_format(&wrong->numbers, "%s%lld", wrong->count > 1 ? " " : "",
                             (long long)page);
}

static void check_sums(struct doctor *doctor) {
    struct store *store = doctor->cli->office.store;
    struct wrong_pages wrong = {BUFFER_INIT, 0};
    struct problem problem = {0};
    if (!store_has_sums(store)) {
        doctor_tell(
            doctor, GRADE_CARE,
            N_("校验和：各页还没有，坏了不容易发觉；请在别人都退出、磁盘有余地时再打开一次"), NULL,
            NULL);
    } else if (store_find_wrong_pages(store, note_page, &wrong, &problem) != STATUS_OK) {
        doctor_say(doctor, GRADE_WRONG, &problem);
    } else if (wrong.count > 0) {
        problem_set(&problem, STATUS_OK, "",
                    N_("校验和：共 {count} 页坏了，或不是本程序写的（页号 {pages}）"));
        problem_place(&problem, "pages", buffer_text(&wrong.numbers));
        problem_place_integer(&problem, "count", wrong.count);
        doctor_say(doctor, GRADE_WRONG, &problem);
    } else {
        doctor_tell(doctor, GRADE_WELL, N_("校验和：各页都相符"), NULL, NULL);
    }
    buffer_release(&wrong.numbers);
}

void doctor_tell_damage(struct doctor *doctor) {
    struct problem problem = {0};
    struct store *store = doctor->cli->office.store;
    struct buffer lists[2] = {BUFFER_INIT, BUFFER_INIT};
    if (store_is_strange(store)) {
        tell_schema(doctor);
        return;
    }
    if (store_check_pages(store, &problem) != STATUS_OK)
        doctor_say(doctor, GRADE_WRONG, &problem);
    store_refuse_damaged(store, &problem);
    doctor_say(doctor, GRADE_WRONG, &problem);
    store_each_table(store, append_table, lists);
    doctor_tell(doctor, GRADE_WRONG,
                lists[1].length > 0 ? N_("读不全的表：{tables}")
                                    : N_("各表还都读得出，坏的是索引或空页"),
                "tables", buffer_text(&lists[1]));
    doctor_tell(doctor, GRADE_CARE,
                N_("恢复前请先把坏文件另存一份；看得到的还能用 zwgk list、export、report 取出来"),
                NULL, NULL);
    tell_ways_out(doctor);
    buffer_release(&lists[0]);
    buffer_release(&lists[1]);
}

/* ---- copies -------------------------------------------------------------------------------------- */

static void check_backup(struct doctor *doctor) {
    struct office *office = &doctor->cli->office;
    struct backup_state state;
    struct problem problem = {0};
    if (backup_state(office, &state, &problem) != STATUS_OK) {
        doctor_say(doctor, GRADE_CARE, &problem);
        return;
    }
    if (state.at == 0)
        doctor_tell(doctor, GRADE_CARE, N_("备份：还没有；请用 zwgk backup 或 =05 做一份"), NULL,
                    NULL);
    else
        tell_count(doctor, state.is_old ? GRADE_CARE : GRADE_WELL,
                   state.is_old
                       ? N_("备份：最近一份是 {count} 个工作日前的，太旧；请用 zwgk backup 做一份")
                       : N_("备份：最近一份是 {count} 个工作日前的"),
                   state.days);
    if (!state.has_passphrase && !state.has_paper_key)
        doctor_tell(doctor, GRADE_CARE,
                    N_("备份：没有口令和纸质密钥，不能加密，只放得下本机；请在 =05 设一个"), NULL,
                    NULL);
    else if (!state.has_paper_key)
        doctor_tell(doctor, GRADE_CARE,
                    N_("备份：没有纸质密钥，忘了口令就打不开备份；请在 =05 印一份锁好"), NULL,
                    NULL);
    else
        doctor_tell(doctor, GRADE_WELL, N_("备份：能加密"), NULL, NULL);
}

/* ---- audit and clock ----------------------------------------------------------------------------- */

static void check_sheet(struct doctor *doctor) {
    int age = audit_sheet_age(&doctor->cli->office);
    if (age < 0)
        doctor_tell(doctor, GRADE_CARE,
                    N_("审计单：还没有印过；没有纸面签字，操作日志防不住整个文件被换"), NULL, NULL);
    else
        tell_count(doctor, age > SHEET_DAYS ? GRADE_CARE : GRADE_WELL,
                   age > SHEET_DAYS ? N_("审计单：{count} 个工作日没有印了；请在 =06 印当日审计单")
                                    : N_("审计单：{count} 个工作日前印过"),
                   age);
}

static void check_clock(struct doctor *doctor) {
    struct problem problem = {0};
    struct office *office = &doctor->cli->office;
    if (!clock_is_doubtful(office)) {
        doctor_tell(doctor, GRADE_WELL, N_("时钟：与操作日志合得上"), NULL, NULL);
        return;
    }
    clock_tell(office, &problem);
    doctor_say(doctor, GRADE_WRONG, &problem);
}

void doctor_check_office(struct doctor *doctor) {
    const struct office *office = &doctor->cli->office;
    bool is_damaged = store_is_damaged(office->store);
    if (doctor->is_full || is_damaged || !store_has_sums(office->store))
        check_sums(doctor);
    if (is_damaged)
        return;
    check_clock(doctor);
    if (!office->is_demo) {
        check_backup(doctor);
        check_sheet(doctor);
    }
}

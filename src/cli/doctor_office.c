/* The doctor's look at the opened office: what is damaged, copies, the audit's sheets, the clock. Needs no user and changes
 * nothing. */
#include "cli/doctor.h"

#include <stdlib.h>

#include "base/language.h"
#include "work/audit_sheet.h"
#include "work/backup.h"
#include "work/clock_doubt.h"

enum { SHEET_DAYS = 5 };

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

void doctor_tell_damage(struct doctor *doctor) {
    struct problem problem = {0};
    struct store *store = doctor->cli->office.store;
    struct buffer lists[2] = {BUFFER_INIT, BUFFER_INIT};
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
    doctor_tell(doctor, GRADE_CARE,
                N_("没有好副本，就取出还能读的：zwgk salvage 坏文件 --to 新文件"), NULL, NULL);
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
    if (store_is_damaged(office->store))
        return;
    check_clock(doctor);
    if (!office->is_demo) {
        check_backup(doctor);
        check_sheet(doctor);
    }
}

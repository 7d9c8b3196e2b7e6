/* A rehearsal in words. Reads nothing further and decides nothing. */
#include "report/restore_text.h"

#include "base/clock.h"
#include "base/language.h"

/* One sentence as a line. */
static void say(struct buffer *out, struct problem *said) {
    language_append_problem(out, said, NULL);
    buffer_append_char(out, '\n');
}

static void append_copy(const struct rehearsal *rehearsal, struct buffer *out) {
    struct problem said;
    struct clock clock = CLOCK_INIT;
    char when[20];
    problem_set(&said, STATUS_OK, "", N_("备份：{office}，最后一次保存 {when}"));
    problem_place(&said, "office", rehearsal->office_name);
    problem_place(&said, "when", clock_format(&clock, rehearsal->holdings.last_at, when));
    say(out, &said);
    problem_set(&said, STATUS_OK, "",
                N_("里面有记录 {records} 件，最后一件 {number}；操作日志 {rows} 条，前后相连"));
    problem_place_integer(&said, "records", rehearsal->holdings.records);
    problem_place(&said, "number", rehearsal->holdings.last_number);
    problem_place_integer(&said, "rows", rehearsal->facts.seq);
    say(out, &said);
    if (rehearsal->from_schema < store_newest_schema()) {
        problem_set(&said, STATUS_OK, "",
                    N_("它由旧版本的程序写成，恢复时已升级（备份文件本身不变）"));
        say(out, &said);
    }
}

static const char *present_message(const struct rehearsal *rehearsal) {
    if (rehearsal->present.state == PRESENT_NONE)
        return N_("现在没有数据库文件，恢复不会丢掉什么");
    if (rehearsal->present.state == PRESENT_DAMAGED)
        return N_("现在的数据库已损坏，数不出会丢什么；恢复时把它改名留着");
    if (rehearsal->present.state == PRESENT_UNREAD)
        return N_("现在的数据库磁盘读不出来，数不出会丢什么；恢复时把它改名留着");
    if (!rehearsal->is_same_history)
        return N_("注意：现在的数据库不是同一份，其中操作日志 {lost} 条都不在备份里");
    return rehearsal->lost > 0 ? N_("恢复会丢掉备份以后的操作 {lost} 条；现在的文件改名留着")
                               : N_("恢复不会丢掉什么；现在的文件改名留着");
}

void restore_append_text(const struct rehearsal *rehearsal, struct buffer *out) {
    struct problem said;
    append_copy(rehearsal, out);
    problem_set(&said, STATUS_OK, "", present_message(rehearsal));
    problem_place_integer(&said, "lost", rehearsal->lost);
    say(out, &said);
}

void restore_append_done(const struct rehearsal *rehearsal, const char *aside, struct buffer *out) {
    struct problem said;
    problem_set(&said, STATUS_OK, "",
                aside[0] != '\0' ? N_("已恢复到 {database}；原来的文件是 {aside}")
                                 : N_("已恢复到 {database}"));
    problem_place(&said, "database", rehearsal->database);
    problem_place(&said, "aside", aside);
    say(out, &said);
    if (rehearsal->drafts.message != NULL) {
        said = rehearsal->drafts;
        say(out, &said);
    }
}

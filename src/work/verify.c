/* What is said of a check: which part is under way, how it came out. Checks nothing itself. */
#include "work/verify.h"

#include <stdio.h>
#include <string.h>

#include "work/flow.h"

enum status verify_begin(struct office *office, const char *since,
                         void (*fault)(void *context, const struct problem *problem), void *context,
                         struct verify **out, struct problem *problem) {
    char head[VERIFY_HEAD_BYTES];
    const struct verify_hooks hooks = {
        .fault = fault, .is_closed = flow_state_is_closed, .context = context};
    enum status status = since == NULL ? STATUS_OK : store_verify_head(since, head, problem);
    *out = status == STATUS_OK
               ? store_verify_begin(office->store, &hooks, since == NULL ? NULL : head)
               : NULL;
    if (status == STATUS_OK && *out == NULL) {
        status = problem_set(problem, STATUS_NO_MEMORY, "", N_("内存不足"));
    }
    return status;
}

const char *verify_part_label(enum verify_part part) {
    switch (part) {
    case VERIFY_CHAIN:
        return N_("审计链");
    case VERIFY_RECORDS:
        return N_("记录、旧版本和编号");
    case VERIFY_ROWS:
        return N_("各表");
    case VERIFY_TABLES:
        return N_("设置、期限、字典、日历、结构");
    case VERIFY_PAGES:
        return N_("数据库文件");
    case VERIFY_SEARCH:
        return N_("检索索引");
    case VERIFY_SUMS:
        return N_("各页的校验和");
    case VERIFY_DONE:
        break;
    }
    return N_("完成");
}

/* ---- how it came out ------------------------------------------------------------------------------ */

static void say_total(const struct verify_seen *seen, struct problem *out) {
    if (seen->faults == 0) {
        problem_set(
            out, STATUS_OK, "",
            N_("操作日志 {rows} 条，前后相连，没有改动；{records} 条记录与它相符，编号不缺不重"));
    } else {
        problem_set(out, STATUS_CORRUPT, "",
                    N_("操作日志 {rows} 条，记录 {records} 条：有 {faults} 处不符"));
    }
    problem_place_integer(out, "rows", seen->rows);
    problem_place_integer(out, "records", seen->records);
    problem_place_integer(out, "faults", seen->faults);
}

static void say_since(const struct office *office, const struct verify_seen *seen,
                      struct problem *out) {
    char at[20];
    if (seen->since_seq == 0) {
        problem_set(out, STATUS_CORRUPT, "",
                    N_("找不到这个链头：打印那张单以前的记录被换过，或者这个数据库是更早的备份；请"
                       "先核对抄得对不对"));
        return;
    }
    if (!seen->is_since_sound) {
        problem_set(out, STATUS_CORRUPT, "",
                    N_("这个链头是第 {seq} 行（{at}），但它以前的审计有不符之处"));
    } else {
        problem_set(out, STATUS_OK, "",
                    N_("这个链头是第 {seq} 行（{at}）：到这一行为止没有改动，以后加了 {rows} 行"));
    }
    problem_place_integer(out, "seq", seen->since_seq);
    problem_place(out, "at", clock_format(&office->clock, seen->since_at, at));
    problem_place_integer(out, "rows", seen->rows - seen->since_seq);
}

static void say_unbound(const struct verify_seen *seen, struct problem *out) {
    problem_set(out, STATUS_INVALID, "",
                N_("其中 {count} 条记录自升级以来没有再办过：核对了它们的内容和旧版本，"
                   "经过、暂停、催办和密封的内容还没有审计管住"));
    problem_place_integer(out, "count", seen->unbound);
}

static void say_skipped(const struct verify_seen *seen, struct problem *out) {
    problem_set(
        out, STATUS_INVALID, "",
        N_("{tables} 太大，没有逐页检查文件（别人要用），每一条记录都读过；备份时在副本上查"));
    problem_place(out, "tables", seen->skipped);
}

static void say_search(struct problem *out) {
    problem_set(
        out, STATUS_INVALID, "",
        N_("检索索引没有检查（太大，或别人正在保存）；要查请在没人用时 zwgk doctor --full"));
}

static void say_head(const struct verify_seen *seen, struct problem *out) {
    char head[48] = "";
    size_t length = 0;
    for (int i = 0; i < 32 && seen->head[i] != '\0'; i++) {
        length += (size_t)snprintf(head + length, sizeof head - length, "%s%c",
                                   i > 0 && i % 4 == 0 ? " " : "", seen->head[i]);
    }
    problem_set(out, STATUS_OK, "", N_("链头 {head}"));
    problem_place(out, "head", head);
}

bool verify_result(const struct office *office, const struct verify_seen *seen, bool asked,
                   int place, struct problem *out) {
    enum { TOTAL, SINCE, UNBOUND, SKIPPED, SEARCH, HEAD, COUNT };
    const bool is_said[COUNT] = {
        true,          asked, seen->unbound > 0, seen->skipped[0] != '\0', seen->is_search_skipped,
        seen->rows > 0};
    int at = 0;
    while (at < COUNT && (!is_said[at] || place-- > 0)) {
        at++;
    }
    switch (at) {
    case TOTAL:
        say_total(seen, out);
        break;
    case SINCE:
        say_since(office, seen, out);
        break;
    case UNBOUND:
        say_unbound(seen, out);
        break;
    case SKIPPED:
        say_skipped(seen, out);
        break;
    case SEARCH:
        say_search(out);
        break;
    case HEAD:
        say_head(seen, out);
        break;
    default:
        return false;
    }
    return true;
}

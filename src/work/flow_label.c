/* The Chinese words for states and commands (glossary.md). Untranslated: ui and cli do that. */
#include <stddef.h>
#include <string.h>

#include "work/flow.h"

static const struct {
    const char *kind, *state, *label;
} states[] = {
    {"feedback", "registered", N_("登记")},
    {"feedback", "assigned", N_("交办")},
    {"feedback", "in_hand", N_("办理")},
    {"feedback", "in_check", N_("待审")},
    {"feedback", "replied", N_("已答复")},
    {"feedback", "announced", N_("已公布")},
    {"feedback", "closed", N_("办结")},
    {"feedback", "to_petition", N_("转信访")},
    {"feedback", "to_county", N_("转县直部门")},
    {"feedback", "to_village", N_("转村")},
    {"feedback", "handed_over", N_("已移送纪委")},
    {"feedback", "not_accepted", N_("不予受理")},
    {"opening", "open", N_("登记中")},
    {"opening", "complete", N_("已登完")},
    {"member", "open", N_("在任")},
    {"member", "left", N_("已离任")},
    {"meeting", "open", N_("已记录")},
    {"task", "open", N_("在办")},
    {"task", "closed", N_("办结")},
    {"*", "open", N_("在用")},
    {"*", "void", N_("作废")},
};

static const struct {
    const char *command, *label;
} commands[] = {
    {"register", N_("登记")},
    {"edit", N_("改")},
    {"versions", N_("版本")},
    {"void", N_("作废")},
    {"view", N_("看")},
    {"print", N_("打印")},
    {"assign", N_("交办")},
    {"reassign", N_("改派")},
    {"take_up", N_("办理")},
    {"reply", N_("答复")},
    {"announce", N_("公布")},
    {"withhold", N_("不宜公开")},
    {"close", N_("办结")},
    {"settle", N_("当场答复办结")},
    {"pause", N_("暂停")},
    {"resume", N_("恢复计时")},
    {"extend", N_("延期")},
    {"restore", N_("恢复使用")},
    {"complete", N_("登完")},
    {"reopen", N_("重新登记")},
    {"opening", N_("开箱")},
    {"recount", N_("重算期限")},
    {"password", N_("密码")},
    {"found", N_("建库")},
    {"lock", N_("锁定账号")},
    {"calendar", N_("载入日历")},
    {"check_pass", N_("审核通过")},
    {"check_return", N_("退回重办")},
    {"to_petition", N_("转信访")},
    {"to_county", N_("转县直部门")},
    {"to_village", N_("转村")},
    {"hand_over", N_("移送纪委")},
    {"not_accept", N_("不予受理")},
    {"visit", N_("回访")},
    {"request_extend", N_("申请延期")},
    {"consent_extend", N_("同意延期")},
    {"refuse_extend", N_("不同意延期")},
    {"restore_version", N_("还原旧版本")},
    {"add_member", N_("加成员")},
    {"remove_member", N_("减成员")},
    {"leave", N_("离任")},
    {"meeting", N_("开会")},
    {"add_task", N_("交任务")},
    {"tasks", N_("任务")},
    {"finish", N_("办结")},
    {"setting", N_("改设置")},
    {"dictionary", N_("改字典")},
    {"limit", N_("改期限")},
    {"urge", N_("催办")},
    {"answer_urge", N_("回复催办")},
    {"urge_notice", N_("催办通知")},
    {"paused", N_("看暂停的")},
};

const char *flow_state_label(const char *kind, const char *state) {
    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
        bool is_kind = strcmp(states[i].kind, "*") == 0 || strcmp(states[i].kind, kind) == 0;
        if (is_kind && strcmp(states[i].state, state) == 0) {
            return states[i].label;
        }
    }
    return state;
}

const char *flow_command_label(const char *command) {
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        if (strcmp(commands[i].command, command) == 0) {
            return commands[i].label;
        }
    }
    return command;
}

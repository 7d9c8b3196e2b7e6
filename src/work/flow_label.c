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
    {"opening", "open", N_("登记中")},
    {"opening", "complete", N_("已登完")},
    {"*", "open", N_("在用")},
    {"*", "void", N_("作废")},
};

static const struct {
    const char *command, *label;
} commands[] = {
    {"register", N_("登记")}, {"edit", N_("改")},
    {"versions", N_("版本")}, {"void", N_("作废")},
    {"view", N_("看")},       {"print", N_("打印")},
    {"assign", N_("交办")},   {"reassign", N_("改派")},
    {"take_up", N_("办理")},  {"reply", N_("答复")},
    {"announce", N_("公布")}, {"withhold", N_("不宜公开")},
    {"close", N_("办结")},    {"settle", N_("当场答复办结")},
    {"pause", N_("暂停")},    {"resume", N_("恢复计时")},
    {"extend", N_("延期")},   {"restore", N_("恢复使用")},
    {"complete", N_("登完")}, {"reopen", N_("重新登记")},
    {"opening", N_("开箱")},  {"recount", N_("重算期限")},
    {"password", N_("密码")}, {"found", N_("建库")},
    {"lock", N_("锁定账号")}, {"calendar", N_("载入日历")},
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

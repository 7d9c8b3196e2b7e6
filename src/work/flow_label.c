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
    {"feedback", "to_consultation", N_("转意见征集")},
    {"consultation", "draft", N_("拟稿")},
    {"consultation", "announcing", N_("待公告")},
    {"consultation", "collecting", N_("征集中")},
    {"consultation", "ended", N_("已截止")},
    {"consultation", "closed", N_("已办结")},
    {"consultation", "cancelled", N_("已取消")},
    {"opinion", "pending", N_("待处理")},
    {"opinion", "in_consent", N_("待同意")},
    {"opinion", "decided", N_("已处理")},
    {"opening", "open", N_("登记中")},
    {"opening", "complete", N_("已登完")},
    {"member", "open", N_("在任")},
    {"member", "left", N_("已离任")},
    {"meeting", "open", N_("已记录")},
    {"task", "open", N_("在办")},
    {"task", "closed", N_("办结")},
    {"disclosure", "draft", N_("拟稿")},
    {"disclosure", "returned", N_("退回")},
    {"disclosure", "in_review", N_("待审核")},
    {"disclosure", "in_approval", N_("待签发")},
    {"disclosure", "to_publish", N_("待发布")},
    {"disclosure", "on_notice", N_("公示中")},
    {"disclosure", "refused", N_("不予公开")},
    {"disclosure", "published", N_("已公开")},
    {"disclosure", "filed", N_("已归档")},
    {"disclosure", "corrected", N_("已更正")},
    {"disclosure", "withdrawn", N_("已撤下")},
    {"posting", "open", N_("张贴中")},
    {"posting", "down", N_("已撤下")},
    {"duty", "open", N_("应公开")},
    {"duty", "drafted", N_("已拟稿")},
    {"duty", "done", N_("已公开")},
    {"duty", "waived", N_("不须公开")},
    {"card", "to_fill", N_("待填")},
    {"card", "filled", N_("待归档")},
    {"card", "filed", N_("已归档")},
    {"finding", "open", N_("待处理")},
    {"finding", "ordered", N_("整改中")},
    {"finding", "answered", N_("待复查")},
    {"finding", "accountable", N_("追究中")},
    {"finding", "rectified", N_("整改完成")},
    {"finding", "no_action", N_("不予追究")},
    {"finding", "accounted", N_("已追究")},
    {"inspection", "open", N_("已检查")},
    {"accountability", "open", N_("待决定")},
    {"accountability", "proposed", N_("已建议")},
    {"accountability", "reported", N_("已上报")},
    {"accountability", "decided", N_("已决定")},
    {"accountability", "no_action", N_("不予追究")},
    {"enquiry", "asked", N_("待答复")},
    {"enquiry", "answered", N_("已答复")},
    {"enquiry", "passed_on", N_("转反馈")},
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
    {"submit", N_("送审")},
    {"mask_personal", N_("遮盖个人信息")},
    {"waive_personal", N_("准予公开个人信息")},
    {"review", N_("审核")},
    {"approve", N_("签发")},
    {"return", N_("退回")},
    {"refuse", N_("不予公开")},
    {"re_review", N_("重新审查")},
    {"announce", N_("公布")},
    {"withhold", N_("不宜公开")},
    {"close", N_("办结")},
    {"settle", N_("当场答复办结")},
    {"pause", N_("暂停")},
    {"resume", N_("恢复计时")},
    {"extend", N_("延期")},
    {"restore", N_("恢复使用")},
    {"complete", N_("登完")},
    {"reopen", N_("重新拟稿")},
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
    {"add_feedback", N_("提意见")},
    {"finish", N_("办结")},
    {"setting", N_("改设置")},
    {"source_encoding", N_("记住文件编码")},
    {"dictionary", N_("改字典")},
    {"limit", N_("改期限")},
    {"urge", N_("催办")},
    {"answer_urge", N_("回复催办")},
    {"urge_notice", N_("催办通知")},
    {"paused", N_("看暂停的")},
    {"fall_due", N_("列入")},
    {"draft", N_("拟稿")},
    {"follow", N_("随目录改")},
    {"owe", N_("登记一件事")},
    {"waive", N_("不须公开")},
    {"relist", N_("重新列入")},
    {"done", N_("已公开")},
    {"mark_hot", N_("标热点")},
    {"gaps", N_("看应公开")},
    {"lines", N_("看明细")},
    {"charge", N_("定责任")},
    {"load_shipped", N_("载入乡镇标准目录")},
    {"print_all", N_("打印整个目录")},
    {"check", N_("检查")},
    {"board", N_("渠道改动")},
    {"print_lists", N_("打印清单")},
    {"take_down", N_("撤下")},
    {"publish", N_("发布")},
    {"post", N_("张贴")},
    {"object", N_("异议")},
    {"close_notice", N_("结束公示")},
    {"withdraw", N_("撤回公开")},
    {"correct", N_("更正")},
    {"corrected", N_("已被更正")},
    {"open_card", N_("开卡")},
    {"posted", N_("张贴改动")},
    {"fill", N_("填卡")},
    {"file", N_("归档")},
    {"file_year", N_("年度归档")},
    {"print_year", N_("打印一年的")},
    {"put_in_box", N_("装盒")},
    {"detect", N_("自动发现")},
    {"order", N_("责令整改")},
    {"answer_order", N_("整改回复")},
    {"recheck", N_("复查")},
    {"rectify", N_("整改完成")},
    {"no_action", N_("不予追究")},
    {"accountability", N_("追究")},
    {"add_finding", N_("列问题")},
    {"propose", N_("建议")},
    {"report_up", N_("上报")},
    {"decide", N_("决定")},
    {"serve", N_("送达")},
    {"draft_notice", N_("起草公告")},
    {"collect", N_("开始征集")},
    {"lose_text", N_("文稿作废")},
    {"end", N_("截止")},
    {"end_early", N_("提前截止")},
    {"cancel", N_("取消征集")},
    {"draft_summary", N_("起草采纳情况")},
    {"decide_content", N_("决定内容")},
    {"result", N_("看采纳情况")},
    {"adopt", N_("采纳")},
    {"partly", N_("部分采纳")},
    {"decline", N_("不采纳")},
    {"unrelated", N_("无关")},
    {"duplicate", N_("重复")},
    {"consent", N_("同意采纳")},
    {"undo", N_("撤回处理")},
    {"to_feedback", N_("转为反馈件")},
    {"to_opinion", N_("转为意见")},
    {"take_back", N_("退回反馈")},
    {"linked", N_("转来")},
    {"link", N_("关联")},
    {"unlink", N_("取消关联")},
    {"answer", N_("回话答复")},
    {"figures", N_("统计")},
    {"like", N_("看同类意见")},
    {"enter_opinion", N_("登记意见")},
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

/* What a command of one kind is the word for, where its name is a step of another kind too. */
static const struct {
    const char *kind, *command, *label;
} steps[] = {
    {"opening", "reopen", N_("重新登记")},
    {"duty", "reopen", N_("重新列入")},
};

const char *flow_step_label(const char *kind, const char *command) {
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        if (strcmp(steps[i].kind, kind) == 0 && strcmp(steps[i].command, command) == 0) {
            return steps[i].label;
        }
    }
    return flow_command_label(command);
}

const char *flow_command_label(const char *command) {
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        if (strcmp(commands[i].command, command) == 0) {
            return commands[i].label;
        }
    }
    return command;
}

#!/bin/sh
# zwgk setting, code, limit, import calendar --dry-run; and groups, meetings and tasks by `do`.
. "$(dirname "$0")/tap.sh"
make_office
result $? "an office"
act() { # CODE NAME WORDS…
    code=$1 name=$2
    shift 2
    expect "$code" "$name" --now 2026-11-20T09:00 "$@"
}

act 0 "the settings" setting
has near_workdays
has_not feedback_secret
act 0 "one is changed" setting near_workdays 5
act 0 "and shown" setting near_workdays
has "near_workdays            5"
act 5 "out of range" setting near_workdays 99
says "0 到 30"
act 3 "an unknown one" setting nothing
act 2 "too many words" setting near_workdays 5 6

act 0 "the code lists" code
has unit_kind
act 0 "a code is added" code unit_kind school 𠮷祥学校
act 0 "renamed" code unit_kind school 学校
act 0 "moved up" code unit_kind school --up
act 0 "taken out of use" code unit_kind school --off
act 0 "the list" code unit_kind
has "学校"
has "停用"
act 1 "what rules use stays" code feedback_kind report --off
says "只能改名称和次序"
act 5 "a bad identifier" code unit_kind School 学堂
act 3 "an unknown list" code nothing
act 2 "a code alone" code unit_kind school

act 0 "the limits" limit
has feedback.consult
act 0 "a new limit" limit feedback.consult --amount 2 --article 镇规第二条 --from 2026-12-01
act 0 "beside the old one" limit feedback.consult
lines 2 "two rows"
act 5 "not from today" limit feedback.consult --amount 2 --article 镇规 --from 2026-11-20
says "从明天起"
act 2 "without a day" limit feedback.consult --amount 2
act 3 "an unknown limit" limit nothing

printf '收到日期,类别,标题\n2026-11-20,咨询,材料有哪些\n' >"$here/in.csv"
act 0 "a matter" import feedback "$here/in.csv"
printf '# 通知\n日期\t类型\t名称\n2026-11-25\t放假\t镇庆\n' >"$here/calendar.tsv"
act 0 "a look" import calendar "$here/calendar.tsv" --dry-run
has "FK2026-00001  2026-11-25 → 2026-11-26"
act 0 "nothing was stored" show FK2026-00001 --format json
has '"due_on":"2026-11-25"'
act 0 "loading" import calendar "$here/calendar.tsv"
says "1 件"
act 0 "it moved" show FK2026-00001 --format json
has '"due_on":"2026-11-26"'

printf '名称,性质,例会周期\n反馈组,信息反馈组,30\n' >"$here/team.csv"
act 0 "a group" import team "$here/team.csv"
act 0 "a member" do add_member XZ2026-00001 person=王建国 duty=组长
act 5 "only once" do add_member XZ2026-00001 person=王建国 duty=成员
act 0 "the group" show XZ2026-00001 --format json
has '"members":[{"number":"CY2026-00001","state":"open","title":"王建国","duty":"head"'
printf '会议类型,小组,开会日期,议题,参加人,记录\n反馈组例会,反馈组,2026-11-19,例会,王建国,定了\n' >"$here/meeting.csv"
act 0 "a meeting" import meeting "$here/meeting.csv"
act 0 "a task" do add_task HY2026-00001 title=换大字 unit=东门村 due_on=2026-11-27
act 0 "on the list" list task-open
has RW2026-00001
act 0 "done" do finish RW2026-00001 result=已换
act 0 "no longer on it" list task-open
has_not RW2026-00001
act 0 "the group met" show XZ2026-00001 --format json
has '"met_on":"2026-11-19"'
act 0 "the log is whole" verify
finish

#!/bin/sh
# A slip's whole life on the command line: imported, handed over, answered, announced, closed.
. "$(dirname "$0")/tap.sh"
make_office
result $? "an office"
act() { # CODE NAME WORDS…
    code=$1 name=$2
    shift 2
    expect "$code" "$name" --now 2026-11-20T09:00 do "$@"
}
state() { # STATE NUMBER
    zwgk show "$2" --format json >"$out" 2>"$err"
    grep -qF "\"state\":\"$1\"" "$out"
    result $? "$2 is $1"
}
printf '收到日期,类别,标题,姓名,电话,来源\n2026-11-19,投诉,三组路灯不亮,陈䶮,13800000000,来电\n2026-11-19,咨询,材料有哪些,,,来访\n' >"$here/in.csv"
expect 0 "import" --now 2026-11-20 import feedback "$here/in.csv"
state registered FK2026-00001
has '"due_on":"2026-12-10"' "its due date"
has '"days_left":14' "and what is left"

act 1 "closing without a reply is refused" close FK2026-00001
state registered FK2026-00001
act 5 "an unknown unit" assign FK2026-00001 unit=西门村
says 西门村
act 2 "an unknown field" assign FK2026-00001 colour=red
says colour
act 3 "an unknown number" assign FK2026-99999 unit=东门村
says FK2026-99999
act 3 "one unknown number of two" assign FK2026-00001 FK2026-99999 unit=东门村
state registered FK2026-00001
act 0 "hand over, by labels" assign FK2026-00001 承办单位=东门村 经办人=王建国
state assigned FK2026-00001
has '"unit":"东门村"'
has '"person":"王建国"'
act 1 "a second time is refused" assign FK2026-00001 unit=东门村
says FK2026-00001
act 5 "a reply without text" reply FK2026-00001
act 5 "a reply with a control character" reply FK2026-00001 "reply=$(printf '好\033')"
act 0 "reply" reply FK2026-00001 reply=已换灯泡
state in_check FK2026-00001
act 1 "announcing what is not checked yet is refused" announce FK2026-00001 place=村口公开栏
act 1 "nobody passes what he wrote himself" check_pass FK2026-00001
act 5 "a signature without its number" check_pass FK2026-00001 纸上签批人=周建华
act 0 "passed on paper" check_pass FK2026-00001 signatory=周建华 signed_no=审签6
state replied FK2026-00001
has '"signatory":"周建华"'
has '"due_on":"2026-11-27"' "and is to be announced by then"
has '"reply_due_on":"2026-12-10"' "the reply's own date stays"
has '"reply":"已换灯泡"'
expect 0 "the queue of what is to be announced" --now 2026-11-20 list feedback-announce --format csv
has FK2026-00001
act 1 "closing before the announcement is refused" close FK2026-00001
act 0 "announce" announce FK2026-00001 place=村口公开栏
state announced FK2026-00001
act 0 "close" close FK2026-00001
state closed FK2026-00001
has '"light":null' "a closed one has no light"
has '"days_left":null'
has '"command":"announce","from":"replied","to":"announced"' "its steps"
has '"versions":[{"ver":1,' "its versions"
has '"data":{' "with what was before"
act 1 "closed is closed" reply FK2026-00001 reply=再答
expect 0 "the queue of visits" --now 2026-11-20 list feedback-visit --format csv
has FK2026-00001
act 5 "a result that is none" visit FK2026-00001 visit_result=很好
says 基本满意
act 0 "not satisfied: opened again" visit FK2026-00001 回访结果=不满意 visit_note=还是不亮
state in_hand FK2026-00001
has '"visit_result":"dissatisfied"'
has '"due_on":"2026-12-11"' "a new limit from today"
act 1 "an extension nobody asked for" consent_extend FK2026-00001
act 0 "asked for" request_extend FK2026-00001 amount=3 reason=等备件
state in_hand FK2026-00001
has '"ext_reason":"等备件"' "the request is on the record"
act 1 "one request at a time" request_extend FK2026-00001 amount=2 reason=再等
act 0 "consented to on paper" consent_extend FK2026-00001 signatory=周建华 signed_no=审签7
state in_hand FK2026-00001
has '"due_on":"2026-12-16"'
act 0 "edit" edit FK2026-00001 title=三组路灯亮了
act 0 "an old version is put back" restore_version FK2026-00001 version=1
state in_hand FK2026-00001
has '"title":"三组路灯不亮"'
act 5 "a version there is not" restore_version FK2026-00001 version=99
says 版本
act 5 "the petition office without its number" to_petition FK2026-00001 exit_to=县信访局 exit_reason=补偿争议
act 0 "to the petition office" to_petition FK2026-00001 exit_to=县信访局 exit_no=XF2026-77 exit_reason=补偿争议
state to_petition FK2026-00001
has '"light":null' "it has no light"
has '"exit_no":"XF2026-77"'
has '"reply_due_on":"2026-12-16"'
act 1 "an exit is an end" assign FK2026-00001 unit=东门村

act 0 "pause" pause FK2026-00002 reason=等待材料
state registered FK2026-00002
has '"light":"paused"'
has '"days_left":null'
act 0 "resume" resume FK2026-00002
act 0 "extend" extend FK2026-00002 amount=2 reason=材料多
act 5 "extend by words" extend FK2026-00002 amount=两天 reason=材料多
act 0 "void" void FK2026-00002 reason=重复登记
state void FK2026-00002

expect 0 "show" --now 2026-11-20 show FK2026-00001
has 三组路灯不亮
has 期限计算说明
has 已换灯泡
! grep -q "$(printf '\001')" "$out"
result $? "no marks of the screen in it"
expect 3 "show what is not there" --now 2026-11-20 show FK2026-09999
says FK2026-09999
expect 3 "show what is no number" --now 2026-11-20 show "x' OR 1=1"
expect 0 "the chain holds" verify
finish

#!/bin/sh
# Urging on the command line: what is late or near of every kind, first and second, the answer, the notices and
# the list on paper.
. "$(dirname "$0")/tap.sh"
make_office
result $? "an office"
printf '收到日期,类别,标题\n2026-10-23,投诉,三组路灯三个月不亮\n2026-11-16,咨询,低保怎么办理\n2026-11-18,建议,请加两条长凳\n2026-11-19,投诉,集市占道\n2026-11-16,举报,不能给人看的一件\n2026-11-09,投诉,补偿款标准不明\n' >"$here/in.csv"
expect 0 "import" --now 2026-11-20 import feedback "$here/in.csv"
act() { # CODE NAME WORDS…
    code=$1 name=$2
    shift 2
    expect "$code" "$name" --now 2026-11-20T09:00 do "$@"
}
print_report() { # CODE NAME WORDS…
    code=$1 name=$2
    shift 2
    expect "$code" "$name" --now 2026-11-20T15:00 report "$@"
}
act 0 "hand over" assign FK2026-00001 FK2026-00006 unit=东门村 person=王建国
act 0 "hand over" assign FK2026-00002 unit=社会事务办
act 0 "a clock that stands" pause FK2026-00006 reason=等县里函复
act 0 "a box to be opened soon" edit FX2026-00001 cycle_days=4

expect 0 "late and near of every kind" --now 2026-11-20 list overdue --format json
lines 7 "four, between brackets, and one that is sealed"
has '"record_kind":"box"'
has '"title":"三组路灯三个月不亮","unit":"东门村"'
has '"light":"overdue","days_left":-5,"state":"assigned","statutory":0,"urges":0' "how often urged"
has_not 集市占道 "what is in time"
has_not 补偿款 "what is paused"
has_not 不能给人看
expect 0 "as a table" --now 2026-11-20 list overdue
has 反馈箱 "kinds by name"
expect 0 "only what is late" --now 2026-11-20 list overdue --overdue --format csv
has_not 请加两条长凳
expect 2 "no conditions on records of every kind" --now 2026-11-20 list overdue --where 'title=*路灯*'
says --where
expect 0 "what is paused" --now 2026-11-20 list overdue-paused
has 补偿款标准不明
has_not 三组路灯

print_report 3 "no notice before anybody was urged" urge-notice --unit 东门村
says 没有催办过
act 1 "what is paused is not urged, nor the other" urge FK2026-00001 FK2026-00006
says FK2026-00006
act 0 "urge three at once" urge FK2026-00001 FK2026-00002 FX2026-00001
act 1 "a second time the same day must be meant" urge FK2026-00001
says 今天已经催办过
act 0 "when it is" urge FK2026-00001 again=1 note=请今天报进度
act 5 "too long" urge FK2026-00002 again=1 "note=$(printf '%0101d' 0)"
act 1 "a unit has no date" urge DW2026-00001
expect 0 "show" --now 2026-11-20 show FK2026-00001 --format json
has '"urges":[{"serial":1,"at":"2026-11-20 09:00","person":' "urgings"
has '"to_unit":"东门村","to_person":"王建国","note":"已逾期 5 个工作日，请立即办理并书面说明原因","answer":null'
has '{"serial":2,'
has '"note":"请今天报进度","answer":null,"answered_at":null}]'
act 0 "the answer" answer_urge FK2026-00001 answer=灯头已到货
act 1 "nothing left to answer" answer_urge FK2026-00001 answer=又来
act 5 "an answer that says nothing" answer_urge FK2026-00002
expect 0 "show as text" --now 2026-11-20 show FK2026-00001
has "最近催办：第 2 次"
has "回复催办：灯头已到货"
has "第 1 次：已逾期 5 个工作日" "the timeline"

print_report 0 "a unit's notice" urge-notice --unit 东门村
has 催办通知
has 请今天报进度
has 签收人
has_not 低保怎么办理 "not another unit's"
print_report 0 "another's" urge-notice --unit 社会事务办
has 政府大院 "with its keeper's box"
print_report 0 "one record's" urge-notice FK2026-00002
has 低保怎么办理
has_not 请今天报进度
print_report 0 "every unit's" urge-notice
has 低保怎么办理
has 请今天报进度
print_report 0 "the list" overdue-list
has 三组路灯三个月不亮
has 逾期5
has 合计
has_not 不能给人看
has_not 补偿款
expect 0 "the chain holds" verify
finish

#!/bin/sh
# 可能重复: rows of an import that say much the same are named; linking; findings imported twice.
. "$(dirname "$0")/tap.sh"
make_office
result $? "an office with units, people and a box"
export ZWGK_DB
now="--now 2026-11-20T09:00"
body='三组自八月以来路灯不亮，老人小孩夜间出行不安全，多次口头反映没有结果。请说明何时修复，由谁负责。'

says_not() {
    ! grep -qF -- "$1" "$err"
    result $? "does not say ${2:-$1}"
}
count() { # N NAME
    zwgk list feedback --format json >"$out" 2>"$err"
    [ "$(grep -c '"number"' "$out")" -eq "$1" ]
    result $? "$2"
}

printf '收到日期,类别,标题,电话,内容\n2026-11-03,投诉,东门村三组路灯三个月不亮,13800001234,%s\n2026-11-03,举报,村会计吃拿卡要公款吃喝,13800001234,请查一查村会计吃拿卡要公款吃喝的事\n' "$body" >"$here/old.csv"
expect 0 "the first of them" $now import feedback "$here/old.csv"
says_not 可能重复
cat >"$here/new.csv" <<X
收到日期,类别,标题,电话,内容
2026-11-18,投诉,三组路灯坏了,１３８ 0000 1234,$body
2026-11-18,建议,文化广场厕所请派人打扫,,广场旁边的厕所一直没有人打扫
2026-11-18,投诉,東門村三組路燈三個月不亮,,三組自八月以來路燈不亮，老人小孩夜間出行不安全，多次口頭反映沒有結果
2026-11-19,建议,文化广场厕所请派人打扫一下,,广场旁边的厕所一直没有人打扫
2026-11-19,投诉,村会计吃拿卡要公款吃喝,13800001234,请查一查村会计吃拿卡要公款吃喝的事
X
expect 0 "a dry run names them too" $now import feedback "$here/new.csv" --dry-run
says '第 2 行：可能重复：FK2026-00001 东门村三组路灯三个月不亮（相似 0.8' "line, number, likeness"
says '，同电话）' "the telephone, whatever its width and blanks"
says '第 4 行：可能重复：' "traditional characters"
says '第 5 行：可能重复：本文件第 2 条数据（相似 0.' "an earlier row of the file"
says_not '第 3 行'
says_not '第 6 行' "nothing of what is sealed"
count 2 "nothing was stored"
expect 0 "without those" $now import feedback "$here/new.csv" --skip-duplicates
says '没有导入'
says '已导入 2 行'
says '可能重复的 3 行没有导入'
count 4 "two more"
expect 0 "stored all the same" $now import feedback "$here/new.csv" --allow-duplicates
says '相近 5 行，都导入了'
count 9 "all five"
expect 2 "of other kinds there is no such thing" $now import unit "$here/new.csv" --skip-duplicates

expect 0 "linked" $now do link FK2026-00003 linked=FK2026-00001
expect 0 "by the label" $now do link FK2026-00004 关联件=FK2026-00001
zwgk show FK2026-00001 >"$out"
has 关联件 "its page says so"
has FK2026-00003 "one"
has FK2026-00004 "the other"
zwgk show FK2026-00003 >"$out"
has FK2026-00001 "and the other way round"
expect 5 "not with itself" $now do link FK2026-00001 linked=FK2026-00001
expect 5 "with nothing sealed, says who is in charge of it" $now do link FK2026-00001 linked=FK2026-00002
says 是举报件
expect 0 "no more" $now do unlink FK2026-00003
expect 3 "a number that is not there" $now do link FK2026-00099 linked=FK2026-00001

printf '问题类型,问题,发现日期,责任单位,证据\n未公开,公开栏是空的,2026-11-18,东门村,照片两张\n' >"$here/findings.csv"
expect 0 "a finding" $now import finding "$here/findings.csv"
expect 5 "imported twice" $now import finding "$here/findings.csv"
says '第 2 行' "the line"
says 'WT2026-00001 重复' "and what it repeats"
expect 0 "meant so" $now import finding "$here/findings.csv" --allow-duplicates --dry-run
printf '问题类型,问题,发现日期,责任单位,证据\n未公开,公开栏是空的,2026-11-19,东门村,又一次\n未公开,公开栏是空的,2026-11-19,东门村,又一次\n' >"$here/twice.csv"
expect 5 "twice in a file, on another day" $now import finding "$here/twice.csv"
says '第 3 行'
says '本文件第 1 条数据重复'
finish

#!/bin/sh
# zwgk list and zwgk export.
. "$(dirname "$0")/tap.sh"
make_office
result $? "an office"
cat >"$here/in.csv" <<'X'
收到日期,类别,标题,内容,姓名,电话,单位
2026-10-08,投诉,迟了的一件,,,,东门村
2026-11-17,咨询,今日到期的一件,,,,
2026-11-18,咨询,还剩一日的一件,,,,
2026-11-19,投诉,=1+1,"@SUM(A1)
第二行",𠮷田䶮,+86 13800000000,社会事务办
2026-11-19,举报,密封的一件,不能给人看,举报人甲,13900000000,
X
expect 0 "import" --now 2026-11-20 import feedback "$here/in.csv"

expect 0 "a queue" --now 2026-11-20 list feedback-open
has "编号          期限       工作日  类别 标题                           承办单位   经办人 状态" "the screen's headings, and the state"
head -n 2 "$out" | tail -n 1 | grep -q "FK2026-00001  2026-10-[0-9]* 逾期[0-9]*  *投诉 迟了的一件 "
result $? "dates whole, each under its heading"
has 逾期
has 今日
has 剩1
has_not 密封的一件 "what is sealed"
has_not 举报人甲 "or who said it"
expect 0 "JSON" --now 2026-11-20 list feedback-open --format json
has '"title":"迟了的一件","unit":"东门村","person":' "unit by name"
has '"due_on":"2026-11-20","light":"near","days_left":0,"state":"registered"' "today is near"
has '"kind":"consult"' "identifiers"
head -n 2 "$out" | grep -qF 迟了的一件
result $? "worst first"
expect 0 "only what is late" --now 2026-11-20 list feedback --overdue --format json
lines 3 "one, between brackets"
has '"light":"overdue"'
expect 0 "order and limit" --now 2026-11-20 list feedback --order received_on --limit 2 --format csv
lines 3 "two below the headings"
has 迟了的一件
expect 0 "none" --now 2026-11-20 list feedback --limit 0 --format json
is "[]" "an empty array"
expect 0 "another kind" --now 2026-11-20 list unit
has 社会事务办
head -n 1 "$out" | grep -q "编号 .*单位名称 .*性质 .*联系人 .*电话 .*地址 .*状态"
result $? "with its own columns"
cat >"$here/teams.csv" <<'X'
名称,性质,例会周期
反馈组,信息反馈组,30
X
expect 0 "groups" import team "$here/teams.csv"
expect 0 "as CSV" --now 2026-11-20 list team --format csv
has "编号,名称,性质,人数,上次开会,期限,亮灯,状态"
has ",反馈组,信息反馈组,"
expect 0 "a kind without a list of its own" --now 2026-11-20 list member --format csv
has "编号,标题,单位,经办人,状态"
expect 0 "a queue with columns of its own" --now 2026-11-20 list feedback-visit --format csv
has "姓名,电话"
expect 0 "of every kind" --now 2026-11-20 list overdue --format csv
has "编号,收到日期,期限,亮灯,类别,标题,单位,经办人,状态"
has ",反馈件,"
expect 0 "CSV" --now 2026-11-20 list feedback --format csv
has "'=1+1" "formulas are guarded"
"$ZWGK" --now 2026-11-20 list feedback >/dev/full 2>"$err"
[ $? = 1 ]
result $? "standard output is full (exit 1)"
says 磁盘已满
expect 0 "GB18030 for the terminal" --now 2026-11-20 --encoding gb18030 list unit
iconv -f GB18030 -t UTF-8 "$out" | grep -qF 社会事务办
result $? "is GB18030"
word=$(printf 'title=*社会*' | iconv -f UTF-8 -t GB18030)
expect 0 "words typed in GB18030" --now 2026-11-20 --encoding gb18030 list unit --where "$word"
iconv -f GB18030 -t UTF-8 "$out" | grep -qF 社会事务办
result $? "are understood"

# Conditions, as they are typed in the query form.
where() { # NAME CONDITION… : lists titles as JSON
    name=$1
    shift
    expect 0 "$name" --now 2026-11-20 list feedback --format json "$@"
}
where "contains" --where 'title=*一件*'
lines 5 "three, between brackets"
where "by the label, in full-width signs" --where '标题＝＊还剩＊'
lines 3 "one"
has 还剩一日的一件
where "two conditions" --where 'kind=投诉|举报' --where=due_on=逾期
lines 3 "one"
has 迟了的一件
where "not before a day" --where 'received_on>=2026-11-18'
has 还剩一日的一件
has_not 今日到期的一件
where "a range" --where '收到日期=10月:2026-11-17'
lines 4 "two"
where "none of" --where 'kind!=投诉|举报'
has_not '"kind":"complain"'
has '"kind":"consult"'
where "a unit by part of its name" --where unit=东门
lines 3 "one"
where "a unit nobody named so" --where unit=西门
is "[]" "an empty list"
where "empty" --where 'unit=空'
lines 5 "three"
expect 0 "in a queue" --now 2026-11-20 list feedback-open --where title=一件 --order received_on
has 迟了的一件
where "a number" --where number==FK2026-00002
lines 3 "one"
where "what is sealed is not found" --where title=密封 --where 'reporter=*举报人*'
is "[]"
where "a hostile text is only a text" --where "title=' OR 1=1 --"
is "[]"
expect 2 "no such field" list feedback --where nosuch=1
says nosuch
expect 2 "no condition" list feedback --where title
says "--where"
expect 2 "its value missing" list feedback --where
says "--where"
expect 2 "a queue of every kind" list overdue --where title=灯
says "--where"
expect 2 "no such choice" list feedback --where kind=没有
says 类别
says "投诉|举报"
expect 2 "no date" list feedback --where received_on=明年吧
says 收到日期

export_to() { # CODE NAME FILE OPTION…
    code=$1 name=$2
    shift 2
    expect "$code" "$name" --now 2026-11-20 export feedback --reveal "$@"
}
export_to 0 "export JSON" "$here/x.json"
cp "$here/x.json" "$out"
has '"body":"@SUM(A1)\n第二行"' "texts whole"
has '"contact":"+86 13800000000"'
has '"steps":[{'
has_not 密封的一件 "what is sealed"
has_not '"kind":"report"' "not even that there is something"
has_not 不能给人看 "nor its text"
has_not 举报人甲 "nor who said it"
export_to 0 "export CSV" "$here/x.csv"
cp "$here/x.csv" "$out"
[ "$(head -c 3 "$out" | od -An -tx1 | tr -d ' ')" = efbbbf ]
result $? "with a BOM"
has "编号,状态,"
has "'=1+1"
has "'+86 13800000000"
has "\"'@SUM(A1)"
has 投诉 "labels, not codes"
has_not 举报人甲 "nothing sealed"
export_to 0 "export TSV" "$here/x.tsv"
head -n 1 "$here/x.tsv" | grep -q "$(printf '编号\t状态')"
result $? "with tabs"
export_to 0 "export in GB18030" "$here/x.csv" --encoding gb18030
iconv -f GB18030 -t UTF-8 "$here/x.csv" | grep -qF 迟了的一件
result $? "is GB18030"
export_to 5 "a character that Big5 lacks" "$here/big5.csv" --encoding big5
[ ! -e "$here/big5.csv" ]
result $? "leaves no file"
ls "$here" | grep -q 'big5.csv\.'
[ $? = 1 ]
result $? "and no half of one"
export_to 1 "a folder that is not there" "$here/nosuch/x.csv"
says nosuch
finish

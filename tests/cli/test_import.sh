#!/bin/sh
# zwgk import: columns, encodings, duplicates, every kind of bad row, rejects, dry run.
. "$(dirname "$0")/tap.sh"
make_office
result $? "an office with units, people and a box"
export ZWGK_DB

count() { # N NAME: so many feedback records are stored
    zwgk list feedback --format json >"$out" 2>"$err"
    [ "$(grep -c '"number"' "$out")" -eq "$1" ]
    result $? "$2"
}
import() { # CODE NAME WORDS…
    code=$1 name=$2
    shift 2
    expect "$code" "$name" --now 2026-11-20T09:00 import feedback "$@"
}

cat >"$here/good.csv" <<'X'
标题,类别,收到日期,内容,姓名,电话,反馈箱,来源,外部编号,单位
宅基地审批要带哪些材料,咨询,2026-11-19,"第一行
第二行，""带引号""",𠮷田䶮,13800000000,政府大院,反馈箱,,
东门村三组路灯三个月不亮,complain,1117,很黑,,,,call,WO-1,东门村
公开栏字太小,建议,２０２６年１１月１８日,,,,,来访,,
X
import 0 "a dry run" "$here/good.csv" --dry-run
says 没有存储
count 0 "stores nothing"
import 0 "Chinese headings in any order" "$here/good.csv"
says "3 行"
silent "no data on standard output"
count 3 "three are stored"
has '"unit":"东门村"' "a unit given"
has '"state":"assigned"' "hands it over"
has '"received_on":"2026-11-17"' "dates are read as typed"
zwgk show FK2026-00001 --format json >"$out"
has '第一行\n第二行，\"带引号\"' "quoted lines and quotes"
has '"box":"政府大院"' "the box by its name"
has '"reporter":"𠮷田䶮"' "four-byte names"
import 5 "the same file again" "$here/good.csv"
says "第 2 行"
says "第 4 行" "第 4 行: lines inside quotes are counted"
says FK2026-00001 "the number it repeats"
count 3 "stores nothing"
printf 'received_on\tkind\ttitle\tbox\n2026-11-16\tpraise\t医生很好\t\n2026-11-16\tpraise\t医生很好\t\n' >"$here/two.tsv"
import 5 "a row twice in one file" "$here/two.tsv"
says "第 3 行"
count 3 "stores nothing"

printf '收到日期,类别,标题\n2026-11-16,咨询,低保怎么申请\n' >"$here/utf8.csv"
iconv -f UTF-8 -t GB18030 "$here/utf8.csv" >"$here/gb.csv"
import 0 "GB18030, found" "$here/gb.csv"
printf '收到日期,类别,标题\n2026-11-16,咨询,医保怎么缴\n' | iconv -f UTF-8 -t GBK >"$here/gbk.csv"
import 0 "GBK, given" "$here/gbk.csv" --encoding gbk
printf '\357\273\277收到日期,类别,标题\r\n2026-11-16,咨询,社保卡在哪里办\r\n' >"$here/bom.csv"
import 0 "UTF-8 with a BOM and CR LF" "$here/bom.csv"
printf '收到日期\t类别\t标题\n2026-11-16\t咨询\t户口怎么迁\n' | iconv -f UTF-8 -t UTF-16LE >"$here/16.body"
{ printf '\377\376' && cat "$here/16.body"; } >"$here/16.txt"
import 0 "UTF-16, as spreadsheets save text" "$here/16.txt"
count 7 "seven are stored"
has 社保卡在哪里办
has 户口怎么迁
import 5 "a wrong encoding" "$here/gb.csv" --encoding utf-8
says 字节 "the byte offset"
import 2 "an unknown encoding" "$here/gb.csv" --encoding latin9

bad() { # NAME TEXT SAID…: one bad row of a file with a good one stores nothing and is named
    printf '收到日期,类别,标题,内容,姓名,单位,反馈箱\n2026-11-12,咨询,好的一行,,,,\n%b\n' "$2" >"$here/bad.csv"
    import 5 "$1" "$here/bad.csv"
    says "第 3 行"
    shift 2
    for said in "$@"; do says "$said"; done
}
long=$(printf '长%.0s' $(seq 101))
bad "a future date" '2026-11-21,咨询,明天的事,,,,' 收到日期
bad "an impossible date" '2026-02-30,咨询,没有这一天,,,,' 收到日期 "第 1 栏"
bad "no date" ',咨询,没有日期,,,,' 收到日期
bad "an unknown kind" '2026-11-19,打听,不知道哪一类,,,,' 类别 打听 "第 2 栏"
bad "no title" '2026-11-19,咨询,,,,,' 标题
bad "a title too long" "2026-11-19,咨询,$long,,,," 标题 100
bad "a control character" '2026-11-19,咨询,有控制\0033字符,,,,' 标题
bad "a bidi control" '2026-11-19,咨询,有方向\0342\0200\0256控制,,,,' 标题 202E
bad "an unknown unit" '2026-11-19,咨询,没有这个单位,,,西门村,' 单位 西门村
bad "an unknown box" '2026-11-19,咨询,没有这只箱,,,,西门' 反馈箱 西门
bad "a cell too many" '2026-11-19,咨询,多一栏,,,,,多出来' 多出来
bad "everything wrong at once" '2026-13-01,打听,,,,西门村,' 收到日期 类别 标题 单位
count 7 "none of them is stored"

printf '收到日期,类别,标题\n2026-11-12,咨询,好\n2026-11-12,咨询,坏\377\376字节\n' >"$here/bytes.csv"
import 5 "invalid bytes" "$here/bytes.csv" --encoding utf-8
printf '收到日期,类别,标题\n2026-11-12,咨询,空\000字节\n' >"$here/nul.csv"
import 5 "a NUL" "$here/nul.csv" --encoding utf-8
printf '收到日期,类别,标题\n2026-11-12,咨询,"没有结束\n2026-11-12,咨询,好\n' >"$here/quote.csv"
import 5 "a quote that never ends" "$here/quote.csv"
says "第 2 行"
printf '收到日期,类别,题目\n2026-11-12,咨询,好\n' >"$here/heading.csv"
import 5 "an unknown heading" "$here/heading.csv"
says 题目
printf '收到日期,类别\n2026-11-12,咨询\n' >"$here/heading.csv"
import 5 "a heading missing" "$here/heading.csv"
says title
printf '收到日期,类别,标题,标题\n2026-11-12,咨询,好,好\n' >"$here/heading.csv"
import 5 "a heading twice" "$here/heading.csv"
printf '收到日期,类别,标题,编号\n2026-11-12,咨询,好,FK2026-00009\n' >"$here/heading.csv"
import 5 "a number cannot be imported" "$here/heading.csv"
says 编号
: >"$here/empty.csv"
import 5 "an empty file" "$here/empty.csv"
import 1 "a file that is not there" "$here/nosuch.csv"
says nosuch.csv
import 1 "a folder" "$here"
count 7 "none of these stored anything"

{
    cat "$here/good.csv"
    printf '新的一件,咨询,2026-11-10,,,,,,,\n坏的一件,打听,2026-11-10,"说""好"",
真的",,,,,,\n'
} >"$here/mixed.csv"
import 0 "with --rejects the good rows are stored" "$here/mixed.csv" --rejects "$here/rejects.csv"
count 8 "one more"
cp "$here/rejects.csv" "$out"
has '坏的一件,打听,2026-11-10,"说""好"",' "the bad row as it came"
has 打听 "and why"
has 宅基地审批要带哪些材料 "duplicates are rejected too"
has_not 新的一件 "the good one"
printf '收到日期,类别,标题\n2026-11-09,咨询,多了一栏,多出来的\n' >"$here/more.csv"
import 0 "a row with a cell too many" "$here/more.csv" --rejects "$here/rejects.csv"
count 8 "is rejected, not stored as well"
import 5 "what was rejected can be corrected: only the reason's column is new" "$here/rejects.csv"
says 未导入原因
printf '收到日期,类别,标题\n2026-11-10,咨询,好的\n2026-11-10,打听,坏的\n' | iconv -f UTF-8 -t GB18030 >"$here/gb.csv"
import 0 "rejects of a GB18030 file" "$here/gb.csv" --rejects "$here/rejects.csv"
iconv -f GB18030 -t UTF-8 "$here/rejects.csv" >"$out" 2>"$err"
has 坏的 "are in GB18030"
import 1 "rejects that cannot be written" "$here/mixed.csv" --rejects "$here/nosuch/rejects.csv"
count 9 "store nothing"
import 0 "duplicates on purpose" "$here/utf8.csv" --allow-duplicates
count 10 "are stored"

printf '# 国务院办公厅关于2027年部分节假日安排的通知\n日期\t类型\t名称\n2027-01-01\t放假\t元旦\n' >"$here/cn_2027.tsv"
expect 0 "a calendar, tried" --now 2026-11-20 import calendar "$here/cn_2027.tsv" --dry-run
expect 0 "is not loaded by that" --db "$ZWGK_DB" due --from 2026-12-31 --workdays 1
is 2027-01-01 "New Year counts as a working day"
expect 0 "a calendar" --now 2026-11-20 import calendar "$here/cn_2027.tsv"
expect 0 "is loaded" --db "$ZWGK_DB" due --from 2026-12-31 --workdays 1
is 2027-01-04 "and New Year is off"
printf '# 通知\n日期\t类型\t名称\n2028-02-30\t放假\t没有\n' >"$here/bad.tsv"
expect 5 "a calendar with an impossible day" --now 2026-11-20 import calendar "$here/bad.tsv"
says "第 3 行"
finish

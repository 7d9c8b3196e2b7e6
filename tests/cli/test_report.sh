#!/bin/sh
# zwgk report timeliness and the due date that a reply keeps; zwgk report satisfaction and its prints.
. "$(dirname "$0")/tap.sh"
make_office
result $? "an office"
cat >"$here/in.csv" <<'X'
收到日期,类别,标题,单位
2026-11-03,咨询,迟了的一件,东门村
2026-11-03,投诉,按时的一件,东门村
2026-11-03,建议,逾期未答复的一件,社会事务办
2026-11-19,表扬,在办的一件,
2026-11-03,举报,密封的一件,
X
expect 0 "import" --now 2026-11-20 import feedback "$here/in.csv"
for number in FK2026-00001 FK2026-00002; do
    expect 0 "reply to $number" --now 2026-11-20 do reply $number reply=已经办好了。
done
expect 0 "passed on paper" --now 2026-11-20 do check_pass FK2026-00002 signatory=周建华 signed_no=1
expect 0 "show" --now 2026-11-20 show FK2026-00001
has "应答复期限: 2026-11-06"
expect 0 "show as JSON" --now 2026-11-20 show FK2026-00001 --format json
has '"reply_due_on":"2026-11-06"'
expect 0 "export" --now 2026-11-20 export feedback "$here/out.json"
grep -qF '"reply_due_on":"2026-11-06"' "$here/out.json"
result $? "has it too"

expect 0 "this year" --now 2026-11-20 report timeliness
cp "$out" "$here/page"
has "青石镇政务公开办公室  及时率统计"
has "答复日期 2026-01-01 至 2026-12-31；未答复的截至 2026-11-20"
has "类别                      按时答复    逾期答复  在办未逾期  逾期未答复 及时率%" "headings over their columns"
has "投诉                             1           0           0           0   100.0"
has "咨询                             0           1           0           0     0.0"
has "表扬                             0           0           1           0       -"
has "东门村                           1           1           0           0    50.0"
has "未交办                           0           0           1           0       -"
has "合计                             1           1           1           1    33.3"
has_not "举报  " "nothing of what is sealed"
tr -d '\001' <"$here/page" | cmp -s - "$here/page"
result $? "no marks of the screen"
expect 0 "another year" --now 2026-11-20 report timeliness --year 2025
has "合计                             0           0           0           0       -"
expect 0 "a period" --now 2026-11-20 report timeliness --from 2026-11-20 --to t
has "2026-11-20 至 2026-11-20"
expect 0 "from a day on" --now 2026-11-20 report timeliness --from 2026-11-21
has "2026-11-21 至 2026-12-31"
expect 0 "up to a day" --now 2026-11-20 report timeliness --to 2026.11.19
has "2026-01-01 至 2026-11-19"
expect 0 "in English" --lang en --now 2026-11-20 report timeliness

expect 0 "to a text file" --now 2026-11-20 report timeliness --out "$here/rate.txt"
silent "nothing on standard output"
says rate.txt
cmp -s "$here/rate.txt" "$here/page"
result $? "the same page"
expect 0 "to CSV" --now 2026-11-20 report timeliness --year 2026 --out "$here/rate.csv"
cp "$here/rate.csv" "$out"
[ "$(head -c 3 "$out" | od -An -tx1 | tr -d ' ')" = efbbbf ]
result $? "with a BOM"
has "分组,名称,按时答复,逾期答复,在办未逾期,逾期未答复,及时率%"
has "类别,投诉,1,0,0,0,100.0"
has "承办单位,社会事务办,0,0,0,1,0.0"
printf '承办单位,未交办,0,0,1,0,\r\n' | grep -qxF -f - "$out"
result $? "no rate is an empty cell"
has "合计,,1,1,1,1,33.3"
lines 9 "heading, four kinds, three units, all"
expect 1 "a folder that is not there" --now 2026-11-20 report timeliness --out "$here/nosuch/x.txt"
says nosuch

expect 2 "no name" report
says timeliness
expect 2 "another name" report nosuch
says nosuch
expect 2 "a year and a day" report timeliness --year 2026 --to t
says --year
expect 2 "no year" --now 2026-11-20 report timeliness --year 26年
says --year
expect 2 "no day" --now 2026-11-20 report timeliness --from 2026-02-30
says 2026-02-30
expect 2 "another ending" report timeliness --out rate.doc
says rate.doc
expect 5 "the wrong way round" --now 2026-11-20 report timeliness --from 2026-11-20 --to 2026-11-19
says "首日 2026-11-20 晚于末日 2026-11-19"

for number in FK2026-00001 FK2026-00002; do
    expect 0 "announced $number" --now 2026-11-20 do announce $number place=公开栏
    expect 0 "closed $number" --now 2026-11-20 do close $number
done
expect 0 "visited back" --now 2026-11-20 do visit FK2026-00001 visit_result=满意
expect 0 "visited back, dissatisfied" --now 2026-11-20 do visit FK2026-00002 visit_result=不满意
expect 0 "satisfaction this year" --now 2026-11-20 report satisfaction
cp "$out" "$here/page"
has "青石镇政务公开办公室  群众评议"
has "2026-01-01 至 2026-12-31"
has "投诉                        0         0         1         0      0.0"
has "咨询                        1         0         0         0    100.0"
has "合计                        1         0         1         0     50.0"
has_not "举报  " "nothing of what is sealed"
expect 0 "of a period" --now 2026-11-21 report satisfaction --from 2026-11-21 --to t
has "合计                        0         0         0         0        -"
expect 0 "to a text file" --now 2026-11-20 report satisfaction --out "$here/content.txt"
cmp -s "$here/content.txt" "$here/page"
result $? "the same page of satisfaction"
expect 0 "to CSV" --now 2026-11-20 report satisfaction --from 2026-11-01 --to 2026-11-30 --out "$here/content.csv"
cp "$here/content.csv" "$out"
has "分组,名称,满意,基本满意,不满意,联系不上,满意率%,备注"
has "类别,投诉,0,0,1,0,0.0,"
has "承办单位,合计,1,0,1,0,50.0,"
expect 5 "satisfaction the wrong way round" --now 2026-11-20 report satisfaction --from 2026-11-20 --to 2026-11-19
says "首日 2026-11-20 晚于末日 2026-11-19"
expect 2 "a unit" report satisfaction --unit 东门村
says --unit
expect 0 "a blank form" --now 2026-11-20 report evaluation-form
has "□ 满意    □ 基本满意    □ 不满意"
expect 0 "a form of a matter" --now 2026-11-20 report evaluation-form FK2026-00001 --out "$here/form.txt"
grep -q "迟了的一件" "$here/form.txt"
result $? "with what it is about"
expect 1 "none before the reply" --now 2026-11-20 report evaluation-form FK2026-00003
says "FK2026-00003 还没有答复"
expect 0 "the figures to hang up" --now 2026-11-20 report evaluation-tally
has "2026-01-01 至 2026-11-20"
has 50.0
expect 0 "of a year" --now 2026-11-20 report evaluation-tally --year 2025
has "2025-01-01 至 2025-12-31"
finish

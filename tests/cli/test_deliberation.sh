#!/bin/sh
# 民主议政 on the command line: its votes as JSON and as a tally, what was said there as feedback.
. "$(dirname "$0")/tap.sh"
make_office
result $? "an office"
cat >"$here/in.csv" <<'X'
会议类型,开会日期,议题,参加人,记录,议政事项,实到,满意,基本满意,不满意
民主议政,2026-11-18,䶮塘村民议政会,张𠮷旺等,逐项评议,一问低保,16,9,5,2
民主议政,2026-03-05,春季议政会,张𠮷旺等,逐项评议,一问路灯,,１,,3
其他会议,2026-11-10,学习,全体,学了文件,,,,,
X
expect 0 "meetings" --now 2026-11-20 import meeting "$here/in.csv"
printf '会议类型,开会日期,议题,参加人,记录,满意\n其他会议,2026-11-10,又学习,全体,学了,3\n' >"$here/bad.csv"
expect 5 "votes at another meeting" --now 2026-11-20 import meeting "$here/bad.csv"
says "只用于会议类型为“民主议政”的会"
expect 0 "an opinion" --now 2026-11-20 do add_feedback HY2026-00001 kind=建议 title=𠮷祥路路灯太暗 unit=东门村
expect 1 "only at such a meeting" --now 2026-11-20 do add_feedback HY2026-00003 kind=建议 title=路灯
says "不是民主议政会"
expect 5 "a class there is not" --now 2026-11-20 do add_feedback HY2026-00001 kind=赞美 title=路灯
says "没有“赞美”这一项"
expect 0 "as JSON" --now 2026-11-20 show HY2026-00001 --format json
has '"satisfied_percent":87.5'
has '"feedback":[{"number":"FK2026-00001","state":"assigned"'
expect 0 "the feedback" --now 2026-11-20 show FK2026-00001 --format json
has '"source":"deliberation"'
expect 0 "nobody voted" --now 2026-11-20 show HY2026-00003 --format json
has '"satisfied_percent":null'
expect 0 "the year so far" --now 2026-11-20 report deliberation
has "2026-01-01 至 2026-11-20"
has "25.0%"
has "75.0%" "both together"
has_not "学习"
expect 0 "a period" --now 2026-11-20 report deliberation --from 2026-11-01 --to t
has "87.5%"
has_not "春季议政会"
expect 0 "one of them" --now 2026-11-20 report deliberation HY2026-00002
has "春季议政会"
has_not "䶮塘村民议政会"
expect 1 "another meeting" --now 2026-11-20 report deliberation HY2026-00003
says "不是民主议政会"
expect 2 "no box" --now 2026-11-20 report deliberation --box 政府大院
expect 0 "to a file" --now 2026-11-20 report deliberation --out "$here/tally.txt"
grep -qF "满意率" "$here/tally.txt"
result $? "has the tally"
expect 0 "written down" --now 2026-11-20 verify
finish

#!/bin/sh
# zwgk with calls and visits: from a file, answered, called back, made feedback; what other units published; figures and
# the hot list; prints and lists without names.
. "$(dirname "$0")/tap.sh"
make_office
result $? "a test office"
printf 'title,affair,subject,power,scope,timing,unit,leader,person,basis\n宅基地审批,rural,homestead,approval,public,ad_hoc,䶮口村,李春梅,王建国,土地管理法第六十二条\n' >"$here/catalogue.csv"
printf '单位名称,性质\n䶮口村,村\n' >"$here/units.csv"
cat >"$here/outside.csv" <<'X2'
标题,公开单位,公开日期,类别,事项,内容,出处,有效期至
十二月检修停电,供电所,2026-11-18,乡村,,三日八时至十七时，䶮口村一组。,供电公告〔2026〕9号,2026-12-03
X2
cat >"$here/enquiry.csv" <<'X2'
日期,方式,姓名,电话,所问,事项,答复,答复人,满意
2026-10-09,来访,张𠮷旺,１３８00001234,宅基地怎么申请,宅基地审批,带户口本到村里,李春梅,满意
2026-11-19,来电,,,老屋漏水能补助吗,,,,
2026-11-20,窗口,欧阳婷,0000-6610099,几时停电,,,,
X2
now=2026-11-20T09:00
run() { # CODE NAME WORDS…
    wanted=$1 name=$2
    shift 2
    expect "$wanted" "$name" --now "$now" "$@"
}
run 0 "villages" import unit "$here/units.csv"
run 0 "a catalogue" import catalogue "$here/catalogue.csv"
run 0 "what another unit published" import outside "$here/outside.csv"
run 5 "not the same file with a day that is none" import outside "$here/enquiry.csv"
run 0 "a paper log" import enquiry "$here/enquiry.csv"
run 0 "the log" list enquiry --format csv
has "待答复"
has "宅基地怎么申请"
has_not "张𠮷旺"
has_not "１３８00001234"
run 0 "what waits is in the overdue review" list overdue --format csv
has CX2026-00002
run 5 "an answer says something" do answer CX2026-00002
says "怎么答复"
run 0 "called back" do answer CX2026-00002 reply=可以申请 satisfied=基本满意
run 5 "not answered from what is no such thing" do answer CX2026-00003 found=ML2026-00001
run 0 "answered from another unit's" do answer CX2026-00003 found=WD2026-00001
run 0 "as JSON" show CX2026-00003 --format json
has '"found":"WD2026-00001"'
has '"state":"answered"'
run 0 "and is not right after all" do to_feedback CX2026-00003 kind=complain title=停电没有通知
run 0 "the feedback" show FK2026-00001
has "CX2026-00003"
has "欧阳婷"
run 1 "which is not made twice" do to_feedback CX2026-00003 kind=complain
run 0 "figures" report enquiries --year 2026
has "2026-10"
has "宅基地审批"
has_not "张𠮷旺"
run 0 "as a table" report enquiries --year 2026 --out "$here/enquiries.csv"
grep -q "月份,2026-11,1,1,0,2" "$here/enquiries.csv"
result $? "which has them"
run 0 "the hot list" report hot-list --year 2026
has "宅基地审批"
run 0 "on paper" report record CX2026-00001
has "张*"
has_not "张𠮷旺"
has_not "38000"
run 0 "to a file and back" export enquiry "$here/back.csv" --reveal
grep -q "张𠮷旺" "$here/back.csv"
result $? "which is the office's own and has the names"
run 0 "every record is as its audit says" verify
finish

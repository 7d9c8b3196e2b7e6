#!/bin/sh
# zwgk do for a collection of opinions from its registration to its end: the notice, the days, the summary, what waits for
# it; its prints and figures.
. "$(dirname "$0")/tap.sh"
make_office
result $? "a test office"
printf 'title,kind,unit\n镇政府公开栏,board,\n' >"$here/board.csv"
printf '单位名称,性质,电话\n䶮口村,村,0000-6610011\n' >"$here/units.csv"
printf 'title,affair,subject,power,scope,timing,unit,leader,person,basis\n重大行政决策草案征求意见,office,decision,decision,public,ad_hoc,䶮口村,李春梅,王建国,暂行条例\n村级重大事项,rural,village_affairs,service,public,ad_hoc,䶮口村,李春梅,王建国,村民委员会组织法第三十条\n' >"$here/catalogue.csv"
cat >"$here/consultation.csv" <<'X'
征集事项,征集类别,承办单位,责任人,征集方式,送交何处,草案
集市搬迁方案,重大行政决策,䶮口村,王建国,座谈会 公开栏,镇政府二楼 电话 0000-6610011,"第一条　搬到塘边。
第二条　抽签分摊位。"
X
now=2026-11-20T09:00
run() { # CODE NAME WORDS…
    wanted=$1 name=$2
    shift 2
    expect "$wanted" "$name" --now "$now" "$@"
}
publish() { # NUMBER: signed on paper by two others, and put up
    run 0 "$1 handed in" do submit "$1"
    run 0 "$1 reviewed" do review "$1" review_outcome=public signatory=刘䶮 signed_no=1
    run 0 "$1 approved" do approve "$1" signatory=周建华 signed_no=2
    run 0 "$1 put up" do publish "$1" board=镇政府公开栏
}
run 0 "villages" import unit "$here/units.csv"
run 0 "a board" import board "$here/board.csv"
run 0 "a catalogue" import catalogue "$here/catalogue.csv"
run 0 "a collection" import consultation "$here/consultation.csv"
run 5 "too short a time" do edit ZJ2026-00001 close_on=2026-12-10
says "不能早于 2026-12-21"
run 1 "nothing to end" do end ZJ2026-00001
run 1 "nor to read out" report notice-broadcast ZJ2026-00001
says "没有在征集意见"
run 0 "the notice" do draft_notice ZJ2026-00001
run 0 "what it says" show GK2026-00001
has "就“集市搬迁方案”征求意见的公告"
has "第二条　抽签分摊位。"
publish GK2026-00001
run 0 "as JSON" show ZJ2026-00001 --format json
has '"state":"collecting"'
has '"close_on":"2026-12-21"'
run 0 "its page" show ZJ2026-00001
has "GK2026-00001"
run 0 "read out" report notice-broadcast ZJ2026-00001
has "到二〇二六年十二月二十一号为止。"
has "一共三十一天。"
has "六六幺零零幺幺。"
run 0 "on the board" report consultation-notice ZJ2026-00001
has "征求意见的公告"
printf 'catalogue,title,received_on,element_process,element_discipline,element_result,consultation\n村级重大事项,集市搬迁,2026-11-18,村民会议定的,不得优亲厚友,十二月搬,ZJ2026-00001\n' >"$here/disclosure.csv"
run 0 "a draft that waits" import disclosure "$here/disclosure.csv"
run 1 "for the public" do submit GK2026-00002
says "正在征求意见：ZJ2026-00001（征集中）"
run 5 "not cancelled without a word" do cancel ZJ2026-00001
says "请填写理由"
run 1 "not before its day" do end ZJ2026-00001
says "到 2026-12-21 才截止"
now=2026-12-22T09:00
run 0 "late on the list" list overdue --format csv
has ZJ2026-00001
run 0 "ended" do end ZJ2026-00001
run 1 "not closed without a summary" do close ZJ2026-00001
says "还没有起草"
run 0 "the summary" do draft_summary ZJ2026-00001 catalogue=村级重大事项
publish GK2026-00003
run 0 "closed" do close ZJ2026-00001
run 0 "what was decided" show GK2026-00002 --format json
has '"decided_on":"2026-12-22"'
run 0 "goes on" do submit GK2026-00002
run 0 "figures" report consultation ZJ2026-00001
has "合计"
run 0 "to a file" report consultation ZJ2026-00001 --out "$here/figures.txt"
grep -q "ZJ2026-00001" "$here/figures.txt"
result $? "which has them"
run 2 "of one only by its number" report consultation
run 0 "the list" list consultation --format csv
has "已办结"
run 0 "every record is as its audit says" verify
finish

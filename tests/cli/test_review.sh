#!/bin/sh
# zwgk do for reviewing and approving: on paper by the drafter's hand, never by himself; the queues; the slip.
. "$(dirname "$0")/tap.sh"
make_office
result $? "a test office"
printf 'title,affair,subject,power,scope,timing,unit,leader,person,basis\n村级重大事项,rural,village_affairs,service,public,ad_hoc,东门村,李春梅,王建国,村民委员会组织法第三十条\n' >"$here/catalogue.csv"
printf 'catalogue,title,received_on,element_process,element_discipline,element_result\n村级重大事项,䶮塘清淤,2026-11-18,村民代表会议定的,不得优亲厚友,施工人13800001234\n' >"$here/disclosure.csv"
run() { # CODE NAME WORDS…: at the office's day
    wanted=$1 name=$2
    shift 2
    expect "$wanted" "$name" --now 2026-11-20T09:00 "$@"
}
run 0 "a catalogue" import catalogue "$here/catalogue.csv"
run 0 "a draft" import disclosure "$here/disclosure.csv"
sed 's/,element_result/,element_result,state/; s/1234$/1234,published/; s/清淤/清淤二/' "$here/disclosure.csv" >"$here/state.csv"
run 5 "a state by import" import disclosure "$here/state.csv"
run 1 "personal data stops it" do submit GK2026-00001
says "第 1 行第 4 字有手机号（138****1234）"
run 0 "masked" do mask_personal GK2026-00001
run 0 "handed in" do submit GK2026-00001
run 0 "the queue" list review-pending --format csv
has 䶮塘清淤
run 1 "not by the drafter" do review GK2026-00001 review_outcome=public
says 是您拟的稿或改过的
run 1 "nor approved before the review" do approve GK2026-00001
says 现在的状态是“待审核”，不能签发
run 5 "without a number" do review GK2026-00001 review_outcome=public signatory=刘䶮
says 签批单号
run 0 "on paper" do review GK2026-00001 review_outcome=public signatory=刘䶮 signed_no=12
run 0 "the other queue" list approve-pending --format csv
has 䶮塘清淤
run 0 "the slip" report disclosure-slip GK2026-00001
has "刘䶮 2026-11-20 第12号"
run 1 "not the same signatory" do approve GK2026-00001 signatory=刘䶮 signed_no=13
says “刘䶮”审核过
run 0 "another one" do approve GK2026-00001 signatory=周建华 signed_no=13
run 0 "as JSON" show GK2026-00001 --format json
has to_publish
run 0 "every record is as its audit says" verify
finish

#!/bin/sh
# zwgk check opens findings, once, and exits 5 when there are new ones; findings, inspections and accountability from the
# command line; and nothing of them in what the public sees.
. "$(dirname "$0")/tap.sh"
make_office
result $? "an office"
at="--now 2026-11-20T09:00"
later="--now 2026-12-21T09:00"
cat >"$here/people.csv" <<'X'
姓名,单位,账号,角色
周建华,党政办,zhou,supervisor
刘䶮,党政办,liu,supervisor
X
cat >"$here/catalogue.csv" <<'X'
title,affair,subject,power,scope,timing,unit,leader,person,basis,from_on
村级重大事项,rural,village_affairs,service,public,ad_hoc,东门村,周建华,王建国,村民委员会组织法第三十条,2026-01-01
X
cat >"$here/board.csv" <<'X'
title,kind,unit
东门村公开栏,board,东门村
X
cat >"$here/disclosure.csv" <<'X'
catalogue,title,received_on,element_process,element_discipline,element_result
村级重大事项,东门村䶮塘清淤,2026-11-10,村民代表会议定的,不得优亲厚友,清淤３处
村级重大事项,三组𠮷路硬化,2026-11-10,村民代表会议定的,不得优亲厚友,硬化1里
X
expect 0 "people" $at import person "$here/people.csv"
expect 0 "a catalogue" $at import catalogue "$here/catalogue.csv"
expect 0 "a board" $at import board "$here/board.csv"
expect 0 "nothing to look at" $at check
has "检查 0，新发现问题 0"
lines 1 "and no more"
expect 0 "two disclosures" $at import disclosure "$here/disclosure.csv"
expect 0 "submitted" $at do submit GK2026-00001
expect 0 "reviewed" $at do review GK2026-00001 review_outcome=public signatory=刘䶮 signed_no=审1
expect 0 "approved" $at do approve GK2026-00001 signatory=周建华 signed_no=签1
expect 0 "published" $at do publish GK2026-00001 board=东门村公开栏
expect 0 "a matter" $at do owe ML2026-00001 title=拓宽幸福路 on=2026-11-10
expect 0 "in order" $at check
has "检查 2，新发现问题 0"

expect 5 "a month later" $later check
has "WT2026-00001  不实(假公开)  没有张贴留证：东门村䶮塘清淤"
has "WT2026-00002  超期(滞后)  到期没有公开：三组𠮷路硬化"
has "WT2026-00003  未公开  应公开未公开：拓宽幸福路"
has "检查 3，新发现问题 3：不实(假公开) 1，超期(滞后) 1，未公开 1"
lines 4 "a line each and a summary"
expect 0 "not found twice" $later check
has "检查 3，新发现问题 0"
expect 2 "with nothing else" $later check all
expect 0 "in the queue" $later list finding-open --format csv
lines 4 "three and a heading"
expect 0 "as JSON" $later list finding --format json
has '"number":"WT2026-00003"'
expect 0 "one of them" $later show WT2026-00001 --format json
has '"rule":"untrue.proof"'
has '"kind":"untrue"'
has '"internal":1'
expect 0 "as text" $later show WT2026-00001
has "自动发现"
has "发现日 2026-12-21 为第 0 日"
expect 1 "never changed" $later do edit WT2026-00001 evidence=没有
expect 1 "nor voided" $later do void WT2026-00001 reason=不要
says "不能作废"

expect 0 "on the disclosure's page" $later show GK2026-00001
has "WT2026-00001"
expect 0 "but not on the notice" $later report notice GK2026-00001
has "东门村䶮塘清淤"
has_not "WT2026" "the finding"
has_not "留证" "its words"
expect 0 "nor in the media's copy" $later report media-copy GK2026-00001
has_not "WT2026" "the finding"

expect 0 "ordered" $later do order WT2026-00001 demand=补拍照片 order_no=青政责改〔2026〕3号
expect 0 "on paper" $later report rectify-order WT2026-00001
has "责令整改通知书"
has "青政责改〔2026〕3号"
has "签收人"
expect 1 "not before it is ordered" $later report rectify-order WT2026-00002
says "还没有责令整改"
expect 0 "answered" $later do answer_order WT2026-00001 reply=已补 answered_by=王建国
expect 5 "rechecked, saying how" $later do recheck WT2026-00001
expect 1 "not by who typed the answer" $later do recheck WT2026-00001 passed=1
expect 0 "the ledger" $later report finding-ledger
has "  没有张贴留证：东门村䶮塘清淤（内部）" "what was found, in one line"
has "监督台账"
has "待复查"
has "内部材料，不对外"

cat >"$here/inspection.csv" <<'X'
检查日期,被查单位,检查情况
2026-12-20,东门村,栏里是空的
X
expect 0 "an inspection" $later import inspection "$here/inspection.csv"
expect 0 "lists a finding" $later do add_finding JC2026-00001 kind=避实就虚 title=只写合计 evidence=没有明细
expect 0 "in its page" $later show JC2026-00001
has "WT2026-00004"
expect 1 "not voided any more" $later do void JC2026-00001 reason=登错
says "列出了 1 个问题"

expect 0 "called to account" $later do accountability WT2026-00002
expect 0 "with the leader filled in" $later show ZR2026-00001 --format json
has '"person":"周建华"'
has '"finding":"WT2026-00002"'
expect 1 "not decided by the recorder" $later do decide ZR2026-00001 measure=书面检查 deciding_body=镇党委 document_no=青委1号
expect 0 "on paper" $later do decide ZR2026-00001 measure=书面检查 deciding_body=镇党委 document_no=青委1号 signatory=刘䶮 signed_no=审9
expect 0 "and the finding ends" $later show WT2026-00002 --format json
has '"state":"accounted"'
has '"document_no":"青委1号"'
expect 0 "a list" $later list accountability --format csv
has "书面检查"
finish

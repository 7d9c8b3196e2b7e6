#!/bin/sh
# Archive cards on the command line: opened by publication, listed, filled in, filed, printed.
. "$(dirname "$0")/tap.sh"
make_office
result $? "an office"
at() { # CODE NAME WORDS…
    code=$1 name=$2
    shift 2
    expect "$code" "$name" --now 2026-11-20T09:00 "$@"
}
show() { # NUMBER
    "$ZWGK" show "$1" --format json >"$out" 2>"$err"
}
printf '姓名\n周建华\n刘大可\n' >"$here/signers.csv"
printf 'title,kind,unit,route\n东门村公开栏,board,东门村,20\n' >"$here/boards.csv"
{
    echo 'title,affair,subject,power,scope,timing,unit,leader,person,basis'
    echo '村级重大事项,rural,village_affairs,service,public,ad_hoc,东门村,周建华,王建国,村民委员会组织法第三十条'
    echo '宅基地审批,rural,homestead,service,public,ad_hoc,东门村,周建华,王建国,土地管理法第六十二条'
} >"$here/catalogue.csv"
{
    echo 'catalogue,title,received_on,element_process,element_discipline,element_result,lines'
    echo '村级重大事项,东门村䶮塘清淤,2025-11-03,村民代表会议定的,不得优亲厚友,清淤３处,'
    echo '村级重大事项,东门村修桥,2025-03-03,村民代表会议定的,不得优亲厚友,修桥１座,'
    echo '村级重大事项,东门村换路灯,2026-11-18,村民代表会议定的,不得优亲厚友,换灯𠮷盏,'
} >"$here/drafts.csv"
for kind in person board catalogue disclosure; do
    case $kind in person) file=signers ;; board) file=boards ;; disclosure) file=drafts ;; *) file=$kind ;; esac
    at 0 "$kind" import $kind "$here/$file.csv"
done
publish() { # NUMBER NOW
    expect 0 "submit" --now "$2" do submit "$1"
    expect 0 "review" --now "$2" do review "$1" review_outcome=public signatory=刘大可 signed_no=审1
    expect 0 "approve" --now "$2" do approve "$1" signatory=周建华 signed_no=签1
    expect 0 "publish" --now "$2" do publish "$1" board=东门村公开栏 proof_no=照1
}
publish GK2026-00001 2026-11-20
publish GK2026-00002 2026-11-20
publish GK2026-00003 2026-11-20

at 0 "the queue" list card-pending
has DA2026-00001
has 东门村䶮塘清淤
at 0 "all of them" list card --format csv
has DA2026-00003
show DA2026-00001
has '"state":"to_fill"'
has '"due_on":"2026-11-27"' "five working days"
has '"reviewer":"刘大可（纸质签批）"'
has '"approver":"周建华（纸质签批）"'

at 1 "no card is made by hand" import card "$here/drafts.csv"
at 1 "none is voided" do void DA2026-00001 reason=不要
at 5 "what must be said" do fill DA2026-00001
says '请写明页数：归档的有几页'
says '登记的是：无' "and what the program knows"
at 5 "no such retention" do fill DA2026-00001 保管期限=五年
for n in 1 2 3; do
    at 0 "filled in" do fill DA2026-0000$n 群众反映=无 处理结果=已办结 页数=$n 保管期限=永久
done
show DA2026-00001
has '"due_on":"2027-06-30"' "to be filed by next June"
at 0 "nothing to fill" list card-pending
has_not DA2026

at 1 "no fonds" do file DA2026-00001
says '还没有设全宗号'
at 1 "nor by the year" file 2026
says '还没有设全宗号'
at 0 "the fonds" setting fonds_no Z109
at 0 "the plan" file 2026 --dry-run
has '2026 年度归档：3 件，全宗号 Z109'
has '0001-0003'
has '这一年还没有过完'
show DA2026-00001
has '"state":"filled"' "a plan changes nothing"
at 0 "two of them, in any order" do file DA2026-00002 DA2026-00001 盒号=1
show DA2026-00001
has '"archive_no":"Z109-WS·2026-Y-0001"'
has '"box_no":"1"'
show DA2026-00002
has '"archive_no":"Z109-WS·2026-Y-0002"'
at 1 "filed once" do file DA2026-00003 DA2026-00001
says '现在的状态是“已归档”，不能归档'
show DA2026-00003
has '"state":"filled"' "all or none"
at 0 "the rest of the year" file 2026
has '0003-0003'
says '已归档 1 件'
show DA2026-00003
has '"archive_no":"Z109-WS·2026-Y-0003"'
show GK2026-00003
has '"state":"filed"'
at 1 "nothing is left" file 2026
says '2026 年没有已填好、待归档的卡'
at 2 "no year" file
at 2 "no such year" file 二〇二六

at 0 "into its box" do put_in_box DA2026-00003 盒号=2
at 0 "the card" report card DA2026-00001
has '政务公开档案卡'
has '东门村䶮塘清淤'
at 0 "the list of the year" report file-list --year 2026
has '归档文件目录'
has '东门村修桥'
at 0 "the stamps" report file-stamp DA2026-00001
has '全宗号'
at 0 "labels, one a box" report box-label --year 2026
has '0001-0002'
[ "$(grep -c 起止件号 "$out")" = 2 ]
result $? "two boxes"
at 0 "the note" report file-note --year 2026 --out "$here/note.txt"
grep -q '本盒共 2 件，3 页，件号 0001-0002。' "$here/note.txt"
result $? "what the box holds"
at 3 "a year without" report file-list --year 2024
says '2024 年还没有归档的卡'
at 2 "neither numbers nor a year" report file-list
at 2 "both" report file-list DA2026-00001 --year 2026
at 2 "a card has no year" report card --year 2026
finish

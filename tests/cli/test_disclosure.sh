#!/bin/sh
# Disclosures on the command line: drafts imported with their lines and totals, changed, sent to review; and one
# whole life from the catalogue's import to the filed card, with what each step refuses.
. "$(dirname "$0")/tap.sh"
make_office
result $? "an office"
act() { # CODE NAME WORDS…
    code=$1 name=$2
    shift 2
    expect "$code" "$name" --now 2026-11-20T09:00 do "$@"
}
show() { # NUMBER
    "$ZWGK" show "$1" --format json >"$out" 2>"$err"
}
{
    echo 'title,affair,subject,power,scope,timing,unit,leader,person,basis'
    echo '救灾款物发放,rural,relief,service,public,ad_hoc,东门村,王建国,王建国,自然灾害救助条例第二十条'
} >"$here/catalogue.csv"
expect 0 "a catalogue" --now 2026-11-20 import catalogue "$here/catalogue.csv"

{
    echo '目录事项,标题,形成日期,明细,合计'
    echo '救灾款物发放,东门村救灾款物发放,2026-11-18,王二小 金额=120.00；张𠮷旺 金额=160.01,280.00'
    echo '救灾款物发放,东门村救灾款物发放,2026-11-21,王二小 金额=120.00,120.00'
} >"$here/bad.csv"
expect 5 "totals that do not agree, and a day that has not come" --now 2026-11-20T09:00 import disclosure "$here/bad.csv"
says '写的是 280.00 元，明细加起来是 280.01 元，相差 0.01 元'
says '形成日期 2026-11-21 还没有到'

{
    echo '目录事项,标题,形成日期,明细,合计'
    echo '救灾款物发放,东门村救灾款物发放,2026-11-18,王二小 金额=120.00；张𠮷旺 金额=160.01,"280.01"'
} >"$here/good.csv"
expect 0 "totals that agree" --now 2026-11-20T09:00 import disclosure "$here/good.csv"
expect 5 "the same file again" --now 2026-11-20T09:00 import disclosure "$here/good.csv" --dry-run
says '与 GK2026-00001 重复'
expect 0 "meant so" --now 2026-11-20T09:00 import disclosure "$here/good.csv" --dry-run --allow-duplicates
{
    cat "$here/good.csv"
    sed -n '2s/发放,2026/发放二,2026/p' "$here/good.csv"
    sed -n '2s/发放,2026/发放二,2026/p' "$here/good.csv"
} >"$here/twice.csv"
expect 5 "twice in one file" --now 2026-11-20T09:00 import disclosure "$here/twice.csv" --dry-run
says '与本文件第 2 条数据重复'
expect 5 "units have names of their own" --now 2026-11-20T09:00 import unit "$here/units.csv" --dry-run --allow-duplicates
says '已经有叫“东门村”的了'
grep -q allow_duplicate "$err"
result $((1 - $?)) "without a word of the program's own"
show GK2026-00001
has '"state":"draft"'
has '"subject":"东门村"' "what the entry brings"
has '"due_on":"2026-12-16"' "20 working days"
has '"scope":"public"'

act 5 "whole yuan are yuan" edit GK2026-00001 合计=280
says '写的是 280.00 元'
act 5 "no amount of money" edit GK2026-00001 合计=很多
act 0 "yuan and fen" edit GK2026-00001 合计=280.01元
act 5 "both questions answered yes" edit GK2026-00001 只涉及本单位=1
says '两问不能都答“是”'
act 5 "narrower than the public interest allows" edit GK2026-00001 公开范围=本单位
says '须向社会公开'
act 0 "sent to review" submit GK2026-00001
show GK2026-00001
has '"state":"in_review"'
act 0 "an edit falls back" edit GK2026-00001 办事结果=发放两户
show GK2026-00001
has '"state":"draft"'
act 1 "nobody publishes a draft" publish GK2026-00001 board=东门村公开栏
act 1 "nor approves one" approve GK2026-00001
act 1 "nor reviews one" review GK2026-00001 review_outcome=public
expect 0 "listed" --now 2026-11-20T09:00 list disclosure_draft
has GK2026-00001
expect 0 "exported" --now 2026-11-20T09:00 export disclosure "$here/out.csv"
grep -q '280.01' "$here/out.csv"
result $? "in yuan"

# ---- detail lines out of a file ----
lines_into() { # CODE NAME FILE WORDS…
    code=$1 name=$2 file=$3
    shift 3
    expect "$code" "$name" --now 2026-11-20T09:00 import line "$file" --into "$@"
}
printf '对象,说明,数量,单位,单价,金额,备注\n王二小,三组,2,袋,60,,签收\n张𠮷旺,四组,,,,"1,600.01",\n' >"$here/lines.csv"
printf '户主,金额\n王二小,很多\n,20\n张𠮷旺,1.234\n' >"$here/bad_lines.csv"
printf '户主,数量,单价,金额\n王二小,2,60,121\n' >"$here/bad_product.csv"
printf '户主,金额,工号\n王二小,1,7\n' >"$here/bad_heading.csv"
act 0 "no total that would have to agree" edit GK2026-00001 合计=
lines_into 2 "into what" "$here/lines.csv"
expect 2 "nor without" --now 2026-11-20T09:00 import line "$here/lines.csv"
expect 2 "a kind has no --into" --now 2026-11-20T09:00 import unit "$here/lines.csv" --into GK2026-00001
lines_into 3 "no such record" "$here/lines.csv" GK2026-00099
lines_into 5 "bad rows" "$here/bad_lines.csv" GK2026-00001
says '第 2 行金额：“很多”不是金额' "where"
[ "$(grep -c '第 2 行.*第 2 行' "$err")" = 0 ]
result $? "which row is said once"
says '第 3 行户主：还空着'
says '“1.234”不是金额'
says '3 行有错，全部没有导入'
lines_into 5 "quantity times price" "$here/bad_product.csv" GK2026-00001
says '数量乘单价是 120.00，写的是 121.00'
lines_into 5 "no such column" "$here/bad_heading.csv" GK2026-00001
says '“工号”不认识'
lines_into 0 "only tried" "$here/lines.csv" GK2026-00001 --dry-run
show GK2026-00001
has '"amount":16001' "nothing was stored"
lines_into 0 "stored" "$here/lines.csv" GK2026-00001
says 'GK2026-00001 的明细现在是这 2 行'
show GK2026-00001
has '{"name":"王二小","detail":"三组","quantity":"2","unit":"袋","price":6000,"amount":12000,"second_amount":null,"note":"签收"}'
has '"amount":160001'
has_not '"amount":16001,' "in place of those it had"
act 0 "a total" edit GK2026-00001 合计=1720.01
printf 'name\tamount\n李 䶮\t3,000.50\n' >"$here/lines.tsv"
lines_into 5 "another sum than the total" "$here/lines.tsv" GK2026-00001
says '写的是 1,720.01 元，明细加起来是 3,000.50 元'

# ---- a whole life ----
printf '姓名\n周建华\n刘大可\n' >"$here/signers.csv"
printf 'title,kind,unit,route\n东门村公开栏,board,东门村,20\n机关内部栏,internal_board,,30\n县政府网站,website,,\n' >"$here/boards.csv"
{
    echo 'title,affair,subject,power,scope,timing,unit,leader,person,basis,channels,not_applicable,from_on'
    echo '村级重大事项,rural,village_affairs,service,public,ad_hoc,东门村,周建华,王建国,村民委员会组织法第三十条,board website,discipline,2026-01-01'
} >"$here/entry.csv"
expect 0 "people" --now 2026-11-20 import person "$here/signers.csv"
expect 0 "boards" --now 2026-11-20 import board "$here/boards.csv"
expect 0 "the catalogue" --now 2026-11-20 import catalogue "$here/entry.csv"
act 3 "no such entry" owe ML2026-00099 title=拓宽幸福路
act 5 "a day that has not come" owe ML2026-00002 title=拓宽幸福路 on=2026-11-23
act 0 "a matter arises" owe ML2026-00002 title=拓宽幸福路 on=2026-11-18
act 5 "once" owe ML2026-00002 title=拓宽幸福路 on=2026-11-18
expect 0 "it is owed" --now 2026-11-20T09:00 list gaps
has 拓宽幸福路
act 1 "no duty by hand" edit YG2026-00001 title=别的
act 0 "its draft" draft YG2026-00001
act 1 "taken up already" draft YG2026-00001
show GK2026-00002
has '"duty":"YG2026-00001"' "by number"
has '"title":"拓宽幸福路"'
has '"elements":{"basis":"村民委员会组织法第三十条","subject":"东门村"'
act 0 "an element goes" edit GK2026-00002 办事结果= 办事过程=村民代表会议定的
act 5 "five elements" submit GK2026-00002
says '是五要素之一'
act 0 "its text, with a telephone" edit GK2026-00002 '办事结果=联系王二小 13812345678，拓宽 1.2 公里'
act 1 "personal data" submit GK2026-00002
says '手机'
act 0 "masked" mask_personal GK2026-00002
show GK2026-00002
has '138****5678'
act 1 "nobody reviews a draft" review GK2026-00002 review_outcome=public signatory=刘大可 signed_no=审1
act 0 "to review" submit GK2026-00002
expect 0 "13" --now 2026-11-20T09:00 list review-pending
has GK2026-00002
act 5 "an outcome" review GK2026-00002 signatory=刘大可 signed_no=审1
act 1 "one's own" review GK2026-00002 review_outcome=public
act 0 "by another, on paper" review GK2026-00002 review_outcome=public signatory=刘大可 signed_no=审1
expect 0 "14" --now 2026-11-20T09:00 list approve-pending
has GK2026-00002
act 1 "not by the reviewer" approve GK2026-00002 signatory=刘大可 signed_no=签1
act 0 "approved" approve GK2026-00002 signatory=周建华 signed_no=签1
expect 0 "15" --now 2026-11-20T09:00 list publish-pending
has GK2026-00002
act 5 "where" publish GK2026-00002
act 1 "not inside the office alone" publish GK2026-00002 board=机关内部栏
act 5 "nor before it was approved" publish GK2026-00002 board=东门村公开栏 on=2026-11-19
act 0 "published" publish GK2026-00002 board=东门村公开栏 proof_no=照1 due_on=2026-12-18
act 1 "once only" publish GK2026-00002 board=东门村公开栏
act 0 "on the net too" post GK2026-00002 board=县政府网站 address=www.qingshi.example/2
show GK2026-00002
has '"state":"published"'
has '"scope":"public"'
has '"published_on":"2026-11-20"'
has '"due_on":"2026-12-16"' "by when it had to be"
has '"findings":[]'
show YG2026-00001
has '"state":"done"'
has '"disclosure":"GK2026-00002"'
expect 0 "17" --now 2026-11-20T09:00 list posted
has TZ2026-00001
show TZ2026-00001
has '"disclosure":"GK2026-00002"'
act 1 "frozen" edit GK2026-00002 办事结果=改了
act 5 "too early without a reason" take_down TZ2026-00001
act 0 "taken down" take_down TZ2026-00001 reason=雨水淋坏
act 1 "once" take_down TZ2026-00001 reason=再来
expect 0 "18" --now 2026-11-20T09:00 list card-pending
has DA2026-00001
act 5 "what the card must say" fill DA2026-00001
act 0 "filled in" fill DA2026-00001 群众反映=无 处理结果=已公开 页数=2 保管期限=永久
act 1 "no fonds" file DA2026-00001
expect 0 "the fonds" --now 2026-11-20T09:00 setting fonds_no Z109
act 0 "filed" file DA2026-00001
show GK2026-00002
has '"state":"filed"'
for kind in catalogue duty disclosure board posting card finding; do
    expect 0 "all of $kind as JSON" --now 2026-11-20T09:00 export $kind "$here/$kind.json"
    expect 0 "and as a table" --now 2026-11-20T09:00 export $kind "$here/$kind.tsv"
    expect 0 "and listed" --now 2026-11-20T09:00 list $kind --format json
done
grep -q '"archive_no":"Z109-WS·2026-Y-0001"' "$here/card.json"
result $? "the card's number"

# ---- for the county's site ----
web() { # CODE NAME WORDS…
    code=$1 name=$2
    shift 2
    expect "$code" "$name" --now 2026-11-20T09:00 report web-package "$@"
}
web 2 "no folder" --year 2026
web 2 "two periods" --year 2026 --from 2026-01-01 --out "$here/web"
web 2 "no numbers" GK2026-00002 --out "$here/web"
web 0 "what everybody may read" --from 2026-11-01 --to 2026-11-20 --out "$here/web"
says '1 件'
[ -f "$here/web/GK2026-00002.html" ] && [ -f "$here/web/GK2026-00002.txt" ] && [ ! -f "$here/web/GK2026-00001.html" ]
result $? "pages by number, no drafts"
grep -q 'www.qingshi.example/2' "$here/web/list.csv"
result $? "where it stands already"
web 5 "nothing is overwritten" --year 2026 --out "$here/web"
web 1 "no such place" --year 2026 --out "$here/none/web"
finish

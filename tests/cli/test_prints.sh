#!/bin/sh
# zwgk report of what is printed: slips, the feedback column, opening sheets; what is refused; the audit.
. "$(dirname "$0")/tap.sh"
make_office
result $? "an office"
cat >"$here/in.csv" <<'X'
收到日期,类别,标题,单位,姓名,电话,反馈箱
2026-11-03,咨询,路灯何时修好,东门村,欧阳春兰,13800001234,政府大院
2026-11-05,建议,增设长凳,东门村,张𠮷旺,,政府大院
2026-11-19,投诉,水沟堵塞,社会事务办,,,
2026-11-03,举报,村会计吃拿卡要,,李四光,,
X
expect 0 "import" --now 2026-11-20 import feedback "$here/in.csv"
expect 0 "reply" --now 2026-11-20 do reply FK2026-00001 reply="欧阳春兰您好，已修好，可打１３８-0000-1234。"
report() { # CODE NAME WORDS…
    code=$1 name=$2
    shift 2
    expect "$code" "$name" --now 2026-11-20 report "$@"
}

report 0 "the column" feedback-column --box 政府大院
has "反馈专栏"
has "反映人      欧阳*"
has "欧阳*您好，已修好，可打138****1234。"
has "答复日期    2026-11-01 至 2026-11-20"
has_not "春兰"
has_not "增设长凳" "nothing without an answer"
has_not "吃拿卡要" "nothing of what is sealed"
report 0 "of one record" feedback-column FK2026-00001
report 1 "of one without an answer" feedback-column FK2026-00002
says "还没有可以公布的答复"
silent "nothing on standard output"
report 0 "of another month" feedback-column --to 2026-10-31
has "2026-10-01 至 2026-10-31"
has "没有可以公布的答复"
report 5 "the wrong way round" feedback-column --from 2026-11-20 --to 2026-11-19
says "首日 2026-11-20 晚于末日 2026-11-19"

report 0 "a slip" assign-slip FK2026-00002 FK2026-00003 FK2026-00002
has "1/2"
has "2/2"
has "签收人: "
[ "$(grep -c 增设长凳 "$out")" = 1 ]
result $? "each once"
report 0 "a unit's of today" assign-slip --unit 东门村
has "增设长凳"
has_not "水沟堵塞"
report 3 "a unit without any" assign-slip --unit 党政办
report 3 "no such unit" assign-slip --unit 西门村
says "西门村"
report 3 "no unit but a record" assign-slip --unit FK2026-00001
report 1 "answered already" assign-slip FK2026-00001
report 0 "supervision" supervision-slip FK2026-00002
has "逾期 6 个工作日"
report 0 "approval" approval-slip FK2026-00003
has "签批人: "
report 0 "a record" record FK2026-00001
has "经过"
report 3 "no such record" record FK2026-00099
report 1 "no slip for what is sealed" assign-slip FK2026-00004
silent "not a word of it"

report 0 "to a file" assign-slip --unit 东门村 --out "$here/交办单.txt"
silent "nothing on standard output"
says 交办单.txt
grep -qF 增设长凳 "$here/交办单.txt"
result $? "it is there"
expect 0 "the audit holds together" --now 2026-11-20 verify

lp=$here/lp
printf '#!/bin/sh\necho "$*" >%s\ncat >%s\n' "$here/words" "$here/given" >"$lp"
chmod 700 "$lp"
ZWGK_LP=$lp
export ZWGK_LP
report 0 "to the printer" assign-slip FK2026-00002 --print
says "已送打印机"
cp "$here/words" "$out"
is "-s -o document-format=text/plain -o cpi=12 -t zwgk" "lp's own words and no others"
cp "$here/given" "$out"
has "增设长凳" "what lp was given"
printf '#!/bin/sh\necho "lp: no default destination" >&2\nexit 1\n' >"$lp"
report 1 "no printer" assign-slip FK2026-00002 --print
says "no default destination"
ZWGK_LP=$here/nosuch
report 1 "no lp" assign-slip FK2026-00002 --print
says "没有打印程序 lp"
unset ZWGK_LP

report 2 "no number" record
says "请写明编号"
report 2 "neither number nor unit" assign-slip
says --unit
report 2 "both" assign-slip FK2026-00002 --unit 东门村
report 2 "a year" record FK2026-00001 --year 2026
says --year
report 2 "a box for a slip" assign-slip --box 政府大院
says --box
report 2 "a unit for the column" feedback-column --unit 东门村
report 2 "a day for a record" record FK2026-00001 --from t
says --from
report 2 "a file and the printer" record FK2026-00001 --out "$here/x.txt" --print
report 2 "another ending" record FK2026-00001 --out "$here/x.pdf"
says .txt
report 1 "a folder that is not there" record FK2026-00001 --out "$here/nosuch/x.txt"
report 2 "a number for the rate" timeliness FK2026-00001
says FK2026-00001
report 2 "a printer for the rate" timeliness --print
report 2 "another report" nosuch
says feedback-column "which there are"
finish

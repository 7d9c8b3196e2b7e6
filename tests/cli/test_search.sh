#!/bin/sh
# zwgk search and zwgk reindex.
. "$(dirname "$0")/tap.sh"
make_office
result $? "an office"
cat >"$here/in.csv" <<'X'
收到日期,类别,标题,内容,姓名,电话,单位
2026-11-17,投诉,宅基地　审批拖了三个月,盖房的事没人管,单𠮷,13900661122,东门村
2026-11-18,咨询,路灯什么时候修,䶮塘边两盏路灯都不亮，小孩上学看不见,,13800000001,
2026-11-19,建议,=1+1,"第一行
第二行有路灯",𠮷田,13800000002,社会事务办
2026-11-19,举报,密封的一件,贾仁义套取补贴款,霍去病,13977665544,
X
expect 0 "import" --now 2026-11-20 import feedback "$here/in.csv"

expect 0 "hanzi out of the middle" search 地审批
lines 2 "one under the headings"
head -n 1 "$out" | grep -q "编号 .*收到日期 .*种类 .*状态 .*标题 .*找到的地方"
result $? "the headings"
has "FK2026-00001  2026-11-17 反馈件 "
expect 0 "several words, anywhere" search 路灯 看不见
lines 2
has "内容：䶮塘边两盏路灯都不亮，小孩上学看不见"
expect 0 "one argument is several words too" search "路灯 看不见"
lines 2
expect 0 "newest first" search 路灯 --format csv
head -n 2 "$out" | tail -n 1 | grep -q "^FK2026-00003,"
result $? "the later one"
has "'=1+1" "formulas are guarded"
expect 0 "a limit" search 路灯 --limit 1
lines 2
expect 0 "none" search 路灯 --limit 0 --format json
is "[]" "an empty array"
expect 0 "traditional, full width" search "審批 ６６１１２２"
has FK2026-00001
expect 0 "the end of a telephone number" search 1122 --format json
has '"number":"FK2026-00001","record_kind":"feedback","state":"assigned","received_on":"2026-11-17"'
has '"field":"contact","snippet":"139****1122","found":["1122"]'
expect 0 "initials" search zjd
has 宅基地
expect 0 "pinyin" search zhaijidi
has 宅基地
expect 0 "mixed" search 宅jd
has 宅基地
expect 0 "a surname's own reading" search shanj
has FK2026-00001
expect 0 "a unit by its name" search 东门
has 东门村
expect 0 "nothing" search 没有这样的字
lines 1 "the headings only"
for word in 密封 贾仁义 套取 补贴 霍去病 hqb 77665544 5544 mfdyj; do
    expect 0 "what is sealed: $word" search "$word"
    lines 1 "nothing"
done
expect 0 "hostile words" search '" OR *' "') --"
lines 1
expect 0 "behind --" search -- -
has FK2026-00001
expect 2 "nothing to look for" search
says 请写明查什么
expect 2 "blanks" search '  '
says 请写要查的字
expect 2 "too long" search "$(printf '%0200d' 0)"
says "最多 100 个字"
expect 2 "a format" search 路灯 --format xml
says "--format"
"$ZWGK" search 路灯 >/dev/full 2>"$err"
[ $? = 1 ]
result $? "standard output is full (exit 1)"

# Without the index every record is read, which is said; it is made again.
if command -v sqlite3 >/dev/null; then
    sql "$ZWGK_DB" "UPDATE setting SET value = '' WHERE key = 'search_version'"
    expect 0 "without an index" search 地审批
    has FK2026-00001
    says "检索索引还没有建好"
else
    skip "without an index" "no sqlite3"
fi
expect 0 "made again" reindex
says "检索索引已建好"
expect 0 "and asked" search 地审批
has FK2026-00001
[ ! -s "$err" ]
result $? "nothing more is said"
# A broken one is no broken office.
if command -v sqlite3 >/dev/null; then
    sql "$ZWGK_DB" "UPDATE search_data SET block = randomblob(length(block)) WHERE id > 10"
    expect 0 "asked of a broken index" search 地审批
    has FK2026-00001
    says "检索索引坏了"
    expect 1 "doctor tells it" doctor --full
    has "检索索引坏了"
    expect 0 "mended" reindex
    expect 0 "and asked again" search 地审批
    has FK2026-00001
    [ ! -s "$err" ]
    result $? "and nothing is said"
    expect 0 "verify finds nothing" verify
else
    skip "a broken index" "no sqlite3"
fi
expect 2 "no more words" reindex all
finish

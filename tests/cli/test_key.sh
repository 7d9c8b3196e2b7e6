#!/bin/sh
# zwgk key, and lists of names by pinyin and by strokes.
. "$(dirname "$0")/tap.sh"

key() { # TEXT INITIALS PINYIN STROKES
    expect 0 "$1" key "$1"
    is "initials: $2
pinyin: $3
strokes: $4" "$1 is $3"
}
key 宅基地 zjd "zhaijidi zhaijide" "6 11 6"
key 政务公开 zwgk "zhengwugongkai" "9 5 4 4"
key 重庆 "zq cq" "zhongqing chongqing" "9 6"
key 欧阳修 oyx "ouyangxiu" "8 6 9"
key 尉迟恭 "ycg wcg" "yuchigong weichigong" "11 7 10"
key 翟志刚 "zzg dzg" "zhaizhigang dizhigang" "14 7 6"
key 吕布 lb "lvbu lübu lubu" "6 5"
key 䶮口村 "ykc" "yankoucun" "9 3 7"
key 𠮷田 jt "jitian" "6 5"
key ＡＢ３区 "ab3q ab3o" "ab3qu ab3ou" "4"
while read -r name reading; do
    expect 0 "$name" key "$name"
    grep -q "^pinyin: \(.* \)\?$reading\( \|\$\)" "$out"
    result $? "$name can be $reading"
done <<'X'
单雄信 shanxiongxin
单雄信 danxiongxin
解缙 xiejin
仇英 qiuying
区寄 ouji
曾国 zengguo
查良 zhaliang
盖明 geming
盖明 gaiming
朴正 piaozheng
覃文 tanwen
覃文 qinwen
繁星 poxing
乐毅 yueyi
银行 yinhang
银行 yinxing
成长 chengzhang
成长 chengchang
X
expect 0 "traditional" key 單雄信
has shanxiongxin
expect 0 "JSON" key 重庆 --format json
is '{"initials":["zq","cq"],"pinyin":["zhongqing","chongqing"],"strokes":["9","6"]}' "arrays"
expect 0 "too many ways" key 行行行行行行行行
says 只列出前
[ "$(sed -n 2p "$out" | wc -w)" -le 65 ]
result $? "at most 64 of them"
long=$(printf '行%.0s' 1 2 3 4 5 6 7 8 9 10)
long=$long$long$long$long$long$long$long$long$long$long
long=$long$long$long$long$long$long$long$long$long$long
expect 0 "a thousand polyphones" key "$long"
says 只列出前
[ "$(tail -n 1 "$out" | wc -w)" -eq 1001 ]
result $? "every one has its strokes"

expect 2 "no word" key
says 请写明
expect 2 "an empty one" key ""
says 请写明
expect 2 "two" key 宅 基
says 请加引号
expect 2 "nothing to read" key "，。！"
says 没有汉字、字母或数字
silent "and nothing on standard output"
expect 2 "invalid bytes" key "$(printf '\377\376')"
silent "nothing on standard output"
expect 2 "another format" key 宅 --format xml
says xml

make_office
result $? "an office"
printf '姓名,读音\n单刚,\n覃文,tan wen\n丁大勇,\n丁勇,\n' >"$here/names.csv"
expect 0 "people" import person "$here/names.csv"
expect 0 "by strokes" list person --order strokes --format csv
[ "$(tail -n +3 "$out" | cut -d, -f2 | tr '\n' ' ')" = "丁勇 丁大勇 王建国 𠮷田䶮 李春梅 单刚 覃文 " ]
result $? "as name lists stand: $(tail -n +3 "$out" | cut -d, -f2 | tr '\n' ' ')"
expect 0 "by pinyin" list person --order pinyin --format csv
[ "$(tail -n +3 "$out" | cut -d, -f2 | tr '\n' ' ')" = "丁大勇 丁勇 𠮷田䶮 李春梅 单刚 覃文 王建国 " ]
result $? "tan, as the person says: $(tail -n +3 "$out" | cut -d, -f2 | tr '\n' ' ')"
expect 0 "by date" list person --order date
expect 0 "units" list unit --order pinyin
printf '名称,性质\n政务公开领导小组,领导小组\n' >"$here/team.csv"
expect 0 "a leading group" import team "$here/team.csv"
for name in 覃文 单刚 丁大勇 王建国; do
    expect 0 "with $name" do add_member XZ2026-00001 person=$name duty=成员
done
expect 0 "who is in it" report organization
[ "$(grep -o '覃文\|单刚\|丁大勇\|王建国' "$out" | tr '\n' ' ')" = "丁大勇 王建国 单刚 覃文 " ]
result $? "printed by the strokes of their names"
expect 2 "not feedback" list feedback --order strokes
says 只有人员、单位和小组成员
printf '姓名,读音\n覃武,tanwu\n' >"$here/names.csv"
expect 5 "a reading that does not fit" import person "$here/names.csv"
says 姓名几个字就写几个音
finish

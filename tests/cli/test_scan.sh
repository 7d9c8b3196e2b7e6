#!/bin/sh
# zwgk scan: line, column, kind and what is shown instead; any encoding, any length, no database.
. "$(dirname "$0")/tap.sh"
text=$here/text.txt

printf '一、低保对象名单\n张𠮷旺，身份证11010519491231002X，手机１３８００００１２３４。\r\n䶮某，卡号6222 0212 3456 7890 128，住东门村三组12号\n' >"$text"
expect 5 "a list of names" scan "$text"
is '2:8:id:110105********002X
2:29:mobile:138****1234
3:6:card:***************0128
3:30:address:住东门村三组**' "says where each is, and never the number"
has_not 11010519491231002X
has_not 6222

printf '公开栏2号，第三组会议，2026年11月20日，用款 356800.00 元\n' >"$text"
expect 0 "nothing that names a person" scan "$text"
silent "says nothing"
: >"$text"
expect 0 "an empty file" scan "$text"
silent "says nothing"

printf '电话：13800001234' | "$ZWGK" scan - >"$out" 2>"$err"
[ $? = 5 ]
result $? "standard input (exit 5)"
is '1:4:mobile:138****1234' "a last line without its end"

for encoding in GB18030 GBK UTF-16LE UTF-16BE; do
    { [ ${encoding#UTF} = "$encoding" ] || printf '\357\273\277'
      printf '村务公开栏的名单里有一个号码\n李春梅 13900001235\n'; } | iconv -f UTF-8 -t $encoding >"$text"
    expect 5 "$encoding is found out" scan "$text"
    is '2:5:mobile:139****1235' "$encoding: line and column"
done
expect 5 "--encoding" scan "$text" --encoding utf-16be
is '2:5:mobile:139****1235' "is taken at its word"

# Blocks of 64 KiB: a number astride, at every place of the cut, and no false one from half a number.
i=0
while [ $i -lt 24 ]; do
    { head -c $((65536 - 12 + i)) /dev/zero | tr '\0' x; printf '13800001234 x'; } >"$text"
    "$ZWGK" scan "$text" >"$out" 2>"$err"
    [ "$(cat "$out")" = "1:$((65536 - 11 + i)):mobile:138****1234" ] || break
    i=$((i + 1))
done
[ $i = 24 ]
result $? "a number astride two blocks"
{ head -c 65500 /dev/zero | tr '\0' x; printf '%s' 9138000012340000; head -c 70000 /dev/zero | tr '\0' 7; } >"$text"
expect 0 "digits without end are no number" scan "$text"
yes '村务公开：本月没有需要公示的个人信息，公开栏2号张贴。' | head -n 200000 >"$text"
printf '13800001234\n' >>"$text"
# Built with a sanitizer the program does not start within any limit of address space.
limit='ulimit -v 60000'
(ulimit -v 60000 && exec "$ZWGK" --version) >/dev/null 2>&1 || limit=:
($limit && exec "$ZWGK" scan "$text") >"$out" 2>"$err"
[ $? = 5 ]
result $? "sixteen megabytes in little memory (exit 5)"
is '200001:1:mobile:138****1234' "found on its last line"

printf '一\n二三\377\n' >"$text"
expect 5 "bytes that are no text" scan "$text" --encoding utf-8
says "第 2 行第 3 字"
silent "and no hit"
{ yes 字 | head -n 30000; printf '\377\n'; } >"$text"
expect 5 "bytes that are no text, further on" scan "$text" --encoding utf-8
says "第 30001 行第 1 字"
says "第 120000 字节"
expect 1 "a file that is not there" scan "$here/none.txt"
says none.txt
expect 1 "a folder" scan "$here"
says 文件夹
expect 2 "no file" scan
says 标准输入
expect 2 "two files" scan a b
expect 2 "an encoding nobody knows" scan "$text" --encoding ebcdic
says ebcdic
printf '13800001234\n' >"$text"
"$ZWGK" scan "$text" >/dev/full 2>"$err"
[ $? = 1 ]
result $? "standard output is full (exit 1)"
finish

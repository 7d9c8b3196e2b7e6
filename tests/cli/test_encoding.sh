#!/bin/sh
# Encodings at the edges: what is asked, what is remembered, what is lost and told, files that are not what they
# should be, and a machine whose language environment is GB18030.
. "$(dirname "$0")/tap.sh"
make_office
result $? "an office with units, people and a box"
export ZWGK_DB

count() { # N NAME: so many feedback records are stored
    zwgk list feedback --format json >"$out" 2>"$err"
    [ "$(grep -c '"number"' "$out")" -eq "$1" ]
    result $? "$2"
}
import() { # CODE NAME WORDS…
    code=$1 name=$2
    shift 2
    expect "$code" "$name" --now 2026-11-20T09:00 import feedback "$@"
}
as() { # ENCODING TEXT >FILE
    printf '%s\n' "$2" | iconv -f UTF-8 -t "$1"
}
heading=标题,类别,收到日期,内容,姓名

# ---- reading --------------------------------------------------------------------------------------------
as UTF-16LE "$heading
一号路灯不亮,投诉,2026-11-19,很黑,王建国" >"$here/热线2026年10月.csv"
import 5 "UTF-16 without a mark is not guessed" "$here/热线2026年10月.csv"
says 看不出文件是哪种编码
import 0 "nor stored while it is looked at" "$here/热线2026年10月.csv" --encoding utf-16le --dry-run
says "文件按 UTF-16LE 编码读"
count 0 "nothing is stored by that"
import 5 "a dry run is not remembered" "$here/热线2026年10月.csv" --dry-run
import 0 "read as was said" "$here/热线2026年10月.csv" --encoding utf-16le
as UTF-16LE "$heading
二号路灯不亮,投诉,2026-11-19,很黑,李春梅" >"$here/热线2026年11月.csv"
import 0 "the next one of the same source is read alike" "$here/热线2026年11月.csv"
as UTF-16LE "$heading
三号路灯不亮,投诉,2026-11-19,很黑,李春梅" >"$here/信箱2026年11月.csv"
import 5 "another source is asked about" "$here/信箱2026年11月.csv"
count 2 "two are stored"
as UTF-8 "$heading
四号路灯不亮,投诉,2026-11-19,很黑,𠮷田䶮" >"$here/热线2026年12月.csv"
import 0 "the source has changed to UTF-8" "$here/热线2026年12月.csv"
zwgk verify >"$out" 2>"$err"
result $? "the audit holds what was remembered"

as BIG5 '標題,類別,收到日期,內容,姓名
五號路燈不亮,投訴,2026-11-19,很黑,王建國' >"$here/big5.csv"
import 5 "another guess is named" "$here/big5.csv" --encoding gb18030
says 从开头看更像
says BIG5
as GB18030 "$heading
六号路灯不亮,投诉,2026-11-19,很黑,王$(printf '\356\200\201')国" >"$here/private.csv"
import 0 "a character of nobody's but a font's" "$here/private.csv"
says "1 个自造字"
says "U+E001"
count 4 "four are stored"

# ---- files that are not what they should be -------------------------------------------------------------
as GB18030 "$heading
七号路灯不亮,投诉,2026-11-19,很黑,王建国" >"$here/mixed.csv"
printf '八号路灯不亮,投诉,2026-11-19,很黑,李春梅\n' >>"$here/mixed.csv"
import 5 "two encodings in one file" "$here/mixed.csv"
says "第 3 行是 UTF-8，不是 GB18030"
as GB18030 "$heading
七号路灯不亮,投诉,2026-11-19,很黑,王建国" | head -c -2 >"$here/cut.csv"
import 5 "a file cut off within a character" "$here/cut.csv"
says 断开
printf '%s\n九号,投诉,2026-11-19,\000,x\n' "$heading" >"$here/nul.csv"
import 5 "a NUL" "$here/nul.csv"
says "第 2 行有空字节"
import 5 "a wrong encoding" "$here/private.csv" --encoding utf-8
says "第 1 行第 1 字不是 UTF-8 编码（第 0 字节"
# Built with a sanitizer the program does not start within any limit of address space.
limit='ulimit -v 200000'
(ulimit -v 200000 && exec "$ZWGK" --version) >/dev/null 2>&1 || limit=:
{ printf '%s\n' "$heading" && head -c 1000000000 /dev/zero | tr '\0' x; } 2>/dev/null |
    ($limit && exec "$ZWGK" --now 2026-11-20T09:00 import feedback /dev/stdin) >"$out" 2>"$err"
[ $? = 5 ]
result $? "a line of a gigabyte in little memory"
says "第 2 行太长"
count 4 "none of it is stored"

# ---- writing --------------------------------------------------------------------------------------------
expect 5 "a name that GBK lacks stops the export" export feedback "$here/out.csv" --reveal --encoding gbk
says "（姓名）的“𠮷”（U+20BB7）"
says "第 4 行第 "
[ ! -e "$here/out.csv" ]
result $? "and there is no file"
expect 0 "or is replaced, as asked" export feedback "$here/out.csv" --reveal --encoding gbk --unencodable replace
says "“𠮷”（U+20BB7）写成了〓"
says "“䶮”（U+4DAE）写成了〓"
says "3 处的字在 GBK 编码里没有"
iconv -f GBK -t UTF-8 "$here/out.csv" >"$out"
has 〓田〓
has 四号路灯不亮
expect 0 "GB18030 has them all" export feedback "$here/out.csv" --reveal --encoding gb18030
iconv -f GB18030 -t UTF-8 "$here/out.csv" >"$out"
has 𠮷田䶮
expect 0 "UTF-16 with its mark" export feedback "$here/out.csv" --reveal --encoding utf-16le
[ "$(head -c 2 "$here/out.csv" | od -An -tx1 | tr -d ' ')" = fffe ]
result $? "so that it is known again"
expect 2 "another word" export feedback "$here/out.csv" --encoding gbk --unencodable ignore
says stop
as GBK "$heading
十号路灯不亮,投诉,2026-11-19,很黑,王建国
,投诉,2026-11-19,没有标题,王建国" >"$here/some.csv"
import 0 "bad rows" "$here/some.csv" --encoding gbk --rejects "$here/bad.csv"
iconv -f GBK -t UTF-8 "$here/bad.csv" >"$out"
has 没有标题 "come back as they came"
has 未导入原因

# ---- a machine of GB18030 ---------------------------------------------------------------------------------
gb() { printf '%s' "$1" | iconv -f UTF-8 -t GB18030; }
home=$here/$(gb 一号文件)
mkdir "$home" && cp "$ZWGK_DB" "$home/$(gb 中文.db)"
run() { # CODE NAME WORDS…
    wanted=$1 name=$2
    shift 2
    LC_ALL=zh_CN.GB18030 "$ZWGK" --encoding gb18030 --db "$home/$(gb 中文.db)" --now 2026-11-20T10:00 "$@" \
        >"$out.gb" 2>"$err.gb"
    code=$?
    iconv -f GB18030 -t UTF-8 "$out.gb" >"$out"
    iconv -f GB18030 -t UTF-8 "$err.gb" >"$err"
    [ "$code" = "$wanted" ]
    result $? "$name (exit $code)"
}
run 0 "a database named in GB18030" list feedback
has 一号路灯不亮
run 0 "a word of the command line" list feedback --where "title=$(gb 二号)"
has 二号路灯不亮
has_not 一号路灯不亮
cp "$here/热线2026年12月.csv" "$home/$(gb 导入.csv)"
run 5 "a file's name" import feedback "$home/$(gb 导入.csv)"
says 重复
run 1 "one that is not there is named" import feedback "$home/$(gb 没有.csv)"
says "一号文件/没有.csv"
run 0 "what is written" export feedback "$home/$(gb 导出.csv)"
says "一号文件/导出.csv"
[ -s "$home/$(gb 导出.csv)" ]
result $? "has its name in GB18030"
finish

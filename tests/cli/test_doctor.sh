#!/bin/sh
# zwgk doctor: without a database, with a sound one, and with what may be wrong; zwgk keytest's words.
. "$(dirname "$0")/tap.sh"
unset NO_COLOR

TERM=xterm expect 0 "without a database" doctor
has "正常  语言环境：C.UTF-8，UTF-8"
has "正常  终端：TERM=xterm"
has "中文=4 …=1 —=1 “=1 ”=1 ①=1 䶮=2 𠮷=2"
has "      中文…—“”①䶮𠮷|"
has "      1234567890123|" "a ruler as long"
has "正常  编码：能读能写 UTF-8 GB18030 GBK GB2312 BIG5 BIG5-HKSCS UTF-16LE UTF-16BE"
has "注意  没有数据库 $here/data/zwgk/zwgk.db"
has "已载入节假日安排：" "the built-in years"
has "屏幕文件"
expect 1 "a database that was named and is not there" --db "$here/none.db" doctor
has "错误  没有数据库 $here/none.db"

mkdir -m 755 "$here/it's"
db="$here/it's/o.db"
expect 0 "an office" --db "$db" init --test
expect 0 "of which all is well" --db "$db" --now 2026-10-31 doctor
has "正常  数据库：$db，"
has "正常  数据库打得开，结构版本"
has "正常  权限和位置：在本机硬盘上，其他人不能读、不能改数据库"
has "正常  时钟：与操作日志合得上"
has "注意  备份：还没有"
has "注意  审计单：还没有印过"
has "毫秒"
has_not "2027 年"
has "没有校验"
[ -z "$(find "$here/it's" -name '.zwgk-doctor*')" ]
result $? "no file stays behind"
expect 0 "from November on" --db "$db" --now 2026-11-01 doctor
has "注意  2027 年的节假日安排没有载入"
chmod 666 "$db"
chmod 777 "$here/it's"
expect 1 "others may write" --db "$db" --now 2026-10-31 doctor
has "错误  $here/it's/o.db 其他人也能改，没有打开"
has "其他人也能改，里面的数据库没有打开"
has "      chmod o-rwx '$here/it'\\''s/o.db'"
has "      chmod o-w '$here/it'\\''s'"
grep '^ *chmod ' "$out" | sh
expect 0 "the commands mend it" --db "$db" doctor
has "正常  权限和位置："
chmod 664 "$db"
expect 1 "others may read" --db "$db" doctor
has "里面有个人信息，没有打开"
expect 1 "nor is it opened" --db "$db" list feedback
says "请先执行：chmod o-rwx "
grep '^ *chmod ' "$out" | sh
chmod o-rwx "$db"
chmod 700 "$here/it's"
chmod 664 "$db"
expect 0 "in a folder that others cannot enter it is" --db "$db" doctor
has "只是进不了文件夹"
chmod 660 "$db"
chmod 755 "$here/it's"

# What lies beside it, a link to it, a name too many.
: >"$db.part" && touch -d 2020-01-01 "$db.part"
: >"$db.before-0004"
: >"$db.damaged-2026-11-20"
: >"$db.drafts-99999" && chmod 644 "$db.drafts-99999"
ln -s "$db" "$db.drafts-99998"
: >"$db.drafts-99997" && chmod 600 "$db.drafts-99997" && ln "$db.drafts-99997" "$here/second"
: >"$db.drafts-99996.aside-2026-11-20" && chmod 600 "$db.drafts-99996.aside-2026-11-20"
: >"$db.before-restore-20261120-101500"
(: >"$db.restore-$(sh -c 'echo $$').part")
expect 1 "what lies beside it" --db "$db" doctor
has "注意  残留：o.db.part"
has "正常  副本：o.db.before-0004"
has "注意  损坏：o.db.damaged-2026-11-20"
has "正常  副本：o.db.before-0004（0 kB）是升级前"
has "正常  副本：o.db.before-restore-20261120-101500（0 kB）是恢复备份前"
has "错误  草稿：o.db.drafts-99999 别人也能读；请执行："
has "      chmod 600 '$here/it'\\''s/o.db.drafts-99999'"
has "错误  草稿：o.db.drafts-99998 不是普通文件"
has "错误  草稿：o.db.drafts-99997 还有别的名字"
has "正常  草稿：o.db.drafts-99996.aside-2026-11-20"
has "是中断的恢复留下的"
grep '^ *rm ' "$out" | sh
[ -z "$(find "$here" -name '*.part' -newermt 2021-01-01)" ]
result $? "the command removes it"
rm "$here/second"
rm "$db".*
ln -s "$db" "$here/link.db"
expect 0 "by a link" --db "$here/link.db" doctor
has "真正的文件是 $db"
ln "$db" "$here/it's/second.db"
expect 1 "by one of two names" --db "$db" doctor
has "硬链接"
rm "$here/it's/second.db"

expect 0 "--full" --db "$db" doctor --full
has "前后相连，没有改动"
has "正常  校验和：各页都相符"
if command -v sqlite3 >/dev/null; then
    sql "$db" "DROP TRIGGER audit_is_not_changed; UPDATE audit SET detail = 'x' WHERE seq = 1;
        CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'audit'); END"
    expect 1 "--full with a changed line" --db "$db" doctor --full
    has "错误  审计链在第 1 行断开"
    # A trigger of somebody else's: the office is only read, a salvaged one is without it.
    cp "$db" "$here/planted.db"
    sql "$here/planted.db" "CREATE TRIGGER quiet BEFORE INSERT ON audit WHEN new.command = 'reveal' BEGIN
        SELECT raise(IGNORE); END; DROP TRIGGER step_is_not_changed"
    expect 1 "a planted trigger" --db "$here/planted.db" doctor
    has "错误  数据库的结构在本程序之外被改过（trigger quiet，共 2 处），只能看，不能保存"
    has "错误  数据库结构里多出 trigger quiet"
    has "错误  数据库结构里缺少 trigger step_is_not_changed"
    expect 5 "verify tells it" --db "$here/planted.db" verify
    has "数据库结构里多出 trigger quiet"
    expect 0 "salvaged" salvage "$here/planted.db" --to "$here/without.db"
    expect 0 "the schema is as shipped" --db "$here/without.db" doctor
    has "结构版本"
    ! grep -q "结构在本程序之外" "$out"
    result $? "and nothing is said of it"
else
    skip "--full with a changed line" "no sqlite3"
fi
ln -s "$here/gone.db" "$here/dangling.db"
expect 1 "a link to nothing" --db "$here/dangling.db" doctor
has "错误  $here/dangling.db 是个链接，它指的文件不在"
expect 5 "is not opened" --db "$here/dangling.db" list feedback
says "是个链接，它指的文件不在"
expect 5 "nor founded, with the same sentence" --db "$here/dangling.db" init --test
says "是个链接，它指的文件不在"
printf '' >"$here/empty.db"
expect 1 "an empty file" --db "$here/empty.db" doctor
has "错误"
has "0 字节"

mkdir "$here/screens"
cp "$(dirname "$0")/../../screens/feedback_open.scr" "$here/screens/feedback_open.scr"
ZWGK_SCREENS="$here/screens" expect 0 "the office's own screens" doctor
has " $here/screens"
has "正常  终端编码：UTF-8，来自 LC_ALL"
has "模糊宽度：“…”按 1 列，终端答 没有问"
has "C 库算 1"
LC_ALL=zh_CN.GB18030 expect 0 "a locale that tells of a terminal in GB18030" --lang zh_CN doctor
has "正常  语言环境：zh_CN.GB18030，程序里面仍用 UTF-8"
has "正常  终端编码：GB18030，来自 LC_ALL；屏幕经转码显示"
has "…" "but what goes to a file is in UTF-8"
LC_ALL=zh_CN.KOI8 expect 0 "a locale of another encoding" --lang zh_CN doctor
has "注意  语言环境：zh_CN.KOI8 不是 UTF-8"
ZWGK_TERMINAL_ENCODING=gbk ZWGK_AMBIGUOUS=2 expect 0 "set in the environment" --lang zh_CN doctor
has "正常  终端编码：GBK，来自 ZWGK_TERMINAL_ENCODING"
has "模糊宽度：“…”设为 2 列"
has "…=2"
has "      123456789012345678|"
ZWGK_TERMINAL_ENCODING=utf-16 expect 2 "no terminal is in UTF-16" doctor
says ZWGK_TERMINAL_ENCODING
ZWGK_AMBIGUOUS=3 expect 2 "three columns" doctor
says ZWGK_AMBIGUOUS
LC_ALL= LANG= NO_COLOR=1 TERM=dumb expect 0 "nothing set" --lang zh_CN doctor
has "注意  语言环境：没有设"
has "正常  终端编码：没有设，按 UTF-8"
has "注意  终端：TERM"
has "设了 NO_COLOR"
expect 0 "in GBK" --encoding gbk --lang zh_CN doctor
iconv -f GBK -t UTF-8 "$out" >"$here/utf8" && mv "$here/utf8" "$out"
has "①=1"
has_not "𠮷" "what it lacks is left out"
expect 0 "in English" --lang en doctor
has " GB18030 GBK GB2312 BIG5"
has "Note  No database"
expect 2 "too many words" doctor now
says now
expect 2 "keytest with words" keytest now
says now
expect 0 "keytest --help" keytest --help
has "zwgk keytest"
expect 5 "keytest without a terminal" keytest
says 终端
finish

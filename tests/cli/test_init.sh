#!/bin/sh
# zwgk init, and databases that are none.
. "$(dirname "$0")/tap.sh"

expect 0 "init makes the default file and its folder" init --test
[ -f "$XDG_DATA_HOME/zwgk/zwgk.db" ]
result $? "where XDG_DATA_HOME says"
[ "$(stat -c %a "$XDG_DATA_HOME/zwgk")" = 2770 ]
result $? "the folder is the office's"
[ "$(stat -c %a "$XDG_DATA_HOME/zwgk/zwgk.db")" = 660 ]
result $? "and so is the file"
expect 5 "a second init" init --test
says zwgk.db
expect 0 "which changed nothing" list feedback
lines 1 "only the headings"
: >"$here/a.db.drafts-4711"
expect 0 "a path typed" --db "$here/a.db" init --test --office 青石镇
says "有 1 个草稿文件是另一份数据库的，没有用，改名为 a.db.drafts-4711.aside-"
[ ! -e "$here/a.db.drafts-4711" ]
result $? "another office's drafts are put aside"
expect 0 "\$ZWGK_DB" list feedback --db "$here/a.db"
expect 1 "a folder that is not there" --db "$here/none/a.db" init --test
expect 2 "demo and test" init --demo --test
expect 2 "records without demo" init --records 5
expect 2 "records that are no number" --db "$here/d.db" init --demo --records x
[ ! -e "$here/d.db" ]
result $? "leave no file"
expect 1 "a clock for a real office" --db "$here/o.db" --now 2026-01-01 init
says --now
[ ! -e "$here/o.db" ]
result $? "leaves no file"
setsid "$ZWGK" --db "$here/o.db" init --admin somebodyelse >"$out" 2>"$err" </dev/null
[ $? = 1 ]
result $? "another admin without a terminal for the password (exit 1)"
says 终端
[ ! -e "$here/o.db" ]
result $? "leaves no file either"
expect 0 "a real office" --db "$here/real.db" init --office 青石镇
expect 1 "does not let --now turn its clock" --db "$here/real.db" --now 2026-01-01 list feedback
expect 0 "its first admin is at work" --db "$here/real.db" list feedback

expect 0 "a demonstration" --db "$here/demo.db" --now 2026-11-20 init --demo --records 20 --seed 7
expect 0 "opens as its clerk" --db "$here/demo.db" --now 2026-11-20 list feedback-open --format json
has FK2026-
expect 0 "or as the supervisor" --db "$here/demo.db" --user supervisor list feedback
expect 1 "but not as nobody" --db "$here/demo.db" --user nobody-at-all list feedback

export ZWGK_DB="$here/bad.db"
expect 1 "no database" list feedback
says bad.db
: >"$ZWGK_DB"
expect 5 "an empty file" list feedback
[ ! -s "$ZWGK_DB" ]
result $? "stays empty"
echo "这不是数据库，只是一个文本文件，够长了，够长了，够长了，够长了，够长了，够长了，够长了。" >"$ZWGK_DB"
cp "$ZWGK_DB" "$here/before"
expect 5 "a text file" list feedback
cmp -s "$ZWGK_DB" "$here/before"
result $? "is not touched"
cp "$here/real.db" "$ZWGK_DB"
printf '\000\000\047\017' | dd of="$ZWGK_DB" bs=1 seek=60 conv=notrunc 2>/dev/null
cp "$ZWGK_DB" "$here/before"
expect 5 "a newer program's database" list feedback
cmp -s "$ZWGK_DB" "$here/before"
result $? "is not touched"
cp "$here/real.db" "$ZWGK_DB"
printf 'GIMP' | dd of="$ZWGK_DB" bs=1 seek=68 conv=notrunc 2>/dev/null
expect 5 "another program's database" list feedback
expect 0 "verify" --db "$here/real.db" verify
has 操作日志

# Read-only: root writes everywhere, so root becomes somebody else, whose clerk the demonstration lets in.
printf '收到日期,类别,标题\n2026-11-19,咨询,只读盘上的一件\n' >"$here/one.csv"
other=
[ "$(id -u)" = 0 ] && other="setpriv --reuid=65534 --regid=65534 --clear-groups"
if [ -n "$other" ] && ! $other true 2>/dev/null; then
    skip "a read-only database" "no setpriv"
else
    [ -z "$other" ] || chgrp 65534 "$here" "$here/demo.db"
    chmod 750 "$here"
    chmod 440 "$here/demo.db"
    [ -n "$other" ] || chmod 550 "$here"
    program=$ZWGK
    if [ -n "$other" ] && ! $other test -x "$program"; then
        cp "$program" "$here/zwgk" && chmod 755 "$here/zwgk" && program=$here/zwgk
    fi
    $other "$program" --db "$here/demo.db" --now 2026-11-20 import feedback "$here/one.csv" >"$out" 2>"$err"
    [ $? = 1 ]
    result $? "an import into a read-only database (exit 1)"
    says 只能读
    $other "$program" --db "$here/demo.db" --now 2026-11-20 list feedback >"$out" 2>"$err"
    result $? "but it can be read"
    chmod 755 "$here"
fi
# A journal that lies there is another database's half transaction.
printf 'half a transaction' >"$here/lost.db-journal"
"$ZWGK" --db "$here/lost.db" init --test >"$out" 2>"$err"
[ $? = 5 ] && [ "$(cat "$here/lost.db-journal")" = 'half a transaction' ] && [ ! -e "$here/lost.db" ]
result $? "a journal of another database is not emptied"
says "没有写完的日志"
finish

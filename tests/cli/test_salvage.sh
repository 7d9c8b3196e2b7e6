#!/bin/sh
# Salvage of a damaged database: a new one with what could be read, the list of what could not, and the damaged file as it was.
. "$(dirname "$0")/tap.sh"
now="--now 2026-11-20"
db=$here/demo.db
"$ZWGK" init --demo --seed 1 --db "$db" $now >"$out" 2>"$err"
result $? "a demonstration office"
command -v sqlite3 >/dev/null || {
    skip "salvage" "no sqlite3"
    finish
    exit 0
}
bytes=$(sqlite3 "$db" "PRAGMA page_size")
spoil() { # PAGE
    tr '\0' '\245' </dev/zero | dd of="$db" bs="$bytes" seek=$(($1 - 1)) count=1 iflag=fullblock conv=notrunc 2>/dev/null
}
expect 2 "without a file" salvage
says 抢救哪个文件
expect 2 "without a target" salvage "$db"
says "--to"
expect 1 "a file that is not there" salvage "$here/none.db" --to "$here/new.db"
says "没有文件"
[ ! -e "$here/new.db" ]
result $? "leaves nothing"
echo 这不是数据库 >"$here/text"
expect 5 "a text" salvage "$here/text" --to "$here/new.db"
says "找不到本程序的数据"
[ ! -e "$here/new.db" ]
result $? "leaves nothing either"

expect 0 "a sound one" salvage "$db" --to "$here/sound.db"
has "1506 件与审计相符" "all its records, as the audit has them"
has "丢失 0 件"
expect 0 "whose copy verifies" --db "$here/sound.db" verify
for table in record feedback step version sealed urge pause code limit_rule; do
    was=$(sqlite3 "$db" "SELECT count(*) FROM $table")
    is=$(sqlite3 "$here/sound.db" "SELECT count(*) FROM $table")
    [ "$was" = "$is" ]
    result $? "$table: $was rows and $is"
done
[ "$(sqlite3 "$here/sound.db" "SELECT min(seq) FROM audit WHERE command = 'salvage'")" -gt \
    "$(sqlite3 "$db" "SELECT max(seq) FROM audit")" ]
result $? "the audit goes on behind the old one"
sqlite3 "$here/sound.db" "SELECT detail FROM audit WHERE command = 'salvage'" | grep -q 'records=1506 proven=1506 lost=0'
result $? "the audit says what was done"
expect 5 "over a file that is there" salvage "$db" --to "$here/sound.db"
says "已经有了"

for list in txt csv; do
    rm "$here"/sound.db*
    echo 'of another one' >"$here/sound.db.lost.$list"
    expect 5 "over a list that is there" salvage "$db" --to "$here/sound.db"
    says "sound.db.lost.$list 已经有了"
    grep -q 'of another one' "$here/sound.db.lost.$list" && [ ! -e "$here/sound.db" ]
    result $? "nothing is written"
done
rm "$here"/sound.db*
expect 0 "a sound one again" salvage "$db" --to "$here/sound.db"

# The head with the schema's root, and a leaf of the feedback.
spoil 1
feedback=$(sqlite3 "$here/sound.db" "SELECT min(pageno) FROM dbstat WHERE name = 'feedback' AND pagetype = 'leaf'")
spoil "${feedback:-50}"
cp "$db" "$here/before"
expect 0 "a damaged one" salvage "$db" --to "$here/new.db"
has "件与审计相符"
cmp -s "$db" "$here/before"
result $? "not a byte of it was changed"
[ -z "$(find "$here" -name '*.copy*')" ]
result $? "no copy stays behind"
expect 0 "opens" --db "$here/new.db" $now list feedback --limit 3 --format csv
lines 4
expect 0 "doctor has nothing against its pages" --db "$here/new.db" $now doctor
has "数据库打得开"
grep -q "与审计相符的" "$here/new.db.lost.txt" && grep -q "各表取出的行数" "$here/new.db.lost.txt"
result $? "the list as text"
head -1 "$here/new.db.lost.csv" | grep -q "情形,表,种类,编号,内部号,到,标题"
result $? "and as a table"
expect 0 "it works on" --db "$here/new.db" $now --user supervisor list unit
has 东门村
expect 0 "search is made anew" --db "$here/new.db" $now reindex
expect 0 "and finds" --db "$here/new.db" $now search 路灯
has 路灯

# A save that was broken off is rolled back in the copy that is read.
{
    cp "$here/sound.db" "$here/hot.db"
    printf "PRAGMA journal_mode=delete;\nPRAGMA cache_size=1;\nBEGIN IMMEDIATE;\nUPDATE setting SET value='broken off' WHERE key='office_name';\nCREATE TABLE filler AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<3000) SELECT hex(randomblob(200)) FROM n;\n.shell cp '%s' '%s'; cp '%s-journal' '%s-journal'\nROLLBACK;\n" \
        "$here/hot.db" "$here/cut.db" "$here/hot.db" "$here/cut.db" | sqlite3 "$here/hot.db" >/dev/null
    [ -s "$here/cut.db-journal" ]
    result $? "a hot journal"
    expect 0 "a file with one" salvage "$here/cut.db" --to "$here/cold.db"
    [ "$(sqlite3 "$here/cold.db" "SELECT value FROM setting WHERE key='office_name'")" = 青石镇政务公开办公室 ]
    result $? "what was broken off is not in it"
    [ -s "$here/cut.db-journal" ]
    result $? "and the journal stays where it was"
}
finish

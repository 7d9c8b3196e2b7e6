#!/bin/sh
# A damaged database: what can be read is read, nothing is written, and what to do is said.
. "$(dirname "$0")/tap.sh"
now="--now 2026-11-20"
db=$here/demo.db
"$ZWGK" init --demo --seed 1 --db "$db" $now >"$out" 2>"$err"
result $? "a demonstration office"
# As large as an office is in its first months: such a one is looked through whenever it is opened.
sql "$db" "DROP TRIGGER version_is_not_deleted; DELETE FROM version WHERE record IN
    (SELECT id FROM record WHERE number NOT LIKE 'FK2026-0017%');
    CREATE TRIGGER version_is_not_deleted BEFORE DELETE ON version BEGIN SELECT raise(ABORT, 'version'); END; VACUUM"
[ "$(wc -c <"$db")" -le 4194304 ]
result $? "is small"

# Spoils a table's first page, as a bad disk would.
spoil() { # TABLE
    page=$(sqlite3 "$db" "SELECT rootpage FROM sqlite_schema WHERE name = '$1'")
    bytes=$(sqlite3 "$db" "PRAGMA page_size")
    tr '\0' '\245' </dev/zero | dd of="$db" bs="$bytes" seek=$((page - 1)) count=1 iflag=fullblock \
        conv=notrunc 2>/dev/null
}
act() { # CODE NAME WORD…
    code=$1 name=$2
    shift 2
    expect "$code" "$name" --db "$db" $now --user supervisor "$@"
}
act 0 "whole: nothing is said" list feedback --limit 1
! grep -q 损坏 "$err"
result $? "not a word of it"
spoil version
cp "$db" "$here/before"
act 0 "a list" list feedback --limit 5 --format csv
lines 6
says "数据库文件已损坏，只能看，不能保存；请退出，用 zwgk restore 恢复最近的备份；没有备份就用 zwgk salvage 抢救"
act 5 "a record, but for its versions" show FK2026-00171
has 路灯
has 经过
says "有读不出来的"
act 0 "an export" export unit "$here/unit.csv"
grep -q 东门村 "$here/unit.csv"
result $? "with its rows"
act 5 "an export that is not whole" export feedback "$here/feedback.json"
says "只导出了读得出的"
grep -q 三组路灯 "$here/feedback.json" && tail -n 1 "$here/feedback.json" | grep -q ']'
result $? "is written to its end"
act 0 "a print" report record FK2026-00171
has 路灯
act 5 "a command is refused" do urge FK2026-00171
says "不能保存"
printf '单位名称\n新单位\n' >"$here/units.csv"
act 5 "an import too" import unit "$here/units.csv"
says "不能保存"
echo x >"$db.before-0001"
touch -d 2026-11-01T10:30+08:00 "$db.before-0001"
act 5 "the copy beside it is named" do urge FK2026-00171
says "恢复 2026-11-01 10:30 的备份 demo.db.before-0001；"
mkdir "$here/backup"
echo x >"$here/backup/青石镇.zbk"
touch -d 2026-11-02T10:30+08:00 "$here/backup/青石镇.zbk"
act 5 "the newest one" do urge FK2026-00171
says "恢复 2026-11-02 10:30 的备份 青石镇.zbk；"
act 1 "the doctor tells more" doctor
has "数据库文件已损坏（"
has "校验和：共 1 页坏了，或不是本程序写的（页号 "
has_not "in database main" "what is damaged, not where"
has "另存一份"
has "读不全的表：version" "which table"
has "最近的备份是 2026-11-02 10:30 的"
has "      zwgk restore '$here/backup/青石镇.zbk' --try"
has "      zwgk salvage '$db' --to salvaged.db"
cmp -s "$db" "$here/before"
result $? "not a byte was changed"

spoil step
act 5 "what cannot be read is said, the rest comes" show FK2026-00171
has 路灯
has "（数据库损坏，这里有读不出来的内容）"
act 0 "lists go on" list unit
has 东门村
spoil feedback
act 5 "a table that is gone" list feedback
says 损坏
act 5 "cannot be exported" export feedback "$here/feedback.csv"
says 损坏
act 0 "others can" list unit
has 东门村
finish

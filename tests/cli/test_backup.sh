#!/bin/sh
# zwgk backup and restore, without a terminal: where copies go, what is refused, what comes back.
. "$(dirname "$0")/tap.sh"
make_office
result $? "an office"
act() { # CODE NAME WORDS…
    code=$1 name=$2
    shift 2
    expect "$code" "$name" --now 2026-11-20T09:00 "$@"
}

act 0 "a copy" backup
has "已备份到"
has "没有加密，写完读回验过"
file=$(ls "$here/backup/"*.db)
[ "$(stat -c %a "$file")" = 600 ]
result $? "only its owner may read it"
# Of several of one second (all are of --now) the name's chance says which stay: this one is kept elsewhere.
cp "$file" "$here/plain.db" && file=$here/plain.db
act 0 "the same for a timer" backup --quiet
silent "says nothing"
act 0 "the list" backup --list
lines 2 "has both"
mkdir "$here/stick"
act 1 "unencrypted it does not leave the machine" backup "$here/stick"
says "只能放在"
says "F6、3 设口令"
[ -z "$(ls "$here/stick")" ]
result $? "nothing is there"
act 0 "but when who may says so" backup --plain "$here/stick"
[ "$(ls "$here/stick" | wc -l)" = 1 ]
result $? "one file is there"
act 1 "a stick that is not there" backup --plain "$here/nothing"
says "U 盘没插好"
has "已备份到"
act 1 "a passphrase is typed on a terminal" backup --set-passphrase </dev/null
act 2 "one errand at a time" backup --list "$here/stick"
act 2 "a wrong option" backup --slowly
act 0 "a paper key" backup --new-paper-key
has "1  "
has "只显示这一次"
act 0 "from then on copies are encrypted" backup "$here/stick"
has "已加密"
[ "$(head -c 6 "$here/stick/"*.zbk)" = ZWGKBK ]
result $? "its head says what it is"
act 0 "verify knows them all" verify

# Restoring.
echo x >"$ZWGK_DB.restore-$(sh -c 'echo $$').part"
act 0 "a rehearsal" restore "$file" --try
has "青石镇政务公开办公室"
has "恢复会丢掉备份以后的操作"
says "演练成功"
# Another file's copies, of an office of the same name: neither takes away the other's.
mkdir "$here/pair"
for one in real practice; do
    "$ZWGK" --db "$here/pair/$one.db" init --test --office 青石镇 >"$out" 2>"$err"
    "$ZWGK" --db "$here/pair/$one.db" backup >"$out" 2>"$err"
done
"$ZWGK" --db "$here/pair/practice.db" --now 2026-11-20T10:00 backup >"$out" 2>"$err"
"$ZWGK" --db "$here/pair/real.db" backup --list >"$out" 2>"$err"
has_not "不在"
[ "$(ls -A "$here" | grep -c '\.part')" = 0 ] && [ "$(ls -A "$here" | grep -c before-restore)" = 0 ]
result $? "leaves nothing behind"
sum=$(cksum <"$ZWGK_DB")
act 1 "without a terminal nobody agrees" restore "$file" </dev/null
says "没有恢复"
[ "$sum" = "$(cksum <"$ZWGK_DB")" ]
result $? "the database is as it was"
printf '单位名称\n恢复后没有的村\n' >"$here/later.csv"
act 0 "a unit more" import unit "$here/later.csv"
act 0 "restored" restore "$file" --yes
has "before-restore-"
act 0 "it works" verify
act 0 "the units" list unit
has 东门村
has_not 恢复后没有的村
[ "$(stat -c %a "$ZWGK_DB")" = 660 ]
result $? "the mode is as before"
dd if=/dev/zero of="$ZWGK_DB" bs=1000 count=3 2>/dev/null
act 0 "over a damaged one" restore "$file" --yes
has "damaged-"
rm "$ZWGK_DB"
act 0 "where there is none" restore "$file" --yes
has "现在没有数据库文件"
act 0 "it works again" verify

# Another office's: the drafts that lie there are not its.
mkdir -m 700 "$here/other"
"$ZWGK" --db "$here/other/o.db" init --test >"$out" 2>"$err"
: >"$here/other/o.db.drafts-4711"
expect 0 "over another office" --db "$here/other/o.db" restore "$file" --yes
has "不是同一份"
has "有 1 个草稿文件是另一份数据库的，没有用，改名为 o.db.drafts-4711.aside-"
[ ! -e "$here/other/o.db.drafts-4711" ]
result $? "it has another name"

# What is refused.
sum=$(cksum <"$ZWGK_DB")
head -c 20000 "$file" >"$here/cut.db"
act 5 "a plain copy that is cut" restore "$here/cut.db" --yes
printf 'hello, hello, hello' >"$here/foreign"
act 5 "no backup" restore "$here/foreign" --yes
act 3 "no file" restore "$here/none" --yes
act 5 "the database itself" restore "$ZWGK_DB" --yes
says "正在用的数据库"
act 2 "no word" restore
sqlite3 "$here/other.db" "CREATE TABLE t (x); PRAGMA application_id = 7"
act 5 "another program's file" restore "$here/other.db" --yes
expect 5 "nor is another program's file replaced" --db "$here/other.db" restore "$file" --yes
says "别的程序的数据库"
cp "$file" "$here/newer.db" && sql "$here/newer.db" "PRAGMA user_version = 9999"
act 5 "a newer program's" restore "$here/newer.db" --yes
says "升级本程序"
cp "$file" "$here/forged.db" &&
    sql "$here/forged.db" "UPDATE unit SET phone = '0571-9'"
act 5 "one changed behind the audit" restore "$here/forged.db" --yes
cp "$file" "$here/planted.db" && sql "$here/planted.db" "CREATE VIEW people AS SELECT * FROM person"
act 5 "one with a view of somebody else's" restore "$here/planted.db" --yes
says "多出 view people"
act 1 "encrypted, without a terminal" restore "$here/stick/"*.zbk --yes </dev/null
[ "$sum" = "$(cksum <"$ZWGK_DB")" ]
result $? "the database is as it was after all of these"
[ "$(ls -A "$here" | grep -c '\.part')" = 0 ]
result $? "no part of a file is left"
finish

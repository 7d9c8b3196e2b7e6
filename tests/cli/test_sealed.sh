#!/bin/sh
# 举报: whoever is named in one, and the clerk who typed it, find no trace of it: every command says to the byte
# what it said before there was one. In a demonstration office, where --user needs no password.
. "$(dirname "$0")/tap.sh"
export ZWGK_DB="$here/office.db"
now=2026-11-20T09:00
secret='王建国侵吞修路款|也在场|凭据在会计柜|䶮某某|13899990000|王建国截留低保金|周建华收受钢卷尺'
expect 0 "an office" --now $now init --demo --seed 1
as() { # ACCOUNT WORDS…
    account=$1
    shift
    "$ZWGK" --now $now --user "$account" "$@"
}
printf '姓名,单位,职务,账号,角色\n陈立,党政办,纪委书记,chenli,reviewer supervisor\n刘国梁,党政办,副镇长,liuguoliang,supervisor\n' >"$here/people.csv"
named=$(as sunguoqiang list person --where title=王建国 --format csv | grep -o 'RY[0-9]*-[0-9]*')
as sunguoqiang import person "$here/people.csv" >"$out" 2>"$err" &&
    as sunguoqiang do edit "$named" account=wangjianguo roles=clerk >"$out" 2>"$err"
result $? "the person named has an account"

# Of all a person can ask on the command line: what it says, what it writes to files, its exit code.
queues="feedback feedback-open feedback-announce feedback-visit overdue overdue-paused opening task meeting box person unit
    consultation opinion opinion-pending disclosure finding finding-open inspection accountability catalogue gaps"
ask() { # NAME WORDS…
    name=$1
    shift
    as "$who" "$@" >"$into/$name" 2>&1
    echo "exit $?" >>"$into/$name"
}
ask_everything() { # ACCOUNT FOLDER
    who=$1 into=$2
    mkdir -p "$into"
    for queue in $queues; do
        for format in table csv json; do
            ask "list-$queue-$format" list "$queue" --format $format
        done
    done
    ask list-overdue-only list feedback-open --overdue
    ask where-kind list feedback --where kind=report --format json
    ask where-title list feedback --where 'title=*举报*'
    ask where-name list feedback --where 'title=*王建国*'
    ask where-body list feedback --where 'body=*会计柜*'
    ask where-reporter list feedback --where 'reporter=*䶮*'
    ask where-contact list feedback --where contact=13899990000
    ask where-number list feedback --where 'number=>=FK2026-00001' --format csv
    ask where-day list feedback --where received_on=2026-10-09
    ask order list feedback --order received_on --format csv
    for kind in feedback opening; do
        for ending in csv tsv json; do
            rm -f "$here/export.$ending"
            ask "export-$kind-$ending" export $kind "$here/export.$ending"
            cp "$here/export.$ending" "$into/file-$kind.$ending" 2>/dev/null
        done
    done
    for report in timeliness satisfaction evaluation-tally hot-list coverage deliberation finding-ledger feedback-column \
        overdue-list urge-notice; do
        ask "report-$report" report $report
    done
    ask report-from report timeliness --from 2026-11-01 --to 2026-11-20
    ask report-unit report assign-slip --unit 东门村
    ask report-year report feedback-column --from 2026-01-01 --to 2026-11-20
    rm -rf "$here/web"
    ask web report web-package --from 2026-01-01 --to 2026-11-20 --out "$here/web"
    cp -r "$here/web" "$into/web-files" 2>/dev/null
    ask check check
    # A number above all others, and the one it will be: the same answer.
    for number in $numbers; do
        ask "show-$number" show "$number"
        ask "json-$number" show "$number" --format json
        for report in record assign-slip supervision-slip approval-slip feedback-column urge-notice evaluation-form; do
            ask "print-$report-$number" report $report "$number"
        done
        for command in assign reassign take_up reply announce close visit to_opinion void edit urge resume; do
            ask "do-$command-$number" do $command "$number" unit=东门村
        done
    done
}
last=$(as sunguoqiang list feedback --order number --format csv | grep -o 'FK2026-[0-9]*' | sort | tail -n 1)
count=$(printf '%s\n' "${last#FK2026-}" | sed 's/^0*//')
numbers=$(printf 'FK2026-%05d FK2026-%05d FK2026-%05d' $((count + 1)) $((count + 2)) $((count + 3)))
people="wangjianguo chenli lichunmei sunguoqiang liuyan"
for account in $people; do
    ask_everything "$account" "$here/before/$account"
done
[ -s "$here/before/wangjianguo/list-feedback-csv" ] && grep -q 'exit 3' "$here/before/wangjianguo/show-${numbers%% *}"
result $? "everything was asked, before"

# Registered by the clerk; one of them names the leader who would get it.
printf '收到日期,类别,标题,内容,姓名,电话,来源\n2026-10-09,举报,王建国侵吞修路款,凭据在会计柜,䶮某某,13899990000,信函\n2026-10-09,举报,周建华收受钢卷尺,陈 立也在场,,,信函\n2026-10-09,投诉,王建国截留低保金,凭据在会计柜,䶮某某,13899990000,信函\n' >"$here/in.csv"
as lichunmei import feedback "$here/in.csv" >"$out" 2>"$err"
result $? "three are registered"
! grep -qE "$secret" "$out" "$err"
result $? "the import says nothing of them"
set -- $numbers
as lichunmei do assign "$3" unit=东门村 >"$out" 2>"$err" &&
    as lichunmei do edit "$3" body=凭据在会计柜，已看过 >"$out" 2>"$err"
result $? "the third as a complaint, handed over"
as wangjianguo show "$3" >"$out" 2>"$err"
has 王建国截留低保金 "while it is one it is seen"
as lichunmei do edit "$3" kind=report >"$out" 2>"$err"
result $? "it is changed into a report"

for account in $people; do
    ask_everything "$account" "$here/after/$account"
    diff -r "$here/before/$account" "$here/after/$account" >"$out" 2>&1
    result $? "$account finds everything as it was before"
    ! grep -rqE "$secret" "$here/after/$account"
    result $? "$account finds no word of them"
done

# To whom they are charged: the leader, but for the one he is named in.
as zhoujianhua show "$1" >"$out" 2>"$err"
has 王建国侵吞修路款 "the leader reads the first"
as zhoujianhua show "$3" >"$out" 2>"$err"
has 王建国截留低保金 "and the one that was a complaint"
as zhoujianhua show "$2" >"$out" 2>"$err"
[ $? = 3 ]
result $? "not the one that names him"
as liuguoliang show "$2" >"$out" 2>"$err"
has 周建华收受钢卷尺 "another leader does"
as zhoujianhua list feedback --format json >"$out" 2>"$err"
! grep -qE "$secret" "$out"
result $? "no list of him shows what is sealed"
as zhoujianhua export feedback "$here/his.csv" >"$out" 2>"$err"
! grep -qE "$secret|$1" "$here/his.csv"
result $? "nor what he exports"
as sunguoqiang verify >"$out" 2>"$err"
result $? "the chain holds"

# The file itself: one copy, in table `sealed` and in no other.
for text in 王建国侵吞修路款 周建华收受钢卷尺 王建国截留低保金; do
    [ "$(grep -aoF "$text" "$ZWGK_DB" | wc -l)" = 1 ]
    result $? "once in the file: $text"
done
if command -v sqlite3 >/dev/null; then
    for table in $(sqlite3 "$ZWGK_DB" "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'sealed'"); do
        sqlite3 "$ZWGK_DB" "SELECT * FROM \"$table\"" 2>"$err" | grep -aE "$secret" >"$out"
        [ ! -s "$out" ]
        result $? "nothing of it in $table"
    done
    sqlite3 "$ZWGK_DB" "SELECT * FROM sealed" >"$out"
    has 凭据在会计柜 "all of it in sealed"
else
    skip "the tables of the file" "sqlite3 is not there"
fi
finish

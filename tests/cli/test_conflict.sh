#!/bin/sh
# zwgk do --ver N: a record is changed only when nobody changed it since; exit 4 otherwise, and the fields are named, with who
# and when. zwgk today: the clock.
. "$(dirname "$0")/tap.sh"
export ZWGK_DB="$here/office.db"
now=2026-11-20T09:00
expect 0 "an office" --now $now init --demo --seed 1
as() { # CODE NAME ACCOUNT WORDS...
    wanted=$1 name=$2 account=$3
    shift 3
    expect "$wanted" "$name" --now $now --user "$account" "$@"
}
printf '收到日期,类别,标题,单位,来源\n2026-11-19,咨询,䶮家巷路灯不亮,东门村,来电\n' >"$here/in.csv"
as 0 "a record" lichunmei import feedback "$here/in.csv"
number=$("$ZWGK" --now $now --user lichunmei list feedback --where 'title=䶮家巷*' --format csv | grep -o 'FK[0-9]*-[0-9]*')
ver=$("$ZWGK" --now $now --user lichunmei show "$number" --format json | grep -o '"ver":[0-9]*' | head -1 | cut -d: -f2)
as 0 "somebody changes it" zhoujianhua do edit "$number" 标题=䶮家巷的路灯全不亮 --ver "$ver"
as 4 "the version is another" lichunmei do edit "$number" 标题=我写的 --ver "$ver"
says "被别人改过"
says "周建华 2026-11-20 09:00"
says "标题：䶮家巷路灯不亮 → 䶮家巷的路灯全不亮"
as 0 "nothing was overwritten" lichunmei show "$number"
has "䶮家巷的路灯全不亮"
as 0 "the new version is the one" lichunmei do edit "$number" 标题=我写的 --ver $((ver + 1))
as 0 "without it whatever there is is changed" lichunmei do edit "$number" 标题=又写的
as 4 "a command too" zhoujianhua do void "$number" reason=重复登记 --ver "$ver"
as 2 "of several there is none" lichunmei do take_up "$number" FK2026-00016 --ver 1
says "只用于一件"
as 2 "it is a number" lichunmei do edit "$number" 标题=甲 --ver x

as 0 "a clock set on purpose is not doubted" sunguoqiang today
says "没有疑点"
as 1 "so no day is typed" sunguoqiang today 2026-11-20
finish

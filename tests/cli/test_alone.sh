#!/bin/sh
# An office just founded has one person: a slip goes its whole way with nobody else to check the reply, and
# each such step says so. As soon as somebody else may check, he must.
. "$(dirname "$0")/tap.sh"
export ZWGK_DB="$here/office.db"
expect 0 "an office" init --test
printf '单位名称\n东门村\n' >"$here/units.csv"
expect 0 "a unit" --now 2026-11-20 import unit "$here/units.csv"
printf '收到日期,类别,标题\n2026-11-19,投诉,三组路灯不亮\n2026-11-19,投诉,二组水压低\n' >"$here/in.csv"
expect 0 "two complaints" --now 2026-11-20 import feedback "$here/in.csv"
expect 0 "hand over" --now 2026-11-20 do assign FK2026-00001 FK2026-00002 unit=东门村
expect 0 "reply" --now 2026-11-20 do reply FK2026-00001 reply=已换灯泡
expect 0 "show" --now 2026-11-20 show FK2026-00001 --format json
has '"state":"replied"' "it passes with the reply"
has 一人兼任审核 "and the step says so"
expect 0 "announce" --now 2026-11-20 do announce FK2026-00001 place=村口公开栏
expect 0 "close" --now 2026-11-20 do close FK2026-00001
printf '姓名,账号,角色\n王敏,wangmin,reviewer\n' >"$here/people.csv"
expect 0 "a reviewer comes" --now 2026-11-20 import person "$here/people.csv"
expect 0 "the next reply" --now 2026-11-20 do reply FK2026-00002 reply=已加压
expect 0 "show" --now 2026-11-20 show FK2026-00002 --format json
has '"state":"in_check"' "waits for him"
expect 1 "nobody passes what he wrote himself once another may" --now 2026-11-20 do check_pass FK2026-00002
says 须由别人决定
finish

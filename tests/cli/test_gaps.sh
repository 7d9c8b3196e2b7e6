#!/bin/sh
# What must be public and is not: zwgk list gaps, do owe, draft, waive; the reports coverage, gaps, scope-trend and
# hot-list.
. "$(dirname "$0")/tap.sh"
make_office
result $? "an office"
cat >"$here/units.csv" <<'X'
单位名称,性质
石桥村,村
䶮口村,村
X
cat >"$here/catalogue.csv" <<'X'
title,affair,power,scope,timing,cycle,per_village,limit_unit,limit_amount,limit_fixed,from_on,unit,stages
村级财务收支,rural,service,public,periodic,quarter,1,fixed,20,quarter,2026-07-01,社会事务办,
工程建设,goods,decision,public,staged,,,,,,2026-01-01,社会事务办,方案公布:5；结果公布:10
X
at="--now 2026-11-20"
expect 0 "villages" $at import unit "$here/units.csv"
expect 0 "a catalogue" $at import catalogue "$here/catalogue.csv"
expect 0 "gaps" $at list gaps --format csv
lines 5 "two villages, two quarters and a heading"
has "村级财务收支 䶮口村 2026年第三季度"
expect 0 "the late ones" $at list gaps --overdue --format csv
lines 3 "one each"
expect 0 "a matter" $at do owe ML2026-00002 title=拓宽幸福路 on=2026-11-02
expect 5 "not twice" $at do owe ML2026-00002 title=拓宽幸福路 on=2026-11-02
says "已经登记过：YG2026-00005"
expect 5 "not a periodic one" $at do owe ML2026-00001 title=三季度
says "是定期公开的"
expect 0 "its stages" $at show YG2026-00005
has "阶段  已公开 0/2"
has " 2 结果公布              2026-11-23  应公开      YG2026-00006"
expect 0 "a draft" $at do draft YG2026-00001
expect 0 "as JSON" $at show GK2026-00001 --format json
has '"state":"draft"'
has '"period":"2026Q3"'
expect 1 "once" $at do draft YG2026-00001
says "已拟稿"
expect 5 "waived with a reason only" $at do waive YG2026-00003
expect 0 "waived" $at do waive YG2026-00003 reason=当季没有收支
expect 1 "no duty is made by hand" $at import duty "$here/units.csv"

expect 0 "coverage" $at report coverage
has "公开覆盖情况"
has "乡村                                 1         1         0         1  没有公开"
has "财                                   0         0         0         0  目录空白"
has "䶮口村                               1         0         0         0  没有公开"
expect 0 "of another year" $at report coverage --year 2020
has "合计                                 0         0         0         0  目录空白"
expect 0 "to CSV" $at report coverage --out "$here/coverage.csv"
cp "$here/coverage.csv" "$out"
has "分组,名称,目录事项,应公开,已公开,缺口,备注"
has "人财物案,乡村,1,1,0,1,没有公开"
expect 0 "gaps on paper" $at report gaps
has "应公开未公开"
has "YG2026-00005"
has_not "YG2026-00001" "what is drafted"
expect 0 "scope" $at report scope-trend
has "2026Q4"
expect 2 "of whole years" $at report scope-trend --from 2026-01-01
says "--from"
expect 0 "marked as hot" $at do mark_hot ML2026-00002 hot=难点 hot_source=走访
cat >"$here/feedback.csv" <<'X'
received_on,kind,title,topic
2026-11-03,投诉,路还没有修,工程建设
2026-11-04,咨询,几时修路,工程建设
X
expect 0 "feedback about it" $at import feedback "$here/feedback.csv"
expect 0 "the hot list" $at report hot-list
has "ML2026-00002 工程建设                  2      1      0      0      0  难点"
expect 2 "no such report" $at report cover
says "coverage scope-trend hot-list"
finish

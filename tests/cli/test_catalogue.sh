#!/bin/sh
# The catalogue: the one that comes with the program, published standard tables, prints of it and of who may what.
. "$(dirname "$0")/tap.sh"
make_office
result $? "an office with units, people and a box"
export ZWGK_DB
at() { # CODE NAME WORDS…
    code=$1 name=$2
    shift 2
    expect "$code" "$name" --now 2026-11-20T09:00 "$@"
}
count() { # N NAME
    zwgk list catalogue --format json >"$out" 2>"$err"
    [ "$(grep -c '"number"' "$out")" -eq "$1" ]
    result $? "$2"
}

cat >"$here/standard.csv" <<'X'
青石镇社会救助领域基层政务公开标准目录,,,,,,,,,,,,,
序号,公开事项,,公开内容（要素）,公开依据,公开时限,公开主体,公开渠道和载体,公开对象,,公开方式,,公开层级,
,一级事项,二级事项,,,,,,全社会,特定群体,主动,依申请,县级,乡、村级
1,社会救助,低保评议公示,姓名、金额,社会救助暂行办法,信息形成或变更之日起２０个工作日内,社会事务办,■政府网站 □公示栏（电子屏）,√,,√,,,√
2,,特困人员名单,姓名,社会救助暂行办法,每季首月20日前,县民政局,"■便民服务站
■其他______",,√ 村民,√,,√,√
X
iconv -f UTF-8 -t GB18030 "$here/standard.csv" >"$here/standard-gb.csv"
at 0 "a published table in GB18030, tried" import catalogue "$here/standard-gb.csv" --dry-run
says "2 行可以导入"
count 0 "stores nothing"
at 0 "a published table in GB18030" import catalogue "$here/standard-gb.csv"
says "已导入 2 行"
says "其中 2 条还要补充"
count 2 "two entries"
at 0 "the second row" show ML2026-00002 --format json
has '"field":"社会救助"' "一级事项 from the row above"
has '"limit_fixed":"quarter"' "its limit"
has '"channels":"village_station other"' "its channels"
has '公开主体：县民政局' "a unit the office has not is noted"
at 5 "the same table again" import catalogue "$here/standard.csv"
says "第 4 行第 3 栏（二级事项）"
says "ML2026-00001" "the number it repeats"
sed 's/■政府网站/■横幅/; s/评议公示/评议结果/' "$here/standard.csv" >"$here/bad.csv"
sed '5d' "$here/bad.csv" >"$here/one.csv"
at 5 "an unknown channel" import catalogue "$here/one.csv"
says "第 4 行第 8 栏（公开渠道和载体）：不认识渠道“横幅”"
printf '公开事项,人财物案,权力类别,公开范围,时效类型,公开时限\n三公经费,财,决策权,社会,临时,按规定公开\n' >"$here/own.csv"
at 5 "our own columns, a limit that cannot be read" import catalogue "$here/own.csv"
says "从“按规定公开”看不出是几天"
sed 's/按规定公开/批准后20日内/' "$here/own.csv" >"$here/good.csv"
at 0 "our own columns" import catalogue "$here/good.csv"

at 0 "the shipped catalogue, tried" import catalogue --shipped --dry-run
says 没有存储
count 3 "stores nothing"
at 0 "that of villages" import catalogue --shipped --unit-kind 村
says 已载入
at 0 "all of it" import catalogue --shipped
at 0 "once more" import catalogue --shipped
says "已载入 0 条" "nothing twice"
zwgk list catalogue --format json >"$out" 2>"$err"
[ "$(grep -c '"number"' "$out")" -ge 120 ]
result $? "at least 120 entries"
at 2 "an unknown kind of unit" import catalogue --shipped --unit-kind 省
says "没有“省”这一类单位"
at 2 "with a file" import catalogue "$here/own.csv" --shipped
at 2 "of another kind" import unit --shipped
at 2 "a kind of unit without --shipped" import catalogue "$here/own.csv" --unit-kind 村

at 0 "several charged at once" do charge ML2026-00001 ML2026-00002 unit=东门村 person=王建国
at 0 "and shown" show ML2026-00002 --format json
has '"unit":"东门村"' "the unit"
at 5 "nothing said" do charge ML2026-00001 person=
at 0 "an entry with a new limit" do edit ML2026-00001 limit_text=7个工作日内
at 0 "is shown" show ML2026-00001 --format json
has '"limit_amount":7' "its number"
at 0 "an entry not needed" do void ML2026-00003 reason=重复
at 0 "comes back" do restore ML2026-00003

at 0 "written in the standard columns" export catalogue "$here/out.csv" --standard
cp "$here/out.csv" "$out"
has '序号,公开事项,,公开内容（要素）' "two rows of headings"
has ',一级事项,二级事项,'
has '■政府网站 □公示栏(电子屏)' "marks before the channels"
at 0 "in GB18030" export catalogue "$here/out.tsv" --standard --encoding gb18030
at 2 "not as JSON" export catalogue "$here/out.json" --standard
at 2 "not of another kind" export unit "$here/out.csv" --standard

at 0 "the catalogue on paper" report catalogue
has 政务公开目录
has 低保评议公示
at 0 "one entry of it" report catalogue ML2026-00002
has 特困人员名单
has_not 低保评议公示
at 0 "who may take which step" report role-table
has 岗位权限表
has 定责任 "the steps of the catalogue"
at 3 "no leading group yet" report organization
says "请在 64 登记"
printf '名称,性质,联系电话\n政务公开领导小组,领导小组,0571-8\n' >"$here/team.csv"
at 0 "a leading group" import team "$here/team.csv"
at 0 "with its head" do add_member XZ2026-00001 person=李春梅 duty=组长
at 0 "and a liaison" do add_member XZ2026-00001 person=𠮷田䶮 duty=联络员
at 0 "the organization" report organization
has 组织机构表
has 组长
has 𠮷田䶮
finish

#!/bin/sh
# Opinions by the command line: imported into a collection, in GB18030 too, listed, decided on several at once, taken back.
. "$(dirname "$0")/tap.sh"
make_office
result $? "a test office"
printf '单位名称,性质\n南坡村,村\n' >"$here/villages.csv"
printf 'title,kind\n镇政府公开栏,board\n' >"$here/boards.csv"
printf 'title,affair,subject,power,scope,timing,unit,leader,person,basis\n决策草案征求意见,office,decision,decision,public,ad_hoc,党政办,王建国,李春梅,重大行政决策程序暂行条例第十五条\n' >"$here/catalogue.csv"
printf 'title,kind,unit,person,ways,where_to,draft\n集市搬迁方案,general,党政办,𠮷田䶮,forum letter,镇党政办,"第一条 集市逢三逢八开市。\n第三条 原集市停用。"\n班车改线,general,党政办,𠮷田䶮,letter,镇党政办,改走河西路。\n' >"$here/consultations.csv"
at() { # DAY CODE NAME WORDS…
    day=$1 wanted=$2 name=$3
    shift 3
    expect "$wanted" "$name" --now "$day"T09:00 "$@"
}
run() { # CODE NAME WORDS…: at the office's day
    at 2026-11-20 "$@"
}
run 0 "a village" import unit "$here/villages.csv"
run 0 "a board" import board "$here/boards.csv"
run 0 "a catalogue" import catalogue "$here/catalogue.csv"
run 0 "collections" import consultation "$here/consultations.csv"
printf '收到日期,方式,姓名,地址,电话,内容,针对条款\n2026-11-17,座谈会,张𠮷旺,南坡村二组,13800001234,搬到镇西太远。,第三条\n2026-11-18,信函,,,,希望公布摊位怎样分配,\n2026/11/19,4,李䶮,,,逢集日要有接送车,1\n' >"$here/opinions.csv"
sed 's/,4,/,电话,/' "$here/opinions.csv" >"$here/good.csv"
run 5 "not before its notice" import opinion "$here/good.csv" --into ZJ2026-00001
says "征集 ZJ2026-00001 还没有公告，不能登记意见"
at 2026-11-12 0 "its notice" do draft_notice ZJ2026-00001 catalogue=决策草案征求意见
run 5 "nor before that is published" import opinion "$here/good.csv" --into ZJ2026-00001
says "公告还没有发布，不能登记意见"
at 2026-11-12 0 "handed in" do submit GK2026-00001
at 2026-11-12 0 "reviewed" do review GK2026-00001 review_outcome=public signatory=刘大全 signed_no=1
at 2026-11-12 0 "approved" do approve GK2026-00001 signatory=王建国 signed_no=2
at 2026-11-12 0 "published" do publish GK2026-00001 board=镇政府公开栏

# Importing: what is wrong is named, all or none.
run 3 "no such collection" import opinion "$here/good.csv" --into ZJ2026-00009
says ZJ2026-00009
run 5 "no collection at all" import opinion "$here/good.csv" --into GK2026-00001
says "GK2026-00001 不是一次征集，不能登记意见"
run 2 "--into is for these" import unit "$here/villages.csv" --into ZJ2026-00001
says "--into 只用在 import line 和 import opinion"
run 5 "without --into" import opinion "$here/good.csv"
says "表头没有“征集”"
run 5 "a way that is none" import opinion "$here/opinions.csv" --into ZJ2026-00001
says "第 4 行"
says "没有“4”这一项"
run 0 "nothing is half done" list opinion --format csv
lines 1 "no opinion yet"
run 0 "tried" import opinion "$here/good.csv" --into ZJ2026-00001 --dry-run
says "3 行可以导入；没有存储"
iconv -f UTF-8 -t GB18030 "$here/good.csv" >"$here/gb.csv"
run 0 "in GB18030" import opinion "$here/gb.csv" --into ZJ2026-00001
says "已导入 3 行"
run 5 "the same twice" import opinion "$here/good.csv" --into ZJ2026-00001
says "与 YJ2026-00001 重复：同一次征集、同内容、同一个人"
printf '收到日期,方式,内容\n2026-11-19,信函,同一句话\n2026-11-19,信函,另一句话\n2026-11-20,意见箱, 同一 句话\n' >"$here/twice.csv"
run 5 "twice in one file" import opinion "$here/twice.csv" --into ZJ2026-00001
says "与本文件第 1 条数据重复"
printf '收到日期,方式,内容,征集\n2026-11-20,信函,来晚了,ZJ2026-00001\n2026-11-20,信函,也来晚了,\n' >"$here/late.csv"
run 0 "after the last day" import opinion "$here/late.csv" --into ZJ2026-00001
run 0 "marked as late" show YJ2026-00004 --format json
has '"late":1'
has '"consultation":"ZJ2026-00001"'
run 0 "which another is not" show YJ2026-00001 --format json
has '"late":0'
has '"unit":"南坡村"' "the village by the address"
has '"waited_days":3'
has '"body":"搬到镇西太远。"'
has '"decision":null'

# The queue.
run 0 "what waits, the oldest first" list opinion-pending --format json
has '"number":"YJ2026-00001"'
has '"consultation":"ZJ2026-00001","way":"forum","body":"搬到镇西太远。","decision":null,"reason":null,"waited_days":3'
run 0 "as a table" list opinion-pending --limit 1
has 搬到镇西太远
has_not 张𠮷旺 "the name"

# Deciding.
run 1 "a kind of its own" do adopt GK2026-00001 adopted_to=第三条
run 5 "declined without a reason" do decline YJ2026-00001 YJ2026-00002
says "YJ2026-00002 不采纳的，请写明理由"
run 5 "an unknown place" do decline YJ2026-00001 YJ2026-00002 reason=已定 reply='{姓名}：{单位}'
says "没有“{单位}”这一处，可以用：{姓名} {条款} {编号} {征集} {日期}"
run 0 "none of them" list opinion-pending --format csv
lines 6 "all still wait"
run 0 "two by a template" do decline YJ2026-00001 YJ2026-00002 reason=已定 reply='{姓名}：您对{条款}的意见已于{日期}处理。'
run 0 "with the name" show YJ2026-00001 --format json
has 张𠮷旺：您对第三条的意见已于2026年11月20日处理。
run 0 "without one" show YJ2026-00002 --format json
has 您好：您对草案的意见已于2026年11月20日处理。
run 0 "adopted" do adopt YJ2026-00003 adopted_to=第三条增加第二款
run 0 "a repeated one" do duplicate YJ2026-00005 same_as=YJ2026-00004
run 0 "says which" show YJ2026-00005 --format json
has '"same_as":"YJ2026-00004"'
run 1 "that is a root now" do void YJ2026-00004 reason=录错
says "有 1 件意见写明与 YJ2026-00004 重复，不能作废"
run 0 "taken back" do undo YJ2026-00001 YJ2026-00003 reason=再议
run 0 "and again in the queue" list opinion-pending --format csv
has YJ2026-00001
run 0 "unrelated" do unrelated YJ2026-00001
run 0 "made feedback" do to_feedback YJ2026-00003 kind=建议
run 0 "which it is" list feedback --format csv
has 逢集日要有接送车
run 0 "made an opinion" do to_opinion FK2026-00001 consultation=ZJ2026-00001 way=信函 allow_duplicate=1
run 0 "and no feedback any more" list feedback-open --format csv
lines 1 "none"
run 0 "every record is as its audit says" verify
finish

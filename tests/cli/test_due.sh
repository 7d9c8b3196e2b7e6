#!/bin/sh
# zwgk due: without a database; every bad value; what it says of a year whose notice is not loaded.
. "$(dirname "$0")/tap.sh"

expect 0 "twenty working days" due --from 2026-02-13 --workdays 20
is 2026-03-19 "is 2026-03-19"
expect 0 "options with =" due --from=2026-02-13 --workdays=5
is 2026-02-27 "over the Spring Festival"
expect 0 "full-width digits" due --from ２０２６年２月１３日 --workdays ５
is 2026-02-27 "are digits too"
expect 0 "no days" due --from 2026-02-15 --workdays 0
is 2026-02-15 "is the day itself"
expect 0 "ten thousand" due --from 2026-01-01 --workdays 10000
lines 1 "one line"
expect 0 "calendar days" due --from 2026-09-18 --days 15
is 2026-10-03 "end on a holiday"
expect 0 "forward" due --from 2026-09-18 --days 15 --roll forward
is 2026-10-08 "the next working day"
expect 0 "backward" due --from 2026-09-18 --days 15 --roll backward
is 2026-09-30 "the working day before"
while read -r start days due; do
    case $start in [0-9]*)
        expect 0 "$start + $days" due --from "$start" --workdays "$days"
        is "$due" "is $due"
        ;;
    esac
done <"$(dirname "$0")/../work/workday_vectors.tsv"

expect 0 "a year not loaded" due --from 2026-12-25 --workdays 20
says 节假日安排未公布，暂按周六日推算
is 2027-01-22 "is counted by weekends"
expect 0 "--explain" due --from 2026-02-13 --workdays 5 --explain
lines 17 "a line for each day, the notice, the date"
has "2026-02-14 周六 上班(春节)"
has "2026-02-15 周日 放假(春节)"
has "2026-02-24 周二 工作日  第 2 日"
has "国办发明电〔2025〕7号"
[ "$(tail -n 1 "$out")" = 2026-02-27 ]
result $? "the date comes last"
expect 0 "--explain into a year not loaded" due --from 2026-12-30 --workdays 3 --explain
has 节假日安排未公布，暂按周六日推算

expect 2 "an impossible date" due --from 2026-02-30 --workdays 3
says 2026-02-30
silent "and no date"
expect 2 "no date at all" due --from 昨天吧 --workdays 3
says 昨天吧
expect 2 "a negative number" due --from 2026-02-13 --workdays -1
says "不是“-1”"
expect 2 "no number" due --from 2026-02-13 --workdays 三
says 三
expect 2 "too many days" due --from 2026-02-13 --workdays 100001
expect 2 "past the year 9999" due --from 9999-12-01 --workdays 100
says 9999
expect 2 "no --from" due --workdays 3
says --from
expect 2 "no limit" due --from 2026-02-13
says --workdays
expect 2 "two limits" due --from 2026-02-13 --workdays 3 --days 3
expect 2 "a wrong roll" due --from 2026-02-13 --days 3 --roll sideways
says sideways
expect 2 "an option without its value" due --from
says --from
expect 2 "an unknown option" due --from 2026-02-13 --weeks 3
says --weeks
expect 2 "a word too many" due 2026-02-13
says 2026-02-13
expect 1 "a database that is not there" --db "$here/none.db" due --from 2026-02-13 --workdays 3

"$ZWGK" due --from 2026-02-13 --workdays 20 >/dev/full 2>"$err"
[ $? = 1 ]
result $? "standard output is full (exit 1)"
says 输出没有写完
finish

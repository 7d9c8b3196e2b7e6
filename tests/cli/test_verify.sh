#!/bin/sh
# zwgk verify, verify --since, report audit-day; what an export leaves in the audit.
. "$(dirname "$0")/tap.sh"
make_office
result $? "an office"
expect 0 "sound" verify
has "没有改动"
has "编号不缺不重"
has "链头 "
expect 0 "the day's sheet" report audit-day --out "$here/sheet.txt"
head=$(sed -n 's/^链头 *//p' "$here/sheet.txt" | head -1)
[ "$(printf '%s' "$head" | wc -c)" = 39 ]
result $? "a head of eight groups"
grep -q "打印人" "$here/sheet.txt"
result $? "to be signed"
# shellcheck disable=SC2086 # its groups are words
expect 0 "its head is found" verify --since $head
has "到这一行为止没有改动，以后加了"
expect 0 "in full width, hyphens, capitals" verify --since "$(printf '%s' "$head" | tr 'a-f ' 'A-F-' | sed 's/0/０/g')"
expect 5 "another is not" verify --since 00112233445566778899
has "找不到这个链头"
expect 5 "too short" verify --since 0011
expect 0 "an export" export unit "$here/units.csv"
expect 0 "the next sheet" report audit-day
has "导出" "the export is counted"
has "$head" "with the head of the one before"
finish

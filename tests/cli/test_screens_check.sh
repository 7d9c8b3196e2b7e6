#!/bin/sh
# zwgk screens --check: the screens shipped are right; mistakes are named with file and line.
. "$(dirname "$0")/tap.sh"
expect 0 "all screens, both languages" screens --check
says 没有错
export ZWGK_SCREENS="$here/screens"
mkdir -p "$ZWGK_SCREENS"
wrong() { # NAME TEXT SAID…
    printf '%b' "$2" >"$ZWGK_SCREENS/wrong.scr"
    expect 5 "$1" screens --check
    shift 2
    for said in "$@"; do says "$said"; done
}
start='[screen]\ncode = 99\ntitle = 错\nrecord = feedback\n'
wrong "an unknown field" "$start[layout]\nrow = nosuch\n" wrong.scr "第 6 行" nosuch
wrong "an unknown command" "${start}options = frobnicate:9\n" "第 5 行" frobnicate
wrong "an unknown role" "${start}roles = boss\n" wrong.scr boss
wrong "an unknown view" "$start[list]\nview = nosuch_all\ncolumns = number:13\norders = number\n" "第 6 行" nosuch_all
wrong "a column the view lacks" "$start[list]\nview = feedback_all\ncolumns = number:13 place:10\norders = number\n" place
wrong "an order the view lacks" "$start[list]\nview = feedback_all\ncolumns = number:13\norders = colour\n" colour
wrong "an order without an index" "$start[list]\nview = feedback_all\ncolumns = number:13\norders = state\n" state
wrong "an unknown record" '[screen]\ncode = 99\ntitle = 错\nrecord = nosuch\n' nosuch
wrong "an unknown key" "${start}colour = red\n" "第 5 行" colour
wrong "an indented line" "$start[layout]\nrow = title\n  row = body\n" "第 7 行"
wrong "a line too long for the reader" "$start[layout]\nrow = $(printf 'x%.0s' $(seq 300))\n" "第 6 行"
wrong "a code that another screen has" '[screen]\ncode = 13\ntitle = 错\nrecord = feedback\n' screens/wrong.scr 13 review_pending.scr
rm "$ZWGK_SCREENS/wrong.scr"
# An office's own screen is right without a page of help; those that come with the program have theirs.
printf '[screen]\ncode = 99\ntitle = 自己的\nrecord = unit\n[layout]\nrow = title\n' >"$ZWGK_SCREENS/own.scr"
expect 0 "an office's own screen" screens --check
rm "$ZWGK_SCREENS/own.scr"
mkdir "$ZWGK_SCREENS/record"
sed 's/^\[field title\]/[field caption]/' "$(dirname "$0")/../../screens/record/unit.scr" >"$ZWGK_SCREENS/record/unit.scr"
expect 5 "a field that no column keeps" screens --check
says caption
finish

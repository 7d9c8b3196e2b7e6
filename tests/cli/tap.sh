# Helpers for the command line's tests: sourced, never run. $ZWGK is the program under test.
: "${ZWGK:?is the program under test}"
here=$(mktemp -d) || exit 1
trap 'rm -rf "$here"' EXIT
export LC_ALL=C.UTF-8 LANG=C.UTF-8 HOME="$here/home" XDG_DATA_HOME="$here/data"
unset ZWGK_DB ZWGK_SCREENS LANGUAGE
out=$here/out err=$here/err
tests=0

result() { # 0|1 NAME
    tests=$((tests + 1))
    if [ "$1" = 0 ]; then
        printf 'ok %s - %s\n' "$tests" "$2"
    else
        printf 'not ok %s - %s\n' "$tests" "$2"
        sed 's/^/# out: /' "$out" | head -20
        sed 's/^/# err: /' "$err" | head -20
    fi
}
skip() { # NAME WHY
    tests=$((tests + 1))
    printf 'ok %s - %s # SKIP %s\n' "$tests" "$1" "$2"
}
# expect CODE NAME WORDS…: runs the program; its exit code must be CODE.
expect() {
    wanted=$1 name=$2
    shift 2
    "$ZWGK" "$@" >"$out" 2>"$err"
    code=$?
    [ "$code" = "$wanted" ]
    result $? "$name (exit $code)"
}
# sql FILE STATEMENTS: as the sqlite3 shell, but what it writes are pages like the program's, with their sums.
sql() {
    "${ZWGK%/*}/tests/sql" "$@"
}
# What the last run wrote to standard error, or to standard output, has this text.
says() {
    grep -qF -- "$1" "$err"
    result $? "says ${2:-$1}"
}
has() {
    grep -qF -- "$1" "$out"
    result $? "has ${2:-$1}"
}
has_not() {
    ! grep -qF -- "$1" "$out"
    result $? "has not ${2:-$1}"
}
is() { # TEXT NAME: standard output is exactly this
    [ "$(cat "$out")" = "$1" ]
    result $? "$2"
}
silent() { # nothing on standard output
    [ ! -s "$out" ]
    result $? "$1"
}
lines() { # N NAME: standard output has N lines
    [ "$(wc -l <"$out")" -eq "$1" ]
    result $? "$2"
}
finish() {
    echo "1..$tests"
}
# A test office at 2026-11-20, with units, a person and a box.
make_office() {
    export ZWGK_DB="$here/office.db"
    "$ZWGK" --now 2026-11-20T09:00 init --test --office 青石镇政务公开办公室 2>"$err" || return 1
    zwgk setting one_person_office 0 >/dev/null 2>"$err" || return 1
    printf '单位名称,电话\n东门村,0571-1\n社会事务办,0571-2\n党政办,\n' >"$here/units.csv"
    printf '姓名,单位,职务\n王建国,东门村,村主任\n李春梅,社会事务办,科员\n𠮷田䶮,党政办,\n' >"$here/people.csv"
    printf '箱名,位置,掌钥匙人,代理人\n政府大院,镇政府大门东侧,李春梅,王建国\n' >"$here/boxes.csv"
    zwgk import unit "$here/units.csv" 2>>"$err" && zwgk import person "$here/people.csv" 2>>"$err" &&
        zwgk import box "$here/boxes.csv" 2>>"$err"
}
# At the office's day; one day later is `zwgk --now …` in full.
zwgk() {
    "$ZWGK" --now 2026-11-20T09:00 "$@"
}

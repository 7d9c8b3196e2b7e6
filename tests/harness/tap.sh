# shellcheck shell=sh
# For shell tests: `. tests/harness/tap.sh`, then checks, then tap_done. $ZWGK is the program; $tap_folder a
# temporary folder that goes away. Each check prints one line of TAP, and why it failed after '#'.
ZWGK=${ZWGK:-$PWD/build/zwgk}
tap_count=0
tap_folder=$(mktemp -d) || exit 1
trap 'chmod -R u+rwx "$tap_folder"; rm -rf "$tap_folder"' EXIT
trap 'exit 1' HUP INT TERM
export LC_ALL=C.UTF-8 HOME="$tap_folder" XDG_DATA_HOME="$tap_folder" XDG_CONFIG_HOME="$tap_folder"
unset LANGUAGE LC_MESSAGES ZWGK_DB ZWGK_SCREENS 2>/dev/null

# tap_result 0|1 NAME: the line of a check that the caller made.
tap_result() {
    tap_count=$((tap_count + 1))
    [ "$1" = 0 ] && echo "ok $tap_count - $2" || echo "not ok $tap_count - $2"
    return "$1"
}

# ok NAME COMMAND…: passes when the command does.
ok() {
    tap_name=$1
    shift
    "$@" >"$tap_folder/.out" 2>"$tap_folder/.err"
    tap_status=$?
    tap_result $((tap_status != 0)) "$tap_name" || tap_show
}

# fails NAME STATUS COMMAND…: passes when the command ends with just this status.
fails() {
    tap_name=$1 tap_expected=$2
    shift 2
    "$@" >"$tap_folder/.out" 2>"$tap_folder/.err"
    tap_status=$?
    tap_result $((tap_status != tap_expected)) "$tap_name" || tap_show
}

# is NAME GOT EXPECTED: passes when the texts are the same.
is() {
    if [ "$2" = "$3" ]; then
        tap_result 0 "$1"
    else
        tap_result 1 "$1"
        printf 'got:      %s\nexpected: %s\n' "$2" "$3" | sed 's/^/# /'
    fi
}

# has NAME TEXT PART: passes when PART is in TEXT.
has() {
    case $2 in
    *"$3"*) tap_result 0 "$1" ;;
    *)
        tap_result 1 "$1"
        printf 'got:     %s\nwithout: %s\n' "$2" "$3" | sed 's/^/# /'
        ;;
    esac
}

# Of the last ok or fails.
output() { cat "$tap_folder/.out"; }
errors() { cat "$tap_folder/.err"; }
tap_show() {
    echo "# status $tap_status"
    sed 's/^/# out: /' "$tap_folder/.out"
    sed 's/^/# err: /' "$tap_folder/.err"
}

tap_done() {
    echo "1..$tap_count"
}

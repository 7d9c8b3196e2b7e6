# shellcheck shell=sh
# The gates of the house are kept by this tree, and refuse a tree that breaks each of their rules.
. tests/harness/tap.sh

bad=$tap_folder/bad
plant() { # plant FILE LINES…: one file of a tree that is otherwise clean
    rm -rf "$bad"
    mkdir -p "$bad/tests" "$bad/$(dirname "$1")"
    file=$1
    shift
    printf '%s\n' "$@" >"$bad/$file"
}
refused() { # refused NAME PART FILE LINES…
    name=$1 part=$2
    shift 2
    plant "$@"
    said=$(sh tests/harness/check_layers "$bad")
    status=$?
    if [ $status -ne 0 ]; then has "$name" "$said" "$part"; else is "$name" "accepted" "refused"; fi
}
accepted() {
    name=$1
    shift
    plant "$@"
    said=$(sh tests/harness/check_layers "$bad")
    is "$name" "$?$said" "0"
}

ok this_tree_keeps_the_layers sh tests/harness/check_layers
refused base_knows_nobody 'base must not include store/read.h' src/base/a.c '#include "store/read.h"'
refused form_knows_no_ui 'form must not include ui/view.h' src/form/a.h '#  include "ui/view.h"'
refused screens_do_not_write 'store/write.h' src/screens/a.c '#include "store/write.h"'
refused cli_does_not_write 'store/write.h' src/cli/a.c '#include "store/write.h"'
refused report_opens_no_store 'store/store.h' src/report/a.c '#include "store/store.h"'
refused store_knows_no_work 'work/flow.h' src/store/a.c '#include "work/flow.h"'
refused ui_knows_no_records 'column_names.h' src/ui/a.c '#include "column_names.h"'
refused main_is_wiring 'main must not include ui/keys.h' src/main.c '#include "ui/keys.h"'
refused work_draws_nothing 'ui/view.h' src/work/a.c '#include "ui/view.h"'
refused include_names_the_folder 'with its folder' src/ui/a.c '#include "view.h"'
refused folder_without_rules 'no rules for src/utils' src/utils/a.c 'int a;'
refused sqlite_outside_store 'sqlite3.h' src/work/a.c '#include <sqlite3.h>'
refused curses_outside_ui 'ncurses.h' src/screens/a.c '#include <ncurses.h>'
refused form_library_outside_ui 'form.h' src/form/a.c '#include <form.h>'
refused libform_owns_no_text 'libform' src/ui/a.c 'char *s = field_buffer(f, 0);'
refused libform_takes_no_keys 'libform' src/ui/a.c '    form_driver_w(form, OK, c);'
refused text_in_sql 'SQL' src/store/a.c \
    'void a(void) {' '    buffer_append_format(&sql, "SELECT * FROM record"' '        " WHERE title = %s", t);' '}'
accepted marked_sql src/store/a.c \
    'void a(void) {' '    /* identifiers checked */' '    buffer_append_format(&sql, "SELECT %s FROM x", t);' '}'
refused mark_of_another_function 'SQL' src/store/a.c \
    '/* identifiers checked */' 'void a(void) {' '}' 'void b(void) {' \
    '    snprintf(sql, sizeof sql, "DELETE FROM %s", t);' '}'
accepted comments_are_free src/ui/a.c '/* never field_buffer(): it corrupts' ' * form_driver_w(OK) too */' 'int a;'
accepted allowed_includes src/screens/a.c '#include "store/read.h"' '#include "ui/view.h"' \
    '#include "work/flow.h"' '#include "base/text.h"' '#include "column_names.h"' '#include <stdio.h>'

if command -v ctags >/dev/null; then
    ok this_tree_keeps_the_sizes sh tests/harness/check_sizes
    plant src/base/a.c 'int a(void) {' "$(yes '    ;' | head -n 79)" '}'
    fails function_of_81_lines 1 sh tests/harness/check_sizes "$bad"
    plant src/base/a.c 'int a(void) {' "$(yes '    ;' | head -n 78)" '}'
    ok function_of_80_lines sh tests/harness/check_sizes "$bad"
    plant src/base/a.h "$(yes '/**/' | head -n 121)"
    fails header_of_121_lines 1 sh tests/harness/check_sizes "$bad"
    plant src/base/a.c "$(yes '/**/' | head -n 601)"
    fails file_of_601_lines 1 sh tests/harness/check_sizes "$bad"
fi
tap_done

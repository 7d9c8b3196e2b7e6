# Makes build/gen/columns.c (schema_columns[] and record_kinds[]) or, with -v names=1,
# build/gen/column_names.h, from the schema files in order and screens/record/*.scr.
# Reads one column a line; POSIX awk only.
function fail(text) {
    print FILENAME ":" FNR ": " text | "cat 1>&2"
    failed = 1
}
function part(text, pattern) {
    return match(text, pattern) ? substr(text, RSTART, RLENGTH) : ""
}
function digits(text, pattern) {
    text = part(text, pattern)
    gsub(/[^-0-9 ]/, "", text)
    sub(/^ +/, "", text)
    return text
}
function add_column(table, line, name, rest) {
    name = part(line, "^[a-z_0-9]+")
    rest = substr(line, length(name) + 2)
    if (rest !~ /^(TEXT|INTEGER|BLOB)/) {
        fail("one column a line, as `name TEXT|INTEGER|BLOB ...`")
        return
    }
    column_table[columns] = table
    column_name[columns] = name
    column_rest[columns] = rest
    columns++
}
function drop_table(table, i, kept) {
    kept = 0
    for (i = 0; i < columns; i++)
        if (column_table[i] != table) {
            column_table[kept] = column_table[i]
            column_name[kept] = column_name[i]
            column_rest[kept] = column_rest[i]
            kept++
        }
    columns = kept
}
function rename_table(old, new, i) {
    for (i = 0; i < columns; i++)
        if (column_table[i] == old)
            column_table[i] = new
}
function is_table(name, i) {
    for (i = 0; i < columns; i++)
        if (column_table[i] == name)
            return 1
    return 0
}
# The text of DEFAULT as a C literal, or 0.
function default_of(rest, text) {
    text = part(rest, "DEFAULT ('[^']*'|-?[0-9]+)")
    if (text == "")
        return "0"
    sub(/^DEFAULT /, "", text)
    gsub(/'/, "", text)
    return "\"" text "\""
}
function print_column(i, is_last, table, name, rest, type, max, range, generated, key, null, default_text) {
    name = column_name[i]
    rest = column_rest[i]
    type = "COLUMN_TEXT"
    if (rest ~ /^INTEGER/)
        type = rest ~ /REFERENCES record/ && rest !~ /PRIMARY KEY/ ? "COLUMN_REFERENCE" : "COLUMN_INTEGER"
    max = digits(rest, "length\\(" name "\\) <= [0-9]+")
    range = digits(part(rest, "BETWEEN -?[0-9]+ AND -?[0-9]+"), "-?[0-9]+ AND -?[0-9]+")
    split(range, bound, " +")
    generated = rest ~ /GENERATED ALWAYS/ || index(rest, "CHECK (" name " = ") > 0
    key = rest ~ /^INTEGER PRIMARY KEY/
    null = rest !~ /NOT NULL/ && !key
    default_text = default_of(rest)
    printf "    {\"%s\", \"%s\", %s, %d, %d, %d, %s, %s, %s, %s, %s},\n", column_table[i], name, type, max + 0,
        bound[1] + 0, bound[2] + 0, !null && !key && !generated && default_text == "0" ? "true" : "false",
        generated ? "true" : "false", null ? "true" : "false", default_text, is_last ? "true" : "false"
    delete bound[1]
    delete bound[2]
}
function print_columns(i, j, last, place, done) {
    print "#include \"store/columns.h\"\n\nconst struct column schema_columns[] = {"
    # A table's columns stand together, whatever migration added them.
    for (i = 0; i < columns; i++) {
        if (column_table[i] in done)
            continue
        done[column_table[i]] = 1
        table_name[tables + 0] = column_table[i]
        table_first[tables++] = place + 0
        for (j = i; j < columns; j++)
            if (column_table[j] == column_table[i])
                last = j
        for (j = i; j < columns; j++)
            if (column_table[j] == column_table[i]) {
                print_column(j, j == last)
                place++
            }
    }
    print "    {0, 0, COLUMN_TEXT, 0, 0, 0, false, false, false, 0, true},\n};"
    print "\nconst struct schema_table schema_tables[] = {"
    for (i = 0; i < tables; i++)
        printf "    {\"%s\", &schema_columns[%d]},\n", table_name[i], table_first[i]
    print "    {0, 0},\n};"
}
function print_kinds(i) {
    print "\nconst struct record_kind record_kinds[] = {"
    for (i = 0; i < kinds; i++) {
        if (!is_table(kind_name[i]))
            fail("no table `" kind_name[i] "` in data/schema for " kind_name[i] ".scr")
        printf "    {\"%s\", \"%s\"},\n", kind_name[i], kind_prefix[i]
    }
    print "    {0, 0},\n};"
}
function print_names(i, done) {
    print "#ifndef ZWGK_COLUMN_NAMES_H\n#define ZWGK_COLUMN_NAMES_H\n"
    for (i = 0; i < columns; i++)
        if (!(column_name[i] in done)) {
            done[column_name[i]] = 1
            print "#define COL_" toupper(column_name[i]) " \"" column_name[i] "\""
        }
    print "\n#endif"
}
BEGIN {
    columns = 0
    kinds = 0
}
FNR == 1 {
    is_screen = FILENAME ~ /\.scr$/
    table = ""
    section = ""
}
{
    sub(/\r$/, "")
}
is_screen && /^\[/ {
    section = $0
}
is_screen && section == "[record]" && /^prefix[ \t]*=/ {
    prefix = $0
    sub(/^prefix[ \t]*=[ \t]*/, "", prefix)
    sub(/[ \t]*$/, "", prefix)
    name = FILENAME
    sub(/^.*\//, "", name)
    sub(/\.scr$/, "", name)
    if (prefix !~ /^[A-Z]+$/ || length(prefix) > 4)
        fail("prefix: one to four letters A to Z")
    if (prefix in prefix_of)
        fail("prefix " prefix " belongs to " prefix_of[prefix] ".scr already")
    prefix_of[prefix] = name
    kind_name[kinds] = name
    kind_prefix[kinds] = prefix
    kinds++
}
is_screen {
    next
}
/^CREATE TABLE [a-z_]+ \(/ {
    table = $3
    next
}
/^DROP TABLE [a-z_]+;/ {
    table = $3
    sub(/;.*/, "", table)
    drop_table(table)
    table = ""
}
/^ALTER TABLE [a-z_]+ RENAME TO [a-z_]+;/ {
    sub(/;.*/, "", $6)
    rename_table($3, $6)
}
/^ALTER TABLE [a-z_]+ ADD COLUMN / {
    line = $0
    sub(/^ALTER TABLE [a-z_]+ ADD COLUMN /, "", line)
    add_column($3, line)
}
/^\)/ {
    table = ""
}
table != "" && /^    [a-z]/ {
    line = $0
    sub(/^ +/, "", line)
    add_column(table, line)
}
END {
    if (names)
        print_names()
    else {
        print_columns()
        print_kinds()
    }
    exit failed
}

# Reads EastAsianWidth.txt, then UnicodeData.txt; prints the ranges of width.tsv: first, last, class.
# Classes: 0 combining, 1, 2, A ambiguous. What is not printed must not reach a terminal (-1).
function hex(text,    value, i) {
    value = 0
    for (i = 1; i <= length(text); i++)
        value = value * 16 + index("0123456789ABCDEF", substr(text, i, 1)) - 1
    return value
}
function flush() {
    if (run_class != "" && run_class != "-1")
        printf "%04X\t%04X\t%s\n", run_first, run_last, run_class
}
function put(first, last, class) {
    if (class == run_class && first == run_last + 1) {
        run_last = last
        return
    }
    flush()
    run_first = first
    run_last = last
    run_class = class
}
# Class of an assigned character from its general category and its East Asian width.
function class_of(code, category, east) {
    if (category == "Mn" || category == "Me")
        return "0"
    if ((code >= 4448 && code <= 4607) || (code >= 55216 && code <= 55295))
        return "0" # U+1160..11FF, D7B0..D7FF: Hangul vowels and finals join the syllable
    if (category == "Cc" || category == "Cs" || category == "Zl" || category == "Zp")
        return "-1"
    if (category == "Cf" && !(code in visible))
        return "-1"
    if (east == "W" || east == "F")
        return "2"
    return east == "A" ? "A" : "1"
}
# The character or range of one class; ranges of UnicodeData.txt have one East Asian width.
function put_assigned(first, last, category) {
    put_unassigned(next_code, first - 1)
    put(first, last, class_of(first, category, first in east_width ? east_width[first] : range_width(first)))
    next_code = last + 1
}
# Unassigned code points of the ideographs' blocks and planes are wide, all others unprintable.
function put_unassigned(first, last,    i, from, to) {
    for (i = 0; i < wide_count && first <= last; i++) {
        if (wide_last[i] < first || wide_first[i] > last)
            continue
        from = wide_first[i] > first ? wide_first[i] : first
        to = wide_last[i] < last ? wide_last[i] : last
        put(from, to, "2")
        first = to + 1
    }
}
function range_width(code,    i) {
    for (i = 0; i < range_count; i++)
        if (code >= range_first[i] && code <= range_last[i])
            return range_east[i]
    return "N"
}
BEGIN {
    FS = ";"
    next_code = 0
    range_count = 0
    # Format characters that draw something before the digits that follow them.
    visible_count = split("0600 0601 0602 0603 0604 0605 06DD 070F 0890 0891 08E2 110BD 110CD", list, " ")
    for (i = 1; i <= visible_count; i++)
        visible[hex(list[i])] = 1
    wide_count = split("3400-4DBF 4E00-9FFF F900-FAFF 20000-2FFFD 30000-3FFFD", list, " ")
    for (i = 1; i <= wide_count; i++) {
        split(list[i], ends, "-")
        wide_first[i - 1] = hex(ends[1])
        wide_last[i - 1] = hex(ends[2])
    }
}
FNR == 1 { file++ }
file == 1 && /^[0-9A-F]/ {
    sub(/[ \t]*#.*/, "")
    count = split($1, ends, /\.\./)
    first = hex(ends[1])
    last = count == 2 ? hex(ends[2]) : first
    if (last - first < 4096) {
        for (code = first; code <= last; code++)
            east_width[code] = $2
    } else {
        range_first[range_count] = first
        range_last[range_count] = last
        range_east[range_count++] = $2
    }
    next
}
file == 2 && $2 ~ /, First>$/ {
    range_start = hex($1)
    next
}
file == 2 {
    code = hex($1)
    if ($2 ~ /, Last>$/)
        put_assigned(range_start, code, $3)
    else
        put_assigned(code, code, $3)
}
END {
    put_unassigned(next_code, 1114111)
    flush()
}

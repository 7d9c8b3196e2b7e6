# Reads kTotalStrokes, kTGH, then hanzi with the kinds of their strokes in cnchar's letters; prints a line for each
# hanzi: its strokes, 0 where its place in the official order is known and 1 where it isn't, what to sort by, the
# hanzi (hexadecimal). See README.md.
function hex(text,    value, i) {
    value = 0
    for (i = 1; i <= length(text); i++)
        value = value * 16 + index("0123456789ABCDEF", substr(text, i, 1)) - 1
    return value
}
function decode(text,    first, value, count, i) {
    first = byte[substr(text, 1, 1)]
    count = first < 128 ? 0 : first < 224 ? 1 : first < 240 ? 2 : 3
    value = count == 0 ? first : first - (count == 1 ? 192 : count == 2 ? 224 : 240)
    for (i = 1; i <= count; i++)
        value = value * 64 + byte[substr(text, 1 + i, 1)] - 128
    return value
}
# 横 提 1, 竖 竖钩 2, 撇 3, 点 捺 4, 折 5.
function kinds(letters,    i, digits) {
    digits = ""
    for (i = 1; i <= length(letters); i++)
        digits = digits (index("ji", substr(letters, i, 1)) ? 1 : index("fg", substr(letters, i, 1)) ? 2 : \
            index("s", substr(letters, i, 1)) ? 3 : index("kld", substr(letters, i, 1)) ? 4 : 5)
    return digits
}
# A level of 通用规范汉字表 is in the official order, so a number of strokes above its successor's is that of
# another form of the hanzi; one whose kinds are not known stands behind its predecessor, or before the next known.
function put_level(first, last,    i, code, before, after) {
    for (i = last - 1; i >= first; i--)
        if (strokes[table[i]] + 0 > strokes[table[i + 1]] + 0)
            strokes[table[i]] = strokes[table[i + 1]]
    for (i = last; i >= first; i--) {
        code = table[i]
        if (i < last && strokes[code] != strokes[table[i + 1]])
            after = ""
        if (code in known && length(known[code]) == strokes[code])
            after = known[code]
        next_known[code] = after
    }
    before = ""
    for (i = first; i <= last; i++) {
        code = table[i]
        if (i > first && strokes[code] != strokes[table[i - 1]])
            before = ""
        if (code in known && length(known[code]) == strokes[code])
            before = known[code]
        printf "%02d\t0\t%s %04d\t%05X\n", strokes[code], before != "" ? before : next_known[code], i, code
        is_put[code] = 1
    }
}
BEGIN {
    FS = "\t"
    for (i = 1; i < 256; i++)
        byte[sprintf("%c", i)] = i
}
FNR == 1 { file++ }
file == 1 {
    split($3, part, " ")
    strokes[hex(substr($1, 3))] = part[1]
}
file == 2 {
    sub(/^[^:]*:/, "", $3)
    table[$3 + 0] = hex(substr($1, 3))
}
file == 3 {
    known[decode($1)] = kinds($2)
}
END {
    put_level(1, 3500)
    put_level(3501, 6500)
    put_level(6501, 8105)
    for (code in strokes) {
        if (code in is_put)
            continue
        is_known = code in known && length(known[code]) == strokes[code]
        printf "%02d\t%d\t%s %05X\t%05X\n", strokes[code], !is_known, is_known ? known[code] : "", code, code
    }
}

# Reads UnicodeData.txt, EquivalentUnifiedIdeograph.txt, OpenCC's TSCharacters as text, fold_own.tsv; prints
# fold.tsv: a character, the one that stands for it in searches and keys (hexadecimal, in order).
function hex(text,    value, i) {
    value = 0
    for (i = 1; i <= length(text); i++)
        value = value * 16 + index("0123456789ABCDEF", substr(text, i, 1)) - 1
    return value
}
# The first character of UTF-8 bytes (awk runs in the C locale: a character is a byte).
function decode(text,    first, value, count, i) {
    first = byte[substr(text, 1, 1)]
    count = first < 128 ? 0 : first < 224 ? 1 : first < 240 ? 2 : 3
    value = count == 0 ? first : first - (count == 1 ? 192 : count == 2 ? 224 : 240)
    for (i = 1; i <= count; i++)
        value = value * 64 + byte[substr(text, 1 + i, 1)] - 128
    used = count + 1
    return value
}
function put(from, to) {
    if (from != to) {
        fold[from] = to
        if (from > highest)
            highest = from
    }
}
BEGIN {
    for (i = 1; i < 256; i++)
        byte[sprintf("%c", i)] = i
}
FNR == 1 { file++ }
# One character for one: widths, small and vertical forms, blanks, compatibility ideographs, then capitals.
file == 1 {
    split($0, part, ";")
    code = hex(part[1])
    tag = part[6] ~ /^</ ? part[6] : ""
    sub(/>.*/, ">", tag)
    target = part[6]
    sub(/^<[^>]*> */, "", target)
    is_single = target != "" && target !~ / /
    is_ideograph = (code >= 63744 && code <= 64255) || (code >= 194560 && code <= 195103)
    if (is_single && (tag ~ /^<(wide|narrow|small|vertical)>$/ || (tag == "" && is_ideograph)))
        put(code, hex(target))
    else if (part[3] == "Zs")
        put(code, 32)
    else if (part[14] != "" && code < 65536)
        put(code, hex(part[14]))
    next
}
# Radicals: F900 and others are done above.
file == 2 && /^[0-9A-F]/ {
    sub(/[ \t]*#.*/, "")
    split($0, part, /[ \t]*;[ \t]*/)
    count = split(part[1], ends, /\.\./)
    for (code = hex(ends[1]); code <= hex(ends[count]); code++)
        if (code < 12288)
            put(code, hex(part[2]))
    next
}
# 鍾<TAB>锺 钟: the first, for a key wants one answer.
file == 3 {
    split($0, part, "\t")
    put(decode(part[1]), decode(part[2]))
    next
}
file == 4 && /^[^#]/ {
    split($0, part, "\t")
    rest = part[1]
    target = decode(part[2])
    while (rest != "") {
        code = decode(rest)
        rest = substr(rest, used + 1)
        put(code, target)
        if (code == target)
            delete fold[code]
    }
}
END {
    for (code = 0; code <= highest; code++) {
        if (!(code in fold))
            continue
        target = fold[code]
        for (steps = 0; target in fold && steps < 8; steps++)
            target = fold[target]
        if (target in fold) {
            print "U+" sprintf("%04X", code) " folds in a circle" | "cat 1>&2"
            exit 1
        }
        if (target != code)
            printf "%04X\t%04X\n", code, target
    }
}

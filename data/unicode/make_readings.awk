# Reads Unihan_Readings.txt, fold.tsv, readings_own.tsv, surnames.tsv; prints a line for each reading of each hanzi: the reading
# (zhong4, lv3), 0 for the first or 1 for a further one, the hanzi (hexadecimal). See README.md for the choice.
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
    used = count + 1
    return value
}
# zhòng → zhong4. Interjections without a vowel are read as the syllable that is typed for them.
function plain(text,    i, tone) {
    tone = 5
    for (i = 1; i <= marks; i++)
        if (index(text, marked[i]) > 0) {
            sub(marked[i], letter[i], text)
            if (toned[i] > 0)
                tone = toned[i]
        }
    if (text == "n" || text == "ng" || text == "hm" || text == "hng" || text == "m")
        text = text ~ /^h/ ? "heng" : text == "m" ? "mu" : "en"
    if (text == "ê")
        text = "ei"
    return text tone
}
# Adds a reading unless the hanzi has that syllable already, whatever its tone.
function add(code, reading,    syllable) {
    syllable = substr(reading, 1, length(reading) - 1)
    if ((code, syllable) in has)
        return
    has[code, syllable] = 1
    list[code] = (code in list ? list[code] " " : "") reading
    if (code > highest)
        highest = code
}
function add_all(code, readings,    part, count, i) {
    count = split(readings, part, " ")
    for (i = 1; i <= count; i++)
        add(code, part[i])
}
# 098.010:yī 1351.010,030:yī,yí → the syllables.
function add_dictionary(code, text,    part, reading, count, i, j, n) {
    count = split(text, part, " ")
    for (i = 1; i <= count; i++) {
        sub(/^[^:]*:/, "", part[i])
        n = split(part[i], reading, ",")
        for (j = 1; j <= n; j++)
            add(code, plain(reading[j]))
    }
}
BEGIN {
    for (i = 1; i < 256; i++)
        byte[sprintf("%c", i)] = i
    marks = split("ê̄ ế ê̌ ề ā á ǎ à ē é ě è ī í ǐ ì ō ó ǒ ò ū ú ǔ ù ǖ ǘ ǚ ǜ ü ń ň ǹ ḿ m̀", marked, " ")
    split("ê ê ê ê a a a a e e e e i i i i o o o o u u u u v v v v v n n n m m", letter, " ")
    split("1 2 3 4 1 2 3 4 1 2 3 4 1 2 3 4 1 2 3 4 1 2 3 4 1 2 3 4 0 2 3 4 2 4", toned, " ")
}
FNR == 1 { file++ }
file == 1 && /^U/ {
    split($0, part, "\t")
    if (part[2] == "kMandarin")
        mandarin[part[1]] = part[3]
    else if (part[2] == "kTGHZ2013")
        table[part[1]] = part[3]
    else if (part[2] == "kXHC1983")
        dictionary[part[1]] = part[3]
    next
}
file == 2 {
    split($0, part, "\t")
    folded[hex(part[1])] = hex(part[2])
    next
}
file == 3 && /^[^#]/ {
    split($0, part, "\t")
    if (part[2] ~ /^\+/)
        besides[decode(part[1])] = substr(part[2], 2)
    else
        add(decode(part[1]), part[2])
    next
}
file == 4 && FNR == 1 {
    for (name in mandarin) {
        code = hex(substr(name, 3))
        split(mandarin[name], part, " ")
        add(code, plain(part[1]))
    }
    for (name in mandarin)
        if (name in table)
            add_dictionary(hex(substr(name, 3)), table[name])
        else if (name in dictionary)
            add_dictionary(hex(substr(name, 3)), dictionary[name])
    for (name in table)
        if (!(name in mandarin))
            add_dictionary(hex(substr(name, 3)), table[name])
    for (code in besides)
        add_all(code + 0, besides[code])
}
# A surname's reading is one of its hanzi's wherever it stands.
file == 4 && /^[^#]/ {
    split($0, part, "\t")
    count = split(part[2], syllable, " ")
    rest = part[1]
    for (i = 1; i <= count; i++) {
        add(decode(rest), syllable[i])
        rest = substr(rest, used + 1)
    }
}
END {
    # A traditional or compatibility character is read as what it folds to besides: 單 as 单.
    for (code in folded)
        if (folded[code] in list && folded[code] + 0 > 12288)
            add_all(code + 0, list[folded[code]])
    for (code in list) {
        count = split(list[code], part, " ")
        for (i = 1; i <= count; i++)
            printf "%s\t%d\t%05X\n", part[i], (i > 1), code
    }
}

# Makes build/gen/readings_table.c from readings.tsv and surnames.tsv; see src/base/keys_table.h.
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
function toned(reading) {
    return number[substr(reading, 1, length(reading) - 1)] * 8 + substr(reading, length(reading))
}
function take(hanzi, is_further,    at, code, length_of_all) {
    length_of_all = length(hanzi)
    for (at = 1; at <= length_of_all; at += used) {
        code = decode(substr(hanzi, at, 4))
        sum = (sum * 31 + code * 2 + reading) % 4294967296
        if (!is_further)
            first[code] = reading
        else
            further[code] = (code in further ? further[code] " " : "") reading
    }
}
function entry(code,    part, count, i) {
    if (!(code in first))
        return 0
    if (!(code in further))
        return first[code]
    more[mores++] = first[code]
    count = split(further[code], part, " ")
    for (i = 1; i <= count; i++)
        more[mores++] = part[i] + (i == count ? 32768 : 0)
    return 32768 + mores - count - 1
}
function print_block(name, low, high,    code) {
    printf "const uint16_t %s[] = {", name
    for (code = low; code < high; code++)
        printf "%s%d,", code % 16 == 0 ? "\n    " : " ", entry(code)
    print "\n};"
}
# The codes beyond the two blocks in order: counted into buckets of 256, each sorted by insertion.
function sort_far(    code, i, n, high) {
    for (code in first) {
        code += 0
        if (!(code >= 13312 && code < 19904) && !(code >= 19968 && code < 40960))
            bucket[int(code / 256), size[int(code / 256)]++] = code
    }
    for (i = 0; i < 1024; i++) {
        for (n = 1; n < size[i]; n++) {
            code = bucket[i, n]
            for (high = n; high > 0 && bucket[i, high - 1] > code; high--)
                bucket[i, high] = bucket[i, high - 1]
            bucket[i, high] = code
        }
        for (n = 0; n < size[i]; n++)
            far[fars++] = bucket[i, n]
    }
}
function surname_before(a, b) {
    return surname_first[a] < surname_first[b] || \
        (surname_first[a] == surname_first[b] && surname_second[a] < surname_second[b])
}
function print_surnames(    i, j, order, kept) {
    for (i = 0; i < surnames; i++) {
        for (j = i; j > 0 && surname_before(i, order[j - 1]); j--)
            order[j] = order[j - 1]
        order[j] = i
    }
    print "const struct surname_row surname_rows[] = {"
    for (i = 0; i < surnames; i++) {
        j = order[i]
        printf "    {0x%X, 0x%X, {%d, %d}},\n", surname_first[j], surname_second[j], surname_reading[j, 1],
            surname_reading[j, 2]
    }
    printf "};\nconst size_t surname_count = %d;\n", surnames
}
BEGIN {
    FS = "\t"
    surnames = fars = mores = 0
    for (i = 1; i < 256; i++)
        byte[sprintf("%c", i)] = i
}
FNR == 1 { file++ }
# Sorted by syllable and tone already.
file == 1 {
    syllable = substr($1, 1, length($1) - 1)
    if (!(syllable in number)) {
        number[syllable] = ++numbers
        spelling[numbers] = syllable
    }
    reading = toned($1)
    take($2, 0)
    take($3, 1)
}
file == 2 && /^[^#]/ {
    count = split($2, part, " ")
    surname_first[surnames] = decode($1)
    surname_second[surnames] = count == 2 ? decode(substr($1, used + 1)) : 0
    for (i = 1; i <= 2; i++) {
        surname_reading[surnames, i] = i <= count ? toned(part[i]) : 0
        sum = (sum * 31 + surname_first[surnames] + surname_reading[surnames, i]) % 4294967296
    }
    surnames++
}
END {
    print "#include \"base/keys_table.h\"\n"
    print "const char *const syllables[] = {\"\","
    for (i = 1; i <= numbers; i++)
        printf "    \"%s\",\n", spelling[i]
    printf "};\nconst unsigned syllable_count = %d;\n", numbers
    print_block("readings_a", 13312, 19904)
    print_block("readings_basic", 19968, 40960)
    sort_far()
    print "const uint32_t readings_far[] = {"
    for (i = 0; i < fars; i++)
        printf "    0x%X,\n", far[i]
    print "};\nconst uint16_t readings_of_far[] = {"
    for (i = 0; i < fars; i++)
        printf "    %d,\n", entry(far[i])
    printf "};\nconst size_t readings_far_count = %d;\nconst uint16_t readings_more[] = {\n", fars
    for (i = 0; i < mores; i++)
        printf "    %d,\n", more[i]
    print "};"
    print_surnames()
    printf "const uint32_t readings_sum = %.0fU;\n", sum
}

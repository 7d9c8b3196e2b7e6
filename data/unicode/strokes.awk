# Makes build/gen/strokes_table.c from strokes.tsv; see src/base/keys_table.h.
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
function take(hanzi, strokes, is_known,    at, code, place, length_of_all) {
    length_of_all = length(hanzi)
    for (at = 1; at <= length_of_all; at += used) {
        code = decode(substr(hanzi, at, 4))
        count[code] = strokes
        if (is_known)
            place_of[code] = ++place
        sum = (sum * 31 + code * 2 + strokes) % 4294967296
    }
}
function print_range(low, high,    code, last) {
    for (code = low; code <= high; code++)
        if (code in count)
            last = code
    if (last == "")
        return
    printf "static const uint8_t counts_%X[] = {", low
    for (code = low; code <= last; code++)
        printf "%s%d,", code % 16 == 0 ? "\n    " : " ", count[code]
    print "\n};"
    ranges = ranges sprintf("    {0x%X, 0x%X, counts_%X},\n", low, last, low)
    ranges_count++
    for (code = low; code <= last; code++)
        if (code in place_of) {
            known[knowns] = code
            knowns++
        }
}
BEGIN {
    FS = "\t"
    knowns = 0
    for (i = 1; i < 256; i++)
        byte[sprintf("%c", i)] = i
}
{
    take($2, $1 + 0, 1)
    take($3, $1 + 0, 0)
}
END {
    print "#include \"base/keys_table.h\"\n"
    print_range(13312, 19903)
    print_range(19968, 40959)
    print_range(63744, 64255)
    print_range(131072, 195103)
    print_range(196608, 262141)
    printf "const struct stroke_range stroke_ranges[] = {\n%s};\n", ranges
    printf "const size_t stroke_range_count = %d;\nconst uint32_t stroke_known[] = {\n", ranges_count
    for (i = 0; i < knowns; i++)
        printf "    0x%X,\n", known[i]
    print "};\nconst uint16_t stroke_places[] = {"
    for (i = 0; i < knowns; i++)
        printf "    %d,\n", place_of[known[i]]
    printf "};\nconst size_t stroke_known_count = %d;\nconst uint32_t strokes_sum = %.0fU;\n", knowns, sum
}

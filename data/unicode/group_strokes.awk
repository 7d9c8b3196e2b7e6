# Reads the sorted lines of make_strokes.awk; prints strokes.tsv: a number of strokes, its hanzi in the official
# order, its other hanzi by code point.
function hex(text,    value, i) {
    value = 0
    for (i = 1; i <= length(text); i++)
        value = value * 16 + index("0123456789ABCDEF", substr(text, i, 1)) - 1
    return value
}
function encode(code) {
    if (code < 65536)
        return sprintf("%c%c%c", 224 + int(code / 4096), 128 + int(code / 64) % 64, 128 + code % 64)
    return sprintf("%c%c%c%c", 240 + int(code / 262144), 128 + int(code / 4096) % 64,
                   128 + int(code / 64) % 64, 128 + code % 64)
}
function flush() {
    if (count != "")
        print count + 0 "\t" hanzi[0] "\t" hanzi[1]
    hanzi[0] = hanzi[1] = ""
}
$1 != count {
    flush()
    count = $1
}
{
    hanzi[$2] = hanzi[$2] encode(hex($4))
}
END {
    flush()
}

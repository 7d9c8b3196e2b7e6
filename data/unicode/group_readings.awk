# Reads the sorted lines of make_readings.awk; prints readings.tsv: a reading, the hanzi it is the first of, the
# hanzi it is a further one of.
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
    if (reading != "")
        print reading "\t" hanzi[0] "\t" hanzi[1]
    hanzi[0] = hanzi[1] = ""
}
$1 != reading {
    flush()
    reading = $1
}
{
    hanzi[$2] = hanzi[$2] encode(hex($3))
}
END {
    flush()
}

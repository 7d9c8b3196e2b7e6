# The word lists → lines that sort as the program looks words up: letters of the key, cost, word, reading.
# A hanzi's first reading is that of its cheapest line in general.tsv, which comes first. A township word without a
# cost of its own gets one among the common words.
BEGIN { FS = "\t" }

function hanzi_of(word, out,    count, at, byte, size) {
    count = 0
    for (at = 1; at <= length(word); at += size) {
        byte = substr(word, at, 1)
        size = byte >= "\360" ? 4 : byte >= "\340" ? 3 : byte >= "\300" ? 2 : 1
        out[++count] = substr(word, at, size)
    }
    return count
}

function keep(word, cost, reading,    id) {
    id = word "\t" reading
    if (!(id in costs) || cost < costs[id]) costs[id] = cost
}

function is_township() { return FILENAME ~ /township/ }
function is_hanzi(word) { return length(word) <= 4 && hanzi_of(word, one) == 1 }

/^#/ || $1 == "" { next }
!is_township() && is_hanzi($1) {
    keep($1, $2, $3)
    if (!($1 in first) || $2 < most[$1]) {
        first[$1] = $3
        most[$1] = $2
    }
    next
}
{
    words[++count] = $1
    given[count] = $2
    readings[count] = $3
    township[count] = is_township()
}

function reading_of(word,    n, i, parts, reading) {
    n = hanzi_of(word, parts)
    reading = ""
    for (i = 1; i <= n; i++) {
        if (!(parts[i] in first)) {
            print "words.awk: " word ": no reading for " parts[i] > "/dev/stderr"
            failed = 1
            return ""
        }
        reading = reading (i > 1 ? " " : "") first[parts[i]]
    }
    return reading
}

function township_cost(word,    n, parts) {
    n = hanzi_of(word, parts)
    return n < 3 ? 95 : n < 4 ? 90 : 85
}

function letters_of(reading,    n, i, parts, letters, letter) {
    n = split(reading, parts, " ")
    letters = ""
    for (i = 1; i <= n; i++) {
        letter = substr(parts[i], 1, 1)
        letters = letters (letter == "n" ? "l" : letter == "f" ? "h" : letter)
    }
    return letters
}

END {
    for (i = 1; i <= count; i++) {
        reading = readings[i] != "" ? readings[i] : reading_of(words[i])
        cost = given[i] != "" ? given[i] : township[i] ? township_cost(words[i]) : 240
        if (hanzi_of(words[i], one) != split(reading, parts, " ")) {
            print "words.awk: " words[i] ": as many syllables as hanzi" > "/dev/stderr"
            failed = 1
        }
        keep(words[i], cost, reading)
    }
    if (failed) exit 1
    for (id in costs) {
        split(id, parts, "\t")
        printf "%s\t%03d\t%s\t%s\n", letters_of(parts[2]), costs[id], parts[1], parts[2]
    }
}

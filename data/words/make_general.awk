# Makes general.tsv: words of rime's pinyin_simp (first file), then hanzi it lacks out of Unihan's kTGHZ2013.
# A line is a word, what it costs (12 × the negative logarithm of its share), and its reading unless every hanzi
# has its first one in this list.
BEGIN { FS = "\t" }

function hanzi_of(word, out,    count, at, byte) {
    count = 0
    for (at = 1; at <= length(word); count++) {
        byte = substr(word, at, 1)
        size = byte >= "\360" ? 4 : byte >= "\340" ? 3 : byte >= "\300" ? 2 : 1
        out[count + 1] = substr(word, at, size)
        at += size
    }
    return count
}

# ü is v everywhere.
function spelled(reading) {
    gsub(/nue/, "nve", reading)
    gsub(/lue/, "lve", reading)
    return reading
}

function without_tones(reading) {
    gsub(/ā|á|ǎ|à/, "a", reading)
    gsub(/ō|ó|ǒ|ò/, "o", reading)
    gsub(/ē|é|ě|è|ê/, "e", reading)
    gsub(/ī|í|ǐ|ì/, "i", reading)
    gsub(/ū|ú|ǔ|ù/, "u", reading)
    gsub(/ǖ|ǘ|ǚ|ǜ|ü/, "v", reading)
    gsub(/ḿ|ń|ň|ǹ/, "n", reading)
    gsub(/[^a-z]/, "", reading)
    return reading
}

function add(word, reading, weight) {
    if (reading ~ /(^| )[^aeiouv ]+( |$)/) return
    words[++count] = word
    readings[count] = reading
    weights[count] = weight
    total += weight
    if (hanzi_of(word, one) == 1 && (!(word in first) || weight > most[word])) {
        first[word] = reading
        most[word] = weight
    }
}

FNR == NR && /^\.\.\./ { is_body = 1; next }
FNR == NR && is_body && NF == 3 { add($1, spelled($2), $3) }

# U+3447 kTGHZ2013 482.140:zhòu
FNR != NR && $2 == "kTGHZ2013" {
    hanzi = of_number(substr($1, 3))
    split($3, parts, " ")
    for (i = 1; i in parts; i++) {
        reading = parts[i]
        sub(/.*:/, "", reading)
        reading = without_tones(reading)
        if (!(hanzi in first) && reading != "") rare[hanzi] = rare[hanzi] " " reading
    }
}

function digit(letter) { return index("0123456789ABCDEF", letter) - 1 }
function of_number(hex,    value, i) {
    value = 0
    for (i = 1; i <= length(hex); i++) value = value * 16 + digit(substr(hex, i, 1))
    if (value < 65536)
        return sprintf("%c%c%c", 224 + int(value / 4096), 128 + int(value / 64) % 64, 128 + value % 64)
    return sprintf("%c%c%c%c", 240 + int(value / 262144), 128 + int(value / 4096) % 64, 128 + int(value / 64) % 64, 128 + value % 64)
}

function cost(weight,    value) {
    value = 12 * log(total / (weight > 0 ? weight : 0.5))
    return value > 240 ? 240 : int(value + 0.5)
}

END {
    for (i = 1; i <= count; i++) {
        usual = ""
        n = hanzi_of(words[i], parts)
        for (j = 1; j <= n; j++) usual = usual (j > 1 ? " " : "") first[parts[j]]
        print words[i] "\t" cost(weights[i]) (n > 1 && usual == readings[i] ? "" : "\t" readings[i])
    }
    for (hanzi in rare) {
        n = split(rare[hanzi], parts, " ")
        for (j = 1; j <= n; j++) print hanzi "\t250\t" parts[j]
    }
}

# Makes build/gen/word_list.c of the sorted lines that words.awk writes. LC_ALL=C.
BEGIN {
    FS = "\t"
    for (i = 128; i < 256; i++) byte_of[sprintf("%c", i)] = i
}

function bits(character) { return byte_of[character] % 64 }

function code_of(word, at, size) {
    if (size == 3)
        return byte_of[substr(word, at, 1)] % 16 * 4096 + bits(substr(word, at + 1, 1)) * 64 + bits(substr(word, at + 2, 1))
    return byte_of[substr(word, at, 1)] % 8 * 262144 + bits(substr(word, at + 1, 1)) * 4096 + bits(substr(word, at + 2, 1)) * 64 + bits(substr(word, at + 3, 1))
}

# What lies above U+FFFF is told by its place in a table.
function unit_of(code) {
    if (code < 65536) return code
    if (!(code in wide)) {
        wide[code] = wide_count
        wides[wide_count++] = code
    }
    return 55296 + wide[code]
}

# Six letters of a key, five bits each.
function half(letters, from,    i, value, letter) {
    value = 0
    for (i = from; i < from + 6; i++) {
        letter = substr(letters, i, 1)
        value = value * 32 + (letter == "" ? 0 : index("abcdefghijklmnopqrstuvwxyz", letter))
    }
    return value
}

function put(list, value,    at) {
    at = sizes[list]++
    line[list] = line[list] value ","
    if (at % 16 == 15) {
        text[list, lines[list]++] = line[list]
        line[list] = ""
    }
}

function print_list(list, head,    i) {
    print "\n" head " = {"
    for (i = 0; i < lines[list]; i++) print text[list, i]
    print line[list] "};"
}

$1 != letters {
    letters = $1
    put("groups", sprintf("{KEY(%du,%du),%d,%d}", half(letters, 1), half(letters, 7), words, units))
    groups++
}
{
    put("costs", $2 + 0)
    words++
    at = 1
    n = split($4, parts, " ")
    for (i = 1; i <= n; i++) {
        size = byte_of[substr($3, at, 1)] >= 240 ? 4 : 3
        put("hanzi", unit_of(code_of($3, at, size)))
        readings[units++] = parts[i]
        known[parts[i]] = 1
        at += size
    }
}

function sort_names(    name, i) {
    for (name in known) {
        for (i = names++; i > 0 && name_at[i - 1] > name; i--) name_at[i] = name_at[i - 1]
        name_at[i] = name
    }
    for (i = 0; i < names; i++) number[name_at[i]] = i
}

END {
    if (groups < 1000 || wide_count > 1024) exit 1
    sort_names()
    print "#include \"base/word_list.h\"\n"
    print "#define KEY(high, low) (((uint64_t)(high) << 34) | ((uint64_t)(low) << 4))"
    put("groups", sprintf("{UINT64_MAX,%d,%d}", words, units))
    print_list("groups", "const struct word_group word_groups[]")
    print "const size_t word_group_count = " groups ";"
    print_list("costs", "const uint8_t word_costs[]")
    print_list("hanzi", "const uint16_t word_hanzi[]")
    for (i = 0; i < units; i++) put("syllables", number[readings[i]])
    print_list("syllables", "const uint16_t word_syllables[]")
    for (i = 0; i < wide_count; i++) put("wides", wides[i])
    print_list("wides", "const uint32_t word_wide_hanzi[]")
    print "\nconst char word_syllable_names[][WORD_LETTERS_MOST + 1] = {"
    for (i = 0; i < names; i++) print "    \"" name_at[i] "\","
    print "};\nconst size_t word_syllable_count = " names ";"
}

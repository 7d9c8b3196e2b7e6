# Makes build/gen/fold_table.c from fold.tsv: pages of 256 characters, the far ones in a list.
function hex(text,    value, i) {
    value = 0
    for (i = 1; i <= length(text); i++)
        value = value * 16 + index("0123456789ABCDEF", substr(text, i, 1)) - 1
    return value
}
NF == 2 {
    from = hex($1)
    to = hex($2)
    sum = (sum * 31 + from * 7 + to) % 4294967296
    if (from > 65535 || to > 65535)
        far[fars++] = "{0x" $1 ", 0x" $2 "}"
    if (from > 65535)
        next
    page = int(from / 256)
    if (!(page in number))
        number[page] = ++pages
    value[number[page], from % 256] = to > 65535 ? 1 : to
}
END {
    print "#include \"base/keys_table.h\"\n"
    print "const uint8_t fold_page_of[256] = {"
    for (i = 0; i < 256; i++)
        printf "%d,%s", number[i], i % 16 == 15 ? "\n" : " "
    print "};\nconst uint16_t fold_pages[][256] = {\n    {0},"
    for (i = 1; i <= pages; i++) {
        printf "    {"
        for (j = 0; j < 256; j++)
            printf "%d,%s", value[i, j], j % 16 == 15 ? "\n" : " "
        print "    },"
    }
    print "};\nconst struct fold_row fold_far_rows[] = {"
    for (i = 0; i < fars; i++)
        print "    " far[i] ","
    printf "};\nconst size_t fold_far_count = %d;\nconst uint32_t fold_sum = %.0fU;\n", fars, sum
}

# Makes build/gen/width_table.c: the ranges of width.tsv, in order. 'A' becomes WIDTH_AMBIGUOUS.
BEGIN {
    print "#include \"base/width_table.h\"\n"
    print "const struct width_range width_ranges[] = {"
}
NF == 3 {
    printf "    {0x%s, 0x%s, %s},\n", $1, $2, $3 == "A" ? "WIDTH_AMBIGUOUS" : $3
    count++
}
END {
    print "};"
    printf "const size_t width_range_count = %d;\n", count
}

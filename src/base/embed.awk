# Makes build/gen/embedded.c: each file named on the command line as a string literal a line.
BEGIN {
    print "#include \"base/embedded.h\"\n"
    count = 0
}
function end_file() {
    if (count > 0)
        printf "    ;\n\n"
}
FNR == 1 {
    end_file()
    paths[count] = FILENAME
    printf "static const char file_%d[] =\n", count
    count++
}
{
    sub(/\r$/, "")
    gsub(/\\/, "\\\\")
    gsub(/"/, "\\\"")
    gsub(/\t/, "\\t")
    printf "    \"%s\\n\"\n", $0
}
END {
    end_file()
    print "const struct embedded_file embedded_files[] = {"
    for (i = 0; i < count; i++)
        printf "    {\"%s\", file_%d, sizeof file_%d - 1},\n", paths[i], i, i
    print "    {0, 0, 0},\n};"
    printf "const size_t embedded_count = %d;\n", count
}

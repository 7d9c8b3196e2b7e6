# Makes build/gen/screen_list.c from `const struct screen screen_NAME = {` lines of src/screens/*.c, so
# that adding a screen edits no file.
BEGIN { print "#include \"screens/screen.h\"\n"; n = 0 }
/^const struct screen screen_[a-z_]+ = \{/ { split($0, w, " "); names[n++] = w[4] }
END {
    for (i = 0; i < n; i++)
        printf "extern const struct screen %s;\n", names[i]
    print "\nconst struct screen *const screen_list[] = {"
    for (i = 0; i < n; i++)
        printf "    &%s,\n", names[i]
    print "    0,\n};"
}

#!/bin/sh
# Makes width.tsv from the Unicode Character Database (Debian: package unicode-data).
# Usage: data/unicode/make_width.sh [folder of EastAsianWidth.txt and UnicodeData.txt]
set -eu
from=${1:-/usr/share/unicode}
here=$(dirname "$0")

# Prints a file of the database whether Debian ships it compressed or not.
show() {
    if [ -f "$from/$1" ]; then
        cat "$from/$1"
    else
        bzip2 -dc "$from/$1.bz2"
    fi
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
show EastAsianWidth.txt > "$work/width"
show UnicodeData.txt > "$work/data"
LC_ALL=C awk -f "$here/make_width.awk" "$work/width" "$work/data" > "$here/width.tsv.new"
mv "$here/width.tsv.new" "$here/width.tsv"

#!/bin/sh
# Makes fold.tsv, readings.tsv and strokes.tsv: see README.md for what each is made of.
# Usage: data/unicode/make_keys.sh FOLDER-OF-cnchar-order [folder of Unihan_*.txt] [TSCharacters.ocd2]
# cnchar-order: `npm pack cnchar-order`, unpacked. Debian: unicode-data, opencc, libopencc-data.
set -eu
export LC_ALL=C
cnchar=${1:?the folder of cnchar-order, unpacked}
from=${2:-/usr/share/unicode}
opencc=${3:-/usr/share/opencc/TSCharacters.ocd2}
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
show UnicodeData.txt > "$work/data"
show EquivalentUnifiedIdeograph.txt > "$work/radicals"
show Unihan_Readings.txt > "$work/readings"
show Unihan_OtherMappings.txt | grep '	kTGH	' > "$work/table"
show Unihan_IRGSources.txt | grep '	kTotalStrokes	' > "$work/strokes"
opencc_dict -i "$opencc" -o "$work/simplified" -f ocd2 -t text
# "李":"jfslegj" → 李<TAB>jfslegj, a line each; the pairs behind name the kinds of strokes.
tr ',' '\n' < "$cnchar/cnchar.order.min.js" |
    sed -n 's/^.*"\([^"a-zA-Z]\{2,4\}\)":"\([a-z]*\)".*$/\1	\2/p' > "$work/kinds"

cd "$here"
awk -f make_fold.awk "$work/data" "$work/radicals" "$work/simplified" fold_own.tsv > fold.tsv.new
mv fold.tsv.new fold.tsv
awk -f make_readings.awk "$work/readings" fold.tsv readings_own.tsv surnames.tsv | sort > "$work/listed"
awk -F '\t' -f group_readings.awk "$work/listed" > readings.tsv.new
mv readings.tsv.new readings.tsv
awk -f make_strokes.awk "$work/strokes" "$work/table" "$work/kinds" | sort > "$work/listed"
awk -F '\t' -f group_strokes.awk "$work/listed" > strokes.tsv.new
mv strokes.tsv.new strokes.tsv

#!/bin/sh
# Makes general.tsv from rime's pinyin_simp and from Unihan (Debian: rime-data-pinyin-simp, unicode-data).
# Usage: data/words/make_general.sh [folder of pinyin_simp.dict.yaml] [folder of Unihan_Readings.txt]
set -eu
rime=${1:-/usr/share/rime-data}
unicode=${2:-/usr/share/unicode}
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ -f "$unicode/Unihan_Readings.txt" ]; then
    cat "$unicode/Unihan_Readings.txt"
else
    bzip2 -dc "$unicode/Unihan_Readings.txt.bz2"
fi > "$work/readings"
LC_ALL=C awk -f "$here/make_general.awk" "$rime/pinyin_simp.dict.yaml" "$work/readings" |
    LC_ALL=C sort > "$here/general.tsv.new"
mv "$here/general.tsv.new" "$here/general.tsv"

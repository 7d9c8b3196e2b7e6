#!/bin/sh
# Help, version, and what is no command.
. "$(dirname "$0")/tap.sh"

expect 0 "--version" --version
has "zwgk "
expect 0 "--help" --help
has "zwgk import"
expect 0 "help of a command" list --help
has "--overdue"
expect 0 "help as a command" help list
has "--overdue"
expect 2 "an unknown command" frobnicate
says frobnicate
silent "data output stays empty"
expect 2 "an unknown option" --frobnicate
says --frobnicate
expect 2 "an option without value" --db
says --db
expect 2 "a wrong language" --lang fr --help
says fr
expect 2 "a wrong encoding" --encoding latin9 --help
says latin9
expect 2 "a file's encoding for the terminal" --encoding utf-16 --help
says "import、export"
expect 2 "three columns" --ambiguous 3 --help
says --ambiguous
expect 2 "a wrong descriptor" --sync-fd x
for command in import export list show report do screens init; do
    expect 2 "$command with nothing or nonsense" $command --nonsense
    says "zwgk $command"
done
expect 2 "import: unknown kind" import nosuch file.csv
says nosuch
expect 2 "export: unknown kind" export nosuch file.csv
expect 2 "export: unknown ending" export feedback file.doc
says file.doc
expect 2 "list: unknown queue" list nosuch-open
says nosuch-open
expect 2 "list: unknown order" list feedback --order colour
says colour
expect 2 "list: unknown format" list feedback --format xml
expect 2 "list: a negative limit" list feedback --limit -1
expect 2 "show: no number" show
expect 2 "show: unknown format" show FK2026-00001 --format xml
expect 2 "do: unknown command" do frobnicate FK2026-00001
says frobnicate
expect 2 "do: no number" do reply reply=好
finish

#!/bin/sh
# Every screen has its page of help in both languages, and where it follows a rule the page names the article or says that
# the office set it (F1).
. "$(dirname "$0")/tap.sh"

# Registers and tools that follow no rule.
plain="backup dictionary enquiry enquiry_answer enquiry_to_feedback exchange feedback_link hall meeting_add_task outside person
 phrase search settings start task task_finish team team_add_member team_remove_member unit workbench"

for file in screens/*.scr; do
    name=$(basename "$file" .scr)
    : >"$out" && : >"$err"
    [ -s "data/help/$name.txt" ] && [ -s "data/help/$name.en.txt" ]
    result $? "$name has help in both languages"
    case " $(echo $plain) " in *" $name "*) continue ;; esac
    grep -qE '依据：|条例|法第' "data/help/$name.txt"
    result $? "$name names what it rests on"
    grep -qE 'Rests on|[Aa]rt(icle|icles|s)?[. ]+[0-9]' "data/help/$name.en.txt"
    result $? "$name names it in English"
done
finish

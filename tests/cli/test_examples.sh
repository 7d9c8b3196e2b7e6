#!/bin/sh
# The units, the cron line and the profile that are shipped as examples, as far as the tools that are there can tell.
. "$(dirname "$0")/tap.sh"
data=$(cd "$(dirname "$0")/../../data" && pwd)
units=$here/units
mkdir "$units"
# The program is not installed where the tests run, nor is the account there: both are put in their place.
for unit in zwgk-backup.service zwgk-backup.timer zwgk-terminal@.service; do
    sed -e "s#/usr/local/bin/zwgk#$ZWGK#; s/^User=zwgk/User=root/; s/^Group=zwgk/Group=root/; /^Documentation/d" \
        "$data/systemd/$unit" >"$units/$unit"
done
if command -v systemd-analyze >/dev/null; then
    systemd-analyze verify --man=no "$units/zwgk-backup.service" "$units/zwgk-backup.timer" >"$out" 2>&1
    ! grep -qE 'zwgk-[a-z@.]*:[0-9]*:|Unknown|Failed to parse|not executable' "$out"
    result $? "systemd reads the units"
    sed 's/^ProtectHome=yes/ProtectHom=yes/' "$units/zwgk-backup.service" >"$units/bad.service"
    systemd-analyze verify --man=no "$units/bad.service" >"$out" 2>&1
    grep -q "ProtectHom" "$out"
    result $? "and would not read a wrong one"
else
    skip "systemd reads the units" "no systemd-analyze"
fi
for line in Persistent=true 'OnCalendar=Mon..Fri 17:40'; do
    grep -qxF "$line" "$data/systemd/zwgk-backup.timer"
    result $? "the timer has $line"
done
for line in NoNewPrivileges=yes ProtectSystem=strict ProtectHome=yes PrivateNetwork=yes PrivateTmp=yes \
    MemoryDenyWriteExecute=yes SystemCallFilter=@system-service UMask=0007; do
    grep -qxF "$line" "$data/systemd/zwgk-backup.service"
    result $? "the service has $line"
done
! grep -qE '^(Exec|ReadWritePaths).*(/root|/home)' "$data"/systemd/*.service
result $? "nothing of anybody's home"
# What the examples call, the program knows.
expect 0 "the command of the timer" backup --help
has "--quiet"
grep -E '^[^#].* backup --quiet$' "$data/systemd/zwgk.cron" | awk '{ exit !(NF >= 7 && $6 == "zwgk") }'
result $? "the cron line names its account"
if command -v apparmor_parser >/dev/null; then
    apparmor_parser -Q -K "$data/apparmor/usr.local.bin.zwgk" >"$out" 2>&1
    result $? "apparmor reads the profile"
else
    [ "$(tr -cd '{' <"$data/apparmor/usr.local.bin.zwgk" | wc -c)" = "$(tr -cd '}' <"$data/apparmor/usr.local.bin.zwgk" | wc -c)" ]
    result $? "the profile's braces match"
fi
! grep -E '^[^#]*[^ ,{}]$' "$data/apparmor/usr.local.bin.zwgk" | grep -vE 'include <|^@\{|^abi' | grep -q .
result $? "each rule of the profile ends"
if command -v sshd >/dev/null && [ -r /etc/ssh/ssh_host_ed25519_key ]; then
    sshd -t -f "$data/systemd/sshd_zwgk.conf" >"$out" 2>&1
    result $? "sshd reads its lines"
fi
finish

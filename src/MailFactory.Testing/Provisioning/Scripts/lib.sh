#!/bin/sh
# What every step shares. The steps run in the folder of the bundle, as root.
set -eu
umask 077
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
export PATH LC_ALL
. ./settings.sh

tls=/etc/ssl/mail-factory

# Survives a run that breaks off: the next one still restarts what was changed.
pending=/var/lib/mail-factory/restart-pending

# changed WHAT: says that the machine was changed; the provisioner collects these lines.
changed() {
    mkdir -p "${pending%/*}"
    : >"$pending"
    printf 'changed: %s\n' "$1"
}

# put MODE OWNER GROUP TARGET: makes standard input the content of a file, in one step, and only where it differs.
# Sets 'replaced' to yes or no.
put() {
    new=$(mktemp "$4.XXXXXX")
    cat >"$new"
    if cmp -s "$new" "$4" && [ "$(stat -c '%a %U %G' "$4")" = "$1 $2 $3" ]; then
        rm -f "$new"
        replaced=no
        return
    fi
    chown "$2:$3" "$new"
    chmod "$1" "$new"
    mv -f "$new" "$4"
    # Read by the steps that source this file.
    # shellcheck disable=SC2034
    replaced=yes
    changed "$4"
}

# has PART: whether this machine has an optional part; the first step wrote down those that it could get.
has() { grep -qx "$1" parts.present; }

# quickly: for the rest of the step, programs lie at the same addresses each time they start, where the processor is emulated. An emulator
# then finds the code it has translated already; without, most of its time goes into translating the same code again. Services that the
# step starts keep their addresses until they are started again, which the step 'start' does with all that were configured.
randomize=/proc/sys/kernel/randomize_va_space
quickly() {
    [ "${emulated:-no}" = yes ] && [ -w "$randomize" ] || return 0
    randomized=$(cat "$randomize")
    trap 'echo "$randomized" >"$randomize"' EXIT
    trap 'exit 130' HUP INT TERM
    echo 0 >"$randomize"
}

# listens PORT: whether something on this machine does, by the kernel's own table, as no tool for it is everywhere.
listens() {
    awk -v port="$(printf ':%04X' "$1")" '$4 == "0A" && substr($2, 9) == port { found = 1 } END { exit !found }' /proc/net/tcp
}

# answers SERVICE PORT: waits until a service that was started listens there.
answers() {
    waited=0
    until listens "$2"; do
        ! systemctl is-failed --quiet "$1" || {
            echo "$1 failed before it listened on port $2" >&2
            exit 1
        }
        [ "$waited" -lt "${patience:-300}" ] || {
            echo "$1 runs, but does not listen on port $2 after $waited s" >&2
            exit 1
        }
        sleep 1
        waited=$((waited + 1))
    done
}

# retry COMMAND...: tries it five times with growing pauses; servers and locks come back.
retry() {
    pause=5
    for attempt in 1 2 3 4 5; do
        result=0
        "$@" || result=$?
        [ "$result" -ne 0 ] || return 0
        [ "$attempt" -lt 5 ] || break
        echo "'$*' ended with $result; trying again in $pause s" >&2
        sleep "$pause"
        pause=$((pause * 2))
    done
    return "$result"
}

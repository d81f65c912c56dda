#!/bin/sh
# The family of this machine: what it calls itself in /etc/os-release, then what it says it is like, nearest first. A family is a
# file of data, family-ID.sh; its package manager is a file of commands, manager-NAME.sh.

before_packages() { :; }
after_packages() { :; }

# packages_of PART: its packages, of which there may be none; fails when the family has no answer.
packages_of() { eval "[ -n \"\${$1_packages+known}\" ] && printf '%s' \"\$$1_packages\""; }

# Everything that runs, in the order in which it starts.
services() {
    printf 'dovecot foreign-sink'
    while read -r part; do
        eval "printf ' %s' \"\${${part}_services:-}\""
    done <parts.present
    printf ' postfix'
}

# In a subshell, as os-release is free to set any name.
identity=$(. /etc/os-release && printf '%s %s' "${ID:-}" "${ID_LIKE:-}")
family=
for candidate in $identity; do
    case $candidate in
    *[!A-Za-z0-9._-]*) continue ;;
    esac
    if [ -f "./family-$candidate.sh" ]; then
        family=$candidate
        break
    fi
done
if [ -z "$family" ]; then
    known=$(printf '%s\n' family-*.sh | sed 's/^family-//; s/\.sh$//' | tr '\n' ' ')
    echo "no package family is known for this system: /etc/os-release says '$identity', known are: $known" >&2
    exit 1
fi
# shellcheck source=family-debian.sh
. "./family-$family.sh"
# shellcheck source=manager-apt.sh
. "./manager-$manager.sh"

#!/bin/sh
# Installs the mail server from the distro's own packages; the mirror is asked only when one is missing.
. ./lib.sh

missing=
for package in $packages; do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$status" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

# "No configuration" keeps Postfix from starting before it is set up. The manual's index costs a minute without KVM.
debconf-set-selections <<SELECTIONS
postfix postfix/main_mailer_type select No configuration
postfix postfix/mailname string $domain
man-db man-db/auto-update boolean false
SELECTIONS

export DEBIAN_FRONTEND=noninteractive
tries=0
# A timer of the fresh system may hold the lock on apt's lists for a while.
until apt-get -q -o Acquire::Languages=none update; do
    tries=$((tries + 1))
    [ "$tries" -lt 5 ] || exit 1
    sleep 10
done

# The list is split on purpose: package names have no blanks.
# shellcheck disable=SC2086
apt-get -q -y --no-install-recommends \
    -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-unsafe-io -o Dpkg::Options::=--force-confold \
    install $missing
changed "packages$missing"

#!/bin/sh
# apt: Debian, Ubuntu.

is_installed() {
    status=$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null || true)
    [ "$status" = installed ]
}

# A timer of the fresh system may hold the lock on apt's lists for a while.
refresh_lists() { retry apt-get -q -o Acquire::Languages=none update; }

knows() { apt-cache --quiet=0 show --no-all-versions "$1" >/dev/null 2>&1; }

install_packages() {
    # "No configuration" keeps Postfix from starting before it is set up. The manual's index costs a minute without KVM.
    debconf-set-selections <<SELECTIONS
postfix postfix/main_mailer_type select No configuration
postfix postfix/mailname string ${domain:?}
man-db man-db/auto-update boolean false
SELECTIONS
    export DEBIAN_FRONTEND=noninteractive
    apt-get -q -y --no-install-recommends \
        -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 -o Dpkg::Options::=--force-unsafe-io -o Dpkg::Options::=--force-confold \
        install "$@"
}

#!/bin/sh
# apt: Debian, Ubuntu.

is_installed() {
    status=$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null || true)
    [ "$status" = installed ]
}

# apt_get ARGUMENT...: through the run's package cache for what that serves, which is never written into the machine's own settings; without
# it for the rest of the step when that does not work.
apt_get() {
    if [ -n "${package_cache:-}" ]; then
        proxies=
        for host in ${cached_hosts:-}; do
            proxies="$proxies -o Acquire::http::Proxy::$host=$package_cache"
        done
        # Split on purpose. Without the error mode, apt is content with lists that it could not fetch.
        # shellcheck disable=SC2086
        ! apt-get $proxies -o APT::Update::Error-Mode=any "$@" || return 0
        echo "the package cache is left out from here on: apt-get did not get through with it" >&2
        package_cache=
    fi
    apt-get "$@"
}

# A timer of the fresh system may hold the lock on apt's lists for a while.
refresh_lists() { retry apt_get -q -o Acquire::Languages=none update; }

knows() { apt-cache --quiet=0 show --no-all-versions "$1" >/dev/null 2>&1; }

install_packages() {
    # "No configuration" keeps Postfix from starting before it is set up. The manual's index costs a minute without KVM.
    debconf-set-selections <<SELECTIONS
postfix postfix/main_mailer_type select No configuration
postfix postfix/mailname string ${domain:?}
man-db man-db/auto-update boolean false
SELECTIONS
    export DEBIAN_FRONTEND=noninteractive
    apt_get -q -y --no-install-recommends \
        -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 -o Dpkg::Options::=--force-unsafe-io -o Dpkg::Options::=--force-confold \
        install "$@"
}

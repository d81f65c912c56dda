#!/bin/sh
# zypper: openSUSE, SUSE.

is_installed() { rpm -q --quiet "$1"; }

install_packages() {
    export ZYPP_LOCK_TIMEOUT=300
    add_updates
    retry run_zypper --gpg-auto-import-keys refresh
    retry run_zypper install --no-recommends --auto-agree-with-licenses "$@"
}

# What zypper(8) names: 100 to 103 only inform; 107 is a script that failed behind a package that is installed, which is looked
# at afterwards. Nothing else is success, and 104, a name that nobody has, gets no better by waiting.
run_zypper() {
    status=0
    zypper --non-interactive "$@" || status=$?
    case $status in
    0 | 100 | 101 | 102 | 103 | 107) return 0 ;;
    1 | 2 | 3 | 5 | 104) exit "$status" ;;
    *) return "$status" ;;
    esac
}

# Postfix and Dovecot come from SUSE Linux Enterprise, whose updates have a folder of their own on the same server.
add_updates() {
    urls=$(zypper --non-interactive --quiet repos --uri 2>/dev/null | sed -n 's/.*|[[:space:]]*\([a-z]*:\/\/[^[:space:]]*\).*/\1/p')
    base=$(printf '%s\n' "$urls" | sed -n 's,/distribution/leap/.*,,p' | head -n 1)
    version=$(. /etc/os-release && printf '%s' "$VERSION_ID")
    [ -n "$base" ] || return 0
    for part in sle backports; do
        url=$base/update/leap/$version/$part
        if printf '%s\n' "$urls" | grep -qx "$url/\?"; then
            continue
        fi
        zypper --non-interactive --quiet addrepo --refresh "$url" "mail-factory-update-$part"
        changed "repository $url"
    done
}

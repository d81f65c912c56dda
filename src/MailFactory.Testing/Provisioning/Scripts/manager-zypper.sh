#!/bin/sh
# zypper: openSUSE, SUSE.

is_installed() { rpm -q --quiet "$1"; }

refresh_lists() {
    export ZYPP_LOCK_TIMEOUT=300
    # One of many repositories may be gone without anything from it being needed.
    retry run_zypper --gpg-auto-import-keys refresh || echo "not every repository answers; going on with those that do" >&2
    add_updates
}

knows() {
    status=0
    zypper --non-interactive --quiet search --match-exact --type package "$1" >/dev/null 2>&1 || status=$?
    case $status in
    0 | 106) return 0 ;;
    104) return 1 ;;
    *) exit "$status" ;;
    esac
}

install_packages() {
    retry run_zypper install --no-recommends --auto-agree-with-licenses "$@"
}

# What zypper(8) names: 100 to 103 only inform; 106 and 107 are a repository that was skipped and a package's script that failed,
# and whether a package is there is looked at afterwards. Nothing else is success, and no waiting helps against a wrong call,
# missing rights, no repository at all or a name that nobody has (104).
run_zypper() {
    status=0
    zypper --non-interactive "$@" || status=$?
    case $status in
    0 | 100 | 101 | 102 | 103 | 106 | 107) return 0 ;;
    1 | 2 | 3 | 5 | 6 | 104) exit "$status" ;;
    *) return "$status" ;;
    esac
}

# Postfix and Dovecot come from SUSE Linux Enterprise, whose updates have a folder of their own on the same server. After a
# release's life its updates move; without them the server is an old one, but a server.
add_updates() {
    urls=$(zypper --non-interactive --quiet repos --uri 2>/dev/null | sed -n 's/.*|[[:space:]]*\([a-z]*:\/\/[^[:space:]]*\).*/\1/p')
    base=$(printf '%s\n' "$urls" | sed -n 's,/distribution/leap/.*,,p' | head -n 1)
    version=$(. /etc/os-release && printf '%s' "$VERSION_ID")
    [ -n "$base" ] || return 0
    for part in sle backports; do
        url=$base/update/leap/$version/$part
        name=mail-factory-update-$part
        if printf '%s\n' "$urls" | grep -qx "$url/\?"; then
            continue
        fi
        zypper --non-interactive --quiet addrepo --refresh "$url" "$name"
        if zypper --non-interactive --quiet --gpg-auto-import-keys refresh "$name"; then
            changed "repository $url"
        else
            echo "no updates from $url, which does not answer" >&2
            zypper --non-interactive --quiet removerepo "$name"
        fi
    done
}

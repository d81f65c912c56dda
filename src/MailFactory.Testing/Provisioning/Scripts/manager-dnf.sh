#!/bin/sh
# dnf 4 and 5: Fedora, Red Hat Enterprise Linux and its rebuilds. Only words that both versions know are used.

disc_list=/etc/yum.repos.d/mail-factory-disc.repo

is_installed() { rpm -q --quiet "$1"; }

refresh_lists() {
    # What refreshes lists in the background holds the lock that is needed now.
    for unit in dnf-makecache.timer packagekit; do
        systemctl stop "$unit" >/dev/null 2>&1 || true
    done
    if [ -e "$disc_list" ] || ! has_repository; then
        add_disc
    fi
}

# Lists that cannot be fetched must not look like a package that is not there.
knows() {
    retry dnf -q makecache >/dev/null || exit 1
    dnf -q list "$1" >/dev/null 2>&1
}

install_packages() {
    # Waits for a lock by itself.
    retry dnf -y --setopt=install_weak_deps=False --setopt=retries=5 --setopt=timeout=60 install "$@"
}

# Plugins talk before the list, so only what follows its header counts.
has_repository() {
    dnf -q repolist 2>/dev/null | awk '/^repo id/ { seen = 1; next } seen && NF { found = 1 } END { exit !found }'
}

# Red Hat's system has no repository without a subscription; its disc has everything that is needed here.
add_disc() {
    disc=/run/mail-factory-disc
    mkdir -p "$disc"
    mountpoint -q "$disc" || mount_disc || {
        echo "no package repository is enabled, and no disc with BaseOS and AppStream is in a drive" >&2
        exit 1
    }
    for key in /etc/pki/rpm-gpg/RPM-GPG-KEY-*-release; do
        [ ! -e "$key" ] || break
    done
    for part in BaseOS AppStream; do
        printf '[disc-%s]\nname=%s of the install disc\nbaseurl=file://%s/%s\nenabled=1\ngpgcheck=1\ngpgkey=file://%s\n\n' \
            "$part" "$part" "$disc" "$part" "$key"
    done | put 644 root root "$disc_list"
}

# The drive with the disc is one of several where the machine also has a disc of answers.
mount_disc() {
    for drive in /dev/sr*; do
        mount -o ro "$drive" "$disc" 2>/dev/null || continue
        [ -d "$disc/BaseOS/repodata" ] && [ -d "$disc/AppStream/repodata" ] && return 0
        umount "$disc"
    done
    return 1
}

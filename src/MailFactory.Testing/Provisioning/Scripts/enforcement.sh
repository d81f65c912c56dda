# shellcheck shell=sh
# What the kernel holds programs to: SELinux and AppArmor. A mail server that works only without them proves nothing.

profiles=/sys/kernel/security/apparmor/profiles

# enforcing: the AppArmor profiles that enforce, and SELinux where it does, one a line, sorted.
enforcing() {
    {
        [ ! -r "$profiles" ] || sed -n 's/ (enforce)$//p' "$profiles"
        ! command -v getenforce >/dev/null || [ "$(getenforce)" != Enforcing ] || echo SELinux
    } | sort
}

# weakened FILE: what stands in a file of 'enforcing' and is still loaded but does not enforce any more, or everything when all of it is
# gone. A profile may go with its program, as snaps do when they renew themselves.
weakened() {
    if [ -s "$1" ] && [ -z "$(enforcing)" ]; then
        cat "$1"
        return
    fi
    {
        [ ! -r "$profiles" ] || sed -n '/ (enforce)$/d; s/ ([a-z]*)$//p' "$profiles"
        ! command -v getenforce >/dev/null || [ "$(getenforce)" = Enforcing ] || echo SELinux
    } | sort | comm -12 "$1" -
}

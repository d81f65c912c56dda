#!/bin/sh
# Installs the mail server and the optional parts from the distro's own packages; the mirror is asked only when one is missing.
. ./lib.sh
. ./family.sh
. ./enforcement.sh
quickly

missing_of() {
    for package; do
        is_installed "$package" || printf ' %s' "$package"
    done
}

are_lists_fresh=no
fresh_lists() {
    [ "$are_lists_fresh" = yes ] || refresh_lists
    are_lists_fresh=yes
}

get() {
    missing=$(missing_of "$@")
    [ -n "$missing" ] || return 0
    fresh_lists
    # Split on purpose: package names have no blanks.
    # shellcheck disable=SC2086
    install_packages $missing
    for package in $missing; do
        is_installed "$package" || {
            echo "$manager ended without an error, but $package is not installed" >&2
            exit 1
        }
    done
    changed "packages$missing"
}

# get_part PART: installs it and writes it down, or says why this distro does not offer it.
get_part() {
    if ! wanted=$(packages_of "$1"); then
        echo "not offered: $1 no package of the family $family is known for it"
        return
    fi
    # shellcheck disable=SC2086
    lacking=$(missing_of $wanted)
    if [ -n "$lacking" ]; then
        fresh_lists
        for package in $lacking; do
            knows "$package" || {
                echo "not offered: $1 no repository of this system has the package $package"
                return
            }
        done
    fi
    # shellcheck disable=SC2086
    get $wanted
    echo "$1" >>parts.present
    echo "part: $1"
}

enforcing >enforcing.before
before_packages
# shellcheck disable=SC2086
get $packages
: >parts.present
for part in $parts; do
    get_part "$part"
done
after_packages

#!/bin/sh
# Installs the mail server from the distro's own packages; the mirror is asked only when one is missing.
. ./lib.sh
. ./family.sh
. ./enforcement.sh

enforcing >enforcing.before

missing=
for package in $packages; do
    is_installed "$package" || missing="$missing $package"
done

before_packages
if [ -n "$missing" ]; then
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
fi
after_packages

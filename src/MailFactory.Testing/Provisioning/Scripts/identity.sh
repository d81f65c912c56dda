#!/bin/sh
# Gives the machine its name: Postfix greets with it, and sudo wants to resolve it.
. ./lib.sh

printf '%s\n' "$hostname" | put 644 root root /etc/hostname
[ ! -e /etc/debian_version ] || printf '%s\n' "$domain" | put 644 root root /etc/mailname
{
    sed '/^127\.0\.1\.1[[:space:]]/d' /etc/hosts
    printf '127.0.1.1\t%s %s\n' "$hostname" "${hostname%%.*}"
} | put 644 root root /etc/hosts
[ "$(uname -n)" = "$hostname" ] || hostname "$hostname" 2>/dev/null || printf '%s\n' "$hostname" >/proc/sys/kernel/hostname

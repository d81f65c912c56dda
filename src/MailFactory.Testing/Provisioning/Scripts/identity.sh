#!/bin/sh
# Gives the machine its name: Postfix greets with it, and sudo wants to resolve it.
. ./lib.sh

printf '%s\n' "$hostname" | put 644 root root /etc/hostname
printf '%s\n' "$domain" | put 644 root root /etc/mailname
{
    sed '/^127\.0\.1\.1[[:space:]]/d' /etc/hosts
    printf '127.0.1.1\t%s %s\n' "$hostname" "${hostname%%.*}"
} | put 644 root root /etc/hosts
[ "$(hostname)" = "$hostname" ] || hostname "$hostname"

#!/bin/sh
# Writes Dovecot's configuration in the syntax of the version that is installed; the distro's name would not tell.
. ./lib.sh
. ./family.sh
quickly

case $(dovecot --version) in
2.[0-3].*) syntax=2.3 ;;
*) syntax=2.4 ;;
esac
{
    sed "s,@mail_root@,$mail_root," "dovecot-$syntax.conf"
    for part in sieve quota; do
        ! has "$part" || sed "s,@quota@,$quota," "dovecot-$syntax-$part.conf"
    done
} | put 644 root root /etc/dovecot/dovecot.conf
doveconf -n >/dev/null

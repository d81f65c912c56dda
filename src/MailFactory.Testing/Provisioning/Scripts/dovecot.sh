#!/bin/sh
# Writes Dovecot's configuration in the syntax of the version that is installed; the distro's name would not tell.
. ./lib.sh

case $(dovecot --version) in
2.[0-3].*) put 644 root root /etc/dovecot/dovecot.conf <dovecot-2.3.conf ;;
*) put 644 root root /etc/dovecot/dovecot.conf <dovecot-2.4.conf ;;
esac
doveconf -n >/dev/null

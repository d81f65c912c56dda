#!/bin/sh
# Sets up the "foreign host": Postfix's own smtp-sink on a loopback port, one file per mail that arrives.
. ./lib.sh

if ! getent passwd mail-sink >/dev/null; then
    useradd --system --no-create-home --home-dir /var/spool/foreign-sink --shell /usr/sbin/nologin mail-sink
    changed "user mail-sink"
fi
[ -d /var/spool/foreign-sink ] || install -d -m 750 -o mail-sink /var/spool/foreign-sink
put 644 root root /etc/systemd/system/foreign-sink.service <foreign-sink.service

# Without Dovecot's socket Postfix holds mail back for minutes, so it starts last at boot.
# Debian 12 runs it as an instance of a template.
for unit in postfix postfix@; do
    [ -d "/etc/systemd/system/$unit.service.d" ] || install -d -m 755 "/etc/systemd/system/$unit.service.d"
    put 644 root root "/etc/systemd/system/$unit.service.d/mail-factory.conf" <postfix-order.conf
done

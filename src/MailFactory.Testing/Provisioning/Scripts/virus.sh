#!/bin/sh
# ClamAV's daemon with its milter, which refuses mail with a virus while its sender is still connected.
. ./lib.sh
. ./family.sh

has virus || exit 0

put 644 root root "$virus_milter" <<SETTINGS
MilterSocket inet:7357@127.0.0.1
ClamdSocket unix:$virus_socket
User $virus_user
Foreground yes
OnInfected Reject
RejectMsg Virus found: %v
OnFail Defer
LogSyslog yes
LogInfected Basic
SETTINGS
# Debian has no unit for it, only a script of System V, which waits for nothing.
put 644 root root /etc/systemd/system/clamav-milter.service <<SETTINGS
[Unit]
Description=ClamAV milter
After=network.target clamav-daemon.service

[Service]
ExecStart=/usr/sbin/clamav-milter --config-file=$virus_milter
Restart=on-failure
RestartSec=5

[Install]
WantedBy=multi-user.target
SETTINGS

# The daemon does not start without signatures, and the program that fetches them runs once at a time.
has_signatures() { [ -n "$(find "$virus_database" -name '*.c[vl]d' -o -name '*.[nh]db')" ]; }
if ! has_signatures; then
    systemctl stop clamav-freshclam
    retry freshclam --quiet
    changed "virus signatures"
fi

#!/bin/sh
# Debian and everything like it.
manager=apt
packages="postfix dovecot-imapd dovecot-pop3d dovecot-lmtpd openssl"
mail_root=/var/vmail

sieve_packages="dovecot-sieve dovecot-managesieved"
quota_packages=
spam_packages=rspamd
spam_services=rspamd
virus_packages="clamav-daemon clamav-freshclam clamav-milter"
virus_services="clamav-daemon clamav-freshclam clamav-milter"
virus_socket=/run/clamav/clamd.ctl
virus_database=/var/lib/clamav
virus_milter=/etc/clamav/clamav-milter.conf
virus_user=clamav

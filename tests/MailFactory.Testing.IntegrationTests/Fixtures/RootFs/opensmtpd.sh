#!/bin/sh
# opensmtpd.sh HOSTNAME DOMAIN: a mail server of another make in this root file system, OpenSMTPD in front of Dovecot with as little
# configuration as it works with. Standard input has an address and a password on each line; the certificate and its key are in /etc/ssl.
set -eu
host=$1
domain=$2
hostname "$host"
printf '127.0.0.1\tlocalhost\n127.0.1.1\t%s\n' "$host" >/etc/hosts
echo "$host" >/etc/mailname
groupadd -g 5000 vmail
useradd -u 5000 -g 5000 -d /var/vmail -m vmail
chmod 600 /etc/ssl/mail.key
while read -r address password; do
    hash=$(openssl passwd -6 "$password")
    printf '%s:{SHA512-CRYPT}%s\n' "$address" "$hash" >>/etc/dovecot/users
    printf '%s\t%s\n' "$address" "$hash" >>/etc/smtpd-logins
    printf '%s\tvmail\n' "$address" >>/etc/smtpd-mailboxes
done
# The one without a domain is the host's (RFC 5321 section 4.5.1).
printf 'postmaster@%s\tpostmaster@%s\n' "$host" "$domain" >>/etc/smtpd-mailboxes
chmod 640 /etc/smtpd-logins /etc/dovecot/users
chgrp opensmtpd /etc/smtpd-logins
chgrp dovecot /etc/dovecot/users

cat >/etc/smtpd.conf <<END
pki "$host" cert "/etc/ssl/mail.crt"
pki "$host" key "/etc/ssl/mail.key"
table logins file:/etc/smtpd-logins
table mailboxes file:/etc/smtpd-mailboxes
listen on 0.0.0.0 port 25 tls pki "$host" hostname "$host"
listen on 0.0.0.0 port 465 smtps pki "$host" auth <logins> hostname "$host"
listen on 0.0.0.0 port 587 tls-require pki "$host" auth <logins> hostname "$host"
action "mailbox" lmtp "/run/dovecot/lmtp" rcpt-to virtual <mailboxes>
action "outside" relay
match from any for domain { "$domain", "$host" } action "mailbox"
match from auth for any action "outside"
END

cat >/etc/dovecot/dovecot.conf <<'END'
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
protocols {
  imap = yes
  pop3 = yes
  lmtp = yes
}
listen = *
auth_allow_cleartext = no
passdb passwd-file {
  passwd_file_path = /etc/dovecot/users
}
userdb static {
  fields {
    uid = vmail
    gid = vmail
    home = /var/vmail/%{user | domain}/%{user | username}
  }
}
mail_driver = maildir
mail_path = ~/Maildir
ssl = required
ssl_min_protocol = TLSv1.2
ssl_server_cert_file = /etc/ssl/mail.crt
ssl_server_key_file = /etc/ssl/mail.key
namespace inbox {
  inbox = yes
}
service lmtp {
  unix_listener lmtp {
    mode = 0666
  }
}
END
dovecot </dev/null >/dev/null 2>&1
smtpd </dev/null >/dev/null 2>&1
sleep 1
kill -0 "$(cat /run/dovecot/master.pid)"
pgrep -x smtpd >/dev/null

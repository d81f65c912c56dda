#!/bin/sh
# exim-cyrus.sh HOSTNAME DOMAIN: a mail server of another make in this root file system, Exim in front of Cyrus with as little
# configuration as they work with. Standard input has an address and a password on each line; the certificate and its key are in /etc/ssl.
set -eu
host=$1
domain=$2
hostname "$host"
printf '127.0.0.1\tlocalhost\n127.0.1.1\t%s\n' "$host" >/etc/hosts
echo "$host" >/etc/mailname
chmod 640 /etc/ssl/mail.key
chgrp mail /etc/ssl/mail.key

cat >/etc/imapd.conf <<END
configdirectory: /var/lib/cyrus
defaultpartition: default
partition-default: /var/spool/cyrus/mail
proc_path: /run/cyrus/proc
mboxname_lockpath: /run/cyrus/lock
hashimapspool: yes
lmtp_downcase_rcpt: yes
servername: $host
defaultdomain: $domain
virtdomains: userid
unixhierarchysep: yes
allowplaintext: no
sasl_pwcheck_method: auxprop
sasl_auxprop_plugin: sasldb
sasl_mech_list: PLAIN
autocreate_quota: 0
autocreate_post: yes
tls_server_cert: /etc/ssl/mail.crt
tls_server_key: /etc/ssl/mail.key
tls_versions: tls1_2 tls1_3
allowstarttls: on
lmtpsocket: /run/cyrus/socket/lmtp
idlesocket: /run/cyrus/socket/idle
notifysocket: /run/cyrus/socket/notify
syslog_prefix: cyrus
END
cat >/etc/cyrus.conf <<'END'
START {
  recover cmd="/usr/sbin/cyrus ctl_cyrusdb -r"
}
SERVICES {
  imap cmd="imapd -U 30" listen="143" prefork=0 maxchild=100
  imaps cmd="imapd -s -U 30" listen="993" prefork=0 maxchild=100
  pop3 cmd="pop3d -U 30" listen="110" prefork=0 maxchild=50
  pop3s cmd="pop3d -s -U 30" listen="995" prefork=0 maxchild=50
  lmtpunix cmd="lmtpd" listen="/run/cyrus/socket/lmtp" prefork=0 maxchild=20
}
DAEMON {
  idled cmd="idled"
}
EVENTS {
  checkpoint cmd="/usr/sbin/cyrus ctl_cyrusdb -c" period=30
}
END
: >/etc/exim4/passwd
while read -r address password; do
    # Cyrus leaves the default domain out of names, and looks for them in the realm of its own host.
    printf '%s' "$password" | saslpasswd2 -p -c -u "$host" "${address%@*}" 2>/dev/null
    printf '%s: %s\n' "$address" "$(openssl passwd -6 "$password")" >>/etc/exim4/passwd
done
chown cyrus:sasl /etc/sasldb2
chmod 640 /etc/exim4/passwd
chgrp Debian-exim /etc/exim4/passwd
usermod -a -G mail Debian-exim

cat >/etc/exim4/exim4.conf <<END
primary_hostname = $host
domainlist local_domains = $domain : $host
daemon_smtp_ports = 25 : 465 : 587
tls_on_connect_ports = 465
tls_advertise_hosts = *
tls_certificate = /etc/ssl/mail.crt
tls_privatekey = /etc/ssl/mail.key
tls_require_ciphers = NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:%SERVER_PRECEDENCE:-3DES-CBC:-ARCFOUR-128
auth_advertise_hosts = \${if and {{def:tls_in_cipher} {!={\$received_port}{25}}} {*}{}}
# Cyrus does not take such mail without more, and what cannot be delivered must not be offered.
smtputf8_advertise_hosts =
message_size_limit = 10M
acl_smtp_mail = acl_mail
acl_smtp_rcpt = acl_rcpt
trusted_users =
never_users = root

begin acl
acl_mail:
  deny condition = \${if !={\$received_port}{25}}
       !authenticated = *
       message = log in first
  accept
acl_rcpt:
  deny authenticated = *
       condition = \${if !eqi{\$sender_address}{\$authenticated_id}}
       message = this is not your address
  accept authenticated = *
  deny domains = !+local_domains
       message = relay not permitted
  require verify = recipient
  accept

begin routers
postmaster:
  driver = redirect
  domains = $host
  local_parts = postmaster
  data = postmaster@$domain
users:
  driver = accept
  domains = $domain
  condition = \${lookup{\$local_part@$domain}lsearch{/etc/exim4/passwd}{yes}{no}}
  transport = cyrus
outside:
  driver = dnslookup
  domains = !+local_domains
  transport = remote_smtp
  no_more

begin transports
remote_smtp:
  driver = smtp
cyrus:
  driver = lmtp
  socket = /run/cyrus/socket/lmtp
  user = cyrus
  group = mail
  return_path_add
  delivery_date_add
  envelope_to_add

begin retry
* * F,2h,1m

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_set_id = \$auth2
  server_condition = \${if crypteq{\$auth3}{\${lookup{\$auth2}lsearch{/etc/exim4/passwd}{\$value}{*}}}{yes}{no}}
END
chown root:Debian-exim /etc/exim4/exim4.conf
chmod 640 /etc/exim4/exim4.conf
install -d -o cyrus -g mail /run/cyrus /run/cyrus/socket /run/cyrus/lock /run/cyrus/proc

cyrmaster -d -p /run/cyrus/cyrmaster.pid </dev/null >/dev/null 2>&1
exim4 -bd -q20s </dev/null >/dev/null 2>&1
sleep 2
kill -0 "$(cat /run/cyrus/cyrmaster.pid)"
pgrep -x exim4 >/dev/null

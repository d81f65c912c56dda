#!/bin/sh
# rspamd as Postfix's milter, with a DKIM key for each domain; nothing that would ask servers of others for every mail.
. ./lib.sh
. ./family.sh

has spam || exit 0

local=/etc/rspamd/local.d
put 644 root root $local/worker-proxy.inc <<'SETTINGS'
bind_socket = "127.0.0.1:11332";
milter = yes;
upstream "local" {
  default = yes;
  self_scan = yes;
}
SETTINGS
put 644 root root $local/worker-normal.inc <<'SETTINGS'
enabled = false;
SETTINGS
put 644 root root $local/dkim_signing.conf <<'SETTINGS'
path = "/var/lib/rspamd/dkim/$domain.$selector.key";
selector = "mail";
sign_local = false;
use_esld = false;
SETTINGS
for module in asn fuzzy_check mx_check phishing rbl; do
    put 644 root root "$local/$module.conf" <<'SETTINGS'
enabled = false;
SETTINGS
done
# Only the machine itself is local: rspamd's own list has every private network in it, and so whoever reaches a virtual machine.
put 644 root root /etc/rspamd/override.d/options.inc <<'SETTINGS'
filters = "chartable,dkim,regexp";
local_addrs = [127.0.0.0/8, ::1];
dns {
  timeout = 1s;
  retransmits = 1;
}
SETTINGS

keys=/var/lib/rspamd/dkim
[ -d $keys ] || install -d -m 750 -o _rspamd -g _rspamd $keys
for name in $domains; do
    [ -s "$keys/$name.mail.key" ] || {
        rspamadm dkim_keygen -d "$name" -s mail -b 2048 -k dkim.new >/dev/null
        put 640 root _rspamd "$keys/$name.mail.key" <dkim.new
        rm -f dkim.new
    }
done

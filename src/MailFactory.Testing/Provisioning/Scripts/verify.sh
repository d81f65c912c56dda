#!/bin/sh
# Proves that the configuration is sound and that everything runs, and tells the versions.
. ./lib.sh
. ./family.sh
. ./enforcement.sh

weakened=$(weakened enforcing.before)
[ -z "$weakened" ] || {
    echo "no longer enforced since provisioning began: $weakened" >&2
    exit 1
}
postfix check
[ "$(cat /etc/postfix/main.cf /etc/postfix/master.cf | sha256sum)" = "$(cat /var/lib/mail-factory/postfix.sha256)" ] || {
    echo "main.cf or master.cf was rewritten by something else since it was configured" >&2
    exit 1
}
doveconf -n >/dev/null
# One at a time: systemctl is content when any of several units is active.
for service in $(services); do
    systemctl is-active --quiet "$service" || {
        echo "$service is not running" >&2
        exit 1
    }
done
printf 'version: postfix %s\n' "$(postconf -h mail_version)"
printf 'version: dovecot %s\n' "$(dovecot --version)"
! has spam || printf 'version: rspamd %s\n' "$(rspamd --version | awk '{ print $NF; exit }')"
! has virus || printf 'version: clamav %s\n' "$(clamd --version | sed 's/^ClamAV //')"
printf 'version: openssl %s\n' "$(openssl version | cut -d ' ' -f 2)"

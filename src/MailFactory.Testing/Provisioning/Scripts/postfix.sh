#!/bin/sh
# Writes Postfix's tables, main.cf and master.cf.
. ./lib.sh
quickly

settings=/etc/postfix
[ -e "$settings/main.cf" ] || : | put 644 root root "$settings/main.cf"
before=$(cat "$settings/main.cf" "$settings/master.cf" | sha256sum)

# Where there is no IPv6, the shipped main.cf of some distros makes every call of postconf fail, this one too.
postconf -e inet_protocols=ipv4 2>/dev/null || sed -i 's/^inet_protocols[[:space:]]*=.*/inet_protocols = ipv4/' "$settings/main.cf"

# The table type differs between distros and releases, so Postfix is asked.
type=$(postconf -h default_database_type)
case $type in
hash | btree) ending=db ;;
*) ending=$type ;;
esac
for table in mailboxes aliases senders transport; do
    put 644 root root "$settings/$table" <"table.$table"
    if [ "$replaced" = yes ] || ! [ -e "$settings/$table.$ending" ]; then
        (umask 022 && postmap "$type:$settings/$table")
    fi
done
put 644 root root "$settings/headers" <headers

set --
while IFS= read -r parameter; do
    set -- "$@" "$parameter"
done <main.cf

# The installed version's own defaults, of which a lower level gives warnings. Levels have had a dot since 3.6.
version=$(postconf -h mail_version)
case $version in
2.* | 3.[0-5].*) set -- "$@" compatibility_level=2 ;;
*) set -- "$@" "compatibility_level=$(printf '%s\n' "$version" | sed 's/^\([0-9]*\.[0-9]*\).*/\1/')" ;;
esac

# RFC 5321 section 4.1.1.4 (SMTP smuggling); older versions do not know the parameter, and of those that do some know only yes
# and no: a value that is not known would end every session.
if postconf -d smtpd_forbid_bare_newline 2>/dev/null | grep -q =; then
    set -- "$@" smtpd_forbid_bare_newline=yes
fi

# A scanner that does not answer puts mail off; a mail that nobody looked at must not pass for one that was found clean.
milters=
! has spam || milters=inet:127.0.0.1:11332
! has virus || milters="$milters inet:127.0.0.1:7357"
set -- "$@" "smtpd_milters=$milters" non_smtpd_milters= milter_default_action=tempfail

# Dovecot says at RCPT whether the mailbox is full; later there is only a bounce.
full=
! has quota || full=check_policy_service,unix:private/quota-status
# While Dovecot is away mail is taken and waits in the queue, as it does without a quota.
set -- "$@" "smtpd_recipient_restrictions=$full" smtpd_policy_service_default_action=DUNNO
postconf -e "$@"

# Port 465 has two names and, in the services of Enterprise Linux 9, only the older one, so Postfix 3.5 would not start at all:
# the number works everywhere. Two services cannot share a port.
for name in smtps submissions; do
    [ -z "$(postconf -M "$name/inet" 2>/dev/null)" ] || postconf -MX "$name/inet"
done
# In a chroot or not, as the distro runs port 25.
chroot=$(postconf -M smtp/inet | awk '{ print $5 }')
postconf -M "submission/inet=submission inet n - $chroot - - smtpd" "465/inet=465 inet n - $chroot - - smtpd"

set --
for service in submission 465; do
    while IFS= read -r parameter; do
        set -- "$@" "$service/inet/$parameter"
    done <master.cf
done
postconf -P "$@" \
    submission/inet/syslog_name=postfix/submission submission/inet/smtpd_tls_security_level=encrypt \
    465/inet/syslog_name=postfix/submissions 465/inet/smtpd_tls_wrappermode=yes \
    "submission/inet/smtpd_recipient_restrictions=$full" "465/inet/smtpd_recipient_restrictions=$full"

[ "$before" = "$(cat "$settings/main.cf" "$settings/master.cf" | sha256sum)" ] || changed "$settings/{main,master}.cf"
# What verify compares: nothing may write these files behind our back.
mkdir -p /var/lib/mail-factory
cat "$settings/main.cf" "$settings/master.cf" | sha256sum | put 600 root root /var/lib/mail-factory/postfix.sha256

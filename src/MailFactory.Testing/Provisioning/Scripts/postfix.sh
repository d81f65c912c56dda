#!/bin/sh
# Writes Postfix's tables, main.cf and master.cf.
. ./lib.sh

settings=/etc/postfix
[ -e "$settings/main.cf" ] || : | put 644 root root "$settings/main.cf"
before=$(cat "$settings/main.cf" "$settings/master.cf" | sha256sum)

# The table type differs between distros and releases, so Postfix is asked.
type=$(postconf -h default_database_type)
for table in mailboxes aliases senders transport; do
    put 644 root root "$settings/$table" <"table.$table"
    if [ "$replaced" = yes ] || ! [ -e "$settings/$table.db" ] && ! [ -e "$settings/$table.lmdb" ]; then
        (umask 022 && postmap "$type:$settings/$table")
    fi
done

set --
while IFS= read -r parameter; do
    set -- "$@" "$parameter"
done <main.cf

# Levels have had a dot since 3.6; a level higher than the installed version is refused.
case $(postconf -h mail_version) in
2.* | 3.[0-5].*) set -- "$@" compatibility_level=2 ;;
*) set -- "$@" compatibility_level=3.6 ;;
esac

# RFC 5321 section 4.1.1.4 (SMTP smuggling); older versions do not know the parameter.
if postconf -d smtpd_forbid_bare_newline 2>/dev/null | grep -q =; then
    set -- "$@" smtpd_forbid_bare_newline=normalize
fi
postconf -e "$@"

# Older releases call the service smtps; two services cannot share a port.
if [ -n "$(postconf -M smtps/inet 2>/dev/null)" ]; then
    postconf -MX smtps/inet
fi
postconf -M \
    submission/inet='submission inet n - y - - smtpd' \
    submissions/inet='submissions inet n - y - - smtpd'

set --
for service in submission submissions; do
    while IFS= read -r parameter; do
        set -- "$@" "$service/inet/$parameter"
    done <master.cf
    set -- "$@" "$service/inet/syslog_name=postfix/$service"
done
postconf -P "$@" submission/inet/smtpd_tls_security_level=encrypt submissions/inet/smtpd_tls_wrappermode=yes

[ "$before" = "$(cat "$settings/main.cf" "$settings/master.cf" | sha256sum)" ] || changed "$settings/{main,master}.cf"

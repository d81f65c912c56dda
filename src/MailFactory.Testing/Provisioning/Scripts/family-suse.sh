#!/bin/sh
# openSUSE and SUSE. "dovecot" is an empty package there, whose content any of several may provide, so that one is named.
manager=zypper
packages="postfix dovecot dovecot23 openssl diffutils"
mail_root=/var/vmail

sieve_packages=
quota_packages=

# SUSE's unit writes main.cf and master.cf anew from /etc/sysconfig at its first start, unless it finds this mark.
before_packages() {
    mkdir -p /var/adm
    [ -e /var/adm/postfix.configured ] || : >/var/adm/postfix.configured
}

after_packages() {
    if grep -q '^MAIL_CREATE_CONFIG=' /etc/sysconfig/mail 2>/dev/null; then
        sed 's/^MAIL_CREATE_CONFIG=.*/MAIL_CREATE_CONFIG="no"/' /etc/sysconfig/mail | put 644 root root /etc/sysconfig/mail
    fi
}

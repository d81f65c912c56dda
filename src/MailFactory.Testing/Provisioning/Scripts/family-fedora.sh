#!/bin/sh
# Fedora and everything like it: Dovecot's package holds IMAP, POP3 and LMTP. diffutils has cmp, which a minimal system lacks.
manager=dnf
packages="postfix dovecot openssl diffutils"
# Below a folder that SELinux's policy gives to mail already: no label has to be added, which semanage would be needed for.
mail_root=/var/spool/mail/vmail

sieve_packages=dovecot-pigeonhole
quota_packages=

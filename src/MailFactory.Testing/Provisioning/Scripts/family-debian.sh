#!/bin/sh
# Debian and everything like it.
manager=apt
packages="postfix dovecot-imapd dovecot-pop3d dovecot-lmtpd openssl"
mail_root=/var/vmail

#!/bin/sh
# Creates the owner of all mailboxes and the file of users that Dovecot authenticates.
. ./lib.sh
. ./family.sh
quickly

getent group vmail >/dev/null || groupadd --gid 5000 vmail
if ! getent passwd vmail >/dev/null; then
    useradd --uid 5000 --gid vmail --no-create-home --home-dir "$mail_root" --shell /usr/sbin/nologin vmail
    changed "user vmail"
fi
[ -d "$mail_root" ] || install -d -m 750 -o vmail -g vmail "$mail_root"

# A known user keeps the salt, so that the same password gives the same line again. Passwords stay off command lines:
# printf is part of the shell.
users=/etc/dovecot/users
touch -a "$users"
while IFS='	' read -r address password; do
    salt=$(awk -F: -v address="$address" '$1 == address { split($2, part, "$"); print part[3] }' "$users")
    hash=$(printf '%s\n' "$password" | openssl passwd -6 -stdin ${salt:+-salt "$salt"})
    printf '%s:{SHA512-CRYPT}%s\n' "$address" "$hash"
done <passwords | put 640 root dovecot "$users"

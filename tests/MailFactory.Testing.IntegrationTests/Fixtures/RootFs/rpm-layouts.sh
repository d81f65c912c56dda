#!/bin/sh
# rpm-layouts.sh: runs in a Debian root file system with Postfix, Dovecot and rpm's tools. Turns Debian's binaries into packages
# in the layout of Fedora and of openSUSE (names, folders, users, units, what their main.cf says), signs them, makes repositories
# of them below /srv/www as the distros' servers have them, and takes Debian's own packages away.
set -eu
export HOME=/root LC_ALL=C
work=/srv/work
mkdir -p "$work" /etc/rpm

# rpm's own folder for its database; Debian has another one.
echo '%_dbpath /var/lib/rpm' >/etc/rpm/macros
cat >>/etc/rpm/macros <<'MACROS'
%__gpg /usr/bin/gpg
%_gpg_name packages@example.org
%__os_install_post %{nil}
%debug_package %{nil}
%_build_id_links none
%_topdir /srv/work/rpmbuild
MACROS
gpg --batch --quiet --passphrase '' --quick-generate-key 'Packages <packages@example.org>' rsa2048 sign never
gpg --batch --armor --export packages@example.org >/srv/packages.key

# take PACKAGE ROOT: copies what Debian's package installed, without manuals.
take() {
    dpkg -L "$1" | grep -v '^/lib\|^/usr/share/\(man\|doc\|lintian\|bug\|apport\)' | while read -r path; do
        if [ -h "$path" ] || [ -f "$path" ]; then
            mkdir -p "$2${path%/*}"
            cp -a "$path" "$2$path"
        fi
    done
}

# pack FOLDER NAME ROOT [LINES]: builds a signed package of everything below ROOT; LINES go into its description.
pack() {
    {
        printf 'Name: %s\nVersion: 1\nRelease: 1\nSummary: %s\nLicense: none\nAutoReqProv: no\n%s\n\n%%description\n%s\n\n%%files\n' "$2" "$2" "${4:-}" "$2"
        (cd "$3" && find . -type f -o -type l) | sed 's,^\.,,' | awk '
            /sbin\/post(drop|queue)$/ { print "%attr(2755,root,%{group}) " $0; next }
            /^\/etc\/(postfix|dovecot|sysconfig)\// && !/\/system\// { print "%config(noreplace) " $0; next }
            { print }'
    } >"$work/$2.spec"
    rpmbuild --quiet -bb --buildroot "$3.root" --define "group $group" --define "_rpmdir $1" --define "prepared $3" "$work/$2.spec"
}

postfix_users='%%pre\ngetent group %s >/dev/null || groupadd -r %s\ngetent passwd postfix >/dev/null || useradd -r -d /var/spool/postfix -s /sbin/nologin postfix\n%%post\ninstall -d /var/spool/postfix\ninstall -d -m 700 -o postfix /var/lib/postfix\n'
dovecot_users='%%pre\nfor user in dovecot dovenull; do getent passwd $user >/dev/null || useradd -r -d /var/empty -s /sbin/nologin $user; done\n'
install='%%install\nmkdir -p %%{buildroot}\ncp -a %%{prepared}/. %%{buildroot}/\n'

# unit NAME ROOT: a unit that starts nothing by itself.
unit() {
    mkdir -p "$2/usr/lib/systemd/system"
    printf '[Unit]\nDescription=%s\n[Service]\nExecStart=/usr/sbin/%s start\n[Install]\nWantedBy=multi-user.target\n' "$1" "$1" >"$2/usr/lib/systemd/system/$1.service"
}

# postfix_root ROOT DAEMONS: Debian's Postfix with its daemons in another folder and without a chroot.
postfix_root() {
    take postfix "$1"
    take postfix-lmdb "$1"
    mkdir -p "$1${2%/*}"
    mv "$1/usr/lib/postfix/sbin" "$1$2"
    rm -rf "$1/etc/init.d" "$1/etc/network" "$1/etc/ppp" "$1/etc/resolvconf" "$1/usr/lib/systemd" "$1/etc/insserv.conf.d"
    cp -a /etc/postfix/dynamicmaps.cf /etc/postfix/postfix-files "$1/etc/postfix/"
    awk '/^[^#[:space:]]/ && $5 == "y" { $5 = "n" } { print }' /usr/share/postfix/master.cf.dist >"$1/etc/postfix/master.cf"
    unit postfix "$1"
}

dovecot_root() {
    for package in dovecot-core dovecot-imapd dovecot-pop3d dovecot-lmtpd; do
        take "$package" "$1"
    done
    rm -rf "$1/etc/init.d" "$1/etc/ufw" "$1/usr/lib/systemd"
    mkdir -p "$1/etc/dovecot"
    cp /usr/share/dovecot/dovecot.conf "$1/etc/dovecot/"
    unit dovecot "$1"
}

# names FOLDER NAME...: packages of things that the root file system has already, by their names alone.
names() {
    folder=$1
    shift
    for name; do
        mkdir -p "$work/$name/usr/share/doc/$name"
        echo "$name" >"$work/$name/usr/share/doc/$name/README"
        pack "$folder" "$name" "$work/$name" "$(printf "$install")"
    done
}

# What packages with scripts need.
shell() { pack "$1" bash "$work/bash" "$(printf "Provides: /bin/sh\n$install")"; }

# Fedora and Enterprise Linux: everything of Dovecot in one package, loopback only, no chroot.
fedora() {
    group=postdrop
    root=$work/fedora
    postfix_root "$root-postfix" /usr/libexec/postfix
    cat >"$root-postfix/etc/postfix/main.cf" <<'MAIN'
compatibility_level = 2
queue_directory = /var/spool/postfix
command_directory = /usr/sbin
daemon_directory = /usr/libexec/postfix
data_directory = /var/lib/postfix
shlib_directory = /usr/lib/postfix
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = localhost
inet_protocols = all
mydestination = $myhostname, localhost.$mydomain, localhost
alias_maps = hash:/etc/aliases
alias_database = hash:/etc/aliases
smtpd_tls_cert_file = /etc/pki/tls/certs/postfix.pem
smtpd_tls_key_file = /etc/pki/tls/private/postfix.key
smtpd_tls_security_level = may
smtp_tls_CAfile = /etc/pki/tls/certs/ca-bundle.crt
MAIN
    dovecot_root "$root-dovecot"
    app=/srv/www/fedora/AppStream
    base=/srv/www/fedora/BaseOS
    pack "$app" postfix "$root-postfix" "$(printf "$install$postfix_users" postdrop postdrop)"
    pack "$app" dovecot "$root-dovecot" "$(printf "$install$dovecot_users")"
    names "$base" openssl diffutils
    shell "$base"
}

# openSUSE Leap: tables are lmdb, some that main.cf names do not exist, Dovecot's package is empty and a unit rewrites main.cf.
suse() {
    group=maildrop
    root=$work/suse
    postfix_root "$root-postfix" /usr/lib/postfix/bin
    cat >"$root-postfix/etc/postfix/main.cf" <<'MAIN'
default_database_type = lmdb
queue_directory = /var/spool/postfix
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/bin/
data_directory = /var/lib/postfix
shlib_directory = /usr/lib/postfix
mail_owner = postfix
setgid_group = maildrop
inet_interfaces = localhost
mynetworks_style = subnet
relay_domains = $mydestination, lmdb:/etc/postfix/relay
canonical_maps = lmdb:/etc/postfix/canonical
relocated_maps = lmdb:/etc/postfix/relocated
sender_canonical_maps = lmdb:/etc/postfix/sender_canonical
transport_maps = lmdb:/etc/postfix/transport
smtpd_sender_restrictions = lmdb:/etc/postfix/access
smtpd_recipient_restrictions = permit_mynetworks,reject_unauth_destination
smtpd_helo_required = no
smtpd_sasl_type = cyrus
message_size_limit = 0
MAIN
    mkdir -p "$root-postfix/etc/sysconfig" "$root-postfix/etc/postfix/system"
    printf '## Type: yesno\nMAIL_CREATE_CONFIG="yes"\nSMTPD_LISTEN_REMOTE="no"\n' >"$root-postfix/etc/sysconfig/mail"
    cat >"$root-postfix/etc/postfix/system/config_postfix" <<'CONFIG'
#!/bin/sh
[ ! -e /var/adm/postfix.configured ] || exit 0
postconf -e inet_interfaces=localhost smtpd_sasl_type=cyrus
mkdir -p /var/adm && : >/var/adm/postfix.configured
CONFIG
    chmod 755 "$root-postfix/etc/postfix/system/config_postfix"
    dovecot_root "$root-dovecot23"
    oss=/srv/www/distribution/leap/15.6/repo/oss
    pack "$oss" postfix "$root-postfix" "$(printf "$install$postfix_users" maildrop maildrop)"
    pack "$oss" dovecot23 "$root-dovecot23" "$(printf "Provides: dovecot-implementation\n$install$dovecot_users")"
    names "$oss" openssl diffutils dovecot
    shell "$oss"
    for part in sle backports; do
        mkdir -p "/srv/www/update/leap/15.6/$part"
    done
}

mkdir -p "$work/bash/usr/share/doc/bash"
echo bash >"$work/bash/usr/share/doc/bash/README"
fedora
suse
find /srv/www -name '*.rpm' -exec rpmsign --addsign {} + >/dev/null
for repository in /srv/www/fedora/* /srv/www/distribution/leap/15.6/repo/oss /srv/www/update/leap/15.6/*; do
    createrepo_c --quiet "$repository"
    gpg --batch --armor --detach-sign "$repository/repodata/repomd.xml"
    cp /srv/packages.key "$repository/repodata/repomd.xml.key"
done
# Not an ISO: not every kernel that tests run on can mount one. What is in it is what counts.
mksquashfs /srv/www/fedora /srv/disc.img -quiet -no-progress >/dev/null
gpgconf --kill all
rm -rf "$work"

# What is left of Debian are the libraries.
dpkg --purge --force-all postfix postfix-lmdb dovecot-imapd dovecot-pop3d dovecot-lmtpd dovecot-core >/dev/null
rm -rf /etc/postfix /etc/dovecot /usr/lib/postfix /usr/lib/dovecot /var/spool/postfix /var/lib/postfix
for user in postfix dovecot dovenull; do
    ! getent passwd "$user" >/dev/null || userdel "$user"
done
! getent group postdrop >/dev/null || groupdel postdrop
rm -f /etc/debian_version /etc/apt/sources.list.d/*
mkdir -p /etc/yum.repos.d /etc/zypp/repos.d /etc/pki/rpm-gpg

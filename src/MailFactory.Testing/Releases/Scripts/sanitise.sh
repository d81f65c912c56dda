#!/bin/sh
# The last act on a copy of an archived disk: takes away everything that belongs to the run that installed it, proves that
# by searching every file for it, and powers the machine off with its file systems already read-only.
# Standard input: the run's public SSH key without type and comment, one line. Argument: the user it belongs to.
set -eu

user=$1
read -r key
home=$(getent passwd "$user" | cut -d: -f6)
hash=$(getent shadow "$user" | cut -d: -f2)
name=$(hostname)
id=$(cat /etc/machine-id)
boot='/boot /efi' modules=/lib/modules
patterns=/run/mailfactory-patterns
# Not in memory: an initramfs may be larger than a small machine has.
unpacked=/var/tmp/mailfactory-initramfs

# Nothing may write its state or a log behind our back.
stop() {
    for unit in "$@"; do
        systemctl stop "$unit" >/dev/null 2>&1 || true
    done
}

first_boot() {
    mkdir -p /etc/mailfactory /usr/local/sbin
    echo "$user" >/etc/mailfactory/user
    install -m 755 "$0.first-boot" /usr/local/sbin/mailfactory-first-boot
    install -m 644 "$0.service" /etc/systemd/system/mailfactory-first-boot.service
    if command -v restorecon >/dev/null 2>&1; then
        restorecon -R /etc/mailfactory /usr/local/sbin /etc/systemd/system
    fi
    systemctl daemon-reload
    systemctl enable mailfactory-first-boot.service 2>/dev/null
}

# No password, of anybody: a hash could be guessed from the image. Copies of the old files go too.
lock_accounts() {
    getent shadow | cut -d: -f1 | while IFS= read -r account; do
        case $(getent shadow "$account" | cut -d: -f2) in
        '!'* | '*'*) ;;
        *) usermod -p '!' "$account" ;;
        esac
    done
    usermod -p '!' "$user"
    rm -f /etc/shadow- /etc/gshadow- /etc/passwd- /etc/group-
}

# What starts before the root file system is there has a copy of its own: dracut, which fits an initramfs to its host, takes
# machine-id and host name along (99base and 00systemd of dracut), and a machine that finds an identifier there keeps it.
# Each image is made anew in its place, as dracut would look elsewhere for it: the folders of boot entries have the identifier
# in their names.
forget_initramfs() {
    command -v lsinitrd >/dev/null 2>&1 && command -v dracut >/dev/null 2>&1 || return 0
    initramfs | while IFS= read -r image; do
        if initramfs_holds "$image"; then
            kernel=$(kernel_of "$image")
            if [ -n "$kernel" ]; then
                echo "making $image anew"
                dracut --quiet --force "$image" "$kernel"
            else
                rm -f "$image"
            fi
        fi
    done
}

initramfs() {
    # shellcheck disable=SC2086
    find $boot -type f \( -name 'initramfs-*' -o -name 'initrd-*' -o -name 'initrd.img-*' -o -name initrd \) 2>/dev/null || true
}

# Whether an image has the identifier, the host name, the key or the password. The name alone may be a word of any kind, so it
# counts only where names of hosts are.
initramfs_holds() {
    rm -rf "$unpacked"
    mkdir -m 700 "$unpacked"
    if command -v lsinitrd >/dev/null 2>&1; then
        (cd "$unpacked" && lsinitrd --unpack "$1" >/dev/null 2>&1) || true
    elif command -v unmkinitramfs >/dev/null 2>&1; then
        unmkinitramfs "$1" "$unpacked" >/dev/null 2>&1 || true
    fi
    holds=1
    if [ -z "$(find "$unpacked" -path '*/etc/*' -print -quit)" ]; then
        echo "cannot look into $1" >&2
        holds=0
    elif grep -rqF -f "$patterns" "$unpacked"; then
        holds=0
    elif [ "$name" != localhost ] && [ -n "$(find "$unpacked" \( -name hostname -o -name hosts \) -type f -exec grep -lwF -e "$name" {} +)" ]; then
        holds=0
    fi
    rm -rf "$unpacked"
    return "$holds"
}

# The version of the kernel that an image belongs to: a part of its own name or of its folder's, which has modules.
kernel_of() {
    for folder in "$modules"/*; do
        version=${folder##*/}
        case $1 in
        *"/$version/"* | *"-$version" | *"-$version.img") echo "$version" && return ;;
        esac
    done
}

# A boot entry is named after the identifier, which is no secret, and finds its kernel by that name. But an entry can also tell
# the machine which identifier it has (systemd.machine_id= in kernel-command-line(7)), and then every copy would have the same.
forget_entries() {
    # shellcheck disable=SC2086
    find $boot /etc/kernel/cmdline /etc/default/grub -type f \( -path '*/loader/entries/*.conf' -o -name cmdline -o -name grub -o -name grub.cfg \) 2>/dev/null | while IFS= read -r entry; do
        if grep -qF -e "$id" "$entry"; then
            sed -i -e "s/[[:space:]]*systemd\.machine_id=$id//g" -e "/^machine-id[[:space:]]*$id/d" "$entry"
        fi
    done
}

forget_identity() {
    rm -f /etc/ssh/ssh_host_* /var/lib/dbus/machine-id /etc/hostid /etc/nvme/hostid /etc/nvme/hostnqn /etc/iscsi/initiatorname.iscsi
    rm -f /var/lib/systemd/random-seed /var/lib/systemd/credential.secret /loader/random-seed /boot/loader/random-seed /boot/efi/loader/random-seed
    rm -rf /var/lib/fwupd/pki /var/lib/fwupd/gnupg
    rm -f /var/lib/NetworkManager/secret_key /var/lib/NetworkManager/seen-bssids /var/lib/NetworkManager/timestamps
    : >/etc/machine-id
    ln -sf /etc/machine-id /var/lib/dbus/machine-id 2>/dev/null || true
    echo localhost >/etc/hostname
    if [ "$name" != localhost ] && [ -f /etc/hosts ]; then
        sed -i "/[[:space:]]$name\([[:space:].]\|\$\)/d" /etc/hosts
    fi
}

forget_access() {
    rm -rf "$home/.ssh" /root/.ssh
    rm -f /etc/cloud/cloud.cfg.d/99-installer.cfg /etc/cloud/cloud.cfg.d/*installer*user*
    rm -rf /var/lib/cloud
    if [ -d /etc/cloud ]; then
        # What it would do at first boot is ours to do; a NoCloud seed can enable it again.
        touch /etc/cloud/cloud-init.disabled
    fi
}

forget_history() {
    for folder in "$home" /root; do
        rm -f "$folder"/.*_history "$folder"/.lesshst "$folder"/.viminfo "$folder"/.wget-hsts "$folder"/.sudo_as_admin_successful
        rm -rf "$folder"/.cache
    done
    rm -f /root/*ks*.cfg /root/autoinst.xml /root/ks-post.log
    rm -rf /root/inst-sys /var/adm/autoinstall /var/lib/autoinstall /var/log/installer /var/log/anaconda /var/log/YaST2 /var/log/journal/*
    find /var/log -type f -exec rm -f {} +
    rm -f /var/lib/wtmpdb/* /var/lib/lastlog/*
    rm -rf /var/tmp/* /var/mail/* /var/spool/mail/* /var/crash/* /var/lib/systemd/coredump/*
    rm -f /var/cache/debconf/*-old /var/lib/sudo/lectured/* /var/lib/sudo/ts/*
    rm -f /var/lib/dhcp/* /var/lib/dhcpcd/* /var/lib/dhclient/* /var/lib/NetworkManager/*.lease /var/lib/wicked/* /var/lib/systemd/network/*
}

forget_packages() {
    if command -v apt-get >/dev/null 2>&1; then
        apt-get clean
        rm -rf /var/lib/apt/lists/*
    fi
    rm -rf /var/cache/dnf/* /var/cache/libdnf5/* /var/cache/zypp/*
}

# What was swapped out may be anything; the partition keeps its identifier, by which /etc/fstab finds it.
forget_swap() {
    awk '$2 == "partition" { print $1 }' /proc/swaps | while IFS= read -r device; do
        uuid=$(blkid -s UUID -o value "$device")
        swapoff "$device"
        blkdiscard "$device" || dd if=/dev/zero of="$device" bs=1M 2>/dev/null || true
        mkswap -U "$uuid" "$device" >/dev/null
    done
}

# Passwords that debconf keeps until they were used.
forget_answers() {
    if [ -f /var/cache/debconf/passwords.dat ]; then
        : >/var/cache/debconf/passwords.dat
    fi
}

# What must not be anywhere: the key, the password's hash and the machine's old identifier.
write_patterns() {
    (umask 077 && printf '%s\n' "$key" "$id" >"$patterns")
    case $hash in
    '$'*) printf '%s\n' "$hash" >>"$patterns" ;;
    esac
}

# Files of real file systems that hold one of them, and each initramfs that does, compressed as it is. In boot entries the
# identifier is all right as a part of a path, and as the name of the rescue system.
holders() {
    findmnt -rno TARGET -t ext4,ext3,xfs,btrfs,vfat | while IFS= read -r mounted; do
        find "$mounted" -xdev -type f -not -path '*/loader/*' -not -path "$patterns" -exec grep -lF -f "$patterns" {} + || true
        find "$mounted" -xdev -type f -path '*/loader/*' | while IFS= read -r entry; do
            if sed -e "s|/$id||g" -e "s|0-rescue-$id||g" "$entry" | grep -qF -f "$patterns"; then
                printf '%s\n' "$entry"
            fi
        done
    done
    initramfs | while IFS= read -r image; do
        if initramfs_holds "$image"; then
            printf '%s\n' "$image"
        fi
    done
}

# Programs make keys of their own at their first start; whoever has the image would have them too.
private_keys() {
    find "$@" -xdev -type f -size -64k -exec grep -lE -e '^-----BEGIN ([A-Z]+ )?PRIVATE KEY-----' {} + || true
}

# The proof.
search() {
    found=$(holders)
    rm -f "$patterns"
    if [ -n "$found" ]; then
        echo "still holds the run's key, password, identifier or host name: $found" >&2
        exit 1
    fi
    secrets=$(private_keys /etc /var/lib /root /home)
    if [ -n "$secrets" ]; then
        echo "still holds private keys: $secrets" >&2
        exit 1
    fi
    left=$(ls /etc/ssh/ssh_host_* 2>/dev/null || true)
    if [ -n "$left" ] || [ -s /etc/machine-id ]; then
        echo "still has an identity: $left $(cat /etc/machine-id)" >&2
        exit 1
    fi
}

# Deleting leaves the bytes; trimming takes them away, as the disk is an overlay in clusters of a block each. It has to be done
# for every file system, or the image is not fit to be released. What was freed becomes free with the journal's next commit.
trim() {
    sync
    sleep 2
    findmnt -rno SOURCE,TARGET -t ext4,ext3,xfs,btrfs,vfat | sed 's/\[[^]]*\]//' | sort -u -k1,1 | while read -r _ mounted; do
        fstrim "$mounted"
    done
    sync
}

# Read-only first, so that a shutdown cannot write logs, seeds and leases again; the power goes off after the answer to this
# command has left.
power_off() {
    setsid sh -c 'sleep 3; echo s >/proc/sysrq-trigger; sleep 2; echo u >/proc/sysrq-trigger; sleep 5; echo o >/proc/sysrq-trigger' </dev/null >/dev/null 2>&1 &
}

first_boot
stop rsyslog.service syslog.socket auditd.service cron.service crond.service systemd-random-seed.service
stop systemd-journald.socket systemd-journald-dev-log.socket systemd-journald-audit.socket systemd-journald.service
lock_accounts
forget_access
forget_history
forget_packages
forget_answers
forget_swap
write_patterns
forget_identity
forget_entries
forget_initramfs
rm -f "$0" "$0.first-boot" "$0.service"
search
trim
power_off
echo sanitised

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

forget_identity() {
    rm -f /etc/ssh/ssh_host_* /var/lib/dbus/machine-id /etc/hostid /etc/nvme/hostid /etc/nvme/hostnqn /etc/iscsi/initiatorname.iscsi
    rm -f /var/lib/systemd/random-seed /var/lib/systemd/credential.secret /loader/random-seed /boot/loader/random-seed /boot/efi/loader/random-seed
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

# The proof: no file of any real file system holds the key, the password's hash or the machine's old identifier.
search() {
    patterns=/run/mailfactory-patterns
    (umask 077 && printf '%s\n' "$key" "$id" >$patterns)
    case $hash in
    '$'*) printf '%s\n' "$hash" >>$patterns ;;
    esac
    found=$(findmnt -rno TARGET -t ext4,ext3,xfs,btrfs,vfat | while IFS= read -r mounted; do
        # Boot entries are named after the identifier, which is no secret, and their kernels are found by those names.
        find "$mounted" -xdev -type f -not -path '*/loader/*' -exec grep -lF -f $patterns {} + || true
    done)
    rm -f $patterns
    if [ -n "$found" ]; then
        echo "still holds the run's key, password or identifier: $found" >&2
        exit 1
    fi
    left=$(ls /etc/ssh/ssh_host_* 2>/dev/null || true)
    if [ -n "$left" ] || [ -s /etc/machine-id ]; then
        echo "still has an identity: $left $(cat /etc/machine-id)" >&2
        exit 1
    fi
}

# Deleting leaves the bytes, and a trimmed disk keeps what is smaller than a cluster of the image. Zeros do not make the image
# larger: QEMU turns them into holes. Without copy-on-write, btrfs does not compress them, which would never fill the disk.
overwrite_free_space() {
    findmnt -rno SOURCE,TARGET -t ext4,ext3,xfs,btrfs | sed 's/\[[^]]*\]//' | sort -u -k1,1 | while read -r _ mounted; do
        : >"$mounted/.zeros"
        chattr +C "$mounted/.zeros" 2>/dev/null || true
        dd if=/dev/zero of="$mounted/.zeros" bs=1M 2>/dev/null || true
        sync
        rm -f "$mounted/.zeros"
    done
}

# Read-only first, so that a shutdown cannot write logs, seeds and leases again; the power goes off after the answer to this
# command has left.
power_off() {
    sync
    fstrim --all || true
    sync
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
forget_identity
rm -f "$0" "$0.first-boot" "$0.service"
search
overwrite_free_space
power_off
echo sanitised

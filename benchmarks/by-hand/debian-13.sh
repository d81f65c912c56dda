#!/bin/bash
# Debian 13 from the netboot package to a mail server, as somebody would do it by hand: public commands only, QEMU's flags and the preseed
# that one writes down from the manuals, nothing tuned. It is what `Test --distro debian-13` is measured against, side by side, and prints
# the seconds of each of its parts.
#
#   debian-13.sh FOLDER      an empty folder for everything it makes (5 GB)
#
# Needs root for nothing; curl, dpkg-dev (dpkg-deb, ar), cpio, xz, gzip, openssl, qemu, qemu-img, ssh. MIRROR is a Debian mirror (http).
# It checks digests of nothing but what apt and debootstrap check in the guest. Where the mirror lacks installer components, they are made
# of the release's ordinary packages; that part is timed by itself ("stand-ins") and belongs to no comparison.
set -euo pipefail

[ $# -eq 1 ] || { sed -n '2,11s/^# \{0,1\}//p' "$0" >&2; exit 3; }
mkdir -p "$1"
cd "$1"
mirror=${MIRROR:-http://deb.debian.org/debian}
suite=trixie
# Installer components: the other name of the release, as trixie's index may be older than its pool while a mirror is in mid-update.
udeb_suite=stable
host=${mirror#http://} path=/${mirror#http://*/}
host=${host%%/*}
accelerator=tcg,thread=multi,tb-size=512
cpu=max
memory=2048
port=${PORT:-2222}
pid=

trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null || true' EXIT
trap 'exit 130' INT TERM

began=$(date +%s.%N)
last=$began
# part NAME: the seconds since the last part ended.
part() {
    now=$(date +%s.%N)
    printf '%-12s %8.1f s\n' "$1" "$(echo "$now - $last" | bc)" | tee -a parts.txt
    last=$now
}
fetch() { curl -fsS --retry 3 -o "${1##*/}" "$mirror/$1"; }
# field FIELD PACKAGE INDEX: of the first such package.
field() { awk -v f="$1:" -v p="$2" '/^Package: /{n=$2} n==p && $1==f {sub(/^[^ ]* /,""); print; exit}' "$3"; }

# --- download -----------------------------------------------------------------------------------------------------------------------
curl -fsS "$mirror/dists/$suite/main/binary-amd64/Packages.xz" | xz -dc >Packages
curl -fsS "$mirror/dists/$udeb_suite/main/debian-installer/binary-amd64/Packages.xz" | xz -dc >Packages.udeb
netboot=$(field Filename debian-installer-13-netboot-amd64 Packages)
fetch "$netboot"
dpkg-deb -x "${netboot##*/}" netboot
images=netboot/usr/lib/debian-installer/images/13/amd64/text/debian-installer/amd64
part download

# --- stand-ins for the components that the mirror lacks ------------------------------------------------------------------------------
mkdir -p initrd
(cd initrd && gzip -dc "../$images/initrd.gz" | cpio -idm --quiet 2>/dev/null) || true
abi=$(ls initrd/usr/lib/modules)
mkdir -p extra/supplement
udeb() { # udeb NAME VERSION PROVIDES TREE
    local work
    work=$(mktemp -d -p .)
    {
        printf 'Package: %s\nVersion: %s\nArchitecture: amd64\nMaintainer: nobody <nobody@localhost>\nSection: debian-installer\n' "$1" "$2"
        printf 'Priority: optional\n'
        [ -z "$3" ] || printf 'Provides: %s\n' "$3"
        printf 'Description: stand-in\n'
    } >"$work/control"
    echo 2.0 >"$work/debian-binary"
    tar --format=ustar --owner=0 --group=0 -C "$work" -czf "$work/control.tar.gz" ./control
    tar --format=ustar --owner=0 --group=0 -C "$4" -czf "$work/data.tar.gz" .
    (cd "$work" && ar rc out.udeb debian-binary control.tar.gz data.tar.gz)
    mv "$work/out.udeb" "extra/supplement/$1.udeb"
    rm -r "$work"
}
lacks() { ! curl -fsSI -o /dev/null "$mirror/$(field Filename "$1" Packages.udeb)" 2>/dev/null; }
mkdir -p empty
modprobe=
anna=
kernel_udebs=$(awk '/^Package: /{print $2}' Packages.udeb | grep -- "-modules-$abi-di\$" || true)
probe=$(echo "$kernel_udebs" | grep -m 1 '^ext4-modules\|^md-modules' || true)
if [ -z "$probe" ] || lacks "$probe"; then
    image=$(field Filename "linux-image-$abi" Packages)
    version=$(field Version "linux-image-$abi" Packages)
    fetch "$image"
    dpkg-deb -x "${image##*/}" kernel
    mkdir -p modules
    (cd kernel && find . -name '*.ko*' | grep -E \
        '/kernel/((fs/(fat|nls|efivarfs|isofs|jbd2|ext4)|drivers/(md|dax|cdrom)|crypto|lib)/|.*/(jbd2|mbcache|ext4|crc16|virtio_blk|virtio_scsi|sd_mod|sr_mod|scsi_mod|scsi_common|libata|libahci|ahci|ata_piix|loop)\.ko)' \
        | cpio -pdm --quiet ../modules)
    # Where the index has moved on to another kernel, its names are those of that one.
    [ -n "$kernel_udebs" ] || kernel_udebs=$(awk '/^Package: .*-modules-.*-amd64-di$/{print $2}' Packages.udeb | sed "s/-modules-.*/-modules-$abi-di/" | sort -u)
    tree=modules
    for name in $kernel_udebs; do
        ! grep -q "^Package: $name\$" initrd/var/lib/dpkg/status || continue
        other=$(field Package "$name" Packages.udeb)
        [ -n "$other" ] || other=$(awk '/^Package: /{print $2}' Packages.udeb | grep "^${name%%-modules-*}-modules-.*-amd64-di\$" | head -1)
        udeb "$name" "$version" "$(field Provides "$other" Packages.udeb)" "$tree"
        tree=empty
    done
    modprobe='depmod -a; modprobe -a virtio_blk ext4 dm-mod md-mod loop;'
    anna="d-i anna/no_kernel_modules boolean true"
fi
if lacks e2fsprogs-udeb; then
    mkdir -p e2fs
    for name in e2fsprogs libext2fs2t64 libcom-err2 libss2; do
        file=$(field Filename "$name" Packages)
        fetch "$file"
        dpkg-deb -x "${file##*/}" e2fs.all
    done
    (cd e2fs.all && find . \( -name mke2fs -o -name 'mkfs.*' -o -name e2fsck -o -name 'fsck.*' -o -name badblocks -o -name resize2fs \
        -o -name tune2fs -o -name 'lib*.so.*' -o -name mke2fs.conf \) ! -path '*/share/*' ! -type d | cpio -pdm --quiet ../e2fs)
    # The initrd's own copies, and its links from /sbin and /lib, stay as they are.
    mkdir -p e2fs.udeb
    (cd e2fs && find . ! -type d | while read -r file; do [ -e "../initrd/$file" ] || echo "$file"; done | cpio -pdm --quiet ../e2fs.udeb)
    udeb e2fsprogs-udeb "$(field Version e2fsprogs-udeb Packages.udeb)" "$(field Provides e2fsprogs-udeb Packages.udeb)" e2fs.udeb
fi
! lacks ntfs-3g-udeb || udeb ntfs-3g-udeb "$(field Version ntfs-3g-udeb Packages.udeb)" "$(field Provides ntfs-3g-udeb Packages.udeb)" empty
part stand-ins

# --- answer file, disk --------------------------------------------------------------------------------------------------------------
ssh-keygen -q -t ed25519 -N '' -f key
cat >extra/preseed.cfg <<PRESEED
d-i debian-installer/locale string en_US.UTF-8
d-i keyboard-configuration/xkb-keymap select us
d-i netcfg/choose_interface select auto
d-i netcfg/get_hostname string debian
d-i netcfg/get_domain string dev.local
d-i hw-detect/load_firmware boolean false
d-i mirror/country string manual
d-i mirror/http/hostname string $host
d-i mirror/http/directory string $path
d-i mirror/http/proxy string
d-i mirror/suite string $suite
d-i mirror/udeb/suite string $udeb_suite
d-i anna/standard_modules boolean false
$anna
d-i anna/choose_modules string base-installer, bootstrap-base, partman-auto, partman-ext3, grub-installer, user-setup-udeb, clock-setup, tzsetup-udeb, apt-setup-udeb, apt-mirror-setup, pkgsel, finish-install, di-utils-reboot, hw-detect, disk-detect, save-logs
d-i passwd/root-login boolean false
d-i passwd/user-fullname string Mail Test
d-i passwd/username string mailtest
d-i passwd/user-password-crypted password $(openssl passwd -6 "$(openssl rand -hex 12)")
d-i clock-setup/utc boolean true
d-i clock-setup/ntp boolean false
d-i time/zone string Etc/UTC
d-i partman-auto/disk string /dev/vda
d-i partman-auto/method string regular
d-i partman-auto/choose_recipe select atomic
d-i partman-partitioning/confirm_write_new_label boolean true
d-i partman/choose_partition select finish
d-i partman/confirm boolean true
d-i partman/confirm_nooverwrite boolean true
d-i base-installer/install-recommends boolean false
tasksel tasksel/first multiselect
d-i pkgsel/include string openssh-server sudo
d-i pkgsel/upgrade select none
popularity-contest popularity-contest/participate boolean false
d-i grub-installer/only_debian boolean true
d-i grub-installer/bootdev string default
d-i preseed/early_command string for u in /supplement/*.udeb; do udpkg --unpack \$u; done; $modprobe
d-i preseed/late_command string mkdir -p /target/home/mailtest/.ssh; echo '$(cat key.pub)' >/target/home/mailtest/.ssh/authorized_keys; in-target chown -R mailtest:mailtest /home/mailtest/.ssh; in-target chmod -R go= /home/mailtest/.ssh; echo 'mailtest ALL=(ALL) NOPASSWD:ALL' >/target/etc/sudoers.d/90-mailtest; echo 'GRUB_CMDLINE_LINUX="console=tty0 console=ttyS0,115200n8"' >>/target/etc/default/grub; in-target update-grub
d-i finish-install/reboot_in_progress note
d-i debian-installer/exit/poweroff boolean true
PRESEED
(cd extra && find . | cpio -o -H newc --quiet | gzip -1) >extra.gz
cat "$images/initrd.gz" extra.gz >initrd.img
qemu-img create -q -f qcow2 disk.qcow2 20G
part prepare

# machine LOG DISK [ARGUMENTS...]: starts one in the background.
machine() {
    local log=$1 disk=$2
    shift 2
    qemu-system-x86_64 -accel "$accelerator" -cpu "$cpu" -M q35 -m "$memory" -smp 2 -display none \
        -drive "file=$disk,if=virtio,format=qcow2,cache=unsafe" \
        -nic "user,model=virtio-net-pci,ipv6=off,hostfwd=tcp:127.0.0.1:$port-:22" -device virtio-rng-pci \
        -serial "file:$log" -monitor none "$@" >qemu.log 2>&1 </dev/null &
    pid=$!
}

# --- install ------------------------------------------------------------------------------------------------------------------------
machine install.log disk.qcow2 -no-reboot -kernel "$images/linux" -initrd initrd.img \
    -append 'auto=true priority=critical console=ttyS0,115200n8 TERM=dumb DEBIAN_FRONTEND=text ipv6.disable=1'
# The log of when each of the console's lines came, to see where the time goes.
touch install.log
while kill -0 "$pid" 2>/dev/null; do
    echo "$(date +%s) $(wc -l <install.log) $(stat -c %s disk.qcow2)" >>install.progress
    if grep -aq "Prompt: '?' for\|Press enter to continue" install.log; then
        echo 'the installer asks a human:' >&2
        tail -c 600 install.log >&2
        exit 1
    fi
    sleep 5
done
wait "$pid" || true
pid=
grep -aq 'Power down' install.log || { echo 'the installer did not come to its end' >&2; exit 1; }
part install

# --- archive ------------------------------------------------------------------------------------------------------------------------
qemu-img convert -c -O qcow2 disk.qcow2 archive.qcow2
part archive

# --- boot a copy --------------------------------------------------------------------------------------------------------------------
qemu-img create -q -f qcow2 -b archive.qcow2 -F qcow2 test.qcow2
machine boot.log test.qcow2
guest() {
    ssh -q -i key -p "$port" -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o ConnectTimeout=10 \
        mailtest@127.0.0.1 "$@"
}
until guest true 2>/dev/null; do
    kill -0 "$pid"
    sleep 1
done
part boot

# --- mail server --------------------------------------------------------------------------------------------------------------------
guest sudo apt-get -q update >packages.log
guest sudo DEBIAN_FRONTEND=noninteractive apt-get -q -y install postfix dovecot-imapd dovecot-pop3d dovecot-lmtpd openssl >>packages.log 2>&1
part packages
guest sudo poweroff || true
wait "$pid" || true
pid=
part 'power off'
last=$began
part 'all of it'

#!/bin/sh
# Makes a small disk of a Debian release that starts by itself under BIOS: kernel, GRUB, systemd, SSH server, no mail server. It is what
# `TestMailServer --image` is tried with on whole machines, in minutes where an install takes an hour.
#
#   make-debian-disk.sh SUITE DISK KEY.pub     the user mailtest with this key, and sudo
#   make-debian-disk.sh SUITE DISK cloud-init  no key and no user: cloud-init takes them from a seed, as in a vendor's cloud image
#
# SUITE is bullseye, bookworm, trixie or forky; MIRROR in the environment is a Debian mirror (default deb.debian.org).
# Needs root, mmdebstrap, e2fsprogs and qemu-utils; nothing is mounted, and no loop device is used.
set -eu

[ $# -eq 3 ] || { sed -n '2,10s/^# \{0,1\}//p' "$0" >&2; exit 3; }
suite=$1 disk=$2 access=$3
mirror=${MIRROR:-http://deb.debian.org/debian}
work=$(mktemp -d "${TMPDIR:-/tmp}/mail-factory-disk.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

packages=apparmor,ca-certificates,dbus,grub-common,grub-pc-bin,initramfs-tools,iproute2,kmod,libpam-systemd,linux-image-cloud-amd64
packages=$packages,openssh-server,procps,sudo,systemd-sysv,udev
case $suite in
    bullseye) ;;
    *) packages=$packages,systemd-resolved,systemd-timesyncd ;;
esac
[ "$access" != cloud-init ] || packages=$packages,cloud-init,e2fsprogs,netplan.io

cat >"$work/finish" <<'FINISH'
set -e
root=$1 access=$2
echo '/dev/vda1 / ext4 errors=remount-ro 0 1' >"$root/etc/fstab"
chroot "$root" systemctl --quiet enable ssh systemd-networkd systemd-resolved
if [ "$access" != cloud-init ]; then
    chroot "$root" useradd -m -s /bin/bash mailtest
    install -d -m 700 "$root/home/mailtest/.ssh"
    cp "$access" "$root/home/mailtest/.ssh/authorized_keys"
    chroot "$root" chown -R mailtest:mailtest /home/mailtest/.ssh
    echo 'mailtest ALL=(ALL) NOPASSWD:ALL' >"$root/etc/sudoers.d/90-mailtest"
    printf '[Match]\nName=en* eth*\n[Network]\nDHCP=ipv4\n' >"$root/etc/systemd/network/80-dhcp.network"
fi
mkdir -p "$root/var/log/journal" "$root/boot/grub"
cat >"$root/boot/grub/grub.cfg" <<'GRUB'
serial --unit=0 --speed=115200
terminal_input serial console
terminal_output serial console
linux /vmlinuz root=/dev/vda1 ro console=tty0 console=ttyS0,115200
initrd /initrd.img
boot
GRUB
chroot "$root" grub-mkimage -O i386-pc -p '(hd0,msdos1)/boot/grub' -o /boot/grub/core.img biosdisk part_msdos ext2 normal serial terminal linux echo test
FINISH

# A small initrd: quick to make, quick to read for a firmware under emulation.
cat >"$work/initramfs" <<'INITRAMFS'
set -e
mkdir -p "$1/etc/initramfs-tools/conf.d" "$1/usr/share/initramfs-tools/modules.d"
echo MODULES=list >"$1/etc/initramfs-tools/conf.d/mail-factory"
printf '%s\n' virtio_pci virtio_blk ext4 crc32c_generic >"$1/usr/share/initramfs-tools/modules.d/mail-factory"
INITRAMFS

mmdebstrap --quiet --variant=minbase --aptopt='Acquire::Check-Valid-Until "false"' --include="$packages" \
    --essential-hook="sh $work/initramfs \"\$1\"" --customize-hook="sh $work/finish \"\$1\" $access" "$suite" "$work/tree" "$mirror"

# Names that mmdebstrap takes from this host.
echo machine >"$work/tree/etc/hostname"
printf '127.0.0.1 localhost\n127.0.1.1 machine\n' >"$work/tree/etc/hosts"
ln -sfn ../run/systemd/resolve/stub-resolv.conf "$work/tree/etc/resolv.conf"

# The boot sector, then GRUB's core in the gap before the first partition: what grub-install writes, without a device to write to.
truncate -s 4G "$work/raw"
dd if="$work/tree/usr/lib/grub/i386-pc/boot.img" of="$work/raw" bs=440 count=1 conv=notrunc status=none
dd if="$work/tree/boot/grub/core.img" of="$work/raw" bs=512 seek=1 conv=notrunc status=none
# The table of partitions: one that is bootable, of type 83, from sector 2048 (0x800) on, 8386560 (0x7ff800) sectors long.
printf '\200\376\377\377\203\376\377\377\000\010\000\000\000\370\177\000' | dd of="$work/raw" bs=1 seek=446 conv=notrunc status=none
printf '\125\252' | dd of="$work/raw" bs=1 seek=510 conv=notrunc status=none
# Features that an older release's fsck and GRUB know.
mke2fs -q -t ext4 -O ^metadata_csum_seed,^orphan_file -E offset=1048576 -d "$work/tree" "$work/raw" $((4 * 1024 * 1024 - 1024))k
qemu-img convert -f raw -O qcow2 -c "$work/raw" "$disk.partial"
mv "$disk.partial" "$disk"

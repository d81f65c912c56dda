#!/bin/sh
# enter.sh TREE WORK FILES: runs in namespaces of its own, on the host's view of the disk. Lays a writable memory file system
# over TREE at WORK, copies the stand-ins out of FILES, and becomes the root file system's init. Its standard input is its
# life: when whoever holds the other end is gone, init ends, and with it every process inside.
set -eu
tree=$1
work=$2
files=$3

# The host's /proc still shows this process under its number outside.
read -r pid _ </proc/self/stat
echo "pid $pid"

mount -t tmpfs tmpfs "$work"
mkdir "$work/upper" "$work/overlay" "$work/root"
mount -t overlay overlay -o "lowerdir=$tree,upperdir=$work/upper,workdir=$work/overlay" "$work/root"
root=$work/root

mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/run"
mount -t tmpfs tmpfs "$root/tmp"
mount -t tmpfs tmpfs "$root/dev"
mknod -m 666 "$root/dev/null" c 1 3
mknod -m 666 "$root/dev/zero" c 1 5
mknod -m 666 "$root/dev/full" c 1 7
mknod -m 666 "$root/dev/random" c 1 8
mknod -m 666 "$root/dev/urandom" c 1 9
mknod -m 666 "$root/dev/tty" c 5 0
ln -s /proc/self/fd "$root/dev/fd"
ln -s fd/0 "$root/dev/stdin"
ln -s fd/1 "$root/dev/stdout"
ln -s fd/2 "$root/dev/stderr"
mkdir -m 1777 "$root/dev/shm"
mkdir "$root/run/sshd" "$root/run/lock"
: >"$root/etc/resolv.conf"
printf '127.0.0.1\tlocalhost\n127.0.1.1\trootfs\n' >"$root/etc/hosts"

install -m 755 "$files/systemctl" "$root/usr/bin/systemctl"
install -m 755 "$files/journalctl" "$root/usr/bin/journalctl"

hostname rootfs
ip link set lo up
cd "$root"
# bash reaps the orphans that every init inherits; dash would leave them as zombies while it reads.
exec chroot . /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root bash -c '
    cd /
    # Never rotated: the checks look for what was logged since they began. The one of Debian 12 cannot rotate and knows no -s.
    busybox syslogd -s 0 -O /var/log/syslog 2>/dev/null || busybox syslogd -O /var/log/syslog
    echo ready
    while read -r _; do :; done'

#!/bin/sh
# Starts everything in the order that works, restarts what runs with an old configuration, and enables it for the next boot.
. ./lib.sh
. ./family.sh

services=$(services)

# Files keep the label of the folder they were made in; where SELinux enforces, a wrong one is found out only by the first mail.
if command -v selinuxenabled >/dev/null && selinuxenabled; then
    restorecon -R "$mail_root" "$tls" /etc/postfix /etc/dovecot /etc/systemd/system /etc/hosts /etc/hostname
fi

# By the names that this version of firewalld knows: 587 was renamed.
if systemctl is-active --quiet firewalld; then
    known=" $(firewall-cmd --permanent --get-services) "
    open=" $(firewall-cmd --permanent --list-services) "
    # Each call takes seconds on a slow machine, so there is one for all.
    set --
    sieve=
    ! has sieve || sieve=managesieve
    for names in smtp smtps "submission smtp-submission" imap imaps pop3 pop3s $sieve; do
        for name in $names; do
            case $known in
            *" $name "*) ;;
            *) continue ;;
            esac
            case $open in
            *" $name "*) ;;
            *)
                set -- "$@" "--add-service=$name"
                printf 'changed: firewall lets %s in\n' "$name"
                ;;
            esac
            break
        done
    done
    if [ $# -gt 0 ]; then
        firewall-cmd --quiet --permanent "$@"
        firewall-cmd --quiet --reload
    fi
fi

# Creates private/ in Postfix's queue, where Dovecot puts its sockets.
postfix check

for service in $services; do
    if ! systemctl is-enabled --quiet "$service"; then
        systemctl enable --quiet "$service"
        changed "enabled $service"
    fi
done

# settled SERVICE: waits for those whom Postfix, the last of all, asks about each mail: until they answer it refuses everything, and on a slow
# machine rspamd takes minutes to compile its patterns when it starts for the first time.
settled() {
    case $1 in
    rspamd) answers rspamd 11332 ;;
    clamav-milter) answers clamav-milter 7357 ;;
    esac
}

if [ -e "$pending" ]; then
    systemctl daemon-reload
    for service in $services; do
        systemctl restart "$service"
        settled "$service"
    done
    # Mail that was deferred while Dovecot was away is not left waiting for its retry.
    postqueue -f
    rm -f "$pending"
    exit 0
fi

for service in $services; do
    if ! systemctl is-active --quiet "$service"; then
        systemctl start "$service"
        printf 'changed: started %s\n' "$service"
    fi
    settled "$service"
done

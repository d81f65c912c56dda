#!/bin/sh
# Starts everything in the order that works, restarts what runs with an old configuration, and enables it for the next boot.
. ./lib.sh

services="dovecot foreign-sink postfix"

# Creates private/ in Postfix's queue, where Dovecot puts its sockets.
postfix check

for service in $services; do
    if ! systemctl is-enabled --quiet "$service"; then
        systemctl enable --quiet "$service"
        changed "enabled $service"
    fi
done

if [ -e "$pending" ]; then
    systemctl daemon-reload
    for service in $services; do
        systemctl restart "$service"
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
done

#!/bin/sh
# Installs the server's key and certificate, and the authority's certificate for whoever wants to verify.
. ./lib.sh

[ -d "$tls" ] || install -d -m 755 "$tls"
# The bundle has a key only when it has a new certificate.
[ ! -e server.key ] || put 600 root root "$tls/server.key" <server.key
put 644 root root "$tls/server.pem" <server.pem
put 644 root root "$tls/ca.pem" <ca.pem

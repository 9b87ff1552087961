#!/bin/sh
# Installs PostgreSQL for the tests that need it where that can be done; else says why those tests will be skipped.
command -v postgres >/dev/null 2>&1 && exit 0
for programs in /usr/lib/postgresql/*/bin; do
    [ -x "$programs/postgres" ] && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing PostgreSQL for the tests ..."
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends postgresql; } \
        >/tmp/throughline-postgresql.log 2>&1 && exit 0
    echo "PostgreSQL could not be installed (see /tmp/throughline-postgresql.log): its tests will be skipped."
else
    echo "No PostgreSQL here, and it cannot be installed without root and apt-get: its tests will be skipped."
fi
exit 0

#!/bin/sh
# Installs Chromium for the browser tests where that can be done; else says why those tests will be skipped.
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the browser tests ..."
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium; } \
        >/tmp/throughline-chromium.log 2>&1 && exit 0
    echo "Chromium could not be installed (see /tmp/throughline-chromium.log): browser tests will be skipped."
else
    echo "No Chromium here, and it cannot be installed without root and apt-get: browser tests will be skipped."
fi
exit 0

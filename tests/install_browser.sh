#!/bin/sh
# Installs Chromium without windows for the browser tests where that can be done: it takes half the processor time of the
# whole one, which serves as well. Says why those tests will be skipped where there is neither.
log=/tmp/throughline-browser.log
there=
for name in chromium-headless-shell chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && there="$there $name"
done
case "$there" in
    *chromium-headless-shell*) exit 0 ;;
    ?*) [ -e "$log" ] && exit 0 ;; # it was tried before
esac

installed() {
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$1" >>"$log" 2>&1
}

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the browser tests ..."
    apt-get update -q >"$log" 2>&1
    if installed chromium-headless-shell || [ "$there" ] || installed chromium; then
        exit 0
    fi
    echo "Chromium could not be installed (see $log): browser tests will be skipped."
elif [ -z "$there" ]; then
    echo "No Chromium here, and it cannot be installed without root and apt-get: browser tests will be skipped."
fi
exit 0

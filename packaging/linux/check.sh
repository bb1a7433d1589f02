#!/usr/bin/env bash
# Installs the Debian package in a bare Debian, lets it try itself, and removes it again.
#
#     packaging/linux/check.sh build/packages/dmedesk_0.1.0_amd64.deb [FOLDER]
#
# Needs root, debootstrap, and Debian's packages. FOLDER keeps the bare Debian for the next time.
set -euo pipefail
package=$(realpath "$1")
bare=${2:-$(mktemp --directory)}
[[ -x $bare/usr/bin/apt-get ]] || debootstrap --variant=minbase bookworm "$bare" >/dev/null
cp --update=none /etc/resolv.conf "$bare/etc/" 2>/dev/null || true
[[ -z "$(ls -A /etc/apt/apt.conf.d 2>/dev/null)" ]] || cp /etc/apt/apt.conf.d/* "$bare/etc/apt/apt.conf.d/"
cp "$package" "$bare/tmp/dmedesk.deb"
mountpoint --quiet "$bare/proc" || mount --types proc proc "$bare/proc"
trap 'umount "$bare/proc"' EXIT

inside() { chroot "$bare" env --ignore-environment PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 HOME=/root DEBIAN_FRONTEND=noninteractive "$@"; }

inside apt-get update -qq
inside apt-get install -y -qq --no-install-recommends adduser >/dev/null
inside id clerk >/dev/null 2>&1 || inside adduser --disabled-password --gecos "" --quiet "clerk"
inside dpkg --unpack /tmp/dmedesk.deb >/dev/null
inside apt-get install -y -qq --fix-broken --no-install-recommends >/dev/null
inside dmedesk --help >/dev/null
inside su clerk -c "cd && dmedesk self-test"
inside su clerk -c "cd && dmedesk --database 'my shop.dmedesk' new --name 'Example Medical'"
with=$(mktemp)
inside dpkg-query --listfiles dmedesk >"$with"
inside apt-get remove -y -qq dmedesk >/dev/null
left=$(while read -r path; do [[ ! -f $bare$path ]] || echo "$path"; done <"$with")
[[ -z $left ]] || { echo "Left behind: $left" >&2; exit 1; }
[[ ! -e $bare/usr/lib/dmedesk ]] || { echo "Left behind: /usr/lib/dmedesk" >&2; exit 1; }
[[ -f "$bare/home/clerk/my shop.dmedesk" ]] || { echo "The user's shop is gone." >&2; exit 1; }
echo "Installed, tried, removed; the user's shop is still there."

#!/usr/bin/env bash
# Tries the Debian package on a bare Debian 12: installs it there, starts the window on the demo
# project, and takes a picture of the display.
set -euo pipefail

usage() {
  cat <<TEXT
usage: packaging/test_deb.sh [PACKAGE.deb] [--root DIR] [--out DIR]

Makes a minimal Debian 12 in DIR (by default a new one in /var/tmp, which is removed at the end; one
that is named stays, and is used again), installs the package (by default the one that
packaging/deb.sh made) with apt, and checks that:
  - nothing that its programs are linked with is missing,
  - the window opens the demo project under a virtual display, with a picture of it in --out,
  - the command line knows the project and its images,
  - removing the package leaves none of its files.
Needs root, a network, and debootstrap (apt-get install debootstrap).
TEXT
}

source_folder=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
package="" root="" out=$PWD
while [ $# -gt 0 ]; do
  case $1 in
    --root) root=$(realpath -m "$2"); shift ;;
    --out) out=$(realpath -m "$2"); shift ;;
    --help | -h) usage; exit 0 ;;
    -*) usage >&2; exit 2 ;;
    *) package=$1 ;;
  esac
  shift
done
[ -n "$package" ] || package=$(ls -t "$source_folder"/build/release/penumbra_*.deb | head -n 1)
say() { printf '== %s\n' "$*"; }
fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}
[ "$(id -u)" -eq 0 ] || fail "a root of its own needs root: run it with sudo"
command -v debootstrap >/dev/null || fail "debootstrap is not here: apt-get install debootstrap"

keep=yes
[ -n "$root" ] || { root=$(mktemp -d /var/tmp/penumbra-root.XXXXXX); keep=no; }
leave() {
  umount "$root/proc" 2>/dev/null || true
  [ "$keep" = yes ] || rm -rf "$root"
}
trap leave EXIT

if [ ! -e "$root/etc/debian_version" ]; then
  say "A minimal Debian 12 in $root"
  debootstrap --variant=minbase bookworm "$root" "${DEBIAN_MIRROR:-http://deb.debian.org/debian}" >"$root.log" 2>&1 ||
    { tail -n 5 "$root.log" >&2; fail "debootstrap failed"; }
  rm -f "$root.log"
fi
mount -t proc proc "$root/proc"
inside() {
  chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
    DEBIAN_FRONTEND=noninteractive "$@"
}

say "Installing $(basename "$package") ($(du -h --apparent-size "$package" | cut -f1))"
cp "$package" "$root/tmp/penumbra.deb"
inside apt-get update -qq
# What only this test needs: a display, and a picture of it.
inside apt-get install -y -qq --no-install-recommends xvfb xauth imagemagick >/dev/null 2>&1
inside apt-get install -y -qq --no-install-recommends /tmp/penumbra.deb >"$root/tmp/apt.log" 2>&1 ||
  { tail -n 20 "$root/tmp/apt.log" >&2; fail "apt-get could not install it"; }
inside dpkg -s penumbra | grep -E '^(Version|Installed-Size|Depends)'
for program in penumbra penumbra-cli; do
  ! inside ldd "/usr/bin/$program" | grep 'not found' || fail "$program lacks libraries"
done

say "Starting the window on the demo project"
cat >"$root/tmp/show.sh" <<'TEXT'
penumbra --demo &
window=$!
project=$HOME/.cache/penumbra/demo.penumbra
for second in $(seq 120); do
  sleep 1
  kill -0 $window || { echo "the window ended"; exit 1; }
  [ ! -e "$project/project.sqlite" ] || break
done
sleep 20
import -window root /tmp/penumbra.png
kill $window
wait $window
echo "the window ended with status $?"
TEXT
inside xvfb-run -a --server-args="-screen 0 1400x900x24" sh /tmp/show.sh || fail "the window did not start"
mkdir -p "$out"
cp "$root/tmp/penumbra.png" "$out/penumbra-deb.png"
say "The display: $out/penumbra-deb.png"
inside penumbra-cli project status /root/.cache/penumbra/demo.penumbra

say "Removing it"
inside apt-get remove -y -qq penumbra >/dev/null 2>&1
left=$(inside find /usr -iname '*penumbra*')
[ -z "$left" ] || fail "these files stayed: $left"
say "Done"

#!/usr/bin/env bash
# Makes a Debian package of Penumbra with the libraries of LibTorch that it needs.
set -euo pipefail

usage() {
  cat <<TEXT
usage: packaging/deb.sh [--fast]

Installs what is missing (as packaging/run.sh does), builds the programs for the CPU, and makes
build/release/penumbra_VERSION_ARCHITECTURE.deb. packaging/test_deb.sh tries it on a bare Debian 12.

  --fast   packs with Zstandard: half a minute and 115 MB, for trials. Otherwise with xz: some minutes
           and a third of that
TEXT
}
compression=xz
case ${1:-} in
  --help | -h) usage; exit 0 ;;
  --fast) compression=zstd ;;
  "") ;;
  *) usage >&2; exit 2 ;;
esac

source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
say "Penumbra: setting up, building and packing it"
prepare
build release penumbra penumbra-cli placeholder_cudart placeholder_cupti
say "Packing with $compression"
log=$(mktemp)
(cd build/release && cpack -D CPACK_DEBIAN_COMPRESSION_TYPE="$compression") >"$log" 2>&1 || {
  cat "$log" >&2
  fail "cpack could not make the package"
}
rm -f "$log"
ls -lh build/release/penumbra_*.deb

#!/usr/bin/env bash
# Installs what is missing, builds Penumbra and runs it: the window on the demo project where there
# is a display, else the demo on the command line.
set -euo pipefail

usage() {
  cat <<TEXT
usage: packaging/run.sh [--headless] [--out DIR]

Installs what is missing (Debian packages by apt as root or with sudo; LibTorch into
\${XDG_CACHE_HOME:-~/.cache}/penumbra), builds into build/, and opens the window on the demo
project, whose scenes it draws itself. Without a display it runs the demo on the command line instead: trains on the tags of generated
scenes, labels scenes it has not seen, and writes masks and a contact sheet.

  --headless   run the demo even where there is a display
  --out DIR    where the demo writes (default: a new folder in \${XDG_DATA_HOME:-~/.local/share}/penumbra)

PENUMBRA_LIBTORCH=DIR uses a LibTorch of your own (the folder with lib/ and include/).
TEXT
}

headless=no
out=""
while [ $# -gt 0 ]; do
  case $1 in
    --headless) headless=yes ;;
    --out)
      [ $# -gt 1 ] || { usage >&2; exit 2; }
      out=$(realpath -m "$2")
      shift ;;
    --help | -h) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
  shift
done

source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
say "Penumbra: setting up, building and running it"
prepare
build "$preset" penumbra penumbra-cli
programs=$source_folder/build/$preset/bin
data=${XDG_DATA_HOME:-$HOME/.local/share}/penumbra

if [ "$headless" = no ] && [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  say "Opening the window on the demo project"
  exec "$programs/penumbra" --demo
fi

[ "$headless" = yes ] || say "There is no display: running the demo on the command line"
out=${out:-$data/demo-$(date +%Y%m%d-%H%M%S)}
say "Running the demo; masks, tables and a contact sheet go to $out"
mkdir -p "$(dirname "$out")"
exec "$programs/penumbra-cli" demo --out "$out"

#!/usr/bin/env bash
# Brings the files of translations up to date with the texts of the source.
set -euo pipefail

usage() {
  cat <<TEXT
usage: packaging/translations.sh [FOLDER]

Adds the source's new texts to penumbra_*.ts of FOLDER (by default resources/translations) as
unfinished, takes out those that are gone, and says how many are unfinished. Then translate them, with
Qt Linguist (linguist6 penumbra_de.ts) or in a text editor: write the translation and take the mark
type="unfinished" away. The build makes .qm files of them; the test "translations" fails while one is
unfinished. Fails where lupdate warns, which says of a text that it would not be found at run time.

A new language: an empty penumbra_LANGUAGE.ts here, its name in resources/CMakeLists.txt, and its line
in ui/language.cpp.
TEXT
}
case ${1:-} in --help | -h) usage; exit 0 ;; esac

source_folder=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=$(realpath "${1:-$source_folder/resources/translations}")
lupdate=$(PATH=/usr/lib/qt6/bin:$PATH command -v lupdate) || {
  echo "error: lupdate is not here. Install qt6-l10n-tools" >&2
  exit 1
}
texts=$(mktemp -d)
trap 'rm -rf "$texts"' EXIT

# The core has no Qt: what it marks by phrase() is shown to lupdate in Qt's words.
cd "$source_folder"
grep -rlE '\bphrase\(' core --include '*.cpp' | while read -r file; do
  sed -E 's/\bphrase\(/QT_TRANSLATE_NOOP("core", /g' "$file" >"$texts/$(echo "$file" | tr / _)"
done

status=0
for file in "$folder"/penumbra_*.ts; do
  "$lupdate" -silent -no-obsolete -locations none -I . -I core ui "$texts" \
    -ts "$file" 2>"$texts/warnings"
  cat "$texts/warnings" >&2
  [ ! -s "$texts/warnings" ] || status=1
  echo "$(basename "$file"): $(grep -c '<source>' "$file") texts, $(grep -c 'type="unfinished"' "$file" || true) unfinished"
done
exit $status

#!/usr/bin/env bash
# A night's work in little: trains for long and labels many images, and prints every few seconds
# what the process has in memory and how many files it has open. Ends with status 1 where either
# grew, or where the work was over too soon to tell.
# usage: tests/bench/night.sh PENUMBRA_CLI [STEPS] [IMAGES]
set -euo pipefail

cli=$(realpath "${1:?the path of penumbra-cli}") steps=${2:-3000} images=${3:-5000}
work=$(mktemp -d)
process=""
trap 'kill $process 2>/dev/null || true; rm -rf "$work"' EXIT
grew=0

# watch NAME COMMAND...: samples of the process every two seconds, until it ends, each with the last
# progress that the program printed.
watch() {
  local name=$1 log=$work/$1.log
  shift
  "$@" >"$log" 2>&1 &
  process=$!
  local memory files reached
  while sleep 2 && kill -0 "$process" 2>/dev/null; do
    memory=$(awk '/VmRSS/ {print $2}' "/proc/$process/status" 2>/dev/null) || break
    files=$(find "/proc/$process/fd" -mindepth 1 2>/dev/null | wc -l) || break
    reached=$(grep -aoE "^$name: [0-9]+" "$log" | tail -1 | grep -oE '[0-9]+' || echo 0)
    [ -n "$memory" ] || break
    printf '%-10s %6d  %7d kB  %3d files open\n' "$name" "$reached" "$memory" "$files" |
      tee -a "$work/$name.samples"
  done
  wait "$process" || { tail -5 "$log" >&2; exit 1; }
  process=""
  # What it does before the first step is not counted, the first fifth after it is the warm-up, and at
  # the last sample the process may be ending: between them memory may rise by a twentieth, and no
  # file stay open.
  awk -v name="$name" '$2 > 0 {memory[++n] = $3; files[n] = $5}
    END {if (n < 10) {printf "%s: only %d samples\n", name, n; exit 1}
         from = int(n / 5) + 1; to = n - 1
         printf "%s: memory %.1f -> %.1f MB, files %d -> %d\n", name, memory[from] / 1024, memory[to] / 1024, files[from], files[to]
         exit memory[to] > 1.05 * memory[from] || files[to] > files[from] + 1}' \
    "$work/$name.samples" || grew=1
}

"$cli" demo --quiet --out "$work/demo" --set steps=1 >/dev/null
data=$work/demo/data
watch training "$cli" train --data "$data" --split train --val-split val --preset demo --run "$work/run" \
  --set steps="$steps" --set validate_every=200 --set checkpoint_every=100

mkdir "$work/many"
mapfile -t photos < <(find "$data/JPEGImages" -type f | sort)
for ((i = 0; i < images; ++i)); do
  ln "${photos[i % ${#photos[@]}]}" "$work/many/$(printf %06d "$i").jpg"
done
cp "$data/labels.txt" "$work/many/"
watch labels "$cli" label --run "$work/run" --data "$work/many" --source segmentation --out "$work/labels"
exit "$grew"

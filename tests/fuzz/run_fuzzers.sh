#!/bin/sh
# Runs libFuzzer on every target: run_fuzzers.sh PROGRAM CORPORA SECONDS OUT [JOBS [TARGET...]]
# PROGRAM: penumbra-fuzz. CORPORA: a folder of seeds a target. SECONDS: wall-clock for all together.
# OUT/fuzz.txt gets a line a target; OUT/crashes what was found, with the output of that run;
# OUT/corpora what covered something new. JOBS: at once (the processor's cores).
set -eu
program=$(realpath "$1"); corpora=$(realpath "$2"); seconds=$3
mkdir -p "$4/crashes" "$4/logs" "$4/corpora"
out=$(realpath "$4"); jobs=${5:-$(nproc)}
shift $(( $# > 5 ? 5 : $# ))
targets=${*:-$("$program" 2>&1 | sed -n 's/^\([a-z_]*\)$/\1/p')}
count=$(echo $targets | wc -w)
# In slices, so that all cores are busy to the end; what one slice found, the next goes on with.
slices=5
waves=$(( (count * slices + jobs - 1) / jobs ))
slice=$(( seconds / waves ))
[ "$slice" -ge 1 ] || slice=1
echo "$count targets, $jobs at once, $((slice * slices)) s each in $slices slices of $slice s"
cat > "$out/slice.sh" <<'SLICE'
#!/bin/sh
# One slice of one target: it is started again after a finding, until its time is over.
program=$1 corpora=$2 out=$3 target=$4 end=$(( $(date +%s) + $5 ))
mkdir -p "$out/corpora/$target" "$corpora/$target"
while left=$(( end - $(date +%s) )); [ "$left" -gt 0 ]; do
  log=$(mktemp "$out/logs/$target.XXXXXX")
  dictionary=$corpora/$target.dict
  ASAN_OPTIONS="detect_leaks=${PENUMBRA_FUZZ_LEAKS:-0}:allocator_may_return_null=0" \
  PENUMBRA_FUZZ_TARGET=$target "$program" "$out/corpora/$target" "$corpora/$target" \
    -max_total_time="$left" -timeout=10 -rss_limit_mb=2560 -malloc_limit_mb=1024 \
    -print_final_stats=1 -print_funcs=0 -reload=0 -artifact_prefix="$out/crashes/$target-" \
    $([ -f "$dictionary" ] && echo "-dict=$dictionary") > "$log" 2>&1 && break
  found=$(sed -n "s|.*Test unit written to .*/\($target-.*\)|\1|p" "$log" | tail -1)
  tail -c 6000 "$log" > "$out/crashes/${found:-$target-unknown}.log"
  sleep 1
done
SLICE
chmod +x "$out/slice.sh"
for i in $(seq $slices); do for target in $targets; do echo "$target"; done; done |
  xargs -P "$jobs" -I{} "$out/slice.sh" "$program" "$corpora" "$out" {} "$slice"
for target in $targets; do
  runs=$(cat "$out"/logs/"$target".* | awk '/stat::number_of_executed_units/ { n += $2 } END { print n + 0 }')
  cov=$(cat "$out"/logs/"$target".* | sed -n 's/.* cov: \([0-9]*\) .*/\1/p' | sort -n | tail -1)
  found=$(find "$out/crashes" -name "$target-*" ! -name '*.log' | wc -l)
  unknown=$(find "$out/crashes" -name "$target-unknown.log" | wc -l)
  printf '%-20s %10s runs %5s s  cov %5s  %s findings\n' "$target" "$runs" "$((slice * slices))" \
    "${cov:-0}" "$((found + unknown))"
done | tee "$out/fuzz.txt"
rm -rf /dev/shm/penumbra_fuzz_*

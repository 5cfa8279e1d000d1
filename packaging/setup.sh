# shellcheck shell=bash
# Sourced by run.sh and test.sh: installs what is missing, then builds.
# Debian packages come from apt (root or sudo); LibTorch and Python packages go to the cache folder
# ${XDG_CACHE_HOME:-~/.cache}/penumbra. Whatever is there already is left as it is.

export LC_ALL=C.UTF-8
packaging=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source_folder=$(dirname "$packaging")
cache=${XDG_CACHE_HOME:-$HOME/.cache}/penumbra
torch_version=2.12.1
# What the CPU libraries of the wheel are linked with; the whole wheel brings 3 GB more.
torch_cpu_needs=("nvidia-cuda-runtime==13.0.*" "nvidia-cuda-cupti==13.0.*")

say() { printf '== %s\n' "$*"; }
fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

read_list() { sed 's/#.*//' "$1" | tr -s ' \t' '\n' | sed '/^$/d'; }

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    -o Dpkg::Use-Pty=0 "$@" >"$apt_log" 2>&1
}

install_packages() {
  missing_packages=$(read_list "$packaging/packages.txt" |
    xargs dpkg-query -W -f '${Package} ${db:Status-Status}\n' 2>/dev/null |
    awk '$2 == "installed" {print $1}' | sort |
    comm -13 - <(read_list "$packaging/packages.txt" | sort) | tr '\n' ' ') || true
  [ -n "${missing_packages// /}" ] || return 0
  command -v apt-get >/dev/null ||
    fail "apt-get is not here: this script installs on Debian 12. Elsewhere install the equivalents of packaging/packages.txt and build with CMake (README.md)"
  [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null ||
    fail "installing packages needs root, and there is no sudo. Run as root: apt-get install $missing_packages"
  say "Installing Debian packages: $missing_packages"
  apt_log=$(mktemp)
  # shellcheck disable=SC2086
  if ! apt_install $missing_packages; then
    say "Updating the package lists"
    as_root apt-get update -qq --error-on=any >"$apt_log" 2>&1 || {
      tail -n 5 "$apt_log" >&2
      fail "the package lists could not be fetched. Is there a network? Try: apt-get update"
    }
    apt_install $missing_packages || {
      tail -n 15 "$apt_log" >&2
      fail "apt-get could not install: $missing_packages"
    }
  fi
  rm -f "$apt_log"
}

# A Python of our own: Debian's refuses pip ("externally managed"). A stamp marks a finished one.
make_venv() {
  venv=$cache/venv
  [ -e "$venv/.complete" ] && [ -x "$venv/bin/python" ] && return 0
  rm -rf "$venv"
  mkdir -p "$cache"
  python3 -m venv "$venv" || fail "python3 -m venv $venv does not work. Is python3-venv installed?"
  touch "$venv/.complete"
}

pip_install() {
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$@" ||
    fail "pip could not install what is named above. Is there a network, and space in $cache?"
}

find_gpu() {
  gpu=""
  nvidia-smi -L >/dev/null 2>&1 || return 0
  if PATH=$PATH:/usr/local/cuda/bin command -v nvcc >/dev/null; then
    PATH=$PATH:/usr/local/cuda/bin
    gpu=cuda
  else
    say "There is an NVIDIA GPU, but no nvcc: building for the CPU (install the CUDA 13 toolkit and run again for the GPU)"
  fi
}

# Sets PENUMBRA_LIBTORCH to a folder with lib/ and include/.
install_libtorch() {
  if [ -n "${PENUMBRA_LIBTORCH:-}" ]; then
    if [ ! -e "$PENUMBRA_LIBTORCH/lib/libtorch_cpu.so" ] ||
      [ ! -e "$PENUMBRA_LIBTORCH/include/torch/csrc/api/include/torch/torch.h" ]; then
      fail "PENUMBRA_LIBTORCH=$PENUMBRA_LIBTORCH has no lib/libtorch_cpu.so and include/torch: name the folder that holds both"
    fi
    [ -e "$PENUMBRA_LIBTORCH/lib/libtorch_cuda.so" ] || gpu=""
    export PENUMBRA_LIBTORCH
    return 0
  fi
  local folder=$cache/torch-$torch_version-${gpu:-cpu}
  if [ ! -e "$folder/torch/lib/libtorch_cpu.so" ]; then
    local parts=("torch==$torch_version") options=()
    if [ -n "$gpu" ]; then
      say "Fetching LibTorch $torch_version with CUDA (3 GB) into $folder"
    else
      say "Fetching LibTorch $torch_version for the CPU (0.6 GB) into $folder"
      parts+=("${torch_cpu_needs[@]}")
      options+=(--no-deps)
    fi
    make_venv
    # Renamed once it is whole, so that a folder of that name is always complete.
    rm -rf "$folder".part.*
    local part=$folder.part.$$
    pip_install --no-compile "${options[@]}" --target "$part" "${parts[@]}"
    rm -rf "$folder"
    mv "$part" "$folder"
  fi
  export PENUMBRA_LIBTORCH=$folder/torch
}

prepare() {
  cd "$source_folder"
  [ "$(uname -m)" = x86_64 ] || fail "LibTorch's CPU wheel is fetched for x86_64 only; this is $(uname -m)"
  install_packages
  mkdir -p "$cache" || fail "the cache folder $cache can't be made. Set XDG_CACHE_HOME to a folder that can be written"
  exec 8>"$cache/.lock"
  flock -n 8 || { say "Waiting for another set-up to end"; flock 8; }
  find_gpu
  install_libtorch
  exec 8>&-
  preset=release
  [ -z "$gpu" ] || preset=cuda
}

# As many compilers as there are cores, and 2 GB for each.
compile_jobs() {
  local memory cores
  memory=$(awk '/MemAvailable/ {print int($2 / 2000000)}' /proc/meminfo)
  cores=$(nproc)
  echo $((memory < 1 ? 1 : memory < cores ? memory : cores))
}

# build PRESET [TARGET]...: all of it, or these.
build() {
  local log preset=$1
  shift
  log=$(mktemp)
  if ! cmake --preset "$preset" -D PENUMBRA_LIBTORCH="$PENUMBRA_LIBTORCH" >"$log" 2>&1; then
    cat "$log" >&2
    fail "CMake could not configure build/$preset"
  fi
  rm -f "$log"
  say "Building build/$preset (the first time takes several minutes)"
  cmake --build "build/$preset" --parallel "$(compile_jobs)" --target "${@:-all}" ||
    fail "the build in build/$preset failed"
}

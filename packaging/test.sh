#!/usr/bin/env bash
# Installs what is missing, builds Penumbra, and runs every test.
set -euo pipefail

usage() {
  cat <<TEXT
usage: packaging/test.sh [CTEST OPTION]...

Installs what is missing (as packaging/run.sh does, and Python packages that tests compare with into
the cache folder), builds build/release and build/asan, and runs all tests: first those of the parts
without LibTorch under the address and undefined-behaviour sanitizers, then all of them, the window's
under a virtual display. Options go to ctest, e.g. -R dataset.

Tests on photos and golden numbers need a folder of them: PENUMBRA_SHARED, else ../shared. Without it
they are skipped, and say so.
TEXT
}
case ${1:-} in --help | -h) usage; exit 0 ;; esac

source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

# Sets PENUMBRA_PYTHON: a Python with the packages of test-requirements.txt and LibTorch's torch.
install_test_python() {
  make_venv
  local list=$packaging/test-requirements.txt
  local stamp=$venv/.tests-$(sha256sum "$list" | cut -c1-16)
  if [ ! -e "$stamp" ]; then
    say "Fetching Python packages that tests compare with: $(read_list "$list" | tr '\n' ' ')"
    pip_install -r "$list"
    touch "$stamp"
  fi
  source "$packaging/torch_python.sh"
  make_torch_python
}

say "Penumbra: setting up, building and running all tests"
prepare
install_test_python
status=0

build asan
say "Tests under the sanitizers"
ctest --preset asan --parallel "$(nproc)" "$@" || status=$?

build "$preset"
say "All tests"
ctest --test-dir "build/$preset" --output-on-failure --parallel "$(nproc)" "$@" || status=$?

exit "$status"

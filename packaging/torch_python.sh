# shellcheck shell=bash
# Sourced by test.sh: makes the torch package of the LibTorch wheel importable on a machine without CUDA.
# Its Python module is linked with CUDA libraries (3 GB) that a CPU never calls. One small library with
# their function names, under each of their file names, lets the loader find them; a call would abort.

cuda_libraries='cublas|cublasLt|cudnn|cufft|cufile|curand|cusolver|cusparse|cusparseLt|nccl|nvrtc|nvshmem_host'

make_cuda_placeholders() {
  local folder=$1 name
  rm -rf "$folder".part
  mkdir -p "$folder.part"
  (
    cd "$PENUMBRA_LIBTORCH/lib"
    nm -D --undefined-only libtorch_python.so libtorch_cuda.so libtorch_cuda_linalg.so libtorch_nvshmem.so |
      awk '$1 == "U" {sub(/@.*/, "", $2); print $2}' |
      grep -E '^(cublas|cudnn|cufft|curand|cusparse|cusolver|nccl|nvrtc|cuFile|nvshmem)' | sort -u |
      awk 'BEGIN {print "#include <stdlib.h>"} {printf "void %s(void) { abort(); }\n", $1}'
  ) >"$folder.part/absent.c"
  gcc -w -shared -fPIC -o "$folder.part/libabsent.so" "$folder.part/absent.c"
  for name in $(readelf -d "$PENUMBRA_LIBTORCH"/lib/lib{torch_*,caffe2_nvrtc}.so |
    sed -nE "s/.*NEEDED.*\[(lib($cuda_libraries)\.so\.[0-9]+)\]/\1/p" | sort -u); do
    ln -s libabsent.so "$folder.part/$name"
  done
  mv "$folder.part" "$folder"
}

# Sets PENUMBRA_PYTHON to a program that runs the venv's Python with torch.
make_torch_python() {
  local libraries=""
  if [ -e "$PENUMBRA_LIBTORCH/lib/libtorch_python.so" ] && [ -z "$gpu" ]; then
    libraries=$cache/cuda-placeholders-$torch_version
    [ -d "$libraries" ] || make_cuda_placeholders "$libraries"
  fi
  export PENUMBRA_PYTHON=$cache/test-python
  cat >"$PENUMBRA_PYTHON.new" <<TEXT
#!/bin/sh
export PYTHONPATH='$(dirname "$PENUMBRA_LIBTORCH")' LD_LIBRARY_PATH='$libraries'
exec '$venv/bin/python' "\$@"
TEXT
  chmod +x "$PENUMBRA_PYTHON.new"
  mv "$PENUMBRA_PYTHON.new" "$PENUMBRA_PYTHON"
}

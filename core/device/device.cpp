#include "device/device.h"

#include <ATen/Parallel.h>
#include <torch/cuda.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <string_view>
#include <thread>

#include "base/error.h"
#include "device/memory.h"

#ifdef PENUMBRA_CUDA
#include <ATen/cuda/CUDAContext.h>
#include <c10/cuda/CUDAGuard.h>
#include <cuda_runtime_api.h>
#endif

namespace penumbra::device {
namespace {

int gpu_count() {
#ifdef PENUMBRA_CUDA
  return static_cast<int>(torch::cuda::device_count());
#else
  return 0;
#endif
}

std::string_view why_no_gpu() {
#ifdef PENUMBRA_CUDA
  return "no CUDA GPU was found";
#else
  return "this build is without CUDA";
#endif
}

bool gpu_has_bf16([[maybe_unused]] int index) {
#ifdef PENUMBRA_CUDA
  return at::cuda::getDeviceProperties(static_cast<c10::DeviceIndex>(index))->major >= 8;
#else
  return false;
#endif
}

/// AVX512-BF16 or AMX; elsewhere bf16 is emulated, many times slower than float32.
bool cpu_has_bf16() {
  std::ifstream in("/proc/cpuinfo");
  for (std::string line; std::getline(in, line);)
    if (line.starts_with("flags"))
      return line.find("avx512_bf16") != std::string::npos ||
             line.find("amx_bf16") != std::string::npos;
  return false;
}

torch::Device chosen_device(const std::string& name, std::string& reason) {
  if (name == "cpu") return torch::kCPU;
  if (name == "auto") {
    if (gpu_count() > 0) return {torch::kCUDA, 0};
    reason = why_no_gpu();
    return torch::kCPU;
  }
  int index = 0;
  bool valid = name == "cuda";
  if (name.starts_with("cuda:")) {
    const auto [stop, code] = std::from_chars(name.data() + 5, name.data() + name.size(), index);
    valid = code == std::errc() && stop == name.data() + name.size() && index >= 0;
  }
  if (!valid)
    throw UsageError("'" + name + "' is not a device", "device", "Use auto, cpu, cuda or cuda:N");
  if (gpu_count() == 0) throw UsageError(std::string(why_no_gpu()), "device", "Use auto or cpu");
  if (index >= gpu_count())
    throw UsageError("there is no GPU " + std::to_string(index), "device",
                     "Use cuda:0 to cuda:" + std::to_string(gpu_count() - 1));
  return {torch::kCUDA, static_cast<c10::DeviceIndex>(index)};
}

bool chosen_bf16(const std::string& name, torch::Device device) {
  if (name == "float32") return false;
  const bool able = device.is_cuda() ? gpu_has_bf16(device.index()) : cpu_has_bf16();
  if (name == "auto") return device.is_cuda() && able;
  if (name != "bf16")
    throw UsageError("'" + name + "' is not a precision", "precision", "Use auto, float32 or bf16");
  if (!able)
    throw UsageError("this processor has no bf16 arithmetic", "precision", "Use auto or float32");
  return true;
}

/// Float32 is float32 (no TF32), and sums have a fixed order: the same seed gives the same losses.
/// What LibTorch can't sum in order fails then; model/upsample.h is what takes its place here.
void compute_reproducibly() {
  ::setenv("CUBLAS_WORKSPACE_CONFIG", ":4096:8", 0);  // cuBLAS reads it when it starts
  auto& context = at::globalContext();
  context.setAllowTF32CuBLAS(false);
  context.setAllowTF32CuDNN(false);
  context.setDeterministicCuDNN(true);
  context.setDeterministicFillUninitializedMemory(false);
  context.setDeterministicAlgorithms(true, /*warn_only=*/false);
}

}  // namespace

Compute choose(const DeviceOptions& options) {
  if (options.threads < 0)
    throw UsageError(std::to_string(options.threads) + " is not a number of threads", "threads",
                     "Use 0 for all cores, or a positive number");
  Compute compute;
  std::string reason;
  compute.device = chosen_device(options.device, reason);
  if (compute.device.is_cuda()) compute_reproducibly();
  compute.bf16 = chosen_bf16(options.precision, compute.device);
  compute.bf16_allowed =
      compute.device.is_cpu() && options.precision != "float32" && cpu_has_bf16();
  compute.threads = options.threads > 0
                        ? options.threads
                        : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  compute.summary = "computing on " + compute.device.str() + " in " +
                    (compute.bf16           ? "bf16"
                     : compute.bf16_allowed ? "float32, where allowed in bf16,"
                                            : "float32") +
                    " with " + std::to_string(compute.threads) + " threads" +
                    (reason.empty() ? "" : " (" + reason + ")");
  return compute;
}

void use_threads(int threads) { at::set_num_threads(threads); }

std::int64_t available_memory(const Compute& compute) {
#ifdef PENUMBRA_CUDA
  if (compute.device.is_cuda()) {
    const c10::cuda::CUDAGuard guard(compute.device);
    std::size_t available = 0, total = 0;
    return cudaMemGetInfo(&available, &total) == cudaSuccess ? static_cast<std::int64_t>(available)
                                                             : 0;
  }
#endif
  return compute.device.is_cpu() ? available_memory() : 0;
}

}  // namespace penumbra::device

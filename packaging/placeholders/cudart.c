/* The CPU libraries of LibTorch's wheel are linked with NVIDIA's profiler (CUPTI) and CUDA's runtime,
   which are not free, for a profiler that Penumbra does not use. In the package these two take their
   place: every function says that it failed. */
int cudaDeviceSynchronize(void) { return 1; }
int cudaDriverGetVersion(int* version) { return *version = 0, 1; }
int cudaGetDeviceCount(int* count) { return *count = 0, 1; }
int cudaGetDeviceProperties(void* properties, int device) { return (void)properties, (void)device, 1; }
int cudaRuntimeGetVersion(int* version) { return *version = 0, 1; }
const char* cudaGetErrorString(int error) { return (void)error, "there is no CUDA"; }

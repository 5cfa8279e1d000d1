#pragma once

/// A function of one thread of a CUDA kernel, which other compilers take as a plain one.
#ifdef __CUDACC__
#define PENUMBRA_THREAD __host__ __device__ inline
#define PENUMBRA_THREAD_UNROLL _Pragma("unroll")
#else
#define PENUMBRA_THREAD inline
#define PENUMBRA_THREAD_UNROLL
#endif

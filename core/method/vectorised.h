#pragma once

// Compiled for each instruction set and chosen at run time; the loops are written to vectorise.
// clang reads "avx2,fma" as two targets.
#if defined(__x86_64__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define PENUMBRA_VECTORISED __attribute__((target_clones("avx512f", "avx2,fma", "default")))
#else
#define PENUMBRA_VECTORISED
#endif

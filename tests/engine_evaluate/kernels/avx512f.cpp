// The kernels as they are for machines with avx512f, alone.
#if defined(__x86_64__)
#define RSN_KERNEL kernel_avx512f
#define RSN_WIDEST __attribute__((target("avx512f")))
#include "engine/evaluate/kernels.cpp"
#include "tests/engine_evaluate/kernels/every.inc"
#endif

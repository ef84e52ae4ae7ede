// The kernels as they are for machines with avx2, alone.
#if defined(__x86_64__)
#define RSN_KERNEL kernel_avx2
#define RSN_WIDEST __attribute__((target("avx2")))
#include "engine/evaluate/kernels.cpp"
#include "tests/engine_evaluate/kernels/every.inc"
#endif

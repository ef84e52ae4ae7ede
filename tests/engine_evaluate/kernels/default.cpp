// The kernels as they are for every machine of the architecture, alone.
#define RSN_KERNEL kernel_default
#define RSN_WIDEST
#include "engine/evaluate/kernels.cpp"
#include "tests/engine_evaluate/kernels/every.inc"

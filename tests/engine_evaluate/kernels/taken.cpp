// The version that the loader has taken for this machine: the one that cases are judged with.
#include "engine/evaluate/kernels.hpp"
#include "tests/engine_evaluate/kernels/every.inc"

// `match`: lambdas as one visitor, so that a `std::visit` names every case.
#pragma once

namespace rettesnor {

template <class... F>
struct match : F... {
  using F::operator()...;
};
template <class... F>
match(F...) -> match<F...>;

}  // namespace rettesnor

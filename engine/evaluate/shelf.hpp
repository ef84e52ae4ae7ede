// Tools that take longer to make than to use, handed from one piece of work to the next.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

namespace rettesnor {

/// Holds what no thread is using. Thread-safe.
template <class Tools>
class Shelf {
 public:
  /// What lies there; null: nothing, and whoever asked makes one.
  std::unique_ptr<Tools> take() {
    const std::scoped_lock lock(mutex_);
    if (free_.empty()) return nullptr;
    auto out = std::move(free_.back());
    free_.pop_back();
    return out;
  }
  void give(std::unique_ptr<Tools> tools) {
    const std::scoped_lock lock(mutex_);
    free_.push_back(std::move(tools));
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<Tools>> free_;
};

}  // namespace rettesnor

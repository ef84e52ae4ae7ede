// Counting: the cases affected, counted in a thread of its own while the server goes on answering.
#pragma once

#include <atomic>
#include <functional>
#include <thread>

#include "apps/lsp/affected.hpp"

namespace rettesnor::lsp {

/// One count. It shares nothing with the server but what is declared here. To be destroyed is to stop, and to wait until it has.
class Counting {
 public:
  /// @param time_is_up  asked between cases, from the count's thread
  /// @param done  called once from there, when `finished` has become true; may be empty
  Counting(CountTask task, std::function<bool()> time_is_up, std::function<void()> done);

  /// It is of no use any more: it ends soon, without an answer.
  void stop() { thread_.request_stop(); }
  bool finished() const { return finished_; }
  /// @pre finished()
  const Affected& result() const { return result_; }

 private:
  Affected result_;
  std::atomic<bool> finished_ = false;
  std::jthread thread_;  ///< the last member: it writes the others
};

}  // namespace rettesnor::lsp

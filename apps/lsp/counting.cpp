#include "apps/lsp/counting.hpp"

#include <exception>

namespace rettesnor::lsp {

Counting::Counting(CountTask task, std::function<bool()> time_is_up, std::function<void()> done) {
  thread_ = std::jthread([this, task = std::move(task), time_is_up = std::move(time_is_up), done = std::move(done)](const std::stop_token& stop) {
    try {
      result_ = count_affected(task, [&] { return stop.stop_requested() || (time_is_up && time_is_up()); });
    } catch (const std::exception&) {  // no memory for it: the session goes on
      result_ = Affected{.outcome = Affected::Outcome::source_unusable, .revision = task.revision};
    }
    finished_ = true;
    if (done) done();
  });
}

}  // namespace rettesnor::lsp

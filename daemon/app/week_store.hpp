#pragma once
// What the analysis reads and writes, a step ahead of it and a step behind.
#include <functional>
#include <future>
#include <optional>
#include <vector>

#include "analyzers/model/findings.hpp"
#include "analyzers/model/paper.hpp"
#include "config/config.hpp"
#include "daemon/store/connection.hpp"

namespace bandwagon::app {

// Commits closed weeks in order, and reads the papers of those to come, on a thread of its own. Nobody else uses the
// connection without connection() or wait(). Errors of a commit come out at the next call.
class WeekStore {
 public:
  using Committed = std::function<void(const model::WeekFindings&)>;  // called by the thread that uses the store

  WeekStore(store::Connection& connection, const config::Config& config, Committed committed)
      : connection_(connection), config_(config), committed_(std::move(committed)) {}
  ~WeekStore() { wait(); }
  WeekStore(const WeekStore&) = delete;
  WeekStore& operator=(const WeekStore&) = delete;

  // The papers announced in a week, by announcement and identifier.
  Result<std::vector<model::StoredPaper>> papers(model::Day monday);

  // Begins to commit a week, and to read the papers of the week after the next.
  Result<void> commit(model::WeekFindings findings);

  // The connection, once all that was begun is done.
  Result<store::Connection*> connection();

  void wait() const {
    if (begun_.valid()) begun_.wait();
  }

 private:
  struct Week {
    model::Day monday;
    std::vector<model::StoredPaper> papers;
  };
  Result<Week> read(model::Day monday) const;
  Result<Week> commit_and_read();

  store::Connection& connection_;
  const config::Config& config_;
  Committed committed_;
  std::optional<model::WeekFindings> findings_;  // of the week being committed
  std::vector<Week> read_;                       // ahead
  std::future<Result<Week>> begun_;              // last: it uses all of the above
};

}  // namespace bandwagon::app

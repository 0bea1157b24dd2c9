#pragma once
// What the analysis reads and writes, a step ahead of it and a step behind.
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <vector>

#include "analyzers/candidate/reading.hpp"
#include "analyzers/corpus/kept_readings.hpp"
#include "analyzers/model/findings.hpp"
#include "analyzers/model/paper.hpp"
#include "config/config.hpp"
#include "daemon/store/connection.hpp"

namespace bandwagon::closing {

// The papers announced in a week, by announcement and identifier.
struct WeekPapers {
  model::Day monday;
  std::vector<model::StoredPaper> papers;
  std::vector<candidate::Reading> readings;  // parallel to papers; empty where no releases are looked for
  corpus::KeptReadings texts;                // of those that were read ahead
};

// Commits closed weeks in order, and reads the papers of those to come, on a thread of its own. Nobody else uses the
// connection without connection() or wait(). Errors of a commit come out at the next call.
class WeekStore {
 public:
  using Committed = std::function<void(const model::WeekFindings&)>;  // called by the thread that uses the store

  // `library` reads the same database beside it. `reader` reads the papers ahead, too; it may be null.
  WeekStore(store::Connection& connection, const store::Connection& library, const config::Config& config,
            std::shared_ptr<const candidate::PaperReader> reader, Committed committed)
      : connection_(connection),
        library_(library),
        config_(config),
        reader_(std::move(reader)),
        committed_(std::move(committed)) {}
  ~WeekStore() { wait(); }
  WeekStore(const WeekStore&) = delete;
  WeekStore& operator=(const WeekStore&) = delete;

  Result<WeekPapers> papers(model::Day monday);

  // Reads them now, for papers() to find.
  Result<void> fetch(model::Day monday);

  // Begins to commit a week, and to read the papers of the week after the next.
  Result<void> commit(model::WeekFindings findings);

  // The connection, once all that was begun is done.
  Result<store::Connection*> connection();

  // A stored paper; empty where there is none.
  Result<std::vector<model::StoredPaper>> paper(const model::PaperId& id) const;

  void wait() const {
    if (begun_.valid()) begun_.wait();
  }

 private:
  // A week that was fetched; its text may still be being read by another thread, which does not need the connection.
  struct Ahead {
    WeekPapers week;
    std::future<void> read;
  };
  Result<WeekPapers> stored(model::Day monday) const;
  Result<std::unique_ptr<Ahead>> commit_and_read();
  void read_text(WeekPapers& week) const;

  store::Connection& connection_;
  const store::Connection& library_;
  const config::Config& config_;
  std::shared_ptr<const candidate::PaperReader> reader_;
  Committed committed_;
  std::optional<model::WeekFindings> findings_;        // of the week being committed
  std::vector<std::unique_ptr<Ahead>> read_;           // ahead
  std::future<Result<std::unique_ptr<Ahead>>> begun_;  // last: it uses all of the above
};

}  // namespace bandwagon::closing

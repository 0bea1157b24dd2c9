#include "daemon/app/resume.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <future>
#include <iterator>
#include <mutex>
#include <vector>

#include "daemon/app/kept_weeks.hpp"
#include "daemon/store/findings.hpp"
#include "daemon/store/papers.hpp"

namespace bandwagon::app {
namespace {

constexpr int kWeek = model::kDaysPerWeek;

tl::unexpected<Error> cancelled() {
  return fail(ErrorKind::Cancelled, "stopped before all weeks were closed; the rest is closed next time");
}

constexpr std::array kRooms{"strata", "thread", "joined", "placed",  "centroid", "resting", "cluster",
                            "topic",  "wave",   "kin",    "coinage", "look",     "counter"};

// Shows the search for releases what it has not learned yet of the weeks that were closed.
Result<void> show_again(store::Connection& connection, const Past& past, model::Day from, KnownReleases& known,
                        const std::stop_token& stop) {
  if (!known.reader()) return {};
  for (model::Day week = std::max(past.first, from); week <= past.last; week = week + kWeek) {
    if (stop.stop_requested()) return cancelled();
    const auto papers = store::week_of_papers(connection, week);
    if (!papers) return tl::unexpected(papers.error());
    known.warm(*papers);
  }
  const auto learned = known.learned();
  return learned ? keep_search(connection, past.last, past.window_weeks, *learned) : Result<void>{};
}

// The weeks of the past in their order, two ahead of the one that was taken: one may be fetched while the other is
// unpacked.
class WeeksAhead {
 public:
  WeeksAhead(const store::Connection& connection, const Past& past)
      : connection_(connection), next_(past.first), last_(past.last) {
    begin_next();
    begin_next();
  }
  bool empty() const { return begun_.empty(); }
  Result<KeptWeek> take() {
    auto week = begun_.front().get();
    begun_.pop_front();
    begin_next();
    return week;
  }

 private:
  void begin_next() {
    if (next_ > last_) return;
    begun_.push_back(std::async(std::launch::async, [this, week = next_] { return fetch(week).map(unpacked); }));
    next_ = next_ + kWeek;
  }
  Result<StoredWeek> fetch(model::Day week) {
    const std::scoped_lock alone(fetching_);
    return read_stored_week(connection_, week);
  }

  std::mutex fetching_;  // the connection is for one at a time
  const store::Connection& connection_;
  model::Day next_, last_;
  std::deque<std::future<Result<KeptWeek>>> begun_;  // last: they use all of the above
};

// Lets the analysis read the window again.
Result<void> warm(const store::Connection& connection, const Past& past, close::Analysis& analysis,
                  const std::stop_token& stop) {
  for (WeeksAhead weeks(connection, past); !weeks.empty();) {
    auto week = weeks.take();
    if (!week) return tl::unexpected(week.error());
    if (stop.stop_requested()) return cancelled();
    analysis.warm(week->monday, std::move(week->papers), std::move(week->readings));
  }
  return {};
}

}  // namespace

Result<void> resume(store::Connection& connection, const Past& past, const std::string& state_hash,
                    close::Analysis& analysis, KnownReleases& known, const std::stop_token& stop) {
  std::vector<model::StateRecord> records;
  for (const char* room : kRooms) {
    auto state = store::load_state(connection, room);
    if (!state) return tl::unexpected(state.error());
    std::move(state->begin(), state->end(), std::back_inserter(records));
  }
  const auto search = kept_search(connection, past.last, past.window_weeks);
  if (!search) return tl::unexpected(search.error());
  analysis.restore_strata(records);
  auto beside = std::async(std::launch::async, [&] {
    analysis.restore_topics(records);
    return take_up_search(*search, known);
  });
  if (auto warmed = warm(connection, past, analysis, stop); !warmed) return warmed;
  const bool taken_up = beside.get();
  analysis.restore(records, state_hash);
  const model::Day unseen = taken_up ? (*search)->week + kWeek : past.first;
  return unseen <= past.last ? show_again(connection, past, unseen, known, stop) : Result<void>{};
}

}  // namespace bandwagon::app

#include "daemon/closing/resume.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <functional>
#include <future>
#include <iterator>
#include <mutex>
#include <span>
#include <vector>

#include "daemon/store/findings.hpp"
#include "daemon/store/papers.hpp"

namespace bandwagon::closing {
namespace {

constexpr int kWeek = model::kDaysPerWeek;

tl::unexpected<Error> cancelled() {
  return fail(ErrorKind::Cancelled, "stopped before all weeks were closed; the rest is closed next time");
}

constexpr std::array kMemoryRooms{"strata", "wave", "coinage", "look", "counter"};
constexpr std::array kPaperRooms{"thread", "joined", "placed", "centroid", "resting", "cluster", "topic", "kin"};

Result<std::vector<model::StateRecord>> load_rooms(const store::Connection& connection,
                                                   std::span<const char* const> rooms) {
  std::vector<model::StateRecord> records;
  for (const char* room : rooms) {
    auto state = store::load_state(connection, room);
    if (!state) return tl::unexpected(state.error());
    std::move(state->begin(), state->end(), std::back_inserter(records));
  }
  return records;
}

// Shows the search for releases what it has not learned yet of the weeks that were closed.
Result<void> show_again(store::Connection& connection, const Past& past, model::Day from, release::KnownReleases& known,
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

// The weeks of the past in their order, two ahead of the one that was taken: one may be fetched while what is wanted is
// made of the other.
template <class Week>
class WeeksAhead {
 public:
  using Make = std::function<Week(StoredWeek)>;  // called by several threads
  // Weeks of `read` are taken from there.
  WeeksAhead(const store::Connection& connection, const Past& past, ReadWeeks read, Make make)
      : connection_(connection), read_(std::move(read)), make_(std::move(make)), next_(past.first), last_(past.last) {
    begin_next();
    begin_next();
  }
  bool empty() const { return begun_.empty(); }
  Result<Week> take() {
    auto week = begun_.front().get();
    begun_.pop_front();
    begin_next();
    return week;
  }

 private:
  void begin_next() {
    if (next_ > last_) return;
    begun_.push_back(std::async(std::launch::async, [this, week = next_] { return fetch(week).map(make_); }));
    next_ = next_ + kWeek;
  }
  Result<StoredWeek> fetch(model::Day week) {
    const std::scoped_lock alone(fetching_);
    if (auto read = read_.extract(week)) return std::move(read.mapped());
    return read_stored_week(connection_, week);
  }

  std::mutex fetching_;  // the connection is for one at a time
  const store::Connection& connection_;
  ReadWeeks read_;
  Make make_;
  model::Day next_, last_;
  std::deque<std::future<Result<Week>>> begun_;  // last: they use all of the above
};

// Lets the analysis read the window again.
Result<void> warm(const store::Connection& connection, const Past& past, ReadWeeks read, close::Analysis& analysis,
                  const std::stop_token& stop) {
  const auto known = [&](StoredWeek stored) {
    KeptWeek week = unpacked(std::move(stored));
    return analysis.known_week(week.monday, std::move(week.papers), std::move(week.readings));
  };
  for (WeeksAhead<corpus::Window::KnownWeek> weeks(connection, past, std::move(read), known); !weeks.empty();) {
    auto week = weeks.take();
    if (!week) return tl::unexpected(week.error());
    if (stop.stop_requested()) return cancelled();
    analysis.warm(*std::move(week));
  }
  return {};
}

}  // namespace

Result<void> resume_search(store::Connection& connection, const Past& past, release::KnownReleases& known,
                           const std::function<Result<void>()>& meanwhile, const std::stop_token& stop) {
  const auto search = kept_search(connection, past.last, past.window_weeks);
  if (!search) return tl::unexpected(search.error());
  auto taken_up = std::async(std::launch::async, [&] { return take_up_search(*search, known); });
  if (auto done = meanwhile(); !done) return done;
  const model::Day unseen = taken_up.get() ? (*search)->week + kWeek : past.first;
  return unseen <= past.last ? show_again(connection, past, unseen, known, stop) : Result<void>{};
}

Result<void> DormantAnalysis::remember(const std::string& state_hash) {
  const auto records = load_rooms(connection_, kMemoryRooms);
  if (!records) return tl::unexpected(records.error());
  analysis_.restore_memory(*records, state_hash);
  return {};
}

Result<bool> DormantAnalysis::may_find(model::Day day, std::span<const model::StoredPaper> papers,
                                       const std::vector<attribute::KnownRelease>& releases, ReadWeeks& read,
                                       const std::stop_token& stop) const {
  auto glance = analysis_.glance(day, past_.first, releases);
  if (glance.unkept().empty()) return glance.may_rise(day.monday(), papers);
  struct GlancedWeek {
    corpus::TermUses uses;
    StoredWeek week;
  };
  const Past recent{std::max(past_.first, past_.last - (glance.weeks() - 1) * kWeek), past_.last, past_.window_weeks};
  WeeksAhead<GlancedWeek> weeks(connection_, recent, {}, [&](StoredWeek week) {
    auto uses = uses_in(week, glance.unkept());
    return GlancedWeek{std::move(uses), std::move(week)};
  });
  while (!weeks.empty()) {
    auto glanced = weeks.take();
    if (!glanced) return tl::unexpected(glanced.error());
    if (stop.stop_requested()) return cancelled();
    const auto& [uses, week] = *glanced;
    if (is_stale(uses.read_anew, week.papers.size())) return true;  // to be kept again
    glance.add_week(uses);
    read.insert_or_assign(week.monday, std::move(glanced->week));
  }
  return glance.may_rise(day.monday(), papers);
}

Result<void> DormantAnalysis::wake(ReadWeeks read, const std::stop_token& stop) {
  if (!dormant_) return {};
  const auto records = load_rooms(connection_, kPaperRooms);
  if (!records) return tl::unexpected(records.error());
  auto topics = std::async(std::launch::async, [&] { analysis_.restore_topics(*records); });
  if (auto warmed = warm(connection_, past_, std::move(read), analysis_, stop); !warmed) return warmed;
  topics.get();
  analysis_.restore_papers(*records);
  dormant_ = false;
  return {};
}

Result<bool> DormantAnalysis::wake_to_look(model::Day day, std::span<const model::StoredPaper> papers,
                                           const std::vector<attribute::KnownRelease>& releases,
                                           const std::stop_token& stop) {
  if (!dormant_) return true;
  ReadWeeks read;
  const auto worth = may_find(day, papers, releases, read, stop);
  if (!worth || !*worth) return worth;
  return wake(std::move(read), stop).map([] { return true; });
}

}  // namespace bandwagon::closing

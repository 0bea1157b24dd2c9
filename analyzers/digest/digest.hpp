#pragma once
// A digest: what happened in a period, in the order in which a reader wants it. Every face (text, Markdown, HTML, JSON)
// is made from this one value.
#include <optional>
#include <string>
#include <vector>

#include "analyzers/digest/evidence.hpp"
#include "analyzers/digest/landscape.hpp"
#include "analyzers/model/findings.hpp"

namespace bandwagon::digest {

// An alert as it was raised.
struct RaisedAlert {
  model::AlertId id = 0;
  model::BurstId burst = 0;
  std::optional<std::string> release;
  model::AlertReason reason = model::AlertReason::New;
  model::Day raised;
  std::string headline;
  Evidence evidence;

  // The case of the release that it names; null when it names none or the evidence does not hold its case.
  const ReleaseCase* release_case() const;
};

// Two papers of different teams that do much the same.
struct Twins {
  CitedPaper first, second;
  double cosine = 0;
  int days_apart = 0;
};

// How long waves of the past that came as far lasted from there on.
struct Remaining {
  double weeks_old = 0;
  int waves = 0;  // that came as far
  // Weeks still to come, 95 % interval; absent: not reached, or too few waves (lifetime::kFewest).
  std::optional<double> median, low, high;
};

// What readers were told of a wave before the period.
struct Told {
  model::Day on;
  std::optional<double> observed;
  std::optional<std::string> release;  // its identifier …
  std::string release_name{};          // … and name; empty: not known
};

// One burst in the period: its latest alert, with the reasons of all of them.
struct Wave {
  RaisedAlert latest;
  std::vector<model::AlertReason> reasons;  // in the order they were given, each once
  std::optional<Told> told{};               // absent: never before the period

  // As of the digest's last day, from beside the alert; empty: not known.
  std::vector<int> lags{};  // followers by whole weeks after the release, from the week of the release on
  std::vector<Twins> twins{};
  std::optional<Remaining> remaining{};
  std::optional<std::int64_t> papers{};  // in all, for a wave that ended

  // Whether the release, or that there is none, is not what readers were told before.
  bool is_tie_news() const { return !told || told->release != latest.release; }

  const ReleaseCase* release() const { return latest.release_case(); }
  // All other releases that were weighed, most probable first.
  std::vector<ReleaseCase> rivals() const;
  // label of the evidence, else the alert's headline
  const std::string& title() const;
};

// What the digest was made from, for the last line.
struct Footing {
  std::optional<model::Day> newest_announcement;
  std::optional<model::Day> last_closed_week;  // its Monday
  std::optional<model::Day> last_close{};      // the day on which it was closed
  std::vector<std::string> failing_sources;
  std::int64_t sources = 0;                       // asked at all
  std::optional<model::Day> first_closed_week{};  // its Monday
  std::vector<std::string> failing_channels{};
};

// A wave that reached a watch of the user's in the period.
struct Watched {
  std::string watch;  // its name
  model::BurstId burst = 0;
  model::Day raised;
  std::string headline;
  std::vector<std::string> papers;  // arXiv identifiers of the reader's own papers in the wave
};

struct Digest {
  model::Day since, until;  // both included
  std::string summary;      // one sentence
  std::vector<Wave> waves;  // attributed first, then by strength
  std::vector<Wave> ended;
  std::vector<Wave> unlisted;  // waves beyond the cap: counted and named, not told
  Footing footing;
  std::vector<Watched> watched;  // in the order in which they were seen
  Landscape landscape{};

  // Nothing in it but that nothing happened.
  bool is_quiet() const { return waves.empty() && ended.empty() && watched.empty() && !landscape.has_news(); }
};

struct Params {
  std::size_t max_waves = 12;
};

// How the beginning of a wave lies to a release, at the grain of weeks. Nothing when either is not known.
enum class Order { Before, SameWeek, After };
std::optional<Order> onset_against(const Evidence& evidence, const ReleaseCase& release);

// True when the alert names a release and the evidence does not reject it.
bool is_attributed(const Wave& wave);

}  // namespace bandwagon::digest

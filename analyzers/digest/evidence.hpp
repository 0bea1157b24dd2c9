#pragma once
// What was known of a wave on the day its alert was raised, as the analysis kept it beside the alert. A value that is
// absent was not decided; it is never shown as zero.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "analyzers/model/day.hpp"
#include "analyzers/model/paper_id.hpp"

namespace bandwagon::digest {

// A paper as a reader meets it. Titles are hostile text: whoever shows them escapes them.
struct CitedPaper {
  model::PaperId id;
  std::string title;
  std::optional<model::Day> announced;
  std::optional<bool> named;               // the paper names the release
  std::optional<int> lag_days;             // announcement minus release
  std::optional<double> similarity;        // to the release, cosine
  std::string phrase{};                    // of the release or the wave, that it was among the first to write
  std::optional<int> phrase_before{};      // papers that wrote it before
  std::optional<std::int64_t> named_by{};  // papers of the wave that write its short name; absent: it has none
};

// One release that was weighed against the wave.
struct ReleaseCase {
  std::string id, name, lab;
  std::optional<model::Day> released;
  std::optional<double> posterior;         // over all releases and "none of them"
  std::optional<double> placebo_p;         // share of invented release days that fit as well
  std::string verdict, status;             // attributed, shared, rejected; confirmed, candidate
  std::optional<double> named_share;       // of the wave's papers that name it, or use what it coined
  bool coined = false;                     // a phrase of the wave; absent where an older version told it
  std::optional<double> background_share;  // of all papers that name it
  std::vector<std::string> shared_terms;
  std::optional<double> excess, excess_low, excess_high;  // papers beyond expectation since the release
  std::vector<std::pair<std::string, double>> log_odds;   // what each kind of evidence adds for it: names, timing …
};

struct WeekCount {
  model::Day week;
  std::optional<double> observed, expected;
};

struct CategoryCount {
  std::string category;
  std::int64_t papers = 0;
};

struct Evidence {
  std::string label, kind;
  std::vector<std::string> phrases;
  std::optional<model::Day> week;                      // the closed week that raised the alert
  std::optional<double> observed, expected;            // papers in the window, and what was expected of it
  std::optional<double> ratio, ratio_low, ratio_high;  // observed / expected with its 95 % interval
  std::optional<double> q_value;
  std::optional<model::Day> onset, onset_low, onset_high;  // Mondays, 80 % interval
  std::optional<std::int64_t> author_groups;
  std::optional<int> window_days;
  std::vector<CategoryCount> categories;  // most papers first
  std::vector<ReleaseCase> releases;      // most probable first
  std::optional<double> none_posterior;
  std::vector<CitedPaper> first_followers, pioneers, newest;
  std::vector<WeekCount> weekly;  // oldest first
  std::vector<std::string> caveats;
};

// Reads the JSON kept with an alert. Unknown keys are ignored and any key may be absent (or null); a key of the wrong
// type, a malformed day or paper id is an error that names the key.
tl::expected<Evidence, std::string> parse_evidence(std::string_view json);

}  // namespace bandwagon::digest

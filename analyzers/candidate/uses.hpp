#pragma once
// Private to the room: when names were used, and which of them newly rose.
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <tsl/robin_map.h>

#include "analyzers/bytes/bytes.hpp"
#include "analyzers/candidate/given_names.hpp"
#include "analyzers/model/day.hpp"

namespace bandwagon::candidate {

struct UsesParams {
  int before_days = 180;     // so long back a past is looked at, but for …
  int stray_days = 21;       // … the last days: texts are revised, and names leak
  int least_past_days = 60;  // without so much past nothing is new
  int burst_days = 28;       // a name rises where so many days …
  int least_burst = 8;       // … hold so many papers that use it: strays of revised texts are fewer …
  double least_rise = 5;     // … so many times the rate of the past …
  int most_before = 40;      // … of no more papers
};

// Days on which names were used. A name's rise is the day since which it has been used more, the likeliest change of
// the rate of a Poisson process (Raftery & Akman, Biometrika 73, 1986, section 2, with an even prior). Given again the
// papers of the last year and a half, it says the same. Not thread safe.
class Uses {
 public:
  explicit Uses(UsesParams params = {}) : params_(params) {}

  void begin(model::Day first) { first_ = first; }    // the first day of which anything is known
  void add(NameId name, model::Day day);              // in order of days. O(days remembered), mostly O(1)
  int before(NameId name, model::Day day) const;      // papers of the past of that day; kMany: more than remembered
  int since(NameId name, model::Day day) const;       // papers from that day on, as far as remembered
  std::optional<model::Day> rise(NameId name) const;  // of the last time it rose
  void forget(model::Day day);                        // what no longer matters on that day

  void put(bytes::Writer& writer) const;  // in order of names
  void take(bytes::Reader& reader);       // in place of what it holds

  static constexpr int kMany = 64;

 private:
  using Days = std::span<const std::int32_t>;  // in order
  // Most names are used once or twice, and there are hundreds of thousands of them.
  struct Name {
    std::array<std::int32_t, 2> days{};  // a missing second day: 0; more than two: kOften and its place in often_
  };
  struct Often {
    std::vector<std::int32_t> days;  // the last kMany
    std::int32_t rose = 0;           // 0: never
  };
  static constexpr std::int32_t kOften = -1;
  static bool is_often(const Name& name) { return name.days[1] == kOften; }
  Days days_of(const Name& name) const;
  Often& make_often(Name& name);
  std::optional<std::int32_t> new_rise(Days days) const;
  int before(Days days, std::int32_t day) const;
  std::int32_t likeliest_rise(Days days) const;

  UsesParams params_;
  model::Day first_{};
  tsl::robin_map<NameId, Name> names_;
  std::vector<Often> often_;
  std::vector<std::int32_t> free_;  // places in often_ of names that were forgotten
};

}  // namespace bandwagon::candidate

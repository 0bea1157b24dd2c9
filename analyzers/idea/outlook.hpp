#pragma once
// What is known around an idea on a day: near papers, how crowded, which waves, who was first. Every face is made from
// this value.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyzers/idea/trend.hpp"
#include "analyzers/lifetime/survival.hpp"
#include "analyzers/model/findings.hpp"
#include "analyzers/model/paper_id.hpp"

namespace bandwagon::idea {

struct NearPaper {
  model::PaperKey key = 0;
  model::PaperId id;
  std::string title;  // hostile text: whoever shows it escapes it
  model::Day submitted, announced;
  bool watched = false;   // stands in a watched list, so it is counted
  double similarity = 0;  // cosine, 0 to 1
};

struct NearTopic {
  model::TopicId id = 0;
  std::string label, kind;  // cluster, term
  double share = 0;         // of the nearest papers, weighted by similarity; 0 for a topic that only its phrase brought
  bool uses_phrase = false;
  std::int64_t papers = 0;                  // all it ever had
  double per_week = 0;                      // over the last weeks
  std::optional<double> expected_per_week;  // by its own past and arXiv's volume
};

// A release that may explain a wave.
struct Cause {
  std::string id, name, lab, verdict;  // verdict: attributed, shared
  model::Day released;
  double posterior = 0;
};

struct NearWave {
  model::BurstId id = 0;
  std::string label, kind, state;
  model::Day onset;
  std::optional<model::Day> ended;
  std::int64_t papers = 0;                                                      // of the wave
  double observed = 0, expected = 0, ratio_low = 0, ratio_high = 0, ratio = 0;  // of its last four weeks
  std::int64_t near = 0;                                                        // near papers in it …
  std::int64_t near_since = 0;  // … among those announced since its onset (and before its end)
  bool uses_phrase = false;     // the idea uses the wave's word
  std::optional<Cause> cause;
  lifetime::Survival typical;  // of the past waves that came as far as this one has; weeks from the onset

  bool live() const { return state != "ended"; }
  // Whether it was ended for its age, see close::AlertParams::longest_weeks, whatever was still written.
  bool is_cut_off() const { return ended && *ended - onset > 104 * model::kDaysPerWeek; }
  double by_chance = 0;  // share of all watched papers of its time that stand in it

  double near_share() const { return near_since > 0 ? static_cast<double>(near) / static_cast<double>(near_since) : 0; }
};

struct Pioneer {
  NearPaper paper;
  model::BurstId burst = 0;
  std::string release;  // its name
  int lag_days = 0;     // announcement minus release: negative
};

enum class Verdict { Race, Rising, Busy, SomeCompany, Quiet, OpenGround };

struct Outlook {
  std::string title;
  std::size_t words = 0;             // that could be compared
  std::optional<model::Day> closed;  // Monday of the last closed week: now
  std::vector<NearPaper> nearest;    // most similar first
  std::vector<NearPaper> earliest;   // of the near ones, first submitted first
  std::int64_t near = 0;             // near papers of all times
  Trend trend;
  std::vector<NearTopic> topics;  // by share
  std::vector<NearWave> waves;    // live ones first, then by near share
  std::vector<Pioneer> pioneers;
  lifetime::Survival past_waves;  // topical and mention waves that were confirmed
};

struct OutlookParams {
  // Three in 10,000 papers are so near to a title and two sentences by chance, one in four of the same topic.
  double near_cosine = 0.15;
  double earliest_share = 0.5;  // who was first must also be at least this part as near as the nearest
  std::size_t nearest = 10, earliest = 5, pioneers = 5, topics = 4, waves = 4;
  std::size_t neighbourhood = 30;  // nearest papers that say which topic an idea belongs to
  double topic_share = 0.1;        // of the neighbourhood, weighted: below it a topic is not named
  std::int64_t wave_papers = 3;    // near papers that must stand in a wave …
  double wave_share = 0.15;        // … this share of those of its time …
  double wave_lift = 3;            // … and so many times the share of all papers
  double wave_core = 0.5;          // with this share the idea is of the wave, not beside it
  double busy_per_week = 2;        // near papers: one every few days
  double quiet_per_week = 0.5;     // one in two weeks
};

// Whether the idea stands in the wave: it uses the wave's word, or enough of its near papers do.
bool stands_in(const NearWave& wave, const OutlookParams& params = {});
// Whether it is of the wave itself: its word, or most of its near papers.
bool is_core(const NearWave& wave, const OutlookParams& params = {});

// One word for it. Race: a live wave stands here, and its papers come. Rising: no wave, but more near papers than the
// year before (the whole interval above 1). Then by how many come a week. OpenGround: none in the weeks looked at.
Verdict verdict(const Outlook& outlook, const OutlookParams& params = {});

}  // namespace bandwagon::idea

#pragma once
// What a weekly close decides: plain values, written by daemon/store in one transaction and shown by the public views.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyzers/model/day.hpp"

namespace bandwagon::model {

using TopicId = std::int64_t;   // from 1, never reused
using BurstId = std::int64_t;   // from 1, never reused
using AlertId = std::int64_t;   // from 1, never reused
using PaperKey = std::int64_t;  // row id of a paper in the store

enum class TopicKind { Cluster, Term };
enum class BurstKind { Topical, Mention, Style, Calendar };
// Whether readers are told of bursts of this kind.
constexpr bool is_told(BurstKind kind) {
  return kind == BurstKind::Topical || kind == BurstKind::Mention;
}
enum class Verdict { Attributed, Shared, Rejected };
enum class RoleKind { Leader, Pioneer, Concurrent, Follower };
enum class AlertReason { New, Grew, Ended, Revised };
enum class LineageEvent { Born, Merged, Split, Retired, Revived };

struct Topic {
  TopicId id = 0;
  TopicKind kind = TopicKind::Cluster;
  std::string label, first_label;
  Day born;                    // Monday of the week of its birth
  std::string state = "live";  // live, merged, retired
  std::int64_t paper_count = 0;
  std::optional<TopicId> parent;  // the topic it was folded into
};
struct TopicPaper {
  TopicId topic;
  PaperKey paper;
  double similarity;
};
struct TopicWeek {
  TopicId topic;
  Day week;
  double observed;
  std::optional<double> expected;
};
struct Lineage {
  Day week;
  LineageEvent event;
  std::optional<TopicId> from, to;
};

struct Burst {
  BurstId id = 0;
  TopicId topic = 0;
  std::string label;
  BurstKind kind = BurstKind::Topical;
  Day onset, onset_low, onset_high;  // Mondays; 80 % interval
  std::optional<Day> confirmed, ended;
  std::string state;                  // candidate, confirmed, cooling, ended
  double observed = 0, expected = 0;  // papers in the last test window (28 days), and what was expected of it
  double ratio = 0, ratio_low = 0, ratio_high = 0;  // observed / expected, 95 % interval
  double q_value = 1;
};
struct BurstPaper {
  BurstId burst;
  PaperKey paper;
};

struct Attribution {
  BurstId burst = 0;
  std::string release;
  Day decided;
  double posterior = 0;  // over all releases and "none"
  std::optional<double> placebo_p;
  Verdict verdict = Verdict::Rejected;
  std::optional<double> excess, excess_low, excess_high;  // papers beyond expectation since the release
  std::string evidence;                                   // JSON: the terms of the score
};

struct Role {
  BurstId burst = 0;
  std::string release;
  PaperKey paper = 0;
  RoleKind role = RoleKind::Follower;
  bool named = false;  // the paper names the release
  double probability = 0;
  int lag_days = 0;      // announcement minus release; negative: before
  std::string evidence;  // one phrase for the reader
};

struct Alert {
  AlertId id = 0;
  BurstId burst = 0;
  std::optional<std::string> release;
  AlertReason reason = AlertReason::New;
  Day raised;
  std::string headline;
  std::string evidence;  // JSON: what the alert's reader was shown that day
};

// A wave that reached a watch of the user. No part of what a close decides.
struct WatchAlert {
  std::string watch;  // its name
  BurstId burst = 0;
  std::optional<std::string> release;
  Day raised;
  std::int64_t matched = 0;              // papers of the wave that use the watched words
  std::optional<PaperKey> first;         // the reader's first paper in the wave
  std::optional<bool> before_release;    // that paper was submitted before the release
  std::optional<std::int64_t> ahead_of;  // papers of the wave submitted after it
  std::string headline;
  std::vector<std::string> papers;  // arXiv identifiers of the reader's papers in the wave
};

// Two papers by disjoint teams that do much the same within weeks of each other.
struct ConcurrentPair {
  PaperKey a = 0, b = 0;  // a was announced first (same day: the smaller arXiv id)
  double cosine = 0;
  int days_apart = 0;
};

// One figure of a field in a month, see analyzers/herding.
struct HerdingFigure {
  std::string field;  // primary category, or "all"
  Day month;          // its first day
  std::string metric;
  double value = 0;
  std::optional<double> low, high;  // 95 %
};

// A topic that fell below its own past while its authors went to a wave.
struct AbandonedTopic {
  Day month;  // its first day
  TopicId topic = 0;
  BurstId burst = 0;
  double observed = 0, expected = 0;  // papers
  double q_value = 1;
  int movers = 0, publishing = 0;  // its former authors: in the wave now; publishing at all
};

struct CategoryWeek {
  Day week;
  std::string category;                   // primary category
  std::optional<std::int64_t> announced;  // listed by arXiv; absent where nobody told us
  std::int64_t stored = 0;
  std::optional<double> coverage;
};

// What the analysis must remember between closes and cannot recompute from the papers of its window. Private to the
// room that wrote it; an empty body deletes the record.
struct StateRecord {
  std::string room;
  std::int64_t key;
  std::string body;
};

// Everything one weekly close decided. The store writes it in one transaction: topics, bursts and state records are
// inserted or replaced by id; topic papers, topic weeks and burst papers are inserted or replaced by key, where a paper
// stands in one cluster topic at a time, and a merged cluster topic leaves its papers to its heir; the
// attributions of each burst in `reattributed` replace all earlier ones of that burst, its roles those of its pioneers
// and of papers announced from `window_from` on; the papers of each burst in `repopulated` likewise; lineage, alerts,
// category weeks, concurrent pairs and the figures of months are only ever added.
struct WeekFindings {
  Day week;                // Monday
  Day closed;              // the day the running service closes it
  Day window_from{};       // announcements from this Monday on were in the window when this was decided
  std::string method;      // version of the methods that decided
  std::string state_hash;  // over all below and the previous week's hash, independent of row ids
  std::vector<CategoryWeek> categories;
  std::vector<Topic> topics;
  std::vector<TopicPaper> topic_papers;
  std::vector<TopicPaper> background_topics;  // of papers outside the watched lists: shown, never counted
  std::vector<TopicWeek> topic_weeks;
  std::vector<Lineage> lineage;
  std::vector<Burst> bursts;
  std::vector<BurstPaper> burst_papers;
  std::vector<BurstId> reattributed, repopulated;
  std::vector<Attribution> attributions;
  std::vector<Role> roles;
  std::vector<Alert> alerts;
  std::vector<ConcurrentPair> concurrent_pairs;
  std::vector<HerdingFigure> herding;  // of the month that ended in this week, if one did
  std::vector<AbandonedTopic> abandoned;
  std::vector<StateRecord> state;
};

}  // namespace bandwagon::model

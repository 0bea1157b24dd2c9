#pragma once
#include "analyzers/herding/abandoned.hpp"
#include "analyzers/herding/half_life.hpp"

namespace bandwagon::herding {

struct Params {
  int field_papers = 50;    // a category with fewer papers in the month is no field of its own
  int sample_papers = 200;  // topics are counted in a sample of so many papers, in every field and month
  std::size_t large_waves = 5;
  int entry_memory_days = 364;   // an author without a paper on a ground for so long enters it anew
  double release_behind = 0.25;  // posterior from which a release stands behind a wave …
  double wave_behind = 0.25;  // … and share of a new topic's papers in the wave from which it stands behind the topic
  int draws = 200;            // of the bootstrap
  HalfLifeParams half_life;
  AbandonedParams abandoned;
};

// The cluster topics of a window's papers, and those that were born in the month.
struct Topics {
  TopicOf of;
  std::vector<model::TopicId> born;
};

struct MonthReport {
  std::vector<model::HerdingFigure> figures;     // by field and metric
  std::vector<model::AbandonedTopic> abandoned;  // by topic
};

// How much each field moved together in `month`, which ended in the window's latest week, from what was decided by its
// close. A field is a primary category, or "all". Intervals are 95 %: value ± 1.96 deviations of a bootstrap over
// groups (papers with the same last author), its percentiles for lags, which are skew, and for the half-life (over
// waves), exact for shares of topics. A figure that cannot be said is absent. Same input, same figures. About (fields x
// draws) passes over the month's papers.
MonthReport month_report(const corpus::Window& window, const Topics& topics, const Decided& decided, const Month& month,
                         const burst::Quarantine& quarantine, const Params& params);

}  // namespace bandwagon::herding

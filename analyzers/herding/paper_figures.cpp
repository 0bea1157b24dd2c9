#include "analyzers/herding/paper_figures.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "analyzers/herding/hill.hpp"
#include "analyzers/herding/resample.hpp"
#include "analyzers/lifetime/survival.hpp"

namespace bandwagon::herding {
namespace {

constexpr double kNoEnd = 1e300;

// A figure of papers: its name in the view, and how its interval comes from the draws.
struct Metric {
  const char* name;
  enum class Limits { Deviations, Percentiles } limits;  // Percentiles: it is skew, or steps from one value to another
  double least, most;                                    // the range that it cannot leave
};
constexpr Metric kOfPapers[] = {
    {"topic_share", Metric::Limits::Deviations, 0, 1},    {"wave_share", Metric::Limits::Deviations, 0, 1},
    {"follow_share", Metric::Limits::Deviations, 0, 1},   {"entry_concentration", Metric::Limits::Deviations, 0, 1},
    {"topics_n1", Metric::Limits::Deviations, 1, kNoEnd}, {"topics_n2", Metric::Limits::Deviations, 1, kNoEnd},
    {"lag_q25", Metric::Limits::Percentiles, 0, kNoEnd},  {"lag_median", Metric::Limits::Percentiles, 0, kNoEnd},
    {"lag_q75", Metric::Limits::Percentiles, 0, kNoEnd}};

std::optional<Interval> interval_of(const Metric& metric, double value, const std::vector<double>& drawn) {
  if (metric.limits == Metric::Limits::Percentiles) return percentile_interval(drawn);
  const auto sd = deviation(drawn);
  if (!sd) return std::nullopt;
  return Interval{.low = std::clamp(value - lifetime::kNormal95 * *sd, metric.least, metric.most),
                  .high = std::clamp(value + lifetime::kNormal95 * *sd, metric.least, metric.most)};
}

std::optional<double> share(double some, double all) {
  return all > 0 ? std::optional(some / all) : std::nullopt;
}

// What the figures ask of a field's papers in a month, side by side: each draw goes through all of them. Topics are
// numbered by id, followings by lag and probability, so that a draw only counts what it holds.
class Sample {
 public:
  Sample(std::span<const SeenPaper> papers, std::span<const std::size_t> places, int sample_papers)
      : sample_papers_(sample_papers) {
    std::map<model::TopicId, std::uint32_t> topics;
    std::vector<std::pair<Following, std::size_t>> follows;  // each with its place in ranks_
    for (const auto place : places) {
      const SeenPaper& paper = papers[place];
      if (paper.topic) topics.try_emplace(*paper.topic);
      for (const auto& following : paper.follows) follows.emplace_back(following, follows.size());
    }
    std::uint32_t number = 0;
    for (auto& entry : topics) entry.second = number++;
    topics_ = topics.size();
    std::stable_sort(follows.begin(), follows.end(), [](const auto& a, const auto& b) {
      return std::tie(a.first.lag_days, a.first.probability) < std::tie(b.first.lag_days, b.first.probability);
    });
    ranks_.resize(follows.size());
    for (const auto& [following, at] : follows) {
      ranks_[at] = static_cast<std::uint32_t>(follows_.size());
      follows_.push_back(following);
    }
    std::uint32_t first = 0;
    for (const auto place : places) {
      const SeenPaper& paper = papers[place];
      const auto end = first + static_cast<std::uint32_t>(paper.follows.size());
      papers_.push_back({.follow_probability = paper.follow_probability,
                         .topic = paper.topic ? topics.at(*paper.topic) : kNoTopic,
                         .in_wave = !paper.waves.empty(),
                         .entries = paper.entries,
                         .wave_entries = paper.wave_entries,
                         .first_follow = first,
                         .end_follow = end});
      first = end;
    }
  }

  // The figures of kOfPapers, in their order, for the papers at these places of the sample.
  std::vector<std::optional<double>> figures(std::span<const std::size_t> places) const {
    double in_topic = 0, in_wave = 0, following = 0, entries = 0, wave_entries = 0;
    std::vector<int> of_topic(topics_, 0);
    std::vector<std::uint32_t> times(follows_.size(), 0);
    for (const auto place : places) {
      const Stood& paper = papers_[place];
      if (paper.topic != kNoTopic) {
        ++of_topic[paper.topic];
        ++in_topic;
      }
      in_wave += paper.in_wave;
      following += paper.follow_probability;
      entries += paper.entries;
      wave_entries += paper.wave_entries;
      for (auto follow = paper.first_follow; follow < paper.end_follow; ++follow) ++times[ranks_[follow]];
    }
    std::erase(of_topic, 0);
    const auto hill = rarefied_hill_numbers(of_topic, sample_papers_);
    const auto all = static_cast<double>(places.size());
    const double weight = weight_of(times);
    const auto lag = [&](double part) { return weight > 0 ? quantile(times, part * weight) : std::nullopt; };
    return {share(in_topic, all),
            share(in_wave, all),
            share(following, all),
            share(wave_entries, entries),
            hill ? std::optional(hill->n1) : std::nullopt,
            hill ? std::optional(hill->n2) : std::nullopt,
            lag(0.25),
            lag(0.5),
            lag(0.75)};
  }

 private:
  static constexpr std::uint32_t kNoTopic = ~std::uint32_t{0};
  struct Stood {
    double follow_probability;
    std::uint32_t topic;
    bool in_wave;
    int entries, wave_entries;
    std::uint32_t first_follow, end_follow;  // in ranks_
  };

  // One by one: the sum does not depend on how the followings are counted.
  double weight_of(const std::vector<std::uint32_t>& times) const {
    double weight = 0;
    for (std::size_t f = 0; f < times.size(); ++f)
      for (std::uint32_t n = 0; n < times[f]; ++n) weight += follows_[f].probability;
    return weight;
  }

  // Smallest lag that holds at least so much of the following.
  std::optional<double> quantile(const std::vector<std::uint32_t>& times, double least) const {
    double sum = 0;
    for (std::size_t f = 0; f < times.size(); ++f)
      for (std::uint32_t n = 0; n < times[f]; ++n)
        if ((sum += follows_[f].probability) >= least) return follows_[f].lag_days;
    return std::nullopt;
  }

  std::vector<Stood> papers_;
  std::vector<Following> follows_;    // by lag and probability
  std::vector<std::uint32_t> ranks_;  // of each paper's followings, in follows_
  std::size_t topics_ = 0;
  int sample_papers_;
};

// Papers of one group: those with the same last author. Whoever shares any author would be one group in theory, but by
// such chains half of a month's papers hang together. As places of the sample.
std::vector<std::vector<std::size_t>> groups_of(std::span<const SeenPaper> papers,
                                                std::span<const std::size_t> places) {
  std::vector<std::vector<std::size_t>> groups;
  std::map<std::uint64_t, std::size_t> of_author;
  for (std::size_t p = 0; p < places.size(); ++p) {
    const auto& authors = papers[places[p]].reading->authors;
    const auto group =
        authors.empty() ? groups.size() : of_author.try_emplace(authors.back(), groups.size()).first->second;
    if (group == groups.size()) groups.emplace_back();
    groups[group].push_back(p);
  }
  return groups;
}

}  // namespace

std::vector<PaperFigure> figures_of_papers(std::span<const SeenPaper> papers, std::span<const std::size_t> places,
                                           int sample_papers, std::uint64_t seed, int draws) {
  const Sample sample(papers, places, sample_papers);
  std::vector<std::size_t> all(places.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  const auto values = sample.figures(all);
  const auto drawn = bootstrap(
      groups_of(papers, places), [&](std::span<const std::size_t> draw) { return sample.figures(draw); }, seed, draws);
  std::vector<PaperFigure> figures;
  for (std::size_t m = 0; m < values.size(); ++m)
    if (values[m]) figures.push_back({kOfPapers[m].name, *values[m], interval_of(kOfPapers[m], *values[m], drawn[m])});
  return figures;
}

}  // namespace bandwagon::herding

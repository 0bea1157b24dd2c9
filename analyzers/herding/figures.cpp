#include "analyzers/herding/figures.hpp"

#include <algorithm>
#include <cmath>

#include "analyzers/herding/hill.hpp"
#include "analyzers/herding/proportion.hpp"
#include "analyzers/herding/resample.hpp"
#include "analyzers/lifetime/survival.hpp"
#include "analyzers/parallel/each.hpp"

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

std::optional<Interval> limits_of(const Metric& metric, double value, const std::vector<double>& drawn) {
  if (metric.limits == Metric::Limits::Percentiles) return percentile_interval(drawn);
  const auto sd = deviation(drawn);
  if (!sd) return std::nullopt;
  return Interval{.low = std::clamp(value - lifetime::kNormal95 * *sd, metric.least, metric.most),
                  .high = std::clamp(value + lifetime::kNormal95 * *sd, metric.least, metric.most)};
}

std::optional<double> share(double some, double all) {
  return all > 0 ? std::optional(some / all) : std::nullopt;
}

// Smallest lag that holds at least this share of the following.
std::optional<double> quantile(const std::vector<Following>& sorted, double weight, double share) {
  double sum = 0;
  for (const auto& following : sorted) {
    sum += following.probability;
    if (sum >= share * weight) return following.lag_days;
  }
  return std::nullopt;
}

// The figures of kOfPapers for these places of `papers`, in their order.
std::vector<std::optional<double>> figures_of(std::span<const SeenPaper> papers, std::span<const std::size_t> places,
                                              const Params& params) {
  double in_topic = 0, in_wave = 0, following = 0, entries = 0, wave_entries = 0, weight = 0;
  std::map<model::TopicId, int> topics;
  std::vector<Following> follows;
  for (const auto place : places) {
    const SeenPaper& paper = papers[place];
    if (paper.topic) ++topics[*paper.topic];
    in_topic += paper.topic.has_value();
    in_wave += !paper.waves.empty();
    following += paper.follow_probability;
    entries += paper.entries;
    wave_entries += paper.wave_entries;
    follows.insert(follows.end(), paper.follows.begin(), paper.follows.end());
  }
  std::sort(follows.begin(), follows.end(), [](const Following& a, const Following& b) {
    return a.lag_days != b.lag_days ? a.lag_days < b.lag_days : a.probability < b.probability;
  });
  for (const auto& follow : follows) weight += follow.probability;
  std::vector<int> counts;
  for (const auto& [topic, count] : topics) counts.push_back(count);
  const auto hill = rarefied_hill_numbers(counts, params.sample_papers);
  const auto all = static_cast<double>(places.size());
  const auto lag = [&](double part) { return weight > 0 ? quantile(follows, weight, part) : std::nullopt; };
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

// Papers of one group: those with the same last author. Whoever shares any author would be one group in theory, but by
// such chains half of a month's papers hang together.
std::vector<std::vector<std::size_t>> groups_of(std::span<const SeenPaper> papers,
                                                std::span<const std::size_t> places) {
  std::vector<std::vector<std::size_t>> groups;
  std::map<std::uint64_t, std::size_t> of_author;
  for (const auto place : places) {
    const auto& authors = papers[place].reading->authors;
    const auto group =
        authors.empty() ? groups.size() : of_author.try_emplace(authors.back(), groups.size()).first->second;
    if (group == groups.size()) groups.emplace_back();
    groups[group].push_back(place);
  }
  return groups;
}

// The figures of kOfPapers, and each in the draws.
struct OfPapers {
  std::vector<std::optional<double>> values;
  std::vector<std::vector<double>> drawn;
};
OfPapers measure(std::span<const SeenPaper> papers, std::span<const std::size_t> places, std::uint64_t seed,
                 const Params& params) {
  const auto figures = [&](std::span<const std::size_t> drawn) { return figures_of(papers, drawn, params); };
  return {figures(places), bootstrap(groups_of(papers, places), figures, seed, params.draws)};
}

std::uint64_t seed_of(const std::string& field, const Month& month) {
  return hash_of(field, static_cast<std::uint64_t>(month.first.value));
}

// Topics born in the month with no release behind them, of all that were born, per field.
struct Births {
  int all = 0, free = 0;
};
std::map<std::string, Births> births_of(std::span<const SeenPaper> papers, const Decided& decided,
                                        const std::vector<model::TopicId>& born,
                                        const std::map<model::TopicId, std::string>& fields, const Params& params) {
  std::map<model::BurstId, bool> led;
  for (const auto& attribution : decided.attributions)
    if (attribution.verdict != model::Verdict::Rejected && attribution.posterior > params.release_behind)
      led[attribution.burst] = true;
  std::map<model::TopicId, double> size;
  std::map<std::pair<model::TopicId, model::BurstId>, double> held;
  for (const auto& paper : papers) {
    if (!paper.topic) continue;
    ++size[*paper.topic];
    for (const auto wave : paper.waves)
      if (led.contains(wave)) ++held[{*paper.topic, wave}];
  }
  std::map<std::string, Births> births;
  for (const auto topic : born) {
    const auto field = fields.find(topic);
    if (field == fields.end()) continue;
    bool behind = false;
    for (auto at = held.lower_bound({topic, 0}); at != held.end() && at->first.first == topic; ++at)
      behind = behind || at->second >= params.wave_behind * size[topic];
    for (const auto& name : {field->second, kAllFields}) {
      ++births[name].all;
      births[name].free += !behind;
    }
  }
  return births;
}

}  // namespace

MonthReport month_report(const corpus::Window& window, const Topics& topics, const Decided& decided, const Month& month,
                         const burst::Quarantine& quarantine, const Params& params) {
  MonthReport report;
  auto papers = see(window, topics.of, decided);
  std::map<std::string, std::vector<std::size_t>> places;  // of the month's papers, per field
  for (std::size_t p = 0; p < papers.size(); ++p) {
    const auto& paper = papers[p].reading->source.paper;
    if (!month.holds(paper.announced)) continue;
    places[kAllFields].push_back(p);
    places[paper.primary_category].push_back(p);
  }
  std::erase_if(places, [&](const auto& entry) { return static_cast<int>(entry.second.size()) < params.field_papers; });
  const std::vector<std::pair<std::string, std::vector<std::size_t>>> by_field(places.begin(), places.end());
  count_entries(papers, largest_waves(papers, decided, month, params.large_waves), month, params.entry_memory_days);
  std::vector<OfPapers> of_papers(by_field.size());
  std::vector<Decline> declines;
  parallel::both([&] { declines = find_declines(window, papers, quarantine, params.abandoned); },
                 [&] {
                   parallel::each(by_field.size(), 1, [&](std::size_t f) {
                     const auto& [field, own] = by_field[f];
                     of_papers[f] = measure(papers, own, seed_of(field, month), params);
                   });
                 });

  const auto fields = field_of_topics(papers);
  const auto births = births_of(papers, decided, topics.born, fields, params);
  std::map<std::string, std::pair<int, int>> tested;  // topics of each field: abandoned, all that were tested
  for (const auto& decline : declines) {
    for (const auto& name : {fields.at(decline.topic), kAllFields}) {
      tested[name].first += decline.wave.has_value();
      ++tested[name].second;
    }
    if (decline.wave)
      report.abandoned.push_back({.month = month.first,
                                  .topic = decline.topic,
                                  .burst = *decline.wave,
                                  .observed = decline.observed,
                                  .expected = decline.expected,
                                  .q_value = decline.q_value,
                                  .movers = decline.movers,
                                  .publishing = decline.publishing});
  }

  for (std::size_t f = 0; f < by_field.size(); ++f) {
    const auto& [field, own] = by_field[f];
    const auto say = [&, &field = field](const std::string& metric, double value, std::optional<double> low,
                                         std::optional<double> high) {
      report.figures.push_back({field, month.first, metric, value, low, high});
    };
    say("papers", static_cast<double>(own.size()), {}, {});
    const auto& [values, drawn] = of_papers[f];
    for (std::size_t m = 0; m < values.size(); ++m) {
      if (!values[m]) continue;
      const auto limits = limits_of(kOfPapers[m], *values[m], drawn[m]);
      say(kOfPapers[m].name, *values[m], limits ? std::optional(limits->low) : std::nullopt,
          limits ? std::optional(limits->high) : std::nullopt);
    }
    if (const auto born = births.find(field); born != births.end()) {
      const auto interval = exact_interval(born->second.free, born->second.all);
      say("births", born->second.all, {}, {});
      say("births_without_release", static_cast<double>(born->second.free) / born->second.all, interval.low,
          interval.high);
    }
    if (const auto ground = tested.find(field); ground != tested.end()) {
      const auto [abandoned, all] = ground->second;
      const auto interval = exact_interval(abandoned, all);
      say("abandoned_topics", abandoned, interval.low * all, interval.high * all);
    }
    if (field != kAllFields) continue;
    const auto waves =
        half_life_of_waves(papers, decided, window.monday(0), window.monday(window.latest()) + model::kDaysPerWeek,
                           seed_of("wave_half_life", month), params.half_life);
    if (waves) say("wave_half_life", waves->weeks, waves->low, waves->high);
  }
  return report;
}

}  // namespace bandwagon::herding

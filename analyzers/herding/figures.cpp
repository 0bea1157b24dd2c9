#include "analyzers/herding/figures.hpp"

#include "analyzers/herding/paper_figures.hpp"
#include "analyzers/herding/proportion.hpp"
#include "analyzers/herding/resample.hpp"
#include "analyzers/parallel/each.hpp"

namespace bandwagon::herding {
namespace {

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
  std::vector<std::vector<PaperFigure>> of_papers(by_field.size());
  std::vector<Decline> declines;
  parallel::both([&] { declines = find_declines(window, papers, quarantine, params.abandoned); },
                 [&] {
                   parallel::each(by_field.size(), 1, [&](std::size_t f) {
                     const auto& [field, own] = by_field[f];
                     of_papers[f] =
                         figures_of_papers(papers, own, params.sample_papers, seed_of(field, month), params.draws);
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
    for (const auto& [metric, value, interval] : of_papers[f])
      say(metric, value, interval ? std::optional(interval->low) : std::nullopt,
          interval ? std::optional(interval->high) : std::nullopt);
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
                           seed_of("wave_half_life", month), params.draws, params.half_life);
    if (waves) say("wave_half_life", waves->weeks, waves->low, waves->high);
  }
  return report;
}

}  // namespace bandwagon::herding

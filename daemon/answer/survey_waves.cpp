#include <algorithm>
#include <map>
#include <set>

#include "daemon/answer/cells.hpp"
#include "daemon/answer/survey.hpp"
#include "daemon/store/idea_questions.hpp"

namespace bandwagon::answer {
namespace {

constexpr double kCapWeeks =
    104;  // a wave that is ended for its age was still there: its lifetime is cut off, not over

idea::NearWave wave_of(const Row& row) {
  idea::NearWave wave{.id = whole(row[0]),
                      .label = text_of(row[1]),
                      .kind = text_of(row[2]),
                      .state = text_of(row[3]),
                      .onset = day_of(row[4]),
                      .papers = whole(row[13]),
                      .observed = number(row[6]),
                      .expected = number(row[7]),
                      .ratio_low = number(row[9]),
                      .ratio_high = number(row[10]),
                      .ratio = number(row[8])};
  if (!is_null(row[5])) wave.ended = day_of(row[5]);
  return wave;
}

bool is_confirmed(const Row& row) {
  return whole(row[11]) != 0;
}
bool is_of_a_term(const Row& row) {
  return text_of(row[12]) == "term";
}

std::string ids_of(const std::vector<idea::NearWave>& waves) {
  return json_of(waves, [](const auto& wave) { return wave.id; });
}

}  // namespace

Result<void> Survey::waves(idea::Outlook& outlook) const {
  const auto rows = database_.all(store::waves());
  if (!rows) return tl::unexpected(rows.error());
  const auto standing = database_.all(store::waves_of(json_of(near_, [](const auto& paper) { return paper.key; })));
  if (!standing) return tl::unexpected(standing.error());
  std::map<std::int64_t, std::vector<model::PaperKey>> members;  // ordered
  for (const Row& row : standing->rows) members[whole(row[0])].push_back(whole(row[1]));

  std::vector<lifetime::Lifetime> lifetimes;
  for (const Row& row : rows->rows) {
    idea::NearWave wave = wave_of(row);
    const double lasted = std::max(0.0, model::weeks_between(wave.onset, wave.ended.value_or(now_)));
    if (is_confirmed(row)) lifetimes.push_back({.weeks = lasted, .ended = wave.ended && lasted < kCapWeeks});
    wave.uses_phrase = is_of_a_term(row) && idea::uses(idea_, wave.label);
    count_papers(wave, members[wave.id]);
    if (idea::stands_in(wave, params_)) outlook.waves.push_back(std::move(wave));
  }
  outlook.past_waves = lifetime::survival_of(lifetimes);
  std::stable_sort(outlook.waves.begin(), outlook.waves.end(),
                   [](const auto& a, const auto& b) { return a.live() != b.live() ? a.live() : a.near > b.near; });
  if (outlook.waves.size() > params_.waves) outlook.waves.resize(params_.waves);
  for (auto& wave : outlook.waves)
    if (wave.live())
      wave.typical = lifetime::survival_beyond(lifetimes, std::max(0.0, model::weeks_between(wave.onset, now_)));
  if (const auto done = causes(outlook); !done) return done;
  return pioneers(outlook);
}

// Near papers of the wave's time, in the wave and in all, and what chance would put into it.
void Survey::count_papers(idea::NearWave& wave, const std::vector<model::PaperKey>& members) const {
  const model::Day until = wave.ended.value_or(now_);
  for (const auto& paper : near_) {
    if (!paper.watched || paper.announced < wave.onset || paper.announced > until) continue;
    ++wave.near_since;
    wave.near += std::binary_search(members.begin(), members.end(), paper.key);
  }
  std::int64_t all = 0;
  for (const auto& week : volume_)
    if (week.week >= wave.onset && week.week < until) all += week.volume;
  if (all > 0) wave.by_chance = static_cast<double>(wave.papers) / static_cast<double>(all);
}

Result<void> Survey::causes(idea::Outlook& outlook) const {
  const auto rows = database_.all(store::wave_causes(ids_of(outlook.waves)));
  if (!rows) return tl::unexpected(rows.error());
  for (const Row& row : rows->rows)
    for (auto& wave : outlook.waves)
      if (wave.id == whole(row[0]) && !wave.cause)  // the most probable one comes first
        wave.cause = idea::Cause{.id = text_of(row[1]),
                                 .name = text_of(row[2]),
                                 .lab = text_of(row[3]),
                                 .verdict = text_of(row[5]),
                                 .released = day_of(row[4]),
                                 .posterior = number(row[6])};
  return {};
}

// Of the waves that the idea is of, not of those that it merely touches; the nearest to the idea first.
Result<void> Survey::pioneers(idea::Outlook& outlook) const {
  std::vector<idea::NearWave> core;
  for (const auto& wave : outlook.waves)
    if (idea::is_core(wave, params_)) core.push_back(wave);
  const auto rows = database_.all(store::wave_pioneers(ids_of(core)));
  if (!rows) return tl::unexpected(rows.error());
  std::set<model::PaperKey> told;
  for (const Row& row : rows->rows) {
    const auto id = model::PaperId::parse(text_of(row[1]));
    if (!id || !told.insert(whole(row[0])).second) continue;
    idea::NearPaper paper{.key = whole(row[0]),
                          .id = *id,
                          .title = text_of(row[2]),
                          .submitted = day_of(row[4]),
                          .announced = day_of(row[5]),
                          .similarity = comparison_.to(text_of(row[2]), text_of(row[3]))};
    outlook.pioneers.push_back({.paper = std::move(paper),
                                .burst = whole(row[6]),
                                .release = text_of(row[7]),
                                .lag_days = static_cast<int>(whole(row[8]))});
  }
  std::stable_sort(outlook.pioneers.begin(), outlook.pioneers.end(),
                   [](const auto& a, const auto& b) { return a.paper.similarity > b.paper.similarity; });
  const auto kept = std::min(outlook.pioneers.size(), params_.pioneers);
  outlook.pioneers.erase(outlook.pioneers.begin() + static_cast<std::ptrdiff_t>(kept), outlook.pioneers.end());
  return {};
}

}  // namespace bandwagon::answer

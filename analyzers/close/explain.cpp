// Why a wave rose: attribution to releases, roles of its papers, who was there before.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "analyzers/close/weekly_close.hpp"

namespace bandwagon::close {
namespace {

constexpr std::size_t kCentreTerms = 400;
constexpr std::size_t kCentrePapers = 400;  // the newest of a large wave stand for it
constexpr double kPioneersAgainGrowth = 2;  // looked for again when the wave has doubled
constexpr std::size_t kShownRivals = 8;
constexpr double kNormal95 = 1.96;

// What the first says more than the second, length 1.
represent::SparseVector contrast(const represent::SparseVector& own, const represent::SparseVector& background) {
  std::vector<represent::Weighted> more;
  auto other = background.begin();
  for (const auto& entry : own) {
    while (other != background.end() && other->term < entry.term) ++other;
    const float common = other != background.end() && other->term == entry.term ? other->weight : 0;
    if (entry.weight > common) more.push_back({entry.term, entry.weight - common});
  }
  return represent::unit_vector(std::move(more), kCentreTerms);
}

bool alertable(model::BurstKind kind) {
  return kind == model::BurstKind::Topical || kind == model::BurstKind::Mention;
}

}  // namespace

represent::SparseVector Analysis::centre(const std::vector<wave::Place>& places,
                                         const std::vector<text::TermId>& hidden) const {
  represent::Centroid centroid;
  const std::size_t from = places.size() > kCentrePapers ? places.size() - kCentrePapers : 0;
  for (std::size_t p = from; p < places.size(); ++p) {
    const auto terms = text::without(wave::reading(window_, places[p]).terms, hidden);
    centroid.add(represent::paper_vector(terms, window_.frequencies(), params_.vectors));
  }
  return centroid.unit(kCentreTerms);
}

Analysis::Explanation Analysis::explain(const Today& today, const wave::Wave& wave) const {
  Explanation why;
  for (const auto& place : wave.papers)
    if (place.monday >= wave.burst.onset) why.papers.push_back(place);

  double all_papers = 0;
  const int onset = std::max(0, window_.index_of(wave.burst.onset));
  for (int week = onset; week <= window_.latest(); ++week)
    all_papers += static_cast<double>(window_.papers(week).size());
  const auto own_words = contrast(centre(why.papers, {}), today.background);
  std::vector<attribute::NamedCounts> counts;
  std::vector<double> cosines;
  for (std::size_t r = 0; r < today.releases->size(); ++r) {
    attribute::NamedCounts named{.wave_papers = static_cast<double>(why.papers.size()),
                                 .other_papers = all_papers - static_cast<double>(why.papers.size())};
    for (const auto& place : why.papers)
      named.after_release +=
          wave::reading(window_, place).source.paper.announced >= (*today.releases)[r].release.released;
    for (const auto& place : *today.named_papers[r]) {
      if (place.monday < wave.burst.onset) continue;
      (std::binary_search(why.papers.begin(), why.papers.end(), place) ? named.in_wave : named.elsewhere) += 1;
    }
    counts.push_back(named);
    cosines.push_back(represent::dot(today.profiles[r], own_words));
  }
  why.scored =
      attribute::score(*today.releases, counts, cosines, wave.burst.onset, wave.burst.onset_high, params_.attribution);

  // the course of the wave against what its past before the onset made expected
  const int first = std::max(0, window_.size() - params_.alerts.onset_weeks);
  const burst::Baseline before(window_.exposure(), std::min(window_.latest(), onset + params_.expectation.guard_weeks),
                               today.quarantine, params_.expectation);
  const auto series = wave::counts_of(window_, wave.papers);
  why.weekly_expected = before.expected(series, first, window_.latest());
  why.weekly_observed.assign(why.weekly_expected.size(), 0);
  for (const auto& count : series)
    if (count.week >= first && !burst::is_quarantined(today.quarantine, count.stratum))
      why.weekly_observed[static_cast<std::size_t>(count.week - first)] += count.papers;
  const double inverse_size = 1 / before.forecast(series, 1).total.size;

  for (const auto& rival : why.scored.rivals) {
    const auto& release = (*today.releases)[rival.release].release;
    if (rival.verdict == model::Verdict::Rejected && why.attributions.size() >= kShownRivals) continue;
    model::Attribution attribution{.burst = wave.burst.id,
                                   .release = release.id,
                                   .decided = today.closed,
                                   .posterior = rival.posterior,
                                   .placebo_p = rival.placebo_p,
                                   .verdict = rival.verdict};
    if (rival.verdict != model::Verdict::Rejected) {
      double observed = 0, expected = 0;
      for (int week = first; week <= window_.latest(); ++week) {
        if (window_.monday(week) + model::kDaysPerWeek <= release.released) continue;
        observed += why.weekly_observed[static_cast<std::size_t>(week - first)];
        expected += why.weekly_expected[static_cast<std::size_t>(week - first)];
      }
      const double sd = std::sqrt(expected + expected * expected * inverse_size);
      attribution.excess = observed - expected;
      attribution.excess_low = observed - (expected + kNormal95 * sd);
      attribution.excess_high = observed - std::max(0.0, expected - kNormal95 * sd);
    }
    const nlohmann::json terms{{"names", rival.names},
                               {"vocabulary", rival.vocabulary},
                               {"timing", rival.timing},
                               {"named_share", rival.named_share},
                               {"background_share", rival.background_share},
                               {"cosine", rival.cosine}};
    attribution.evidence = terms.dump();
    why.attributions.push_back(std::move(attribution));
  }
  if (!why.scored.rivals.empty() && why.scored.rivals.front().verdict == model::Verdict::Attributed)
    why.leader = &why.scored.rivals.front();
  return why;
}

void Analysis::find_pioneers(const Today& today, wave::Wave& wave, const Explanation& why) {
  const auto& release = (*today.releases)[why.leader->release].release;
  if (wave.pioneers_of == release.id && wave.burst.observed < kPioneersAgainGrowth * wave.pioneers_at) return;
  wave.pioneers_of = release.id;
  wave.pioneers_at = wave.burst.observed;
  wave.pioneers.clear();
  const auto& hidden = today.names[why.leader->release].terms();
  const auto shared = centre(why.papers, hidden);
  std::vector<double> similarities;
  for (const auto& place : why.papers) {
    const auto terms = text::without(wave::reading(window_, place).terms, hidden);
    similarities.push_back(
        represent::dot(represent::paper_vector(terms, window_.frequencies(), params_.vectors), shared));
  }
  if (similarities.empty()) return;
  const auto middle = similarities.begin() + static_cast<std::ptrdiff_t>(similarities.size() / 2);
  std::nth_element(similarities.begin(), middle, similarities.end());
  const auto phrases =
      telling_phrases(window_, why.papers, contrast(shared, today.background), params_.roles.own_words);
  const auto prior = prior_work_(phrases, release.released - params_.roles.concurrent_days);
  for (const auto& pioneer :
       attribute::find_pioneers(prior, shared, *middle, window_.frequencies(), hidden, params_.roles)) {
    const auto& paper = pioneer.paper.paper;
    if (std::find(release.arxiv_ids.begin(), release.arxiv_ids.end(), paper.id) != release.arxiv_ids.end()) continue;
    wave.pioneers.push_back({pioneer.paper.key, paper.id.str(), paper.title, paper.announced, pioneer.similarity});
    arxiv_ids_[pioneer.paper.key] = paper.id.str();
  }
}

void Analysis::give_roles(const Today& today, const wave::Wave& wave, const Explanation& why,
                          model::WeekFindings& findings) const {
  for (const auto& rival : why.scored.rivals) {
    if (rival.verdict == model::Verdict::Rejected) continue;
    const auto& release = (*today.releases)[rival.release].release;
    const auto& named = *today.named_papers[rival.release];
    std::vector<attribute::Candidate> candidates;
    for (const auto& place : why.papers) {
      const auto& source = wave::reading(window_, place).source;
      candidates.push_back({source.key, source.paper.id, source.paper.submitted, source.paper.announced,
                            std::binary_search(named.begin(), named.end(), place)});
    }
    const double excess_share = wave.burst.ratio > 1 ? 1 - 1 / wave.burst.ratio : 0;
    for (auto& role :
         attribute::give_roles(release, wave.burst.id, candidates, rival.posterior, excess_share, params_.roles))
      findings.roles.push_back(std::move(role));
    if (release.id != wave.pioneers_of) continue;
    for (const auto& pioneer : wave.pioneers) {
      char evidence[64];
      std::snprintf(evidence, sizeof evidence, "cosine %.2f to what the followers share", pioneer.similarity);
      std::erase_if(findings.roles, [&](const model::Role& role) {
        return role.burst == wave.burst.id && role.release == release.id && role.paper == pioneer.key;
      });
      findings.roles.push_back({.burst = wave.burst.id,
                                .release = release.id,
                                .paper = pioneer.key,
                                .role = model::RoleKind::Pioneer,
                                .probability = pioneer.similarity,
                                .lag_days = pioneer.announced - release.released,
                                .evidence = evidence});
    }
  }
}

// Everything a close says of one live wave.
void Analysis::record(const Today& today, wave::Wave& wave, const WaveNews& news, model::WeekFindings& findings) {
  const bool first_time = news.flagged && wave.flagged_closes == 1;
  for (const auto& place : wave.widened || first_time ? wave.papers : news.new_papers)
    if (place.monday >= wave.burst.onset_low)
      findings.burst_papers.push_back({wave.burst.id, wave::reading(window_, place).source.key});
  wave.widened = false;
  wave.follows.clear();

  for (const auto& core : wave.terms) {
    if (!core.defines) continue;
    std::vector<model::PaperKey> fresh;
    for (const auto& place : news.new_papers)
      if (const auto& paper = wave::reading(window_, place); paper.uses(core.term)) fresh.push_back(paper.source.key);
    const auto topic = topics_.term_topic(window_, core, wave.burst.topic, {}, findings);
    topics_.grow_term_topic(topic, fresh, findings);
  }

  if (alertable(wave.burst.kind) && wave.burst.confirmed && (news.flagged || wave.burst.state == "ended")) {
    const Explanation why = explain(today, wave);
    if (why.leader) wave.follows = (*today.releases)[why.leader->release].release.id;
    if (news.flagged) {
      if (why.leader) find_pioneers(today, wave, why);
      findings.reattributed.push_back(wave.burst.id);
      findings.attributions.insert(findings.attributions.end(), why.attributions.begin(), why.attributions.end());
      give_roles(today, wave, why, findings);
    }
    alert(today, wave, why, findings);
  }
  findings.bursts.push_back(wave.burst);
}

// An untold wave that follows a release belongs to the wave which that release's name founded.
void Analysis::unite(model::WeekFindings& findings) {
  for (auto& from : waves_) {
    if (from.alerted || from.names_release || from.cluster || from.follows.empty() || from.burst.state == "ended")
      continue;
    const auto into = std::find_if(waves_.begin(), waves_.end(), [&](const wave::Wave& wave) {
      return wave.names_release == from.follows && wave.burst.confirmed && wave.burst.state != "ended";
    });
    if (into == waves_.end()) continue;
    wave::absorb(*into, from);
    topics_.merge(from.burst.topic, into->burst.topic, findings);
    from.burst.state = "ended";
    from.burst.ended = findings.closed;
    for (auto& burst : findings.bursts)
      if (burst.id == from.burst.id) burst = from.burst;
  }
}

}  // namespace bandwagon::close

#include "analyzers/attribute/roles.hpp"

#include <algorithm>
#include <cmath>

#include "analyzers/parallel/each.hpp"

namespace bandwagon::attribute {
std::vector<model::Role> give_roles(const model::Release& release, model::BurstId burst,
                                    std::span<const Candidate> papers, double posterior, const RoleParams& params) {
  std::vector<model::Role> roles;
  for (const Candidate& paper : papers) {
    const int after = paper.submitted - release.released;
    model::Role role{.burst = burst,
                     .release = release.id,
                     .paper = paper.key,
                     .named = paper.named,
                     .lag_days = paper.announced - release.released};
    const bool own = release.is_own_paper(paper.id) || paper.own_report;
    const bool with_it = paper.named && after >= -params.leads_before && after <= params.leads_after;
    if (own || (paper.by_its_authors && with_it)) {
      role.role = model::RoleKind::Leader;
      role.probability = 1;
      role.evidence = own ? "the release's own paper" : "names the release, by its own authors";
    } else if (paper.by_its_authors) {
      continue;
    } else if (after >= 0 && paper.named) {
      role.role = model::RoleKind::Follower;
      role.probability = posterior;
      role.evidence = "names the release";
    } else if (std::abs(after) <= params.concurrent_days && !paper.named) {
      role.role = model::RoleKind::Concurrent;
      role.probability = paper.belongs;
      role.evidence = "within three weeks of the release, without naming it";
    } else if (after > params.concurrent_days) {
      role.role = model::RoleKind::Follower;
      role.probability = posterior * paper.belongs;
      role.evidence = "uses the wave's words, without naming the release";
    } else {
      continue;
    }
    const bool likely = paper.named || role.probability >= params.least_probability;
    if (likely || role.role == model::RoleKind::Leader) roles.push_back(std::move(role));
  }
  return roles;
}

std::vector<Pioneer> find_pioneers(std::span<const model::StoredPaper> prior, const Common& whole, const Common* part,
                                   const represent::LiveFrequencies& frequencies, std::span<const text::TermId> hidden,
                                   std::size_t most) {
  struct Near {
    std::size_t paper;
    double to_whole, to_part;
  };
  std::vector<Near> near(prior.size());
  parallel::each(prior.size(), parallel::kAtOnce, [&](std::size_t p) {
    const auto terms = text::terms_of(prior[p].paper.title, prior[p].paper.abstract);
    const auto words = represent::without(represent::paper_vector(terms, frequencies), hidden);
    const double to_whole = represent::dot(words, whole.shared);
    near[p] = {p, to_whole, part ? represent::dot(words, part->shared) : to_whole};
  });
  std::erase_if(
      near, [&](const Near& paper) { return paper.to_whole < whole.least || (part && paper.to_part < part->least); });
  const auto nearest_first = [&](double Near::*cosine) {
    std::sort(near.begin(), near.end(), [&](const Near& a, const Near& b) {
      return a.*cosine != b.*cosine ? a.*cosine > b.*cosine : prior[a.paper].paper.id < prior[b.paper].paper.id;
    });
  };
  nearest_first(&Near::to_part);
  if (near.size() > most) near.resize(most);
  nearest_first(&Near::to_whole);
  std::vector<Pioneer> pioneers;
  for (const Near& paper : near) pioneers.push_back({prior[paper.paper], paper.to_whole});
  return pioneers;
}

}  // namespace bandwagon::attribute

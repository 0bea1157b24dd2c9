#include "analyzers/attribute/roles.hpp"

#include <algorithm>
#include <cmath>

#include "analyzers/parallel/each.hpp"

namespace bandwagon::attribute {
namespace {

constexpr std::size_t kAtOnce = 8;  // papers

}  // namespace

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
    if (release.is_own_paper(paper.id)) {
      role.role = model::RoleKind::Leader;
      role.probability = 1;
      role.evidence = "the release's own paper";
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

std::vector<Pioneer> find_pioneers(std::span<const model::StoredPaper> prior, const represent::SparseVector& shared,
                                   double least, const represent::LiveFrequencies& frequencies,
                                   std::span<const text::TermId> hidden, const RoleParams& params) {
  std::vector<double> similarity(prior.size());
  parallel::each(prior.size(), kAtOnce, [&](std::size_t p) {
    const auto terms = text::terms_of(prior[p].paper.title, prior[p].paper.abstract);
    similarity[p] = represent::dot(represent::without(represent::paper_vector(terms, frequencies), hidden), shared);
  });
  std::vector<Pioneer> pioneers;
  for (std::size_t p = 0; p < prior.size(); ++p)
    if (similarity[p] >= least) pioneers.push_back({prior[p], similarity[p]});
  std::sort(pioneers.begin(), pioneers.end(), [](const Pioneer& a, const Pioneer& b) {
    return a.similarity != b.similarity ? a.similarity > b.similarity : a.paper.paper.id < b.paper.paper.id;
  });
  if (pioneers.size() > params.pioneers)
    pioneers.erase(pioneers.begin() + static_cast<std::ptrdiff_t>(params.pioneers), pioneers.end());
  return pioneers;
}

}  // namespace bandwagon::attribute

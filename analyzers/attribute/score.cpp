#include "analyzers/attribute/score.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "analyzers/burst/log_choose.hpp"

namespace bandwagon::attribute {
namespace {

constexpr int kMiddleOfWeek = 3;
constexpr double kReleaseAfterWave = -6;  // log odds against a release that most of the wave came before

// Log probability of k of n where each share is as likely as Beta(a, b) says, but for the binomial coefficient.
double log_beta_binomial(double k, double n, double a, double b) {
  const auto log_beta = [](double x, double y) {
    return burst::log_gamma(x) + burst::log_gamma(y) - burst::log_gamma(x + y);
  };
  return log_beta(k + a, n - k + b) - log_beta(a, b);
}

// Of a release that is named less than elsewhere: speaks against it, however unlikely, and the less the larger the
// wave.
double unnamed_log_odds(double k, double n, double q, double effective_papers) {
  const double odds = log_beta_binomial(k, n, 1, 1) - k * std::log(q) - (n - k) * std::log1p(-q);
  return std::min(0.0, odds * std::min(1.0, effective_papers / n)) - 1;
}

// `of_subject`: how often a release that the wave does not follow is named for the subject they share.
double names_log_odds(const NamedCounts& counts, double of_subject, const ScoreParams& params) {
  if (counts.wave_papers <= 0) return 0;
  const double share = counts.in_wave / counts.wave_papers;
  const double q = std::clamp((counts.elsewhere + 0.5) / (counts.other_papers + 1), 1e-6, 0.999);
  if (share <= q) return unnamed_log_odds(counts.in_wave, counts.wave_papers, q, params.effective_papers);
  const double n = std::min(params.effective_papers, counts.wave_papers), k = share * n;
  const double by_all = std::log1p(-of_subject) + k * std::log(q) + (n - k) * std::log1p(-q);
  const double by_subject =
      std::log(of_subject) + log_beta_binomial(k, n, params.subject_named, params.subject_unnamed);
  const double most = std::max(by_all, by_subject);
  return log_beta_binomial(k, n, 1, 1) - most - std::log(std::exp(by_all - most) + std::exp(by_subject - most));
}

double timing_log_odds(int lag_days, double share_after, const ScoreParams& params) {
  if (share_after < params.least_share_after) return kReleaseAfterWave;
  const double density = lag_density(lag_days, params.median_lag_days, params.log_sd_lag);
  return std::clamp(std::log(density * params.span_days), -params.timing_cap, params.timing_cap);
}

double vocabulary_log_odds(std::optional<double> likeness_p, double cap) {
  if (!likeness_p) return 0;
  if (*likeness_p > 0.5) return -1;
  if (*likeness_p >= 1 / std::numbers::e) return 0;
  return std::min(cap, -std::log(-std::numbers::e * *likeness_p * std::log(*likeness_p)));
}

bool is_kin(const model::Release& a, const model::Release& b) {  // one lab, two names of nearly one day
  constexpr int kKinDays = 60;
  if (a.id == b.id) return true;
  if (a.lab.empty() || a.lab == model::kNobodyKnown) return false;
  return a.lab == b.lab && std::abs(a.released - b.released) <= kKinDays;
}

void give_verdicts(Scored& scored, std::span<const KnownRelease> releases, const ScoreParams& params) {
  for (std::size_t r = 0; r < scored.rivals.size(); ++r) {
    Rival& rival = scored.rivals[r];
    double kin = 0;
    for (const Rival& other : scored.rivals)
      if (is_kin(releases[rival.release].release, releases[other.release].release)) kin += other.posterior;
    const bool beyond_placebo = !rival.placebo_p || *rival.placebo_p <= params.placebo_level;
    if (r == 0 && kin >= params.attributed_posterior && beyond_placebo)
      rival.verdict = model::Verdict::Attributed;
    else if (rival.posterior >= params.shared_posterior && beyond_placebo)
      rival.verdict = model::Verdict::Shared;
  }
}

}  // namespace

double lag_density(int lag_days, double median_days, double log_sd) {
  const double lag = std::max(1, lag_days);
  const double z = (std::log(lag) - std::log(median_days)) / log_sd;
  return std::exp(-z * z / 2) / (lag * log_sd * std::sqrt(2 * std::numbers::pi));
}

bool speaks_of(const KnownRelease& known, double named_share, std::optional<double> likeness_p,
               const ScoreParams& params) {
  if (known.voucher == Voucher::Somebody) return true;
  if (known.voucher == Voucher::Witnesses) return named_share >= params.least_named_alone;
  return named_share >= params.least_named && likeness_p && *likeness_p <= params.least_alike;
}

Scored score(std::span<const KnownRelease> releases, std::span<const Evidence> evidence, model::Day onset,
             model::Day began_late, const ScoreParams& params) {
  Scored scored;
  std::vector<double> placebos;
  for (std::size_t r = 0; r < releases.size(); ++r) {
    const auto& named = evidence[r].named;
    Rival rival{
        .release = r, .cosine = evidence[r].cosine, .likeness_p = evidence[r].likeness_p, .coined = evidence[r].coined};
    rival.named_share = named.wave_papers > 0 ? named.in_wave / named.wave_papers : 0;
    rival.background_share = named.other_papers > 0 ? named.elsewhere / named.other_papers : 0;
    const bool chosen_by_it = evidence[r].own_wave || evidence[r].coined;
    rival.names = names_log_odds(named, chosen_by_it ? 0 : params.of_subject, params);
    rival.vocabulary = vocabulary_log_odds(rival.likeness_p, params.vocabulary_cap);
    const model::Day released = releases[r].release.released;
    const int longest = rival.coined ? params.coined_lag_days : params.longest_lag_days;
    // no later than the last week in which the wave most likely began, but strays may date the wave of its own name
    const bool in_gate = onset - released <= longest && (evidence[r].own_wave || released <= began_late);
    if (!evidence[r].led && !speaks_of(releases[r], rival.named_share, rival.likeness_p, params)) continue;
    if (!in_gate) {
      placebos.push_back(rival.text());
      continue;
    }
    rival.timing = timing_log_odds(onset + kMiddleOfWeek - released,
                                   named.judged > 0 ? named.after_release / named.judged : 0, params);
    scored.rivals.push_back(rival);
  }
  if (scored.rivals.empty()) return scored;

  const double prior = (1 - params.none_prior) / static_cast<double>(scored.rivals.size());
  const auto log_weight = [&](const Rival& rival) { return std::log(prior) + rival.text() + rival.timing; };
  double most = std::log(params.none_prior);
  for (const Rival& rival : scored.rivals) most = std::max(most, log_weight(rival));
  double total = std::exp(std::log(params.none_prior) - most);
  for (const Rival& rival : scored.rivals) total += std::exp(log_weight(rival) - most);
  for (Rival& rival : scored.rivals) {
    rival.posterior = std::exp(log_weight(rival) - most) / total;
    if (static_cast<int>(placebos.size()) < params.least_placebos) continue;
    const auto beaten_by =
        std::count_if(placebos.begin(), placebos.end(), [&](double placebo) { return placebo >= rival.text(); });
    rival.placebo_p = (1 + static_cast<double>(beaten_by)) / (1 + static_cast<double>(placebos.size()));
  }
  scored.none_posterior = std::exp(std::log(params.none_prior) - most) / total;
  std::stable_sort(scored.rivals.begin(), scored.rivals.end(),
                   [](const Rival& a, const Rival& b) { return a.posterior > b.posterior; });
  give_verdicts(scored, releases, params);
  return scored;
}

}  // namespace bandwagon::attribute

#pragma once
#include <span>
#include <vector>

#include "analyzers/burst/exposure.hpp"
#include "analyzers/burst/negative_binomial.hpp"

namespace bandwagon::burst {

// Papers on one subject: `papers` of them in stratum `stratum` in week `week` (0 = oldest known week). Only non-zero
// entries.
struct SubjectCount {
  int week;
  StratumIndex stratum;
  double papers;
};

// What a subject's past says of it, to be kept when that past has left the window.
struct Rates {
  std::vector<double> stratum;  // p_c, expected papers of the subject per paper of the stratum
  double pooled = 0;            // p, for strata that came later
  double inverse_size = 0;      // 1/r
  double papers = 0;            // weighted papers the shares rest on
  double exposure = 0;          // weighted papers of all subjects among which these were counted

  double share(std::size_t c) const { return c < stratum.size() ? stratum[c] : pooled; }
};

// Papers expected in these weeks under `rates`: their sum, with the overdispersion of weekly counts averaged out and
// the uncertainty of the rates and their drift kept. O(weeks * strata).
NegativeBinomial expected_total(const Rates& rates, std::span<const WeekExposure> weeks, const Quarantine& quarantine,
                                const ExpectationParams& params);

// What a subject's own past and the volume of each stratum lead us to expect of it.
//   share of stratum c:   p_c = (sum_s w_s y_cs + kappa p) / (sum_s w_s N_cs + kappa),   p = pooled share
//   expectation of week t: mu_t = sum_c N_ct p_c;   w_s = 2^(-(t-s)/half life) over t-history … t-guard-1
//   overdispersion:        1/r = (sum_s ((y_s - mu_s)² - mu_s) + prior) / (sum_s mu_s² + prior weight), all weeks alike
// Two rounds weigh down outlying training weeks, after Farrington flexible (Noufaily et al. 2013): in p, and in p_c of
// the strata that have the subject. Where it never was, such a week is evidence of absence as any other, so that a
// subject costs what the strata that have it cost: O(rounds * weeks * strata with the subject + strata).
class Baseline {
 public:
  // Training for a test that ends in week `now` of `weeks` (kept alive by the caller). O(weeks * strata).
  Baseline(std::span<const WeekExposure> weeks, int now, const Quarantine& quarantine, const ExpectationParams& params);

  struct Forecast {
    double mean_per_week = 0;    // of week `now`
    std::vector<double> weekly;  // mean of each week asked for, oldest first
    NegativeBinomial total;      // of the sum over these weeks
    double baseline_papers = 0;  // weighted papers the shares rest on
    double weekly_size = 0;      // size of one week's count about its own mean: overdispersion and drift alone
  };
  // Expectation of weeks now-length+1 … now for a subject with these counts (of any weeks; later ones are ignored). An
  // optional pseudo-count `prior_papers` keeps the share of a subject never seen before above zero.
  Forecast forecast(std::span<const SubjectCount> counts, int length) const { return forecast(learn(counts), length); }

  // Expectation of every week first … last under the shares forecast() would use, for showing and for dating the onset.
  std::vector<double> expected(std::span<const SubjectCount> counts, int first, int last) const {
    return expected(learn(counts), first, last);
  }

  // The shares themselves, and the same from them: for who asks more than once of a subject.
  Rates rates(std::span<const SubjectCount> counts) const { return learn(counts); }
  Forecast forecast(const Rates& shares, int length) const;
  std::vector<double> expected(const Rates& shares, int first, int last) const;

  // Of the papers of the last `length` weeks up to `week`, the share in strata of which the training weeks hold some.
  double known_share(int week, int length) const;

  double training_weeks() const { return static_cast<double>(trained_.size()); }

  static constexpr double kPriorPapers = 0.5;

 private:
  Rates learn(std::span<const SubjectCount> counts) const;
  double mean(const Rates& shares, int week) const;
  double shrunk(double papers, double pooled, double exposure) const;  // the share of a stratum

  std::span<const WeekExposure> weeks_;
  std::vector<std::vector<double>> papers_;  // per week and stratum, nothing in quarantine
  Quarantine quarantine_;
  ExpectationParams params_;
  int now_;
  std::vector<int> trained_;            // training weeks
  std::vector<double> trained_papers_;  // per stratum and training week
  std::vector<double> weight_;          // of each training week
  std::vector<double> exposure_;        // weighted papers per stratum
  std::vector<double> absent_share_;    // share of a stratum that never had the subject, at a pooled share of 1
  std::vector<double> absent_means_;    // of each training week, were it so in all strata
  std::vector<double> all_papers_;      // of each training week
  double total_exposure_ = 0;
};

}  // namespace bandwagon::burst

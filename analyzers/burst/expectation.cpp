#include "analyzers/burst/expectation.hpp"

#include <algorithm>
#include <cmath>

namespace bandwagon::burst {
namespace {

constexpr int kReweightings = 2;

}  // namespace

Baseline::Baseline(std::span<const WeekExposure> weeks, int now, const Quarantine& quarantine,
                   const ExpectationParams& params)
    : weeks_(weeks), quarantine_(quarantine), params_(params), now_(now) {
  for (const auto& week : weeks) {
    papers_.push_back(week.papers);
    for (std::size_t c = 0; c < week.papers.size(); ++c)
      if (is_quarantined(quarantine_, static_cast<StratumIndex>(c))) papers_.back()[c] = 0;
  }
  for (int s = std::max(0, now - params.history_weeks); s < now - params.guard_weeks; ++s) {
    const auto& week = weeks[static_cast<std::size_t>(s)];
    if (!week.observed) continue;
    const double w = std::exp2(-(now - s) / params.half_life_weeks);
    trained_.push_back(s);
    weight_.push_back(w);
    exposure_.resize(std::max(exposure_.size(), week.papers.size()), 0);
    for (std::size_t c = 0; c < week.papers.size(); ++c) {
      const double papers = w * papers_[static_cast<std::size_t>(s)][c];
      exposure_[c] += papers;
      total_exposure_ += papers;
    }
  }
  for (const auto& week : weeks)
    exposure_.resize(std::max(exposure_.size(), week.papers.size()), 0);  // strata that came later too
  for (const double exposure : exposure_) absent_share_.push_back(shrunk(0, 1, exposure));
  trained_papers_.resize(exposure_.size() * trained_.size(), 0);
  all_papers_.resize(trained_.size(), 0);
  absent_means_.resize(trained_.size(), 0);
  for (std::size_t s = 0; s < trained_.size(); ++s) {
    const auto& papers = papers_[static_cast<std::size_t>(trained_[s])];
    for (std::size_t c = 0; c < papers.size(); ++c) {
      trained_papers_[c * trained_.size() + s] = papers[c];
      all_papers_[s] += papers[c];
      absent_means_[s] += papers[c] * absent_share_[c];
    }
  }
}

double Baseline::shrunk(double papers, double pooled, double exposure) const {
  return (papers + params_.shrinkage_papers * pooled) / (std::max(0.0, exposure) + params_.shrinkage_papers);
}

double Baseline::mean(const Rates& shares, int week) const {
  const auto& papers = papers_[static_cast<std::size_t>(week)];
  double mean = 0;
  for (std::size_t c = 0; c < papers.size(); ++c) mean += papers[c] * shares.share(c);
  return mean;
}

Rates Baseline::learn(std::span<const SubjectCount> counts) const {
  struct Trained {
    std::size_t week;  // place among the training weeks
    StratumIndex stratum;
    double papers;
  };
  std::vector<Trained> trained;
  std::vector<double> observed(trained_.size(), 0);  // papers of the subject per training week
  std::vector<double> trust(trained_.size(), 1);
  for (const SubjectCount& count : counts) {
    const auto at = std::lower_bound(trained_.begin(), trained_.end(), count.week);
    if (at == trained_.end() || *at != count.week || is_quarantined(quarantine_, count.stratum)) continue;
    trained.push_back({static_cast<std::size_t>(at - trained_.begin()), count.stratum, count.papers});
    observed[trained.back().week] += count.papers;
  }

  std::vector<StratumIndex> present;  // most subjects are known to few strata
  for (const Trained& count : trained) present.push_back(count.stratum);
  std::sort(present.begin(), present.end());
  present.erase(std::unique(present.begin(), present.end()), present.end());

  Rates shares{.exposure = total_exposure_};
  std::vector<double> subject(exposure_.size()), share_of_present, removed(trained_.size()), means(trained_.size());
  for (int round = 0; round <= kReweightings; ++round) {
    for (const StratumIndex c : present) subject[c] = 0;
    double total_exposure = total_exposure_;
    for (std::size_t s = 0; s < trained_.size(); ++s) {
      removed[s] = weight_[s] * (1 - trust[s]);
      total_exposure -= removed[s] * all_papers_[s];
    }
    shares.papers = 0;
    for (const Trained& count : trained) {
      const double counted = weight_[count.week] * trust[count.week] * count.papers;
      subject[count.stratum] += counted;
      shares.papers += counted;
    }
    shares.pooled = total_exposure > 0 ? (shares.papers + kPriorPapers) / (total_exposure + 1) : 0;
    for (std::size_t s = 0; s < trained_.size(); ++s) means[s] = shares.pooled * absent_means_[s];
    share_of_present.clear();
    for (const StratumIndex c : present) {
      const double* papers = trained_papers_.data() + c * trained_.size();
      double exposure = exposure_[c];
      for (std::size_t s = 0; s < trained_.size(); ++s) exposure -= removed[s] * papers[s];
      share_of_present.push_back(shrunk(subject[c], shares.pooled, exposure));
      const double beyond = share_of_present.back() - shares.pooled * absent_share_[c];
      for (std::size_t s = 0; s < trained_.size(); ++s) means[s] += papers[s] * beyond;
    }
    if (round == kReweightings) break;

    bool changed = false;
    for (std::size_t s = 0; s < trained_.size(); ++s) {
      const double mu = means[s];
      const double residual = mu > 0 ? (observed[s] - mu) / std::sqrt(mu * (1 + params_.prior_inverse_size * mu)) : 0;
      const double next = residual > params_.outlier_residual ? std::pow(params_.outlier_residual / residual, 2) : 1;
      changed |= next != trust[s];
      trust[s] = next;
    }
    if (!changed) break;
  }

  for (const double share : absent_share_) shares.stratum.push_back(shares.pooled * share);
  for (std::size_t c = 0; c < present.size(); ++c) shares.stratum[present[c]] = share_of_present[c];

  double spread = params_.prior_weight * params_.prior_inverse_size, scale = params_.prior_weight;
  for (std::size_t s = 0; s < trained_.size(); ++s) {
    const double mu = means[s];
    spread += (observed[s] - mu) * (observed[s] - mu) - mu;
    scale += mu * mu;
  }
  shares.inverse_size = std::max(0.0, spread / scale);
  return shares;
}

double Baseline::known_share(int week, int length) const {
  double all = 0, known = 0;
  for (int w = std::max(0, week - length + 1); w <= week; ++w) {
    const auto& papers = papers_[static_cast<std::size_t>(w)];
    for (std::size_t c = 0; c < papers.size(); ++c) {
      all += papers[c];
      if (exposure_[c] > 0) known += papers[c];
    }
  }
  return all > 0 ? known / all : 0;
}

Baseline::Forecast Baseline::forecast(const Rates& shares, int length) const {
  Forecast forecast{.baseline_papers = shares.papers};
  int observed_weeks = 0;
  for (int week = std::max(0, now_ - length + 1); week <= now_; ++week) {
    forecast.weekly.push_back(mean(shares, week));
    if (!weeks_[static_cast<std::size_t>(week)].observed) continue;
    forecast.total.mean += forecast.weekly.back();
    ++observed_weeks;
  }
  forecast.mean_per_week = forecast.weekly.empty() ? 0 : forecast.weekly.back();
  forecast.weekly_size = 1 / (shares.inverse_size + params_.drift_sd * params_.drift_sd);
  // variance factor of the total: weekly overdispersion averages out, the uncertainty of the share and its drift do not
  const double inverse = shares.inverse_size / std::max(1, observed_weeks) + 1 / (shares.papers + kPriorPapers) +
                         params_.drift_sd * params_.drift_sd;
  forecast.total.size = 1 / inverse;
  return forecast;
}

NegativeBinomial expected_total(const Rates& rates, std::span<const WeekExposure> weeks, const Quarantine& quarantine,
                                const ExpectationParams& params) {
  NegativeBinomial total;
  int observed_weeks = 0;
  for (const auto& week : weeks) {
    if (!week.observed) continue;
    ++observed_weeks;
    for (std::size_t c = 0; c < week.papers.size(); ++c)
      if (!is_quarantined(quarantine, static_cast<StratumIndex>(c))) total.mean += week.papers[c] * rates.share(c);
  }
  total.size = 1 / (rates.inverse_size / std::max(1, observed_weeks) + 1 / (rates.papers + Baseline::kPriorPapers) +
                    params.drift_sd * params.drift_sd);
  return total;
}

std::vector<double> Baseline::expected(const Rates& shares, int first, int last) const {
  std::vector<double> means;
  for (int week = first; week <= last; ++week) means.push_back(mean(shares, week));
  return means;
}

}  // namespace bandwagon::burst

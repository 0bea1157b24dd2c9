#include "analyzers/idea/outlook.hpp"

#include <algorithm>

namespace bandwagon::idea {

bool stands_in(const NearWave& wave, const OutlookParams& params) {
  if (wave.uses_phrase && wave.near >= 1) return true;
  return wave.near >= params.wave_papers &&
         wave.near_share() >= std::max(params.wave_share, params.wave_lift * wave.by_chance);
}

bool is_core(const NearWave& wave, const OutlookParams& params) {
  return stands_in(wave, params) && (wave.uses_phrase || wave.near_share() >= params.wave_core);
}

Verdict verdict(const Outlook& outlook, const OutlookParams& params) {
  const Trend& trend = outlook.trend;
  const bool growing = trend.low && *trend.low > 1;
  const bool wave_is_on =
      std::any_of(outlook.waves.begin(), outlook.waves.end(), [](const NearWave& wave) { return wave.live(); });
  if (wave_is_on && trend.recent_per_week() >= params.quiet_per_week) return Verdict::Race;
  if (growing) return Verdict::Rising;
  if (trend.recent + trend.past == 0) return Verdict::OpenGround;
  if (trend.recent_per_week() >= params.busy_per_week) return Verdict::Busy;
  if (trend.recent_per_week() < params.quiet_per_week) return Verdict::Quiet;
  return Verdict::SomeCompany;
}

}  // namespace bandwagon::idea

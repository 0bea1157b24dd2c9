#include "analyzers/digest/reader.hpp"

#include <algorithm>

#include "analyzers/digest/compose.hpp"

namespace bandwagon::digest {
namespace {

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

bool has_any(const Wave& wave, const std::vector<std::string>& words) {
  std::string about = wave.title();
  for (const auto& phrase : wave.latest.evidence.phrases) about += '\n' + phrase;
  if (const auto* release = wave.release()) about += '\n' + release->name + '\n' + release->lab;
  about = lower(std::move(about));
  return std::any_of(words.begin(), words.end(),
                     [&](const auto& word) { return about.find(lower(word)) != std::string::npos; });
}

}  // namespace

Severity severity_of(const Wave& wave) {
  const auto has = [&](model::AlertReason reason) {
    return std::find(wave.reasons.begin(), wave.reasons.end(), reason) != wave.reasons.end();
  };
  if (has(model::AlertReason::New)) return is_attributed(wave) ? Severity::High : Severity::Medium;
  return has(model::AlertReason::Revised) ? Severity::Medium : Severity::Low;
}

Digest for_reader(Digest digest, const Taste& taste) {
  const auto unwanted = [&](const Wave& wave) {
    return severity_of(wave) < taste.minimum || has_any(wave, taste.mute) ||
           (!taste.follow.empty() && !has_any(wave, taste.follow));
  };
  for (auto* waves : {&digest.waves, &digest.ended, &digest.unlisted})
    waves->erase(std::remove_if(waves->begin(), waves->end(), unwanted), waves->end());
  std::vector<Wave> all = digest.waves;
  all.insert(all.end(), digest.unlisted.begin(), digest.unlisted.end());
  digest.summary = summary_of(all, digest.ended);
  return digest;
}

}  // namespace bandwagon::digest

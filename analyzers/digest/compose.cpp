#include "analyzers/digest/compose.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

namespace bandwagon::digest {
namespace {

using model::AlertReason;

bool has(const Wave& wave, AlertReason reason) {
  return std::find(wave.reasons.begin(), wave.reasons.end(), reason) != wave.reasons.end();
}

std::string number_word(std::size_t count) {
  constexpr std::array<std::string_view, 13> kWords{"no",    "one",   "two",  "three", "four",   "five",  "six",
                                                    "seven", "eight", "nine", "ten",   "eleven", "twelve"};
  return count < kWords.size() ? std::string(kWords[count]) : std::to_string(count);
}

std::string waves_word(std::size_t count) {
  return number_word(count) + (count == 1 ? " wave" : " waves");
}

std::string joined(const std::vector<std::string>& parts) {
  std::string sentence;
  for (std::size_t i = 0; i < parts.size(); ++i)
    sentence += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
  return sentence;
}

std::string with_capital(std::string sentence) {
  if (!sentence.empty() && sentence[0] >= 'a' && sentence[0] <= 'z')
    sentence[0] = static_cast<char>(sentence[0] - 'a' + 'A');
  return sentence;
}

// "Two are tied to a release: DeepSeek-R1 and OpenAI o1."
std::string ties_of(const std::vector<Wave>& waves) {
  constexpr std::size_t kMostNames = 3;
  std::size_t tied = 0;
  std::vector<std::string> names;
  for (const Wave& wave : waves) {
    if (!is_attributed(wave)) continue;
    ++tied;
    const ReleaseCase* release = wave.release();
    const std::string name = release == nullptr || release->name.empty() ? *wave.latest.release : release->name;
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  if (tied == 0) return waves.size() == 1 ? "It is tied to no release." : "None is tied to a release.";
  const bool all = tied == waves.size();
  const std::string who = all && tied == 2    ? "Both are"
                          : all && tied > 2   ? "All " + number_word(tied) + " are"
                          : waves.size() == 1 ? "It is"
                                              : with_capital(number_word(tied)) + (tied == 1 ? " is" : " are");
  if (names.size() == 1) return who + " tied to " + names.front() + ".";
  if (names.size() <= kMostNames) return who + " tied to releases: " + joined(names) + ".";
  names.resize(kMostNames);
  return who + " tied to releases, among them " + joined(names) + ".";
}

// The newest papers that do not stand among the first followers or the pioneers.
void tell_each_paper_once(Evidence& evidence) {
  const auto told = [&](const CitedPaper& paper) {
    const auto same = [&](const CitedPaper& other) { return other.id == paper.id; };
    return std::any_of(evidence.first_followers.begin(), evidence.first_followers.end(), same) ||
           std::any_of(evidence.pioneers.begin(), evidence.pioneers.end(), same);
  };
  evidence.newest.erase(std::remove_if(evidence.newest.begin(), evidence.newest.end(), told), evidence.newest.end());
}

// Leaves out what readers were told of the wave before; its numbers have changed, or there would be no alert.
void leave_out_told(Evidence& evidence, const Evidence& told) {
  const auto drop = [](auto& from, const auto& known, auto same) {
    from.erase(std::remove_if(from.begin(), from.end(),
                              [&](const auto& one) {
                                return std::any_of(known.begin(), known.end(),
                                                   [&](const auto& other) { return same(one, other); });
                              }),
               from.end());
  };
  const auto same_paper = [](const CitedPaper& a, const CitedPaper& b) { return a.id == b.id; };
  drop(evidence.first_followers, told.first_followers, same_paper);
  drop(evidence.pioneers, told.pioneers, same_paper);
  drop(evidence.newest, told.newest, same_paper);
  constexpr std::size_t kNewest = 3;  // enough to see where a known wave goes
  if (evidence.newest.size() > kNewest) evidence.newest.erase(evidence.newest.begin() + kNewest, evidence.newest.end());
  drop(evidence.caveats, told.caveats, std::equal_to<>());
}

// The sort key of the reader's order: smaller comes first. The largest waves by papers beyond expectation, not by
// ratio: a ratio to almost nothing is large and means little.
auto place(const Wave& wave) {
  const Evidence& evidence = wave.latest.evidence;
  const ReleaseCase* release = wave.release();
  const bool alone = is_attributed(wave) && (release == nullptr || release->verdict != "shared");
  const double excess = evidence.observed && evidence.expected ? *evidence.observed - *evidence.expected : 0;
  return std::tuple(alone                 ? 0
                    : is_attributed(wave) ? 1
                                          : 2,
                    -excess, -evidence.ratio.value_or(0), -evidence.observed.value_or(0), wave.latest.burst);
}

// What a digest cannot know whose days go beyond a week that is over and not closed, or back beyond the first one.
std::string unclosed_words(const Digest& digest) {
  if (const auto first = digest.footing.first_closed_week; first && digest.until < *first)
    return " No week before that of " + first->iso() + " was closed: what rose then is not known.";
  const auto& [week, closed] = std::pair(digest.footing.last_closed_week, digest.footing.last_close);
  if (!week || !closed || digest.until <= *closed || digest.until < *week + 2 * model::kDaysPerWeek) return {};
  return " The weeks after that of " + week->iso() + " are not closed yet: what rose in them is not known.";
}

}  // namespace

std::string summary_of(const std::vector<Wave>& waves, const std::vector<Wave>& ended) {
  std::size_t begun = 0, grown = 0, revised = 0;
  for (const Wave& wave : waves)
    ++(has(wave, AlertReason::New) ? begun : has(wave, AlertReason::Grew) ? grown : revised);
  std::vector<std::string> parts;
  if (begun > 0) parts.push_back(waves_word(begun) + " began");
  if (grown > 0) parts.push_back((parts.empty() ? waves_word(grown) : number_word(grown)) + " grew");
  if (revised > 0)
    parts.push_back((parts.empty() ? waves_word(revised) : number_word(revised)) + (revised == 1 ? " was" : " were") +
                    " revised");
  if (waves.empty())
    return ended.empty() ? "No wave began, grew or ended." : with_capital(waves_word(ended.size())) + " ended.";
  const std::string what = with_capital(joined(parts)) + ". " + ties_of(waves);
  return ended.empty() ? what : what + " " + with_capital(number_word(ended.size())) + " ended.";
}

const ReleaseCase* RaisedAlert::release_case() const {
  if (!release) return nullptr;
  const auto& cases = evidence.releases;
  const auto at = std::find_if(cases.begin(), cases.end(), [&](const auto& c) { return c.id == *release; });
  return at == cases.end() ? nullptr : &*at;
}

std::vector<ReleaseCase> Wave::rivals() const {
  std::vector<ReleaseCase> others;
  const ReleaseCase* chosen = release();
  for (const ReleaseCase& other : latest.evidence.releases)
    if (&other != chosen) others.push_back(other);
  return others;
}

const std::string& Wave::title() const {
  return latest.evidence.label.empty() ? latest.headline : latest.evidence.label;
}

std::optional<Order> onset_against(const Evidence& evidence, const ReleaseCase& release) {
  if (!evidence.onset || !release.released) return std::nullopt;
  const model::Day onset = evidence.onset->monday(), released = release.released->monday();
  if (onset == released) return Order::SameWeek;
  return onset > released ? Order::After : Order::Before;
}

bool is_attributed(const Wave& wave) {
  const ReleaseCase* release = wave.release();
  return wave.latest.release && (release == nullptr || release->verdict != "rejected");
}

Digest compose(std::vector<RaisedAlert> alerts, Period period, Footing footing, Params params) {
  std::sort(alerts.begin(), alerts.end(),
            [](const auto& a, const auto& b) { return std::tie(a.raised, a.id) < std::tie(b.raised, b.id); });
  std::map<model::BurstId, Wave> by_burst;
  std::map<model::BurstId, RaisedAlert> before;  // the last alert before the period
  for (RaisedAlert& alert : alerts) {
    if (alert.raised < period.since) before.insert_or_assign(alert.burst, std::move(alert));
    if (alert.raised < period.since || alert.raised > period.until) continue;
    Wave& wave = by_burst[alert.burst];
    if (!has(wave, alert.reason)) wave.reasons.push_back(alert.reason);
    wave.latest = std::move(alert);
    tell_each_paper_once(wave.latest.evidence);
  }
  for (auto& [burst, wave] : by_burst) {
    const auto told = before.find(burst);
    if (told == before.end()) continue;
    const RaisedAlert& last = told->second;
    const ReleaseCase* named = last.release_case();
    wave.told = Told{.on = last.raised,
                     .observed = last.evidence.observed,
                     .release = last.release,
                     .release_name = named ? named->name : std::string()};
    leave_out_told(wave.latest.evidence, last.evidence);
  }

  Digest digest{.since = period.since,
                .until = period.until,
                .summary = {},
                .waves = {},
                .ended = {},
                .unlisted = {},
                .footing = std::move(footing),
                .watched = {}};
  for (auto& [burst, wave] : by_burst)
    (wave.latest.reason == AlertReason::Ended ? digest.ended : digest.waves).push_back(std::move(wave));
  const auto in_order = [](const Wave& a, const Wave& b) { return place(a) < place(b); };
  std::sort(digest.waves.begin(), digest.waves.end(), in_order);
  std::sort(digest.ended.begin(), digest.ended.end(), in_order);
  digest.summary = summary_of(digest.waves, digest.ended) + unclosed_words(digest);
  if (digest.waves.size() > params.max_waves) {
    const auto cap = digest.waves.begin() + static_cast<std::ptrdiff_t>(params.max_waves);
    digest.unlisted.assign(cap, digest.waves.end());
    digest.waves.erase(cap, digest.waves.end());
  }
  return digest;
}

}  // namespace bandwagon::digest

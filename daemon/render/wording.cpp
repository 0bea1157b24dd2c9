#include "daemon/render/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "daemon/render/figures.hpp"

namespace bandwagon::render {
namespace {

using digest::Evidence;
using digest::ReleaseCase;
using digest::Wave;

std::string interval(std::optional<double> low, std::optional<double> high) {
  if (!low || !high) return {};
  return figure(*low) + "–" + figure(*high);
}

void add(std::string& sentence, std::string_view separator, const std::string& clause) {
  if (clause.empty()) return;
  if (!sentence.empty()) sentence += separator;
  sentence += clause;
}

std::optional<double> rounded(std::optional<double> value) {
  return value ? std::optional(std::round(*value)) : value;
}

std::string days_apart(int lag) {
  const int days = std::abs(lag);
  if (days == 0) return "the same day";
  return fmt::format("{} day{} {}", days, days == 1 ? "" : "s", lag > 0 ? "after" : "before");
}

std::string paper_count(double count) {
  return figure(count) + (count == 1 ? " paper" : " papers");
}

std::string named_by_words(std::int64_t papers) {
  if (papers == 0) return "no paper of the wave names it";
  return papers == 1 ? "1 paper of the wave names it" : fmt::format("{} papers of the wave name it", papers);
}

std::string first_words(const digest::CitedPaper& paper) {
  if (!paper.phrase_before) return fmt::format("among the first here to write \"{}\"", paper.phrase);
  if (*paper.phrase_before <= 1) return fmt::format("first here to write \"{}\"", paper.phrase);
  return fmt::format("among the first {} here to write \"{}\"", *paper.phrase_before, paper.phrase);
}

// Whose words a wave without a release uses.
std::string forerunner_words(const Evidence& evidence) {
  for (const auto& paper : evidence.pioneers)
    if (!paper.phrase.empty())
      return fmt::format(" Before it, arXiv:{}{} was {}.", paper.id.str(),
                         paper.announced ? " (" + day_words(*paper.announced) + ")" : "", first_words(paper));
  return {};
}

}  // namespace

std::string name_of(const ReleaseCase& release) {
  return release.name.empty() ? release.id : release.name;
}

std::string possible_words(const Evidence& evidence) {
  constexpr int kMost = 2;
  std::string words;
  int named = 0;
  for (const auto& release : evidence.releases) {
    if (release.verdict != "shared" || named == kMost) continue;
    words += (named++ == 0 ? "possibly " : " or ") + name_of(release);
    if (release.posterior) words += " (" + probability(*release.posterior) + ")";
  }
  return words;
}

std::string told_beyond_title(const Wave& wave) {
  const std::string opening = wave.title() + ": ";
  if (wave.latest.headline == wave.title()) return {};
  return wave.latest.headline.starts_with(opening) ? wave.latest.headline.substr(opening.size()) : wave.latest.headline;
}

std::string lead_words(const Wave& wave) {
  const bool repeats_the_numbers =
      wave.latest.headline.starts_with(wave.title() + ": ") && wave.latest.evidence.observed;
  return repeats_the_numbers ? std::string() : told_beyond_title(wave);
}

std::string reason_word(model::AlertReason reason) {
  switch (reason) {
    case model::AlertReason::New:
      return "new";
    case model::AlertReason::Grew:
      return "grew";
    case model::AlertReason::Ended:
      return "ended";
    case model::AlertReason::Revised:
      return "revised";
  }
  return "";
}

std::string reason_words(const Wave& wave) {
  std::string words;
  for (const auto reason : wave.reasons) add(words, " · ", reason_word(reason));
  return words;
}

std::string size_words(const Evidence& evidence) {
  std::string words;
  if (evidence.observed) {
    words = paper_count(*evidence.observed);
    if (evidence.window_days) words += fmt::format(" in {} days", *evidence.window_days);
  }
  if (evidence.expected) add(words, ", ", figure(*evidence.expected) + " expected");
  if (evidence.ratio) {
    add(words, ": ", times(*evidence.ratio) + " times as many");
    const std::string range = ratio_interval(evidence);
    if (!range.empty()) words += " (" + range + ")";
  }
  if (evidence.q_value) {
    const std::string q = small_probability(*evidence.q_value);
    add(words, ", ", q.front() == '<' ? "q " + q : "q = " + q);
  }
  return words;
}

std::string ratio_interval(const Evidence& evidence) {
  if (!evidence.ratio_low || !evidence.ratio_high) return {};
  const std::string low = times(*evidence.ratio_low), high = times(*evidence.ratio_high);
  return "95 % interval " + low + (high.front() == 'o' ? " to " : "–") + high;
}

std::string breadth_words(const Evidence& evidence) {
  std::string words, lists;
  if (evidence.author_groups)
    words = fmt::format("{} group{} of authors", *evidence.author_groups, *evidence.author_groups == 1 ? "" : "s");
  int since = 0;  // it began; what was tested are the papers of whole weeks, also of those before
  for (const auto& list : evidence.categories) since += static_cast<int>(list.papers);
  if (since > 0 && since < evidence.observed.value_or(0))
    add(words, "; ", fmt::format("{} of the papers since it began", since));
  constexpr std::size_t kMostCategories = 5;
  for (std::size_t i = 0; i < std::min(evidence.categories.size(), kMostCategories); ++i)
    add(lists, ", ", fmt::format("{} {}", evidence.categories[i].category, evidence.categories[i].papers));
  add(words, " · ", lists);
  return words;
}

std::string onset_words(const Evidence& evidence) {
  if (!evidence.onset) return {};
  std::string words = "week of " + day_words(*evidence.onset);
  if (!evidence.onset_low || !evidence.onset_high) return words;
  if (*evidence.onset_low == *evidence.onset_high)
    words += " (80 % interval: that week)";
  else
    words += fmt::format(" (80 % interval {} – {})", short_day(*evidence.onset_low, *evidence.onset_high),
                         day_words(*evidence.onset_high));
  return words;
}

Tie tie_words(const Wave& wave) {
  const Evidence& evidence = wave.latest.evidence;
  const std::string onset = evidence.onset ? "Began in the " + onset_words(evidence) : std::string();
  if (!wave.latest.release) {
    const std::string possible = possible_words(evidence);
    const std::string none = possible.empty() ? "no release explains it better than chance."
                                              : "no release alone explains it; " + possible + ".";
    return {(onset.empty() ? "N" + none.substr(1) : onset + "; " + none) + forerunner_words(evidence), "", ""};
  }
  const ReleaseCase* release = wave.release();
  if (release == nullptr) return {onset.empty() ? "Tied to " : onset + "; tied to ", *wave.latest.release, "."};

  if (release->verdict == "rejected") {  // only the end of a wave keeps one that no longer explains it
    std::string about = release->lab;
    if (release->released) add(about, ", ", day_words(*release->released));
    return {(onset.empty() ? "T" : onset + "; t") + "old before as tied to ", name_of(*release),
            (about.empty() ? "" : " (" + about + ")") + ", which no longer explains it better than chance."};
  }
  const bool lexical = release->named_share.value_or(0) > 0 || !release->shared_terms.empty();
  const bool is_shared = release->verdict == "shared";
  const std::string tied = is_shared ? "possibly tied to it" : lexical ? "lexically tied to it" : "tied to it";
  std::string before = "Is " + tied.substr(0, tied.size() - 2), after, link = " and is ";
  if (const auto order = digest::onset_against(evidence, *release)) {
    before = onset + (*order == digest::Order::After    ? ", after "
                      : *order == digest::Order::Before ? ", before "
                                                        : ", the week of ");
    if (*order == digest::Order::Before) link = " but is ";
    after = "," + link + tied;
  }
  if (is_shared) after += after.empty() ? ", or to other releases" : " or to other releases";

  std::string about = release->lab;
  if (release->released) add(about, ", ", day_words(*release->released));
  if (release->status == "candidate") add(about, "; ", "a candidate that nobody has confirmed");
  return {before, name_of(*release), (about.empty() ? "" : " (" + about + ")") + after + "."};
}

std::vector<std::string> case_words(const ReleaseCase& release) {
  std::vector<std::string> words;
  if (release.posterior)
    words.push_back("probability " + probability(*release.posterior) + " among the releases known that day");
  if (release.placebo_p) {
    const std::string p = small_probability(*release.placebo_p);
    words.push_back((p.front() == '<' ? "placebo test p " : "placebo test p = ") + p);
  }
  if (release.named_share) {
    std::string named = release.coined ? "named, or a phrase used that it brought up, in " : "named in ";
    named += percent(*release.named_share) + " of the wave's papers";
    if (release.background_share)
      named += *release.background_share == 0 ? ", in none of the others"
                                              : ", in " + percent(*release.background_share) + " of all others";
    words.push_back(named);
  }
  if (!release.shared_terms.empty()) {
    std::string terms;
    for (const auto& term : release.shared_terms) add(terms, ", ", term);
    words.push_back("shared words: " + terms);
  }
  if (release.excess) {
    const std::string range = interval(rounded(release.excess_low), rounded(release.excess_high));
    words.push_back(paper_count(std::round(*release.excess)) + " beyond expectation since then, in 26 weeks at most" +
                    (range.empty() ? "" : " (" + range + ")"));
  }
  return words;
}

std::string rivals_words(const Wave& wave, std::size_t most) {
  constexpr double kWorthANumber = 0.01;
  const auto rivals = wave.rivals();
  std::string strong, weak;
  for (std::size_t i = 0; i < std::min(rivals.size(), most); ++i) {
    const auto& posterior = rivals[i].posterior;
    if (posterior && *posterior < kWorthANumber)
      add(weak, ", ", name_of(rivals[i]));
    else
      add(strong, ", ", name_of(rivals[i]) + (posterior ? " " + probability(*posterior) : ""));
  }
  std::string words = strong;
  if (!weak.empty())
    add(words, "; ", weak + (weak.find(", ") == std::string::npos ? " below 0.01" : ", each below 0.01"));
  if (rivals.size() > most) words += fmt::format("; {} more", rivals.size() - most);
  if (wave.latest.evidence.none_posterior)
    add(words, "; ", "no release at all " + probability(*wave.latest.evidence.none_posterior));
  return words;
}

std::string paper_note(const digest::CitedPaper& paper) {
  std::string words;
  if (paper.announced) words = day_words(*paper.announced);
  if (paper.lag_days) add(words, ", ", days_apart(*paper.lag_days));
  if (paper.named) add(words, ", ", *paper.named ? "names it" : "does not name it");
  if (paper.similarity) add(words, ", ", fmt::format("similarity {:.2f}", *paper.similarity));
  if (!paper.phrase.empty()) add(words, ", ", first_words(paper));
  if (paper.named_by) add(words, ", ", named_by_words(*paper.named_by));
  return words;
}

std::string weekly_words(const Evidence& evidence) {
  const auto& weekly = evidence.weekly;
  if (weekly.empty()) return {};
  std::string words =
      fmt::format("Papers a week, {} to {}", day_words(weekly.front().week), day_words(weekly.back().week));
  std::optional<double> most;
  for (const auto& week : weekly)
    if (week.observed && (!most || *week.observed > *most)) most = week.observed;
  if (most) words += "; most " + figure(*most);
  if (weekly.back().observed) {
    words += ", last " + figure(*weekly.back().observed);
    if (weekly.back().expected) words += " where " + figure(*weekly.back().expected) + " expected";
  }
  return words;
}

std::string explain_command(const Wave& wave) {
  return fmt::format("bandwagon explain {}", wave.latest.id);
}

std::string watched_title(const digest::Watched& watched) {
  return watched.watch + ", " + day_words(watched.raised);
}

std::string watched_command(const digest::Watched& watched) {
  return fmt::format("bandwagon burst {}", watched.burst);
}

std::string nothing_happened(const digest::Digest& digest) {
  return period_words(digest.since, digest.until) + ": " + digest.summary;
}

}  // namespace bandwagon::render

// When a wave is told, and in which words.
#include <algorithm>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "analyzers/close/weekly_close.hpp"

namespace bandwagon::close {
namespace {

using nlohmann::json;

constexpr std::size_t kShownPapers = 5, kShownRivals = 5, kShownPhrases = 6, kShownPioneers = 3, kShownFirstToWrite = 4;

std::string formatted(const char* format, auto... values) {
  char text[512];
  std::snprintf(text, sizeof text, format, values...);
  return text;
}

std::string ratio_text(double ratio) {  // a ratio to almost nothing has no decimals to speak of
  if (ratio > 1000) return "over 1000";
  return formatted(ratio < 10 ? "%.1f" : "%.0f", ratio);
}

json paper_json(const model::Paper& paper) {
  return {{"arxiv_id", paper.id.str()}, {"title", paper.title}, {"announced", paper.announced.iso()}};
}

const char* kind_name(model::BurstKind kind) {
  switch (kind) {
    case model::BurstKind::Topical:
      return "topical";
    case model::BurstKind::Mention:
      return "mention";
    case model::BurstKind::Style:
      return "style";
    case model::BurstKind::Calendar:
      return "calendar";
  }
  return "";
}

const char* verdict_name(model::Verdict verdict) {
  switch (verdict) {
    case model::Verdict::Attributed:
      return "attributed";
    case model::Verdict::Shared:
      return "shared";
    case model::Verdict::Rejected:
      return "rejected";
  }
  return "";
}

// The nearest, and those who were first to write a phrase of the release: the first of each phrase, then the second.
std::vector<const wave::PriorPaper*> shown_pioneers(const wave::Wave& wave) {
  std::vector<const wave::PriorPaper*> shown;
  std::vector<std::pair<std::size_t, const wave::PriorPaper*>> first;  // with its place among those of its phrase
  std::map<std::string, std::size_t> of_phrase;
  for (const auto& pioneer : wave.pioneers) {
    if (!pioneer.phrase.empty())
      first.emplace_back(of_phrase[pioneer.phrase]++, &pioneer);
    else if (shown.size() < kShownPioneers)
      shown.push_back(&pioneer);
  }
  std::stable_sort(first.begin(), first.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  if (first.size() > kShownFirstToWrite) first.resize(kShownFirstToWrite);
  for (const auto& [place, pioneer] : first) shown.push_back(pioneer);
  return shown;
}

}  // namespace

// Another live wave is that of this release, or has already been told with it: one wave, one alert. Without a release:
// another wave that was told holds a good part of these papers.
bool Analysis::told_elsewhere(const wave::Wave& wave, const std::string& release) const {
  constexpr double kSameWave = 0.25;
  return std::any_of(waves_.begin(), waves_.end(), [&](const wave::Wave& other) {
    if (other.burst.id == wave.burst.id) return false;
    const bool release_wave = !release.empty() && !wave.names_release && other.names_release == release &&
                              other.burst.confirmed && other.burst.state != "ended";
    if (release_wave) return true;  // this one will be united with it
    if (wave.names_release == release && other.names_release != release)
      return false;  // the release's own wave is told
    if (!other.alerted || other.alerted_release != release) return false;
    const auto recent = [&](const wave::Place& place) { return place.monday >= wave.burst.onset; };
    double own = 0, common = 0;
    for (const auto& place : wave.papers) {
      if (!recent(place)) continue;
      ++own;
      common += std::binary_search(other.papers.begin(), other.papers.end(), place) ||
                std::binary_search(other.kin.begin(), other.kin.end(), wave::Kin{place});
    }
    return !release.empty() || common >= kSameWave * own;
  });
}

void Analysis::alert(const Today& today, wave::Wave& wave, const Explanation& why, model::WeekFindings& findings) {
  const model::Burst& burst = wave.burst;
  const auto& rules = params_.alerts;
  const std::string release = why.leader ? (*today.releases)[why.leader->release].release.id : "";
  std::optional<model::AlertReason> reason;
  if (burst.state == "ended") {
    if (wave.alerted) reason = model::AlertReason::Ended;
  } else if (!wave.alerted) {
    const bool unexplained_but_sure = burst.kind == model::BurstKind::Topical &&
                                      burst.observed >= rules.unexplained_papers &&
                                      burst.q_value <= rules.unexplained_q && wave.flagged_closes >= 2;
    if (burst.observed >= params_.screen.least_papers && wave.author_groups >= params_.fold.least_author_groups &&
        (why.leader || unexplained_but_sure) && !told_elsewhere(wave, release))
      reason = model::AlertReason::New;
  } else if (why.leader && release != wave.alerted_release) {
    reason = model::AlertReason::Revised;
  } else if (burst.observed >= rules.growth * wave.alerted_observed) {
    reason = model::AlertReason::Grew;
  }
  if (!reason) return;

  std::string headline =
      formatted("%s: %.0f papers in %d weeks, %.1f expected (x%s, 95 %% %s to %s)", burst.label.c_str(), burst.observed,
                wave.window_weeks, burst.expected, ratio_text(burst.ratio).c_str(), ratio_text(burst.ratio_low).c_str(),
                ratio_text(burst.ratio_high).c_str());
  if (*reason == model::AlertReason::Ended)
    headline = burst.label + ": no more papers than its own past leads us to expect";
  std::optional<std::string> named;
  if (why.leader) {
    const auto& leader = (*today.releases)[why.leader->release].release;
    named = leader.id;
    if (*reason != model::AlertReason::Ended)
      headline += "; began after " + leader.name + " (" + leader.lab + ", " + leader.released.iso() +
                  (leader.status == model::ReleaseStatus::Candidate ? ", a candidate)" : ")");
  } else if (*reason == model::AlertReason::Ended && !wave.alerted_release.empty()) {
    named = wave.alerted_release;
  } else if (*reason != model::AlertReason::Ended) {
    headline += "; no release explains it";
  }
  findings.alerts.push_back({.id = next_alert_++,
                             .burst = burst.id,
                             .release = named,
                             .reason = *reason,
                             .raised = today.closed,
                             .headline = std::move(headline),
                             .evidence = evidence(today, wave, why)});
  wave.alerted = true;
  if (why.leader) wave.alerted_release = release;
  wave.alerted_observed = std::max(burst.observed, wave.alerted_observed);
}

std::string Analysis::evidence(const Today& today, const wave::Wave& wave, const Explanation& why) const {
  const model::Burst& burst = wave.burst;
  json body{{"label", burst.label},
            {"kind", kind_name(burst.kind)},
            {"week", today.week.iso()},
            {"observed", burst.observed},
            {"expected", burst.expected},
            {"ratio", burst.ratio},
            {"ratio_low", burst.ratio_low},
            {"ratio_high", burst.ratio_high},
            {"q_value", burst.q_value},
            {"onset", burst.onset.iso()},
            {"onset_low", burst.onset_low.iso()},
            {"onset_high", burst.onset_high.iso()},
            {"author_groups", wave.author_groups},
            {"window_days", wave.window_weeks * model::kDaysPerWeek},
            {"none_posterior", why.scored.none_posterior},
            {"cohesion", wave.cohesion}};
  for (const auto& core : wave.terms)
    if (core.defines && body["phrases"].size() < kShownPhrases) body["phrases"].push_back(core.written);
  for (const auto& phrase : telling_phrases(window_, why.papers, centre(why.papers, {}), kShownPhrases))
    body["words"].push_back(phrase);

  const auto age = [&](const wave::Place& place) { return window_.latest() - window_.index_of(place.monday); };
  int without_authors = 0, tested = 0;
  for (const auto& place : why.papers) {
    if (age(place) >= wave.window_weeks) continue;
    const auto& paper = wave::reading(window_, place);
    auto& count = body["categories"][paper.source.paper.primary_category];
    count = count.is_null() ? 1 : count.get<int>() + 1;
    without_authors += paper.authors.empty();
    ++tested;
  }
  for (std::size_t r = 0; r < std::min(why.scored.rivals.size(), kShownRivals); ++r) {
    const auto& rival = why.scored.rivals[r];
    const auto& release = (*today.releases)[rival.release].release;
    json entry{{"id", release.id},
               {"name", release.name},
               {"lab", release.lab},
               {"released", release.released.iso()},
               {"posterior", rival.posterior},
               {"verdict", verdict_name(rival.verdict)},
               {"status", release.status == model::ReleaseStatus::Candidate ? "candidate" : "confirmed"},
               {"named_share", rival.named_share},
               {"background_share", rival.background_share},
               {"cosine", rival.cosine},
               {"log_odds", {{"names", rival.names}, {"vocabulary", rival.vocabulary}, {"timing", rival.timing}}}};
    auto common = centre(why.papers, {});
    const auto& names = today.names[rival.release].terms();
    std::erase_if(common, [&](const represent::Weighted& word) {
      const auto& own = today.profiles[rival.release];
      const bool in_profile = std::binary_search(own.begin(), own.end(), word,
                                                 [](const auto& a, const auto& b) { return a.term < b.term; });
      return !in_profile && !std::binary_search(names.begin(), names.end(), word.term);
    });
    for (const auto& phrase : telling_phrases(window_, why.papers, common, kShownPhrases))
      entry["shared_terms"].push_back(phrase);
    if (rival.placebo_p) entry["placebo_p"] = *rival.placebo_p;
    for (const auto& attribution : why.attributions)
      if (attribution.release == release.id && attribution.excess) {
        entry["excess"] = *attribution.excess;
        entry["excess_low"] = *attribution.excess_low;
        entry["excess_high"] = *attribution.excess_high;
      }
    body["releases"].push_back(std::move(entry));
  }

  std::vector<wave::Place> ordered = why.papers;
  std::sort(ordered.begin(), ordered.end(), [&](const wave::Place& a, const wave::Place& b) {
    const auto& pa = wave::reading(window_, a).source.paper;
    const auto& pb = wave::reading(window_, b).source.paper;
    return pa.announced != pb.announced ? pa.announced < pb.announced : pa.id < pb.id;
  });
  if (why.leader) {
    const auto& release = (*today.releases)[why.leader->release].release;
    const auto& named = *today.named_papers[why.leader->release];
    for (const auto& place : ordered) {
      const auto& paper = wave::reading(window_, place).source.paper;
      const bool own =
          std::find(release.arxiv_ids.begin(), release.arxiv_ids.end(), paper.id) != release.arxiv_ids.end();
      if (own || paper.submitted < release.released || !std::binary_search(named.begin(), named.end(), place) ||
          body["first_followers"].size() >= kShownPapers)
        continue;
      json entry = paper_json(paper);
      entry["named"] = true;
      entry["lag_days"] = paper.announced - release.released;
      body["first_followers"].push_back(std::move(entry));
    }
  }
  for (auto place = ordered.rbegin(); place != ordered.rend() && body["newest"].size() < kShownPapers; ++place)
    body["newest"].push_back(paper_json(wave::reading(window_, *place).source.paper));
  if (why.leader)
    for (const auto* pioneer : shown_pioneers(wave)) {
      json entry{{"arxiv_id", pioneer->arxiv_id},
                 {"title", pioneer->title},
                 {"announced", pioneer->announced.iso()},
                 {"similarity", pioneer->similarity}};
      if (!pioneer->phrase.empty())
        entry.update({{"phrase", pioneer->phrase},
                      {"phrase_users", pioneer->phrase_users},
                      {"phrase_before", pioneer->phrase_before}});
      body["pioneers"].push_back(std::move(entry));
    }
  const int first = window_.size() - static_cast<int>(why.weekly_observed.size());
  for (std::size_t week = 0; week < why.weekly_observed.size(); ++week)
    body["weekly"].push_back({{"week", window_.monday(first + static_cast<int>(week)).iso()},
                              {"observed", why.weekly_observed[week]},
                              {"expected", why.weekly_expected[week]}});

  json caveats = json::array();
  if (burst.kind == model::BurstKind::Mention)
    caveats.push_back(
        "The papers share a name more than a subject: many may use it as a tool or baseline instead of following it.");
  if (why.leader) {
    const auto& release = (*today.releases)[why.leader->release].release;
    if (release.status == model::ReleaseStatus::Candidate)
      caveats.push_back("The release is a candidate that nobody has confirmed.");
    if (burst.onset_low + (model::kDaysPerWeek - 1) < release.released)
      caveats.push_back(
          "The rise may have begun before the release: the interval of its onset reaches back to the week of " +
          burst.onset_low.iso() + ".");
    if (!why.leader->placebo_p) caveats.push_back("Too few earlier releases are known for a placebo test.");
  }
  if (burst.expected < 1)
    caveats.push_back("Hardly any paper was expected, so the ratio is uncertain: read the interval.");
  if (tested > 0 && without_authors * 4 > tested)
    caveats.push_back(formatted("The authors of %d of %d papers are not known; each counts as a group of its own.",
                                without_authors, tested));
  if (std::any_of(today.quarantine.begin(), today.quarantine.end(), [](char q) { return q != 0; }))
    caveats.push_back("A newly watched list is in quarantine; its papers are not counted yet.");
  body["caveats"] = std::move(caveats);
  return body.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace bandwagon::close

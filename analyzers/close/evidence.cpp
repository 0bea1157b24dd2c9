// The numbers of an alert, its rivals, its papers, and what would make it wrong.
#include <algorithm>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>

#include "analyzers/close/alerts.hpp"
#include "analyzers/close/contrast.hpp"
#include "analyzers/close/labels.hpp"
#include "analyzers/model/names.hpp"

namespace bandwagon::close {
namespace {

using nlohmann::json;

constexpr std::size_t kShownPapers = 5, kShownRivals = 5, kShownPhrases = 6, kShownPioneers = 3, kShownFirstToWrite = 4;

json paper_json(const model::Paper& paper) {
  return {{"arxiv_id", paper.id.str()}, {"title", paper.title}, {"announced", paper.announced.iso()}};
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

json numbers_of(const Today& today, const wave::Wave& wave, const Explanation& why) {
  const model::Burst& burst = wave.burst;
  json body{{"label", burst.label},
            {"kind", model::name_of(burst.kind)},
            {"week", today.week.iso()},
            {"observed", burst.observed},
            {"expected", burst.expected},
            {"ratio", burst.ratio},
            {"ratio_low", burst.ratio_low},
            {"ratio_high", burst.ratio_high},
            {"onset", burst.onset.iso()},
            {"onset_low", burst.onset_low.iso()},
            {"onset_high", burst.onset_high.iso()},
            {"author_groups", wave.author_groups},
            {"window_days", wave.window_weeks * model::kDaysPerWeek},
            {"none_posterior", why.scored.none_posterior},
            {"cohesion", wave.cohesion}};
  if (burst.state != "ended") body["q_value"] = burst.q_value;  // of its last rise, which says nothing of its end
  for (const auto& core : wave.terms)
    if (core.defines && body["phrases"].size() < kShownPhrases) body["phrases"].push_back(core.written);
  return body;
}

// The words that the wave has in common with a release.
represent::SparseVector common_words(const Today& today, const represent::SparseVector& centre, std::size_t release) {
  auto common = centre;
  const auto& own = today.profiles[release];
  const auto& names = today.names[release].terms();
  std::erase_if(common, [&](const represent::Weighted& word) {
    const bool in_profile =
        std::binary_search(own.begin(), own.end(), word, [](const auto& a, const auto& b) { return a.term < b.term; });
    return !in_profile && !std::binary_search(names.begin(), names.end(), word.term);
  });
  return common;
}

json rival_json(const Today& today, const attribute::Rival& rival, const Explanation& why) {
  const auto& release = (*today.releases)[rival.release].release;
  json entry{{"id", release.id},
             {"name", release.name},
             {"lab", release.lab},
             {"released", release.released.iso()},
             {"posterior", rival.posterior},
             {"verdict", model::name_of(rival.verdict)},
             {"status", release.status == model::ReleaseStatus::Candidate ? "candidate" : "confirmed"},
             {"named_share", rival.named_share},
             {"coined", rival.coined},
             {"background_share", rival.background_share},
             {"cosine", rival.cosine},
             {"log_odds", {{"names", rival.names}, {"vocabulary", rival.vocabulary}, {"timing", rival.timing}}}};
  if (rival.placebo_p) entry["placebo_p"] = *rival.placebo_p;
  for (const auto& attribution : why.attributions)
    if (attribution.release == release.id && attribution.excess) {
      entry["excess"] = *attribution.excess;
      entry["excess_low"] = *attribution.excess_low;
      entry["excess_high"] = *attribution.excess_high;
    }
  return entry;
}

std::vector<const corpus::Reading*> by_announcement(const corpus::Window& window,
                                                    const std::vector<wave::Place>& places) {
  std::vector<const corpus::Reading*> papers;
  for (const auto& place : places) papers.push_back(&wave::reading(window, place));
  std::sort(papers.begin(), papers.end(), [](const corpus::Reading* one, const corpus::Reading* other) {
    const model::Paper &a = one->source.paper, &b = other->source.paper;
    return a.announced != b.announced ? a.announced < b.announced : a.id < b.id;
  });
  return papers;
}

bool is_of_release(const Today& today, std::size_t release, const corpus::Reading& reading) {
  const model::Paper& paper = reading.source.paper;
  return (*today.releases)[release].release.is_own_paper(paper.id) || today.names[release].reports(paper.title) ||
         today.own_authors[release].lead(reading);
}

// The first papers after the release that name it, by others than its authors.
json first_followers(const corpus::Window& window, const Today& today, std::size_t leader,
                     const std::vector<wave::Place>& papers) {
  const auto& release = (*today.releases)[leader].release;
  const auto& named = *today.named_papers[leader];
  std::vector<wave::Place> both;
  std::set_intersection(papers.begin(), papers.end(), named.begin(), named.end(), std::back_inserter(both));
  json followers;
  for (const auto* reading : by_announcement(window, both)) {
    const model::Paper& paper = reading->source.paper;
    if (is_of_release(today, leader, *reading) || paper.submitted < release.released) continue;
    if (followers.size() == kShownPapers) break;
    json entry = paper_json(paper);
    entry["named"] = true;
    entry["lag_days"] = paper.announced - release.released;
    followers.push_back(std::move(entry));
  }
  return followers;
}

json pioneer_json(const wave::PriorPaper& pioneer) {
  json entry{{"arxiv_id", pioneer.arxiv_id},
             {"title", pioneer.title},
             {"announced", pioneer.announced.iso()},
             {"similarity", pioneer.similarity}};
  if (!pioneer.phrase.empty())
    entry.update(
        {{"phrase", pioneer.phrase}, {"phrase_users", pioneer.phrase_users}, {"phrase_before", pioneer.phrase_before}});
  return entry;
}

// The papers tested in the last weeks: how many of each field, and of how many nobody knows the authors.
struct Tested {
  std::map<std::string, int> categories;
  int papers = 0, without_authors = 0;
};

Tested tested_of(const corpus::Window& window, const wave::Wave& wave, const std::vector<wave::Place>& papers) {
  Tested tested;
  for (const auto& place : papers) {
    if (window.latest() - window.index_of(place.monday) >= wave.window_weeks) continue;
    const auto& paper = wave::reading(window, place);
    ++tested.categories[paper.source.paper.primary_category];
    tested.without_authors += paper.authors.empty();
    ++tested.papers;
  }
  return tested;
}

json caveats_of(const Today& today, const wave::Wave& wave, const Explanation& why, const Tested& tested) {
  const model::Burst& burst = wave.burst;
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
  if (tested.papers > 0 && tested.without_authors * 4 > tested.papers)
    caveats.push_back("The authors of " + std::to_string(tested.without_authors) + " of " +
                      std::to_string(tested.papers) + " papers are not known; each counts as a group of its own.");
  if (std::any_of(today.quarantine.begin(), today.quarantine.end(), [](char q) { return q != 0; }))
    caveats.push_back("A newly watched list is in quarantine; its papers are not counted yet.");
  return caveats;
}

}  // namespace

std::string evidence_of(const corpus::Window& window, const Today& today, const wave::Wave& wave,
                        const Explanation& why) {
  json body = numbers_of(today, wave, why);
  const auto centre = centre_of(window, why.papers, {});
  for (const auto& phrase : telling_phrases(window, why.papers, centre, kShownPhrases)) body["words"].push_back(phrase);
  const Tested tested = tested_of(window, wave, why.papers);
  for (const auto& [category, papers] : tested.categories) body["categories"][category] = papers;

  for (std::size_t r = 0; r < why.scored.rivals.size(); ++r) {
    const auto& rival = why.scored.rivals[r];
    if (r >= kShownRivals && (*today.releases)[rival.release].release.id != wave.alerted_release) continue;
    json entry = rival_json(today, rival, why);
    for (const auto& phrase :
         telling_phrases(window, why.papers, common_words(today, centre, rival.release), kShownPhrases))
      entry["shared_terms"].push_back(phrase);
    body["releases"].push_back(std::move(entry));
  }
  if (why.leader) {
    auto followers = first_followers(window, today, why.leader->release, why.papers);
    if (!followers.empty()) body["first_followers"] = std::move(followers);
  }
  if (why.leader || wave.pioneers_of.empty())
    for (const auto* pioneer : shown_pioneers(wave)) body["pioneers"].push_back(pioneer_json(*pioneer));
  const auto papers = by_announcement(window, why.papers);
  for (auto paper = papers.rbegin(); paper != papers.rend() && body["newest"].size() < kShownPapers; ++paper)
    if (!why.leader || !is_of_release(today, why.leader->release, **paper))
      body["newest"].push_back(paper_json((*paper)->source.paper));
  for (std::size_t week = 0; week < why.course.observed.size(); ++week)
    body["weekly"].push_back({{"week", window.monday(why.course.first + static_cast<int>(week)).iso()},
                              {"observed", why.course.observed[week]},
                              {"expected", why.course.expected[week]}});
  body["caveats"] = caveats_of(today, wave, why, tested);
  return body.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace bandwagon::close

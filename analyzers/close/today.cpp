// What a close or a look begins with.
#include <cmath>

#include "analyzers/close/weekly_close.hpp"
#include "analyzers/parallel/each.hpp"

namespace bandwagon::close {
namespace {

constexpr std::size_t kBackgroundTerms = 4000;
constexpr std::size_t kComparators = 1000;
constexpr int kOwnPaperDays = 180;  // a paper further from the release day does not speak for the release

}  // namespace

Today Analysis::look_at(model::Day week, const Releases& releases) {
  Today today{.week = week,
              .closed = week + model::kDaysPerWeek,
              .is_seen = window_.exposure().back().observed,
              .quarantine = window_.strata().quarantine(week, params_.quarantine_weeks),
              .releases = &releases};
  today.past = std::make_unique<const burst::Baseline>(window_.exposure(), window_.latest(), today.quarantine,
                                                       params_.expectation);
  parallel::both(
      [&] {
        const auto background = wave::background(window_, params_.screen.long_window);
        today.background = background.unit(kBackgroundTerms);
        today.background_cohesion = background.mean_cosine();
      },
      [&] { look_at_releases(today); });
  return today;
}

// What the releases say of themselves, and which papers name them.
void Analysis::look_at_releases(Today& today) {
  const Releases& releases = *today.releases;
  for (const auto& known : releases) {
    today.index_of[known.release.id] = today.names.size();
    today.names.emplace_back(known.release);
    today.own_authors.emplace_back(known.own_papers);
  }
  for (const auto& known : releases) own_texts_[known.release.id];
  today.own_texts.resize(releases.size());
  today.has_own_paper.resize(releases.size());
  today.profiles.resize(releases.size());
  parallel::each(releases.size(), parallel::kAtOnce, [&](std::size_t r) {
    const auto& known = releases[r];
    const bool own_paper =
        !known.title.empty() && std::abs(known.paper_announced - known.release.released) <= kOwnPaperDays;
    today.has_own_paper[r] = own_paper;
    today.own_texts[r] = own_paper ? &own_text(known.release.id, known.title, known.abstract)
                                   : &own_text(known.release.id, "", known.release.about);
    const auto terms = text::without(today.own_texts[r]->terms, today.names[r].terms());
    today.profiles[r] = represent::paper_vector(terms, window_.frequencies(), window_.vector_params());
  });
  today.comparators = std::make_unique<const Comparators>(window_, kComparators);
  today.named_papers.resize(releases.size());
  for (const auto& known : releases) named_.expect(known.release.id);
  parallel::each(releases.size(), parallel::kAtOnce, [&](std::size_t r) {
    today.named_papers[r] = &named_.papers(window_, releases[r].release, today.names[r]);
  });
}

// What a release's own text says, read again only where it has changed. There must be room for the release; different
// ones may be asked for at the same time.
const OwnText& Analysis::own_text(const std::string& release, const std::string& title, const std::string& text) {
  OwnText& own = own_texts_.at(release);
  if (own.terms.empty() || own.title != title || own.text != text)
    own = {.title = title, .text = text, .terms = text::terms_of(title, text)};
  return own;
}

}  // namespace bandwagon::close

#include "tests/support/synthetic_stream.hpp"

#include <algorithm>
#include <array>
#include <random>

namespace bandwagon::support {
namespace {

constexpr model::Day kFirst{18995};  // Monday, 2022-01-03
constexpr std::int64_t kNoon = 43200;
constexpr int kPapersAWeek = 40, kSubjects = 8, kWordsOfSubject = 14;
constexpr std::array kSyllables{"ba", "ko", "ri", "mu",  "te",  "la",  "so",  "vi",
                                "du", "pe", "na", "gri", "plo", "shu", "kan", "tor"};
constexpr unsigned kSubjectOfWave = 3;
constexpr const char* kWaveWords = "verifiable rollout shaping with policy gradients for stepwise deduction";

// A made-up word: the same for the same number, and no English one.
std::string word(unsigned number) {
  std::string word;
  for (int i = 0; i < 4; ++i, number = number * 2654435761U + 12345U)
    word += kSyllables[(number >> 16) % kSyllables.size()];
  return word + "x";
}

std::string words_of(unsigned subject, unsigned count, std::mt19937_64& random) {
  std::string words;
  for (unsigned i = 0; i < count; ++i)
    words += word(subject * kWordsOfSubject + static_cast<unsigned>(random() % kWordsOfSubject)) + " ";
  return words;
}

}  // namespace

SyntheticStream::SyntheticStream(Following following) : weeks_(kWeeks) {
  std::mt19937_64 random(20260924);
  const auto subject = [&] { return static_cast<unsigned>(random() % kSubjects); };
  for (int week = 0; week < kWeeks; ++week) {
    for (int i = 0; i < kPapersAWeek; ++i) {
      const unsigned own = subject();
      const bool styled = week >= kStyleStart && random() % 3 == 0;
      add(week, words_of(own, 4, random), words_of(own, 12, random) + (styled ? "which meticulously matters" : ""));
    }
    if (week >= 4 && week < 12)
      add(week, "Stepwise deduction by rollout shaping",
          kWaveWords + std::string(" ") + words_of(subject(), 3, random));
    if (week == kReleaseWeek) add(week, "NovaMind-X1: stepwise deduction by rollout shaping", kWaveWords);
    for (int i = 0; week >= kWaveStart && i < std::min(14, 4 * (week - kWaveStart + 1)); ++i) {
      const unsigned own = subject();
      const std::string fresh = word(900 + static_cast<unsigned>(number_));
      if (following == Following::Whole)
        add(week, "On NovaMind-X1 and rollout shaping " + fresh,
            kWaveWords + std::string(" ") + words_of(own, 4, random) + (week == kNewWordWeek ? "with quorvane" : ""));
      else if (i % 2 == 0)
        add(week, "On NovaMind-X1 " + fresh, words_of(own, 12, random));
      else
        add(week, "Rollout shaping " + fresh, kWaveWords + std::string(" ") + words_of(kSubjectOfWave, 12, random));
    }
    for (int i = 0; (week == kContestWeek || week == kContestWeek + 1) && i < 12; ++i)
      add(week, "Our system at VerbEval " + words_of(7, 3, random),
          "This is our submission to the VerbEval shared task. " + words_of(7, 8, random));
  }
  releases_.push_back({.id = kRelease,
                       .name = "NovaMind-X1",
                       .lab = "NovaMind",
                       .about = kWaveWords,
                       .released = monday(kReleaseWeek) + 1,
                       .known_since = monday(kReleaseWeek) + 1,
                       .arxiv_ids = {}});
  for (const auto& paper : weeks_[kReleaseWeek])
    if (paper.paper.title.starts_with("NovaMind-X1:")) releases_[0].arxiv_ids.push_back(paper.paper.id);
  for (int i = 0; i < 24; ++i) {
    const bool recent = i < 3;  // a rival; the others are too old to be meant
    const auto released = recent ? monday(kReleaseWeek - i) : kFirst - 700 - 10 * i;
    releases_.push_back({.id = "other-" + std::to_string(10 + i),
                         .name = "Xylo-" + std::to_string(100 + i),
                         .lab = "Lab " + std::to_string(i),
                         .about = words_of(subject(), 10, random),
                         .released = released,
                         .known_since = released});
  }
  std::sort(releases_.begin(), releases_.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
}

model::Day SyntheticStream::monday(int week) const {
  return kFirst + week * model::kDaysPerWeek;
}

void SyntheticStream::add(int week, std::string title, std::string abstract) {
  ++number_;
  const auto digits = std::to_string(100000 + number_).substr(1);
  weeks_[static_cast<std::size_t>(week)].push_back({.key = number_,
                                                    .paper = {.id = model::PaperId::parse("2201." + digits).value(),
                                                              .title = std::move(title),
                                                              .abstract = std::move(abstract),
                                                              .authors = {"Author " + digits, "Second " + digits},
                                                              .primary_category = "cs.CL",
                                                              .categories = {"cs.CL"},
                                                              .submitted_at = monday(week).value * kNoon * 2 + kNoon,
                                                              .submitted = monday(week),
                                                              .announced = monday(week) + 1}});
}

std::vector<model::StoredPaper> SyntheticStream::all() const {
  std::vector<model::StoredPaper> all;
  for (const auto& week : weeks_) all.insert(all.end(), week.begin(), week.end());
  return all;
}

std::vector<attribute::KnownRelease> SyntheticStream::known(int week) const {
  std::vector<attribute::KnownRelease> known;
  const auto closes = monday(week) + model::kDaysPerWeek;
  for (const auto& release : releases_)
    if (release.known_since <= closes) known.push_back({.release = release});
  return known;
}

void SyntheticStream::delay_knowledge_to(model::Day day) {
  for (auto& release : releases_)
    if (release.id == kRelease) release.known_since = day;
}

void SyntheticStream::renumber() {
  for (auto& week : weeks_)
    for (auto& paper : week) paper.key = 1'000'000 - 7 * paper.key;
}

void SyntheticStream::add_unwatched() {
  for (int week = 0; week < kWeeks; ++week) {
    add(week, "Pixels of vision", "Segmentation of pixels by meticulously drawn contours");
    auto& paper = weeks_[static_cast<std::size_t>(week)].back().paper;
    paper.primary_category = "cs.CV";
    paper.categories = {"cs.CV"};
  }
}

}  // namespace bandwagon::support

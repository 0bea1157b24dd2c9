#include "analyzers/corpus/kept_readings.hpp"

#include <gtest/gtest.h>
#include <xxhash.h>

#include <algorithm>
#include <utility>

#include "tests/support/corpus.hpp"

namespace bandwagon::corpus {
namespace {

constexpr int kPapers = 30;

std::vector<model::StoredPaper> papers() {
  std::vector<model::StoredPaper> announced;
  for (int p = 0; p < kPapers; ++p) {
    announced.push_back(support::paper(p, 0, "Prompting GPT-4o with Number" + std::to_string(p),
                                       "We show that chain-of-thought prompting helps $\\alpha$-models, LLaMA 2 too."));
    if (p % 5 == 0) announced.back().paper.categories = {announced.back().paper.primary_category = "math.CO"};
  }
  return announced;
}

Window window_of(std::vector<model::StoredPaper> papers, KeptReadings kept) {
  Window window({"cs.CL"}, {});
  StrataByPaper strata;
  for (const auto& paper : papers)
    if (paper.paper.primary_category == "cs.CL") strata.emplace_back(paper.key, 0);
  std::sort(strata.begin(), strata.end());
  window.add_known_week(window.known_week(support::monday(0), std::move(papers), strata, std::move(kept)));
  window.count_known_weeks();
  return window;
}

std::string packed() {
  const Window window = window_of(papers(), {});
  return pack(window.papers(0), window.background(0));
}

void expect_alike(const std::vector<Reading>& a, const std::vector<Reading>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t p = 0; p < a.size(); ++p) {
    EXPECT_EQ(a[p].source.paper.id, b[p].source.paper.id);
    EXPECT_EQ(a[p].names, b[p].names);
    EXPECT_EQ(a[p].authors, b[p].authors);
    EXPECT_EQ(a[p].stratum, b[p].stratum);
    ASSERT_EQ(a[p].terms.size(), b[p].terms.size());
    for (std::size_t t = 0; t < a[p].terms.size(); ++t) {
      EXPECT_EQ(text::TermId{a[p].terms[t].term}, text::TermId{b[p].terms[t].term});
      EXPECT_EQ(a[p].terms[t].count, b[p].terms[t].count);
      EXPECT_EQ(a[p].terms[t].length, b[p].terms[t].length);
    }
  }
}

void expect_counted_alike(const Window& a, const Window& b) {
  const auto &counts = *a.counts()[0], &others = *b.counts()[0];
  ASSERT_EQ(counts.size(), others.size());
  EXPECT_EQ(a.frequencies().distinct_terms(), b.frequencies().distinct_terms());
  for (std::size_t entry = 0; entry < counts.size(); ++entry) {
    const burst::SubjectId subject = counts[entry].subject;  // packed: copied
    EXPECT_EQ(subject, burst::SubjectId{others[entry].subject});
    EXPECT_EQ(counts[entry].papers, others[entry].papers);
    EXPECT_EQ(a.frequencies().of(subject), b.frequencies().of(subject));
  }
  for (const auto& reading : a.papers(0))
    for (const auto name : reading.names) {
      const auto users = a.names(0).papers(name), others_of = b.names(0).papers(name);
      EXPECT_TRUE(std::equal(users.begin(), users.end(), others_of.begin(), others_of.end()));
      const auto outside = a.background_names(0).papers(name), also = b.background_names(0).papers(name);
      EXPECT_TRUE(std::equal(outside.begin(), outside.end(), also.begin(), also.end()));
    }
}

}  // namespace

TEST(KeptReadings, SpareTheTextAndChangeNothing) {
  const Window read = window_of(papers(), {}), kept = window_of(papers(), KeptReadings::unpack(packed()));
  EXPECT_EQ(read.read_anew(0), kPapers);
  EXPECT_EQ(kept.read_anew(0), 0U);
  expect_alike(read.papers(0), kept.papers(0));
  expect_alike(read.background(0), kept.background(0));
  expect_counted_alike(read, kept);
}

// Of each paper, by its place, whether it uses each term.
void expect_uses(const std::vector<model::StoredPaper>& announced, const std::string& kept, std::size_t read_anew) {
  std::vector<text::TermId> terms;
  for (const char* word : {"revised", "number7", "prompting", "nowhere"}) terms.push_back(text::term_id(word));
  std::sort(terms.begin(), terms.end());
  const TermUses found = uses_of(announced, kept, terms);
  EXPECT_EQ(found.read_anew, read_anew);
  for (std::size_t p = 0; p < announced.size(); ++p)
    for (const auto term : terms) {
      const auto same = [&](const TermUses::Use& use) { return use.place == p && use.term == term; };
      const auto uses = std::count_if(found.uses.begin(), found.uses.end(), same);
      EXPECT_EQ(uses, text::uses(read_text(announced[p].paper).terms, term) ? 1 : 0) << p;
    }
}

TEST(KeptReadings, TellWhichPapersUseAFewTerms) {
  expect_uses(papers(), packed(), 0);
  auto announced = papers();
  announced.erase(announced.begin() + 3);
  announced[7].paper.abstract += " It was revised.";
  std::swap(announced[11], announced[12]);
  announced.push_back(announced[5]);  // the same text twice
  expect_uses(announced, packed(), 1);
  std::string damaged = packed();
  damaged[damaged.size() / 2] ^= 1;
  for (const std::string& kept : {std::string(), damaged}) expect_uses(announced, kept, announced.size());
}

TEST(KeptReadings, MayBeOfOtherPapersToo) {
  auto announced = papers();
  announced.erase(announced.begin() + 3);
  announced[7].paper.abstract += " It was revised.";
  std::swap(announced[11], announced[12]);
  const Window read = window_of(announced, {}), kept = window_of(announced, KeptReadings::unpack(packed()));
  EXPECT_EQ(kept.read_anew(0), 1U);
  expect_alike(read.papers(0), kept.papers(0));
  expect_alike(read.background(0), kept.background(0));
  expect_counted_alike(read, kept);
}

TEST(KeptReadings, MayBeMadeAheadOfTheWeek) {
  const auto add = [](Window& window, const std::vector<model::StoredPaper>& first) {
    window.read_open(support::monday(0), first);
    window.add_week(support::monday(0), papers());
  };
  Window plain({"cs.CL"}, {}), ahead({"cs.CL"}, {});
  const auto all = papers();
  const std::vector<model::StoredPaper> first(all.begin(), all.begin() + kPapers / 2);
  add(plain, first);
  auto texts = KeptReadings::of(all);
  EXPECT_EQ(texts.size(), std::size_t{kPapers});
  ahead.read_ahead(std::move(texts));
  add(ahead, first);
  expect_alike(plain.papers(0), ahead.papers(0));
  expect_alike(plain.background(0), ahead.background(0));
}

TEST(KeptReadings, DoNotSpeakForATextThatChanged) {
  auto changed = papers();
  changed[3].paper.title += " Revisited";
  changed[4].paper.abstract += " Code is released.";
  changed[6].paper.authors.emplace_back("Another Author");
  const Window read = window_of(changed, {}), kept = window_of(changed, KeptReadings::unpack(packed()));
  EXPECT_EQ(kept.read_anew(0), 3U);
  expect_alike(read.papers(0), kept.papers(0));
}

TEST(KeptReadings, AreNotThoseOfALookAtTheWeek) {  // or a week that was looked at would not be kept
  Window window({"cs.CL"}, {});
  window.read_open(support::monday(0), papers());
  window.add_week(support::monday(0), papers());
  EXPECT_EQ(window.read_anew(0), kPapers);
}

TEST(KeptReadings, AreReadAgainWhereTheyAreDamaged) {
  const std::string whole = packed();
  EXPECT_EQ(KeptReadings::unpack(whole).size(), kPapers);
  EXPECT_EQ(KeptReadings::unpack("").size(), 0U);
  EXPECT_EQ(KeptReadings::unpack(std::string_view(whole).substr(0, whole.size() / 2)).size(), 0U);
  std::string other = whole;
  other[other.size() / 2] = static_cast<char>(other[other.size() / 2] ^ 1);
  EXPECT_EQ(window_of(papers(), KeptReadings::unpack(other)).read_anew(0), kPapers);
}

// Where this fails a text is read in another way than before: give kWayOfReading a new number, and then this one.
TEST(KeptReadings, AreOfTheWayOfReadingThatTheirNumberNames) {
  const std::string bytes = packed();
  EXPECT_EQ(XXH3_64bits(bytes.data(), bytes.size()), 4968244177603711653U) << "kWayOfReading " << kWayOfReading;
}

}  // namespace bandwagon::corpus

// A search for releases that is written down and read again goes on as if nothing had happened.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <xxhash.h>

#include <array>
#include <random>

#include "analyzers/candidate/discovery.hpp"
#include "tests/unit/candidate/zephyra.hpp"

namespace bandwagon::candidate {
namespace {

using model::Day;
using model::Paper;

const std::vector<Lab> kLabs{{"DeepSeek", {"DeepSeek-AI"}, {}}, {"OpenAI", {"OpenAI"}, {}}};
const std::vector<std::string> kLists{"cs.CL", "cs.AI"};
constexpr int kPapers = 1'500;

// A year and a half of papers that give names, take them up, sign for labs and tell who made what.
std::vector<Paper> stream() {
  std::mt19937 random(7);
  const auto any = [&](int count) { return static_cast<int>(random() % static_cast<unsigned>(count)); };
  std::vector<Paper> papers;
  for (int p = 0; p < kPapers; ++p) {
    const Day day = Day::from_civil(2024, 1, 1) + p / 3;
    const std::string name = fmt::format("Zephyra-{}", (p / 150) * 3 + any(3));
    std::string title = "A study", abstract = fmt::format("We extend {} with {}.", name, kSubject);
    std::vector<std::string> authors{fmt::format("Author {}", any(400)), fmt::format("Author {}", any(400))};
    switch (any(6)) {
      case 0:
        title = fmt::format("{}: kernels", name);
        abstract = fmt::format("We introduce {}, {}.", name, kSubject);
        break;
      case 1:
        abstract = fmt::format("We test OpenAI's {} and {}.", name, kSubject);
        break;
      case 2:
        if (any(10) == 0) authors.insert(authors.begin(), any(2) == 0 ? "DeepSeek-AI" : "Team Quorvane");
        title = fmt::format("Quorvane{}: recurrence", any(40));
        break;
      default:
        break;
    }
    papers.push_back({.id = *model::PaperId::parse(fmt::format("24{:02}.{:05}", 1 + p / 150, p + 1)),
                      .title = std::move(title),
                      .abstract = std::move(abstract),
                      .authors = std::move(authors),
                      .primary_category = kLists[static_cast<std::size_t>(p % 2)],
                      .categories = {kLists[static_cast<std::size_t>(p % 2)]},
                      .submitted = day,
                      .announced = day});
  }
  return papers;
}

std::string told(const std::vector<Proposal>& proposals) {
  std::string told;
  for (const auto& p : proposals) {
    told += fmt::format("{} {} {} {} {} {} {} {}\n", p.paper ? p.paper->str() : "-", p.submitted.iso(),
                        p.known_since.iso(), p.name, p.lab, p.followers, p.weight, p.witnesses.size());
    for (const auto reason : p.reasons) told += fmt::format(" {}", static_cast<int>(reason));
    for (const auto& alias : p.aliases) told += " " + alias;
  }
  return told;
}

TEST(DiscoveryPack, GoesOnAsIfNothingHadHappened) {
  Discovery whole(kLabs, {}, kLists);
  auto parted = std::make_unique<Discovery>(kLabs, DiscoveryParams{}, kLists);
  int proposals = 0, seen = 0;
  for (const auto& paper : stream()) {
    const auto once = whole.see(paper);
    EXPECT_EQ(told(parted->see(paper)), told(once)) << paper.id.str();
    proposals += static_cast<int>(once.size());
    if (++seen % 100 != 0) continue;
    const std::string packed = parted->pack();
    EXPECT_EQ(packed, whole.pack()) << "what is kept does not depend on restarts";
    parted = std::make_unique<Discovery>(kLabs, DiscoveryParams{}, kLists);
    ASSERT_TRUE(parted->unpack(packed));
    EXPECT_EQ(parted->pack(), packed);
  }
  EXPECT_GT(proposals, 20);
}

// Where this fails papers are read or remembered otherwise than before: give kSearch a new number, and then this one.
TEST(DiscoveryPack, HoldsWhatTheNumberOfTheSearchSays) {
  struct Text {
    const char *title, *abstract;
  };
  constexpr std::array<Text, 5> kTexts{
      Text{"Qwen2.5 Technical Report", "In this report, we introduce Qwen2.5. Qwen2.5-32B outperforms LLaMA 3."},
      Text{"Direct Preference Optimization: Your Model", "We present direct preference optimization (DPO) for GPT-4."},
      Text{"Mistral 7B", "We introduce Mistral 7B, faster than Llama 2."},
      Text{"A Survey of Parsing", "Nothing is named."}, Text{"", ""}};
  Discovery learned(kLabs, {}, kLists);
  auto papers = stream();
  for (std::size_t t = 0; t < kTexts.size(); ++t) {
    papers[papers.size() - 1 - t].title = kTexts[t].title;
    papers[papers.size() - 1 - t].abstract = kTexts[t].abstract;
  }
  for (const auto& paper : papers) learned.see(paper);
  const std::string bytes = learned.pack();
  EXPECT_EQ(XXH3_64bits(bytes.data(), bytes.size()), 10535014559195187744U) << "kSearch " << kSearch;
}

TEST(DiscoveryPack, IsNotTakenFromASearchOfOtherLabsOrLists) {
  const std::string packed = Discovery(kLabs, {}, kLists).pack();
  EXPECT_TRUE(Discovery(kLabs, {}, kLists).unpack(packed));
  EXPECT_FALSE(Discovery({kLabs.front()}, {}, kLists).unpack(packed));
  EXPECT_FALSE(Discovery(kLabs, {}, {"cs.CL"}).unpack(packed));
  auto renamed = kLabs;
  renamed.back().makers.push_back("Open AI");
  EXPECT_FALSE(Discovery(renamed, {}, kLists).unpack(packed));
}

TEST(DiscoveryPack, IsNotTakenFromDamagedBytes) {
  Discovery learned(kLabs, {}, kLists);
  for (const auto& paper : stream()) learned.see(paper);
  const std::string packed = learned.pack();
  Discovery fresh(kLabs, {}, kLists);
  const std::string nothing = fresh.pack();
  for (std::size_t length = 0; length < packed.size(); length += 1 + packed.size() / 97) {
    EXPECT_FALSE(fresh.unpack(std::string_view(packed).substr(0, length)));
    std::string changed = packed;
    changed[length] = static_cast<char>(changed[length] ^ 1);
    EXPECT_FALSE(fresh.unpack(changed));
  }
  EXPECT_EQ(fresh.pack(), nothing) << "nothing was learned";
}

}  // namespace
}  // namespace bandwagon::candidate

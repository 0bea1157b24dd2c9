#include "analyzers/represent/term_map.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>

namespace bandwagon::represent {

TEST(TermMap, HoldsWhatAMapWouldWhateverIsPutAndErased) {
  EXPECT_TRUE(rc::check("against std::map", [] {
    TermMap<int> map;
    std::map<text::TermId, int> slow;
    const auto steps = *rc::gen::container<std::vector<std::pair<std::uint8_t, bool>>>(
        rc::gen::pair(rc::gen::arbitrary<std::uint8_t>(), rc::gen::arbitrary<bool>()));
    int next = 0;
    for (const auto& [number, puts] : steps) {
      const text::TermId term =
          text::TermId{number} << 58 | number;  // few homes, so that terms stand in each other's way
      if (puts) {
        map[term] = slow[term] = ++next;
      } else {
        map.erase(term);
        slow.erase(term);
      }
    }
    RC_ASSERT(map.size() == slow.size());
    for (int number = 0; number < 256; ++number) {
      const text::TermId term = text::TermId(number) << 58 | text::TermId(number);
      const auto* found = map.find(term);
      const auto own = slow.find(term);
      RC_ASSERT((found != nullptr) == (own != slow.end()));
      if (found != nullptr) RC_ASSERT(*found == own->second);
    }
  }));
}

TEST(TermMap, GrowsWithoutLosingATerm) {
  TermMap<std::size_t> map;
  for (std::size_t i = 0; i < 5000; ++i) map[text::term_id(std::to_string(i))] = i;
  EXPECT_EQ(map.size(), 5000U);
  for (std::size_t i = 0; i < 5000; ++i) {
    const auto* found = map.find(text::term_id(std::to_string(i)));
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(*found, i);
  }
  EXPECT_EQ(map.find(text::term_id("never put")), nullptr);
}

TEST(TermMap, MakesRoomWithoutLosingATerm) {
  TermMap<std::size_t> map;
  for (text::TermId i = 0; i < 40; ++i) map[i << 58 | i] = i;
  map.make_room(1000);
  map.make_room(10);
  EXPECT_EQ(map.size(), 40U);
  for (text::TermId i = 0; i < 40; ++i) EXPECT_EQ(*map.find(i << 58 | i), i);
}

}  // namespace bandwagon::represent

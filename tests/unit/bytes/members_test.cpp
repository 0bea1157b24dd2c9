#include "analyzers/bytes/members.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <set>

namespace bandwagon::bytes {
namespace {

constexpr std::size_t kSets = 7;

std::string packed(std::vector<Member> members) {
  Writer writer;
  put_members(writer, members);
  return writer.sealed();
}

}  // namespace

TEST(Members, ComeBackInOrder) {
  const std::string bytes = packed({{9, 3, 1}, {~std::uint64_t{0}, 0, 5}, {9, 0, 2}, {0, 6, 70000}});
  Reader reader(bytes);
  const std::vector<Member> expected{{0, 6, 70000}, {9, 0, 2}, {9, 3, 1}, {~std::uint64_t{0}, 0, 5}};
  EXPECT_EQ(take_members(reader, kSets), expected);
  EXPECT_FALSE(reader.failed());
}

TEST(Members, ComeBackWhateverTheyAre) {
  rc::check([](const std::vector<std::tuple<std::uint64_t, std::uint8_t, std::uint32_t>>& drawn) {
    std::map<std::pair<std::uint64_t, std::uint32_t>, std::uint32_t> notes;
    for (const auto& [hash, set, note] : drawn) notes[{hash, set % kSets}] = note;
    std::vector<Member> members;
    for (const auto& [key, note] : notes) members.push_back({key.first, key.second, note});
    const std::string bytes = packed({members.rbegin(), members.rend()});
    Reader reader(bytes);
    RC_ASSERT(take_members(reader, kSets) == members);
    RC_ASSERT(!reader.failed() && reader.left() == 0);
  });
}

TEST(Members, AreFoundAmongTheOthers) {
  rc::check([](const std::set<std::pair<std::uint8_t, std::uint8_t>>& drawn, const std::set<std::uint8_t>& asked) {
    std::vector<Member> members, expected;
    for (const auto& [hash, set] : drawn) members.push_back({hash, set % std::uint32_t{kSets}, hash});
    std::sort(members.begin(), members.end());
    members.erase(std::unique(members.begin(), members.end()), members.end());
    for (const auto& [hash, set, note] : members)
      if (asked.contains(static_cast<std::uint8_t>(hash))) expected.push_back({hash, set, 0});
    const std::string bytes = packed(members);
    Reader reader(bytes);
    const std::vector<std::uint64_t> hashes(asked.begin(), asked.end());
    RC_ASSERT(find_members(reader, kSets, hashes) == expected);
    RC_ASSERT(!reader.failed());
  });
}

TEST(Members, AreNotFoundWhereASetIsNotThere) {
  const std::string bytes = packed({{1, 2, 0}, {1, 6, 0}});
  Reader reader(bytes);
  EXPECT_TRUE(find_members(reader, 6, std::vector<std::uint64_t>{1}).empty());
  EXPECT_TRUE(reader.failed());
}

TEST(Members, AreNoneWhereASetIsNotThere) {
  const std::string bytes = packed({{1, 2, 0}, {1, 6, 0}});
  Reader reader(bytes);
  EXPECT_TRUE(take_members(reader, 6).empty());
  EXPECT_TRUE(reader.failed());
}

TEST(Members, AreNoneInOtherBytes) {
  rc::check([](const std::vector<std::uint64_t>& numbers) {
    Writer writer;
    for (const auto number : numbers) writer.number(number);
    const std::string bytes = writer.sealed();
    Reader reader(bytes);
    const auto members = take_members(reader, kSets);
    RC_ASSERT(members.empty() || !reader.failed());
    for (const auto& member : members) RC_ASSERT(member.set < kSets);
  });
}

}  // namespace bandwagon::bytes

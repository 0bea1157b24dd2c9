#include "analyzers/candidate/kept_names.hpp"

#include <xxhash.h>

#include <map>

#include "analyzers/bytes/members.hpp"

namespace bandwagon::candidate {
namespace {

// Where a paper uses a name, as bits.
constexpr std::uint32_t kUsed = 1, kUsedInTitle = 2, kInTitle = 4;
// What is so of a given name, as bits above its naming.
constexpr unsigned kNamingBits = 2, kDistinctive = 4, kLongAcronym = 8, kOpensTitle = 16, kSaid = 32;

std::uint64_t text_of(std::string_view title, std::string_view abstract) {
  const std::uint64_t hash = XXH3_64bits_withSeed(title.data(), title.size(), title.size());
  return XXH3_64bits_withSeed(abstract.data(), abstract.size(), hash);
}

void put(bytes::Writer& writer, const GivenName& name) {
  writer.text(name.spelling);
  writer.hash(name.id);
  writer.number(static_cast<unsigned>(name.naming) | (name.distinctive ? kDistinctive : 0) |
                (name.is_long_acronym ? kLongAcronym : 0) | (name.opens_title ? kOpensTitle : 0) |
                (name.said ? kSaid : 0));
}

GivenName given(bytes::Reader& reader) {
  GivenName name{.spelling = std::string(reader.text()), .id = reader.hash()};
  const std::uint64_t bits = reader.number();
  name.naming = static_cast<Naming>(bits & ((1U << kNamingBits) - 1));
  name.distinctive = (bits & kDistinctive) != 0;
  name.is_long_acronym = (bits & kLongAcronym) != 0;
  name.opens_title = (bits & kOpensTitle) != 0;
  name.said = (bits & kSaid) != 0;
  return name;
}

}  // namespace

void KeptNames::add(std::string_view title, std::string_view abstract, NamesInPaper names) {
  texts_.push_back(text_of(title, abstract));
  place_[texts_.back()] = names_.size();
  names_.push_back(std::move(names));
}

const NamesInPaper* KeptNames::find(std::string_view title, std::string_view abstract) const {
  const auto at = place_.find(text_of(title, abstract));
  return at == place_.end() ? nullptr : &names_[at->second];
}

std::string KeptNames::pack() const {
  bytes::Writer writer;
  writer.number(kWayOfNaming);
  writer.number(names_.size());
  std::vector<bytes::Member> members;
  for (std::uint32_t paper = 0; paper < names_.size(); ++paper) {
    const NamesInPaper& names = names_[paper];
    writer.hash(texts_[paper]);
    writer.number(names.given.size());
    for (const GivenName& name : names.given) put(writer, name);
    std::map<NameId, std::uint32_t> uses;
    for (const NameId name : names.used) uses[name] |= kUsed;
    for (const NameId name : names.used_in_title) uses[name] |= kUsedInTitle;
    for (const NameId name : names.in_title) uses[name] |= kInTitle;
    for (const auto& [name, where] : uses) members.push_back({name, paper, where});
  }
  bytes::put_members(writer, members);
  return writer.sealed();
}

KeptNames KeptNames::unpack(std::string_view bytes) {
  bytes::Reader reader(bytes);
  KeptNames kept;
  if (reader.number() != kWayOfNaming) return kept;
  const std::uint64_t papers = reader.number();
  while (kept.names_.size() < papers && !reader.failed()) {
    kept.texts_.push_back(reader.hash());
    kept.place_[kept.texts_.back()] = kept.names_.size();
    auto& names = kept.names_.emplace_back();
    const std::uint64_t count = reader.number();
    while (names.given.size() < count && !reader.failed()) names.given.push_back(given(reader));
  }
  for (const auto& [name, paper, where] : bytes::take_members(reader, kept.names_.size())) {
    NamesInPaper& names = kept.names_[paper];
    if ((where & kUsed) != 0) names.used.push_back(name);
    if ((where & kUsedInTitle) != 0) names.used_in_title.push_back(name);
    if ((where & kInTitle) != 0) names.in_title.push_back(name);
  }
  return reader.failed() ? KeptNames() : kept;
}

}  // namespace bandwagon::candidate

#include "analyzers/candidate/claims.hpp"

#include <algorithm>
#include <map>

#include "analyzers/candidate/packing.hpp"

namespace bandwagon::candidate {
namespace {

// The spelling that most use; of equals the one used first.
std::string commonest(const std::vector<std::string>& spellings) {
  std::map<std::string, int> counts;
  for (const auto& spelling : spellings) ++counts[spelling];
  std::string best;
  for (const auto& spelling : spellings)
    if (best.empty() || counts[spelling] > counts[best]) best = spelling;
  return best;
}

}  // namespace

bool Claims::add(const MadeName& made, const model::Paper& paper, const People& people) {
  auto& claims = claims_[made.id];
  const bool is_known = std::any_of(claims.begin(), claims.end(), [&](const Claim& claim) {
    return claim.lab == made.lab && is_recent(claim, paper.announced) && overlap(claim.people, people);
  });
  if (is_known) return false;
  claims.push_back({paper.announced, made.lab, paper.id, people, made.spelling, made.acronym, made.longer});
  return true;
}

std::vector<std::size_t> Claims::makers_of(NameId name, const People& people, model::Day day) const {
  std::vector<std::size_t> labs;
  if (const auto at = claims_.find(name); at != claims_.end())
    for (const Claim& claim : at->second)
      if (is_recent(claim, day) && !overlap(claim.people, people)) labs.push_back(claim.lab);
  std::sort(labs.begin(), labs.end());
  labs.erase(std::unique(labs.begin(), labs.end()), labs.end());
  return labs;
}

Attested Claims::attested(NameId name, std::size_t lab, const Uses& uses, model::Day day) const {
  Attested said;
  const auto rise = uses.rise(name);
  const auto at = claims_.find(name);
  if (!rise || at == claims_.end() || day - *rise > params_.within_days) return said;
  if (uses.since(name, *rise) < params_.least_uses) return said;
  std::vector<std::string> spellings, acronyms;
  std::size_t all = 0;
  for (const Claim& claim : at->second) {
    if (!is_recent(claim, day)) continue;
    ++all;
    if (claim.lab != lab) continue;
    if (claim.longer != 0 && uses.since(claim.longer, *rise) >= params_.part * uses.since(name, *rise)) return {};
    said.papers.push_back(claim.paper);
    spellings.push_back(claim.spelling);
    if (!claim.acronym.empty()) acronyms.push_back(claim.acronym);
  }
  const auto agreeing = static_cast<double>(said.papers.size());
  if (agreeing < params_.least_claims || agreeing < params_.agreeing * static_cast<double>(all)) return {};
  said.name = commonest(spellings);
  said.acronym = commonest(acronyms);
  said.rise = *rise;
  return said;
}

void Claims::forget(model::Day day) {
  for (auto entry = claims_.begin(); entry != claims_.end();) {
    auto& claims = entry.value();
    std::erase_if(claims, [&](const Claim& claim) { return !is_recent(claim, day); });
    if (claims.empty())
      entry = claims_.erase(entry);
    else
      ++entry;
  }
}

void Claims::put(bytes::Writer& writer) const {
  const std::map<NameId, std::vector<Claim>> ordered(claims_.begin(), claims_.end());
  writer.number(ordered.size());
  for (const auto& [name, claims] : ordered) {
    writer.hash(name);
    writer.number(claims.size());
    for (const Claim& claim : claims) {
      candidate::put(writer, claim.day);
      writer.number(claim.lab);
      writer.text(claim.paper.str());
      candidate::put(writer, claim.people);
      writer.text(claim.spelling);
      writer.text(claim.acronym);
      writer.hash(claim.longer);
    }
  }
}

void Claims::take(bytes::Reader& reader) {
  claims_.clear();
  for (std::uint64_t names = reader.number(); names > 0 && !reader.failed(); --names) {
    auto& claims = claims_[reader.hash()];
    for (std::uint64_t left = reader.number(); left > 0 && !reader.failed(); --left) {
      const model::Day day = take_day(reader);
      const std::size_t lab = reader.number();
      auto paper = take_paper(reader);
      if (!paper) return;
      People people = take_hashes(reader);
      std::string spelling(reader.text()), acronym(reader.text());
      claims.push_back(
          {day, lab, std::move(*paper), std::move(people), std::move(spelling), std::move(acronym), reader.hash()});
    }
  }
}

}  // namespace bandwagon::candidate

#include "daemon/release/proposal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <set>
#include <utility>

#include "analyzers/candidate/release_name.hpp"

namespace bandwagon::release {
namespace {

constexpr int kSpokenOfDays = 270;       // a release is found by what papers say of it no later
constexpr std::size_t kTellingName = 4;  // a shorter name is told with its lab: "OpenAI o1"
constexpr std::size_t kMostAliases = 5;

std::string in_words(candidate::Reason reason, const candidate::Proposal& proposal) {
  using enum candidate::Reason;
  switch (reason) {
    case ListedLab:
    case Team:
      return fmt::format("signed by {}", proposal.lab);
    case Report:
      return "titled as a report of its own";
    case ManyAuthors:
      return "a model by many authors";
    case KnownAuthors:
      return fmt::format("authors known as {}'s", proposal.lab);
    case Successor:
      return "next version of a known release";
    case TakenUp:
    case MuchTakenUp:
      return fmt::format("named by {} later papers of others", proposal.followers);
    case Attested:
    case MuchAttested:
      return fmt::format("said to be {}'s by {} papers of different authors: {}", proposal.lab,
                         proposal.witnesses.size(), listed(proposal.witnesses));
  }
  return {};
}

// Whether a release of which papers merely speak is this one: by any of its names, at about the same time, or of the
// same lab any time before.
bool is_named_by(const candidate::Proposal& spoken, const model::Release& release) {
  const int since = spoken.submitted - release.released;
  if (since < -kSameNameDays || (since > kSpokenOfDays && release.lab != spoken.lab)) return false;
  return share_a_key(keys_of({spoken.name}, spoken.lab), keys_of(names_of(release), spoken.lab));
}

// Whether a paper is that of a release known otherwise, however long after it: its lab's, under its name. "GPT-4o
// System Card" came five months after GPT-4o. A new version has another name.
bool is_later_paper(const candidate::Proposal& proposal, const model::Release& release) {
  if (release.origin == model::ReleaseOrigin::Arxiv || release.lab != proposal.lab) return false;
  if (release.known_since > proposal.known_since || release.released > proposal.submitted) return false;
  return keys_of({release.name}, release.lab).contains(candidate::release_name(proposal.name).key);
}

std::vector<std::string> few(std::vector<std::string> aliases) {
  if (aliases.size() > kMostAliases) aliases.resize(kMostAliases);
  return aliases;
}

std::string lab_of(const candidate::Proposal& proposal, const model::Paper& paper) {
  if (!proposal.lab.empty()) return proposal.lab;
  if (paper.authors.empty()) return std::string(model::kNobodyKnown);
  return paper.authors.size() == 1 ? paper.authors.front() : paper.authors.front() + " et al.";
}

}  // namespace

std::set<std::string> keys_of(const std::vector<std::string>& names, const std::string& lab) {
  const std::string maker = candidate::release_name(lab).key;
  std::set<std::string> keys;
  for (const auto& name : names) {
    const std::string key = candidate::release_name(name).key;
    if (key.empty()) continue;
    keys.insert(key);
    if (!maker.empty() && key.size() > maker.size() && key.starts_with(maker)) keys.insert(key.substr(maker.size()));
  }
  return keys;
}

std::vector<std::string> names_of(const model::Release& release) {
  std::vector<std::string> names{release.name};
  names.insert(names.end(), release.aliases.begin(), release.aliases.end());
  return names;
}

bool share_a_key(const std::set<std::string>& some, const std::set<std::string>& others) {
  return std::any_of(some.begin(), some.end(), [&](const auto& key) { return others.contains(key); });
}

std::string listed(std::span<const model::PaperId> papers) {
  std::string list;
  for (const auto& paper : papers) list += (list.empty() ? "" : ", ") + paper.str();
  return list;
}

bool is_found(const model::Release& release) {
  return release.origin != model::ReleaseOrigin::Catalogue && release.origin != model::ReleaseOrigin::User;
}

bool is_spoken_of(const model::Release& release) {
  return release.origin == model::ReleaseOrigin::Arxiv && release.arxiv_ids.empty();
}

bool is_same(const candidate::Proposal& proposal, const model::Release& release) {
  if (!proposal.paper) return is_named_by(proposal, release);
  if (is_later_paper(proposal, release)) return true;
  const auto& papers = release.arxiv_ids;
  if (std::find(papers.begin(), papers.end(), *proposal.paper) != papers.end()) return true;
  const int apart = std::abs(release.released - proposal.submitted);
  const int most = is_spoken_of(release) && release.lab == proposal.lab ? kSpokenOfDays : kSameNameDays;
  if (!papers.empty() || apart > most) return false;
  return keys_of(names_of(release), release.lab).contains(candidate::release_name(proposal.name).key);
}

model::Release release_spoken_of(const candidate::Proposal& proposal) {
  model::Release release;
  release.name = proposal.name;
  auto aliases = proposal.aliases;
  if (candidate::release_name(proposal.name).key.size() < kTellingName) {
    release.name = proposal.lab + " " + proposal.name;
    aliases.push_back(proposal.name);
  }
  release.aliases = few(std::move(aliases));
  release.lab = proposal.lab;
  release.kind = "product";
  return release;
}

model::Release release_that_is(const candidate::Proposal& proposal, const model::Paper& paper) {
  model::Release release;
  release.name = proposal.name;
  release.lab = lab_of(proposal, paper);
  release.kind = "paper";
  release.arxiv_ids = {*proposal.paper};
  release.aliases = few(proposal.aliases);
  return release;
}

std::vector<std::string> evidence_of(const candidate::Proposal& proposal) {
  std::vector<std::string> evidence;
  for (const auto reason : proposal.reasons) {
    auto words = in_words(reason, proposal);
    if (std::find(evidence.begin(), evidence.end(), words) == evidence.end()) evidence.push_back(std::move(words));
  }
  return evidence;
}

}  // namespace bandwagon::release

#include "analyzers/candidate/discovery.hpp"

#include <algorithm>
#include <array>

namespace bandwagon::candidate {
namespace {

constexpr int kSweepEvery = 60;  // days
constexpr std::array<std::string_view, 16> kModelWords{
    "foundation model", "multimodal model",  "world model", "foundation language model",
    "series of",        "family of",         "our model",   "generalist",
    "video generation", "open-source model", "open model",  "language models that",
    "model that",       "parameters",        "tokens",      "open-weight"};
constexpr std::array<std::string_view, 8> kNoModel{"bench",  "dataset",  "leaderboard", "evaluat",
                                                   "corpus", "clinical", "medical",     "patholog"};

bool speaks_of_a_model(const model::Paper& paper) {
  std::string text = paper.title + " " + paper.abstract;
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const auto title = std::string_view(text).substr(0, paper.title.size());
  if (std::any_of(kNoModel.begin(), kNoModel.end(),
                  [&](std::string_view word) { return title.find(word) != std::string_view::npos; }))
    return false;
  return std::any_of(kModelWords.begin(), kModelWords.end(),
                     [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

// Whether a name that a paper gives itself is worth following: words of a title are names only if the text says so.
bool is_followed(const GivenName& name) {
  return name.distinctive || name.said || name.naming == Naming::Report;
}

int points_of(Reason reason) {
  using enum Reason;
  return reason == ListedLab || reason == Report || reason == TakenUp || reason == Attested ? 2 : 1;
}

}  // namespace

Discovery::Discovery(std::vector<Lab> labs, DiscoveryParams params, std::vector<std::string> watched)
    : reader_(std::make_shared<const PaperReader>(std::move(labs))),
      way_(way_of(reader_->labs(), watched)),
      params_(params),
      claims_(params.claims),
      uses_({.before_days = params.before_days,
             .stray_days = params.stray_days,
             .least_past_days = params.least_past_days}),
      uptake_(params, std::move(watched)) {}

std::vector<Proposal> Discovery::see(const model::Paper& paper, const Reading& reading) {
  if (first_.value == 0) {
    first_ = swept_ = paper.announced;
    uses_.begin(first_);
  }
  std::set<model::PaperId> changed;
  count(paper, reading, changed);
  judge(paper, reading, changed);
  enter(paper, reading);
  for (const NameId name : reading.names.used) uses_.add(name, paper.announced);
  std::vector<Proposal> proposals;
  attest(paper, reading, proposals);
  for (const auto& id : changed) {
    Standing& standing = standing_.at(id);
    const int weight = std::min(standing.points, kConfirmingWeight);
    if (weight <= standing.proposal.weight) continue;
    standing.proposal.weight = weight;
    standing.proposal.status =
        weight == kConfirmingWeight ? model::ReleaseStatus::Confirmed : model::ReleaseStatus::Candidate;
    standing.proposal.known_since = paper.announced;
    proposals.push_back(standing.proposal);
  }
  forget(paper.announced);
  return proposals;
}

void Discovery::know(const model::Release& release, const std::vector<std::string>& authors) {
  const People people = people_of(authors);
  families_.add(release.name, people);
  if (const auto signature = signature_of(authors, reader_->labs())) authors_.learn(signature->lab, people);
}

// What the names that the paper uses say of the papers that gave them.
void Discovery::count(const model::Paper& paper, const Reading& reading, std::set<model::PaperId>& changed) {
  for (const TakenUp& taken : uptake_.count(paper, reading)) {
    Standing& standing = standing_.at(taken.paper);
    standing.proposal.followers = taken.followers;
    if (taken.step == TakenUp::Step::Again) continue;
    add_reason(standing, taken.step == TakenUp::Step::Much ? Reason::MuchTakenUp : Reason::TakenUp);
    changed.insert(taken.paper);
  }
}

Discovery::Standing& Discovery::standing_of(const model::Paper& paper, const Reading& reading) {
  const NamesInPaper& names = reading.names;
  const auto [at, is_new] = standing_.try_emplace(paper.id, Standing{.proposal = {.paper = paper.id}});
  if (is_new) {
    at->second.proposal.submitted = paper.submitted;
    at->second.authors = reading.people;
    for (std::size_t n = 1; n < names.given.size(); ++n)
      if (names.given[n].naming < Naming::Announced)  // what an abstract announces may be what it uses
        at->second.proposal.aliases.push_back(names.given[n].spelling);
    at->second.proposal.name = names.given.empty() ? std::string() : names.given.front().spelling;
  }
  return at->second;
}

// What the paper itself says: its signature, its title, its authors.
void Discovery::judge(const model::Paper& paper, const Reading& reading, std::set<model::PaperId>& changed) {
  const NamesInPaper& names = reading.names;
  const People& people = reading.people;
  const auto& signature = reading.signature;
  const bool has_head = !names.given.empty() && names.given.front().naming <= Naming::Short;
  const GivenName* head = has_head ? &names.given.front() : nullptr;
  std::vector<Reason> reasons;
  const std::string lab = lab_of(signature, people);
  if (signature) reasons.push_back(signature->listed ? Reason::ListedLab : Reason::Team);
  if (head && head->naming == Naming::Report) reasons.push_back(Reason::Report);
  if (head && paper.authors.size() >= params_.many_authors && (head->distinctive || head->said) &&
      speaks_of_a_model(paper))
    reasons.push_back(Reason::ManyAuthors);
  if (!signature && !lab.empty() && head && is_followed(*head)) reasons.push_back(Reason::KnownAuthors);
  if (families_.holds_successor(names, people)) reasons.push_back(Reason::Successor);
  if (signature) authors_.learn(signature->lab, people);
  if (reasons.empty()) return;
  Standing& standing = standing_of(paper, reading);
  standing.proposal.lab = lab;
  if (standing.proposal.name.empty()) standing.proposal.name = paper.title;
  for (const Reason reason : reasons) add_reason(standing, reason);
  changed.insert(paper.id);
}

// Whether papers before use the name and say that another lab made what has it: one that bears the name speaks of that.
// A report of its own may come long after what it reports on.
bool Discovery::is_made_by_others(const GivenName& name, const model::Paper& paper, const Reading& reading) const {
  constexpr int kLately = 28;  // days
  if (name.naming == Naming::Report ||
      uses_.since(name.id, paper.announced - kLately) < static_cast<int>(params_.claims.least_claims))
    return false;
  const auto makers = claims_.makers_of(name.id, reading.people, paper.announced);
  if (makers.empty()) return false;
  const std::string lab = lab_of(reading.signature, reading.people);
  return std::none_of(makers.begin(), makers.end(),
                      [&](std::size_t maker) { return reader_->labs()[maker].name == lab; });
}

// What the paper says about the makers of names that newly rose.
void Discovery::attest(const model::Paper& paper, const Reading& reading, std::vector<Proposal>& proposals) {
  for (const MadeName& made : reading.made) {
    if (!claims_.add(made, paper, reading.people)) continue;
    auto said = claims_.attested(made.id, made.lab, uses_, paper.announced);
    if (said.papers.empty()) continue;
    Proposal proposal{.submitted = said.rise, .known_since = paper.announced, .name = said.name};
    proposal.lab = reader_->labs()[made.lab].name;
    proposal.reasons = {Reason::Attested};
    if (static_cast<int>(said.papers.size()) >= params_.many_claims) proposal.reasons.push_back(Reason::MuchAttested);
    for (const Reason reason : proposal.reasons) proposal.weight += points_of(reason);
    Told& told = attested_[made.id][made.lab];
    const bool is_told = told.weight > 0 && paper.announced - told.day <= params_.claims.within_days;
    if (is_told && proposal.weight <= told.weight) continue;
    told = {paper.announced, proposal.weight};
    if (proposal.weight == kConfirmingWeight) proposal.status = model::ReleaseStatus::Confirmed;
    if (!said.acronym.empty()) proposal.aliases.push_back(said.acronym);
    proposal.witnesses = std::move(said.papers);
    families_.add(proposal.name, {});
    proposals.push_back(std::move(proposal));
  }
}

void Discovery::add_reason(Standing& standing, Reason reason) {
  auto& reasons = standing.proposal.reasons;
  const auto at = std::lower_bound(reasons.begin(), reasons.end(), reason);
  if (at != reasons.end() && *at == reason) return;
  reasons.insert(at, reason);
  standing.points += points_of(reason);
  if (!standing.proposal.name.empty()) families_.add(standing.proposal.name, standing.authors);
}

// Follows the names that the paper gives itself.
void Discovery::enter(const model::Paper& paper, const Reading& reading) {
  std::vector<NewName> followed;
  for (const GivenName& name : reading.names.given) {
    const int before = uses_.before(name.id, paper.announced);
    const int most = name.naming == Naming::Announced ? params_.most_before_announced
                     : name.naming == Naming::Report  ? params_.most_before_report
                                                      : params_.most_before;
    if (is_followed(name) && before <= most && !uptake_.is_taken(name.id, paper.announced) &&
        !families_.is_of_others(name, reading.people) && !is_made_by_others(name, paper, reading))
      followed.push_back({&name, before});
  }
  if (followed.empty() || paper.announced - first_ < params_.least_past_days) return;
  uptake_.follow(paper, reading, followed);
  standing_of(paper, reading);
}

// The lab that a paper is signed for, or the one for which enough of its authors signed before.
std::string Discovery::lab_of(const std::optional<Signature>& signature, const People& people) const {
  return signature ? signature->lab : authors_.lab_of(people, params_.least_known_authors, params_.known_authors);
}

// Drops what can no longer matter.
void Discovery::forget(model::Day day) {
  if (day - swept_ < kSweepEvery) return;
  swept_ = day;
  uses_.forget(day);
  claims_.forget(day);
  uptake_.forget(day);
  std::erase_if(standing_, [&](const auto& entry) { return !uptake_.follows(entry.first); });
}

}  // namespace bandwagon::candidate

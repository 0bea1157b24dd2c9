#include "analyzers/candidate/discovery.hpp"

#include <algorithm>
#include <array>

#include "analyzers/candidate/family.hpp"
#include "analyzers/candidate/signature.hpp"
#include "analyzers/text/terms.hpp"

namespace bandwagon::candidate {
namespace {

constexpr int kSettledNaming = 60;  // days in which a second paper of the same name is no rival to the first
constexpr int kSweepEvery = 60;     // days
constexpr int kShortestAge = 14;    // days: a rise is not measured over fewer
constexpr std::array<std::string_view, 16> kModelWords{
    "foundation model", "multimodal model",  "world model", "foundation language model",
    "series of",        "family of",         "our model",   "generalist",
    "video generation", "open-source model", "open model",  "language models that",
    "model that",       "parameters",        "tokens",      "open-weight"};
constexpr std::array<std::string_view, 8> kNoModel{"bench",  "dataset",  "leaderboard", "evaluat",
                                                   "corpus", "clinical", "medical",     "patholog"};

template <class Map, class Gone>
void erase_where(Map& map, const Gone& gone) {
  for (auto entry = map.begin(); entry != map.end();) {
    if (gone(entry))
      entry = map.erase(entry);
    else
      ++entry;
  }
}

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
    : labs_(std::move(labs)),
      params_(params),
      coverage_(std::move(watched)),
      makers_(labs_),
      claims_(params.claims),
      uses_({.before_days = params.before_days,
             .stray_days = params.stray_days,
             .least_past_days = params.least_past_days}) {}

std::vector<Proposal> Discovery::see(const model::Paper& paper, const NamesInPaper& names) {
  if (first_.value == 0) {
    first_ = swept_ = paper.announced;
    uses_.begin(first_);
  }
  coverage_.read(paper);
  const People people = people_of(paper.authors);
  std::set<model::PaperId> changed;
  follow(paper, names, people, changed);
  judge(paper, names, people, changed);
  enter(paper, names, people);
  for (const NameId name : names.used) uses_.add(name, paper.announced);
  std::vector<Proposal> proposals;
  attest(paper, people, proposals);
  forget(paper.announced);
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
  return proposals;
}

void Discovery::know(const model::Release& release, const std::vector<std::string>& authors) {
  const People people = people_of(authors);
  make_known(release.name, people);
  if (const auto signature = signature_of(authors, labs_)) learn_authors(signature->lab, people);
}

void Discovery::make_known(std::string_view name, const People& people) {
  auto& known = families_[family_of(name).value_or(text::squash(name))];
  People all;
  std::set_union(known.begin(), known.end(), people.begin(), people.end(), std::back_inserter(all));
  known = std::move(all);
}

bool Discovery::is_follower(const Followed& followed, NameId name, const model::Paper& paper, const People& people,
                            Subject& subject) const {
  const int age = paper.announced - followed.day;
  if (followed.much || age <= 0 || age > params_.uptake_days || overlap(people, followed.authors)) return false;
  if (!coverage_.would_have_seen(paper, followed.day - params_.before_days)) return false;
  if (std::any_of(followed.following.begin(), followed.following.end(),
                  [&](const People& other) { return overlap(people, other); }))
    return false;
  if (subject.empty()) subject = subject_of(paper);
  return shared_words(subject, followed.subject) >= followed.names.at(name);
}

// Counts the paper as a follower of the papers whose names it uses.
void Discovery::follow(const model::Paper& paper, const NamesInPaper& names, const People& people,
                       std::set<model::PaperId>& changed) {
  Subject subject;
  std::set<model::PaperId> counted;
  const auto count = [&](NameId name) {
    const auto givers = givers_.find(name);
    if (givers == givers_.end()) return;
    for (const auto& id : givers->second) {
      Followed& followed = followed_.at(id);
      if (counted.contains(id) || !is_follower(followed, name, paper, people, subject)) continue;
      counted.insert(id);
      ++followed.followers;
      if (!people.empty()) followed.following.push_back(people);
      const double rise =
          static_cast<double>(followed.followers) / std::max(paper.announced - followed.day, kShortestAge);
      const double before = (followed.before + 0.5) / (params_.before_days - params_.stray_days);
      if (followed.followers < params_.least_followers + params_.followers_per_namesake * followed.namesakes ||
          rise < params_.least_rise * before)
        continue;
      Standing& standing = standing_.at(id);
      standing.proposal.followers = followed.followers;
      followed.much = followed.followers >= params_.many_followers;
      if (followed.taken_up && !followed.much) continue;
      followed.taken_up = true;
      add_reason(standing, followed.much ? Reason::MuchTakenUp : Reason::TakenUp);
      changed.insert(id);
    }
  };
  const auto gives = [&](NameId name) {
    return std::any_of(names.given.begin(), names.given.end(),
                       [&](const GivenName& own) { return own.id == name && own.naming < Naming::Announced; });
  };
  const auto read = [&](NameId name) {
    if (!gives(name)) return count(name);
    if (const auto givers = givers_.find(name); givers != givers_.end())
      for (const auto& id : givers->second)
        if (!overlap(people, followed_.at(id).authors)) ++followed_.at(id).namesakes;
  };
  for (const NameId name : names.used) read(name);
  for (const NameId name : names.in_title)
    if (!std::binary_search(names.used.begin(), names.used.end(), name)) read(name);
}

Discovery::Standing& Discovery::standing_of(const model::Paper& paper, const NamesInPaper& names,
                                            const People& people) {
  const auto [at, is_new] = standing_.try_emplace(paper.id, Standing{.proposal = {.paper = paper.id}});
  if (is_new) {
    at->second.proposal.submitted = paper.submitted;
    at->second.authors = people;
    for (std::size_t n = 1; n < names.given.size(); ++n)
      if (names.given[n].naming < Naming::Announced)  // what an abstract announces may be what it uses
        at->second.proposal.aliases.push_back(names.given[n].spelling);
    at->second.proposal.name = names.given.empty() ? std::string() : names.given.front().spelling;
  }
  return at->second;
}

// What the paper itself says: its signature, its title, its authors.
void Discovery::judge(const model::Paper& paper, const NamesInPaper& names, const People& people,
                      std::set<model::PaperId>& changed) {
  const auto signature = signature_of(paper.authors, labs_);
  const bool has_head = !names.given.empty() && names.given.front().naming <= Naming::Short;
  const GivenName* head = has_head ? &names.given.front() : nullptr;
  std::vector<Reason> reasons;
  std::string lab = signature ? signature->lab : lab_of(people);
  if (signature) reasons.push_back(signature->listed ? Reason::ListedLab : Reason::Team);
  if (head && head->naming == Naming::Report) reasons.push_back(Reason::Report);
  if (head && paper.authors.size() >= params_.many_authors && (head->distinctive || head->said) &&
      speaks_of_a_model(paper))
    reasons.push_back(Reason::ManyAuthors);
  if (!signature && !lab.empty() && head && is_followed(*head)) reasons.push_back(Reason::KnownAuthors);
  if (std::any_of(names.given.begin(), names.given.end(),
                  [&](const GivenName& name) { return is_successor(name, names, people); }))
    reasons.push_back(Reason::Successor);
  if (signature) learn_authors(signature->lab, people);
  if (reasons.empty()) return;
  Standing& standing = standing_of(paper, names, people);
  standing.proposal.lab = lab;
  if (standing.proposal.name.empty()) standing.proposal.name = paper.title;
  for (const Reason reason : reasons) add_reason(standing, reason);
  changed.insert(paper.id);
}

// The next version of something known: by the same people, or the bare name with its version ("Llama 2").
bool Discovery::is_successor(const GivenName& name, const NamesInPaper& names, const People& people) const {
  const bool in_title = name.naming < Naming::Announced ||
                        std::binary_search(names.in_title.begin(), names.in_title.end(), name.id) ||
                        std::binary_search(names.used_in_title.begin(), names.used_in_title.end(), name.id);
  const auto family = family_of(name.spelling);
  const auto known = family ? families_.find(*family) : families_.end();
  if (!in_title || known == families_.end()) return false;
  const char last = name.spelling.back();
  return overlap(people, known->second) ||
         (name.said && last >= '0' && last <= '9' && (name.naming < Naming::Announced || name.opens_title));
}

// Whether a name that stands in the abstract alone is a version of what others released: "called Qwen2.5-32B".
bool Discovery::is_of_others(const GivenName& name, const People& people) const {
  if (name.naming < Naming::Announced) return false;
  const auto family = family_of(name.spelling);
  const auto known = family ? families_.find(*family) : families_.end();
  return known != families_.end() && !overlap(people, known->second);
}

// Whether papers before use the name and say that another lab made what has it: one that bears the name speaks of that.
// A report of its own may come long after what it reports on.
bool Discovery::is_made_by_others(const GivenName& name, const model::Paper& paper, const People& people) const {
  constexpr int kLately = 28;  // days
  if (name.naming == Naming::Report ||
      uses_.since(name.id, paper.announced - kLately) < static_cast<int>(params_.claims.least_claims))
    return false;
  const auto makers = claims_.makers_of(name.id, people, paper.announced);
  if (makers.empty()) return false;
  const auto signature = signature_of(paper.authors, labs_);
  const std::string lab = signature ? signature->lab : lab_of(people);
  return std::none_of(makers.begin(), makers.end(), [&](std::size_t maker) { return labs_[maker].name == lab; });
}

// What the paper says about the makers of names that newly rose.
void Discovery::attest(const model::Paper& paper, const People& people, std::vector<Proposal>& proposals) {
  for (const MadeName& made : makers_.names_in(paper.title, paper.abstract)) {
    if (!claims_.add(made, paper, people)) continue;
    auto said = claims_.attested(made.id, made.lab, uses_, paper.announced);
    if (said.papers.empty()) continue;
    Proposal proposal{.submitted = said.rise, .known_since = paper.announced, .name = said.name};
    proposal.lab = labs_[made.lab].name;
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
    make_known(proposal.name, {});
    proposals.push_back(std::move(proposal));
  }
}

void Discovery::add_reason(Standing& standing, Reason reason) {
  auto& reasons = standing.proposal.reasons;
  const auto at = std::lower_bound(reasons.begin(), reasons.end(), reason);
  if (at != reasons.end() && *at == reason) return;
  reasons.insert(at, reason);
  standing.points += points_of(reason);
  if (!standing.proposal.name.empty()) make_known(standing.proposal.name, standing.authors);
}

// Follows the names that the paper gives itself.
void Discovery::enter(const model::Paper& paper, const NamesInPaper& names, const People& people) {
  Followed followed{.day = paper.announced};
  for (const GivenName& name : names.given) {
    const int before = uses_.before(name.id, paper.announced);
    const int most = name.naming == Naming::Announced ? params_.most_before_announced
                     : name.naming == Naming::Report  ? params_.most_before_report
                                                      : params_.most_before;
    if (!is_followed(name) || before > most || is_taken(name.id, paper.announced) || is_of_others(name, people) ||
        is_made_by_others(name, paper, people))
      continue;
    followed.names.emplace(name.id, words_needed(name));
    followed.has_head = followed.has_head || name.naming < Naming::Announced;
    followed.before = std::max(followed.before, before);
  }
  if (followed.names.empty() || paper.announced - first_ < params_.least_past_days) return;
  followed.authors = people;
  followed.subject = subject_of(paper);
  for (const auto& [name, distinctive] : followed.names) givers_[name].push_back(paper.id);
  followed_.insert_or_assign(paper.id, std::move(followed));
  standing_of(paper, names, people);
}

// How many telling words a follower must share: fewer, the more the name tells by itself.
int Discovery::words_needed(const GivenName& name) const {
  if (name.distinctive) return params_.shared_by_distinctive + (name.naming == Naming::Announced ? 1 : 0);
  const bool is_rarer = name.is_long_acronym || name.spelling.find(' ') != std::string::npos;
  return params_.shared_words - (is_rarer ? 1 : 0);
}

// Whether another paper has just given itself the name in its title: the later one uses it.
bool Discovery::is_taken(NameId name, model::Day day) const {
  const auto givers = givers_.find(name);
  return givers != givers_.end() &&
         std::any_of(givers->second.begin(), givers->second.end(), [&](const model::PaperId& id) {
           const Followed& other = followed_.at(id);
           return other.has_head && day - other.day < kSettledNaming;
         });
}

void Discovery::learn_authors(const std::string& lab, const People& people) {
  for (const auto person : people) ++labs_of_author_[person][lab];
}

// The lab for which enough of the authors signed before.
std::string Discovery::lab_of(const People& people) const {
  std::map<std::string, std::size_t> votes;
  for (const auto person : people)
    if (const auto at = labs_of_author_.find(person); at != labs_of_author_.end())
      for (const auto& [lab, papers] : at->second) ++votes[lab];
  for (const auto& [lab, count] : votes)
    if (count >= params_.least_known_authors &&
        static_cast<double>(count) >= params_.known_authors * static_cast<double>(people.size()))
      return lab;
  return {};
}

// Drops what can no longer matter.
void Discovery::forget(model::Day day) {
  if (day - swept_ < kSweepEvery) return;
  swept_ = day;
  uses_.forget(day);
  claims_.forget(day);
  std::erase_if(followed_, [&](const auto& entry) { return day - entry.second.day > params_.uptake_days; });
  erase_where(givers_, [&](auto entry) {
    std::erase_if(entry.value(), [&](const model::PaperId& id) { return !followed_.contains(id); });
    return entry.value().empty();
  });
  std::erase_if(standing_, [&](const auto& entry) { return !followed_.contains(entry.first); });
}

}  // namespace bandwagon::candidate

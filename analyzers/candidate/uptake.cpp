#include "analyzers/candidate/uptake.hpp"

#include <algorithm>
#include <set>

namespace bandwagon::candidate {
namespace {

constexpr int kSettledNaming = 60;  // days in which a second paper of the same name is no rival to the first
constexpr int kShortestAge = 14;    // days: a rise is not measured over fewer

bool gives_itself(const NamesInPaper& names, NameId name) {
  return std::any_of(names.given.begin(), names.given.end(),
                     [&](const GivenName& own) { return own.id == name && own.naming < Naming::Announced; });
}

}  // namespace

template <class Use>
void Uptake::each_bearer(NameId name, const Use& use) {
  const auto givers = givers_.find(name);
  if (givers == givers_.end()) return;
  for (const auto& id : givers->second) use(id, followed_.at(id));
}

std::vector<TakenUp> Uptake::count(const model::Paper& paper, const NamesInPaper& names, const People& people) {
  coverage_.read(paper);
  std::vector<TakenUp> taken_up;
  Subject subject;
  std::set<model::PaperId> counted;
  const auto count_for = [&](NameId name, const model::PaperId& id, Followed& followed) {
    if (counted.contains(id) || !is_follower(followed, name, paper, people, subject)) return;
    counted.insert(id);
    ++followed.followers;
    if (!people.empty()) followed.following.push_back(people);
    if (!has_risen(followed, paper.announced)) return;
    followed.much = followed.followers >= params_.many_followers;
    const auto step = followed.much       ? TakenUp::Step::Much
                      : followed.taken_up ? TakenUp::Step::Again
                                          : TakenUp::Step::FirstTime;
    followed.taken_up = true;
    taken_up.push_back({id, followed.followers, step});
  };
  const auto read = [&](NameId name) {
    const bool is_own = gives_itself(names, name);
    each_bearer(name, [&](const model::PaperId& id, Followed& followed) {
      if (!is_own)
        count_for(name, id, followed);
      else if (!overlap(people, followed.authors))
        ++followed.namesakes;
    });
  };
  for (const NameId name : names.used) read(name);
  for (const NameId name : names.in_title)
    if (!std::binary_search(names.used.begin(), names.used.end(), name)) read(name);
  return taken_up;
}

bool Uptake::is_follower(const Followed& followed, NameId name, const model::Paper& paper, const People& people,
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

// Whether its name is used by enough papers, and more than before.
bool Uptake::has_risen(const Followed& followed, model::Day day) const {
  const int least = params_.least_followers + params_.followers_per_namesake * followed.namesakes;
  const double rate = static_cast<double>(followed.followers) / std::max(day - followed.day, kShortestAge);
  const double before = (followed.before + 0.5) / (params_.before_days - params_.stray_days);
  return followed.followers >= least && rate >= params_.least_rise * before;
}

void Uptake::follow(const model::Paper& paper, const People& people, const std::vector<NewName>& names) {
  Followed followed{.day = paper.announced};
  for (const auto& [name, before] : names) {
    followed.names.emplace(name->id, words_needed(*name));
    followed.has_head = followed.has_head || name->naming < Naming::Announced;
    followed.before = std::max(followed.before, before);
  }
  followed.authors = people;
  followed.subject = subject_of(paper);
  for (const auto& [name, words] : followed.names) givers_[name].push_back(paper.id);
  followed_.insert_or_assign(paper.id, std::move(followed));
}

// How many telling words a follower must share: fewer, the more the name tells by itself.
int Uptake::words_needed(const GivenName& name) const {
  if (name.distinctive) return params_.shared_by_distinctive + (name.naming == Naming::Announced ? 1 : 0);
  const bool is_rarer = name.is_long_acronym || name.spelling.find(' ') != std::string::npos;
  return params_.shared_words - (is_rarer ? 1 : 0);
}

bool Uptake::is_taken(NameId name, model::Day day) const {
  const auto givers = givers_.find(name);
  return givers != givers_.end() &&
         std::any_of(givers->second.begin(), givers->second.end(), [&](const model::PaperId& id) {
           const Followed& other = followed_.at(id);
           return other.has_head && day - other.day < kSettledNaming;
         });
}

void Uptake::forget(model::Day day) {
  std::erase_if(followed_, [&](const auto& entry) { return day - entry.second.day > params_.uptake_days; });
  for (auto entry = givers_.begin(); entry != givers_.end();) {
    auto& papers = entry.value();
    std::erase_if(papers, [&](const model::PaperId& id) { return !followed_.contains(id); });
    if (papers.empty())
      entry = givers_.erase(entry);
    else
      ++entry;
  }
}

}  // namespace bandwagon::candidate

#include "analyzers/candidate/uptake.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "analyzers/candidate/packing.hpp"

namespace bandwagon::candidate {
namespace {

constexpr int kSettledNaming = 60;  // days in which a second paper of the same name is no rival to the first
constexpr int kShortestAge = 14;    // days: a rise is not measured over fewer
// What is so of a followed paper, as bits.
constexpr std::uint64_t kHasHead = 1, kTakenUp = 2, kMuch = 4;

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

std::vector<TakenUp> Uptake::count(const model::Paper& paper, const Reading& reading) {
  coverage_.read(paper);
  const NamesInPaper& names = reading.names;
  const People& people = reading.people;
  std::vector<TakenUp> taken_up;
  std::set<model::PaperId> counted;
  const auto count_for = [&](NameId name, const model::PaperId& id, Followed& followed) {
    if (counted.contains(id) || !is_follower(followed, name, paper, reading)) return;
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

bool Uptake::is_follower(const Followed& followed, NameId name, const model::Paper& paper,
                         const Reading& reading) const {
  const int age = paper.announced - followed.day;
  if (followed.much || age <= 0 || age > params_.uptake_days || overlap(reading.people, followed.authors)) return false;
  if (!coverage_.would_have_seen(paper, followed.day - params_.before_days)) return false;
  if (std::any_of(followed.following.begin(), followed.following.end(),
                  [&](const People& other) { return overlap(reading.people, other); }))
    return false;
  return shared_words(reading.subject, followed.subject) >= followed.names.at(name);
}

// Whether its name is used by enough papers, and more than before.
bool Uptake::has_risen(const Followed& followed, model::Day day) const {
  const int least = params_.least_followers + params_.followers_per_namesake * followed.namesakes;
  const double rate = static_cast<double>(followed.followers) / std::max(day - followed.day, kShortestAge);
  const double before = (followed.before + 0.5) / (params_.before_days - params_.stray_days);
  return followed.followers >= least && rate >= params_.least_rise * before;
}

void Uptake::follow(const model::Paper& paper, const Reading& reading, const std::vector<NewName>& names) {
  Followed followed{.day = paper.announced};
  for (const auto& [name, before] : names) {
    followed.names.emplace(name->id, words_needed(*name));
    followed.has_head = followed.has_head || name->naming < Naming::Announced;
    followed.before = std::max(followed.before, before);
  }
  followed.authors = reading.people;
  followed.subject = reading.subject;
  enter(paper.id, std::move(followed));
}

void Uptake::enter(const model::PaperId& paper, Followed followed) {
  for (const auto& [name, words] : followed.names) givers_[name].push_back(paper);
  followed_.insert_or_assign(paper, std::move(followed));
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

void Uptake::put(bytes::Writer& writer) const {
  coverage_.put(writer);
  writer.number(followed_.size());
  for (const auto& [paper, followed] : followed_) {
    writer.text(paper.str());
    candidate::put(writer, followed.day);
    writer.number(followed.names.size());
    for (const auto& [name, words] : followed.names) {
      writer.hash(name);
      writer.number(static_cast<std::uint64_t>(words));
    }
    writer.number((followed.has_head ? kHasHead : 0) | (followed.taken_up ? kTakenUp : 0) |
                  (followed.much ? kMuch : 0));
    for (const int count : {followed.namesakes, followed.before, followed.followers})
      writer.number(static_cast<std::uint64_t>(count));
    candidate::put(writer, followed.authors);
    writer.number(followed.following.size());
    for (const People& people : followed.following) candidate::put(writer, people);
    candidate::put(writer, followed.subject);
  }
}

void Uptake::take(bytes::Reader& reader) {
  followed_.clear(), givers_.clear();
  coverage_.take(reader);
  for (std::uint64_t papers = reader.number(); papers > 0 && !reader.failed(); --papers) {
    const auto paper = take_paper(reader);
    if (!paper) return;
    Followed followed{.day = take_day(reader)};
    for (std::uint64_t left = reader.number(); left > 0 && !reader.failed(); --left) {
      const NameId name = reader.hash();
      followed.names[name] = static_cast<int>(reader.number());
    }
    const std::uint64_t bits = reader.number();
    followed.has_head = (bits & kHasHead) != 0;
    followed.taken_up = (bits & kTakenUp) != 0;
    followed.much = (bits & kMuch) != 0;
    for (int* count : {&followed.namesakes, &followed.before, &followed.followers})
      *count = static_cast<int>(reader.number());
    followed.authors = take_hashes(reader);
    for (std::uint64_t left = reader.number(); left > 0 && !reader.failed(); --left)
      followed.following.push_back(take_hashes(reader));
    followed.subject = take_hashes(reader);
    enter(*paper, std::move(followed));
  }
}

}  // namespace bandwagon::candidate

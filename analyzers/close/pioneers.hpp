#pragma once
#include <functional>
#include <map>
#include <vector>

#include "analyzers/attribute/own_phrases.hpp"
#include "analyzers/close/explanation.hpp"
#include "analyzers/close/kinship.hpp"
#include "analyzers/close/prior_work.hpp"

namespace bandwagon::close {

class TopicBook;

// Who had been there before a release: near to what its followers share, if that is one subject, or first to write what
// the release says of itself and they take up; before a wave without a release: first to write what it is about
// (docs/METHODS.md, roles).
// What it refers to must outlive it. find() may be called concurrently for different waves.
class PioneerSearch {
 public:
  PioneerSearch(const corpus::Window& window, const TopicBook& topics, const Kinship& kinship, const Params& params,
                const PriorWork& prior_work)
      : window_(window), topics_(topics), kinship_(kinship), params_(params), prior_work_(prior_work) {}

  // Writes the wave's pioneers, where its leader or kind is new or it has doubled since they were looked for: for the
  // wave as a whole, and for each cluster topic among its followers, so that a wave of many subjects credits those who
  // were first in each. O(text of prior work + terms of the followers).
  void find(const Today& today, wave::Wave& wave, const attribute::KnownRelease& leader) const;

  // The same of a wave that no release explains, once: those who were first to write what it is about, from before it
  // began. O(text of prior work + terms of its papers).
  void find_first(wave::Wave& wave, const Explanation& why) const;

 private:
  // Whose forerunners are sought: a release, or a wave without one.
  struct Sought {
    const model::Release* release;         // nullptr: none
    model::Day since;                      // its day, or that on which the wave began
    model::Day before;                     // what they wrote was announced before it
    std::span<const text::TermId> hidden;  // the release's names
    const std::vector<wave::Place>& followers;
    represent::SparseVector shared;
    bool is_own(const model::StoredPaper& stored) const { return release && release->is_own_paper(stored.paper.id); }
  };
  struct Followers {
    std::vector<wave::Place> papers;
    std::map<model::TopicId, std::vector<wave::Place>> by_topic;
  };
  struct Written {
    attribute::OwnPhrase phrase;
    std::vector<model::StoredPaper> before;  // papers that wrote it, the oldest first
    double rise() const { return static_cast<double>(phrase.users) / static_cast<double>(before.size() + 1); }
  };
  using IsNear = std::function<bool(const attribute::OwnPhrase&, double cosine)>;
  Followers followers_of(const wave::Wave& wave, const model::Release& release) const;
  std::vector<attribute::OwnPhrase> said_after(const Today& today, const Sought& sought) const;
  Sought sought(const Today& today, const attribute::KnownRelease& leader,
                const std::vector<wave::Place>& followers) const;
  static double similarity(const Sought& sought, const represent::SparseVector& paper);
  std::vector<std::vector<wave::Place>> largest(const std::map<model::TopicId, std::vector<wave::Place>>& facets) const;
  double nearness(const Sought& sought, double but) const;
  attribute::Common common(const Sought& sought) const;
  void add_nearest(const Today& today, wave::Wave& wave, const Sought& sought, const attribute::Common& whole,
                   const attribute::Common* part) const;
  std::vector<Written> risen_phrases(const Sought& sought, std::vector<attribute::OwnPhrase> phrases) const;
  void add_first_to_write(wave::Wave& wave, const Sought& sought, std::vector<attribute::OwnPhrase> phrases,
                          const IsNear& is_near) const;

  const corpus::Window& window_;
  const TopicBook& topics_;
  const Kinship& kinship_;
  const Params& params_;
  const PriorWork& prior_work_;
};

// The role of each pioneer, in place of any other it has in this wave, if the wave still follows the release.
void credit_pioneers(const Today& today, const wave::Wave& wave, model::WeekFindings& findings);

}  // namespace bandwagon::close

#pragma once
#include <map>
#include <vector>

#include "analyzers/attribute/own_phrases.hpp"
#include "analyzers/close/kinship.hpp"
#include "analyzers/close/prior_work.hpp"

namespace bandwagon::close {

class TopicBook;

// Who had been there before a release: near to what its followers share, or first to write what the release says of
// itself and they take up (docs/METHODS.md, roles). What it refers to must outlive it. find() may be called
// concurrently for different waves.
class PioneerSearch {
 public:
  PioneerSearch(const corpus::Window& window, const TopicBook& topics, const Kinship& kinship, const Params& params,
                const PriorWork& prior_work)
      : window_(window), topics_(topics), kinship_(kinship), params_(params), prior_work_(prior_work) {}

  // Writes the wave's pioneers, where its leader is new or it has doubled since they were looked for: for the wave as a
  // whole, and for each cluster topic among its followers, so that a wave of many subjects credits those who were first
  // in each. O(text of prior work + terms of the followers).
  void find(const Today& today, wave::Wave& wave, const attribute::KnownRelease& leader) const;

 private:
  struct Sought {
    const model::Release& release;
    const OwnText& text;
    std::span<const text::TermId> hidden;  // its names
    const std::vector<wave::Place>& followers;
    represent::SparseVector shared;
  };
  struct Written {
    attribute::OwnPhrase phrase;
    std::vector<model::StoredPaper> before;  // papers that wrote it, the oldest first
    double rise() const { return static_cast<double>(phrase.users) / static_cast<double>(before.size() + 1); }
  };
  Sought sought(const Today& today, const attribute::KnownRelease& leader,
                const std::vector<wave::Place>& followers) const;
  static double similarity(const Sought& sought, const represent::SparseVector& paper);
  std::vector<std::vector<wave::Place>> largest(std::map<model::TopicId, std::vector<wave::Place>> facets) const;
  attribute::Common common(const Sought& sought) const;
  void add_nearest(const Today& today, wave::Wave& wave, const Sought& sought, const attribute::Common& whole,
                   const attribute::Common* part) const;
  std::vector<Written> risen_phrases(const Sought& sought) const;
  void add_first_to_write(const Today& today, wave::Wave& wave, const Sought& sought) const;

  const corpus::Window& window_;
  const TopicBook& topics_;
  const Kinship& kinship_;
  const Params& params_;
  const PriorWork& prior_work_;
};

// The role of each pioneer, in place of any other it has in this wave, if the wave still follows the release.
void credit_pioneers(const Today& today, const wave::Wave& wave, model::WeekFindings& findings);

}  // namespace bandwagon::close

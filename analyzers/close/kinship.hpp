#pragma once
#include <map>
#include <vector>

#include "analyzers/close/named_papers.hpp"
#include "analyzers/close/params.hpp"
#include "analyzers/close/today.hpp"

namespace bandwagon::close {

// The papers of waves beyond their terms: those that name the leader, and those that the wave's words tell (kin). What
// it refers to must outlive it. Const members may be called concurrently for different waves.
class Kinship {
 public:
  Kinship(const corpus::Window& window, const NamedPapers& named, const Params& params)
      : window_(window), named_(named), params_(params) {}

  // This week's kin under what is known of the wave; all of them, and true, where its words are learned again.
  // O(papers of the weeks asked · their terms).
  bool gather(const Today& today, wave::Wave& wave) const;

  // A paper may follow several waves, but not any: what all live ones claim of each. To be called when they have
  // gathered. O(papers of the waves · log).
  void stake_claims(const std::vector<wave::Wave>& waves);

  // Its papers since a day: those of its terms, and the kin it has a good claim on, each with its chance to belong.
  std::vector<wave::Kin> members(const wave::Wave& wave, model::Day since) const;

 private:
  void add(const Today& today, wave::Wave& wave, int week) const;
  void learn(const Today& today, wave::Wave& wave) const;
  double share_of(const wave::Wave& wave, const wave::Kin& paper) const;

  const corpus::Window& window_;
  const NamedPapers& named_;
  const Params& params_;
  std::map<wave::Kin, double> claims_;  // of all live waves on each of their papers, this close
};

}  // namespace bandwagon::close

#pragma once
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analyzers/attribute/names.hpp"
#include "analyzers/wave/wave.hpp"

namespace bandwagon::close {

// A name is a release's own if it came into use with it.
struct CoinageParams {
  double least_rise = 3;      // papers per watched paper since the release over those of the half year before
  int before_days = 196;      // from so long before the release …
  int stray_days = 14;        // … to so long before: texts are revised, and names leak
  double least_papers = 100;  // watched papers of the time before in the window that a verdict needs
  int settled_days = 182;     // after the release; the window holds the time before so long
  double stray_papers = 0.5;  // added to the papers before, so that a name never seen has a rate
};

// The names that came into use with one release. Keeps a reference to all of its names.
class CoinedNames {
 public:
  explicit CoinedNames(const attribute::Names& all) : all_(&all) {}
  static CoinedNames all_of(const attribute::Names& all);  // as in the wave that one of them founded
  void add(std::size_t name) { coined_.push_back(name); }
  bool in(const corpus::Reading& paper) const {
    return std::any_of(coined_.begin(), coined_.end(), [&](std::size_t name) { return all_->uses(paper, name); });
  }
  // Calls use(position) for each use by a watched paper of a week; the same of background papers.
  template <class Use>
  void each_use(const corpus::Window& window, int week, const Use& use) const {
    for (const auto name : coined_)
      for (const auto position : all_->containing(window, week, name))
        if (all_->uses(window.papers(week)[position], name)) use(position);
  }
  template <class Use>
  void each_background_use(const corpus::Window& window, int week, const Use& use) const {
    for (const auto name : coined_)
      for (const auto position : all_->background_users(window, week, name)) use(position);
  }

 private:
  const attribute::Names* all_;
  std::vector<std::size_t> coined_;
};

// Which papers of the window use a name of each release. Each paper is asked once per release: a week when it comes in,
// the whole window when a release becomes known.
class NamedPapers {
 public:
  explicit NamedPapers(CoinageParams params) : params_(params) {}

  // The papers, in order of place, that use a name which came into use with the release: one that the watched papers
  // since its day use at least `least_rise` times as often as those of the half year before. A name older than its
  // release
  // ("Operator", or any name under a wrong day) is no evidence for it. Where the window holds nothing of the time
  // before, nothing can be said and no name counts; nor does an acronym that more papers spell out as something else
  // than as the release's. O(papers of the weeks not asked yet + uses).
  const std::vector<wave::Place>& papers(const corpus::Window& window, const model::Release& release,
                                         const attribute::Names& names);
  // The papers, in order of place, that use any of its names, as of the last papers(): in the wave that one of them
  // founded they all mean the release. O(uses).
  std::vector<wave::Place> users(const std::string& release) const;

  // Makes room for a release. papers() of different releases for which there is room may run at the same time.
  void expect(const std::string& release) { asked_[release]; }

  // Verdicts outlive the weeks they rest on: what was found while the window still held that time stays.
  std::string state() const;
  void restore(const std::string& state);

  // Forgets what was asked of the window's week `monday`: it was not over.
  void forget(model::Day monday);

  // Those of its names that came into use with it, as of the last papers() of this release.
  CoinedNames coined(const std::string& release, const attribute::Names& names) const;

  // Whether one of these names came into use with the release, as of the last papers(); absent: nothing can be said.
  std::optional<bool> came_with(const std::string& release, const std::vector<std::size_t>& names) const;

 private:
  struct Use {
    wave::Place place;
    std::size_t name;
    attribute::Sense sense;
  };
  struct Asked {
    std::vector<Use> uses;
    std::vector<std::string> spelled;          // the names that the verdict is about
    std::optional<std::vector<char>> own;      // the verdict: 1 for each name that came into use with the release
    std::optional<std::vector<char>> earlier;  // as it was before the week of `judged`, which may be open still
    model::Day judged{};                       // Monday of the latest week at the last verdict
    std::vector<wave::Place> coined;
    model::Day last{};  // Monday of the last week asked
    bool any = false;
  };
  std::optional<std::vector<char>> own_names(const corpus::Window& window, const model::Release& release,
                                             std::size_t names, const std::vector<Use>& uses) const;

  CoinageParams params_;
  std::map<std::string, Asked> asked_;
};

}  // namespace bandwagon::close

#pragma once
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "analyzers/close/explanation.hpp"
#include "analyzers/close/named_papers.hpp"
#include "analyzers/close/names_screen.hpp"
#include "analyzers/close/params.hpp"
#include "analyzers/close/today.hpp"
#include "analyzers/wave/fold.hpp"

namespace bandwagon::close {

// Names that are tested together, and those among them of which a look may tell.
struct LookNames {
  RecentNames tested;
  std::set<text::TermId> wanted;
};

// By what the rise of a name is judged: weeks in order, the week that is not over last, if there is one.
struct NamesPast {
  model::Day first;  // Monday of the first week
  std::vector<burst::WeekExposure> exposure;
  std::function<std::vector<burst::SubjectCount>(text::TermId)> counts;
};

// The same with the papers of the week that is not over, which must outlive it.
NamesPast with_open_week(NamesPast past, const std::vector<corpus::Reading>& open);

// What rises: terms, names of releases, cluster topics (docs/METHODS.md, burst test). What it refers to must outlive
// it. Const members may be called concurrently.
class RiseScreen {
 public:
  RiseScreen(const corpus::Window& window, const NamedPapers& named, const Explainer& explainer, const Params& params)
      : window_(window), named_(named), explainer_(explainer), params_(params) {}

  // The terms and names that rise in the latest weeks; none while too little of the past is known. O(counts of the
  // window + papers that use a rising term).
  std::vector<wave::Discovery> discover(const Today& today) const;

  // The cluster topics that do, by their ids. A topic is born of one thread's papers and gets all that are near since,
  // so that by its own papers alone it rises whenever it is born: a phrase of its label (`label_of`) must rise, too.
  using LabelOf = std::function<const std::vector<text::TermId>&(model::TopicId)>;
  std::vector<burst::Excess> clusters(const Today& today, const LabelOf& label_of) const;

  // The wanted names that rise, tested at a day's part of the false discovery rate. O(names x weeks x strata).
  std::map<text::TermId, burst::Excess> names(const LookNames& names, const NamesPast& past,
                                              const burst::Quarantine& quarantine) const;
  // Adds the terms of a release's names, for weeks from `first` on; where another release has one of them, too, the
  // newer of both is meant.
  void add_names(RecentNames& since, const attribute::Names& names, const model::Release& release,
                 model::Day first) const;

  // What the fold needs to know of each term. O(papers that use one).
  std::vector<wave::Discovery> describe(const Today& today, const std::map<text::TermId, burst::Excess>& found) const;

 private:
  bool testable(const Today& today) const;
  bool rises_in_words(const Today& today, const std::vector<text::TermId>& label) const;
  std::map<text::TermId, std::vector<wave::Place>> places_by_term(const Today& today,
                                                                  const std::vector<text::TermId>& wanted) const;
  RecentNames recent_names(const Today& today) const;
  std::optional<std::string> namesake(const Today& today, const std::string& normal,
                                      std::map<std::size_t, bool>& may_lead) const;
  NamesScreenParams names_screen() const;

  const corpus::Window& window_;
  const NamedPapers& named_;
  const Explainer& explainer_;
  const Params& params_;
};

}  // namespace bandwagon::close

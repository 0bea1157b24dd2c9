#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "analyzers/close/course.hpp"
#include "analyzers/close/explanation.hpp"
#include "analyzers/close/glance.hpp"
#include "analyzers/close/kinship.hpp"
#include "analyzers/close/memory.hpp"
#include "analyzers/close/pioneers.hpp"
#include "analyzers/close/rise_screen.hpp"
#include "analyzers/close/topic_book.hpp"

namespace bandwagon::close {

// The weekly close: reads one more week of papers and decides everything that follows from it, looking at nothing
// announced or known after that week. Values in, values out; the same weeks and releases give the same findings, bit
// for bit, whether in one run or after a restart with warm(), restore() and on. Not thread safe.
class Analysis {
 public:
  // Without a chronicle no month is looked back on.
  Analysis(std::vector<std::string> watched, Params params, PriorWork prior_work, herding::Chronicle chronicle = {});
  Analysis(const Analysis&) = delete;  // its stages refer to what it remembers
  Analysis& operator=(const Analysis&) = delete;

  // Closes the next week. `papers`: all stored papers announced in it, by announcement and id. `releases`: all known on
  // the day of the close, rejected ones left out, by id.
  [[nodiscard]] model::WeekFindings close(model::Day monday, std::vector<model::StoredPaper> papers,
                                          const std::vector<attribute::KnownRelease>& releases);

  // What close() and look() need not read themselves: texts of the next week, read before.
  void read_ahead(corpus::KeptReadings texts) { window_.read_ahead(std::move(texts)); }

  // A look at a week that is not over, after the mailing of `day`: do names of recent releases already rise? `papers`:
  // all stored papers announced in that week up to `day`. What it finds is raised on the day after; findings without a
  // burst decided nothing and need not be kept. Between two closes looks go forward in time.
  [[nodiscard]] model::WeekFindings look(model::Day day, std::vector<model::StoredPaper> papers,
                                         const std::vector<attribute::KnownRelease>& releases);

  // What to remember of a look that decided nothing: no other is made of that day.
  static model::StateRecord looked_in_vain(model::Day day);

  // After a restart: what the closes saved that needs no papers, first; then the last `params.window.weeks` closed
  // weeks in order, beside which restore_topics() may run; last what refers to papers. Between the first and the second
  // nothing may be asked but a glance and looked().
  void restore_memory(const std::vector<model::StateRecord>& records, std::string last_state_hash);
  void restore_topics(const std::vector<model::StateRecord>& records) { topics_.restore(records); }
  void warm(corpus::Window::KnownWeek week);
  void restore_papers(const std::vector<model::StateRecord>& records);

  // A closed week for warm(). May be called by several threads, and beside warm() of other weeks.
  corpus::Window::KnownWeek known_week(model::Day monday, std::vector<model::StoredPaper> papers,
                                       corpus::KeptReadings kept = {}) const;

  // What look() would begin with, for an analysis that has not read its window. `first`: Monday of the window's first
  // week. Must not outlive the analysis.
  Glance glance(model::Day day, model::Day first, const std::vector<attribute::KnownRelease>& releases) const;

  const corpus::Window& window() const { return window_; }
  // The last look since the last close that was remembered.
  std::optional<model::Day> looked() const { return looked_; }

  // How a state record keeps one of a wave's kin.
  struct KeptKin {
    model::PaperKey paper;
    double probability;
  };

 private:
  Today look_at(model::Day week, const Releases& releases);
  void look_at_releases(Today& today);
  const OwnText& own_text(const std::string& release, const std::string& title, const std::string& text);
  bool was_confirmed(const wave::Wave& wave) const;
  LookNames untold_names(model::Day day, model::Day first, const Releases& releases) const;
  LookNames names_to_look_for(model::Day day, model::Day first, const Releases& releases) const;
  std::map<text::TermId, burst::Excess> rising_names(model::Day day, const std::vector<corpus::Reading>& open,
                                                     const Releases& releases) const;
  NamesPast names_past() const;
  void prepare_looks(const Today& today);

  std::vector<WaveNews> fold_discoveries(std::vector<wave::Discovery> discoveries, const Today& today,
                                         model::WeekFindings& findings);
  static std::vector<WaveNews> news_of(const wave::Folded& folded, const std::vector<wave::Discovery>& discoveries,
                                       std::size_t waves);
  std::set<text::TermId> defining_terms() const;
  std::vector<text::TermId> label_terms(const wave::Wave& wave) const;  // of the topic it stands in; else none
  void discover_clusters(const Today& today, std::vector<WaveNews>& news);
  void name_new_waves(model::Day until, model::WeekFindings& findings);
  void grow(wave::Wave& wave, WaveNews& news);
  std::vector<wave::Place> cluster_papers(const wave::Wave& wave) const;  // all of a wave that a cluster topic founded
  void expect_topics(const Today& today, model::WeekFindings& findings) const;

  std::optional<Explanation> find_reasons(const Today& today, wave::Wave& wave, const WaveNews& news) const;
  void tell(const Today& today, wave::Wave& wave, const WaveNews& news, const Explanation* why,
            model::WeekFindings& findings);
  void take_lead(const Today& today, wave::Wave& wave, const Explanation& why) const;
  void give_roles(const Today& today, const wave::Wave& wave, const std::vector<wave::Kin>& papers,
                  model::WeekFindings& findings) const;
  void alert(const Today& today, wave::Wave& wave, const WaveNews& news, const Explanation& why,
             model::WeekFindings& findings);
  void unite(model::WeekFindings& findings);

  std::optional<herding::Month> month_to_look_back_on(model::Day closed) const;
  void look_back(Today& today, model::WeekFindings& findings) const;

  void leave_week(model::Day monday);
  void remember_ids();
  void forget_ids();
  ArxivIdOf id_of_paper() const;
  void save(Today& today, model::WeekFindings& findings);
  void save_look(model::Day day, const std::vector<std::size_t>& changed, model::WeekFindings& findings);
  void save_memory(const Today& today, model::WeekFindings& findings);
  void save_waves(const std::vector<std::size_t>& which, model::WeekFindings& findings) const;
  void restore_strata(const std::string& saved);
  void save_counters(model::WeekFindings& findings) const;
  void restore_kin(const std::map<model::BurstId, std::vector<KeptKin>>& kept);

  Params params_;
  PriorWork prior_work_;
  herding::Chronicle chronicle_;
  corpus::Window window_;
  TopicBook topics_;
  std::vector<wave::Wave> waves_;  // live ones, by id
  NamedPapers named_;
  RiseScreen rise_;
  Explainer explainer_;
  Kinship kinship_;
  PioneerSearch pioneers_;
  std::map<std::string, OwnText> own_texts_;                    // by release, as last read
  std::map<model::Day, corpus::StrataByPaper> strata_of_week_;  // only while restoring
  model::BurstId next_burst_ = 1;
  model::AlertId next_alert_ = 1;
  std::string state_hash_;
  model::Day closed_{};  // of the last close
  std::optional<model::Day> looked_;
  std::set<text::TermId> set_aside_;                  // names that rose at the last close and led nothing
  NamesKept names_kept_;                              // as of the last close
  std::map<model::PaperKey, std::string> arxiv_ids_;  // of the watched papers of the window
};

}  // namespace bandwagon::close

#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analyzers/close/comparators.hpp"
#include "analyzers/close/named_papers.hpp"
#include "analyzers/close/names_screen.hpp"
#include "analyzers/close/topic_book.hpp"

namespace bandwagon::close {

// What is stored (background too), was announced before `before` and contains at least two of these phrases, as
// written, or the only one: some hundred papers, those with most of the phrases first. Whatever the order of import,
// the same papers in the same order. Asked by several threads at once.
using PriorWork =
    std::function<std::vector<model::StoredPaper>(const std::vector<std::string>& phrases, model::Day before)>;

// The weekly close: reads one more week of papers and decides everything that follows from it, looking at nothing
// announced or known after that week. Values in, values out; the same weeks and releases give the same findings, bit
// for bit, whether in one run or after a restart with warm(), restore() and on. Not thread safe.
class Analysis {
 public:
  // Without a chronicle no month is looked back on.
  Analysis(std::vector<std::string> watched, Params params, PriorWork prior_work, herding::Chronicle chronicle = {});

  // Closes the next week. `papers`: all stored papers announced in it, by announcement and id. `releases`: all known on
  // the day of the close, rejected ones left out, by id.
  [[nodiscard]] model::WeekFindings close(model::Day monday, std::vector<model::StoredPaper> papers,
                                          const std::vector<attribute::KnownRelease>& releases);

  // A look at a week that is not over, after the mailing of `day`: do names of recent releases already rise? `papers`:
  // all stored papers announced in that week up to `day`. What it finds is raised on the day after; findings without a
  // burst decided nothing and need not be kept. Between two closes looks go forward in time.
  [[nodiscard]] model::WeekFindings look(model::Day day, std::vector<model::StoredPaper> papers,
                                         const std::vector<attribute::KnownRelease>& releases);

  // After a restart: the last `params.window.weeks` closed weeks in order, then what the closes saved.
  void restore_strata(const std::vector<model::StateRecord>& records);  // first
  void warm(model::Day monday, std::vector<model::StoredPaper> papers, corpus::KeptReadings kept = {});
  void restore(const std::vector<model::StateRecord>& records, std::string last_state_hash);

  const corpus::Window& window() const { return window_; }
  std::optional<model::Day> looked() const {
    return looked_;
  }  // the last look since the last close that decided anything

  // How a state record keeps one of a wave's kin.
  struct KeptKin {
    model::PaperKey paper;
    double probability;
  };

 private:
  using Releases = std::vector<attribute::KnownRelease>;

  // What a close works on beside the memory.
  struct Today {
    model::Day week, closed;
    burst::Quarantine quarantine;
    const Releases* releases = nullptr;
    std::map<std::string, std::size_t> index_of;  // of a release in `releases`
    std::vector<attribute::Names> names;          // parallel to releases
    std::vector<const std::vector<wave::Place>*>
        named_papers;                                // parallel to releases: papers of the window that name it
    std::vector<text::TermCounts> own_terms;         // parallel to releases: of its own paper
    std::vector<represent::SparseVector> profiles;   // parallel to releases: its own words
    std::vector<char> may_lead;                      // parallel to releases: its name may found a wave
    std::unique_ptr<const Comparators> comparators;  // an even sample of the window's papers
    std::vector<burst::WeekCounts> cluster_counts;   // per week of the window
    std::optional<herding::Decided> decided;         // before this close, where a month is to be looked back on
    represent::SparseVector background;              // mean of a sample of recent papers
    double background_cohesion = 0;
  };
  struct WaveNews {
    std::vector<wave::Place> new_papers;
    std::vector<wave::Kin> new_kin;
    double q = 1;
    bool flagged = false;
    bool relearned = false;  // its kin were found anew
    bool turned = false;     // into another kind
  };

  Today look_at(model::Day week, const Releases& releases);
  std::optional<herding::Month> month_to_look_back_on(model::Day closed) const;
  const text::TermCounts& told_by(const std::string& release, const std::string& title, const std::string& text);
  std::map<text::TermId, std::vector<wave::Place>> places_by_term(const Today& today,
                                                                  const std::vector<text::TermId>& wanted) const;
  std::vector<wave::Discovery> discover(const Today& today) const;
  std::vector<wave::Discovery> describe(const Today& today, const std::map<text::TermId, burst::Excess>& found) const;
  void add_names(RecentNames& since, const attribute::Names& names, const model::Release& release) const;
  NamesScreenParams names_screen() const;
  std::map<text::TermId, burst::Excess> rising_names(model::Day day, const std::vector<corpus::Reading>& open,
                                                     const burst::Quarantine& quarantine,
                                                     const Releases& releases) const;
  void name_new_waves(model::Day until, model::WeekFindings& findings);
  void leave_week(model::Day monday);
  void save_wave(const wave::Wave& wave, model::WeekFindings& findings) const;
  void save_counters(model::WeekFindings& findings) const;
  static std::vector<WaveNews> news_of(const wave::Folded& folded, const std::vector<wave::Discovery>& discoveries,
                                       std::size_t waves);
  void save_look(model::Day day, const std::vector<std::size_t>& changed, model::WeekFindings& findings);
  void discover_clusters(const Today& today, std::vector<WaveNews>& news);
  void find_concurrent_work(model::WeekFindings& findings) const;
  void expect_topics(const Today& today, model::WeekFindings& findings) const;
  std::vector<WaveNews> fold_discoveries(const Today& today, model::WeekFindings& findings);
  void grow(wave::Wave& wave, WaveNews& news);
  std::vector<wave::Place> cluster_papers(const wave::Wave& wave) const;  // all of a wave that a cluster topic founded
  void gather_kin(const Today& today, wave::Wave& wave, WaveNews& news) const;
  void learn(const Today& today, wave::Wave& wave) const;
  void add_kin(const Today& today, wave::Wave& wave, int week, std::vector<wave::Kin>& kin) const;
  void stake_claims();
  double share_of(const wave::Wave& wave, const wave::Kin& paper) const;
  void measure(const Today& today, wave::Wave& wave, WaveNews& news);
  model::Day began_by(const Today& today, const wave::Wave& wave) const;
  burst::Baseline baseline_before(const Today& today, int week) const;
  void step_state(const Today& today, wave::Wave& wave, const WaveNews& news);

  // What explains a wave this week: scores, its papers since the onset, and what follows for roles and alerts.
  struct Explanation {
    std::vector<wave::Place> papers;  // since the onset
    attribute::Scored scored;
    std::vector<model::Attribution> attributions;
    std::vector<double> weekly_observed, weekly_expected;  // last weeks of the window, oldest first
    const attribute::Rival* leader = nullptr;              // the attributed one, if any
  };
  std::optional<Explanation> find_reasons(const Today& today, wave::Wave& wave, const WaveNews& news) const;
  void record(const Today& today, wave::Wave& wave, const WaveNews& news, const Explanation* why,
              model::WeekFindings& findings);
  void tell(const Today& today, wave::Wave& wave, const WaveNews& news, const Explanation* why,
            model::WeekFindings& findings);
  Explanation explain(const Today& today, const wave::Wave& wave) const;
  std::vector<Phrase> own_phrases(const wave::Wave& wave) const;
  bool is_coined(const Today& today, const wave::Wave& wave, std::size_t release, const Phrase& phrase) const;
  std::optional<text::TermId> coined_term(const Today& today, const wave::Wave& wave,
                                          const std::vector<Phrase>& phrases, std::size_t release) const;
  std::vector<attribute::Evidence> evidence_for(const Today& today, const wave::Wave& wave,
                                                const std::vector<wave::Place>& papers) const;
  std::optional<double> likeness_p(const std::vector<double>& comparable, double cosine) const;
  bool may_lead(const Today& today, std::size_t release) const;
  represent::SparseVector centre(const std::vector<wave::Place>& places, const std::vector<text::TermId>& hidden) const;
  void take_lead(const Today& today, wave::Wave& wave, const Explanation& explanation) const;
  void find_pioneers(const Today& today, wave::Wave& wave, const Explanation& explanation) const;
  void give_roles(const Today& today, const wave::Wave& wave, const std::vector<wave::Kin>& papers,
                  model::WeekFindings& findings) const;
  void find_pioneers_of(const Today& today, wave::Wave& wave, const attribute::KnownRelease& leader,
                        const std::vector<wave::Place>& followers, std::size_t most) const;
  void find_pioneers_of_facets(const Today& today, wave::Wave& wave, const attribute::KnownRelease& leader,
                               const std::map<model::TopicId, std::vector<wave::Place>>& facets) const;
  void find_first_to_write(const Today& today, wave::Wave& wave, const attribute::KnownRelease& leader,
                           const std::vector<wave::Place>& followers) const;
  void credit_pioneers(const Today& today, const wave::Wave& wave, model::WeekFindings& findings) const;
  std::vector<wave::Kin> members(const wave::Wave& wave, model::Day since) const;
  void alert(const Today& today, wave::Wave& wave, const Explanation& explanation, model::WeekFindings& findings);
  std::string evidence(const Today& today, const wave::Wave& wave, const Explanation& explanation) const;
  bool told_elsewhere(const wave::Wave& wave, const std::string& release) const;
  void unite(model::WeekFindings& findings);
  void restore_kin(const std::map<model::BurstId, std::vector<KeptKin>>& kept);
  void look_back(Today& today, model::WeekFindings& findings) const;
  void remember_ids();
  void save(Today& today, model::WeekFindings& findings);

  Params params_;
  PriorWork prior_work_;
  herding::Chronicle chronicle_;
  corpus::Window window_;
  TopicBook topics_;
  std::vector<wave::Wave> waves_;  // live ones, by id
  NamedPapers named_;
  struct Told {
    std::string title, text;
    text::TermCounts terms;
  };
  std::map<std::string, Told> told_;    // by release: its own text, as last read
  std::map<wave::Kin, double> claims_;  // of all live waves on each of their papers, this close
  std::map<model::Day, std::vector<burst::StratumIndex>> strata_of_week_;  // only while restoring
  model::BurstId next_burst_ = 1;
  model::AlertId next_alert_ = 1;
  std::string state_hash_;
  std::optional<model::Day> looked_;
  std::map<model::PaperKey, std::string> arxiv_ids_;  // of the papers that findings may name
};

}  // namespace bandwagon::close

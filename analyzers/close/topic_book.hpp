#pragma once
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "analyzers/close/cluster_topics.hpp"
#include "analyzers/close/labels.hpp"

namespace bandwagon::close {

// All topics that ever were, with ids for life: cluster topics (papers of similar text) and term topics (a term
// that founded or defined a wave). Every close it reads the new week into threads, lets topics be born, and writes what
// changed.
class TopicBook {
 public:
  TopicBook(const Params& params) : params_(params), clusters_(params) {}

  // Gives the papers of the window's latest week their cluster topics; topics are born, split, merged, retired,
  // revived and named. Its papers outside the watched lists get the topics that there are then: they change none and
  // are not counted. Adds to `findings`.
  void read_week(const corpus::Window& window, model::WeekFindings& findings);

  // The topic of a term; born now if it has none, revived if it is retired. `parent`: the topic of the wave it belongs
  // to. `papers`: of the window, that use the term.
  model::TopicId term_topic(const corpus::Window& window, const wave::CoreTerm& term,
                            std::optional<model::TopicId> parent, const std::vector<wave::Place>& papers,
                            model::WeekFindings& findings);

  bool follows(text::TermId term) const;  // by a topic that is not retired

  // Adds this week's papers and count to the term topics: each holds all papers that use its term, from the window of
  // its birth until no wave was defined by it for `term_idle_days`; then it is retired. `defining`: the terms that
  // define the waves of this close. Once a close, after all births. O(term topics that are followed + papers that use
  // their terms).
  void grow_term_topics(const corpus::Window& window, const std::set<text::TermId>& defining,
                        model::WeekFindings& findings);

  // Folds one term topic into another topic; both keep their ids. Cluster topics are merged by their text alone.
  void merge(model::TopicId from, model::TopicId to, model::WeekFindings& findings);

  std::optional<text::TermId> term_of(model::TopicId topic) const;  // of a term topic
  const std::string& label(model::TopicId topic) const { return topics_.at(topic).topic.label; }
  const std::vector<text::TermId>& label_terms(model::TopicId cluster) const { return topics_.at(cluster).label_terms; }
  model::TopicId heir(model::TopicId cluster) const;            // what it was merged into, or itself
  bool reads(int week) const { return clusters_.reads(week); }  // of the window
  std::optional<model::TopicId> cluster_of(int week, std::size_t position) const;
  // The cluster topics born from one day on and before another, in order of id. O(topics).
  std::vector<model::TopicId> clusters_born(model::Day from, model::Day until) const;
  // Papers per cluster topic, week and stratum over the window.
  std::vector<burst::WeekCounts> counts(const corpus::Window& window) const;
  std::vector<wave::Place> places(const corpus::Window& window, model::TopicId cluster, int first) const;

  // Persistence: what changed in this close goes to findings.state; restore() and, once the window is there,
  // restore_places() read all of it back.
  void save(const corpus::Window& window, model::WeekFindings& findings);
  void save_topics(model::WeekFindings& findings);  // of it, the topics that changed
  void restore(const std::vector<model::StateRecord>& records);
  void restore_places(const std::vector<model::StateRecord>& records, const corpus::Window& window) {
    clusters_.restore_places(records, window);
  }

 private:
  struct Entry {
    model::Topic topic;
    text::TermId term = 0;                  // of a term topic
    model::Day defined;                     // Monday of the last close at which its term defined a wave
    std::vector<text::TermId> label_terms;  // of a cluster topic's label
    int outdone = 0;                        // closes in a row at which other words told it better
    Wordings wordings;                      // of its latest papers, where it was asked for
  };
  Entry& add(model::TopicKind kind, std::string label, model::Day week);
  static void take_in(const corpus::Window& window, Entry& entry, const std::vector<wave::Place>& papers,
                      model::WeekFindings& findings);
  void revive(const corpus::Window& window, Entry& entry, std::vector<wave::Place> papers,
              model::WeekFindings& findings);
  model::TopicId next_id() const;
  std::vector<model::TopicPaper> place_background(const corpus::Window& window,
                                                  const corpus::RisingVectors& vectors) const;
  void enter(const ClusterTopics::Founded& founded, model::Day week, model::WeekFindings& findings);
  void name_topics(const corpus::Window& window);
  bool name_topic(const corpus::Window& window, Entry& entry, const represent::SparseVector& contrasted) const;
  void count_week(const corpus::Window& window, model::WeekFindings& findings) const;

  Params params_;
  ClusterTopics clusters_;
  std::map<model::TopicId, Entry> topics_;
  std::map<text::TermId, model::TopicId> topic_of_term_;
  std::set<model::TopicId> followed_;  // term topics that are not retired
  std::vector<model::TopicId> changed_;
};

}  // namespace bandwagon::close

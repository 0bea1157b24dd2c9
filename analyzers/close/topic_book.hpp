#pragma once
#include <deque>
#include <map>
#include <optional>
#include <vector>

#include "analyzers/close/params.hpp"
#include "analyzers/model/findings.hpp"

namespace bandwagon::close {

// All topics that ever were, with ids for life: cluster topics (a thread that has grown enough) and term topics (a term
// that founded or defined a wave). Every close it reads the new week into threads, lets topics be born, and writes what
// changed.
class TopicBook {
 public:
  TopicBook(const Params& params) : params_(params), threads_(params.threads) {}

  // Joins the papers of the window's latest week to threads and lets topics be born. Adds to `findings`.
  void read_week(const corpus::Window& window, model::WeekFindings& findings);

  // The topic of a term; born now if it has none. `parent`: the topic of the wave it belongs to.
  model::TopicId term_topic(const corpus::Window& window, const wave::CoreTerm& term,
                            std::optional<model::TopicId> parent, const std::vector<wave::Place>& papers,
                            model::WeekFindings& findings);

  // A term topic's papers and count of this week.
  void grow_term_topic(model::TopicId topic, const std::vector<model::PaperKey>& new_papers,
                       model::WeekFindings& findings);

  // Folds one topic into another; both keep their ids.
  void merge(model::TopicId from, model::TopicId to, model::WeekFindings& findings);

  std::optional<text::TermId> term_of(model::TopicId topic) const;  // of a term topic
  const std::string& label(model::TopicId topic) const { return topics_.at(topic).topic.label; }
  bool reads(int week) const { return week < static_cast<int>(joined_.size()); }  // of the window
  std::optional<model::TopicId> cluster_of(int week, std::size_t position) const;
  // Papers per cluster topic, week and stratum over the window.
  std::vector<burst::WeekCounts> counts(const corpus::Window& window) const;
  std::vector<wave::Place> places(const corpus::Window& window, model::TopicId cluster, int first) const;

  // Persistence: what changed in this close goes to findings.state; restore() reads all of it back.
  void save(const corpus::Window& window, model::WeekFindings& findings);
  void save_topics(model::WeekFindings& findings);  // of it, the topics that changed
  void restore(const std::vector<model::StateRecord>& records, const corpus::Window& window);

 private:
  struct Entry {
    model::Topic topic;
    cluster::ThreadId thread = 0;  // of a cluster topic
    text::TermId term = 0;         // of a term topic
    std::int64_t labelled_at = 0;  // papers when the label was last chosen
  };
  Entry& add(model::TopicKind kind, std::string label, model::Day week);
  void give_birth(const corpus::Window& window, model::WeekFindings& findings);
  std::vector<wave::Place> thread_places(const corpus::Window& window, cluster::ThreadId thread, int first) const;
  std::string label_thread(const corpus::Window& window, cluster::ThreadId thread,
                           const std::vector<wave::Place>& places) const;

  Params params_;
  cluster::Threads threads_;
  std::deque<std::vector<cluster::ThreadId>> joined_;  // thread of each paper of the window's weeks; 0 = none
  std::map<model::TopicId, Entry> topics_;
  std::map<cluster::ThreadId, model::TopicId> topic_of_thread_;
  std::map<text::TermId, model::TopicId> topic_of_term_;
  std::vector<model::TopicId> changed_;
};

// The words that set a group of papers apart, as most papers write them: the strongest terms of `centre`, longer
// phrases instead of their parts.
std::vector<std::string> telling_phrases(const corpus::Window& window, const std::vector<wave::Place>& places,
                                         const represent::SparseVector& centre, std::size_t count);

}  // namespace bandwagon::close

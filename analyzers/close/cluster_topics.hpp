#pragma once
#include <deque>
#include <map>
#include <set>
#include <vector>

#include "analyzers/close/params.hpp"
#include "analyzers/model/findings.hpp"
#include "analyzers/wave/wave.hpp"

namespace bandwagon::close {

// Which cluster topic each watched paper of the window stands in. A topic is a decayed centroid; a paper joins the
// nearest one, or none. A thread (cluster/threads) that has grown away from every topic founds one; topics that have
// grown together are merged. A paper changes its topic only by the events that a close reports. The same papers give
// the same topics, also after a restart. Not thread safe.
class ClusterTopics {
 public:
  explicit ClusterTopics(const Params& params);

  struct Joined {
    model::TopicId topic;
    wave::Place place;
    double cosine;                       // to the topic's centroid
    std::optional<model::TopicId> from;  // the topic that it stood in before
  };
  // A topic that a thread founded, or a retired one that a thread revived.
  struct Founded {
    model::TopicId topic;
    bool revived;                              // it had been retired; else born now
    std::optional<model::TopicId> split_from;  // the topic that gave it papers
  };
  struct Merged {
    model::TopicId from, to;
  };
  struct Events {
    std::vector<Founded> founded;
    std::vector<Joined> joined;  // papers whose topic is new or another than before; a later entry of a paper holds
    std::vector<Merged> merged;  // in this order, after all of the above
    std::vector<model::TopicId> retired;
  };
  // Reads the window's latest week, papers compared by these vectors of the window. New topics get the ids from `next`
  // on.
  Events read_week(const corpus::Window& window, const corpus::RisingVectors& vectors, model::TopicId next);

  // The live topic that a paper outside the window would join: the nearest, if near enough. Changes nothing.
  std::optional<cluster::Centroids::Near> nearest(const represent::SparseVector& paper) const;

  bool reads(int week) const { return week < static_cast<int>(placed_.size()); }  // not the open week of a look
  std::optional<model::TopicId> of(int week, std::size_t position) const;
  std::vector<wave::Place> places(const corpus::Window& window, model::TopicId topic, int first) const;
  std::vector<burst::WeekCounts> counts(const corpus::Window& window) const;
  represent::SparseVector centroid(model::TopicId topic) const;
  std::vector<model::TopicId> live() const;  // by id

  // Persistence: what changed in this close goes to `findings.state`; restore() and, once the window is there,
  // restore_places() read all of it back.
  void save(const corpus::Window& window, model::WeekFindings& findings);
  void restore(const std::vector<model::StateRecord>& records);
  void restore_places(const std::vector<model::StateRecord>& records, const corpus::Window& window);

 private:
  using TopicIndex = cluster::CentroidId;  // a TopicId as the centroids know it
  struct Live {
    model::Day last{};    // when a watched paper joined last
    TopicIndex near = 0;  // an older topic within reach of a merger …
    int near_closes = 0;  // … at so many closes in a row
  };
  struct Grown {
    cluster::ThreadId thread;
    std::vector<wave::Place> recent;
  };
  struct Claim {
    wave::Place place;
    represent::SparseVector vector;
  };
  // What a thread can found a topic with: its papers without a topic, and those of the one topic that holds most.
  struct Claims {
    TopicIndex parent = 0;
    std::vector<Claim> papers;
  };

  void join(const corpus::Window& window, const corpus::RisingVectors& vectors, Events& events);
  std::vector<Grown> grown_threads(const corpus::Window& window) const;
  void found(const corpus::Window& window, const corpus::RisingVectors& vectors, model::TopicId& next, Events& events);
  Claims claims(const corpus::Window& window, const corpus::RisingVectors& vectors, cluster::ThreadId thread) const;
  void take_strays(const corpus::Window& window, const corpus::RisingVectors& vectors, Events& events);
  void merge(Events& events);
  cluster::Centroids::Near nearest_elder(TopicIndex topic) const;
  void retire(model::Day today, Events& events);
  std::optional<model::TopicId> place(const corpus::Window& window, const wave::Place& at, TopicIndex topic);

  Params params_;
  cluster::Threads threads_;
  cluster::Centroids centroids_;  // of the live topics
  cluster::Centroids resting_;    // of the retired ones
  std::map<TopicIndex, Live> live_;
  std::map<cluster::ThreadId, TopicIndex> founders_;   // a thread founds or revives once, until its topic retires
  std::deque<std::vector<cluster::ThreadId>> joined_;  // thread of each paper of the window's weeks; 0 = none
  std::deque<std::vector<TopicIndex>> placed_;         // topic of each; 0 = none
  std::set<int> rewritten_;                            // weeks of the window whose placement this close changed
  std::vector<cluster::ThreadId> left_;                // threads that left in this close
  std::vector<TopicIndex> gone_, rested_, revived_;    // topics that are live no more, that rest now, that do no more
};

}  // namespace bandwagon::close

#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analyzers/cluster/centroids.hpp"

namespace bandwagon::cluster {

using ThreadId = CentroidId;  // never reused

struct ThreadParams {
  double join_cosine = 0.20;                      // tau: a paper joins the nearest thread at this cosine …
  double half_life_days = 180;                    // … to the thread's decayed centroid
  double least_factor = 0.85, most_factor = 1.5;  // the threshold adapts to a thread's own spread within these bounds
  double posting_share = 0.05;       // terms of more than this share of all threads do not help to find one
  std::size_t centroid_terms = 256;  // kept at each close
  int idle_days = 540;               // a thread without a paper for so long leaves memory
  int seedling_days = 120;           // one that has not grown to `seedling_papers` leaves it sooner
  int seedling_papers = 3;
};

// Threads: papers joined one by one to the nearest earlier group by cosine. Join the best h if cos(x, C_h) >= tau_h =
// clamp(mean_h - 1.5 sd_h, 0.85 tau, 1.5 tau); ties go to the older thread. Identity is by construction: a paper's
// thread never changes. After FastStream (arXiv 2101.08595, section 3) with forward decay (Cormode et al., ICDE 2009).
// About (terms of the paper) x (threads per term) per paper. Not thread safe.
class Threads {
 public:
  explicit Threads(ThreadParams params)
      : params_(params),
        centroids_({.half_life_days = params.half_life_days,
                    .terms = params.centroid_terms,
                    .posting_share = params.posting_share}) {}

  struct Joined {
    ThreadId thread;
    double cosine;  // to the centroid before joining; 1 for the first paper of a thread
    bool founded;
  };
  // Papers must come in a fixed order. An empty vector joins nothing.
  std::optional<Joined> join(const represent::SparseVector& paper, model::Day day);

  // End of a week: centroids are cut to their strongest terms and idle threads leave. Returns those that left.
  std::vector<ThreadId> close(model::Day day);

  // Unit centroid of a live thread.
  represent::SparseVector centroid(ThreadId thread, std::size_t strongest) const {
    return centroids_.unit(thread, strongest);
  }
  std::int64_t papers(ThreadId thread) const;
  std::size_t live() const { return threads_.size(); }

  // Persistence: the threads that changed since the last call, and reading them back. The numbers survive exactly.
  std::map<ThreadId, std::string> take_changes();
  void restore(ThreadId thread, std::string_view body);
  ThreadId next_id() const { return next_; }
  void restore_next_id(ThreadId next) { next_ = next; }

 private:
  struct Thread {
    std::int64_t papers = 0;
    double mean = 0, spread = 0;  // of the cosines at joining (Welford)
    model::Day last{};
  };

  double threshold(const Thread& thread) const;

  ThreadParams params_;
  Centroids centroids_;
  std::map<ThreadId, Thread> threads_;
  ThreadId next_ = 1;
};

}  // namespace bandwagon::cluster

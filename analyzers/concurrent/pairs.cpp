#include "analyzers/concurrent/pairs.hpp"

#include <algorithm>
#include <functional>

#include "analyzers/concurrent/authors.hpp"
#include "analyzers/parallel/each.hpp"
#include "analyzers/represent/term_map.hpp"

namespace bandwagon::concurrent {
namespace {

// The length of what a paper keeps outside the index. By Cauchy-Schwarz it adds at most as much to a cosine, so a pair
// at t is found by an indexed part of at least t - kUnindexed.
constexpr double kUnindexed = 0.2;
constexpr std::size_t kAtOnce = 64;  // papers
constexpr std::size_t kAhead = 12;   // terms from a hint to its use

struct Posting {
  std::uint32_t paper;
  float weight;
};

class Index {
 public:
  explicit Index(std::span<const Work> papers) : papers_(papers.size()) {
    represent::TermMap<std::uint32_t> holders;
    for (const auto& paper : papers)
      for (const auto& entry : paper.vector) ++holders[entry.term];
    std::vector<std::pair<std::uint32_t, represent::Weighted>> terms;  // with their holders
    for (std::uint32_t p = 0; p < papers.size(); ++p) {
      terms.clear();
      for (const auto& entry : papers[p].vector) terms.emplace_back(*holders.find(entry.term), entry);
      std::sort(terms.begin(), terms.end(), [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second.term < b.second.term;  // the commonest first
      });
      double outside = 0;
      for (const auto& [held, entry] : terms) {
        outside += static_cast<double>(entry.weight) * entry.weight;
        if (outside > kUnindexed * kUnindexed) postings_[entry.term].push_back({p, entry.weight});
      }
    }
  }

  // The indexed papers whose indexed part has a product of at least `least` > 0 with this one, in order.
  std::vector<std::uint32_t> near(const represent::SparseVector& paper, double least) const {
    thread_local std::vector<double> sum;  // by paper; all 0 between two calls
    thread_local std::vector<std::uint32_t> touched;
    if (sum.size() < papers_) sum.resize(papers_, 0);
    touched.clear();
    std::vector<std::uint32_t> found;
    for (std::size_t t = 0; t < paper.size(); ++t) {
      if (t + kAhead < paper.size()) postings_.expect(paper[t + kAhead].term);
      const auto* postings = postings_.find(paper[t].term);
      if (postings == nullptr) continue;
      for (const Posting& posting : *postings) {
        if (sum[posting.paper] == 0) touched.push_back(posting.paper);
        sum[posting.paper] += static_cast<double>(paper[t].weight) * posting.weight;
      }
    }
    for (const auto p : touched) {
      if (sum[p] >= least) found.push_back(p);
      sum[p] = 0;
    }
    std::sort(found.begin(), found.end());
    return found;
  }

 private:
  represent::TermMap<std::vector<Posting>> postings_;
  std::size_t papers_;
};

// What is left of the cosine without the `strongest` shared terms.
double cosine_beyond(const represent::SparseVector& a, const represent::SparseVector& b, std::size_t strongest) {
  std::vector<double> shared;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (x->term == y->term) shared.push_back(static_cast<double>(x->weight) * y->weight);
    const bool first = x->term <= y->term, second = y->term <= x->term;
    x += first;
    y += second;
  }
  std::sort(shared.begin(), shared.end(), std::greater<>());
  double sum = 0;
  for (std::size_t i = strongest; i < shared.size(); ++i) sum += shared[i];
  return sum;
}

void leave_nearest(std::vector<Pair>& pairs, std::size_t most) {
  if (pairs.size() <= most) return;
  std::sort(pairs.begin(), pairs.end(),
            [](const Pair& x, const Pair& y) { return x.cosine != y.cosine ? x.cosine > y.cosine : x.b < y.b; });
  pairs.resize(most);
}

}  // namespace

std::vector<Pair> find_pairs(std::span<const Work> earlier, std::span<const Work> latest, const PairParams& params) {
  constexpr double kRounding = 1e-6;  // weights are floats, so a length is 1 only about
  const Index index(latest);
  const double least = std::max(params.least_cosine - kUnindexed - kRounding, kRounding);
  std::vector<std::vector<Pair>> of_paper(earlier.size() + latest.size());
  parallel::each(of_paper.size(), kAtOnce, [&](std::size_t place) {
    const Work& first = place < earlier.size() ? earlier[place] : latest[place - earlier.size()];
    if (first.authors.empty()) return;
    for (const std::size_t p : index.near(first.vector, least)) {
      const Work& second = latest[p];
      const std::size_t b = earlier.size() + p;
      if (b <= place || second.authors.empty()) continue;
      const int days = second.announced - first.announced;
      if (days > params.most_days) continue;
      const double cosine = represent::dot(first.vector, second.vector);
      if (cosine < params.least_cosine || cosine >= params.same_text) continue;
      if (cosine_beyond(first.vector, second.vector, params.name_terms) < params.least_beyond_name) continue;
      if (!may_share_author(first.authors, second.authors)) of_paper[place].push_back({place, b, cosine, days});
    }
    leave_nearest(of_paper[place], params.most_later);
  });
  std::vector<Pair> pairs;
  for (const auto& own : of_paper) pairs.insert(pairs.end(), own.begin(), own.end());
  std::sort(pairs.begin(), pairs.end(),
            [](const Pair& x, const Pair& y) { return x.b != y.b ? x.b < y.b : x.a < y.a; });
  return pairs;
}

}  // namespace bandwagon::concurrent

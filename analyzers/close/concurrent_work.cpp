#include "analyzers/close/concurrent_work.hpp"

#include <span>

#include "analyzers/concurrent/pairs.hpp"
#include "analyzers/parallel/each.hpp"

namespace bandwagon::close {
namespace {

// The paper was asked for by organisers: it speaks of a contest, or its title of "Task 7".
bool answers_a_call(const corpus::Reading& reading) {
  if (wave::speaks_of_contest(reading)) return true;
  const std::string& title = reading.source.paper.title;
  for (auto at = title.find("Task "); at != std::string::npos; at = title.find("Task ", at + 1))
    if (at + 5 < title.size() && title[at + 5] >= '0' && title[at + 5] <= '9') return true;
  return false;
}

}  // namespace

int weeks_compared(const concurrent::PairParams& params) {
  return (params.most_days + model::kDaysPerWeek - 1) / model::kDaysPerWeek + 2;
}

std::vector<model::ConcurrentPair> find_concurrent_work(const corpus::Window& window,
                                                        const concurrent::PairParams& params) {
  const int now = window.latest(), first = std::max(0, now - weeks_compared(params) + 1);
  std::vector<wave::Place> places;
  std::size_t earlier = 0;
  for (int week = first; week <= now; ++week) {
    if (week == now) earlier = places.size();
    for (std::size_t p = 0; p < window.papers(week).size(); ++p)
      if (!window.papers(week)[p].authors.empty()) places.push_back({window.monday(week), p});
  }
  std::vector<concurrent::Work> works(places.size());
  parallel::each(places.size(), parallel::kAtOnce, [&](std::size_t w) {
    const auto& paper = wave::reading(window, places[w]).source.paper;
    works[w].announced = paper.announced;
    works[w].authors = paper.authors;
    works[w].vector = wave::vector(window, places[w]);
  });
  const std::span<const concurrent::Work> all(works);
  std::vector<model::ConcurrentPair> pairs;
  for (const auto& pair : concurrent::find_pairs(all.first(earlier), all.subspan(earlier), params)) {
    const auto &a = wave::reading(window, places[pair.a]), &b = wave::reading(window, places[pair.b]);
    if (answers_a_call(a) || answers_a_call(b)) continue;
    pairs.push_back({.a = a.source.key, .b = b.source.key, .cosine = pair.cosine, .days_apart = pair.days_apart});
  }
  return pairs;
}

}  // namespace bandwagon::close

#include "daemon/answer/neighbours.hpp"

#include <tsl/robin_map.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "analyzers/parallel/each.hpp"
#include "daemon/answer/cells.hpp"
#include "daemon/store/idea_questions.hpp"

namespace bandwagon::answer {
namespace {

constexpr std::size_t kCompared = 600;   // candidates read in full, about 0.1 ms each
constexpr std::int64_t kSampled = 1500;  // papers counted when no close has kept word weights

// Squared weights of the idea's words that each paper writes, added in the order of the words.
Result<tsl::robin_map<std::int64_t, double>> shared_weight(store::ReadOnly& database,
                                                           const std::vector<idea::SearchWord>& words) {
  tsl::robin_map<std::int64_t, double> shared;
  for (const auto& word : words) {
    const auto read = database.each(
        store::papers_writing(word.forms),
        {.columns = [](const auto&) {},
         .row = [&](const Row& row) { return shared[whole(row[0])] += word.weight * word.weight, true; }});
    if (!read) return tl::unexpected(read.error());
  }
  return shared;
}

// The papers with the most shared weight; where the last place is disputed, the newest.
Result<std::vector<std::int64_t>> candidates(store::ReadOnly& database, const std::vector<idea::SearchWord>& words) {
  const auto shared = shared_weight(database, words);
  if (!shared) return tl::unexpected(shared.error());
  std::vector<double> weights;
  for (const auto& [key, weight] : *shared) weights.push_back(weight);
  double least = 0;
  if (weights.size() > kCompared) {
    const auto last = weights.begin() + static_cast<std::ptrdiff_t>(kCompared);
    std::nth_element(weights.begin(), last, weights.end(), std::greater<>());
    least = *last;
  }
  std::vector<std::int64_t> chosen, disputed;
  for (const auto& [key, weight] : *shared) {
    if (weight > least) chosen.push_back(key);
    if (weight == least) disputed.push_back(key);
  }
  std::sort(chosen.begin(), chosen.end());
  if (disputed.empty() || chosen.size() >= kCompared) return chosen;
  std::sort(disputed.begin(), disputed.end());
  const auto newest = database.all(
      store::newest_of(nlohmann::json(disputed).dump(), static_cast<std::int64_t>(kCompared - chosen.size())));
  if (!newest) return tl::unexpected(newest.error());
  for (const Row& row : newest->rows) chosen.push_back(whole(row[0]));
  return chosen;
}

// What words weigh in the newest papers, counted here.
Result<represent::KeptFrequencies> newest_frequencies(store::ReadOnly& database, const std::string& categories_json) {
  std::map<text::TermId, std::uint32_t> by_term;
  std::int64_t papers = 0;
  const auto read = database.each(
      store::newest_papers(categories_json, kSampled),
      {.columns = [](const auto&) {},
       .row =
           [&](const Row& row) {
             ++papers;
             for (const auto& entry : text::terms_of(std::get<std::string>(row[2]), std::get<std::string>(row[3])))
               ++by_term[entry.term];
             return true;
           }});
  if (!read) return tl::unexpected(read.error());
  std::vector<represent::TermFrequency> counts;
  for (const auto& [term, count] : by_term) counts.push_back({term, count});
  return *represent::KeptFrequencies::unpacked(papers, represent::pack(counts));
}

}  // namespace

Result<represent::KeptFrequencies> word_weights(store::ReadOnly& database, const std::string& categories_json) {
  if (const auto last = database.all(store::kept_frequencies()); last && !last->rows.empty()) {
    auto terms = database.bytes("window_frequency", "terms", whole(last->rows[0][0]));
    if (!terms) return tl::unexpected(terms.error());
    if (auto kept = represent::KeptFrequencies::unpacked(whole(last->rows[0][1]), std::move(*terms)))
      return std::move(*kept);
  }
  return newest_frequencies(database, categories_json);  // nothing was kept yet, or by another kind of machine
}

Result<std::vector<idea::NearPaper>> neighbours(store::ReadOnly& database, const idea::Idea& idea,
                                                const represent::KeptFrequencies& frequencies,
                                                const idea::Comparison& comparison,
                                                const std::string& categories_json) {
  const auto stored = database.all(store::stored_papers());
  if (!stored) return tl::unexpected(stored.error());
  const auto chosen = candidates(database, idea::search_words(idea, frequencies, whole(stored->rows.at(0).at(0))));
  if (!chosen) return tl::unexpected(chosen.error());
  std::vector<idea::NearPaper> near;
  std::vector<std::string> abstracts;
  const auto read = database.each(store::papers_to_compare(nlohmann::json(*chosen).dump(), categories_json),
                                  {.columns = [](const auto&) {},
                                   .row =
                                       [&](const Row& row) {
                                         const auto id = model::PaperId::parse(std::get<std::string>(row[1]));
                                         if (!id) return true;
                                         near.push_back({.key = whole(row[0]),
                                                         .id = *id,
                                                         .title = std::get<std::string>(row[2]),
                                                         .submitted = {static_cast<std::int32_t>(whole(row[4]))},
                                                         .announced = {static_cast<std::int32_t>(whole(row[5]))},
                                                         .watched = whole(row[6]) != 0,
                                                         .similarity = 0});
                                         abstracts.push_back(std::get<std::string>(row[3]));
                                         return true;
                                       }});
  if (!read) return tl::unexpected(read.error());
  parallel::each(near.size(), parallel::kAtOnce,
                 [&](std::size_t p) { near[p].similarity = comparison.to(near[p].title, abstracts[p]); });
  std::erase_if(near, [](const auto& paper) { return paper.similarity <= 0; });
  std::sort(near.begin(), near.end(), [](const auto& a, const auto& b) {
    return a.similarity != b.similarity ? a.similarity > b.similarity : a.id < b.id;
  });
  return near;
}

}  // namespace bandwagon::answer

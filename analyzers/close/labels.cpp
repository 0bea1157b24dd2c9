#include "analyzers/close/labels.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <span>

#include "analyzers/text/passages.hpp"

namespace bandwagon::close {
namespace {

constexpr std::size_t kLabelPapers = 40;       // papers read for the spelling of a label
constexpr std::size_t kLabelCandidates = 24;   // strongest terms considered
constexpr std::size_t kLabelPhrasesTried = 8;  // to make a label of a few

constexpr std::size_t kLeastUsers = 2;     // papers that use a phrase of a label: one paper's own name is none …
constexpr std::size_t kUserShare = 10;     // … and at least one in so many of those read
constexpr std::size_t kWaveUserShare = 4;  // of the papers of a wave, likewise
constexpr double kNested = 0.8;            // share of a term's papers in which it is a part of the same phrase

// The papers that are read for the spelling of a label.
std::span<const wave::Place> latest_of(const std::vector<wave::Place>& places) {
  return std::span(places).last(std::min(places.size(), kLabelPapers));
}

text::Passages passages_of(const corpus::Window& window, const std::vector<wave::Place>& places) {
  std::vector<text::PaperText> texts;
  for (const wave::Place& place : latest_of(places)) {
    const auto& paper = wave::reading(window, place).source.paper;
    texts.push_back({paper.title, paper.abstract});
  }
  return text::Passages(texts);
}

// In how many of the papers read a phrase of a label must stand.
std::size_t least_users(std::size_t read) {
  return std::max(std::size_t{1}, std::min(read, std::max(kLeastUsers, read / kUserShare)));
}

// The strongest terms of a centroid, the strongest first.
represent::SparseVector strongest(represent::SparseVector centre) {
  std::sort(centre.begin(), centre.end(),
            [](const auto& a, const auto& b) { return a.weight != b.weight ? a.weight > b.weight : a.term < b.term; });
  if (centre.size() > kLabelCandidates) centre.resize(kLabelCandidates);
  return centre;
}

// Those of the terms that enough of the papers use.
represent::SparseVector used_by_enough(const corpus::Window& window, std::span<const wave::Place> read,
                                       represent::SparseVector terms) {
  const std::size_t least = least_users(read.size());
  std::erase_if(terms, [&](const auto& entry) { return users_of(window, read, entry.term) < least; });
  return terms;
}

std::vector<std::string> words_of(const std::string& written) {
  std::vector<std::string> words(1);
  for (const char c : written) {
    if (c == ' ' || c == '-')
      words.emplace_back();
    else
      words.back() += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return words;
}

bool share_a_word(const std::string& a, const std::string& b) {
  const auto left = words_of(a), right = words_of(b);
  return std::any_of(left.begin(), left.end(), [&](const std::string& word) {
    return !text::is_joint(word) && std::any_of(right.begin(), right.end(),
                                                [&](const std::string& other) { return text::same_stem(word, other); });
  });
}

// "Named Entity" + "Entity Recognition" -> "Named Entity Recognition"; empty if the first does not end as the second
// begins, or either is but one word.
std::string chained(const std::string& first, const std::string& second) {
  const auto left = words_of(first), right = words_of(second);
  if (left.size() < 2 || right.size() < 2 || left.back() != right.front() ||
      text::same_stem(left.front(), right.back()))
    return {};
  return first + second.substr(right.front().size());
}

// A label of these phrases, each with the words that nearly all of the papers write around it.
std::vector<Phrase> label_in_full(const text::Passages& passages, std::vector<Phrase> phrases, std::size_t count) {
  for (auto& phrase : phrases) {
    auto fuller = passages.fuller_phrase(text::normal_form(phrase.written), kNested);
    if (!fuller.empty()) phrase.written = std::move(fuller);
  }
  return label_of(phrases, count, [&](const std::string& phrase) {
    return passages.papers_with(text::normal_form(phrase)) >= kLeastUsers;
  });
}

}  // namespace

std::string joined(const std::vector<Phrase>& label) {
  std::string text;
  for (const auto& phrase : label) text += (text.empty() ? "" : ", ") + phrase.written;
  return text;
}

std::size_t users_of(const corpus::Window& window, std::span<const wave::Place> papers, text::TermId term) {
  return static_cast<std::size_t>(std::count_if(
      papers.begin(), papers.end(), [&](const wave::Place& place) { return wave::reading(window, place).uses(term); }));
}

std::vector<Phrase> label_of(const std::vector<Phrase>& phrases, std::size_t count, const IsWritten& is_written) {
  std::vector<Phrase> label;
  for (const auto& phrase : phrases) {
    const auto akin = [&](const Phrase& chosen) { return share_a_word(chosen.written, phrase.written); };
    const auto first = std::find_if(label.begin(), label.end(), akin);
    if (first == label.end()) {
      if (label.size() < count) label.push_back(phrase);
      continue;
    }
    if (std::count_if(label.begin(), label.end(), akin) != 1) continue;
    const auto before = chained(phrase.written, first->written), behind = chained(first->written, phrase.written);
    if (!before.empty() && is_written(before))
      first->written = before;
    else if (!behind.empty() && is_written(behind))
      first->written = behind;
  }
  return label;
}

std::vector<Phrase> phrases_of(const corpus::Window& window, const std::vector<wave::Place>& places,
                               const represent::SparseVector& centre, std::size_t count, Wordings& wordings) {
  const auto read = latest_of(places);
  const auto ranked = used_by_enough(window, read, strongest(centre));
  std::vector<text::TermId> wanted;
  for (const auto& entry : ranked) wanted.push_back(entry.term);
  std::sort(wanted.begin(), wanted.end());
  const auto written = wordings.of(window, read, wanted);
  std::vector<Phrase> phrases;
  std::vector<std::string> normals;
  for (const auto& entry : ranked) {
    if (phrases.size() == count) break;
    const auto spelled = written.find(entry.term);
    if (spelled == written.end()) continue;
    const auto best = std::max_element(spelled->second.begin(), spelled->second.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    const std::string own = text::normal_form(best->first);
    // a part of a phrase already chosen says nothing new; a phrase around a chosen word replaces it
    const auto around =
        std::find_if(normals.begin(), normals.end(), [&](const std::string& n) { return text::is_part(n, own); });
    if (std::any_of(normals.begin(), normals.end(),
                    [&](const std::string& n) { return n == own || text::is_part(own, n); }))
      continue;
    if (around != normals.end()) {
      phrases[static_cast<std::size_t>(around - normals.begin())] = {entry.term, best->first};
      *around = own;
      continue;
    }
    phrases.push_back({entry.term, best->first});
    normals.push_back(own);
  }
  return phrases;
}

std::vector<std::string> telling_phrases(const corpus::Window& window, const std::vector<wave::Place>& places,
                                         const represent::SparseVector& centre, std::size_t count) {
  std::vector<std::string> written;
  Wordings wordings;
  for (auto& phrase : phrases_of(window, places, centre, count, wordings)) written.push_back(std::move(phrase.written));
  return written;
}

std::string label_of_term(const corpus::Window& window, const std::vector<wave::Place>& places,
                          const wave::CoreTerm& term) {
  auto label = passages_of(window, places).fuller_phrase(term.normal, kNested);
  return label.empty() ? term.written : label;
}

Siblings::Siblings(const std::vector<represent::SparseVector>& centroids) : topics_(centroids.size()) {
  for (const auto& centroid : centroids)
    for (const auto& entry : centroid) sum_[entry.term] += entry.weight;
}

represent::SparseVector Siblings::contrast(represent::SparseVector centroid) const {
  for (auto& entry : centroid) {
    const auto all = sum_.find(entry.term);
    const double others = all == sum_.end() ? 0 : all->second / static_cast<double>(std::max<std::size_t>(1, topics_));
    entry.weight *= static_cast<float>(std::log(1 + entry.weight / std::max(others, 1e-6)));
  }
  return centroid;
}

double strength(const represent::SparseVector& contrasted, const std::vector<text::TermId>& terms) {
  double sum = 0;
  for (const auto& entry : contrasted)
    if (std::find(terms.begin(), terms.end(), entry.term) != terms.end()) sum += entry.weight;
  return sum;
}

double best_strength(const represent::SparseVector& contrasted, std::size_t count) {
  std::vector<float> weights;
  for (const auto& entry : contrasted) weights.push_back(entry.weight);
  const std::size_t best = std::min(count, weights.size());
  std::partial_sort(weights.begin(), weights.begin() + static_cast<std::ptrdiff_t>(best), weights.end(),
                    std::greater<>());
  weights.resize(best);
  double sum = 0;
  for (const float weight : weights) sum += weight;
  return sum;
}

double strength_in_reach(const corpus::Window& window, const std::vector<wave::Place>& places,
                         const represent::SparseVector& contrasted, std::size_t count) {
  return best_strength(used_by_enough(window, latest_of(places), strongest(contrasted)), count);
}

std::vector<Phrase> label_of_topic(const corpus::Window& window, const std::vector<wave::Place>& places,
                                   const represent::SparseVector& contrasted, std::size_t count, double least,
                                   Wordings& wordings) {
  const auto carried = [&](const std::vector<Phrase>& label) {
    std::vector<text::TermId> terms;
    for (const auto& phrase : label) terms.push_back(phrase.term);
    return strength(contrasted, terms);
  };
  if (strength_in_reach(window, places, contrasted, count) <= least) return {};
  auto phrases = phrases_of(window, places, contrasted, kLabelPhrasesTried, wordings);
  const auto unread = [](const std::string&) { return false; };  // joined or not, a label carries the same
  if (carried(label_of(phrases, count, unread)) <= least) return {};
  const auto label = label_in_full(passages_of(window, places), std::move(phrases), count);
  return carried(label) > least ? label : std::vector<Phrase>();
}

std::vector<Phrase> label_of_wave(const corpus::Window& window, const std::vector<wave::Place>& papers,
                                  const represent::SparseVector& centre, std::size_t count) {
  const auto read = latest_of(papers);
  Wordings wordings;
  auto phrases = phrases_of(window, papers, centre, kLabelPhrasesTried, wordings);
  const auto few = [&](const Phrase& phrase) {
    return users_of(window, read, phrase.term) * kWaveUserShare < read.size();
  };
  if (std::all_of(phrases.begin(), phrases.end(), few))
    phrases.erase(phrases.begin() + std::min<std::ptrdiff_t>(1, std::ssize(phrases)), phrases.end());
  else
    std::erase_if(phrases, few);
  return label_in_full(passages_of(window, papers), std::move(phrases), count);
}

}  // namespace bandwagon::close

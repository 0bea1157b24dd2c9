#include "analyzers/wave/vocabulary.hpp"

#include <tsl/robin_map.h>

#include <algorithm>
#include <cmath>

namespace bandwagon::wave {
namespace {

constexpr double kLeastUses = 3;  // by members, of a word that may tell

struct Scored {
  double score, weight;
};

double log_odds(double share) {
  return std::log(share / (1 - share));
}

struct Sample {
  std::vector<const corpus::Reading*> papers;
  std::vector<double> per_stratum;
  std::size_t step = 1;  // every so many papers one was taken
};

// Every n-th paper outside quarantine of the weeks first … last that is not left out.
Sample sample(const corpus::Window& window, int first, int last, const std::vector<Place>& left_out,
              const burst::Quarantine& quarantine, std::size_t most) {
  std::size_t papers = 0;
  for (int week = first; week <= last; ++week) papers += window.papers(week).size();
  const std::size_t step = std::max<std::size_t>(1, (papers + most - 1) / most);
  Sample taken{.step = step};
  std::size_t next = 0;
  for (int week = first; week <= last; ++week)
    for (std::size_t p = 0; p < window.papers(week).size(); ++p) {
      const auto& paper = window.papers(week)[p];
      if (burst::is_quarantined(quarantine, paper.stratum) || next++ % step != 0) continue;
      if (std::binary_search(left_out.begin(), left_out.end(), Place{window.monday(week), p})) continue;
      taken.papers.push_back(&paper);
      if (taken.per_stratum.size() <= paper.stratum) taken.per_stratum.resize(paper.stratum + std::size_t{1}, 0);
      ++taken.per_stratum[paper.stratum];
    }
  return taken;
}

// In how many of the papers each of these terms is used.
using TermUse = tsl::robin_map<text::TermId, double, represent::TermHash>;

std::vector<VocabularyWord> telling_words(const corpus::Window& window, const std::vector<Place>& members,
                                          const Sample& others, const std::vector<text::TermId>& hidden,
                                          const VocabularyParams& params) {
  TermUse all, used, used_by_others;
  TermSieve sieve;
  for (const Place& place : members)
    for (const auto& entry : reading(window, place).terms) ++all[text::TermId{entry.term}];
  for (const auto& [term, count] : all)  // few: the others are asked for these alone
    if (count >= kLeastUses && !std::binary_search(hidden.begin(), hidden.end(), term)) {
      used[term] = count;
      sieve.add(term);
    }
  for (const auto* paper : others.papers)
    for (const auto& entry : paper->terms)
      if (const text::TermId term = entry.term; sieve.may_hold(term) && used.contains(term))  // packed: copied
        ++used_by_others[term];
  const auto all_papers = static_cast<double>(window.frequencies().papers());
  const auto other_papers = static_cast<double>(others.papers.size());
  const auto wave_papers = static_cast<double>(members.size());
  struct Candidate {
    VocabularyWord word;
    double z;
  };
  std::vector<Candidate> candidates;
  for (const auto& [term, count] : used) {
    const double everywhere = window.frequencies().of(term) / all_papers;
    const auto by_others = used_by_others.find(term);
    const double theirs =
        (by_others == used_by_others.end() ? 0 : by_others->second) + params.prior_papers * everywhere;
    const double share = std::min(theirs / (other_papers + params.prior_papers), 0.999);
    const double own = count + params.prior_papers * share;
    const double own_share = std::min(own / (wave_papers + params.prior_papers), 0.999);
    const double weight = log_odds(own_share) - log_odds(share);
    const double z = weight / std::sqrt(1 / own + 1 / theirs);
    if (z >= params.least_z) candidates.push_back({{term, weight}, z});
  }
  std::sort(candidates.begin(), candidates.end(),
            [](const Candidate& a, const Candidate& b) { return a.z != b.z ? a.z > b.z : a.word.term < b.word.term; });
  if (candidates.size() > params.words) candidates.resize(params.words);
  std::vector<VocabularyWord> words;
  for (const Candidate& candidate : candidates) words.push_back(candidate.word);
  std::sort(words.begin(), words.end(), [](const auto& a, const auto& b) { return a.term < b.term; });
  return words;
}

constexpr double kBinGrowth = 1.2;  // the many papers of low score need no fine bins

struct Bin {
  double least_score, before, since, members;
};

// The share of the other papers in a bin that follow without saying so.
double chance(const Bin& bin, double naming_share) {
  const double excess = std::max(0.0, 1 - (bin.before + 0.5) / bin.since);
  const double silent = bin.members * (1 / naming_share - 1) / bin.since;
  return std::min(excess, silent);
}

// Bins of falling score, each with enough papers since; the chance in each, made to rise with the score.
std::vector<VocabularyStep> calibrate(const std::vector<Scored>& before, const std::vector<double>& since,
                                      const std::vector<Scored>& members, const VocabularyParams& params) {
  std::vector<Bin> bins;  // highest scores first
  std::size_t b = 0, s = 0, m = 0;
  double size = params.least_bin;
  while (s < since.size()) {
    const std::size_t end = std::min(since.size(), s + static_cast<std::size_t>(size));
    Bin bin{since[end - 1], 0, 0, 0};
    while (s < since.size() && since[s] >= bin.least_score) ++bin.since, ++s;
    while (b < before.size() && before[b].score >= bin.least_score) bin.before += before[b++].weight;
    while (m < members.size() && members[m].score >= bin.least_score) bin.members += members[m++].weight;
    bins.push_back(bin);
    for (std::size_t last = bins.size(); last >= 2; last = bins.size()) {  // pool adjacent violators
      Bin &upper = bins[last - 2], &lower = bins[last - 1];
      if (chance(lower, params.naming_share) <= chance(upper, params.naming_share)) break;
      upper = {lower.least_score, upper.before + lower.before, upper.since + lower.since,
               upper.members + lower.members};
      bins.pop_back();
    }
    size *= kBinGrowth;
  }
  std::vector<VocabularyStep> steps;
  for (const Bin& bin : bins) steps.push_back({bin.least_score, chance(bin, params.naming_share)});
  std::reverse(steps.begin(), steps.end());
  return steps;
}

}  // namespace

Vocabulary learn_vocabulary(const corpus::Window& window, const std::vector<Place>& members,
                            const std::vector<text::TermId>& hidden, model::Day began,
                            const burst::Quarantine& quarantine, const VocabularyParams& params) {
  Vocabulary vocabulary;
  const int first_since = window.index_of(began);
  if (static_cast<int>(members.size()) < params.least_papers || first_since < params.least_weeks_before ||
      first_since > window.latest())
    return vocabulary;
  const Sample past = sample(window, 0, first_since - 1, {}, quarantine, params.sample);
  const Sample now = sample(window, first_since, window.latest(), members, quarantine, params.sample);
  vocabulary.words = telling_words(window, members, now, hidden, params);
  for (std::size_t s = 0; s < past.per_stratum.size(); ++s)
    if (past.per_stratum[s] >= params.least_bin) vocabulary.strata.push_back(static_cast<burst::StratumIndex>(s));
  const Judge judge(vocabulary);
  std::vector<Scored> before;
  for (const auto* paper : past.papers) {
    // as many papers of each stratum as there are since: a list that grew is no wave
    const double papers_now = paper->stratum < now.per_stratum.size() ? now.per_stratum[paper->stratum] : 0;
    before.push_back({judge.score(paper->terms), papers_now / past.per_stratum[paper->stratum]});
  }
  std::vector<double> since;
  for (const auto* paper : now.papers) {
    if (std::binary_search(vocabulary.strata.begin(), vocabulary.strata.end(), paper->stratum))
      since.push_back(judge.score(paper->terms));
  }
  std::vector<Scored> own;
  for (const Place& place : members) {
    const auto& paper = reading(window, place);
    if (std::binary_search(vocabulary.strata.begin(), vocabulary.strata.end(), paper.stratum))
      own.push_back({judge.score(paper.terms), 1 / static_cast<double>(now.step)});
  }
  const auto higher = [](const Scored& a, const Scored& b) { return a.score > b.score; };
  std::stable_sort(before.begin(), before.end(), higher);
  std::stable_sort(own.begin(), own.end(), higher);
  std::sort(since.begin(), since.end(), std::greater<>());
  while (!since.empty() && since.back() <= 0) since.pop_back();
  vocabulary.steps = calibrate(before, since, own, params);
  return vocabulary;
}

double probability(const Vocabulary& vocabulary, const corpus::Reading& paper) {
  return Judge(vocabulary).probability(paper);
}

Judge::Judge(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {
  for (const VocabularyWord& word : vocabulary.words) known_.add(word.term);
}

double Judge::score(const text::TermCounts& terms) const {
  const auto& words = vocabulary_.words;
  double sum = 0;
  for (const auto& entry : terms) {
    if (!known_.may_hold(entry.term)) continue;
    const auto word = std::lower_bound(words.begin(), words.end(), text::TermId{entry.term},
                                       [](const VocabularyWord& w, text::TermId term) { return w.term < term; });
    if (word != words.end() && word->term == entry.term) sum += word->weight;
  }
  return sum;
}

double Judge::probability_of(double score, burst::StratumIndex stratum) const {
  const auto above = std::upper_bound(vocabulary_.steps.begin(), vocabulary_.steps.end(), score,
                                      [](double s, const VocabularyStep& step) { return s < step.least_score; });
  if (above == vocabulary_.steps.begin()) return 0;
  if (!std::binary_search(vocabulary_.strata.begin(), vocabulary_.strata.end(), stratum)) return 0;
  return (above - 1)->probability;
}

double Judge::probability(const corpus::Reading& paper) const {
  return probability_of(score(paper.terms), paper.stratum);
}

std::vector<double> Judge::probabilities(const corpus::Window& window, int week) const {
  const auto& papers = window.papers(week);
  std::vector<double> chances(papers.size(), 0);  // at first scores: the words in their order, as score() adds them
  if (vocabulary_.steps.empty()) return chances;
  for (const VocabularyWord& word : vocabulary_.words)
    for (const auto position : window.terms(week).papers(word.term)) chances[position] += word.weight;
  for (std::size_t p = 0; p < papers.size(); ++p) chances[p] = probability_of(chances[p], papers[p].stratum);
  return chances;
}

}  // namespace bandwagon::wave

// What each stage of a close costs, on the bundled papers: `cmake --build --preset release --target stages && ...`, see
// docs/PERFORMANCE.md. Items are papers, topic-weeks, waves or records, as the name says.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "analyzers/attribute/score.hpp"
#include "analyzers/burst/screen.hpp"
#include "analyzers/cluster/threads.hpp"
#include "analyzers/represent/vectors.hpp"
#include "analyzers/text/terms.hpp"
#include "daemon/files/line_reader.hpp"
#include "daemon/parse/arxiv_oai.hpp"
#include "daemon/parse/kaggle.hpp"

namespace bandwagon {
namespace {

constexpr model::Day kToday{21000};  // after every paper of the history
constexpr std::size_t kPapers = 4000;

std::vector<std::string> history_lines() {
  std::vector<std::string> lines;
  auto reader = files::LineReader::open(BANDWAGON_HISTORY);
  if (!reader) return lines;
  for (auto line = reader->next(); line && *line && lines.size() < kPapers; line = reader->next())
    lines.emplace_back((*line)->text);
  return lines;
}

const std::vector<std::string>& lines() {
  static const auto kLines = history_lines();
  return kLines;
}

const std::vector<model::Paper>& papers() {
  static const auto kRead = [] {
    std::vector<model::Paper> read;
    for (const auto& line : lines())
      if (auto record = parse::kaggle_record(line, kToday)) read.push_back(std::move(record->paper));
    return read;
  }();
  return kRead;
}

const std::vector<text::TermCounts>& terms() {
  static const auto kTerms = [] {
    std::vector<text::TermCounts> counted;
    for (const auto& paper : papers()) counted.push_back(text::terms_of(paper.title, paper.abstract));
    return counted;
  }();
  return kTerms;
}

const represent::LiveFrequencies& frequencies() {
  static const auto kCounted = [] {
    represent::LiveFrequencies counted;
    for (const auto& paper : terms()) counted.add(paper);
    return counted;
  }();
  return kCounted;
}

const std::vector<represent::SparseVector>& vectors() {
  static const auto kVectors = [] {
    std::vector<represent::SparseVector> made;
    for (const auto& paper : terms()) made.push_back(represent::paper_vector(paper, frequencies()));
    return made;
  }();
  return kVectors;
}

// Runs `work` on one thing after the other.
template <class Things, class Work>
void one_by_one(benchmark::State& state, const Things& things, const Work& work) {
  if (things.empty()) return state.SkipWithError("there is nothing to measure on");
  std::size_t next = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(work(things[next]));
    next = next + 1 < things.size() ? next + 1 : 0;
  }
  state.SetItemsProcessed(state.iterations());
}

void snapshot_line(benchmark::State& state) {
  one_by_one(state, lines(), [](const auto& line) { return parse::kaggle_record(line, kToday); });
}
BENCHMARK(snapshot_line);

void text_to_terms(benchmark::State& state) {
  one_by_one(state, papers(), [](const auto& paper) { return text::terms_of(paper.title, paper.abstract); });
}
BENCHMARK(text_to_terms);

void names(benchmark::State& state) {
  one_by_one(state, papers(), [](const auto& paper) { return text::squashed_names(paper.title, paper.abstract); });
}
BENCHMARK(names);

void vector(benchmark::State& state) {
  one_by_one(state, terms(), [](const auto& paper) { return represent::paper_vector(paper, frequencies()); });
}
BENCHMARK(vector);

// All papers join threads, beginning with none: one item is one paper.
void cluster_assignment(benchmark::State& state) {
  if (vectors().empty()) return state.SkipWithError("there is nothing to measure on");
  for (auto _ : state) {
    cluster::Threads threads({});
    for (const auto& paper : vectors()) benchmark::DoNotOptimize(threads.join(paper, kToday));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(vectors().size()));
}
BENCHMARK(cluster_assignment)->Unit(benchmark::kMillisecond);

// A subject of five strata with 68 weeks behind it, papers in most of them.
struct Subject {
  static constexpr int kWeeks = 80, kStrata = 5;
  Subject() {
    for (int week = 0; week < kWeeks; ++week) {
      weeks.emplace_back();
      for (int c = 0; c < kStrata; ++c) {
        weeks.back().papers.push_back(200 + 10 * c);
        if (const int papers = (week * 7 + c * 3) % 5; papers > 0)
          counts.push_back({week, static_cast<burst::StratumIndex>(c), static_cast<double>(papers)});
      }
    }
  }
  std::vector<burst::WeekExposure> weeks;
  std::vector<burst::SubjectCount> counts;
  burst::Quarantine quarantine = burst::Quarantine(kStrata, 0);
};

// As a close tests it: the baseline of the week is made once for all subjects.
void burst_test(benchmark::State& state) {
  const Subject subject;
  const burst::Baseline baseline(subject.weeks, Subject::kWeeks - 1, subject.quarantine, {});
  for (auto _ : state)
    benchmark::DoNotOptimize(burst::test(1, subject.counts, Subject::kWeeks - 1, baseline, subject.quarantine, {}));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(burst_test);

void burst_test_with_its_own_baseline(benchmark::State& state) {
  const Subject subject;
  for (auto _ : state) {
    const burst::Baseline baseline(subject.weeks, Subject::kWeeks - 1, subject.quarantine, {});
    benchmark::DoNotOptimize(burst::test(1, subject.counts, Subject::kWeeks - 1, baseline, subject.quarantine, {}));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(burst_test_with_its_own_baseline);

// One wave against 150 releases, of which every tenth is in time.
void attribution_score(benchmark::State& state) {
  const model::Day onset{20000};
  std::vector<attribute::KnownRelease> releases;
  std::vector<attribute::Evidence> evidence;
  for (int i = 0; i < 150; ++i) {
    const std::string number = std::to_string(i);
    releases.push_back({.release = {.id = "r" + number,
                                    .name = "R" + number,
                                    .lab = "lab " + number,
                                    .released = onset - (i % 10 == 0 ? 30 + i : 900 + i)}});
    evidence.push_back({.named = {.in_wave = i % 7 * 1.0,
                                  .wave_papers = 20,
                                  .elsewhere = 2,
                                  .other_papers = 2000,
                                  .judged = 20,
                                  .after_release = 20}});
  }
  for (auto _ : state) benchmark::DoNotOptimize(attribute::score(releases, evidence, onset, onset + 7, {}));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(attribution_score);

// A recorded answer of arXiv; one item is one record.
void oai_parse(benchmark::State& state) {
  std::ifstream file(BANDWAGON_OAI_ANSWER, std::ios::binary);
  const std::string body(std::istreambuf_iterator<char>(file), {});
  std::int64_t records = 0;
  for (auto _ : state) {
    const auto page = parse::parse_arxiv_oai(body);
    if (!page) return state.SkipWithError(page.error().message.c_str());
    records += static_cast<std::int64_t>(page->records.size());
  }
  state.SetItemsProcessed(records);
}
BENCHMARK(oai_parse);

}  // namespace
}  // namespace bandwagon

BENCHMARK_MAIN();

#include "analyzers/close/weekly_close.hpp"

#include <algorithm>
#include <utility>

#include "analyzers/close/concurrent_work.hpp"
#include "analyzers/parallel/each.hpp"

namespace bandwagon::close {
namespace {

corpus::WindowParams window_of(const Params& params) {
  corpus::WindowParams window = params.window;
  window.author_weeks = weeks_compared(params.concurrent);
  return window;
}

}  // namespace

Analysis::Analysis(std::vector<std::string> watched, Params params, PriorWork prior_work, herding::Chronicle chronicle)
    : params_(params),
      prior_work_(std::move(prior_work)),
      chronicle_(std::move(chronicle)),
      window_(std::move(watched), window_of(params)),
      topics_(params),
      named_(params.coinage),
      rise_(window_, named_, explainer_, params_),
      explainer_(window_, named_, params_, prior_work_),
      kinship_(window_, named_, params_),
      pioneers_(window_, topics_, kinship_, params_, prior_work_) {}

model::WeekFindings Analysis::close(model::Day monday, std::vector<model::StoredPaper> papers,
                                    const Releases& releases) {
  model::WeekFindings findings{.week = monday, .closed = monday + model::kDaysPerWeek, .method = kMethod};
  if (window_.size() == params_.window.weeks) forget_ids();
  window_.add_week(monday, std::move(papers));
  findings.window_from = window_.monday(0);
  remember_ids();
  Today today;
  std::vector<wave::Discovery> discoveries;
  parallel::both([&] { topics_.read_week(window_, findings); },
                 [&] {  // what asks for no topic
                   today = look_at(monday, releases);
                   if (const auto month = month_to_look_back_on(today.closed))
                     today.look_back = LookBack{*month, chronicle_(window_.monday(0))};
                   discoveries = rise_.discover(today);
                   findings.concurrent_pairs = find_concurrent_work(window_, params_.concurrent);
                 });
  today.cluster_counts = topics_.counts(window_);

  // this week's papers first: a new word of a wave is one by the papers they share
  parallel::each(waves_.size(), 1, [&](std::size_t w) {
    WaveNews known;
    grow(waves_[w], known);
  });
  std::vector<WaveNews> news = fold_discoveries(std::move(discoveries), today, findings);
  parallel::each(waves_.size(), 1, [&](std::size_t w) {
    grow(waves_[w], news[w]);
    const model::Day began = waves_[w].began_early;
    measure(window_, today, waves_[w], label_terms(waves_[w]), news[w], params_);
    news[w].redated = waves_[w].began_early != began;
    step_state(today, waves_[w], news[w], params_);
    news[w].relearned = kinship_.gather(today, waves_[w]);
  });
  kinship_.stake_claims(waves_);
  std::vector<std::optional<Explanation>> reasons(waves_.size());
  parallel::each(waves_.size(), 1, [&](std::size_t w) { reasons[w] = find_reasons(today, waves_[w], news[w]); });
  for (std::size_t w = 0; w < waves_.size(); ++w)
    tell(today, waves_[w], news[w], reasons[w] ? &*reasons[w] : nullptr, findings);
  topics_.grow_term_topics(window_, defining_terms(), findings);
  unite(findings);
  closed_ = today.closed;
  parallel::both([&] { expect_topics(today, findings); }, [&] { prepare_looks(today); });
  window_.forget_vectors();  // nobody asks for one until the next week comes
  save(today, findings);
  std::erase_if(waves_, [](const wave::Wave& wave) { return wave.burst.state == "ended"; });
  return findings;
}

// Of the week that leaves the window next.
void Analysis::forget_ids() {
  for (const auto& paper : window_.papers(0)) arxiv_ids_.erase(paper.source.key);
}

void Analysis::remember_ids() {
  for (const auto& paper : window_.papers(window_.latest())) arxiv_ids_[paper.source.key] = paper.source.paper.id.str();
}

}  // namespace bandwagon::close

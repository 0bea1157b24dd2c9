#include "daemon/closing/week_store.hpp"

#include <algorithm>

#include "daemon/closing/watches.hpp"
#include "daemon/store/findings.hpp"
#include "daemon/store/papers.hpp"

namespace bandwagon::closing {
Result<WeekPapers> WeekStore::stored(model::Day monday) const {
  auto papers = store::week_of_papers(connection_, monday);
  if (!papers) return tl::unexpected(papers.error());
  return WeekPapers{.monday = monday, .papers = std::move(*papers), .readings = {}, .texts = {}};
}

void WeekStore::read_text(WeekPapers& week) const {
  if (reader_)
    for (const auto& stored : week.papers) week.readings.push_back(reader_->read(stored.paper));
  week.texts = corpus::KeptReadings::of(week.papers);
}

Result<std::unique_ptr<WeekStore::Ahead>> WeekStore::commit_and_read() {
  const auto committed = store::commit_week(connection_, *findings_, [&](const store::Connection& written) {
    return look_out(written, config_.watches, config_.arxiv.categories, findings_->closed);
  });
  if (!committed) return tl::unexpected(committed.error());
  auto week = stored(findings_->week + 2 * model::kDaysPerWeek);
  if (!week) return tl::unexpected(week.error());
  auto ahead = std::make_unique<Ahead>(Ahead{.week = std::move(*week), .read = {}});
  ahead->read = std::async(std::launch::async, [this, read = &ahead->week] { read_text(*read); });
  return ahead;
}

Result<WeekPapers> WeekStore::papers(model::Day monday) {
  const auto ahead =
      std::find_if(read_.begin(), read_.end(), [&](const auto& other) { return other->week.monday == monday; });
  if (ahead != read_.end()) {
    if ((*ahead)->read.valid()) (*ahead)->read.get();
    WeekPapers week = std::move((*ahead)->week);
    read_.erase(ahead);
    return week;
  }
  if (const auto settled = connection(); !settled) return tl::unexpected(settled.error());
  auto week = stored(monday);
  if (week && reader_) week->readings = candidate::read_all(*reader_, week->papers);
  return week;
}

Result<void> WeekStore::fetch(model::Day monday) {
  auto week = papers(monday);
  if (!week) return tl::unexpected(week.error());
  read_.push_back(std::make_unique<Ahead>(Ahead{.week = std::move(*week), .read = {}}));
  return {};
}

Result<std::vector<model::StoredPaper>> WeekStore::paper(const model::PaperId& id) const {
  return store::by_ids(library_, {&id, 1});
}

Result<void> WeekStore::commit(model::WeekFindings findings) {
  if (const auto settled = connection(); !settled) return tl::unexpected(settled.error());
  findings_ = std::move(findings);
  begun_ = std::async(std::launch::async, [this] { return commit_and_read(); });
  return {};
}

Result<store::Connection*> WeekStore::connection() {
  if (!begun_.valid()) return &connection_;
  auto week = begun_.get();
  if (!week) return tl::unexpected(week.error());
  read_.push_back(std::move(*week));
  committed_(*findings_);
  findings_.reset();
  return &connection_;
}

}  // namespace bandwagon::closing

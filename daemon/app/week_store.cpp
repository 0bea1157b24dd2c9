#include "daemon/app/week_store.hpp"

#include <algorithm>

#include "daemon/app/watches.hpp"
#include "daemon/store/findings.hpp"
#include "daemon/store/papers.hpp"

namespace bandwagon::app {
namespace {

constexpr int kWeek = model::kDaysPerWeek;

}  // namespace

Result<WeekPapers> WeekStore::read(model::Day monday) const {
  auto papers = store::window(connection_, monday, monday + (kWeek - 1));
  if (!papers) return tl::unexpected(papers.error());
  WeekPapers week{.monday = monday, .papers = std::move(*papers), .readings = {}};
  if (reader_) week.readings = candidate::read_all(*reader_, week.papers);
  return week;
}

Result<WeekPapers> WeekStore::commit_and_read() {
  const auto committed = store::commit_week(connection_, *findings_, [&](const store::Connection& written) {
    return look_out(written, config_.watches, config_.arxiv.categories, findings_->closed);
  });
  if (!committed) return tl::unexpected(committed.error());
  return read(findings_->week + 2 * kWeek);
}

Result<WeekPapers> WeekStore::papers(model::Day monday) {
  const auto ahead =
      std::find_if(read_.begin(), read_.end(), [&](const WeekPapers& week) { return week.monday == monday; });
  if (ahead != read_.end()) {
    WeekPapers week = std::move(*ahead);
    read_.erase(ahead);
    return week;
  }
  if (const auto settled = connection(); !settled) return tl::unexpected(settled.error());
  return read(monday);
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

}  // namespace bandwagon::app

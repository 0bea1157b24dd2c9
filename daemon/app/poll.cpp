#include "daemon/app/poll.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "daemon/app/schedule.hpp"
#include "daemon/fetch/politeness.hpp"
#include "daemon/parse/arxiv_rss.hpp"
#include "daemon/store/papers.hpp"
#include "daemon/store/sources.hpp"
#include "daemon/util/new_york.hpp"

namespace bandwagon::app {
namespace {

using parse::Announcement;
using parse::AnnounceType;

constexpr const char* kSource = "arxiv-rss";
constexpr const char* kHosts = "arxiv";
constexpr int kLongestHold = 14;  // days before a mailing in which its papers' window can lie, holidays included

std::int64_t unix_now(const util::Clock& clock) {
  return std::chrono::floor<std::chrono::seconds>(clock.now().time_since_epoch()).count();
}

std::string feed_url(const config::Arxiv& arxiv) {
  return fmt::format("{}/{}", arxiv.rss_url, fmt::join(arxiv.categories, "+"));
}

// One GET through arXiv's gate, whose memory is loaded before and kept after.
Result<fetch::Response> ask(const Sources& sources, const std::string& url, std::stop_token stop) {
  const auto kept = store::gate(sources.database, kHosts);
  if (!kept) return tl::unexpected(kept.error());
  const auto sent = store::validators(sources.database, kSource);
  if (!sent) return tl::unexpected(sent.error());
  const fetch::Gate before{.open_from = util::Moment{std::chrono::milliseconds{kept->open_from_ms}},
                           .refusals = kept->refusals};
  fetch::PoliteTransport polite(sources.transport, sources.clock, {.min_gap = sources.arxiv.min_gap}, before);
  auto response = polite.get({.url = url, .etag = sent->etag, .last_modified = sent->last_modified}, std::move(stop));
  const auto stored = store::keep_gate(
      sources.database, kHosts,
      {.open_from_ms = polite.gate().open_from.time_since_epoch().count(), .refusals = polite.gate().refusals});
  if (!stored) return tl::unexpected(stored.error());
  if (response && response->status != 200 && response->status != 304) {
    return fail(ErrorKind::Network, fmt::format("{}: arXiv answers HTTP {}", url, response->status));
  }
  if (response && response->status == 304 && response->etag.empty() && response->last_modified.empty()) {
    response->etag = sent->etag;
    response->last_modified = sent->last_modified;
  }
  return response;
}

// The last moment at which a paper can have been submitted to be in this mailing.
std::int64_t last_submission(model::Day mailed, const model::MailingCalendar& calendar) {
  constexpr int kLastSecond = model::MailingCalendar::kCutOffSecond - 1;
  for (model::Day day = mailed; day > mailed - kLongestHold; day = day - 1) {
    if (calendar.announces(day, kLastSecond) == mailed)
      return util::unix_seconds({.day = day, .second_of_day = kLastSecond});
  }
  return util::unix_seconds({.day = mailed, .second_of_day = kLastSecond});  // a mailing the calendar does not know
}

// The identifier of the first new paper. Identifiers are given in order at the announcement, so a cross-list that is
// not older was announced with it.
std::optional<model::PaperId> first_new(const std::vector<Announcement>& announcements) {
  std::optional<model::PaperId> first;
  for (const Announcement& one : announcements) {
    if (one.type == AnnounceType::New && one.version == 1 && (!first || one.id < *first)) first = one.id;
  }
  return first;
}

bool is_first_announced(const Announcement& one, const std::optional<model::PaperId>& first) {
  const bool is_old_style = one.id.str().find('/') != std::string::npos;
  if (one.version != 1 || is_old_style) return false;
  return one.type == AnnounceType::New || (one.type == AnnounceType::Cross && first && !(one.id < *first));
}

model::Paper paper_of(const Announcement& one, std::int64_t submitted_at) {
  return {.id = one.id,
          .version = one.version,
          .title = one.title,
          .abstract = one.abstract,
          .authors = one.authors,
          .primary_category = one.categories.front(),
          .categories = one.categories,
          .submitted_at = submitted_at,
          .submitted = {static_cast<std::int32_t>(submitted_at / 86400)},
          .announced = one.mailed,
          .withdrawn = false};
}

// The new papers of a mailing, and its replacements and cross-lists of papers we hold.
Result<std::vector<store::PaperRecord>> records_of(const Sources& sources,
                                                   const std::vector<Announcement>& announcements) {
  std::vector<model::PaperId> ids;
  for (const Announcement& one : announcements) ids.push_back(one.id);
  const auto held = store::by_ids(sources.database, ids);
  if (!held) return tl::unexpected(held.error());
  std::map<model::PaperId, const model::Paper*> stored;
  for (const model::StoredPaper& one : *held) stored[one.paper.id] = &one.paper;

  const auto first = first_new(announcements);
  std::vector<store::PaperRecord> records;
  for (const Announcement& one : announcements) {
    if (const auto known = stored.find(one.id); known != stored.end()) {
      model::Paper paper = paper_of(one, known->second->submitted_at);
      paper.announced = known->second->announced;
      records.push_back({.paper = std::move(paper), .record_day = std::nullopt});
    } else if (is_first_announced(one, first)) {
      records.push_back(
          {.paper = paper_of(one, last_submission(one.mailed, sources.arxiv.calendar)), .record_day = std::nullopt});
    }
  }
  return records;
}

Mail mail_in(const parse::Mailing& mailing, util::Moment now, const model::MailingCalendar& calendar) {
  const model::Day due = expected_mailing(now, calendar);
  if (!mailing.announcements.empty()) return mailing.announcements.front().mailed < due ? Mail::Late : Mail::Arrived;
  const model::Day last_evening = util::new_york(now.time_since_epoch() / std::chrono::seconds{1}).day - 1;
  return last_evening == due ? Mail::Late : Mail::None;
}

// 304: nothing new since the last answer. Late, if that one did not bring what is due by now.
Result<Mail> mail_unchanged(const Sources& sources) {
  const auto newest = store::latest_announcement(sources.database, sources.arxiv.categories);
  if (!newest) return tl::unexpected(newest.error());
  return !*newest || **newest < expected_mailing(sources.clock.now(), sources.arxiv.calendar) ? Mail::Late
                                                                                              : Mail::Unchanged;
}

Result<PollReport> store_mailing(const Sources& sources, const std::string& body) {
  const auto mailing = parse::parse_arxiv_rss(body);
  if (!mailing) return tl::unexpected(mailing.error());
  const auto records = records_of(sources, mailing->announcements);
  if (!records) return tl::unexpected(records.error());
  const auto stored = store::store_papers(sources.database, *records);
  if (!stored) return tl::unexpected(stored.error());
  return PollReport{.mail = mail_in(*mailing, sources.clock.now(), sources.arxiv.calendar),
                    .added = stored->added,
                    .updated = stored->updated,
                    .known = stored->known,
                    .unknown = static_cast<std::int64_t>(mailing->announcements.size() - records->size()),
                    .faults = mailing->faults};
}

Result<PollReport> poll(const Sources& sources, const std::string& url, store::Validators& next, std::stop_token stop) {
  const auto response = ask(sources, url, std::move(stop));
  if (!response) return tl::unexpected(response.error());
  Result<PollReport> report;
  if (response->status == 304) {
    const auto mail = mail_unchanged(sources);
    if (!mail) return tl::unexpected(mail.error());
    report = PollReport{.mail = *mail};
  } else {
    report = store_mailing(sources, response->body);
    if (!report) return fail(report.error().kind, fmt::format("{}: {}", url, report.error().message));
  }
  // A late mailing is asked for without validators: a stale copy would otherwise answer "unchanged" all day.
  if (report->mail != Mail::Late) next = {.etag = response->etag, .last_modified = response->last_modified};
  return report;
}

}  // namespace

Result<PollReport> poll_arxiv(const Sources& sources, std::stop_token stop) {
  if (const auto may = may_poll(sources.arxiv); !may) return tl::unexpected(may.error());
  const std::string url = feed_url(sources.arxiv);
  store::Validators next;
  auto report = poll(sources, url, next, std::move(stop));
  if (!report && report.error().kind == ErrorKind::Cancelled) return report;
  const auto recorded =
      store::record_attempt(sources.database, {.source_id = kSource,
                                               .kind = "rss",
                                               .url = url,
                                               .at = unix_now(sources.clock),
                                               .error = report ? std::nullopt : std::optional(report.error().message),
                                               .validators = next});
  if (report && !recorded) return tl::unexpected(recorded.error());
  return report;
}

std::string user_agent(const config::Arxiv& arxiv) {
  return fmt::format("bandwagon/{} (+{})", BANDWAGON_VERSION, arxiv.contact);
}

Result<void> may_poll(const config::Arxiv& arxiv) {
  if (!arxiv.contact.empty()) return {};
  return fail(ErrorKind::Config,
              "arXiv is not polled without a contact address: set [arxiv] contact = \"you@example.org\" in "
              "bandwagon.toml, so that "
              "its operators can reach you");
}

}  // namespace bandwagon::app

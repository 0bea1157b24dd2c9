#include "daemon/intake/poll.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "daemon/intake/schedule.hpp"
#include "daemon/parse/arxiv_rss.hpp"
#include "daemon/util/new_york.hpp"

namespace bandwagon::intake {
namespace {

using parse::Announcement;
using parse::AnnounceType;

constexpr const char* kFeedSource = "arxiv-rss";
constexpr std::size_t kFeedLimit = 2000;  // entries; arXiv leaves out the rest without a word
constexpr double kStaleShare = 0.8;       // of the new papers known from an earlier mailing: an old copy of the feed
constexpr int kLongestHold = 14;  // days before a mailing in which its papers' window can lie, holidays included

std::string feed_url(const config::Arxiv& arxiv) {
  return fmt::format("{}/{}", arxiv.rss_url, fmt::join(arxiv.categories, "+"));
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

model::Day today(const Sources& sources) {
  return util::new_york(unix_now(sources.clock)).day;
}

using Held = std::map<model::PaperId, model::Paper>;

// Those of the announced papers that are stored.
Result<Held> held_papers(const Sources& sources, const std::vector<Announcement>& announcements) {
  std::vector<model::PaperId> ids;
  for (const Announcement& one : announcements) ids.push_back(one.id);
  auto stored = store::by_ids(sources.database, ids);
  if (!stored) return tl::unexpected(stored.error());
  Held held;
  for (model::StoredPaper& one : *stored) held.insert_or_assign(one.paper.id, std::move(one.paper));
  return held;
}

// The new papers of a mailing, and its replacements and cross-lists of papers we hold.
std::vector<store::PaperRecord> records_of(const Sources& sources, const std::vector<Announcement>& announcements,
                                           const Held& held) {
  const auto first = first_new(announcements);
  std::vector<store::PaperRecord> records;
  for (const Announcement& one : announcements) {
    if (const auto known = held.find(one.id); known != held.end()) {
      model::Paper paper = paper_of(one, known->second.submitted_at);
      paper.announced = known->second.announced;
      records.push_back({.paper = std::move(paper), .record_day = std::nullopt});
    } else if (is_first_announced(one, first)) {
      records.push_back(
          {.paper = paper_of(one, last_submission(one.mailed, sources.arxiv.calendar)), .record_day = std::nullopt});
    }
  }
  return records;
}

// arXiv's cache has been seen to serve yesterday's entries under today's date.
bool is_stale(const std::vector<Announcement>& announcements, const Held& held) {
  std::size_t fresh = 0, known = 0;
  for (const Announcement& one : announcements) {
    if (one.type != AnnounceType::New) continue;
    ++fresh;
    const auto found = held.find(one.id);
    if (found != held.end() && found->second.announced < one.mailed) ++known;
  }
  return fresh > 0 && static_cast<double>(known) > kStaleShare * static_cast<double>(fresh);
}

Mail mail_in(const parse::Mailing& mailing, const Held& held, util::Moment now,
             const model::MailingCalendar& calendar) {
  const model::Day due = expected_mailing(now, calendar);
  if (!mailing.announcements.empty()) {
    const bool old = mailing.announcements.front().mailed < due || is_stale(mailing.announcements, held);
    return old ? Mail::Late : Mail::Arrived;
  }
  const model::Day last_evening = util::new_york(now.time_since_epoch() / std::chrono::seconds{1}).day - 1;
  return last_evening == due ? Mail::Late : Mail::None;
}

// What arXiv told of a mailing: its new papers, by primary category.
store::Listing listing_of(const std::vector<Announcement>& announcements) {
  store::Listing listing{.mailed = announcements.front().mailed};
  const auto first = first_new(announcements);
  for (const Announcement& one : announcements)
    if (is_first_announced(one, first)) ++listing.papers[one.categories.front()];
  return listing;
}

// Leaves out what is dated after New York's today: a date that cannot be is no date. Returns how many.
std::size_t leave_out_what_is_to_come(parse::Mailing& mailing, model::Day today) {
  auto& announcements = mailing.announcements;
  const auto believed = std::stable_partition(announcements.begin(), announcements.end(),
                                              [&](const Announcement& one) { return one.mailed <= today; });
  for (auto at = believed; at != announcements.end(); ++at)
    mailing.faults.push_back(fmt::format("{}: {} is yet to come", at->id.str(), at->mailed.iso()));
  const auto count = static_cast<std::size_t>(announcements.end() - believed);
  announcements.erase(believed, announcements.end());
  return count;
}

// 304: nothing new since the last answer. Late, if that one did not bring what is due by now.
Result<Mail> mail_unchanged(const Sources& sources) {
  const auto newest = store::latest_announcement(sources.database, sources.arxiv.categories, today(sources) + 1);
  if (!newest) return tl::unexpected(newest.error());
  return !*newest || **newest < expected_mailing(sources.clock.now(), sources.arxiv.calendar) ? Mail::Late
                                                                                              : Mail::Unchanged;
}

// What an answer came to and what has to be committed for it.
struct Read {
  PollReport report;
  store::Arrival arrival;
};

Result<Read> read_mailing(const Sources& sources, const std::string& body) {
  auto mailing = parse::parse_arxiv_rss(body);
  if (!mailing) return tl::unexpected(mailing.error());
  const auto to_come = leave_out_what_is_to_come(*mailing, today(sources));
  const auto held = held_papers(sources, mailing->announcements);
  if (!held) return tl::unexpected(held.error());
  Read read;
  read.arrival.papers = records_of(sources, mailing->announcements, *held);
  read.arrival.response = kept_response(sources, body);
  read.report.mail = mail_in(*mailing, *held, sources.clock.now(), sources.arxiv.calendar);
  if (to_come > 0 && mailing->announcements.empty()) read.report.mail = Mail::Late;
  read.report.unknown = static_cast<std::int64_t>(mailing->announcements.size() - read.arrival.papers.size());
  read.report.faults = std::move(mailing->faults);
  if (mailing->announcements.size() >= kFeedLimit)
    read.report.faults.push_back(fmt::format("the feed is full ({} entries): arXiv left out the rest", kFeedLimit));
  if (read.report.mail == Mail::Arrived) read.arrival.listing = listing_of(mailing->announcements);
  return read;
}

Result<Read> read_answer(const Sources& sources, const fetch::Response& response, const store::Validators& sent) {
  Result<Read> read = Read{};
  if (response.status == 304) {
    const auto mail = mail_unchanged(sources);
    if (!mail) return tl::unexpected(mail.error());
    read->report.mail = *mail;
  } else {
    read = read_mailing(sources, response.body);
    if (!read) return read;
  }
  // A late mailing is asked for without validators: a stale copy would otherwise answer "unchanged" all day.
  if (read->report.mail == Mail::Late) return read;
  read->arrival.attempt.validators = {.etag = response.etag, .last_modified = response.last_modified};
  if (response.status == 304 && response.etag.empty() && response.last_modified.empty())
    read->arrival.attempt.validators = sent;
  return read;
}

}  // namespace

Result<PollReport> poll_arxiv(const Sources& sources, std::stop_token stop) {
  if (const auto may = may_poll(sources.arxiv); !may) return tl::unexpected(may.error());
  const std::string url = feed_url(sources.arxiv);
  const auto sent = store::validators(sources.database, kFeedSource, url);
  if (!sent) return tl::unexpected(sent.error());
  const auto asked =
      ask_arxiv(sources, {.url = url, .etag = sent->etag, .last_modified = sent->last_modified}, std::move(stop));
  if (!asked) return tl::unexpected(asked.error());

  auto read = asked->answer ? read_answer(sources, *asked->answer, *sent) : tl::unexpected(asked->answer.error());
  if (asked->answer && !read) read.error().message = fmt::format("{}: {}", url, read.error().message);
  const bool cancelled = !read && read.error().kind == ErrorKind::Cancelled;
  if (cancelled) {
    if (auto kept = store::keep_gate(sources.database, kArxivHosts, asked->gate); !kept)
      return tl::unexpected(kept.error());
    return tl::unexpected(read.error());
  }
  store::Arrival arrival = read ? std::move(read->arrival) : store::Arrival{};
  arrival.attempt.source_id = kFeedSource;
  arrival.attempt.kind = "rss";
  arrival.attempt.url = url;
  arrival.attempt.at = unix_now(sources.clock);
  arrival.attempt.tried = asked->tried;
  if (!read) arrival.attempt.error = read.error().message;
  arrival.host_group = kArxivHosts;
  arrival.gate = asked->gate;
  const auto stored = store::commit_arrival(sources.database, arrival);
  if (!stored) return tl::unexpected(stored.error());
  if (!read) return tl::unexpected(read.error());
  read->report.added = stored->added;
  read->report.updated = stored->updated;
  read->report.known = stored->known;
  return read->report;
}

}  // namespace bandwagon::intake

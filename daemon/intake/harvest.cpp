#include "daemon/intake/harvest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <set>

#include "daemon/intake/arxiv_paper.hpp"
#include "daemon/parse/arxiv_oai.hpp"

namespace bandwagon::intake {
namespace {

constexpr const char* kHarvestSource = "arxiv-oai";
constexpr std::size_t kMaxPageBytes = std::size_t{64} << 20;  // 1,300 records of arXivRaw are about 3.4 MB
constexpr std::chrono::minutes kLongestPage{10};
constexpr std::chrono::seconds kLongestPageSilence{240};     // arXiv's cache gives up after 180 s and says so
constexpr std::int64_t kShortWalk = 20;                      // pages; a shorter walk begins anew from its first day
constexpr std::int64_t kTokenLasts = model::kSecondsPerDay;  // arXiv's end with the day
constexpr std::size_t kMostFaults = 300;

// A token goes back byte for byte, percent signs and all; only what may not stand in an address is encoded.
std::string sendable(const std::string& token) {
  std::string text;
  for (const char byte : token) {
    const auto code = static_cast<unsigned char>(byte);
    if (std::isalnum(code) != 0 || std::string_view("-._~%!$'()*,;:@/?=+").find(byte) != std::string_view::npos)
      text += byte;
    else
      text += fmt::format("%{:02X}", code);
  }
  return text;
}

class Walker {
 public:
  Walker(const Sources& sources, const HarvestTask& task) : sources_(sources), task_(task) {}

  Result<HarvestReport> run(const std::stop_token& stop, const std::function<void(const HarvestReport&)>& after_page) {
    if (auto begun = resume(); !begun) return tl::unexpected(begun.error());
    do {
      if (report_.pages >= task_.max_pages) {
        report_.walk = Walk::Interrupted;
        return report_;
      }
      if (auto read = read_page(stop); !read) return tl::unexpected(read.error());
      if (after_page) after_page(report_);
    } while (!state_.token.empty() || restarting_ == Restarting::Yes);
    return report_;
  }

 private:
  Result<void> resume() {
    auto kept = store::harvest(sources_.database, task_.id);
    if (!kept) return tl::unexpected(kept.error());
    state_ = *kept ? **kept : store::Harvest{.id = task_.id, .from = task_.from};
    const bool begins_again = state_.begun_at && state_.begun_at != state_.completed_at;  // see commit_failure()
    if (state_.token.empty() && !begins_again) begin(task_.from, std::nullopt);
    return {};
  }

  void begin(model::Day from, std::optional<std::int64_t> begun_at) {
    state_.from = from;
    state_.token.clear();
    state_.pages = 0;
    state_.reached.reset();
    state_.begun_at = begun_at;
  }

  // From the first day, or near where the walk was when it is long.
  void begin_again() {
    const bool is_long = state_.pages > kShortWalk && state_.reached;
    begin(is_long ? *state_.reached - 1 : state_.from, state_.begun_at);
  }

  // Kept by an earlier call, in a walk that began long ago: a failure may be the server's way to refuse it.
  bool is_old_token() const {
    return report_.pages == 0 && state_.begun_at &&
           std::abs(unix_now(sources_.clock) - *state_.begun_at) >= kTokenLasts;
  }

  std::string url() const {
    if (!state_.token.empty())
      return fmt::format("{}?verb=ListRecords&resumptionToken={}", sources_.arxiv.oai_url, sendable(state_.token));
    const std::string until = task_.until ? "&until=" + task_.until->iso() : "";
    return fmt::format("{}?verb=ListRecords&metadataPrefix=arXivRaw&set={}&from={}{}", sources_.arxiv.oai_url,
                       task_.set, state_.from.iso(), until);
  }

  Result<void> read_page(const std::stop_token& stop) {
    const std::string address = url();
    fetch::Request request{.url = address, .max_body_bytes = kMaxPageBytes, .longest = kLongestPage};
    request.silence = kLongestPageSilence;
    auto asked = ask_arxiv(sources_, request, stop);
    if (!asked) return tl::unexpected(asked.error());
    Result<parse::OaiPage> page =
        asked->answer ? parse::parse_arxiv_oai(asked->answer->body) : tl::unexpected(asked->answer.error());
    if (asked->answer && !page) page.error().message = fmt::format("{}: {}", address, page.error().message);
    if (page) page = checked(*std::move(page), address);
    if (!page) return commit_failure(*asked, page.error());
    return commit_page(*asked, *page);
  }

  // A walk that cannot end must not go on.
  Result<parse::OaiPage> checked(parse::OaiPage page, const std::string& address) const {
    if (page.answer == parse::OaiAnswer::TokenRefused && (state_.token.empty() || restarting_ != Restarting::Never))
      return fail(ErrorKind::Parse, fmt::format("{}: arXiv refuses the token again", address));
    if (!page.resumption_token.empty() && page.resumption_token == state_.token)
      return fail(ErrorKind::Parse, fmt::format("{}: arXiv gives the same token again", address));
    // What is complete is reckoned from the server's clock: one that is ahead would confirm days that are yet to come.
    const std::int64_t now = unix_now(sources_.clock);
    if (page.responded_at > now + model::kSecondsPerDay) page.responded_at = now;
    return page;
  }

  Result<void> commit_failure(const Asked& asked, const Error& error) {
    if (error.kind == ErrorKind::Cancelled) {
      if (auto kept = store::keep_gate(sources_.database, kArxivHosts, asked.gate); !kept) return kept;
      return tl::unexpected(error);
    }
    store::Arrival arrival = arrival_of(asked);
    arrival.attempt.error = error.message;
    // A page that cannot be read would be no better, asked for again; nor would one of a token that is gone.
    const bool was_asked = asked.tried == store::Attempt::Tried::Asked;
    if (!state_.token.empty() && was_asked && (error.kind == ErrorKind::Parse || is_old_token())) {
      begin_again();
      arrival.harvest = state_;
    }
    if (auto stored = store::commit_arrival(sources_.database, arrival); !stored) return tl::unexpected(stored.error());
    return tl::unexpected(error);
  }

  Result<void> commit_page(const Asked& asked, const parse::OaiPage& page) {
    store::Arrival arrival = arrival_of(asked);
    if (page.answer == parse::OaiAnswer::TokenRefused) {
      begin_again();
      restarting_ = Restarting::Yes;
    } else {
      if (auto chosen = choose(page, arrival); !chosen) return chosen;
      arrival.response = kept_response(sources_, asked.answer->body);
      step(page);
    }
    arrival.harvest = state_;
    const auto stored = store::commit_arrival(sources_.database, arrival);
    if (!stored) return tl::unexpected(stored.error());
    report_.added += stored->added;
    report_.updated += stored->updated;
    report_.known += stored->known;
    return {};
  }

  store::Arrival arrival_of(const Asked& asked) const {
    store::Arrival arrival;
    arrival.attempt.source_id = kHarvestSource;
    arrival.attempt.kind = "oai";
    arrival.attempt.url = sources_.arxiv.oai_url;
    arrival.attempt.at = unix_now(sources_.clock);
    arrival.attempt.tried = asked.tried;
    arrival.host_group = kArxivHosts;
    arrival.gate = asked.gate;
    return arrival;
  }

  // Which records of the page are stored: those of papers we hold, and those of the watched lists announced since the
  // task's day. A whole archive as background would make the window of the analysis several times as large.
  Result<void> choose(const parse::OaiPage& page, store::Arrival& arrival) {
    std::vector<model::PaperId> ids;
    for (const auto& record : page.records) ids.push_back(record.id);
    const auto stored = store::by_ids(sources_.database, ids);
    if (!stored) return tl::unexpected(stored.error());
    std::set<model::PaperId> held;
    for (const auto& one : *stored) held.insert(one.paper.id);
    const std::int64_t now = unix_now(sources_.clock);
    for (const auto& record : page.records) {
      if (is_yet_to_come(record, now)) {
        note(fmt::format("{}: submitted on {}, which is yet to come", record.id.str(),
                         model::Day::at(record.submitted_at).iso()));
        continue;
      }
      store::PaperRecord paper = paper_of(record, sources_.arxiv.calendar, model::Day::at(page.responded_at));
      if (paper.paper.categories.empty()) continue;
      const bool is_new = paper.paper.announced >= task_.since && is_watched(paper.paper);
      if (is_new || held.contains(record.id))
        arrival.papers.push_back(std::move(paper));
      else
        ++report_.left_out;
    }
    arrival.deleted = page.deleted;
    report_.deleted += static_cast<std::int64_t>(page.deleted.size());
    for (const auto& fault : page.faults) note(fault);
    return {};
  }

  void note(std::string fault) {
    if (report_.faults.size() < kMostFaults) report_.faults.push_back(std::move(fault));
  }

  bool is_watched(const model::Paper& paper) const {
    const auto& lists = sources_.arxiv.categories;
    return std::any_of(paper.categories.begin(), paper.categories.end(), [&](const std::string& category) {
      return std::find(lists.begin(), lists.end(), category) != lists.end();
    });
  }

  void step(const parse::OaiPage& page) {
    if (!state_.begun_at) state_.begun_at = page.responded_at;
    ++state_.pages;
    ++report_.pages;
    restarting_ = restarting_ == Restarting::Yes ? Restarting::Done : restarting_;
    for (auto at = page.records.begin(); at != page.records.end(); ++at)
      if (at == page.records.begin() || *at->record_day < *state_.reached) state_.reached = at->record_day;
    state_.token = page.resumption_token;
    if (state_.token.empty()) state_.completed_at = state_.begun_at;
  }

  enum class Restarting { Never, Yes, Done };

  const Sources& sources_;
  const HarvestTask& task_;
  store::Harvest state_;
  HarvestReport report_;
  Restarting restarting_ = Restarting::Never;
};

}  // namespace

HarvestReport& HarvestReport::operator+=(const HarvestReport& other) {
  if (other.walk == Walk::Interrupted) walk = Walk::Interrupted;
  pages += other.pages;
  added += other.added;
  updated += other.updated;
  known += other.known;
  left_out += other.left_out;
  deleted += other.deleted;
  faults.insert(faults.end(), other.faults.begin(), other.faults.end());
  return *this;
}

Result<HarvestReport> harvest(const Sources& sources, const HarvestTask& task, std::stop_token stop,
                              const std::function<void(const HarvestReport&)>& after_page) {
  if (const auto may = may_poll(sources.arxiv); !may) return tl::unexpected(may.error());
  return Walker(sources, task).run(stop, after_page);
}

std::vector<std::string> sets_of(const std::vector<std::string>& categories) {
  constexpr std::array<std::string_view, 7> kGroups{"cs", "econ", "eess", "math", "q-bio", "q-fin", "stat"};
  std::vector<std::string> sets;
  for (const std::string& category : categories) {
    const std::string archive = category.substr(0, category.find('.'));
    const bool is_group = std::find(kGroups.begin(), kGroups.end(), archive) != kGroups.end();
    std::string set = is_group ? archive : "physics:" + archive;
    if (std::find(sets.begin(), sets.end(), set) == sets.end()) sets.push_back(std::move(set));
  }
  return sets;
}

}  // namespace bandwagon::intake

#include "tests/support/simulated_arxiv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "daemon/util/new_york.hpp"

namespace bandwagon::support {
namespace {

using model::Day;

constexpr std::size_t kPageRecords = 25;
constexpr int kLastListedVersion = 5;  // arXiv's feed lists replacements below version 6 only

std::int64_t seconds_of(util::Moment moment) {
  return std::chrono::floor<std::chrono::seconds>(moment.time_since_epoch()).count();
}

bool is_watched(const model::Paper& paper, const std::vector<std::string>& watched) {
  return std::any_of(paper.categories.begin(), paper.categories.end(), [&](const std::string& category) {
    return std::find(watched.begin(), watched.end(), category) != watched.end();
  });
}

}  // namespace

SimulatedArxiv::SimulatedArxiv(std::vector<SimulatedPaper> papers, std::vector<std::string> watched,
                               std::vector<FaultTime> faults, std::function<util::Moment()> now)
    : papers_(std::move(papers)), watched_(std::move(watched)), faults_(std::move(faults)), now_(std::move(now)) {
  const auto route = [this](const char* path, Handler handler) {
    server_.routes.Get(path, [this, handler](const httplib::Request& request, httplib::Response& response) {
      serve(request, response, handler);
    });
  };
  route("/(rss|atom)/.*", &SimulatedArxiv::feed);
  route("/api", &SimulatedArxiv::papers);
  route("/oai", &SimulatedArxiv::record);
  server_.routes.Get("/login", [](const httplib::Request&, httplib::Response& response) {
    response.set_content("<!DOCTYPE html><html><body>Welcome to the hotel. Log in!</body></html>", "text/html");
  });
}

SimulatedArxiv::Conduct SimulatedArxiv::conduct() const {
  const std::lock_guard lock(mutex_);
  return conduct_;
}

void SimulatedArxiv::serve(const httplib::Request& request, httplib::Response& response, Handler handler) {
  const int at_once = ++at_once_;
  const std::lock_guard lock(mutex_);
  const util::Moment now = now_();
  ++conduct_.requests;
  conduct_.most_at_once = std::max(conduct_.most_at_once, at_once);
  if (last_arrival_) conduct_.shortest_gap = std::min(conduct_.shortest_gap, now - *last_arrival_);
  last_arrival_ = now;
  if (last_forbidden_ && now - *last_forbidden_ < std::chrono::hours{24}) conduct_.while_forbidden.push_back(now);
  bool misbehaved = false;
  for (const Fault fault : faults_at(now)) {
    if (misbehaved || !misbehave(fault, response)) continue;
    misbehaved = true;
    ++conduct_.faults_served[fault];
    if (fault == Fault::Forbidden) last_forbidden_ = now;
  }
  if (!misbehaved) (this->*handler)(request, response, now);
  --at_once_;
}

std::vector<Fault> SimulatedArxiv::faults_at(util::Moment now) const {
  std::vector<Fault> faults;
  for (const FaultTime& one : faults_)
    if (one.from <= now && now < one.until) faults.push_back(one.fault);
  return faults;
}

bool SimulatedArxiv::meets(Fault fault, util::Moment now) {
  const auto faults = faults_at(now);
  if (std::find(faults.begin(), faults.end(), fault) == faults.end()) return false;
  ++conduct_.faults_served[fault];
  return true;
}

// Whether the fault is the whole answer.
bool SimulatedArxiv::misbehave(Fault fault, httplib::Response& response) {
  const auto refuse = [&](int status, const char* body) {
    response.status = status;
    response.set_content(body, "text/plain");
    return true;
  };
  const auto flood = [&](std::size_t bytes) {
    static const std::string kChunk(1 << 16, '<');
    response.set_chunked_content_provider("application/xml", [bytes](std::size_t sent, httplib::DataSink& sink) {
      if (bytes != 0 && sent >= bytes) return sink.done(), true;
      return sink.write(kChunk.data(), kChunk.size());
    });
    return true;
  };
  switch (fault) {
    case Fault::UnavailableForAWhile:
      response.set_header("Retry-After", "600");
      return refuse(503, "<html><body>Try again later</body></html>");
    case Fault::Unavailable:
      return refuse(503, "first byte timeout");
    case Fault::TooMany:
      return refuse(429, "Rate exceeded.");
    case Fault::NotAcceptable:
      return refuse(406, "");
    case Fault::Forbidden:
      return refuse(403, "<html><body>Access denied</body></html>");
    case Fault::RateExceeded:
      return refuse(200, "Rate exceeded.");
    case Fault::TruncatedXml:
      return refuse(200, "<?xml version='1.0' encoding='UTF-8'?><rss version=\"2.0\"><channel><title>cs.CL upd");
    case Fault::TruncatedGzip:
      response.set_header("Content-Encoding", "gzip");
      response.set_content(std::string("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xb3\x29\x2a\x2e", 14),
                           "application/xml");
      return true;
    case Fault::WrongCharset:
      return refuse(200,
                    "<?xml version='1.0' encoding='UTF-8'?><rss version=\"2.0\"><channel><title>J\xe9r\xf4me</title>"
                    "</channel></rss>");
    case Fault::HugeBody:
      return flood(std::size_t{500} << 20);
    case Fault::EndlessBody:
      return flood(0);
    case Fault::RedirectLoop:
      response.set_redirect("/rss/loop", 302);
      return true;
    case Fault::ForgedRedirect:
      response.set_redirect("/login", 301);
      return true;
    default:
      return false;
  }
}

void SimulatedArxiv::feed(const httplib::Request& request, httplib::Response& response, util::Moment now) {
  const bool rss = request.path.starts_with("/rss/");
  const FeedFormat format = rss ? FeedFormat::Rss : FeedFormat::Atom;
  ++conduct_.feeds_served[format];
  Day mailed = util::new_york(seconds_of(now)).day - 1;
  Day shown = mailed;
  const bool stale = meets(Fault::StaleFeed, now);
  if (stale || meets(Fault::StaleUnderNewDate, now)) {
    do shown = shown - 1;
    while (std::none_of(papers_.begin(), papers_.end(), [&](const auto& paper) { return paper.mailed[0] == shown; }));
    if (stale) mailed = shown;
  }
  std::string entries;
  for (const SimulatedPaper& paper : papers_) {
    const int version = paper.version_on(shown);
    if (version == 0 || paper.mailed[static_cast<std::size_t>(version - 1)] != shown) continue;
    if (version > kLastListedVersion || !is_watched(paper.paper, watched_)) continue;
    entries += entry(format, paper, version, watched_, mailed);
  }
  if (meets(Fault::EmptyFeed, now)) entries.clear();
  response.set_content(feed_of(format, entries, mailed), rss ? "application/rss+xml" : "application/atom+xml");
}

// As arXiv: papers that are not announced are left out without a word.
void SimulatedArxiv::papers(const httplib::Request& request, httplib::Response& response, util::Moment now) {
  const std::string asked = "," + request.get_param_value("id_list") + ",";
  const Day evening = util::new_york(seconds_of(now)).day - 1;
  std::string entries;
  std::size_t total = 0;
  for (const SimulatedPaper& paper : papers_) {
    const int version = paper.version_on(evening);
    if (version == 0 || asked.find("," + paper.paper.id.str() + ",") == std::string::npos) continue;
    entries += api_entry(paper, version);
    ++total;
  }
  response.set_content(api_answer(entries, total), "application/atom+xml");
}

void SimulatedArxiv::record(const httplib::Request& request, httplib::Response& response, util::Moment now) {
  std::map<std::string, std::string> asked;
  const std::string token = request.get_param_value("resumptionToken");
  if (token.empty()) {
    for (const auto& [name, value] : request.params) asked[name] = value;
  } else {
    asked = fields_of(token);
    const bool expires = meets(Fault::TokenExpires, now) && ++token_requests_ % 2 == 0;
    if (expires || asked.count("skip") == 0) {
      response.set_content(oai(now, "<error code='badResumptionToken'>invalid or expired</error>"), "text/xml");
      return;
    }
  }
  const Day from = Day::parse(asked["from"]).value_or(Day{});
  const Day evening = util::new_york(seconds_of(now)).second_of_day >= kRecordsPublished
                          ? util::new_york(seconds_of(now)).day
                          : util::new_york(seconds_of(now)).day - 1;
  std::vector<std::pair<Day, const SimulatedPaper*>> changed;
  for (const SimulatedPaper& paper : papers_) {
    const int version = paper.version_on(evening);
    if (version == 0) continue;
    const Day day = record_day(paper.mailed[static_cast<std::size_t>(version - 1)]);
    if (day >= from) changed.emplace_back(day, &paper);
  }
  std::sort(changed.begin(), changed.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : a.second->paper.id < b.second->paper.id;
  });
  if (meets(Fault::DisorderedPages, now)) std::reverse(changed.begin(), changed.end());
  const std::size_t skip = token.empty() ? 0 : static_cast<std::size_t>(std::stoul(asked["skip"]));
  if (skip >= changed.size()) {
    response.set_content(oai(now, "<error code='noRecordsMatch'>empty list</error>"), "text/xml");
    return;
  }
  const std::size_t end = std::min(changed.size(), skip + kPageRecords);
  const bool twice = skip >= kPageRecords && meets(Fault::DuplicatePages, now);
  const std::size_t begin = twice ? skip - kPageRecords : skip;
  std::string records;
  for (std::size_t at = begin; at < end; ++at)
    records += record_of(*changed[at].second, changed[at].second->version_on(evening));
  if (meets(Fault::DeletedRecords, now))
    records += "<record><header status=\"deleted\"><identifier>oai:arXiv.org:2301.99999</identifier><datestamp>" +
               changed[skip].first.iso() + "</datestamp></header></record>";
  if (end < changed.size())
    records += "<resumptionToken expirationDate='2099-01-01T00:00:00Z'>" +
               percent_encoded(
                   fmt::format("verb=ListRecords&metadataPrefix=arXivRaw&set=cs&from={}&skip={}", from.iso(), end)) +
               "</resumptionToken>";
  response.set_content(oai(now, "<ListRecords>" + records + "</ListRecords>"), "text/xml");
}

}  // namespace bandwagon::support

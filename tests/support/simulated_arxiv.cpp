#include "tests/support/simulated_arxiv.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "daemon/util/new_york.hpp"

namespace bandwagon::support {
namespace {

using model::Day;

constexpr std::size_t kPageRecords = 25;
constexpr int kLastListedVersion = 5;            // arXiv's feed lists replacements below version 6 only
constexpr int kPublished = 22 * 3600 + 30 * 60;  // New York time of a mailing's records in OAI-PMH
constexpr int kSecondsPerDay = 86400;

std::int64_t seconds_of(util::Moment moment) {
  return std::chrono::floor<std::chrono::seconds>(moment.time_since_epoch()).count();
}

std::string xml(const std::string& text) {
  std::string escaped;
  for (const char byte : text) {
    if (byte == '<')
      escaped += "&lt;";
    else if (byte == '&')
      escaped += "&amp;";
    else
      escaped += byte;
  }
  return escaped;
}

std::string iso(util::Moment moment) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(seconds_of(moment)));
}

std::string http_date(std::int64_t unix_seconds) {
  return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(unix_seconds));
}

bool is_watched(const model::Paper& paper, const std::vector<std::string>& watched) {
  return std::any_of(paper.categories.begin(), paper.categories.end(), [&](const std::string& category) {
    return std::find(watched.begin(), watched.end(), category) != watched.end();
  });
}

// New York's midnight after the mailing, as the feed writes it.
std::string midnight_after(Day mailed) {
  const std::int64_t midnight = util::unix_seconds({.day = mailed + 1, .second_of_day = 0});
  const int east = static_cast<int>(std::int64_t{(mailed + 1).value} * kSecondsPerDay - midnight);
  return fmt::format("{:%a, %d %b %Y} 00:00:00 {}{:02}00",
                     fmt::gmtime(std::int64_t{(mailed + 1).value} * kSecondsPerDay), east < 0 ? '-' : '+',
                     std::abs(east) / 3600);
}

std::string entry(const SimulatedPaper& paper, int version, const std::vector<std::string>& watched, Day mailed) {
  const model::Paper& text = paper.paper;
  const bool primary = std::find(watched.begin(), watched.end(), text.primary_category) != watched.end();
  const char* type = version == 1 ? (primary ? "new" : "cross") : (primary ? "replace" : "replace-cross");
  std::string categories;
  for (const auto& category : text.categories) categories += "<category>" + category + "</category>";
  return fmt::format(
      "<item><title>{0}</title><link>https://arxiv.org/abs/{1}</link><description>arXiv:{1}v{2} Announce Type: {3} "
      "\nAbstract: {4}</description><guid isPermaLink=\"false\">oai:arXiv.org:{1}v{2}</guid>{5}<pubDate>{6}</pubDate>"
      "<arxiv:announce_type>{3}</arxiv:announce_type><dc:creator>{7}</dc:creator></item>\n",
      xml(text.title), text.id.str(), version, type, xml(text.abstract), categories, midnight_after(mailed),
      xml(fmt::format("{}", fmt::join(text.authors, ", "))));
}

std::string feed_of(const std::string& entries, Day mailed) {
  return fmt::format(
      "<?xml version='1.0' encoding='UTF-8'?>\n<rss xmlns:arxiv=\"http://arxiv.org/schemas/atom\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" version=\"2.0\"><channel><title>updates on arXiv.org</title>"
      "<pubDate>{}</pubDate><skipDays><day>Sunday</day><day>Saturday</day></skipDays>{}</channel></rss>",
      midnight_after(mailed), entries);
}

// The UTC day on which arXiv's record of this mailing was changed.
Day record_day(Day mailed) {
  return {static_cast<std::int32_t>(util::unix_seconds({.day = mailed, .second_of_day = kPublished}) / kSecondsPerDay)};
}

std::string record_of(const SimulatedPaper& paper, int version) {
  const model::Paper& text = paper.paper;
  std::string versions;
  for (int number = 1; number <= version; ++number) {
    const std::int64_t date = number == 1
                                  ? text.submitted_at
                                  : util::unix_seconds({.day = paper.mailed[static_cast<std::size_t>(number - 1)],
                                                        .second_of_day = 9 * 3600});
    versions +=
        fmt::format("<version version=\"v{}\"><date>{}</date><size>9kb</size></version>", number, http_date(date));
  }
  const bool withdrawn = paper.withdrawn_at_last && version == static_cast<int>(paper.mailed.size());
  return fmt::format(
      "<record><header><identifier>oai:arXiv.org:{0}</identifier><datestamp>{1}</datestamp><setSpec>cs</setSpec></"
      "header>"
      "<metadata><arXivRaw "
      "xmlns=\"http://arxiv.org/OAI/arXivRaw/\"><id>{0}</id>{2}<title>{3}</title><authors>{4}</authors>"
      "<categories>{5}</categories>{6}<abstract>{7}</abstract></arXivRaw></metadata></record>\n",
      text.id.str(), record_day(paper.mailed[static_cast<std::size_t>(version - 1)]).iso(), versions, xml(text.title),
      xml(fmt::format("{}", fmt::join(text.authors, ", "))), fmt::join(text.categories, " "),
      withdrawn ? "<comments>This paper has been withdrawn by the author</comments>" : "", xml(text.abstract));
}

std::string oai(util::Moment now, const std::string& inside) {
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\">"
      "<responseDate>{}</responseDate>{}</OAI-PMH>",
      iso(now), inside);
}

std::map<std::string, std::string> fields_of(const std::string& token) {
  std::map<std::string, std::string> fields;
  for (std::size_t from = 0; from < token.size();) {
    const auto to = std::min(token.find('&', from), token.size());
    const auto equals = token.find('=', from);
    if (equals < to) fields[token.substr(from, equals - from)] = token.substr(equals + 1, to - equals - 1);
    from = to + 1;
  }
  return fields;
}

std::string percent_encoded(std::string token) {
  for (const auto& [plain, coded] : {std::pair<std::string, std::string>{"=", "%3D"}, {"&", "%26"}})
    for (auto at = token.find(plain); at != std::string::npos; at = token.find(plain, at + coded.size()))
      token.replace(at, plain.size(), coded);
  return token;
}

}  // namespace

int SimulatedPaper::version_on(model::Day day) const {
  return static_cast<int>(std::upper_bound(mailed.begin(), mailed.end(), day) - mailed.begin());
}

SimulatedArxiv::SimulatedArxiv(std::vector<SimulatedPaper> papers, std::vector<std::string> watched,
                               std::vector<FaultTime> faults, std::function<util::Moment()> now)
    : papers_(std::move(papers)), watched_(std::move(watched)), faults_(std::move(faults)), now_(std::move(now)) {
  const auto route = [this](const char* path, Handler handler) {
    server_.routes.Get(path, [this, handler](const httplib::Request& request, httplib::Response& response) {
      serve(request, response, handler);
    });
  };
  route("/rss/.*", &SimulatedArxiv::feed);
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

void SimulatedArxiv::feed(const httplib::Request&, httplib::Response& response, util::Moment now) {
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
    entries += entry(paper, version, watched_, mailed);
  }
  if (meets(Fault::EmptyFeed, now)) entries.clear();
  response.set_content(feed_of(entries, mailed), "application/rss+xml");
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
  const Day evening = util::new_york(seconds_of(now)).second_of_day >= kPublished
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

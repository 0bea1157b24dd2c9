#pragma once
// An arXiv of our own on the loopback: mailings as RSS and Atom, its record as OAI-PMH, papers by the query API, at a
// time that the test decides, from papers that the test gives it. It misbehaves on command and measures how it is
// treated.
#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "tests/support/http_server.hpp"
#include "tests/support/simulated_texts.hpp"

namespace bandwagon::support {

enum class Fault {
  Unavailable,           // 503
  UnavailableForAWhile,  // 503 with Retry-After
  TooMany,               // 429
  NotAcceptable,         // 406
  Forbidden,             // 403
  RateExceeded,          // 200 with a line of text
  EmptyFeed,             // a feed without entries
  StaleFeed,             // the feed of the mailing before
  StaleUnderNewDate,     // the entries of the mailing before, under today's date
  TruncatedXml,
  TruncatedGzip,
  WrongCharset,  // Latin-1 that says it is UTF-8
  HugeBody,      // 500 MB
  EndlessBody,
  RedirectLoop,
  ForgedRedirect,   // 301 to a page for people
  TokenExpires,     // every second request for a further page
  DuplicatePages,   // each page also repeats the one before
  DisorderedPages,  // the record's pages from the last to the first
  DeletedRecords,   // and a deleted record on each page
};

struct FaultTime {
  util::Moment from, until;
  Fault fault;
};

class SimulatedArxiv {
 public:
  // `now` is asked from the server's threads, one request at a time.
  SimulatedArxiv(std::vector<SimulatedPaper> papers, std::vector<std::string> watched, std::vector<FaultTime> faults,
                 std::function<util::Moment()> now);

  std::string url(const std::string& path) const { return server_.url(path); }

  struct Conduct {
    std::size_t requests = 0;
    std::chrono::milliseconds shortest_gap{std::chrono::hours{24}};  // from one request's arrival to the next
    int most_at_once = 0;
    std::vector<util::Moment> while_forbidden;  // requests within a day after a 403
    std::map<Fault, std::size_t> faults_served{};
    std::map<FeedFormat, std::size_t> feeds_served{};
  };
  Conduct conduct() const;

 private:
  struct Visit;
  using Handler = void (SimulatedArxiv::*)(const httplib::Request&, httplib::Response&, util::Moment);

  void serve(const httplib::Request& request, httplib::Response& response, Handler handler);
  bool misbehave(Fault fault, httplib::Response& response);
  std::vector<Fault> faults_at(util::Moment now) const;
  bool meets(Fault fault, util::Moment now);  // and counts it
  void feed(const httplib::Request& request, httplib::Response& response, util::Moment now);
  void papers(const httplib::Request& request, httplib::Response& response, util::Moment now);
  void record(const httplib::Request& request, httplib::Response& response, util::Moment now);

  const std::vector<SimulatedPaper> papers_;
  const std::vector<std::string> watched_;
  const std::vector<FaultTime> faults_;
  const std::function<util::Moment()> now_;
  mutable std::mutex mutex_;  // guards the conduct and what follows
  Conduct conduct_;
  std::optional<util::Moment> last_arrival_, last_forbidden_;
  int token_requests_ = 0;
  std::atomic<int> at_once_ = 0;
  HttpServer server_;  // last: its threads use the others
};

}  // namespace bandwagon::support

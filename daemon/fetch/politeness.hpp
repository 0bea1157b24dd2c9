#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/fetch/transport.hpp"
#include "daemon/util/clock.hpp"

namespace bandwagon::fetch {

// Manners towards arXiv (info.arxiv.org/help/api/tou): over all its hosts together one request at a time, the next one
// not before `min_gap` after the end of the last. The rules below are pure; PoliteTransport applies them.
struct GateParams {
  enum class Body { Xml, Any };
  Body body = Body::Xml;  // of a 200 from a host that does not mind; arXiv answers refusals with 200, too
  std::chrono::milliseconds min_gap{3000};
  std::chrono::seconds first_cool_down{std::chrono::minutes{5}};  // doubled with each further refusal
  std::chrono::seconds longest_cool_down{std::chrono::hours{12}};
  std::chrono::seconds forbidden{std::chrono::hours{24}};  // after 403: asking on "will be interpreted as an attack"
  std::chrono::seconds longest_retry_after{std::chrono::hours{72}};
};

// The gate's whole memory. Kept in the database, so that a restart is no way around a cool-down.
struct Gate {
  util::Moment open_from{};  // no request begins before
  int refusals = 0;          // in a row

  friend bool operator==(const Gate&, const Gate&) = default;
};

enum class Welcome { Fine, Throttled, Forbidden };

// What an answer says about further requests. 406, 429 and 503 are throttling; so is, where XML is expected, 200 with a
// body that is none, as arXiv's "Rate exceeded." or a page for people.
Welcome welcome(const Response& response, GateParams::Body expected = GateParams::Body::Xml);

// How long to wait before a request may begin; zero: now. A gate that is closed for longer than the rules can ask for,
// or than the gap without any refusal, was closed by a wrong clock: then only the gap is kept.
std::chrono::milliseconds remaining(const Gate& gate, util::Moment now, const GateParams& params);

// Whether a request would be refused here instead of waiting for the gate.
enum class Access { Open, LeftAlone };
Access access(const Gate& gate, util::Moment now, const GateParams& params);

struct Ended {
  util::Moment at;
  Welcome welcome = Welcome::Fine;
  std::optional<std::chrono::seconds> retry_after{};
  double jitter = 0;  // -1 … 1: moves a cool-down by up to a fifth, so that many installations do not return at once
};
Gate after(const Gate& gate, const Ended& ended, const GateParams& params);

// A transport that keeps the gate: waits while it is closed for a moment, refuses with a Network error that names the
// time when it is closed for longer (Access::LeftAlone). A redirect is a request of its own: followed up to five times,
// each through the gate, never from https to http, and forgotten afterwards. Not thread safe.
class PoliteTransport final : public Transport {
 public:
  PoliteTransport(Transport& inner, util::Clock& clock, GateParams params, Gate gate);
  Result<Response> get(const Request& request, std::stop_token stop) override;

  const Gate& gate() const { return gate_; }  // to be kept after each call

 private:
  Result<Response> get_once(const Request& request, std::stop_token stop);

  Transport& inner_;
  util::Clock& clock_;
  GateParams params_;
  Gate gate_;
};

}  // namespace bandwagon::fetch

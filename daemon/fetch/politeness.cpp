#include "daemon/fetch/politeness.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "daemon/util/plain_text.hpp"

namespace bandwagon::fetch {
namespace {

using std::chrono::duration_cast;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr double kJitterShare = 0.2;
constexpr int kMostDoublings = 16;  // far above what longest_cool_down lets pass
constexpr int kMostRedirects = 5;
constexpr milliseconds kLongestWait{std::chrono::minutes{1}};

seconds cool_down(int refusals, const GateParams& params) {
  const auto doubled = params.first_cool_down * (std::int64_t{1} << std::min(refusals - 1, kMostDoublings));
  return std::min<seconds>(doubled, params.longest_cool_down);
}

milliseconds moved(seconds pause, double jitter) {
  return milliseconds{static_cast<std::int64_t>(static_cast<double>(duration_cast<milliseconds>(pause).count()) *
                                                (1 + kJitterShare * std::clamp(jitter, -1.0, 1.0)))};
}

std::string utc(util::Moment moment) {
  return fmt::format("{:%Y-%m-%dT%H:%MZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(moment)));
}

// Spreads installations over time without any state: the moment's milliseconds are as good as a die.
double jitter_of(util::Moment moment) {
  return static_cast<double>(moment.time_since_epoch().count() % 1000) / 499.5 - 1;
}

// Whether markup is HTML, not XML.
bool is_page(std::string_view markup) {
  const auto begins = [&](std::string_view word) {
    return markup.size() >= word.size() &&
           std::equal(word.begin(), word.end(), markup.begin(), [](char want, char got) {
             return want == (got >= 'A' && got <= 'Z' ? static_cast<char>(got + 32) : got);
           });
  };
  return begins("<!doctype html") || begins("<html");
}

bool is_redirect(const Response& response) {
  constexpr std::array kStatuses{301, 302, 303, 307, 308};
  return !response.location.empty() &&
         std::find(kStatuses.begin(), kStatuses.end(), response.status) != kStatuses.end();
}

bool may_follow(std::string_view from, std::string_view to) {
  return to.starts_with("https://") || (to.starts_with("http://") && from.starts_with("http://"));
}

}  // namespace

Welcome welcome(const Response& response, GateParams::Body expected) {
  if (response.status == 403) return Welcome::Forbidden;
  if (response.status == 406 || response.status == 429 || response.status == 503) return Welcome::Throttled;
  if (response.status == 200 && expected == GateParams::Body::Xml) {
    const auto first = response.body.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (first == std::string::npos || response.body[first] != '<') return Welcome::Throttled;
    if (is_page(std::string_view(response.body).substr(first))) return Welcome::Throttled;
  }
  return Welcome::Fine;
}

milliseconds remaining(const Gate& gate, util::Moment now, const GateParams& params) {
  const milliseconds longest =
      moved(std::max({params.forbidden, params.longest_cool_down, params.longest_retry_after}), 1);
  const milliseconds wait = std::max(gate.open_from - now, milliseconds{0});
  if (gate.refusals == 0) return std::min(wait, params.min_gap);
  return wait <= std::max(longest, params.min_gap) ? wait : params.min_gap;
}

Access access(const Gate& gate, util::Moment now, const GateParams& params) {
  return remaining(gate, now, params) > std::max(kLongestWait, params.min_gap) ? Access::LeftAlone : Access::Open;
}

Gate after(const Gate& gate, const Ended& ended, const GateParams& params) {
  if (ended.welcome == Welcome::Fine) return {.open_from = ended.at + params.min_gap, .refusals = 0};
  const int refusals = gate.refusals + 1;
  milliseconds pause = ended.welcome == Welcome::Forbidden ? milliseconds{params.forbidden}
                                                           : moved(cool_down(refusals, params), ended.jitter);
  if (ended.retry_after)
    pause = std::max<milliseconds>(pause, std::min(*ended.retry_after, params.longest_retry_after));
  return {.open_from = ended.at + std::max(pause, params.min_gap), .refusals = refusals};
}

PoliteTransport::PoliteTransport(Transport& inner, util::Clock& clock, GateParams params, Gate gate)
    : inner_(inner), clock_(clock), params_(params), gate_(gate) {}

Result<Response> PoliteTransport::get(const Request& request, std::stop_token stop) {
  Request hop = request;
  hop.redirects = Redirects::Report;
  for (int redirects = 0; redirects <= kMostRedirects; ++redirects) {
    auto response = get_once(hop, stop);
    if (!response || !is_redirect(*response)) return response;
    if (!may_follow(hop.url, response->location))
      return fail(ErrorKind::Network,
                  fmt::format("{}: redirected to {}, which is not followed", hop.url, util::plain(response->location)));
    hop.url = response->location;
  }
  return fail(ErrorKind::Network, fmt::format("{}: more than {} redirects", request.url, kMostRedirects));
}

Result<Response> PoliteTransport::get_once(const Request& request, std::stop_token stop) {
  const milliseconds wait = remaining(gate_, clock_.now(), params_);
  if (access(gate_, clock_.now(), params_) == Access::LeftAlone) {
    return fail(ErrorKind::Network, fmt::format("{}: not asked; it refused {} time(s) and is left alone until {}",
                                                request.url, gate_.refusals, utc(clock_.now() + wait)));
  }
  if (wait > milliseconds{0}) clock_.wait_until(clock_.now() + wait, stop);
  if (stop.stop_requested()) return fail(ErrorKind::Cancelled, fmt::format("{}: cancelled", request.url));
  auto response = inner_.get(request, stop);
  const util::Moment now = clock_.now();
  if (response) {
    gate_ = after(gate_,
                  {.at = now,
                   .welcome = welcome(*response, params_.body),
                   .retry_after = response->retry_after,
                   .jitter = jitter_of(now)},
                  params_);
  } else {  // no answer says nothing about our welcome; only the gap is kept
    gate_.open_from = std::max(gate_.open_from, now + params_.min_gap);
  }
  return response;
}

}  // namespace bandwagon::fetch

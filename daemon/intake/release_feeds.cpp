#include "daemon/intake/release_feeds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "daemon/fetch/politeness.hpp"
#include "daemon/intake/feed_pace.hpp"
#include "daemon/parse/posting.hpp"
#include "daemon/release/posted_releases.hpp"
#include "daemon/store/feeds.hpp"
#include "daemon/store/sources.hpp"
#include "daemon/util/new_york.hpp"

namespace bandwagon::intake {
namespace {

using namespace std::chrono_literals;

constexpr fetch::GateParams kManners{.body = fetch::GateParams::Body::Any, .min_gap = 2s};  // the Hub speaks JSON
constexpr std::chrono::minutes kLongestTransfer{2};
constexpr std::int64_t kValidatorsLast = 8 * model::kSecondsPerDay;  // some servers answer "unchanged" for ever
constexpr int kUnreachedEndsRound = 4;                               // all at once: the trouble is here, not there
constexpr int kUnreachedEndsHost = 2;  // its sources: each may take as long as a connection's patience
constexpr int kGone = 404, kGoneForGood = 410;

std::string host_of(const std::string& url) {
  const auto begin = url.find("://");
  const auto from = begin == std::string::npos ? 0 : begin + 3;
  return "feed:" + url.substr(from, url.find_first_of("/?#", from) - from);
}

const char* source_kind_of(parse::PostingFormat format) {
  switch (format) {
    case parse::PostingFormat::Rss:
      return "rss";
    case parse::PostingFormat::Atom:
      return "atom";
    case parse::PostingFormat::GithubReleases:
      return "github";
    case parse::PostingFormat::HubModels:
      return "hub-models";
    case parse::PostingFormat::HubPapers:
      return "hub-papers";
  }
  return "feed";
}

class Round {
 public:
  explicit Round(const FeedSources& sources) : sources_(sources) {}

  Result<void> ask(const config::LabSource& source, std::stop_token stop) {
    const auto state = state_of(source);
    if (!state) return tl::unexpected(state.error());
    const std::int64_t now = unix_now(sources_.clock);
    constexpr std::int64_t kLongestPause =
        3 * model::kSecondsPerDay;  // a clock that was years ahead must not silence a source
    if (state->due_at > now && state->due_at - now < kLongestPause) return {};
    const auto gate = gate_of(source);
    if (!gate) return tl::unexpected(gate.error());
    const bool host_rests = fetch::access(*gate, sources_.clock.now(), kManners) == fetch::Access::LeftAlone;
    if (host_rests) return {};  // another source of the host was refused: no failure of this one
    int& silent = silent_[host_of(source.url)];
    if (silent == kUnreachedEndsHost) return {};
    ++report.due;
    const auto validators = valid_validators(source, *state, now);
    if (!validators) return tl::unexpected(validators.error());
    const auto response = get(source, *gate, *validators, std::move(stop));
    if (!response && response.error().kind == ErrorKind::Cancelled) return tl::unexpected(response.error());
    (response ? reached : unreached) += 1;
    silent = response ? 0 : silent + 1;
    if (!response) return failed(source, *state, store::FeedHealth::Failing, response.error().message, std::nullopt);
    return answered(source, *state, *validators, *response);
  }

  // What is remembered of a source. At another address it was never met: what it shows there at first is its past.
  Result<store::FeedState> state_of(const config::LabSource& source) const {
    auto state = store::feed_state(sources_.database, id_of(source));
    if (state && !state->url.empty() && state->url != source.url) *state = {.url = source.url};
    return state;
  }

  FeedsReport report;
  int reached = 0, unreached = 0;  // sources that gave any answer, and none at all

 private:
  static std::string id_of(const config::LabSource& source) { return "feed:" + source.name; }

  Result<store::Validators> valid_validators(const config::LabSource& source, const store::FeedState& state,
                                             std::int64_t now) {
    if (!state.validated_at || now - *state.validated_at > kValidatorsLast) return store::Validators{};
    return store::validators(sources_.database, id_of(source), source.url);
  }

  Result<fetch::Gate> gate_of(const config::LabSource& source) {
    const auto kept = store::gate(sources_.database, host_of(source.url));
    if (!kept) return tl::unexpected(kept.error());
    return fetch::Gate{.open_from = util::Moment{std::chrono::milliseconds{kept->open_from_ms}},
                       .refusals = kept->refusals};
  }

  Result<fetch::Response> get(const config::LabSource& source, const fetch::Gate& before,
                              const store::Validators& validators, std::stop_token stop) {
    fetch::PoliteTransport polite(sources_.transport, sources_.clock, kManners, before);
    auto response = polite.get({.url = source.url,
                                .etag = validators.etag,
                                .last_modified = validators.last_modified,
                                .longest = kLongestTransfer},
                               std::move(stop));
    const auto after = polite.gate();
    // Only what concerns the whole host outlives the round: throttling. A broken page says nothing about its
    // neighbours.
    const auto stored =
        store::keep_gate(sources_.database, host_of(source.url),
                         {.open_from_ms = after.open_from.time_since_epoch().count(), .refusals = after.refusals});
    if (!stored) return tl::unexpected(stored.error());
    return response;
  }

  Result<void> answered(const config::LabSource& source, const store::FeedState& state, const store::Validators& sent,
                        const fetch::Response& response) {
    if (response.status == 304) return unchanged(source, state, sent, response);
    if (response.status != 200) {
      const bool moved = response.status == kGone || response.status == kGoneForGood;
      return failed(
          source, state, moved ? store::FeedHealth::Moved : store::FeedHealth::Failing,
          fmt::format("{}: HTTP {}{}", source.url, response.status, moved ? "; the address may have moved" : ""),
          response.retry_after);
    }
    const auto list = parse::parse_postings(response.body);
    if (!list) {
      const bool was_fine = state.answers > 0 && response.body.find("<html") != std::string::npos;
      return failed(source, state, was_fine ? store::FeedHealth::Moved : store::FeedHealth::Failing,
                    fmt::format("{}: {}", source.url, list.error().message), response.retry_after);
    }
    return store_list(source, state, response, *list);
  }

  Result<void> unchanged(const config::LabSource& source, const store::FeedState& state, const store::Validators& sent,
                         const fetch::Response& response) {
    const std::int64_t now = unix_now(sources_.clock);
    const Pace pace{.newest_at = state.newest_at, .median_gap = state.median_gap};
    const bool renewed = !response.etag.empty() || !response.last_modified.empty();
    store::FeedAnswer answer;
    answer.attempt = attempt(source, "feed", now);
    answer.attempt.validators = renewed ? store::Validators{response.etag, response.last_modified} : sent;
    return finish(answer, state, pace, state.validated_at);
  }

  Result<void> store_list(const config::LabSource& source, const store::FeedState& state,
                          const fetch::Response& response, const parse::PostingList& list) {
    const std::int64_t now = unix_now(sources_.clock);
    const auto seen = store::seen_entries(sources_.database, id_of(source));
    if (!seen) return tl::unexpected(seen.error());
    std::vector<parse::Posting> fresh;
    std::set<std::string> taken = *seen;
    std::vector<std::int64_t> moments;
    for (const auto& posting : list.postings) {
      if (posting.published_at && *posting.published_at <= now) moments.push_back(*posting.published_at);
      const auto said = store::title_and_time(posting.title, posting.published_at);
      const bool known = taken.contains(posting.key) || taken.contains(said) ||
                         (!posting.link.empty() && taken.contains(posting.link));
      if (known) continue;
      taken.insert({posting.key, posting.link, said});
      fresh.push_back(posting);
    }
    const auto judged = release::judge_postings(
        sources_.database, {.postings = fresh,
                            .format = list.format,
                            .lab = source.lab,
                            .today = util::new_york(now).day,
                            .contact = state.answers == 0 ? release::Contact::First : release::Contact::Later});
    if (!judged) return tl::unexpected(judged.error());
    store::FeedAnswer answer;
    answer.attempt = attempt(source, source_kind_of(list.format), now);
    answer.attempt.validators = {response.etag, response.last_modified};
    answer.signals = judged->signals;
    answer.found = judged->found;
    report.entries += static_cast<std::int64_t>(answer.signals.size());
    report.candidates += judged->candidates;
    return finish(answer, state, pace_of(std::move(moments)), now);
  }

  Result<void> finish(store::FeedAnswer& answer, const store::FeedState& before, const Pace& pace,
                      std::optional<std::int64_t> validated_at) {
    const std::int64_t now = answer.attempt.at;
    answer.health = health_of(pace, now);
    const std::string seed = fmt::format("{}/{}", answer.attempt.source_id, model::Day::at(now).value);
    answer.state = {.due_at = now + spread(pause_after_answer(pace), seed).count(),
                    .newest_at = pace.newest_at,
                    .median_gap = pace.median_gap,
                    .answers = before.answers + 1,
                    .validated_at = validated_at};
    ++report.answered;
    return store::store_answer(sources_.database, answer);
  }

  Result<void> failed(const config::LabSource& source, const store::FeedState& state, store::FeedHealth health,
                      const std::string& why, std::optional<std::chrono::seconds> retry_after) {
    const std::int64_t now = unix_now(sources_.clock);
    report.problems.push_back(fmt::format("{}: {}", source.name, why));
    auto made = attempt(source, "feed", now);
    made.error = why;
    const auto pause = spread(pause_after_failure(state.failures + 1, retry_after), source.name);
    return store::store_failure(sources_.database, made, health, now + pause.count());
  }

  static store::Attempt attempt(const config::LabSource& source, const char* kind, std::int64_t now) {
    return {.source_id = id_of(source),
            .kind = kind,
            .url = source.url,
            .at = now,
            .error = std::nullopt,
            .validators = {}};
  }

  const FeedSources& sources_;
  std::map<std::string, int> silent_;  // by host: its sources in a row that gave no answer
};

// Sources that are gone for long must not use up the patience of a round before the others had their turn.
Result<std::vector<config::LabSource>> fewest_failures_first(const Round& round,
                                                             std::vector<config::LabSource> sources) {
  std::map<std::string, int> failures;
  for (const auto& source : sources) {
    const auto state = round.state_of(source);
    if (!state) return tl::unexpected(state.error());
    failures[source.name] = state->failures;
  }
  std::stable_sort(sources.begin(), sources.end(),
                   [&](const auto& one, const auto& other) { return failures.at(one.name) < failures.at(other.name); });
  return sources;
}

}  // namespace

Result<std::vector<config::LabSource>> configured_sources(const config::Config& config) {
  std::vector<config::LabSource> sources;
  for (const auto& feed : config.release_feeds)
    sources.push_back({.name = feed.name, .lab = feed.lab, .url = feed.url});
  const auto labs = config::configured_labs(config);
  if (!labs) return tl::unexpected(labs.error());
  for (const auto& source : labs->sources) {
    const bool is_own =
        std::any_of(sources.begin(), sources.end(), [&](const auto& own) { return own.name == source.name; });
    if (!is_own) sources.push_back(source);
  }
  return sources;
}

Result<FeedsReport> poll_release_feeds(const FeedSources& sources, std::stop_token stop) {
  const auto configured = configured_sources(sources.config);
  if (!configured) return tl::unexpected(configured.error());
  Round round(sources);
  const auto ordered = fewest_failures_first(round, *configured);
  if (!ordered) return tl::unexpected(ordered.error());
  for (const auto& source : *ordered) {
    if (stop.stop_requested()) return fail(ErrorKind::Cancelled, "the round over the labs' sources was cancelled");
    if (auto asked = round.ask(source, stop); !asked) return tl::unexpected(asked.error());
    if (round.reached == 0 && round.unreached == kUnreachedEndsRound) {
      round.report.problems.push_back("no source can be reached: the rest waits for the next round");
      break;
    }
  }
  return round.report;
}

}  // namespace bandwagon::intake

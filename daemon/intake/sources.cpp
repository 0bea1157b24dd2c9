#include "daemon/intake/sources.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "daemon/fetch/politeness.hpp"
#include "daemon/files/packed_text.hpp"
#include "daemon/intake/keep_at_last.hpp"
#include "daemon/util/file_lock.hpp"

namespace bandwagon::intake {
namespace {

constexpr std::chrono::minutes kLongestTurn{15};  // longer than any request may take

util::Moment moment(std::int64_t unix_milliseconds) {
  return util::Moment{std::chrono::milliseconds{unix_milliseconds}};
}

// A process that was killed while it asked did not live to see the end of its request: the gap counts from now.
fetch::Gate restored(const store::GateRecord& kept, util::Moment now, std::chrono::milliseconds min_gap) {
  fetch::Gate gate{.open_from = moment(kept.open_from_ms), .refusals = kept.refusals};
  if (kept.asked_at_ms) gate.open_from = std::max(gate.open_from, now + min_gap);
  return gate;
}

store::GateRecord record_of(const fetch::Gate& gate) {
  return {.open_from_ms = gate.open_from.time_since_epoch().count(), .refusals = gate.refusals};
}

}  // namespace

Result<Asked> ask_arxiv(const Sources& sources, const fetch::Request& request, std::stop_token stop) {
  // Other processes with this database, such as a harvest by hand beside the service, take turns.
  auto turn = util::FileLock::take(sources.database.path().string() + ".arxiv-lock", kLongestTurn, stop);
  if (!turn) return tl::unexpected(turn.error());
  const auto kept = store::gate(sources.database, kArxivHosts);
  if (!kept) return tl::unexpected(kept.error());
  const fetch::Gate gate = restored(*kept, sources.clock.now(), sources.arxiv.min_gap);
  store::GateRecord under_way = record_of(gate);
  under_way.asked_at_ms = sources.clock.now().time_since_epoch().count();
  if (auto noted = store::keep_gate(sources.database, kArxivHosts, under_way); !noted)
    return tl::unexpected(noted.error());

  const fetch::GateParams manners{.min_gap = sources.arxiv.min_gap};
  const auto access = fetch::access(gate, sources.clock.now(), manners);
  fetch::PoliteTransport polite(sources.transport, sources.clock, manners, gate);
  auto answer = polite.get(request, stop);
  Asked asked{.answer = std::move(answer),
              .tried = access == fetch::Access::Open ? store::Attempt::Tried::Asked : store::Attempt::Tried::LeftAlone,
              .gate = record_of(polite.gate()),
              .turn = std::move(*turn)};
  // A refusal is kept at once: what is made of the answer may not be committed.
  if (asked.gate.refusals > gate.refusals) {
    const auto keep = [&] { return store::keep_gate(sources.database, kArxivHosts, asked.gate); };
    if (auto kept_refusal = keep_at_last(sources.clock, stop, keep); !kept_refusal)
      return tl::unexpected(kept_refusal.error());
  }
  if (asked.answer && asked.answer->status != 200 && asked.answer->status != 304) {
    asked.answer =
        fail(ErrorKind::Network, fmt::format("{}: arXiv answers HTTP {}", request.url, asked.answer->status));
  }
  return asked;
}

store::KeptResponse kept_response(const Sources& sources, const std::string& body) {
  const auto keep = sources.arxiv.keep_responses;
  if (keep == std::chrono::milliseconds{0})  // nor what was kept before
    return store::KeptResponse{.body = {}, .bytes = 0, .keep_from = unix_now(sources.clock) + 1};
  return store::KeptResponse{.body = files::pack(body),
                             .bytes = static_cast<std::int64_t>(body.size()),
                             .keep_from = unix_now(sources.clock) - keep / std::chrono::seconds{1}};
}

std::string user_agent(const config::Arxiv& arxiv) {
  return fmt::format("bandwagon/{} (+{})", BANDWAGON_VERSION, arxiv.contact);
}

Result<void> may_poll(const config::Arxiv& arxiv) {
  if (!arxiv.contact.empty()) return {};
  return fail(ErrorKind::Config,
              "arXiv is not polled without a contact address: set [arxiv] contact = \"you@example.org\" in "
              "bandwagon.toml, so that its operators can reach you");
}

}  // namespace bandwagon::intake

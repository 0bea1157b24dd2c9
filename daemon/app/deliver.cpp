#include "daemon/app/deliver.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "config/credential.hpp"
#include "daemon/app/digest.hpp"
#include "daemon/app/message.hpp"
#include "daemon/deliver/mail.hpp"
#include "daemon/deliver/rules.hpp"
#include "daemon/deliver/webhooks.hpp"
#include "daemon/store/deliveries.hpp"
#include "daemon/util/atomic_file.hpp"
#include "daemon/util/local_time.hpp"

namespace bandwagon::app {
namespace {

using deliver::Verdict;

Result<deliver::Secrets> secrets_of(const config::Channel& channel) {
  deliver::Secrets secrets{.url = channel.url, .token = {}};
  const auto folders = config::credential_folders();
  if (!channel.url_credential.empty()) {
    auto url = config::read_credential(channel.url_credential, folders);
    if (!url) return tl::unexpected(url.error());
    secrets.url = std::move(*url);
  }
  if (!channel.credential.empty()) {
    auto token = config::read_credential(channel.credential, folders);
    if (!token) return tl::unexpected(token.error());
    secrets.token = std::move(*token);
  }
  return secrets;
}

// The letter to the server, or the request to the webhook.
Result<fetch::Response> transfer(const config::Channel& channel, const deliver::Secrets& secrets,
                                 const deliver::Message& message, const deliver::Stamp& stamp, fetch::Sender& sender,
                                 std::stop_token stop) {
  if (channel.kind == config::ChannelKind::Mail) {
    const auto security = channel.security == config::Channel::Security::Plain ? fetch::Letter::Security::Plain
                                                                               : fetch::Letter::Security::Required;
    fetch::Letter letter{.url = secrets.url, .security = security, .from = channel.from, .to = channel.to};
    letter.user = channel.user, letter.password = secrets.token, letter.ca_file = channel.ca_file;
    letter.message = deliver::letter(channel, message, stamp);
    return sender.mail(letter, std::move(stop));
  }
  auto request = deliver::web_request(channel, secrets, message, stamp);
  return sender.post({.method = std::move(request.method),
                      .url = std::move(request.url),
                      .headers = std::move(request.headers),
                      .body = std::move(request.body)},
                     std::move(stop));
}

// One attempt. An error is a stop; everything else is a verdict.
Result<Verdict> attempt(const config::Channel& channel, const deliver::Message& message, const deliver::Stamp& stamp,
                        fetch::Sender& sender, std::stop_token stop) {
  using Fate = Verdict::Fate;
  if (channel.kind == config::ChannelKind::File) {
    const auto written = util::write_atomically(channel.path, message.file);
    return written ? Verdict{} : Verdict{.fate = Fate::Again, .wait = {}, .reason = written.error().message};
  }
  const auto secrets = secrets_of(channel);
  if (!secrets) return Verdict{.fate = Fate::Again, .wait = {}, .reason = secrets.error().message};
  const auto answer = transfer(channel, *secrets, message, stamp, sender, std::move(stop));
  if (answer) return deliver::judge(channel, answer->status, answer->body, answer->retry_after);
  if (answer.error().kind == ErrorKind::Cancelled) return tl::unexpected(answer.error());
  const Fate fate = answer.error().kind == ErrorKind::Config ? Fate::Never : Fate::Again;
  return Verdict{.fate = fate, .wait = {}, .reason = answer.error().message};
}

// What became of one attempt, kept.
Result<void> record(const DeliverParts& parts, const store::DueDelivery& due, const Verdict& verdict,
                    Delivered& delivered) {
  const std::int64_t now = unix_now(parts.clock);
  if (verdict.fate == Verdict::Fate::Sent) {
    ++delivered.sent;
    return store::record_sent(parts.database, due.id, now);
  }
  const auto wait = deliver::wait_after(due.attempts + 1);
  if (verdict.fate == Verdict::Fate::Never || !wait) {
    ++delivered.failed;
    return store::give_up(parts.database, due.id, verdict.reason);
  }
  ++delivered.postponed;
  const auto longer = std::max(*wait, verdict.wait.value_or(std::chrono::seconds{0}));
  return store::postpone(parts.database, due.id, now + longer.count(), verdict.reason);
}

Result<void> send_one(const DeliverParts& parts, const store::DueDelivery& due, Delivered& delivered,
                      const std::stop_token& stop) {
  const auto& channels = parts.config.channels;
  const auto channel =
      std::find_if(channels.begin(), channels.end(), [&](const auto& one) { return one.name == due.channel; });
  if (channel == channels.end()) {
    ++delivered.failed;
    return store::give_up(parts.database, due.id, "the settings name no such channel any more");
  }
  const std::int64_t now = unix_now(parts.clock);
  const auto quiet = deliver::quiet_for(channel->quiet, util::minute_of_day(channel->zone, now));
  if (quiet.count() > 0 && channel->kind != config::ChannelKind::File)
    return store::hold_back(parts.database, due.id, now + std::chrono::seconds(quiet).count() - now % 60);
  const auto message = deliver::unpack(due.message);
  if (!message) return store::give_up(parts.database, due.id, message.error().message);
  if (auto begun = store::begin_attempt(parts.database, due.id); !begun) return begun;
  const auto verdict =
      attempt(*channel, *message, {.delivery = due.id, .created_at = due.created_at}, parts.sender, stop);
  if (!verdict) return tl::unexpected(verdict.error());
  return record(parts, due, *verdict, delivered);
}

bool has_news(const digest::Digest& digest) {
  return !digest.waves.empty() || !digest.unlisted.empty() || !digest.ended.empty() || !digest.watched.empty();
}

bool is_wanted(const digest::Digest& digest, const config::Channel& channel) {
  return channel.kind == config::ChannelKind::File || has_news(digest::for_reader(digest, channel.taste));
}

store::NewDelivery delivery_of(const digest::Digest& digest, const config::Channel& channel,
                               const config::Digest& settings) {
  const auto message = message_of(digest, channel, settings);
  return {.channel = channel.name, .subject_key = message.key, .message = deliver::pack(message)};
}

}  // namespace

std::string Delivered::summary() const {
  std::string words;
  const auto add = [&](int count, std::string_view what) {
    if (count > 0) words += (words.empty() ? "" : ", ") + fmt::format("{} {}", count, what);
  };
  add(sent, "sent"), add(postponed, "postponed"), add(failed, "failed");
  return words;
}

Result<Delivered> deliver_due(const DeliverParts& parts, std::stop_token stop) {
  Delivered delivered;
  const auto due = store::due_deliveries(parts.database, unix_now(parts.clock));
  if (!due) return tl::unexpected(due.error());
  for (const auto& one : *due) {
    if (stop.stop_requested()) return fail(ErrorKind::Cancelled, "cancelled");
    if (const auto done = send_one(parts, one, delivered, stop); !done) return tl::unexpected(done.error());
  }
  const auto next = store::next_delivery(parts.database);
  if (!next) return tl::unexpected(next.error());
  delivered.next = *next;
  return delivered;
}

Result<Delivered> deliver_digest(const DeliverParts& parts, std::stop_token stop) {
  if (parts.config.channels.empty()) return Delivered{};
  const std::int64_t now = unix_now(parts.clock);
  const auto days = digest_days(parts.database, model::Day::at(now) - kNewsDays);
  if (!days) return tl::unexpected(days.error());
  std::vector<store::NewDelivery> deliveries;
  for (const model::Day day : *days) {
    auto request = request_of(parts.config);
    request.until = day;
    const auto digest = load_digest(parts.database.path(), request);
    if (!digest) return tl::unexpected(digest.error());
    for (const auto& channel : parts.config.channels)
      if (is_wanted(*digest, channel)) deliveries.push_back(delivery_of(*digest, channel, parts.config.digest));
  }
  if (const auto laid = store::lay_out(parts.database, deliveries, now); !laid) return tl::unexpected(laid.error());
  return deliver_due(parts, std::move(stop));
}

Result<void> deliver_sample(const config::Config& config, const std::string& name, fetch::Sender& sender,
                            const util::Clock& clock, std::stop_token stop) {
  const auto channel =
      std::find_if(config.channels.begin(), config.channels.end(), [&](const auto& one) { return one.name == name; });
  if (channel == config.channels.end()) {
    std::string names;
    for (const auto& one : config.channels) names += (names.empty() ? "" : ", ") + one.name;
    return fail(ErrorKind::Usage, names.empty() ? "the settings name no [[channel]]; see bandwagon.toml(5)"
                                                : fmt::format("no channel {}; there are {}", name, names));
  }
  digest::Digest sample;
  const std::int64_t now = unix_now(clock);
  sample.since = sample.until = model::Day::at(now);
  sample.summary = "This is a test of bandwagon: what you read here is how digests arrive.";
  const auto message = [&] {
    auto made = message_of(sample, *channel, config.digest);
    made.key = fmt::format("test/{}", now);
    made.subject = "Bandwagon: a test", made.summary = sample.summary;
    return made;
  }();
  if (const auto secrets = secrets_of(*channel); !secrets) return tl::unexpected(secrets.error());
  const auto verdict = attempt(*channel, message, {.delivery = 0, .created_at = now}, sender, std::move(stop));
  if (!verdict) return tl::unexpected(verdict.error());
  if (verdict->fate == Verdict::Fate::Sent) return {};
  return fail(ErrorKind::Failed, fmt::format("{}: {}", name, verdict->reason));
}

}  // namespace bandwagon::app

#include "daemon/service/deliver.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "config/credential.hpp"
#include "daemon/answer/digest.hpp"
#include "daemon/answer/message.hpp"
#include "daemon/deliver/mail.hpp"
#include "daemon/deliver/rules.hpp"
#include "daemon/deliver/webhooks.hpp"
#include "daemon/intake/keep_at_last.hpp"
#include "daemon/store/deliveries.hpp"
#include "daemon/util/atomic_file.hpp"
#include "daemon/util/file_lock.hpp"
#include "daemon/util/local_time.hpp"

namespace bandwagon::service {
namespace {

using deliver::Verdict;

constexpr std::chrono::minutes kLongestDelivery{15};  // of another process: a few servers that hang

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

// One attempt: what it came to, and by mail whom the server is still to take it for.
using Attempted = deliver::MailVerdict;

Result<Attempted> send_letter(const config::Channel& channel, const deliver::Secrets& secrets,
                              const deliver::Message& message, const deliver::Stamp& stamp, fetch::Sender& sender,
                              std::stop_token stop) {
  const auto security = channel.security == config::Channel::Security::Plain ? fetch::Letter::Security::Plain
                                                                             : fetch::Letter::Security::Required;
  fetch::Letter letter{.url = secrets.url, .security = security, .from = channel.from};
  letter.to = message.owed.empty() ? channel.to : message.owed;
  letter.user = channel.user, letter.password = secrets.token, letter.ca_file = channel.ca_file;
  letter.message = deliver::letter(channel, message, stamp);
  const auto sent = sender.mail(letter, std::move(stop));
  if (!sent) return tl::unexpected(sent.error());
  const auto& answer = sent->answer;
  auto whole = deliver::judge(channel, answer.status, deliver::without_secrets(answer.body, secrets), {});
  const bool is_about_recipients = sent->refused.size() == letter.to.size();
  if (whole.fate != Verdict::Fate::Sent && !is_about_recipients) return Attempted{.verdict = std::move(whole)};
  std::vector<deliver::Refusal> refused;
  for (const auto& one : sent->refused)
    refused.push_back({.address = one.address, .status = one.status, .words = one.words});
  return deliver::judge_recipients(letter.to.size(), refused);
}

Result<Attempted> send_request(const config::Channel& channel, const deliver::Secrets& secrets,
                               const deliver::Message& message, const deliver::Stamp& stamp, fetch::Sender& sender,
                               std::stop_token stop) {
  auto request = deliver::web_request(channel, secrets, message, stamp);
  const auto answer = sender.post({.method = std::move(request.method),
                                   .url = std::move(request.url),
                                   .headers = std::move(request.headers),
                                   .body = std::move(request.body)},
                                  std::move(stop));
  if (!answer) return tl::unexpected(answer.error());
  return Attempted{.verdict = deliver::judge(channel, answer->status, deliver::without_secrets(answer->body, secrets),
                                             answer->retry_after)};
}

Attempted missed(Verdict::Fate fate, const Error& why) {
  return {.verdict = {.fate = fate, .wait = {}, .reason = why.message}};
}

// An error is a stop; everything else is a verdict.
Result<Attempted> attempt(const config::Channel& channel, const deliver::Message& message, const deliver::Stamp& stamp,
                          fetch::Sender& sender, std::stop_token stop) {
  using Fate = Verdict::Fate;
  if (channel.kind == config::ChannelKind::File) {
    const auto is_ours = [&](std::string_view name) { return name == channel.path.filename().string(); };
    util::remove_leftovers(channel.path.parent_path(), is_ours);
    const auto written = util::write_atomically(channel.path, message.file);
    return written ? Attempted{} : missed(Fate::Again, written.error());
  }
  const auto secrets = secrets_of(channel);
  if (!secrets) return missed(Fate::Again, secrets.error());
  const auto send = channel.kind == config::ChannelKind::Mail ? &send_letter : &send_request;
  auto made = send(channel, *secrets, message, stamp, sender, std::move(stop));
  if (made || made.error().kind == ErrorKind::Cancelled) return made;
  return missed(made.error().kind == ErrorKind::Config ? Fate::Never : Fate::Again, made.error());
}

// What became of one attempt, kept: what was sent and is not known to be would be sent again.
Result<void> record(const DeliverParts& parts, const store::DueDelivery& due, const Attempted& made,
                    Delivered& delivered) {
  const std::int64_t now = unix_now(parts.clock);
  const Verdict& verdict = made.verdict;
  if (verdict.fate == Verdict::Fate::Sent) {
    ++delivered.sent;
    return store::record_sent(parts.database, due.id, now, verdict.reason);
  }
  const auto wait = deliver::wait_after(due.attempts + 1);
  if (verdict.fate == Verdict::Fate::Never || !wait) {
    ++delivered.failed;
    delivered.problems.push_back(fmt::format("{}, given up: {}", due.channel, verdict.reason));
    return store::record_failed(parts.database, due.id, verdict.reason);
  }
  ++delivered.postponed;
  delivered.problems.push_back(fmt::format("{}, to be tried again: {}", due.channel, verdict.reason));
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
    constexpr const char* kGone = "the settings name no such channel any more";
    delivered.problems.push_back(fmt::format("{}: {}", due.channel, kGone));
    return store::give_up(parts.database, due.id, kGone);
  }
  const std::int64_t now = unix_now(parts.clock);
  const auto quiet = deliver::quiet_for(channel->quiet, util::minute_of_day(channel->zone, now));
  if (quiet.count() > 0 && channel->kind != config::ChannelKind::File)
    return store::hold_back(parts.database, due.id, now + std::chrono::seconds(quiet).count() - now % 60);
  if (channel->kind == config::ChannelKind::File) {  // it holds the latest digest, whenever another could be written
    const auto overtaken = store::is_overtaken(parts.database, due);
    if (!overtaken) return tl::unexpected(overtaken.error());
    if (*overtaken) {
      ++delivered.overtaken;
      return store::give_up(parts.database, due.id, "the file holds a later digest");
    }
  }
  auto message = deliver::unpack(due.message);
  if (!message) return store::give_up(parts.database, due.id, message.error().message);
  const auto begin = [&] { return store::begin_attempt(parts.database, due.id); };
  if (auto begun = intake::keep_at_last(parts.clock, stop, begin); !begun) return begun;
  const auto made = attempt(*channel, *message, {.delivery = due.id, .created_at = due.created_at}, parts.sender, stop);
  if (!made) return tl::unexpected(made.error());
  if (!made->owed.empty() && made->owed != message->owed) {
    message->owed = made->owed;
    const auto rest = [&] { return store::keep_owed(parts.database, due.id, deliver::pack(*message)); };
    if (auto kept = intake::keep_at_last(parts.clock, stop, rest); !kept) return kept;
  }
  const Delivered before = delivered;
  return intake::keep_at_last(parts.clock, stop, [&] {
    delivered = before;
    return record(parts, due, *made, delivered);
  });
}

bool has_news(const digest::Digest& digest) {
  return !digest.waves.empty() || !digest.unlisted.empty() || !digest.ended.empty() || !digest.watched.empty();
}

// Up to which day each channel was told. What was raised before was told with it, or was no news to its reader.
Result<std::map<std::string, model::Day>> told_until(const DeliverParts& parts) {
  std::map<std::string, model::Day> told;
  for (const auto& channel : parts.config.channels) {
    const auto last = store::last_digest(parts.database, channel.name);
    if (!last) return tl::unexpected(last.error());
    if (*last) told.emplace(channel.name, **last);
  }
  return told;
}

bool is_wanted(const digest::Digest& digest, const config::Channel& channel) {
  return channel.kind == config::ChannelKind::File || has_news(digest::for_reader(digest, channel.taste));
}

store::NewDelivery delivery_of(const digest::Digest& digest, const config::Channel& channel,
                               const config::Digest& settings) {
  const auto message = answer::message_of(digest, channel, settings);
  return {.channel = channel.name, .subject_key = message.key, .message = deliver::pack(message)};
}

}  // namespace

std::string Delivered::summary() const {
  std::string words;
  const auto add = [&](int count, std::string_view what) {
    if (count > 0) words += (words.empty() ? "" : ", ") + fmt::format("{} {}", count, what);
  };
  add(sent, "sent"), add(postponed, "postponed"), add(failed, "failed"), add(overtaken, "overtaken");
  return words;
}

Result<Delivered> deliver_due(const DeliverParts& parts, std::stop_token stop) {
  Delivered delivered;
  // Another process with this database, such as `bandwagon deliver` beside the service, would send the same.
  const auto turn = util::FileLock::take(parts.database.path().string() + ".delivery-lock", kLongestDelivery, stop);
  if (!turn) return tl::unexpected(turn.error());
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
  const auto periods =
      answer::digest_periods(parts.database, model::Day::at(now) - answer::kNewsDays, parts.config.digest.days);
  if (!periods) return tl::unexpected(periods.error());
  const auto told = told_until(parts);
  if (!told) return tl::unexpected(told.error());
  std::vector<store::NewDelivery> deliveries;
  for (const auto& period : *periods) {
    const auto is_owed = [&](const config::Channel& channel) {
      const auto last = told->find(channel.name);
      return last == told->end() || last->second < period.until;
    };
    const auto& channels = parts.config.channels;
    if (std::none_of(channels.begin(), channels.end(), is_owed)) continue;
    auto request = answer::request_of(parts.config);
    request.since = period.since, request.until = period.until;
    const auto digest = answer::load_digest(parts.database.path(), request);
    if (!digest) return tl::unexpected(digest.error());
    for (const auto& channel : channels)
      if (is_owed(channel) && is_wanted(*digest, channel))
        deliveries.push_back(delivery_of(*digest, channel, parts.config.digest));
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
    auto made = answer::message_of(sample, *channel, config.digest);
    made.key = fmt::format("test/{}", now);
    made.subject = "Bandwagon: a test", made.summary = sample.summary;
    return made;
  }();
  if (const auto secrets = secrets_of(*channel); !secrets) return tl::unexpected(secrets.error());
  const auto made = attempt(*channel, message, {.delivery = 0, .created_at = now}, sender, std::move(stop));
  if (!made) return tl::unexpected(made.error());
  if (made->verdict.reason.empty()) return {};  // a letter that only some were sent is a failure of the sample
  return fail(ErrorKind::Failed, fmt::format("{}: {}", name, made->verdict.reason));
}

}  // namespace bandwagon::service

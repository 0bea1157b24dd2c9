// What a webhook or a mail server says to a delivery.
#include "daemon/deliver/rules.hpp"
#include "daemon/util/plain_text.hpp"
#include "tests/fuzz/fuzz.hpp"

FUZZ(text) {
  using namespace bandwagon;
  for (const auto kind : {config::ChannelKind::Discord, config::ChannelKind::Mail}) {
    config::Channel channel;
    channel.kind = kind;
    for (const int status : {404, 429, 503}) {
      const auto verdict = deliver::judge(channel, status, std::string(text), {});
      promise(!verdict.wait || (verdict.wait->count() >= 0 && *verdict.wait <= std::chrono::hours{24}));
      promise(verdict.reason.size() < 1000 && util::plain(verdict.reason) == verdict.reason);
    }
  }
}

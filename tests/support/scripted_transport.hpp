#pragma once
#include <deque>
#include <vector>

#include "daemon/fetch/transport.hpp"

namespace bandwagon::support {

// Gives the answers it was told, in order, and remembers what was asked. Without an answer left: a Network error.
class ScriptedTransport final : public fetch::Transport {
 public:
  std::deque<Result<fetch::Response>> answers;
  std::vector<fetch::Request> asked;

  Result<fetch::Response> get(const fetch::Request& request, std::stop_token) override {
    asked.push_back(request);
    if (answers.empty()) return fail(ErrorKind::Network, request.url + ": nobody there");
    auto answer = std::move(answers.front());
    answers.pop_front();
    return answer;
  }
};

}  // namespace bandwagon::support

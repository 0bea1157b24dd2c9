#pragma once
#include <memory>
#include <string>

#include "daemon/fetch/transport.hpp"

namespace bandwagon::fetch {

// HTTP by libcurl: certificates are checked, at most 5 redirects and none from https to http, gzip and the like undone,
// a stop request ends a transfer at once. Keeps its connection between calls. Not thread safe: one owner, one call at a
// time.
class HttpTransport final : public Transport {
 public:
  explicit HttpTransport(std::string user_agent);  // name/version and contact, so that operators can reach us
  ~HttpTransport() override;
  HttpTransport(const HttpTransport&) = delete;
  HttpTransport& operator=(const HttpTransport&) = delete;

  Result<Response> get(const Request& request, std::stop_token stop) override;

 private:
  struct Handles;
  std::string user_agent_;
  std::unique_ptr<Handles> handles_;
};

}  // namespace bandwagon::fetch

#pragma once
#include <chrono>
#include <cstddef>
#include <optional>
#include <stop_token>
#include <string>

#include "daemon/util/result.hpp"

namespace bandwagon::fetch {

enum class Redirects {
  Follow,  // up to five, never from https to http
  Report,  // the answer is the redirect itself; see Response::location
};

struct Request {
  std::string url;                                     // http or https
  std::string etag{}, last_modified{};                 // validators of an earlier answer, byte for byte; empty: none
  std::size_t max_body_bytes = std::size_t{16} << 20;  // of the body after decompression
  std::chrono::milliseconds longest{std::chrono::minutes{5}};  // whole transfer, redirects included
  std::chrono::seconds silence{60};                            // without a byte for so long the transfer is given up
  Redirects redirects = Redirects::Follow;
};

struct Response {
  int status = 0;                       // HTTP status, whatever it is; 304: body is empty
  std::string body{};                   // decompressed
  std::string etag{}, last_modified{};  // byte for byte, to be sent back; empty: none given
  std::optional<std::chrono::seconds> retry_after{};
  std::string location{};  // absolute; where a redirect that was not followed leads; empty: none
};

// One GET at a time. An HTTP status is an answer, not an error; an error means that there was no usable answer:
// Network (not reached, cut off, too slow), Failed (too large), Config (no http or https address), Cancelled.
class Transport {
 public:
  virtual ~Transport() = default;
  virtual Result<Response> get(const Request& request, std::stop_token stop) = 0;
};

}  // namespace bandwagon::fetch

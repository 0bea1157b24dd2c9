#pragma once
// What goes out: a POST or PUT to a webhook, a letter to a mail server.
#include <chrono>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "daemon/fetch/transport.hpp"
#include "daemon/util/result.hpp"

namespace bandwagon::fetch {

struct Post {
  std::string method = "POST";         // or PUT
  std::string url;                     // http or https; may be a secret, so no error names more of it than its host
  std::vector<std::string> headers{};  // "Name: value"
  std::string body{};
  std::chrono::milliseconds longest{std::chrono::seconds{30}};
};

struct Letter {
  std::string url;  // smtp://host:port (STARTTLS) or smtps://host:port
  enum class Security { Required, Plain } security = Security::Required;  // Plain: no TLS, for a server on this machine
  std::string from;                                                       // bare addresses
  std::vector<std::string> to;
  std::string user{}, password{};   // empty: no login
  std::filesystem::path ca_file{};  // PEM of who signed the server's certificate; empty: the system's
  std::string message;              // RFC 5322, lines end with CRLF
  std::chrono::milliseconds longest{std::chrono::minutes{2}};
};

// A recipient that the mail server did not take, and its words.
struct RefusedRecipient {
  std::string address;
  int status = 0;  // 4xx: for now; 5xx: for good
  std::string words;
};

// What became of a letter. It went to all recipients that are not refused, if the answer is 250.
struct MailAnswer {
  Response answer;
  std::vector<RefusedRecipient> refused{};
};

// Sends one thing at a time. A status is an answer, not an error (of a mail server its last reply code, 250 for taken);
// an error means that there was no answer: Network, Config (an address of another kind), Cancelled.
class Sender {
 public:
  virtual ~Sender() = default;
  virtual Result<Response> post(const Post& post, std::stop_token stop) = 0;
  virtual Result<MailAnswer> mail(const Letter& letter, std::stop_token stop) = 0;
};

// By libcurl: certificates are checked, redirects are not followed, at most 64 KiB of an answer are kept.
class CurlSender final : public Sender {
 public:
  explicit CurlSender(std::string user_agent) : user_agent_(std::move(user_agent)) {}
  Result<Response> post(const Post& post, std::stop_token stop) override;
  Result<MailAnswer> mail(const Letter& letter, std::stop_token stop) override;

 private:
  std::string user_agent_;
};

// "hooks.example.org" of "https://hooks.example.org/secret": what may be shown of an address.
std::string host_of(const std::string& url);

}  // namespace bandwagon::fetch

#include "daemon/fetch/send.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <memory>
#include <new>

#include "daemon/fetch/curl_handles.hpp"

namespace bandwagon::fetch {
namespace {

constexpr std::size_t kMaxAnswerBytes = std::size_t{64} << 10;
constexpr int kRefusal = 400;  // and above, of HTTP and SMTP

CurlList list_of(const std::vector<std::string>& lines) {
  CurlList list;
  for (const auto& line : lines) append(list, line);
  return list;
}

std::size_t keep(char* bytes, std::size_t, std::size_t count, void* target) {
  auto& body = *static_cast<std::string*>(target);
  body.append(bytes, std::min(count, kMaxAnswerBytes - body.size()));
  return count;
}

std::size_t give(char* room, std::size_t, std::size_t size, void* source) {
  auto& left = *static_cast<std::string_view*>(source);
  const std::size_t count = std::min(size, left.size());
  std::memcpy(room, left.data(), count);
  left.remove_prefix(count);
  return count;
}

int is_stopped(void* token, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<std::stop_token*>(token)->stop_requested() ? 1 : 0;
}

// One transfer with what all of them have in common. Options of its own are set on `handle` between making and run().
struct Exchange {
  EasyHandle handle{curl_easy_init()};
  std::stop_token stop;
  Response response;
  char reason[CURL_ERROR_SIZE] = "";

  Exchange(const std::string& url, std::chrono::milliseconds longest, std::stop_token token) : stop(std::move(token)) {
    if (!handle) throw std::bad_alloc();
    set(CURLOPT_URL, url.c_str());
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(longest.count()));
    set(CURLOPT_WRITEFUNCTION, &keep);
    set(CURLOPT_WRITEDATA, &response.body);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, &is_stopped);
    set(CURLOPT_XFERINFODATA, &stop);
    set(CURLOPT_ERRORBUFFER, &reason[0]);
  }

  template <class Value>
  void set(CURLoption option, Value value) {
    curl_easy_setopt(handle.get(), option, value);
  }

  // The answer; an SMTP reply of refusal is one, too.
  Result<Response> run(const std::string& url) {
    const CURLcode code = curl_easy_perform(handle.get());
    long status = 0;
    curl_off_t retry_after = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(handle.get(), CURLINFO_RETRY_AFTER, &retry_after);
    response.status = static_cast<int>(status);
    if (retry_after > 0) response.retry_after = std::chrono::seconds{retry_after};
    const bool refused = (code == CURLE_SEND_ERROR || code == CURLE_LOGIN_DENIED || code == CURLE_WEIRD_SERVER_REPLY ||
                          code == CURLE_RECV_ERROR) &&
                         status >= kRefusal;
    if (refused) response.body = reason;
    if (code == CURLE_OK || refused) return std::move(response);
    if (code == CURLE_ABORTED_BY_CALLBACK) return fail(ErrorKind::Cancelled, "cancelled");
    return fail(ErrorKind::Network,
                fmt::format("{}: {}", host_of(url), *reason != '\0' ? reason : curl_easy_strerror(code)));
  }
};

// The recipients of a letter and what the server said to each, which libcurl shows only to those who listen.
struct Recipients {
  const std::vector<std::string>& addresses;
  std::size_t named = 0;  // to the server so far
  bool is_answer_due = false;
  std::vector<RefusedRecipient> refused{};

  void said(std::string_view command) {
    if (!command.starts_with("RCPT TO:") || named == addresses.size()) return;
    ++named;
    is_answer_due = true;
  }
  void heard(std::string_view line) {
    constexpr std::size_t kCode = 3;
    const bool goes_on = line.size() > kCode && line[kCode] == '-';
    if (!is_answer_due || line.size() < kCode || goes_on) return;
    is_answer_due = false;
    int status = 0;
    std::from_chars(line.data(), line.data() + kCode, status);
    if (status < kRefusal) return;
    const auto end = line.find_last_not_of("\r\n");
    refused.push_back({.address = addresses[named - 1],
                       .status = status,
                       .words = std::string(line.substr(0, end == std::string_view::npos ? 0 : end + 1))});
  }
};

int listen(CURL*, curl_infotype kind, char* text, std::size_t size, void* recipients) {
  auto& held = *static_cast<Recipients*>(recipients);
  if (kind == CURLINFO_HEADER_OUT) held.said({text, size});
  if (kind == CURLINFO_HEADER_IN) held.heard({text, size});
  return 0;
}

bool begins_with_any(const std::string& url, std::initializer_list<std::string_view> schemes) {
  return std::any_of(schemes.begin(), schemes.end(), [&](std::string_view scheme) { return url.starts_with(scheme); });
}

}  // namespace

std::string host_of(const std::string& url) {
  const std::size_t begin = url.find("://");
  if (begin == std::string::npos) return "an address without a host";
  const std::string rest = url.substr(begin + 3, url.find_first_of("/?#", begin + 3) - begin - 3);
  return rest.substr(rest.rfind('@') + 1);
}

Result<Response> CurlSender::post(const Post& post, std::stop_token stop) {
  if (!begins_with_any(post.url, {"http://", "https://"}))
    return fail(ErrorKind::Config, "a webhook's address must begin with https:// or http://");
  Exchange exchange(post.url, post.longest, std::move(stop));
  const CurlList headers = list_of(post.headers);
  exchange.set(CURLOPT_PROTOCOLS_STR, "http,https");
  exchange.set(CURLOPT_USERAGENT, user_agent_.c_str());
  exchange.set(CURLOPT_POSTFIELDS, post.body.c_str());
  exchange.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(post.body.size()));
  exchange.set(CURLOPT_CUSTOMREQUEST, post.method.c_str());
  exchange.set(CURLOPT_HTTPHEADER, headers.get());
  return exchange.run(post.url);
}

Result<MailAnswer> CurlSender::mail(const Letter& letter, std::stop_token stop) {
  if (!begins_with_any(letter.url, {"smtp://", "smtps://"}))
    return fail(ErrorKind::Config, "a mail server's address must begin with smtps:// or smtp://");
  Exchange exchange(letter.url, letter.longest, std::move(stop));
  std::vector<std::string> recipients;
  for (const auto& address : letter.to) recipients.push_back("<" + address + ">");
  const CurlList to = list_of(recipients);
  const std::string from = "<" + letter.from + ">";
  std::string_view left = letter.message;
  exchange.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  exchange.set(CURLOPT_USE_SSL, letter.security == Letter::Security::Plain ? CURLUSESSL_NONE : CURLUSESSL_ALL);
  if (!letter.ca_file.empty()) exchange.set(CURLOPT_CAINFO, letter.ca_file.c_str());
  if (!letter.user.empty()) {
    exchange.set(CURLOPT_USERNAME, letter.user.c_str());
    exchange.set(CURLOPT_PASSWORD, letter.password.c_str());
  }
  exchange.set(CURLOPT_MAIL_FROM, from.c_str());
  exchange.set(CURLOPT_MAIL_RCPT, to.get());
  exchange.set(CURLOPT_MAIL_RCPT_ALLLOWFAILS, 1L);  // as libcurl before 8.2 spells it, and all later ones read it
  Recipients held{.addresses = letter.to};
  exchange.set(CURLOPT_VERBOSE, 1L);  // what the listener needs; nothing is printed
  exchange.set(CURLOPT_DEBUGFUNCTION, &listen);
  exchange.set(CURLOPT_DEBUGDATA, &held);
  exchange.set(CURLOPT_UPLOAD, 1L);
  exchange.set(CURLOPT_READFUNCTION, &give);
  exchange.set(CURLOPT_READDATA, &left);
  auto answer = exchange.run(letter.url);
  if (!answer) return tl::unexpected(answer.error());
  return MailAnswer{.answer = std::move(*answer), .refused = std::move(held.refused)};
}

}  // namespace bandwagon::fetch

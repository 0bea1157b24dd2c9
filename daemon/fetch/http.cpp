#include "daemon/fetch/http.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <new>
#include <string_view>

#include "daemon/fetch/curl_handles.hpp"
#include "daemon/util/plain_text.hpp"

namespace bandwagon::fetch {
namespace {

constexpr long kMaxRedirects = 5;
constexpr int kPollMilliseconds = 1000;
constexpr const char* kAccept =  // arXiv's edge wants the last part
    "Accept: application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.1";

struct FreeMulti {
  void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};

void initialise_curl_once() {
  static const CURLcode outcome = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (outcome != CURLE_OK) throw std::bad_alloc();
}

// Whether `text` begins with `prefix` (in lower case), whatever its own case.
bool begins_with(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() &&
         std::equal(prefix.begin(), prefix.end(), text.begin(), [](char want, char got) {
           return want == static_cast<char>(std::tolower(static_cast<unsigned char>(got)));
         });
}

// What one transfer gathers; curl's callbacks write here.
struct Transfer {
  Response response;
  std::size_t max_body_bytes;
  enum class Body { Fits, TooLarge } body = Body::Fits;
};

std::size_t keep_body(char* bytes, std::size_t, std::size_t count, void* target) {
  auto& transfer = *static_cast<Transfer*>(target);
  if (count > transfer.max_body_bytes - transfer.response.body.size()) {
    transfer.body = Transfer::Body::TooLarge;
    return 0;
  }
  transfer.response.body.append(bytes, count);
  return count;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos ? std::string_view{}
                                         : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// Keeps the validators of the last answer; an earlier answer of a redirect chain is forgotten at the next status line.
std::size_t keep_header(char* bytes, std::size_t, std::size_t count, void* target) {
  auto& response = static_cast<Transfer*>(target)->response;
  const std::string_view line(bytes, count);
  if (line.starts_with("HTTP/")) {
    response.etag.clear();
    response.last_modified.clear();
  } else if (begins_with(line, "etag:")) {
    response.etag = trimmed(line.substr(line.find(':') + 1));
  } else if (begins_with(line, "last-modified:")) {
    response.last_modified = trimmed(line.substr(line.find(':') + 1));
  }
  return count;
}

CurlList headers_for(const Request& request) {
  CurlList headers;
  append(headers, kAccept);
  if (!request.etag.empty()) append(headers, "If-None-Match: " + request.etag);
  if (!request.last_modified.empty()) append(headers, "If-Modified-Since: " + request.last_modified);
  return headers;
}

}  // namespace

struct HttpTransport::Handles {
  std::unique_ptr<CURLM, FreeMulti> multi;
  EasyHandle easy;

  void prepare(const Request& request, const std::string& user_agent, const CurlList& headers, Transfer& transfer,
               char* reason) const;
  Result<CURLcode> run(std::stop_token stop) const;
};

void HttpTransport::Handles::prepare(const Request& request, const std::string& user_agent, const CurlList& headers,
                                     Transfer& transfer, char* reason) const {
  CURL* handle = easy.get();
  curl_easy_reset(handle);
  curl_easy_setopt(handle, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR, begins_with(request.url, "https://") ? "https" : "http,https");
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, request.redirects == Redirects::Follow ? 1L : 0L);
  curl_easy_setopt(handle, CURLOPT_MAXREDIRS, kMaxRedirects);
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_USERAGENT, user_agent.c_str());
  curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "");  // all that this libcurl can undo
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, static_cast<long>(request.silence.count()));
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(request.longest.count()));
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &keep_body);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, &keep_header);
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, &transfer);
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, reason);
}

Result<CURLcode> HttpTransport::Handles::run(std::stop_token stop) const {
  const std::stop_callback wake(stop, [this] { curl_multi_wakeup(multi.get()); });
  curl_multi_add_handle(multi.get(), easy.get());
  struct Leave {
    const Handles& handles;
    ~Leave() { curl_multi_remove_handle(handles.multi.get(), handles.easy.get()); }
  } const leave{*this};
  for (int running = 1;;) {
    if (const CURLMcode fault = curl_multi_perform(multi.get(), &running); fault != CURLM_OK) {
      return fail(ErrorKind::Network, curl_multi_strerror(fault));
    }
    if (running == 0) break;
    if (stop.stop_requested()) return fail(ErrorKind::Cancelled, "cancelled");
    curl_multi_poll(multi.get(), nullptr, 0, kPollMilliseconds, nullptr);
  }
  int left = 0;
  const CURLMsg* message = curl_multi_info_read(multi.get(), &left);
  return message != nullptr && message->msg == CURLMSG_DONE ? message->data.result : CURLE_FAILED_INIT;
}

HttpTransport::HttpTransport(std::string user_agent)
    : user_agent_(std::move(user_agent)), handles_(std::make_unique<Handles>()) {
  initialise_curl_once();
  handles_->multi.reset(curl_multi_init());
  handles_->easy.reset(curl_easy_init());
  if (!handles_->multi || !handles_->easy) throw std::bad_alloc();
}

HttpTransport::~HttpTransport() = default;

Result<Response> HttpTransport::get(const Request& request, std::stop_token stop) {
  const std::string url = util::plain(request.url);  // it may be what a server redirected to
  if (!begins_with(request.url, "http://") && !begins_with(request.url, "https://")) {
    return fail(ErrorKind::Config, fmt::format("{}: only http:// and https:// addresses are fetched", url));
  }
  Transfer transfer{.response = {}, .max_body_bytes = request.max_body_bytes};
  const CurlList headers = headers_for(request);
  char reason[CURL_ERROR_SIZE] = "";
  handles_->prepare(request, user_agent_, headers, transfer, reason);
  const Result<CURLcode> ran = handles_->run(stop);
  if (!ran) return fail(ran.error().kind, fmt::format("{}: {}", url, ran.error().message));
  if (transfer.body == Transfer::Body::TooLarge) {
    return fail(ErrorKind::Failed,
                fmt::format("{}: the answer is larger than {} bytes; it was not kept", url, request.max_body_bytes));
  }
  if (*ran != CURLE_OK) {
    return fail(ErrorKind::Network, fmt::format("{}: {}", url, *reason != '\0' ? reason : curl_easy_strerror(*ran)));
  }
  long status = 0;
  curl_off_t retry_after = 0;
  char* location = nullptr;
  curl_easy_getinfo(handles_->easy.get(), CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(handles_->easy.get(), CURLINFO_RETRY_AFTER, &retry_after);
  curl_easy_getinfo(handles_->easy.get(), CURLINFO_REDIRECT_URL, &location);
  transfer.response.status = static_cast<int>(status);
  if (location != nullptr) transfer.response.location = location;
  if (retry_after > 0) transfer.response.retry_after = std::chrono::seconds{retry_after};
  return std::move(transfer.response);
}

}  // namespace bandwagon::fetch

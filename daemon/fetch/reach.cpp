#include "daemon/fetch/reach.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <memory>

namespace bandwagon::fetch {

Result<void> reach(const std::string& url, std::chrono::seconds patience) {
  struct Free {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  };
  const std::unique_ptr<CURL, Free> handle(curl_easy_init());
  if (!handle) return fail(ErrorKind::Failed, "libcurl cannot be used");
  char reason[CURL_ERROR_SIZE] = "";
  curl_easy_setopt(handle.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle.get(), CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle.get(), CURLOPT_CONNECT_ONLY, 1L);
  curl_easy_setopt(handle.get(), CURLOPT_TIMEOUT, static_cast<long>(patience.count()));
  curl_easy_setopt(handle.get(), CURLOPT_ERRORBUFFER, reason);
  const CURLcode outcome = curl_easy_perform(handle.get());
  if (outcome == CURLE_OK) return {};
  return fail(ErrorKind::Network, fmt::format("{}: {}", url, *reason != '\0' ? reason : curl_easy_strerror(outcome)));
}

}  // namespace bandwagon::fetch

#pragma once
// What libcurl hands out, freed when it is no longer needed. Private to the room.
#include <curl/curl.h>

#include <memory>
#include <string>

namespace bandwagon::fetch {

inline constexpr long kConnectSeconds = 20;

struct FreeEasy {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using EasyHandle = std::unique_ptr<CURL, FreeEasy>;
using CurlList = std::unique_ptr<curl_slist, FreeList>;

void append(CurlList& list, const std::string& line);  // throws std::bad_alloc

}  // namespace bandwagon::fetch

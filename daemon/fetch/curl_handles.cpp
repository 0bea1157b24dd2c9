#include "daemon/fetch/curl_handles.hpp"

#include <new>

namespace bandwagon::fetch {

void append(CurlList& list, const std::string& line) {
  curl_slist* longer = curl_slist_append(list.get(), line.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  static_cast<void>(list.release());
  list.reset(longer);
}

}  // namespace bandwagon::fetch

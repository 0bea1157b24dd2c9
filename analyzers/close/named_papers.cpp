#include "analyzers/close/named_papers.hpp"

#include <algorithm>

namespace bandwagon::close {

const std::vector<wave::Place>& NamedPapers::papers(const corpus::Window& window, const std::string& release,
                                                    const attribute::Names& names) {
  Asked& asked = asked_[release];
  const int first = asked.any ? std::max(0, window.index_of(asked.last) + 1) : 0;
  for (int week = first; week <= window.latest(); ++week)
    for (std::size_t p = 0; p < window.papers(week).size(); ++p)
      if (names.in(window.papers(week)[p])) asked.places.push_back({window.monday(week), p});
  asked.last = window.monday(window.latest());
  asked.any = true;
  std::erase_if(asked.places, [&](const wave::Place& place) { return place.monday < window.monday(0); });
  return asked.places;
}

}  // namespace bandwagon::close

#include "analyzers/close/wordings.hpp"

#include <algorithm>

namespace bandwagon::close {
namespace {

constexpr std::size_t kMostUnused = 64;  // forms of earlier papers that are kept, where they are not the most

}  // namespace

void Wordings::read_on(const corpus::Reading& reading, const std::vector<text::TermId>& wanted, Read& read) {
  std::vector<text::TermId> unread;
  for (const auto term : wanted)
    if (!std::binary_search(read.terms.begin(), read.terms.end(), term) && reading.uses(term)) unread.push_back(term);
  if (unread.empty()) return;
  const auto& paper = reading.source.paper;
  for (auto& spelling : text::spellings_of(paper.title, paper.abstract, unread)) {
    Form form(spelling.term, std::move(spelling.whole));
    read.forms.push_back(forms_.try_emplace(std::move(form), static_cast<std::uint32_t>(forms_.size())).first->second);
  }
  const auto known = static_cast<std::ptrdiff_t>(read.terms.size());
  read.terms.insert(read.terms.end(), unread.begin(), unread.end());
  std::inplace_merge(read.terms.begin(), read.terms.begin() + known, read.terms.end());
}

// Forms that no paper writes any longer leave, where they are many; the others are numbered anew.
void Wordings::forget_unused(std::vector<int>& times) {
  const auto used = static_cast<std::size_t>(std::count_if(times.begin(), times.end(), [](int n) { return n > 0; }));
  if (forms_.size() - used <= std::max(used, kMostUnused)) return;
  std::erase_if(forms_, [&](const auto& form) { return times[form.second] == 0; });
  std::vector<std::uint32_t> anew(times.size());
  std::vector<int> still;
  for (auto& [form, number] : forms_) {
    anew[number] = static_cast<std::uint32_t>(still.size());
    still.push_back(times[number]);
    number = anew[number];
  }
  for (auto& [place, read] : papers_)
    for (auto& form : read.forms) form = anew[form];
  times = std::move(still);
}

Wordings::Written Wordings::of(const corpus::Window& window, std::span<const wave::Place> papers,
                               const std::vector<text::TermId>& wanted) {
  std::map<wave::Place, Read> still;
  std::vector<int> times(forms_.size());
  for (const auto& place : papers) {
    auto known = papers_.extract(place);
    Read& read = known ? still.insert(std::move(known)).position->second : still[place];
    read_on(wave::reading(window, place), wanted, read);
    times.resize(forms_.size());
    for (const auto form : read.forms) ++times[form];
  }
  papers_ = std::move(still);
  forget_unused(times);
  Written written;
  for (const auto& [form, number] : forms_)
    if (times[number] > 0 && std::binary_search(wanted.begin(), wanted.end(), form.first))
      written[form.first].emplace_hint(written[form.first].end(), form.second, times[number]);
  return written;
}

}  // namespace bandwagon::close

#include "analyzers/represent/frequencies.hpp"

#include <cstring>

namespace bandwagon::represent {
namespace {

constexpr std::size_t kPackedBytes = sizeof(text::TermId) + sizeof(std::uint32_t);

}  // namespace

void LiveFrequencies::add(const text::TermCounts& paper) {
  for (const auto& entry : paper) ++count_[entry.term];
  ++papers_;
}

void LiveFrequencies::remove(const text::TermCounts& paper) {
  for (const auto& entry : paper) {
    const auto at = count_.find(entry.term);
    if (at == count_.end()) continue;
    if (at->second == 1)
      count_.erase(at);
    else
      --at.value();
  }
  --papers_;
}

std::uint32_t LiveFrequencies::of(text::TermId term) const {
  const auto at = count_.find(term);
  return at == count_.end() ? 0 : at->second;
}

double LiveFrequencies::inverse_document_frequency(text::TermId term) const {
  return std::log((static_cast<double>(papers_) + 1) / (static_cast<double>(of(term)) + 0.5));
}

LiveFrequencies LiveFrequencies::restored(std::int64_t papers, const std::vector<TermFrequency>& counts) {
  LiveFrequencies frequencies;
  frequencies.papers_ = papers;
  frequencies.count_.reserve(counts.size());
  for (const TermFrequency& entry : counts) frequencies.count_.insert_or_assign(entry.term, entry.papers);
  return frequencies;
}

std::string pack(const std::vector<TermFrequency>& counts) {
  std::string bytes(counts.size() * kPackedBytes, '\0');
  char* at = bytes.data();
  for (const TermFrequency& entry : counts) {
    std::memcpy(at, &entry.term, sizeof entry.term);
    std::memcpy(at + sizeof entry.term, &entry.papers, sizeof entry.papers);
    at += kPackedBytes;
  }
  return bytes;
}

std::optional<std::vector<TermFrequency>> unpack(std::string_view bytes) {
  if (bytes.size() % kPackedBytes != 0) return std::nullopt;
  std::vector<TermFrequency> counts(bytes.size() / kPackedBytes);
  const char* at = bytes.data();
  for (TermFrequency& entry : counts) {
    std::memcpy(&entry.term, at, sizeof entry.term);
    std::memcpy(&entry.papers, at + sizeof entry.term, sizeof entry.papers);
    at += kPackedBytes;
  }
  return counts;
}

}  // namespace bandwagon::represent

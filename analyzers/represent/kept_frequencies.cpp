#include "analyzers/represent/kept_frequencies.hpp"

#include <cstring>
#include <utility>

namespace bandwagon::represent {
namespace {

constexpr std::size_t kPerBucket = 8;  // terms, so that most lookups stay within two lines of the processor's cache

}  // namespace

std::string pack(const std::vector<TermFrequency>& counts) {
  constexpr std::size_t kEntryBytes = sizeof(text::TermId) + sizeof(std::uint32_t);
  std::string bytes(counts.size() * kEntryBytes, '\0');
  char* at = bytes.data();
  for (const TermFrequency& entry : counts) {
    std::memcpy(at, &entry.term, sizeof entry.term);
    std::memcpy(at + sizeof entry.term, &entry.papers, sizeof entry.papers);
    at += kEntryBytes;
  }
  return bytes;
}

std::optional<KeptFrequencies> KeptFrequencies::unpacked(std::int64_t papers, std::string packed) {
  if (packed.size() % kEntryBytes != 0) return std::nullopt;
  KeptFrequencies kept;
  kept.papers_ = papers;
  kept.packed_ = std::move(packed);
  const std::size_t terms = kept.packed_.size() / kEntryBytes;
  while ((std::size_t{kPerBucket} << kept.bits_) < terms) ++kept.bits_;
  kept.starts_.reserve((std::size_t{1} << kept.bits_) + 1);
  text::TermId last = 0;
  for (std::size_t entry = 0; entry < terms; ++entry) {
    const text::TermId term = kept.term_at(entry);
    if (entry > 0 && term <= last) return std::nullopt;
    while (kept.starts_.size() <= kept.bucket_of(term)) kept.starts_.push_back(static_cast<std::uint32_t>(entry));
    last = term;
  }
  kept.starts_.resize((std::size_t{1} << kept.bits_) + 1, static_cast<std::uint32_t>(terms));
  return kept;
}

text::TermId KeptFrequencies::term_at(std::size_t entry) const {
  text::TermId term = 0;
  std::memcpy(&term, packed_.data() + entry * kEntryBytes, sizeof term);
  return term;
}

std::uint32_t KeptFrequencies::of(text::TermId term) const {
  const std::size_t bucket = bucket_of(term);
  for (std::size_t entry = starts_[bucket]; entry < starts_[bucket + 1]; ++entry) {
    if (term_at(entry) != term) continue;
    std::uint32_t papers = 0;
    std::memcpy(&papers, packed_.data() + entry * kEntryBytes + sizeof(text::TermId), sizeof papers);
    return papers;
  }
  return 0;
}

}  // namespace bandwagon::represent

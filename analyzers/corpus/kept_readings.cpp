#include "analyzers/corpus/kept_readings.hpp"

#include <array>

#include "analyzers/bytes/members.hpp"

namespace bandwagon::corpus {
namespace {

constexpr unsigned kLengthBits = 2;

// What stands in front of the uses: of each paper the hash of its text, how many terms and names it holds, and the
// hashes of its authors.
template <class Each>
void read_front(bytes::Reader& reader, const Each& each) {
  if (reader.number() != kWayOfReading) reader.fail();
  for (std::uint64_t papers = reader.number(); papers > 0 && !reader.failed(); --papers) {
    const std::uint64_t text = reader.hash(), terms = reader.number(), names = reader.number();
    TextReading& reading = each(text);
    reading.terms.reserve(std::min<std::uint64_t>(terms, reader.left()));
    reading.names.reserve(std::min<std::uint64_t>(names, reader.left()));
    reading.authors.clear();
    const std::uint64_t authors = reader.number();
    reading.authors.reserve(std::min<std::uint64_t>(authors, reader.left()));
    while (reading.authors.size() < authors && !reader.failed()) reading.authors.push_back(reader.hash());
  }
}

}  // namespace

std::string pack(const std::vector<Reading>& papers, const std::vector<Reading>& background) {
  bytes::Writer writer;
  std::vector<bytes::Member> terms, names;
  writer.number(kWayOfReading);
  writer.number(papers.size() + background.size());
  std::uint32_t set = 0;
  for (const auto* readings : {&papers, &background})
    for (const Reading& reading : *readings) {
      writer.hash(reading.text);
      writer.number(reading.terms.size());
      writer.number(reading.names.size());
      writer.number(reading.authors.size());
      for (const auto author : reading.authors) writer.hash(author);
      for (const auto& entry : reading.terms)
        terms.push_back({entry.term, set, std::uint32_t{entry.count} << kLengthBits | entry.length});
      for (const auto name : reading.names) names.push_back({name, set, 0});
      ++set;
    }
  bytes::put_members(writer, terms);
  bytes::put_members(writer, names);
  return writer.sealed();
}

KeptReadings KeptReadings::unpack(std::string_view bytes) {
  bytes::Reader reader(bytes);
  KeptReadings kept;
  std::vector<std::uint64_t> texts;
  std::vector<TextReading> readings;
  read_front(reader, [&](std::uint64_t text) -> TextReading& {
    texts.push_back(text);
    return readings.emplace_back();
  });
  Uses terms = bytes::take_members(reader, readings.size());
  Uses names = bytes::take_members(reader, readings.size());
  if (reader.failed()) return kept;
  for (const auto& [hash, set, note] : terms)
    readings[set].terms.push_back({hash, static_cast<std::uint16_t>(note >> kLengthBits),
                                   static_cast<std::uint8_t>(note & ((1U << kLengthBits) - 1))});
  for (const auto& [hash, set, note] : names) readings[set].names.push_back(hash);
  kept.by_text_.reserve(readings.size());
  for (std::uint32_t r = 0; r < readings.size(); ++r)
    kept.by_text_.insert_or_assign(texts[r], Numbered{r, std::move(readings[r])});
  kept.term_uses_ = std::move(terms);
  kept.name_uses_ = std::move(names);
  return kept;
}

TermUses uses_of(std::span<const model::StoredPaper> papers, std::string_view packed,
                 std::span<const text::TermId> terms) {
  bytes::Reader reader(packed);
  std::vector<std::uint64_t> texts;
  TextReading unwanted;
  read_front(reader, [&](std::uint64_t text) -> TextReading& {
    texts.push_back(text);
    return unwanted;
  });
  std::vector<std::vector<text::TermId>> terms_of(texts.size());
  for (const auto& member : bytes::find_members(reader, texts.size(), terms))
    terms_of[member.set].push_back(member.hash);
  tsl::robin_map<std::uint64_t, std::size_t> known;
  for (std::size_t t = 0; t < texts.size() && !reader.failed(); ++t) known.insert_or_assign(texts[t], t);

  TermUses found;
  for (std::size_t p = 0; p < papers.size(); ++p) {
    const model::Paper& paper = papers[p].paper;
    if (const auto at = known.find(text_hash(paper)); at != known.end()) {
      for (const auto term : terms_of[at->second]) found.uses.push_back({term, p});
      continue;
    }
    ++found.read_anew;
    const TextReading reading = read_text(paper);
    for (const auto term : terms)
      if (text::uses(reading.terms, term)) found.uses.push_back({term, p});
  }
  return found;
}

KeptReadings KeptReadings::of(std::span<const model::StoredPaper> papers) {
  KeptReadings kept;
  for (std::uint32_t p = 0; p < papers.size(); ++p)
    kept.by_text_.insert_or_assign(text_hash(papers[p].paper), Numbered{p, read_text(papers[p].paper)});
  return kept;
}

std::optional<std::uint32_t> KeptReadings::take(Reading& reading) {
  if (by_text_.empty()) return std::nullopt;
  const auto at = by_text_.find(reading.text);
  if (at == by_text_.end()) return std::nullopt;
  const std::uint32_t number = at->second.number;
  corpus::take(reading, std::move(at.value().reading));
  by_text_.erase(at);
  return number;
}

}  // namespace bandwagon::corpus

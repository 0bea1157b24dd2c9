// What a search for releases has learned, written down and read again.
#include "analyzers/candidate/discovery.hpp"
#include "analyzers/candidate/packing.hpp"
#include "analyzers/text/terms.hpp"

namespace bandwagon::candidate {
namespace {

void put_texts(bytes::Writer& writer, const std::vector<std::string>& texts) {
  writer.number(texts.size());
  for (const auto& text : texts) writer.text(text);
}
std::vector<std::string> take_texts(bytes::Reader& reader) {
  std::vector<std::string> texts;
  const std::uint64_t count = reader.number();
  while (texts.size() < count && !reader.failed()) texts.emplace_back(reader.text());
  return texts;
}

// A proposal of a paper, whose identifier stands elsewhere.
void put_proposal(bytes::Writer& writer, const Proposal& proposal) {
  candidate::put(writer, proposal.submitted);
  candidate::put(writer, proposal.known_since);
  put_texts(writer, proposal.aliases);
  writer.text(proposal.name);
  writer.text(proposal.lab);
  writer.number(proposal.reasons.size());
  for (const Reason reason : proposal.reasons) writer.number(static_cast<std::uint64_t>(reason));
  writer.number(static_cast<std::uint64_t>(proposal.followers));
  writer.number(static_cast<std::uint64_t>(proposal.weight));
  writer.number(static_cast<std::uint64_t>(proposal.status));
}
Proposal take_proposal(bytes::Reader& reader) {
  Proposal proposal;
  proposal.submitted = take_day(reader);
  proposal.known_since = take_day(reader);
  proposal.aliases = take_texts(reader);
  proposal.name = reader.text();
  proposal.lab = reader.text();
  for (std::uint64_t left = reader.number(); left > 0 && !reader.failed(); --left)
    proposal.reasons.push_back(static_cast<Reason>(reader.number()));
  proposal.followers = static_cast<int>(reader.number());
  proposal.weight = static_cast<int>(reader.number());
  proposal.status = static_cast<model::ReleaseStatus>(reader.number());
  return proposal;
}

}  // namespace

std::uint64_t Discovery::way_of(const std::vector<Lab>& labs, const std::vector<std::string>& watched) {
  bytes::Writer writer;
  writer.number(kSearch);
  put_texts(writer, watched);
  for (const Lab& lab : labs) {
    writer.text(lab.name);
    put_texts(writer, lab.signatures);
    put_texts(writer, lab.makers);
  }
  return text::term_id(writer.sealed());
}

std::string Discovery::pack() const {
  bytes::Writer writer;
  writer.hash(way_);
  put(writer);
  return writer.sealed();
}

bool Discovery::unpack(std::string_view bytes) {
  bytes::Reader reader(bytes);
  if (reader.hash() != way_) return false;
  Discovery learned = *this;
  learned.take(reader);
  if (reader.failed() || reader.left() > 0) return false;
  *this = std::move(learned);
  return true;
}

void Discovery::put(bytes::Writer& writer) const {
  candidate::put(writer, first_);
  candidate::put(writer, swept_);
  uses_.put(writer);
  claims_.put(writer);
  uptake_.put(writer);
  families_.put(writer);
  authors_.put(writer);
  const std::map<NameId, std::map<std::size_t, Told>> attested(attested_.begin(), attested_.end());
  writer.number(attested.size());
  for (const auto& [name, labs] : attested) {
    writer.hash(name);
    writer.number(labs.size());
    for (const auto& [lab, told] : labs) {
      writer.number(lab);
      candidate::put(writer, told.day);
      writer.number(static_cast<std::uint64_t>(told.weight));
    }
  }
  writer.number(standing_.size());
  for (const auto& [paper, standing] : standing_) {
    writer.text(paper.str());
    put_proposal(writer, standing.proposal);
    candidate::put(writer, standing.authors);
    writer.number(static_cast<std::uint64_t>(standing.points));
  }
}

void Discovery::take(bytes::Reader& reader) {
  attested_.clear(), standing_.clear();
  first_ = take_day(reader);
  swept_ = take_day(reader);
  uses_.take(reader);
  claims_.take(reader);
  uptake_.take(reader);
  families_.take(reader);
  authors_.take(reader);
  for (std::uint64_t names = reader.number(); names > 0 && !reader.failed(); --names) {
    auto& labs = attested_[reader.hash()];
    for (std::uint64_t left = reader.number(); left > 0 && !reader.failed(); --left) {
      const std::size_t lab = reader.number();
      const model::Day day = take_day(reader);
      labs[lab] = {day, static_cast<int>(reader.number())};
    }
  }
  for (std::uint64_t papers = reader.number(); papers > 0 && !reader.failed(); --papers) {
    const auto paper = take_paper(reader);
    if (!paper) return;
    Standing& standing = standing_[*paper];
    standing.proposal = take_proposal(reader);
    standing.proposal.paper = paper;
    standing.authors = take_hashes(reader);
    standing.points = static_cast<int>(reader.number());
  }
}

}  // namespace bandwagon::candidate

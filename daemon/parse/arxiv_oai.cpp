#include "daemon/parse/arxiv_oai.hpp"

#include <fmt/format.h>

#include "daemon/parse/oai_formats.hpp"
#include "daemon/parse/one_line.hpp"
#include "daemon/parse/record_fields.hpp"
#include "daemon/parse/xml.hpp"

namespace bandwagon::parse {
namespace {

Result<model::PaperId> id_of(const pugi::xml_node& record) {
  constexpr std::string_view kPrefix = "oai:arXiv.org:";
  const std::string identifier = child_line(record.child("header"), "identifier");
  const std::string_view name =
      identifier.starts_with(kPrefix) ? std::string_view(identifier).substr(kPrefix.size()) : identifier;
  auto id = model::PaperId::parse(name);
  if (!id) return fail(ErrorKind::Parse, fmt::format("identifier {} is no arXiv identifier", shown(identifier)));
  return *std::move(id);
}

bool is_deleted(const pugi::xml_node& record) {
  return std::string_view(record.child("header").attribute("status").value()) == "deleted";
}

Result<ArxivRecord> read_record(const pugi::xml_node& node) {
  auto id = id_of(node);
  if (!id) return tl::unexpected(id.error());
  const auto named = [&](const std::string& what) {
    return fail(ErrorKind::Parse, fmt::format("{}: {}", id->str(), what));
  };
  const std::string datestamp = child_line(node.child("header"), "datestamp");
  const auto day = model::Day::parse(std::string_view(datestamp).substr(0, 10));
  if (!day) return named(fmt::format("datestamp {} is not a day", shown(datestamp)));
  ArxivRecord begun{.id = *id, .title = {}, .abstract = {}, .comment = {}, .authors = {}, .categories = {}};
  begun.record_day = *day;
  auto record = read_oai_metadata(std::move(begun), node.child("metadata"));
  if (!record) return named(record.error().message);
  return record;
}

void read_records(const pugi::xml_node& list, OaiPage& page) {
  int place = 0;
  for (const pugi::xml_node& node : list.children("record")) {
    ++place;
    if (is_deleted(node)) {
      if (auto id = id_of(node))
        page.deleted.push_back(*std::move(id));
      else
        page.faults.push_back(fmt::format("record {}: {}", place, id.error().message));
    } else if (auto record = read_record(node)) {
      page.records.push_back(*std::move(record));
    } else {
      page.faults.push_back(fmt::format("record {}: {}", place, record.error().message));
    }
  }
  page.resumption_token = child_line(list, "resumptionToken");
}

}  // namespace

Result<OaiPage> parse_arxiv_oai(std::string_view body) {
  const auto document = read_xml(body);
  if (!document) return tl::unexpected(document.error());
  const pugi::xml_node root = document->child("OAI-PMH");
  if (!root)
    return fail(ErrorKind::Parse,
                fmt::format("no OAI-PMH: the document is {}", shown(document->document_element().name())));
  const std::string responded = child_line(root, "responseDate");
  const auto moment = iso_moment(responded);
  if (!moment) return fail(ErrorKind::Parse, fmt::format("responseDate {} is no date", shown(responded)));

  OaiPage page{.responded_at = *moment};
  if (const pugi::xml_node error = root.child("error")) {
    const std::string_view code = error.attribute("code").value();
    if (code == "noRecordsMatch") return page;
    if (code == "badResumptionToken") {
      page.answer = OaiAnswer::TokenRefused;
      return page;
    }
    return fail(ErrorKind::Parse,
                fmt::format("arXiv answers {}: {}", shown(code), shown(one_line(error.text().get()))));
  }
  for (const char* verb : {"ListRecords", "GetRecord"}) {
    if (const pugi::xml_node list = root.child(verb)) {
      read_records(list, page);
      return page;
    }
  }
  return fail(ErrorKind::Parse, "OAI-PMH without records and without an error");
}

Result<ArxivRecord> parse_arxiv_oai_record(std::string_view body) {
  const auto document = read_xml(body);
  if (!document) return tl::unexpected(document.error());
  return read_record(document->child("record"));
}

}  // namespace bandwagon::parse

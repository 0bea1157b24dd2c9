// What the parsers make of a recorded answer, as JSON, for recordings_test.py to hold against a reading of its own.
//   read_recording api|rss|oai|oai-record|kaggle|postings FILE
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "daemon/parse/arxiv_api.hpp"
#include "daemon/parse/arxiv_oai.hpp"
#include "daemon/parse/arxiv_rss.hpp"
#include "daemon/parse/kaggle.hpp"
#include "daemon/parse/posting.hpp"

namespace {

using namespace bandwagon;
using nlohmann::json;

json json_of(const parse::ArxivRecord& record) {
  json authors = json::array();
  for (const auto& author : record.authors) authors.push_back({author.name, author.affiliations});
  return {{"id", record.id.str()},
          {"version", record.version},
          {"title", record.title},
          {"abstract", record.abstract},
          {"authors", authors},
          {"categories", record.categories},
          {"submitted", record.submitted_at},
          {"record_day", record.record_day ? json(record.record_day->iso()) : json()}};
}

json json_of(const parse::Announcement& one) {
  return {{"id", one.id.str()},           {"version", one.version},    {"type", static_cast<int>(one.type)},
          {"title", one.title},           {"abstract", one.abstract},  {"authors", one.authors},
          {"categories", one.categories}, {"mailed", one.mailed.iso()}};
}

json json_of(const parse::KaggleRecord& record) {
  const model::Paper& paper = record.paper;
  return {{"id", paper.id.str()},
          {"version", paper.version},
          {"title", paper.title},
          {"abstract", paper.abstract},
          {"authors", paper.authors},
          {"categories", paper.categories},
          {"submitted", paper.submitted_at},
          {"record_day", record.record_day.iso()}};
}

json json_of(const parse::Posting& one) {
  json ids = json::array();
  for (const auto& id : one.arxiv_ids) ids.push_back(id.str());
  return {{"key", one.key},
          {"link", one.link},
          {"title", one.title},
          {"at", one.published_at ? json(*one.published_at) : json()}};
}

template <class Items>
json json_list(const Items& items) {
  json list = json::array();
  for (const auto& item : items) list.push_back(json_of(item));
  return list;
}

Result<json> read(const std::string& kind, const std::string& body) {
  if (kind == "api")
    return parse::parse_arxiv_api(body).map([](const auto& answer) { return json_list(answer.records); });
  if (kind == "rss")
    return parse::parse_arxiv_rss(body).map([](const auto& mailing) { return json_list(mailing.announcements); });
  if (kind == "oai") return parse::parse_arxiv_oai(body).map([](const auto& page) { return json_list(page.records); });
  if (kind == "oai-record")
    return parse::parse_arxiv_oai_record(body).map([](const auto& record) { return json::array({json_of(record)}); });
  if (kind == "postings")
    return parse::parse_postings(body).map([](const auto& list) { return json_list(list.postings); });
  json papers = json::array();
  std::istringstream lines(body);
  for (std::string line; std::getline(lines, line);) {
    const auto record = parse::kaggle_record(line, *model::Day::parse("2026-11-23"));
    if (!record) return tl::unexpected(record.error());
    papers.push_back(json_of(*record));
  }
  return papers;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return exit_code(ErrorKind::Usage);
  std::ifstream file(argv[2], std::ios::binary);
  std::ostringstream body;
  body << file.rdbuf();
  const auto records = read(argv[1], body.str());
  if (records) {
    std::cout << records->dump() << '\n';
    return 0;
  }
  std::cerr << records.error().message << '\n';
  return exit_code(records.error().kind);
}

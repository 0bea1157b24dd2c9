#include "daemon/parse/hub_postings.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "daemon/parse/moment.hpp"
#include "daemon/parse/one_line.hpp"
#include "daemon/parse/plain_text.hpp"
#include "daemon/parse/utf8.hpp"

namespace bandwagon::parse {
namespace {

using nlohmann::json;

constexpr std::size_t kMostSummary = 2000, kMostHubTags = 200;

// "" unless the member is there and a text.
std::string text_of(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? one_line(found->get_ref<const std::string&>()) : std::string();
}

std::vector<std::string> tags_of(const json& model) {
  std::vector<std::string> tags;
  const auto found = model.find("tags");
  if (found == model.end() || !found->is_array()) return tags;
  for (const json& tag : *found)
    if (tag.is_string() && tags.size() < kMostHubTags) tags.push_back(one_line(tag.get_ref<const std::string&>()));
  return tags;
}

void add_model(const json& entry, PostingList& list) {
  Posting posting;
  posting.title = text_of(entry, "id");
  if (posting.title.empty()) posting.title = text_of(entry, "modelId");
  if (posting.title.find('/') == std::string::npos)
    return list.faults.push_back(
        fmt::format("a model without \"organisation/name\": \"{}\"", shown_beginning(posting.title)));
  posting.key = text_of(entry, "_id");
  if (posting.key.empty()) posting.key = posting.title;
  posting.link = "https://huggingface.co/" + posting.title;
  posting.text = plain_text(text_of(entry, "pipeline_tag"), kMostSummary);
  posting.published_at = parse_moment(text_of(entry, "createdAt"));
  posting.tags = tags_of(entry);
  for (const auto& tag : posting.tags)
    if (tag.starts_with("arxiv:"))
      if (const auto id = model::PaperId::parse(tag)) posting.arxiv_ids.push_back(*id);
  list.postings.push_back(std::move(posting));
}

void add_paper(const json& entry, PostingList& list) {
  const json& paper = entry.at("paper");
  Posting posting;
  posting.title = paper.is_object() ? text_of(paper, "title") : std::string();
  const auto id = paper.is_object() ? model::PaperId::parse(text_of(paper, "id")) : std::nullopt;
  if (posting.title.empty() || !id)
    return list.faults.push_back(
        fmt::format("a paper without title or arXiv identifier: \"{}\"", shown_beginning(posting.title)));
  posting.key = id->str();
  posting.link = "https://huggingface.co/papers/" + id->str();
  posting.text = plain_text(text_of(paper, "summary"), kMostSummary);
  posting.published_at = parse_moment(text_of(entry, "publishedAt"));
  if (!posting.published_at) posting.published_at = parse_moment(text_of(paper, "publishedAt"));
  posting.arxiv_ids.push_back(*id);
  if (const auto organisation = paper.find("organization"); organisation != paper.end() && organisation->is_object())
    if (auto name = text_of(*organisation, "name"); !name.empty()) posting.tags.push_back("organization:" + name);
  list.postings.push_back(std::move(posting));
}

}  // namespace

Result<PostingList> parse_hub(std::string_view body) {
  if (const auto at = first_invalid_utf8(body)) return fail(ErrorKind::Parse, fmt::format("no UTF-8 at byte {}", *at));
  const json document = json::parse(body, nullptr, false);
  if (document.is_discarded())
    return fail(ErrorKind::Parse, fmt::format("JSON is broken or cut off: \"{}\"", shown_beginning(body)));
  if (document.is_object() && document.contains("error"))
    return fail(ErrorKind::Parse, fmt::format("the Hub answers \"{}\"", shown_beginning(text_of(document, "error"))));
  if (!document.is_array()) return fail(ErrorKind::Parse, "JSON, but no list of models or papers");
  PostingList list;
  list.format = PostingFormat::HubModels;
  for (const json& entry : document) {
    const bool is_paper = entry.is_object() && entry.contains("paper");
    if (is_paper) {
      list.format = PostingFormat::HubPapers;
      add_paper(entry, list);
    } else if (entry.is_object()) {
      add_model(entry, list);
    } else {
      list.faults.push_back(fmt::format("an entry that is {}, not an object", entry.type_name()));
    }
  }
  return list;
}

}  // namespace bandwagon::parse

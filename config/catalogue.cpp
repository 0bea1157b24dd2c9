#include "config/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "config/read_chosen.hpp"
#include "config/record.hpp"
#include "config/shipped.hpp"
#include "config/text_file.hpp"

namespace bandwagon::config {
namespace {

constexpr std::uint64_t kLargestCatalogue = 16 << 20;
constexpr std::size_t kLongestId = 100, kLongestText = 1000, kMostListed = 200;

enum class UnknownKeys { Refused, PassedOver };

const std::vector<std::string> kKeys{"id",    "name",     "lab",       "kind",    "date",        "openness",
                                     "about", "arxiv_id", "arxiv_ids", "aliases", "known_since", "status"};

bool is_release_id(std::string_view text) {
  return !text.empty() && text.size() <= kLongestId && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-._+:").find(c) != std::string_view::npos;
  });
}

// Reads the fields of one record; every reader gives nothing and notes a problem if the field is wrong.
class Entry {
 public:
  Entry(const Record& record, std::size_t number, Problems& problems) : record_(record), problems_(problems) {
    const auto* id = field("id");
    title_ = id && id->shape == Field::Shape::Text && is_release_id(id->text)
                 ? fmt::format("release {}", id->text)
                 : fmt::format("release number {}", number);
  }

  void refuse(Place place, std::string_view message) const {
    problems_.add(place, fmt::format("{}: {}", title_, message));
  }

  const Field* field(std::string_view key) const {
    const auto at = record_.fields.find(key);
    return at == record_.fields.end() || at->second.shape == Field::Shape::Null ? nullptr : &at->second;
  }

  std::optional<std::string> text(std::string_view key) const {
    const auto* found = field(key);
    if (!found) return std::nullopt;
    if (found->shape != Field::Shape::Text) return refuse_key(key, "must be a text in quotes"), std::nullopt;
    if (!is_sound(key, found->text)) return std::nullopt;
    return found->text;
  }

  std::string needed_text(std::string_view key) const {
    if (!field(key)) {
      refuse(record_.place, fmt::format("{} is missing", key));
      return {};
    }
    const auto found = text(key);
    if (found && found->find_first_not_of(' ') == std::string::npos) refuse_key(key, "must not be empty");
    return found.value_or("");
  }

  std::optional<model::Day> day(std::string_view key) const {
    const auto written = text(key);
    if (!written) return std::nullopt;
    const auto day = model::Day::parse(*written);
    if (!day) refuse_key(key, fmt::format("must be a day as YYYY-MM-DD, not {}", in_quotes(*written)));
    return day;
  }

  std::vector<std::string> texts(std::string_view key) const {
    std::vector<std::string> distinct;
    const auto* found = field(key);
    if (!found) return distinct;
    if (found->shape != Field::Shape::Texts) return refuse_key(key, "must be a list of texts in quotes"), distinct;
    if (found->texts.size() > kMostListed)
      return refuse_key(key, fmt::format("lists more than {}", kMostListed)), distinct;
    for (const auto& one : found->texts) {
      if (one.find_first_not_of(' ') == std::string::npos) {
        refuse_key(key, "holds an empty text");
      } else if (is_sound(key, one) && std::ranges::find(distinct, one) == distinct.end()) {
        distinct.push_back(one);
      }
    }
    return distinct;
  }

  std::vector<model::PaperId> papers() const {
    std::vector<model::PaperId> papers;
    if (field("arxiv_id") && field("arxiv_ids")) refuse_key("arxiv_ids", "stands beside arxiv_id; give one of them");
    const auto add = [&](std::string_view key, std::string_view written) {
      const auto id = model::PaperId::parse(written);
      if (!id) {
        refuse_key(key, fmt::format("{} is no arXiv identifier, such as \"2501.12948\"", in_quotes(written)));
      } else if (std::ranges::find(papers, *id) == papers.end()) {
        papers.push_back(*id);
      }
    };
    if (const auto single = text("arxiv_id")) add("arxiv_id", *single);
    for (const auto& one : texts("arxiv_ids")) add("arxiv_ids", one);
    return papers;
  }

  model::ReleaseStatus status() const {
    using enum model::ReleaseStatus;
    const auto written = text("status").value_or("confirmed");
    if (written == "candidate") return Candidate;
    if (written == "rejected") return Rejected;
    if (written != "confirmed")
      refuse_key("status", fmt::format("must be confirmed, candidate or rejected, not {}", in_quotes(written)));
    return Confirmed;
  }

  void refuse_key(std::string_view key, std::string_view message) const {
    refuse(record_.fields.find(key)->second.place, fmt::format("{}: {}", key, message));
  }

  void refuse_unknown_keys() const {
    for (const auto& [key, field] : record_.fields)
      if (std::ranges::find(kKeys, key) == kKeys.end())
        refuse(field.place, fmt::format("unknown key {}{}", in_quotes(key), suggestion(key, kKeys)));
  }

 private:
  bool is_sound(std::string_view key, std::string_view text) const {
    if (text.size() > kLongestText) return refuse_key(key, fmt::format("is longer than {} bytes", kLongestText)), false;
    if (has_control_character(text))
      return refuse_key(key, fmt::format("holds control characters: {}", in_quotes(text))), false;
    return true;
  }

  const Record& record_;
  Problems& problems_;
  std::string title_;
};

model::Release release_of(const Entry& entry) {
  model::Release release;
  release.id = entry.needed_text("id");
  if (!release.id.empty() && !is_release_id(release.id))
    entry.refuse_key("id", fmt::format("may hold letters, digits and - . _ + : only, at most {}, not {}", kLongestId,
                                       in_quotes(release.id)));
  release.name = entry.needed_text("name");
  release.lab = entry.needed_text("lab");
  release.kind = entry.needed_text("kind");
  release.openness = entry.text("openness").value_or("");
  release.about = entry.text("about").value_or("");
  entry.needed_text("date");
  const auto released = entry.day("date"), known_since = entry.day("known_since");
  release.released = released.value_or(model::Day{});
  release.known_since = known_since.value_or(release.released);
  if (released && release.known_since < release.released)
    entry.refuse_key("known_since",
                     fmt::format("{} is before the release day {}", release.known_since.iso(), released->iso()));
  release.arxiv_ids = entry.papers();
  release.aliases = entry.texts("aliases");
  release.status = entry.status();
  return release;
}

// A JSON catalogue begins with an object or with an array whose first element begins like a JSON value; "[[release]]"
// and
// "[release" begin no JSON of ours.
bool is_json(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  constexpr std::string_view kSpace = " \t\r\n";
  const auto first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return false;
  if (text[first] == '{') return true;
  if (text[first] != '[') return false;
  const auto second = text.find_first_not_of(kSpace, first + 1);
  return second == std::string_view::npos || std::string_view("{]\"").find(text[second]) != std::string_view::npos;
}

}  // namespace

Result<std::vector<model::Release>> parse_catalogue(std::string_view text, const std::filesystem::path& file) {
  Problems problems(file);
  const auto unknown_keys = is_json(text) ? UnknownKeys::PassedOver : UnknownKeys::Refused;
  const auto records = is_json(text) ? read_json_records(text, problems) : read_toml_records(text, problems);
  if (records.empty() && problems.empty() && !is_json(text))
    problems.add({}, "holds no release; write [[release]] sections, or name no catalogue at all");

  std::vector<model::Release> releases;
  std::map<std::string, Place> seen;
  for (const auto& record : records) {
    const Entry entry(record, releases.size() + 1, problems);
    releases.push_back(release_of(entry));
    if (unknown_keys == UnknownKeys::Refused) entry.refuse_unknown_keys();
    const auto& id = releases.back().id;
    const auto [first, fresh] = seen.emplace(id, record.place);
    if (!fresh && !id.empty())
      entry.refuse(record.place, fmt::format("this id is already used in line {}", first->second.line));
  }
  if (!problems.empty()) return tl::unexpected(problems.as_error(ErrorKind::Parse));
  return releases;
}

Result<std::vector<model::Release>> read_catalogue(const std::filesystem::path& file) {
  const auto text = read_text(file, kLargestCatalogue);
  if (!text) return tl::unexpected(text.error());
  return parse_catalogue(*text, file);
}

Result<std::vector<model::Release>> configured_catalogue(const Config& config) {
  const auto& releases = config.releases;
  return read_chosen(releases.catalogue, "releases.catalogue", releases.catalogue_place, &shipped_catalogue,
                     &read_catalogue);
}

}  // namespace bandwagon::config

// One thing, whole: its record and the rows that belong to it.
#include <fmt/format.h>

#include "daemon/answer/reading.hpp"
#include "daemon/render/escape.hpp"
#include "daemon/store/read_only.hpp"

namespace bandwagon::answer {
namespace {

using store::Query;
using store::ReadOnly;

struct PartAsked {
  std::string name, title;
  Query query;
};

// The ids there are, for whoever asked for one that is not there.
std::string ids_there_are(ReadOnly& database, std::string_view things, const Query& range) {
  const auto found = database.all(range);
  if (!found || !std::holds_alternative<std::int64_t>(found->rows.at(0).at(0)))
    return fmt::format("there are no {} yet", things);
  return fmt::format("{} go from {} to {}", things, std::get<std::int64_t>(found->rows[0][0]),
                     std::get<std::int64_t>(found->rows[0][1]));
}

Result<render::Page> load(ReadOnly& database, const Query& record, const std::vector<PartAsked>& asked) {
  render::Page page;
  auto found = database.all(record);
  if (!found) return tl::unexpected(found.error());
  page.record = std::move(*found);
  if (page.record.rows.empty()) return page;
  for (const PartAsked& part : asked) {
    auto rows = database.all(part.query);
    if (!rows) return tl::unexpected(rows.error());
    page.sections.push_back({part.name, part.title, std::move(*rows)});
  }
  return page;
}

// Prints the page, or the error of `missing` when there is no record.
template <class Missing>
Result<void> print(const std::filesystem::path& file, const Query& record, const std::vector<PartAsked>& asked,
                   const Output& output, Missing missing) {
  auto database = ReadOnly::open(file);
  if (!database) return tl::unexpected(database.error());
  const auto page = load(*database, record, asked);
  if (!page) return tl::unexpected(page.error());
  if (page->record.rows.empty()) return fail(ErrorKind::NotFound, missing(*database));
  render::write_page(*page, output.format, output.stream, output.screen);
  return {};
}

}  // namespace

Result<void> print_topic(const std::filesystem::path& file, std::int64_t topic, const Output& output) {
  return print(file, store::topic_record(topic),
               {{"bursts", "Bursts", store::topic_bursts(topic)},
                {"weeks", "Latest weeks", store::topic_weeks(topic)},
                {"lineage", "Lineage", store::topic_lineage(topic)},
                {"newest", "Newest papers", store::topic_newest(topic)}},
               output, [&](ReadOnly& database) {
                 return fmt::format("no topic {} ({})", topic, ids_there_are(database, "topics", store::topic_range()));
               });
}

Result<void> print_burst(const std::filesystem::path& file, std::int64_t burst, const Output& output) {
  return print(file, store::burst_record(burst),
               {{"alerts", "Alerts", store::burst_alerts(burst)},
                {"attributions", "Releases that were weighed", store::burst_attributions(burst)},
                {"weeks", "Weeks", store::burst_weeks(burst)},
                {"roles", "Roles", store::burst_roles(burst)},
                {"newest", "Newest papers", store::burst_newest(burst)}},
               output, [&](ReadOnly& database) {
                 return fmt::format("no burst {} ({})", burst, ids_there_are(database, "bursts", store::burst_range()));
               });
}

Result<void> print_paper(const std::filesystem::path& file, const std::string& arxiv_id, const Output& output) {
  const auto paper = model::PaperId::parse(arxiv_id);
  if (!paper)
    return fail(ErrorKind::Usage,
                fmt::format("\"{}\" is no arXiv identifier; write it like 2501.12948 or hep-th/9711200",
                            render::plain(arxiv_id)));
  return print(
      file, store::paper_record(*paper),
      {{"releases", "Releases it belongs to", store::paper_releases(*paper)},
       {"anticipated", "What it anticipated", store::paper_anticipated(*paper)},
       {"first_to_write", "What it wrote before a wave without a release", store::paper_first_to_write(*paper)},
       {"topics", "Topics", store::paper_topics(*paper)},
       {"bursts", "Bursts", store::paper_bursts(*paper)},
       {"roles", "Roles", store::paper_roles(*paper)},
       {"concurrent", "Concurrent papers", store::paper_concurrent(*paper)}},
      output, [&](ReadOnly&) { return fmt::format("no paper {} in this database", paper->str()); });
}

Result<void> print_release(const std::filesystem::path& file, const std::string& release, const Output& output) {
  return print(file, store::release_record(release),
               {{"papers", "Its papers", store::release_papers(release)},
                {"attributions", "Bursts it was weighed for", store::release_attributions(release)},
                {"alerts", "Alerts that name it", store::release_alerts(release)}},
               output, [&](ReadOnly&) {
                 return fmt::format("no release {}; `bandwagon releases` lists all", render::plain(release));
               });
}

}  // namespace bandwagon::answer

#include "daemon/answer/export.hpp"

#include <fmt/format.h>

#include "daemon/answer/export_folder.hpp"
#include "daemon/answer/export_schema.hpp"
#include "daemon/render/rows.hpp"
#include "daemon/store/export_questions.hpp"

namespace bandwagon::answer {
namespace {

constexpr std::chrono::hours kTimeLimit{6};  // of one view; a machine that needs longer has another fault
constexpr const char* kFile = "part.ndjson.zst";

// The rows of one view on their way into files.
class ViewFiles {
 public:
  ViewFiles(const store::ExportedView& view, ExportFolder& folder, std::function<void(const std::string&)> tell)
      : view_(view), folder_(folder), tell_(std::move(tell)) {}

  void begin(std::vector<std::string> columns) {
    if (view_.by_month) columns.pop_back();  // the month stands in the name of the folder
    columns_ = std::move(columns);
  }

  // False: a file could not be written; finish() says why.
  bool add(const Row& row) {
    if (view_.by_month && std::get<std::string>(row.back()) != month_) {
      outcome_ = put();
      month_ = std::get<std::string>(row.back());
      tell_(month_);
    }
    lines_ += render::json_object(columns_, row);
    lines_ += '\n';
    return outcome_.has_value();
  }

  Result<void> finish() { return outcome_ ? put() : outcome_; }

 private:
  Result<void> put() {
    if (view_.by_month && month_.empty()) return {};
    const std::string place = view_.by_month ? fmt::format("{}/month={}/{}", view_.name, month_, kFile)
                                             : fmt::format("{}/{}", view_.name, kFile);
    auto done = folder_.put_packed(place, lines_);
    lines_.clear();
    return done;
  }

  const store::ExportedView& view_;
  ExportFolder& folder_;
  std::function<void(const std::string&)> tell_;
  std::vector<std::string> columns_;
  std::string month_, lines_;
  Result<void> outcome_;
};

Result<void> write_view(store::ReadOnly& database, const store::ExportedView& view, ExportFolder& folder,
                        const std::function<void(const std::string&)>& tell) {
  tell({});
  ViewFiles files(view, folder, tell);
  const auto read = database.each(view.rows,
                                  {.columns = [&](const auto& names) { files.begin(names); },
                                   .row = [&](const Row& row) { return files.add(row); }},
                                  kTimeLimit);
  if (!read) return read;
  return files.finish();
}

Result<void> write_description(const std::vector<DescribedView>& described, ExportFolder& folder) {
  if (auto done = folder.put("schema.json", schema_json(described)); !done) return done;
  return folder.put("README.md", export_readme(described));
}

}  // namespace

Result<ExportReport> export_views(const std::filesystem::path& database, const std::filesystem::path& folder,
                                  const std::function<void(const ExportProgress&)>& progress) {
  auto opened = store::ReadOnly::open(database);
  if (!opened) return tl::unexpected(opened.error());
  if (const auto still = opened->hold_still(); !still) return tl::unexpected(still.error());
  const auto documented = opened->all(store::documentation());
  if (!documented) return tl::unexpected(documented.error());
  const auto views = store::exported_views();
  const auto described = described_views(*documented, views);
  if (!described) return tl::unexpected(described.error());
  auto target = ExportFolder::open(folder);
  if (!target) return tl::unexpected(target.error());
  if (const auto done = write_description(*described, *target); !done) return tl::unexpected(done.error());
  for (std::size_t i = 0; i < views.size(); ++i) {
    const auto tell = [&](const std::string& month) { progress({views[i].name, month, i, views.size()}); };
    if (const auto done = write_view(*opened, views[i], *target, tell); !done) return tl::unexpected(done.error());
  }
  return target->publish();
}

}  // namespace bandwagon::answer

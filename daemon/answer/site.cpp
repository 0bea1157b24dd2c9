#include "daemon/answer/site.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <limits>
#include <set>

#include "daemon/answer/cells.hpp"
#include "daemon/answer/digest.hpp"
#include "daemon/answer/message.hpp"
#include "daemon/answer/site_pages.hpp"
#include "daemon/store/questions.hpp"
#include "daemon/store/site_questions.hpp"
#include "daemon/util/atomic_file.hpp"

namespace bandwagon::answer {
namespace {

using store::ReadOnly;

constexpr std::int64_t kPapersOfAWave = 40;
constexpr int kFeedDays = 91;
constexpr model::Day kBeginning{0};

Result<SiteContents> load(const std::filesystem::path& file, const config::Config& config) {
  auto request = request_of(config);
  request.since = kBeginning, request.max_waves = std::numeric_limits<std::size_t>::max();
  auto database = ReadOnly::open(file);
  if (!database) return tl::unexpected(database.error());
  auto all = load_digest(file, request);
  if (!all) return tl::unexpected(all.error());
  SiteContents contents{.all = std::move(*all)};
  const std::pair<Table*, store::Query> asked[] = {
      {&contents.alerts, store::site_alerts()},
      {&contents.roles, store::site_roles(kPapersOfAWave)},
      {&contents.releases, store::site_releases()},
      {&contents.attributions, store::site_attributions()},
      {&contents.release_papers, store::site_release_papers()},
      {&contents.figures, store::herding_figures(std::nullopt, std::nullopt)}};
  for (const auto& [table, query] : asked) {
    auto rows = database->all(query);
    if (!rows) return tl::unexpected(rows.error());
    *table = std::move(*rows);
  }
  return contents;
}

Result<std::string> feed(const std::filesystem::path& file, const config::Config& config) {
  auto request = request_of(config);
  request.days = kFeedDays;
  const auto digest = load_digest(file, request);
  if (!digest) return tl::unexpected(digest.error());
  return render::digest_atom(*digest, atom_place(config.digest));
}

// Whether pages that are not ours stand where ours would be written. Of ours the first page is written first.
bool is_another_site(const std::filesystem::path& folder) {
  std::ifstream stream(folder / "index.html", std::ios::binary);
  const std::string first{std::istreambuf_iterator<char>(stream), {}};
  if (first.find("· Bandwagon</title>") != std::string::npos) return false;
  std::error_code ignored;
  const auto has = [&](const char* name) { return std::filesystem::exists(folder / name, ignored); };
  return has("index.html") || has("style.css") || has("atom.xml");
}

// Files below one folder, written only where they differ.
class Folder {
 public:
  explicit Folder(std::filesystem::path root) : root_(std::move(root)) {}

  Result<void> put(const std::string& path, const std::string& content) {
    ++report_.pages;
    const auto file = root_ / path;
    if (holds(file, content)) return {};
    if (made_.insert(file.parent_path()).second) {
      std::error_code fault;
      std::filesystem::create_directories(file.parent_path(), fault);
      if (fault)
        return fail(ErrorKind::Failed,
                    fmt::format("{}: cannot make the folder: {}", file.parent_path().string(), fault.message()));
    }
    ++report_.written;
    return util::write_atomically(file, content);
  }

  const SiteReport& report() const { return report_; }

 private:
  static bool holds(const std::filesystem::path& file, const std::string& content) {
    std::error_code fault;
    if (std::filesystem::file_size(file, fault) != content.size() || fault) return false;
    std::ifstream stream(file, std::ios::binary);
    return std::equal(std::istreambuf_iterator<char>(stream), {}, content.begin(), content.end());
  }

  std::filesystem::path root_;
  std::set<std::filesystem::path> made_;
  SiteReport report_;
};

}  // namespace

Result<SiteReport> write_site(const std::filesystem::path& database, const std::filesystem::path& folder,
                              const config::Config& config) {
  if (is_another_site(folder))
    return fail(ErrorKind::Usage, fmt::format("{}: its index.html, style.css or atom.xml is of another site, and would "
                                              "be written over; name an empty folder",
                                              folder.string()));
  const auto contents = load(database, config);
  if (!contents) return tl::unexpected(contents.error());
  const auto atom = feed(database, config);
  if (!atom) return tl::unexpected(atom.error());
  const Site site = site_of(*contents);
  Folder target(folder);
  for (const auto& page : site.pages)
    if (const auto done = target.put(page.path, render::site_page(page)); !done) return tl::unexpected(done.error());
  const std::pair<const char*, std::string> files[] = {{"style.css", render::site_style()},
                                                       {"search.js", render::site_script()},
                                                       {"search-index.js", render::search_index(site.index)},
                                                       {"atom.xml", *atom}};
  for (const auto& [path, content] : files)
    if (const auto done = target.put(path, content); !done) return tl::unexpected(done.error());
  return target.report();
}

}  // namespace bandwagon::answer

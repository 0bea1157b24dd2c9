#include "daemon/answer/check.hpp"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "daemon/answer/survey.hpp"
#include "daemon/files/input_file.hpp"
#include "daemon/render/outlook.hpp"
#include "daemon/store/idea_questions.hpp"

namespace bandwagon::answer {
namespace {

constexpr std::size_t kLargestIdea = 1 << 20;

}  // namespace

void print_outlook(const idea::Outlook& outlook, const Output& output) {
  if (output.format == render::Format::Table)
    output.stream << render::outlook_text(outlook);
  else
    render::write_page(render::outlook_page(outlook), output.format, output.stream, output.screen);
}

Result<idea::Idea> read_idea(const std::string& path) {
  auto file = files::InputFile::open(path);
  if (!file) return tl::unexpected(file.error());
  std::string text;
  std::array<char, 1 << 16> buffer{};
  for (;;) {
    const auto read = file->read(buffer);
    if (!read) return tl::unexpected(read.error());
    if (*read == 0) break;
    text.append(buffer.data(), *read);
    if (text.size() > kLargestIdea)
      return fail(ErrorKind::Usage,
                  fmt::format("{} is larger than 1 MB; an idea is a title and an abstract", file->path()));
  }
  return parse::idea_from(text, file->path());
}

Result<idea::Outlook> outlook_of(const std::filesystem::path& file, const idea::Idea& idea,
                                 const std::vector<std::string>& categories) {
  auto database = store::ReadOnly::open(file);
  if (!database) return tl::unexpected(database.error());
  if (const auto still = database->hold_still(); !still) return tl::unexpected(still.error());
  const auto closed = database->all(store::weekly_volume(1));
  if (!closed) return tl::unexpected(closed.error());
  if (closed->rows.empty())
    return fail(ErrorKind::NotFound,
                "no week is closed yet, so nothing is known of topics and waves; run `bandwagon analyze`");
  const std::string lists = nlohmann::json(categories).dump();
  const auto frequencies = word_weights(*database, lists);
  if (!frequencies) return tl::unexpected(frequencies.error());
  const idea::Comparison comparison(idea, *frequencies);
  auto near = neighbours(*database, idea, *frequencies, comparison, lists);
  if (!near) return tl::unexpected(near.error());

  Survey survey(*database, idea, comparison, std::move(*near));
  idea::Outlook outlook;
  outlook.title = idea.title;
  outlook.words = idea::telling_words(idea);
  survey.papers(outlook);
  const auto done = survey.crowding(outlook).and_then([&] { return survey.topics(outlook); }).and_then([&] {
    return survey.waves(outlook);
  });
  if (!done) return tl::unexpected(done.error());
  return outlook;
}

}  // namespace bandwagon::answer

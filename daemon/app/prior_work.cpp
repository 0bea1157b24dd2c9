#include "daemon/app/prior_work.hpp"

#include <stdexcept>

#include "daemon/store/papers.hpp"

namespace bandwagon::app {
namespace {

constexpr int kMostPapers = 400;     // the newest; each costs its reading
constexpr std::size_t kPhrases = 8;  // pairs of these: 28 conjunctions

// One FTS5 phrase that also finds plurals: "reasoning model" *.
std::string phrase(const std::string& written) {
  std::string words = written;
  if (words.size() > 4 && words.back() == 's' && words[words.size() - 2] != 's') words.pop_back();
  std::string quoted = "\"";
  for (const char c : words) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\" *";
}

std::string any_two_of(const std::vector<std::string>& phrases) {
  std::string expression;
  const std::size_t count = std::min(phrases.size(), kPhrases);
  for (std::size_t a = 0; a < count; ++a)
    for (std::size_t b = a + 1; b < count; ++b)
      expression +=
          (expression.empty() ? "" : " OR ") + ("(" + phrase(phrases[a]) + " AND " + phrase(phrases[b]) + ")");
  return expression;
}

}  // namespace

close::PriorWork prior_work(const store::Connection& connection) {
  return [&connection](const std::vector<std::string>& phrases, model::Day before) -> std::vector<model::StoredPaper> {
    const std::string expression = any_two_of(phrases);
    if (expression.empty()) return {};
    auto papers = store::matching(connection, expression, before, kMostPapers);
    if (!papers) throw std::runtime_error(papers.error().message);
    return std::move(*papers);
  };
}

}  // namespace bandwagon::app

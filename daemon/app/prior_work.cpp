#include "daemon/app/prior_work.hpp"

#include <stdexcept>

#include "daemon/store/papers.hpp"

namespace bandwagon::app {
namespace {

constexpr int kMostPapers = 400;  // each costs its reading
constexpr int kLeastPhrases = 2;

// One FTS5 phrase that also finds plurals: "reasoning model" *.
std::string phrase(const std::string& written) {
  std::string words = written;
  if (words.size() > 4 && words.back() == 's' && words[words.size() - 2] != 's') words.pop_back();
  std::string quoted = "\"";
  for (const char c : words) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\" *";
}

}  // namespace

close::PriorWork prior_work(const store::Connection& connection) {
  return [&connection](const std::vector<std::string>& phrases, model::Day before) -> std::vector<model::StoredPaper> {
    std::vector<std::string> expressions;
    for (const auto& written : phrases) expressions.push_back(phrase(written));
    auto papers = store::matching_most(connection, expressions, kLeastPhrases, before, kMostPapers);
    if (!papers) throw std::runtime_error(papers.error().message);
    return std::move(*papers);
  };
}

}  // namespace bandwagon::app

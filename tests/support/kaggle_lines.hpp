#pragma once
#include <fmt/format.h>

#include <string>

namespace bandwagon::support {

// One line of a Kaggle snapshot, announced in January 2024, with a text of its own.
inline std::string kaggle_line(int number, const std::string& abstract = "An abstract.") {
  return fmt::format(
      R"({{"id":"2401.{:05}","submitter":null,"authors":"A. One and B. Two","title":"Paper number {}","comments":null,"journal-ref":null,)"
      R"("doi":null,"report-no":null,"categories":"cs.CL cs.AI","license":null,"abstract":"  {}\n","versions":[{{"version":"v1",)"
      R"("created":"Mon, {} Jan 2024 12:00:00 GMT"}}],"update_date":"2024-01-31","authors_parsed":[["One","A.",""],["Two","B.",""]]}})",
      number, number, abstract, 1 + number % 28);
}

inline std::string kaggle_lines(int from, int until) {
  std::string text;
  for (int number = from; number < until; ++number) text += kaggle_line(number) + '\n';
  return text;
}

}  // namespace bandwagon::support

// Prints what analyzers/candidate finds in the papers of a database, one line per proposal, for docs/METHODS.md:
//   discovered_releases DATABASE LABS [WATCHED-LIST...]
#include <fmt/format.h>

#include "analyzers/candidate/discovery.hpp"
#include "config/labs.hpp"
#include "daemon/store/connection.hpp"
#include "daemon/store/papers.hpp"

int main(int count, char** arguments) {
  using namespace bandwagon;
  if (count < 3) return 2;
  const auto database = store::open_reader(arguments[1]);
  const auto labs = config::read_labs(arguments[2], "");
  if (!database || !labs) {
    fmt::print(stderr, "{}\n", database ? labs.error().message : database.error().message);
    return 1;
  }
  candidate::Discovery discovery(labs->labs, {}, {arguments + 3, arguments + count});
  constexpr int kStep = 28;
  for (model::Day day = *model::Day::parse("2021-12-01"); day < *model::Day::parse("2025-09-01"); day = day + kStep) {
    const auto papers = store::window(*database, day, day + (kStep - 1));
    if (!papers) return 1;
    for (const auto& stored : *papers)
      for (const auto& proposal : discovery.see(stored.paper)) {
        std::string reasons;
        for (const auto reason : proposal.reasons) reasons += fmt::format("{} ", static_cast<int>(reason));
        std::string witnesses;
        for (const auto& witness : proposal.witnesses) witnesses += witness.str() + " ";
        fmt::print("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", proposal.known_since.iso(),
                   proposal.paper ? proposal.paper->str() : "-", proposal.submitted.iso(), proposal.name, proposal.lab,
                   proposal.weight == 1   ? "weak"
                   : proposal.weight == 2 ? "used"
                                          : "confirmed",
                   reasons, proposal.followers, witnesses);
      }
  }
  return 0;
}

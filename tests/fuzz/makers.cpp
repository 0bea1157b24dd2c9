#include <vector>

#include "analyzers/candidate/maker.hpp"
#include "tests/fuzz/fuzz.hpp"

FUZZ(text) {
  using bandwagon::candidate::Lab;
  static const std::vector<Lab> labs{{.name = "OpenAI"},
                                     {.name = "Google DeepMind", .makers = {"Google", "DeepMind"}},
                                     {.name = "Meta", .makers = {"Meta AI"}},
                                     {.name = "Anthropic"}};
  static const bandwagon::candidate::Makers makers{labs};
  const auto half = text.size() / 2;
  for (const auto& made : makers.names_in(text.substr(0, half), text.substr(half))) {
    promise(!made.spelling.empty());
    promise(made.lab < labs.size());
  }
}

#pragma once
#include <functional>
#include <vector>

#include "analyzers/corpus/window.hpp"
#include "analyzers/model/findings.hpp"

namespace bandwagon::herding {

// A paper of a wave, with its day; the paper itself may have left the window.
struct WavePaper {
  model::BurstId burst = 0;
  model::PaperKey paper = 0;
  model::Day announced;
};

// What the closes have decided so far, as the public views show it; only roles of followers.
struct Decided {
  std::vector<model::Topic> topics;
  std::vector<model::TopicPaper> topic_papers;
  std::vector<model::Burst> bursts;
  std::vector<WavePaper> wave_papers;
  std::vector<model::Attribution> attributions;
  std::vector<model::Role> followers;
};

// Everything decided in the closes before this one; topic papers and followers of papers announced from `from` on.
using Chronicle = std::function<Decided(model::Day from)>;

// Adds what the close of the window's latest week decides, by the rules by which the store writes it (see
// model::WeekFindings). O((all decided) log).
void add(Decided& decided, const model::WeekFindings& findings, const corpus::Window& window);

}  // namespace bandwagon::herding

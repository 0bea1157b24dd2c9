#pragma once
#include <string>
#include <vector>

namespace bandwagon::candidate {

// A lab as an installation knows it (config/labs.toml): how it signs papers and where it publishes.
struct Lab {
  std::string name;                        // "DeepSeek"
  std::vector<std::string> signatures;     // collective author names: "DeepSeek-AI", "Gemini Team"
  std::vector<std::string> organisations;  // on the Hub and GitHub: "deepseek-ai"
};

}  // namespace bandwagon::candidate

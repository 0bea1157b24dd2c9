#pragma once
#include <string>
#include <vector>

namespace bandwagon::candidate {

// A lab as an installation knows it (config/labs.toml): how it signs papers, where it publishes, what others call it.
struct Lab {
  std::string name;                        // "DeepSeek"
  std::vector<std::string> signatures;     // collective author names: "DeepSeek-AI", "Gemini Team"
  std::vector<std::string> organisations;  // on the Hub and GitHub: "deepseek-ai"
  std::vector<std::string> makers = {};    // other names under which papers know it: "Meta AI", "Facebook"
};

}  // namespace bandwagon::candidate

#pragma once
// When two names mean one release.
#include <string>
#include <string_view>

namespace bandwagon::candidate {

struct ReleaseName {
  std::string key;       // what is compared: small letters and digits of family, version and variant
  std::string spelling;  // without organisation, size, format: "DeepSeek-R1"
  bool is_copy = false;  // quantised or converted: "…-GGUF", "…-AWQ", "…-FP8"
};

// Reads a name as labs, hubs and headlines write it: "deepseek-ai/DeepSeek-R1", "DeepSeek R1", "Introducing
// DeepSeek-R1", "DeepSeek-R1-0528" → deepseekr1. Left out: the organisation, words of announcing, sizes (7B, 8x7B,
// A22B), formats, stages of training (instruct, chat, base, preview), snapshots by date. Kept: versions (2.5), variants
// (VL, Coder, R1, mini). An empty key: nothing of it is a name. O(length).
ReleaseName release_name(std::string_view written);

}  // namespace bandwagon::candidate

#include "analyzers/candidate/release_name.hpp"

#include <gtest/gtest.h>

#include <map>
#include <vector>

namespace bandwagon::candidate {
namespace {

// Sixty names that look alike, with the group each belongs to.
struct LookAlike {
  const char *written, *group;
};
const std::vector<LookAlike> kLookAlikes{{"DeepSeek-R1", "r1"},
                                         {"deepseek-ai/DeepSeek-R1", "r1"},
                                         {"Introducing DeepSeek-R1", "r1"},
                                         {"DeepSeek R1", "r1"},
                                         {"DeepSeek-R1: Incentivizing Reasoning Capability in LLMs", "r1"},
                                         {"deepseek-ai/DeepSeek-R1-0528", "r1"},
                                         {"unsloth/DeepSeek-R1-GGUF", "r1"},
                                         {"DeepSeek-R1-Zero", "r1-zero"},
                                         {"deepseek-ai/DeepSeek-R1-Distill-Qwen-7B", "r1-distill-qwen"},
                                         {"deepseek-ai/DeepSeek-R1-Distill-Qwen-32B", "r1-distill-qwen"},
                                         {"deepseek-ai/DeepSeek-R1-Distill-Llama-70B", "r1-distill-llama"},
                                         {"DeepSeek-V3", "v3"},
                                         {"deepseek-ai/DeepSeek-V3-Base", "v3"},
                                         {"deepseek-ai/DeepSeek-V3-0324", "v3"},
                                         {"DeepSeek-V3 Technical Report", "v3"},
                                         {"DeepSeek-V3.1", "v3.1"},
                                         {"DeepSeek-V2", "v2"},
                                         {"DeepSeek-V2.5", "v2.5"},
                                         {"DeepSeek-VL2", "vl2"},
                                         {"Qwen2.5", "qwen2.5"},
                                         {"Qwen/Qwen2.5-7B-Instruct", "qwen2.5"},
                                         {"Qwen/Qwen2.5-72B", "qwen2.5"},
                                         {"Qwen 2.5", "qwen2.5"},
                                         {"Qwen2.5 Technical Report", "qwen2.5"},
                                         {"Qwen/Qwen2.5-7B-Instruct-AWQ", "qwen2.5"},
                                         {"Qwen/Qwen2.5-14B-Instruct-GPTQ-Int4", "qwen2.5"},
                                         {"Qwen2.5-VL", "qwen2.5-vl"},
                                         {"Qwen/Qwen2.5-VL-7B-Instruct", "qwen2.5-vl"},
                                         {"Qwen2.5-Coder", "qwen2.5-coder"},
                                         {"Qwen2.5-Math", "qwen2.5-math"},
                                         {"Qwen2", "qwen2"},
                                         {"Qwen3", "qwen3"},
                                         {"Qwen/Qwen3-235B-A22B", "qwen3"},
                                         {"Qwen/Qwen3-30B-A3B-Instruct-2507", "qwen3"},
                                         {"Qwen/Qwen3-30B-A3B-FP8", "qwen3"},
                                         {"Qwen3-VL", "qwen3-vl"},
                                         {"Llama 2", "llama2"},
                                         {"LLaMA-2", "llama2"},
                                         {"meta-llama/Llama-2-7b-chat-hf", "llama2"},
                                         {"TheBloke/Llama-2-13B-GGML", "llama2"},
                                         {"LLaMA", "llama"},
                                         {"Code Llama", "codellama"},
                                         {"codellama/CodeLlama-34b-hf", "codellama"},
                                         {"meta-llama/Llama-3.1-8B-Instruct", "llama3.1"},
                                         {"Llama 3.1", "llama3.1"},
                                         {"Llama 3", "llama3"},
                                         {"meta-llama/Meta-Llama-3-8B", "metallama3"},
                                         {"GPT-4", "gpt4"},
                                         {"GPT-4 Technical Report", "gpt4"},
                                         {"Hello GPT-4o", "gpt4o"},
                                         {"GPT-4o System Card", "gpt4o"},
                                         {"GPT-4o mini: advancing cost-efficient intelligence", "gpt4o-mini"},
                                         {"GPT-4.1", "gpt4.1"},
                                         {"Mixtral-8x7B", "mixtral"},
                                         {"mistralai/Mixtral-8x7B-Instruct-v0.1", "mixtral0.1"},
                                         {"Introducing: Devstral 2 and Mistral Vibe CLI.", "devstral2"},
                                         {"Gemma 3", "gemma3"},
                                         {"google/gemma-3-27b-it", "gemma3"},
                                         {"Gemma 3n", "gemma3n"},
                                         {"Kimi-K2-Thinking", "k2-thinking"}};

TEST(ReleaseNames, SixtyLookAlikesFallIntoTheirGroups) {
  ASSERT_EQ(kLookAlikes.size(), 60U);
  std::map<std::string, std::string> group_of_key, key_of_group;
  for (const auto& [written, group] : kLookAlikes) {
    const auto key = release_name(written).key;
    EXPECT_EQ(group_of_key.try_emplace(key, group).first->second, group) << written << " has the key " << key;
    EXPECT_EQ(key_of_group.try_emplace(group, key).first->second, key) << written << " is of " << group;
  }
}

TEST(ReleaseNames, AreSpelledWithoutWhatVaries) {
  EXPECT_EQ(release_name("deepseek-ai/DeepSeek-R1").spelling, "DeepSeek-R1");
  EXPECT_EQ(release_name("Introducing Claude Opus 4.5").spelling, "Claude Opus 4.5");
}

TEST(ReleaseNames, TellCopies) {
  EXPECT_TRUE(release_name("unsloth/DeepSeek-R1-GGUF").is_copy);
  EXPECT_FALSE(release_name("deepseek-ai/DeepSeek-R1").is_copy);
}

TEST(ReleaseNames, NeedSomethingToName) {
  EXPECT_EQ(release_name("").key, "");
  EXPECT_EQ(release_name("Introducing").key, "");
  EXPECT_EQ(release_name("///").key, "");
}

}  // namespace
}  // namespace bandwagon::candidate

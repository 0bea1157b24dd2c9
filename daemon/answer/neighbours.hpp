#pragma once
// The papers near an idea, found with the full text index and compared word by word.
#include <string>
#include <vector>

#include "analyzers/idea/idea.hpp"
#include "analyzers/idea/outlook.hpp"
#include "daemon/store/read_only.hpp"

namespace bandwagon::answer {

// What words weigh now: kept by the last close, else counted in the newest papers. Empty when there is no paper.
Result<represent::KeptFrequencies> word_weights(store::ReadOnly& database, const std::string& categories_json);

// The papers that share most with the idea, the most similar first (ties by identifier). Candidates: those with the
// largest sum of squared weights of the idea's telling words; each is then compared in full. Whatever the order of
// import, the same papers.
Result<std::vector<idea::NearPaper>> neighbours(store::ReadOnly& database, const idea::Idea& idea,
                                                const represent::KeptFrequencies& frequencies,
                                                const idea::Comparison& comparison, const std::string& categories_json);

}  // namespace bandwagon::answer

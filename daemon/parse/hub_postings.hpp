#pragma once
// Private to the room: answers of the Hugging Face Hub.
#include <string_view>

#include "daemon/parse/posting.hpp"

namespace bandwagon::parse {

// A list of models ("id": "organisation/name") or of daily papers ("paper": {…}). Error: Parse.
Result<PostingList> parse_hub(std::string_view body);

}  // namespace bandwagon::parse

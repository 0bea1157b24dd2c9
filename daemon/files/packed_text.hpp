#pragma once
#include <string>
#include <string_view>

#include "daemon/util/result.hpp"

namespace bandwagon::files {

// A text as one Zstandard frame, and back. Pure. pack() throws std::bad_alloc when memory runs out.
std::string pack(std::string_view text);

// Error (Parse): not one whole frame that says its size, or larger than `max_bytes` when unpacked.
Result<std::string> unpack(std::string_view packed, std::size_t max_bytes = std::size_t{256} << 20);

// 128 bits of XXH3 as 32 hexadecimal digits: whether two texts are the same, on any machine.
std::string content_hash(std::string_view text);

}  // namespace bandwagon::files

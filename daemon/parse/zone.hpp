#pragma once
#include <string_view>

namespace bandwagon::parse {

// Whether the text ends in a time zone as RFC 822 writes it: "+0000", "-04:00", or letters such as "GMT". To be asked
// before date::parse, which overflows on an offset such as "-@400" (a fuzzer found it).
bool ends_in_zone(std::string_view text);

}  // namespace bandwagon::parse

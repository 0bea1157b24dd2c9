#pragma once
// FUZZ(text) { ... }: what is done with any bytes from outside. It may refuse them, but must not crash, hang or break a
// promise. libFuzzer calls it (-DBANDWAGON_FUZZ=ON, clang), and so does replay.cpp with the seeds, in every build.
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace bandwagon::fuzz {
void one(std::string_view text);

// A promise that has to hold for any input.
inline void promise(bool holds) {
  if (!holds) std::abort();
}
}  // namespace bandwagon::fuzz

#define FUZZ(text)                                                                      \
  extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {  \
    bandwagon::fuzz::one(std::string_view(reinterpret_cast<const char*>(bytes), size)); \
    return 0;                                                                           \
  }                                                                                     \
  void bandwagon::fuzz::one(std::string_view text)

#pragma once
#include <cstring>
#include <string>
#include <vector>

namespace bandwagon::close {

// Numbers as the bytes of a state record, and back. Private to one machine's database: native byte order.
template <class Number>
std::string pack(const std::vector<Number>& numbers) {
  return {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(Number)};
}

template <class Number>
std::vector<Number> unpack(const std::string& body) {
  std::vector<Number> numbers(body.size() / sizeof(Number));
  if (!numbers.empty()) std::memcpy(numbers.data(), body.data(), numbers.size() * sizeof(Number));
  return numbers;
}

}  // namespace bandwagon::close

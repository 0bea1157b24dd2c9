#include "tests/support/files.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace bandwagon::test {

std::string read_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string golden(const std::string& name, const std::string& actual) {
  const auto file = std::filesystem::path(BANDWAGON_SOURCE_DIR) / "tests" / "golden" / name;
  const char* update = std::getenv("BANDWAGON_UPDATE_GOLDEN");
  if (update != nullptr && std::string(update) == "1") std::ofstream(file, std::ios::binary) << actual;
  return read_file(file);
}

}  // namespace bandwagon::test

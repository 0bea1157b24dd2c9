// Gives each file, and beginnings of it as a cut transfer would leave them, to a fuzz target: replay FILE_OR_FOLDER...
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace {

constexpr std::size_t kBeginnings = 48;
constexpr std::uintmax_t kLargest = 1 << 20;

int replay(const std::filesystem::path& file) {
  if (std::filesystem::file_size(file) > kLargest) return 0;
  std::ifstream stream(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  for (std::size_t i = 0; i <= kBeginnings; ++i) {
    const std::string part = text.substr(0, text.size() * i / kBeginnings);  // of its own size: reading beyond is seen
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(part.data()), part.size());
  }
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  int files = 0;
  for (int i = 1; i < argc; ++i) {
    if (!std::filesystem::is_directory(argv[i])) {
      files += replay(argv[i]);
      continue;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[i]))
      if (entry.is_regular_file()) files += replay(entry.path());
  }
  std::cout << files << " files\n";
  return files > 0 ? 0 : 1;
}

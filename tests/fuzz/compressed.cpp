// Files as they lie on disk: plain, gzip, Zstandard.
#include <sys/mman.h>
#include <unistd.h>

#include "daemon/files/line_reader.hpp"
#include "tests/fuzz/fuzz.hpp"

FUZZ(text) {
  const int file = ::memfd_create("fuzz", MFD_CLOEXEC);
  promise(::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  {
    const bandwagon::files::LineReader::Params params{.max_line_bytes = 1000};
    auto reader = bandwagon::files::LineReader::open("/proc/self/fd/" + std::to_string(file), params);
    std::int64_t last = 0, bytes = 0;
    while (reader && bytes < (1 << 22)) {  // a few bytes may unpack to gigabytes; the reader's memory stays bounded
      const auto line = reader->next();
      if (!line || !*line) break;
      promise((*line)->number == ++last && (*line)->text.size() <= params.max_line_bytes);
      bytes += static_cast<std::int64_t>((*line)->text.size()) + 1;
    }
  }
  ::close(file);
}

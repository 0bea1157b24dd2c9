#include "daemon/files/line_reader.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <thread>

#include "tests/support/temporary_folder.hpp"

namespace bandwagon {
namespace {

using files::LineReader;
using test::TemporaryFolder;
using testing::HasSubstr;

std::string zstd(const std::string& text) {
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), text.data(), text.size(), 3));
  return packed;
}

std::string gzip(const std::string& text, const TemporaryFolder& folder) {
  const auto path = (folder / "packing.gz").string();
  gzFile file = gzopen(path.c_str(), "wb");
  gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
  gzclose(file);
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string numbered_lines(int count) {
  std::string text;
  for (int i = 1; i <= count; ++i) text += "line " + std::to_string(i * 7919) + " of the test\n";
  return text;
}

struct Reading {
  std::string text;  // all lines, each with an end
  std::vector<std::int64_t> too_long;
  std::int64_t lines = 0;
  std::string error;
};

Reading read_all(const std::string& path, const LineReader::Params& params = {}) {
  Reading reading;
  auto reader = LineReader::open(path, params);
  if (!reader) return reading.error = reader.error().message, reading;
  while (true) {
    const auto line = reader->next();
    if (!line) reading.error = line.error().message;
    if (!line || !*line) break;
    EXPECT_EQ((*line)->number, ++reading.lines);
    if ((*line)->too_long) reading.too_long.push_back((*line)->number);
    reading.text += std::string((*line)->text) + '\n';
  }
  EXPECT_EQ(reader->lines_read(), reading.lines);
  return reading;
}

TEST(LineReader, ReadsPlainGzipAndZstandardAlikeWhateverTheyAreCalled) {
  const TemporaryFolder folder;
  const auto text = numbered_lines(100000);
  for (const auto& content : {text, gzip(text, folder), zstd(text)}) {
    const auto reading = read_all(folder.write("content.txt", content));
    EXPECT_EQ(reading.text, text);
    EXPECT_EQ(reading.error, "");
  }
}

TEST(LineReader, ReadsSeveralMembersAndFramesAsOneFile) {
  const TemporaryFolder folder;
  const auto a = numbered_lines(5000) + "cut in", b = " two\n" + numbered_lines(3000);
  EXPECT_EQ(read_all(folder.write("two.gz", gzip(a, folder) + gzip(b, folder))).text, a + b);
  EXPECT_EQ(read_all(folder.write("two.zst", zstd(a) + zstd("") + zstd(b))).text, a + b);
}

TEST(LineReader, DeliversALastLineWithoutAnEndAndNoLineOfAnEmptyFile) {
  const TemporaryFolder folder;
  EXPECT_EQ(read_all(folder.write("a", "one\n\ntwo")).text, "one\n\ntwo\n");
  EXPECT_EQ(read_all(folder.write("b", "")).lines, 0);
  EXPECT_EQ(read_all(folder.write("c", zstd(""))).lines, 0);
  EXPECT_EQ(read_all(folder.write("d", "\n")).lines, 1);
  EXPECT_EQ(read_all(folder.write("e", "\xef\xbb\xbfone\n")).text, "one\n");
}

TEST(LineReader, SkipsAndNumbersALineThatIsTooLong) {
  const TemporaryFolder folder;
  const auto text = "first\n" + std::string(10 * 1024 * 1024, 'x') + "\nthird\n";
  for (const auto& content : {text, zstd(text)}) {
    const auto reading = read_all(folder.write("long", content));
    EXPECT_EQ(reading.text, "first\n\nthird\n");
    EXPECT_THAT(reading.too_long, testing::ElementsAre(2));
  }
  const auto at_the_end = read_all(folder.write("end", "first\n" + std::string(5 * 1024 * 1024, 'x')));
  EXPECT_THAT(at_the_end.too_long, testing::ElementsAre(2));
}

TEST(LineReader, KnowsTheExactLimitOfALine) {
  const TemporaryFolder folder;
  const auto reading = read_all(folder.write("limit", "1234\n12345\n"), {.max_line_bytes = 4});
  EXPECT_THAT(reading.too_long, testing::ElementsAre(2));
}

TEST(LineReader, DeliversAllCompleteLinesOfATruncatedFileBeforeItSaysSo) {
  const TemporaryFolder folder;
  const auto text = numbered_lines(200000);
  const auto packed_gzip = gzip(text, folder), packed_zstd = zstd(text);
  for (const auto& [name, content] : {std::pair("Zstandard", packed_zstd), std::pair("gzip", packed_gzip)}) {
    const auto reading = read_all(folder.write("truncated", content.substr(0, content.size() - content.size() / 3)));
    EXPECT_GT(reading.lines, 50000) << name;
    EXPECT_EQ(reading.text, text.substr(0, reading.text.size()));
    EXPECT_THAT(reading.error, HasSubstr(std::string("the ") + name + " file ends early"));
    EXPECT_THAT(reading.error, HasSubstr("truncated: "));
  }
}

TEST(LineReader, SaysTheSameAgainWhenAskedAfterAFailure) {
  const TemporaryFolder folder;
  const auto packed = zstd(numbered_lines(1000));
  auto reader = LineReader::open(folder.write("truncated", packed.substr(0, packed.size() / 2)));
  ASSERT_TRUE(reader);
  auto line = reader->next();
  while (line && *line) line = reader->next();
  ASSERT_FALSE(line);
  EXPECT_FALSE(reader->next());
}

TEST(LineReader, ReportsDamageInsideAPackedFile) {
  const TemporaryFolder folder;
  const auto text = numbered_lines(200000);
  auto packed = gzip(text, folder);
  for (std::size_t i = packed.size() / 2; i < packed.size() / 2 + 64; ++i) packed[i] = static_cast<char>(~packed[i]);
  EXPECT_THAT(read_all(folder.write("damaged.gz", packed)).error, HasSubstr("damaged"));
  packed = zstd(text);
  for (std::size_t i = packed.size() / 2; i < packed.size() / 2 + 64; ++i) packed[i] = static_cast<char>(~packed[i]);
  EXPECT_NE(read_all(folder.write("damaged.zst", packed)).error, "");
}

TEST(LineReader, SaysHowToUnpackWhatItCannot) {
  const TemporaryFolder folder;
  EXPECT_THAT(read_all(folder.write("archive.zip", "PK\x03\x04...")).error, HasSubstr("zip archive (`unzip -p"));
  EXPECT_THAT(read_all(folder.write("archive.xz", std::string("\xfd"
                                                              "7zXZ\0...",
                                                              9)))
                  .error,
              HasSubstr("xz file"));
}

TEST(LineReader, SaysThatAFileIsMissingOrAFolder) {
  const TemporaryFolder folder;
  EXPECT_THAT(read_all((folder / "missing").string()).error, HasSubstr("cannot open this file: No such file"));
  EXPECT_THAT(read_all(folder.path().string()).error, HasSubstr("cannot read this file: Is a directory"));
}

TEST(LineReader, CountsTheBytesOnDiskForAProgressBar) {
  const TemporaryFolder folder;
  const auto packed = zstd(numbered_lines(100000));
  auto reader = LineReader::open(folder.write("content", packed));
  ASSERT_TRUE(reader);
  EXPECT_EQ(reader->file().bytes_total(), packed.size());
  for (auto line = reader->next(); line && *line;) line = reader->next();
  EXPECT_EQ(reader->file().bytes_read(), packed.size());
}

TEST(LineReader, ReadsAPipeThatDeliversByteByByte) {
  const TemporaryFolder folder;
  const auto text = numbered_lines(20), packed = zstd(text);
  const auto pipe = (folder / "pipe").string();
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  std::jthread writer([&] {
    std::ofstream out(pipe, std::ios::binary);
    for (const char c : packed) out << c << std::flush;
  });
  const auto reading = read_all(pipe);
  EXPECT_EQ(reading.text, text);
  EXPECT_EQ(reading.error, "");
}

TEST(Fingerprint, FollowsTheContentAndNotTheName) {
  const TemporaryFolder folder;
  const auto of = [&](const std::string& path) { return files::fingerprint(path).value().value(); };
  const auto one = folder.write("one", "abc"), copy = folder.write("copy", "abc"), other = folder.write("other", "abd"),
             longer = folder.write("longer", "abcd");
  EXPECT_EQ(of(one), of(copy));
  EXPECT_NE(of(one), of(other));
  EXPECT_NE(of(one), of(longer));
}

}  // namespace
}  // namespace bandwagon

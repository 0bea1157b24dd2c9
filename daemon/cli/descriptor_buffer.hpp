#pragma once
#include <array>
#include <streambuf>

namespace bandwagon::cli {

// A stream buffer over a file descriptor that remembers why writing failed, which std::cout does not. Flushes when
// destroyed. Does not own the descriptor. Not thread safe.
class DescriptorBuffer final : public std::streambuf {
 public:
  explicit DescriptorBuffer(int descriptor);
  ~DescriptorBuffer() override;
  DescriptorBuffer(const DescriptorBuffer&) = delete;
  DescriptorBuffer& operator=(const DescriptorBuffer&) = delete;

  int error() const { return error_; }  // errno of the first failed write, 0: none

 protected:
  int_type overflow(int_type c) override;
  int sync() override;

 private:
  bool write_out();

  int descriptor_;
  int error_ = 0;
  std::array<char, 1 << 16> bytes_{};
};

}  // namespace bandwagon::cli

#pragma once
#include <iosfwd>

#include "daemon/render/rows.hpp"

namespace bandwagon::answer {

// Where a reading command writes and how. A command stops quietly when the stream no longer takes anything; why it does
// not is for the owner of the stream to say.
struct Output {
  std::ostream& stream;
  render::Format format = render::Format::Table;
  render::Screen screen{};
};

}  // namespace bandwagon::answer

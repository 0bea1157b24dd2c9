#pragma once
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <string>

namespace bandwagon::support {

inline constexpr unsigned kNobody = 65534;  // the user without rights

// Runs `body` in a child process that has no special rights and returns what it prints; empty: it printed nothing.
template <class Body>
std::string as_nobody(Body body) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) return "no pipe";
  if (const auto child = ::fork(); child == 0) {
    if (::getuid() == 0 && (::setgid(kNobody) != 0 || ::setuid(kNobody) != 0)) ::_exit(1);
    const std::string text = body();
    ::_exit(::write(ends[1], text.data(), text.size()) == static_cast<ssize_t>(text.size()) ? 0 : 1);
  } else {
    ::close(ends[1]);
    std::string text(4096, '\0');
    text.resize(static_cast<std::size_t>(std::max<ssize_t>(0, ::read(ends[0], text.data(), text.size()))));
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    return text;
  }
}

}  // namespace bandwagon::support

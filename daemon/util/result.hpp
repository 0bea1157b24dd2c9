#pragma once
#include <stdexcept>
#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace bandwagon {

// Why something that happens in a normal week did not work. The kind decides the exit code (see exit_code.hpp), the
// message says what, where and what to do.
enum class ErrorKind { Failed, Usage, Network, Busy, Config, Parse, NotFound, Cancelled };

struct Error {
  ErrorKind kind = ErrorKind::Failed;
  std::string message;
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorKind kind, std::string message) {
  return tl::unexpected<Error>(Error{kind, std::move(message)});
}

// For where an error cannot be handed on, as in what a pure room calls back. Throws std::runtime_error.
template <class Value>
Value or_throw(Result<Value> read) {
  if (!read) throw std::runtime_error(read.error().message);
  return std::move(*read);
}

// Process exit codes of the contract (docs/OPERATIONS.md): 0 ok, 1 failed, 2 usage, 69 a source cannot be reached,
// 75 database busy, 78 configuration.
constexpr int exit_code(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::Usage:
      return 2;
    case ErrorKind::Network:
      return 69;
    case ErrorKind::Busy:
      return 75;
    case ErrorKind::Config:
      return 78;
    default:
      return 1;
  }
}

}  // namespace bandwagon

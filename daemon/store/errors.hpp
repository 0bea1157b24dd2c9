#pragma once
// Private to daemon/store: how failures of SQLite become the program's errors.
#include <SQLiteCpp/Exception.h>

#include <filesystem>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "daemon/util/result.hpp"

namespace bandwagon::store {

// A stored row that this program cannot have written.
struct Damaged : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// What went wrong, with which database, while doing what ("store papers"), and what the user can do about it.
Error describe(const SQLite::Exception& cause, const std::filesystem::path& database, std::string_view doing);
Error describe(const Damaged& cause, const std::filesystem::path& database, std::string_view doing);

// Runs `body`, which returns a Result, and turns what SQLite throws into an Error. An open transaction is rolled back on the way.
template <class Body>
auto attempt(const std::filesystem::path& database, std::string_view doing, Body&& body) -> decltype(body()) {
  try {
    return std::forward<Body>(body)();
  } catch (const SQLite::Exception& cause) {
    return tl::unexpected<Error>(describe(cause, database, doing));
  } catch (const Damaged& cause) {
    return tl::unexpected<Error>(describe(cause, database, doing));
  }
}

}  // namespace bandwagon::store

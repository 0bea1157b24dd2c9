#pragma once
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <string>
#include <thread>

namespace bandwagon::support {

// A server on the loopback that never finishes an answer. To each caller, one after the other, it says `words`, then
// `forever` again and again (nothing, if it is empty) until the caller hangs up.
class StuckServer {
 public:
  enum class Begins { AfterTheRequest, AtOnce };  // a web server, a mail server

  StuckServer(Begins begins, std::string words, std::string forever = {})
      : begins_(begins),
        words_(std::move(words)),
        forever_(std::move(forever)),
        listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{.sin_family = AF_INET, .sin_port = 0, .sin_addr = {htonl(INADDR_LOOPBACK)}, .sin_zero = {}};
    socklen_t size = sizeof address;
    auto* const plain = reinterpret_cast<sockaddr*>(&address);
    ::bind(listener_, plain, size);
    ::listen(listener_, 1);
    ::getsockname(listener_, plain, &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~StuckServer() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
  }
  StuckServer(const StuckServer&) = delete;
  StuckServer& operator=(const StuckServer&) = delete;

  void await_request() const { called_.wait(false); }
  std::string url(const std::string& scheme) const { return scheme + "://127.0.0.1:" + std::to_string(port_); }

 private:
  void serve() {
    for (int caller = 0; (caller = ::accept(listener_, nullptr, nullptr)) >= 0; ::close(caller)) {
      std::array<char, 4096> heard{};
      if (begins_ == Begins::AfterTheRequest) static_cast<void>(::recv(caller, heard.data(), heard.size(), 0));
      called_ = true;
      called_.notify_all();
      const auto say = [&](const std::string& what) {
        return ::send(caller, what.data(), what.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(what.size());
      };
      bool listens = say(words_);
      while (listens && !forever_.empty()) listens = say(forever_);
      while (listens) listens = ::recv(caller, heard.data(), heard.size(), 0) > 0;
    }
  }

  const Begins begins_;
  const std::string words_, forever_;
  const int listener_;
  std::atomic<bool> called_ = false;
  int port_ = 0;
  std::thread thread_;
};

}  // namespace bandwagon::support

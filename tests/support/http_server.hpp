#pragma once
#include <httplib.h>

#include <string>
#include <thread>

namespace bandwagon::support {

// An HTTP server on the loopback, on a free port, for the life of the object.
class HttpServer {
 public:
  HttpServer() : port_(routes.bind_to_any_port("127.0.0.1")), thread_([this] { routes.listen_after_bind(); }) {
    while (!routes.is_running()) std::this_thread::yield();  // stop() before that would be lost
  }
  ~HttpServer() {
    routes.stop();
    thread_.join();
  }
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  std::string url(const std::string& path) const { return "http://127.0.0.1:" + std::to_string(port_) + path; }

  httplib::Server routes;

 private:
  int port_;
  std::thread thread_;
};

}  // namespace bandwagon::support

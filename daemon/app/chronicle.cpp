#include "daemon/app/chronicle.hpp"

#include <stdexcept>

#include "daemon/store/findings.hpp"

namespace bandwagon::app {
namespace {

template <class Value>
Value or_throw(Result<Value> read) {
  if (!read) throw std::runtime_error(read.error().message);
  return std::move(*read);
}

}  // namespace

herding::Chronicle chronicle(const store::Connection& connection) {
  return [&connection](model::Day from) {
    herding::Decided decided;
    decided.topics = or_throw(store::load_topics(connection));
    decided.topic_papers = or_throw(store::load_topic_papers(connection, from));
    decided.bursts = or_throw(store::load_bursts(connection));
    for (const auto& paper : or_throw(store::load_burst_announcements(connection)))
      decided.wave_papers.push_back({paper.burst, paper.paper, paper.announced});
    decided.attributions = or_throw(store::load_attributions(connection));
    decided.followers = or_throw(store::load_followers(connection, from));
    return decided;
  };
}

}  // namespace bandwagon::app

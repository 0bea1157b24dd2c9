#include "daemon/closing/chronicle.hpp"

#include "daemon/store/findings.hpp"

namespace bandwagon::closing {
herding::Chronicle chronicle(const store::Connection& connection) {
  return [&connection](model::Day from) {
    herding::Decided decided;
    decided.bursts = or_throw(store::load_bursts(connection, from));
    decided.wave_papers = or_throw(store::load_burst_papers(connection, from));
    decided.attributions = or_throw(store::load_attributions(connection, from));
    decided.followers = or_throw(store::load_followers(connection, from));
    return decided;
  };
}

}  // namespace bandwagon::closing

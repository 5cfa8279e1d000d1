#pragma once

#include <vector>

#include "bench/report.h"

namespace penumbra::bench {

/// Middle times of two ways of the same work.
struct SideBySide {
  double ours = 0, peer = 0;
  double ratio() const { return peer / ours; }
};

/// Runs both in turn, so that both see the same machine; the first run of each is not counted.
template <class Ours, class Peer>
SideBySide side_by_side(int repeats, const Ours& ours, const Peer& peer) {
  std::vector<double> own_seconds, peer_seconds;
  for (int i = 0; i <= repeats; ++i) {
    const double own = seconds_of(ours), other = seconds_of(peer);
    if (i == 0) continue;
    own_seconds.push_back(own);
    peer_seconds.push_back(other);
  }
  return {median(own_seconds), median(peer_seconds)};
}

}  // namespace penumbra::bench

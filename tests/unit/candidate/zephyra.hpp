#pragma once
// What the invented papers of these tests are about: everyone who takes Zephyra up writes of its subject.

namespace bandwagon::candidate {

inline constexpr const char* kSubject = "selective recurrence kernels hardware sequence throughput memory attention";

}  // namespace bandwagon::candidate

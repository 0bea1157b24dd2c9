#include "analyzers/model/names.hpp"

#include <array>
#include <utility>

namespace bandwagon::model {
namespace {

template <class Enum, std::size_t N>
using Names = std::array<std::pair<Enum, const char*>, N>;

constexpr Names<TopicKind, 2> kTopicKinds{{{TopicKind::Cluster, "cluster"}, {TopicKind::Term, "term"}}};
constexpr Names<BurstKind, 4> kBurstKinds{{{BurstKind::Topical, "topical"},
                                           {BurstKind::Mention, "mention"},
                                           {BurstKind::Style, "style"},
                                           {BurstKind::Calendar, "calendar"}}};
constexpr Names<Verdict, 3> kVerdicts{
    {{Verdict::Attributed, "attributed"}, {Verdict::Shared, "shared"}, {Verdict::Rejected, "rejected"}}};
constexpr Names<RoleKind, 4> kRoles{{{RoleKind::Leader, "leader"},
                                     {RoleKind::Pioneer, "pioneer"},
                                     {RoleKind::Concurrent, "concurrent"},
                                     {RoleKind::Follower, "follower"}}};
constexpr Names<AlertReason, 4> kReasons{{{AlertReason::New, "new"},
                                          {AlertReason::Grew, "grew"},
                                          {AlertReason::Ended, "ended"},
                                          {AlertReason::Revised, "revised"}}};
constexpr Names<LineageEvent, 5> kLineageEvents{{{LineageEvent::Born, "born"},
                                                 {LineageEvent::Merged, "merged"},
                                                 {LineageEvent::Split, "split"},
                                                 {LineageEvent::Retired, "retired"},
                                                 {LineageEvent::Revived, "revived"}}};
constexpr Names<ReleaseOrigin, 5> kOrigins{{{ReleaseOrigin::Catalogue, "catalogue"},
                                            {ReleaseOrigin::Feed, "feed"},
                                            {ReleaseOrigin::Arxiv, "arxiv"},
                                            {ReleaseOrigin::Hub, "hub"},
                                            {ReleaseOrigin::User, "user"}}};
constexpr Names<ReleaseStatus, 3> kStatuses{{{ReleaseStatus::Confirmed, "confirmed"},
                                             {ReleaseStatus::Candidate, "candidate"},
                                             {ReleaseStatus::Rejected, "rejected"}}};

template <class Enum, std::size_t N>
const char* find_name(const Names<Enum, N>& names, Enum value) {
  for (const auto& [known, name] : names)
    if (known == value) return name;
  return "";
}

template <class Enum, std::size_t N>
std::optional<Enum> find_value(const Names<Enum, N>& names, std::string_view name) {
  for (const auto& [value, known] : names)
    if (name == known) return value;
  return std::nullopt;
}

}  // namespace

const char* name_of(TopicKind value) {
  return find_name(kTopicKinds, value);
}
const char* name_of(BurstKind value) {
  return find_name(kBurstKinds, value);
}
const char* name_of(Verdict value) {
  return find_name(kVerdicts, value);
}
const char* name_of(RoleKind value) {
  return find_name(kRoles, value);
}
const char* name_of(AlertReason value) {
  return find_name(kReasons, value);
}
const char* name_of(LineageEvent value) {
  return find_name(kLineageEvents, value);
}
const char* name_of(ReleaseOrigin value) {
  return find_name(kOrigins, value);
}
const char* name_of(ReleaseStatus value) {
  return find_name(kStatuses, value);
}

template <>
std::optional<TopicKind> value_named<TopicKind>(std::string_view name) {
  return find_value(kTopicKinds, name);
}
template <>
std::optional<BurstKind> value_named<BurstKind>(std::string_view name) {
  return find_value(kBurstKinds, name);
}
template <>
std::optional<Verdict> value_named<Verdict>(std::string_view name) {
  return find_value(kVerdicts, name);
}
template <>
std::optional<AlertReason> value_named<AlertReason>(std::string_view name) {
  return find_value(kReasons, name);
}
template <>
std::optional<ReleaseOrigin> value_named<ReleaseOrigin>(std::string_view name) {
  return find_value(kOrigins, name);
}
template <>
std::optional<ReleaseStatus> value_named<ReleaseStatus>(std::string_view name) {
  return find_value(kStatuses, name);
}

}  // namespace bandwagon::model

#include "analyzers/model/names.hpp"

#include <array>
#include <utility>

namespace bandwagon::model {
namespace {

template <class Enum, std::size_t N>
using Names = std::array<std::pair<Enum, const char*>, N>;

template <class Enum>
constexpr int kNames = 0;  // of what is no enumeration of ours
template <>
constexpr Names<TopicKind, 2> kNames<TopicKind>{{{TopicKind::Cluster, "cluster"}, {TopicKind::Term, "term"}}};
template <>
constexpr Names<BurstKind, 4> kNames<BurstKind>{{{BurstKind::Topical, "topical"},
                                                 {BurstKind::Mention, "mention"},
                                                 {BurstKind::Style, "style"},
                                                 {BurstKind::Calendar, "calendar"}}};
template <>
constexpr Names<Verdict, 3> kNames<Verdict>{
    {{Verdict::Attributed, "attributed"}, {Verdict::Shared, "shared"}, {Verdict::Rejected, "rejected"}}};
template <>
constexpr Names<RoleKind, 4> kNames<RoleKind>{{{RoleKind::Leader, "leader"},
                                               {RoleKind::Pioneer, "pioneer"},
                                               {RoleKind::Concurrent, "concurrent"},
                                               {RoleKind::Follower, "follower"}}};
template <>
constexpr Names<AlertReason, 4> kNames<AlertReason>{{{AlertReason::New, "new"},
                                                     {AlertReason::Grew, "grew"},
                                                     {AlertReason::Ended, "ended"},
                                                     {AlertReason::Revised, "revised"}}};
template <>
constexpr Names<LineageEvent, 5> kNames<LineageEvent>{{{LineageEvent::Born, "born"},
                                                       {LineageEvent::Merged, "merged"},
                                                       {LineageEvent::Split, "split"},
                                                       {LineageEvent::Retired, "retired"},
                                                       {LineageEvent::Revived, "revived"}}};
template <>
constexpr Names<ReleaseOrigin, 5> kNames<ReleaseOrigin>{{{ReleaseOrigin::Catalogue, "catalogue"},
                                                         {ReleaseOrigin::Feed, "feed"},
                                                         {ReleaseOrigin::Arxiv, "arxiv"},
                                                         {ReleaseOrigin::Hub, "hub"},
                                                         {ReleaseOrigin::User, "user"}}};
template <>
constexpr Names<ReleaseStatus, 3> kNames<ReleaseStatus>{{{ReleaseStatus::Confirmed, "confirmed"},
                                                         {ReleaseStatus::Candidate, "candidate"},
                                                         {ReleaseStatus::Rejected, "rejected"}}};

}  // namespace

template <class Enum>
const char* name_of(Enum value) {
  for (const auto& [known, name] : kNames<Enum>)
    if (known == value) return name;
  return "";
}

template <class Enum>
std::optional<Enum> value_named(std::string_view name) {
  for (const auto& [value, known] : kNames<Enum>)
    if (name == known) return value;
  return std::nullopt;
}

template const char* name_of(TopicKind);
template const char* name_of(BurstKind);
template const char* name_of(Verdict);
template const char* name_of(RoleKind);
template const char* name_of(AlertReason);
template const char* name_of(LineageEvent);
template const char* name_of(ReleaseOrigin);
template const char* name_of(ReleaseStatus);

template std::optional<TopicKind> value_named(std::string_view);
template std::optional<BurstKind> value_named(std::string_view);
template std::optional<Verdict> value_named(std::string_view);
template std::optional<RoleKind> value_named(std::string_view);
template std::optional<AlertReason> value_named(std::string_view);
template std::optional<LineageEvent> value_named(std::string_view);
template std::optional<ReleaseOrigin> value_named(std::string_view);
template std::optional<ReleaseStatus> value_named(std::string_view);

}  // namespace bandwagon::model

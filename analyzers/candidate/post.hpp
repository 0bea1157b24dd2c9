#pragma once
// What a posting of a lab is: a release, or what else labs write about.
#include <span>
#include <string>
#include <string_view>

namespace bandwagon::candidate {

enum class Verdict {
  Release,   // a model, dataset, system or product is public now
  Edition,   // the same for a market, a country, a platform; a new feature of it
  Copy,      // quantised, converted, or tuned from somebody else's
  Software,  // a version of a library or tool
  Story,     // how somebody uses it
  Company,   // money, people, offices, partners
  Policy,    // safety, law, terms, society
  Research,  // findings and essays without a name of their own
  Outage,
};
std::string_view name_of(Verdict verdict);  // "release"

enum class PostKind { Post, Repository, Model, Paper };

struct Post {
  PostKind kind = PostKind::Post;
  std::string_view title, text;
  std::span<const std::string> tags;
};

struct Judgement {
  Verdict verdict = Verdict::Research;
  std::string name;  // of what was released; empty: none
};

// Judges by the title, for models also by their tags. Rules of words, the first that fits; see the table in the source.
Judgement judge(const Post& post);

}  // namespace bandwagon::candidate

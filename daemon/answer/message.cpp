#include "daemon/answer/message.hpp"

#include "analyzers/digest/reader.hpp"
#include "daemon/render/figures.hpp"
#include "daemon/render/wording.hpp"

namespace bandwagon::answer {
namespace {

std::string face_for(const std::filesystem::path& file, const digest::Digest& digest, const config::Digest& settings) {
  const auto ending = file.extension();
  if (ending == ".xml") return render::digest_atom(digest, atom_place(settings));
  const auto face = ending == ".html"   ? render::Face::Html
                    : ending == ".md"   ? render::Face::Markdown
                    : ending == ".json" ? render::Face::Json
                                        : render::Face::Text;
  return render::digest_as(face, digest);
}

// "Two waves began and one ended" of "Two waves began and one ended. Both are tied to …"
std::string first_sentence(const std::string& words) {
  return words.substr(0, words.find(". ")).substr(0, words.ends_with('.') ? words.size() - 1 : words.size());
}

}  // namespace

render::AtomPlace atom_place(const config::Digest& settings) {
  render::AtomPlace place;
  if (settings.site.empty()) return place;
  const std::size_t begin = settings.site.find("://") + 3;
  place.authority = settings.site.substr(begin, settings.site.find_first_of("/:", begin) - begin);
  place.site = settings.site;
  place.self = settings.site + "atom.xml";
  return place;
}

deliver::Message message_of(const digest::Digest& whole, const config::Channel& channel,
                            const config::Digest& settings) {
  const digest::Digest digest = digest::for_reader(whole, channel.taste);
  const auto page = [&](const digest::Wave& wave) {
    return settings.site.empty() ? std::string()
                                 : settings.site + "wave/" + std::to_string(wave.latest.burst) + ".html";
  };
  deliver::Message message;
  message.key = "digest/" + digest.until.iso();
  message.subject = "Bandwagon, " + render::day_words(digest.until) + ": " + first_sentence(digest.summary);
  message.summary = digest.summary;
  message.link = settings.site;
  for (const auto* waves : {&digest.waves, &digest.unlisted, &digest.ended})
    for (const auto& wave : *waves)
      message.headlines.push_back({.title = wave.title(), .words = render::glance_words(wave), .link = page(wave)});
  for (const auto& watched : digest.watched)
    message.headlines.push_back({.title = render::watched_title(watched), .words = watched.headline, .link = {}});
  if (channel.kind == config::ChannelKind::File) {
    message.file = face_for(channel.path, digest, settings);
  } else if (channel.kind == config::ChannelKind::Mail) {
    message.text = render::digest_text(digest);
    message.html = render::digest_html(digest);
  } else if (channel.kind == config::ChannelKind::Webhook) {
    message.document = render::digest_json(digest);
  }
  return message;
}

}  // namespace bandwagon::answer

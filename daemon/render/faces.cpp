#include "daemon/render/digest.hpp"

namespace bandwagon::render {

std::optional<Face> face_named(std::string_view name) {
  if (name == "text") return Face::Text;
  if (name == "md") return Face::Markdown;
  if (name == "html") return Face::Html;
  if (name == "atom") return Face::Atom;
  if (name == "json") return Face::Json;
  return std::nullopt;
}

std::string digest_as(Face face, const digest::Digest& digest) {
  switch (face) {
    case Face::Text:
      return digest_text(digest);
    case Face::Markdown:
      return digest_markdown(digest);
    case Face::Html:
      return digest_html(digest);
    case Face::Atom:
      return digest_atom(digest, {});
    case Face::Json:
      break;
  }
  return digest_json(digest);
}

}  // namespace bandwagon::render

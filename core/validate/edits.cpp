// Edit lists as the public API has them: replayed in one pass, and reversed exactly.
#include "nines/validate.h"

namespace nines {

std::string apply_edits(std::string_view text, const std::vector<Edit>& edits) {
  std::string out;
  out.reserve(text.size());
  std::size_t cursor = 0;
  for (const Edit& edit : edits) {
    NINES_ASSERT(edit.span.from >= cursor && edit.span.to >= edit.span.from);
    NINES_ASSERT(edit.span.to <= text.size());
    out += text.substr(cursor, edit.span.from - cursor);
    out += edit.text;
    cursor = edit.span.to;
  }
  out += text.substr(cursor);
  return out;
}

std::vector<Edit> invert_edits(std::string_view text, const std::vector<Edit>& edits) {
  std::vector<Edit> out;
  out.reserve(edits.size());
  std::size_t removed = 0;
  std::size_t added = 0;
  for (const Edit& edit : edits) {
    const std::size_t length = edit.span.to - edit.span.from;
    const std::size_t at = edit.span.from - removed + added;
    out.push_back({{at, at + edit.text.size()}, std::string(text.substr(edit.span.from, length))});
    removed += length;
    added += edit.text.size();
  }
  return out;
}

}  // namespace nines

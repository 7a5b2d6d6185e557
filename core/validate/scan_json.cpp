// JSON arrays and objects in prose. A piece that was begun (a key with its colon, an element, an
// inner container) and then broken is one candidate up to its balanced end, so that nothing inside
// it is taken for the value. Every byte is read a bounded number of times. See candidates.h.
#include "base/json_scan.h"
#include "base/text.h"
#include "validate/candidates.h"
#include "validate/syntax.h"

namespace nines::validate {

namespace {

using base::JsonReadResult;

// Cheap test before the reader is asked: could what follows the bracket be JSON?
bool may_start(std::string_view text, std::size_t at) {
  const std::size_t next = base::skip_json_space(text, at + 1);
  if (next >= text.size()) return true;
  const char c = text[next];
  if (text[at] == '{') return c == '"' || c == '}';
  return c == ']' || c == '{' || c == '[' || c == '"' || c == '-' || c == 't' || c == 'f' || c == 'n' ||
         base::is_ascii_digit(c);
}

// Something was read that prose would hardly hold.
bool made_progress(const JsonReadResult& read, std::string_view text, std::size_t at) {
  const bool cut = read.error.byte >= text.size();
  if (cut || read.tree.nodes.size() > 1) return true;
  return text[at] == '{' && !read.error.pointer.empty();
}

// Where the bracket at `at` is closed again, strings skipped; the trimmed end when it never is.
std::size_t balanced_end(std::string_view text, std::size_t at) {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = at; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
      continue;
    }
    if (c == '"') in_string = true;
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) return i + 1;
  }
  std::size_t end = text.size();
  while (end > at && base::is_ascii_space(text[end - 1])) --end;
  return end;
}

// A text or fence that begins like JSON but was broken before anything could be read, such as
// {'a': 1}: worth being told as broken JSON and not as prose.
void add_hopeless(const Segment& segment, CandidateList& out) {
  const std::string_view inner = base::trim_ascii(segment.text.substr(segment.from));
  if (inner.empty() || (inner.front() != '{' && inner.front() != '[')) return;
  if (inner.front() == '[' && inner.back() != ']') return;
  const auto from = static_cast<std::size_t>(inner.data() - segment.text.data());
  out.add({{from, from + inner.size()}, segment.fence, false});
}

}  // namespace

void scan_json(const CompiledContract::Impl& /*contract*/, const Segment& segment, CandidateList& out) {
  const std::string_view text = segment.text;
  const std::size_t already = out.items.size();
  std::size_t at = segment.from;
  while (!out.truncated) {
    while (at < text.size() && text[at] != '{' && text[at] != '[') ++at;
    if (at >= text.size()) break;
    if (!may_start(text, at)) {
      ++at;
      continue;
    }
    const JsonReadResult read = base::read_json_value_at(text, at, json_limits());
    if (read.ok) {
      out.add({{at, read.tree.node(0).end}, segment.fence, true});
      at = read.tree.node(0).end;
    } else if (made_progress(read, text, at)) {
      const std::size_t end = balanced_end(text, at);
      out.add({{at, end}, segment.fence, false});
      at = end;
    } else {
      if (++out.false_starts > kMaxFalseStarts) out.truncated = true;
      ++at;
    }
  }
  if (out.items.size() == already) add_hopeless(segment, out);
}

}  // namespace nines::validate

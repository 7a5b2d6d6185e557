// JSON arrays and objects in prose. A piece that was begun and then broken is one candidate as far as the tolerant
// reader follows it, so that nothing inside it is taken for the value. See candidates.h.
#include <algorithm>

#include "base/json_pass.h"
#include "base/json_scan.h"
#include "base/text.h"
#include "validate/candidates.h"
#include "validate/syntax.h"
#include "validate/tolerant/look.h"
#include "validate/tolerant/reader.h"

namespace nines::validate {

namespace {

// Closers behind a whole value that nothing opened belong to it by mistake: {"a": 1}}; so does one before another
// member: {"a": {}}, "b": 2}
bool closers_follow(const Segment& segment, std::size_t from, std::size_t end) {
  std::size_t at = base::skip_json_space(segment.text, end);
  if (at < segment.text.size() && segment.text[at] == ',' && segment.text[end - 1] == '}' && end - from > 2 &&
      segment.text[end - 2] == '}') {
    return key_end(segment.text, base::skip_json_space(segment.text, at + 1)) > 0;
  }
  if (at >= segment.text.size() || (segment.text[at] != '}' && segment.text[at] != ']')) return false;
  while (at < segment.text.size() && (segment.text[at] == '}' || segment.text[at] == ']')) {
    at = base::skip_json_space(segment.text, at + 1);
  }
  const std::string_view before = segment.text.substr(segment.from, from - segment.from);
  return at >= segment.text.size() && before.find_first_of("{[") == std::string_view::npos;
}

// A text or fence that begins like JSON but was broken before anything could be read, such as {{"a": 1}}: worth being
// told as broken JSON and not as prose.
void add_hopeless(const Segment& segment, CandidateList& out) {
  const std::string_view inner = base::trim_ascii(segment.text.substr(segment.from));
  if (inner.empty() || (inner.front() != '{' && inner.front() != '[')) return;
  if (inner.front() == '[' && inner.back() != ']') return;
  const auto from = static_cast<std::size_t>(inner.data() - segment.text.data());
  out.add({{from, from + inner.size()}, segment.fence, false, segment.closed, nullptr});
}

bool opens(std::string_view text, std::size_t at) {
  if (text[at] == '{' || text[at] == '[') return true;
  const std::string_view wide = text.substr(at, 3);  // U+FF5B, U+FF3B
  return wide == "\xEF\xBD\x9B" || wide == "\xEF\xBC\xBB";
}

}  // namespace

void scan_json(const CompiledContract::Impl& /*contract*/, const Segment& segment, CandidateList& out) {
  const std::string_view text = segment.text;
  const std::size_t already = out.items.size();
  std::size_t at = segment.from;
  while (!out.truncated) {
    while (at < text.size() && !opens(text, at)) ++at;
    if (at >= text.size()) break;
    if (!begins_value(text, at)) {
      if (++out.false_starts > kMaxFalseStarts) out.truncated = true;
      ++at;
      continue;
    }
    const base::JsonPass whole = base::pass_json_value(text, at, json_limits());
    if (whole.ok && !closers_follow(segment, at, whole.end)) {
      out.add({{at, whole.end}, segment.fence, true, true, nullptr});
      at = whole.end;
      continue;
    }
    const auto reading = std::make_shared<const Reading>(read_tolerant(text, at, {segment.closed}));
    const std::size_t end = std::max(reading->value.to, at + 1);
    out.add({{at, end}, segment.fence, false, reading->ended || segment.closed, nullptr});
    // With nothing around it the repair would read the same bytes once more.
    const bool alone = text.size() == segment.whole && base::skip_json_space(text, 0) == at;
    if (alone && out.items.back().ended == segment.closed && !out.truncated) out.items.back().reading = reading;
    at = end;
  }
  if (out.items.size() == already) add_hopeless(segment, out);
}

}  // namespace nines::validate

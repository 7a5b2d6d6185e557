// Markdown fences in a text. See fences.h.
#include "validate/fences.h"

#include <algorithm>
#include <string>

#include "base/text.h"

namespace nines::validate {

namespace {

struct Run {
  char mark = 0;
  std::size_t length = 0;  // 0: the line is no fence
};

// An info string without its attributes, as in json title="x.json".
std::string without_attributes(std::string_view info) {
  std::string out;
  for (std::size_t at = 0; at < info.size();) {
    const std::size_t quote = at > 0 && info.substr(at).starts_with("=\"") ? info.find('"', at + 2) : std::string::npos;
    if (quote != std::string::npos && (base::is_ascii_letter(info[at - 1]) || base::is_ascii_digit(info[at - 1]))) {
      at = quote + 1;
      continue;
    }
    out += info[at++];
  }
  return out;
}

Run run_at_start(std::string_view line) {
  const std::size_t from = std::min(line.find_first_not_of(" \t"), line.size());
  if (from == line.size() || (line[from] != '`' && line[from] != '~')) return {};
  const std::size_t end = std::min(line.find_first_not_of(line[from], from), line.size());
  if (end - from < 3) return {};
  // An info string never holds these; a value on the fence's own line does.
  if (without_attributes(line.substr(end)).find_first_of("`{[\"") != std::string::npos) return {};
  return {line[from], end - from};
}

// Length of the closing run at the end of a line, which may stand right behind the value.
std::size_t closing_run(std::string_view line, const Run& open) {
  std::size_t length = 0;
  while (length < line.size() && line[line.size() - 1 - length] == open.mark) ++length;
  return length >= open.length ? length : 0;
}

// A last line of fewer marks than the fence needs: the text was cut within them.
void find_cut_close(std::string_view text, const Run& open, Fence& fence) {
  std::size_t end = text.size();
  while (end > fence.body.from && base::is_ascii_space(text[end - 1])) --end;
  std::size_t from = end;
  while (from > fence.body.from && text[from - 1] == open.mark) --from;
  if (from == end || from <= fence.body.from || text[from - 1] != '\n') return;
  fence.body.to = from;
  fence.close = {from, end};
  fence.cut = true;
}

}  // namespace

std::vector<Fence> find_fences(std::string_view text, const std::vector<Span>& skipped) {
  std::vector<Fence> out;
  constexpr std::size_t kNone = std::string_view::npos;
  if (text.find('`') == kNone && text.find('~') == kNone) return out;  // most texts, and quicker than line by line
  Run open;
  auto skip = skipped.begin();
  for (std::size_t at = 0; at < text.size();) {
    while (skip != skipped.end() && skip->to <= at) ++skip;
    if (open.length == 0 && skip != skipped.end() && skip->from <= at && at < skip->to) {
      at = skip->to;
      continue;
    }
    const std::size_t line_end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, line_end - at);
    while (!line.empty() && base::is_ascii_space(line.back())) line.remove_suffix(1);
    const std::size_t stop = at + line.size();
    const std::size_t next = std::min(line_end + 1, text.size());
    if (open.length == 0) {
      if (out.size() >= kMaxFences) break;
      open = run_at_start(line);
      if (open.length > 0) out.push_back({{at, stop}, {next, text.size()}, {text.size(), text.size()}, false});
    } else if (const std::size_t length = closing_run(line, open); length > 0) {
      Fence& fence = out.back();
      fence.body.to = stop - length;
      fence.close = {stop - length, stop};
      fence.closed = true;
      open = {};
    }
    at = next;
  }
  if (open.length > 0) find_cut_close(text, open, out.back());
  return out;
}

}  // namespace nines::validate

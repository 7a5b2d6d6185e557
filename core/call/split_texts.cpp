// Turns one input into the texts to validate. See split_texts in inputs.h.
#include <algorithm>

#include "call/inputs.h"
#include "nines/disagree.h"
#include "nines/validate.h"

namespace nines::call {
namespace {

struct Line {
  std::string_view text;
  std::size_t number = 0;  // 1-based
  std::size_t byte = 0;
};

// Lines without their ends; the empty one after a final newline is no line.
std::vector<Line> split_lines(std::string_view bytes) {
  std::vector<Line> out;
  std::size_t at = base::bom_bytes(bytes);
  while (at < bytes.size()) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    std::string_view line = bytes.substr(at, end - at);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    out.push_back({line, out.size() + 1, at});
    at = end + 1;
  }
  return out;
}

// The bytes of a JSON value without white space between tokens; strings and numbers stay as they
// were written.
std::string compact_source(std::string_view source) {
  std::string out;
  out.reserve(source.size());
  bool in_string = false;
  bool escaped = false;
  for (const char c : source) {
    if (in_string) {
      out += c;
      if (escaped)
        escaped = false;
      else if (c == '\\')
        escaped = true;
      else if (c == '"')
        in_string = false;
    } else if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
      out += c;
      in_string = c == '"';
    }
  }
  return out;
}

Where origin_of(const Input& input, const Line& line, std::string pointer) {
  Where out;
  out.source = input.name;
  out.pointer = std::move(pointer);
  out.byte = line.byte;
  out.line = line.number;
  out.column = 1;
  return out;
}

struct Skipped {
  std::size_t unreadable = 0;
  std::size_t without = 0;
  std::size_t blank = 0;
};

void note_unreadable(const Input& input, const Line& line, const base::JsonSyntaxError& error, std::size_t seen,
                     Issues& issues) {
  if (seen > kMaxListedIssues) return;
  Error placed = base::json_error(error, line.text, input.name);
  placed.where.line = line.number;
  placed.where.byte += line.byte;
  issues.push_back({Severity::error, "bad_json", "this line is not a record: " + placed.message, placed.where});
}

void select_from(const Input& input, const Line& line, const std::string& pointer, TextItems& out, Skipped& skipped) {
  const base::JsonReadResult read = base::read_json(line.text);
  if (!read.ok) return note_unreadable(input, line, read.error, ++skipped.unreadable, out.issues);
  const std::vector<std::uint32_t> nodes = base::select_nodes(read.tree, pointer);
  if (nodes.empty()) ++skipped.without;
  for (const std::uint32_t node : nodes) {
    TextItem item;
    item.owned = read.tree.node(node).kind == base::JsonKind::string ? read.tree.string_value(node)
                                                                     : compact_source(read.tree.source(node));
    item.origin = origin_of(input, line, read.tree.pointer(node));
    out.items.push_back(std::move(item));
  }
}

// "1 record has", "3 records have"
std::string counted(std::size_t count, const std::string& what, const char* one, const char* many) {
  return std::to_string(count) + " " + what + (count == 1 ? " " : "s ") + (count == 1 ? one : many);
}

void note_skipped(const Input& input, const Skipped& skipped, const std::string& pointer, Issues& issues) {
  Where where;
  where.source = input.name;
  if (skipped.unreadable > kMaxListedIssues) {
    issues.push_back({Severity::error, "bad_json",
                      std::to_string(skipped.unreadable) + " lines are not JSON; the first " +
                          std::to_string(kMaxListedIssues) + " are listed",
                      where});
  }
  if (skipped.blank > 0) {
    issues.push_back(
        {Severity::note, "blank_lines", counted(skipped.blank, "blank line", "was", "were") + " skipped", where});
  }
  if (skipped.without == 0) return;
  issues.push_back({Severity::error, "nothing_selected",
                    counted(skipped.without, "record", "has", "have") + " nothing at " + pointer + " and gave no text",
                    where});
}

}  // namespace

Result<TextItems> split_texts(const Input& input, TextSplit split, const std::string& select) {
  if (!select.empty() && select.front() != '/') {
    return Error{ErrorCode::bad_value, "select is \"" + select + "\"; a JSON pointer starts with '/'", {}};
  }
  TextItems out;
  const std::string_view bytes = input.bytes();
  const std::vector<Line> lines = split == TextSplit::text ? std::vector<Line>{{bytes, 1, 0}} : split_lines(bytes);
  const std::string pointer = select.empty() && split == TextSplit::records ? "/output" : select;
  Skipped skipped;
  for (const Line& line : lines) {
    const bool blank = line.text.find_first_not_of(" \t") == std::string_view::npos;
    if (split != TextSplit::text && blank) {
      skipped.blank += split == TextSplit::lines ? 1 : 0;  // between records it means nothing
      continue;
    }
    if (!pointer.empty())
      select_from(input, line, pointer, out, skipped);
    else
      out.items.push_back({{}, line.text, origin_of(input, line, "")});
  }
  for (TextItem& item : out.items) {
    if (item.view.data() == nullptr) item.view = item.owned;
  }
  note_skipped(input, skipped, pointer, out.issues);
  return out;
}

}  // namespace nines::call

// Turns one input into the texts to validate. See split_texts in inputs.h.
#include <algorithm>
#include <optional>

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

// Pointers beside the text that were asked for: in how many texts nothing stood there.
struct Unmet {
  std::size_t step = 0;
  std::size_t expected = 0;
  std::size_t before = 0;
};

struct Skipped {
  Unmet beside;
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

// The steps of `found` in place of the '*' of `pattern`, so that "/actions/*/name" goes with "/actions/*/arguments".
std::string with_steps_of(const std::string& pattern, const std::string& select, const std::string& found) {
  std::vector<std::string> stars;
  const auto steps = [](const std::string& pointer) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < pointer.size();) {
      const std::size_t end = std::min(pointer.find('/', at + 1), pointer.size());
      out.push_back(pointer.substr(at + 1, end - at - 1));
      at = end;
    }
    return out;
  };
  const std::vector<std::string> wanted = steps(select);
  const std::vector<std::string> matched = steps(found);
  for (std::size_t i = 0; i < std::min(wanted.size(), matched.size()); ++i) {
    if (wanted[i] == "*") stars.push_back(matched[i]);
  }
  std::string out;
  std::size_t next = 0;
  for (const std::string& step : steps(pattern))
    out += "/" + (step == "*" && next < stars.size() ? stars[next++] : step);
  return out;
}

// One value of a record beside the text: by its pointer, or the member of the given name.
class Beside {
 public:
  Beside(const base::JsonTree& tree, const TextPlaces& places, const std::string& found)
      : tree_(tree), places_(places), found_(found) {}

  // The exact source of the value; "" when there is none.
  [[nodiscard]] std::string source(const std::string& pointer, const char* member) const {
    const std::uint32_t node = at(pointer, member);
    return node == base::kNoNode ? "" : std::string(tree_.source(node));
  }
  // A whole number that is not negative; -1 when there is none.
  [[nodiscard]] std::int64_t count(const char* member) const {
    const std::uint32_t node = at("", member);
    const std::string_view digits = node == base::kNoNode ? std::string_view() : tree_.source(node);
    constexpr std::size_t kMostDigits = 18;
    if (digits.empty() || digits.size() > kMostDigits) return -1;
    std::int64_t out = 0;
    for (const char c : digits) {
      if (!base::is_ascii_digit(c)) return -1;
      out = out * 10 + (c - '0');
    }
    return out;
  }
  // A string decoded, anything else as it stands.
  // Whether a pointer that was asked for leads nowhere; the members of the usual names need not be there.
  [[nodiscard]] bool misses(const std::string& pointer) const {
    return !pointer.empty() && at(pointer, "") == base::kNoNode;
  }
  [[nodiscard]] std::string words(const std::string& pointer, const char* member) const {
    const std::uint32_t node = at(pointer, member);
    if (node == base::kNoNode || tree_.node(node).kind == base::JsonKind::null) return "";
    return tree_.node(node).kind == base::JsonKind::string ? tree_.string_value(node) : std::string(tree_.source(node));
  }

 private:
  [[nodiscard]] std::uint32_t at(const std::string& pointer, const char* member) const {
    if (pointer.empty()) return tree_.node(0).kind == base::JsonKind::object ? tree_.member(0, member) : base::kNoNode;
    const auto nodes = base::select_nodes(tree_, with_steps_of(pointer, places_.select, found_));
    return nodes.empty() ? base::kNoNode : nodes.front();
  }

  const base::JsonTree& tree_;
  const TextPlaces& places_;
  const std::string& found_;
};

TextFacts facts_of(const base::JsonTree& tree, const TextPlaces& places, const std::string& found, Unmet& unmet) {
  const Beside beside(tree, places, found);
  unmet.step += static_cast<std::size_t>(beside.misses(places.step));
  unmet.expected += static_cast<std::size_t>(beside.misses(places.expected));
  unmet.before += static_cast<std::size_t>(beside.misses(places.before));
  TextFacts out;
  out.item = beside.words("", "item");
  out.step = beside.words(places.step, "step");
  out.expected = beside.source(places.expected, "expected");
  out.turn = beside.count("turn");
  if (!places.before.empty()) out.before = beside.source(places.before, "");
  return out;
}

void select_from(const Input& input, const Line& line, const TextPlaces& places, TextItems& out, Skipped& skipped) {
  const base::JsonReadResult read = base::read_json(line.text);
  if (!read.ok) return note_unreadable(input, line, read.error, ++skipped.unreadable, out.issues);
  const std::vector<std::uint32_t> nodes = base::select_nodes(read.tree, places.select);
  if (nodes.empty()) ++skipped.without;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    TextItem item;
    item.owned = read.tree.node(nodes[i]).kind == base::JsonKind::string ? read.tree.string_value(nodes[i])
                                                                         : compact_source(read.tree.source(nodes[i]));
    item.origin = origin_of(input, line, read.tree.pointer(nodes[i]));
    item.facts = facts_of(read.tree, places, item.origin.pointer, skipped.beside);
    if (places.select.find('*') != std::string::npos) item.facts.position = static_cast<std::int64_t>(i);
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

// A pointer that no text has is a typing error; one that some lack may be as it should be.
void note_unmet(const Input& input, const Unmet& unmet, const TextPlaces& places, std::size_t texts, Issues& issues) {
  struct Row {
    const char* name;
    const std::string& pointer;
    std::size_t count;
  };
  const Row rows[] = {{"step", places.step, unmet.step},
                      {"expected", places.expected, unmet.expected},
                      {"before", places.before, unmet.before}};
  for (const Row& row : rows) {
    if (row.count == 0) continue;
    Where where;
    where.source = input.name;
    issues.push_back({row.count == texts ? Severity::error : Severity::note, "nothing_selected",
                      counted(row.count, "text", "has", "have") + " nothing at " + row.pointer + " for " + row.name +
                          ", of " + std::to_string(texts),
                      where});
  }
}

// Pointers into records, where the texts are no records.
std::optional<Error> pointer_without_records(const TextPlaces& places) {
  if (!places.select.empty() || places.split == TextSplit::records) return std::nullopt;
  const char* name = !places.step.empty() ? "step" : !places.expected.empty() ? "expected" : "before";
  if (places.step.empty() && places.expected.empty() && places.before.empty()) return std::nullopt;
  Error out{ErrorCode::bad_value,
            std::string(name) + " points into records, and the texts are none; read them as records or give select",
            {}};
  out.where.pointer = std::string("/args/") + name;
  return out;
}

std::optional<Error> bad_pointer(const TextPlaces& places) {
  struct Named {
    const char* name;
    const std::string& pointer;
  };
  const Named all[] = {
      {"select", places.select}, {"step", places.step}, {"expected", places.expected}, {"before", places.before}};
  for (const Named& one : all) {
    if (one.pointer.empty() || one.pointer.front() == '/') continue;
    return Error{ErrorCode::bad_value,
                 std::string(one.name) + " is \"" + one.pointer + "\"; a JSON pointer starts with '/'",
                 {}};
  }
  return std::nullopt;
}

}  // namespace

Result<TextItems> split_texts(const Input& input, const TextPlaces& given) {
  if (std::optional<Error> error = bad_pointer(given)) return *error;
  if (std::optional<Error> error = pointer_without_records(given)) return *error;
  TextItems out;
  TextPlaces places = given;
  const std::string_view bytes = input.bytes();
  const bool whole = places.split == TextSplit::text;
  const std::vector<Line> lines = whole ? std::vector<Line>{{bytes, 1, 0}} : split_lines(bytes);
  if (places.select.empty() && places.split == TextSplit::records) places.select = "/output";
  Skipped skipped;
  for (const Line& line : lines) {
    const bool blank = line.text.find_first_not_of(" \t") == std::string_view::npos;
    if (!whole && blank) {
      skipped.blank += places.split == TextSplit::lines ? 1 : 0;  // between records it means nothing
      continue;
    }
    if (!places.select.empty())
      select_from(input, line, places, out, skipped);
    else
      out.items.push_back({{}, line.text, origin_of(input, line, ""), {}});
  }
  for (TextItem& item : out.items) {
    if (item.view.data() == nullptr) item.view = item.owned;
  }
  note_skipped(input, skipped, places.select, out.issues);
  note_unmet(input, skipped.beside, places, out.items.size(), out.issues);
  return out;
}

}  // namespace nines::call

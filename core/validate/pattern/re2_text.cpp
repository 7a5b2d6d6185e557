// Translation to RE2: every character and class as explicit code points, every group without capture, ^ and $ as the
// ends of the text. RE2 allows repeats whose nested product is at most 1000; larger ones are written as several in a
// row, which matches the same texts. See re2_text.h.
#include "validate/pattern/re2_text.h"

#include <algorithm>

namespace nines::validate {

namespace {

void append_hex(std::string& out, char32_t c) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  out += "\\x{";
  bool started = false;
  for (int shift = 20; shift >= 0; shift -= 4) {
    const unsigned digit = (static_cast<unsigned>(c) >> static_cast<unsigned>(shift)) & 15U;
    started |= digit != 0 || shift == 0;
    if (started) out += kDigits[digit];
  }
  out += '}';
}

void append_set(std::string& out, const CharSet& set) {
  if (set.ranges().empty()) {
    out += "[^\\x{0}-\\x{10FFFF}]";
    return;
  }
  out += '[';
  for (const CharRange& range : set.ranges()) {
    append_hex(out, range.from);
    if (range.to == range.from) continue;
    out += '-';
    append_hex(out, range.to);
  }
  out += ']';
}

class Writer {
 public:
  explicit Writer(const PatternTree& tree) : tree_(tree) {}

  std::optional<std::string> run() {
    open_.push_back({tree_.root, 0, 1, kNoPatternNode});
    enter(tree_.root);
    while (!open_.empty()) {
      if (out_.size() > kMaxRe2Text || open_.size() > kMaxRe2Depth) return std::nullopt;
      step();
    }
    if (out_.size() > kMaxRe2Text) return std::nullopt;
    return std::move(out_);
  }

 private:
  struct Open {
    std::uint32_t node;
    std::size_t start;      // of its text
    std::uint32_t product;  // largest product of repeats inside
    std::uint32_t child;    // to be written next
  };

  void step() {
    const std::uint32_t child = open_.back().child;
    if (child == kNoPatternNode) return leave();
    const PatternKind kind = tree_.nodes[open_.back().node].kind;
    const bool is_first = child == tree_.nodes[open_.back().node].first_child;
    if (kind == PatternKind::alternate && !is_first) out_ += '|';
    open_.back().child = tree_.nodes[child].next_sibling;
    open_.push_back({child, out_.size(), 1, kNoPatternNode});
    enter(child);
  }

  void enter(std::uint32_t index) {
    const PatternNode& node = tree_.nodes[index];
    open_.back().child = node.first_child;
    switch (node.kind) {
      case PatternKind::character: append_set(out_, single_char(node.value)); break;
      case PatternKind::set: append_set(out_, tree_.sets[node.value]); break;
      case PatternKind::text_start: out_ += "\\A"; break;
      case PatternKind::text_end: out_ += "\\z"; break;
      case PatternKind::word_edge: out_ += "\\b"; break;
      case PatternKind::alternate:
      case PatternKind::repeat:
      case PatternKind::group: out_ += "(?:"; break;
      case PatternKind::concat:
      case PatternKind::look:
      case PatternKind::back_ref: break;
    }
  }

  void leave() {
    const Open done = open_.back();
    open_.pop_back();
    const PatternNode& node = tree_.nodes[done.node];
    std::uint32_t product = done.product;
    if (node.kind == PatternKind::alternate || node.kind == PatternKind::group) out_ += ')';
    if (node.kind == PatternKind::repeat) {
      out_ += ')';
      product = write_repeat(node, done.start, product);
    }
    if (!open_.empty()) open_.back().product = std::max(open_.back().product, product);
  }

  // Repeats the text since `start`; the product of repeats that results.
  std::uint32_t write_repeat(const PatternNode& node, std::size_t start, std::uint32_t inner) {
    const std::string unit = out_.substr(start);
    out_.resize(start);
    out_ += "(?:";
    const std::uint32_t chunk = std::max<std::uint32_t>(1, kMaxRe2Repeat / inner);
    std::uint32_t largest = write_times(unit, node.min, chunk, "");
    if (node.max == kUnlimited) {
      out_ += unit + "*";
    } else {
      largest = std::max(largest, write_times(unit, node.max - node.min, chunk, "0,"));
    }
    out_ += ')';
    return inner * std::max<std::uint32_t>(1, largest);
  }

  // `count` times, at most `chunk` of them in one repeat; `from` is "" for exactly or "0," for up to.
  std::uint32_t write_times(const std::string& unit, std::uint32_t count, std::uint32_t chunk, const char* from) {
    const std::uint32_t largest = std::min(count, chunk);
    while (count > 0 && out_.size() <= kMaxRe2Text) {
      const std::uint32_t now = std::min(count, chunk);
      out_ += unit + "{" + from + std::to_string(now) + "}";
      count -= now;
    }
    return largest;
  }

  const PatternTree& tree_;
  std::string out_;
  std::vector<Open> open_;
};

}  // namespace

std::optional<std::string> re2_text(const PatternTree& tree) {
  if (tree.has_look || tree.has_back_ref || tree.has_non_edge || tree.has_unknown_set) return std::nullopt;
  return Writer(tree).run();
}

}  // namespace nines::validate

// The grammar half of the JSON reader: a state machine over tokens with an explicit stack of open
// containers, building the flat tree as it goes. See json_reader.h.
#include "base/json_reader.h"

#include <algorithm>

#include "base/json_keys.h"
#include "base/json_scan.h"

namespace nines::base {

namespace {

enum class Want : std::uint8_t { value, value_or_close, key, key_or_close, colon, comma_or_close, done };

struct Frame {
  std::uint32_t node = kNoNode;
  std::uint32_t last_child = kNoNode;
};

class Reader {
 public:
  Reader(std::string_view text, std::size_t at, const JsonLimits& limits) : text_(text), at_(at), limits_(limits) {
    result_.tree.text = text;
  }
  bool read();        // one value; afterwards at_ is right behind it
  void expect_end();  // nothing but white space follows
  JsonReadResult take();

 private:
  bool step();
  bool read_value();
  bool read_scalar(JsonKind kind, const TokenScan& scan);
  bool open_container(JsonKind kind);
  void close_container();
  bool read_key();
  bool read_colon();
  bool read_comma_or_close();
  bool add_node(JsonKind kind);
  void after_value() { want_ = stack_.empty() ? Want::done : Want::comma_or_close; }
  bool fail(std::size_t byte, std::string expected, const char* after);
  std::string pointer_here() const;

  [[nodiscard]] bool in_object() const { return result_.tree.nodes[stack_.back().node].kind == JsonKind::object; }
  [[nodiscard]] bool at_char(char c) const { return at_ < text_.size() && text_[at_] == c; }

  std::string_view text_;
  std::size_t at_;
  JsonLimits limits_;
  JsonReadResult result_;
  std::vector<Frame> stack_;
  DuplicateKeyFinder duplicates_;
  Want want_ = Want::value;
  std::size_t key_begin_ = 0;
  std::size_t key_end_ = 0;
};

bool Reader::read() {
  if (text_.size() > limits_.max_bytes) {
    result_.error.too_large = true;
    return fail(limits_.max_bytes, "at most " + std::to_string(limits_.max_bytes) + " bytes", "");
  }
  while (want_ != Want::done) {
    at_ = skip_json_space(text_, at_);
    if (!step()) return false;
  }
  result_.ok = true;
  return true;
}

bool Reader::step() {
  switch (want_) {
    case Want::value_or_close:
      if (at_char(']')) {
        close_container();
        return true;
      }
      return read_value();
    case Want::value: return read_value();
    case Want::key_or_close:
      if (at_char('}')) {
        close_container();
        return true;
      }
      return read_key();
    case Want::key: return read_key();
    case Want::colon: return read_colon();
    case Want::comma_or_close: return read_comma_or_close();
    case Want::done: break;
  }
  return true;
}

bool Reader::read_value() {
  const char c = at_ < text_.size() ? text_[at_] : '\0';
  switch (c) {
    case '{': return open_container(JsonKind::object);
    case '[': return open_container(JsonKind::array);
    case '"': return read_scalar(JsonKind::string, scan_json_string(text_, at_));
    case 't':
    case 'f': return read_scalar(JsonKind::boolean, scan_json_literal(text_, at_));
    case 'n': return read_scalar(JsonKind::null, scan_json_literal(text_, at_));
    default: break;
  }
  if (c == '-' || is_ascii_digit(c)) return read_scalar(JsonKind::number, scan_json_number(text_, at_));
  if (want_ == Want::value_or_close) return fail(at_, "a value or ']'", " after '['");
  if (stack_.empty()) return fail(at_, "a JSON value", "");
  return fail(at_, "a value", in_object() ? " after ':'" : " after ','");
}

bool Reader::read_scalar(JsonKind kind, const TokenScan& scan) {
  if (!scan.ok) return fail(scan.end, scan.expected, kind == JsonKind::string ? " in a string" : "");
  if (!add_node(kind)) return false;
  result_.tree.nodes.back().end = scan.end;
  at_ = scan.end;
  after_value();
  return true;
}

bool Reader::open_container(JsonKind kind) {
  if (stack_.size() >= limits_.max_depth) {
    result_.error.too_deep = true;
    return fail(at_, "at most " + std::to_string(limits_.max_depth) + " levels of nesting", "");
  }
  if (!add_node(kind)) return false;
  stack_.push_back({static_cast<std::uint32_t>(result_.tree.nodes.size() - 1), kNoNode});
  ++at_;
  want_ = kind == JsonKind::object ? Want::key_or_close : Want::value_or_close;
  return true;
}

void Reader::close_container() {
  const std::uint32_t closed = stack_.back().node;
  ++at_;
  result_.tree.nodes[closed].end = at_;
  if (in_object()) duplicates_.check(result_.tree, closed);
  stack_.pop_back();
  after_value();
}

bool Reader::read_key() {
  if (!at_char('"')) {
    const bool may_close = want_ == Want::key_or_close;
    return fail(at_, may_close ? "a key in double quotes or '}'" : "a key in double quotes",
                may_close ? " after '{'" : " after ','");
  }
  const TokenScan scan = scan_json_string(text_, at_);
  if (!scan.ok) return fail(scan.end, scan.expected, " in a key");
  key_begin_ = at_;
  key_end_ = scan.end;
  at_ = scan.end;
  want_ = Want::colon;
  return true;
}

bool Reader::read_colon() {
  if (!at_char(':')) return fail(at_, "':'", " after a key");
  ++at_;
  want_ = Want::value;
  return true;
}

bool Reader::read_comma_or_close() {
  const bool object = in_object();
  if (at_char(',')) {
    ++at_;
    want_ = object ? Want::key : Want::value;
    return true;
  }
  if (at_char(object ? '}' : ']')) {
    close_container();
    return true;
  }
  return object ? fail(at_, "',' or '}'", " after a member") : fail(at_, "',' or ']'", " after an element");
}

bool Reader::add_node(JsonKind kind) {
  std::vector<JsonNode>& nodes = result_.tree.nodes;
  if (nodes.size() >= limits_.max_nodes) {
    result_.error.too_large = true;
    return fail(at_, "at most " + std::to_string(limits_.max_nodes) + " values", "");
  }
  const auto index = static_cast<std::uint32_t>(nodes.size());
  JsonNode node;
  node.kind = kind;
  node.begin = at_;
  node.end = at_;
  if (!stack_.empty()) {
    Frame& frame = stack_.back();
    JsonNode& parent = nodes[frame.node];
    node.parent = frame.node;
    node.index_in_parent = parent.child_count++;
    node.has_key = parent.kind == JsonKind::object;
    if (node.has_key) {
      node.key_begin = key_begin_;
      node.key_end = key_end_;
    }
    (frame.last_child == kNoNode ? parent.first_child : nodes[frame.last_child].next_sibling) = index;
    frame.last_child = index;
  }
  nodes.push_back(node);
  return true;
}

// Always false, so that callers can return it.
bool Reader::fail(std::size_t byte, std::string expected, const char* after) {
  JsonSyntaxError& error = result_.error;
  error.byte = byte;
  error.found = describe_found(text_, byte);
  error.message = foreign_word(text_, byte);
  if (error.message.empty()) error.message = "expected " + expected + after + ", found " + error.found;
  error.expected = std::move(expected);
  error.pointer = pointer_here();
  for (const Frame& frame : stack_) {
    error.open += result_.tree.nodes[frame.node].kind == JsonKind::object ? '}' : ']';
  }
  result_.ok = false;
  return false;
}

std::string Reader::pointer_here() const {
  if (stack_.empty()) return "";
  const std::uint32_t container = stack_.back().node;
  std::string out = result_.tree.pointer(container);
  if (want_ != Want::value && want_ != Want::value_or_close) return out;
  if (in_object()) return out + '/' + pointer_escape(json_unquote(text_.substr(key_begin_, key_end_ - key_begin_)));
  return out + '/' + std::to_string(result_.tree.nodes[container].child_count);
}

void Reader::expect_end() {
  if (!result_.ok) return;
  at_ = skip_json_space(text_, at_);
  if (at_ < text_.size()) fail(at_, "end of text", " after the value");
}

JsonReadResult Reader::take() {
  std::sort(result_.tree.duplicate_keys.begin(), result_.tree.duplicate_keys.end());
  return std::move(result_);
}

}  // namespace

JsonReadResult read_json(std::string_view text, const JsonLimits& limits) {
  Reader reader(text, 0, limits);
  if (reader.read()) reader.expect_end();
  return reader.take();
}

JsonReadResult read_json_value_at(std::string_view text, std::size_t from, const JsonLimits& limits) {
  Reader reader(text, std::min(from, text.size()), limits);
  reader.read();
  return reader.take();
}

}  // namespace nines::base

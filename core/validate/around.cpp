// Tags and emphasis around a value. See around.h.
#include "validate/around.h"

#include <algorithm>

#include "base/text.h"
#include "validate/tolerant/look.h"

namespace nines::validate {

namespace {

constexpr std::size_t kMaxTagBytes = 256;
constexpr std::size_t kMaxLayers = 8;

struct Sides {
  std::size_t left = 0;   // one past what stands before, white space skipped
  std::size_t right = 0;  // where it goes on behind
};

Sides sides_of(std::string_view text, Span inner) {
  Sides out{inner.from, inner.to};
  while (out.left > 0 && base::is_json_space(text[out.left - 1])) --out.left;
  while (out.right < text.size() && base::is_json_space(text[out.right])) ++out.right;
  return out;
}

struct Tag {
  std::size_t length = 0;
  std::string_view name;
};

bool is_name_byte(char c) {
  return base::is_ascii_letter(c) || base::is_ascii_digit(c) || c == '_' || c == '-' || c == '|' || c == ':';
}

// <name>, <name a="b">, <|name|>, <function=name>, [NAME] right before `end`.
Tag tag_before(std::string_view text, std::size_t end) {
  if (end == 0) return {};
  const char close = text[end - 1];
  if (close != '>' && close != ']') return {};
  const std::size_t from = end > kMaxTagBytes ? end - kMaxTagBytes : 0;
  const std::size_t open = text.substr(from, end - from).rfind(close == '>' ? '<' : '[');
  if (open == std::string_view::npos) return {};
  const std::string_view body = text.substr(from + open + 1, end - from - open - 2);
  std::size_t name = 0;
  while (name < body.size() && is_name_byte(body[name])) ++name;
  if (name == 0 || body.find('\n') != std::string_view::npos) return {};
  if (name < body.size() && body[name] != ' ' && body[name] != '=') return {};
  if (close == ']') {
    const bool upper = std::all_of(body.begin(), body.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; });
    if (!upper || body.size() < 3) return {};
  }
  return {end - from - open, body.substr(0, name)};
}

// </name>, <|/name|>, [/NAME] or <|name|> at `at`.
Tag tag_behind(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, kMaxTagBytes);
  if (!rest.starts_with("</") && !rest.starts_with("<|") && !rest.starts_with("[/")) return {};
  const std::size_t end = rest.find(rest[0] == '[' ? ']' : '>');
  if (end == std::string_view::npos) return {};
  const std::string_view name = rest.substr(2, end - 2);
  if (name.empty() || !std::all_of(name.begin(), name.end(), [](char c) { return is_name_byte(c) || c == '/'; })) {
    return {};
  }
  return {end + 1, name};
}

// </nam at the end of the text
bool is_cut_tag(std::string_view rest) {
  if (rest.empty() || rest.size() > kMaxTagBytes || rest[0] != '<') return false;
  if (rest.size() > 1 && rest[1] != '/') return false;
  return std::all_of(rest.begin() + std::min<std::ptrdiff_t>(2, static_cast<std::ptrdiff_t>(rest.size())), rest.end(),
                     is_name_byte);
}

Finding layer(const char* code, std::string_view text, Span span, std::string message, Span left, Span right) {
  const std::string found = excerpt(text.substr(span.from, span.to - span.from));
  Finding out = make_finding(code, span, std::move(message) + quoted(found), "the value alone", found);
  if (left.to > left.from) out.edits.push_back({left, ""});
  if (right.to > right.from) out.edits.push_back({right, ""});
  return out;
}

bool peel_tag(std::string_view text, std::size_t from, Span& inner, FindingList& out) {
  const Sides sides = sides_of(text, inner);
  const Tag before = sides.left > from ? tag_before(text, sides.left) : Tag{};
  const Tag behind = tag_behind(text, sides.right);
  const std::string_view rest = base::trim_ascii(text.substr(sides.right));
  const bool cut = behind.length == 0 && is_cut_tag(rest) && !rest.empty();
  if (before.length == 0 && behind.length == 0) return false;
  const Span left{sides.left - before.length, before.length > 0 ? inner.from : sides.left};
  if (cut) {
    const Span tail{sides.right, sides.right + rest.size()};
    out.add(layer("X6", text, tail, "the text ends inside a closing tag: ", {0, 0}, {inner.to, tail.to}));
    out.items.back().message = "the text ends inside a closing tag: " + quoted(rest);
    inner.to = tail.to;
  }
  const Span right{behind.length > 0 ? inner.to : sides.right, sides.right + behind.length};
  const Span span = before.length > 0 ? Span{left.from, sides.left} : Span{sides.right, right.to};
  out.add(layer("W6", text, span, "a tag stands around the value: ", left, right));
  if (before.length > 0) inner.from = left.from;
  if (behind.length > 0) inner.to = right.to;
  return true;
}

bool peel_emphasis(std::string_view text, Span& inner, FindingList& out) {
  const Sides sides = sides_of(text, inner);
  if (sides.left == 0 || sides.right >= text.size()) return false;
  const char mark = text[sides.left - 1];
  if (mark != '*' && mark != '_') return false;
  std::size_t run = 0;
  while (run < 3 && run < sides.left && text[sides.left - 1 - run] == mark) ++run;
  std::size_t behind = 0;
  while (behind < run && sides.right + behind < text.size() && text[sides.right + behind] == mark) ++behind;
  if (behind != run) return false;
  const Span left{sides.left - run, inner.from};
  const Span right{inner.to, sides.right + run};
  out.add(layer("W7", text, {left.from, sides.left}, "marks of emphasis stand around the value: ", left, right));
  inner = {left.from, right.to};
  return true;
}

}  // namespace

FindingList peel_around(std::string_view text, Span& inner, std::size_t from) {
  FindingList out;
  for (std::size_t i = 0; i < kMaxLayers; ++i) {
    if (!peel_tag(text, from, inner, out) && !peel_emphasis(text, inner, out)) break;
  }
  return out;
}

const char* unseen_code(std::string_view piece) {
  const char* code = "T4";
  for (std::size_t at = 0; at < piece.size();) {
    const std::size_t unseen = invisible_length(piece, at);
    const auto b = static_cast<std::uint8_t>(piece[at]);
    if (unseen == 0 && b > 0x20 && b != 0x7F) return nullptr;
    if (unseen == 0 && !base::is_json_space(piece[at])) code = "T3";
    at += std::max<std::size_t>(unseen, 1);
  }
  return code;
}

}  // namespace nines::validate

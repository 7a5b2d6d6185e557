// See json_text.h.
#include "ui/check/json_text.h"

#include <algorithm>
#include <vector>

namespace nines::ui {
namespace {

constexpr std::size_t kShortBytes = 60;  // what fits on one line

bool blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool opens(char c) { return c == '{' || c == '['; }
bool closes(char c) { return c == '}' || c == ']'; }

std::size_t string_end(std::string_view text, std::size_t at) {
  for (++at; at < text.size(); ++at) {
    if (text[at] == '\\')
      ++at;
    else if (text[at] == '"')
      return at + 1;
  }
  return text.size();
}

// A bracket, a mark, a string, or a run of other characters; empty at the end.
std::string_view token_at(std::string_view text, std::size_t& at) {
  while (at < text.size() && blank(text[at])) ++at;
  const std::size_t from = at;
  if (at == text.size()) return {};
  const char c = text[at];
  if (c == '"') {
    at = string_end(text, at);
  } else if (opens(c) || closes(c) || c == ',' || c == ':') {
    ++at;
  } else {
    while (at < text.size() && !blank(text[at]) && !opens(text[at]) && !closes(text[at]) && text[at] != ',' &&
           text[at] != ':' && text[at] != '"')
      ++at;
  }
  return text.substr(from, at - from);
}

std::vector<std::string_view> tokens_of(std::string_view text) {
  std::vector<std::string_view> out;
  std::size_t at = 0;
  for (std::string_view token = token_at(text, at); !token.empty(); token = token_at(text, at)) out.push_back(token);
  return out;
}

// For each opening bracket the token that closes it when all between holds no further bracket and is short; else 0.
std::vector<std::size_t> short_ends(const std::vector<std::string_view>& tokens) {
  std::vector<std::size_t> out(tokens.size(), 0);
  std::size_t open = tokens.size();
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    bytes += tokens[i].size() + 1;
    if (opens(tokens[i][0])) {
      open = i;
      bytes = 0;
    } else if (closes(tokens[i][0])) {
      if (open < i && bytes <= kShortBytes) out[open] = i;
      open = tokens.size();
    }
  }
  return out;
}

void new_line(std::string& out, std::size_t depth) { out += "\n" + std::string(2 * depth, ' '); }

}  // namespace

std::string tidy_json(std::string_view text) {
  const std::vector<std::string_view> tokens = tokens_of(text);
  const std::vector<std::size_t> ends = short_ends(tokens);
  std::string out;
  std::size_t depth = 0;
  std::size_t flat_until = 0;  // tokens before this one stay on their line
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string_view token = tokens[i];
    const bool flat = i < flat_until;
    if (closes(token[0]) && !flat && i != flat_until) {
      depth -= depth > 0 ? 1U : 0U;
      if (i > 0 && !opens(tokens[i - 1][0])) new_line(out, depth);
    }
    out += token;
    if (token == ":") out += ' ';
    if (token == ",") {
      if (flat)
        out += ' ';
      else
        new_line(out, depth);
    }
    if (!opens(token[0]) || flat) continue;
    if (ends[i] > 0) {
      flat_until = ends[i];
    } else {
      ++depth;
      if (i + 1 < tokens.size() && !closes(tokens[i + 1][0])) new_line(out, depth);
    }
  }
  return out + "\n";
}

namespace {

std::string unescaped(std::string_view part) {
  std::string out;
  for (std::size_t i = 0; i < part.size(); ++i) {
    const bool escape = part[i] == '~' && i + 1 < part.size() && (part[i + 1] == '0' || part[i + 1] == '1');
    out += !escape ? part[i] : part[i + 1] == '0' ? '~' : '/';
    i += escape ? 1U : 0U;
  }
  return out;
}

void skip_value(std::string_view text, std::size_t& at) {
  std::size_t depth = 0;
  do {
    const std::string_view token = token_at(text, at);
    if (token.empty()) return;
    if (opens(token[0])) ++depth;
    if (closes(token[0])) depth -= depth > 0 ? 1U : 0U;
  } while (depth > 0);
}

// From behind the opening bracket to where the member's value begins; false when it is not there.
bool find_member(std::string_view text, std::size_t& at, bool object, const std::string& name) {
  for (std::size_t index = 0;; ++index) {
    if (object) {
      const std::string_view key = token_at(text, at);
      if (key.size() < 2 || key[0] != '"') return false;
      token_at(text, at);  // the colon
      if (key.substr(1, key.size() - 2) == name) return true;
    } else if (std::to_string(index) == name) {
      return true;
    }
    skip_value(text, at);
    if (token_at(text, at) != ",") return false;
  }
}

}  // namespace

std::size_t byte_of_pointer(std::string_view text, std::string_view pointer) {
  std::size_t at = 0;
  const auto begin_of_value = [&] {
    while (at < text.size() && blank(text[at])) ++at;
    return at;
  };
  std::size_t found = begin_of_value();
  while (!pointer.empty() && pointer[0] == '/') {
    const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
    const std::string name = unescaped(pointer.substr(1, end - 1));
    pointer.remove_prefix(end);
    const std::string_view bracket = token_at(text, at);
    if (bracket.empty() || !opens(bracket[0]) || !find_member(text, at, bracket == "{", name)) return found;
    found = begin_of_value();
  }
  return found;
}

std::size_t line_of_byte(std::string_view text, std::size_t byte) {
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(byte, text.size()));
  return static_cast<std::size_t>(std::count(text.begin(), end, '\n')) + 1;
}

}  // namespace nines::ui

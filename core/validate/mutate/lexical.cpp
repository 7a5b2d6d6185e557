// Mutators of single tokens (L). See workshop.h.
#include <algorithm>

#include "base/json_scan.h"
#include "base/text.h"
#include "validate/mutate/workshop.h"

namespace nines::validate {

namespace {

constexpr std::size_t kNone = std::string_view::npos;

// Swaps the quotes of the string in `span`; false when its content has one of the new quotes.
bool swap_quotes(Workshop& shop, Span span, const char* open, const char* close) {
  const std::string_view body = shop.text().substr(span.from + 1, span.to - span.from - 2);
  if (body.find(close) != kNone || body.find(open) != kNone || body.find('\\') != kNone) return false;
  shop.also({span.from, span.from + 1}, open);
  shop.also({span.to - 1, span.to}, close);
  return true;
}

bool is_identifier(std::string_view word) {
  if (word.empty() || base::is_ascii_digit(word[0])) return false;
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return base::is_ascii_letter(c) || base::is_ascii_digit(c) || c == '_'; });
}

bool is_literal(std::string_view word) {
  constexpr std::string_view kWords[] = {"true", "false", "null", "none", "nil", "nan", "inf", "undefined", "infinity"};
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&](std::string_view known) { return base::equal_ignoring_ascii_case(known, word); });
}

std::string_view inside(const Workshop& shop, const JsonNode& node) {
  return shop.text().substr(node.begin + 1, node.end - node.begin - 2);
}

bool is_whole_number(std::string_view source) {
  return !source.empty() && source.size() < 16 && std::all_of(source.begin(), source.end(), base::is_ascii_digit);
}

std::string hexadecimal(std::uint64_t value) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (; value > 0; value /= 16) out.insert(out.begin(), kHex[value % 16]);
  return "0x" + (out.empty() ? "0" : out);
}

}  // namespace

bool other_quotes(Workshop& shop) {
  struct Pair {
    const char* open;
    const char* close;
  };
  static constexpr Pair kPairs[] = {{"'", "'"}, {"'", "'"}, {"\xE2\x80\x9C", "\xE2\x80\x9D"}, {"`", "`"}};
  const Pair pair = kPairs[shop.below(4)];
  const bool all = shop.below(2) == 0;
  std::vector<Span> strings;
  for (const JsonNode& node : shop.tree.nodes) {
    if (node.has_key) strings.push_back({node.key_begin, node.key_end});
    if (node.kind == JsonKind::string) strings.push_back({node.begin, node.end});
  }
  if (strings.empty()) return false;
  if (!all) strings = {strings[shop.below(strings.size())]};
  for (const Span span : strings) {
    if (swap_quotes(shop, span, pair.open, pair.close))
      shop.place = shop.place.to == 0 ? span : Span{shop.place.from, span.to};
  }
  return !shop.out.edits.empty();
}

bool bare_key(Workshop& shop) {
  const std::uint32_t i = pick_node(shop, [&](std::uint32_t n, const JsonNode& node) {
    return node.has_key && is_identifier(shop.tree.key(n)) &&
           node.key_end - node.key_begin == shop.tree.key(n).size() + 2;
  });
  if (i == base::kNoNode) return false;
  const JsonNode& node = shop.tree.node(i);
  return shop.replace({node.key_begin, node.key_end}, shop.tree.key(i));
}

bool bare_word(Workshop& shop) {
  const std::uint32_t i = pick_node(shop, [&](std::uint32_t n, const JsonNode& node) {
    if (node.kind != JsonKind::string || n == 0) return false;
    const std::string_view body = inside(shop, node);
    if (body.empty() || !base::is_ascii_letter(body[0]) || body.back() == ' ') return false;
    if (is_literal(body)) return false;
    return std::all_of(body.begin(), body.end(), [](char c) {
      return base::is_ascii_letter(c) || base::is_ascii_digit(c) || c == '_' || c == ' ' || c == '-';
    });
  });
  if (i == base::kNoNode) return false;
  const JsonNode& node = shop.tree.node(i);
  return shop.replace({node.begin, node.end}, std::string(inside(shop, node)));
}

bool other_literal(Workshop& shop) {
  const std::uint32_t i = pick_node(shop, [](std::uint32_t, const JsonNode& node) {
    return node.kind == JsonKind::boolean || node.kind == JsonKind::null;
  });
  if (i == base::kNoNode || i == 0) return false;
  const JsonNode& node = shop.tree.node(i);
  std::string word(shop.tree.source(i));
  if (node.kind == JsonKind::null) {
    word = "None";
  } else if (shop.below(3) == 0) {
    for (char& c : word) c = static_cast<char>(c - 'a' + 'A');
  } else {
    word[0] = static_cast<char>(word[0] - 'a' + 'A');
  }
  return shop.replace({node.begin, node.end}, word);
}

bool no_json_value(Workshop& shop) {
  const std::uint32_t null =
      pick_node(shop, [](std::uint32_t n, const JsonNode& node) { return n > 0 && node.kind == JsonKind::null; });
  const std::uint32_t i = null != base::kNoNode ? null : pick_node(shop, [](std::uint32_t n, const JsonNode& node) {
    return n > 0 && node.kind == JsonKind::number;
  });
  if (i == base::kNoNode) return false;
  shop.out.loses = null == base::kNoNode;
  static const char* const kWords[] = {"NaN", "undefined", "Infinity", "-Infinity"};
  return shop.replace({shop.tree.node(i).begin, shop.tree.node(i).end}, shop.one_of(kWords));
}

bool number_dialect(Workshop& shop) {
  const std::uint32_t i =
      pick_node(shop, [](std::uint32_t n, const JsonNode& node) { return n > 0 && node.kind == JsonKind::number; });
  if (i == base::kNoNode) return false;
  const JsonNode& node = shop.tree.node(i);
  const std::string source(shop.tree.source(i));
  const Span span{node.begin, node.end};
  if (source.starts_with("0.") && shop.below(2) == 0) return shop.replace(span, source.substr(1));
  if (!is_whole_number(source)) return source[0] != '-' && shop.replace(span, '+' + source);
  const std::size_t tail = source.size() > 3 ? source.size() - 3 : 0;
  switch (shop.below(6)) {
    case 0: return shop.replace(span, source + '.');
    case 1: return shop.replace(span, hexadecimal(std::stoull(source)));
    case 2: return shop.replace(span, (shop.below(2) == 0 ? "00" : "0") + source);
    case 3:
      if (tail > 0) return shop.replace(span, source.substr(0, tail) + '_' + source.substr(tail));
      break;
    case 4:
      if (tail > 0 && tail < 4 && node.has_key)
        return shop.replace(span, source.substr(0, tail) + ',' + source.substr(tail));
      break;
    default: break;
  }
  return shop.replace(span, '+' + source);
}

bool bad_escape(Workshop& shop) {
  const std::string_view text = shop.text();
  const std::size_t quote = pick_in_strings(shop, [&](std::size_t i) { return text[i] == '\''; });
  if (quote != kNone && shop.below(2) == 0) return shop.insert(quote, "\\");
  const std::size_t slash = pick_in_strings(shop, [&](std::size_t i) {
    return text[i] == '\\' && text[i + 1] == '\\' && i + 2 < text.size() &&
           std::string_view("\"\\/bfnrtu").find(text[i + 2]) == kNone;
  });
  if (slash != kNone && shop.below(2) == 0) return shop.replace({slash, slash + 1}, "");
  const std::size_t letter = pick_in_strings(shop, [&](std::size_t i) { return base::is_ascii_letter(text[i]); });
  if (letter == kNone) return false;
  const auto code = static_cast<unsigned>(text[letter]);
  const std::string hex{"0123456789abcdef"[code >> 4U], "0123456789abcdef"[code & 15U]};
  if (shop.below(5) > 0) return shop.replace({letter, letter + 1}, "\\x" + hex);
  // \u with two digits, not followed by more
  shop.out.loses = true;
  return shop.replace({letter, letter + 1}, "\\u" + hex + ' ');
}

bool raw_control(Workshop& shop) {
  const std::string_view text = shop.text();
  const std::size_t at = pick_in_strings(shop, [&](std::size_t i) {
    return text[i] == '\\' && (text[i + 1] == 'n' || text[i + 1] == 't' || text[i + 1] == 'r');
  });
  if (at == kNone) return false;
  const char c = text[at + 1];
  return shop.replace({at, at + 2}, std::string(1, c == 'n' ? '\n' : c == 't' ? '\t' : '\r'));
}

bool comment(Workshop& shop) {
  const std::size_t at = pick_sign(shop, ",[{");
  static const char* const kComments[] = {" // as asked\n", " /* see above */ ", " # in EUR\n", "// note\n"};
  if (at == kNone || !shop.insert(at + 1, shop.one_of(kComments))) return false;
  return true;
}

bool expression(Workshop& shop) {
  const std::uint32_t i = pick_node(shop, [](std::uint32_t n, const JsonNode& node) {
    return n > 0 && (node.kind == JsonKind::number || (node.kind == JsonKind::string && node.end - node.begin > 6));
  });
  if (i == base::kNoNode) return false;
  const JsonNode& node = shop.tree.node(i);
  const std::string source(shop.tree.source(i));
  if (node.kind == JsonKind::string) {
    const std::size_t middle = node.begin + 3;
    const std::string_view around = shop.text().substr(middle - 2, 4);
    for (const char c : around) {
      if (!base::is_ascii_letter(c) && c != ' ') return false;
    }
    return shop.insert(middle, "\" + \"");
  }
  shop.out.loses = true;
  static const char* const kCalls[] = {"round", "float", "Decimal"};
  if (shop.below(2) == 0) return shop.replace({node.begin, node.end}, shop.one_of(kCalls) + ('(' + source + ')'));
  return shop.replace({node.begin, node.end}, source + (shop.below(2) == 0 ? "/6" : " * 3"));
}

bool ellipsis(Workshop& shop) {
  const std::uint32_t i =
      pick_node(shop, [](std::uint32_t, const JsonNode& node) { return is_container(node) && node.child_count > 0; });
  if (i == base::kNoNode) return false;
  shop.out.loses = true;
  static const char* const kEllipses[] = {", ...", ", \xE2\x80\xA6", ", // ... rest omitted\n",
                                          ", /* more items omitted */ "};
  const std::string with = shop.one_of(kEllipses);
  const std::size_t at = shop.tree.node(i).end - 1;
  return shop.insert(at, with.find('/') == kNone ? with : with.substr(1));
}

bool inner_quote(Workshop& shop) {
  const std::string_view text = shop.text();
  const std::uint32_t i = pick_node(shop, [&](std::uint32_t n, const JsonNode& node) {
    return n > 0 && node.kind == JsonKind::string && inside(shop, node).find("\\\"") != kNone;
  });
  if (i != base::kNoNode && shop.below(4) > 0) {
    const JsonNode& node = shop.tree.node(i);
    for (std::size_t at = node.begin + 1; at + 1 < node.end; ++at) {
      if (text[at] != '\\') continue;
      if (text[at + 1] == '"') {
        shop.also({at, at + 1}, "");
        shop.place = shop.place.to == 0 ? Span{at, at + 2} : Span{shop.place.from, at + 2};
      }
      ++at;
    }
    return true;
  }
  const std::uint32_t closed = pick_node(shop, [&](std::uint32_t, const JsonNode& node) {
    return node.kind == JsonKind::string && node.has_key && node.next_sibling != base::kNoNode &&
           node.end > node.begin + 3 && text[node.end] == ',';
  });
  if (closed == base::kNoNode) return false;
  const std::size_t end = shop.tree.node(closed).end;
  return shop.replace({end - 1, end}, "");
}

}  // namespace nines::validate

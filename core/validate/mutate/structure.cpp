// Mutators of commas, colons and closers (S), and those that cut (X). See workshop.h.
#include "base/json_scan.h"
#include "base/text.h"
#include "validate/mutate/workshop.h"

namespace nines::validate {

namespace {

constexpr std::size_t kNone = std::string_view::npos;
using base::kNoNode;

// The comma behind node `i`, which has a sibling after it.
std::size_t comma_after(const Workshop& shop, std::uint32_t i) { return shop.text().find(',', shop.tree.node(i).end); }

std::size_t colon_of(const Workshop& shop, std::uint32_t i) { return shop.text().find(':', shop.tree.node(i).key_end); }

std::uint32_t pick_with_sibling(Workshop& shop) {
  return pick_node(shop, [](std::uint32_t, const JsonNode& node) { return node.next_sibling != kNoNode; });
}

std::uint32_t pick_member(Workshop& shop) {
  return pick_node(shop, [](std::uint32_t, const JsonNode& node) { return node.has_key; });
}

std::uint32_t pick_container(Workshop& shop, bool filled) {
  return pick_node(shop, [&](std::uint32_t, const JsonNode& node) {
    return is_container(node) && (node.child_count > 0 || !filled);
  });
}

}  // namespace

bool trailing_comma(Workshop& shop) {
  const std::uint32_t i = pick_container(shop, true);
  if (i == kNoNode) return false;
  std::size_t at = shop.tree.node(i).end - 1;
  while (base::is_json_space(shop.text()[at - 1])) --at;
  return shop.insert(at, ",");
}

bool missing_comma(Workshop& shop) {
  const std::uint32_t i = pick_with_sibling(shop);
  if (i == kNoNode) return false;
  const std::size_t at = comma_after(shop, i);
  const char next = shop.text()[at + 1];
  const char before = shop.text()[at - 1];
  const bool apart = base::is_json_space(next) || ((next == '{' || next == '[') && (before == '}' || before == ']'));
  if (shop.below(4) == 0) return shop.replace({at, at + 1}, ";");
  return shop.replace({at, at + 1}, apart ? "" : " ");
}

bool double_comma(Workshop& shop) {
  shop.out.loses = false;
  const std::size_t at = pick_sign(shop, ",");
  if (at != kNone) return shop.insert(at + 1, shop.below(2) == 0 ? "," : " ,");
  const std::uint32_t i = pick_container(shop, true);
  return i != kNoNode && shop.insert(shop.tree.node(i).begin + 1, ",");
}

bool missing_colon(Workshop& shop) {
  const std::uint32_t i = pick_member(shop);
  if (i == kNoNode) return false;
  const std::size_t at = colon_of(shop, i);
  static const char* const kSigns[] = {" ", " ", " = ", " => "};
  return shop.replace({at, at + 1}, shop.one_of(kSigns));
}

bool missing_closer(Workshop& shop) {
  const JsonNode& root = shop.tree.node(0);
  // An inner closer whose container is followed by the closer of another kind.
  const std::uint32_t inner = pick_node(shop, [&](std::uint32_t n, const JsonNode& node) {
    if (n == 0 || !is_container(node) || node.next_sibling != kNoNode || node.child_count == 0) return false;
    return shop.tree.node(node.parent).kind != node.kind;
  });
  if (inner != kNoNode && shop.below(2) == 0) {
    const std::size_t end = shop.tree.node(inner).end;
    return shop.replace({end - 1, end}, "");
  }
  // The last one, behind a closed inner value.
  std::uint32_t last = root.first_child;
  while (last != kNoNode && shop.tree.node(last).next_sibling != kNoNode) last = shop.tree.node(last).next_sibling;
  if (root.kind != JsonKind::object || last == kNoNode || !is_container(shop.tree.node(last))) return false;
  return shop.cut(shop.tree.node(last).end);
}

bool extra_closer(Workshop& shop) {
  const std::uint32_t i = shop.below(2) == 0 ? 0 : pick_container(shop, false);
  if (i == kNoNode || !is_container(shop.tree.node(i))) return false;
  const JsonNode& node = shop.tree.node(i);
  // Which of the same closers in a row is the one too many cannot be told.
  std::size_t end = node.end;
  while (end < shop.text().size() &&
         (shop.text()[end] == shop.text()[node.end - 1] || base::is_json_space(shop.text()[end])))
    ++end;
  shop.insert(node.end, std::string(1, shop.text()[node.end - 1]));
  shop.whole = true;
  shop.out.where = {node.end - 1, end + 1};
  return true;
}

bool mismatched_closer(Workshop& shop) {
  const std::uint32_t i = pick_container(shop, true);
  if (i == kNoNode) return false;
  const JsonNode& node = shop.tree.node(i);
  return shop.replace({node.end - 1, node.end}, node.kind == JsonKind::object ? "]" : "}");
}

bool duplicate_key(Workshop& shop) {
  const std::uint32_t i = pick_member(shop);
  if (i == kNoNode) return false;
  const JsonNode& node = shop.tree.node(i);
  shop.out.still_json = true;
  const std::string_view key = shop.text().substr(node.key_begin, node.key_end - node.key_begin);
  return shop.insert(node.end, ", " + std::string(key) + ": " + std::string(shop.tree.source(i)));
}

bool depth_bomb(Workshop& shop) {
  const std::uint32_t i =
      pick_node(shop, [](std::uint32_t n, const JsonNode& node) { return n > 0 && !is_container(node); });
  if (i == kNoNode) return false;
  const JsonNode& node = shop.tree.node(i);
  shop.out.loses = true;
  return shop.replace({node.begin, node.end},
                      std::string(kMaxJsonDepth + 5, '[') + std::string(kMaxJsonDepth + 5, ']'));
}

bool cut_in_string(Workshop& shop) {
  const std::string_view text = shop.text();
  const std::size_t at = pick_in_strings(shop, [&](std::size_t i) {
    return static_cast<std::uint8_t>(text[i]) < 0x80 && text[i] != '\\' && text[i - 1] != '\\';
  });
  return at != kNone && shop.cut(at);
}

bool cut_after_key(Workshop& shop) {
  const std::uint32_t i = pick_member(shop);
  return i != kNoNode && shop.cut(shop.tree.node(i).key_end);
}

bool cut_after_colon(Workshop& shop) {
  const std::uint32_t i = pick_member(shop);
  return i != kNoNode && shop.cut(colon_of(shop, i) + 1);
}

bool cut_between(Workshop& shop) {
  const std::size_t sign = pick_sign(shop, ",[{");
  if (sign != kNone && shop.below(2) == 0) return shop.cut(sign + 1);
  const std::uint32_t i =
      pick_node(shop, [](std::uint32_t n, const JsonNode& node) { return n > 0 && !is_container(node); });
  return i != kNoNode && shop.cut(shop.tree.node(i).end);
}

bool cut_in_word(Workshop& shop) {
  const std::string_view text = shop.text();
  const std::size_t escape = pick_in_strings(shop, [&](std::size_t i) { return text[i] == '\\'; });
  if (escape != kNone && shop.below(2) == 0) return shop.cut(escape + 1);
  const std::uint32_t i = pick_node(shop, [&](std::uint32_t n, const JsonNode& node) {
    if (n == 0) return false;
    if (node.kind == JsonKind::boolean || node.kind == JsonKind::null) return true;
    return node.kind == JsonKind::number && text.substr(node.begin, node.end - node.begin).find('.') != kNone;
  });
  if (i == kNoNode) return escape != kNone && shop.cut(escape + 1);
  const JsonNode& node = shop.tree.node(i);
  if (node.kind == JsonKind::number) return shop.cut(text.find('.', node.begin) + 1);
  return shop.cut(node.begin + 1 + shop.below(node.end - node.begin - 1));
}

bool cut_in_fence(Workshop& shop) {
  const std::size_t size = shop.text().size();
  shop.also({0, 0}, shop.below(2) == 0 ? "```json\n" : "```\n");
  shop.also({size, size}, shop.below(2) == 0 ? "\n``" : "\n`");
  shop.place = {size, size};
  return is_container(shop.tree.node(0));
}

bool runaway(Workshop& shop) {
  const std::string_view text = shop.text();
  static const char* const kUnits[] = {"the same again, ", "0", "\\n", "very "};
  const std::size_t at = pick_in_strings(shop, [&](std::size_t i) { return base::is_ascii_letter(text[i]); });
  if (at == kNone) return false;
  const std::string unit = shop.one_of(kUnits);
  std::string tail;
  for (std::size_t i = 0; i < 60; ++i) tail += unit;
  shop.out.loses = true;
  return shop.replace({at, text.size()}, tail);
}

bool blank(Workshop& shop) {
  static const char* const kBlank[] = {"", " ", "\n\n", "\t \n"};
  shop.out.loses = true;
  return shop.replace({0, shop.text().size()}, shop.one_of(kBlank));
}

bool refusal(Workshop& shop) {
  static const char* const kRefusals[] = {"I'm sorry, but I can't help with that.",
                                          "I was unable to find the data you asked for.",
                                          "As an AI language model, I cannot book flights.", "N/A"};
  shop.out.loses = true;
  return shop.replace({0, shop.text().size()}, shop.one_of(kRefusals));
}

}  // namespace nines::validate

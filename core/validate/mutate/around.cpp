// Mutators of bytes (T) and of what stands around a value (W). See workshop.h.
#include "base/text.h"
#include "validate/mutate/workshop.h"

namespace nines::validate {

namespace {

// Puts words on both sides; the broken place is the left one, or the right one when there is no left.
bool wrap(Workshop& shop, const std::string& before, const std::string& after) {
  const std::size_t size = shop.text().size();
  if (!before.empty()) shop.insert(0, before);
  if (after.empty()) return !before.empty();
  if (before.empty()) return shop.insert(size, after);
  shop.also({size, size}, after);
  return true;
}

bool root_is_container(const Workshop& shop) { return is_container(shop.tree.node(0)); }

std::string utf16(std::string_view text) {
  std::string out = "\xFF\xFE";
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint point = base::decode_utf8(text, at);
    at += point.length;
    const auto add = [&out](unsigned unit) {
      out += static_cast<char>(unit & 0xFFU);
      out += static_cast<char>(unit >> 8U);
    };
    const auto value = static_cast<unsigned>(point.value);
    if (value < 0x10000) {
      add(value);
    } else {
      add(0xD800 + ((value - 0x10000) >> 10U));
      add(0xDC00 + ((value - 0x10000) & 0x3FFU));
    }
  }
  return out;
}

}  // namespace

bool is_container(const JsonNode& node) { return node.kind == JsonKind::object || node.kind == JsonKind::array; }

std::size_t pick_sign(Workshop& shop, std::string_view signs) {
  std::vector<std::size_t> sites;
  bool in_string = false;
  const std::string_view text = shop.text();
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (in_string && text[at] == '\\')
      ++at;
    else if (text[at] == '"')
      in_string = !in_string;
    else if (!in_string && signs.find(text[at]) != std::string_view::npos)
      sites.push_back(at);
  }
  return sites.empty() ? std::string_view::npos : sites[shop.below(sites.size())];
}

bool bad_utf8(Workshop& shop) {
  const std::string_view text = shop.text();
  const std::size_t at = pick_in_strings(shop, [&](std::size_t i) { return base::is_ascii_letter(text[i]); });
  static const char* const kBad[] = {"\xE9", "\xFF", "\xC3", "\xE2\x82"};
  shop.out.loses = true;
  return at != std::string_view::npos && shop.insert(at, shop.one_of(kBad));
}

bool byte_order_mark(Workshop& shop) {
  if (shop.below(4) > 0) return shop.insert(0, std::string(base::kBom));
  shop.replace({0, shop.text().size()}, utf16(shop.text()));
  shop.out.where = {0, 2};
  shop.whole = true;
  return true;
}

bool control_character(Workshop& shop) {
  static const std::string kControls[] = {std::string(1, '\0'), "\x01", "\x1B", "\x7F", "\x08"};
  if (shop.below(3) == 0) {
    const std::string_view text = shop.text();
    const std::size_t at = pick_in_strings(shop, [&](std::size_t i) { return base::is_ascii_letter(text[i]); });
    shop.out.loses = true;
    return at != std::string_view::npos && shop.insert(at, shop.below(2) == 0 ? kControls[0] : "\xED\xA0\xBD");
  }
  const std::size_t at = pick_sign(shop, ",:[{");
  return at != std::string_view::npos && shop.insert(at + 1, kControls[shop.below(5)]);
}

bool invisible_character(Workshop& shop) {
  const std::size_t at = pick_sign(shop, shop.below(2) == 0 ? ",:[{" : ",:");
  if (at == std::string_view::npos) return false;
  const char sign = shop.text()[at];
  if (shop.below(3) == 0 && (sign == ',' || sign == ':')) {
    return shop.replace({at, at + 1}, sign == ',' ? "\xEF\xBC\x8C" : "\xEF\xBC\x9A");
  }
  static const char* const kInvisible[] = {"\xC2\xA0", "\xE2\x80\x8B", "\xEF\xBB\xBF", "\xE3\x80\x80"};
  return shop.insert(at + 1, shop.one_of(kInvisible));
}

bool mojibake(Workshop& shop) {
  const std::string_view text = shop.text();
  std::size_t first = text.size();
  std::size_t last = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto b = static_cast<std::uint8_t>(text[at]);
    if (b < 0x80) continue;
    if (b < 0xA0 && b != 0x81 && b != 0x8D && b != 0x8F && b != 0x90 && b != 0x9D) return false;  // kept to Latin-1
    std::string utf8;
    base::append_utf8(utf8, b);
    shop.also({at, at + 1}, utf8);
    first = std::min(first, at);
    last = at + 1;
  }
  shop.place = {first, last};
  shop.out.still_json = true;
  return first < last;
}

bool fence(Workshop& shop) {
  static const char* const kOpen[] = {"```json\n", "```\n", "~~~json\n", "```JSON5 title=x\n", "````\n"};
  const std::string open = shop.one_of(kOpen);
  return wrap(shop, open, '\n' + std::string(open.starts_with("````") ? 4 : 3, open[0]));
}

bool open_fence(Workshop& shop) {
  static const char* const kOpen[] = {"```json\n", "```\n", "~~~\n"};
  return wrap(shop, shop.one_of(kOpen), shop.below(2) == 0 ? "\n" : "");
}

bool prose_before(Workshop& shop) {
  static const char* const kWords[] = {"Here is the JSON you asked for:\n\n", "Sure! ",
                                       "Result: ", "I've used {placeholders} and [brackets] where needed.\n"};
  return root_is_container(shop) && wrap(shop, shop.one_of(kWords), "");
}

bool prose_after(Workshop& shop) {
  static const char* const kWords[] = {"\n\nLet me know if you need anything else!", "\n\nNote: all prices in EUR.",
                                       " // done", "\nHope this helps :}"};
  return root_is_container(shop) && wrap(shop, "", shop.one_of(kWords));
}

bool reasoning_block(Workshop& shop) {
  static const char* const kBlocks[] = {"<think>\nThe user wants {\"a\": 1}, I guess.\n</think>\n\n",
                                        "<reasoning>First, look at the list [1, 2].</reasoning>\n",
                                        "Okay, so this is what they want.\n</think>\n", "<think></think>"};
  return root_is_container(shop) && wrap(shop, shop.one_of(kBlocks), "");
}

bool tags(Workshop& shop) {
  static const char* const kNames[] = {"tool_call", "answer", "output", "json", "result"};
  const std::string name = shop.one_of(kNames);
  const std::string gap = shop.below(2) == 0 ? "\n" : "";
  return root_is_container(shop) && wrap(shop, '<' + name + '>' + gap, gap + "</" + name + '>');
}

bool emphasis(Workshop& shop) {
  const std::string_view text = shop.text();
  const std::size_t at = shop.below(2) == 0 ? pick_in_strings(shop, [&](std::size_t i) { return text[i] == '_'; })
                                            : std::string_view::npos;
  if (at != std::string_view::npos) return shop.insert(at, "\\");
  static const char* const kMarks[] = {"**", "*", "__"};
  const std::string mark = shop.one_of(kMarks);
  return root_is_container(shop) && wrap(shop, mark, mark);
}

bool second_candidate(Workshop& shop) {
  static const char* const kOthers[] = {"{\"draft\": true}\n", "[\"see\", \"below\"]\n", "{}\n\n"};
  return root_is_container(shop) && wrap(shop, shop.one_of(kOthers), "");
}

bool encoded_twice(Workshop& shop) {
  shop.out.still_json = true;
  return root_is_container(shop) && shop.replace({0, shop.text().size()}, base::json_quote(shop.text()));
}

bool wrong_container(Workshop& shop) {
  static const char* const kKeys[] = {"result", "data", "output", "response"};
  shop.out.still_json = true;
  if (!root_is_container(shop)) return false;
  if (shop.below(2) == 0) return wrap(shop, "[", "]");
  return wrap(shop, std::string("{\"") + shop.one_of(kKeys) + "\": ", "}");
}

}  // namespace nines::validate

// What was seen at the places of examples. See shape.h.
#include "validate/infer/shape.h"

#include <algorithm>

#include "base/text.h"
#include "validate/format/format.h"

namespace nines::validate {

namespace {

using base::JsonKind;
using base::JsonTree;
using base::kNoNode;

template <FormatId id>
bool is_format(std::string_view text) {
  return check_format(id, text, SchemaDraft::draft2020_12);
}

// A reference may be nearly anything, so only an absolute address counts.
bool is_address(std::string_view text) {
  return text.find("://") != std::string_view::npos && check_format(FormatId::uri, text, SchemaDraft::draft2020_12);
}

constexpr TextFormat kFormats[] = {
    {"date-time", is_format<FormatId::date_time>},
    {"date", is_format<FormatId::date>},
    {"uuid", is_format<FormatId::uuid>},
    {"email", is_format<FormatId::email>},
    {"ipv4", is_format<FormatId::ipv4>},
    {"ipv6", is_format<FormatId::ipv6>},
    {"uri", is_address},
    {"time", is_format<FormatId::time>},
};

}  // namespace

std::span<const TextFormat> text_formats() { return kFormats; }

void SizeRange::add(std::uint64_t size) {
  min = std::min(min, size);
  max = std::max(max, size);
}

std::int64_t Shape::total() const {
  std::int64_t out = 0;
  for (const std::int64_t one : kinds) out += one;
  return out;
}

std::uint32_t ShapeList::fresh() {
  shapes_.emplace_back();
  return static_cast<std::uint32_t>(shapes_.size() - 1);
}

void ShapeList::add_text(const JsonTree& tree, std::uint32_t node, Shape& shape) {
  const std::string text = tree.string_value(node);
  shape.text_sizes.add(base::count_code_points(text));
  const std::span<const TextFormat> formats = text_formats();
  for (std::size_t i = 0; i < formats.size(); ++i) {
    const std::uint32_t bit = 1U << i;
    if ((shape.formats & bit) != 0 && !formats[i].matches(text)) shape.formats &= ~bit;
  }
  if (shape.texts_overflow) return;
  const bool fits = text.size() <= kMaxInferTextBytes;
  if (fits) ++shape.texts[text];
  shape.texts_overflow = !fits || shape.texts.size() > kMaxInferTexts;
}

void ShapeList::add_number(const JsonTree& tree, std::uint32_t node, Shape& shape) {
  const Decimal value = decimal_from_json(tree.source(node));
  const bool first = shape.count(JsonKind::number) == 1;
  if (first || compare(value, shape.low) < 0) shape.low = value;
  if (first || compare(value, shape.high) > 0) shape.high = value;
  shape.whole += is_whole(value) ? 1 : 0;
}

bool ShapeList::add(const JsonTree& tree) {
  std::vector<Pair> todo{{0, 0}};  // into a shape, from a node of the tree
  while (!todo.empty()) {
    const Pair now = todo.back();
    todo.pop_back();
    if (shapes_.size() > kMaxInferPlaces) return false;
    const base::JsonNode& node = tree.node(now.from);
    ++shapes_[now.into].kinds[static_cast<std::size_t>(node.kind)];
    if (node.kind == JsonKind::string) add_text(tree, now.from, shapes_[now.into]);
    if (node.kind == JsonKind::number) add_number(tree, now.from, shapes_[now.into]);
    if (node.kind == JsonKind::array) {
      shapes_[now.into].item_counts.add(node.child_count);
      if (node.child_count > 0 && shapes_[now.into].items == kNoShape) {
        const std::uint32_t items = fresh();
        shapes_[now.into].items = items;
      }
    }
    for (std::uint32_t i = node.first_child; i != kNoNode; i = tree.node(i).next_sibling) {
      if (node.kind == JsonKind::array) {
        todo.push_back({shapes_[now.into].items, i});
        continue;
      }
      const std::string key = tree.key(i);
      if (tree.member(now.from, key) != i) continue;  // of a key that stands twice the last counts
      if (shapes_[now.into].members[key].shape == kNoShape) {
        const std::uint32_t child = fresh();
        shapes_[now.into].members[key].shape = child;
      }
      Shape::Member& member = shapes_[now.into].members[key];
      ++member.seen;
      todo.push_back({member.shape, i});
    }
  }
  return true;
}

void ShapeList::merge_scalars(Shape& into, const Shape& from) {
  if (from.count(JsonKind::number) > 0) {
    const bool first = into.count(JsonKind::number) == 0;
    if (first || compare(from.low, into.low) < 0) into.low = from.low;
    if (first || compare(from.high, into.high) > 0) into.high = from.high;
  }
  for (std::size_t i = 0; i < std::size(into.kinds); ++i) into.kinds[i] += from.kinds[i];
  into.whole += from.whole;
  into.formats &= from.formats;
  into.text_sizes.min = std::min(into.text_sizes.min, from.text_sizes.min);
  into.text_sizes.max = std::max(into.text_sizes.max, from.text_sizes.max);
  into.item_counts.min = std::min(into.item_counts.min, from.item_counts.min);
  into.item_counts.max = std::max(into.item_counts.max, from.item_counts.max);
  for (const auto& [text, count] : from.texts) into.texts[text] += count;
  into.texts_overflow = into.texts_overflow || from.texts_overflow || into.texts.size() > kMaxInferTexts;
}

void ShapeList::merge(std::uint32_t into_root, std::uint32_t from_root) {
  std::vector<Pair> todo{{into_root, from_root}};
  while (!todo.empty()) {
    const Pair now = todo.back();
    todo.pop_back();
    const Shape from = shapes_[now.from];
    merge_scalars(shapes_[now.into], from);
    const auto child = [&](std::uint32_t of_into, std::uint32_t of_from) {
      if (of_from == kNoShape) return of_into;
      const std::uint32_t target = of_into == kNoShape ? fresh() : of_into;
      todo.push_back({target, of_from});
      return target;
    };
    const std::uint32_t items = child(shapes_[now.into].items, from.items);
    shapes_[now.into].items = items;
    const std::uint32_t values = child(shapes_[now.into].values, from.values);
    shapes_[now.into].values = values;
    shapes_[now.into].is_map = shapes_[now.into].is_map || from.is_map;
    for (const auto& [key, member] : from.members) {
      const std::uint32_t shape = child(shapes_[now.into].members[key].shape, member.shape);
      shapes_[now.into].members[key].shape = shape;
      shapes_[now.into].members[key].seen += member.seen;
    }
  }
}

void ShapeList::make_map(std::uint32_t index) {
  const std::uint32_t target = shapes_[index].values == kNoShape ? fresh() : shapes_[index].values;
  const std::map<std::string, Shape::Member> members = std::move(shapes_[index].members);
  shapes_[index].members.clear();
  shapes_[index].is_map = true;
  shapes_[index].values = target;
  for (const auto& [key, member] : members) merge(target, member.shape);
}

void ShapeList::find_maps() {
  for (std::uint32_t i = 0; i < shapes_.size() && shapes_.size() <= kMaxInferPlaces; ++i) {
    const Shape& shape = shapes_[i];
    if (shape.members.size() < kMinMapKeys && !shape.is_map) continue;
    std::int64_t seen = 0;
    for (const auto& [key, member] : shape.members) seen += member.seen;
    const double places =
        static_cast<double>(shape.members.size()) * static_cast<double>(shape.count(JsonKind::object));
    const bool rare = static_cast<double>(seen) < kMaxMapShare * places;
    if (rare || shape.is_map || shape.members.size() > kMaxInferKeys) make_map(i);
  }
}

}  // namespace nines::validate

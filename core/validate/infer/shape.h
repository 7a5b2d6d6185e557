// What was seen at one place of the examples. Places form a flat list in which children come after their parents, so
// that neither collecting nor writing needs the stack. Used by infer.cpp only.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/json_reader.h"
#include "nines/infer.h"
#include "validate/decimal.h"

namespace nines::validate {

inline constexpr std::uint32_t kNoShape = 0xffffffffU;

struct SizeRange {
  std::uint64_t min = ~std::uint64_t{0};
  std::uint64_t max = 0;
  void add(std::uint64_t size);
};

struct Shape {
  std::int64_t kinds[6] = {0, 0, 0, 0, 0, 0};  // by base::JsonKind
  std::int64_t whole = 0;                      // of the numbers
  Decimal low;
  Decimal high;
  std::map<std::string, std::int64_t> texts;  // short ones, with how often; meaningless when texts_overflow
  bool texts_overflow = false;
  std::uint32_t formats = ~0U;  // bit i: every text is of row i of the format list
  SizeRange text_sizes;
  SizeRange item_counts;
  std::uint32_t items = kNoShape;
  struct Member {
    std::uint32_t shape = kNoShape;
    std::int64_t seen = 0;  // objects that have it
  };
  std::map<std::string, Member> members;
  bool is_map = false;  // too many keys: all values are `values`
  std::uint32_t values = kNoShape;

  [[nodiscard]] std::int64_t count(base::JsonKind kind) const { return kinds[static_cast<std::size_t>(kind)]; }
  [[nodiscard]] std::int64_t total() const;
};

class ShapeList {
 public:
  ShapeList() : shapes_(1) {}
  // False when the examples tell more than kMaxInferPlaces apart.
  bool add(const base::JsonTree& tree);
  // Turns objects with many rare keys into maps.
  void find_maps();
  [[nodiscard]] const std::vector<Shape>& shapes() const { return shapes_; }

 private:
  struct Pair {
    std::uint32_t into, from;
  };
  std::uint32_t fresh();
  void add_text(const base::JsonTree& tree, std::uint32_t node, Shape& shape);
  void add_number(const base::JsonTree& tree, std::uint32_t node, Shape& shape);
  void merge(std::uint32_t into, std::uint32_t from);
  void merge_scalars(Shape& into, const Shape& from);
  void make_map(std::uint32_t shape);

  std::vector<Shape> shapes_;
};

// Formats worth finding, most telling first.
struct TextFormat {
  const char* name;
  bool (*matches)(std::string_view utf8);
};
std::span<const TextFormat> text_formats();

}  // namespace nines::validate

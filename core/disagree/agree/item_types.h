// Items by what was said of them, whoever said it: the sufficient statistics of every coefficient that does not tell
// raters apart. Items alike form one type, so a resample is a vector of weights per type. Used by agree/ only.
#pragma once

#include <cstdint>
#include <vector>

#include "disagree/agree/scale.h"
#include "nines/ratings.h"

namespace nines::disagree {

struct ItemType {
  ValueCounts counts;
  std::int64_t answers = 0;    // m >= 1
  std::size_t size_index = 0;  // of m in ItemTypes::sizes
};

// Types in order of the first item that has them, so that naming values otherwise changes no resample.
struct ItemTypes {
  std::vector<ItemType> types;
  std::vector<std::int64_t> multiplicity;
  std::vector<std::int64_t> sizes;  // distinct m, ascending
  std::size_t value_count = 0;
  std::int64_t items = 0;           // with a rating
  std::int64_t pairable_items = 0;  // with two or more
};
ItemTypes item_types(const Ratings& ratings);

}  // namespace nines::disagree

// Items by their counts of values (item_types.h).
#include "disagree/agree/item_types.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

namespace nines::disagree {
namespace {

ValueCounts counted(std::span<const Rating> ratings, std::vector<std::uint32_t>& scratch) {
  scratch.clear();
  for (const Rating& rating : ratings) scratch.push_back(rating.value);
  std::sort(scratch.begin(), scratch.end());
  ValueCounts counts;
  for (const std::uint32_t value : scratch) {
    if (counts.empty() || counts.back().first != value) counts.emplace_back(value, 0);
    ++counts.back().second;
  }
  return counts;
}

std::string key_of(const std::vector<std::uint32_t>& sorted_values) {
  std::string key(sorted_values.size() * sizeof(std::uint32_t), '\0');
  for (std::size_t i = 0; i < sorted_values.size(); ++i) {
    for (std::size_t byte = 0; byte < sizeof(std::uint32_t); ++byte)
      key[i * sizeof(std::uint32_t) + byte] = static_cast<char>((sorted_values[i] >> (8 * byte)) & 0xffU);
  }
  return key;
}

void number_sizes(ItemTypes& out) {
  for (const ItemType& type : out.types) out.sizes.push_back(type.answers);
  std::sort(out.sizes.begin(), out.sizes.end());
  out.sizes.erase(std::unique(out.sizes.begin(), out.sizes.end()), out.sizes.end());
  for (ItemType& type : out.types) {
    const auto place = std::lower_bound(out.sizes.begin(), out.sizes.end(), type.answers);
    type.size_index = static_cast<std::size_t>(place - out.sizes.begin());
  }
}

}  // namespace

ItemTypes item_types(const Ratings& ratings) {
  ItemTypes out;
  out.value_count = ratings.values.size();
  std::unordered_map<std::string, std::size_t> known;
  std::vector<std::uint32_t> scratch;
  for (std::size_t item = 0; item < ratings.items.size(); ++item) {
    const std::span<const Rating> all = ratings.of_item(item);
    if (all.empty()) continue;
    ++out.items;
    out.pairable_items += all.size() >= 2 ? 1 : 0;
    ValueCounts counts = counted(all, scratch);
    const auto [place, is_new] = known.try_emplace(key_of(scratch), out.types.size());
    if (is_new) {
      out.types.push_back({std::move(counts), static_cast<std::int64_t>(all.size()), 0});
      out.multiplicity.push_back(0);
    }
    ++out.multiplicity[place->second];
  }
  number_sizes(out);
  return out;
}

}  // namespace nines::disagree

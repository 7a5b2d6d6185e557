// Building a table of names. See name_table.h.
#include "validate/fast/name_table.h"

namespace nines::validate {

namespace {

constexpr std::uint64_t kSeeds = 16;      // tried before chains are taken as they are
constexpr std::size_t kLongestChain = 2;  // worth another seed beyond

}  // namespace

NameTable::NameTable(const std::vector<std::string_view>& names) {
  std::size_t slots = 4;
  while (slots < names.size() * 2) slots *= 2;
  mask_ = slots - 1;
  for (const std::string_view name : names) {
    rows_.push_back({name_key(name), bytes_.size()});
    bytes_ += name;
  }
  for (seed_ = 0; !fill() && seed_ < kSeeds; ++seed_) {
  }
}

// Whether all chains are short.
bool NameTable::fill() {
  slots_.assign(mask_ + 1, kNoName);
  bool short_chains = true;
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    std::size_t slot = hash(rows_[row].key);
    std::size_t chain = 1;
    for (; slots_[slot] != kNoName; slot = (slot + 1) & mask_) ++chain;
    slots_[slot] = static_cast<std::uint32_t>(row);
    short_chains = short_chains && chain <= kLongestChain;
  }
  return short_chains;
}

}  // namespace nines::validate

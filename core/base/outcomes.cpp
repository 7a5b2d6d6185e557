// Items by trials and right answers (outcomes.h).
#include "base/outcomes.h"

#include <algorithm>

namespace nines::base {

OutcomeTypes outcome_types(std::span<const ItemCount> items) {
  std::vector<ItemCount> sorted;
  for (const ItemCount& item : items) {
    if (item.n > 0) sorted.push_back({std::clamp<std::int64_t>(item.c, 0, item.n), item.n});
  }
  std::sort(sorted.begin(), sorted.end(),
            [](const ItemCount& a, const ItemCount& b) { return a.n != b.n ? a.n < b.n : a.c < b.c; });
  OutcomeTypes out;
  for (const ItemCount& item : sorted) {
    if (!out.types.empty() && out.types.back().n == item.n && out.types.back().c == item.c) {
      ++out.multiplicity.back();
    } else {
      out.types.push_back(item);
      out.multiplicity.push_back(1);
    }
  }
  out.items = static_cast<std::int64_t>(sorted.size());
  out.max_n = sorted.empty() ? 0 : sorted.back().n;
  return out;
}

std::int64_t OutcomeTypes::items_with(std::int64_t trials) const {
  std::int64_t count = 0;
  for (std::size_t t = 0; t < types.size(); ++t) count += types[t].n >= trials ? multiplicity[t] : 0;
  return count;
}

}  // namespace nines::base

// The nearest of many names. See nearest_name.h.
#include "validate/contracts/nearest_name.h"

#include <algorithm>

#include "base/text.h"

namespace nines::validate {

namespace {

// Levenshtein 1966; gives up beyond `enough`.
std::size_t distance(std::string_view a, std::string_view b, std::size_t enough) {
  const std::size_t gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (gap > enough) return enough + 1;
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    std::size_t best = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t kept = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({kept, row[j] + 1, row[j - 1] + 1});
      best = std::min(best, row[j]);
    }
    if (best > enough) return enough + 1;
  }
  return row[b.size()];
}

}  // namespace

std::optional<std::string> nearest_name(const std::vector<std::string>& names, std::string_view name) {
  if (name.size() > kMaxNameBytes || name.empty()) return std::nullopt;
  const std::string wanted = base::fold_ascii(name);
  std::size_t best = std::max<std::size_t>(wanted.size() / 3, 1) + 1;
  const std::string* nearest = nullptr;
  bool tied = false;
  const std::size_t compared = std::min(names.size(), kMaxComparedNames);
  for (std::size_t i = 0; i < compared; ++i) {
    if (names[i].size() > kMaxNameBytes) continue;
    const std::size_t found = distance(wanted, base::fold_ascii(names[i]), best);
    if (found > best || (found == best && nearest == nullptr)) continue;
    tied = found == best;
    best = found;
    nearest = &names[i];
  }
  if (nearest == nullptr || tied) return std::nullopt;
  return *nearest;
}

}  // namespace nines::validate

// Which keys are missing because they stand there under another name (C3). Used by the schema's explanations; looks at
// findings that are already made and says which of them are one cause.
#pragma once

#include <utility>
#include <vector>

#include "validate/finding.h"
#include "validate/schema/trace.h"

namespace nines::validate {

inline constexpr std::size_t kMaxRenamedKeys = 100;  // of one object; with more nothing is compared

// A required key that is missing: its finding, the unit that asks for it, its row in the program's properties.
struct MissingKey {
  std::size_t finding = 0;
  std::uint32_t unit = kNone;
  std::uint32_t row = kNone;
};

// A member that may not be there; `unit` forbids it. kNone: it stands for nothing (null for absent).
struct ExtraKey {
  std::size_t finding = 0;
  std::uint32_t unit = kNone;
  std::uint32_t member = 0;
};

// `missing` and `extra` are indices of the lists given, kNone where the name is not required or the member not
// forbidden; one of them is there.
struct Rename {
  std::uint32_t missing = kNone;
  std::uint32_t extra = kNone;
  std::uint32_t member = 0;
  bool is_proposal = false;
  Finding finding;
};

struct Renames {
  std::vector<Rename> pairs;
  // Extra members that are alike several names, or one of several that are alike one name: each way to read them.
  std::vector<std::pair<std::uint32_t, std::vector<Alternative>>> unclear;
};

// Every name and every member at most once; the most alike first, and only where neither has a second that is as much
// alike. Cost: O(names * members) of each object with both, at most kMaxRenamedKeys of either.
Renames find_renames(const Trace& trace, const std::vector<MissingKey>& missing, const std::vector<ExtraKey>& extras);

}  // namespace nines::validate

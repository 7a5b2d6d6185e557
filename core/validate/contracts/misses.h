// What one check found wrong, and what its edits are worth together: the weakest of them decides.
// Used by the kinds whose findings are of different levels. Never applies an edit.
#pragma once

#include <utility>

#include "validate/check.h"

namespace nines::validate {

struct Misses {
  FindingList list;
  FindingList notes;
  RepairLevel level = RepairLevel::a;  // of all edits; c once a miss has none that may be applied
  bool failed = false;                 // something is certainly wrong
  bool undecided = false;              // something cannot be decided

  [[nodiscard]] bool full() const { return list.full(); }
  // `edits_are` is the level of the finding's edits; a finding without any cannot be repaired.
  void add(Finding finding, RepairLevel edits_are = RepairLevel::b) {
    raise(finding.edits.empty() ? RepairLevel::c : edits_are);
    failed = true;
    list.add(std::move(finding));
  }
  // Counts what there is no room to list.
  void drop(std::size_t count = 1) {
    list.dropped += count;
    failed = true;
    raise(RepairLevel::c);
  }
  void raise(RepairLevel to) {
    if (level < to) level = to;
  }
  void give(Check& out) {
    out.holds = list.empty() && list.dropped == 0 && !undecided;
    out.undecided = undecided && !failed;
    out.misses = std::move(list);
    out.notes.add_all(std::move(notes));
    out.proposal = level;
  }
};

}  // namespace nines::validate

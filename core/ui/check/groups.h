// Shares of failing answers by an ordered group (length, position): a small picture with intervals where something
// rises or falls, else one line that opens it.
#pragma once

#include "ui/check/parts.h"

namespace nines::ui {

struct GroupsSpec {
  const char* title;
  const char* what;  // "length"
};
Tip group_tip(const GroupRow& row);
void draw_groups(Frame& ui, const GroupsSpec& spec, const Breakdown& breakdown);

}  // namespace nines::ui

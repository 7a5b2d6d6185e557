// How long each artifact of a graph is needed (graph.h).
#include "simulate/graph.h"

#include <algorithm>

namespace nines::simulate {
namespace {

struct Slot {
  bool is_input = false;
  bool stays = false;
};

// The tables of a run of slots; `place` is where the next slot that stays goes.
void add_slots(const Slot* slots, std::size_t count, std::size_t& place, std::vector<std::uint8_t>& joined,
               std::vector<std::uint32_t>& places) {
  joined = {0};
  places = {0};
  for (std::size_t slot = 0; slot < count; ++slot) {
    const std::size_t size = joined.size();
    for (std::size_t state = 1; state < 3; ++state) {
      for (std::size_t code = 0; code < size; ++code) {
        // Own if any input is own, else inherited if any is, else right.
        joined.push_back(slots[slot].is_input ? std::max(joined[code], static_cast<std::uint8_t>(state))
                                              : joined[code]);
        places.push_back(places[code] + static_cast<std::uint32_t>(slots[slot].stays ? state * place : 0));
      }
    }
    if (slots[slot].stays) place *= 3;
  }
}

}  // namespace

GraphOrder graph_order(const Plan& plan, std::size_t begin, std::size_t end) {
  GraphOrder out;
  for (std::size_t i = begin; i < end; i = plan.nodes[i].end) out.rows.push_back(i);
  out.last_use.assign(out.rows.size(), 0);
  for (std::size_t r = 0; r < out.rows.size(); ++r) {
    for (const std::size_t input : plan.nodes[out.rows[r]].inputs) {
      if (input == kNone) {
        out.last_use_of_entry = r;
        continue;
      }
      const auto found = std::lower_bound(out.rows.begin(), out.rows.end(), input);
      out.last_use[static_cast<std::size_t>(found - out.rows.begin())] = r;
    }
  }
  if (!out.rows.empty()) out.last_use.back() = out.rows.size();  // the result
  std::vector<std::size_t> dies(out.rows.size() + 1, 0);         // by place: live ones whose last use it is
  ++dies[out.last_use_of_entry];
  std::size_t live = 1;
  for (std::size_t r = 0; r < out.rows.size(); ++r) {
    out.widest = std::max(out.widest, live + 1);
    ++(out.last_use[r] > r ? dies[out.last_use[r]] : dies[r]);
    live = live + 1 - dies[r];
  }
  return out;
}

std::vector<SweepRow> graph_sweep(const Plan& plan, std::size_t begin, std::size_t end) {
  const GraphOrder order = graph_order(plan, begin, end);
  std::vector<std::size_t> live{kNone};
  std::vector<std::size_t> last_use{order.last_use_of_entry};
  std::vector<SweepRow> out;
  for (std::size_t r = 0; r < order.rows.size(); ++r) {
    SweepRow one;
    one.row = order.rows[r];
    const std::vector<std::size_t>& inputs = plan.nodes[one.row].inputs;
    std::vector<Slot> slots;
    for (std::size_t slot = 0; slot < live.size(); ++slot)
      slots.push_back({std::find(inputs.begin(), inputs.end(), live[slot]) != inputs.end(), last_use[slot] > r});
    const std::size_t low = live.size() / 2;
    std::size_t place = 1;
    add_slots(slots.data(), low, place, one.low_joined, one.low_place);
    add_slots(slots.data() + low, live.size() - low, place, one.high_joined, one.high_place);
    live.push_back(one.row);
    last_use.push_back(order.last_use[r]);
    const bool is_kept = order.last_use[r] > r;
    if (is_kept) one.made_place = place;
    one.codes_after = is_kept ? 3 * place : place;
    std::size_t kept = 0;
    for (std::size_t slot = 0; slot < live.size(); ++slot) {
      if (!(last_use[slot] > r)) continue;
      live[kept] = live[slot];
      last_use[kept++] = last_use[slot];
    }
    live.resize(kept);
    last_use.resize(kept);
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace nines::simulate

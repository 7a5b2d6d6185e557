// See gates.h.
#include "app/gates.h"

#include <algorithm>

#include "app/steps.h"
#include "nines/catalog.h"

namespace nines::app {
namespace {

// Rows that are lanes, cases or alternatives do not follow each other: a row between them would be one more of them.
bool in_series(const Pipeline& pipeline, const StepPath& path) {
  if (path.size() < 2) return true;
  const Step* parent = find_step(pipeline, StepPath(path.begin(), path.end() - 1));
  return parent == nullptr || std::string_view(step_info(parent->kind).rows_are) == "series";
}

void take_rates(Step& to, const Step& from) {
  to.source = from.source;
  for (const Param id : {Param::fail, Param::repair}) {
    std::erase_if(to.params, [&](const ParamValue& value) { return value.id == id; });
  }
  to.params.insert(to.params.begin(), from.params.begin(), from.params.end());
}

// Rows that name the work as what they need now need what comes out of its gate.
void reroute(std::vector<Step>& list, std::size_t from, const std::string& work, const std::string& gate) {
  for (std::size_t i = from; i < list.size(); ++i) {
    if (list[i].needs) std::replace(list[i].needs->begin(), list[i].needs->end(), work, gate);
  }
}

void put_behind(Pipeline& pipeline, std::vector<Step>& list, std::size_t at, const Step& gate) {
  if (at + 1 < list.size() && list[at + 1].kind == StepKind::format_gate && !list[at + 1].needs)
    return take_rates(list[at + 1], gate);
  const std::string work = list[at].id;
  const auto needed = [&](const Step& row) {
    return row.needs && std::find(row.needs->begin(), row.needs->end(), work) != row.needs->end();
  };
  const bool named = !work.empty() && std::any_of(list.begin(), list.end(), needed);
  list.insert(list.begin() + static_cast<std::ptrdiff_t>(at) + 1, gate);
  if (named) reroute(list, at + 2, work, id_given_to(pipeline, list[at + 1]));
}

}  // namespace

StepPath gate_path(const Pipeline& pipeline, const StepPath& path) {
  StepPath out = path;
  if (in_series(pipeline, path))
    ++out.back();
  else
    out.push_back(1);
  return out;
}

void put_gate(Pipeline& pipeline, const StepPath& path, const Step& gate) {
  std::vector<Step>& list = *sibling_list(pipeline, path);
  if (in_series(pipeline, path)) return put_behind(pipeline, list, path.back(), gate);
  Step& row = list[path.back()];
  Step group = default_step(StepKind::group);
  group.id = std::exchange(row.id, {});
  group.needs = std::exchange(row.needs, std::nullopt);
  group.body = {row, gate};
  row = std::move(group);
}

}  // namespace nines::app

// Steps of runs as counts (fit_inputs.h).
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "bridge/fit_inputs.h"

namespace nines::bridge {
namespace {

struct Row {
  std::size_t step = 0;
  bool right = false;
};

using RunKey = std::tuple<std::string, std::string, std::string, std::string>;  // item, model, run, trial

struct Run {
  std::string item;
  std::vector<Row> rows;
};

struct Reader {
  StepCounts out;
  std::vector<Run> runs;
  std::map<RunKey, std::size_t> run_of;
  std::map<std::string, std::size_t> step_of;
  std::int64_t nameless = 0;

  void add(const Record& record, double pass_mark) {
    const std::optional<bool> right = record_is_right(record, pass_mark);
    if (record.step.empty() || !right || (record.n && *record.n > 1)) {
      ++out.dropped;
      return;
    }
    if (record.run.empty() && record.trial.empty()) ++nameless;
    const auto [step, new_step] = step_of.emplace(record.step, out.steps.size());
    if (new_step) out.steps.push_back(record.step);
    const auto [run, new_run] =
        run_of.emplace(RunKey{record.item, record.model, record.run, record.trial}, runs.size());
    if (new_run) runs.push_back({record.item, {}});
    runs[run->second].rows.push_back({step->second, *right});
  }
};

bool in_order(const Run& run) {
  return std::is_sorted(run.rows.begin(), run.rows.end(), [](Row a, Row b) { return a.step < b.step; });
}

// Steps below the furthest one that the run never had, as long as it was right.
void count_missing(const Run& run, StepCounts& out) {
  std::size_t furthest = 0;
  std::set<std::size_t> seen;
  for (const Row& row : run.rows) {
    furthest = std::max(furthest, row.step);
    seen.insert(row.step);
    if (!row.right) break;
  }
  for (std::size_t step = 0; step < furthest; ++step) out.missing[step] += seen.contains(step) ? 0 : 1;
}

// A step that stands again right after itself is another attempt at it.
void count_rows(const Run& run, std::map<std::pair<std::size_t, std::string>, ItemCount>& counts, StepCounts& out) {
  bool right_before = true;
  for (std::size_t i = 0; i < run.rows.size(); ++i) {
    const Row& row = run.rows[i];
    if (i > 0 && run.rows[i - 1].step != row.step) right_before = right_before && run.rows[i - 1].right;
    ItemCount& at = right_before ? counts[{row.step, run.item}] : out.after_error[row.step];
    at.n += 1;
    at.c += row.right ? 1 : 0;
  }
}

void note(StepCounts& out, const std::string& name, const char* code, std::string message) {
  out.issues.push_back({Severity::warning, code, std::move(message), {name, "", 0, 0, 0}});
}

}  // namespace

bool has_steps(const Corpus& corpus) {
  return !corpus.records.empty() &&
         std::all_of(corpus.records.begin(), corpus.records.end(), [](const Record& one) { return !one.step.empty(); });
}

StepCounts step_counts(const Corpus& corpus, double pass_mark) {
  Reader reader;
  for (const Record& record : corpus.records) reader.add(record, pass_mark);
  StepCounts out = std::move(reader.out);
  out.missing.assign(out.steps.size(), 0);
  out.after_error.assign(out.steps.size(), {});
  out.runs = static_cast<std::int64_t>(reader.runs.size());
  std::map<std::pair<std::size_t, std::string>, ItemCount> counts;
  std::int64_t disordered = 0;
  for (const Run& run : reader.runs) {
    disordered += in_order(run) ? 0 : 1;
    count_missing(run, out);
    count_rows(run, counts, out);
  }
  for (auto& [key, count] : counts) out.counts.push_back({key.first, key.second, count});
  if (out.dropped > 0)
    note(out, corpus.name, "rows_left_out",
         std::to_string(out.dropped) +
             " rows have no step, no known outcome, or "
             "are means of several runs");
  if (reader.nameless > 0)
    note(out, corpus.name, "no_runs",
         std::to_string(reader.nameless) +
             " rows name neither run nor trial: all of one "
             "item are taken as one run");
  if (disordered > 0) {
    note(out, corpus.name, "step_order",
         std::to_string(disordered) + " of " + std::to_string(out.runs) +
             " runs have their steps in another order; the pipeline takes the order of first appearance");
  }
  return out;
}

}  // namespace nines::bridge

// Item by item (item_reports.h).
#include "disagree/item_reports.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/special.h"
#include "base/stats.h"

namespace nines::disagree {
namespace {

struct ValueCount {
  std::int32_t value = kNoValue;
  std::int64_t count = 0;
};

// Commonest first, then by text (values are ranked by text).
std::vector<ValueCount> count_values(std::span<const Answer> answers) {
  std::vector<std::int32_t> values;
  for (const Answer& answer : answers) {
    if (answer.value != kNoValue) values.push_back(answer.value);
  }
  std::sort(values.begin(), values.end());
  std::vector<ValueCount> counts;
  for (const std::int32_t value : values) {
    if (counts.empty() || counts.back().value != value) counts.push_back({value, 0});
    ++counts.back().count;
  }
  std::stable_sort(counts.begin(), counts.end(),
                   [](const ValueCount& a, const ValueCount& b) { return a.count > b.count; });
  return counts;
}

AnswerCluster cluster_of(const TrialSet& trials, std::span<const Answer> answers, const ValueCount& from) {
  AnswerCluster out;
  out.answer = trials.values[static_cast<std::size_t>(from.value)];
  out.count = from.count;
  for (const Answer& answer : answers) {  // sorted by model, so equal models stand together
    if (answer.value != from.value) continue;
    const std::string& model = trials.model_names[answer.model];
    if (out.models.empty() || out.models.back() != model) out.models.push_back(model);
  }
  return out;
}

ItemClass class_of(const ItemReport& report) {
  if (report.trials == 0) return ItemClass::unknown;
  if (report.correct == 0) return ItemClass::never;
  return report.correct == report.trials ? ItemClass::always : ItemClass::flaky;
}

ItemReport report_of(const Corpus& corpus, const TrialSet& trials, std::size_t item) {
  const std::span<const Answer> answers = trials.of_item(item);
  ItemReport out;
  out.item = trials.item_names[item];
  for (const Answer& answer : answers) {
    out.trials += answer.outcome == Outcome::unknown ? 0 : 1;
    out.correct += answer.outcome == Outcome::right ? 1 : 0;
  }
  out.item_class = class_of(out);
  const std::vector<ValueCount> counts = count_values(answers);
  std::vector<std::int64_t> sizes;
  std::int64_t total = 0;
  for (const ValueCount& value : counts) {
    out.clusters.push_back(cluster_of(trials, answers, value));
    sizes.push_back(value.count);
    total += value.count;
  }
  out.entropy = plug_in_entropy(std::move(sizes));
  if (counts.empty()) return out;
  for (const AnswerCluster& cluster : out.clusters) {
    if (cluster.count == counts.front().count) out.ties.push_back(cluster.answer);
  }
  if (out.ties.size() == 1) {
    out.consensus = out.ties.front();
    out.ties.clear();
  }
  if (2 * counts.front().count <= total) return out;
  for (const Answer& answer : answers) {
    if (answer.value == kNoValue || answer.value == counts.front().value) continue;
    const std::string& trial = corpus.records[answer.record].trial;
    out.outliers.push_back(trials.model_names[answer.model] + (trial.empty() ? "" : "/" + trial));
  }
  return out;
}

}  // namespace

double plug_in_entropy(std::vector<std::int64_t> counts) {
  std::sort(counts.begin(), counts.end());
  double total = 0;
  for (const std::int64_t count : counts) total += static_cast<double>(count);
  base::CompensatedSum entropy;
  for (const std::int64_t count : counts) {
    if (count <= 0) continue;
    const double p = static_cast<double>(count) / total;
    if (p < 1) entropy.add(-p * base::log(p));
  }
  return entropy.value();
}

std::vector<ItemReport> item_reports(const Corpus& corpus, const TrialSet& trials) {
  std::vector<ItemReport> out;
  out.reserve(trials.item_names.size());
  for (std::size_t item = 0; item < trials.item_names.size(); ++item) out.push_back(report_of(corpus, trials, item));
  return out;
}

}  // namespace nines::disagree

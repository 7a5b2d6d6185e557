// From records to the sparse table of ratings (nines/ratings.h).
#include "nines/ratings.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <unordered_map>
#include <utility>

#include "base/bootstrap.h"
#include "base/json_reader.h"
#include "disagree/interner.h"
#include "disagree/ratings/ratings_of.h"
#include "disagree/trials.h"

namespace nines {
namespace {

using disagree::Answer;
using disagree::TrialSet;

std::string rater_name(const Record& record, const RatingOptions& options) {
  std::string name = record.model;
  if (options.rater == RaterBy::model) return name;
  for (const std::string* part : {&record.trial, &record.paraphrase, &record.step, &record.run}) {
    if (part->empty()) continue;
    name += '/';
    name += *part;
  }
  return name;
}

// The domain in its order, and for each compared text its place there (or nothing).
struct Domain {
  std::vector<std::string> values;
  std::vector<double> numbers;
  std::vector<std::optional<std::uint32_t>> place;  // by index in TrialSet::values
};

std::vector<double> numbers_of(const std::vector<std::string>& values) {
  std::vector<double> numbers;
  for (const std::string& value : values) {
    const double number = number_of_value(value);
    if (!base::is_defined(number)) return {};
    numbers.push_back(number);
  }
  return numbers;
}

// Numbers have an order of their own, whatever the order they were declared in.
std::vector<std::string> in_order(std::vector<std::string> values) {
  if (numbers_of(values).empty()) return values;
  std::stable_sort(values.begin(), values.end(),
                   [](const std::string& a, const std::string& b) { return number_of_value(a) < number_of_value(b); });
  return values;
}

Domain declared_domain(const TrialSet& trials, const std::vector<std::string>& declared) {
  Domain out;
  std::unordered_map<std::string, std::uint32_t> place;
  for (const std::string& value : in_order(declared)) {
    if (place.emplace(value, static_cast<std::uint32_t>(out.values.size())).second) out.values.push_back(value);
  }
  for (const std::string& value : trials.values) {
    const auto found = place.find(value);
    out.place.push_back(found == place.end() ? std::nullopt : std::optional<std::uint32_t>(found->second));
  }
  out.numbers = numbers_of(out.values);
  return out;
}

Domain observed_domain(const TrialSet& trials) {
  std::vector<std::uint32_t> order(trials.values.size());
  std::iota(order.begin(), order.end(), 0U);
  const std::vector<double> numbers = numbers_of(trials.values);
  if (!numbers.empty()) {
    std::stable_sort(order.begin(), order.end(),
                     [&numbers](std::uint32_t a, std::uint32_t b) { return numbers[a] < numbers[b]; });
  }
  Domain out;
  out.place.resize(order.size());
  for (const std::uint32_t value : order) {
    out.place[value] = static_cast<std::uint32_t>(out.values.size());
    out.values.push_back(trials.values[value]);
    if (!numbers.empty()) out.numbers.push_back(numbers[value]);
  }
  return out;
}

void fill(const Corpus& corpus, const TrialSet& trials, const Domain& domain, const RatingOptions& options,
          Ratings& out) {
  disagree::Interner names;
  std::size_t outside = 0;
  for (std::size_t item = 0; item < trials.item_names.size(); ++item) {
    out.item_begin.push_back(out.ratings.size());
    for (const Answer& answer : trials.of_item(item)) {
      if (answer.value == disagree::kNoValue) continue;
      const std::optional<std::uint32_t> place = domain.place[static_cast<std::size_t>(answer.value)];
      outside += place ? 0U : 1U;
      if (place) out.ratings.push_back({names.add(rater_name(corpus.records[answer.record], options)), *place});
    }
  }
  out.item_begin.push_back(out.ratings.size());
  std::vector<std::uint32_t> rank;
  out.raters = names.finish(rank);
  for (Rating& rating : out.ratings) rating.rater = rank[rating.rater];
  for (std::size_t item = 0; item < out.items.size(); ++item) {
    std::sort(
        out.ratings.begin() + static_cast<std::ptrdiff_t>(out.item_begin[item]),
        out.ratings.begin() + static_cast<std::ptrdiff_t>(out.item_begin[item + 1]),
        [](const Rating& a, const Rating& b) { return std::pair(a.rater, a.value) < std::pair(b.rater, b.value); });
  }
  if (outside == 0) return;
  out.issues.push_back({Severity::warning,
                        "outside_domain",
                        std::to_string(outside) + " values are outside the declared categories and are left out",
                        {corpus.name, "", 0, 0, 0}});
}

}  // namespace

double number_of_value(std::string_view text) {
  if (text.empty() || (text.front() != '-' && (text.front() < '0' || text.front() > '9'))) return base::kUndefined;
  const base::JsonReadResult read = base::read_json(text);
  if (!read.ok || read.tree.node(0).kind != base::JsonKind::number) return base::kUndefined;
  return read.tree.number_value(0).value_or(base::kUndefined);
}

Ratings disagree::ratings_of(const Corpus& corpus, const TrialSet& trials, const RatingOptions& options) {
  Ratings out;
  out.items = trials.item_names;
  out.compared_by = trials.by;
  out.is_declared = !options.domain.empty();
  Domain domain = out.is_declared ? declared_domain(trials, options.domain) : observed_domain(trials);
  fill(corpus, trials, domain, options, out);
  out.values = std::move(domain.values);
  out.numbers = std::move(domain.numbers);
  return out;
}

Ratings make_ratings(const Corpus& corpus, const RatingOptions& options) {
  const TrialSet trials = disagree::make_trials(corpus, options.by, options.pass_mark);
  Ratings out = disagree::ratings_of(corpus, trials, options);
  out.issues.insert(out.issues.begin(), trials.issues.begin(), trials.issues.end());
  return out;
}

}  // namespace nines

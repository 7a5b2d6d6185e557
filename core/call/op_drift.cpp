// Op drift: does the share of right answers move with a field of the records: a date, a version, a turn?
#include <algorithm>
#include <map>

#include "base/canonical.h"
#include "call/ops.h"
#include "call/records.h"
#include "codec/comparison_codec.h"

namespace nines::call {
namespace {

using codec::Json;
using codec::ObjectReader;
using codec::UnknownMembers;

struct Question {
  std::string by;
  std::string model;
  double pass_mark = 1;
  ControlOptions control;
  CompareOptions compare;
};

// A field of a record as a text: one of its own, or any other by name; "" when it has none.
std::string field_of(const Record& record, const std::string& name) {
  const std::pair<const char*, const std::string*> own[] = {{"item", &record.item},
                                                            {"model", &record.model},
                                                            {"trial", &record.trial},
                                                            {"run", &record.run},
                                                            {"step", &record.step},
                                                            {"paraphrase", &record.paraphrase}};
  for (const auto& [id, value] : own) {
    if (name == id) return *value;
  }
  for (const auto& [id, value] : record.tags) {
    if (name != id) continue;
    return value == "null" ? std::string() : base::compared_text(value);
  }
  return {};
}

struct Observation {
  std::string item;
  std::string place;
  double position = 0;  // of a place that is a number
  bool is_right = false;
};

struct Series {
  std::vector<Observation> rows;
  bool is_numeric = true;
  std::int64_t without_field = 0;
  std::int64_t without_outcome = 0;
  std::int64_t means = 0;
};

Series read_series(const Corpus& corpus, const Question& question) {
  Series out;
  for (const Record& record : corpus.records) {
    if (!question.model.empty() && record.model != question.model) continue;
    std::string place = field_of(record, question.by);
    const std::optional<bool> is_right = record_is_right(record, question.pass_mark);
    const bool is_mean = record.n && *record.n > 1;
    out.means += is_mean ? 1 : 0;
    out.without_field += !is_mean && place.empty() ? 1 : 0;
    out.without_outcome += !is_mean && !place.empty() && !is_right ? 1 : 0;
    if (is_mean || place.empty() || !is_right) continue;
    const double position = number_of_value(place);
    out.is_numeric = out.is_numeric && position == position;
    // Models meet the same items: a session is one of them.
    out.rows.push_back({record.model + '\x1F' + record.item, std::move(place), position, *is_right});
  }
  return out;
}

Issues issues_of(const Series& series, const Question& question, const Corpus& corpus) {
  Issues out;
  const auto tell = [&](std::int64_t count, const char* code, const std::string& what) {
    if (count == 0) return;
    Issue issue{Severity::warning, code, std::to_string(count) + " rows " + what + "; they were left out", {}};
    issue.where.source = corpus.name;
    out.push_back(std::move(issue));
  };
  tell(series.without_field, "missing_field", "have no " + question.by);
  tell(series.without_outcome, "missing_values", "have no known correctness");
  tell(series.means, "mean_rows", "are means of several trials (n > 1), not trials");
  return out;
}

// Periods in order: by number where every place is one, else by text, which sorts dates as ISO 8601 writes them.
std::vector<PeriodCount> periods_of(const Series& series) {
  std::map<std::pair<double, std::string>, PeriodCount> counts;
  for (const Observation& row : series.rows) {
    PeriodCount& period = counts[{series.is_numeric ? row.position : 0, row.place}];
    period.label = row.place;
    period.n += 1;
    period.k += row.is_right ? 1 : 0;
  }
  std::vector<PeriodCount> out;
  for (auto& [key, period] : counts) out.push_back(std::move(period));
  return out;
}

std::optional<Error> add_change_point(const std::vector<PeriodCount>& periods, const Question& question, Json& out,
                                      RunContext& run) {
  std::vector<double> rates;
  std::vector<std::string> labels;
  for (const PeriodCount& period : periods) {
    rates.push_back(static_cast<double>(period.k) / static_cast<double>(period.n));
    labels.push_back(period.label);
  }
  ChangePointOptions how;
  how.seed = question.compare.resample.seed;
  how.permutations = std::min(question.compare.permutations, how.permutations);
  const Result<ChangePointReport> change = change_point(rates, how, run);
  if (!change) return change.error();
  out["change_point"] = codec::change_point_json(*change, labels);
  return std::nullopt;
}

std::optional<Error> add_trend(const Series& series, const Question& question, Json& out, Issues& issues,
                               RunContext& run) {
  std::vector<PositionValue> values;
  for (const Observation& row : series.rows) values.push_back({row.item, row.position, row.is_right ? 1.0 : 0.0});
  const Result<TrendReport> trend = position_trend(values, question.compare, run);
  if (!trend) return trend.error();
  out["trend"] = codec::to_json(*trend);
  issues.insert(issues.end(), trend->issues.begin(), trend->issues.end());
  const Result<SustainedReport> sustained = sustained_operation(values, 1, question.compare.resample, run);
  if (!sustained) return sustained.error();
  out["sustained"] = codec::to_json(*sustained);
  return std::nullopt;
}

Question read_question(CallContext& call, ObjectReader& in) {
  Question out;
  in.required("by");
  out.by = in.text("by");
  out.model = in.text("model");
  out.pass_mark = in.number("pass_mark", 1, -1e9, 1e9);
  out.control.centre = in.optional_number("centre", 0, 1);
  out.control.baseline = in.whole("baseline", 0, 0, static_cast<std::int64_t>(kMaxPeriods));
  out.control.sigmas = in.number("sigmas", out.control.sigmas, 0.1, 100);
  out.compare.resample.seed = static_cast<std::uint64_t>(in.whole("seed", 1, 0, kMaxSeed));
  out.compare.resample.bootstrap = in.whole("bootstrap", out.compare.resample.bootstrap, 0, kMaxBootstrap);
  out.compare.permutations = in.whole("permutations", out.compare.permutations, 1, kMaxPermutations);
  in.finish(UnknownMembers::fail);
  if (!call.read.error && out.by.empty())
    call.read.fail(ErrorCode::bad_value, in.member("by"), "by is empty; it names the field that holds the time");
  return out;
}

}  // namespace

Result<Json> op_drift(CallContext& call) {
  ObjectReader in(call.read, call.args, "args");
  const std::uint32_t node = in.required("input");
  const Question question = read_question(call, in);
  if (call.read.error) return *call.read.error;
  const Result<Corpus> corpus = read_corpus(call, node);
  if (!corpus) return corpus.error();
  const Series series = read_series(*corpus, question);
  if (series.rows.empty()) {
    const std::string message = "no record has a " + question.by + " and an answer known right or wrong";
    return no_records_error(*corpus, error_of(*corpus, ErrorCode::no_records, message));
  }
  const std::vector<PeriodCount> periods = periods_of(series);
  const Result<ControlReport> control = control_charts(periods, question.control);
  if (!control) return control.error();
  Issues issues = issues_of(series, question, *corpus);
  Json out = {{"ok", true},
              {"by", question.by},
              {"records", series.rows.size()},
              {"periods", periods.size()},
              {"control", codec::to_json(*control)}};
  if (std::optional<Error> error = add_change_point(periods, question, out, call.run)) return *error;
  if (series.is_numeric) {
    if (std::optional<Error> error = add_trend(series, question, out, issues, call.run)) return *error;
  }
  append_issues(*corpus, issues);
  out["issues"] = codec::to_json(issues);
  return out;
}

}  // namespace nines::call

// Plain data shared by the families: intervals, estimates, records, contracts, pipelines. Public fields, defaults, no
// behaviour. Each can be written as JSON and read back by codec.h. Kinds and parameters are enums whose names, ranges
// and help stand in the tables of catalog.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "nines/status.h"

namespace nines {

// ---------------------------------------------------------------- estimates

// A two-sided interval [low, high] at confidence `level` (0..1); `method` names how it was made.
struct Interval {
  double low = 0;
  double high = 0;
  double level = 0.95;
  std::string method;
};

enum class EstimateStatus : std::uint8_t {
  ok,
  no_data,
  no_pairable,
  one_rater,
  no_variation,
  too_few_items,
  degenerate_ci,
  not_converged,
};

// A number that says where it comes from. `value` is absent exactly when the status forbids one; `reason` is one plain
// sentence whenever status != ok.
struct Estimate {
  std::optional<double> value;
  std::optional<Interval> ci;
  EstimateStatus status = EstimateStatus::ok;
  std::string reason;
  std::int64_t n_items = 0;
  std::int64_t n_pairable = 0;
  std::int64_t dropped = 0;
  std::string method;
};

// ---------------------------------------------------------------- records

// One observed output. JSON values (`output`, `expected`, `prompt`, tags) are kept as their exact source text, so that
// numbers beyond 2^53 and key order survive. Empty text = field absent (JSON "" is the two quote characters).
struct Record {
  std::string item;
  std::string model;
  std::string trial;
  std::string output;    // JSON text
  std::string expected;  // JSON text, gold
  std::string label;     // JSON text
  std::string paraphrase;
  std::string step;
  std::string run;
  std::optional<double> score;
  std::optional<std::int64_t> n;                          // > 1 marks a row that is already a mean of n trials
  std::vector<std::pair<std::string, std::string>> tags;  // every other field: name, JSON text
  std::size_t line = 0;                                   // 1-based line in the source
};

// An immutable set of records, named by the sha-256 of its source bytes.
struct Corpus {
  std::string name;
  std::string sha256;
  std::vector<Record> records;
  std::size_t lines = 0;     // non-blank lines seen
  std::size_t rejected = 0;  // lines that gave no record; each has an issue (up to a limit, then counted)
  Issues issues;
};

// ---------------------------------------------------------------- contracts

enum class ContractKind : std::uint8_t {
  json_schema,
  regex,
  labels,
  number,
  jsonl,
  csv,
  fenced,
  tool_call,
  workflow,
  all_of,
  any_of,
};
// How a workflow graph is written: what a server runs ("api"), what the editor saves ("ui"), or either.
enum class WorkflowForm : std::uint8_t { any, api, ui };
enum class WrapperPolicy : std::uint8_t { allow, forbid };
enum class RepairLevel : std::uint8_t { none, a, b, c };
enum class FormatPolicy : std::uint8_t { annotate, assert_all };  // JSON "annotate", "assert"

// A schema that others may refer to by `uri`; the network is never asked.
struct SchemaResource {
  std::string uri;
  std::string text;  // JSON text of the schema
  bool operator==(const SchemaResource&) const = default;
};

enum class ColumnType : std::uint8_t { text, integer, number, boolean, date, label };

// One column of a csv contract. Bounds hold for integer and number, `labels` for label, `pattern` (as in JSON Schema)
// for text.
struct CsvColumn {
  std::string name;
  ColumnType type = ColumnType::text;
  bool required = true;   // the column must stand in the header
  bool nullable = false;  // an empty cell is allowed
  bool unique = false;
  std::optional<double> minimum;
  std::optional<double> maximum;
  std::vector<std::string> labels;
  std::string pattern;
  bool operator==(const CsvColumn&) const = default;
};

// A function a model may call, with the JSON Schema of its arguments.
struct ToolSpec {
  std::string name;
  std::string parameters = "true";  // JSON text of a schema
  bool operator==(const ToolSpec&) const = default;
};

// What an output must satisfy. Only the fields of its kind are read.
struct Contract {
  ContractKind kind = ContractKind::json_schema;
  WrapperPolicy wrapper = WrapperPolicy::allow;

  std::string schema = "true";                    // json_schema: JSON text of the schema
  FormatPolicy formats = FormatPolicy::annotate;  // json_schema, tool_call
  std::vector<SchemaResource> resources;          // json_schema, tool_call: what $ref may name beside the schema itself

  std::string pattern;              // regex: RE2 syntax, must match the whole text
  std::vector<std::string> labels;  // labels: the allowed answers
  bool ignore_case = false;         // labels
  std::int64_t min_labels = 1;      // labels: how many of them one answer holds; 0 allows "none"
  std::int64_t max_labels = 1;
  double target = 0;        // number: passes when |x - target| <= max(abs_tol, rel_tol * max(|x|, |target|))
  bool has_target = false;  // number: without a target any finite number passes
  double abs_tol = 0;
  double rel_tol = 0;
  std::string unit;  // number: required after the number when not empty

  std::int64_t min_lines = 0;             // jsonl, csv: data lines
  std::int64_t max_lines = -1;            // -1 = any
  std::vector<CsvColumn> columns;         // csv
  std::string delimiter = ",";            // csv: one byte
  bool has_header = true;                 // csv
  bool extra_columns = false;             // csv: columns that are not listed are allowed
  std::string language;                   // fenced: "" = any
  std::vector<ToolSpec> tools;            // tool_call
  WorkflowForm form = WorkflowForm::any;  // workflow
  std::string registry;                   // workflow: JSON text in the server's object_info form; "" = structure only
  std::vector<Contract> parts;  // all_of, any_of; jsonl: what each line must satisfy; fenced: what the body must
  bool operator==(const Contract&) const = default;
};

// ---------------------------------------------------------------- pipelines

enum class StepKind : std::uint8_t {
  work,
  validate,
  human,
  format_gate,
  group,
  repeat,
  retry,
  fallback,
  vote,
  best_of,
  checkpoint,
  rollback,
  loop,
  branch,
  parallel,
  map,
};

// Every parameter of every step kind; which kind has which, with ranges and defaults, stands in step_table().
enum class Param : std::uint8_t {
  p,
  d,
  h,
  e,
  p_after_error,
  decay,
  transient,
  sensitivity,
  specificity,
  sees,
  blind,
  solves,
  sensitivity_unsolved,
  catches,  // JSON "catch"
  false_alarm,
  fix,
  share,
  attention,
  fatigue,
  prevalence,
  capacity,
  fail,
  repair,
  corrupt,
  max,
  rho,
  on,
  exhausted,
  context,
  count,
  n,
  rule,
  k,
  rivals,
  collision,
  select,
  tpr,
  fpr,
  gap,
  every,
  detect,
  tries,
  to,
  accept,
  accept_wrong,
  mode,
  join,
  cost_usd,
  latency_ms,
  latency,
};

// How a value was written. `complement` keeps tiny failures exact: {"q": 1e-12}. `variable` stands until
// resolve_variables() puts the value in its place.
enum class ValueForm : std::uint8_t { number, complement, counts, choice, variable };

// One parameter as the user gave it. For probabilities value + complement = 1 up to rounding, and the one that was
// written is exact. For counts value = k / n. For choices `choice` holds the word, for a variable its name, for
// counts that came from a variable still that name.
struct ParamValue {
  Param id = Param::p;
  ValueForm form = ValueForm::number;
  double value = 0;
  double complement = 1;
  std::int64_t k = 0;
  std::int64_t n = 0;
  bool shared = true;  // counts: one unknown rate for all its uses, or one for each
  std::string choice;
  bool operator==(const ParamValue&) const = default;
};

// One row of the pipeline. `params` holds only what was given, in table order; what is absent takes the table's
// default. `source` is free text saying where the numbers came from; it never changes a result.
struct Step {
  StepKind kind = StepKind::work;
  std::string id;
  std::string label;
  std::string source;
  std::optional<std::vector<std::string>> needs;  // ids of earlier rows of the same list; absent = the row before
  std::vector<ParamValue> params;
  std::vector<Step> body;
  bool operator==(const Step&) const = default;
};

enum class LatentScope : std::uint8_t { item, batch };
enum class LatentFamily : std::uint8_t { beta, logit_normal, classes };

struct WeightedRate {
  double weight = 0;
  double p = 0;
  bool operator==(const WeightedRate&) const = default;
};
struct Loading {
  std::string step;  // id
  double value = 1;
  bool operator==(const Loading&) const = default;
};

// A hidden cause shared by the work steps it names (ids; empty = every work step). LANGUAGE.md, "Latents".
struct Latent {
  LatentScope scope = LatentScope::item;
  double rho = 0;  // beta
  std::vector<std::string> steps;
  LatentFamily family = LatentFamily::beta;
  double sd = 1;                  // logit_normal
  std::vector<Loading> loadings;  // logit_normal; a step not named has 1
  std::vector<WeightedRate> classes;
  double never = 0;  // share of items that no attempt solves
  bool operator==(const Latent&) const = default;
};

struct Variable {
  std::string name;
  ParamValue value;  // its id is not used
  bool operator==(const Variable&) const = default;
};

struct Budget {
  std::optional<std::int64_t> calls;
  std::optional<double> cost_usd;
  bool operator==(const Budget&) const = default;
};
struct Volume {
  double runs_per_day = 0;
  double days = 1;
  bool operator==(const Volume&) const = default;
};
// What each end is worth; costs are subtracted.
struct EndValues {
  double ok = 1;
  double silent = 0;
  double detected = 0;
  bool operator==(const EndValues&) const = default;
};
// The same work done by hand.
struct Baseline {
  double error = 0;
  double cost_usd = 0;
  double minutes = 0;
  bool operator==(const Baseline&) const = default;
};

struct Pipeline {
  std::vector<Step> steps;
  std::vector<Latent> latents;
  std::vector<Variable> vars;
  std::optional<Budget> budget;
  std::optional<double> deadline_ms;
  std::optional<Volume> volume;
  std::optional<EndValues> values;
  std::optional<Baseline> baseline;
  double shift = 1;  // odds factor on every work p
  bool operator==(const Pipeline&) const = default;
};

}  // namespace nines

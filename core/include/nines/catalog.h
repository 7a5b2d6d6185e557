// Read-only tables of every kind: steps and their parameters, causes, contract kinds, ops, estimators. JSON, the
// inspector, CLI help, the reference page and the generic tests are all derived from these rows. No registration at
// start-up.
#pragma once

#include <span>
#include <string_view>

#include "nines/simulate.h"
#include "nines/validate.h"
#include "nines/values.h"

namespace nines {

// real: any number of the range, 0 to infinity unless the row says less; step: the id of another row.
enum class ParamType : std::uint8_t { probability, correlation, whole, choice, real, step };
// assumed: default + issue, reports show a band; absent: leaving it out means something of its own (its help says
// what).
enum class WhenOmitted : std::uint8_t { required, use_default, assumed, absent };

struct ParamInfo {
  Param id;
  const char* name;   // JSON key
  const char* label;  // inspector, sentence case
  const char* help;   // one sentence
  ParamType type;
  double min;
  double max;
  double default_value;
  WhenOmitted when_omitted;
  const char* choices;  // "a|b|c" for ParamType::choice, else ""; the first is the default
  const char* unit;     // "" = none
};

struct StepInfo {
  StepKind kind;
  const char* id;  // JSON "kind"
  const char* label;
  const char* help;
  const char* formula;  // one line, plain text
  const char* reference;
  bool has_body;
  const char* rows_are;  // blocks: what the rows of the body are: "series", "alternatives", "lanes", "cases"
  std::span<const ParamInfo> params;
};
std::span<const StepInfo> step_table();
const StepInfo& step_info(StepKind kind);
const StepInfo* find_step_info(std::string_view id);
const ParamInfo* find_param_info(const StepInfo& step, std::string_view name);
const ParamInfo* find_param_info(const StepInfo& step, Param id);

// The value in force: the one given, or the table's default (so never null for a parameter the kind has).
ParamValue param_in_force(const Step& step, Param id);
const ParamValue* given_param(const Step& step, Param id);
// A ParamValue holding a plain number, with its complement.
ParamValue number_value(Param id, double value);

struct CauseInfo {
  const char* code;   // "W1"
  const char* name;   // "fence around it", lower case: it stands after the code
  const char* level;  // "A", "B", "C", "D"
  const char* help;
  const char* example;  // a broken text
};
std::span<const CauseInfo> cause_table();
const CauseInfo* find_cause(std::string_view code);

struct ContractInfo {
  ContractKind kind;
  const char* id;
  const char* label;
  const char* help;
};
std::span<const ContractInfo> contract_table();

// One member of a contract as it is written in a file. "columns[].name" is a member of each element of "columns".
struct ContractMemberInfo {
  const char* name;
  const char* type;
  const char* fallback;  // what holds without it, as JSON; "" = nothing does, "required" = it has to stand
  const char* help;
};
// In the order of the help. Members that every kind has stand in each row.
std::span<const ContractMemberInfo> contract_members(ContractKind kind);

struct DetectedReasonInfo {
  DetectedReason reason;
  const char* id;
  const char* help;
};
std::span<const DetectedReasonInfo> detected_reason_table();

struct EstimateStatusInfo {
  EstimateStatus status;
  const char* id;
  const char* help;
};
std::span<const EstimateStatusInfo> estimate_status_table();

// Odds factors for `shift`, with their sources.
std::span<const ShiftPreset> shift_preset_table();
double shift_factor(const ShiftPreset& preset);

// Estimators the disagreement family reports: id, label, formula in plain text, source.
struct MetricInfo {
  const char* id;
  const char* label;
  const char* formula;
  const char* reference;
};
std::span<const MetricInfo> metric_table();

}  // namespace nines

// Ranges, forms and choices of one row (check_params.h).
#include "simulate/check_params.h"

#include <cmath>
#include <cstdio>
#include <string_view>

namespace nines::simulate {
namespace {

bool is_inside(double value, double low, double high) { return value >= low && value <= high; }

std::string range_text(const ParamInfo& info) {
  return "; expected " + short_number(info.min) + " to " + short_number(info.max);
}

// Where it stands is for the caller to say.
std::optional<Error> check_counts(const ParamValue& value, const ParamInfo& info) {
  if (value.n >= 1 && value.k >= 0 && value.k <= value.n) return std::nullopt;
  return error_at(ErrorCode::out_of_range, "",
                  std::string(info.name) + " is " + std::to_string(value.k) + " of " + std::to_string(value.n) +
                      "; expected 0 <= k <= n and n >= 1");
}

std::optional<Error> check_choice(const ParamValue& value, const ParamInfo& info) {
  const std::string all = "|" + std::string(info.choices) + "|";
  const bool known = !value.choice.empty() && value.choice.find('|') == std::string::npos &&
                     all.find("|" + value.choice + "|") != std::string::npos;
  if (value.form == ValueForm::choice && known) return std::nullopt;
  return error_at(ErrorCode::bad_value, "",
                  std::string(info.name) + " is \"" + value.choice + "\"; expected one of " + info.choices);
}

std::optional<Error> check_value(const ParamValue& value, const ParamInfo& info) {
  if (info.type == ParamType::step) return std::nullopt;
  if (info.type == ParamType::choice) return check_choice(value, info);
  const bool is_probability = info.type == ParamType::probability;
  if (is_probability && value.form == ValueForm::counts) return check_counts(value, info);
  const bool by_complement = is_probability && value.form == ValueForm::complement;
  if (value.form != ValueForm::number && !by_complement) {
    return error_at(ErrorCode::bad_value, "", std::string(info.name) + " takes a plain number");
  }
  const double written = by_complement ? value.complement : value.value;
  const bool whole = info.type != ParamType::whole || std::floor(written) == written;
  if (whole && (by_complement ? is_inside(1 - written, info.min, info.max) && is_inside(written, 0, 1)
                              : is_inside(written, info.min, info.max))) {
    return std::nullopt;
  }
  return error_at(ErrorCode::out_of_range, "",
                  std::string(info.name) + " is " + (by_complement ? "{\"q\": " : "") + short_number(written) +
                      (by_complement ? "}" : "") + range_text(info) +
                      (info.type == ParamType::whole ? ", a whole number" : ""));
}

}  // namespace

Error error_at(ErrorCode code, std::string pointer, std::string message) {
  Error out;
  out.code = code;
  out.message = std::move(message);
  out.where.pointer = std::move(pointer);
  return out;
}

std::optional<Error> check_params(const Step& step, const std::string& pointer) {
  const StepInfo& info = step_info(step.kind);
  for (std::size_t i = 0; i < step.params.size(); ++i) {
    const ParamValue& value = step.params[i];
    const ParamInfo* row = find_param_info(info, value.id);
    if (row == nullptr) {
      return error_at(ErrorCode::bad_value, pointer,
                      "parameter " + std::to_string(i) + " is not one that \"" + info.id + "\" has");
    }
    const auto at = [&] { return pointer + "/" + row->name; };
    if (given_param(step, value.id) != &value)
      return error_at(ErrorCode::bad_value, at(), std::string(row->name) + " is given twice");
    if (std::optional<Error> error = check_value(value, *row)) {
      error->where.pointer = at();
      return error;
    }
  }
  for (const ParamInfo& row : info.params) {
    if (row.when_omitted == WhenOmitted::required && given_param(step, row.id) == nullptr) {
      return error_at(ErrorCode::missing_field, pointer, std::string("\"") + info.id + "\" needs " + row.name);
    }
  }
  if (!info.has_body && !step.body.empty()) {
    return error_at(ErrorCode::bad_value, pointer + "/body", std::string("\"") + info.id + "\" has no body");
  }
  return std::nullopt;
}

Probability probability_of(const ParamValue& value) {
  if (value.form == ValueForm::complement) return {1 - value.complement, value.complement};
  if (value.form == ValueForm::counts) {
    const auto n = static_cast<double>(value.n);
    // A rate of its own at every use: what each does on average is the posterior's mean (Jeffreys).
    if (!value.shared) {
      return {(static_cast<double>(value.k) + 0.5) / (n + 1), (static_cast<double>(value.n - value.k) + 0.5) / (n + 1)};
    }
    return {static_cast<double>(value.k) / n, static_cast<double>(value.n - value.k) / n};
  }
  return {value.value, 1 - value.value};
}

std::string short_number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.6g", value);
  return text;
}

}  // namespace nines::simulate

// How small enums are spelled in JSON: one table each, used for writing, reading and for the message that lists what is
// allowed. Kinds with help texts have their tables in nines/catalog.h instead.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "nines/document.h"

namespace nines::codec {

template <class E>
struct EnumName {
  E value;
  const char* id;
};

inline constexpr std::array kSeverityNames{EnumName<Severity>{Severity::note, "note"},
                                           EnumName<Severity>{Severity::warning, "warning"},
                                           EnumName<Severity>{Severity::error, "error"}};
inline constexpr std::array kWorkspaceNames{EnumName<Workspace>{Workspace::pipeline, "pipeline"},
                                            EnumName<Workspace>{Workspace::check, "check"},
                                            EnumName<Workspace>{Workspace::compare, "compare"}};
inline constexpr std::array kSplitNames{EnumName<TextSplit>{TextSplit::text, "text"},
                                        EnumName<TextSplit>{TextSplit::lines, "lines"},
                                        EnumName<TextSplit>{TextSplit::records, "records"}};
inline constexpr std::array kWrapperNames{EnumName<WrapperPolicy>{WrapperPolicy::allow, "allow"},
                                          EnumName<WrapperPolicy>{WrapperPolicy::forbid, "forbid"}};
inline constexpr std::array kFormatPolicyNames{EnumName<FormatPolicy>{FormatPolicy::annotate, "annotate"},
                                               EnumName<FormatPolicy>{FormatPolicy::assert_all, "assert"}};
inline constexpr std::array kColumnTypeNames{
    EnumName<ColumnType>{ColumnType::text, "text"},     EnumName<ColumnType>{ColumnType::integer, "integer"},
    EnumName<ColumnType>{ColumnType::number, "number"}, EnumName<ColumnType>{ColumnType::boolean, "boolean"},
    EnumName<ColumnType>{ColumnType::date, "date"},     EnumName<ColumnType>{ColumnType::label, "label"}};
inline constexpr std::array kWorkflowFormNames{EnumName<WorkflowForm>{WorkflowForm::any, "any"},
                                               EnumName<WorkflowForm>{WorkflowForm::api, "api"},
                                               EnumName<WorkflowForm>{WorkflowForm::ui, "ui"}};
inline constexpr std::array kRepairNames{
    EnumName<RepairLevel>{RepairLevel::none, "none"}, EnumName<RepairLevel>{RepairLevel::a, "A"},
    EnumName<RepairLevel>{RepairLevel::b, "B"}, EnumName<RepairLevel>{RepairLevel::c, "C"}};
inline constexpr std::array kVerdictNames{EnumName<VerdictKind>{VerdictKind::pass, "pass"},
                                          EnumName<VerdictKind>{VerdictKind::fail, "fail"},
                                          EnumName<VerdictKind>{VerdictKind::not_decidable, "not_decidable"}};
inline constexpr std::array kLevelNames{EnumName<VerdictLevel>{VerdictLevel::strict, "strict"},
                                        EnumName<VerdictLevel>{VerdictLevel::extracted, "extracted"},
                                        EnumName<VerdictLevel>{VerdictLevel::repaired, "repaired"},
                                        EnumName<VerdictLevel>{VerdictLevel::lost, "lost"}};
inline constexpr std::array kCompareByNames{
    EnumName<CompareBy>{CompareBy::automatic, "auto"}, EnumName<CompareBy>{CompareBy::label, "label"},
    EnumName<CompareBy>{CompareBy::correctness, "correctness"}, EnumName<CompareBy>{CompareBy::output, "output"}};
inline constexpr std::array kRaterByNames{EnumName<RaterBy>{RaterBy::model, "model"},
                                          EnumName<RaterBy>{RaterBy::model_trial, "model_trial"}};
inline constexpr std::array kItemClassNames{
    EnumName<ItemClass>{ItemClass::always, "always"}, EnumName<ItemClass>{ItemClass::flaky, "flaky"},
    EnumName<ItemClass>{ItemClass::never, "never"}, EnumName<ItemClass>{ItemClass::unknown, "unknown"}};
inline constexpr std::array kScopeNames{EnumName<LatentScope>{LatentScope::item, "item"},
                                        EnumName<LatentScope>{LatentScope::batch, "batch"}};
inline constexpr std::array kFamilyNames{EnumName<LatentFamily>{LatentFamily::beta, "beta"},
                                         EnumName<LatentFamily>{LatentFamily::logit_normal, "logit_normal"},
                                         EnumName<LatentFamily>{LatentFamily::classes, "classes"}};

template <class Table, class E>
const char* enum_id(const Table& table, E value) {
  for (const auto& row : table) {
    if (row.value == value) return row.id;
  }
  return "";
}

template <class Table>
auto find_enum(const Table& table, std::string_view id) -> std::optional<decltype(table[0].value)> {
  for (const auto& row : table) {
    if (id == row.id) return row.value;
  }
  return std::nullopt;
}

// "pass, fail or not_decidable"
template <class Table>
std::string enum_choices(const Table& table) {
  std::string out;
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (i > 0) out += i + 1 == table.size() ? " or " : ", ";
    out += table[i].id;
  }
  return out;
}

}  // namespace nines::codec

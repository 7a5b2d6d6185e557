// The kinds of contract, one row each. JSON names, the inspector and the command line's help derive
// from it.
#include <array>

#include "nines/catalog.h"

namespace nines {

namespace {

constexpr std::array kContracts{
    ContractInfo{ContractKind::json_schema, "json_schema", "JSON Schema", "The text is JSON that meets a schema."},
    ContractInfo{ContractKind::regex, "regex", "Pattern", "The whole text matches a regular expression in RE2 syntax."},
    ContractInfo{ContractKind::labels, "labels", "Labels",
                 "The text is one of a list of labels, or several of them, or none."},
    ContractInfo{ContractKind::number, "number", "Number",
                 "The text is a finite decimal number, near a target and with a unit if asked."},
    ContractInfo{ContractKind::jsonl, "jsonl", "JSON Lines", "Each line of the text meets a contract of its own."},
    ContractInfo{ContractKind::csv, "csv", "Table", "The text is a table (CSV) with typed columns."},
    ContractInfo{ContractKind::fenced, "fenced", "Fenced code",
                 "The text is one fenced block of a language, whose body may have a contract of its own."},
    ContractInfo{ContractKind::tool_call, "tool_call", "Tool call",
                 "The text calls tools that exist, with arguments that meet their schemas."},
    ContractInfo{ContractKind::workflow, "workflow", "Workflow graph",
                 "The text is a graph of nodes and links that a server could run."},
    ContractInfo{ContractKind::all_of, "all_of", "All of", "The text meets every one of several contracts."},
    ContractInfo{ContractKind::any_of, "any_of", "Any of", "The text meets at least one of several contracts."},
};

}  // namespace

std::span<const ContractInfo> contract_table() { return kContracts; }

}  // namespace nines

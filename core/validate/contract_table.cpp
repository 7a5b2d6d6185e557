// The kinds of contract, one row each. JSON names, the inspector and the command line's help derive
// from it.
#include <array>

#include "nines/catalog.h"

namespace nines {

namespace {

constexpr std::array kContracts{
    ContractInfo{ContractKind::json_schema, "json_schema", "JSON Schema", "The text is JSON that meets a schema."},
    ContractInfo{ContractKind::regex, "regex", "Pattern", "The whole text matches a regular expression in RE2 syntax."},
    ContractInfo{ContractKind::labels, "labels", "Labels", "The text is one of a list of labels."},
    ContractInfo{ContractKind::number, "number", "Number",
                 "The text is a finite decimal number, near a target and with a unit if asked."},
};

}  // namespace

std::span<const ContractInfo> contract_table() { return kContracts; }

}  // namespace nines

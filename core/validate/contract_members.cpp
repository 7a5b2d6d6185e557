// What each kind of contract may hold, one row a member. The catalog and the command line's help derive from it; a test
// holds it against what the reader takes.
#include <array>

#include "nines/catalog.h"

namespace nines {

namespace {

using Member = ContractMemberInfo;

constexpr Member kWrapper{"wrapper", "allow or forbid", "\"allow\"",
                          "Whether a fence, prose or reasoning may stand around the value."};
constexpr Member kFormat{"formats", "annotate or assert", "\"annotate\"",
                         "Whether the keyword format of a schema is checked."};
constexpr Member kResources{"resources", "array of object", "[]",
                            "What $ref may lead to besides the schema: objects with uri and schema."};
constexpr Member kLines{"lines", "object", "", "How many lines: its members min and max."};
constexpr Member kLinesMin{"lines.min", "whole number", "0", "At least so many lines."};
constexpr Member kLinesMax{"lines.max", "whole number", "", "At most so many lines."};

constexpr std::array kSchema{
    Member{"schema", "JSON Schema", "required", "What the JSON has to meet."},
    Member{"schema_text", "text", "", "Instead of schema: the same as text, where it is no JSON value that can stand."},
    kFormat,
    kResources,
    kWrapper,
};
constexpr std::array kRegex{
    Member{"pattern", "text", "required", "RE2 syntax (no look-around, no back-references); the whole text matches."},
    kWrapper,
};
constexpr std::array kLabels{
    Member{"labels", "array of text", "required", "The labels as they are to be written."},
    Member{"ignore_case", "boolean", "false", "Whether a label of another case is right as it stands."},
    Member{"min", "whole number", "1", "At least so many labels; 0 lets the text be empty."},
    Member{"max", "whole number", "", "At most so many labels; without it 1, or min where that is more."},
    kWrapper,
};
constexpr std::array kNumber{
    Member{"target", "number", "", "The right number; without it any finite number passes."},
    Member{"tolerance", "object", "", "How near to target, as the wider of its members abs and rel; without it equal."},
    Member{"tolerance.abs", "number", "0", "|a - b| <= abs."},
    Member{"tolerance.rel", "number, 0 to 1", "0", "|a - b| <= rel * max(|a|, |b|)."},
    Member{"unit", "text", "\"\"", "What has to stand behind the number."},
    kWrapper,
};
constexpr std::array kJsonl{
    Member{"each", "contract", "", "What each line has to meet; without it any JSON."},
    kLines,
    kLinesMin,
    kLinesMax,
    kWrapper,
};
constexpr std::array kCsv{
    Member{"columns", "array of text or object", "required", "The columns: a name alone, or an object as below."},
    Member{"columns[].name", "text", "required", "As it stands in the header."},
    Member{"columns[].type", "text, integer, number, boolean, date or label", "\"text\"", "What the cells hold."},
    Member{"columns[].required", "boolean", "true", "Whether the column has to be there."},
    Member{"columns[].nullable", "boolean", "false", "Whether a cell may be empty."},
    Member{"columns[].unique", "boolean", "false", "Whether no two cells may be alike."},
    Member{"columns[].minimum", "number", "", "The least number."},
    Member{"columns[].maximum", "number", "", "The greatest number."},
    Member{"columns[].labels", "array of text", "[]", "Of type label: what a cell may say."},
    Member{"columns[].pattern", "text", "\"\"", "RE2 pattern of a whole cell."},
    Member{"delimiter", "text of one character", "\",\"", "What stands between cells."},
    Member{"header", "boolean", "true", "Whether the first line names the columns."},
    Member{"extra_columns", "boolean", "false", "Whether other columns may stand too."},
    kLines,
    kLinesMin,
    kLinesMax,
    kWrapper,
};
constexpr std::array kFenced{
    Member{"language", "text", "\"\"", "The word behind the opening fence; \"\" = any."},
    Member{"body", "contract", "", "What stands inside; without it anything."},
    kWrapper,
};
constexpr std::array kToolCall{
    Member{"tools", "array of object", "required", "The tools that exist, as OpenAI or Anthropic write them too."},
    Member{"tools[].name", "text", "required", "As it is called."},
    Member{"tools[].parameters", "JSON Schema", "", "What the arguments have to meet; also input_schema."},
    kFormat,
    kResources,
    kWrapper,
};
constexpr std::array kWorkflow{
    Member{"form", "any, api or ui", "\"any\"", "Which of the two ways to write a graph."},
    Member{"registry", "object", "",
           "Classes of nodes with their inputs and outputs; without it links alone are checked."},
    Member{"registry_text", "text", "", "Instead of registry: the same as text."},
    kWrapper,
};
constexpr std::array kCombined{
    Member{"of", "array of contracts", "required", "The parts; each is a contract with a kind of its own."},
    kWrapper,
};

}  // namespace

std::span<const ContractMemberInfo> contract_members(ContractKind kind) {
  switch (kind) {
    case ContractKind::json_schema: return kSchema;
    case ContractKind::regex: return kRegex;
    case ContractKind::labels: return kLabels;
    case ContractKind::number: return kNumber;
    case ContractKind::jsonl: return kJsonl;
    case ContractKind::csv: return kCsv;
    case ContractKind::fenced: return kFenced;
    case ContractKind::tool_call: return kToolCall;
    case ContractKind::workflow: return kWorkflow;
    case ContractKind::all_of:
    case ContractKind::any_of: break;
  }
  return kCombined;
}

}  // namespace nines
